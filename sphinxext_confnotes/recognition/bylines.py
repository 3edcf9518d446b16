"""Bylines: the lines below the title of a talk that say who, when, where and with what.

`Bylines.read` reads one; `Bylines.are_usual` tells from all talks of a post whether a bare name may
be one.  Called by ``facts``; imports neither Sphinx nor docutils.  A line is read as a whole or not
at all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from sphinxext_confnotes.marks import whole_stars
from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.recognition.days import Day, read_day
from sphinxext_confnotes.recognition.hosts import field_of_link, is_person
from sphinxext_confnotes.recognition.outline import Line
from sphinxext_confnotes.recognition.speakers import (
    Names,
    have_affiliations,
    may_be_affiliation,
    read_speakers,
)
from sphinxext_confnotes.recognition.times import Slot, leading_slot, read_room, read_track
from sphinxext_confnotes.recognition.vocabulary import Vocabulary

LONGEST = 250
"""Characters of a byline."""

SHORT = 6
"""Words in emphasis that may stand between a title and its speakers, on the format, say."""

_SIGNS = " \t\u00a0\u3000*_"
_BETWEEN = re.compile(r"\s*[,，、|·•;／]\s*|\s+[-–—/@]+\s+|\s*[(（)）\[\]]\s*|\s*[:：]\s+")
_EMOJI = re.compile(r"[\u2300-\u23ff\u2600-\u27bf\U0001f000-\U0001faff]\ufe0f?\s*")
_PERSONS = "👤👥🗣🎤🧑👩👨🙋"
"""Emoji that stand before speakers."""

_ROOM = re.compile(r"[^\W\d]+\s(?:[A-Z]|[0-9]{1,4}[A-Za-z]?)")
"""A word and a letter or a number, as "Room B" is."""
_DURATION = re.compile(r"[0-9]{1,3}\s?(?:min|minutes|minuten|mins|h|hours?)\b\.?", re.IGNORECASE)
_DIGIT = re.compile(r"[0-9]")
_TAG = re.compile(r"#(?P<tag>\w[\w-]*)")
_HANDLE = re.compile(r"(?<![\w/])@\w{2,}")
_ADDRESS = re.compile(r"https?://\S+$")
_WHOLE_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+")
_SHORT_NAME = r"[^\W\d_a-z][\w.&]*(?: [^\W\d_a-z][\w.&]*)?"
"""Of an organisation."""


Where = Literal["line", "item", "heading"]
"""The kind of block that a line is in."""


class Usual(StrEnum):
    """The usual form of the bylines of a post, if most of its talks have one."""

    NONE = ""
    NAMES = "names"
    """Bare names."""
    AFFILIATIONS = "affiliations"
    """Names, some of which have an organisation or a role behind a comma."""


@dataclass(frozen=True, slots=True)
class Byline:
    """The facts in a line below a title."""

    speakers: tuple[Speaker, ...] = ()
    slot: Slot | None = None
    day: Day | None = None
    room: str = ""
    kind: str = ""
    track: str = ""
    rating: int = 0
    is_highlight: bool = False
    addresses: tuple[tuple[str, str], ...] = ()
    """Pairs of a field and an address."""


class Bylines:
    """Reads bylines with the words of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.names = Names(vocabulary)
        by = "|".join(map(re.escape, vocabulary.by))
        self._by = re.compile(rf"(?:{by})(?:\s*:\s*|\s+)", re.IGNORECASE)
        line_by = "|".join(map(re.escape, vocabulary.line_by))
        self._line_by = re.compile(rf"(?:{line_by})\s+", re.IGNORECASE)

    def read(
        self,
        line: Line,
        *,
        are_usual: Usual = Usual.NONE,
        has_speakers: bool = False,
        where: Where = "line",
    ) -> Byline | None:
        """Return what a line below a title says, if it is a byline.

        :param are_usual: what `are_usual` tells of the talks of the post.  Where they have bylines,
            a name by itself is one.
        :param has_speakers: whether the talk has its speakers already: others that a line names may
            be those who wrote about it.
        :param where: an item of a list may be a part of what was said; a heading of names right
            below the title says nothing else.
        """
        if len(line.text) > LONGEST or not line.text.strip():
            return None
        text = line.text.strip(_SIGNS)
        if mark := whole_stars(text):
            return Byline(rating=mark.rating, is_highlight=mark.is_highlight)
        if found := self._links(line) or self._facts(line, has_speakers=has_speakers):
            return found
        if _ROOM.fullmatch(text) and (room := read_room(text, self.vocabulary, has_code=False)):
            return Byline(room=room)
        speakers = (
            () if has_speakers else self._speakers(line, text, are_usual=are_usual, where=where)
        )
        return Byline(speakers) if speakers else None

    def says_when(self, line: Line) -> bool:
        """Tell whether a line says a time or a day, and nothing but facts."""
        if len(line.text) > LONGEST:
            return False
        found = self._facts(line, has_speakers=False)
        return found is not None and bool(found.slot or found.day)

    def read_all(
        self,
        lines: Sequence[Line],
        *,
        are_usual: Usual = Usual.NONE,
        has_speakers: bool = False,
        where: Where = "line",
    ) -> tuple[Byline, int]:
        """Return what the lines below a title say together, and how many of them are bylines.

        Speakers may have a line each, all of them written alike.
        """
        whole, count, before = Byline(), 0, ""
        for at, line in enumerate(lines):
            found = self.read(line, are_usual=are_usual, has_speakers=has_speakers, where=where)
            if found is None and not count and not has_speakers:
                found = self._above(line, lines[at + 1 : at + 2])
            if found is None:
                break
            shape = _shape(line, found) or str(count)
            if found.speakers and whole.speakers and shape != before:
                break
            before = shape
            whole = replace(
                whole,
                speakers=(*whole.speakers, *found.speakers),
                slot=whole.slot or found.slot,
                day=whole.day or found.day,
                room=whole.room or found.room,
                kind=whole.kind or found.kind,
                track=whole.track or found.track,
                rating=whole.rating or found.rating,
                is_highlight=whole.is_highlight or found.is_highlight,
                addresses=(*whole.addresses, *found.addresses),
            )
            count += 1
        return whole, count

    def _above(self, line: Line, others: Sequence[Line]) -> Byline | None:
        """Return what a first line says by the one below it.

        A bare name stands over somebody's address, and a few words in emphasis over a link to a
        person.
        """
        if not others or len(line.text) > LONGEST:
            return None
        other = others[0]
        if self.names.is_plain(line.text) and _WHOLE_ADDRESS.fullmatch(other.text.strip()):
            return Byline((Speaker(self.names.plain(line.text)),))
        is_short = line.is_emphasised and line.length <= SHORT
        is_of_person = bool(other.links) and is_person(other.links[0].address)
        return Byline() if is_short and is_of_person and self.read(other) else None

    def are_usual(self, lines: Sequence[Line | None]) -> Usual:
        """Tell from the first line of each talk of a post whether bare names there are bylines.

        :param lines: one a talk, nothing for talks without any.
        """
        found = [
            self._speakers(line, line.text, are_usual=Usual.NAMES)
            for line in lines
            if line and len(line.text) <= LONGEST
        ]
        named = [speakers for speakers in found if speakers]
        if len(named) < 2 or len(named) * 2 < len(lines):
            return Usual.NONE
        have_more = any(speaker.affiliation for speakers in named for speaker in speakers)
        return Usual.AFFILIATIONS if have_more else Usual.NAMES

    def _links(self, line: Line) -> Byline | None:
        """Read a line that has nothing but links to what belongs to a talk."""
        if not line.links:
            return None
        rest = "".join(span.text for span in line.spans if not span.address)
        words = re.sub(r"[\W_]+", " ", rest).strip()
        if words and not all(self.vocabulary.label(word) for word in words.split()):
            return None
        fields = [
            (field_of_link(link.text, link.address, self.vocabulary), link.address)
            for link in line.links
        ]
        found = tuple((field, address) for field, address in fields if field)
        return Byline(addresses=found) if len(found) == len(fields) else None

    def _facts(self, line: Line, *, has_speakers: bool) -> Byline | None:
        """Read a line of a time or a date with what else is short and plain."""
        found = Byline()
        text, at = _EMOJI.sub(" | ", line.text).strip(_SIGNS), 0
        if not _DIGIT.search(text):
            return None
        links = {link.text: link.address for link in line.links}
        for words, address in links.items():
            if field := field_of_link(words, address, self.vocabulary):
                text = text.replace(words, "", 1)
                found = replace(found, addresses=(*found.addresses, (field, address)))
        while at < len(text):
            if between := _BETWEEN.match(text, at) or re.compile(r"[\s*_]+").match(text, at):
                at = between.end()
                continue
            if not found.slot and (slot := leading_slot(text, at)):
                found, at = replace(found, slot=slot), slot.stop
                continue
            if found.slot and (duration := _DURATION.match(text, at)):
                at = duration.end()
                continue
            if tag := _TAG.match(text, at):
                track = found.track or tag["tag"]
                found, at = replace(found, track=track), tag.end()
                continue
            step = self._piece(text, at, found, has_speakers=has_speakers)
            if step is None:
                return None
            found, at = step
        return found if found.slot or (found.day and found.day.day) else None

    def _piece(
        self, text: str, at: int, found: Byline, *, has_speakers: bool
    ) -> tuple[Byline, int] | None:
        """Return a line's facts with those of a piece that begins somewhere, and its end."""
        ends = [one.start() for one in _BETWEEN.finditer(text, at) if one.start() > at]
        ends.append(len(text))
        # Dates have commas in them.
        for end in reversed(ends[:3]):
            day = read_day(text[at:end], self.vocabulary)
            if day and not day.rest and not found.day:
                return replace(found, day=day), end
        words, end = text[at : ends[0]], ends[0]
        before_time = re.compile(r"\s+(?=[0-9]{1,2}(?::[0-9]{2}|h[0-9]{2}|h\b))").search(words)
        if before_time:
            words, end = words[: before_time.start()], at + before_time.end()
            day = read_day(words, self.vocabulary)
            if day and not day.rest and not found.day:
                return replace(found, day=day), end
        if not found.room and (room := read_room(words, self.vocabulary)):
            return replace(found, room=room), end
        if not found.track and (track := read_track(words, self.vocabulary)):
            return replace(found, track=track), end
        if not found.kind and (kind := self.vocabulary.kind(words)):
            return replace(found, kind=kind), end
        if not (found.speakers or has_speakers) and self.names.is_plain(words):
            return replace(found, speakers=(Speaker(self.names.plain(words)),)), end
        return None

    def _speakers(
        self, line: Line, text: str, *, are_usual: Usual, where: Where = "line"
    ) -> tuple[Speaker, ...]:
        is_said = text.strip(_SIGNS)[:1] in _PERSONS
        text = _EMOJI.sub("", text).strip(_SIGNS)
        if text.startswith("(") and text.endswith(")"):
            text = text[1:-1]
        people = tuple(
            link.text
            for link in line.links
            if not field_of_link(link.text, link.address, self.vocabulary)
        )
        if by := self._by.match(text):
            is_linked = bool(people) and text[by.end() :].startswith(people[0])
            is_labelled = is_linked or (bool(are_usual) and len(text.split()) < 6)
            rest = text[by.end() :]
            return read_speakers(rest, self.names, is_labelled=is_labelled, links=people)
        if by := self._line_by.match(text):
            return read_speakers(text[by.end() :], self.names, links=people)
        if self.vocabulary.label(text) or self.vocabulary.is_part(text):
            return ()
        is_list = are_usual is Usual.NAMES
        found = read_speakers(text, self.names, is_list=is_list, links=people)
        if not found:
            return ()
        if all(speaker.affiliation for speaker in found):
            is_plain = self._is_affiliated(text, found, is_usual=bool(are_usual)) and (
                is_said
                or bool(are_usual)
                or (have_affiliations(found, self.names) and where != "item")
            )
        else:
            is_plain = (
                is_said
                or (bool(are_usual) and not found[0].affiliation)
                or _HANDLE.search(text) is not None
                or where == "heading"
                or (where != "item" and _ADDRESS.search(text) is not None)
                or self.names.has_honorific(text)
                or (bool(line.links) and is_person(line.links[0].address))
            )
        return found if is_plain else ()

    def _is_affiliated(
        self, text: str, speakers: Sequence[Speaker], *, is_usual: bool = False
    ) -> bool:
        """Tell whether a line is made of names and where they work.

        "Waiting rooms - a short history" and "Ann Other from somewhere gave a talk" have parts
        that look alike.

        :param is_usual: whether most talks have bylines, so that a short name behind a dash is
            enough.
        """
        behind = [speaker.affiliation for speaker in speakers]
        words = {word.casefold() for part in behind for word in part.split()}
        rest = text.removeprefix(speakers[0].name)
        is_closed = re.match(r"\s*[(（,，]", rest) is not None or (
            is_usual and re.fullmatch(rf"\s+[-–—]\s+{_SHORT_NAME}", rest) is not None
        )
        return (
            (is_closed or bool(words & self.vocabulary.roles))
            and not (text.endswith(".") and len(text.split()) > 6)
            and not any(self.names.is_plain(part) for part in behind)
            and all(may_be_affiliation(part, self.vocabulary) for part in behind)
        )


def _shape(line: Line, byline: Byline) -> str:
    """Return how a line names its speakers; nothing for a bare name, which may be anything."""
    if any(speaker.affiliation for speaker in byline.speakers):
        return "affiliation"
    return "link" if line.links and byline.speakers else ""
