//! A real MicroPython behind the board, on virtual time: what a host sees of it.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![cfg(all(feature = "interpreter", target_os = "linux"))]

mod common;

use std::time::Duration;

use common::python::{HELP, NEW, RAW, options, program};
use common::{Host, ms};
use virtual_board::{InterpreterOptions, Mode, Nursery, WhileFlashWorks};

const OLD: &str = "MicroPython v1.11-8-g48dcbbe60 on 2019-05-29; ESP module with ESP8266";
const OF_2024: &str = "MicroPython v1.23.0 on 2024-06-02; ESP module with ESP8266";
const SMALL: &str = "MicroPython v1.28.0 on 2026-04-06; ESP module (512K) with ESP8266";
const TRACE: &str = "Traceback (most recent call last):\r\n  File \"<stdin>\", line 1";

/// Each is typed after the one before it, and answered like this.
fn exchange(host: &mut Host, table: &[(&str, &str)]) {
    for (keys, answer) in table {
        assert_eq!(host.typed(keys), *answer, "after {keys:?}");
    }
}

#[test]
fn the_friendly_prompt_is_that_of_a_board() {
    let host = &mut Host::at_prompt();
    let table = [
        ("1+1\r", "1+1\r\n2\r\n>>> "),
        ("\r", "\r\n>>> "),
        ("for i in range(2):\r", "for i in range(2):\r\n...     "),
        ("print(i)\r\r\r\r", "print(i)\r\n...     \r\n...     \r\n... \r\n0\r\n1\r\n>>> "),
        ("abc\x04", "abc"),
        ("\x03", "\r\n>>> "),
        ("\x02", &format!("\r\n{NEW}\r\n{HELP}")),
        ("\x05", "\r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== "),
        ("x=1\rprint(x)\r\x04", "x=1\r\n=== print(x)\r\n=== \r\n1\r\n>>> "),
        ("\x04", &format!("\r\nMPY: soft reboot\r\n{NEW}\r\n{HELP}")),
        ("raise SystemExit\r", &format!("raise SystemExit\r\nMPY: soft reboot\r\n{NEW}\r\n{HELP}")),
        ("import sys; sys.platform\r", "import sys; sys.platform\r\n'esp8266'\r\n>>> "),
    ];
    exchange(host, &table);
}

#[test]
fn a_nursery_has_the_same_ones() {
    let nursery = Nursery::new(&program()).unwrap();
    let (mut host, text) = Host::from_nursery(NEW, &nursery);
    assert!(text.ends_with(&format!("\r\n{NEW}\r\n{HELP}")), "{text}");
    let greeting = format!("\r\nMPY: soft reboot\r\n{NEW}\r\n{HELP}");
    assert_eq!(host.typed("\x04"), greeting);
    host.typed("while True: pass\r\r");
    let stopped = host.typed("\x03");
    assert!(stopped.ends_with("KeyboardInterrupt: \r\n>>> "), "{stopped}");
    assert_eq!(
        host.run("with open('x', 'w') as f:\n f.write('abc')\nprint(open('x').read())"),
        "abc\r\n"
    );
}

#[test]
fn raw_mode_is_that_of_a_board() {
    let host = &mut Host::at_prompt();
    let soft = format!("MPY: soft reboot\r\n{RAW}");
    let table = [
        ("\x01", &*format!("\r\n{RAW}")),
        ("print(123)\x04", "OK123\r\n\x04\x04>"),
        ("1+1\x04", "OK\x04\x04>"),
        (
            "1/0\x04",
            &format!("OK\x04{TRACE}, in <module>\r\nZeroDivisionError: divide by zero\r\n\x04>"),
        ),
        ("x = = 1\x04", &format!("OK\x04{TRACE}\r\nSyntaxError: invalid syntax\r\n\x04>")),
        ("half a line\x01", RAW),
        ("another\x03", ""),
        ("\x04", &format!("OK\r\n{soft}")),
        ("print(1)\x04\x04", &format!("OK1\r\n\x04\x04>OK\r\n{soft}")),
        ("import sys; sys.exit()\x04", &format!("OK\x04\x04{soft}")),
        ("import machine; machine.soft_reset()\x04", &format!("OK\x04\x04{soft}")),
        ("\x02", &format!("\r\n{NEW}\r\n{HELP}")),
    ];
    exchange(host, &table);
}

