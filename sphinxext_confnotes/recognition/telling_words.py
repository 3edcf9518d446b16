"""Telling words: whether a search of a text for phrases may find anything, by the text's words.

A regular expression of many phrases tries each of them at each place of a text, and most texts have
none.  Called by the other modules of this package; imports nothing of it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sphinxext_confnotes.scripts import WIDE

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class TellingWords:
    """The words of some phrases that tell them from others."""

    words: frozenset[str]

    @classmethod
    def of(cls, phrases: Iterable[str]) -> TellingWords:
        """Return the longest word of each phrase.

        :param phrases: in lower case.  They are looked for at the beginnings and ends of words
            alone, but for those with letters of scripts without spaces.
        """
        return cls(frozenset(max(_WORD.findall(phrase), key=len) for phrase in phrases))

    def may_stand_in(self, text: str) -> bool:
        """Tell whether one of the phrases may stand in a text, in whatever case."""
        if not self.words.isdisjoint(_words_of(text)):
            return True
        return not text.isascii() and WIDE.search(text) is not None


@functools.lru_cache(maxsize=512)
def _words_of(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
