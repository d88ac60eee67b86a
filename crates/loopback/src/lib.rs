//! What a server on the loopback interface needs of each client: that a request is meant for this
//! computer and comes from it, and that no client holds it up.

mod admission;
mod timed;

pub use admission::{Refused, admit};
pub use timed::Timed;
