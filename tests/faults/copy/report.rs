//! The tables of `docs/reliability.md`.

use super::work::Work;
use super::{Done, RANDOM};
use crate::fault::ROWS;
use crate::matrix::Matrix;
use crate::report::sign;
use crate::stage::Stage;
use crate::tally::Tally;
use crate::verdict::Verdict;
use core::fmt::Write as _;

/// A row for each fault that can strike, a column for each stage.
pub(super) fn table(work: Work, matrix: &Matrix) -> String {
    let mut text = format!("\n| {} |", work.name());
    for (_, name) in work.stages() {
        let _ = write!(text, " {name} |");
    }
    let _ = writeln!(text, "\n|---|{}", ":-:|".repeat(work.stages().len()));
    for (row, cells) in ROWS.iter().zip(&matrix.rows) {
        let cell = |stage| &cells[Stage::ALL.iter().position(|one| *one == stage).unwrap()];
        let signs: Vec<_> =
            work.stages().iter().map(|(stage, _)| sign(cell(*stage).worst)).collect();
        if signs.iter().all(|sign| *sign == " ") {
            continue;
        }
        let _ = writeln!(text, "| {} | {} |", row.name, signs.join(" | "));
    }
    for verdict in Verdict::ALL {
        let is_there = matrix.rows.iter().flatten().any(|cell| cell.worst == verdict);
        if is_there && verdict != Verdict::Nothing {
            let _ = write!(text, "\n- {}: {}", sign(verdict), verdict.meaning());
        }
    }
    text.push('\n');
    text
}

/// How often what came out.
pub(super) fn totals(works: &[Done]) -> String {
    let mut text = String::from("\n| |");
    for Done { work, matrix, .. } in works {
        let (name, cells) = (work.name(), matrix.cells());
        let _ = write!(text, " {name}: the matrix, {cells} cells | one to five random faults |");
    }
    let _ = writeln!(text, "\n|---|{}", "--:|".repeat(2 * works.len()));
    let tallies: Vec<&Tally> =
        works.iter().flat_map(|done| [&done.matrix.tally, &done.random]).collect();
    let mut line = |what: &str, count: &dyn Fn(&Tally) -> usize| {
        let counts: Vec<usize> = tallies.iter().map(|tally| count(tally)).collect();
        if counts.iter().any(|count| *count > 0) || what.starts_with("**") {
            let cells: Vec<String> = counts.iter().map(usize::to_string).collect();
            let _ = writeln!(text, "| {what} | {} |", cells.join(" | "));
        }
    };
    line("times", &|tally| tally.installs());
    for verdict in Verdict::ALL {
        let of = |tally: &Tally| tally.verdicts.get(&verdict).copied().unwrap_or_default();
        line(verdict.meaning(), &of);
    }
    line("second tries after a failure", &|tally| tally.recovered + tally.not_recovered);
    line("**second tries that failed**", &|tally| tally.not_recovered);
    line("**false successes**", &|tally| tally.false_successes);
    line("**hangs**", &|tally| tally.hangs);
    let _ = writeln!(text, "\nOf each kind, {RANDOM} had random faults.\n");
    text
}
