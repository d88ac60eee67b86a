//! A paste goes no further than what it was meant for.

use super::READY;
use super::person::{Person, flashed, installation, play};
use crate::session::{Command, Phase};
use std::rc::Rc;
use virtual_board::ScriptedPrompt;

/// More than the board takes at once.
fn long_paste() -> String {
    (0..200).map(|line| format!("print('line {line}')\r")).collect()
}

#[test]
fn stop_reset_restart_and_an_installation_end_a_paste() {
    for command in
        [|| Command::Interrupt, || Command::ResetBoard, || Command::RestartPython, installation]
    {
        play(flashed(ScriptedPrompt::new()), async |person: Rc<Person>| {
            person.connect();
            person.see_phase(READY).await;
            person.type_keys(&long_paste());
            person.see("the paste's begin", |it| it.terminal.contains("line 3")).await;
            person.ask(command());
            person.see("the command", |it| it.state.phase != READY).await;
            person.see_phase(READY).await;
            person.type_keys("print('mine')\r");
            person.see("an answer", |it| it.terminal.ends_with("\r\nmine\r\n>>> ")).await;
            // What the board had already is all that it got.
            assert!(!person.screen.borrow().terminal.contains("line 20"));
            assert!(matches!(person.state().phase, Phase::Terminal(_)));
        });
    }
}
