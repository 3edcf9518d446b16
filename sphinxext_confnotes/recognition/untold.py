"""Titles of which nothing is told: talks that wait for their notes, programmes, lists of talks.

Called by `objections` for single candidates, and by `subject` for whole pages.  Imports neither
Sphinx nor docutils.
"""

from __future__ import annotations

import re

from sphinxext_confnotes.recognition import names
from sphinxext_confnotes.recognition.candidates import Candidate
from sphinxext_confnotes.recognition.evidence import is_links
from sphinxext_confnotes.recognition.outline import Block
from sphinxext_confnotes.recognition.plan import ALL
from sphinxext_confnotes.recognition.survey import Survey, own_blocks, subsections


def is_waiting(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether two labels or more wait for their notes, and nothing else is said.

    So is a talk that somebody means to hear.  One such label may have lost its text.
    """
    block, piece = candidate.block, candidate.piece
    blocks = block.children if block.kind in ("item", "section") else (block, *candidate.body)
    waiting = 0
    if piece.end != ALL and survey.blocks[piece.block].first.text[piece.end :].strip():
        return False
    for at, inner in enumerate(blocks):
        if inner.kind == "hidden":
            continue
        if inner.kind != "paragraph":
            return False
        is_titled = at == 0 and block.kind != "section"
        labels = survey.labels_of(inner)
        for line, label in list(zip(inner.lines, labels, strict=True))[is_titled:]:
            if label is None or (label.is_note and line.text[label.end :].strip()):
                return False
            waiting += label.is_note
    return waiting > 1


def is_announced_only(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a section has what programmes say of a talk and its speaker, and nothing else.

    All in it stands behind labels or in quotes; one label is that of the speaker's life, which
    nobody writes down in a talk.  Or it has nothing but such sections in it.
    """
    return candidate.form == "section" and _is_announced_only(survey, candidate.block)


def _is_announced_only(survey: Survey, section: Block) -> bool:
    inner, inside = own_blocks(section), subsections(section)
    if inside and not inner:
        return all(_is_announced_only(survey, one) for one in inside)
    if survey.ownership.labels.get(section.number):
        return False
    parts = [
        part
        for block in inner
        if block.kind in ("paragraph", "list")
        for part in (block.children if block.kind == "list" else (block,))
    ]
    labels = [_label_of(part) for part in parts]
    is_bio = survey.settings.lexicon.vocabulary.is_bio
    return all(labels) and any(map(is_bio, labels))


def is_listed_only(survey: Survey, candidate: Candidate) -> bool:
    """Tell whether a section has links and speakers alone, as a list of a conference's talks has.

    What stands in HTML is of such lists, too.
    """
    by = survey.settings.lexicon.vocabulary.by
    own = [
        block
        for block in own_blocks(candidate.block)
        if block.kind not in ("html", "figure", "rule")
    ]
    return bool(own) and all(
        block.kind == "paragraph"
        and all(is_links(line) or names.leads_with_by(line.text, by) for line in block.lines)
        for block in own
    )


def _label_of(part: Block) -> str:
    """Return what stands before the first colon of a paragraph or an item."""
    first = part if part.kind == "paragraph" else next(iter(part.children), None)
    found = _LABEL.match(first.first.text) if first is not None and first.lines else None
    return found[1] if found else ""


_LABEL = re.compile(r"([^:：]{1,40})\s?[:：]")
