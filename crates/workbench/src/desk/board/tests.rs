use super::words;
use super::*;
use core::time::Duration;
use esp8266_loader::chip::{Chip, Crystal, FlashId, Mac, Variant};
use esp8266_loader::event::{LoaderEvent, Stage};

const MAC: Mac = Mac([0x5C, 0xCF, 0x7F, 0x5E, 0xF1, 0x2A]);

/// The panel after these, at the prompt; and what is to be done in the end.
fn after(actions: impl IntoIterator<Item = Action>) -> (BoardPanel, Vec<Effect>) {
    let (mut panel, mut effects) = (BoardPanel::default(), vec![]);
    for action in actions {
        effects = panel.update(action, Board::Ready, true);
    }
    (panel, effects)
}

fn begun(task: Task) -> Action {
    let python = Some("1.22.0".into());
    Action::Told(Told::Begun { task, usb: Some((0x1A86, 0x7523)), python })
}

fn loader(seconds: u64, event: LoaderEvent) -> Action {
    Action::Told(Told::Loader(Duration::from_secs(seconds), event))
}

/// What a board of 4 MiB says of itself, a second after a job has begun.
fn known() -> Vec<Action> {
    let chip = Chip { variant: Variant::Esp8266Ex, mac: MAC, crystal: Crystal::Mhz26 };
    let id = FlashId(0x16_40EF);
    vec![
        begun(Task::ChipInfo),
        loader(0, LoaderEvent::Stage(Stage::Connect)),
        loader(
            1,
            LoaderEvent::Connected {
                baud: 921_600,
                answered_by: esp8266_loader::event::AnsweredBy::Rom,
            },
        ),
        loader(1, LoaderEvent::Chip(chip)),
        loader(1, LoaderEvent::Flash { id, flash_bytes: id.flash_bytes() }),
        loader(2, LoaderEvent::Stage(Stage::Restart)),
    ]
}

fn ended(outcome: Result<Done, Error>) -> Action {
    Action::Told(Told::Ended(Duration::from_secs(3), outcome))
}

fn identity(bytes: u32) -> Done {
    Done::Identified { table_bytes: Some(bytes), boot_log: vec![] }
}

fn picked(name: &str, bytes: u64) -> Action {
    Action::FilePicked { name: name.into(), bytes }
}

fn identified() -> Vec<Action> {
    let mut actions = known();
    actions.push(ended(Ok(identity(4 << 20))));
    actions
}

#[test]
fn what_the_board_is_stands_under_its_names() {
    let (panel, _) = after(identified());
    let values: Vec<_> = words::facts(&panel.facts).into_iter().map(|(_, value)| value).collect();
    let expected = [
        "ESP8266EX",
        "5c:cf:7f:5e:f1:2a",
        "26 MHz",
        "4MB (Winbond, ef 4016)",
        "4 MB",
        "921600 baud",
    ];
    assert_eq!(values, expected);
    assert_eq!(words::doubt(&panel.facts), None);
}

#[test]
fn a_chip_that_is_not_what_it_says_is_doubted() {
    let mut actions = known();
    actions.push(ended(Ok(identity(1 << 20))));
    assert!(words::doubt(&after(actions).0.facts).is_some());
}

#[test]
fn a_copy_is_named_for_its_board_and_size() {
    let mut actions = known();
    actions.push(ended(Ok(Done::Copied([7; 9].into()))));
    let (panel, effects) = after(actions);
    let stem = "5ccf7f5ef12a-esp8266-4MB".into();
    assert_eq!(effects, [Effect::DownloadCopy { stem, content: [7; 9].into() }]);
    assert!(matches!(panel.note, Some(Note::Copied { bytes: 9, .. })));
}

#[test]
fn a_file_of_another_size_is_refused_before_it_is_read() {
    let mut actions = identified();
    actions.push(picked("other.bin", 1 << 20));
    let (panel, effects) = after(actions);
    assert_eq!(effects, []);
    let Some(note @ Note::OtherSize { board_bytes: Some(0x40_0000), .. }) = &panel.note else {
        panic!("{:?}", panel.note)
    };
    assert!(words::note(note)[1].contains("4,194,304 bytes"), "{:?}", words::note(note));
    // Where the board has not said how large it is, any size of a chip may be right.
    assert_eq!(after([picked("a.bin", 1 << 20)]).1, [Effect::ReadCopy("a.bin".into())]);
    assert_eq!(after([picked("a.bin", 600_888)]).1, []);
}

#[test]
fn everything_is_replaced_only_after_a_question() {
    let copy: Rc<[u8]> = [1; 4].into();
    let read =
        Action::FileRead("5ccf7f5ef12a-esp8266-4MB-2026-11-28.bin".into(), Some(copy.clone()));
    let mut actions = identified();
    actions.push(read);
    let (panel, effects) = after(actions.clone());
    assert_eq!(effects, [Effect::Focus(ASK_ELEMENT.into())]);
    let Some(question @ Question::Restore { is_of_other: false, .. }) = &panel.question else {
        panic!("{:?}", panel.question)
    };
    assert_eq!(words::question(question).0.len(), 1);
    let answered = |answer| after(actions.iter().cloned().chain([answer]));
    let (declined, effects) = answered(Action::Declined);
    assert_eq!((declined.question, effects), (None, vec![Effect::Focus(HEAD_ELEMENT.into())]));
    let (_, effects) = answered(Action::Confirmed);
    assert_eq!(effects[0], Effect::StartLoader(Task::Restore(copy)));
}

