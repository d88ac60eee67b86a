//! Jobs of the boot loader that the workbench asks for: what comes of them, what gives them up, where they leave the
//! board.

use super::person::{
    ANOTHER_CHIP, Person, Screen, blank_board, board_of_another_chip, configured, flashed,
    no_modem_lines, play, refuses, yield_once,
};
use super::{READY, no_prompt};
use crate::session::jobs::prompt::{Ended, Stage};
use crate::session::jobs::{Job, loader};
use crate::session::{Activity, Command, Failure, Found, Phase};
use esp8266_loader::error::Error;
use esp8266_loader::event::LoaderEvent;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use virtual_board::{
    Board, Call, CallCounts, CallFailure, Config, ScriptedPrompt, Wiring, random_call_faults,
    random_faults,
};
use workbench::loader::{Done, Task, Told};

/// All that is told of jobs from now on.
fn listen(person: &Person) -> Rc<RefCell<Vec<Told>>> {
    let all = Rc::new(RefCell::new(Vec::new()));
    let told = Rc::clone(&all);
    person.workbench.on_loader(move |it| told.borrow_mut().push(it));
    all
}

fn begin(person: &Person, task: Task) {
    person.workbench.want(task);
    person.ask(Command::Start(Job::Loader(loader::Request::default())));
}

/// Does it to its end.
async fn perform(person: &Person, task: Task, ended: Ended) {
    begin(person, task);
    person.see("the loader", |it| it.state.is_in_loader()).await;
    see_end(person, ended).await;
}

async fn see_end(person: &Person, ended: Ended) {
    let is_over =
        |it: &Screen| it.state.work.as_ref().is_some_and(|work| work.stage == Stage::Ended(ended));
    person.see("its end", is_over).await;
}

/// What came of the last job.
fn outcome(told: &RefCell<Vec<Told>>) -> Result<Done, Error> {
    match told.borrow().last() {
        Some(Told::Ended(_, outcome)) => outcome.clone(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_chip_tells_what_it_is_and_the_board_goes_on() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        let (told, before) = (listen(&person), person.board.borrow().flash().to_vec());
        perform(&person, Task::ChipInfo, Ended::Done).await;
        let Ok(Done::Identified { table_bytes, boot_log }) = outcome(&told) else { panic!() };
        assert_eq!(table_bytes, Some(4 << 20));
        assert!(boot_log.iter().any(|line| line.contains("rst cause:2")), "{boot_log:?}");
        assert!(told.borrow().iter().any(|it| matches!(it, Told::Loader(_, LoaderEvent::Chip(_)))));
        person.see_phase(READY).await;
        assert!(*person.board.borrow().flash() == before);
        assert!(person.state().has_python);
    });
}

#[test]
fn a_copy_is_erased_and_restored_to_the_byte() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        let told = listen(&person);
        person.board.borrow_mut().flash_mut()[0x10_0000..0x10_0010]
            .copy_from_slice(b"\x01\0\0\0\xF0\x0F\xFF\xF7littlefs");
        let before = person.board.borrow().flash().to_vec();
        perform(&person, Task::Copy, Ended::Done).await;
        let Ok(Done::Copied(copy)) = outcome(&told) else { panic!() };
        assert!(*copy == *before);
        person.see_phase(READY).await;

        perform(&person, Task::EraseFiles, Ended::Done).await;
        assert_eq!(outcome(&told), Ok(Done::Erased(Some(0x10_0000..0x3F_B000))));
        person.see_phase(READY).await;
        assert!(person.board.borrow().flash()[..0x10_0000] == before[..0x10_0000]);
        assert!(person.board.borrow().flash()[0x10_0000..] != before[0x10_0000..]);

        perform(&person, Task::Restore(copy), Ended::Done).await;
        assert!(matches!(outcome(&told), Ok(Done::Restored(1..))));
        assert!(*person.board.borrow().flash() == before);
        person.see_phase(READY).await;
    });
}

