"""What posts say, as HTML and as text: taken from the pages while they are written.

A page that isn't written again says what it said before, so what it said is kept in a file in the
doctree folder.  Called by ``setup()`` and ``publish``; never imports ``rendering``, of which it
knows the classes that are promised to everybody.
"""

from __future__ import annotations

import contextlib
import pickle
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence, Set
from pathlib import Path
from textwrap import indent
from typing import NamedTuple

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.osutil import relative_uri

from sphinxext_confnotes.copies import pack, unpack
from sphinxext_confnotes.nodes import find
from sphinxext_confnotes.publishing.sanitizing import sanitize

TALK = "confnotes-talk"
TLDR, COMMENT = "confnotes-tldr", "confnotes-comment"
LABEL = "confnotes-label"

HOLDERS = (TALK, "confnotes-summary", "confnotes-list")
"""Classes of what notes belong to; a TLDR of none is the day's own."""

AT_HOME = {
    "confnotes-series",
    "confnotes-also",
    "confnotes-draft",
    "confnotes-calendar",
    "headerlink",
}
"""Classes of what belongs to a page, and to nothing that is made of it."""

EMPTY = re.compile(r"<p>\s*</p>\n?")
"""What is left of a paragraph when all that it had is taken out."""

UNREADABLE = (
    zlib.error,
    pickle.UnpicklingError,
    AttributeError,
    EOFError,
    ImportError,
    LookupError,
    TypeError,
    ValueError,
)
"""What a file that another version has written, or only half of it, may be answered with."""


class Said(NamedTuple):
    """What a note says."""

    html: str
    text: str
    source: str
    """What its author wrote, in the markup of the file."""


class Content(NamedTuple):
    """What a post says."""

    talks: Mapping[str, Sequence[Said]]
    """Names of talks to their notes, in the order of the page."""
    opening: Said
    """The day's TLDR, or else the first paragraph before any section or talk."""
    body: str = ""
    """All of its page but the title, in HTML; only where that was asked for."""
    notes: Sequence[Said] = ()
    """The day's own TLDRs, in the order of the page."""


def content_of(
    builder: StandaloneHTMLBuilder, docname: str, doctree: nodes.document, address: str, body: bool
) -> Content:
    """Return what a page says that is about to be written.

    :param doctree: as writers get it; left as it is.
    :param address: by which addresses on the page are made absolute, or relative to the site.
    :param body: whether all of it is wanted, rather than the notes alone.
    """
    builder.post_process_images(doctree)
    with _written_as(builder, docname):

        def said(content: Sequence[nodes.Node], source: str = "") -> Said:
            return Said(_html(builder, content, address), text_of(content), source)

        cards = (card for card in _with_class(doctree, TALK) if card["ids"])
        talks = {
            card["ids"][0]: [
                said(_without_label(note), note.rawsource)
                for note in _with_class(card, TLDR, COMMENT)
                if _holder(note) is card
            ]
            for card in cards
        }
        page = next(iter(doctree.findall(nodes.section)), None)
        content = page.children[1:] if page else []
        # MyST puts footnotes behind the page.
        behind = doctree.children[doctree.index(page) + 1 :] if page in doctree.children else []
        tldrs = [note for note in _with_class(doctree, TLDR) if _holder(note) is None]
        opening = [part for note in tldrs for part in _without_label(note)]
        return Content(
            talks,
            said(opening or _first_paragraph(content)),
            _html(builder, [*content, *behind], address) if body else "",
            [said(_without_label(note), note.rawsource) for note in tldrs],
        )


def _first_paragraph(content: Sequence[nodes.Node]) -> Sequence[nodes.Node]:
    for node in content:
        if isinstance(node, nodes.section) or _is(node, TALK):
            break
        if isinstance(node, nodes.paragraph) and not _is(node, *AT_HOME):
            return [node]
    return []


def _holder(note: nodes.Element) -> nodes.Element | None:
    """Return the card or list that a note stands in, if it does."""
    parent = note.parent
    while parent is not None and not _is(parent, *HOLDERS):
        parent = parent.parent
    return parent


def _is(node: nodes.Node, *names: str) -> bool:
    return isinstance(node, nodes.Element) and not {*names}.isdisjoint(node["classes"])


