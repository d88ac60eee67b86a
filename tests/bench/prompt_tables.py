"""From what was timed at the prompt to Markdown."""

from statistics import median

from floors import wire
from tables import captioned, markdown, number, targets_table
from targets import (
    FIND_NOISE,
    FIND_PROMPT,
    FIND_SILENCE,
    KEY,
    KEY_DRAWN,
    LARGE_BYTES,
    MPREMOTE_LARGE,
    MPREMOTE_START,
    MPREMOTE_TEXT,
    PAGE_LARGE,
    PAGE_TEXT,
    PASTE,
    PASTE_BYTES,
    RUN,
    TEXT_BYTES,
    percentile,
    prompt_targets,
)

BYTES = {
    MPREMOTE_START: 0,
    MPREMOTE_LARGE: LARGE_BYTES,
    PAGE_LARGE: LARGE_BYTES,
    MPREMOTE_TEXT: TEXT_BYTES,
    PAGE_TEXT: TEXT_BYTES,
    PASTE: PASTE_BYTES,
}
WAITS = (KEY, KEY_DRAWN, RUN, FIND_PROMPT, FIND_SILENCE, FIND_NOISE)


def prompt_section(measured):
    """`measured` has lists of seconds by name."""
    lines = captioned("Bytes to the board at 115200 baud, in seconds:", transfers(measured))
    lines += captioned("What a person waits for, in milliseconds:", waits(measured))
    return lines + captioned("Targets:", targets_table(prompt_targets(measured)))


def transfers(measured):
    head = ["", "bytes", "median", "least", "most", "without mpremote's start", "floor: wire", "× the floor"]
    rows = []
    start = median(measured[MPREMOTE_START]) if measured.get(MPREMOTE_START) else None
    for name, size in BYTES.items():
        if seconds := measured.get(name):
            middle, floor = median(seconds), wire(size) or None
            is_mpremote = name in (MPREMOTE_LARGE, MPREMOTE_TEXT)
            columns = [middle, min(seconds), max(seconds)]
            columns += [middle - start if is_mpremote and start else None]
            columns += [floor, middle / floor if floor else None]
            rows.append([name, str(size) if size else "–", *(number(column, 2) for column in columns)])
    return markdown(head, rows)


def waits(measured):
    head = ["", "times", "median", "95th percentile", "least", "most"]
    rows = []
    for name in WAITS:
        if seconds := measured.get(name):
            columns = (median(seconds), percentile(seconds, 95), min(seconds), max(seconds))
            digits = 1 if name in (KEY, KEY_DRAWN) else 0
            rows.append([name, str(len(seconds)), *(number(column * 1e3, digits) for column in columns)])
    return markdown(head, rows)
