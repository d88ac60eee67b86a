use super::explain;
use micropython_repl::exception::Exception;

const TRACEBACK: &[u8] = b"Traceback (most recent call last):";
const PLACE: &[u8] = b"  File \"";
/// Longer lines are none of an error that has a sentence.
const MOST_BYTES: usize = 400;
/// Another colour, and what begins the sentence without colours. Dim letters would be hard to read.
const BEGIN: &str = "\x1B[36mⓘ ";
const END: &str = "\x1B[39m\r\n";

/// Puts a sentence below each error that ends a traceback, into what the board prints. A traceback that a
/// program prints by itself looks the same, and gets one too.
#[derive(Debug, Default)]
pub struct Explainer {
    /// The line that has begun, up to [`MOST_BYTES`].
    line: Vec<u8>,
    /// It is longer than that.
    is_long: bool,
    /// The lines before it are those of a traceback.
    is_traceback: bool,
}

impl Explainer {
    /// Takes what the board prints, in any pieces; gives the same bytes with sentences between them. Nothing
    /// is held back.
    pub fn push(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut all = Vec::with_capacity(bytes.len());
        for piece in bytes.split_inclusive(|&byte| byte == b'\n') {
            all.extend_from_slice(piece);
            let room = MOST_BYTES - self.line.len();
            self.is_long |= piece.len() > room;
            self.line.extend_from_slice(piece.get(..room).unwrap_or(piece));
            if piece.ends_with(b"\n")
                && let Some(sentence) = self.line_ended()
            {
                all.extend([BEGIN, &sentence, END].concat().into_bytes());
            }
        }
        all
    }

    /// The sentence that belongs below the line.
    fn line_ended(&mut self) -> Option<String> {
        let line = core::mem::take(&mut self.line);
        let line = line.trim_ascii_end();
        let is_long = core::mem::take(&mut self.is_long);
        let was_traceback = core::mem::take(&mut self.is_traceback);
        // What a program printed last may stand before it, without an end of its line.
        self.is_traceback =
            !is_long && line.ends_with(TRACEBACK) || was_traceback && line.starts_with(PLACE);
        if !was_traceback || self.is_traceback || is_long {
            return None;
        }
        let exception = Exception::parse(line)?;
        explain(&exception)
    }
}
