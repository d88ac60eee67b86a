"""What each step on the way to the page's defaults gained: medians beside medians.

The first two have esptool-js at its best for the way without them.
"""

from targets import ESPTOOL_JS, PAGE, PAGE_460800, PAGE_921600, PAGE_AGAIN

START = ("connect", "rest")


def steps(results):
    """(what, seconds without, seconds with), of those whose runs are there."""

    def step(what, without, those, phases=None):
        pair = [results.sum(name, phases) for name in (without, those)]
        if None not in pair:
            yield (what, *pair)

    rival, whole = ESPTOOL_JS, PAGE_921600
    yield from step("One speed from the first byte, all ready before the click: connect and rest", rival, whole, START)
    yield from step("The next block ready when the answer comes: write", rival, whole, ("write",))
    yield from step("921600 in place of 460800: total", PAGE_460800, whole)
    yield from step("Not the whole chip erased, only what must be blank: total", whole, PAGE)
    yield from step("The image found by its MD5, and not written again: total", PAGE, PAGE_AGAIN)
