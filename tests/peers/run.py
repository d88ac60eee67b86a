"""The outside judges: `run.py` with the programs as arguments; `cargo xtask test peers` calls it.

Each judge works on a board of its own, hurried where its pace is not the point. Prints one line for
each judge and command. With --write, the tables in `commands.md` and `docs/reliability.md` are
written; without, they have to be what comes out. With --only WORDS there is no table, but what has
these words in its line.
"""

import argparse
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

import differential
import native
import other_boards
import prompt_judges
from board import Board
from failure import Failed
from judges import Esptool, esptool_commands, esptool_js_commands, judge, rfc2217_commands

HERE = Path(__file__).parent
COMMANDS = HERE / "commands.md"
RELIABILITY = HERE.parent.parent / "docs" / "reliability.md"
BEGIN = "<!-- made by: cargo xtask test peers -- --write -->\n"
END = "<!-- end -->\n"
HURRIED = ("--speed", "20")
# Python itself is not faster than it is.
PROMPT_PACE = ("--speed", "8")
JS_STUB = "node_modules/esptool-js/lib/targets/stub_flasher/esp8266.json"


def main():
    options = arguments()
    tools = [
        Esptool(f"esptool {version} stub {stub}", python, version, stub, options.image[0])
        for version, python in zip(options.version, options.python)
        for stub in ("1", "2")
    ]
    newest, oldest = tools[1], tools[2]

    def board(stub, settings=HURRIED, **more):
        return Board(options.board, [stub], settings, **more)

    def with_esptool(tool):
        # Only with the stub that it is told to use.
        with board(stub_of(tool)) as served:
            return judge(tool.name, esptool_commands(tool), served, options.only)

    def with_other_boards(tool):
        rows = []
        for words, commands in other_boards.boards(tool):
            with board(stub_of(tool), words) as served:
                rows += judge(tool.name, commands, served, options.only)
        return rows

    def with_esptool_js():
        commands = esptool_js_commands(options.image[0])
        with board(f"v2:{JS_STUB}") as served:
            return judge("esptool-js 0.7.0", commands, served, options.only)

    def with_rfc2217():
        # Direct wiring: its slow line changes don't get through two transistors.
        links = ("websocket", "rfc2217")
        with board(stub_of(newest), ("--wiring", "direct"), links=links) as served:
            return judge(newest.name, rfc2217_commands(newest), served, options.only)

    def with_ours():
        tables, rows = {}, []
        with board(stub_of(newest)) as served:
            for way, image in product((differential.CLEAN, differential.CHIP), options.image):
                def check(served):
                    tables[way, image] = differential.compare(
                        newest, options.ours, way, image, served
                    )

                name = f"same flash as ours: {way.ours} {image.stem}"
                rows += judge(newest.name, [(name, check)], served, options.only)
        return rows, tables

    def with_native():
        # A terminal's speed is told in Linux' own way.
        if not sys.platform.startswith("linux"):
            return []
        stub = stub_of(newest)
        commands = native.commands(options.flasher, newest, stub.partition(":")[2])
        with board(stub) as served:
            return judge(newest.name, commands, served, options.only)

    def with_prompt(build):
        if not options.micropython:
            return []
        python = options.prompt_python
        words = ["--fill", "FF", "--program", "python", "--python", options.micropython]
        with tempfile.TemporaryDirectory() as folder:
            image = Path(folder) / "image.bin"
            image.write_bytes(prompt_judges.image(build.banner))
            words += ["--image", str(image), *PROMPT_PACE]
            links = ("websocket", "rfc2217")
            with Board(options.board, [], words, links=links) as served:
                rows = []
                for client, commands in prompt_judges.clients(python, build):
                    name = f"{client} on {build.version}"
                    rows += judge(name, commands, served, options.only)
                return rows

    with ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [pool.submit(with_rfc2217), pool.submit(with_ours), pool.submit(with_esptool_js)]
        jobs += [pool.submit(with_esptool, tool) for tool in tools]
        jobs += [pool.submit(with_native)]
        jobs += [pool.submit(with_other_boards, tool) for tool in (newest, oldest)]
        jobs += [pool.submit(with_prompt, build) for build in prompt_judges.BUILDS]
        results = [job.result() for job in jobs]
    (rfc_rows, (same_rows, tables), *rest) = results
    rows = [row for some in (*rest, rfc_rows, same_rows) for row in some]
    failures = [row for row in rows if row[2] != "ok"]
    if not options.only:
        failures += keep(COMMANDS, "", commands_page(tables), "", options.write)
    # Where the board runs no Python, its rows are not there to compare; nor are those on a terminal.
    if not options.only and options.micropython:
        failures += keep_section(results_table(rows), options.write)
    print(f"{len(rows)} commands, {len(failures)} failures")
    return 1 if failures else 0


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--board", required=True, help="the virtual-board program")
    parser.add_argument("--ours", required=True, help="the peers-ours program")
    parser.add_argument("--flasher", required=True, help="the loader's example of that name")
    parser.add_argument("--version", action="append", help="of an esptool")
    parser.add_argument("--python", action="append", help="the Python that has it")
    parser.add_argument("--image", action="append", type=Path)
    parser.add_argument("--prompt-python", help="the Python that has the prompt's clients")
    parser.add_argument("--micropython", help="MicroPython's Unix port, for the board")
    parser.add_argument("--write", action="store_true", help="write the tables")
    parser.add_argument("--only", default="", help="words of the lines to run")
    return parser.parse_args()


def stub_of(tool):
    """The stub, for the board: as this esptool ships it."""
    packages = Path(tool.python).parent.parent
    folder = next(packages.glob("[Ll]ib*/**/esptool/targets/stub_flasher"))
    return f"v{tool.stub}:{folder}/{tool.stub}/esp8266.json"


def commands_page(tables):
    """What differs between the images are the blocks; one shows the page's default."""
    seen = []
    for (way, image), (ours, theirs) in tables.items():
        if way is differential.CHIP or not seen:
            seen.append(differential.table(f"{image.name}, {way.name}", ours, theirs))
    return "\n".join(
        [
            "# Our commands beside esptool's",
            "",
            "Made by `cargo xtask test peers -- --write`: an image onto a board full of old data, and",
            "verified. esptool is called for each `erase-flash` or `erase-region`, and for `write-flash -fs",
            "detect`, at 460800 baud; ours starts at 921600. Bytes are those of the payload; equal rows are",
            "counted; a SYNC counts once however often it was sent. The flash is the same byte for byte.",
            "",
            *seen,
        ]
    )


def results_table(rows):
    lines = ["", "| judge | command | result |", "|---|---|---|"]
    lines += [f"| {judge} | {command} | {result} |" for judge, command, result in rows]
    return "\n".join([*lines, "", ""])


def keep_section(text, write):
    page = RELIABILITY.read_text(encoding="utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        return [f"{RELIABILITY.name} has no place for the judges: {BEGIN.strip()}"]
    return keep(RELIABILITY, before + begin, text, end + after, write)


def keep(path, before, text, after, write):
    """Writes a page, or says that it has something else."""
    whole = before + text + after
    if path.exists() and path.read_text(encoding="utf-8") == whole:
        return []
    if write:
        path.write_text(whole, encoding="utf-8")
        print(f"{path.name}: written")
        return []
    complaint = f"{path.name} has another table: cargo xtask test peers -- --write"
    print(complaint)
    return [complaint]


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        sys.exit(f"peers: {failure}")
