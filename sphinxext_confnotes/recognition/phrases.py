"""Phrases: many words, looked for in a text at once.

For long lists of words a regular expression takes longer to be compiled than all posts of a build
take to be searched; phrases are looked up by their first letters instead.  Called by `events`;
imports nothing of this package.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sphinxext_confnotes.scripts import WIDE

Span = tuple[int, int]
"""Where a phrase begins and ends in a text."""

_FIRST = 2
"""Letters by which phrases are looked up; none is shorter."""

_START = re.compile(r"(?<![^\W_])\S")
"""Where a word may begin: behind no letter and no digit."""


class Phrases:
    """Words and phrases, as they stand in a text: neither case nor spaces are looked over.

    :param phrases: of two letters at least.  What has a wide sign in it may stand in a word.
    :param behind: what has to follow a phrase, which belongs to what is found then.
    :param endings: what may stand right behind some of them, as a part of the word: ``pyconfr``.
    :param ended: the phrases that may have such an ending.
    """

    def __init__(
        self,
        phrases: Iterable[str],
        *,
        behind: re.Pattern[str] | None = None,
        endings: Sequence[str] = (),
        ended: Iterable[str] = (),
    ) -> None:
        unique = {*phrases}
        wide = {one for one in unique if WIDE.search(one)}
        self._edged = _by_start(unique - wide)
        self._wide = _by_start(wide)
        self._ended = _by_start(ended)
        self._endings = endings
        self._behind = behind

    def find(self, text: str, start: int = 0) -> Span | None:
        """Return the first phrase in a text, and of several that begin there the longest."""
        return next(self.all(text, start), None)

    def all(self, text: str, start: int = 0) -> Iterator[Span]:
        """Yield the phrases in a text from left to right; none overlaps another."""
        for at in self._places(text, start):
            if at >= start and (end := self._end(text, at)):
                yield at, end
                start = end

    def _places(self, text: str, start: int) -> Iterator[int]:
        """Yield the places at which a phrase may begin."""
        if text.isascii() or not WIDE.search(text, start):
            for found in _START.finditer(text, start):
                if text[found.start() : found.start() + _FIRST] in self._edged:
                    yield found.start()
            return
        # A sign of a script without spaces is an edge for the words beside it.
        for at in range(start, len(text)):
            first = text[at : at + _FIRST]
            if first in self._edged or first in self._wide:
                yield at

    def without(self, text: str) -> str:
        """Return a text with a space in the place of each phrase."""
        parts, at = [], 0
        for start, end in self.all(text):
            parts.append(text[at:start])
            at = end
        return " ".join([*parts, text[at:]])

    def _end(self, text: str, at: int) -> int:
        """Return where the phrase ends that begins at a place; 0 where none does."""
        first = text[at : at + _FIRST]
        if not at or _is_edge(text[at - 1]):
            for phrase in self._edged.get(first, ()):
                end = at + len(phrase)
                if text.startswith(phrase, at) and _may_end(text, end):
                    if self._behind is None:
                        return end
                    if found := self._behind.match(text, end):
                        return found.end()
            for phrase in self._ended.get(first, ()):
                if text.startswith(phrase, at):
                    for ending in self._endings:
                        end = at + len(phrase) + len(ending)
                        if text.startswith(ending, at + len(phrase)) and _may_end(text, end):
                            return end
        for phrase in self._wide.get(first, ()):
            if text.startswith(phrase, at):
                return at + len(phrase)
        return 0


def _by_start(phrases: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """Return phrases by their first letters, the longest first."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in sorted(phrases, key=len, reverse=True):
        found[phrase[:_FIRST]].append(phrase)
    return found


def _may_end(text: str, end: int) -> bool:
    """Tell whether a word may end somewhere: before no letter, but one of a wide script."""
    following = text[end : end + 1]
    return following.isdecimal() or _is_edge(following)


def _is_edge(sign: str) -> bool:
    """Tell whether a sign, or the end of the text, may stand beside a word."""
    return not sign.isalnum() or WIDE.match(sign) is not None
