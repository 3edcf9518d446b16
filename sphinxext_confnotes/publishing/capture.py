"""Take the content of posts from their pages, as HTML, while Sphinx writes them.

Before a page is written, marks are put into its doctree around the wanted parts: raw nodes, which
every HTML writer writes as they are (a node of ours would need visitors).  When the page has been
written, the text between the marks is taken, and the marks are removed, so that the page is what it
would be without them.  Each note is thus written once, and whatever a writer can put on a page,
nodes of other extensions included, is the same in feeds and data.

Called by ``publish``.  Never imports ``rendering``, which marks the parts of a page with the
attribute `PART`.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes

from sphinxext_confnotes.doctree import ancestors, find
from sphinxext_confnotes.nodes import AT_HOME, HEADING, NOTES, PART, PREFIX, SOURCE_TEXT
from sphinxext_confnotes.plaintext import text_of
from sphinxext_confnotes.publishing.builder import CAPTURE
from sphinxext_confnotes.publishing.page_content import NoteContent, PageContent
from sphinxext_confnotes.publishing.shown_words import shown_of
from sphinxext_confnotes.sanitizing import sanitize

TALK = "talk"
TLDR = "tldr"
NOTE_PARTS = tuple(node.__name__.removeprefix(PREFIX) for node in NOTES)
HOLDERS = (TALK, "summary", "talk_list")
"""The parts that notes belong to; a TLDR outside of all is the day's own."""

WRITTEN_OTHERWISE = (nodes.math, nodes.math_block, addnodes.toctree)
"""The nodes whose HTML works only on their page, or that are no content of a post."""

MOST_OPENINGS = 3
"""The number of paragraphs of which one may open a page: a writer may leave out the first."""

EMPTY = re.compile(r"<p>\s*</p>\n?")
"""A paragraph whose content has been removed."""


class _Pair(NamedTuple):
    """Two marks around something: what becomes of that where it is taken, and not on the page."""

    before: str = ""
    behind: str = ""
    is_hidden: bool = False


class _Note(NamedTuple):
    """A note that is going to be written."""

    pair: int | None
    """The marks around what it says, if there is anything."""
    text: str
    source: str


class _Opening(NamedTuple):
    """A possible opening of a page that is going to be written."""

    pairs: Sequence[int]
    text: str


@dataclass
class Capture:
    """The marks in a page, and what stands between them."""

    address: str
    """The address of the page, to which the addresses on it are relative."""
    icon: str
    """The icon of permalinks, which are removed."""
    token: str
    """A text that no author writes, which marks begin with."""
    openings: list[_Opening] = field(default_factory=list)
    """The day's TLDRs together, and the first paragraphs before any section or talk."""
    talks: dict[str, list[_Note]] = field(default_factory=dict)
    notes: list[_Note] = field(default_factory=list)
    body: list[int] | None = None
    """The pairs of marks around all of the page but its title, where that is wanted."""
    pairs: list[_Pair] = field(default_factory=list)
    marks: list[nodes.raw] = field(default_factory=list)

    def put(self, content: Sequence[nodes.Node], pair: _Pair) -> int:
        """Put marks around nodes that stand beside each other; return the number of the pair."""
        first, last = content[0], content[-1]
        for node, offset in ((first, 0), (last, 1)):
            mark = nodes.raw("", f"<!--{self.token}-{len(self.marks)}-->", format="html")
            self.marks.append(mark)
            # ``index`` compares texts by their words, and would find another one.
            siblings = node.parent.children
            at = next(at for at, sibling in enumerate(siblings) if sibling is node)
            node.parent.insert(at + offset, mark)
        self.pairs.append(pair)
        return len(self.pairs) - 1

    def put_note(self, note: nodes.Element) -> _Note:
        """Put marks around what a note says, without its heading."""
        content = [part for part in note.children if not _is(part, HEADING)]
        pair = self.put(content, _Pair()) if content else None
        return _Note(pair, text_of(content), note.get(SOURCE_TEXT, ""))


def mark(doctree: nodes.document, known: str, address: str, *, icon: str, in_full: bool) -> None:
    """Put the marks into a document that is about to be written.

    :param doctree: as writers get it.
    :param known: what tells it from any other, and from what it was.
    :param in_full: whether all of the page is wanted, rather than the notes alone.
    """
    token = f"confnotes-{hashlib.sha256(known.encode(errors='replace')).hexdigest()[:16]}"
    capture = Capture(address, icon, token)
    page = next(iter(doctree.findall(nodes.section)), None)
    runs = list(_runs(doctree, page)) if page else []
    parts = [
        node
        for node in find(doctree, nodes.Element)
        if PART in node.attributes or isinstance(node, WRITTEN_OTHERWISE)
    ]
    tldrs = [part for part in parts if _is(part, TLDR) and _holder(part) is None]
    # Marks are put around outer nodes first, so that they nest.
    if in_full:
        capture.body = [capture.put(run, _Pair()) for run in runs]
    for part in parts:
        if _is(part, TALK) and part["ids"]:
            capture.talks[part["ids"][0]] = []
    for note in parts:
        holder = _holder(note) if _is(note, *NOTE_PARTS) else None
        if holder and _is(holder, TALK) and holder["ids"]:
            capture.talks[holder["ids"][0]].append(capture.put_note(note))
    capture.notes = [capture.put_note(note) for note in tldrs]
    capture.openings = [
        _Opening(
            [note.pair for note in capture.notes if note.pair is not None],
            _opening_text([part for note in tldrs for part in note.children]),
        ),
        *(
            _Opening([capture.put([paragraph], _Pair())], _opening_text([paragraph]))
            for paragraph in list(itertools.islice(_first_paragraphs(page), MOST_OPENINGS))
        ),
    ]
    for part in parts:
        if pair := _pair(part):
            capture.put([part], pair)
    doctree[CAPTURE] = capture


