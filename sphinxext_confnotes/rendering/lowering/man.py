"""Lowering for manual pages: as in ``plain``, but where Sphinx's writer needs help.

Called by Sphinx before ``plain``, for the builder of manual pages alone.
"""

from __future__ import annotations

from docutils import nodes

from sphinxext_confnotes.nodes import confnotes_talk
from sphinxext_confnotes.rendering.lowering.plain import LowerPlain


class LowerMan(LowerPlain):
    """Lower to what the writer of manual pages sets well."""

    formats = ("man",)
    # Lines are short, and can't be scrolled.
    has_room = False

    def lower_talk(self, talk: confnotes_talk) -> list[nodes.Element]:
        """Return a definition list of one item."""
        _end_captions(talk)
        lowered = super().lower_talk(talk)
        # The writer puts a short term into the line of its definition, as for an option.
        first = next(lowered[0].findall(nodes.definition))[0]
        if isinstance(first, nodes.paragraph):
            first.insert(0, nodes.raw("", ".br\n", format="manpage"))
        return lowered

    def lower_tldr(self, note: nodes.Element) -> list[nodes.Element]:
        """Return a definition list of one item."""
        _end_captions(note)
        return super().lower_tldr(note)

    def heading(self, *inline: nodes.Node) -> nodes.rubric:
        """Return a heading in bold, which the writer doesn't see to."""
        return nodes.rubric("", "", nodes.strong("", "", *inline))


def _end_captions(notes: nodes.Element) -> None:
    """End the lines of captions.

    The writer goes on in the same line with the command that ends the figure, which is printed
    then, and all that follows belongs to the figure.
    """
    for caption in notes.findall(nodes.caption):
        if not caption.astext().endswith("\n"):
            caption += nodes.Text("\n")
