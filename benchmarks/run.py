"""Measure what this extension costs, and what its peers do: ``python benchmarks/run.py --help``.

Whole ``sphinx-build`` processes are timed, each peer in turn, round after round, so that a
machine that slows down slows all of them down.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import shlex
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory

import machine
import report
from building import SCENARIOS, BuildError, Launcher, Sample, Site
from generate import generate
from peers import FLOOR, PEERS, Peer, project

PAGE = Path(__file__).parent.parent / "docs" / "performance.md"

CHECK_POSTS, CHECK_TALKS = 6, 3
"""The size of a check.  Sphinx does up to five documents in one process, whatever ``-j`` says."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its status."""
    options = _parser().parse_args(arguments)
    missing = sorted({name for peer in options.peers for name in peer.missing()})
    if missing:
        print(f"Not installed: {', '.join(missing)}; see benchmarks/README.md", file=sys.stderr)
        return 2
    if options.keep and options.keep.exists() and any(options.keep.iterdir()):
        # What is left of other notes would be built with these.
        print(f"{options.keep} isn't empty", file=sys.stderr)
        return 2
    with ExitStack() as stack:
        launcher = stack.enter_context(Launcher())
        folder = options.keep or Path(stack.enter_context(TemporaryDirectory(prefix="bench-")))
        folder = folder.resolve()
        try:
            if options.check:
                _check(options, folder, launcher)
            else:
                _measure_all(options, folder, launcher)
        except BuildError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Time builds of the same notes in many forms.")
    add = parser.add_argument
    add("--posts", type=_number, default=100, help="number of posts (100)")
    add("--talks", type=_number, default=10, help="number of talks in each post (10)")
    add("--repeat", type=_number, default=5, help="number of rounds (5)")
    add("--seed", type=int, default=1, help="another seed gives other notes (1)")
    names = ", ".join(peer.name for peer in PEERS)
    add("--peers", type=_peers, default=list(PEERS), help=f"of {names}; the floor is always there")
    add(
        "--scenarios",
        type=_scenarios,
        default=[name for name in SCENARIOS if name != "latex"],
        help=f"of {', '.join(SCENARIOS)} (all but latex)",
    )
    add("--sizes", type=_numbers, default=[], help="numbers of posts to measure the growth with")
    add("--growth-peers", type=_peers, help="the peers for the growth (those of --peers)")
    add("--growth-repeat", type=_number, help="the rounds at each size (those of --repeat)")
    add("--json", type=Path, metavar="FILE", help="write every single figure to a file")
    add("--write-docs", action="store_true", help="put the figures into docs/performance.md")
    add("--keep", type=Path, metavar="FOLDER", help="keep the projects and their outputs there")
    add("--check", action="store_true", help="only see whether all peers work, at a small size")
    return parser


def _number(text: str) -> int:
    if (value := int(text)) < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return value


def _numbers(text: str) -> list[int]:
    return sorted({_number(part) for part in text.split(",")})


def _peers(text: str) -> list[Peer]:
    names = text.split(",")
    unknown = set(names) - {peer.name for peer in PEERS}
    if unknown:
        raise argparse.ArgumentTypeError(f"no such peer: {', '.join(sorted(unknown))}")
    return [peer for peer in PEERS if peer is FLOOR or peer.name in names]


def _scenarios(text: str) -> list[str]:
    names = text.split(",")
    unknown = set(names) - set(SCENARIOS)
    if unknown:
        raise argparse.ArgumentTypeError(f"no such scenario: {', '.join(sorted(unknown))}")
    if names == ["latex"]:
        raise argparse.ArgumentTypeError("latex comes with another one, as there is no other table")
    return [name for name in SCENARIOS if name in names]


def _check(options: argparse.Namespace, folder: Path, launcher: Launcher) -> None:
    """See that the notes are the same twice, and that every peer builds in every way."""
    notes = generate(CHECK_POSTS, CHECK_TALKS, options.seed)
    again = generate(CHECK_POSTS, CHECK_TALKS, options.seed)
    for peer in options.peers:
        if dict(project(peer, notes)) != dict(project(peer, again)):
            raise BuildError(f"{peer.name}: the same seed gave other bytes")
        site = Site(peer, notes, folder / peer.name, launcher)
        for scenario in _scenarios_of(peer, list(SCENARIOS)):
            sample = site.measure(scenario, 0)
            _progress(f"{peer.name}, {scenario}: good, {_shown(sample)}")


def _measure_all(options: argparse.Namespace, folder: Path, launcher: Launcher) -> None:
    facts = machine.describe()
    for name, value in facts.items():
        print(f"{name}: {value}")
    samples = _measure(options, options.posts, options.peers, options.repeat, folder, launcher)
    growth: list[Sample] = []
    peers = options.growth_peers or options.peers
    for size in options.sizes:
        rounds = options.growth_repeat or options.repeat
        growth += _measure(options, size, peers, rounds, folder / "growth", launcher, growth=True)
    results = report.Results(samples, growth)
    print(f"\n{report.text(results)}")
    _save(options, results, facts)


def _save(options: argparse.Namespace, results: report.Results, facts: dict[str, str]) -> None:
    command = shlex.join(["python", "benchmarks/run.py", *sys.argv[1:]])
    day = dt.date.today().isoformat()
    if options.json:
        content = {"machine": facts, "date": day, "command": command, **asdict(results)}
        options.json.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    if options.write_docs:
        report.write_page(PAGE, results, facts, command, day)


def _measure(
    options: argparse.Namespace,
    posts: int,
    peers: Sequence[Peer],
    rounds: int,
    folder: Path,
    launcher: Launcher,
    *,
    growth: bool = False,
) -> list[Sample]:
    """Measure at one size; for the growth, only the builds that are done again and again."""
    scenarios = [
        name for name in options.scenarios if not growth or name not in ("parallel", "latex")
    ]
    notes = generate(posts, options.talks, options.seed)
    sites = [Site(peer, notes, folder / f"{posts}" / peer.name, launcher) for peer in peers]
    for site in sites:
        # Not counted: it compiles modules, fills the caches of the system, and is there to be
        # built again.
        sample = site.measure("full", -1)
        _progress(f"{posts} posts, warming up, {site.peer.name}: {_shown(sample)}")
    samples = []
    total = rounds * sum(len(_scenarios_of(site.peer, scenarios)) for site in sites)
    for number in range(rounds):
        # Another one begins each round, so that none is always the one after the slowest.
        shift = number % len(sites)
        for scenario in scenarios:
            for site in sites[shift:] + sites[:shift]:
                if scenario not in _scenarios_of(site.peer, scenarios):
                    continue
                samples.append(site.measure(scenario, number))
                where = f"{posts} posts, {len(samples)} of {total}"
                _progress(f"{where}, {site.peer.name}, {scenario}: {_shown(samples[-1])}")
    return samples


def _scenarios_of(peer: Peer, scenarios: Sequence[str]) -> list[str]:
    """Return what can be measured: a document of LaTeX is made of the pages of toctrees."""
    return [name for name in scenarios if peer.has_toctree or name != "latex"]


def _shown(sample: Sample) -> str:
    noted = f", {sample.warnings} warnings" if sample.warnings else ""
    return f"{sample.wall:.2f} s, {sample.peak / 2**20:.0f} MiB{noted}"


def _progress(line: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {line}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