#[test]
fn raw_paste_mode_is_that_of_a_board() {
    let host = &mut Host::at_prompt();
    host.typed("\x01");
    let hello = "R\x01\u{80}\0\x01";
    let paste = |host: &mut Host, text: &str| {
        assert_eq!(host.asked("\x05A\x01"), hello.chars().map(|c| c as u8).collect::<Vec<_>>());
        host.typed(text)
    };
    assert_eq!(paste(host, "print(123)\x04"), "\x04123\r\n\x04\x04>");
    assert_eq!(paste(host, "\x04"), "\x04\x04\x04>");
    let divided = format!("{TRACE}, in <module>\r\nZeroDivisionError: divide by zero\r\n");
    assert_eq!(paste(host, "1/0\x04"), format!("\x04\x04{divided}\x04>"));
    // It ends early, and swallows the rest.
    assert_eq!(paste(host, "x = = 1\nprint(2)\n"), "\x04");
    assert_eq!(
        host.typed("more\x04"),
        format!("\x04{TRACE}\r\nSyntaxError: invalid syntax\r\n\x04>")
    );
    assert_eq!(paste(host, "print(1\x03"), "\x04\x04KeyboardInterrupt: \r\n\x04>");
    // A byte for each 128 that were read.
    assert_eq!(paste(host, &"#".repeat(127)), "");
    assert_eq!(host.typed("#"), "\x01");
    assert_eq!(host.typed(&("#".repeat(128) + "\x04")), "\x01\x04\x04\x04>");
    let exit = format!("\x041\r\n\x04\x04MPY: soft reboot\r\n{RAW}");
    assert_eq!(paste(host, "print(1)\nraise SystemExit\x04"), exit);
    assert_eq!(host.typed("xx\x05A\x01"), RAW, "the handshake stands alone on its line");
}

/// What is asked of both: no more than the script knows.
const ASKED: &[&str] = &[
    "\r",
    "1\r",
    "print('a')\r",
    "import sys; sys.platform\r",
    "nothing_of_it\r",
    "1/0\r",
    "x = = 1\r",
    "abc\x04",
    "\x03",
    "\x02",
    "\x05",
    "print('a')\rprint('b')\r\x04",
    "\x05print\x03",
    "\x04",
    "raise SystemExit\r",
    "\x01",
    "print('a')\x04",
    "print('grüß dich')\x04",
    "import sys; sys.platform\x04",
    "1/0\x04",
    "print(1)\nprint(2)\n\nnothing_of_it\x04",
    "x = = 1\x04",
    "half\x01",
    "half\x03",
    "\x05B\x01",
    "zz\x05A\x01",
    "\x05A\x01",
    "print('a')\n\x04",
    "\x05A\x01",
    "1/0\x04",
    "\x05A\x01",
    "x = = 1\nprint(2)\n",
    "more\n\x04",
    "\x05A\x01",
    "print(1\x03",
    "\x05A\x01",
    "raise SystemExit\x04",
    "print(1)\x04\x04",
    "import sys; sys.exit()\x04",
    "import machine; machine.soft_reset()\x04",
    "\x02",
];

#[test]
fn the_scripted_prompt_answers_as_the_real_one() {
    for banner in [OLD, OF_2024, NEW] {
        let (real, _) = &mut Host::python(banner, options());
        let scripted = &mut Host::new();
        scripted.install(banner);
        scripted.start();
        for keys in ASKED {
            // Up to 1.13 there is no raw-paste, and up to 1.12 no soft reset by the program.
            if banner == OLD && (keys.contains("\x05") || keys.contains("machine")) {
                continue;
            }
            let (scripted, real) = (scripted.asked(keys), real.asked(keys));
            let [scripted, real] = [scripted, real].map(|it| it.escape_ascii().to_string());
            assert_eq!(scripted, real, "after {keys:?} on {banner}");
        }
    }
}

