"""Finds the title of an entry in a line of a post, among the names and facts around it.

Called by ``recognition``, for which a programme tells where a title ends and a speaker begins.
Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import re

from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.likeness import alike_words, around_title, matched
from sphinxext_confnotes.programmes.titles import LONGEST, is_telling, stem, stemmed, words_in

BEFORE_NAMES = frozenset(
    ["by", "with", "from", "of", "at", "and", "the", "von", "mit", "und", "par", "avec", "et", "de"]
) | frozenset(["por", "con", "di", "da", "y", "e"])
"""Words between a title and what is told of it."""

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


def title_in(text: str, entry: Entry) -> tuple[int, int] | None:
    """Return where in a text the title of an entry stands, as its author wrote it.

    :returns: its beginning and its end; None when there is more around it than names of the
        entry's speakers, its room, track and kind, times, and words for "by".
    """
    words = words_in(text[:LONGEST])
    texts = [stem(word.text) for word in words]
    title = stemmed(entry.title)
    pairs = matched(texts, title, {word: alike_words(word, title) for word in texts})
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
    around, _ = around_title(entry, texts)
    outside = [*texts[:first], *texts[last + 1 :]]
    if set(outside) & {word for word in title if is_telling(word)}:
        # A word of the title is one of a name as well, and it isn't clear which it is.
        return None
    if all(word in around or word in BEFORE_NAMES or word.isdecimal() for word in outside):
        return _with_signs(text, words[first].start, words[last].end)
    return None


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
