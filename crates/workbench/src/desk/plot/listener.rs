//! What listens for the plot: keeps what is to be drawn, and notes when a program prints numbers that nobody sees drawn.

use super::lines::{Line, Lines};

/// So many lines of numbers in a row are a program's that may be worth drawing.
const IN_A_ROW: u32 = 5;
/// Of what is not taken, the newest is kept, up to so many bytes.
const MOST_BYTES: usize = 64 << 10;

/// Listens to what the board says.
#[derive(Debug, Default)]
pub struct Listener {
    lines: Lines,
    /// Lines that have ended, with `\n` behind each.
    kept: String,
    is_listening: bool,
    may_offer: bool,
    in_a_row: u32,
}

impl Listener {
    /// Whether lines are kept from now on.
    pub fn listen(&mut self, is_listening: bool) {
        self.begin(is_listening);
        self.is_listening = is_listening;
    }

    /// Whether numbers that nobody sees drawn are to be noted from now on.
    pub fn offer(&mut self, may_offer: bool) {
        self.begin(may_offer);
        self.may_offer = may_offer;
    }

    /// Takes what the board says; whether some numbers in a row were in it, where that is to be noted.
    pub fn hear(&mut self, bytes: &[u8]) -> bool {
        if !self.is_awake() {
            return false;
        }
        let Self { lines, kept, in_a_row, is_listening, may_offer } = self;
        let mut is_due = false;
        lines.push(bytes, |line| {
            let Line::Printed(line) = line else {
                *in_a_row = 0;
                return;
            };
            if *is_listening {
                kept.push_str(line);
                kept.push('\n');
            }
            if *may_offer {
                *in_a_row = if has_numbers(line) { in_a_row.saturating_add(1) } else { 0 };
                is_due |= *in_a_row == IN_A_ROW;
            }
        });
        if let Some(surplus) = self.kept.len().checked_sub(MOST_BYTES + 1)
            && let Some(end) = self
                .kept
                .as_bytes()
                .get(surplus..)
                .and_then(|rest| rest.iter().position(|&byte| byte == b'\n'))
        {
            self.kept.drain(..=surplus + end);
        }
        is_due
    }

    /// What was kept, once.
    pub fn take(&mut self) -> String {
        core::mem::take(&mut self.kept)
    }

    fn is_awake(&self) -> bool {
        self.is_listening || self.may_offer
    }

    fn begin(&mut self, is_wanted: bool) {
        if is_wanted && !self.is_awake() {
            (self.lines, self.in_a_row) = (Lines::from_the_next(), 0);
        }
    }
}

/// Whether there is nothing in it but numbers, and names before them. The plot takes more than this.
fn has_numbers(line: &str) -> bool {
    let is_between = |letter: char| " \t,;()[]".contains(letter);
    let mut count = 0;
    let is_each = line.split(is_between).filter(|part| !part.is_empty()).all(|part| {
        let (name, number) = part.rsplit_once([':', '=']).unwrap_or(("", part));
        let is_name = name.is_empty() || name.starts_with(char::is_alphabetic);
        count += u32::from(!number.is_empty());
        is_name && (is_number(number) || number.is_empty() && !name.is_empty())
    });
    is_each && count > 0
}

fn is_number(text: &str) -> bool {
    let (number, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    let unsigned = |text: &str| text.strip_prefix(['-', '+']).unwrap_or(text).to_owned();
    let (number, power) = (unsigned(number), unsigned(power));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = number.split_once('.').unwrap_or((&number, ""));
    let has_digits = !(whole.is_empty() && fraction.is_empty() || power.is_empty());
    has_digits && [whole, fraction, &power].into_iter().all(is_digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_hears_whole_lines_from_the_moment_it_listens() {
        let mut listener = Listener::default();
        listener.hear(b"1\r\n2");
        listener.listen(true);
        listener.hear(b"3\r\n4\r\n5");
        assert_eq!(listener.take(), "4\n");
        listener.listen(false);
        listener.hear(b"6\r\n7\r\n");
        listener.listen(true);
        listener.hear(b"8\r\n9\r\n");
        assert_eq!(listener.take(), "9\n");
    }

    #[test]
    fn of_what_nobody_takes_the_newest_lines_are_kept() {
        let mut listener = Listener::default();
        listener.listen(true);
        listener.hear(b"\n");
        for number in 0..40_000 {
            listener.hear(format!("{number}\n").as_bytes());
        }
        let kept = listener.take();
        assert!(kept.len() <= MOST_BYTES && kept.len() > MOST_BYTES - 10, "{}", kept.len());
        assert!(kept.ends_with("39999\n"));
        assert!(kept.lines().all(|line| line.len() == 5), "half a line");
    }

    #[test]
    fn five_lines_of_numbers_in_a_row_are_noted_once() {
        let mut listener = Listener::default();
        listener.offer(true);
        assert!(!listener.hear(b"\r\n1\r\n2\r\n3\r\n4\r\nready\r\n5\r\n6\r\n7\r\n8\r\n"));
        assert!(listener.hear(b"light: 9\r\n"));
        assert!(!listener.hear(b"10\r\n11\r\n"));
        listener.offer(false);
        assert!(!listener.hear(b"x\r\n1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n"));
    }

    #[test]
    fn what_is_typed_at_the_prompt_is_no_program() {
        let mut listener = Listener::default();
        listener.offer(true);
        listener.hear(b"\n");
        for _ in 0..20 {
            assert!(!listener.hear(b">>> 1\r\n1\r\n"));
        }
    }

    #[test]
    fn numbers_are_told_from_words() {
        for line in ["1", "-1.5 2", "1, 2", "(1, .5)", "x:1 y:2", "light: 3e-05", "t=21.", "[1, 2]"]
        {
            assert!(has_numbers(line), "{line}");
        }
        for line in [
            "",
            " ",
            "hello",
            "hello 1",
            "10:30",
            "192.168.1.1",
            "-",
            ".",
            "e",
            "a:",
            "1e",
            "2024-01-02",
        ] {
            assert!(!has_numbers(line), "{line}");
        }
    }
}
