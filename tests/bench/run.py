"""Side by side: esptool, esptool-js and the page, each from its start to its end; mpremote and the page at the
prompt.

`cargo xtask bench` calls it. The runs of a round come one after the other, and rounds follow each
other, so that what disturbs the machine disturbs all alike; a figure is the median. With --write,
docs/performance.md gets the tables.
"""

import argparse
import json
import sys
from pathlib import Path
from statistics import median

import copies
import machine
from contestants import HERE, Failed, contestants, run
from prompt import contests
from prompt_tables import prompt_section
from tables import Results, captioned, targets_table
from targets import first_screen_target

PAGE = HERE.parent.parent / "docs" / "performance.md"
BEGIN = "<!-- made by: cargo xtask bench -- --write -->\n"
PROMPT_BEGIN = "<!-- made by: cargo xtask bench -- --write --only prompt -->\n"
COPIES_BEGIN = "<!-- made by: cargo xtask bench -- --write --only copies -->\n"
END = "<!-- end -->\n"
PROMPT = "prompt"
COPIES = "copies"
FIRST_SCREEN = "first screen"
ENCODERS = "encoders"
OPENINGS = 5
BUSY = 0.1


def main():
    options = arguments()
    options.busy = machine.busy()
    if options.busy > BUSY:
        say(f"The machine is {options.busy:.0%} busy with something else: these figures are not to be kept.")
    some = [one for one in contestants(options) if options.only in one.name]
    at_prompt = [one for one in contests(options) if options.only in f"{PROMPT}: {one.name}"]
    of_copies = [one for one in copies.contests(options) if options.only in f"{COPIES}: {one.name}"]
    if not some and not at_prompt and not of_copies and options.only not in FIRST_SCREEN and options.only not in ENCODERS:
        raise Failed(f"nothing has {options.only!r} in its name")
    # It takes seconds: without it, all else need not begin.
    opened = first_screen() if options.only in FIRST_SCREEN else None
    failures = []
    encoders = attempt(lambda: compress(options), ENCODERS, failures) if options.only in ENCODERS else ""
    measured, copied = {}, {}
    runs = {latency: {one: [] for one in some} for latency in options.latency}
    for round_ in range(options.rounds):
        for latency, by_contestant in runs.items():
            for one, found in by_contestant.items():
                if one.at_any_latency or latency == min(options.latency):
                    name = f"round {round_ + 1}, {latency:2} ms: {one.name:42}"
                    if result := attempt(lambda: one.run(latency), name, failures):
                        found.append(result)
                        say(f"{name} {result.seconds:7.2f} s")
        for one in at_prompt:
            name = f"round {round_ + 1}, {PROMPT}: {one.name}"
            for what, seconds in (attempt(lambda: one.run(min(options.latency)), name, failures) or {}).items():
                measured.setdefault(what, []).extend(seconds)
                say(f"round {round_ + 1}, {PROMPT}: {what:42} {median(seconds):7.3f} s")
        for latency in options.latency:
            for one in of_copies:
                name = f"round {round_ + 1}, {COPIES}: {one.name}"
                for what, seconds in (attempt(lambda: one.run(latency), name, failures) or {}).items():
                    copied.setdefault(what, []).extend(seconds)
                    say(f"round {round_ + 1}, {COPIES}: {what:52} {median(seconds):7.2f} s")
    text = report(options, runs, opened, encoders) if some or opened or encoders else ""
    prompt_text = prompt_report(options, measured)
    copies_text = copies_report(options, copied)
    print(text + prompt_text + copies_text)
    if failures:
        raise Failed(f"{len(failures)} failed: " + "; ".join(failures))
    if options.write and not options.only:
        keep(BEGIN, text)
    if options.write and at_prompt:
        keep(PROMPT_BEGIN, prompt_text)
    if options.write and of_copies:
        keep(COPIES_BEGIN, copies_text)
    return 0


