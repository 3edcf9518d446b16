"""Facts of talks: what titles and the lines below them say of speakers, times, rooms and days.

`read_facts` reads those of all talks of a post together, because how they are written is told by
all of them: on which side the speakers stand, and whether there are bylines.  Called by `contents`;
imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.recognition.bylines import Byline, Where
from sphinxext_confnotes.recognition.candidates import Candidate, label_behind_title
from sphinxext_confnotes.recognition.cuts import first_of, slot_before
from sphinxext_confnotes.recognition.days import Day, resolve_days
from sphinxext_confnotes.recognition.evidence import may_be_byline
from sphinxext_confnotes.recognition.given_facts import given_facts
from sphinxext_confnotes.recognition.outline import Block, Line
from sphinxext_confnotes.recognition.plan import ALL, Facts, Piece
from sphinxext_confnotes.recognition.sentences import read_tellers
from sphinxext_confnotes.recognition.speakers import read_speakers
from sphinxext_confnotes.recognition.survey import Survey
from sphinxext_confnotes.recognition.times import is_room
from sphinxext_confnotes.recognition.titles import Order, Title

NEAR = 4
"""Lines below a title that may be bylines."""

_COLON_BEFORE_TITLE = re.compile(r":\s+(?=[^\W\d_a-z])")

Place = tuple[int, int]
"""A line of a block: the block's number, and the line's place in it."""


@dataclass(frozen=True, slots=True)
class Read:
    """The facts that were read of one talk, and their places."""

    title: Piece
    facts: Facts
    around: tuple[Piece, ...]
    """The words around the title that say facts."""
    bylines: frozenset[Place]
    """The lines below that say facts."""
    rest: tuple[Piece, ...]
    """What follows the title in its lines, and is neither."""


def read_facts(survey: Survey, candidates: Sequence[Candidate]) -> Mapping[int, Read]:
    """Return what was read of each talk of a post, by the number of its block."""
    lexicon = survey.settings.lexicon
    lines = [_title_lines(survey, one) for one in candidates]
    titled = [own for one, own in zip(candidates, lines, strict=True) if one.lead != "told"]
    running = any(one.form in ("item", "paragraph", "bold") for one in candidates)
    order = lexicon.titles.find_order(titled, is_running=running)
    orders = {} if order else _orders_of_levels(survey, candidates, lines)
    below = [list(itertools.islice(_below(survey, one), NEAR)) for one in candidates]
    first = [under[0][1] if under else None for under in below]
    are_usual = lexicon.bylines.are_usual(first)
    found: dict[int, Read] = {}
    days: list[Day | None] = []
    for candidate, own, under in zip(candidates, lines, below, strict=True):
        is_running = candidate.form in ("item", "paragraph", "bold")
        side = orders.get(_level(candidate), order)
        title = (
            _by_pattern(survey, own)
            or _of_sentence(survey, candidate, own)
            or lexicon.titles.read(own, side, is_running=is_running)
        )
        title = _below_name(survey, candidate, own, title)
        title = _by_programme(survey, candidate, own, title)
        labelled = _labelled_speakers(survey, candidate)
        byline, count = lexicon.bylines.read_all(
            [line for _, line in under],
            are_usual=are_usual,
            has_speakers=bool(title.speakers or labelled),
            where=_where(survey, under[0][0]) if under else "line",
        )
        facts = _together(title, byline)
        if labelled:
            facts = facts._replace(speakers=labelled)
        if candidate.form == "page":
            facts = _with_given(facts, given_facts(survey.settings.given, lexicon))
        facts = _with_room(survey, facts)
        is_free = candidate.form in ("paragraph", "bold") and not facts.start
        if is_free and (slot := slot_before(survey, candidate.block)):
            facts = facts._replace(start=slot.start, end=slot.end)
        day = title.day or byline.day or _day_around(survey, candidate)
        days.append(day)
        places = frozenset(place for place, _ in under[:count])
        found[candidate.block.number] = _read(candidate, own, title, facts, places)
    dates = resolve_days(days, survey.settings.span)
    for (number, read), date in zip(list(found.items()), dates, strict=True):
        if date:
            found[number] = replace(read, facts=read.facts._replace(date=date))
    return found


def _with_given(facts: Facts, given: Facts) -> Facts:
    """Return facts with those that the front matter says, which are the plainest."""
    said = {key: value for key, value in given._asdict().items() if value}
    if "start" in said:
        said["end"] = given.end
    return facts._replace(**{**said, "addresses": (*given.addresses, *facts.addresses)})


def _with_room(survey: Survey, facts: Facts) -> Facts:
    """Return facts with the room that was read as what somebody works for, or as a speaker."""
    if facts.room or not facts.speakers:
        return facts
    vocabulary = survey.settings.lexicon.vocabulary
    *others, last = facts.speakers
    if is_room(last.affiliation, vocabulary):
        speakers = (*others, last._replace(affiliation=""))
        return facts._replace(speakers=speakers, room=last.affiliation)
    if others and is_room(last.name, vocabulary):
        return facts._replace(speakers=tuple(others), room=last.name)
    return facts


def _orders_of_levels(
    survey: Survey, candidates: Sequence[Candidate], lines: Sequence[tuple[Line, ...]]
) -> Mapping[int, Order | None]:
    """Return on which side the titles of each level of headings have their speakers."""
    levels: dict[int, list[tuple[Line, ...]]] = {}
    for candidate, own in zip(candidates, lines, strict=True):
        levels.setdefault(_level(candidate), []).append(own)
    if len(levels) == 1:
        return {}
    titles = survey.settings.lexicon.titles
    return {level: titles.find_order(own) for level, own in levels.items() if level}


def _level(candidate: Candidate) -> int:
    """Return the level of a talk's heading, or 0 when it has none."""
    return candidate.block.level if candidate.form == "section" else 0


