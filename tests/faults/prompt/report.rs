//! The tables of `docs/reliability.md`.

use super::Results;
use super::job::Kind;
use super::step::COLUMNS;
use super::tally::Tally;
use super::verdict::Verdict;
use core::fmt::Write as _;

/// The part of the page that is made here.
pub(crate) fn tables(results: &Results) -> String {
    let Results { matrix, unplugged, flipped, random } = results;
    let mut text = String::new();
    for kind in [Kind::Save, Kind::Run] {
        let columns: Vec<usize> =
            (0..COLUMNS.len()).filter(|column| COLUMNS[*column].0 == kind).collect();
        let _ = write!(text, "\n| fault in a {} |", kind.name());
        for column in &columns {
            let _ = write!(text, " {} |", COLUMNS[*column].1.name());
        }
        let _ = writeln!(text, "\n|---|{}", ":-:|".repeat(columns.len()));
        for row in &matrix.rows {
            let _ = write!(text, "| {} |", row.name);
            for column in &columns {
                let _ = match row.cells[*column] {
                    Verdict::Nothing => write!(text, " |"),
                    worst => write!(text, " {} |", sign(worst)),
                };
            }
            text.push('\n');
        }
    }
    text.push('\n');
    for verdict in Verdict::ALL {
        let is_there = matrix.rows.iter().any(|row| row.cells.contains(&verdict));
        if is_there && verdict != Verdict::Nothing {
            let _ = writeln!(text, "- {}: {}", sign(verdict), verdict.meaning());
        }
    }
    let _ = writeln!(
        text,
        "\n| | the matrix, {} cells | unplugged at every byte of a short save | a bit flipped at every third byte of a \
         short save | one to five random faults |\n|---|--:|--:|--:|--:|",
        matrix.cells()
    );
    let tallies = [&matrix.tally, unplugged, flipped, random];
    let mut line = |what: &str, count: &dyn Fn(&Tally) -> usize| {
        let counts = tallies.map(count);
        if counts.iter().any(|count| *count > 0) || what.starts_with("**") {
            let [matrix, unplugged, flipped, random] = counts;
            let _ = writeln!(text, "| {what} | {matrix} | {unplugged} | {flipped} | {random} |");
        }
    };
    line("saves and runs", &Tally::jobs);
    for verdict in Verdict::ALL {
        let of = |tally: &Tally| tally.verdicts.get(&verdict).copied().unwrap_or_default();
        line(verdict.meaning(), &of);
    }
    line("saves that failed, with the new file there all the same", &|tally| {
        tally.new_after_failure
    });
    line("the longest, in seconds", &|tally| tally.longest.as_secs() as usize);
    line("saves in the same page after a failure", &|tally| tally.recovered + tally.not_recovered);
    line("**of which failed**", &|tally| tally.not_recovered);
    line("something left of a save when it failed", &|tally| tally.left_behind);
    line("**and still after the next save**", &|tally| tally.not_cleared);
    line("**a mix of old and new**", &|tally| tally.mixes);
    line("**false \"saved\"**", &|tally| tally.false_saved);
    line("**hangs**", &|tally| tally.hangs);
    text.push('\n');
    text
}

const fn sign(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Nothing => " ",
        Verdict::Done => "✓",
        Verdict::DoneAfterRetry => "↻",
        Verdict::RanDamaged => "damaged",
        Verdict::Stopped => "stopped",
        Verdict::NoPrompt => "no prompt",
        Verdict::Restarted => "restarted",
        Verdict::Raised => "raised",
        Verdict::Damaged => "answers",
        Verdict::Different => "SHA-256",
        Verdict::NoAnswer => "no answer",
        Verdict::NotTakenOver => "no raw mode",
        Verdict::SystemRefused => "said why",
        Verdict::SystemHung => "hung",
        Verdict::Lost => "gone",
        Verdict::Other => "?",
    }
}
