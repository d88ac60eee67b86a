//! Where in a line what is said goes on.
//!
//! Python's prompt edits a line as if it had no end: it goes back by so many letters, and erases to the end of the
//! line. A terminal stops at the row's begin, and erases to the row's end. So in a line that wraps, both are
//! written as what does the same over several rows: backspaces, which the terminal is told to let go back over a
//! row's begin, and erasing all below. That is not for programs that draw elsewhere on the screen.

/// How the line that has not ended was written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Line {
    /// From its begin on, as a person types; so many letters stand before the cursor.
    Written { before: usize },
    /// The cursor was moved within its row. The next line may be written again.
    Redrawn,
    /// The cursor was moved over the screen. So it may be until the next prompt.
    Placed,
}

impl Default for Line {
    fn default() -> Self {
        Self::Written { before: 0 }
    }
}

impl Line {
    /// A letter.
    pub(super) const fn letter(&mut self) {
        if let Self::Written { before } = self {
            *before = before.saturating_add(1);
        }
    }

    /// A control that passes.
    pub(super) const fn control(&mut self, byte: u8) {
        match (byte, &mut *self) {
            (0x08, Self::Written { before }) => *before = before.saturating_sub(1),
            (b'\n', Self::Written { .. } | Self::Redrawn) => *self = Self::Written { before: 0 },
            (_, Self::Written { .. }) => *self = Self::Redrawn,
            (_, Self::Redrawn | Self::Placed) => {}
        }
    }

    /// A sequence that ends with this byte.
    pub(super) const fn sequence(&mut self, last: u8) {
        match (last, &*self) {
            // Colours, erasing, the cursor's looks.
            (b'm' | b'J' | b'K' | b'X' | b'h' | b'l', _) | (_, Self::Placed) => {}
            // Within the row.
            (b'@' | b'C' | b'D' | b'G' | b'I' | b'P' | b'Z' | b'`' | b'a' | b'b', _) => {
                *self = Self::Redrawn;
            }
            _ => self.placed(),
        }
    }

    /// The cursor was moved over the screen.
    pub(super) const fn placed(&mut self) {
        *self = Self::Placed;
    }

    /// A prompt has come: what stands before it is of nobody's concern.
    pub(super) fn prompt(&mut self) {
        *self = Self::default();
    }

    /// Goes back, in a line that was written, by so many letters; gives how many there are.
    pub(super) fn back(&mut self, letters: usize) -> Option<usize> {
        let Self::Written { before } = self else { return None };
        let back = letters.min(*before);
        *before -= back;
        Some(back)
    }

    /// Whether it is written as a person types.
    pub(super) const fn is_written(self) -> bool {
        matches!(self, Self::Written { .. })
    }
}
