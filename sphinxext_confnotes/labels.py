"""The grammar of marks: stars and highlight marks, from text to match.

Called by ``notes`` and ``reading``.  Imports neither Sphinx nor docutils: everything here takes a
string, looks once through it, and takes time linear in its length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_HIGHLIGHT = re.compile(r"\(\s*((?:(?:my|the)\s+)?highlights?\b[^()]*)\)", re.IGNORECASE)
_HIGHLIGHT_PHRASE = re.compile(r"\bhighlight\s+of\s+(?:my|the)\s+day\b", re.IGNORECASE)
_STAR = r"(?:[★☆⭐🌟]\ufe0f?|:star2?:)"
_STARS = re.compile(rf"{_STAR}(?:[ \t]?{_STAR})*")
_ONE_STAR = re.compile(_STAR)


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark found in a talk's line, with the span of text that it takes away."""

    start: int
    end: int
    reason: str = ""
    """The words of a highlight mark."""
    rating: int | None = None
    """Full stars, of five."""

    @property
    def highlight(self) -> bool:
        """Whether the mark makes the talk a highlight."""
        return self.rating is None or self.rating == 5


def find_highlight(text: str) -> Mark | None:
    """Find ``(Highlight …)``."""
    found = _HIGHLIGHT.search(text)
    return Mark(found.start(), found.end(), reason=found[1].strip()) if found else None


def has_highlight_phrase(text: str) -> bool:
    """Tell whether a text calls something the highlight of the day."""
    return _HIGHLIGHT_PHRASE.search(text) is not None


def find_stars(text: str) -> Mark | None:
    """Find a star, which marks a highlight, or a row of up to five, which is a rating.

    A row longer than five is neither.
    """
    found = _STARS.search(text)
    if not found:
        return None
    stars = _ONE_STAR.findall(found[0])
    full = sum(star[0] != "☆" for star in stars)
    if len(stars) > 5 or not full:
        return None
    rating = None if len(stars) == 1 else full
    return Mark(found.start(), found.end(), rating=rating)


def rating(text: str) -> int:
    """Read a rating: ``4``, ``4/5``, ``4 of 5`` or stars.

    :raises ValueError: when it is none from 1 to 5.
    """
    text = text.strip()
    number = re.fullmatch(r"([1-5])(?:\s*(?:/|of|out of)\s*5)?", text)
    if number:
        return int(number[1])
    stars = find_stars(text)
    if stars and stars.start == 0 and stars.end == len(text):
        return stars.rating or 1
    raise ValueError("a number from 1 to 5")


def normalised(words: str) -> str:
    """Return words without regard to case and spaces."""
    return " ".join(words.casefold().split())
