//! The numbers that a program prints, drawn: how far the plot is, and whether it stands still. Its curves and
//! numbers are its own; [`listener`] listens for it.

pub mod lines;
pub mod listener;

use super::Effect;

/// What gets the keyboard when it is opened.
pub const HEAD_ELEMENT: &str = "plot-head";
/// What a person may run to see a curve. Python's words, in no language.
pub const SAMPLE: &str = "\
import math, time

for i in range(300):
    print(\"sine:\", math.sin(i / 10))
    time.sleep(0.02)
";

/// The plot.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plot {
    /// How far it is.
    pub part: Part,
    /// The picture stands still. What comes is kept.
    pub is_paused: bool,
    /// There is something to draw, or was until now.
    pub has_numbers: bool,
    /// The browser could not make a picture of it.
    pub has_no_picture: bool,
    /// Whether a program's numbers were offered to be drawn.
    pub offer: Offer,
    /// It hears what the board says.
    is_listening: bool,
}

/// How far it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Part {
    /// Nobody has asked for it.
    #[default]
    Absent,
    /// It is on its way.
    Loading,
    /// It is there.
    Shown,
    /// It can't be had; the browser's words.
    Failed(String),
}

/// Whether a program's numbers were offered to be drawn, which is done once a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Offer {
    /// Not yet.
    #[default]
    Ahead,
    /// It stands there.
    Shown,
    /// A person has answered, or needs none.
    Over,
}

/// Something that happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// It is there, or is not; the browser's words.
    Loaded(Result<(), String>),
    /// The person wants it once more.
    TriedAgain,
    /// The first numbers came since it was begun.
    NumbersCame,
    /// The picture is to stand still, or to go on.
    Paused(bool),
    /// The numbers are to go to the person's computer.
    CsvWanted,
    /// The same as a picture.
    PictureWanted,
    /// There could be none.
    PictureFailed,
    /// The person wants it empty.
    Cleared,
    /// They want a program that prints numbers.
    SampleWanted,
    /// A program prints numbers, and nobody sees them drawn.
    OfferDue,
    /// They want what was offered, or not.
    OfferAnswered(bool),
}

/// Something to do with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PlotEffect {
    /// Load it.
    Load,
    /// Hear what the board says, or no more.
    Listen(bool),
    /// Keep the picture still, or go on.
    Pause(bool),
    /// Give its numbers to the person's computer.
    GiveCsv,
    /// Give a picture of it to the person's computer, or tell [`Action::PictureFailed`].
    GivePicture,
    /// Forget all numbers.
    Clear,
}

impl Plot {
    /// Whether numbers can still be offered to be drawn.
    #[must_use]
    pub fn may_offer(&self) -> bool {
        self.offer == Offer::Ahead && !self.is_listening
    }

    /// It is shown, and has the keyboard.
    pub(super) fn opened(&mut self) -> Vec<Effect> {
        self.offer = Offer::Over;
        let mut effects = self.load();
        if !core::mem::replace(&mut self.is_listening, true) {
            effects.push(Effect::Plot(PlotEffect::Listen(true)));
        }
        effects.push(Effect::Focus(HEAD_ELEMENT.into()));
        effects
    }

    /// Nothing stands at the side any more. Its numbers stay; while something else stands there, more come.
    pub(super) fn closed(&mut self) -> Vec<Effect> {
        let was_listening = core::mem::take(&mut self.is_listening);
        was_listening.then_some(Effect::Plot(PlotEffect::Listen(false))).into_iter().collect()
    }

    /// Takes what happened; gives what is to be done about it.
    pub(super) fn update(&mut self, action: Action) -> Vec<Effect> {
        let effect = match action {
            Action::Loaded(Ok(())) => {
                self.part = Part::Shown;
                return Vec::new();
            }
            Action::Loaded(Err(words)) => {
                self.part = Part::Failed(words);
                return Vec::new();
            }
            Action::TriedAgain => return self.load(),
            Action::NumbersCame => {
                self.has_numbers = true;
                return Vec::new();
            }
            Action::Paused(is_paused) => {
                self.is_paused = is_paused;
                PlotEffect::Pause(is_paused)
            }
            Action::CsvWanted => PlotEffect::GiveCsv,
            Action::PictureWanted => {
                self.has_no_picture = false;
                PlotEffect::GivePicture
            }
            Action::PictureFailed => {
                self.has_no_picture = true;
                return Vec::new();
            }
            Action::Cleared => {
                (self.has_numbers, self.has_no_picture) = (false, false);
                let going_on =
                    core::mem::take(&mut self.is_paused).then_some(PlotEffect::Pause(false));
                let effects = [PlotEffect::Clear].into_iter().chain(going_on);
                return effects.map(Effect::Plot).collect();
            }
            Action::OfferDue => {
                if self.may_offer() {
                    self.offer = Offer::Shown;
                }
                return Vec::new();
            }
            Action::OfferAnswered(is_wanted) => {
                self.offer = Offer::Over;
                let opened = is_wanted.then_some(Effect::Open(super::PLOT));
                return opened.into_iter().collect();
            }
            // It is the program's.
            Action::SampleWanted => return Vec::new(),
        };
        vec![Effect::Plot(effect)]
    }

