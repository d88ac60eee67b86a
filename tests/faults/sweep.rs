//! A cable pulled at every byte, and many faults at once.

use crate::job;
use crate::log::End;
use crate::parallel;
use crate::place::all_bytes;
use crate::port::{Act, Person, Plan, When};
use crate::tally::{Judged, Tally};
use crate::verdict::Verdict;
use crate::visit::{Lasting, visit};
use virtual_board::{ModemLines, random_call_faults, random_faults};

/// Pulls the cable at each byte of a short job, in either direction.
pub(crate) fn unplug_everywhere() -> Tally {
    let sound = job::sound(&job::short());
    let Some((_, end)) = sound.end.as_ref() else { return Tally::default() };
    let from = sound.stages.first().map(|(_, place)| *place).unwrap_or_default();
    let places = all_bytes(from, *end);
    let judged = parallel::map(places.len(), job::short, |job, index| {
        let acts = vec![(When::Byte(places[index]), Act::Unplug)];
        let plan = Plan { acts, ..Plan::default() };
        Judged::new(&visit(job, job::board(), plan, Lasting::Passes), &sound)
    });
    let mut tally = Tally::default();
    for (at, judged) in places.iter().zip(&judged) {
        tally.add(judged, || format!("unplugged at {at:?}"));
        if judged.verdict != Verdict::Lost {
            let verdict = judged.verdict;
            tally.complaints.push(format!("unplugged at {at:?}: the page says {verdict:?}"));
        }
    }
    tally
}

/// So many installations, each with one to five faults of bytes and up to two of calls anywhere; the
/// seed is the number. One adapter in ten has no modem lines, and a person presses the buttons.
pub(crate) fn random(count: usize) -> Tally {
    let sound = job::sound(&job::usual());
    let Some((End::Ready, end)) = sound.end.as_ref() else { return Tally::default() };
    let span = end.sent.max(end.heard);
    let judged = parallel::map(count, job::usual, |job, seed| {
        let faults = random_faults(seed as u64, 1 + seed % 5, span);
        let calls = random_call_faults(seed as u64, seed % 3, &end.calls);
        let mut config = job::board();
        let mut person = Person::Watches;
        if seed % 10 == 9 {
            config.adapter.modem_lines = ModemLines::Absent;
            person = Person::PressesButtons;
        }
        let plan = Plan { faults, calls, person, ..Plan::default() };
        Judged::new(&visit(job, config, plan, Lasting::Passes), &sound)
    });
    let mut tally = Tally::default();
    for (seed, judged) in judged.iter().enumerate() {
        tally.add(judged, || format!("random faults with seed {seed}"));
    }
    tally
}
