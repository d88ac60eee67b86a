"""Why a judge is not content."""

LAST_LINES = 20


class Failed(Exception):
    """One sentence, and where a program failed the last lines of what it said."""

    def __init__(self, sentence, said=""):
        last = said.replace("\r", "\n").splitlines()[-LAST_LINES:]
        super().__init__("\n        ".join([sentence, *last]))


def expect(found, otherwise):
    if not found:
        raise Failed(otherwise)
