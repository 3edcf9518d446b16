"""Marks: stars and words in parentheses by which an author tells the best talks.

Called by ``notes``, ``recognition`` and ``reading``.  Imports nothing of them, nor Sphinx and
docutils: everything here takes a string, and takes time linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from sphinxext_confnotes.spelling import normalised

_STAR = r"(?:[★☆⭐🌟]\ufe0f?|:star2?:)"
_STARS = re.compile(rf"{_STAR}(?:[ \t]?{_STAR})*")
_ONE_STAR = re.compile(_STAR)
_IN_PARENTHESES = re.compile(r"[(（\[【]\s*([^()（）\[\]【】]+?)\s*[)）\]】]")
_HIGHLIGHT_PHRASE = re.compile(r"\bhighlight\s+of\s+(?:my|the)\s+day\b", re.IGNORECASE)
_LONGEST_REASON = 100


class Mark(NamedTuple):
    """A mark, with the span of text that it takes away."""

    start: int
    end: int
    rating: int = 0
    """Full stars of a row, of five; 0 when it is no row."""
    reason: str = ""
    """The words of a highlight mark."""

    @property
    def is_highlight(self) -> bool:
        """Whether the mark makes the talk a highlight."""
        return self.rating in {0, 5}


def find_stars(text: str) -> Mark | None:
    """Find a star, which marks a highlight, or a row of up to five, which is a rating.

    A row longer than five is neither, nor is one without a full star.
    """
    found = _STARS.search(text)
    return _mark(found) if found else None


def stars_around(text: str) -> list[Mark]:
    """Return the stars at the beginning and at the end of a text, as far as they agree.

    One star on each side, as "⭐ Title ⭐" has, is one mark; two ratings that differ are none.
    """
    rows = list(_STARS.finditer(text))
    found = []
    for row in rows:
        is_first = not text[: row.start()].strip()
        is_last = not text[row.end() :].strip()
        if (is_first or is_last) and (mark := _mark(row)):
            found.append(mark)
    return found if len({mark.rating for mark in found}) == 1 else []


def whole_stars(text: str) -> Mark | None:
    """Return the mark that a line is, which has nothing but stars."""
    text = text.strip()
    found = _STARS.fullmatch(text)
    return _mark(found) if found else None


def _mark(found: re.Match[str]) -> Mark | None:
    stars = _ONE_STAR.findall(found[0])
    full = sum(star[0] != "☆" for star in stars)
    if len(stars) > 5 or not full:
        return None
    return Mark(found.start(), found.end(), rating=0 if len(stars) == 1 else full)


def find_highlight(text: str, words: Iterable[str], start: int = 0) -> Mark | None:
    """Find a highlight mark in parentheses, such as ``(Highlight of my day)``.

    :param words: those that such a mark begins with, behind an English article.
    """
    for found in _IN_PARENTHESES.finditer(text, start):
        said = normalised(found[1])
        if len(said) <= _LONGEST_REASON and _begins_with(said, words):
            return Mark(found.start(), found.end(), reason=found[1])
    return None


def has_highlight_phrase(text: str) -> bool:
    """Tell whether a text calls something the highlight of the day."""
    return _HIGHLIGHT_PHRASE.search(text) is not None


def _begins_with(said: str, words: Iterable[str]) -> bool:
    for word in words:
        for article in ("", "my ", "the "):
            behind = said.removeprefix(f"{article}{word}")
            if behind != said and not behind[:1].isalnum():
                return True
    return False
