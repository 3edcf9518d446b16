"""Titles as words that can be compared, and the words of them that tell one talk from another.

The words that tell nothing are in ``common_words.toml``.  Called by the modules that join.
Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import functools
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Literal, NamedTuple

_WORD = re.compile(r"[^\W_]+[+#]*")
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ`´](?=\w)")
_ACCENTS = re.compile("[\u0300-\u036f]")
_WIDE = re.compile("[\u3040-\u30ff\u3400-\u9fff々]+")
_SMALL_NUMBER = re.compile("[0-9]{1,2}")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_PART = re.compile(
    r"[:：?!|]\s|\s[-–—|]+\s|[–—]|\s?[()（）]|\.\.\.|…|\s(?:by|with|von|mit|par|por|con)\s"
)
"""What stands between a title, its subtitle and its speaker."""


LONGEST = 300
"""Characters of a title that are looked at."""

MOST_PARTS = 6
"""Parts of a title that are looked at."""


class Word(NamedTuple):
    """A word of a title as it is compared, and where it stands."""

    text: str
    start: int
    end: int


def words_in(title: str) -> list[Word]:
    """Return the words of a title: lower case, without accents and apostrophes.

    In scripts without spaces, each two characters that follow each other are a word.
    """
    return list(_words(title))


def folded(title: str) -> list[str]:
    """Return the texts of the words of a title."""
    if title.isascii():
        # Nearly all are, and of these no place is needed.
        found: list[str] = _WORD.findall(_APOSTROPHES.sub("", title.lower()))
        return found
    return [word.text for word in _words(title)]


def stemmed(title: str) -> list[str]:
    """Return the words of a title as `folded` does, without the ``s`` of a plural."""
    return [stem(word) for word in folded(title)]


@functools.lru_cache(maxsize=16_384)
def stem(word: str) -> str:
    """Return a word without the ``s`` of a plural."""
    is_plural = word.endswith("s") and len(word) > 3 and not word.endswith(("ss", "us", "is"))
    return word[:-1] if is_plural and is_telling(word) else word


def _words(title: str) -> Iterator[Word]:
    if title.isascii() and "'" not in title and "`" not in title:
        for found in _WORD.finditer(title.lower()):
            yield Word(found[0], found.start(), found.end())
        return
    text, places = _normalised(title)
    for found in _WORD.finditer(text):
        for word, offset in _pairs(found[0]):
            first = found.start() + offset
            yield Word(word, places[first], places[first + len(word) - 1] + 1)


def _normalised(title: str) -> tuple[str, list[int]]:
    """Return a title in one form of each letter, and the place of each of its characters before."""
    characters: list[str] = []
    places: list[int] = []
    dropped = {found.start() for found in _APOSTROPHES.finditer(title)}
    for place, character in enumerate(title):
        if place in dropped:
            continue
        form = unicodedata.normalize("NFKD", character).casefold()
        form = unicodedata.normalize("NFC", _ACCENTS.sub("", form))
        characters.append(form)
        places += [place] * len(form)
    return "".join(characters), places


def _pairs(text: str) -> Iterator[tuple[str, int]]:
    """Yield the words between runs of a script without spaces, and the pairs in these runs."""
    at = 0
    for run in _WIDE.finditer(text) if not text.isascii() else ():
        if text[at : run.start()]:
            yield text[at : run.start()], at
        for place in range(run.start(), max(run.end() - 1, run.start() + 1)):
            yield text[place : min(place + 2, run.end())], place
        at = run.end()
    if text[at:]:
        yield text[at:], at


def parts_of(title: str) -> list[str]:
    """Return a title, and the parts that marks such as a colon divide it into."""
    parts = [part.strip() for part in _PART.split(title)]
    return [title, *filter(None, parts[:MOST_PARTS])] if len(parts) > 1 else [title]


@functools.cache
def common_words(kind: Literal["function", "generic"]) -> frozenset[str]:
    """Return words of all languages that say nothing, or that many conferences have as titles."""
    file = files(__package__) / "common_words.toml"
    languages = tomllib.loads(file.read_text("utf-8"))[kind].values()
    return frozenset(word for words in languages for word in words)


def is_telling(word: str) -> bool:
    """Tell whether a word tells one talk from another."""
    return (
        word not in common_words("function")
        and word not in common_words("generic")
        and len(word) > 1
        and not _SMALL_NUMBER.fullmatch(word)
        and not _YEAR.fullmatch(word)
    )


def count_telling(words: Iterable[str], *, known: Iterable[str] = ()) -> float:
    """Return the number of words that tell one talk from another.

    Pairs of characters overlap, and so count as half a word.

    :param known: further words that tell nothing, such as the name of the conference.
    """
    others = frozenset(known)
    return sum(
        0.5 if _WIDE.fullmatch(word) else 1.0
        for word in words
        if is_telling(word) and word not in others
    )
