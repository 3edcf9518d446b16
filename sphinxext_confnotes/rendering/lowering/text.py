"""Lowering for plain text: as in ``plain``, but the title of a talk is underlined.

Called by Sphinx before ``plain``, for the text builder alone.
"""

from __future__ import annotations

from docutils import nodes

from sphinxext_confnotes.nodes import confnotes_talk
from sphinxext_confnotes.rendering import talk_facts
from sphinxext_confnotes.rendering.lowering.plain import (
    LowerPlain,
    take_lines,
    talk_classes,
    title_on_one_line,
)


class LowerText(LowerPlain):
    """Lower to what the text writer sets as a person with a typewriter would."""

    formats = ("text",)

    def lower_talk(self, talk: confnotes_talk) -> list[nodes.Element]:
        """Return a topic, with everything below its title indented.

        The one title that the writer underlines, with the width that it has on the screen, and
        that isn't a section's: those stand nowhere but in other sections.
        """
        lines = take_lines(talk, talk_facts.said(talk, self.facts_of(talk)))
        topic = nodes.topic("", nodes.title("", "", *title_on_one_line(talk)))
        if lines:
            # The writer indents a topic's content.
            topic += nodes.line_block("", *(nodes.line("", "", *line) for line in lines))
        topic += nodes.block_quote("", *self.blocks(talk), *talk.children[1:])
        topic["ids"], topic["classes"] = talk["ids"], talk_classes(talk)
        return [topic]
