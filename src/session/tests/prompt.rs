//! Stories of a prompt: where Python is, and what is done there.

use super::*;
use crate::session::jobs::Job;
use crate::session::jobs::prompt::{Ended, Line, Request, Stage, Task};
use micropython_repl::error::Error;
use micropython_repl::job::Outcome;

fn run(source: &str) -> Command<person::Plug> {
    let task = Task::Run { source: source.as_bytes().into() };
    Command::Start(Job::Prompt(Request { name: "hello.py".into(), task }))
}

/// How a job ended, as the page was told, once it has.
async fn see_end(person: &Person) -> Ended {
    person.see("an end", |it| it.state.work.as_ref().is_some_and(|work| work.is_over())).await;
    match person.state().work.unwrap().stage {
        Stage::Ended(ended) => ended,
        other => panic!("{other:?}"),
    }
}

/// What came of a job, once the page was told how it ended.
async fn see_outcome(person: &Person) -> (Ended, Outcome) {
    (see_end(person).await, person.workbench.outcome().unwrap())
}

/// A program that raised nothing.
const RAN: (Ended, Outcome) = (Ended::Ran, Outcome::Ran { raised: None });

#[test]
fn a_program_runs_and_leaves_a_prompt() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        person.ask(run("print('hi')"));
        assert_eq!(see_outcome(&person).await, RAN);
        person.see("a prompt", |it| it.terminal.ends_with(">>> \r\nhi\r\n>>> ")).await;
        person.see("ready", |it| it.state.place == Place::Ready).await;
        assert_eq!(person.state().phase, READY);
        person.type_keys("print('typed')\r");
        person.see("an answer", |it| it.terminal.ends_with("\r\ntyped\r\n>>> ")).await;
    });
}

#[test]
fn what_is_typed_before_a_program_runs_waits_and_that_is_told() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        person.ask(run("print('hi')"));
        person.type_keys("print('typed')\r");
        person.see("that keys wait", |it| it.state.are_keys_waiting).await;
        assert_eq!(see_outcome(&person).await, RAN);
        assert!(!person.state().are_keys_waiting);
        person.see("an answer", |it| it.terminal.ends_with("\r\ntyped\r\n>>> ")).await;
    });
}

#[test]
fn a_board_that_can_not_be_taken_over_is_told_as_that() {
    let chatter = Chatty::new("temperature: 21\r\n", Duration::from_millis(400));
    play(flashed(chatter), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(no_prompt(Found::Program)).await;
        person.ask(Command::OpenTerminal);
        person.ask(run("print('hi')"));
        let (ended, outcome) = see_outcome(&person).await;
        assert_eq!(ended, Ended::Failed);
        assert!(matches!(outcome, Outcome::Failed(Error::NotTakenOver { .. })), "{outcome:?}");
        let line = person.state().work.unwrap().line;
        assert!(matches!(line, Some(Line::Trouble { .. })), "{line:?}");
    });
}

#[test]
fn unplugging_in_a_job_is_told_as_that() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        person.ask(run(&"print('a long program')\n".repeat(100)));
        person.see("a job", |it| it.state.work.is_some()).await;
        person.board.borrow_mut().unplug();
        person.see_phase(Phase::Start).await;
        let unplugged = Failure::Unplugged { during: Activity::Terminal };
        assert_eq!(person.state().failure, Some(unplugged));
    });
}

#[test]
fn keys_that_are_typed_in_a_job_are_typed_after_it() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        let task = Task::List { folder: (*b"/").into() };
        person.ask(Command::Start(Job::Prompt(Request { name: "/".into(), task })));
        person.see("a job", |it| it.state.work.is_some()).await;
        person.type_keys("print('later')\r");
        see_end(&person).await;
        person.see("an answer", |it| it.terminal.ends_with("\r\nlater\r\n>>> ")).await;
    });
}

#[test]
fn a_job_that_is_given_up_leaves_a_prompt() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        person.ask(run(&"print('a long program')\n".repeat(100)));
        person.see("a job", |it| it.state.work.is_some()).await;
        person.ask(Command::Cancel);
        assert_eq!(see_end(&person).await, Ended::Cancelled);
        person.see("a prompt", |it| it.terminal.ends_with(">>> ")).await;
        person.type_keys("print('typed')\r");
        person.see("an answer", |it| it.terminal.ends_with("\r\ntyped\r\n>>> ")).await;
    });
}

