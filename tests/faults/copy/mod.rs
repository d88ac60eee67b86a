//! Copies of a whole flash, read and restored by the loader alone, struck by every fault in every step.
//!
//! Nothing may be called a copy that is not the flash, and no flash restored that is not the copy; what was given
//! out of a copy that failed must be a beginning of the flash.

mod expected;
mod report;
mod visit;
mod work;

use crate::log::{End, Log};
use crate::matrix::{self, Matrix};
use crate::parallel;
use crate::port::{Person, Plan};
use crate::tally::{Judged, Tally};
use crate::visit::Lasting;
use core::fmt::Write as _;
use esp8266_loader::ladder::LADDER;
use visit::visit;
use work::Work;

use crate::job::board;
use virtual_board::{ModemLines, random_call_faults, random_faults};

/// Of each kind.
const RANDOM: usize = 300;

/// What came of reading and of restoring.
#[derive(Debug)]
pub(crate) struct Results {
    works: Vec<Done>,
}

#[derive(Debug)]
struct Done {
    work: Work,
    matrix: Matrix,
    random: Tally,
}

pub(crate) fn run() -> Results {
    let works = Work::ALL.map(|work| {
        let sound = sound(work);
        let matrix = matrix::of(
            &sound,
            || (),
            |(), config, probe| {
                let ladder = probe.ladder.unwrap_or(&LADDER);
                visit(work, config, ladder, probe.plan.clone(), probe.lasting)
            },
        );
        Done { work, matrix, random: random(work, &sound) }
    });
    Results { works: works.into() }
}

/// The log of one without any fault.
fn sound(work: Work) -> Log {
    let outcome = visit(work, board(), &LADDER, Plan::default(), Lasting::Passes);
    assert!(outcome.log.is_ready() && !outcome.is_false, "without any fault: {:?}", outcome.end());
    outcome.log
}

/// Each with one to five faults of bytes and up to two of calls anywhere; the seed is the number.
fn random(work: Work, sound: &Log) -> Tally {
    let Some((End::Ready, end)) = sound.end.as_ref() else { return Tally::default() };
    let span = end.sent.max(end.heard);
    let judged = parallel::map(
        RANDOM,
        || (),
        |(), seed| {
            let faults = random_faults(seed as u64, 1 + seed % 5, span);
            let calls = random_call_faults(seed as u64, seed % 3, &end.calls);
            let mut config = board();
            let mut person = Person::Watches;
            if seed % 10 == 9 {
                config.adapter.modem_lines = ModemLines::Absent;
                person = Person::PressesButtons;
            }
            let plan = Plan { faults, calls, person, ..Plan::default() };
            Judged::new(&visit(work, config, &LADDER, plan, Lasting::Passes), sound)
        },
    );
    let mut tally = Tally::default();
    for (seed, judged) in judged.iter().enumerate() {
        tally.add(judged, || format!("{}: random faults with seed {seed}", work.name()));
    }
    tally
}

impl Results {
    /// As it is printed.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for Done { work, matrix, random } in &self.works {
            let _ = writeln!(text, "{}:\n{}", work.name(), matrix.text());
            let _ = writeln!(text, "{RANDOM} times {} with random faults: {random}", work.name());
        }
        text
    }

    pub(crate) fn complaints(&self) -> Vec<String> {
        let mut complaints = Vec::new();
        for Done { work, matrix, random } in &self.works {
            complaints.extend(expected::compare(*work, matrix));
            for tally in [&matrix.tally, random] {
                complaints.extend(tally.complaints.iter().cloned());
            }
        }
        complaints
    }

    pub(crate) fn tables(&self) -> String {
        let parts = self.works.iter().map(|done| report::table(done.work, &done.matrix));
        parts.chain([report::totals(&self.works)]).collect()
    }
}
