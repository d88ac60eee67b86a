//! Something that did not work, and what to do now.

use super::copy::Copy;
use super::rich::{rich, steps};
use crate::texts;
use crate::words::Advice;
use yew::prelude::*;

#[derive(Debug, Clone, PartialEq, Properties)]
pub struct Props {
    /// What to say.
    pub advice: Advice,
    /// Makes the report for a helper, where there is one.
    #[prop_or_default]
    pub report: Option<Callback<(), String>>,
    /// What else belongs here, such as buttons.
    #[prop_or_default]
    pub children: Html,
}

/// The notice.
#[component]
pub fn Notice(props: &Props) -> Html {
    html! {
        <div class="notice" role="alert">
            <p class="what">{ rich(&props.advice.what) }</p>
            { steps(&props.advice.now) }
            { props.children.clone() }
            if let Some(report) = &props.report {
                <p class="report">
                    <Copy label={texts::copy_details()} text={report.clone()} />
                    { " " }<small>{ texts::copy_details_about() }</small>
                </p>
            }
        </div>
    }
}
