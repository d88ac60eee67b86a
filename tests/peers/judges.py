"""What each judge does to the board, and what must come of it."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from board import FLASH_BYTES, OLD

HERE = Path(__file__).parent
TIME_LIMIT_S = 180
LINES_OF_A_FAILURE = 20
MAC = "5c:cf:7f:11:22:33"


class Failed(Exception):
    """A judge is not content, or the board holds something else."""


@dataclass
class Esptool:
    """One version of esptool, with one of the stubs that it carries."""

    name: str
    python: str
    version: str
    stub: str
    image: Path

    def run(self, port, *words, baud=115200, log=None):
        """Runs a command, and returns what it printed."""
        arguments = [self.python, HERE / "launch.py", "--chip", "esp8266", "--port", port]
        arguments += ["--baud", str(baud), *words]
        environment = {**os.environ, "ESPTOOL_STUB_VERSION": self.stub}
        if log:
            environment["BOARDWALK_WIRE_LOG"] = str(log)
        return run(arguments, environment)

    def word(self, name):
        """Version 4 writes its commands with underscores."""
        return name.replace("-", "_") if self.version.startswith("4.") else name


def run(arguments, environment=None):
    try:
        done = subprocess.run(
            arguments, env=environment, capture_output=True, text=True, timeout=TIME_LIMIT_S
        )
    except subprocess.TimeoutExpired as late:
        raise Failed(f"not done after {TIME_LIMIT_S} s") from late
    if done.returncode != 0:
        said = (done.stdout + done.stderr).splitlines()[-LINES_OF_A_FAILURE:]
        raise Failed("\n    ".join([f"exit code {done.returncode}", *said]))
    return done.stdout


def expect(found, what):
    if not found:
        raise Failed(what)


def esptool_commands(tool):
    """The commands in their order, each with a name and a check."""
    image = tool.image.read_bytes()

    def asks(command, answer):
        def check(board):
            said = tool.run(board.port, tool.word(command))
            expect(answer.lower() in said.lower(), f"no {answer!r} in its answer")

        return command, check

    def erases(board):
        tool.run(board.port, tool.word("erase-flash"))
        expect(board.flash() == b"\xff" * FLASH_BYTES, "the flash is not blank")

    def writes(name, *options, baud=115200, header=None, before=()):
        def check(board):
            board.fill()
            words = [*before, tool.word("write-flash"), *options, "0", str(tool.image)]
            tool.run(board.port, *words, baud=baud)
            wanted = bytearray(image)
            for at, byte in (header or {}).items():
                wanted[at] = byte
            expect(board.flash(0, len(wanted)) == wanted, "the flash is not the image")
            behind = -len(wanted) % 4096 + len(wanted)
            expect(set(board.flash(behind)) == {OLD}, "what lies behind the image has changed")

        return name, check

    def verifies(board):
        board.load(image)
        tool.run(board.port, tool.word("verify-flash"), "0", str(tool.image))
        board.load(b"\x00", len(image) // 2)
        try:
            tool.run(board.port, tool.word("verify-flash"), "0", str(tool.image))
        except Failed:
            return
        raise Failed("a changed byte was not noticed")

    def reads(board):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "flash.bin"
            board.load(bytes(range(256)) * 64, 0x123000)
            words = [tool.word("read-flash"), "0", hex(FLASH_BYTES), str(path)]
            tool.run(board.port, *words, baud=921600)
            expect(path.read_bytes() == board.flash(), "what was read is not the flash")

    def erases_region(board):
        board.fill()
        tool.run(board.port, tool.word("erase-region"), "0x11000", "0x20000")
        flash = board.flash()
        expect(set(flash[0x11000:0x31000]) == {0xFF}, "the region is not blank")
        expect(set(flash[:0x11000] + flash[0x31000:]) == {OLD}, "more than the region was erased")

    keep = ("-fs", "keep")
    return [
        asks("chip-id", "ESP8266EX"),
        asks("read-mac", MAC),
        asks("flash-id", "4MB"),
        ("erase-flash", erases),
        writes("write-flash at 115200", *keep),
        writes("write-flash at 460800", *keep, baud=460800),
        writes("write-flash at 921600", *keep, baud=921600),
        writes("write-flash -fm dio", *keep, "-fm", "dio", baud=921600, header={2: 2}),
        writes("write-flash -fs detect", "-fs", "detect", baud=921600, header={3: 0x40}),
        writes("write-flash --no-stub", *keep, before=["--no-stub"]),
        ("verify-flash", verifies),
        ("read-flash of the whole chip", reads),
        ("erase-region", erases_region),
    ]


def esptool_js_commands(image):
    def connects_erases_writes(baud):
        def check(board):
            board.fill()
            program = [HERE / "esptool_js.mjs", board.addresses["websocket"], image, str(baud)]
            said = run(["node", "--experimental-websocket", *program])
            expect("Hash of data verified" in said, "it verified nothing")
            wanted = image.read_bytes()
            wanted += b"\xff" * (FLASH_BYTES - len(wanted))
            expect(board.flash() == wanted, "the flash is not the image and blank")

        return f"erase and write at {baud}", check

    return [connects_erases_writes(baud) for baud in (115200, 460800, 921600)]


def rfc2217_commands(tool):
    """Over telnet; each change of a line takes a tenth of a second, so a few will do."""

    def asks(command, answer):
        def check(board):
            said = tool.run(board.addresses["rfc2217"], tool.word(command))
            expect(answer.lower() in said.lower(), f"no {answer!r} in its answer")

        return f"{command} by RFC 2217", check

    return [asks("chip-id", "ESP8266EX"), asks("flash-id", "4MB")]


def judge(name, commands, board, report):
    """Runs the commands; `report` gets a line for each. Returns the rows of the table."""
    rows = []
    for command, check in commands:
        began = time.monotonic()
        try:
            check(board)
            result = "ok"
        except Failed as failure:
            result = f"FAILED: {failure}"
        report(f"{name:24} {command:32} {result:4} {time.monotonic() - began:6.1f} s")
        sys.stdout.flush()
        rows.append((name, command, result.split(":")[0]))
    return rows
