use crate::compare::Difference;
use std::io;
use std::path::PathBuf;
use thiserror::Error;

/// Why texts can't be used. Each says which file to open, and which text to look for.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A folder or file can't be read.
    #[error("{}: {cause}", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// What the system said.
        cause: io::Error,
    },
    /// A folder of a language is nobody's.
    #[error("{}: no part of the page has a folder of this name", path.display())]
    UnknownFolder {
        /// Which.
        path: PathBuf,
    },
    /// A file is not Fluent.
    #[error("{file}, line {line}: {cause}: {excerpt}")]
    Syntax {
        /// Beside the language's folder.
        file: String,
        /// Counted from 1.
        line: usize,
        /// What the parser said.
        cause: fluent_syntax::parser::ErrorKind,
        /// The line.
        excerpt: String,
    },
    /// A text is Fluent, but not of the part of it that the page understands.
    #[error("{file}: {id}: {what}")]
    NotUnderstood {
        /// Beside the language's folder.
        file: String,
        /// Of the text.
        id: String,
        /// The construct, and what can be had instead.
        what: &'static str,
    },
    /// Two texts have one name.
    #[error("{file}: {id}: this text is there a second time")]
    Twice {
        /// The file of the second.
        file: String,
        /// Of the text.
        id: String,
    },
    /// A translation has other texts or values than English.
    #[error("{tag} is not like en-US:{}", lines(differences))]
    Differs {
        /// Of the translation.
        tag: String,
        /// All that has to be mended.
        differences: Vec<Difference>,
    },
}

fn lines(differences: &[Difference]) -> String {
    differences.iter().map(|difference| format!("\n{difference}")).collect()
}
