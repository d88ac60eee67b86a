"""Reading 4 MB at 921600: esptool, and the loader's example program on a terminal. On Linux only."""

import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import targets
from contestants import Board, Esptool, Failed, run
from floors import wire
from phases import MD5, answered_commands
from prompt import Contest
from tables import captioned, markdown, number, targets_table

from board import FLASH_BYTES  # noqa: E402  (found by contestants)
from terminal import Terminal  # noqa: E402

BAUD = 921600
# Where firmware and some files end, on a board as MicroPython leaves it.
IN_USE_BYTES = 0x118000


def contests(options):
    if not options.flasher or not sys.platform.startswith("linux"):
        return []
    stubs = next(Path(options.python).parent.parent.glob("[Ll]ib*/**/esptool/targets/stub_flasher"))
    stub = f"{stubs}/2/esp8266.json"
    tool = Esptool("esptool", options.python, "5.6.0", "2", options.image)

    def by_esptool(board, path):
        return timed(lambda: tool.run(board.port, "read-flash", "0", hex(FLASH_BYTES), path, baud=BAUD))

    def by_flasher(board, path):
        with Terminal(board) as terminal:
            return timed(lambda: run([options.flasher, terminal, "read", stub, path]))

    def read(name, reading, in_use):
        def time_it(latency):
            settings = ["--latency-ms", str(latency)]
            with Board(options.board, [f"v2:{stub}"], settings) as board, tempfile.TemporaryDirectory() as folder:
                board.load(options.image.read_bytes())
                board.load(b"\xff" * (FLASH_BYTES - in_use), in_use)
                board.stopwatch(restart=True)
                path = Path(folder) / "copy.bin"
                seconds = reading(board, str(path))
                if path.read_bytes() != board.flash():
                    raise Failed("the copy is not the flash")
                commands = answered_commands(board.stopwatch(restart=False)["events"])
                digests = sum(command.answered - command.asked for command in commands if command.op == MD5)
                return {f"{name}, {latency} ms": [seconds], f"{name}, {latency} ms, digests": [digests]}

        return Contest(name, time_it)

    return [
        read(targets.READ_ESPTOOL, by_esptool, FLASH_BYTES),
        read(targets.READ_FULL, by_flasher, FLASH_BYTES),
        read(targets.READ_USED, by_flasher, IN_USE_BYTES),
    ]


def timed(work):
    began = time.monotonic()
    work()
    return time.monotonic() - began


def section(measured):
    """`measured` has lists of seconds by name."""
    floor = wire(FLASH_BYTES, BAUD)
    head = ["", "total", "of it the board's digests", "floor: wire", "× the floor", "× without the digests"]
    rows = []
    for name, seconds in measured.items():
        digests = measured.get(f"{name}, digests")
        if digests is None:
            continue
        total, proof = median(seconds), median(digests)
        columns = (total, proof, floor, total / floor, (total - proof) / floor)
        rows.append([name, *(number(column, 2) for column in columns)])
    lines = captioned("A copy of 4 MiB at 921600 baud, at a USB latency, in seconds:", markdown(head, rows))
    return lines + captioned("Targets:", targets_table(targets.copy_targets(measured, floor)))
