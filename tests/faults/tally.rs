//! Counting outcomes, and what must never happen.

use crate::log::Log;
use crate::verdict::Verdict;
use crate::visit::Outcome;
use core::fmt;
use std::collections::BTreeMap;

/// What came of many installations.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) verdicts: BTreeMap<Verdict, usize>,
    pub(crate) false_successes: usize,
    pub(crate) hangs: usize,
    /// Installations after a failure that passed, in the same page.
    pub(crate) recovered: usize,
    pub(crate) not_recovered: usize,
    /// What must never happen, in words.
    pub(crate) complaints: Vec<String>,
}

/// One installation, judged.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) verdict: Verdict,
    is_false: bool,
    overrun: Option<String>,
    recovered: Option<bool>,
    detail: String,
}

impl Judged {
    pub(crate) fn new(outcome: &Outcome, sound: &Log) -> Self {
        let overrun = match (&outcome.overrun, outcome.end()) {
            (Some((stage, took)), _) => Some(format!("{stage} lasted {took:.1?}")),
            (None, None) => Some("it never ended".to_owned()),
            (None, Some(_)) => None,
        };
        Self {
            verdict: Verdict::of(outcome, sound),
            is_false: outcome.is_false,
            overrun,
            recovered: outcome.recovered,
            detail: format!("{:?}", outcome.end()),
        }
    }
}

impl Tally {
    /// Counts one; `what` names it, for a complaint.
    pub(crate) fn add(&mut self, judged: &Judged, what: impl Fn() -> String) {
        *self.verdicts.entry(judged.verdict).or_default() += 1;
        if judged.is_false {
            self.false_successes += 1;
            self.complaints.push(format!("{}: \"installed\", and it is not", what()));
        }
        if let Some(overrun) = &judged.overrun {
            self.hangs += 1;
            self.complaints.push(format!("{}: {overrun} ({})", what(), judged.detail));
        }
        match judged.recovered {
            Some(true) => self.recovered += 1,
            Some(false) => {
                self.not_recovered += 1;
                let detail = &judged.detail;
                self.complaints.push(format!("{}: no second chance after {detail}", what()));
            }
            None => {}
        }
        if judged.verdict == Verdict::Other {
            self.complaints.push(format!("{}: unexpected end {}", what(), judged.detail));
        }
    }

    pub(crate) fn installs(&self) -> usize {
        self.verdicts.values().sum::<usize>() + self.recovered + self.not_recovered
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} installs", self.installs())?;
        for (verdict, count) in &self.verdicts {
            write!(f, "; {count} × {}", verdict.meaning())?;
        }
        write!(
            f,
            "; second chances after a failure {}, of which failed {}",
            self.recovered + self.not_recovered,
            self.not_recovered
        )?;
        write!(f, "; false successes {}; hangs {}", self.false_successes, self.hangs)
    }
}
