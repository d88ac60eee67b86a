//! How jobs go without any fault: what the struck ones are placed by, and compared with.

use super::board::Bench;
use super::disk::Disk;
use super::job::{self, Job, Kind};
use super::log::{End, Log};
use super::step::{COLUMNS, Step};
use super::visit::{Then, visit};
use crate::place::Place;
use crate::port::Plan;
use micropython_repl::exception::Exception;
use micropython_repl::job::Outcome as Told;

/// One job without any fault.
#[derive(Debug)]
pub(crate) struct Sound {
    pub(crate) job: Job,
    steps: Vec<(Step, Place, Place)>,
    /// From where to where all of it lasts.
    pub(crate) whole: (Place, Place),
    pub(crate) writes: usize,
    /// What a person was shown.
    pub(crate) shown: Vec<u8>,
    pub(crate) raised: Option<Exception>,
}

impl Sound {
    pub(crate) fn of(bench: &Bench, disk: &Disk, job: Job) -> Self {
        let log = visit(bench, disk, &job, Plan::default(), Then::Leave).log;
        let whole = log.whole().unwrap();
        let steps = COLUMNS.iter().filter(|(kind, _)| *kind == job.kind);
        let steps = steps.map(|(_, step)| {
            let (from, to) = log.span(*step).unwrap_or_else(|| panic!("no {step:?}: {log:?}"));
            (*step, from, to)
        });
        let steps = steps.collect();
        let Log { writes, shown, outcome, end, .. } = log;
        let raised = match outcome {
            Some((Told::Saved(_), _)) if job.kind == Kind::Save => None,
            Some((Told::Ran { raised }, _)) if job.kind == Kind::Run => raised,
            outcome => panic!("without any fault: {outcome:?}"),
        };
        assert!(matches!(end, Some((End::Prompt, _))), "without any fault: {end:?}");
        Self { job, steps, whole, writes, shown, raised }
    }

    /// From where to where a step lasts.
    pub(crate) fn span(&self, step: Step) -> Option<(Place, Place)> {
        self.steps.iter().find(|(is, ..)| *is == step).map(|(_, from, to)| (*from, *to))
    }
}

/// A save and a run.
#[derive(Debug)]
pub(crate) struct Sounds {
    save: Sound,
    run: Sound,
}

impl Sounds {
    pub(crate) fn new(bench: &Bench) -> Self {
        let disk = bench.disk();
        let of = |job| Sound::of(bench, &disk, job);
        Self { save: of(job::usual_save()), run: of(job::run()) }
    }

    pub(crate) const fn of(&self, kind: Kind) -> &Sound {
        match kind {
            Kind::Save => &self.save,
            Kind::Run => &self.run,
        }
    }
}
