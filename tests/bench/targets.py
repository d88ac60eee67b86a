"""What is aimed at. Targets do not move; a run meets them or misses them."""

import math
from dataclasses import dataclass
from statistics import median

from floors import wire

# ESP Web Tools 10.4, from the click on Install to "complete"; measured once, elsewhere.
ESP_WEB_TOOLS_S = 57.0

ESPTOOL = "esptool 5.6.0 at its default, 115200"
ESPTOOL_460800 = "esptool 5.6.0 at 460800"
ESPTOOL_JS = "esptool-js 0.7.0 at its best, 921600"
ESPTOOL_JS_460800 = "esptool-js 0.7.0 at 460800"
PAGE = "page with its defaults"
PAGE_460800 = "page at 460800, whole chip erased"
PAGE_921600 = "page at 921600, whole chip erased"
PAGE_AGAIN = "page with its defaults, same image again"

READ_ESPTOOL = "esptool 5.6.0, read-flash, all in use"
READ_FULL = "flasher, all in use"
READ_USED = "flasher, 1.1 MB in use"

LARGE_BYTES, TEXT_BYTES, PASTE_BYTES = 100_000, 4_000, 20_000
RUN_LINES = 100
MPREMOTE_START = "mpremote 1.29.0, `exec pass`"
MPREMOTE_LARGE = "mpremote 1.29.0, 100 kB"
MPREMOTE_TEXT = "mpremote 1.29.0, 4 kB of text"
PAGE_LARGE = "page, 100 kB"
PAGE_TEXT = "page, 4 kB of text"
KEY = "key to its echo"
KEY_DRAWN = "key to its echo, drawn"
PASTE = "paste of 20 kB"
RUN = "from *Run* to the first output of 100 lines"
FIND_PROMPT = "from *Connect* to a prompt"
FIND_SILENCE = "from *Connect* to silence"
FIND_NOISE = "from *Connect* to noise"


@dataclass(frozen=True)
class Target:
    what: str
    ours: float
    limit: float
    reference: float = 1.0
    """What the limit is a multiple of; 1 where it is seconds."""
    unit: str = "×"

    @property
    def ratio(self):
        return self.ours / self.reference

    @property
    def is_met(self):
        return self.ratio <= self.limit


def targets(seconds, verified, write, write_floor):
    """Those whose runs are there. `seconds` by name; `verified` is when the page at 460800 had verified,
    where the others end; `write` and its floor are at 460800 too.
    """

    def against(what, ours, reference, limit, until=None):
        if ours in seconds and reference in seconds:
            yield Target(what, until or seconds[ours], limit, seconds[reference])

    yield from against("its defaults : esptool's defaults", PAGE, ESPTOOL, 0.22)
    yield from against("its defaults : esptool at 460800", PAGE, ESPTOOL_460800, 0.45)
    if PAGE in seconds:
        yield Target("its defaults : ESP Web Tools 10.4 (57 s)", seconds[PAGE], 0.20, ESP_WEB_TOOLS_S)
    yield from against("its defaults : esptool-js at its best", PAGE, ESPTOOL_JS, 0.60)
    yield from against("460800, whole chip : esptool", PAGE_460800, ESPTOOL_460800, 0.85)
    yield from against("the same without the prompt, where esptool ends", PAGE_460800, ESPTOOL_460800, 0.85, verified)
    yield from against("460800, whole chip : esptool-js", PAGE_460800, ESPTOOL_JS_460800, 0.92)
    yield from against("the same without the prompt, where esptool-js ends", PAGE_460800, ESPTOOL_JS_460800, 0.92, verified)
    if PAGE_460800 in seconds:
        yield Target("write at 460800 : the larger floor", write, 1.06, write_floor)
    if PAGE_AGAIN in seconds:
        yield Target("same image again", seconds[PAGE_AGAIN], 3.0, unit="s")


def prompt_targets(measured):
    """Those whose measurements are there. `measured` has lists of seconds by name. That something is 1.5 times
    as fast, or has 0.8 of a speed, says here how long it takes: 1 ÷ 1.5, or 1 ÷ 0.8.
    """

    def seconds(name):
        return median(measured[name]) if measured.get(name) else None

    def against(what, ours, reference, limit):
        if None not in (ours, reference):
            yield Target(what, ours, limit, reference)

    def within(what, ours, limit):
        if ours is not None:
            yield Target(what, ours, limit, unit="s")

    page, whole, start = map(seconds, (PAGE_LARGE, MPREMOTE_LARGE, MPREMOTE_START))
    yield from against("saving 100 kB : mpremote, the whole command", page, whole, 1 / 1.5)
    if None not in (whole, start):
        yield from against("the same without mpremote's start", page, whole - start, 1 / 1.5)
    yield from within("saving 4 kB of text", seconds(PAGE_TEXT), 1.5)
    if measured.get(KEY):
        yield Target("a key's echo, 95th percentile", percentile(measured[KEY], 95) * 1e3, 15, unit="ms")
    yield from against("pasting 20 kB : the wire's floor", seconds(PASTE), wire(PASTE_BYTES), 1 / 0.8)
    if measured.get(RUN):
        yield Target("from *Run* to the first output, 95th percentile", percentile(measured[RUN], 95), 0.6, unit="s")
    yield from within(FIND_PROMPT, seconds(FIND_PROMPT), 0.7)
    yield from within(FIND_SILENCE, seconds(FIND_SILENCE), 1.5)
    yield from within(FIND_NOISE, seconds(FIND_NOISE), 2.0)


def copy_targets(measured, floor):
    """Those whose measurements are there. esptool proves less: it asks for no digest of its own."""
    for latency in (1, 16):
        of = {name: measured.get(f"{name}, {latency} ms") for name in (READ_ESPTOOL, READ_FULL)}
        if of[READ_FULL]:
            reading = median(of[READ_FULL]) - median(measured[f"{READ_FULL}, {latency} ms, digests"])
            yield Target(f"reading all, {latency} ms : the wire's floor", reading, 1.2, floor)
        if of[READ_FULL] and of[READ_ESPTOOL]:
            what = f"reading all, with proof, {latency} ms : esptool"
            yield Target(what, median(of[READ_FULL]), 1.0, median(of[READ_ESPTOOL]))


def percentile(values, percent):
    """The smallest of which at least so many percent are not above it."""
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]


def first_screen_target(seconds):
    return Target("first screen", seconds, 1.0, unit="s")
