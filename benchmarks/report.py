"""From samples to tables, and from tables to the page of the documentation."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import linear_regression, median

from building import SCENARIOS, Sample
from peers import FLOOR, PEERS

BEGIN = "% begin figures"
END = "% end figures"

Quantity = Callable[[Sample], float]
"""What is looked at of a sample."""


@dataclass(frozen=True)
class Results:
    """What a run measured: at one size, and, for the growth, at several."""

    samples: Sequence[Sample]
    growth: Sequence[Sample] = ()


def wall(sample: Sample) -> float:
    """Return the seconds that passed."""
    return sample.wall


def cpu(sample: Sample) -> float:
    """Return the seconds of processor time."""
    return sample.cpu


def peak(sample: Sample) -> float:
    """Return the bytes of memory."""
    return sample.peak


def middle(samples: Sequence[Sample], peer: str, scenario: str, quantity: Quantity) -> float | None:
    """Return the median of what was measured for a peer, if anything was."""
    values = [quantity(each) for each in samples if (each.peer, each.scenario) == (peer, scenario)]
    return median(values) if values else None


def text(results: Results) -> str:
    """Return all tables, for a terminal."""
    parts = [
        "Ratios to the floor\n",
        ratio_table(results.samples),
        "\nRatios to the floor, in processor time\n",
        ratio_table(results.samples, cpu),
    ]
    if any(sample.scenario == "latex" for sample in results.samples):
        parts += ["\nLaTeX\n", latex_table(results.samples)]
    if results.growth:
        parts += ["\nGrowth\n", growth_table(results.growth)]
    return "\n".join([*parts, "", f"{_spread(results.samples)}{_warnings(results)}"])


def ratio_table(samples: Sequence[Sample], time: Quantity = wall) -> str:
    """Return the table of HTML builds: each peer's medians over the floor's."""
    scenarios = [name for name in _scenarios(samples) if name != "latex"]
    header = ["", *(SCENARIOS[name] for name in scenarios)]
    # Memory and sizes are those of a full build, or, without one, of the first that there was.
    base = scenarios[0]
    header += ["memory", "KiB a talk", "doctrees"]
    rows = []
    for peer in _peers(samples):
        row = [_called(peer)]
        row += [_ratio(samples, peer, name, time, _seconds) for name in scenarios]
        row.append(_ratio(samples, peer, base, peak, _megabytes))
        row.append(_environment(samples, peer, base))
        row.append(_ratio(samples, peer, base, lambda sample: sample.doctrees, _megabytes))
        rows.append(row)
    return _table(header, rows)


def latex_table(samples: Sequence[Sample]) -> str:
    """Return the table of LaTeX builds."""
    rows = [
        [
            _called(peer),
            _ratio(samples, peer, "latex", wall, _seconds),
            _ratio(samples, peer, "latex", peak, _megabytes),
        ]
        for peer in _peers(samples)
    ]
    return _table(["", "full", "memory"], rows)


def growth_table(samples: Sequence[Sample]) -> str:
    """Return the table of medians at each size, in processor time, and of the fitted exponents."""
    sizes = sorted({sample.posts for sample in samples})
    rows = []
    for peer in _peers(samples):
        for scenario in _scenarios(samples):
            rows.append(_growth_row(samples, peer, scenario, cpu, "", _seconds))
            if scenario == "full":
                rows.append(_growth_row(samples, peer, scenario, peak, ", memory", _megabytes))
    return _table(["", *(f"{size} posts" for size in sizes), "exponent"], rows)


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return the slope of the line through the logarithms: 1 where the double takes the double."""
    return linear_regression(
        [math.log(size) for size, _ in points], [math.log(value) for _, value in points]
    ).slope


def write_page(
    page: Path, results: Results, machine: dict[str, str], command: str, day: str
) -> None:
    """Put the figures into the page, between the two lines that mark the place."""
    before, begin, rest = page.read_text("utf-8").partition(f"{BEGIN}\n")
    _, end, after = rest.partition(f"{END}\n")
    if not begin or not end:
        raise ValueError(f"{page} has no lines {BEGIN!r} and {END!r}")
    block = f"\n{_block(results, machine, command, day)}\n"
    page.write_text(f"{before}{begin}{block}{end}{after}", "utf-8")


