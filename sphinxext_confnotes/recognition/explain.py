"""The explanation of a plan: for each line of a post what it was taken for, and why.

`explain` makes entries of a plan, `as_text` and `as_data` write them.  Called by the command line
and by tests, which try each edit that is advised; imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinxext_confnotes.recognition.evidence import CODED, FOR, ORDER, SIGNED
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

if TYPE_CHECKING:
    from sphinxext_confnotes.programmes.joining import Outcome

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
    Reason.PROGRAMME: "the conference's programme has it, and something is said about it",
    Reason.PATTERN: "its title is made as 'talk-title' in the front matter says",
    Reason.FORCED: "'talks' in the front matter says so",
    Reason.OFF: "'talks: none' says that there are none",
    Reason.MODE: "'talks' in the front matter, or 'confnotes_talks', says that others are",
    Reason.DIRECTIVES: "the post has 'talk' directives, which say what its talks are",
    Reason.NOT_TALKS: "'not-talks' in the front matter says so",
    Reason.NO_CONFERENCE: "the post is about no conference, and it has neither TLDR nor comment",
    Reason.NO_REPORT: "the post is an announcement, a programme, minutes or the like",
    Reason.MEALS: "it is about food, a break or a party",
    Reason.TRAVEL: "it is about the way, or about where one sleeps",
    Reason.VENUE: "it is about the place or the organisation",
    Reason.REGISTRATION: "it is about getting a badge",
    Reason.OPENING: "it opens the post or the conference",
    Reason.CLOSING: "it closes the post or the conference",
    Reason.MISSED: "it wasn't attended",
    Reason.TO_WATCH: "it is still to be watched",
    Reason.RESOURCES: "it is a list of links",
    Reason.UNTOLD: "nothing is said about it yet, or only what the programme says",
    Reason.OWN: "it is the author's own",
    Reason.CONTENTS: "it leads to a place in the page itself, or lists a heading of it",
    Reason.DAY: "it is a day of the conference",
    Reason.GROUP: "it is a title over several talks",
    Reason.AROUND: "there are talks in it",
    Reason.PART: "it is a part of a talk, or stands in one",
    Reason.IS_LABEL: "it is a label of what stands around it",
    Reason.SENTENCE: "it is a sentence rather than a title",
    Reason.WEAK: "too little speaks for it",
    Reason.RULE: "a horizontal line ended the talk above",
    Reason.UNCLEAR: "the talk above has a TLDR already, and this may be of another one",
}

LABEL_IT = "begin a line below it with 'TLDR:'"
_RENAME = "change the words that say so, in its title or around it"

EDITS: Mapping[Reason, str] = {
    Reason.OFF: "take 'talks: none' out of the front matter",
    Reason.MODE: "add 'auto' to 'talks' in the front matter",
    Reason.NOT_TALKS: "take it, or the title that it stands below, out of 'not-talks'",
    Reason.NO_CONFERENCE: "add 'conference: …' to the front matter and, where that isn't enough, "
    "begin a line below it with 'TLDR:'",
    Reason.MEALS: _RENAME,
    Reason.TRAVEL: _RENAME,
    Reason.VENUE: _RENAME,
    Reason.REGISTRATION: _RENAME,
    Reason.OPENING: _RENAME,
    Reason.CLOSING: _RENAME,
    Reason.MISSED: _RENAME,
    Reason.TO_WATCH: _RENAME,
    Reason.RESOURCES: _RENAME,
    Reason.UNTOLD: "write below it what was said",
    Reason.OWN: _RENAME,
    Reason.CONTENTS: "link it to another page, or call it otherwise than the heading",
    Reason.DAY: "give it a title that is no day",
    Reason.GROUP: "give it a title of its own",
    Reason.IS_LABEL: "give it a title that is no label",
    Reason.SENTENCE: "put a short title in bold before it, and begin the next line with 'TLDR:'",
    Reason.RULE: "take the horizontal line away",
    Reason.UNCLEAR: "give what it is about a heading",
}
"""The smallest edit that makes a talk of something, where the way it is written doesn't matter;
for all others that is a label."""

_NAMES = {
    "tldr": "TLDR",
    "comment": "comment",
    "byline": "byline",
    "heading": "heading in the talk",
}


MOST_OTHERS = 3
"""Entries of a programme that are named as likely."""


class Entry(NamedTuple):
    """The explanation of some lines."""

    line: int
    what: str
    """``talk``, ``no talk``, ``programme``, ``day``, ``TLDR``, ``TLDR of the day``, ``comment``,
    ``fact``, ``byline``, ``text`` and the like."""
    text: str
    """The words, shortened."""
    why: str = ""
    """A sentence."""
    edit: str = ""
    """The smallest edit that would change it; empty where nothing need be changed."""
    reason: str = ""
    """The code of the reason, of talks and of what was left."""


def explain(
    plan: Plan,
    outline: Outline,
    shown_facts: Mapping[int, Collection[str]] | None = None,
    joined: Iterable[tuple[int, Outcome]] = (),
) -> list[Entry]:
    """Return what the lines of a post were taken for, in their order.

    :param shown_facts: the fields that each talk has, by its line, where they are known: a value
        that couldn't be read has stayed in the text.
    :param joined: the lines of talks with what the programme of their conference has of them.
    """
    blocks = {block.number: block for block in outline.page.walk()}
    left = {one.block: one for one in plan.left}
    told: set[int] = set()
    entries = [_of_post(plan, outline)]
    for talk in plan.talks:
        fields = None if shown_facts is None else shown_facts.get(talk.line)
        entries += _of_title(talk, blocks, is_only=len(plan.talks) == 1)
        for part in talk.parts:
            number = part.pieces[0].block if part.kind == "heading" else None
            if number in left:
                told.add(left[number].block)
                entries.append(_of_heading(talk, left[number], blocks))
            else:
                entries += _of_part(talk, part, blocks, fields)
    entries += (_of_day_note(part, blocks) for part in plan.day_notes)
    entries += (
        _of_left(one, blocks, is_page=not (one.block or plan.talks))
        for one in plan.left
        if one.block not in told
    )
    entries += _outside(plan, outline)
    entries += (_of_programme(line, outcome) for line, outcome in joined)
    return sorted(entries, key=lambda entry: entry.line)


def _of_post(plan: Plan, outline: Outline) -> Entry:
    if plan.conference:
        why = f"it is about a conference: {plan.conference}"
    elif plan.talks:
        why = "nothing but its talks says that it is about a conference"
    else:
        why = "nothing says that it is about a conference"
    return Entry(outline.page.line or 1, "post", shown(outline.page.text), why)


def _of_title(talk: PlannedTalk, blocks: Mapping[int, Block], *, is_only: bool) -> Iterator[Entry]:
    """Yield the talk itself, with what its title and the lines below it say."""
    title = words_of(talk.title, blocks)
    known = {one.name: one.why for one in (*FOR, ORDER, SIGNED, CODED)}
    why = WHY[talk.reason]
    more = [known[name] for name in talk.evidence if known.get(name, why) != why]
    why = f"{why}; also: {', '.join(more)}" if more else why
    matter = "talks: none" if talk.form == "page" and is_only else _leaving_out(talk, blocks)
    edit = f"to leave it out: '{matter}' in the front matter"
    yield Entry(talk.line, "talk", shown(title), why, edit, talk.reason)
    where = ", or in the front matter" if talk.form == "page" else ""
    for name, value in _facts_of(talk):
        yield Entry(talk.line, "fact", f"{name}: {value}", f"read in or below the title{where}")


def _leaving_out(talk: PlannedTalk, blocks: Mapping[int, Block]) -> str:
    """Return the front matter that makes a talk none, beside others."""
    pattern = shown(words_of(talk.title, blocks)).replace("…", "*")
    if talk.title.start or talk.title.first:
        pattern = f"*{pattern}"
    if talk.title.end != ALL:
        pattern = f"{pattern}*"
    return f"not-talks: [{json.dumps(pattern, ensure_ascii=False)}]"


def _facts_of(talk: PlannedTalk) -> Iterator[tuple[str, str]]:
    facts = talk.facts
    values = {
        "speakers": ", ".join(
            f"{one.name} ({one.affiliation})" if one.affiliation else one.name
            for one in facts.speakers
        ),
        "time": "-".join(f"{time:%H:%M}" for time in (facts.start, facts.end) if time),
        "date": facts.date.isoformat() if facts.date else "",
        "room": facts.room,
        "track": facts.track,
        "kind": facts.kind,
        "rating": f"{facts.rating} of 5" if facts.rating else "",
        "highlight": facts.reason or "yes" if facts.is_highlight else "",
    }
    yield from ((name, value) for name, value in values.items() if value)
    yield from facts.addresses


def _of_part(
    talk: PlannedTalk, part: Part, blocks: Mapping[int, Block], fields: Collection[str] | None
) -> Iterator[Entry]:
    words = " ".join(words_of(piece, blocks) for piece in part.pieces).strip()
    line = part.line or _line_of(part, blocks)
    if not words:
        return
    stands = "the head of its column" if talk.form == "row" else "its label"
    if part.kind == "fact" and fields is not None and part.field not in fields:
        why = f"{stands} says '{part.field}', but it isn't one"
        yield Entry(line, "text of the talk", shown(words), why)
    elif part.kind == "fact":
        yield Entry(line, "fact", shown(f"{part.field}: {words}"), f"{stands} says so")
    elif part.kind == "text":
        label = part.field or part.label
        why = f"{stands}: '{label}'" if label else "no label stands before it"
        yield Entry(line, "text of the talk", shown(words), why)
    else:
        why = f"{stands} says so" if part.kind in ("tldr", "comment") else ""
        yield Entry(line, _NAMES[part.kind], shown(words), why)


def _of_heading(talk: PlannedTalk, left: Left, blocks: Mapping[int, Block]) -> Entry:
    """Return the title of a section in a talk, which might have been one of its own."""
    block = blocks[talk.block]
    edit = _edit(left.reason, blocks.get(left.block))
    if left.reason is Reason.PART and block.kind == "section":
        edit = f"make it a heading of the talk's own level, {block.level}"
    return Entry(left.line, _NAMES["heading"], left.text, WHY[left.reason], edit, left.reason)


def _of_day_note(part: Part, blocks: Mapping[int, Block]) -> Entry:
    words = " ".join(words_of(piece, blocks) for piece in part.pieces).strip()
    why = "it stands before the first talk"
    return Entry(part.line, "TLDR of the day", shown(words), why)


def _of_programme(line: int, outcome: Outcome) -> Entry:
    """Return which entry of the programme a talk is, or why it is none."""
    if outcome.entry:
        return Entry(line, "programme", shown(outcome.entry.title), str(outcome))
    likely = ", ".join(f"'{shown(title)}'" for title in outcome.others[:MOST_OTHERS])
    why = f"{outcome}: {likely}" if likely else str(outcome)
    edit = "type the title as the programme has it, link the title to the talk's page there, or "
    return Entry(
        line, "programme", "no entry", why, f"{edit}give its 'entry' to a 'talk' directive"
    )


def _of_left(left: Left, blocks: Mapping[int, Block], *, is_page: bool) -> Entry:
    what = {Reason.RULE: "text", Reason.UNCLEAR: "text"}.get(left.reason, "no talk")
    edit = _edit(left.reason, blocks.get(left.block))
    if is_page and left.reason is not Reason.OFF:
        edit = "if the whole page is one talk, add 'talks: page' to the front matter"
        if left.reason is Reason.NO_CONFERENCE:
            edit = f"add 'conference: …' to the front matter; {edit}"
    return Entry(left.line or 1, what, left.text, WHY[left.reason], edit, left.reason)


def _edit(reason: Reason, block: Block | None) -> str:
    """Return the smallest edit that would make a talk of what was left."""
    edit = EDITS.get(reason, LABEL_IT)
    if block is None or reason in (Reason.OFF, Reason.MODE, Reason.NOT_TALKS):
        return edit
    if block.kind == "row":
        return "add 'talks: tables' to the front matter"
    if block.kind == "item":
        edit = edit.replace("a line below it", "a line in it")
    is_free = reason not in (Reason.CONTENTS, Reason.IS_LABEL, Reason.RULE, Reason.UNCLEAR)
    if block.kind in ("section", "page") and 1 <= block.level <= 4 and is_free:
        return f"{edit}; or, where all headings like it are talks, add 'talks: h{block.level}'"
    return edit


def _outside(plan: Plan, outline: Outline) -> Iterator[Entry]:
    """Yield what is in no talk, and no candidate of one."""
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
        elif any(part.number in taken for part in block.walk()):
            waiting += reversed(block.children)
        else:
            words = " ".join(part.text for part in block.walk() if part.text)
            # Others of its list are talks.
            edit = _edit(Reason.WEAK, block) if block.kind == "item" else ""
            if words:
                yield Entry(block.line, "text", shown(words), "it is in no talk", edit)


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
