//! A cable pulled at every byte, and many faults at once.

use crate::job;
use crate::log::End;
use crate::parallel;
use crate::port::{Act, Plan, When};
use crate::tally::{Judged, Tally};
use crate::verdict::Verdict;
use crate::visit::{Lasting, visit};
use virtual_board::{FaultAt, random_faults};

/// Pulls the cable at each byte of a short job, in either direction.
pub(crate) fn unplug_everywhere() -> Tally {
    let sound = job::sound(&job::short());
    let Some((_, end)) = sound.end.as_ref() else { return Tally::default() };
    let from = sound.stages.first().map(|(_, place)| *place).unwrap_or_default();
    let places: Vec<FaultAt> = (from.sent..end.sent)
        .map(FaultAt::Sent)
        .chain((from.heard..end.heard).map(FaultAt::Heard))
        .collect();
    let judged = parallel::map(places.len(), job::short, |job, index| {
        let plan =
            Plan { faults: Vec::new(), acts: vec![(When::Byte(places[index]), Act::Unplug)] };
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

/// So many installations, each with one to five faults anywhere; the seed is the number.
pub(crate) fn random(count: usize) -> Tally {
    let sound = job::sound(&job::usual());
    let Some((End::Ready, end)) = sound.end.as_ref() else { return Tally::default() };
    let span = end.sent.max(end.heard);
    let judged = parallel::map(count, job::usual, |job, seed| {
        let faults = random_faults(seed as u64, 1 + seed % 5, span);
        let plan = Plan { faults, acts: Vec::new() };
        Judged::new(&visit(job, job::board(), plan, Lasting::Passes), &sound)
    });
    let mut tally = Tally::default();
    for (seed, judged) in judged.iter().enumerate() {
        tally.add(judged, || format!("random faults with seed {seed}"));
    }
    tally
}