def _block(results: Results, machine: dict[str, str], command: str, day: str) -> str:
    first = results.samples[0]
    rounds = len({sample.round for sample in results.samples})
    measured = _peers(results.samples)
    parts = [
        f"{first.posts} posts with {first.talks // first.posts} talks each, in the forms of:",
        "\n".join(
            f"- {_called(peer.name)}: {peer.about}." for peer in PEERS if peer.name in measured
        ),
        f"Each figure is the median of {rounds} builds, divided by that of the floor; "
        "the floor's own are in parentheses.",
        "In processor time, that of all processes together:",
        ratio_table(results.samples, cpu),
        "In the time that passes:",
        ratio_table(results.samples),
    ]
    if any(sample.scenario == "latex" for sample in results.samples):
        parts += ["The same notes with `-b latex`, without the run of LaTeX itself:"]
        parts += [latex_table(results.samples)]
    if results.growth:
        parts += [
            "How it grows with the number of posts, in processor time. An exponent of 1 is "
            "proportional:"
        ]
        parts += [growth_table(results.growth)]
    parts += [f"{_spread(results.samples)}{_warnings(results)}"]
    parts += [f"Measured on {day} by:", f"```sh\n{command}\n```"]
    parts += ["\n".join(f"- {name}: {value}" for name, value in machine.items())]
    return "\n\n".join(parts) + "\n"


def _spread(samples: Sequence[Sample]) -> str:
    """Say how steady the machine was, which takes two rounds."""
    kinds: dict[tuple[str, str], list[float]] = {}
    for sample in samples:
        kinds.setdefault((sample.peer, sample.scenario), []).append(sample.wall)
    apart = median(max(times) / min(times) - 1 for times in kinds.values())
    if max(len(times) for times in kinds.values()) < 2:
        return ""
    return f"The slowest of the same builds took {apart:.0%} longer than the fastest, typically. "


def _warnings(results: Results) -> str:
    found: dict[str, int] = {}
    for sample in (*results.samples, *results.growth):
        if sample.warnings:
            name = f"{sample.peer}, {SCENARIOS[sample.scenario]}"
            found[name] = max(found.get(name, 0), sample.warnings)
    if not found:
        return "No build gave a warning."
    return "Warnings of a build: " + "; ".join(f"{key}: {found[key]}" for key in found) + "."


def _called(peer: str) -> str:
    """Return the name of a peer in words, between which narrow columns can break."""
    return peer.replace("-no-", ", no ").replace("-", " ")


def _peers(samples: Sequence[Sample]) -> list[str]:
    """Return the peers, the floor first and the others as they were measured first."""
    return sorted(dict.fromkeys(sample.peer for sample in samples), key=FLOOR.name.__ne__)


def _scenarios(samples: Sequence[Sample]) -> list[str]:
    found = {sample.scenario for sample in samples}
    return [name for name in SCENARIOS if name in found]


def _ratio(
    samples: Sequence[Sample],
    peer: str,
    scenario: str,
    quantity: Quantity,
    show: Callable[[float], str],
) -> str:
    own = middle(samples, peer, scenario, quantity)
    floor = middle(samples, FLOOR.name, scenario, quantity)
    if own is None or floor is None:
        return "–"
    return f"1 ({show(floor)})" if peer == FLOOR.name else f"{own / floor:.2f}"


def _environment(samples: Sequence[Sample], peer: str, scenario: str) -> str:
    own = middle(samples, peer, scenario, lambda sample: sample.environment / sample.talks)
    floor = middle(samples, FLOOR.name, scenario, lambda each: each.environment / each.talks)
    if own is None or floor is None:
        return "–"
    if peer == FLOOR.name:
        return f"0 ({floor / 1024:.2f})"
    # Plus zero, or what is hardly less than the floor would be -0.00.
    return f"{round((own - floor) / 1024, 2) + 0.0:.2f}"


def _growth_row(
    samples: Sequence[Sample],
    peer: str,
    scenario: str,
    quantity: Quantity,
    suffix: str,
    show: Callable[[float], str],
) -> list[str]:
    points = []
    for size in sorted({sample.posts for sample in samples}):
        of_size = [sample for sample in samples if sample.posts == size]
        value = middle(of_size, peer, scenario, quantity)
        assert value is not None
        points.append((float(size), value))
    name = f"{_called(peer)}, {SCENARIOS[scenario]}{suffix}"
    fitted = f"{exponent(points):.2f}" if len(points) > 1 else "–"
    return [name, *(show(value) for _, value in points), fitted]


def _seconds(value: float) -> str:
    return f"{value:.2f} s"


def _megabytes(value: float) -> str:
    return f"{value / 2**20:.1f} MiB"


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a Markdown table with even columns, the first to the left and the others right."""
    widths = [max(3, *(len(row[index]) for row in (header, *rows))) for index in range(len(header))]

    def line(cells: Sequence[str]) -> str:
        padded = [cells[0].ljust(widths[0])]
        padded += [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
        return f"| {' | '.join(padded)} |"

    rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
    return "\n".join([line(header), line(rule), *(line(row) for row in rows)])
