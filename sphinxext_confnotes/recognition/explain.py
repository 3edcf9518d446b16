"""The explanation of a plan: for each line of a post what it was taken for, and why.

`explain` makes entries of a plan, `as_text` and `as_data` write them.  Called by the command line
and by tests; imports neither Sphinx nor docutils.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sphinxext_confnotes.recognition.evidence import FOR, ORDER
from sphinxext_confnotes.recognition.filling import shown
from sphinxext_confnotes.recognition.outline import Block, Outline
from sphinxext_confnotes.recognition.plan import (
    ALL,
    Left,
    Part,
    Piece,
    Plan,
    PlannedTalk,
    Reason,
)

WHY: Mapping[Reason, str] = {
    Reason.LABEL: "it has a TLDR or a comment",
    Reason.STARS: "it has stars",
    Reason.SPEAKER: "a speaker is named in its title or below it",
    Reason.TIME: "a time stands in its title or below it",
    Reason.KIND: "its title says what kind of talk it is",
    Reason.LINK: "its title is a link, or slides, a video or a paper are linked below it",
    Reason.SIBLINGS: "it is written as the other talks are",
    Reason.TABLE: "the heads of its table are those of talks",
    Reason.PAGE: "the page is about one talk",
    Reason.PATTERN: "its title is made as 'talk-title' in the front matter says",
    Reason.FORCED: "'talks' in the front matter says so",
    Reason.OFF: "'talks: none' says that there are none",
    Reason.NOT_TALKS: "'not-talks' in the front matter says so",
    Reason.NO_CONFERENCE: "the post is about no conference, and it has neither TLDR nor comment",
    Reason.NO_REPORT: "the title is that of an announcement, of minutes or the like",
    Reason.MEALS: "it is about food, a break or a party",
    Reason.TRAVEL: "it is about the way, or about where one sleeps",
    Reason.VENUE: "it is about the place or the organisation",
    Reason.REGISTRATION: "it is about getting a badge",
    Reason.OPENING: "it opens the post or the conference",
    Reason.CLOSING: "it closes the post or the conference",
    Reason.MISSED: "it wasn't attended",
    Reason.TO_WATCH: "it is still to be watched",
    Reason.RESOURCES: "it is a list of links",
    Reason.OWN: "it is the author's own",
    Reason.CONTENTS: "it leads to a place in the page itself",
    Reason.DAY: "it is a day of the conference",
    Reason.GROUP: "it is a title over several talks",
    Reason.PART: "it is a part of a talk, or stands in one",
    Reason.IS_LABEL: "it is a label of what stands around it",
    Reason.SENTENCE: "it is a sentence rather than a title",
    Reason.WEAK: "too little speaks for it",
    Reason.RULE: "a horizontal line ended the talk above",
    Reason.UNCLEAR: "the talk above has a TLDR already, and this may be of another one",
}

_LABEL_IT = "begin a line below it with 'TLDR:' or 'Comment:'"

_EDITS: Mapping[Reason, str] = {
    Reason.OFF: "take 'talks: none' out of the front matter",
    Reason.NOT_TALKS: "take it out of 'not-talks'",
    Reason.NO_CONFERENCE: f"add 'conference: …' to the front matter, or {_LABEL_IT}",
    Reason.CONTENTS: "link it to another page",
    Reason.DAY: _LABEL_IT,
    Reason.GROUP: _LABEL_IT,
    Reason.IS_LABEL: "use a word that is no label",
    Reason.SENTENCE: "give it a line of its own that is no sentence",
    Reason.RULE: "take the horizontal line away",
    Reason.UNCLEAR: "give what it is about a heading",
}
"""The smallest edit that makes a talk of something, where the way it is written doesn't matter."""

_NAMES = {
    "tldr": "TLDR",
    "comment": "comment",
    "byline": "byline",
    "heading": "heading in the talk",
}


class Entry(NamedTuple):
    """The explanation of some lines."""

    line: int
    what: str
    """``talk``, ``no talk``, ``day``, ``TLDR``, ``TLDR of the day``, ``comment``, ``fact``,
    ``byline``, ``text`` and the like."""
    text: str
    """The words, shortened."""
    why: str = ""
    """A sentence."""
    edit: str = ""
    """The smallest edit that would change it; empty where nothing need be changed."""
    reason: str = ""
    """The code of the reason, of talks and of what was left."""


def explain(plan: Plan, outline: Outline) -> list[Entry]:
    """Return what the lines of a post were taken for, in their order."""
    blocks = {block.number: block for block in outline.page.walk()}
    entries = [
        *(entry for talk in plan.talks for entry in _of_talk(talk, blocks)),
        *(_of_day_note(part, blocks) for part in plan.day_notes),
        *(_of_left(left, blocks) for left in plan.left),
        *_outside(plan, outline),
    ]
    return sorted(entries, key=lambda entry: entry.line)


