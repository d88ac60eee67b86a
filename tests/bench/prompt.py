"""What is timed at the prompt, and how: each time on a board of its own, at the pace of a real one."""

import hashlib
import json
import random
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from contestants import HERE, Board, Failed, run
from prompt_judges import BUILDS, Client, binary, image

import targets

KEYS = 300
TIMES_TO_FIND = 5
TIMES_TO_RUN = 5
# A board has started by then.
STARTED_AFTER_S = 2
# What the page says of it.
READY = "Python is ready"
SILENCE = "The board says nothing"
NOISE = "The board talks, and it can’t be read"


@dataclass(frozen=True)
class Contest:
    name: str
    run: Callable[[int], dict[str, list[float]]]
    """At a USB latency in milliseconds: what was measured, as seconds by the names of `targets.py`."""


def contests(options):
    """None where the board runs no Python."""
    if not options.micropython:
        return []
    mpremote = Client("mpremote", options.prompt_python, lambda board: ["connect", board.port])

    def board(latency, *more):
        return Board(options.board, [], ["--fill", "FF", "--latency-ms", str(latency), *more])

    @contextmanager
    def board_with_build(latency, *more):
        with tempfile.TemporaryDirectory() as folder:
            build = Path(folder) / "image.bin"
            build.write_bytes(image(BUILDS[0].banner))
            with board(latency, "--image", str(build), *more) as served:
                yield served

    @contextmanager
    def board_with_python(latency):
        """One whose Python waits: its first start, which makes the file system, is over."""
        with board_with_build(latency, "--program", "python", "--python", options.micropython) as served:
            served.listen(until=b">>> ")
            yield served

    def by_page(script, served, **wanted):
        words = json.dumps({"port": int(served.port.rpartition(":")[2]), **wanted})
        said = run(["node", HERE / script, words])
        return json.loads(next(line for line in said.splitlines() if line.startswith("{")))

    def save(name, content, saving):
        """`saving` has the board and the file, and gives the seconds that it took."""

        def time_it(latency):
            with board_with_python(latency) as served, tempfile.TemporaryDirectory() as folder:
                file = Path(folder) / "data.bin"
                file.write_bytes(content)
                seconds = saving(served, file)
                wanted = hashlib.sha256(content).hexdigest()
                if wanted not in (said := mpremote(served, "fs", "sha256sum", "data.bin")):
                    raise Failed(f"the file on the board is another one: {said}")
                return {name: [seconds]}

        return Contest(name, time_it)

    def save_by_mpremote(served, file):
        return timed(lambda: mpremote(served, "fs", "cp", file, ":data.bin"))

    def save_by_page(served, file):
        return by_page("save.mjs", served, file=str(file))["seconds"]

    def start_mpremote(latency):
        with board_with_python(latency) as served:
            return {targets.MPREMOTE_START: [timed(lambda: mpremote(served, "exec", "pass"))]}

    def keys(latency):
        with board_with_python(latency) as served:
            found = by_page("keys.mjs", served, keys=KEYS)
            return {targets.KEY: found["taken"], targets.KEY_DRAWN: found["drawn"]}

    def paste(latency):
        with board_with_python(latency) as served:
            found = by_page("paste.mjs", served, text=program(targets.PASTE_BYTES), ends="pasted 42")
            return {targets.PASTE: [found["seconds"]]}

    def run_program(latency):
        with board_with_python(latency) as served:
            wanted = {"text": lines(targets.RUN_LINES), "begins": "first 42", "times": TIMES_TO_RUN}
            return {targets.RUN: by_page("run.mjs", served, **wanted)["seconds"]}

    def find(name, words, board):
        def time_it(latency):
            with board(latency) as served:
                time.sleep(STARTED_AFTER_S)
                return {name: by_page("find.mjs", served, words=words, times=TIMES_TO_FIND)["seconds"]}

        return Contest(name, time_it)

    def quiet_board(latency):
        return board_with_build(latency, "--program", "quiet")

    large, some_text = binary(targets.LARGE_BYTES), text(targets.TEXT_BYTES)
    return [
        Contest(targets.MPREMOTE_START, start_mpremote),
        save(targets.MPREMOTE_LARGE, large, save_by_mpremote),
        save(targets.PAGE_LARGE, large, save_by_page),
        save(targets.MPREMOTE_TEXT, some_text, save_by_mpremote),
        save(targets.PAGE_TEXT, some_text, save_by_page),
        Contest(targets.KEY, keys),
        Contest(targets.PASTE, paste),
        Contest(targets.RUN, run_program),
        find(targets.FIND_PROMPT, READY, board_with_python),
        find(targets.FIND_SILENCE, SILENCE, quiet_board),
        # Without a build it restarts again and again, and says so at another speed.
        find(targets.FIND_NOISE, NOISE, board),
    ]


def timed(work):
    began = time.monotonic()
    work()
    return time.monotonic() - began


def text(size):
    """Words in lines, as a program or notes have them."""
    words = random.Random(size)
    lines = ""
    while len(lines) < size:
        letters = "".join(words.choices("abcdefghijklmnopqrstuvwxyz", k=words.randint(2, 9)))
        lines += letters + ("\n" if words.random() < 0.15 else " ")
    return lines[:size].encode()


def program(size):
    """Python, of which most is comments: what a board keeps of it has to have room in its memory."""
    end = "print('pasted', 6 * 7)\n"
    lines = ""
    while len(lines) + len(end) < size:
        lines += f"n = {len(lines)}  # a line of an ordinary length\n"
    # Cut to the byte, in a comment.
    return lines[: size - len(end) - 2] + "\n\n" + end


def lines(count):
    """Python of so many lines of an ordinary length, which says something first."""
    return "print('first', 6 * 7)\n" + "".join(f"total = sum(n * n for n in range({n}))\n" for n in range(1, count))
