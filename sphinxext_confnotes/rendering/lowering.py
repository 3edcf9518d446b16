"""The walk that lowers semantic nodes, whatever they are lowered to.

Subclassed by ``html`` and ``plain``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from docutils import nodes
from sphinx.builders.gettext import I18nBuilder
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinxext_confnotes.compat import builder_of
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.dates import read_date, write_date
from sphinxext_confnotes.nodes import confnotes_talk, is_semantic, kind_of
from sphinxext_confnotes.rendering import parts

SEMANTIC_FORMATS = ("xml", "pseudoxml")
"""The formats of the builders whose writers take the semantic nodes as they are.

So does the builder of message catalogues, which reads the messages from the nodes."""


class Lowering(SphinxPostTransform):
    """Replace each semantic node by what the method of its kind makes of it.

    Inner nodes go first, so that a method finds the node's content already lowered.
    """

    def run(self, **kwargs: Any) -> None:
        """Run on the document."""
        builder = builder_of(self.env)
        if builder.format in SEMANTIC_FORMATS or isinstance(builder, I18nBuilder):
            return
        semantic = list(self.document.findall(is_semantic))
        if not semantic:
            return
        self.style = Config.of(self.config).date_format
        for node in reversed(semantic):
            assert isinstance(node, nodes.Element)
            lower: Callable[[Any], Sequence[nodes.Element]] = getattr(self, kind_of(node))
            lowered = lower(node)
            for new in lowered:
                for part in new.findall(nodes.Element):
                    if part.source is None:
                        part.source, part.line = node.source, node.line
            parent = node.parent
            at = next(i for i, child in enumerate(parent.children) if child is node)
            parent[at : at + 1] = lowered

    def date(self, iso: str) -> str:
        """Return a date in the project's words."""
        return write_date(read_date(iso)[0], self.style, self.config.language)

    def facts(self, talk: confnotes_talk) -> list[parts.Fact]:
        """Return the facts of a talk."""
        return parts.facts(talk, self.style, self.config.language)
