//! Every fault in every stage.

use crate::fault::{Probe, ROWS};
use crate::job;
use crate::log::Log;
use crate::parallel;
use crate::stage::Stage;
use crate::tally::{Judged, Tally};
use crate::verdict::Verdict;
use crate::visit::{Outcome, visit};
use core::fmt::Write as _;
use virtual_board::Config;

/// What came of it: a row for each fault, a cell for each stage.
#[derive(Debug)]
pub(crate) struct Matrix {
    pub(crate) rows: Vec<[Cell; Stage::ALL.len()]>,
    pub(crate) tally: Tally,
}

/// The probes of one fault in one stage.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cell {
    pub(crate) worst: Verdict,
    pub(crate) probes: usize,
}

impl Cell {
    const EMPTY: Self = Self { worst: Verdict::Nothing, probes: 0 };
}

struct Placed {
    row: usize,
    stage: usize,
    probe: Probe,
}

/// Of installations.
pub(crate) fn run() -> Matrix {
    let sound = job::sound(&job::usual());
    of(&sound, job::usual, |job, config, probe| match probe.ladder {
        Some(ladder) => visit(&job.with_ladder(ladder), config, probe.plan.clone(), probe.lasting),
        None => visit(job, config, probe.plan.clone(), probe.lasting),
    })
}

/// Of any job; `sound` is the log of one without a fault, and each thread prepares what it needs.
pub(crate) fn of<C>(
    sound: &Log,
    prepare: impl Fn() -> C + Sync,
    visit: impl Fn(&C, Config, &Probe) -> Outcome + Sync,
) -> Matrix {
    let placed = all_probes(sound);
    let judged = parallel::map(placed.len(), prepare, |job, index| {
        let probe = &placed[index].probe;
        let mut config = job::board();
        if let Some(change) = probe.config {
            change(&mut config);
        }
        Judged::new(&visit(job, config, probe), sound)
    });
    let mut matrix =
        Matrix { rows: vec![[Cell::EMPTY; Stage::ALL.len()]; ROWS.len()], tally: Tally::default() };
    for (placed, judged) in placed.iter().zip(&judged) {
        let cell = &mut matrix.rows[placed.row][placed.stage];
        cell.probes += 1;
        cell.worst = cell.worst.max(judged.verdict);
        matrix.tally.add(judged, || {
            let (row, stage) = (ROWS[placed.row].name, Stage::ALL[placed.stage].name());
            format!("{row} in {stage}, {:?}", placed.probe.plan)
        });
    }
    matrix
}

fn all_probes(sound: &Log) -> Vec<Placed> {
    let mut placed = Vec::new();
    for (row, fault) in ROWS.iter().enumerate() {
        for (stage, &in_stage) in Stage::ALL.iter().enumerate() {
            let probes = fault.probes(sound, in_stage).into_iter();
            placed.extend(probes.map(|probe| Placed { row, stage, probe }));
        }
    }
    placed
}

impl Matrix {
    pub(crate) fn cells(&self) -> usize {
        self.rows.iter().flatten().filter(|cell| cell.probes > 0).count()
    }

    /// The letters of a row, one for each stage.
    pub(crate) fn letters(&self, row: usize) -> String {
        let letters = self.rows[row].iter().map(|cell| cell.worst.letter());
        letters.map(String::from).collect::<Vec<_>>().join(" ")
    }

    /// As it is printed.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for (index, row) in ROWS.iter().enumerate() {
            let _ = writeln!(text, "{:36} {}", row.name, self.letters(index));
        }
        let _ = writeln!(text, "matrix: {} cells; {}", self.cells(), self.tally);
        text
    }
}
