//! Jobs: what they leave, what gives them up, and what they show.

use super::READY;
use super::person::{
    ANOTHER_CHIP, Person, blank_board, board_of_another_chip, flashed, installation, play,
    yield_once,
};
use crate::session::jobs::View;
use crate::session::{Command, Failure, Found, Offer, OfferReason, Phase};
use esp8266_loader::error::Error;
use esp8266_loader::event::Stage;
use std::rc::Rc;
use virtual_board::ScriptedPrompt;

#[test]
fn the_reason_of_a_failed_installation_stays_though_the_old_prompt_comes_back() {
    play(board_of_another_chip(), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        person.ask(Command::OfferInstall);
        person.see_offer().await;
        person.ask(installation());
        person.see_job().await;
        let prompt = Offer { found: Found::Prompt, reason: OfferReason::Wanted };
        person.see_phase(Phase::Offer(prompt)).await;
        assert_eq!(
            person.state().failure,
            Some(Failure::Job(Error::OtherChip { magic: ANOTHER_CHIP }))
        );
        // It is left by the person alone.
        person.ask(Command::OpenTerminal);
        person.see_phase(READY).await;
        assert_eq!(person.state().failure, None);
    });
}

#[test]
fn who_wants_to_install_anew_is_told_of_the_version_that_is_there() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        person.ask(Command::Disconnect);
        person.see_phase(Phase::Start).await;
        // It waits now, and says nothing by itself.
        person.connect();
        person.see_phase(READY).await;
        assert_eq!(person.state().python, None);
        person.ask(Command::OfferInstall);
        person.see_offer().await;
        person.see("its version", |screen| screen.state.python.is_some()).await;
        // The offer that a person opened stays.
        assert!(matches!(person.state().phase, Phase::Offer(_)));
        person.ask(Command::OpenTerminal);
        person.see_phase(READY).await;
    });
}

#[test]
fn an_installation_can_be_given_up_before_it_changes_anything() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        let before = person.board.borrow().flash().to_vec();
        person.ask(installation());
        person.see_job().await;
        person.ask(Command::Cancel);
        person.see_offer().await;
        assert_eq!(person.state().failure, None);
        // The board has left its loader, and shows its prompt.
        let prompt = Offer { found: Found::Prompt, reason: OfferReason::Wanted };
        person.see_phase(Phase::Offer(prompt)).await;
        assert!(*person.board.borrow().flash() == before);
    });
}

#[test]
fn an_installation_that_changes_the_board_is_run_to_its_end() {
    play(blank_board(), async |person: Rc<Person>| {
        person.connect();
        person.see_offer().await;
        person.ask(installation());
        let is_erasing =
            |view: &View| matches!(view, View::Install(it) if it.stage > Stage::Connect);
        person
            .see("erasing", |it| matches!(&it.state.phase, Phase::Job(view) if is_erasing(view)))
            .await;
        person.ask(Command::Cancel);
        person.see_phase(READY).await;
        assert!(person.state().installed.is_some());
    });
}

#[test]
fn every_moment_before_the_first_change_is_one_to_give_up_in() {
    for moment in (0..400).step_by(9) {
        play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
            person.connect();
            person.see_phase(READY).await;
            person.ask(installation());
            for _ in 0..moment {
                yield_once().await;
            }
            person.ask(Command::Cancel);
            let is_over = |it: &super::Screen| match &it.state.phase {
                Phase::Offer(offer) => offer.found == Found::Prompt,
                phase => *phase == READY && it.state.installed.is_some(),
            };
            person.see("an end", is_over).await;
            assert_eq!(person.state().failure, None, "{moment}");
        });
    }
}

#[test]
fn what_is_typed_or_pressed_during_a_job_is_not_done_after_it() {
    play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
        person.connect();
        person.see_phase(READY).await;
        person.ask(installation());
        person.see_job().await;
        person.type_keys("print('late')\r");
        person.ask(Command::ResetBoard);
        person.ask(installation());
        person.see_phase(READY).await;
        for _ in 0..1_000 {
            yield_once().await;
        }
        assert_eq!(person.state().phase, READY);
        assert!(!person.screen.borrow().terminal.contains("late"));
    });
}
