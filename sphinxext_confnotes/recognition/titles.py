"""Titles: the facts that stand before, behind and around the title of a talk.

`read_title` reads one, `find_order` decides from all titles of a post on which side the speakers
stand.  Called by `recognise` and ``reading``; imports neither Sphinx nor docutils.  What stands in
a title only becomes a fact where it plainly is none of its words: behind a link, in parentheses,
or where all titles of the post are made alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from sphinxext_confnotes.recognition.days import Day, leading_weekday, read_day
from sphinxext_confnotes.recognition.hosts import field_of_link, is_person
from sphinxext_confnotes.recognition.marks import Mark, find_highlight, stars_around
from sphinxext_confnotes.recognition.outline import Line
from sphinxext_confnotes.recognition.speakers import (
    Names,
    Speaker,
    is_organisation,
    leading_speakers,
    read_speakers,
)
from sphinxext_confnotes.recognition.times import Slot, leading_slot, read_room, read_slot
from sphinxext_confnotes.recognition.vocabulary import Vocabulary

LONGEST = 400
"""Characters of a line that are looked at."""

_SIGNS = " \t\u00a0\u3000"
_MARKERS = re.compile(r"[\s>#*•▶►→-]*[\s>#•▶►→]\s*")
_DASH = re.compile(r"\s+(?:[-–—]+|\|)\s+|\s*—\s*|\s+-(?=\S)")
_COLON = re.compile(r"\s*[:：]\s+|：")
_COMMA = re.compile(r"\s*[,，]\s+")
_BEHIND_SLOT = re.compile(r"\s*(?:[:：|,，;]|[-–—]+(?=\s)|->|=>|•|·)?\s*")
_BEHIND_KIND = re.compile(r"\s*[:：]\s*|\s+[-–—]+\s+")
_TIME_FOLLOWS = re.compile(
    r"(?P<words>.{3,40}?)(?:\s*[,|–—-]\s*|\s+)(?=[0-9]{1,2}(?::|h|\s?[ap]\.?m))"
)
_SENTENCE = re.compile(r"[.!?] |[。！？]")
_PAREN_FIRST = re.compile(r"\s*[(（\[【](?P<words>[^()（）\[\]【】]{1,60})[)）\]】]\s*[:：|-]?\s*")
_PAREN_LAST = re.compile(r"\s*[(（\[【](?P<words>[^()（）\[\]【】]*)[)）\]】]\s*$")


class Order(StrEnum):
    """Where the titles of a post have their speakers."""

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
    """One of `vocabulary.KINDS`."""
    track: str = ""
    rating: int = 0
    is_highlight: bool = False
    reason: str = ""
    addresses: tuple[tuple[str, str], ...] = ()
    """Pairs of a field and an address, of links in parentheses."""


class _Text:
    """The words of some lines, with the links and emphasis that they have."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.text = ""
        self.links: list[tuple[int, int, str]] = []
        self.bold: list[tuple[int, int]] = []
        for line in lines:
            if self.text:
                self.text += " "
            for span in line.spans:
                start = len(self.text)
                self.text += span.text.replace("\n", " ")
                if span.address:
                    self._add_link(start, span.address)
                if span.emphasis:
                    self._add_bold(start)

    def _add_link(self, start: int, address: str) -> None:
        if self.links and self.links[-1][1:] in {(start, address), (start - 1, address)}:
            start = self.links.pop()[0]
        self.links.append((start, len(self.text), address))

    def _add_bold(self, start: int) -> None:
        if self.bold and self.bold[-1][1] >= start - 1:
            start = self.bold.pop()[0]
        self.bold.append((start, len(self.text)))

    def link_words(self, start: int, end: int) -> tuple[str, ...]:
        """Return the words of the links between two positions."""
        return tuple(
            self.text[max(start, one) : min(end, two)]
            for one, two, _ in self.links
            if one < end and two > start
        )

    def links_in(self, start: int, end: int) -> list[tuple[str, str]]:
        """Return words and addresses of the links between two positions."""
        return [
            (self.text[one:two], address)
            for one, two, address in self.links
            if one >= start and two <= end
        ]

    def emphasis_at(self, at: int) -> tuple[int, int] | None:
        """Return the bold or italic words that begin at a position."""
        return next((span for span in self.bold if span[0] == at), None)

    def link_at(self, at: int) -> tuple[int, int, str] | None:
        """Return the link that begins at a position."""
        return next((link for link in self.links if link[0] == at), None)


