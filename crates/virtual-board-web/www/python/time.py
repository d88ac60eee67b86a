# Waits as a board does: the page goes on meanwhile.
from time import *

_seconds = time


def time():
    return int(_seconds())


# Each writes by itself, so that a traceback has no more calls than a person made.
def sleep_ms(milliseconds):
    if milliseconds > 0:
        line.write("sleep " + str(milliseconds))


def sleep(seconds):
    if seconds > 0:
        line.write("sleep " + str(int(seconds * 1000)))
