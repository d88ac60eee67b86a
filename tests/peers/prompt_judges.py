"""What the clients of the prompt do to a board with a real MicroPython, and what must come of it."""

import hashlib
import random
import tempfile
from dataclasses import dataclass
from pathlib import Path

from failure import Failed, expect
from judges import HERE, run



@dataclass
class Build:
    """A build of MicroPython, as far as the board takes after it."""

    version: str
    banner: str
    boot_py_bytes: int


BUILDS = [
    Build("1.28", "MicroPython v1.28.0 on 2026-04-06; ESP module with ESP8266", 228),
    # FAT, and raw mode without acknowledgements.
    Build("1.12", "MicroPython v1.12 on 2019-12-20; ESP module with ESP8266", 203),
]


def image(banner):
    """The least that the board takes for this build: one sound segment, 4 MB, and a greeting."""
    head = bytes([0xE9, 1, 2, 0x40, 0, 0, 0x10, 0x40, 0, 0, 0x10, 0x40, 4, 0, 0, 0, 1, 2, 4, 8])
    # The last byte of sixteen: EF ^ 01 ^ 02 ^ 04 ^ 08
    segment = head.ljust(31, b"\0") + b"\xe0"
    return segment.ljust(0x9000, b"\xff") + banner.encode() + b"\0\0\0\0"


def binary(size):
    """Bytes that no client may change: all there are, the control bytes of the prompt too."""
    return random.Random(size).randbytes(size)


class Client:
    """A client of the prompt, as a program of the Python that has it."""

    def __init__(self, name, python, connect):
        self.name, self.python, self.connect = name, python, connect

    def __call__(self, board, *words):
        program = [self.python, HERE / "launch_prompt.py", self.name]
        return run([*program, *self.connect(board), *map(str, words)])

    def says(self, name, words, answer):
        """A command, and all that it prints."""

        def check(board):
            said = self(board, *words)
            expect(said == answer, f"it prints {said!r} and not {answer!r}")

        return name, check


def greets(build):
    """What the board says after its first start, and that it is ready for the others."""

    def check(board):
        said = board.listen(until=b">>> ")
        expect(build.banner.encode() in said, f"it says {said!r}")

    return check


def clients(python, build):
    """Each client with its commands, which find what those before them left."""
    mpremote = Client("mpremote", python, lambda board: ["connect", board.port])
    by_rfc2217 = Client("mpremote", python, lambda board: ["connect", board.rfc2217_port])
    ampy = Client("ampy", python, lambda board: ["--port", board.port])
    yield "mpremote 1.29.0", mpremote_commands(mpremote, build) + rfc2217_commands(by_rfc2217)
    yield "ampy 1.1.0", ampy_commands(ampy)


def mpremote_commands(client, build):
    def runs_a_file(board):
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "lesson.py"
            program.write_text("import sys\nfor n in range(3):\n    print(n, sys.platform)\n")
            said = client(board, "run", program)
            expect(said == "".join(f"{n} esp8266\n" for n in range(3)), f"it prints {said!r}")

    def fails(board):
        try:
            client(board, "exec", "1/0")
        except Failed as failure:
            expect("ZeroDivisionError: divide by zero" in str(failure), f"it says {failure}")
        else:
            raise Failed("an exception was no failure")

    def keeps_state(board):
        client(board, "exec", "kept = 42")
        said = client(board, "resume", "exec", "print(kept)")
        expect(said == "42\n", f"it prints {said!r}")

    def resets(board):
        client(board, "exec", "kept = 42")
        client(board, "resume", "soft-reset")
        said = client(board, "resume", "exec", "print('kept' in globals())")
        expect(said == "False\n", f"it prints {said!r}")

    def carries(size):
        def check(board):
            with tempfile.TemporaryDirectory() as folder:
                there, back = Path(folder) / "there.bin", Path(folder) / "back.bin"
                there.write_bytes(binary(size))
                client(board, "fs", "cp", there, ":data.bin")
                client(board, "fs", "cp", ":data.bin", back)
                expect(back.read_bytes() == binary(size), "what came back is something else")

        return check

    def sums(board):
        said = client(board, "fs", "sha256sum", "data.bin")
        wanted = hashlib.sha256(binary(100_000)).hexdigest()
        expect(wanted in said, f"it says {said!r} and not {wanted}")

    def makes_and_removes(board):
        client(board, "fs", "mkdir", "lib")
        expect("lib/" in client(board, "fs", "ls"), "the folder is not there")
        client(board, "fs", "rmdir", "lib")
        client(board, "fs", "rm", "data.bin")
        said = client(board, "fs", "ls")
        expect("lib" not in said and "data" not in said, f"they are still there: {said!r}")

    def shows(board):
        with tempfile.TemporaryDirectory() as folder:
            text = "print('grüß dich')\n" * 40
            path = Path(folder) / "main.py"
            path.write_text(text, encoding="utf-8")
            client(board, "fs", "cp", path, ":main.py")
        said = client(board, "fs", "cat", "main.py")
        expect(said == text, f"it shows {said!r}")
        client(board, "fs", "rm", "main.py")

    return [
        ("greeting", greets(build)),
        client.says("exec", ["exec", "print(6 * 7)"], "42\n"),
        client.says("eval", ["eval", "6 * 7"], "42\n"),
        ("exec of what fails", fails),
        ("run", runs_a_file),
        ("resume", keeps_state),
        ("soft-reset", resets),
        client.says("fs ls", ["fs", "ls"], f"ls :\n{build.boot_py_bytes:12} boot.py\n"),
        ("fs cp of 0 bytes, both ways", carries(0)),
        ("fs cp of 100,000 bytes, both ways", carries(100_000)),
        ("fs sha256sum", sums),
        ("fs mkdir, rmdir, rm", makes_and_removes),
        ("fs cat", shows),
    ]


def rfc2217_commands(client):
    return [client.says("exec by RFC 2217", ["exec", "print(6 * 7)"], "42\n")]


def ampy_commands(client):
    def carries(board):
        with tempfile.TemporaryDirectory() as folder:
            there, back = Path(folder) / "there.bin", Path(folder) / "back.bin"
            there.write_bytes(binary(10_000))
            client(board, "put", there, "data.bin")
            client(board, "get", "data.bin", back)
            expect(back.read_bytes() == binary(10_000), "what came back is something else")

    def runs_a_file(board):
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "lesson.py"
            program.write_text("print('from a file')\n")
            said = client(board, "run", program)
            expect(said == "from a file\n", f"it prints {said!r}")

    return [
        client.says("ls", ["ls"], "/boot.py\n"),
        ("put and get of 10,000 bytes", carries),
        client.says("ls of two files", ["ls"], "/boot.py\n/data.bin\n"),
        client.says("rm", ["rm", "data.bin"], ""),
        client.says("ls after it", ["ls"], "/boot.py\n"),
        ("run", runs_a_file),
    ]
