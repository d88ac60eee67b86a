//! Where the session tells what it does.

use super::event::Event;
use std::rc::Rc;
use workbench_api::Workbench;

/// What shows the session to a person: its state, and the terminal of its board.
pub trait Frontend {
    /// Something happened.
    fn event(&mut self, event: Event);

    /// The board said something for the terminal.
    fn output(&mut self, bytes: &[u8]);

    /// Waits until the terminal can take more output. Until then nothing is read from the board;
    /// commands are served all the same. By itself it always can.
    #[expect(async_fn_in_trait, reason = "the page lives on one thread")]
    async fn output_ready(&mut self) {}

    /// Loads what can be done at a prompt; the browser's words where it can't be had.
    #[expect(async_fn_in_trait, reason = "the page lives on one thread")]
    async fn workbench(&mut self) -> Result<Rc<dyn Workbench>, String>;
}
