"""Measure which speakers, times and days are read off titles and bylines of counted talks.

The talks are taken from the counts, rather than being found: what is measured is how their facts
are read.  Texts are expected where ``measure.py`` expects them.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import outlines  # noqa: E402
from measure import NAMES, digest, find_text  # noqa: E402

from sphinxext_confnotes.recognition.bylines import Bylines  # noqa: E402
from sphinxext_confnotes.recognition.days import (  # noqa: E402
    Day,
    Span,
    date_in_path,
    read_day,
    resolve_days,
)
from sphinxext_confnotes.recognition.labels import Labels  # noqa: E402
from sphinxext_confnotes.recognition.outline import Block, Line  # noqa: E402
from sphinxext_confnotes.recognition.speakers import read_speakers  # noqa: E402
from sphinxext_confnotes.recognition.titles import Titles  # noqa: E402
from sphinxext_confnotes.recognition.vocabulary import load_vocabulary  # noqa: E402

FACTS = ("speakers", "time", "room", "day")


@dataclass
class Talk:
    """A counted talk, with the lines that may have its facts."""

    counted: Mapping[str, Any]
    title: tuple[Line, ...]
    below: tuple[Line, ...]
    is_running: bool
    day: Day | None


def main() -> int:
    """Measure, and print the numbers."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("posts", type=Path, help="the folder with the texts")
    parser.add_argument("--counts", type=Path, default=HERE / "training.json")
    parser.add_argument("--only", nargs="+", metavar="NUMBER", help="measure these posts alone")
    parser.add_argument("--verbose", action="store_true", help="list what was missed or wrong")
    options = parser.parse_args()
    measurer = Measurer(verbose=options.verbose)
    for post in json.loads(options.counts.read_text("utf-8")):
        source = find_text(options.posts, post)
        if source and post["talks"] and (not options.only or post["id"] in options.only):
            measurer.measure(post, source)
    for key in FACTS:
        right, wrong, missed = (measurer.numbers[key, one] for one in ("right", "wrong", "missed"))
        print(f"{key:<9} right {right:4} missed {missed:4} wrong {wrong:3}")
    print(f"dates in paths: {measurer.numbers['paths', 'right']}")
    return 0