#[test]
fn older_versions_know_no_raw_paste_and_come_back_from_an_exit() {
    let (host, _) = &mut Host::python(OLD, options());
    let table = [
        ("\x01", &*format!("\r\n{RAW}")),
        ("\x05A\x01", RAW),
        ("x = 5\x04", "OK\x04\x04>"),
        ("import sys; sys.exit(3)\x04", "OK\x04\x04>"),
        ("raise SystemExit\x04", "OK\x04\x04>"),
        ("print(x)\x04", "OK5\r\n\x04\x04>"),
        ("\x02", &format!("\r\n{OLD}\r\n{HELP}")),
        ("raise SystemExit\r", "raise SystemExit\r\n>>> "),
        (
            "import machine; hasattr(machine, 'soft_reset')\r",
            "import machine; hasattr(machine, 'soft_reset')\r\nFalse\r\n>>> ",
        ),
    ];
    exchange(host, &table);
    let (host, _) = &mut Host::python(OF_2024, options());
    host.typed("\x01");
    assert_eq!(host.asked("\x05A\x01"), b"R\x01\x80\0\x01");
    assert_eq!(host.typed("raise SystemExit\x04"), "\x04\x04\x04>");
}

#[test]
fn ctrl_c_stops_what_runs_unless_a_program_wants_the_byte() {
    let host = &mut Host::at_prompt();
    let stopped = format!("{TRACE}, in <module>\r\nKeyboardInterrupt: \r\n>>> ");
    host.typed("import time, sys, micropython\r");
    for program in ["while True: pass\r", "time.sleep(100)", "input()", "sys.stdin.buffer.read(5)"]
    {
        host.typed(&format!("{program}\r"));
        let text = host.typed("\x03");
        assert_eq!(text, stopped, "after {program}");
    }
    host.typed("while True: print(1)\r");
    host.board.send(b"\r");
    host.wait(ms(300));
    let text = host.typed("\x03");
    assert!(text.ends_with(&stopped), "{text}");
    let deaf = "micropython.kbd_intr(-1); sys.stdin.buffer.read(3); micropython.kbd_intr(3)\r";
    assert_eq!(host.typed(deaf), format!("{deaf}\n"));
    assert_eq!(host.typed("\x03\x03\x03"), "b'\\x03\\x03\\x03'\r\n>>> ");
}

#[test]
fn files_outlive_every_reset() {
    let (host, text) = &mut Host::python(NEW, options());
    assert!(text.contains("Performing initial setup\r\n"), "{text}");
    assert_eq!(host.run("import os; print(os.listdir())"), "['boot.py']\r\n");
    host.run("with open('main.py', 'w') as f: f.write('print(77)\\n1/0')");
    let error = "77\r\nTraceback (most recent call last):\r\n  File \"main.py\", line 2, in <module>\r\n\
                 ZeroDivisionError: divide by zero\r\n";
    assert_eq!(host.typed("\x04"), format!("\r\nMPY: soft reboot\r\n{error}{NEW}\r\n{HELP}"));
    assert!(host.start().ends_with(&format!("{error}\r\n{NEW}\r\n{HELP}")));
    // In raw mode a soft reset leaves main.py out.
    host.typed("\x01");
    assert_eq!(host.typed("\x04"), format!("OK\r\nMPY: soft reboot\r\n{RAW}"));
    // What comes meanwhile is for raw mode.
    for after in [400, 800, 1_200, 1_600, 2_000] {
        for keys in ["print(2 + 3)\x04", "\x03print(2 + 3)\x04"] {
            host.board.send(b"\x04");
            host.wait(Duration::from_micros(after));
            let answer = host.typed(keys);
            // The Ctrl-C may have ended boot.py, and ends nothing else.
            assert!(answer.ends_with(&format!("{RAW}OK5\r\n\x04\x04>")), "{after} us: {answer}");
        }
    }
    host.typed("\x02");
    host.board.unplug();
    host.board.plug();
    host.board.open(115_200);
    host.board.set_signals(true, false);
    host.board.set_signals(false, false);
    assert!(host.listen_text(ms(1_500)).ends_with(&format!("{error}\r\n{NEW}\r\n{HELP}")));
    assert_eq!(host.run("import os; print(os.stat('main.py')[6])"), "13\r\n");
}