def _without_label(note: nodes.Node) -> Sequence[nodes.Node]:
    """Return what a note says, without its heading and the tags that let it be folded."""
    content = note.children
    if isinstance(content[0], nodes.raw):
        end = next(i for i, node in enumerate(content) if node.astext().startswith("</summary>"))
        return content[end + 1 : -1]
    return content[1:]


def _html(builder: StandaloneHTMLBuilder, content: Sequence[nodes.Node], address: str) -> str:
    """Return nodes in HTML that is safe in any page, formulas as text."""
    holder = nodes.container("", *(node.deepcopy() for node in content))
    for node in find(holder, nodes.Element):
        parent = node.parent
        if node is holder or parent is None:
            continue
        if _is(node, *AT_HOME):
            parent.remove(node)
        elif _is(node, LABEL):
            # Its looks are those of a class, which readers don't know.
            node.children = [nodes.strong("", "", *node.children)]
        elif isinstance(node, nodes.math):
            parent.replace(node, nodes.literal("", node.astext()))
        elif isinstance(node, nodes.math_block):
            formula = node.astext().strip()
            parent.replace(node, nodes.literal_block("", formula, language="none"))
    written = builder.render_partial(holder)["fragment"]
    safe = sanitize(written[written.index(">") + 1 : written.rindex("</div>")], address)
    return EMPTY.sub("", safe)


def text_of(content: Sequence[nodes.Node]) -> str:
    """Return nodes as text: paragraphs with blank lines between them, items with a dash."""
    blocks: list[str] = []
    for node in content:
        if isinstance(node, nodes.raw | nodes.Invisible):
            continue
        if isinstance(node, nodes.TextElement | nodes.image):
            blocks.append(_words(node))
        elif isinstance(node, nodes.Sequential) and isinstance(node, nodes.Element):
            blocks.append("\n".join(_item(item) for item in node.children))
        elif isinstance(node, nodes.Element):
            blocks.append(text_of(node.children))
    return "\n\n".join(block for block in blocks if block.strip())


def _item(item: nodes.Node) -> str:
    return "- " + indent(text_of(item.children), "  ").lstrip()


def _words(node: nodes.Node) -> str:
    if isinstance(node, nodes.literal_block):
        return node.astext().strip("\n")
    if isinstance(node, nodes.math_block):
        return node.astext().strip()
    if isinstance(node, nodes.image):
        return str(node.get("alt", ""))
    if isinstance(node, nodes.raw):
        return ""
    if isinstance(node, nodes.Text):
        return node.astext().replace("\n", " ")
    return "".join(_words(child) for child in node.children)


def _with_class(root: nodes.Node, *names: str) -> list[nodes.Element]:
    return [node for node in find(root, nodes.container) if _is(node, *names)]


@contextlib.contextmanager
def _written_as(builder: StandaloneHTMLBuilder, docname: str) -> Iterator[None]:
    """Let a builder write parts of a page: with what ``write_doc`` sets, and no permalinks."""
    here = builder.get_target_uri(docname)
    builder.current_docname = docname
    builder.imgpath = relative_uri(here, builder.imagedir)
    builder.dlpath = relative_uri(here, "_downloads")
    builder.secnumbers = builder.env.toc_secnumbers.get(docname, {})
    builder.fignumbers = builder.env.toc_fignumbers.get(docname, {})
    has_permalinks, builder.add_permalinks = builder.add_permalinks, False
    try:
        yield
    finally:
        builder.add_permalinks = has_permalinks


class Kept(dict[str, Content]):
    """Documents to what they say, from build to build.

    :param file: where that is kept, if it is there yet.
    """

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file
        with contextlib.suppress(OSError, *UNREADABLE):
            self.update(unpack(file.read_bytes()))
        self.has_changed = not self._file.is_file()
        """Whether anything was kept that isn't in the file."""

    def keep(self, docname: str, content: Content) -> None:
        """Take what a document says for what it said before."""
        # A build that is killed now would leave pages that say something else than the file.
        self._file.unlink(missing_ok=True)
        self.has_changed = True
        self[docname] = content

    def save(self, docnames: Set[str]) -> None:
        """Write what some documents say into the file, and nothing of others."""
        kept = {name: self[name] for name in sorted(self.keys() & docnames)}
        self._file.write_bytes(pack(kept))
