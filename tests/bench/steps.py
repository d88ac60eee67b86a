"""What each step on the way to the page's defaults gained: medians beside medians.

The first two are no steps of the page alone: they have all that it does otherwise than esptool-js.
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
    yield from step("esptool-js, then the page, same speed and erasure: connect and rest", rival, whole, START)
    yield from step("The same: write", rival, whole, ("write",))
    yield from step("921600 in place of 460800: total", PAGE_460800, whole)
    yield from step("Not the whole chip erased, only what must be blank: total", whole, PAGE)
    yield from step("The image found by its MD5, and not written again: total", PAGE, PAGE_AGAIN)