def _where(survey: Survey, place: Place) -> Where:
    """Return the kind of block that a line below a title is in."""
    block = survey.blocks[place[0]]
    if block.kind == "section":
        return "heading"
    return "item" if survey.parent(block).kind == "item" else "line"


def _by_pattern(survey: Survey, lines: Sequence[Line]) -> Title | None:
    """Return what a title says by the pattern of the front matter."""
    pattern = survey.settings.talk_title
    text = " ".join(line.text for line in lines)
    found = pattern.match(text, survey.settings.lexicon.names) if pattern else None
    if found is None:
        return None
    return Title(
        found.start,
        found.end,
        len(text),
        speakers=found.speakers,
        slot=found.slot,
        room=found.room,
        kind=survey.settings.lexicon.vocabulary.kind(found.kind) or "",
        track=found.track,
    )


def _of_sentence(survey: Survey, candidate: Candidate, lines: Sequence[Line]) -> Title | None:
    """Return a title that is a sentence, with who it begins with: "Ann Moore told us to wait".

    What stands behind the name and a colon, and begins in capitals, is all of the title.
    """
    if candidate.lead != "told":
        return None
    text = " ".join(line.text for line in lines)
    speakers, end = read_tellers(candidate.title.text, survey.settings.lexicon.names)
    named = _COLON_BEFORE_TITLE.match(text, end)
    return Title(named.end() if named else 0, len(text), len(text), speakers=speakers)


def _by_programme(
    survey: Survey, candidate: Candidate, lines: Sequence[Line], title: Title
) -> Title:
    """Return a title as the conference's programme tells it from what is around it."""
    joined = survey.joined.get(candidate.block.number)
    if joined is None or joined.entry is None:
        return title
    # Imported here so that a post without a programme needn't load what joins.
    from sphinxext_confnotes.recognition import programme_evidence

    return programme_evidence.exact(survey, joined.entry, lines, candidate, title)


def _below_name(survey: Survey, candidate: Candidate, lines: Sequence[Line], title: Title) -> Title:
    """Return a title with the speaker that stands in a line between a time and it."""
    if candidate.lead != "time" or candidate.piece.first != 2 or not title.slot:
        return title
    name = lines[1].text.strip()
    start = sum(len(line.text) + 1 for line in lines[:2])
    if not title.start < start < title.end:
        return title
    return replace(
        title, start=start, speakers=(Speaker(survey.settings.lexicon.names.plain(name)),)
    )


def _title_lines(survey: Survey, candidate: Candidate) -> tuple[Line, ...]:
    """Return the lines that have the title and what may stand around it, up to a label."""
    block = _block_of_title(candidate)
    if block.kind != "paragraph":
        return block.lines or (candidate.title,)
    if found := label_behind_title(survey, candidate):
        return (first_of(block.lines[0], found[0]),)
    if candidate.lead == "time" and candidate.piece.last != ALL:
        return block.lines[: candidate.piece.last]
    is_line_of_its_own = candidate.lead == "bold" and block.first.is_emphasised
    is_plain_line = candidate.form != "item" and candidate.lead in ("plain", "speaker", "time")
    if is_line_of_its_own or is_plain_line:
        return block.lines[:1]
    labels = survey.labels_of(block)
    end = next((at for at, label in enumerate(labels) if label), len(labels))
    return block.lines[: max(end, 1)]


def _block_of_title(candidate: Candidate) -> Block:
    block = candidate.block
    if block.kind == "item":
        return block.children[0]
    if block.kind == "row":
        return next(part for part in block.walk() if part.number == candidate.piece.block)
    return block


def _below(survey: Survey, candidate: Candidate) -> Iterator[tuple[Place, Line]]:
    """Yield the lines below a title that may be bylines, and their places: up to a label."""
    if candidate.form == "row":
        return
    block = _block_of_title(candidate)
    if block.kind == "paragraph":
        says_more = bool(candidate.rest.text.strip(" ,.:-–—"))
        if says_more and candidate.form == "item" and len(block.lines) == 1:
            return
        labels = survey.labels_of(block)
        below = candidate.piece.last if candidate.lead == "time" else 1
        for at in range(below, len(block.lines)):
            if labels[at]:
                return
            yield (block.number, at), block.lines[at]
    for inner in candidate.body[:NEAR]:
        if inner.kind in ("figure", "rule", "hidden", "html"):
            continue
        if inner.kind == "section":
            is_first = inner is candidate.body[0] and len(inner.lines) == 1
            if is_first and may_be_byline(survey, candidate, inner):
                yield (inner.number, 0), inner.first
            return
        if inner.kind == "list":
            for item in inner.children:
                first = item.children[0] if item.children else None
                if first is None or first.kind != "paragraph" or survey.labels_of(first)[0]:
                    return
                yield (first.number, 0), first.first
            continue
        if inner.kind != "paragraph":
            return
        for at, (line, label) in enumerate(zip(inner.lines, survey.labels_of(inner), strict=True)):
            if label:
                if label.kind == "speakers":
                    break
                return
            yield (inner.number, at), line


