"""Our loader as a program of this computer, `examples/flasher.rs`, on a terminal; esptool judges what it did."""

import tempfile
from pathlib import Path

from board import FLASH_BYTES
from failure import expect
from judges import MAC, run
from terminal import Terminal

# Something at the begin, in the middle and at the end; blank and old bytes between.
MARKS = (0, 0x123456, FLASH_BYTES - 7)


def commands(program, tool, stub):
    """`stub` is its file. The size of the copy is that of the flash."""

    def flasher(board, *words):
        with Terminal(board) as terminal:
            return run([program, terminal, *map(str, words)])

    def tells(board):
        said = flasher(board, "info")
        expect(MAC in said and f"{FLASH_BYTES} bytes" in said, f"it says: {said}")

    def installs(board):
        board.fill()
        said = flasher(board, "install", stub, tool.image)
        expect("checked by Md5" in said, f"it says: {said}")
        tool.run(board.port, tool.word("verify-flash"), "-fs", "detect", "0", str(tool.image))

    def copies(board, copy):
        board.fill()
        board.load(b"\xff" * 0x180000, 0x200000)
        for mark in MARKS:
            board.load(b"\xc0\xdbmark", mark)
        flasher(board, "read", stub, copy)

    def reads(board):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy.bin"
            copies(board, copy)
            expect(copy.read_bytes() == board.flash(), "the copy is not the flash")
            tool.run(board.port, tool.word("verify-flash"), "0", str(copy), baud=921600)

    def restores(board):
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / "copy.bin"
            copies(board, copy)
            tool.run(board.port, tool.word("erase-flash"))
            flasher(board, "restore", stub, copy)
            expect(copy.read_bytes() == board.flash(), "the flash is not the copy")
            tool.run(board.port, tool.word("verify-flash"), "0", str(copy), baud=921600)

    return [
        ("our flasher on a terminal: info", tells),
        ("verify-flash of what our flasher installed", installs),
        ("verify-flash of what our flasher read", reads),
        ("verify-flash of what our flasher restored", restores),
    ]
