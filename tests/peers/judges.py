"""What each judge does to the board, and what must come of it."""

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import websocket
from board import FLASH_BYTES, OLD
from failure import Failed, expect

HERE = Path(__file__).parent
TIME_LIMIT_S = 180
MAC = "5c:cf:7f:11:22:33"


@dataclass
class Esptool:
    """One version of esptool, with one of the stubs that it carries."""

    name: str
    python: str
    version: str
    stub: str
    image: Path

    def run(self, port, *words, baud=115200, **settings):
        """Runs a command, and returns what it printed. The settings are those of the URL handler."""
        arguments = [self.python, HERE / "launch.py", "--chip", "esp8266", "--port", port]
        arguments += ["--baud", str(baud), *words]
        return run(arguments, ESPTOOL_STUB_VERSION=self.stub, **settings)

    def word(self, name):
        """Version 4 writes its commands with underscores."""
        return name.replace("-", "_") if self.version.startswith("4.") else name


def run(arguments, **settings):
    # What a person has set for their own esptool is not for this one.
    own = {name: value for name, value in os.environ.items() if not name.startswith("ESPTOOL_")}
    environment = {**own, "PYTHONUTF8": "1", **settings}
    process = subprocess.Popen(
        arguments,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    try:
        said, _ = process.communicate(timeout=TIME_LIMIT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        said, _ = process.communicate()
        raise Failed(f"it was not done after {TIME_LIMIT_S} s, and said at last:", said) from None
    if process.returncode != 0:
        raise Failed(f"it ended with exit code {process.returncode}, and said at last:", said)
    return said


def asks(tool, command, answer, name=None, link="port", **settings):
    """A question, and a word of its answer."""

    def check(board):
        said = tool.run(getattr(board, link), tool.word(command), **settings)
        expect(answer.lower() in said.lower(), f"no {answer!r} in its answer")

    return name or command, check


def writes(tool, name, *options, baud=115200, header=None, before=()):
    """The image onto a board full of old data; `header` has the bytes that esptool must change."""

    def check(board):
        board.fill()
        words = [*before, tool.word("write-flash"), *options, "0", str(tool.image)]
        tool.run(board.port, *words, baud=baud)
        wanted = bytearray(tool.image.read_bytes())
        for at, byte in (header or {}).items():
            wanted[at] = byte
        expect(board.flash(0, len(wanted)) == wanted, "the flash is not the image")
        behind = -len(wanted) % 4096 + len(wanted)
        expect(set(board.flash(behind)) == {OLD}, "what lies behind the image has changed")

    return name, check


def esptool_commands(tool):
    """The commands in their order, each with a name and a check."""
    image = tool.image.read_bytes()

    def erases(board):
        board.fill()
        tool.run(board.port, tool.word("erase-flash"))
        expect(board.flash() == b"\xff" * FLASH_BYTES, "the flash is not blank")

    def verifies(board):
        board.load(image)
        tool.run(board.port, tool.word("verify-flash"), "0", str(tool.image))
        middle = len(image) // 2
        board.load(bytes([image[middle] ^ 0xFF]), middle)
        try:
            tool.run(board.port, tool.word("verify-flash"), "0", str(tool.image))
        except Failed as failure:
            expect("digest mismatch" in str(failure), f"another complaint than expected: {failure}")
        else:
            raise Failed("a changed byte was not noticed")

    def reads(board):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "flash.bin"
            board.load(bytes(range(256)) * 64, 0x123000)
            words = [tool.word("read-flash"), "0", hex(FLASH_BYTES), str(path)]
            tool.run(board.port, *words, baud=921600)
            expect(path.read_bytes() == board.flash(), "what was read is not the flash")

    def reads_region(board):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "region.bin"
            board.load(bytes(range(256)) * 64, 0x123000)
            words = [tool.word("read-flash"), "0x122000", "0x5000", str(path)]
            tool.run(board.port, *words)
            expect(path.read_bytes() == board.flash(0x122000, 0x5000), "it read something else")

    def erases_region(board):
        board.fill()
        tool.run(board.port, tool.word("erase-region"), "0x11000", "0x20000")
        flash = board.flash()
        expect(set(flash[0x11000:0x31000]) == {0xFF}, "the region is not blank")
        expect(set(flash[:0x11000] + flash[0x31000:]) == {OLD}, "more than the region was erased")

    keep = ("-fs", "keep")
    detect = ("-fs", "detect")
    return [
        asks(tool, "chip-id", "ESP8266EX"),
        asks(tool, "read-mac", MAC),
        asks(tool, "flash-id", "4MB"),
        ("erase-flash", erases),
        writes(tool, "write-flash at 115200", *keep),
        writes(tool, "write-flash at 460800", *keep, baud=460800),
        writes(tool, "write-flash at 921600", *keep, baud=921600),
        writes(tool, "write-flash -fm dio", *keep, "-fm", "dio", baud=921600, header={2: 2}),
        writes(tool, "write-flash -fs detect", *detect, baud=921600, header={3: 0x40}),
        writes(tool, "write-flash --no-stub", *keep, before=["--no-stub"]),
        ("verify-flash", verifies),
        ("read-flash of a region", reads_region),
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

    def reads(board):
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "region.bin"
            board.load(bytes(range(256)) * 64, 0x123000)
            program = [HERE / "esptool_js.mjs", board.addresses["websocket"], path, "921600"]
            run(["node", "--experimental-websocket", *program, "0x122000", "0x15000"])
            expect(path.read_bytes() == board.flash(0x122000, 0x15000), "it read something else")

    writes = [connects_erases_writes(baud) for baud in (115200, 460800, 921600)]
    return [*writes, ("readFlash of a region", reads)]


def rfc2217_commands(tool):
    """Over telnet; each change of a line takes a tenth of a second, so a few will do."""
    questions = [("chip-id", "ESP8266EX"), ("flash-id", "4MB")]
    return [
        asks(tool, command, answer, f"{command} by RFC 2217", link="rfc2217_port")
        for command, answer in questions
    ]


def judge(name, commands, board, only=""):
    """Runs the commands, and prints a line for each. Returns the rows of the table."""
    rows = []
    for command, check in commands:
        if only not in f"{name} {command}":
            continue
        began = time.monotonic()
        failure = None
        try:
            check(board)
        except Failed as cause:
            failure = cause
        except (OSError, websocket.WebSocketException) as cause:
            failure = Failed(f"the virtual board can't be asked: {cause}")
        if failure and board.is_gone():
            failure = Failed(f"the virtual board ended, with exit code {board.process.returncode}")
        result = "FAILED" if failure else "ok"
        line = f"{name:22} {command:45} {result:6} {time.monotonic() - began:6.1f} s"
        print(f"{line}\n    {failure}" if failure else line, flush=True)
        rows.append((name, command, result))
    return rows
