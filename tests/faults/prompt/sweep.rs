//! A cable pulled at every byte, a bit flipped at many, and many faults at once.

use super::board::Bench;
use super::disk::{Changes, Disk};
use super::job::{self, Kind};
use super::sound::{Sound, Sounds};
use super::tally::{Judged, JudgedAgain, Tally};
use super::verdict::Verdict;
use super::visit::{Then, visit, visit_with};
use crate::parallel;
use crate::place::all_bytes;
use crate::port::{Act, Plan, When};
use core::time::Duration;
use std::sync::Mutex;
use virtual_board::{Fault, FaultAt, FaultKind, random_call_faults, random_faults};

/// Pulls the cable at each byte of a short save, in either direction.
///
/// A board without power is its flash. So the save after it is made once for each of the flashes that were
/// left, of which there are few.
pub(crate) fn unplug_everywhere(bench: &Bench) -> Tally {
    let job = job::short_save();
    let sound = Sound::of(bench, &bench.disk(), job.clone());
    let (from, to) = sound.whole;

    let places = all_bytes(from, to);
    let flashes = Mutex::new(Vec::<Changes>::new());
    let strike = |disk: &Disk, index: usize| {
        let acts = vec![(When::Byte(places[index]), Act::Unplug)];
        let plan = Plan { acts, ..Plan::default() };
        let outcome = visit(bench, disk, &job, plan, Then::Leave);
        let mut flashes = flashes.lock().unwrap();
        let known = flashes.iter().position(|changes| *changes == outcome.changes);
        let flash = known.unwrap_or_else(|| {
            flashes.push(outcome.changes.clone());
            flashes.len() - 1
        });
        (Judged::new(&outcome, &sound, Duration::ZERO), flash)
    };
    let struck = parallel::map_waiting(places.len(), || bench.disk(), strike);
    let flashes = flashes.into_inner().unwrap();
    let save_again = |disk: &Disk, index: usize| {
        let flash = disk.flash().with(&flashes[index]);
        let outcome = visit_with(bench, disk, &flash, &job, Plan::default(), Then::Leave);
        JudgedAgain::of(&outcome.log, &outcome.found)
    };
    let again = parallel::map_waiting(flashes.len(), || bench.disk(), save_again);
    let mut tally = Tally::default();
    for (at, (judged, flash)) in places.iter().zip(struck) {
        let judged = judged.with_again(again[flash].clone());
        tally.add(&judged, || format!("unplugged at {at:?}"));
        if judged.verdict != Verdict::Lost {
            let verdict = judged.verdict;
            tally.complaints.push(format!("unplugged at {at:?}: the page says {verdict:?}"));
        }
    }
    println!("{} different flashes", again.len());
    tally
}

/// Flips a bit of every third byte of a short save, in either direction: each time another one.
pub(crate) fn flip_bits(bench: &Bench) -> Tally {
    let sound = Sound::of(bench, &bench.disk(), job::short_save());
    let (from, to) = sound.whole;
    let places: Vec<FaultAt> = all_bytes(from, to).into_iter().step_by(3).collect();
    let struck = |disk: &Disk, index: usize| {
        let kind = FaultKind::Flip(1 << (index % 8));
        let plan = Plan { faults: vec![Fault { at: places[index], kind }], ..Plan::default() };
        let outcome = visit(bench, disk, &sound.job, plan, Then::SaveAgain);
        Judged::new(&outcome, &sound, Duration::ZERO)
    };
    let judged = parallel::map_waiting(places.len(), || bench.disk(), struck);
    let mut tally = Tally::default();
    for (index, judged) in judged.iter().enumerate() {
        tally.add(judged, || format!("bit {} flipped at {:?}", index % 8, places[index]));
    }
    tally
}

/// So many jobs, three saves and then a run, each with one to five faults of bytes and up to two of calls
/// anywhere in it; the seed is the number.
pub(crate) fn random(bench: &Bench, count: usize) -> Tally {
    let sounds = Sounds::new(bench);
    let kind = |seed: usize| if seed % 4 == 3 { Kind::Run } else { Kind::Save };
    let struck = |disk: &Disk, seed: usize| {
        let sound = sounds.of(kind(seed));
        let plan = random_plan(sound, seed);
        let delay = plan.host_delay();
        Judged::new(&visit(bench, disk, &sound.job, plan, Then::SaveAgain), sound, delay)
    };
    let judged = parallel::map_waiting(count, || bench.disk(), struck);
    let mut tally = Tally::default();
    for (seed, judged) in judged.iter().enumerate() {
        tally.add(judged, || format!("random faults with seed {seed} in a {}", kind(seed).name()));
    }
    tally
}

fn random_plan(sound: &Sound, seed: usize) -> Plan {
    let (from, to) = sound.whole;
    let span = (to.sent - from.sent).max(to.heard - from.heard);
    let mut faults = random_faults(seed as u64, 1 + seed % 5, span);
    for fault in &mut faults {
        fault.at = match fault.at {
            FaultAt::Heard(place) => FaultAt::Heard(from.heard + place),
            FaultAt::Sent(place) => FaultAt::Sent(from.sent + place),
        };
    }
    let mut calls = random_call_faults(seed as u64, seed % 3, &to.calls);
    // What is called before the job is none of its own.
    calls.retain(|fault| fault.numbers.start >= from.calls.of(fault.call));
    Plan { faults, calls, ..Plan::default() }
}