class Titles:
    """Reads titles with the words of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.names = Names(vocabulary)
        by = "|".join(map(re.escape, vocabulary.by))
        self._by = re.compile(
            rf"(?:\s*[-–—,|:]\s*|[\s!?.…\"”)\]])\(?(?:{by})\s+(?:(?:{by})\s+)?", re.IGNORECASE
        )

    def read(
        self,
        lines: Line | Sequence[Line],
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
        text = _Text([lines] if isinstance(lines, Line) else lines)
        title = self._marks(text, self._bounds(text, is_running=is_running))
        start = title.start
        title = self._before(text, title)
        title = self._behind(text, title)
        title = self._speakers(text, title, order, start=start, is_running=is_running)
        return _trimmed(text.text, title)

    def find_order(
        self, titles: Sequence[Line | Sequence[Line]], *, is_running: bool = False
    ) -> Order | None:
        """Return on which side the titles of a post have their speakers.

        Nothing when they aren't made alike: most of them must have plain names on one side.
        """
        count, signs = dict.fromkeys(Order, 0), dict.fromkeys(Order, 0)
        for lines in titles:
            text = _Text([lines] if isinstance(lines, Line) else lines)
            title = self._marks(text, self._bounds(text, is_running=is_running))
            title = self._behind(text, self._before(text, title))
            last = self._last(text, title, is_running=is_running, is_expected=False)
            first = self._first(text, title)
            signs[Order.LAST] += self._has_sign(text, title)
            signs[Order.FIRST] += self._has_sign(text, title, is_first=True)
            if bool(last) != bool(first):
                count[Order.LAST if last else Order.FIRST] += 1
        for order, other in ((Order.LAST, Order.FIRST), (Order.FIRST, Order.LAST)):
            if (
                count[order] >= 2
                and count[order] * 3 >= signs[order] * 2
                and count[order] * 2 >= len(titles)
                and count[order] >= 3 * count[other]
            ):
                return order
        return None

    def _has_sign(self, text: _Text, title: Title, *, is_first: bool = False) -> bool:
        words = text.text[title.start : title.end]
        if is_first:
            return bool(_DASH.search(words) or _COLON.search(words))
        return bool(_DASH.search(words) or self._by.search(words))

    def _bounds(self, text: _Text, *, is_running: bool) -> Title:
        """Return a title that has no facts yet: the words that may be of it."""
        whole = text.text[:LONGEST]
        marker = _MARKERS.match(whole)
        start = marker.end() if marker else 0
        end = len(whole.rstrip())
        if is_running and (lead := text.emphasis_at(start)):
            behind = whole[lead[1] :].lstrip()
            # "**Title**: what it said", but "**Keynote**: the title" has its title behind.
            is_title = not self.vocabulary.kind(whole[lead[0] : lead[1]])
            if is_title and re.match(r"[:：.–—-]|$", behind):
                end = lead[1]
        return Title(start, end, end)

    def _marks(self, text: _Text, title: Title) -> Title:
        """Take stars on either side, and a highlight mark."""
        words = text.text[title.start : title.end]
        for mark in stars_around(words):
            if mark.start:
                title = replace(title, end=title.start + len(words[: mark.start].rstrip()))
            else:
                moved = title.start + mark.end
                moved += len(text.text[moved:]) - len(text.text[moved:].lstrip())
                title = replace(title, start=min(moved, title.end))
            title = replace(title, rating=mark.rating, is_highlight=mark.is_highlight)
        words = text.text[title.start : title.end]
        mark_in = find_highlight(words, self.vocabulary)
        if mark_in and not words[mark_in.end :].strip():
            title = self._without_highlight(title, words, mark_in)
        return title

    def _without_highlight(self, title: Title, words: str, mark: Mark) -> Title:
        end = title.start + len(words[: mark.start].rstrip())
        return replace(title, end=end, is_highlight=True, reason=mark.reason)

    def _before(self, text: _Text, title: Title) -> Title:
        """Take a day, a time, a room, a kind and a track before the title."""
        for _ in range(4):
            step = (
                self._slot_before(text, title)
                or self._kind_before(text, title)
                or self._track_before(text, title)
            )
            if step is None or not text.text[step.start : step.end].strip():
                break
            title = step
        return title

    def _slot_before(self, text: _Text, title: Title) -> Title | None:
        if title.slot:
            return None
        words = text.text[: title.end]
        at = title.start
        day = title.day
        closing = ""
        if weekday := leading_weekday(words[at:]):
            at, day = at + weekday[1], Day(weekday=weekday[0])
        elif (dated := _leading_date(words[at:], self.vocabulary)) is not None:
            at, day = at + dated[1], dated[0]
        if words[at : at + 1] in {"(", "[", "【"}:
            closing = {"(": ")", "[": "]", "【": "】"}[words[at]]
            at += 1
        slot = leading_slot(words, at)
        if not slot:
            return None
        at = slot.stop
        if closing:
            if words[at : at + 1] != closing:
                return None
            at += 1
        room = ""
        paren = _PAREN_FIRST.match(words, at)
        if paren and (room := read_room(paren["words"], self.vocabulary)):
            at = paren.end()
        behind = _BEHIND_SLOT.match(words, at)
        at = behind.end() if behind else at
        return replace(title, start=at, slot=slot, day=day, room=room)

    def _kind_before(self, text: _Text, title: Title) -> Title | None:
        words = text.text[: title.end]
        if title.kind:
            return None
        paren = _PAREN_FIRST.match(words, title.start)
        if paren and (kind := self.vocabulary.kind(paren["words"])):
            return replace(title, start=paren.end(), kind=kind)
        sign = _BEHIND_KIND.search(words, title.start, title.start + 60)
        if sign:
            named = re.sub(r"\s*#?[0-9]{1,2}$", "", words[title.start : sign.start()])
            if kind := self.vocabulary.kind(named):
                return replace(title, start=sign.end(), kind=kind)
        return None

    def _track_before(self, text: _Text, title: Title) -> Title | None:
        """Take a short code in parentheses, such as "(DB)"."""
        paren = _PAREN_FIRST.match(text.text[: title.end], title.start)
        if not paren or title.track or len(paren["words"]) > 12 or " " in paren["words"].strip():
            return None
        return replace(title, start=paren.end(), track=paren["words"].strip())

    def _behind(self, text: _Text, title: Title) -> Title:
        """Take kinds, times, rooms and addresses in parentheses behind the title."""
        for _ in range(4):
            paren = _PAREN_LAST.search(text.text[: title.end], title.start)
            if not paren or paren.start() <= title.start:
                break
            step = self._paren(text, title, paren)
            if step is None:
                break
            title = replace(step, end=paren.start())
        return title

    def _paren(self, text: _Text, title: Title, paren: re.Match[str]) -> Title | None:
        words = paren["words"]
        links = text.links_in(paren.start("words"), paren.end("words"))
        if links:
            fields = [
                (field_of_link(word, address, self.vocabulary), address) for word, address in links
            ]
            around = words
            for word, _ in links:
                around = around.replace(word, "", 1)
            if all(field for field, _ in fields) and not re.search(r"\w{4,}", around):
                found = tuple((field, address) for field, address in fields if field)
                return replace(title, addresses=(*found, *title.addresses))
            return None
        if not title.kind and (kind := self.vocabulary.kind(words)):
            return replace(title, kind=kind)
        if not title.slot and (slot := read_slot(words)):
            return replace(title, slot=slot)
        return None

    def _speakers(
        self, text: _Text, title: Title, order: Order | None, *, start: int, is_running: bool
    ) -> Title:
        if order is Order.LAST and title.kind and not title.speakers:
            # "Keynote - Ann Other" has no other words.
            alone = read_speakers(text.text[title.start : title.end], self.names)
            if alone and not alone[0].affiliation:
                return replace(title, start=start, speakers=alone)
        if order is Order.FIRST:
            found = self._first(text, title)
            return replace(title, start=found[1], speakers=found[0]) if found else title
        last = self._last(text, title, is_running=is_running, is_expected=order is Order.LAST)
        if last and (order is Order.LAST or last[3]):
            return replace(title, end=last[1], stop=last[2], speakers=last[0])
        return title

    def _first(self, text: _Text, title: Title) -> tuple[tuple[Speaker, ...], int] | None:
        """Return the speakers before a title, and where that begins."""
        words = text.text[title.start : title.end]
        signs = [found for sign in (_DASH, _COLON, _COMMA) if (found := sign.search(words))]
        for found in sorted(signs, key=lambda one: one.start()):
            behind = words[found.end() :].strip()
            if len(behind) < 3 or (found.re is _COMMA and self.names.leading(behind)[0]):
                continue
            names = words[: found.start()]
            speakers = read_speakers(names, self.names)
            if speakers and not any(speaker.affiliation for speaker in speakers):
                return speakers, title.start + found.end()
        return None

    def _last(
        self, text: _Text, title: Title, *, is_running: bool, is_expected: bool
    ) -> tuple[tuple[Speaker, ...], int, int, bool] | None:
        """Return the speakers behind a title, where it ends, where they end, and if it is plain.

        :param is_expected: whether the titles of the post have them there.
        """
        candidates = self._behind_title(text, title, is_running=is_running, is_expected=is_expected)
        for found in candidates:
            if text.text[title.start : found[1]].strip(_SIGNS + "-–—:|"):
                return found
        return None

    def _behind_title(
        self, text: _Text, title: Title, *, is_running: bool, is_expected: bool
    ) -> Iterator[tuple[tuple[Speaker, ...], int, int, bool]]:
        words, start, end = text.text, title.start, title.end
        link_end = self._title_link(text, title)
        at = link_end if link_end else start
        # By: "Title by Ann Other", with more behind it in items.
        found = list(self._by.finditer(words, max(at - 1, 0), end))
        for by in found if is_running else reversed(found):
            if is_running and _SENTENCE.search(words, at, by.start()):
                break
            rest = words[by.end() : end].rstrip(")" if "(" in by[0] else "")
            links = text.link_words(by.end(), end)
            speakers = read_speakers(rest, self.names, links=links)
            stop = end
            if not speakers:
                speakers, length = leading_speakers(rest, self.names)
                stop = by.end() + length
            is_plain = bool(speakers) and (
                link_end == _before_space(words, by.start(), link_end)
                or self._is_marked(text, by, links, speakers, stop == end)
            )
            if not speakers and is_expected:
                speakers, stop = self._likely(rest), end
            if speakers:
                yield speakers, by.start() + (words[by.start()] in '!?.…"”)]'), stop, is_plain
        # In parentheses: "Title (Ann Other, Example Works)".
        paren = _PAREN_LAST.search(words[:end], at)
        if paren and paren.start() > start:
            speakers = read_speakers(paren["words"], self.names)
            is_plain = bool(speakers) and bool(
                link_end == paren.start() or is_organisation(speakers, self.vocabulary)
            )
            if speakers:
                yield speakers, paren.start(), end, is_plain
        yield from self._behind_dash(text, title, link_end, is_expected=is_expected)
        # Linked, with nothing before: "Title [Ann Other](…)".
        for one, two, address in text.links:
            if start < one < end and two >= end and words[one - 1] == " ":
                speakers = read_speakers(words[one:two], self.names)
                if speakers and not field_of_link(words[one:two], address, self.vocabulary):
                    yield speakers, one, two, False

    def _behind_dash(
        self, text: _Text, title: Title, link_end: int, *, is_expected: bool
    ) -> Iterator[tuple[tuple[Speaker, ...], int, int, bool]]:
        words, end = text.text, title.end
        dashes = list(_DASH.finditer(words[:end], max(link_end, title.start)))
        found = []
        for dash in dashes:
            rest = words[dash.end() : end]
            links = self._people(text, dash.end(), end)
            if speakers := read_speakers(rest, self.names, links=links):
                is_plain = bool(
                    self._is_linked(text, dash.end(), end)
                    or self.names.has_honorific(rest)
                    or re.search(r"(?<!\w)@\w+", rest)
                    or (link_end and link_end == dash.start() and not speakers[0].affiliation)
                )
                found.append((speakers, dash.start(), end, is_plain))
        if len(found) > 1:
            # "Title - Ann Other - Example Works", or "Open Title - Bo Person - Example Works"?
            plain = [one for one in found if one[3]]
            one_word = [
                one for one in found if len(one[0]) == 1 and " " not in one[0][0].affiliation
            ]
            found = plain[-1:] or (one_word[:1] if len(found) == len(one_word) else found[-1:])
        yield from found[:1]
        if not found and is_expected and dashes:
            rest = words[dashes[-1].end() : end]
            is_alike = self._is_lower(words[title.start : dashes[-1].start()]) or "(" in rest
            if is_alike and (speakers := self._likely(rest)):
                yield speakers, dashes[-1].start(), end, False

    def _title_link(self, text: _Text, title: Title) -> int:
        """Return where the link ends that a title is; 0 when it is none."""
        for one, two, _ in text.links:
            before = text.text[title.start : one]
            if one >= title.start and not before.strip(_SIGNS + '"“„«「*'):
                return two + (text.text[two : two + 1] in {'"', "”", "“", "»", "」"})
        return 0

    def _people(self, text: _Text, start: int, end: int) -> tuple[str, ...]:
        """Return the words of links that may be those of persons."""
        return tuple(
            words
            for words, address in text.links_in(start, end)
            if is_person(address) or not field_of_link(words, address, self.vocabulary)
        )

    def _is_linked(self, text: _Text, start: int, end: int) -> bool:
        """Tell whether names between two positions are links to persons."""
        return any(is_person(address) for _, address in text.links_in(start, end))

    def _is_marked(
        self,
        text: _Text,
        by: re.Match[str],
        links: tuple[str, ...],
        speakers: tuple[Speaker, ...],
        is_whole: bool,
    ) -> bool:
        """Tell whether a *by* is none of the title's words by what it looks like."""
        first = by.start() + len(by[0]) - len(by[0].lstrip(_SIGNS + "-–—,|:("))
        emphasis = text.emphasis_at(first)
        return bool(
            (emphasis and emphasis[0] > 0)
            or re.search(r"[-–—|(]", by[0])
            or any(self.names.plain(link) == speakers[0].name for link in links)
            or (is_whole and any(speaker.affiliation for speaker in speakers))
        )

    def _likely(self, words: str) -> tuple[Speaker, ...]:
        """Return speakers where they are expected, though their names aren't plain."""
        found = read_speakers(words, self.names, is_labelled=True)
        is_short = all(len(speaker.name.split()) <= 3 for speaker in found)
        return found if is_short and len(found) <= 3 else ()

    @staticmethod
    def _is_lower(words: str) -> bool:
        """Tell whether an author writes all in small letters."""
        return words == words.lower()


def _before_space(words: str, at: int, expected: int) -> int:
    """Return a position without the spaces before it, if that is the one expected."""
    return expected if words[expected:at].strip() == "" and expected else -1


def _leading_date(text: str, vocabulary: Vocabulary) -> tuple[Day, int] | None:
    """Return the day that a text begins with before a time, and where it ends."""
    found = _TIME_FOLLOWS.match(text)
    if not found:
        return None
    day = read_day(found["words"], vocabulary)
    return (day, found.end()) if day and not day.rest else None


def _trimmed(text: str, title: Title) -> Title:
    """Return a title without spaces and signs at its ends."""
    start, end = title.start, title.end
    while start < end and text[start] in _SIGNS:
        start += 1
    while end > start and text[end - 1] in _SIGNS + "-–—:|,":
        end -= 1
    return replace(title, start=start, end=end)
