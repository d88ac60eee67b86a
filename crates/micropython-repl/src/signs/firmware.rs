//! Firmware that is no MicroPython, by what it says at its start and in its log.

use crate::bytes::{contains, split_once};

/// Another firmware than MicroPython.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Firmware {
    /// Adafruit's Python. It has the same prompt.
    CircuitPython,
    /// NodeMCU's Lua.
    NodeMcu,
    /// Tasmota, for switches and sensors.
    Tasmota,
    /// Espressif's own, which takes AT commands.
    At,
    /// JavaScript.
    Espruino,
    /// ESP Easy, for sensors.
    EspEasy,
    /// ESPHome, for Home Assistant.
    EspHome,
}

/// How sure a line makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// No other program has a reason to print it.
    Sure,
    /// Any program may: a word such as `ready`.
    Hint,
}

/// What firmware prints such a line.
pub(super) fn of_line(line: &str) -> Option<(Firmware, Certainty)> {
    use Certainty::{Hint, Sure};
    use Firmware::{At, CircuitPython, EspEasy, EspHome, Espruino, NodeMcu, Tasmota};
    let line = line.trim_ascii_end();
    let begins = |words: &[&str]| words.iter().any(|word| line.starts_with(word));
    let has = |words: &[&str]| words.iter().all(|word| contains(line, word));
    Some(if has(&["Adafruit CircuitPython "]) {
        (CircuitPython, Sure)
    } else if begins(&["NodeMCU "]) && has(&[" build "]) || has(&["powered by Lua "]) {
        (NodeMcu, Sure)
    } else if begins(&["lua: ", "Lua error: "]) {
        (NodeMcu, Hint)
    } else if is_of_tasmota(line) {
        (Tasmota, Sure)
    } else if begins(&["AT version:", "Ai-Thinker Technology Co"]) {
        (At, Sure)
    } else if matches!(line, "ready" | "ERROR") {
        (At, Hint)
    } else if line.trim_ascii_start().starts_with("|_| ") && has(&["espruino.com"])
        || has(&["(c) ", "G.Williams"])
    {
        (Espruino, Sure)
    } else if has(&["INIT : Booting version"]) || has(&["ESPEasy console using"]) {
        (EspEasy, Sure)
    } else if is_of_esphome(line) {
        (EspHome, Sure)
    } else {
        return None;
    })
}

/// Such as `00:00:00.000 CFG: Loaded from flash`, with or without thousandths.
fn is_of_tasmota(line: &str) -> bool {
    const SUBJECTS: [&str; 12] =
        ["APP", "CFG", "CMD", "HTP", "MQT", "NTP", "QPC", "RSL", "RUL", "SRC", "UPP", "WIF"];
    let Some((time, rest)) = line.split_once(' ') else { return false };
    let (clock, thousandths) = time.split_once('.').unwrap_or((time, "000"));
    let is_number =
        |text: &str, digits| text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_time = clock.split(':').count() == 3
        && clock.split(':').all(|part| is_number(part, 2))
        && is_number(thousandths, 3);
    let subject = split_once(rest, ": ").map(|(subject, _)| subject);
    is_time
        && (rest.starts_with("Project tasmota ")
            || subject.is_some_and(|subject| SUBJECTS.contains(&subject)))
}

/// Such as `[I][logger:258]: Log initialized`.
fn is_of_esphome(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('[') else { return false };
    let Some((level, rest)) = split_once(rest, "][") else { return false };
    let Some((tag, _)) = split_once(rest, "]: ") else { return false };
    let Some((name, number)) = tag.rsplit_once(':') else { return false };
    matches!(level, "E" | "W" | "I" | "C" | "D" | "V")
        && !name.is_empty()
        && number.len() == 3
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Certainty::{Hint, Sure};

    #[test]
    fn firmware_is_known_by_its_own_lines() {
        for (line, firmware, certainty) in [
            (
                "Adafruit CircuitPython 3.1.2 on 2019-01-07; ESP module with ESP8266",
                Firmware::CircuitPython,
                Sure,
            ),
            ("NodeMCU 0.9.5 build 20150213  powered by Lua 5.1.4", Firmware::NodeMcu, Sure),
            ("NodeMCU custom build by frightanic.com", Firmware::NodeMcu, Sure),
            ("\tpowered by Lua 5.1.4 on SDK 1.4.0", Firmware::NodeMcu, Sure),
            ("lua: cannot open init.lua", Firmware::NodeMcu, Hint),
            ("00:00:00 CFG: Loaded from flash at F6, Count 169", Firmware::Tasmota, Sure),
            ("00:00:00.001 HTP: Web server active", Firmware::Tasmota, Sure),
            (
                "00:00:00.061 Project tasmota - Tasmota Version 12.1.1(tasmota)-2_7_4_9",
                Firmware::Tasmota,
                Sure,
            ),
            ("AT version:1.7.4.0(May 11 2020 19:13:04)", Firmware::At, Sure),
            ("ready", Firmware::At, Hint),
            ("ERROR", Firmware::At, Hint),
            ("        |_| espruino.com", Firmware::Espruino, Sure),
            (" 2v08 (c) 2021 G.Williams", Firmware::Espruino, Sure),
            ("INIT : Booting version: mega-20210223 (ESP82xx Core 2.7.4)", Firmware::EspEasy, Sure),
            (
                "00.129 : (288736) Info       | ESPEasy console using ESPEasySerial",
                Firmware::EspEasy,
                Sure,
            ),
            ("[I][logger:258]: Log initialized", Firmware::EspHome, Sure),
            ("[C][my.tag:016]: x", Firmware::EspHome, Sure),
        ] {
            assert_eq!(of_line(line), Some((firmware, certainty)), "{line}");
        }
    }

    #[test]
    fn lines_of_programs_are_none_of_firmware() {
        for line in [
            "",
            "not ready",
            "12:00:01 ABC: x",
            "12:0:01 CFG: x",
            "1:2 CFG: x",
            "[1][2]: 3",
            "[I][x:1]: y",
            "[I][:001]: y",
            "WebREPL daemon started on ws://192.168.4.1:8266",
            "Started webrepl in normal mode",
            "MicroPython v1.23.0 on 2024-06-02; ESP module",
            "NodeMCU is my board",
            "I use espruino.com",
        ] {
            assert_eq!(of_line(line), None, "{line}");
        }
    }
}