def keep(begin, text):
    """Writes it to its place in the page."""
    before, found, rest = PAGE.read_text(encoding="utf-8").partition(begin)
    _, end, after = rest.partition(END)
    if not found or not end:
        raise Failed(f"{PAGE.name} has no place for it: {begin.strip()}")
    PAGE.write_text(before + begin + text + end + after, encoding="utf-8")


def attempt(contest, name, failures):
    """One that fails leaves the others their figures; but then nothing is written."""
    try:
        return contest()
    except Failed as failure:
        say(f"{name} FAILED\n    {failure}")
        failures.append(name.strip(": "))
        return None


def first_screen():
    """The middle one of several openings."""
    openings = json.loads(run(["node", HERE / "first-screen.mjs", str(OPENINGS)]).splitlines()[-1])
    middle = sorted(openings, key=lambda opening: opening["usable_s"])[OPENINGS // 2]
    say(f"first screen: usable after {middle['usable_s']:.2f} s")
    return middle


def compress(options):
    """A table of what encoders make of images."""
    return run(["cargo", "run", "--quiet", "--release", "--example", "bench-compression", "--", *options.to_compress])


def report(options, runs, opened, encoders):
    lines = [heading(options)]
    image = options.image.read_bytes()
    for latency, found in runs.items():
        results = Results(found, image)
        if not results.runs:
            continue
        first = latency == min(runs)
        lines += [f"## At a USB latency of {latency} ms\n"]
        lines += captioned("Seconds:", results.times())
        if first:
            lines += captioned("The write beside what nobody gets below, in seconds:", results.writes())
        lines += captioned("What went over the line, and what the page's process took:", results.costs())
        lines += captioned("Targets:", results.targets())
        if first:
            lines += captioned("What each step gained, in seconds:", results.steps())
    if opened:
        lines += [
            "## First screen\n",
            f"At 4 × slowdown and 10 Mbit/s, median of {OPENINGS} openings: something drawn after "
            f"{opened['drawn_s']:.2f} s, *Connect* there and reacting after {opened['usable_s']:.2f} s; "
            f"{opened['bytes'] / 1000:.0f} kB in {opened['files']} files until then.\n",
            targets_table([first_screen_target(opened["usable_s"])]),
        ]
    if encoders:
        lines += ["## Encoders\n"]
        lines += captioned("What they make of images, and the seconds that it takes on the wire:", encoders)
    return "\n".join([*lines, ""])


def prompt_report(options, measured):
    if not measured:
        return ""
    return "\n".join([heading(options), *prompt_section(measured), ""])


def copies_report(options, copied):
    if not copied:
        return ""
    return "\n".join([heading(options), *copies.section(copied), ""])


def heading(options):
    busy = f" At the start, {options.busy:.0%} of the machine was busy with something else." if options.busy > BUSY else ""
    return f"\n{machine.name()}; median of {options.rounds} rounds.{busy}\n"


def say(line):
    print(line, flush=True)


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--board", required=True, help="the virtual-board program")
    parser.add_argument("--flasher", help="the loader's example of that name")
    parser.add_argument("--python", required=True, help="a Python with esptool 5.6.0")
    parser.add_argument("--prompt-python", help="a Python with mpremote 1.29.0")
    parser.add_argument("--micropython", help="MicroPython's Unix port, for the board")
    parser.add_argument("--image", required=True, type=Path)
    parser.add_argument("--to-compress", nargs="*", default=[], type=Path, help="images for the table of encoders")
    parser.add_argument("--rounds", type=int, default=3)
    names = f"'{PROMPT}', '{COPIES}', '{FIRST_SCREEN}' or '{ENCODERS}'"
    parser.add_argument("--only", default="", help=f"words of a contestant's name, {names}")
    parser.add_argument(
        "--latency", type=int, action="append", help="of USB, in milliseconds; may be repeated (1, 16)"
    )
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    options.latency = sorted(set(options.latency or [1, 16]))
    if options.write and options.only not in ("", PROMPT, COPIES):
        parser.error(f"--write wants all of it, or --only {PROMPT} or {COPIES}")
    return options


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as failure:
        sys.exit(f"bench: {failure}")
