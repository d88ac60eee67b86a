"""What is aimed at. Targets do not move; a run meets them or misses them."""

from dataclasses import dataclass

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


def first_screen_target(seconds):
    return Target("first screen", seconds, 1.0, unit="s")
