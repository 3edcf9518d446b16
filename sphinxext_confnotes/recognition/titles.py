"""Titles: the facts that stand before, behind and around the title of a talk.

`Titles.read` reads one, `Titles.find_order` decides from all titles of a post on which side the
speakers stand.  Called by ``facts``; imports neither Sphinx nor docutils.  What stands in a title
only becomes a fact where it plainly is none of its words: behind a link, in parentheses, or where
all titles of the post are made alike.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sphinxext_confnotes.marks import find_highlight, stars_around
from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.recognition.days import Day, leading_weekday, read_day
from sphinxext_confnotes.recognition.hosts import field_of_link
from sphinxext_confnotes.recognition.outline import Line
from sphinxext_confnotes.recognition.speakers import have_affiliations, read_speakers
from sphinxext_confnotes.recognition.times import Slot, leading_slot, read_room, read_slot
from sphinxext_confnotes.recognition.title_speakers import CLOSING_QUOTES, Found, TitleSpeakers
from sphinxext_confnotes.recognition.vocabulary import Vocabulary
from sphinxext_confnotes.recognition.words import Words

LONGEST = 400
"""Characters of a line that are looked at."""

_SIGNS = " \t\u00a0\u3000"
_BRACKETS = {"(": ")", "[": "]", "（": "）", "【": "】"}
_MARKERS = re.compile(r"\s*(?:(?:[>#*•▶►→]+|-)\s+)*")
_BEHIND_LEAD = re.compile(r"\s*(?:[:：.–—-]|$)")
_BEHIND_SLOT = re.compile(r"\s*(?:[:：|,，;]|[-–—]+(?=\s)|->|=>|•|·)?\s*")
_ROOM_BEFORE = re.compile(r"(?:@\s*)?(?P<words>[^:：|]{2,30}?)\s*(?:[:：|]|\s[-–—]\s)\s*")
_SLOT_LAST = re.compile(r"(?P<sign>\s[-–—|@]\s*|,\s+|\s)(?=[0-9]{1,2}[:.h ap])")
_CLOCK_LAST = re.compile(r"[0-9](?:\s?[ap]\.?m\.?|h|\s?Uhr)?$", re.IGNORECASE)
_LONGEST_SLOT = 30
"""Characters in which a time stands at the end of a title."""
_BEHIND_KIND = re.compile(r"\s*[:：]\s*|\s+[-–—]+\s+")
_NUMBER = re.compile(r"\s*#?[0-9]{1,2}$")
_WORD = re.compile(r"\w{4,}")
_TIME_FOLLOWS = re.compile(
    r"(?P<words>.{3,40}?)(?:\s*[,|–—-]\s*|\s+)(?=[0-9]{1,2}(?::|h|\s?[ap]\.?m))"
)
_PAREN_FIRST = re.compile(r"\s*[(（\[【](?P<words>[^()（）\[\]【】]{1,60})[)）\]】]\s*[:：|-]?\s*")
_PAREN_LAST = re.compile(r"\s*[(（\[【](?P<words>[^()（）\[\]【】]*)[)）\]】]\s*$")


class Order(StrEnum):
    """The side on which the titles of a post have their speakers."""

    LAST = "last"
    """``Title - Ann Other``, ``Title by Ann Other``, ``Title (Ann Other)``."""
    FIRST = "first"
    """``Ann Other - Title``, ``Ann Other: Title``."""


@dataclass(frozen=True, slots=True)
class Title:
    """The facts around a title.  Positions are those of characters in the text that was read."""

    start: int
    end: int
    """The title's own words are between them."""
    stop: int
    """Where all that was read ends; what is behind is text."""
    speakers: tuple[Speaker, ...] = ()
    slot: Slot | None = None
    day: Day | None = None
    room: str = ""
    kind: str = ""
    """One of `kinds.KINDS`."""
    kind_words: str = ""
    """The words that say so, where they aren't among the title's own."""
    track: str = ""
    rating: int = 0
    is_highlight: bool = False
    reason: str = ""
    addresses: tuple[tuple[str, str], ...] = ()
    """Pairs of a field and an address, of links in parentheses."""