def _of_talk(talk: PlannedTalk, blocks: Mapping[int, Block]) -> Iterator[Entry]:
    title = words_of(talk.title, blocks)
    known = {one.name: one.why for one in (*FOR, ORDER)}
    further = [known[name] for name in talk.evidence if name in known]
    why = WHY[talk.reason]
    more = [one for one in further if one != why]
    why = f"{why}; also: {', '.join(more)}" if more else why
    edit = f"to leave it out: 'not-talks: [\"{shown(title)}\"]' in the front matter"
    yield Entry(talk.line, "talk", shown(title), why, edit, talk.reason)
    facts = talk.facts
    if facts.speakers:
        names = ", ".join(one.name for one in facts.speakers)
        yield Entry(talk.line, "fact", f"speakers: {names}", "read in or below the title")
    if facts.start:
        times = "-".join(f"{time:%H:%M}" for time in (facts.start, facts.end) if time)
        yield Entry(talk.line, "fact", f"time: {times}", "read in or below the title")
    for part in talk.parts:
        yield _of_part(part, blocks)


def _of_part(part: Part, blocks: Mapping[int, Block]) -> Entry:
    words = " ".join(words_of(piece, blocks) for piece in part.pieces).strip()
    line = part.line or _line_of(part, blocks)
    if part.kind == "fact":
        return Entry(line, "fact", shown(f"{part.field}: {words}"), "its label says so")
    if part.kind == "text":
        why = "no label stands before it" if not part.field else f"its label, '{part.field}'"
        return Entry(line, "text of the talk", shown(words), why)
    why = "its label says so" if part.kind in ("tldr", "comment") else ""
    return Entry(line, _NAMES[part.kind], shown(words), why)


def _of_day_note(part: Part, blocks: Mapping[int, Block]) -> Entry:
    words = " ".join(words_of(piece, blocks) for piece in part.pieces).strip()
    why = "it stands before the first talk"
    return Entry(part.line, "TLDR of the day", shown(words), why)


def _of_left(left: Left, blocks: Mapping[int, Block]) -> Entry:
    what = {Reason.RULE: "text", Reason.UNCLEAR: "text"}.get(left.reason, "no talk")
    block = blocks.get(left.block)
    return Entry(
        left.line, what, left.text, WHY[left.reason], _edit(left.reason, block), left.reason
    )


def _edit(reason: Reason, block: Block | None) -> str:
    """Return the smallest edit that would make a talk of what was left."""
    if reason in _EDITS:
        return _EDITS[reason]
    if block is None:
        return _LABEL_IT
    if block.kind == "section" and 1 <= block.level <= 4:
        return f"add 'talks: h{block.level}' to the front matter, or {_LABEL_IT}"
    if block.kind == "row":
        return "add 'talks: tables' to the front matter"
    return _LABEL_IT


def _outside(plan: Plan, outline: Outline) -> Iterator[Entry]:
    """Yield what is in no talk, and no candidate of one: paragraphs and lists between talks."""
    taken = {piece.block for piece in plan.pieces()} | {left.block for left in plan.left}
    taken |= {talk.block for talk in plan.talks}
    waiting = list(reversed(outline.page.children))
    while waiting:
        block = waiting.pop()
        if block.number in taken:
            if block.kind == "section":
                waiting += reversed(block.children)
            continue
        if block.kind == "section":
            if block.number in plan.days:
                yield Entry(block.line, "day", shown(block.text))
            waiting += reversed(block.children)
        elif block.kind == "paragraph":
            yield Entry(block.line, "text", shown(block.text), "it is in no talk")


def words_of(piece: Piece, blocks: Mapping[int, Block]) -> str:
    """Return the words of a piece of the outline."""
    block = blocks[piece.block]
    if piece.last == ALL and not block.lines:
        return " ".join(part.text for part in block.walk() if part.text)
    last = len(block.lines) if piece.last == ALL else piece.last
    lines = [line.text for line in block.lines[piece.first : last]]
    if lines and piece.end != ALL:
        lines[-1] = lines[-1][: piece.end]
    if lines:
        lines[0] = lines[0][piece.start :]
    return " ".join(line.strip() for line in lines).strip()


def _line_of(part: Part, blocks: Mapping[int, Block]) -> int:
    first = part.pieces[0]
    block = blocks[first.block]
    if block.lines and first.first < len(block.lines):
        return block.lines[first.first].number
    return block.line


def as_text(entries: Sequence[Entry]) -> str:
    """Return entries as lines for a terminal."""
    lines = []
    for entry in entries:
        lines.append(f"{entry.line:>5}  {entry.what}: {entry.text}")
        if entry.why:
            lines.append(f"       {entry.why}")
        if entry.edit:
            lines.append(f"       {'→ ' + entry.edit}")
    return "\n".join(lines)


def as_data(entries: Sequence[Entry]) -> list[dict[str, Any]]:
    """Return entries as JSON has them, without what is empty."""
    return [
        {key: value for key, value in entry._asdict().items() if value not in ("", 0)}
        for entry in entries
    ]
