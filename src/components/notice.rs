//! Something that did not work, and what to do now.

use super::copy::copy_button;
use super::rich::{rich, steps};
use crate::texts;
use crate::words::Advice;
use yew::prelude::*;

/// What makes the report for a helper.
pub type Report = Callback<(), String>;

/// The advice, then what else belongs here, such as buttons, then the report where there is one.
pub fn notice(advice: &Advice, more: Html, report: Option<&Report>) -> Html {
    html! {
        <div class="notice" role="alert">
            <p class="what">{ rich(&advice.what) }</p>
            { steps(&advice.now) }
            { more }
            if let Some(report) = report {
                <p class="report">
                    { copy_button(texts::copy_details(), report.clone()) }
                    { " " }<small>{ texts::copy_details_about() }</small>
                </p>
            }
        </div>
    }
}
