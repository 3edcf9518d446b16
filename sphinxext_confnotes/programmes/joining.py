"""Joins what posts say with the entries of a programme, and says why.

An address comes first, then an identifier or code, then the title: people type half a title, leave
out its subtitle, or put the speaker behind it.  A title joins when its words are those of one
entry and of no other; titles that every conference has, such as "Lightning talks", never do.
Nothing is better than the wrong entry.  Called by ``recognition`` and the layers above it; imports
neither Sphinx nor docutils.
"""

from __future__ import annotations

import datetime as dt
import functools
import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from rapidfuzz import fuzz, process

from sphinxext_confnotes.addresses import normalised_address
from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.titles import (
    common_words,
    count_telling,
    is_telling,
    parts_of,
    stemmed,
    words_in,
)

Reason = Literal[
    "address", "id", "title", "short", "generic", "unlike", "ambiguous", "other day", "none"
]
"""Why an entry was joined: its address, its identifier, its title.  Or why none was: the title has
too few words that tell, or none that does; it is like no entry, or like several; or it is a part of
that of an entry of another day."""

FEWEST_WORDS = 3
"""Words that a title needs to join.  All have to tell which talk it is, unless it is the same as
that of an entry, or its beginning on that day."""

WHOLE = 0.75
"""The part of each title, by weight, that is in the other, if both are whole."""

PART = 0.85
"""The same of a title that is a part of an entry's, or has one as a part."""

MARGIN = 0.06
"""The distance to the next likely entry."""

MISTYPED = 0.92
"""The similarity of two titles that differ in a letter here and there."""

LIKENESS = 78
"""The least similarity of two spellings of a word, of 100."""

LIKENESS_OF_SHORT = 85
"""The same of words of three letters."""

FEW_WORDS = 7
"""Telling words of what is probably a title."""

LEAST = 0.3
"""The part of a longer text, by weight, that a title shares with it."""

MOST_CANDIDATES = 16
"""Entries that are looked at closely."""

OTHER_PAGES = ("track", "tracks", "speaker", "speakers", "person", "people", "room", "rooms", "tag")
"""Parts of addresses before the short name of something else than a talk."""

_SLASHES = re.compile(r"//+")
_PAPER = re.compile(r"(openreview\.net)/pdf\?|(arxiv\.org)/(?:pdf|html)/")
_VERSION = re.compile(r"(arxiv\.org/abs/[0-9.]+?)(?:v[0-9]+)?(?:\.pdf)?")
_DISTINCT = re.compile(
    r"(?=.*[A-Z0-9])[A-Z0-9]{6}|[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-f]{32}"
)
"""Identifiers that are no words: codes of pretalx, and universally unique ones."""
_YEAR = re.compile(r"(?<![^/])(?:19|20)[0-9]{2}(?![^/])")
_CODE = re.compile(r"(?<![\w-])[A-Z0-9]{6}(?![\w-])")
_TIME = re.compile(r"(?<![\w.])[0-9]{1,2}[:.h][0-9]{2}(?![\w.])")


class Wanted(NamedTuple):
    """The words of a post on a talk that may tell which entry it is."""

    title: str
    addresses: tuple[str, ...] = ()
    """The target of its title's link, and the addresses of paper, slides and video."""
    ids: tuple[str, ...] = ()
    """Identifiers or codes of the entry that its author gave."""
    day: dt.date | None = None
    """Its day, or else its post's."""


class Outcome(NamedTuple):
    """The entry that a talk was joined with, or why there is none."""

    entry: Entry | None
    reason: Reason
    score: int = 0
    """The likeness of the titles, of 100."""
    others: tuple[str, ...] = ()
    """The titles of entries that are as likely, or of the likeliest."""

    def __str__(self) -> str:
        """Return it for an author."""
        return {
            "address": "its address is that of the entry",
            "id": "it has the identifier of the entry",
            "title": f"its title is like that of the entry ({self.score} of 100)",
            "short": f"its title has fewer than {FEWEST_WORDS} words that tell which talk it is",
            "generic": "its title is one that many conferences have",
            "unlike": "no entry has such a title",
            "ambiguous": "several entries have such a title",
            "other day": "its title is a part of that of an entry of another day",
            "none": "the programme has no entries",
        }[self.reason]