class Measurer:
    """Counts the facts of talks, post by post."""

    def __init__(self, *, verbose: bool) -> None:
        self.vocabulary = load_vocabulary()
        self.titles = Titles(self.vocabulary)
        self.bylines = Bylines(self.vocabulary)
        self.labels = Labels(self.vocabulary)
        self.numbers: Counter[tuple[str, str]] = Counter()
        self.verbose = verbose

    def measure(self, post: Mapping[str, Any], source: Path) -> None:
        """Add the facts of one post."""
        path = PurePosixPath(post["path"])
        path = path.with_suffix(NAMES.get(path.suffix, path.suffix))
        self.numbers["paths", "right"] += date_in_path(post["path"]) is not None
        text = outlines.read(source.read_text("utf-8", "replace"), path)
        talks = list(self.talks(post, text.outline.page))
        order = self.titles.find_order(
            [talk.title for talk in talks], is_running=any(talk.is_running for talk in talks)
        )
        first = [next(iter(talk.below), None) for talk in talks]
        are_usual = self.bylines.are_usual(first)
        span = Span(dt.date.fromisoformat(post["date"])) if post.get("date") else Span()
        days = resolve_days([talk.day for talk in talks], span)
        for talk, day in zip(talks, days, strict=True):
            title = self.titles.read(talk.title, order, is_running=talk.is_running)
            speakers, slot, room = title.speakers, title.slot, title.room
            below = list(talk.below[:4])
            label = self.labels.of_line(below[0]) if below else None
            if label and label.kind == "speakers" and not speakers:
                rest = below.pop(0).text[label.end :]
                speakers = read_speakers(rest, self.bylines.names, is_labelled=True)
            byline, _ = self.bylines.read_all(
                below, are_usual=are_usual, has_speakers=bool(speakers)
            )
            speakers = speakers or byline.speakers
            slot, room = slot or byline.slot, room or byline.room
            times = [f"{time:%H:%M}" for time in (slot and slot.start, slot and slot.end) if time]
            self.compare(post, talk, tuple(one.name for one in speakers), "-".join(times), room)
            self.compare_day(post, talk, day)

    def talks(self, post: Mapping[str, Any], page: Block) -> Iterator[Talk]:
        """Yield the counted talks that are found in an outline."""
        blocks = list(page.walk())
        parents = {child.number: block for block in blocks for child in block.children}
        for counted in post["talks"]:
            for block in blocks:
                found = self._talk(counted, block, blocks, post["form"] == "page")
                if found:
                    found.day = self._day(block, parents)
                    yield found
                    break
            else:
                self.numbers["talks", "missed"] += 1

    def _talk(
        self, counted: Mapping[str, Any], block: Block, blocks: Sequence[Block], is_page: bool
    ) -> Talk | None:
        line = counted["line"]
        if block.kind in {"section", "page"} and (
            block.line == line or (abs(block.line - line) <= 1 and is_page)
        ):
            lines = block.lines
            if is_page and block.kind == "page" and not lines:
                return None
            return Talk(counted, lines, _below(block.children), False, None)
        if block.kind == "item" and block.line == line and block.children:
            first = block.children[0]
            lines = first.lines
            return Talk(counted, lines, _below(block.children[1:]), True, None)
        if block.kind == "paragraph" and block.line == line and block.lines:
            at = next((n for n, one in enumerate(block.lines) if one.number == line), 0)
            following = [one for one in blocks if one.line > line][:2]
            return Talk(
                counted,
                block.lines[at : at + 1],
                (*block.lines[at + 1 :], *_below(following)),
                True,
                None,
            )
        return None

    def _day(self, block: Block, parents: Mapping[int, Block]) -> Day | None:
        while parent := parents.get(block.number):
            if parent.kind in {"section", "page"} and (
                day := read_day(parent.text, self.vocabulary)
            ):
                return day
            block = parent
        return None

    def compare(
        self,
        post: Mapping[str, Any],
        talk: Talk,
        speakers: tuple[str, ...],
        time: str,
        room: str,
    ) -> None:
        """Count speakers, time and room of one talk."""
        counted = talk.counted
        read = {digest(one) for one in speakers}
        expected = set(counted.get("speakers", ()))
        if read:
            is_right = read == expected or read <= set(counted.get("prose", ()))
            self._count(post, talk, "speakers", "right" if is_right else "wrong", speakers)
        elif expected:
            self._count(post, talk, "speakers", "missed", ())
        if time:
            known = counted.get("time", "")
            is_right = time in {known, known.partition("-")[0]}
            self._count(post, talk, "time", "right" if is_right else "wrong", time)
        elif "time" in counted:
            self._count(post, talk, "time", "missed", ())
        if room:
            is_right = digest(room) == counted.get("room")
            self._count(post, talk, "room", "right" if is_right else "wrong", room)

    def compare_day(self, post: Mapping[str, Any], talk: Talk, day: dt.date | None) -> None:
        """Count the day of one talk."""
        expected = talk.counted.get("day")
        if day and expected:
            verdict = "right" if day.isoformat() == expected else "wrong"
            self._count(post, talk, "day", verdict, day)
        elif expected and expected != post.get("date"):
            self._count(post, talk, "day", "missed", ())

    def _count(
        self, post: Mapping[str, Any], talk: Talk, key: str, verdict: str, read: object
    ) -> None:
        self.numbers[key, verdict] += 1
        if self.verbose and verdict != "right":
            title = " ".join(line.text for line in talk.title)
            below = talk.below[0].text[:50] if talk.below else ""
            place = f"{post['id']}:{talk.counted['line']}"
            print(f"{place} {key} {verdict} {read}: {title[:90]} | {below}")


def _below(blocks: Sequence[Block]) -> tuple[Line, ...]:
    """Return the first lines of what follows a title."""
    found: list[Line] = []
    for block in blocks[:3]:
        if block.kind in {"list", "item", "paragraph", "quote"}:
            for one in block.walk():
                if one.kind in {"paragraph", "item"}:
                    found += one.lines
        elif block.kind == "section":
            found += block.lines
            break
        else:
            break
    return tuple(found[:6])


if __name__ == "__main__":
    sys.exit(main())
