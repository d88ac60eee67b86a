//! What of the working screen is open: the prompt always, beside it what a person has asked for.
//!
//! Where there is room for one pane only, one of them is in front; the style sheet knows when.

pub use workbench_api::{Pane, Side};

/// What is open, and how large its letters are.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Layout {
    /// The pane in front, where one is seen at a time.
    pub front: Pane,
    /// The program that a person writes has its pane.
    pub has_program: bool,
    /// What stands at the side.
    pub side: Option<Side>,
    /// Of the prompt and of the program.
    pub letters: Letters,
    /// A person has read what the last installation came to.
    pub is_outcome_closed: bool,
}

/// The size of letters, one of a few.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letters(usize);

/// In pixels. The largest are for a projector.
const SIZES_PX: &[u32] = &[14, 16, 18, 20, 24, 28];
const USUAL: usize = 1;

/// Something that a person did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// They want this pane where it is not, and no more where it is.
    Toggled(Pane),
    /// They want this pane.
    Opened(Pane),
    /// They want it no more.
    Closed(Pane),
    /// They want larger letters; after the largest come the smallest.
    LargerLetters,
    /// They have read what the installation came to.
    OutcomeRead,
}

impl Layout {
    /// Takes what a person did.
    pub fn update(&mut self, action: Action) {
        match action {
            Action::Toggled(pane) if !self.is_open(pane) => self.open(pane),
            Action::Opened(pane) => self.open(pane),
            Action::Toggled(pane) | Action::Closed(pane) => self.close(pane),
            Action::LargerLetters => {
                self.letters = Letters((self.letters.0 + 1) % SIZES_PX.len());
            }
            Action::OutcomeRead => self.is_outcome_closed = true,
        }
    }

    /// Whether it has its place.
    #[must_use]
    pub fn is_open(&self, pane: Pane) -> bool {
        match pane {
            Pane::Prompt => true,
            Pane::Program => self.has_program,
            Pane::Side(side) => self.side == Some(side),
        }
    }

    /// Leaves the prompt alone.
    pub fn close_all(&mut self) {
        (self.has_program, self.side, self.front) = (false, None, Pane::Prompt);
    }

    fn open(&mut self, pane: Pane) {
        match pane {
            Pane::Prompt => {}
            Pane::Program => self.has_program = true,
            Pane::Side(side) => self.side = Some(side),
        }
        self.front = pane;
    }

    fn close(&mut self, pane: Pane) {
        match pane {
            Pane::Prompt => return,
            Pane::Program => self.has_program = false,
            Pane::Side(_) => self.side = None,
        }
        self.front = if self.has_program { Pane::Program } else { Pane::Prompt };
    }
}

impl Letters {
    /// The size that is nearest to this one.
    #[must_use]
    pub fn of_px(px: u32) -> Self {
        let distance = |size: &u32| size.abs_diff(px);
        let nearest = SIZES_PX.iter().enumerate().min_by_key(|(_, size)| distance(size));
        Self(nearest.map_or(USUAL, |(index, _)| index))
    }

    /// In pixels.
    #[must_use]
    pub fn px(self) -> u32 {
        SIZES_PX.get(self.0).copied().unwrap_or(16)
    }
}

impl Default for Letters {
    fn default() -> Self {
        Self(USUAL)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LESSON: Pane = Pane::Side(Side::Lesson);
    const FILES: Pane = Pane::Side(Side::Files);

    fn after(actions: impl IntoIterator<Item = Action>) -> Layout {
        let mut layout = Layout::default();
        actions.into_iter().for_each(|action| layout.update(action));
        layout
    }

    #[test]
    fn a_first_visit_has_the_prompt_alone() {
        let layout = Layout::default();
        assert_eq!((layout.front, layout.has_program, layout.side), (Pane::Prompt, false, None));
    }

    #[test]
    fn one_thing_stands_at_the_side() {
        let layout = after([Action::Toggled(LESSON), Action::Toggled(FILES)]);
        assert_eq!((layout.side, layout.front), (Some(Side::Files), FILES));
        assert!(!layout.is_open(LESSON));
    }

    #[test]
    fn what_is_toggled_again_goes_wherever_the_front_is() {
        let toggled = [Action::Toggled(LESSON), Action::Toggled(LESSON)];
        assert_eq!(after(toggled), Layout::default());
        let behind =
            [Action::Toggled(LESSON), Action::Opened(Pane::Program), Action::Toggled(LESSON)];
        assert!(!after(behind).is_open(LESSON));
    }

    #[test]
    fn the_prompt_can_not_be_closed() {
        let layout = after([Action::Opened(Pane::Program), Action::Closed(Pane::Prompt)]);
        assert_eq!((layout.front, layout.is_open(Pane::Prompt)), (Pane::Program, true));
    }

    #[test]
    fn what_is_closed_leaves_the_program_or_the_prompt_in_front() {
        assert_eq!(after([Action::Opened(FILES), Action::Closed(FILES)]).front, Pane::Prompt);
        let with_program =
            [Action::Opened(Pane::Program), Action::Opened(FILES), Action::Closed(FILES)];
        assert_eq!(after(with_program).front, Pane::Program);
    }

    #[test]
    fn letters_grow_and_begin_again() {
        let mut layout = Layout::default();
        let sizes: Vec<_> = (0..SIZES_PX.len())
            .map(|_| {
                layout.update(Action::LargerLetters);
                layout.letters.px()
            })
            .collect();
        assert_eq!(sizes, [18, 20, 24, 28, 14, 16]);
    }

    #[test]
    fn a_kept_size_is_one_of_ours() {
        assert_eq!([0, 15, 17, 23, 1000].map(|px| Letters::of_px(px).px()), [14, 14, 16, 24, 28]);
        assert_eq!(Letters::of_px(Letters::default().px()), Letters::default());
    }
}