class _Likeness(NamedTuple):
    """The likeness of a title and that of an entry."""

    score: float = 0.0
    is_equal: bool = False
    """Whether both have the same words, but for spelling."""
    is_same: bool = False
    """Whether both have the same words in the same order, with all numbers."""
    is_joined: bool = False
    """Whether this is enough to join them, if no other entry is as likely."""
    is_off: bool = False
    """Whether only a part is alike, and the entry is of another day of the conference."""

    def rivals(self, best: _Likeness) -> bool:
        """Tell whether this entry is about as likely as the likeliest one."""
        if best.is_same != self.is_same:
            return self.is_same
        margin = MARGIN / 2 if best.is_equal and not self.is_equal else MARGIN
        return self.score > best.score - margin


@dataclass(frozen=True)
class Joiner:
    """The entries of one conference, ready to be joined with.

    :param entries: of all its files.
    :param name: the conference, of which titles may have words without telling anything.
    """

    entries: Sequence[Entry]
    name: str = ""

    def join(self, wanted: Wanted) -> Outcome:
        """Return the entry that a talk is, with the reason."""
        if not self.entries:
            return Outcome(None, "none")
        if entry := self._one_of(self._by_address(wanted), wanted.day):
            return Outcome(entry, "address", 100)
        if entry := self._one_of(self._by_id(wanted), wanted.day):
            return Outcome(entry, "id", 100)
        return self._by_title(wanted)

    @functools.cached_property
    def _addresses(self) -> Mapping[str, Sequence[int]]:
        """Map the last parts of addresses to the entries that have such."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for address in _addresses_of(entry):
                found[_last_part(address)].append(number)
        return found

    @functools.cached_property
    def _ids(self) -> Mapping[str, Sequence[int]]:
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, entry in enumerate(self.entries):
            for one in entry.ids:
                found[one].append(number)
        return found

    @functools.cached_property
    def _hosts(self) -> frozenset[str]:
        """The hosts of the conference: those that its entries have pages on."""
        hosts = Counter(_host(entry.url) for entry in self.entries if entry.url)
        return frozenset(host for host, number in hosts.items() if 3 * number >= hosts.total())

    @functools.cached_property
    def _days(self) -> frozenset[dt.date]:
        days = (day for entry in self.entries for day in (entry.day, entry.date))
        return frozenset(day for day in days if day)

    @functools.cached_property
    def _name_words(self) -> frozenset[str]:
        return frozenset(stemmed(self.name))

    @functools.cached_property
    def _titles(self) -> Sequence[Sequence[str]]:
        return [stemmed(entry.title) for entry in self.entries]

    @functools.cached_property
    def _by_word(self) -> Mapping[str, Sequence[int]]:
        """Map words to the entries that have them in their titles."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self._titles):
            if not self.entries[number].is_break:
                for word in set(words):
                    found[word].append(number)
        return found

    @functools.cached_property
    def _by_letter(self) -> Mapping[str, Sequence[str]]:
        """Map letters to the words of titles that begin with them."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._by_word:
            if len(word) > 2:
                found[word[0]].append(word)
        return found

    @functools.cached_property
    def _known_spellings(self) -> dict[str, Sequence[str]]:
        """The spellings that were looked for: the words of posts are the same again and again."""
        return {}

    def _weight(self, word: str) -> float:
        """Return what a word tells, from 0 to 1: rare ones tell more."""
        if word in common_words("function") or (len(word) == 1 and word.isascii()):
            return 0.05
        if word in common_words("generic") or word in self._name_words:
            return 0.25
        number = len(self._by_word.get(word, ()))
        return 1 - 0.7 * math.log(max(number, 1)) / math.log(len(self.entries) + 2)

    def _by_address(self, wanted: Wanted) -> list[int]:
        for address in wanted.addresses:
            key = normalised_address(_as_abstract(address))
            if not key:
                continue
            found = [
                number
                for number in self._addresses.get(_last_part(key), ())
                if any(
                    normalised_address(one) == key for one in _addresses_of(self.entries[number])
                )
            ]
            if found := found or list(self._in_address(address)):
                return found
        return []

    def _in_address(self, address: str) -> Iterator[int]:
        """Yield the entries whose identifier is a part of an address."""
        try:
            parts = urlsplit(address)
            values = [value for _, value in parse_qsl(parts.query)]
        except ValueError:
            return
        path = _SLASHES.sub("/", unquote(parts.path)).rstrip("/")
        years = set(_YEAR.findall(path))
        if years and self._days and not years & {str(day.year) for day in self._days}:
            # Last year's talks have their pages on the same host.
            return
        segments = [
            one.removesuffix(".html")
            for before, one in pairwise(path.split("/"))
            if before.lower() not in OTHER_PAGES
        ]
        is_own = self._is_own_host(parts.hostname or "")
        # What is behind the code of a talk is its title.
        codes = [one.partition("-")[0] for one in segments]
        for one in dict.fromkeys((path, *segments, *values, *codes)):
            if is_own or one == path or _DISTINCT.fullmatch(one):
                yield from self._ids.get(one, ()) if one and not _is_small(one) else ()

    def _is_own_host(self, host: str) -> bool:
        """Tell whether a host is the conference's: entries have pages there, or it has its name."""
        labels = set(host.lower().split("."))
        names = {word for word in self._name_words if is_telling(word) and len(word) > 3}
        return host in self._hosts or bool(labels & names)

    def _by_id(self, wanted: Wanted) -> list[int]:
        codes = [one for one in _CODE.findall(wanted.title) if _DISTINCT.fullmatch(one)]
        for one in (*wanted.ids, *codes):
            if found := self._ids.get(one.strip()):
                return list(found)
        return []

    def _one_of(self, numbers: Iterable[int], day: dt.date | None) -> Entry | None:
        """Return the entry that all of some are, in so far as they agree; None if they aren't."""
        found = [self.entries[number] for number in dict.fromkeys(numbers)]
        if len({tuple(stemmed(entry.title)) for entry in found}) != 1:
            return None
        of_day = [entry for entry in found if day in (entry.day, entry.date)]
        return common(of_day or found)

    def _by_title(self, wanted: Wanted) -> Outcome:
        title = _TIME.sub(" ", wanted.title[:LONGEST])
        found = self._titled(title, wanted.day)
        if found.reason in ("unlike", "short"):
            # What stands before or behind it may be of persons that the programme doesn't name.
            for part in parts_of(title)[1:]:
                other = self._titled(part, wanted.day, is_part=True)
                if other.entry:
                    return other
        return found

    def _titled(self, title: str, day: dt.date | None, *, is_part: bool = False) -> Outcome:
        words = stemmed(title)
        telling = self._told(words)
        if not telling:
            return Outcome(None, "generic")
        none: Reason = "unlike" if telling >= FEWEST_WORDS else "short"
        likely = self._likely(words, day)
        if not likely:
            return Outcome(None, none)
        first, best = likely[0]
        if is_part and not best.is_equal:
            return Outcome(None, none)
        same = [number for number, _ in likely if self._titles[number] == self._titles[first]]
        rivals = [number for number, one in likely if number not in same and one.rivals(best)]
        score = min(round(100 * best.score), 100)
        names = tuple(self.entries[number].title for number in (first, *rivals))
        if not best.is_joined:
            return Outcome(None, none, score, names[:1])
        if rivals:
            return Outcome(None, "ambiguous", score, names)
        if best.is_off:
            return Outcome(None, "other day", score, names)
        return Outcome(self._one_of(same, day), "title", score)

    def _likely(self, words: Sequence[str], day: dt.date | None) -> list[tuple[int, _Likeness]]:
        """Return entries with their likeness, the likeliest first."""
        telling = [word for word in words if is_telling(word)]
        if len(telling) > FEW_WORDS:
            # Most of these are no titles, and words of titles have enough others beside them.
            numbers = self._sharing({word: [word] for word in telling if word in self._by_word})
            least = LEAST * sum(map(self._weight, telling))
            chosen = [number for number, weight in numbers if weight >= least]
            title_words = list({word for number in chosen for word in self._titles[number]})
            spellings = {word: _alike(word, title_words) for word in telling}
        else:
            spellings = {word: self._spellings(word) for word in telling}
            chosen = [number for number, _ in self._sharing(spellings)]
        found = [(number, self._likeness(words, spellings, number, day)) for number in chosen]
        return sorted(
            found, key=lambda pair: (-pair[1].is_joined, -pair[1].is_same, -pair[1].score, pair[0])
        )

    def _sharing(self, spellings: Mapping[str, Sequence[str]]) -> list[tuple[int, float]]:
        """Return the entries that share most with words, and the weights of what they share."""
        weights: defaultdict[int, float] = defaultdict(float)
        for known in spellings.values():
            for other in known:
                weight = self._weight(other)
                for number in self._by_word[other]:
                    weights[number] += weight
        return heapq.nlargest(MOST_CANDIDATES, weights.items(), key=lambda pair: pair[1])

    def _spellings(self, word: str) -> Sequence[str]:
        """Return the words of titles that a word may be: itself, or else those that are like it."""
        if word not in self._known_spellings:
            self._known_spellings[word] = self._found_spellings(word)
        return self._known_spellings[word]

    def _found_spellings(self, word: str) -> Sequence[str]:
        if word in self._by_word or len(word) < 3:
            return [word] if word in self._by_word else []
        least = LIKENESS if len(word) > 3 else LIKENESS_OF_SHORT
        # Hardly anybody mistypes the first letter but by leaving it out, or swapping it.
        likely = [one for letter in {*word[:2]} for one in self._by_letter.get(letter, ())]
        alike = process.extract(word, likely, scorer=fuzz.ratio, score_cutoff=least, limit=4)
        longer = [one for one in likely if one.startswith(word) and len(word) > 3]
        return list(dict.fromkeys([*(one for one, *_ in alike), *longer[:4]]))

    def _likeness(
        self,
        words: Sequence[str],
        spellings: Mapping[str, Sequence[str]],
        number: int,
        day: dt.date | None,
    ) -> _Likeness:
        entry, title = self.entries[number], self._titles[number]
        if _have_other_numbers(words, title):
            return _Likeness()
        pairs = _matched(words, title, spellings)
        around, has_speaker = _around(entry, words)
        own = [self._weight(word) for word in title]
        said = [
            0.0 if at not in pairs and word in around else self._weight(word)
            for at, word in enumerate(words)
        ]
        if not pairs:
            return _Likeness()
        places = sorted(pairs.values())
        recall = sum(own[place] for place in places) / (sum(own) or 1)
        precision = sum(said[at] for at in pairs) / (sum(said) or 1)
        run = own[places[0] : places[-1] + 1]
        density = sum(own[place] for place in places) / (sum(run) or 1)
        facts = _Facts(
            recall,
            precision,
            density,
            told=self._told(title[place] for place in places),
            words=len(places),
            begins=not any(map(is_telling, title[: places[0]])),
            has_main=self._has_main(number, places),
            is_in_order=[pairs[at] for at in sorted(pairs)] == places,
            has_speaker=has_speaker,
            is_of_day=day is not None and day in (entry.day, entry.date),
        )
        is_of_other_day = entry.day is not None and day in self._days and not facts.is_of_day
        best = max(recall, 0.85 * density if facts.begins else 0.7 * density)
        score = (precision + best) / 2 + 0.05 * has_speaker + 0.03 * facts.is_of_day
        others = [word for at, word in enumerate(words) if at not in pairs and word not in around]
        others = [word for word in others if is_telling(word)]
        is_mistyped = not any(word in self._by_word for word in others)
        alike = fuzz.ratio(" ".join(words), " ".join(title), score_cutoff=100 * MISTYPED)
        if alike and is_mistyped:
            facts = facts._replace(recall=1.0, precision=1.0, density=1.0, is_in_order=True)
            facts = facts._replace(words=len(title), told=self._told(title))
            score = max(score, alike / 100)
        elif others and not has_speaker:
            missing = (word for place, word in enumerate(title) if place not in set(places))
            facts = facts._replace(is_replaced=any(map(is_telling, missing)))
        is_equal = facts.recall > EQUAL and facts.precision > EQUAL
        return _Likeness(
            score,
            is_equal=is_equal and facts.told >= 2 and facts.words >= FEWEST_WORDS,
            is_same=_saying(words) == _saying(title),
            is_joined=_is_joined(facts),
            is_off=is_of_other_day and min(facts.recall, facts.precision) < WHOLE,
        )

    def title_in(self, text: str, entry: Entry) -> tuple[int, int] | None:
        """Return where in a text the title of an entry stands, as its author wrote it.

        :returns: its beginning and its end; None when there is more around it than names of the
            entry's speakers, its room, track and kind, times, and words for "by".
        """
        words = words_in(text[:LONGEST])
        texts = [word for one in words for word in stemmed(one.text)]
        title = stemmed(entry.title)
        pairs = _matched(texts, title, {word: _alike(word, title) for word in texts})
        places = [at for at in pairs if is_telling(texts[at])]
        names = {name for speaker in entry.speakers for name in stemmed(speaker.name)}
        places = [at for at in places if texts[at] not in names] or places
        if not places:
            return None
        first, last = min(places), max(places)
        while first and first - 1 in pairs and texts[first - 1] not in names:
            first -= 1
        while last + 1 in pairs and texts[last + 1] not in names:
            last += 1
        around, _ = _around(entry, texts)
        outside = [*texts[:first], *texts[last + 1 :]]
        if set(outside) & {word for word in title if is_telling(word)}:
            # A word of the title is one of a name as well, and it isn't clear which it is.
            return None
        if all(word in around or word in BEFORE_NAMES or word.isdecimal() for word in outside):
            return _with_signs(text, words[first].start, words[last].end)
        return None

    def _told(self, words: Iterable[str]) -> float:
        return count_telling(words, known=self._name_words)

    def _has_main(self, number: int, places: Sequence[int]) -> bool:
        """Tell whether words of an entry's title are those before its subtitle, if it has one."""
        parts = parts_of(self.entries[number].title)
        if len(parts) == 1:
            return False
        title, found = self._titles[number], set(places)
        main = title[: len(stemmed(parts[1]))]
        return all(place in found for place, word in enumerate(main) if is_telling(word))


