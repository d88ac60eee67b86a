//! What a board answers to a program, in any pieces.
#![no_main]

use core::time::Duration;
use libfuzzer_sys::fuzz_target;
use micropython_repl::conversation::Conversation;
use micropython_repl::exec::{Exec, Sending};
use micropython_repl::mode_change::ModeChange;
use micropython_repl::place::Tracker;

fuzz_target!(|pieces: Vec<Vec<u8>>| {
    feed(&mut ModeChange::to_raw(), &pieces);
    feed(&mut ModeChange::to_friendly(), &pieces);
    for sending in [Sending::Unknown, Sending::RawPaste, Sending::Raw] {
        feed(&mut Exec::of_a_person(b"print(1)", sending), &pieces);
        feed(&mut Exec::ours(b"print(1)", sending, Duration::from_secs(1)), &pieces);
    }
    let mut tracker = Tracker::default();
    for (second, piece) in (0..).zip(&pieces) {
        tracker.heard(piece, Duration::from_secs(second));
        tracker.pass(Duration::from_secs(second + 1));
    }
});

/// A silence after each piece; in the end it must have ended, or wait for a person's program.
fn feed<C: Conversation>(conversation: &mut C, pieces: &[Vec<u8>]) {
    let mut now = Duration::ZERO;
    for piece in pieces {
        while conversation.transmit(now).is_some() {}
        if conversation.outcome().is_some() {
            return;
        }
        conversation.receive(piece, now, &mut |_| {});
        now = conversation.deadline().map_or(now, |deadline| deadline.max(now));
        conversation.timeout(now, &mut |_| {});
    }
}
