"""The nodes of a post whose plan is carried out: found by their blocks, made, and replaced.

`PostNodes` is what ``carrying`` and ``talk_filler`` share while one post is worked on.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.doctree import EMPHASIS, find
from sphinxext_confnotes.nodes import confnotes_comment, confnotes_tldr, kind_of
from sphinxext_confnotes.reading.callouts import class_of
from sphinxext_confnotes.reading.contents_directive import has_contents
from sphinxext_confnotes.reading.current_document import CurrentDocument
from sphinxext_confnotes.reading.prose.claims import Claim, Claims
from sphinxext_confnotes.reading.prose.lines import Line, split
from sphinxext_confnotes.reading.prose.pieces import line_of, wordless
from sphinxext_confnotes.recognition.lexicon import Lexicon
from sphinxext_confnotes.recognition.outline import Outline
from sphinxext_confnotes.recognition.plan import Part, Piece, Plan
from sphinxext_confnotes.warnings import Subtype, warn

MATHJAX_GUARDS = ("tex2jax_ignore", "mathjax_ignore")
"""Classes that MyST gives to a page's first headings; no talk should hide its formulas."""

Notes = confnotes_tldr | confnotes_comment


class PostNodes:
    """The nodes of one post.

    :param elements: the nodes of the outline, by the numbers of its blocks.
    """

    def __init__(
        self,
        plan: Plan,
        outline: Outline,
        elements: Sequence[nodes.Element],
        document: nodes.document,
        env: BuildEnvironment,
        reading: CurrentDocument,
        lexicon: Lexicon,
    ) -> None:
        self.plan = plan
        self.claims = Claims(plan, outline)
        self.elements = elements
        self.document = document
        self.env = env
        self.reading = reading
        self.lexicon = lexicon
        self.labels: dict[int, str] = {}
        """The label of each note as it was written, by the identity of the note."""
        pattern = str(reading.matter.given.get("talk-title") or "")
        self.words_of_pattern = re.findall(r"\w+", re.sub(r"\{\w+\}", " ", pattern))
        """Words that titles have between their facts."""
        self._numbers = {id(node): number for number, node in enumerate(elements)}
        self._divided: list[nodes.Node] = []

    def number(self, node: nodes.Node) -> int | None:
        """Return the number of a block."""
        return self._numbers.get(id(node))

    def talk_of(self, node: nodes.Node) -> int | None:
        """Return the talk that a block is."""
        number = self.number(node)
        return None if number is None else self.claims.talks.get(number)

    def claims_of(self, node: nodes.Node, talk: int) -> list[Claim]:
        """Return what a talk has of a block, in the order of its lines."""
        return self.claims.of(self.number(node), talk)

    def note_divided(self, whole: nodes.Element, *pieces: nodes.Element) -> None:
        """Note the pieces that a block was divided into, which have its number."""
        number = self._numbers[id(whole)]
        self._numbers |= {id(one): number for one in pieces}
        # Kept, so that no other node gets its identity.
        self._divided.append(whole)

    def make_note(self, part: Part, where: nodes.Element, line: Line | None) -> Notes:
        """Make the empty note that a part of the plan is."""
        note = confnotes_tldr() if part.kind == "tldr" else confnotes_comment()
        if part.label:
            note["label"] = part.label
        if part.author:
            note["author"] = part.author
        note.source, note.line = where.source, line_of(where, line)
        if part.label_piece:
            self.labels[id(note)] = self.claims.words(part.label_piece)[0].lstrip(" .,;:|-–—")
        return note

    def check_note(self, note: Notes) -> None:
        """Warn about a note that nothing was written in."""
        if not note.children:
            word = note.get("label") or kind_of(note)
            warn(
                Subtype.EMPTY,
                f"'{word}': expected text behind the label; the note is left empty",
                note,
            )

    def fill_from_callout(self, note: nodes.Element, callout: nodes.Element) -> None:
        """Put what a callout holds into a note, which has no frame of its own.

        A title without markup, or one that is the label, is the heading of the note already.
        """
        if read := self.reading.callouts.get(id(callout)):
            callout["classes"].remove(class_of(read.kind))
        self.inherit(note, callout)
        for child in callout.children:
            if not isinstance(child, nodes.title):
                note += child
            elif child.astext() != note.get("label") and any(
                not isinstance(part, nodes.Text) for part in child.children
            ):
                text = nodes.paragraph(child.rawsource, "", *child.children)
                text.source, text.line = child.source, child.line
                note += text
            else:
                note.extend(wordless(child))

    def inherit(self, heir: nodes.Element, element: nodes.Element) -> None:
        """Let what refers to an element that goes find what stands in its place.

        An anchor that only the words of a title make goes with it, unless something leads there.
        """
        names = [name for name in element["names"] if self.document.nametypes.get(name)]
        named = {self.document.nameids.get(name) for name in names}
        for identifier in element["ids"]:
            # docutils looks up every id that it ever gave, so none is taken away.
            self.document.ids[identifier] = heir
            is_asked_for = identifier in named or identifier in self._referred_ids
            if "slug" in element or is_asked_for or self._is_listed(element):
                heir["ids"].append(identifier)
        if "slug" in element:
            # MyST makes an anchor of it later.
            heir["slug"] = element["slug"]
        heir["names"] += names
        heir["classes"] += [name for name in element["classes"] if name not in MATHJAX_GUARDS]

    def _is_listed(self, element: nodes.Element) -> bool:
        """Tell whether an element is a section that a ``contents`` directive will lead to."""
        return self._has_contents and isinstance(element, nodes.section)

    @functools.cached_property
    def _has_contents(self) -> bool:
        return has_contents(self.document)

    @functools.cached_property
    def _referred_ids(self) -> set[str | None]:
        """The identifiers that the document itself refers to."""
        names = {
            node.get("refname") or node.get("refuri", "").removeprefix("#")
            for node in self.document.findall(nodes.Element)
            if "refname" in node or "refuri" in node
        }
        return names | {self.document.nameids.get(name) for name in names}

    def is_plain(self, number: int) -> bool:
        """Tell whether a paragraph has nothing but words."""
        plain = (nodes.Text, *EMPHASIS)
        return all(
            isinstance(node, plain)
            for node in self.elements[number].findall()
            if node is not self.elements[number]
        )

    def has_footnote(self, piece: Piece) -> bool:
        """Tell whether the first line of a piece has the mark of a footnote."""
        line = split(self.elements[piece.block].children)[piece.first]
        return any(find(node, nodes.footnote_reference) for node in line.inline)

    def place_of(self, number: int, line: int) -> tuple[str, str]:
        """Return where a line of a block stands, and the line as it was written, if it is known."""
        source = self.elements[number].source or self.document["source"]
        is_here = source == self.document["source"] and 0 < line <= len(self._lines)
        return f"{source}:{line}", self._lines[line - 1] if is_here else ""

    @functools.cached_property
    def _lines(self) -> list[str]:
        return self.reading.source.split("\n")
