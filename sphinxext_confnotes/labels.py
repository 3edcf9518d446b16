"""The grammar of hurried notes: labels, stars and highlight marks, from text to match.

Called by ``reading``.  Imports neither Sphinx nor docutils: everything here takes a string, looks
at its beginning or once through it, and takes time linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

NOTE_KINDS = ("tldr", "comment")

KINDS = {
    "tldr": ("TLDR", "TL;DR", "Summary", "Takeaway", "Takeaways", "Key points"),
    "comment": (
        "Comment",
        "Comments",
        "My take",
        "Notes",
        "My notes",
        "Personal notes",
        "My personal notes",
        "Thoughts",
        "Impression",
        "Impressions",
        "Conclusion",
        "Conclusions",
    ),
    "speakers": ("Speaker", "Speakers", "Presenter", "Presenters"),
    "time": ("Time",),
    "room": ("Room",),
    "track": ("Track",),
    "tags": ("Tags",),
    "rating": ("Rating",),
    "abstract": ("Abstract",),
    "slides": ("Slides",),
    "video": ("Video",),
    "paper": ("Paper",),
    "code": ("Code",),
}
"""The labels of the prose form by what they introduce: a note, or a field of the talk.

Counted over public conference reports; see ``docs/prose.md``."""

ORDINARY = frozenset(["comments", "conclusion", "conclusions", "notes", "summary"])
"""Labels, as `normalised`, that say little by themselves of what they stand in."""

LONGEST_LABEL = 80
"""Characters before the colon that are looked at; what is longer is a sentence."""

_HIGHLIGHT = re.compile(r"\(\s*((?:(?:my|the)\s+)?highlights?\b[^()]*)\)", re.IGNORECASE)
_HIGHLIGHT_PHRASE = re.compile(r"\bhighlight\s+of\s+(?:my|the)\s+day\b", re.IGNORECASE)
_STAR = r"(?:[★☆⭐🌟]\ufe0f?|:star2?:)"
_STARS = re.compile(rf"{_STAR}(?:[ \t]?{_STAR})*")
_ONE_STAR = re.compile(_STAR)
_AUTHOR = re.compile(
    r"(?P<word>[^()（）]+?)\s*(?:[(（](?P<in>[^()（）]+)[)）]|\s+by\s+(?P<by>.+))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at the beginning of a text."""

    kind: str
    """One of the keys of `KINDS`."""
    word: str
    """The label as its author wrote it, without colon and author."""
    author: str
    """The author of a comment, in parentheses or after *by*; empty when there is none."""
    end: int
    """The position of the text after the label and its colon."""

    @property
    def is_note(self) -> bool:
        """Whether the label introduces a note, rather than a field."""
        return self.kind in NOTE_KINDS

    @property
    def is_ordinary(self) -> bool:
        """Whether documents that are about no talk have the word as well."""
        return normalised(self.word) in ORDINARY

    @property
    def heading(self) -> str:
        """The word, or nothing where it says no more than the kind itself."""
        return "" if self.word.casefold() == self.kind else self.word


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


class Labels:
    """The labels in force: the usual ones and the project's own.

    :param own: words and what they introduce (a key of `KINDS`), added to the usual ones or put
        in their place; None takes a word away.
    """

    def __init__(self, own: Mapping[str, str | None] | None = None) -> None:
        self._kinds: dict[str, str] = {
            normalised(word): kind for kind, words in KINDS.items() for word in words
        }
        for word, kind in (own or {}).items():
            if kind is None:
                self._kinds.pop(normalised(word), None)
            else:
                self._kinds[normalised(word)] = kind

    def at_start(self, text: str) -> Label | None:
        """Return the label, with its colon, that a text begins with."""
        colon = re.compile("[:：]").search(text, 0, LONGEST_LABEL)
        # "TL:DR:" and labels of a project's own may hold a colon themselves, so each is tried.
        while colon:
            if label := self._look_up(text[: colon.start()], colon.end()):
                return label
            colon = re.compile("[:：]").search(text, colon.end(), LONGEST_LABEL)
        return None

    def whole(self, text: str) -> Label | None:
        """Return the label that a whole text is, as a title may be; a colon may follow."""
        text = text.strip()
        return self._look_up(text.rstrip(":："), len(text)) if len(text) <= LONGEST_LABEL else None

    def _look_up(self, text: str, end: int) -> Label | None:
        word = text.strip()
        if kind := self._kinds.get(normalised(word)):
            return Label(kind, word, "", end)
        signed = _AUTHOR.fullmatch(word)
        if signed and self._kinds.get(normalised(signed["word"])) == "comment":
            return Label("comment", signed["word"], (signed["in"] or signed["by"]).strip(), end)
        return None


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