def _labelled_speakers(survey: Survey, candidate: Candidate) -> tuple[Speaker, ...]:
    """Return the speakers that stand behind a label near the title."""
    names = survey.settings.lexicon.names
    for at, inner in enumerate(candidate.body[:NEAR]):
        if inner.kind == "list" and inner.children and inner.children[0].children:
            inner = inner.children[0].children[0]
        is_heading = inner.kind == "section" and at == 0
        if inner.kind != "paragraph" and not is_heading:
            continue
        labels = survey.labels_of(inner)
        if is_heading:
            labels = (survey.labels.of_line(inner.first, is_alone=True),)
        for line, label in zip(inner.lines, labels, strict=False):
            if not label or label.kind != "speakers":
                continue
            rest = line.text[label.end :].strip()
            links = tuple(link.text for link in line.links)
            if rest:
                return read_speakers(rest, names, is_labelled=True, links=links)
            behind = candidate.body[at + 1] if at + 1 < len(candidate.body) else None
            if behind is not None and behind.kind == "list":
                each = [
                    read_speakers(item.children[0].text, names, is_labelled=True)
                    for item in behind.children
                    if item.children
                ]
                return tuple(itertools.chain(*each)) if all(each) else ()
    return ()


def _day_around(survey: Survey, candidate: Candidate) -> Day | None:
    """Return the day that the nearest section around a talk is."""
    for section in survey.sections_around(candidate.block):
        if day := survey.day_of(section.text):
            return day
    return None


def _together(title: Title, byline: Byline) -> Facts:
    slot = title.slot or byline.slot
    return Facts(
        speakers=title.speakers or byline.speakers,
        start=slot.start if slot else None,
        end=slot.end if slot else None,
        room=title.room or byline.room,
        kind=title.kind or byline.kind,
        track=title.track or byline.track,
        rating=title.rating or byline.rating,
        is_highlight=title.is_highlight or byline.is_highlight,
        reason=title.reason,
        addresses=(*title.addresses, *byline.addresses),
    )


def _read(
    candidate: Candidate,
    lines: Sequence[Line],
    title: Title,
    facts: Facts,
    bylines: frozenset[Place],
) -> Read:
    """Return where a title stands in its lines, and what is around and behind it."""
    block = _block_of_title(candidate)
    text = _Positions(block.number, lines, [len(line.text) for line in block.lines or lines])
    start, end, stop = title.start, title.end, max(title.stop, title.end)
    own, cut = end, candidate.piece
    if block.kind == "paragraph" and cut.last != ALL:
        # The title ends where its link or its bold words do; what follows is none of its words.
        until = len(lines[cut.last - 1].text) if cut.end == ALL else cut.end
        own = max(start, min(end, text.position(cut.last - 1, until)))
    around = [text.piece(0, start), text.piece(end, stop)]
    # What goes on behind the title stays in one piece, since the spaces between pieces go.
    rest = [text.piece(own, end), text.piece(stop, text.length)]
    if not around[1]:
        rest = [text.piece(own, text.length)]
    return Read(
        text.piece(start, own) or Piece(block.number, 0, 1),
        facts,
        tuple(piece for piece in around if piece),
        bylines,
        tuple(piece for piece in rest if piece),
    )


class _Positions:
    """Places in lines that are joined by a space each.

    :param lengths: of the whole lines, of which the last may be cut.
    """

    def __init__(self, block: int, lines: Sequence[Line], lengths: Sequence[int]) -> None:
        self.block = block
        self.lengths = lengths
        self.starts = [0]
        for line in lines:
            self.starts.append(self.starts[-1] + len(line.text) + 1)
        self.lines = lines
        self.text = " ".join(line.text for line in lines)
        self.length = len(self.text)

    def position(self, line: int, character: int) -> int:
        """Return the place of a character of a line in the whole."""
        return self.starts[line] + character

    def piece(self, start: int, end: int) -> Piece | None:
        """Return what is between two places; None for nothing but spaces."""
        words = self.text[start:end]
        if not words.strip():
            return None
        start += len(words) - len(words.lstrip())
        end -= len(words) - len(words.rstrip())
        first = next(at for at in range(len(self.lines)) if self.starts[at + 1] > start)
        last = next(at for at in range(len(self.lines)) if self.starts[at + 1] > end - 1)
        until = end - self.starts[last]
        whole = until >= self.lengths[last]
        return Piece(
            self.block, first, last + 1, start - self.starts[first], ALL if whole else until
        )