#[test]
fn a_copy_can_be_given_up_at_every_moment_and_leaves_a_prompt() {
    for moment in (0..600).step_by(29) {
        play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
            person.connect();
            person.see_phase(READY).await;
            let told = listen(&person);
            begin(&person, Task::Copy);
            for _ in 0..moment {
                yield_once().await;
            }
            person.ask(Command::Cancel);
            see_end(&person, Ended::Cancelled).await;
            person.see_phase(READY).await;
            let dropped = told.borrow().last() == Some(&Told::Dropped);
            assert!(dropped || moment == 0, "{moment}");
        });
    }
}

#[test]
fn what_changes_the_flash_is_run_to_its_end() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        let (told, copy) = (listen(&person), vec![0x5A; 4 << 20]);
        begin(&person, Task::Restore(copy.clone().into()));
        let is_committed =
            |it: &Screen| it.state.work.as_ref().is_some_and(|work| work.stage == Stage::Committed);
        person.see("the first change", is_committed).await;
        assert!(!person.state().has_python);
        person.ask(Command::Cancel);
        person.ask(Command::Interrupt);
        see_end(&person, Ended::Done).await;
        assert!(matches!(outcome(&told), Ok(Done::Restored(_))));
        assert!(*person.board.borrow().flash() == copy);
    });
}

#[test]
fn stop_gives_up_a_copy_and_what_is_typed_goes_nowhere() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        begin(&person, Task::Copy);
        person.see("the loader", |it| it.state.is_in_loader()).await;
        person.type_keys("print('late')\r");
        person.ask(Command::Interrupt);
        see_end(&person, Ended::Cancelled).await;
        person.see_phase(READY).await;
        for _ in 0..1_000 {
            yield_once().await;
        }
        assert!(!person.screen.borrow().terminal.contains("late"));
    });
}

#[test]
fn a_copy_of_another_size_is_refused_and_nothing_is_changed() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        let (told, before) = (listen(&person), person.board.borrow().flash().to_vec());
        begin(&person, Task::Restore(vec![0; 1 << 20].into()));
        see_end(&person, Ended::Failed).await;
        let (copy_bytes, flash_bytes) = (1 << 20, 4 << 20);
        assert_eq!(outcome(&told), Err(Error::CopyOfOtherSize { copy_bytes, flash_bytes }));
        person.see_phase(READY).await;
        assert!(*person.board.borrow().flash() == before);
    });
}

#[test]
fn a_board_without_python_is_copied_where_it_is_offered_an_installation() {
    play(blank_board(), async |person: Rc<Person>| {
        person.connect();
        person.see_offer().await;
        let Phase::Offer(offer) = person.state().phase else { panic!() };
        let told = listen(&person);
        perform(&person, Task::Copy, Ended::Done).await;
        assert!(matches!(outcome(&told), Ok(Done::Copied(copy)) if copy.len() == 4 << 20));
        person.see_phase(no_prompt(offer.found)).await;
    });
}

#[test]
fn a_speed_that_the_system_refuses_is_not_the_end_of_a_copy() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect_with(refuses(Call::SetBaud, 0..1, CallFailure::Refused));
        person.see_phase(READY).await;
        let told = listen(&person);
        perform(&person, Task::Copy, Ended::Done).await;
        let retried = |it: &Told| matches!(it, Told::Loader(_, LoaderEvent::Retrying { .. }));
        assert!(told.borrow().iter().any(retried));
        assert!(matches!(outcome(&told), Ok(Done::Copied(_))));
        person.see_phase(READY).await;
    });
}

#[test]
fn a_board_that_is_unplugged_in_the_middle_leaves_nothing_that_goes_on() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        let told = listen(&person);
        begin(&person, Task::Copy);
        let reads = |it: &Told| matches!(it, Told::Loader(_, LoaderEvent::Reading { .. }));
        while !told.borrow().iter().any(reads) {
            yield_once().await;
        }
        person.board.borrow_mut().unplug();
        person.see_phase(Phase::Start).await;
        let unplugged = Failure::Unplugged { during: Activity::Choosing };
        assert_eq!(person.state().failure, Some(unplugged));
        assert!(!person.state().is_in_loader());
        assert_eq!(told.borrow().last(), Some(&Told::Dropped));
    });
}

