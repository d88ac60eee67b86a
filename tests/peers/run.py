"""The outside judges: `run.py` with the programs as arguments; `cargo xtask test peers` calls it.

Each judge works on a board of its own, hurried where its pace is not the point. Prints one line for
each judge and command. With --write, the tables in `commands.md` and `docs/reliability.md` are
written; without, they have to be what comes out.
"""

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import differential
from board import Board
from judges import Esptool, Failed, esptool_commands, esptool_js_commands, judge, rfc2217_commands

HERE = Path(__file__).parent
COMMANDS = HERE / "commands.md"
RELIABILITY = HERE.parent.parent / "docs" / "reliability.md"
BEGIN = "<!-- made by: cargo xtask test peers -- --write -->\n"
END = "<!-- end -->\n"
HURRIED = ("--speed", "20")
JS_STUB = "node_modules/esptool-js/lib/targets/stub_flasher/esp8266.json"


def main():
    options = arguments()
    tools = [
        Esptool(f"esptool {version} stub {stub}", python, version, stub, options.image[0])
        for version, python in zip(options.version, options.python)
        for stub in ("1", "2")
    ]
    newest = tools[1]

    def board(python, settings=HURRIED, **more):
        stubs = [f"v2:{JS_STUB}"]
        if python:
            folder = next(Path(python).parent.parent.glob("lib*/**/esptool/targets/stub_flasher"))
            stubs = [f"v{stub}:{folder}/{stub}/esp8266.json" for stub in ("1", "2")]
        return Board(options.board, stubs, settings, **more)

    def with_esptool(tool):
        with board(tool.python) as served:
            return judge(tool.name, esptool_commands(tool), served, print)

    def with_esptool_js():
        with board(None) as served:
            return judge("esptool-js 0.7.0", esptool_js_commands(options.image[0]), served, print)

    def with_rfc2217():
        # Direct wiring: its slow line changes don't get through two transistors.
        links = ("websocket", "rfc2217")
        with board(newest.python, ("--wiring", "direct"), links=links) as served:
            return judge(newest.name, rfc2217_commands(newest), served, print)

    def with_ours():
        tables, rows = [], []
        with board(newest.python) as served:
            for image in options.image:
                compared = []
                check = ("same flash as ours: " + image.name, lambda served: compared.extend(
                    differential.compare(newest, options.ours, image, served)))
                rows += judge(newest.name, [check], served, print)
                if compared:
                    tables.append(differential.table(image.name, *compared))
        return rows, tables

    with ThreadPoolExecutor(max_workers=2) as pool:
        jobs = [pool.submit(with_rfc2217), pool.submit(with_ours), pool.submit(with_esptool_js)]
        jobs += [pool.submit(with_esptool, tool) for tool in tools]
        results = [job.result() for job in jobs]
    (rfc_rows, (same_rows, tables), *rest) = results
    rows = [row for some in (*rest, rfc_rows, same_rows) for row in some]
    failures = [row for row in rows if row[2] != "ok"]
    failures += keep(COMMANDS, "", commands_page(tables), "", options.write)
    failures += keep_section(results_table(rows), options.write)
    print(f"{len(rows)} commands, {len(failures)} failures")
    return 1 if failures else 0


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--board", required=True, help="the virtual-board program")
    parser.add_argument("--ours", required=True, help="the peers-ours program")
    parser.add_argument("--version", action="append", help="of an esptool")
    parser.add_argument("--python", action="append", help="the Python that has it")
    parser.add_argument("--image", action="append", type=Path)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


def commands_page(tables):
    return "\n".join(
        [
            "# Our commands beside esptool's",
            "",
            "Made by `cargo xtask test peers -- --write`: the whole chip erased, then an image written",
            "and verified. esptool is called twice, `erase-flash` and `write-flash -fs detect`, at",
            "460800 baud; ours starts at 921600. Bytes are those of the payload; equal rows are counted;",
            "a SYNC counts once however often it was sent. The flash is the same byte for byte.",
            "",
            *tables,
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