class _Begun:
    """A title of which all has been read but its speakers, which are looked for on demand."""

    def __init__(
        self, words: Words, start: int, title: Title, is_running: bool, speakers: TitleSpeakers
    ) -> None:
        self.words = words
        self.start = start
        """Where the title begins with the kind that may stand before it."""
        self.title = title
        self._is_running = is_running
        self._speakers = speakers

    @functools.cached_property
    def first(self) -> Found | None:
        """The speakers before it."""
        at = _behind_track(self.words, self.title.start)
        return self._speakers.first(self.words, at, self.title.end)

    @functools.cached_property
    def last(self) -> Found | None:
        """The speakers behind it."""
        return self._last(is_expected=False)

    @functools.cached_property
    def last_expected(self) -> Found | None:
        """The speakers behind it, where other titles of the post have some there."""
        return self._last(is_expected=True)

    def _last(self, *, is_expected: bool) -> Found | None:
        return self._speakers.last(
            self.words,
            self.title.start,
            self.title.end,
            is_running=self._is_running,
            is_expected=is_expected,
        )


class Titles:
    """Reads titles with the words of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.speakers = TitleSpeakers(vocabulary)
        # A title is read twice at least: to see how the titles of its post are made, and then.
        self._begun = functools.lru_cache(maxsize=256)(self._begin)

    def read(
        self,
        lines: Line | tuple[Line, ...],
        order: Order | None = None,
        *,
        is_running: bool = False,
    ) -> Title:
        """Return what stands around a title.

        :param lines: the line, or several that make one, joined by spaces.
        :param order: of the titles of the post, as `find_order` found it.
        :param is_running: whether the text of the talk may go on behind its title, as that of items
            does.
        """
        begun = self._begun(lines, is_running=is_running)
        title = self._with_speakers(begun, order)
        return _trimmed(begun.words, _uncut(begun.words, title, begun.title))

    def _begin(self, lines: Line | tuple[Line, ...], *, is_running: bool) -> _Begun:
        """Return a title with all that is read of it before its speakers are."""
        words = Words(lines)
        bounds = self._bounds(words, is_running=is_running)
        bare = _uncut(words, self._marks(words, bounds), bounds)
        title = _uncut(words, self._before(words, bare), bare)
        title = _uncut(words, self._behind(words, title), title)
        return _Begun(words, bare.start, title, is_running, self.speakers)

    def find_order(
        self, titles: Sequence[Line | tuple[Line, ...]], *, is_running: bool = False
    ) -> Order | None:
        """Return on which side the titles of a post have their speakers.

        Nothing when they aren't made alike: most of them must have plain names on one side, and
        most of those with a sign that may stand between a title and its speakers.
        """
        count, signs = dict.fromkeys(Order, 0), dict.fromkeys(Order, 0)
        before: list[str] = []
        for lines in titles:
            begun = self._begun(lines, is_running=is_running)
            words, start, end = begun.words, begun.title.start, begun.title.end
            first, last = begun.first, begun.last
            signs[Order.LAST] += self.speakers.has_sign_last(
                words, start, end, is_running=is_running
            )
            signs[Order.FIRST] += self.speakers.has_sign_first(words, start, end)
            if first and self._is_role(words.text[first.at : end]):
                first = None
            if first:
                before += [speaker.name for speaker in first.speakers]
            if bool(last) != bool(first):
                count[Order.LAST if last else Order.FIRST] += 1
        if not _are_of_people(before):
            count[Order.FIRST] = 0
        for order, other in ((Order.LAST, Order.FIRST), (Order.FIRST, Order.LAST)):
            if (
                count[order] >= 2
                and count[order] * 5 >= signs[order] * 3
                and count[order] * 2 >= len(titles)
                and count[order] >= 3 * count[other]
            ):
                return order
        return None

    def _is_role(self, text: str) -> bool:
        """Tell whether words behind a name say what somebody does, as a list of people has it."""
        named = {word.casefold() for word in re.findall(r"[\w-]+", text)}
        return len(text.split()) <= 10 and len(named & self.vocabulary.roles) > 1

    def _bounds(self, words: Words, *, is_running: bool) -> Title:
        """Return a title that has no facts yet: the words that may be of it."""
        text = words.text[:LONGEST]
        marker = _MARKERS.match(text)
        end = words.behind_code(len(text.rstrip()))
        start = min(marker.end(), end) if marker else 0
        if words.is_within_code(start):
            start = 0
        if is_running and (lead := words.emphasis_at(start)):
            # "**Title**: what it said", but "**Keynote**: the title" has its title behind.
            is_title = not self.vocabulary.kind(text[start:lead])
            sign = _BEHIND_LEAD.match(text, lead) if is_title else None
            if sign and not self.speakers.are_all(text[sign.end() :]):
                end = lead
        return Title(start, end, end)

    def _marks(self, words: Words, title: Title) -> Title:
        """Take stars on either side, and a highlight mark."""
        start, end = title.start, title.end
        for mark in stars_around(words.text[start:end]):
            title = replace(title, rating=mark.rating, is_highlight=mark.is_highlight)
            if mark.start:
                title = replace(title, end=start + mark.start)
            else:
                title = replace(title, start=start + mark.end)
        mark_in = find_highlight(words.text[: title.end], self.vocabulary.highlight, title.start)
        if mark_in and not words.text[mark_in.end : title.end].strip():
            reason = mark_in.reason
            title = replace(title, end=mark_in.start, is_highlight=True, reason=reason)
        return _trimmed(words, title)

    def _before(self, words: Words, title: Title) -> Title:
        """Take a day, a time, a room and a kind before the title."""
        for _ in range(3):
            step = self._slot_before(words.text, title) or self._kind_before(words.text, title)
            if step is not None and not words.text[step.start : step.end].strip(_SIGNS):
                # A title that is nothing but a time keeps its words.
                return replace(title, slot=title.slot or step.slot, day=title.day or step.day)
            if step is None:
                break
            title = step
        return title

    def _slot_before(self, text: str, title: Title) -> Title | None:
        if title.slot:
            return None
        text, at, day = text[: title.end], title.start, title.day
        if dated := _leading_date(text[at:], self.vocabulary):
            at, day = at + dated[1], dated[0]
        elif weekday := leading_weekday(text[at:]):
            at, day = at + weekday[1], Day(weekday=weekday[0])
        closing = _BRACKETS.get(text[at : at + 1], "")
        slot = leading_slot(text, at + bool(closing))
        if not slot or not text.startswith(closing, slot.stop):
            return None
        at, room = slot.stop + bool(closing), ""
        paren = _PAREN_FIRST.match(text, at)
        if paren and (room := read_room(paren["words"], self.vocabulary)):
            at = paren.end()
        behind = _BEHIND_SLOT.match(text, at)
        at = behind.end() if behind else at
        named = _ROOM_BEFORE.match(text, at)
        if not room and named:
            room = read_room(named["words"], self.vocabulary, has_code=False)
            at = named.end() if room else at
        return replace(title, start=at, slot=slot, day=day, room=room)

    def _kind_before(self, text: str, title: Title) -> Title | None:
        text = text[: title.end]
        if title.kind:
            return None
        paren = _PAREN_FIRST.match(text, title.start)
        if paren and (kind := self.vocabulary.kind(paren["words"])):
            return replace(title, start=paren.end(), kind=kind, kind_words=paren["words"])
        if paren and not title.room:
            room = read_room(paren["words"], self.vocabulary, has_code=False)
            if room:
                return replace(title, start=paren.end(), room=room)
        sign = _BEHIND_KIND.search(text, title.start, title.start + 60)
        if sign:
            # "Lightning talk 3: …"
            named = text[title.start : sign.start()]
            if kind := self.vocabulary.kind(_NUMBER.sub("", named)):
                return replace(title, start=sign.end(), kind=kind, kind_words=named)
        return None

    def _behind(self, words: Words, title: Title) -> Title:
        """Take kinds, times, rooms and addresses in parentheses behind the title."""
        for _ in range(4):
            found = _PAREN_LAST.search(words.text[: title.end], title.start)
            if not found or found.start() <= title.start:
                break
            step = self._paren(words, title, found)
            if step is None:
                break
            title = replace(step, end=found.start())
        return title if title.slot else _slot_last(words.text[: title.end], title)

    def _paren(self, words: Words, title: Title, paren: re.Match[str]) -> Title | None:
        inner = paren["words"]
        links = words.links_in(paren.start("words"), paren.end("words"))
        if links:
            for link in links:
                inner = inner.replace(link.words, "", 1)
            found = [
                (field, link.address)
                for link in links
                if (field := field_of_link(link.words, link.address, self.vocabulary))
            ]
            if len(found) < len(links) or _WORD.search(inner):
                return None
            return replace(title, addresses=(*found, *title.addresses))
        step: Title | None = title
        for part in re.split(r"\s*[,;|]\s*", inner):
            step = step and self._part(step, part)
        return step

    def _part(self, title: Title, words: str) -> Title | None:
        """Return a title with the kind, time or room that some words are; nothing for others."""
        if not title.kind and (kind := self.vocabulary.kind(words)):
            return replace(title, kind=kind, kind_words=words)
        if not title.slot and (slot := read_slot(words)):
            return replace(title, slot=slot)
        if not (title.slot or title.room) and (both := self._room_and_slot(words)):
            return replace(title, room=both[0], slot=both[1])
        if not title.room and (room := read_room(words, self.vocabulary, has_code=False)):
            return replace(title, room=room)
        return None

    def _room_and_slot(self, words: str) -> tuple[str, Slot] | None:
        """Return the room and the time that some words are: "K.3.401 11:40 - 12:10"."""
        for space in re.finditer(r"\s+", words):
            before, behind = words[: space.start()], words[space.end() :]
            for room, time in ((before, behind), (behind, before)):
                slot = read_slot(time) if time[:1].isdigit() else None
                if slot and (found := read_room(room, self.vocabulary)):
                    return found, slot
        return None

    def _with_speakers(self, begun: _Begun, order: Order | None) -> Title:
        words, title, start = begun.words, begun.title, begun.start
        if order is Order.LAST and title.kind:
            # "Keynote - Ann Other" has no other words.
            alone = read_speakers(words.text[title.start : title.end], self.speakers.names)
            if alone and not alone[0].affiliation:
                return replace(title, start=start, kind_words="", speakers=alone)
        if order is None and title.kind and start < title.start:
            # "Keynote: Ada Example (Exampleworks)" is as plain.
            own = words.text[title.start : title.end].rstrip()
            alone = read_speakers(own, self.speakers.names) if own.endswith(")") else ()
            if have_affiliations(alone, self.speakers.names):
                return replace(title, start=start, kind_words="", speakers=alone)
        # Where the title is quoted, what stands before it is as plain.
        is_quoted = words.text[: title.end].rstrip().endswith(CLOSING_QUOTES)
        if order is Order.FIRST or (order is None and is_quoted):
            at = _behind_track(words, title.start)
            found = begun.first
            if found and (order or found.is_plain):
                track = words.text[title.start : at].strip(_SIGNS + "()[]（）【】:：|-")
                return replace(title, start=found.at, speakers=found.speakers, track=track)
            if order:
                return title
        expected = order is Order.LAST
        found = begun.last_expected if expected else begun.last
        if not found or not (expected or found.is_plain):
            return title
        if link := self.speakers.title_link(words, title.start, title.end):
            title = replace(title, kind=title.kind or link[1])
        stop = found.stop if found.stop < title.end else title.stop
        return replace(title, end=found.at, stop=stop, speakers=found.speakers)


def _slot_last(text: str, title: Title) -> Title:
    """Return a title with the time at its end: behind a sign, or where it is written with its end.

    "Queues 9:15am to 9:45am", "Queues - 10:00", but not "Queues until 10:00".
    """
    for found in _SLOT_LAST.finditer(text, max(title.start, len(text) - _LONGEST_SLOT)):
        slot = read_slot(text[found.end() :])
        before = text[title.start : found.start()].strip(_SIGNS)
        is_marked = bool(found["sign"].strip(" ,"))
        if not slot or not before or not (slot.end or is_marked):
            continue
        if not slot.end and _CLOCK_LAST.search(before):
            # The end of a time whose beginning can't be read is none by itself.
            return title
        return replace(title, slot=slot, end=found.start())
    return title


def _are_of_people(names: Sequence[str]) -> bool:
    """Tell whether names are as different as those of people are.

    "Zero Waiting", "One Waiting" and "Long Waiting" are kinds of one thing.
    """
    last = {name.split()[-1].casefold() for name in names}
    return len(set(names)) == len(names) and len(last) * 3 > len(names) * 2


def _behind_track(words: Words, start: int) -> int:
    """Return where a title begins behind a short word in parentheses, such as "(DB)"."""
    paren = _PAREN_FIRST.match(words.text, start)
    is_track = paren and len(paren["words"]) <= 12 and " " not in paren["words"].strip()
    return paren.end() if paren and is_track else start


def _leading_date(text: str, vocabulary: Vocabulary) -> tuple[Day, int] | None:
    """Return the day that a text begins with before a time, and where it ends."""
    found = _TIME_FOLLOWS.match(text)
    if not found:
        return None
    day = read_day(found["words"], vocabulary)
    return (day, found.end()) if day and not day.rest else None


def _uncut(words: Words, title: Title, before: Title) -> Title:
    """Return a title, or what it was before, where code would be cut: what is in that isn't read.

    "Queues `in C (keynote)`" says nothing of its kind.
    """
    places = (title.start, title.end, title.stop)
    return before if any(map(words.is_within_code, places)) else title


def _trimmed(words: Words, title: Title) -> Title:
    """Return a title without spaces and signs at its ends."""
    text, start, end = words.text, title.start, title.end
    while start < end and text[start] in _SIGNS:
        start += 1
    while end > start and text[end - 1] in _SIGNS + "-–—:|,":
        end -= 1
    if (start, end) == (title.start, title.end):
        return title
    return _uncut(words, replace(title, start=start, end=end), title)
