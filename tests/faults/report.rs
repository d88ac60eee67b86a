//! The tables of `docs/reliability.md`.

use crate::fault::ROWS;
use crate::matrix::Matrix;
use crate::stage::Stage;
use crate::tally::Tally;
use crate::verdict::Verdict;
use core::fmt::Write as _;

/// The part of the page that is made here.
pub(crate) fn tables(matrix: &Matrix, unplugged: &Tally, random: &Tally) -> String {
    let mut text = String::from("\n| fault |");
    for stage in Stage::ALL {
        let _ = write!(text, " {} |", stage.name());
    }
    let _ = writeln!(text, "\n|---|{}", ":-:|".repeat(Stage::ALL.len()));
    for (row, cells) in ROWS.iter().zip(&matrix.rows) {
        let _ = write!(text, "| {} |", row.name);
        for cell in cells {
            let _ = match cell.worst {
                Verdict::Nothing => write!(text, " |"),
                worst => write!(text, " {} |", sign(worst)),
            };
        }
        text.push('\n');
    }
    text.push('\n');
    for verdict in Verdict::ALL {
        let is_there = matrix.rows.iter().flatten().any(|cell| cell.worst == verdict);
        if is_there && verdict != Verdict::Nothing {
            let _ = writeln!(text, "- {}: {}", sign(verdict), verdict.meaning());
        }
    }
    let _ = writeln!(
        text,
        "\n| | the matrix, {} cells | unplugged at every byte of a short job | one to five random \
         faults |\n|---|--:|--:|--:|",
        matrix.cells()
    );
    let tallies = [&matrix.tally, unplugged, random];
    let mut line = |what: &str, count: &dyn Fn(&Tally) -> usize| {
        let counts = tallies.map(count);
        if counts.iter().any(|count| *count > 0) || what.starts_with("**") {
            let [matrix, unplugged, random] = counts;
            let _ = writeln!(text, "| {what} | {matrix} | {unplugged} | {random} |");
        }
    };
    line("installs", &|tally| tally.installs());
    for verdict in Verdict::ALL {
        let of = |tally: &Tally| tally.verdicts.get(&verdict).copied().unwrap_or_default();
        line(verdict.meaning(), &of);
    }
    line("second tries in the same page after a failure", &|tally| {
        tally.recovered + tally.not_recovered
    });
    line("**second tries that failed**", &|tally| tally.not_recovered);
    line("**false successes**", &|tally| tally.false_successes);
    line("**hangs**", &|tally| tally.hangs);
    text.push('\n');
    text
}

pub(crate) const fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Nothing => " ",
        Verdict::Ready => "✓",
        Verdict::ReadyAfterRetry => "↻",
        Verdict::ReadyUnverified => "✓ROM",
        Verdict::NoPrompt => "no prompt",
        Verdict::CorruptFiles => "files",
        Verdict::ClosedAfterwards => "closed",
        Verdict::ReadDamaged => "damaged",
        Verdict::UnknownFlashSize => "size?",
        Verdict::ImageTooLarge => "too big",
        Verdict::NoFlash => "no flash",
        Verdict::NoLoader => "no loader",
        Verdict::NoAnswer => "no answer",
        Verdict::Refused => "refused",
        Verdict::StubSilent => "no stub",
        Verdict::Md5Mismatch => "MD5",
        Verdict::SystemRefused => "said why",
        Verdict::SystemHung => "hung",
        Verdict::Lost => "gone",
        Verdict::Other => "?",
    }
}
