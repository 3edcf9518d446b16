"""Speakers in titles: before a title's own words, or behind them.

`TitleSpeakers` finds the candidates, and says of each whether it is plain by itself or only where
other titles of the post are made alike.  Called by ``titles`` alone; imports neither Sphinx nor
docutils.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.recognition.hosts import field_of_link, is_person
from sphinxext_confnotes.recognition.speakers import (
    SURNAMED,
    Names,
    have_affiliations,
    leading_speakers,
    read_speakers,
)
from sphinxext_confnotes.recognition.telling_words import TellingWords
from sphinxext_confnotes.recognition.vocabulary import Vocabulary
from sphinxext_confnotes.recognition.words import Link, Words
from sphinxext_confnotes.scripts import WIDE

LONGEST_CLAUSE = 200
"""Characters of a running text in which speakers are looked for."""

_SIGNS = " \t\u00a0\u3000-–—:|,"
CLOSING_QUOTES = ('"', "”", "“", "»", "」", "』", "》")
"""The signs that a quoted title ends with."""

_CLOSING = '!?.…"”»」』)]'
_DASH = re.compile(r"\s+(?:[-–—~·|]+|//?)\s+|\s*—\s*")
_LAST_DASH = re.compile(rf"{_DASH.pattern}|\s+-(?=[^\W\d])")
"""Behind a title; people forget a space there."""
_COLON = re.compile(r"\s*:\s+|\s*：\s*")
_COMMA = re.compile(r"\s*[,，]\s*")
_BEHIND_COMMA = re.compile(
    rf"\s*[,，]\s*(?P<name>{SURNAMED.pattern})(?:\s*[,，丨|]\s*(?P<behind>[^,，]{{2,60}}))?$"
)
_BETWEEN_SURNAMED = re.compile(r"\s*[,，、&·/]\s*")
_PAREN = re.compile(r"\s*[(（\[【](?P<words>[^()（）\[\]【】]*)[)）\]】]\s*$")
_QUOTED = re.compile(
    r"\"[^\"]{4,100}\"|[“„«][^“”„«»]{4,100}[”“»]|「[^「」]{2,60}」|『[^『』]{2,60}』"
    r"|《[^《》]{2,60}》"
)
"""What is longer is rather what somebody said."""
_DASH_BEHIND_QUOTE = re.compile(r"\s*[-–—|·/:：]+\s*")
_QUOTE = re.compile(r"\s?[\"”“»」』]")
_PARTICIPLE = re.compile(r"(?:ed|en|ing|own|ent|ade|ght)$", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=\w{3})\. |[!?] |[。！？]")
"""The end of a sentence; behind initials and short words a stop is none."""
_HANDLE = re.compile(r"(?<!\w)@\w")


class Found(NamedTuple):
    """Speakers in a title."""

    speakers: tuple[Speaker, ...]
    at: int
    """Where the title's own words end, or begin where the speakers stand before them."""
    stop: int
    """Where the speakers end."""
    is_plain: bool = False
    """Whether they are speakers whatever other titles look like."""


class _Where(NamedTuple):
    """The part of a text in which speakers are looked for behind a title."""

    start: int
    end: int
    behind_link: int
    """Where the link or the quotation marks end that the title stands in; 0 for none."""
    is_running: bool
    is_expected: bool
    is_cut: bool
    """Whether the text goes on with another sentence."""

    @property
    def at(self) -> int:
        """The places where the speakers may begin."""
        return self.behind_link or self.start