#[test]
fn files_are_fat_before_1_13_and_there_are_none_in_512_kib() {
    let (host, _) = &mut Host::python(OLD, options());
    host.run("f = open('A.TXT', 'w'); f.write('old'); f.close()");
    assert_eq!(
        host.run("import os; print(os.listdir(), open('a.txt').read())"),
        "['boot.py', 'A.TXT'] old\r\n"
    );
    assert_eq!(&host.board.flash()[0x9_9036..0x9_9039], b"FAT");
    let (host, _) = &mut Host::python(SMALL, options());
    assert_eq!(
        host.run("import os; print(open('x', 'w'), hasattr(os, 'ilistdir'))"),
        "None False\r\n"
    );
}

#[test]
fn writing_takes_the_time_of_the_flash_and_stops_with_the_power() {
    let host = &mut Host::at_prompt();
    host.run("f = open('x', 'wb'); f.write(b'old' * 3000); f.close()");
    let write = "import time\nt = time.ticks_ms()\nf = open('x', 'wb')\nf.write(bytes(9000))\n\
                 f.close()\nprint(time.ticks_diff(time.ticks_ms(), t))";
    let took: u64 = host.run(write).trim().parse().unwrap();
    // Three sectors of data, 36 pages of it, and some metadata.
    assert!((160..320).contains(&took), "{took} ms");
    host.typed("\x01");
    host.board.send(b"f = open('x', 'wb'); f.write(b'new' * 5000); f.close()\x04");
    host.wait(ms(100));
    let before = host.board.flash().to_vec();
    host.board.unplug();
    assert!(host.board.flash() == before, "nothing goes on without power");
    host.board.plug();
    host.board.open(115_200);
    host.board.set_signals(true, false);
    host.board.set_signals(false, false);
    assert!(host.listen_text(ms(1_500)).ends_with(HELP));
    assert_eq!(host.run("print(open('x', 'rb').read() == bytes(9000))"), "True\r\n");
}

#[test]
fn the_ring_holds_255_bytes() {
    let host = &mut Host::at_prompt();
    host.typed("import sys, time\r");
    host.board.send(b"time.sleep(1); sys.stdin.buffer.read(255) == bytes(range(32, 96)) * 3 + bytes(range(32, 95))\r");
    host.wait(ms(100));
    let bytes: Vec<u8> = (0..300_u32).map(|n| 32 + (n % 64) as u8).collect();
    host.board.send(&bytes);
    let text = host.listen_text(ms(1_500));
    assert!(text.ends_with("True\r\n>>> "), "{text}");
}

#[test]
fn bytes_that_come_while_the_flash_works_may_be_lost() {
    let lost = InterpreterOptions { while_flash_works: WhileFlashWorks::Lost, ..options() };
    for (options, heard) in [(options(), "b'abcde'"), (lost, "b'vwxyz'")] {
        let (host, _) = &mut Host::python(NEW, options);
        host.typed("import esp, sys\r");
        host.board.send(b"esp.flash_erase(1000); sys.stdin.buffer.read(5)\r");
        host.wait(ms(10));
        host.board.send(b"abcde");
        host.wait(ms(60));
        let text = host.typed("vwxyz");
        assert!(text.contains(heard), "{text}");
    }
}

#[test]
fn bytes_go_both_ways_as_they_are() {
    let host = &mut Host::at_prompt();
    host.typed("\x01");
    let echo = "import sys, micropython\nmicropython.kbd_intr(-1)\n\
                sys.stdout.buffer.write(sys.stdin.buffer.read(256))\nmicropython.kbd_intr(3)\x04";
    assert_eq!(host.typed(echo), "OK");
    let all: Vec<u8> = (0..=255).collect();
    host.board.send(&all[..200]);
    host.wait(ms(50));
    host.board.send(&all[200..]);
    assert_eq!(host.listen(ms(500)), [&all[..], b"\x04\x04>"].concat());
}

