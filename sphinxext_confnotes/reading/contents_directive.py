"""Include talks in the lists that the ``contents`` directive makes.

docutils lists sections, and can't be told of anything else; a heading that has become a talk is no
section any more.  So each talk stands in a section while docutils' own transform
(https://docutils.sourceforge.io/docs/ref/transforms.html) runs: `PutTalksIntoSections` runs just
before it, `TakeTalksOutOfSections` just after.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from docutils.transforms.parts import Contents
from sphinx.transforms import SphinxTransform

from sphinxext_confnotes.doctree import find, short_title, talk_of
from sphinxext_confnotes.nodes import NOTES, confnotes_talk, is_note, note_label, title_of
from sphinxext_confnotes.plaintext import line_of
from sphinxext_confnotes.reading import current_document

STAND_IN = "confnotes-stand-in"
"""The attribute of a section that a talk stands in for the time being, and of its document."""


class PutTalksIntoSections(SphinxTransform):
    """Put each talk that a section could stand for into one, if the document has ``contents``."""

    def apply(self, **kwargs: Any) -> None:
        """Run on the document, if it has talks."""
        has_notes = current_document.current(self.env, self.document).has_notes
        if not has_notes or not has_contents(self.document):
            return
        self.document[STAND_IN] = True
        for talk in find(self.document, confnotes_talk):
            if isinstance(talk.parent, (nodes.section, nodes.document)):
                section = _section(short_title(title_of(talk)), talk["ids"])
                section[STAND_IN] = True
                # The headings below that of a talk are no sections either, nor are those of notes.
                for part in find(talk, nodes.rubric, *NOTES):
                    if part["ids"] and talk_of(part) is talk:
                        section += _section(_heading_of(part), part["ids"])
                talk.replace_self(section)
                section += talk


def has_contents(document: nodes.document) -> bool:
    """Tell whether a document has a ``contents`` directive that is still to be filled."""
    return any(pending.transform is Contents for pending in find(document, nodes.pending))


def _heading_of(part: nodes.Element) -> str:
    """Return the heading of a note, or of a part of a talk."""
    if is_note(part):
        return note_label(part)
    return line_of(part)


def _section(title: str, ids: list[str]) -> nodes.section:
    return nodes.section("", nodes.title("", title), ids=ids)


class TakeTalksOutOfSections(SphinxTransform):
    """Put the talks back where they were."""

    def apply(self, **kwargs: Any) -> None:
        """Run on the document, if talks were put into sections."""
        if not self.document.attributes.pop(STAND_IN, False):
            return
        for section in find(self.document, nodes.section):
            if STAND_IN in section:
                section.parent.replace(section, section[-1])
