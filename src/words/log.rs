//! The log of a job as lines, in the words that esptool uses: who searches the web for
//! one finds help.

use super::amount::{kilobits_per_second, seconds};
use super::job::reasons;
use crate::session::jobs::SpeedReason;
use crate::session::{Log, LogEntry};
use crate::texts;
use core::time::Duration;
use esp8266_loader::chip::{Chip, Variant};
use esp8266_loader::event::{AnsweredBy, LoaderEvent, Stage};
use page_words::{Text, flash_size, said_of_port};

/// The lines, oldest first.
#[must_use]
pub fn lines(log: &Log) -> Vec<Text> {
    let mut lines = Vec::new();
    for entry in log.entries() {
        match entry {
            LogEntry::Speed(reason) => lines.push(of_speed(*reason)),
            LogEntry::Loader(event) => push_event(event, &mut lines),
            LogEntry::FilesDamaged => lines.push(texts::log_files_damaged().into()),
        }
    }
    lines
}

fn of_speed(reason: SpeedReason) -> Text {
    match reason {
        SpeedReason::Fastest => texts::log_speed_fastest().into(),
        SpeedReason::ServedBefore => texts::log_speed_served().into(),
        SpeedReason::TriedAgain => texts::log_speed_tried_again().into(),
        SpeedReason::Chosen => texts::log_speed_chosen().into(),
    }
}

fn push_event(event: &LoaderEvent, lines: &mut Vec<Text>) {
    let line: Text = match *event {
        LoaderEvent::Stage(Stage::Connect)
        | LoaderEvent::Writing { .. }
        | LoaderEvent::Reading { .. } => return,
        LoaderEvent::Stage(Stage::Erase) => texts::log_erasing().into(),
        LoaderEvent::Stage(Stage::Read) => texts::installing_stage_read().into(),
        LoaderEvent::Stage(Stage::Write) => texts::log_writing().into(),
        LoaderEvent::Stage(Stage::Verify) => texts::log_verifying().into(),
        LoaderEvent::Stage(Stage::Restart) => texts::log_restarting().into(),
        LoaderEvent::Connecting { baud, reset } => {
            texts::LogConnecting { baud, reset }.text().into()
        }
        LoaderEvent::NoModemLines => texts::log_no_lines().into(),
        LoaderEvent::Connected { baud, answered_by: AnsweredBy::Rom } => {
            texts::LogConnected { baud }.text().into()
        }
        LoaderEvent::Connected { baud, answered_by: AnsweredBy::RunningStub } => {
            texts::LogConnectedStub { baud }.text().into()
        }
        LoaderEvent::Chip(chip) => return push_chip(&chip, lines),
        LoaderEvent::Flash { id, flash_bytes } => {
            lines.push(texts::LogFlashId { id: &id.to_string() }.text().into());
            match flash_bytes {
                Some(bytes) => texts::LogFlashSize { size: &flash_size(bytes) }.text().into(),
                None => texts::log_flash_size_unknown().into(),
            }
        }
        LoaderEvent::Planned { flash_params, flash_bytes, wire_bytes } => {
            let params = texts::LogParams { params: &format!("{flash_params:#06x}") }.text();
            lines.push(params.into());
            of_plan(flash_bytes, wire_bytes)
        }
        LoaderEvent::StubStarted { took } => {
            texts::LogStub { seconds: &seconds(took) }.text().into()
        }
        LoaderEvent::SpeedChanged { baud } => texts::LogSpeedChanged { baud }.text().into(),
        LoaderEvent::Compared { different_bytes: 0, .. } => texts::log_nothing_to_write().into(),
        LoaderEvent::Compared { different_bytes, of_flash_bytes } => {
            texts::LogCompared { all: of_flash_bytes, different: different_bytes }.text().into()
        }
        LoaderEvent::RomOnly => texts::log_rom_only().into(),
        LoaderEvent::Erased { took } => texts::LogErased { seconds: &seconds(took) }.text().into(),
        LoaderEvent::Written { flash_bytes, wire_bytes, took } => {
            written(flash_bytes, wire_bytes, took)
        }
        LoaderEvent::Verified { took } => {
            texts::LogVerified { seconds: &seconds(took) }.text().into()
        }
        LoaderEvent::RestartFailed { ref source } => {
            lines.push(texts::log_restart_failed().into());
            return lines.extend(said_of_port(source));
        }
        LoaderEvent::Resumed { ref after, .. } => return lines.extend(reasons(after)),
        LoaderEvent::Retrying { ref after, baud } => {
            lines.extend(reasons(after));
            texts::LogRetryingAt { baud }.text().into()
        }
    };
    lines.push(line);
}