#[test]
fn no_name_of_a_program_is_one_of_the_boards() {
    let host = &mut Host::at_prompt();
    assert_eq!(host.run("print([name for name in dir() if name[0] != '_'])"), "[]\r\n");
    let write = "import sys\nlen = ask = memory = struct = 1\nsys.stdout.buffer.write(b'raw')\n\
                 f = open('x', 'w')\nf.write('x')\nf.close()";
    assert_eq!(host.run(write), "raw");
}

#[test]
fn time_is_that_of_the_board() {
    let host = &mut Host::at_prompt();
    let began = host.board.now();
    host.typed("import time\r");
    let poll = "import time, select, sys\np = select.poll()\np.register(sys.stdin)\n\
                t = time.ticks_ms()\np.poll(700)\ntime.sleep_ms(800)\nt = time.ticks_diff(time.ticks_ms(), t)\n\
                print(1500 <= t < 1600)";
    assert_eq!(host.run(poll), "True\r\n");
    let wait = "import time\nt = time.ticks_us()\nwhile time.ticks_diff(time.ticks_us(), t) < 50000: pass\nprint(1)";
    assert_eq!(host.run(wait), "1\r\n");
    assert!(host.board.now() - began < Duration::from_secs(25));
}

#[test]
fn a_long_text_leaves_at_the_pace_of_the_line() {
    let host = &mut Host::at_prompt();
    host.board.send(b"print('x' * 10000)\r");
    host.wait(ms(400));
    let mut heard = Vec::new();
    host.board.receive(&mut heard);
    assert!((4_400..4_700).contains(&heard.len()), "{} bytes in 0.4 s", heard.len());
    assert!(host.listen_text(ms(500)).ends_with("x\r\n>>> "));
}

#[test]
fn a_reset_by_the_program_is_one_of_the_chip() {
    let host = &mut Host::at_prompt();
    host.board.send(b"import machine; machine.reset()\r");
    host.wait(ms(50));
    assert_eq!(host.board.mode(), Mode::Booting);
    assert!(host.listen_text(ms(1_500)).ends_with(&format!("\r\n{NEW}\r\n{HELP}")));
}

#[test]
fn a_command_larger_than_the_heap_ends_in_a_reset_by_the_watchdog() {
    let host = &mut Host::at_prompt();
    host.typed("\x01");
    let mut text = String::new();
    while !text.contains("NLR") {
        host.board.send(&[b'#'; 1_000]);
        text += &host.listen_text(ms(50));
        assert!(host.board.now() < Duration::from_secs(100), "{text}");
    }
    text += &host.listen_text(ms(3_000));
    assert!(text.contains("NLR jump failed\r\n"), "{text}");
    assert!(text.ends_with(&format!("\r\n{NEW}\r\n{HELP}")), "{text}");
    // In raw-paste it is an error like others.
    host.typed("\x01\x05A\x01");
    let mut text = String::new();
    host.board.send(b"x = b'");
    for _ in 0..1_000 {
        host.board.send(&[b'#'; 128]);
        text += &host.listen_text(ms(20));
        if text.contains('\x04') {
            break;
        }
    }
    text += &host.typed("\x04");
    assert!(text.contains("MemoryError"), "{text}");
}

#[test]
fn a_run_on_virtual_time_repeats() {
    let run = || {
        let host = &mut Host::at_prompt();
        let mut log = Vec::new();
        host.board.send(
            b"f = open('x', 'w')\rf.write('1' * 5000)\rf.close()\rimport time; time.sleep(0.3)\rprint('y' * 700)\r",
        );
        for _ in 0..2_000 {
            host.wait(ms(1));
            let mut heard = Vec::new();
            host.board.receive(&mut heard);
            log.push(heard);
        }
        (log, host.board.flash().to_vec())
    };
    let (a, b) = (run(), run());
    let first = a.0.iter().zip(&b.0).position(|(a, b)| a != b);
    assert_eq!(first.map(|at| (at, &a.0[at], &b.0[at])), None);
    assert!(a == b, "the flash differs");
}
