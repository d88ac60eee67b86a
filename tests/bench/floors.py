"""What the write can't be faster than, whoever does it."""

import math
import zlib
from dataclasses import dataclass

BITS_A_BYTE = 10  # On the wire: a start bit, eight, and a stop bit.
PAGE, SECTOR, BLOCK = 0x100, 0x1000, 0x10000
PROMPT_BAUD = 115200


@dataclass(frozen=True)
class Floors:
    """Seconds."""

    wire: float
    flash: float

    @property
    def larger(self):
        return max(self.wire, self.flash)


def wire(byte_count, baud=PROMPT_BAUD):
    """Seconds that these bytes take."""
    return byte_count * BITS_A_BYTE / baud


def floors(image, baud, erased_before, flash_times):
    """`image` at 0, compressed by zlib's level 9; `flash_times` are the board's own."""
    wire_bytes = len(zlib.compress(image, 9))
    us = math.ceil(len(image) / PAGE) * flash_times["program_page_us"]
    if not erased_before:
        # Whole blocks where they fit, sectors for the rest.
        sectors = math.ceil(len(image) / SECTOR)
        blocks, rest = divmod(sectors, BLOCK // SECTOR)
        us += blocks * flash_times["erase_block_us"] + rest * flash_times["erase_sector_us"]
    return Floors(wire=wire(wire_bytes, baud), flash=us / 1e6)