    fn load(&mut self) -> Vec<Effect> {
        if !matches!(self.part, Part::Absent | Part::Failed(_)) {
            return Vec::new();
        }
        self.part = Part::Loading;
        vec![Effect::Plot(PlotEffect::Load)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{self, Desk, PLOT};
    use workbench_api::Side;

    fn listen(is_listening: bool) -> Effect {
        Effect::Plot(PlotEffect::Listen(is_listening))
    }

    fn focus() -> Effect {
        Effect::Focus(HEAD_ELEMENT.into())
    }

    #[test]
    fn it_is_loaded_once_when_it_is_first_opened_and_hears_from_then_on() {
        let mut desk = Desk::default();
        let load = Effect::Plot(PlotEffect::Load);
        let opened = desk::Action::Side(Some(Side::Plot));
        assert_eq!(desk.update(opened.clone()), [load, listen(true), focus()]);
        desk.update(desk::Action::Plot(Action::Loaded(Ok(()))));
        assert_eq!(desk.update(desk::Action::Side(None)), [listen(false)]);
        assert_eq!(desk.update(opened), [listen(true), focus()]);
    }

    #[test]
    fn it_goes_on_hearing_while_something_else_stands_at_the_side() {
        let mut desk = Desk::default();
        desk.update(desk::Action::Side(Some(Side::Plot)));
        let effects = desk.update(desk::Action::Side(Some(Side::Files)));
        assert!(!effects.contains(&listen(false)), "{effects:?}");
        assert_eq!(desk.update(desk::Action::Side(Some(Side::Plot))), [focus()]);
    }

    #[test]
    fn what_can_not_be_fetched_is_told_and_fetched_when_it_is_wanted_again() {
        let mut plot = Plot::default();
        plot.opened();
        plot.update(Action::Loaded(Err("Offline.".into())));
        assert_eq!(plot.part, Part::Failed("Offline.".into()));
        assert_eq!(plot.update(Action::TriedAgain), [Effect::Plot(PlotEffect::Load)]);
        assert_eq!(plot.update(Action::TriedAgain), []);
    }

    #[test]
    fn what_is_begun_anew_does_not_stand_still() {
        let mut plot = Plot::default();
        plot.update(Action::NumbersCame);
        plot.update(Action::Paused(true));
        let effects = plot.update(Action::Cleared);
        let expected = [PlotEffect::Clear, PlotEffect::Pause(false)].map(Effect::Plot);
        assert_eq!((&*effects, plot.has_numbers, plot.is_paused), (&expected[..], false, false));
    }

    #[test]
    fn numbers_are_offered_once_and_not_to_those_who_see_them() {
        let mut plot = Plot::default();
        plot.update(Action::OfferDue);
        assert_eq!(plot.offer, Offer::Shown);
        assert_eq!(plot.update(Action::OfferAnswered(true)), [Effect::Open(PLOT)]);
        plot.update(Action::OfferDue);
        assert_eq!(plot.offer, Offer::Over);
        let mut plot = Plot::default();
        plot.opened();
        plot.update(Action::OfferDue);
        assert_eq!(plot.offer, Offer::Over);
    }

    #[test]
    fn the_sample_takes_the_place_of_no_program_that_is_not_saved() {
        use crate::desk::program;

        let mut desk = Desk::default();
        let opened = program::Action::PaneOpened(None, program::Link::None);
        desk.update(desk::Action::Program(opened));
        desk.update(desk::Action::Program(program::Action::EditorLoaded(Ok(()))));
        desk.update(desk::Action::Program(program::Action::Changed("mine".into())));
        let effects = desk.update(desk::Action::Plot(Action::SampleWanted));
        let kept = |effect: &Effect| matches!(effect, Effect::KeepAside(Some(kept)) if &*kept.text == "mine");
        assert!(effects.iter().any(kept), "{effects:?}");
        assert_eq!(desk.program.note, Some(program::Note::SetAside));
    }
}
