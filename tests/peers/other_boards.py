"""Boards of other kinds, at the pace of a real one: resets are a matter of milliseconds."""

from judges import asks, writes

# For each: what it is, the words for the board's program, the size that esptool must find, and the
# settings of the URL handler.
KINDS = [
    ("at a real pace", [], "4MB", {}),
    ("one modem line at a time", [], "4MB", {"BOARDWALK_LINES": "single"}),
    ("a slow reset line", ["--reset-rise-ms", "300"], "4MB", {}),
    ("no transistors", ["--wiring", "direct"], "4MB", {}),
    ("1 MB of flash", ["--flash", "1M"], "1MB", {}),
    ("16 MB of flash", ["--flash", "16M"], "16MB", {}),
]


def boards(tool):
    """The words for each board's program, and the commands for it."""
    for kind, words, size, settings in KINDS:
        yield words, [asks(tool, "flash-id", size, f"flash-id: {kind}", **settings)]
    name = "write-flash at 921600: a 40 MHz crystal"
    yield ["--crystal", "40", "--speed", "20"], [writes(tool, name, "-fs", "keep", baud=921600)]
