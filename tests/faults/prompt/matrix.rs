//! Every fault in every step.

use super::board::Bench;
use super::sound::Sounds;
use super::step::COLUMNS;
use super::tally::{Judged, Tally};
use super::verdict::Verdict;
use super::visit::{Then, visit};
use crate::fault::{Probe, ROWS};
use crate::parallel;
use core::fmt::Write as _;

/// What came of it: a row for each fault that can strike here, a cell for each step.
#[derive(Debug)]
pub(crate) struct Matrix {
    pub(crate) rows: Vec<Row>,
    pub(crate) tally: Tally,
}

/// One fault in each step.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// The worst of it.
    pub(crate) cells: [Verdict; COLUMNS.len()],
}

struct Placed {
    row: usize,
    column: usize,
    probe: Probe,
}

pub(crate) fn run(bench: &Bench) -> Matrix {
    let sounds = Sounds::new(bench);
    let placed = all_probes(&sounds);
    let prepare = || bench.disk();
    let judged = parallel::map_waiting(placed.len(), prepare, |disk, index| {
        let Placed { column, probe, .. } = &placed[index];
        let sound = sounds.of(COLUMNS[*column].0);
        let outcome = visit(bench, disk, &sound.job, probe.plan.clone(), Then::SaveAgain);
        Judged::new(&outcome, sound, probe.plan.host_delay())
    });
    let empty =
        |row: &crate::fault::Row| Row { name: row.name, cells: [Verdict::Nothing; COLUMNS.len()] };
    let mut matrix = Matrix { rows: ROWS.iter().map(empty).collect(), tally: Tally::default() };
    for (placed, judged) in placed.iter().zip(&judged) {
        let cell = &mut matrix.rows[placed.row].cells[placed.column];
        *cell = judged.verdict.max(*cell);
        matrix.tally.add(judged, || {
            let (kind, step) = COLUMNS[placed.column];
            let (row, kind, step) = (ROWS[placed.row].name, kind.name(), step.name());
            format!("{row} in {kind}, {step}, {:?}", placed.probe.plan)
        });
    }
    matrix.rows.retain(|row| row.cells.iter().any(|cell| *cell != Verdict::Nothing));
    matrix
}

fn all_probes(sounds: &Sounds) -> Vec<Placed> {
    let mut placed = Vec::new();
    for (row, fault) in ROWS.iter().enumerate() {
        for (column, (kind, step)) in COLUMNS.iter().enumerate() {
            let Some((from, to)) = sounds.of(*kind).span(*step) else { continue };
            let probes = fault.mechanism.anywhere(from, to).unwrap_or_default().into_iter();
            placed.extend(probes.map(|probe| Placed { row, column, probe }));
        }
    }
    placed
}

impl Matrix {
    pub(crate) fn cells(&self) -> usize {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.filter(|cell| **cell != Verdict::Nothing).count()
    }

    /// As it is printed.
    pub(crate) fn text(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let _ = writeln!(text, "{:36} {}", row.name, row.letters());
        }
        let _ = writeln!(text, "matrix: {} cells; {}", self.cells(), self.tally);
        text
    }
}

impl Row {
    /// One for each step.
    pub(crate) fn letters(&self) -> String {
        let letters = self.cells.iter().map(|cell| cell.letter());
        letters.map(String::from).collect::<Vec<_>>().join(" ")
    }
}
