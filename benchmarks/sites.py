"""Measure several sites as one: ``python benchmarks/sites.py --help``.

Each site is built on its own, as the jobs of a pipeline would build them, and one more build joins
what they publish.  One talk in five was heard by people of all sites.  What the joined pages say is
looked through after each build: every TLDR of every site, once, with the site that it is from.
"""

from __future__ import annotations

import argparse
import filecmp
import re
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from building import WORDS, BuildError, Launcher
from generate import Notes, edit, generate
from peers import PEERS, Peer, write_project

HEARD_BY_ALL = 5
"""One talk in so many has the same address on all sites."""

JOINED = """\
project = "All notes"
extensions = ["sphinxext_confnotes"]
html_theme = "alabaster"
confnotes_others = {others!r}
"""

PAGES = {
    "index.md": "# All notes\n\n```{toctree}\nsummary\nlists\n```\n",
    "summary.md": "# Summary\n\n```{daily-summary}\n:notes: tldr\n```\n",
    "lists.md": "# Highlights\n\n```{talk-list}\n:highlights:\n:group-by: conference\n```\n",
}

CHANGED = 3
"""The site that is edited."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its status."""
    parser = argparse.ArgumentParser(description="Time the build of a site that joins others.")
    parser.add_argument("--sites", type=int, default=10)
    parser.add_argument("--posts", type=int, default=100, help="of each site")
    parser.add_argument("--talks", type=int, default=10, help="of each post")
    parser.add_argument("--keep", type=Path, help="an empty folder for what is built")
    options = parser.parse_args(arguments)
    if options.keep and options.keep.exists() and any(options.keep.iterdir()):
        print(f"{options.keep} isn't empty", file=sys.stderr)
        return 2
    with ExitStack() as stack:
        launcher = stack.enter_context(Launcher())
        folder = options.keep or Path(stack.enter_context(TemporaryDirectory(prefix="sites-")))
        try:
            _measure(options, folder.resolve(), launcher)
        except BuildError as error:
            print(error, file=sys.stderr)
            return 1
    return 0


def _measure(options: argparse.Namespace, folder: Path, launcher: Launcher) -> None:
    names = [f"site-{number:02}" for number in range(options.sites)]
    notes = [_of_site(name, number, options) for number, name in enumerate(names)]
    alone = 0.0
    for name, one in zip(names, notes, strict=True):
        alone = _build_site(name, one, folder, launcher)
    _report(f"one site of {options.posts * options.talks} talks, full", alone)

    joined = folder / "joined"
    _write_joined(joined, names)
    expected = Counter(talk.word for one in notes for post in one.posts for talk in post.talks)
    _report("all as one, full", _build_joined(joined, launcher, expected, names))
    _report("all as one, no-op", _build_joined(joined, launcher, expected, names))

    changed = min(CHANGED, options.sites - 1)
    edited, _ = edit(notes[changed], 1)
    _report("one site, one edit", _build_site(names[changed], edited, folder, launcher))
    expected[edited.edit] += 1
    _report("all as one, one edit of a site", _build_joined(joined, launcher, expected, names))

    other = folder / "other-order"
    shutil.copytree(joined / "source", other / "source")
    _write_joined(other, names[::-1])
    _build_joined(other, launcher, expected, names)
    _compare_pages(joined / "html", other / "html")
    print("The pages are the same bytes fresh and after the edit, whatever the order of the sites.")


def _of_site(name: str, number: int, options: argparse.Namespace) -> Notes:
    """Return the notes of a site, most of them of talks that no other site has."""
    notes = generate(options.posts, options.talks, seed=number)
    posts = []
    for post in notes.posts:
        talks = [
            replace(talk, url=talk.url if place % HEARD_BY_ALL == 0 else f"{talk.url}/{name}")
            for place, talk in enumerate(post.talks)
        ]
        posts.append(replace(post, talks=tuple(talks)))
    return replace(notes, posts=tuple(posts))


def _peer(name: str) -> Peer:
    peer = next(peer for peer in PEERS if peer.name == "confnotes-no-toctree")
    return replace(peer, settings=f'html_baseurl = "https://{name}.example/"\n')


def _build_site(name: str, notes: Notes, folder: Path, launcher: Launcher) -> float:
    """Build a site, hand its data to the joined one, and return the seconds that it took."""
    write_project(_peer(name), notes, folder / name / "source")
    seconds = _build(folder / name, launcher)
    kept = folder / "joined" / "source" / "others" / f"{name}.json"
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / name / "html" / "talks.json", kept)
    return seconds


def _write_joined(folder: Path, names: Sequence[str]) -> None:
    others = {name: f"others/{name}.json" for name in names}
    for name, text in {"conf.py": JOINED.format(others=others), **PAGES}.items():
        (folder / "source" / name).write_text(text, "utf-8")


def _build_joined(
    folder: Path, launcher: Launcher, expected: Counter[str], names: Sequence[str]
) -> float:
    seconds = _build(folder, launcher)
    page = (folder / "html" / "summary.html").read_text("utf-8")
    found = Counter(WORDS.findall(page))
    if found != expected:
        few = ", ".join(sorted((found - expected) | (expected - found))[:5])
        raise BuildError(f"the summary of all sites lacks or has too much: {few}")
    missing = [name for name in names if not re.search(rf'href="https://{name}\.example/', page)]
    if missing:
        raise BuildError(f"the summary of all sites doesn't link {missing[0]}")
    return seconds


def _build(folder: Path, launcher: Launcher) -> float:
    warnings = folder / "warnings.txt"
    command = [sys.executable, "-m", "sphinx", "-q", "-N", "-W", "--keep-going", "-b", "html"]
    command += ["-d", str(folder / "doctrees"), "-w", str(warnings)]
    command += [str(folder / "source"), str(folder / "html")]
    return launcher.run(command, folder / "log.txt").cpu


def _compare_pages(one: Path, other: Path) -> None:
    for page in sorted(one.rglob("*.html")):
        if not filecmp.cmp(page, other / page.relative_to(one), shallow=False):
            raise BuildError(f"{page.name} is another in the other order")


def _report(what: str, seconds: float) -> None:
    print(f"{what}: {seconds:.1f} s of the processor", flush=True)


if __name__ == "__main__":
    sys.exit(main())