#[test]
fn raw_mode_that_another_tool_has_left_is_found_and_left() {
    let mut board = flashed(ScriptedPrompt::new());
    board.open(115_200);
    board.set_signals(false, false);
    board.advance(Duration::from_secs(2));
    board.send(b"\x01");
    board.advance(Duration::from_millis(100));
    board.close();
    play(board, async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        assert!(person.screen.borrow().terminal.ends_with(">>> "));
    });
}

#[test]
fn every_button_leads_back_from_raw_mode() {
    for button in [|| Command::Interrupt, || Command::RestartPython, || Command::ResetBoard] {
        play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
            person.connect();
            person.see_phase(READY).await;
            // A Ctrl-A at an empty prompt does not get there: it is one that moves the cursor.
            person.type_keys("1\x01\r\x05\x03");
            person.see("a prompt", |it| it.terminal.ends_with("=== \r\n>>> ")).await;
            person.type_keys("\x05");
            person.see("paste mode", |it| it.state.place == Place::Paste).await;
            person.ask(button());
            person.see("a prompt", |it| it.state.place == Place::Ready).await;
            assert_eq!(person.state().phase, READY);
        });
    }
}

#[test]
fn a_paste_of_several_lines_goes_in_paste_mode_with_all_its_letters() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        person.ask(Command::Paste("print(“one”)\r\nprint('Grüße')\r\n".into()));
        person.see("its output", |it| it.terminal.contains("=== \r\none\r\n")).await;
        person.see("all letters", |it| it.terminal.contains("=== print('Grüße')\r\n")).await;
        let changed = "Pasted, with changes so that Python understands it: quotation marks.";
        let sent = Pasted::Sent { changed: Some(changed.to_owned()) };
        assert_eq!(person.state().pasted, Some(sent));
        assert_eq!(see_outcome(&person).await, (Ended::Done, Outcome::Done));
    });
}

#[test]
fn a_program_that_runs_is_pasted_into_only_when_a_person_says_so() {
    play(flashed(Running::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(no_prompt(Found::Program)).await;
        person.ask(Command::OpenTerminal);
        person.ask(Command::Paste("Ada\n".into()));
        person.see("a question", |it| it.state.pasted == Some(Pasted::Held { bytes: 4 })).await;
        person.ask(Command::DropHeldPaste);
        person.see("its end", |it| it.state.pasted == Some(Pasted::Dropped)).await;
    });
}

/// How long it takes until a person sees what is on a board that runs already.
fn time_to_find(mut board: Board, found: Phase) -> Duration {
    let took = Rc::new(core::cell::Cell::new(Duration::ZERO));
    let told = took.clone();
    board.advance(Duration::from_secs(5));
    play(board, async move |person: Rc<Person>| {
        let began = person.board.borrow().now();
        person.connect();
        person.see_phase(found).await;
        told.set(person.board.borrow().now() - began);
    });
    took.get()
}

#[test]
fn what_is_on_a_board_is_found_in_less_than_two_seconds() {
    let prompt = time_to_find(flashed(ScriptedPrompt::new()), READY);
    assert!(prompt <= Duration::from_millis(700), "{prompt:?}");
    let silence = time_to_find(flashed(Running::quiet()), no_prompt(Found::Silence));
    assert!(silence <= Duration::from_millis(1_500), "{silence:?}");
    let program = time_to_find(flashed(Running::new()), no_prompt(Found::Program));
    assert!(program <= Duration::from_millis(2_000), "{program:?}");
    // It restarts again and again, and says so at another speed.
    let noise = time_to_find(blank_board(), no_prompt(Found::Noise));
    assert!(noise <= Duration::from_millis(2_000), "{noise:?}");
}

#[test]
fn the_noise_of_one_reset_is_no_other_speed() {
    for before in (0..1_500).step_by(50) {
        let mut board = flashed(virtual_board::Silent);
        board.advance(Duration::from_secs(5));
        play(board, async move |person: Rc<Person>| {
            person.connect();
            person.see("the port", |it| it.state.phase == Phase::Probing).await;
            let until = person.board.borrow().now() + Duration::from_millis(before);
            while person.board.borrow().now() < until {
                yield_once().await;
            }
            person.press_reset();
            person.see("what is there", |it| it.state.phase != Phase::Probing).await;
            assert_eq!(person.state().phase, no_prompt(Found::Silence), "{before}");
        });
    }
}

