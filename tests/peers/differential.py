"""Our installation beside esptool's: the same flash, and which commands it took."""

import tempfile
from difflib import SequenceMatcher
from pathlib import Path

import wire
from judges import Failed, run


def compare(tool, ours, image, board):
    """Installs an image both ways. Returns the commands of each, ours first."""
    with tempfile.TemporaryDirectory() as folder:
        flash, our_log, their_log = (Path(folder) / name for name in ("flash", "ours", "theirs"))
        run([ours, image, flash, our_log])
        board.fill()
        tool.run(board.port, tool.word("erase-flash"), baud=460800, log=their_log)
        # Without a reset: the new firmware would begin with making a file system.
        words = ["--after", "no-reset", tool.word("write-flash"), "-fs", "detect", "0", str(image)]
        tool.run(board.port, *words, baud=460800, log=their_log)
        if flash.read_bytes() != board.flash():
            raise Failed("the two flashes differ")
        return [wire.runs(wire.commands(log.read_text().splitlines())) for log in (our_log, their_log)]


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