#[test]
fn an_adapter_without_modem_lines_asks_for_the_button_afterwards() {
    let config = Config { wiring: Wiring::None, ..Config::default() };
    play(configured(config), async |person: Rc<Person>| {
        person.enter_loader_by_hand();
        person.connect_with(no_modem_lines());
        person.see_offer().await;
        let told = listen(&person);
        perform(&person, Task::ChipInfo, Ended::Done).await;
        assert!(matches!(outcome(&told), Ok(Done::Identified { .. })));
        person.see("who has to press", |it| it.state.is_reset_by_hand).await;
        assert!(matches!(person.state().phase, Phase::Offer(_)));
    });
}

#[test]
fn another_chip_is_told_and_its_prompt_comes_back() {
    play(board_of_another_chip(), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        let told = listen(&person);
        perform(&person, Task::ChipInfo, Ended::Failed).await;
        assert_eq!(outcome(&told), Err(Error::OtherChip { magic: ANOTHER_CHIP }));
        person.see_phase(READY).await;
        assert_ne!(person.state().found, Found::Noise);
    });
}

/// As much as shows all there is to see.
const FLASH_BYTES: u32 = 0x4_0000;
const SEEDS: u64 = 20;

/// A small board full of noise, for nothing of it to be passed over as blank.
fn noisy_board() -> Board {
    let mut board = configured(Config::default().with_flash_bytes(FLASH_BYTES));
    let mut state = 0x2545_F491_u32;
    for byte in board.flash_mut() {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        *byte = (state >> 24) as u8;
    }
    board
}

/// Does it over a cable with faults by chance, and gives what came of it: nothing where the board was lost.
fn over_a_bad_cable(seed: u64, task: Task, judge: impl Fn(&Person, &[u8], Result<Done, Error>)) {
    play(noisy_board(), async |person: Rc<Person>| {
        let before = person.board.borrow().flash().to_vec();
        let calls = CallCounts::default();
        let faults = random_faults(seed, 1 + seed as usize % 5, 2 * u64::from(FLASH_BYTES));
        person.connect_over(faults, random_call_faults(seed, seed as usize % 3, &calls));
        let is_settled = |it: &Screen| {
            matches!(it.state.phase, Phase::Offer(_) | Phase::Terminal(_) | Phase::Start)
                && it.state != crate::session::State::default()
        };
        person.see("what is there", is_settled).await;
        let told = listen(&person);
        if person.state().phase != Phase::Start {
            begin(&person, task.clone());
        }
        let is_over = |it: &Screen| {
            let work = it.state.work.as_ref();
            it.state.phase == Phase::Start || work.is_some_and(|work| work.is_over())
        };
        person.see("an end", is_over).await;
        let last = told.borrow().last().cloned();
        match last {
            Some(Told::Ended(_, outcome)) => judge(&person, &before, outcome),
            Some(Told::Dropped) | None => assert_eq!(person.state().phase, Phase::Start),
            other => panic!("seed {seed}: {other:?}"),
        }
    });
}

#[test]
fn no_fault_makes_a_copy_of_what_is_not_on_the_board() {
    let done = Cell::new(0);
    for seed in 0..SEEDS {
        over_a_bad_cable(seed, Task::Copy, |_, before, outcome| {
            if let Ok(Done::Copied(copy)) = outcome {
                assert!(*copy == *before, "seed {seed}");
                done.set(done.get() + 1);
            }
        });
    }
    assert!(done.get() > SEEDS / 2, "{} of {SEEDS}", done.get());
}

#[test]
fn no_fault_makes_a_board_restored_that_is_not() {
    let done = Cell::new(0);
    let copy: Vec<u8> = (0..FLASH_BYTES).map(|at| (at / 5) as u8).collect();
    for seed in 0..SEEDS {
        over_a_bad_cable(seed, Task::Restore(copy.clone().into()), |person, _, outcome| {
            if outcome.is_ok() {
                assert!(*person.board.borrow().flash() == copy, "seed {seed}");
                done.set(done.get() + 1);
            }
        });
    }
    assert!(done.get() > SEEDS / 2, "{} of {SEEDS}", done.get());
}