fn push_chip(chip: &Chip, lines: &mut Vec<Text>) {
    let features: Text = match chip.variant {
        Variant::Esp8266Ex => texts::log_feature_wifi().into(),
        Variant::Esp8285 { flash_bytes: None } => texts::log_feature_flash().into(),
        Variant::Esp8285 { flash_bytes: Some(bytes) } => {
            texts::LogFeatureFlashSize { size: &flash_size(bytes) }.text().into()
        }
    };
    lines.extend([
        texts::LogChip { chip: &chip.variant.to_string() }.text().into(),
        texts::LogFeatures { features: &features }.text().into(),
        texts::LogCrystal { megahertz: chip.crystal.megahertz() }.text().into(),
        texts::LogMac { mac: &chip.mac.to_string() }.text().into(),
    ]);
}

fn of_plan(flash_bytes: u32, wire_bytes: u32) -> Text {
    if wire_bytes < flash_bytes {
        let percent = u64::from(wire_bytes) * 100 / u64::from(flash_bytes);
        let percent = u32::try_from(percent).unwrap_or(100);
        texts::LogCompressed { bytes: flash_bytes, wire: wire_bytes, percent }.text().into()
    } else {
        texts::LogUncompressed { bytes: flash_bytes }.text().into()
    }
}

fn written(flash_bytes: u32, wire_bytes: u32, took: Duration) -> Text {
    let speed = kilobits_per_second(flash_bytes, took);
    if wire_bytes < flash_bytes {
        texts::LogWritten {
            bytes: flash_bytes,
            wire: wire_bytes,
            seconds: &seconds(took),
            speed: &speed,
        }
        .text()
        .into()
    } else {
        texts::LogWrittenUncompressed { bytes: flash_bytes, seconds: &seconds(took), speed: &speed }
            .text()
            .into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::jobs::JobEvent;
    use crate::session::{self, State};
    use esp8266_loader::chip::{Crystal, FlashId, Mac};
    use esp8266_loader::error::Error;
    use serial_line::ControlError;

    fn log(speed: SpeedReason, events: impl IntoIterator<Item = LoaderEvent>) -> Log {
        let at = Duration::from_secs(1);
        let events = events.into_iter().map(|event| JobEvent::Loader { at, event });
        let all = core::iter::once(JobEvent::Begun(speed)).chain(events);
        all.map(session::Event::Job).fold(State::default(), State::after).log
    }

    fn whole_installation() -> Vec<LoaderEvent> {
        let took = Duration::from_millis(9_700);
        let chip = |variant| {
            let mac = Mac([0x5C, 0xCF, 0x7F, 0x5E, 0xF1, 0x2A]);
            LoaderEvent::Chip(Chip { variant, mac, crystal: Crystal::Mhz26 })
        };
        let (flash_bytes, wire_bytes) = (600_888, 391_792);
        vec![
            LoaderEvent::Stage(Stage::Connect),
            LoaderEvent::Connecting { baud: 460_800, reset: "classic" },
            LoaderEvent::NoModemLines,
            LoaderEvent::RestartFailed { source: ControlError::Closed("Busy.".into()) },
            LoaderEvent::Retrying { after: Error::StubSilent, baud: 115_200 },
            LoaderEvent::Connected { baud: 460_800, answered_by: AnsweredBy::RunningStub },
            LoaderEvent::Connected { baud: 460_800, answered_by: AnsweredBy::Rom },
            chip(Variant::Esp8285 { flash_bytes: None }),
            chip(Variant::Esp8285 { flash_bytes: Some(1 << 20) }),
            chip(Variant::Esp8266Ex),
            LoaderEvent::Flash { id: FlashId(0x77_40EF), flash_bytes: None },
            LoaderEvent::Flash { id: FlashId(0x16_40EF), flash_bytes: Some(4 << 20) },
            LoaderEvent::Planned { flash_params: 0x0040, flash_bytes, wire_bytes: flash_bytes },
            LoaderEvent::Planned { flash_params: 0x0040, flash_bytes, wire_bytes },
            LoaderEvent::RomOnly,
            LoaderEvent::StubStarted { took: Duration::from_millis(412) },
            LoaderEvent::Stage(Stage::Erase),
            LoaderEvent::Erased { took },
            LoaderEvent::Stage(Stage::Write),
            LoaderEvent::Writing { flash_bytes: 100, of_flash_bytes: flash_bytes },
            LoaderEvent::Stage(Stage::Read),
            LoaderEvent::Reading { flash_bytes: 100, of_flash_bytes: flash_bytes },
            LoaderEvent::Resumed { at: 0x1_0000, after: Error::ReadDamaged { bytes: 7 } },
            LoaderEvent::Written { flash_bytes, wire_bytes: flash_bytes, took },
            LoaderEvent::Written { flash_bytes, wire_bytes, took },
            LoaderEvent::Stage(Stage::Verify),
            LoaderEvent::Verified { took: Duration::from_millis(310) },
            LoaderEvent::Stage(Stage::Restart),
        ]
    }

    #[test]
    fn the_log_reads_like_that_of_esptool() {
        let lines = lines(&log(SpeedReason::Fastest, whole_installation()));
        for expected in [
            "Chip is ESP8266EX",
            "Features: WiFi, 1MB Embedded Flash",
            "Crystal is 26 MHz",
            "MAC: 5c:cf:7f:5e:f1:2a",
            "Auto-detected flash size: 4MB",
            "Flash params set to 0x0040",
            "Compressed 600888 bytes to 391792 (65 %)",
            "Erase completed in 9.7 seconds.",
            "Wrote 600888 bytes (391792 compressed) in 9.7 seconds (effective 495.6 kbit/s)",
            "Hash of data verified in 0.3 seconds.",
        ] {
            assert!(lines.iter().any(|line| line == expected), "{expected} is not in {lines:#?}");
        }
    }

    #[test]
    fn each_number_stands_where_its_text_names_it() {
        let compared = LoaderEvent::Compared { different_bytes: 65_536, of_flash_bytes: 600_888 };
        let lines = lines(&log(SpeedReason::Fastest, [compared]));
        assert_eq!(lines.last().unwrap(), "Of 600888 bytes, 65536 differ.");
    }

    #[test]
    fn the_log_begins_with_why_the_speed_is_what_it_is() {
        for (speed, word) in [
            (SpeedReason::Fastest, "fastest"),
            (SpeedReason::ServedBefore, "served"),
            (SpeedReason::TriedAgain, "again"),
            (SpeedReason::Chosen, "chosen"),
        ] {
            let lines = lines(&log(speed, [LoaderEvent::Stage(Stage::Connect)]));
            assert!(lines[0].starts_with("Speed: ") && lines[0].contains(word), "{lines:?}");
        }
    }

    #[test]
    fn another_attempt_says_why_in_the_words_of_texts_and_of_the_system() {
        let source = ControlError::Refused("Out of luck.".into());
        let after = Error::SetBaud { baud: 460_800, source: source.clone() };
        let events = [
            LoaderEvent::Retrying { after, baud: 115_200 },
            LoaderEvent::Retrying { after: Error::StubSilent, baud: 115_200 },
            LoaderEvent::RestartFailed { source },
        ];
        let said = page_words::said_by_system("Out of luck.");
        let again = texts::LogRetryingAt { baud: 115_200 }.text();
        let expected = [
            texts::log_speed_fastest(),
            page_words::texts::fail_line(),
            &said,
            &again,
            page_words::texts::fail_stub(),
            &again,
            texts::log_restart_failed(),
            &said,
        ];
        assert_eq!(lines(&log(SpeedReason::Fastest, events)), expected);
    }

    #[test]
    fn no_line_is_empty_or_a_value_of_the_program() {
        for line in lines(&log(SpeedReason::Fastest, whole_installation())) {
            assert!(!line.is_empty());
            for sign in ["Some(", "None", " { ", "::"] {
                assert!(!line.contains(sign), "{sign} in {line}");
            }
        }
    }
}
