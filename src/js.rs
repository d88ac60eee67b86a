//! What all that speaks to the browser needs: the words of an error, and a limit for a promise.

mod error;
mod limit;

pub(crate) use error::{message, name};
pub(crate) use limit::{Elapsed, timer, within};
