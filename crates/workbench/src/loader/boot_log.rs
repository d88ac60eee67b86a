//! What the chip's ROM says when the board starts. It has a speed of its own, which comes of the crystal.

use core::time::Duration;
use esp8266_loader::chip::Crystal;
use esp8266_loader::error::Error;
use esp8266_loader::leave::{Restart, leave};
use esp8266_loader::reset::INTO_PROGRAM;
use serial_line::{ControlError, LineError, SerialPort};

/// All of it comes in 0.1 s; a cheap adapter needs a while to get going at a new speed.
const LISTENING: Duration = Duration::from_millis(400);
/// More is no log, but a board that starts again and again.
const MOST_LINES: usize = 12;

/// The first line begins so.
const FIRST_WORD: &str = "ets ";

/// Resets the board and listens, then resets it once more at the speed of the prompt. No lines where the system
/// refuses that speed, or nothing of it can be read.
///
/// # Errors
///
/// [`Error::Lost`].
pub(super) async fn boot_log<P: SerialPort>(
    port: &mut P,
    crystal: Crystal,
) -> Result<(Vec<String>, Option<Restart>), Error> {
    let mut heard = Vec::new();
    if port.set_baud(baud(crystal)).await.is_ok() && INTO_PROGRAM.perform(port).await.is_ok() {
        listen(port, &mut heard).await;
    }
    let restart = match leave(port).await {
        Ok(restart) => Some(restart),
        Err(ControlError::Lost) => return Err(Error::Lost),
        Err(_) => None,
    };
    Ok((lines(&heard), restart))
}

const fn baud(crystal: Crystal) -> u32 {
    match crystal {
        Crystal::Mhz26 => 74_880,
        Crystal::Mhz40 => 115_200,
    }
}

async fn listen<P: SerialPort>(port: &mut P, heard: &mut Vec<u8>) {
    let until = port.now() + LISTENING;
    let mut chunk = [0; 512];
    while port.now() < until {
        match port.read(&mut chunk, until.saturating_sub(port.now())).await {
            Ok(count) => heard.extend_from_slice(chunk.get(..count).unwrap_or_default()),
            Err(LineError::LineFault(_)) => {}
            Err(_) => return,
        }
    }
}

/// What of it is text: behind the ROM's words, the program speaks at a speed of its own, and before them the adapter
/// may have heard noise.
fn lines(heard: &[u8]) -> Vec<String> {
    let is_text = |line: &&str| line.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic());
    let text = String::from_utf8_lossy(heard);
    let said = |line| match str::find(line, FIRST_WORD) {
        Some(at) => line.get(at..).unwrap_or_default(),
        None => line,
    };
    let all = text.split(['\r', '\n']).map(said).map(str::trim).filter(|line| line.len() > 2);
    all.filter(is_text).take(MOST_LINES).map(Into::into).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_rom_says_is_told_apart_from_the_noise_around_it() {
        let mut heard = vec![0x7F, 0xFF, b'\n', 0x8E];
        heard.extend(
            b" ets Jan  8 2013,rst cause:2, boot mode:(3,6)\r\n\r\nload 0x40100000, len 31168, ",
        );
        heard.extend(b"room 16 \r\ncsum 0xe9\r\n\x8E\xFE\x00l\x8E\r\n\x02\x90");
        let expected = [
            "ets Jan  8 2013,rst cause:2, boot mode:(3,6)",
            "load 0x40100000, len 31168, room 16",
            "csum 0xe9",
        ];
        assert_eq!(lines(&heard), expected);
        assert_eq!(lines(&[0xFF; 99]), [""; 0]);
    }
}
