"""What a client did with its time, from what the served board saw.

The same moments for all: the board's clock, at the host's end of the cable.
"""

from dataclasses import dataclass

BEGIN, DATA, END = {0x02, 0x10}, {0x03, 0x11}, {0x04, 0x12}
MD5 = 0x13
ERASE_CHIP, ERASE_REGION = 0xD0, 0xD1


@dataclass(frozen=True)
class Phases:
    """Seconds; `None` where there was no such phase."""

    connect: float
    """From the port's opening to the stub's greeting, over all connections."""
    erase: float | None
    """Erase commands before the write, with the looks at what is there between them."""
    write: float | None
    """From the write's first command to the answer of its last."""
    verify: float | None
    """The MD5s behind the write; without a write, all of them."""
    prompt: float | None
    """From then on, with the reset, to Python's prompt."""
    whole_chip: bool
    """Whether the erase was one of the whole chip."""

    @property
    def named(self):
        parts = (self.connect, self.erase, self.write, self.verify, self.prompt)
        return sum(part or 0 for part in parts)


@dataclass(frozen=True)
class Command:
    op: int
    asked: float
    answered: float


def phases(events):
    commands = answered_commands(events)
    data = [i for i, command in enumerate(commands) if command.op in DATA]
    before, write, behind = commands, [], []
    if data:
        # The ROM takes a BEGIN for other ends too: the write's is the last before its data.
        first = max(i for i in range(data[0]) if commands[i].op in BEGIN)
        last = max(i for i, command in enumerate(commands) if command.op in DATA | END)
        before, write, behind = commands[:first], commands[first : last + 1], commands[last + 1 :]
    erases = [command for command in before if command.op in (ERASE_CHIP, ERASE_REGION)]
    looks = [command for command in (behind if data else before) if command.op == MD5]
    verify = span(looks) if data or not erases else None
    after = looks[-1].answered if looks else 0
    prompts = [at for at, what, _ in moments(events) if what == "prompt" and at > after]
    return Phases(
        connect=connecting(events),
        erase=sum(map(span, by_connection(before, events))) if erases else None,
        write=span(write),
        verify=verify,
        prompt=prompts[0] - after if prompts else None,
        whole_chip=any(command.op == ERASE_CHIP for command in erases),
    )


def moments(events):
    """(seconds, what, value) each."""
    return [(event["at_us"] / 1e6, event["what"], event.get("value")) for event in events]


def answered_commands(events):
    found, asked = [], {}
    for at, what, op in moments(events):
        if what == "asked":
            asked[op] = at
        elif what == "answered":
            found.append(Command(op, asked.pop(op), at))
    return found


def span(commands):
    return commands[-1].answered - commands[0].asked if commands else None


def connecting(events):
    """Attempts that failed count too; a port that is open at the start, from the first thing done to it."""
    total, since = 0, None
    for at, what, _ in moments(events):
        if since is None and (what == "opened" or at == events[0]["at_us"] / 1e6):
            since = at
        elif what == "greeting":
            total += at - since
            since = None
    return total


def by_connection(commands, events):
    """The looks and erases of each connection that erases."""
    starts = [at for at, what, _ in moments(events) if what == "greeting"]
    for at, until in zip(starts, [*starts[1:], float("inf")]):
        own = [c for c in commands if at <= c.asked < until and c.op in (MD5, ERASE_CHIP, ERASE_REGION)]
        if any(command.op != MD5 for command in own):
            yield own
