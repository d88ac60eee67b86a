"""Our installation beside esptool's: the same flash, and which commands it took."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import wire
from board import FLASH_BYTES
from failure import Failed
from judges import run


SECTOR_BYTES = 0x1000
SDK_BYTES = 5 * SECTOR_BYTES
# Behind both superblocks of a file system that begins at 1 MiB.
FILES_END = 0x102000


@dataclass(frozen=True)
class Way:
    """What is made blank before an image is written."""

    name: str
    ours: str
    theirs: Callable[[bytes], list]


def _clean(image):
    files = -len(image) % SECTOR_BYTES + len(image)
    regions = [(files, FILES_END - files), (FLASH_BYTES - SDK_BYTES, SDK_BYTES)]
    return [("erase-region", hex(offset), hex(length)) for offset, length in regions]


CHIP = Way("the whole chip erased", "chip", lambda _: [("erase-flash",)])
# What MicroPython must find blank to start as new.
CLEAN = Way("a clean start, the page's default", "clean", _clean)


def compare(tool, ours, way, image, board):
    """Installs an image both ways on a board full of old data. Returns the commands of each."""
    with tempfile.TemporaryDirectory() as folder:
        flash, our_log, their_log = (Path(folder) / name for name in ("flash", "ours", "theirs"))
        run([ours, way.ours, image, flash, our_log])
        board.fill()
        # Without a reset: the new firmware would begin with making a file system.
        write = ("--after", "no-reset", tool.word("write-flash"), "-fs", "detect", "0", str(image))
        erases = [(tool.word(name), *words) for name, *words in way.theirs(image.read_bytes())]
        for words in (*erases, write):
            tool.run(board.port, *words, baud=460800, BOARDWALK_WIRE_LOG=str(their_log))
        _expect_equal(flash.read_bytes(), board.flash())
        return [wire.runs(wire.commands(log.read_text().splitlines())) for log in (our_log, their_log)]


def _expect_equal(ours, theirs):
    if ours != theirs:
        pairs = enumerate(zip(ours, theirs))
        at, (our, their) = next((at, pair) for at, pair in pairs if pair[0] != pair[1])
        raise Failed(f"the flashes differ, first at {at:#x}: {our:#04x}, esptool {their:#04x}")


def table(name, ours, theirs):
    """Both sequences side by side, as Markdown."""
    lines = [f"## {name}", "", "| ours | bytes | × | esptool 5.6.0 | bytes | × |"]
    lines += ["|---|--:|--:|---|--:|--:|"]
    lines += [
        "| " + " | ".join(str(cell) for cell in (*left, *right)) + " |"
        for left, right in _side_by_side(ours, theirs)
    ]
    total = f"{len(ours)} and {len(theirs)} rows; {_commands(ours)} and {_commands(theirs)} commands."
    return "\n".join([*lines, "", total, ""])


def _side_by_side(ours, theirs):
    """The rows in pairs: the same command of both in one line, where the order allows."""
    nothing = ("", "", "")
    matcher = SequenceMatcher(None, [row[:2] for row in ours], [row[:2] for row in theirs], False)
    for kind, from_, to, other_from, other_to in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(ours[from_:to], theirs[other_from:other_to])
        else:
            yield from ((row, nothing) for row in ours[from_:to])
            yield from ((nothing, row) for row in theirs[other_from:other_to])


def _commands(rows):
    return sum(count for _, _, count in rows)
