//! Mistakes, in plain words: what Python said of them stays, and one sentence comes after it.
//!
//! [`explain`] has the sentence, for those errors that beginners meet. [`Explainer`] puts it into what the board
//! prints.
//!
//! Wordings are those of MicroPython 1.9 to 1.29, and of builds with short ones. Sources: `py/`'s messages at
//! these versions; the tests' are as the Unix port 1.29 printed them, where it can.

mod explainer;
mod numbers;
mod sentences;
#[cfg(test)]
mod tests;

pub use explainer::Explainer;
pub use sentences::explain;
