"""Who is timed, and how: each run has a board of its own, 4 MiB full of old data."""

import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "peers"))

from board import Board  # noqa: E402
from failure import Failed  # noqa: E402, F401
from judges import Esptool, run  # noqa: E402

import targets  # noqa: E402

PAGE_BAUD = 921600  # The first step of its ladder.


@dataclass(frozen=True)
class Run:
    seconds: float
    reading: dict
    """What the board's stopwatch read."""
    took: dict | None = None
    """What a page's process took."""
    log: str = ""


@dataclass(frozen=True)
class Contestant:
    name: str
    baud: int
    run: Callable[[int], Run]
    """At a USB latency in milliseconds."""
    at_any_latency: bool = False
    """The others are timed at the lowest one only."""


def contestants(options):
    stubs = next(Path(options.python).parent.parent.glob("[Ll]ib*/**/esptool/targets/stub_flasher"))
    tool = Esptool("esptool", options.python, "5.6.0", "2", options.image)

    def esptool(name, baud, **more):
        def time_it(latency):
            settings = ["--latency-ms", str(latency)]
            with Board(options.board, [f"v2:{stubs}/2/esp8266.json"], settings) as board:
                board.stopwatch(restart=True)
                began = time.monotonic()
                tool.run(board.port, "erase-flash", baud=baud)
                tool.run(board.port, "write-flash", "-fs", "detect", "0", str(options.image), baud=baud)
                return Run(time.monotonic() - began, board.stopwatch(restart=False))

        return Contestant(name, baud, time_it, **more)

    def in_chromium(script, name, baud, wanted, **more):
        def time_it(latency):
            words = json.dumps({"latency": latency, **wanted})
            said = run(["node", HERE / script, words], BOARDWALK_VIRTUAL_BOARD=options.board)
            return Run(**json.loads(next(line for line in said.splitlines() if line.startswith("{"))))

        return Contestant(name, baud, time_it, **more)

    def esptool_js(name, baud, **more):
        wanted = {"speed": baud, "image": str(options.image)}
        return in_chromium("rival.mjs", name, baud, wanted, **more)

    def page(name, baud, speed=None, erase="Erase everything (slower)", again=False, **more):
        wanted = {"speed": speed or f"{baud} baud", "erase": erase, "again": again}
        return in_chromium("page.mjs", name, baud, wanted, **more)

    defaults = {"speed": "Automatic", "erase": "Start clean", "at_any_latency": True}
    return [
        esptool(targets.ESPTOOL, 115200, at_any_latency=True),
        esptool(targets.ESPTOOL_460800, 460800, at_any_latency=True),
        esptool("esptool 5.6.0 at 921600", 921600),
        esptool_js("esptool-js 0.7.0 at 115200", 115200),
        esptool_js(targets.ESPTOOL_JS_460800, 460800, at_any_latency=True),
        esptool_js(targets.ESPTOOL_JS, 921600, at_any_latency=True),
        page("page at 115200, whole chip erased", 115200),
        page(targets.PAGE_460800, 460800, at_any_latency=True),
        page(targets.PAGE_921600, 921600),
        page(targets.PAGE, PAGE_BAUD, **defaults),
        page(targets.PAGE_AGAIN, PAGE_BAUD, again=True, **defaults),
    ]