#[test]
fn a_board_that_speaks_at_another_speed_is_told_and_can_be_read_at_it() {
    let slow = Chatty::new("The humidity is 40 per cent.", Duration::from_millis(200)).at(9_600);
    let mut board = flashed(slow);
    board.advance(Duration::from_secs(5));
    play(board, async |person: Rc<Person>| {
        person.connect();
        person.see_phase(no_prompt(Found::Noise)).await;
        assert!(person.state().is_other_speed);
        person.ask(Command::OpenTerminal);
        person.ask(Command::SetSpeed(74_880));
        person.see("noise again", |it| it.state.is_other_speed && it.state.speed.is_some()).await;
        person.ask(Command::SetSpeed(9_600));
        person
            .see("its words", |it| it.terminal.contains("\r\nThe humidity is 40 per cent.\r\n"))
            .await;
        assert!(!person.state().is_other_speed);
        person.ask(Command::SetSpeed(115_200));
        person.see("noise", |it| it.state.is_other_speed).await;
        assert_eq!(person.state().speed, Some(115_200));
    });
}

/// What a person sees of a board that says this after a reset, and whether somebody is alarmed.
fn after_reset(said: &'static str, every: Duration, seconds: u64) -> (String, Phase) {
    let seen = Rc::new(core::cell::RefCell::new((String::new(), Phase::Start)));
    let told = seen.clone();
    play(flashed(Chatty::new(said, every)), async move |person: Rc<Person>| {
        person.connect();
        person.see_phase(no_prompt(Found::Program)).await;
        person.ask(Command::OpenTerminal);
        person.screen.borrow_mut().terminal.clear();
        person.ask(Command::ResetBoard);
        let until = person.board.borrow().now() + Duration::from_secs(seconds);
        while person.board.borrow().now() < until {
            yield_once().await;
        }
        *told.borrow_mut() = (person.screen.borrow().terminal.clone(), person.state().phase);
    });
    seen.take()
}

#[test]
fn what_a_program_prints_after_a_reset_is_shown_and_alarms_nobody() {
    let (shown, phase) = after_reset("23.5", Duration::from_secs(5), 12);
    assert_eq!(shown.matches("23.5\r\n").count(), 3, "{shown:?}");
    assert_eq!(phase, Phase::Terminal(Python::Unknown));
    for said in ["Hello world", "\x1b[31mRed alert\x1b[0m", "Температура: 23 °C"] {
        let (shown, _) = after_reset(said, Duration::from_secs(60), 3);
        assert_eq!(shown.trim(), said);
    }
}

/// What is remarked on a board that says this, in its terminal.
fn remarked(said: &'static str) -> String {
    let remarked = Rc::new(core::cell::RefCell::new(String::new()));
    let told = remarked.clone();
    let board = flashed(Chatty::new(said, Duration::from_secs(60)));
    play(board, async move |person: Rc<Person>| {
        person.connect();
        person.see("what is there", |it| matches!(it.state.phase, Phase::Offer(_))).await;
        person.ask(Command::OpenTerminal);
        person.ask(Command::ResetBoard);
        person.see("a remark", |it| !crate::words::remarks(&it.state, None).is_empty()).await;
        *told.borrow_mut() = format!("{:?}", crate::words::remarks(&person.state(), None));
    });
    remarked.take()
}

#[test]
fn a_board_without_a_place_for_files_is_told_with_the_way_out() {
    for trouble in [
        "Traceback (most recent call last):\r\n  File \"_boot.py\", line 13, in <module>\r\n\
         OSError: [Errno 5] EIO\r\n\r\nMicroPython v1.23.0 on 2024-06-02; ESP module with ESP8266\r\n\
         Type \"help()\" for more information.\r\n>>> ",
        "Traceback (most recent call last):\r\n  File \"_boot.py\", line 11, in <module>\r\n\
         AttributeError: 'FlashBdev' object has no attribute 'START_SEC'\r\n\r\n\
         MicroPython v1.13 on 2020-09-11; ESP module with ESP8266\r\n>>> ",
    ] {
        let said = remarked(trouble);
        assert!(said.contains("no place for files"), "{said}");
        assert!(said.contains("Reinstall"), "{said}");
    }
}

#[test]
fn a_board_that_ran_out_of_memory_is_told() {
    let said = remarked("NLR jump failed\r\n");
    assert!(said.contains("ran out of memory"), "{said}");
}

#[test]
fn a_board_that_restarts_again_and_again_is_not_ready_meanwhile_and_is_told() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        for restart in 1..=2 {
            person.board.borrow_mut().brown_out();
            person.see("no prompt", |it| it.state.place == Place::Running).await;
            person.see("a restart", |it| it.state.restarts == restart).await;
            person.see("a prompt", |it| it.state.place == Place::Ready).await;
        }
        let said = format!("{:?}", crate::words::remarks(&person.state(), None));
        assert!(said.contains("restarts by itself, again and again"), "{said}");
    });
}
