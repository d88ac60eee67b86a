"""From runs to Markdown."""

from statistics import median

from floors import floors
from phases import phases
from steps import steps
from targets import ESPTOOL, PAGE_460800, targets


PHASES = ("connect", "erase", "write", "verify", "prompt", "rest")


class Results:
    """The runs of one latency, by contestant."""

    def __init__(self, runs, image):
        self.runs = {one: found for one, found in runs.items() if found}
        self.image = image
        self.phases = {one: [phases(run.reading["events"]) for run in found] for one, found in self.runs.items()}
        self.seconds = {one.name: median(run.seconds for run in found) for one, found in self.runs.items()}

    def phase(self, one, name):
        """Its median; what is left of the total is the rest."""
        if name == "rest":
            return median(run.seconds - each.named for run, each in zip(self.runs[one], self.phases[one]))
        return middle(getattr(each, name) for each in self.phases[one])

    def sum(self, name, phases):
        """Of some phases of the contestant with this name, or its total."""
        if name not in self.seconds:
            return None
        one = next(one for one in self.runs if one.name == name)
        return sum(self.phase(one, phase) for phase in phases) if phases else self.seconds[name]

    def floors(self, one):
        first = self.runs[one][0]
        return floors(self.image, one.baud, self.phases[one][0].whole_chip, first.reading["flash"])

    def times(self):
        head = ["", "connect, stub", "erase", "write", "verify", "to the prompt", "rest", "total", "× esptool"]
        rows = []
        for one in self.runs:
            parts = [self.phase(one, name) for name in PHASES]
            total = self.seconds[one.name]
            share = total / self.seconds[ESPTOOL] if ESPTOOL in self.seconds else None
            rows.append([one.name, *(number(part, 2) for part in [*parts, total, share])])
        return markdown(head, rows)

    def writes(self):
        head = ["", "write", "floor: wire", "floor: flash", "× the larger"]
        rows = []
        for one in self.runs:
            write = self.phase(one, "write")
            if write is not None:
                below = self.floors(one)
                columns = (write, below.wire, below.flash, write / below.larger)
                rows.append([one.name, *(number(column, 2) for column in columns)])
        return markdown(head, rows)

    def costs(self):
        head = ["", "bytes sent", "bytes heard", "CPU s", "peak MiB", "longest task", "at the prompt"]
        rows = []
        for one, runs in self.runs.items():
            wire = [median(run.reading[way] for run in runs) for way in ("sent", "heard")]
            took = [run.took for run in runs if run.took]
            row = [one.name, *(number(column, 0) for column in wire)]
            for name, digits in (("cpu_s", 2), ("peak_mib", 0)):
                row.append(number(middle(each[name] for each in took), digits))
            for name in ("longest_task_ms", "later_task_ms"):
                row.append(task(middle(each[name] for each in took)))
            rows.append(row)
        return markdown(head, rows)

    def steps(self):
        rows = [
            [what, *(number(seconds, 2) for seconds in (without, those, without - those))]
            for what, without, those in steps(self)
        ]
        return markdown(["", "without", "with", "gained"], rows)

    def targets(self):
        ours = next((one for one in self.runs if one.name == PAGE_460800), None)
        if not ours:
            return targets_table(targets(self.seconds, None, None, None))
        verified = self.seconds[PAGE_460800] - self.phase(ours, "prompt")
        return targets_table(
            targets(self.seconds, verified, self.phase(ours, "write"), self.floors(ours).larger)
        )


def targets_table(some):
    rows = [
        [
            target.what,
            f"{target.limit:.2f} {target.unit}",
            f"{target.ratio:.3f} {target.unit}",
            f"{target.ratio / target.limit:.2f}",
            "met" if target.is_met else "**missed**",
        ]
        for target in some
    ]
    return markdown(["", "target, at most", "measured", "measured ÷ target", ""], rows)


def captioned(caption, table):
    return [f"{caption}\n", table] if table else []


def middle(values):
    values = list(values)
    return None if not values or None in values else median(values)


def task(ms):
    return "≤ 50 ms" if ms == 0 else "–" if ms is None else f"{ms:.0f} ms"


def number(value, digits):
    return "–" if value is None else f"{value:.{digits}f}"


def markdown(head, rows):
    """Nothing where there are no rows."""
    if not rows:
        return ""
    lines = [head, ["---", *("--:" for _ in head[1:])], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"
