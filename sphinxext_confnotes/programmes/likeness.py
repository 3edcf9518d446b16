"""The likeness of a title and those of a programme's entries.

Titles are compared word by word, and words by the letters that people mistype.  A word weighs more
the fewer entries have it.  Entries are looked up by their words, so that most are never compared.
Called by ``joining`` and ``title_places``.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import datetime as dt
import functools
import heapq
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz import fuzz, process

from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.titles import (
    common_words,
    count_telling,
    is_telling,
    parts_of,
    stemmed,
)

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

EQUAL = 0.97
"""The part of each title that is in the other, if only words that say nothing differ."""


class Likeness(NamedTuple):
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

    def rivals(self, best: Likeness) -> bool:
        """Tell whether this entry is about as likely as the likeliest one."""
        if best.is_same != self.is_same:
            return self.is_same
        margin = MARGIN / 2 if best.is_equal and not self.is_equal else MARGIN
        return self.score > best.score - margin


@dataclass(frozen=True)
class Titles:
    """The titles of the entries of one conference, ready to be compared with.

    :param entries: of all its files.
    :param name: the conference, of which titles may have words without telling anything.
    """

    entries: Sequence[Entry]
    name: str = ""

    @functools.cached_property
    def days(self) -> frozenset[dt.date]:
        """The days of the conference."""
        days = (day for entry in self.entries for day in (entry.day, entry.date))
        return frozenset(day for day in days if day)

    @functools.cached_property
    def name_words(self) -> frozenset[str]:
        """The words of the conference's name."""
        return frozenset(stemmed(self.name))

    @functools.cached_property
    def titles(self) -> Sequence[Sequence[str]]:
        """The words of the titles of the entries."""
        return [stemmed(entry.title) for entry in self.entries]

    @functools.cached_property
    def _by_word(self) -> Mapping[str, Sequence[int]]:
        """Map words to the entries that have them in their titles."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self.titles):
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
        if word in common_words("generic") or word in self.name_words:
            return 0.25
        number = len(self._by_word.get(word, ()))
        return 1 - 0.7 * math.log(max(number, 1)) / math.log(len(self.entries) + 2)

    def likely(self, words: Sequence[str], day: dt.date | None) -> list[tuple[int, Likeness]]:
        """Return entries with their likeness, the likeliest first."""
        telling = [word for word in words if is_telling(word)]
        if len(telling) > FEW_WORDS:
            # Most of these are no titles, and words of titles have enough others beside them.
            numbers = self._sharing({word: [word] for word in telling if word in self._by_word})
            least = LEAST * sum(map(self._weight, telling))
            chosen = [number for number, weight in numbers if weight >= least]
            title_words = list({word for number in chosen for word in self.titles[number]})
            spellings = {word: alike_words(word, title_words) for word in telling}
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
    ) -> Likeness:
        entry, title = self.entries[number], self.titles[number]
        if _have_other_numbers(words, title):
            return Likeness()
        pairs = matched(words, title, spellings)
        around, has_speaker = around_title(entry, words)
        own = [self._weight(word) for word in title]
        said = [
            0.0 if at not in pairs and word in around else self._weight(word)
            for at, word in enumerate(words)
        ]
        if not pairs:
            return Likeness()
        places = sorted(pairs.values())
        recall = sum(own[place] for place in places) / (sum(own) or 1)
        precision = sum(said[at] for at in pairs) / (sum(said) or 1)
        run = own[places[0] : places[-1] + 1]
        density = sum(own[place] for place in places) / (sum(run) or 1)
        facts = Measures(
            recall,
            precision,
            density,
            told=self.told(title[place] for place in places),
            words=len(places),
            begins=not any(map(is_telling, title[: places[0]])),
            has_main=self._has_main(number, places),
            is_in_order=[pairs[at] for at in sorted(pairs)] == places,
            has_speaker=has_speaker,
            is_of_day=day is not None and day in (entry.day, entry.date),
        )
        is_of_other_day = entry.day is not None and day in self.days and not facts.is_of_day
        best = max(recall, 0.85 * density if facts.begins else 0.7 * density)
        score = (precision + best) / 2 + 0.05 * has_speaker + 0.03 * facts.is_of_day
        others = [word for at, word in enumerate(words) if at not in pairs and word not in around]
        others = [word for word in others if is_telling(word)]
        is_mistyped = not any(word in self._by_word for word in others)
        alike = fuzz.ratio(" ".join(words), " ".join(title), score_cutoff=100 * MISTYPED)
        if alike and is_mistyped:
            facts = facts._replace(recall=1.0, precision=1.0, density=1.0, is_in_order=True)
            facts = facts._replace(words=len(title), told=self.told(title))
            score = max(score, alike / 100)
        elif others and not has_speaker:
            missing = (word for place, word in enumerate(title) if place not in set(places))
            facts = facts._replace(is_replaced=any(map(is_telling, missing)))
        is_equal = facts.recall > EQUAL and facts.precision > EQUAL
        return Likeness(
            score,
            is_equal=is_equal and facts.told >= 2 and facts.words >= FEWEST_WORDS,
            is_same=_saying(words) == _saying(title),
            is_joined=_is_joined(facts),
            is_off=is_of_other_day and min(facts.recall, facts.precision) < WHOLE,
        )

    def told(self, words: Iterable[str]) -> float:
        """Return how many words tell which talk is meant."""
        return count_telling(words, known=self.name_words)

    def _has_main(self, number: int, places: Sequence[int]) -> bool:
        """Tell whether words of an entry's title are those before its subtitle, if it has one."""
        parts = parts_of(self.entries[number].title)
        if len(parts) == 1:
            return False
        title, found = self.titles[number], set(places)
        main = title[: len(stemmed(parts[1]))]
        return all(place in found for place, word in enumerate(main) if is_telling(word))


class Measures(NamedTuple):
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


def _is_joined(facts: Measures) -> bool:
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


def matched(
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


def alike_words(word: str, title: Sequence[str]) -> Sequence[str]:
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


def around_title(entry: Entry, words: Sequence[str]) -> tuple[frozenset[str], bool]:
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
