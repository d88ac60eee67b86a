"""The machine that the figures are of."""

import os
import re
import time
from pathlib import Path

CPU_INFO, STAT = Path("/proc/cpuinfo"), Path("/proc/stat")


def name():
    text = CPU_INFO.read_text() if CPU_INFO.exists() else ""
    names = re.findall(r"^model name\s*: (.*)$", text, re.MULTILINE)
    return f"{os.cpu_count()} cores of {names[0] if names else 'an unknown processor'}"


def busy(seconds=2):
    """The share of its time that goes to something else, watched for some seconds; 0 if unknown."""
    if not STAT.exists():
        return 0
    before = _times()
    time.sleep(seconds)
    spent = [after - earlier for after, earlier in zip(_times(), before)]
    # The fourth is idle, the fifth waits for a disk.
    return 1 - (spent[3] + spent[4]) / sum(spent)


def _times():
    return [int(word) for word in STAT.read_text().split("\n", 1)[0].split()[1:9]]
