//! Doing it.

use super::pipe::{Event, Pipe};
use super::{Outcome, Step, Task};
use crate::answer::Afterwards;
use crate::bytes::CTRL_C;
use crate::conversation::{Conversation as _, converse};
use crate::error::Error;
use crate::exec::{Exec, Sending};
use crate::files::folder_of;
use crate::mode_change::ModeChange;
use crate::paste_mode::PasteMode;
use crate::place::{Place, Tracker};
use crate::repl::Repl;

pub(super) async fn perform(mut pipe: Pipe, task: Task, sending: Sending) {
    if let Task::Paste { text } = &task {
        let outcome = paste(&pipe, text).await;
        pipe.tell(Step::Ended(outcome));
        // Now it runs, or Python is at its prompt: what the board says tells.
        return pipe.tell(Step::Back { is_at_prompt: false });
    }
    let outcome = match &task {
        Task::Run { source } => run(&mut pipe, source, sending).await,
        task => with_repl(&mut pipe, task, sending).await,
    };
    let back = converse(&mut pipe, &mut ModeChange::to_friendly(), &mut |_| {}).await;
    pipe.tell(Step::Ended(outcome.unwrap_or_else(Outcome::Failed)));
    pipe.tell(Step::Back { is_at_prompt: matches!(back, Ok(Ok(()))) });
}

/// What is done to files.
async fn with_repl(pipe: &mut Pipe, task: &Task, sending: Sending) -> Result<Outcome, Error> {
    let told = pipe.clone();
    let mut output = |bytes: &[u8]| told.print(bytes);
    let mut repl = Repl::take_over(pipe, sending, &mut output).await?;
    let outcome = match task {
        // Conversations of their own.
        Task::Run { .. } | Task::Paste { .. } => Ok(Outcome::Done),
        Task::List { folder } => {
            repl.list(folder).await.map(|listing| Outcome::Listed(listing.into()))
        }
        Task::Read { path } => {
            let mut progress = |bytes| told.tell(Step::Reading { bytes });
            repl.read(path, &mut progress).await.map(|content| Outcome::Read(content.into()))
        }
        Task::Save { path, content } => {
            let mut progress = |step| told.tell(Step::Saving(step));
            repl.save(path, content, &mut progress).await.map(Outcome::Saved)
        }
        Task::Remove { path } => repl.remove(path).await.map(|()| Outcome::Done),
        Task::Rename { path, to } => repl
            .rename(path, to)
            .await
            .map(|is_done| if is_done { Outcome::Done } else { Outcome::NameTaken }),
        Task::MakeFolder { path } => repl.make_folder(path).await.map(|()| Outcome::Done),
        Task::Abandon { saving: Some(path) } => {
            repl.tidy(folder_of(path)).await.map(|_| Outcome::Done)
        }
        Task::Abandon { saving: None } => Ok(Outcome::Done),
    };
    told.tell(Step::Learnt(repl.sending()));
    outcome
}

async fn run(pipe: &mut Pipe, source: &[u8], sending: Sending) -> Result<Outcome, Error> {
    let mut take_over = ModeChange::to_raw();
    let outcome = converse(pipe, &mut take_over, &mut |_| {}).await?;
    pipe.print(b"\r\n");
    let said = take_over.said();
    if !said.is_empty() {
        pipe.print(said);
        pipe.print(b"\r\n");
    }
    outcome?;
    let outcome = until_it_ends(pipe, Exec::of_a_person(source, sending)).await?;
    pipe.tell(Step::Learnt(outcome.sending));
    if let Some(raised) = &outcome.raised {
        pipe.print(raised.text.as_bytes());
    }
    match outcome.afterwards {
        Afterwards::Restarted => Err(Error::Restarted),
        Afterwards::Raw | Afterwards::SoftReset => Ok(Outcome::Ran { raised: outcome.raised }),
    }
}

async fn until_it_ends(pipe: &mut Pipe, mut exec: Exec) -> Result<crate::exec::Outcome, Error> {
    use serial_line::SerialLine as _;
    let (mut chunk, mut told) = ([0; 512], None);
    // What was typed before it runs waits until it asks for something, or is for the prompt behind it.
    let mut typed_before = 0;
    let mut tracker = Tracker::default();
    tracker.restart();
    loop {
        while let Some(bytes) = exec.transmit(pipe.now()) {
            pipe.write_all(&bytes).await?;
        }
        if let Some(outcome) = exec.outcome() {
            return outcome;
        }
        // A program may ask with any words, also with those of a prompt.
        let asks = tracker.place() != Place::Running;
        if exec.is_running() && told.replace(asks) != Some(asks) {
            pipe.tell(Step::Running { asks });
        }
        let deadline = [exec.deadline(), tracker.deadline()].into_iter().flatten().min();
        if !exec.is_running() {
            typed_before = pipe.typed();
        }
        let takes_keys = exec.is_running() && (asks || pipe.typed() > typed_before);
        let event = pipe.next(&mut chunk, deadline, takes_keys).await;
        let now = pipe.now();
        let printed = pipe.clone();
        let mut output = |bytes: &[u8]| {
            tracker.heard(bytes, now);
            printed.print(bytes);
        };
        match event {
            Event::Keys(keys) if keys.contains(&CTRL_C) => exec.interrupt(now),
            Event::Keys(keys) => {
                exec.input(&keys);
                tracker.typed(&keys, now);
                typed_before = 0;
            }
            Event::Bytes(count) => {
                exec.receive(chunk.get(..count).unwrap_or_default(), now, &mut output);
            }
            Event::Silence => {
                exec.timeout(now, &mut output);
                tracker.pass(now);
            }
        }
    }
}

async fn paste(pipe: &Pipe, text: &str) -> Outcome {
    use serial_line::SerialLine as _;
    let (mut paste, mut chunk) = (PasteMode::new(text), [0; 512]);
    let (mut pipe, mut is_cancelled) = (pipe.clone(), false);
    let told = pipe.clone();
    let mut output = |bytes: &[u8]| told.print(bytes);
    loop {
        while let Some(bytes) = paste.transmit(pipe.now()) {
            // A pipe takes all.
            let _ = pipe.write_all(&bytes).await;
        }
        match paste.outcome() {
            Some(Ok(())) if is_cancelled => return Outcome::Cancelled,
            Some(Ok(())) => return Outcome::Done,
            Some(Err(stuck)) => {
                let taken = text.as_bytes().get(..stuck.sent_bytes).unwrap_or_default();
                let line = 1 + taken.iter().filter(|&&byte| byte == b'\n').count();
                return Outcome::Stuck { line };
            }
            None => {}
        }
        match pipe.next(&mut chunk, paste.deadline(), false).await {
            Event::Keys(_) => {
                is_cancelled = true;
                paste.cancel();
            }
            Event::Bytes(count) => {
                paste.receive(chunk.get(..count).unwrap_or_default(), pipe.now(), &mut output);
            }
            Event::Silence => paste.timeout(pipe.now(), &mut output),
        }
    }
}