class TitleSpeakers:
    """Finds speakers in titles with the words of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.names = Names(vocabulary)
        by = "|".join(map(re.escape, vocabulary.by))
        self._by = re.compile(
            rf"(?:\s*[-–—,|:]\s*|[\s{re.escape(_CLOSING)}])\(?(?:{by})\s+(?:(?:{by})\s+)?",
            re.IGNORECASE,
        )
        self._words_of_by = TellingWords.of(vocabulary.by)
        line_by = "|".join(map(re.escape, vocabulary.line_by))
        self._words_of_line_by = TellingWords.of([*vocabulary.by, *vocabulary.line_by])
        self._behind_link = re.compile(rf"\s+(?:{by}|{line_by})\s+", re.IGNORECASE)

    def are_all(self, text: str) -> bool:
        """Tell whether a text is plain names, with where they work, and nothing else."""
        found = read_speakers(text, self.names)
        return bool(found) and self._are_plain(found)

    def _are_plain(self, speakers: Sequence[Speaker]) -> bool:
        """Tell whether all names are plain by themselves, wherever they stand."""
        return all(self.names.is_plain(speaker.name) for speaker in speakers)

    def first(self, words: Words, start: int, end: int) -> Found | None:
        """Return the speakers before a title: "Ann Other - Title", "Ann Other: Title"."""
        text = words.text[:end]
        signs = [found for sign in (_DASH, _COLON, _COMMA) if (found := sign.search(text, start))]
        for sign in sorted(signs, key=lambda one: one.start()):
            behind = text[sign.end() :].strip()
            before = text[start : sign.start()]
            if len(behind) < 3 or (sign.re is _COMMA and len(signs) > 1):
                # In "Ann Other, Example: Title" and "Ann Other, Title: more" alike.
                continue
            speakers = read_speakers(before, self.names)
            are_closed = before.endswith((")", "）"))
            with_roles = [one for one in speakers if one.affiliation]
            is_told = with_roles and not (are_closed and have_affiliations(with_roles, self.names))
            if speakers and not is_told:
                # What is quoted is the title, whatever others look like.
                is_quoted = _QUOTED.fullmatch(behind) is not None
                return Found(speakers, sign.end(), sign.end(), is_plain=is_quoted)
        return None

    def last(
        self, words: Words, start: int, end: int, *, is_running: bool, is_expected: bool
    ) -> Found | None:
        """Return the speakers behind a title.

        :param is_running: whether text may follow, in the same paragraph.
        :param is_expected: whether the titles of the post have them there.
        """
        behind_link = 0
        if link := self.title_link(words, start, end):
            quote = _QUOTE.match(words.text, link[0].end)
            behind_link = quote.end() if quote else link[0].end
            if not words.text[behind_link:end].strip():
                # The speakers may stand in the link.
                behind_link = 0
        elif quoted := _QUOTED.match(words.text, start, end):
            # As plainly as where a link does, a title ends where its quotation marks do.
            behind_link = quoted.end()
        last = self._clause(words.text, behind_link or start, end) if is_running else end
        is_cut = bool(words.text[last:end].strip(" ."))
        where = _Where(start, last, behind_link, is_running, is_expected, is_cut)
        found = self._first_with_title(words, where)
        if found is None and link:
            # All may stand in the link: "[Title (Ann Other)](…)".
            inside = _Where(link[0].start, link[0].end, 0, False, is_expected, False)
            found = self._first_with_title(words, inside)
        return found

    def _first_with_title(self, words: Words, where: _Where) -> Found | None:
        """Return the first speakers that have words of the title before them."""
        for found in self._candidates(words, where):
            if words.text[where.start : found.at].strip(_SIGNS):
                return found
        return None

    def has_sign_last(self, words: Words, start: int, end: int, *, is_running: bool) -> bool:
        """Tell whether a title has a sign that may stand before speakers."""
        if is_running:
            end = self._clause(words.text, start, end)
        text = words.text[:end]
        has_dash = bool(_LAST_DASH.search(text, start)) and not is_running
        return has_dash or next(self._signs_of_by(text, start, end), None) is not None

    def has_sign_first(self, words: Words, start: int, end: int) -> bool:
        """Tell whether a title has a sign that may stand behind speakers."""
        text = words.text[:end]
        return bool(_DASH.search(text, start) or _COLON.search(text, start))

    def title_link(self, words: Words, start: int, end: int) -> tuple[Link, str] | None:
        """Return the link that a title is, and the kind of talk that may stand before it."""
        for link in words.links_in(start, end):
            before = words.text[start : link.start].strip(_SIGNS + '"“„«「『*')
            if not before:
                return link, ""
            # With an article: "The workshop", "L'atelier".
            parts = re.split(r"[\s'’]+", before)
            kind = self.vocabulary.kind(parts[-1]) if len(parts) <= 2 else None
            return (link, kind) if kind else None
        return None

    def _clause(self, text: str, start: int, end: int) -> int:
        end = min(end, start + LONGEST_CLAUSE)
        sentence = _SENTENCE.search(text, start, end)
        return sentence.start() if sentence else end

    def _candidates(self, words: Words, where: _Where) -> Iterator[Found]:
        if where.behind_link:
            yield from self._after_link(words, where)
        yield from self._after_kind(words, where)
        yield from self._after_by(words, where)
        yield from self._in_parentheses(words, where)
        yield from self._likely_after_by(words, where)
        yield from self._after_dash(words, where)
        comma = _BEHIND_COMMA.search(words.text[: where.end], where.at)
        if comma and not self._is_word(comma["name"]):
            behind = (comma["behind"] or "").strip()
            yield Found((Speaker(comma["name"], behind),), comma.start(), where.end)
        # With nothing between but the link: "Title [Ann Other](…)".
        for link in words.links_in(where.start + 1, where.end)[-1:]:
            if link.end == where.end and words.text[link.start - 1] == " ":
                speakers = read_speakers(link.words, self.names)
                if speakers and not field_of_link(link.words, link.address, self.vocabulary):
                    yield Found(speakers, link.start, link.end)

    def _after_link(self, words: Words, where: _Where) -> Iterator[Found]:
        """Yield those behind a linked title, which ends where its link does."""
        dash = _DASH_BEHIND_QUOTE.match(words.text, where.behind_link, where.end)
        if dash and words.text[where.behind_link - 1] in "》」』":
            rest = words.text[dash.end() : where.end]
            if speakers := read_speakers(rest, self.names) or self._surnamed(rest):
                yield Found(speakers, where.behind_link, where.end, is_plain=True)
        by = self._behind_link.match(words.text, where.behind_link, where.end)
        if by and (found := self._read(words, by.end(), where.end)):
            yield Found(found[0], where.behind_link, found[1], is_plain=True)

    def _after_kind(self, words: Words, where: _Where) -> Iterator[Found]:
        """Yield those of a title that only has a kind beside them: "Keynote with Ann Other"."""
        if not self._words_of_line_by.may_stand_in(words.text):
            return
        by = self._behind_link.search(words.text, where.start, where.end)
        if by and self.vocabulary.kind(words.text[where.start : by.start()]):
            speakers = read_speakers(words.text[by.end() : where.end], self.names)
            if speakers and self._are_plain(speakers):
                yield Found(speakers, by.start(), where.end, is_plain=True)

    def _after_by(self, words: Words, where: _Where) -> Iterator[Found]:
        signs = list(self._signs_of_by(words.text, where.at, where.end))
        # The last one, but in a text that goes on with others.
        for by in signs if where.is_running else reversed(signs):
            is_closed = "(" in by[0] and words.text[: where.end].endswith(")")
            if found := self._read(words, by.end(), where.end - is_closed):
                found = (found[0], found[1] + (is_closed and found[1] == where.end - 1))
                is_foreign = _is_foreign(words, where, by) and found[1] == where.end
                is_plain = is_foreign or self._is_marked(words, where, by, found)
                yield Found(found[0], _before_by(words, by), found[1], is_plain)
                continue
            likely = self._likely(words.text[by.end() : where.end])
            if likely and _is_foreign(words, where, by) and not where.is_cut:
                yield Found(likely, _before_by(words, by), where.end, is_plain=True)

    def _likely_after_by(self, words: Words, where: _Where) -> Iterator[Found]:
        """Yield those that aren't plain, where titles of the post have some there."""
        if not where.is_expected or where.is_running:
            return
        if signs := list(self._signs_of_by(words.text, where.at, where.end)):
            likely = self._likely(words.text[signs[-1].end() : where.end])
            # "… per day - Ann Other" has another speaker than the day.
            if likely and not any(self.names.is_plain(one.affiliation) for one in likely):
                yield Found(likely, _before_by(words, signs[-1]), where.end)

    def _signs_of_by(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Return each *by* that stands between two positions, with the signs before it."""
        is_any = self._words_of_by.may_stand_in(text)
        return self._by.finditer(text, start, end) if is_any else iter(())

    def _read(self, words: Words, start: int, end: int) -> tuple[tuple[Speaker, ...], int] | None:
        """Return speakers that stand at a position, and where they end."""
        rest = words.text[start:end]
        links = tuple(link.words for link in words.links_in(start, end))
        whole = read_speakers(rest, self.names, links=links)
        with_roles = [speaker for speaker in whole if speaker.affiliation]
        if whole and not with_roles:
            return whole, start + len(rest.rstrip().removesuffix("."))
        if whole and have_affiliations(with_roles, self.names):
            return whole, end
        leading, length = leading_speakers(rest, self.names)
        if leading:
            return leading, start + length
        linked = next((link for link in words.links_in(start, end) if link.start == start), None)
        if linked and (named := read_speakers(linked.words, self.names, links=(linked.words,))):
            return named, linked.end
        return None

    def _is_marked(
        self,
        words: Words,
        where: _Where,
        by: re.Match[str],
        found: tuple[tuple[Speaker, ...], int],
    ) -> bool:
        """Tell whether a *by* is none of the title's words by what it looks like."""
        speakers, stop = found
        begins = by.start() + len(by[0]) - len(by[0].lstrip(_SIGNS + _CLOSING + "("))
        are_plain = self._are_plain(speakers)
        is_linked = any(link.start == by.end() for link in words.links)
        is_last = stop == where.end and not where.is_cut
        return bool(
            (words.emphasis_at(begins) and begins)
            or re.search(r"[-–—|(]", by[0])
            or (is_linked and are_plain)
            or (are_plain and 0 < words.emphasis_at(where.start) <= begins)
            or (stop == where.end and have_affiliations(speakers, self.names))
            or (is_last and are_plain and _stands_apart(words.text[where.start : by.start() + 1]))
        )

    def _in_parentheses(self, words: Words, where: _Where) -> Iterator[Found]:
        paren = _PAREN.search(words.text[: where.end], where.at)
        if paren and (speakers := read_speakers(paren["words"], self.names)):
            is_plain = (
                (paren.start() == where.behind_link > 0)
                or self._are_behind_bold(words, where, paren.start(), speakers)
            ) or (
                have_affiliations(speakers, self.names)
                and not any(self.names.is_plain(speaker.affiliation) for speaker in speakers)
            )
            yield Found(speakers, paren.start(), where.end, is_plain)

    def _are_behind_bold(
        self, words: Words, where: _Where, at: int, speakers: Sequence[Speaker]
    ) -> bool:
        """Tell whether plain names stand right behind a title in emphasis."""
        end = words.emphasis_around(where.start)
        is_behind = 0 < end <= at and not words.text[end:at].strip()
        return is_behind and self._are_plain(speakers)

    def _after_dash(self, words: Words, where: _Where) -> Iterator[Found]:
        start, end, behind_link = where.start, where.end, where.behind_link
        text = words.text[:end]
        dashes = list(_LAST_DASH.finditer(text, where.at))
        found = []
        for dash in dashes:
            rest = text[dash.end() :]
            links = words.links_in(dash.end(), end)
            people = tuple(
                link.words
                for link in links
                if is_person(link.address)
                or not field_of_link(link.words, link.address, self.vocabulary)
            )
            if speakers := read_speakers(rest, self.names, links=people) or self._surnamed(rest):
                is_plain = (
                    any(is_person(link.address) for link in links)
                    or self.names.has_honorific(rest)
                    or bool(_HANDLE.search(rest))
                    or (dash.start() == behind_link > 0 and not speakers[0].affiliation)
                    or self._are_behind_bold(words, where, dash.start(), speakers)
                )
                found.append(Found(speakers, dash.start(), end, is_plain))
        if len(found) > 1:
            # "Title - Ann Other - Example" rather than "Open Title - Bo Person - Example Works".
            plain = [one for one in found if one.is_plain]
            behind = found[0].speakers[0].affiliation
            found = plain[-1:] or (found[:1] if " " not in behind else found[-1:])
        yield from found
        if not found and where.is_expected and dashes:
            rest = text[dashes[-1].end() :]
            own = text[start : dashes[-1].start()]
            # Those who write all in small letters write names so, too.
            if (own == own.lower() or "(" in rest) and (likely := self._likely(rest)):
                yield Found(likely, dashes[-1].start(), end)

    def _surnamed(self, text: str) -> tuple[Speaker, ...]:
        """Return the speakers that a text is whose names have common surnames, as in Korean."""
        names, behind = _BETWEEN_SURNAMED.split(text.strip(_SIGNS)), ""
        if len(names) == 2 and SURNAMED.fullmatch(names[0]) and not SURNAMED.fullmatch(names[1]):
            names, behind = names[:1], names[1]
        if not all(SURNAMED.fullmatch(name) and not self._is_word(name) for name in names):
            return ()
        return tuple(Speaker(name, behind) for name in names)

    def _is_word(self, name: str) -> bool:
        return name in self.vocabulary.not_names

    def _likely(self, text: str) -> tuple[Speaker, ...]:
        """Return speakers where they are expected, though their names aren't plain."""
        found = read_speakers(text, self.names, is_labelled=True)
        is_short = all(len(speaker.name.split()) <= 3 for speaker in found)
        return found if is_short and len(found) <= 3 else ()


def _is_foreign(words: Words, where: _Where, by: re.Match[str]) -> bool:
    """Tell whether a *by* in Latin letters is none of a title's words, which is in others."""
    return by[0].strip().isascii() and bool(WIDE.search(words.text[where.start : by.start()]))


def _before_by(words: Words, by: re.Match[str]) -> int:
    """Return where the words end that stand before a *by*."""
    return by.start() + (words.text[by.start()] in _CLOSING)


def _stands_apart(before: str) -> bool:
    """Tell whether a *by* with names at the end of a title is none of the title's words.

    It isn't behind a participle, as in "Driven by Waiting Lines", nor behind a word or two.
    """
    words = before.split()
    return len(words) >= 3 and not _PARTICIPLE.search(words[-1])