def take(doctree: nodes.document, written: str) -> tuple[str, PageContent] | None:
    """Return a page without marks, and what the post says; nothing where none was wanted.

    :param doctree: as it was written; its marks are taken out, too.
    :param written: the HTML of its page.
    """
    capture: Capture | None = doctree.attributes.pop(CAPTURE, None)
    if capture is None:
        return None
    for node in capture.marks:
        if node.parent is not None:
            node.parent.remove(node)
    found = re.split(rf"<!--{capture.token}-(\d+)-->", written)
    page, said = found[::2], found[::2]
    # Map each mark to the index of the text behind it.
    places = {int(number): at for at, number in enumerate(found[1::2], 1)}
    spans: dict[int, slice] = {}
    # Inner pairs are treated first, because hiding an outer one removes them.
    for number, pair in reversed([*enumerate(capture.pairs)]):
        begin, end = (places.get(2 * number + offset, 0) for offset in (0, 1))
        # A writer may leave out a part of a page.
        if 0 < begin < end:
            spans[number] = slice(begin, end)
            if pair.is_hidden:
                said[begin:end] = [""] * (end - begin)
            said[begin] = pair.before + said[begin]
            said[end - 1] += pair.behind

    def html(*pairs: int) -> str:
        text = "".join(text for pair in pairs if pair in spans for text in said[spans[pair]])
        return _clean(text, capture)

    def notes(found: Sequence[_Note]) -> list[NoteContent]:
        return [
            shown_of("" if note.pair is None else html(note.pair), note.text, note.source)
            for note in found
        ]

    openings = (
        shown_of(html(*opening.pairs), opening.text, "").text for opening in capture.openings
    )
    content = PageContent(
        talks={name: notes(found) for name, found in capture.talks.items()},
        opening=next(filter(None, openings), ""),
        body=None if capture.body is None else html(*capture.body),
        notes=notes(capture.notes),
    )
    return "".join(page), content


def _runs(doctree: nodes.document, page: nodes.section) -> list[Sequence[nodes.Node]]:
    """Return all that is on a page but its title, nodes beside each other together."""
    at = next((at for at, part in enumerate(page.children) if isinstance(part, nodes.title)), -1)
    runs = [page.children[: max(at, 0)], page.children[at + 1 :]]
    if page.parent is doctree:
        # MyST puts footnotes behind the page.
        at = doctree.index(page)
        runs = [doctree.children[:at], *runs, doctree.children[at + 1 :]]
    return [run for run in runs if run]


def _opening_text(parts: Sequence[nodes.Node]) -> str:
    """Return the text of what a page begins with.

    What stands for an image, for those who don't see it, opens nothing.
    """
    return text_of([part for part in parts if not _is(part, HEADING)], images=False)


def _first_paragraphs(page: nodes.section | None) -> Iterator[nodes.paragraph]:
    """Yield the paragraphs of a page before any section or talk."""
    for node in page.children if page else ():
        if isinstance(node, nodes.section) or _is(node, TALK):
            return
        if isinstance(node, nodes.paragraph) and not _is(node, AT_HOME):
            yield node


def _holder(note: nodes.Element) -> nodes.Element | None:
    """Return the card or list that a note stands in, if it does."""
    return next((one for one in ancestors(note) if _is(one, *HOLDERS)), None)


def _is(node: nodes.Node, *parts: str) -> bool:
    return isinstance(node, nodes.Element) and node.get(PART) in parts


def _pair(part: nodes.Element) -> _Pair | None:
    """Return what becomes of a part of a page where the page is taken, if not what it is."""
    if isinstance(part, nodes.math):
        return _Pair(f"<code>{escape(part.astext(), quote=False)}</code>", is_hidden=True)
    if isinstance(part, nodes.math_block):
        formula = escape(part.astext().strip(), quote=False)
        return _Pair(f"<pre>{formula}</pre>\n", is_hidden=True)
    is_left = _is(part, AT_HOME) or isinstance(part, addnodes.toctree)
    return _Pair(is_hidden=True) if is_left else None


def _clean(html: str, capture: Capture) -> str:
    """Return HTML that is safe in any page, without the links of headings to themselves."""
    if "headerlink" in html:
        icon = re.escape(capture.icon)
        html = re.sub(rf'<a [^>]*class="[^"]*\bheaderlink\b[^"]*"[^>]*>{icon}</a>', "", html)
    return EMPTY.sub("", sanitize(html, capture.address))
