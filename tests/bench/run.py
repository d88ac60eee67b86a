"""Side by side: esptool, esptool-js and the page, each from its start to its end.

`cargo xtask bench` calls it. Every run has a board of its own at the pace of a real one, 4 MiB full of
old data. The runs of a round come one after the other, and rounds follow each other, so that what
disturbs the machine disturbs all alike; a figure is the median. With --write, docs/performance.md
gets the table.
"""

import argparse
import json
import os
import re
import statistics
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
PEERS = HERE.parent / "peers"
sys.path.insert(0, str(PEERS))

from board import Board  # noqa: E402
from judges import Esptool, run  # noqa: E402

PAGE = HERE.parent.parent / "docs" / "performance.md"
BEGIN = "<!-- made by: cargo xtask bench -- --write -->\n"
END = "<!-- end -->\n"
JS_STUB = "node_modules/esptool-js/lib/targets/stub_flasher/esp8266.json"
EVERYTHING = "Erase everything (slower)"


def main():
    options = arguments()
    latency = str(options.latency)
    stubs = next(Path(options.python).parent.parent.glob("lib*/**/esptool/targets/stub_flasher"))
    tool = Esptool("esptool", options.python, "5.6.0", "2", options.image)

    def esptool(baud):
        with Board(options.board, [f"v2:{stubs}/2/esp8266.json"], ["--latency-ms", latency]) as board:
            began = time.monotonic()
            tool.run(board.port, "erase-flash", baud=baud)
            tool.run(board.port, "write-flash", "-fs", "detect", "0", str(options.image), baud=baud)
            return time.monotonic() - began

    def esptool_js(baud):
        with Board(options.board, [f"v2:{JS_STUB}"], ["--latency-ms", latency]) as board:
            program = [PEERS / "esptool_js.mjs", board.addresses["websocket"], options.image, str(baud)]
            began = time.monotonic()
            run(["node", "--experimental-websocket", *program])
            return time.monotonic() - began

    def page(speed="Automatic", erase="Start clean", again=False):
        wanted = {"latency": options.latency, "speed": speed, "erase": erase, "again": again}
        said = run(["node", HERE / "page.mjs", json.dumps(wanted)], BOARDWALK_VIRTUAL_BOARD=options.board)
        result = json.loads(next(line for line in said.splitlines() if line.startswith("{")))
        logs[speed, erase, again] = result["log"]
        return result["total"]

    logs = {}
    contestants = [
        ("esptool 5.6.0, its defaults", lambda: esptool(115200)),
        ("esptool 5.6.0 --baud 460800", lambda: esptool(460800)),
        ("esptool-js 0.7.0 at 921600, in Node", lambda: esptool_js(921600)),
        ("esptool-js 0.7.0 at 460800, in Node", lambda: esptool_js(460800)),
        ("the page, its defaults", page),
        ("the page at 460800, everything erased", lambda: page("460800 baud", EVERYTHING)),
        ("the page, the same image again", lambda: page(again=True)),
    ]
    seconds = {name: [] for name, _ in contestants}
    for round_ in range(options.rounds):
        for name, contestant in contestants:
            seconds[name].append(contestant())
            print(f"round {round_ + 1}: {name:42} {seconds[name][-1]:7.2f} s", flush=True)
    text = table({name: statistics.median(times) for name, times in seconds.items()}, options)
    text += "The stages of the page with its defaults, in the last round:\n\n```\n"
    text += "\n".join(stages(logs["Automatic", "Start clean", False])) + "\n```\n\n"
    print(text)
    if options.write:
        before, begin, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
        _, end, after = rest.partition(END)
        PAGE.write_text(before + begin + text + end + after, encoding="utf-8")
    return 0


def table(medians, options):
    defaults = medians["esptool 5.6.0, its defaults"]
    lines = [f"\n{machine()}; USB latency {options.latency} ms; median of {options.rounds} rounds.\n"]
    lines += ["| | seconds | × esptool's defaults |", "|---|--:|--:|"]
    lines += [f"| {name} | {s:.1f} | {s / defaults:.2f} |" for name, s in medians.items()]
    return "\n".join([*lines, "", ""])


def stages(log):
    """The lines of the log that carry a time."""
    return [line for line in log.splitlines() if re.search(r"\d (seconds|baud)|Wrote|Flash params", line)]


def machine():
    model = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
         if line.startswith("model name")),
        "unknown processor",
    ) if Path("/proc/cpuinfo").exists() else "unknown processor"
    return f"{os.cpu_count()} cores of {model}"


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--board", required=True, help="the virtual-board program")
    parser.add_argument("--python", required=True, help="a Python with esptool 5.6.0")
    parser.add_argument("--image", required=True, type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--latency", type=int, default=1, help="of USB, in milliseconds")
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