#[test]
fn a_copy_that_names_another_board_is_told_as_that() {
    for (name, expected) in [
        ("84f3eb000001-esp8266-4MB-2026-11-28.bin", true),
        ("5ccf7f5ef12a-esp8266-4MB-2026-11-28.bin", false),
        ("backup.bin", false),
        ("my-esp8266-copy.bin", false),
    ] {
        let mut actions = identified();
        actions.push(Action::FileRead(name.into(), Some([].into())));
        let (panel, _) = after(actions);
        let is_told =
            matches!(panel.question, Some(Question::Restore { is_of_other, .. }) if is_of_other);
        assert_eq!(is_told, expected, "{name}");
    }
}

#[test]
fn nothing_begins_while_a_job_or_a_program_has_the_board() {
    for wanted in [Action::ChipInfoWanted, Action::CopyWanted, Action::EraseWanted] {
        let mut panel = BoardPanel::default();
        assert_eq!(panel.update(wanted.clone(), Board::Busy, true), []);
        panel.update(begun(Task::Copy), Board::Ready, true);
        assert_eq!(panel.update(wanted, Board::Ready, true), []);
        assert_eq!(panel.question, None);
    }
}

#[test]
fn progress_is_told_with_the_time_that_is_left() {
    let of_flash_bytes = 4 << 20;
    let reading =
        |at, flash_bytes| loader(at, LoaderEvent::Reading { flash_bytes, of_flash_bytes });
    let begins = [begun(Task::Copy), loader(1, LoaderEvent::Stage(Stage::Read))];
    let said = |more: Vec<Action>| {
        let (panel, _) = after(begins.iter().cloned().chain(more));
        words::line(&panel.going.unwrap())
    };
    let amount = |text: &str| workbench_api::Line::Going {
        what: "Copying this board".into(),
        amount: Some(text.to_owned().into()),
    };
    assert_eq!(said(vec![reading(1, 4096)]), amount("4 of 4,096 KiB"));
    let later = vec![reading(1, 0), reading(11, 1 << 20)];
    assert_eq!(said(later), amount("1,024 of 4,096 KiB, about 30 s left"));
    // After another beginning, the speed is that of the new one.
    let again = vec![
        reading(1, 0),
        reading(2, 1 << 20),
        loader(20, LoaderEvent::Stage(Stage::Read)),
        reading(20, 1 << 20),
        reading(30, 2 << 20),
    ];
    assert_eq!(said(again), amount("2,048 of 4,096 KiB, about 20 s left"));
}

#[test]
fn what_changes_the_board_can_not_be_given_up() {
    let restore = begun(Task::Restore([].into()));
    let (before, _) = after([restore.clone()]);
    assert!(words::can_be_given_up(&before.going.unwrap()));
    let write = loader(1, LoaderEvent::Stage(Stage::Write));
    let (committed, _) = after([restore.clone(), write.clone()]);
    let going = committed.going.unwrap();
    assert!(!words::can_be_given_up(&going) && words::warning(&going).is_some());
    let (lost, _) = after([restore, write, Action::Told(Told::Dropped)]);
    assert_eq!(lost.note, Some(Note::Dropped { is_unchanged: false }));
}

#[test]
fn what_is_known_of_one_board_is_not_of_the_next() {
    let (mut panel, _) = after(identified());
    panel.update(Action::EraseWanted, Board::Ready, true);
    panel.closed();
    assert_eq!(panel, BoardPanel::default());
}

#[test]
fn a_job_that_ends_behind_a_closed_panel_opens_it() {
    let mut panel = BoardPanel::default();
    panel.update(begun(Task::EraseFiles), Board::Ready, true);
    panel.closed();
    assert!(panel.going.is_some());
    let effects = panel.update(ended(Ok(Done::Erased(None))), Board::Busy, false);
    assert_eq!(effects, [Effect::Open(Pane::Side(Side::Board))]);
}

#[test]
fn a_report_is_one_row_with_nothing_about_the_person() {
    let (panel, _) = after(identified());
    assert_eq!(
        report(&panel.facts, "Mozilla/5.0 (X11; Linux x86_64) | Chrome/156"),
        format!(
            "| 1a86:7523 | Mozilla/5.0 (X11; Linux x86_64) \\| Chrome/156 | ESP8266EX, 26 MHz \
             | ef 4016 Winbond 4MB, SFDP 4MB | 921600 | connect 2.0, restart 1.0 \
             | Boardwalk {}, MicroPython 1.22.0 |",
            env!("CARGO_PKG_VERSION")
        )
    );
}

#[test]
fn whatever_comes_of_it_is_said_in_sentences() {
    for note in [
        Note::Copied { bytes: 4 << 20, flash_bytes: None },
        Note::Copied { bytes: 4 << 20, flash_bytes: Some(16 << 20) },
        Note::Restored(0),
        Note::Restored(4096),
        Note::Erased(true),
        Note::Erased(false),
        Note::Dropped { is_unchanged: true },
        Note::Dropped { is_unchanged: false },
        Note::Failed(Error::StubSilent),
        Note::Failed(Error::UnknownFlashSize { id: FlashId(0x77_40EF) }),
        Note::OtherSize { name: "a.bin".into(), bytes: 7, board_bytes: None },
        Note::OtherSize { name: "a.bin".into(), bytes: 7, board_bytes: Some(4 << 20) },
        Note::Unreadable("a.bin".into()),
        Note::ReportCopied(true),
        Note::ReportCopied(false),
    ] {
        for said in words::note(&note) {
            workbench_api::Line::over(said.replace("it:", "it.")).assert_readable();
        }
    }
}
