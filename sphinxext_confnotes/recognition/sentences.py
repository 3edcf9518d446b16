"""Sentences about talks in lists, each of which begins with who spoke: "Ann Moore told us …".

The first sentence is the title of such a talk, since nothing else is.  Called by `candidates`;
imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.recognition.cuts import cut_title, joined, split
from sphinxext_confnotes.recognition.outline import Block, Line, count_words
from sphinxext_confnotes.recognition.plan import ALL, Piece
from sphinxext_confnotes.recognition.speakers import Names, leading_speakers
from sphinxext_confnotes.recognition.survey import Cut, Survey

FEW = 3
"""Sentences of a section from which on they are how its talks are told."""

SHARE = 0.6
"""Of the items of a section, from which on they are."""

LEAST = 8
"""Words of an item that tells something; fewer may be a title, or where somebody works."""

LEAST_BEHIND = 20
"""Words of an item with a name and a colon before what is told; fewer may be a title."""

MOST = 40
"""Words of a sentence that may be a title."""

LONGEST_NAMES = 120
"""Characters in which names end."""

_TOLD = re.compile(r"\s*(?:,|(?P<colon>:)\s|[-–—]+\s)?\s*(?P<word>[^\W\d_]+)")
"""What stands behind the name of somebody of whom something is told, with the next word."""

_POSSESSIVE = re.compile(r"['’]s?$")

_PLAIN = ("plain", "line")

_END = re.compile(r"(?<=[\w)\"”’»])[.!?](?=\s|$)")


def read_tellers(text: str, names: Names) -> tuple[tuple[Speaker, ...], int]:
    """Return the speakers that a sentence begins with, and where their names end.

    "Ann Moore's new till …" begins with Ann Moore as well.
    """
    speakers, end = leading_speakers(text[:LONGEST_NAMES], names)
    return tuple(one._replace(name=_POSSESSIVE.sub("", one.name)) for one in speakers), end


def find_told(survey: Survey, container: Block) -> None:
    """Let the items of a section lead with a sentence where most begin with who spoke.

    Only in posts of a conference, and where nothing else is a title in them.
    """
    if survey.settings.conference is None:
        return
    firsts = list(_firsts(container.children))
    if len(firsts) < FEW:
        return
    told = [first for first in firsts if _is_told(survey, first)]
    if len(told) < max(FEW, SHARE * len(firsts)):
        return
    for first in told:
        if cut := _cut_sentence(first, survey.settings.lexicon.names):
            survey.cuts[first.number] = cut


def _firsts(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the first paragraphs of the items of some lists."""
    for block in blocks:
        for item in block.children if block.kind == "list" else ():
            if item.children and item.children[0].kind == "paragraph":
                yield item.children[0]


def _is_told(survey: Survey, first: Block) -> bool:
    """Tell whether an item says something, and begins with a name and what is told of it.

    That goes on in small letters, or behind a colon: "Ann Moore: Queues. It was fun to see how …".
    """
    names = survey.settings.lexicon.names
    words = count_words(first.text)
    if any(survey.labels_of(first)) or words < LEAST:
        return False
    cut = cut_title(survey, first)
    if cut and cut.lead not in _PLAIN and not names.is_plain(cut.title.text):
        return False
    text = first.first.text
    _, end = read_tellers(text, names)
    behind = _TOLD.match(text, end) if end else None
    if behind is None:
        return False
    return behind["word"][0].islower() or (behind["colon"] is not None and words >= LEAST_BEHIND)


def _cut_sentence(paragraph: Block, names: Names) -> Cut | None:
    """Return the first sentence of a paragraph as a title; None where it is too long for one."""
    titles: list[Line] = []
    for at, line in enumerate(paragraph.lines):
        start = read_tellers(line.text, names)[1] if at == 0 else 0
        end = _END.search(line.text, start)
        # A question or an exclamation keeps its mark, no title ends with a full stop.
        stop = end.start() + (end[0] != ".") if end else len(line.text)
        before, behind = split(line, stop)
        titles.append(before)
        title = joined(titles)
        if title.length > MOST:
            return None
        if end or line is paragraph.lines[-1]:
            rest = joined([behind, *paragraph.lines[at + 1 :]])
            says_more = any(map(str.isalnum, rest.text))
            piece = Piece(paragraph.number, 0, at + 1, 0, len(before.text) if says_more else ALL)
            return Cut("told", title, piece, rest)
    return None
