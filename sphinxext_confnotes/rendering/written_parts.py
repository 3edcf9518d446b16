"""Parts of a page in HTML, taken as they were written when they show what they showed.

When one talk of a summary changes, the page is written again, and of its days only the one that
has the talk.  The others are written as they were: ``expand`` asks `WrittenParts` for each day and
group before it makes copies, and puts in a `confnotes_written` that has the HTML, with the words
for the search and nothing else in it.

The parts of a page are in a file of the doctree folder, which is written when the page is, by
whichever process.  Without it they are made again.  Kept are only parts that depend on nothing of
the rest of the page, and hold nothing but `PLAIN` nodes and references to talks, so that neither
images nor anchors nor what other extensions make must be looked after.
"""

from __future__ import annotations

import pickle
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.writers.html5 import HTML5Translator

from sphinxext_confnotes.compat import note_formulas
from sphinxext_confnotes.doctree import find
from sphinxext_confnotes.kept_files import digest, file_of, unpickled, write_whole
from sphinxext_confnotes.nodes import (
    FROM_ELSEWHERE,
    SELECTIONS,
    Semantic,
    confnotes_links,
    confnotes_title,
    confnotes_written,
    is_own_reference,
)
from sphinxext_confnotes.notes.records import Day, Group, Selection
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.registry.indices import TagIndex
from sphinxext_confnotes.rendering.assets import FOLD

BUILDERS = ("html", "dirhtml")
"""The builders, by name, that write a page for each document and are run again and again."""

PLAIN = (
    nodes.paragraph,
    nodes.emphasis,
    nodes.strong,
    nodes.literal,
    nodes.literal_block,
    nodes.inline,
    nodes.reference,
    nodes.bullet_list,
    nodes.enumerated_list,
    nodes.list_item,
    nodes.block_quote,
    nodes.math,
    nodes.math_block,
    nodes.subscript,
    nodes.superscript,
    nodes.title_reference,
    confnotes_links,
    confnotes_title,
    *(kind for kind in Semantic if kind not in SELECTIONS),
)
"""The nodes whose HTML is made of what is in them, and of nothing else."""


TAGS = re.compile("<[^<]+?>")
"""The tags of raw HTML, which the search takes out of it."""


class Written(NamedTuple):
    """A part as it was written."""

    html: str
    has_math: bool
    title: str
    """The heading, where it is that of a section."""
    texts: Sequence[str]
    """The words for the search, as they stood in the nodes."""
    is_folded: bool
    """Whether the page has a script for what is in it."""


class WrittenParts:
    """The parts of one page that is being written."""

    def __init__(self, env: BuildEnvironment, builder: Builder, showing: str) -> None:
        domain = domain_of(env)
        # Sections may be numbered by what stands before them, and what a post says is taken out of
        # the nodes of its page.
        self._is_apart = (
            builder.name in BUILDERS
            and not env.toc_secnumbers.get(showing)
            and showing not in domain.heads
        )
        if self._is_apart:
            # Imported here, because every page of a build is asked for its parts.
            from sphinxext_confnotes.rendering.fingerprints import Fingerprints

            self._fingerprints = Fingerprints(domain, builder)
            self._everywhere = digest(domain.settings, TagIndex.is_written(builder))
            is_as_it_was = showing in domain.shown_anew
            self._before = _read(_file(builder, showing)) if is_as_it_was else {}

    def key(self, part: Day | Group, selection: Selection, anchor: str) -> str:
        """Return what tells a part from one that looks different; nothing if it isn't kept."""
        is_alone = isinstance(part, Day) or selection.layout == "cards"
        if not (self._is_apart and is_alone and anchor):
            return ""
        shown = self._fingerprints.part(selection, part)
        return digest(self._everywhere, selection, anchor, *shown)

    def find(self, key: str, anchor: str) -> confnotes_written | None:
        """Return a part as it was written, if it was."""
        written = self._before.get(key) if key else None
        if written is None:
            return None
        node = confnotes_written()
        node.key, node.html, node.is_from_before = key, written.html, True
        # What the search looks through.
        section = nodes.section("", ids=[anchor])
        if written.title:
            section += nodes.title("", written.title)
        section += nodes.paragraph("", "", *map(nodes.Text, written.texts))
        if written.has_math:
            section += nodes.math()
        if written.is_folded:
            section += nodes.container(classes=[FOLD])
        node += section
        return node


def may_be_kept(part: nodes.Element) -> bool:
    """Tell whether a part that isn't lowered yet depends on nothing else of its page."""
    return all(
        _is_plain(node) and (node is part or not _is_anchor(node)) for node in part.findall()
    )


def _is_plain(node: nodes.Node) -> bool:
    if isinstance(node, addnodes.pending_xref):
        return is_own_reference(node)
    if isinstance(node, nodes.math_block):
        return not node.get("label")
    if isinstance(node, nodes.Text) or (isinstance(node, nodes.raw) and FROM_ELSEWHERE in node):
        return True
    # What is kept from the search by a class is no word of it.
    return isinstance(node, PLAIN) and "refid" not in node and "no-search" not in node["classes"]


def _is_anchor(node: nodes.Node) -> bool:
    return isinstance(node, nodes.Element) and bool(node["ids"] or node["names"])


def visit(self: HTML5Translator, node: confnotes_written) -> None:
    """Write a part as it was written before, or note where it begins."""
    if node.is_from_before:
        if node.next_node(nodes.math):
            note_formulas(self)
        self.body.append(node.html)
        raise nodes.SkipNode
    node["begin"] = len(self.body)


def depart(self: HTML5Translator, node: confnotes_written) -> None:
    """Note how a part was written."""
    node.html = "".join(self.body[node.attributes.pop("begin") :])


def keep(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Keep the parts of a page.  Handler of ``html-page-context``, in whichever process."""
    if doctree is None or pagename not in domain_of(app.env).uses:
        return
    parts = {node.key: _written(node) for node in doctree.findall(confnotes_written)}
    if parts:
        content = pickle.dumps(parts, pickle.HIGHEST_PROTOCOL)
        write_whole(_file(app.builder, pagename), content)


def _written(node: confnotes_written) -> Written:
    titles = find(node, nodes.title)
    return Written(
        html=node.html,
        has_math=bool(find(node, nodes.math, nodes.math_block)),
        title=titles[0].astext() if titles else "",
        texts=[*_texts(node)],
        is_folded=any(FOLD in block["classes"] for block in find(node, nodes.container)),
    )


def _texts(node: nodes.Element) -> Iterator[str]:
    """Yield the texts that the search finds words in, titles apart."""
    for child in node.children:
        if isinstance(child, nodes.raw):
            if words := TAGS.sub("", child.astext()).strip():
                yield words
        elif isinstance(child, nodes.Text):
            yield str(child)
        elif isinstance(child, nodes.Element) and not isinstance(child, nodes.title):
            yield from _texts(child)


def _file(builder: Builder, showing: str) -> Path:
    """Return the file of a page, of one builder and output folder."""
    folder = file_of(builder.doctreedir, "parts-of-pages", builder.name, builder.outdir)
    return folder / digest(showing)[:32]


def _read(file: Path) -> dict[str, Written]:
    parts = unpickled(file)
    return parts if isinstance(parts, dict) else {}
