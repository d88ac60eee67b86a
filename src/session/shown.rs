//! What stands at the end of the terminal.

const PROMPT: &[u8] = b">>> ";

/// The last bytes that were shown.
#[derive(Debug, Default)]
pub(super) struct Shown(Vec<u8>);

impl Shown {
    /// These bytes are shown.
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(
            bytes.get(bytes.len().saturating_sub(PROMPT.len())..).unwrap_or_default(),
        );
        self.0.drain(..self.0.len().saturating_sub(PROMPT.len()));
    }

    /// What is to be shown so that a prompt stands there, on a line of its own.
    pub(super) fn up_to_prompt(&self) -> &'static [u8] {
        match self.0.as_slice() {
            PROMPT => b"",
            [.., b'\n'] | [] => PROMPT,
            _ => b"\r\n>>> ",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prompt_gets_a_line_of_its_own_and_is_there_once() {
        for (shown, missing) in [
            (&["\r\n>>", "> "][..], ""),
            (&["1\r\n"], ">>> "),
            (&[], ">>> "),
            (&[">>> print(1"], "\r\n>>> "),
        ] {
            let mut end = Shown::default();
            shown.iter().for_each(|text| end.push(text.as_bytes()));
            assert_eq!(end.up_to_prompt(), missing.as_bytes(), "{shown:?}");
        }
    }
}