class _Facts(NamedTuple):
    """Measures of a title and that of an entry."""

    recall: float
    """The part of the entry's title that is in the other, by weight."""
    precision: float
    """The part of the other one that is in the entry's, without what is told of the entry."""
    density: float
    """The part of the entry's title between the first and the last word that are in the other."""
    told: float
    """The number of telling words that both have."""
    words: int
    """The number of words that both have."""
    begins: bool
    """Whether the entry's title begins with these."""
    has_main: bool
    """Whether these are the entry's title up to its subtitle, or more."""
    is_in_order: bool
    """Whether both have them in one order."""
    has_speaker: bool
    """Whether the other one names a speaker of the entry."""
    is_of_day: bool
    """Whether the day is known, and that of the entry."""
    is_replaced: bool = False
    """Whether each has a telling word that the other has not: two papers may differ in one."""


def _is_joined(facts: _Facts) -> bool:
    """Tell whether a title is that of an entry, if there is none that is as likely."""
    is_equal = facts.recall > EQUAL and facts.precision > EQUAL
    if facts.is_replaced:
        return False
    least = min(facts.recall, facts.precision)
    if facts.has_speaker and facts.told >= 1:
        # Half a title and a speaker.
        return facts.precision >= 0.6 and (
            facts.recall >= 0.6 or (facts.density >= PART and facts.recall >= 0.25)
        )
    if facts.told < FEWEST_WORDS:
        if is_equal and facts.told >= 2 and facts.words >= FEWEST_WORDS:
            return True
        is_enough = facts.has_main or (facts.words >= FEWEST_WORDS and facts.recall >= 0.3)
        is_beginning = facts.begins and facts.density > EQUAL and facts.precision > EQUAL
        return facts.told >= 2 and facts.is_of_day and (is_equal or (is_beginning and is_enough))
    if least >= WHOLE or (
        facts.recall >= PART and facts.precision >= 0.5 and facts.density >= PART
    ):
        return True
    if facts.precision < PART or not facts.is_in_order:
        return False
    return (
        facts.recall >= 0.5
        or facts.has_main
        or (facts.begins and facts.density >= PART and facts.recall >= 0.3)
    )


