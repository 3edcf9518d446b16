"""Restrict the text and the source of a note to what its page shows.

A writer leaves out todos, an extension what is meant for others, and neither an author's comments
nor the content of a directive that shows nothing are on the page.  All of that is in the source,
and some of it in the nodes; only the written page tells.  Called by ``capture``.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

import nh3

from sphinxext_confnotes.publishing.page_content import NoteContent
from sphinxext_confnotes.sanitizing import NO_TEXT

_WORD = re.compile(r"[^\W_]+")
_TAG = re.compile(r"<[^>]*>")
_END_OF_BLOCK = re.compile(r"</(?:p|li|dt|dd|pre|h[1-6]|tr|blockquote|div)>|<(?:br|hr)[ />]")

_NO_WORDS = re.compile(
    r"\{include\}.*$|^\s*\.\.\s+include::.*$"
    r"|\{[\w:.+-]+\}"
    r"|^\s*\.\.\s+[\w:.+-]+::"
    r"|:[\w:.+-]+:(?=`)"
    r"|^\s*:(?:class|name|width|height|scale|align|figwidth|label|author|numbered):.*$",
    re.MULTILINE,
)
"""The parts of a source that only say how the rest is shown: names of directives and roles, and
some options."""


def shown_of(html: str, text: str, source: str) -> NoteContent:
    """Return what a note says: the text made of its HTML, and no source, where either says more.

    :param html: as it is published.
    :param text: made of the note's nodes.
    :param source: what its author wrote.
    """
    if _is_plain(html, text, source):
        return NoteContent(html, text, source)
    shown = _Shown(html)
    if not shown.has(text):
        apart = _END_OF_BLOCK.sub(r"\n\n\g<0>", html)
        text = unescape(nh3.clean(apart, tags=set()))
        text = re.sub(r"\n\s*\n", "\n\n", text).strip()
    return NoteContent(html, text, source if shown.has(_NO_WORDS.sub(" ", source)) else "")


def _is_plain(html: str, text: str, source: str) -> bool:
    """Tell whether all three are the same words in one paragraph, as in most notes."""
    if "<" in html.removeprefix("<p>").removesuffix("</p>"):
        return False
    words = unescape(html.removeprefix("<p>").removesuffix("</p>")).split()
    return words == text.split() == source.split()


class _Shown:
    """The words that a part of a page shows, or has in its tags."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._words = set(_words(_TAG.sub(" ", html)))

    def has(self, text: str) -> bool:
        """Tell whether all words of a text are among them."""
        missing = set(_words(text)) - self._words
        if missing:
            # Words may go on behind a tag, or stand for an image.
            self._words.update(_words(_TAG.sub("", self._html)), _words(self._html))
        return missing <= self._words


def _words(text: str) -> list[str]:
    if text.isascii() and "&" not in text:
        return _WORD.findall(NO_TEXT.sub("", text).lower())
    # Superscript digits count as digits, and replacement characters as nothing.
    letters = NO_TEXT.sub("", unescape(text)).replace("\N{REPLACEMENT CHARACTER}", "")
    return _WORD.findall(unicodedata.normalize("NFKC", letters).casefold())
