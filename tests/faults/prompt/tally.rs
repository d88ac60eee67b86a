//! Counting outcomes, and what must never happen.

use super::disk::{Content, Found};
use super::job::Kind;
use super::log::{End, Log};
use super::sound::Sound;
use super::verdict::{Verdict, is_done};
use super::visit::{Again, Outcome};
use core::fmt;
use core::time::Duration;
use std::collections::BTreeMap;

/// A job at the prompt is over in this time, and in what the host itself loses: the page then says what came
/// of it. A program of a person's is not waited for in this way.
pub(crate) const LIMIT: Duration = Duration::from_secs(120);

/// What came of many jobs.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) verdicts: BTreeMap<Verdict, usize>,
    /// The page could not say that the new file is there, and it is.
    pub(crate) new_after_failure: usize,
    /// Something was left of a save when it was over.
    pub(crate) left_behind: usize,
    /// And still after the next one.
    pub(crate) not_cleared: usize,
    /// Saves after a failure that passed, in the same page.
    pub(crate) recovered: usize,
    pub(crate) not_recovered: usize,
    pub(crate) mixes: usize,
    pub(crate) false_saved: usize,
    pub(crate) hangs: usize,
    /// The longest time until the page said what came of a job.
    pub(crate) longest: Duration,
    /// What must never happen, in words.
    pub(crate) complaints: Vec<String>,
}

/// One job, judged.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) verdict: Verdict,
    kind: Kind,
    found: Found,
    claimed: Option<Found>,
    took: Option<Duration>,
    limit: Duration,
    again: Option<JudgedAgain>,
    detail: String,
}

/// The save after it.
#[derive(Debug, Clone)]
pub(crate) struct JudgedAgain {
    is_saved: bool,
    found: Found,
    detail: String,
}

impl Judged {
    /// `sound` is the same job without any fault, and the host itself loses some time.
    pub(crate) fn new(outcome: &Outcome, sound: &Sound, host_delay: Duration) -> Self {
        let log = &outcome.log;
        Self {
            verdict: Verdict::of(outcome, sound),
            kind: outcome.job.kind,
            found: outcome.found.clone(),
            claimed: outcome.claimed.clone(),
            took: log.took(),
            limit: LIMIT + host_delay,
            again: outcome.again.as_ref().map(JudgedAgain::new),
            detail: format!("{:?}, {:?}", log.outcome, log.end.as_ref().map(|(end, _)| end)),
        }
    }

    /// With what came of the save after it, which was made elsewhere.
    pub(crate) fn with_again(self, again: JudgedAgain) -> Self {
        Self { again: Some(again), ..self }
    }
}

impl JudgedAgain {
    pub(crate) fn new(again: &Again) -> Self {
        Self::of(&again.log, &again.found)
    }

    pub(crate) fn of(log: &Log, found: &Found) -> Self {
        let end = log.end.as_ref().map(|(end, _)| end);
        let is_saved = is_done(log, Kind::Save) && end == Some(&End::Prompt);
        Self { is_saved, found: found.clone(), detail: format!("{:?}, {end:?}", log.outcome) }
    }
}

impl Tally {
    /// Counts one; `what` names it, for a complaint.
    pub(crate) fn add(&mut self, judged: &Judged, what: impl Fn() -> String) {
        let mut complain = |words: String| self.complaints.push(format!("{}: {words}", what()));
        let Judged { verdict, found, detail, .. } = judged;
        *self.verdicts.entry(*verdict).or_default() += 1;
        let is_claimed = judged.claimed.is_some();
        let again = judged.again.as_ref().map(|again| &again.found);
        for found in [Some(found), judged.claimed.as_ref(), again].into_iter().flatten() {
            if found.file == Content::Mix || found.strange.is_some() {
                self.mixes += 1;
                complain(format!("a mix: {found:?} after {detail}"));
            }
        }
        if judged.claimed.as_ref().is_some_and(|found| found.file != Content::New)
            || (is_claimed && found.file != Content::New)
        {
            self.false_saved += 1;
            complain(format!("\"saved\", and it is not: {found:?}"));
        }
        if judged.kind == Kind::Save && !is_claimed && found.file == Content::New {
            self.new_after_failure += 1;
        }
        self.longest = self.longest.max(judged.took.unwrap_or_default());
        match judged.took {
            Some(took) if took <= judged.limit => {}
            took => {
                self.hangs += 1;
                complain(format!("it lasted {took:.1?}: {detail}"));
            }
        }
        self.left_behind += usize::from(!found.leftovers.is_empty());
        if is_claimed && !found.leftovers.is_empty() {
            complain(format!("saved, and this is left: {:?}", found.leftovers));
        }
        if *verdict == Verdict::Other {
            complain(format!("unexpected end {detail}"));
        }
        let Some(again) = &judged.again else { return };
        if again.is_saved && again.found.file == Content::New {
            self.recovered += 1;
        } else {
            self.not_recovered += 1;
            complain(format!("no second chance after {detail}: {}", again.detail));
        }
        if !again.found.leftovers.is_empty() {
            self.not_cleared += 1;
            complain(format!("left also after the next save: {:?}", again.found.leftovers));
        }
    }

    pub(crate) fn jobs(&self) -> usize {
        self.verdicts.values().sum()
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} jobs", self.jobs())?;
        for (verdict, count) in &self.verdicts {
            write!(f, "; {count} × {}", verdict.meaning())?;
        }
        write!(
            f,
            "; the new file all the same {}; leftovers {}, of which after the next save {}; saves after a failure \
             {}, of which failed {}; the longest {:.1?}; mixes {}; false \"saved\" {}; hangs {}",
            self.new_after_failure,
            self.left_behind,
            self.not_cleared,
            self.recovered + self.not_recovered,
            self.not_recovered,
            self.longest,
            self.mixes,
            self.false_saved,
            self.hangs
        )
    }
}