EQUAL = 0.97
"""The part of each title that is in the other, if only words that say nothing differ."""

LONGEST = 300
"""Characters of a title that are looked at."""


def _matched(
    words: Sequence[str], title: Sequence[str], spellings: Mapping[str, Sequence[str]]
) -> dict[int, int]:
    """Return which word is which of a title, by their places."""
    free: defaultdict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(title):
        free[word].append(place)
    found: dict[int, int] = {}
    for at, word in enumerate(words):
        if free.get(word):
            found[at] = free[word].pop(0)
    for at, word in enumerate(words):
        if at not in found:
            for other in spellings.get(word, ()):
                if free.get(other):
                    found[at] = free[other].pop(0)
                    break
    return found


BEFORE_NAMES = frozenset(
    ["by", "with", "from", "of", "at", "and", "the", "von", "mit", "und", "par", "avec", "et", "de"]
) | frozenset(["por", "con", "di", "da", "y", "e"])
"""Words between a title and what is told of it."""


def _with_signs(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where words stand with the marks that end them, and brackets and quotes of theirs."""
    marks = _END_MARKS.match(text, end)
    end = marks.end() if marks else end
    is_open = text.count("(", start, end) > text.count(")", start, end)
    if is_open and text[end : end + 1] == ")":
        end += 1
    if start and QUOTES.get(text[start - 1]) == text[end : end + 1]:
        return start - 1, end + 1
    return start, end


_END_MARKS = re.compile(r"[?!…？！]*")

QUOTES = {
    '"': '"',
    "'": "'",
    "“": "”",
    "„": "“",
    "‘": "’",
    "«": "»",
    "»": "«",
    "「": "」",
    "『": "』",
}
"""Quotes, and those that close them."""


def _alike(word: str, title: Sequence[str]) -> Sequence[str]:
    """Return the words of a title that a word may be."""
    if word in title or len(word) < 3:
        return [word]
    found = process.extract(word, title, scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=2)
    return [*(one for one, *_ in found), *(one for one in title if one.startswith(word))]


def _saying(words: Iterable[str]) -> list[str]:
    """Return the words of a title that say something."""
    return [word for word in words if word not in common_words("function")]


def _have_other_numbers(words: Sequence[str], title: Sequence[str]) -> bool:
    """Tell whether two titles have another number behind one word, as ``part 1`` and ``part 2``."""
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for word, after in pairwise(title):
        if after.isdecimal():
            numbers[word].add(after)
    return any(
        after.isdecimal() and word in numbers and after not in numbers[word]
        for word, after in pairwise(words)
    )


def _around(entry: Entry, words: Sequence[str]) -> tuple[frozenset[str], bool]:
    """Return the words that people put around a title, and whether a speaker of it is named.

    :param words: those of a title, among which the last name of a speaker is enough.
    """
    around, last_names = _facts_of(entry)
    return around, any(name in words for name in last_names)


@functools.lru_cache(maxsize=4096)
def _facts_of(entry: Entry) -> tuple[frozenset[str], tuple[str, ...]]:
    """Return the words of the facts of an entry, and the last names of its speakers."""
    names = [stemmed(speaker.name) for speaker in entry.speakers]
    others = [stemmed(speaker.affiliation) for speaker in entry.speakers]
    others += [stemmed(value) for value in (entry.room, entry.track, entry.kind)]
    around = frozenset(word for words in (*names, *others) for word in words)
    return around | common_words("generic"), tuple(name[-1] for name in names if name)


def common(entries: Sequence[Entry]) -> Entry:
    """Return what several entries of one talk agree in.

    A paper may be shown twice, as a talk and as a poster; what differs is told of neither.

    :param entries: at least one.
    """
    first = entries[0]
    if len(entries) == 1:
        return first
    agreed = {
        name: value
        for name, value in first._asdict().items()
        if all(getattr(entry, name) == value for entry in entries)
    }
    return Entry(**{"title": first.title, **agreed})


def _addresses_of(entry: Entry) -> Iterator[str]:
    for address in (entry.url, entry.paper, entry.video, entry.slides, *entry.addresses):
        if address:
            yield _as_abstract(address)


def _as_abstract(address: str) -> str:
    """Return the address of the page of a paper, for that of its file."""
    if "openreview.net/pdf" in address or "arxiv.org/" in address:
        address = _PAPER.sub(
            lambda found: f"{found[1]}/forum?" if found[1] else f"{found[2]}/abs/", address
        )
        address = _VERSION.sub(r"\1", address)
    return address


def _last_part(address: str) -> str:
    return unquote(address.rstrip("/").rpartition("/")[2])


def _host(address: str) -> str:
    return address.split("/", 3)[2].lower() if address.count("/") > 1 else ""


def _is_small(text: str) -> bool:
    """Tell whether an identifier is too short to be told from a page's number or a year."""
    return text.isdecimal() and len(text) < 5
