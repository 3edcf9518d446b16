"""From a finished doctree to records and to detached copies of the notes.

Handler of ``doctree-read``, after Sphinx's own collectors (500), so that images and downloads in
the copies are known.  It doesn't matter here which form the notes were written in.

A copy is a talk's node with its title, links and notes, and nothing else.  Sphinx's ``deepcopy``
attaches the whole document to each node, so that is taken off; and the copies of a document are
kept as pickles, taken apart only when another page shows them.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import pickle
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from sphinxext_confnotes.config import Config
from sphinxext_confnotes.dates import read_date, read_time
from sphinxext_confnotes.domain import NAME, ORIGIN, SHORT, Placed, Uses, domain_of
from sphinxext_confnotes.nodes import (
    NOTES,
    SELECTIONS,
    confnotes_comment,
    confnotes_links,
    confnotes_talk,
    confnotes_title,
    confnotes_tldr,
    find,
    is_note,
    note_kind,
    title_of,
)
from sphinxext_confnotes.reading import state
from sphinxext_confnotes.reading.frontmatter import FrontMatter
from sphinxext_confnotes.reading.talks import leading_link, short_title, talk_of
from sphinxext_confnotes.records import ADDRESS_FIELDS, Note, Place, Post, Reference, Talk

UNSHOWN = ("url", "name", "names", "docname")
"""The attributes of a talk that lists don't show, but in XML."""

LEVEL = 1
"""Of compression: more would take twice as long, and an eighth off the size."""

OTHER_ROLES = {"any": "any", "myst": "any", "ref": "ref"}
"""Types of references that may lead to a talk too, to the role that finds it."""


Packed = tuple[bytes, bytes]
"""Copies as the environment keeps them: all but the comments, and these."""


@dataclass(slots=True)
class Copies:
    """What other pages show of a document."""

    opening: list[nodes.Node] = field(default_factory=list)
    """The day's own TLDR, or else the first paragraph."""
    talks: dict[str, confnotes_talk] = field(default_factory=dict)
    """By name; each with its title, links and notes."""

    def pack(self) -> Packed:
        """Return the copies as they are kept.

        They are small, because every worker sends all of them.  And they are in two parts,
        because lists often show no comments, which are the longer part.
        """
        comments: list[tuple[str, int, nodes.Node]] = []
        for name, talk in self.talks.items():
            comments += [
                (name, at, node)
                for at, node in enumerate(talk.children)
                if isinstance(node, confnotes_comment)
            ]
        others = [(talk, node) for talk in self.talks.values() for node in talk.children]
        with _detached([*((None, node) for node in self.opening), *others]):
            for _, _, node in comments:
                node.parent = None
            for talk in self.talks.values():
                talk.children = [node for node in talk.children if node.parent is not None]
            return _pickle(self), _pickle(comments) if comments else b""

    @staticmethod
    def unpack(packed: Packed, *, with_comments: bool = True) -> Copies:
        """Return fresh copies, to be changed and shown."""
        copies = cast("Copies", _unpickle(packed[0]))
        if with_comments and packed[1]:
            for name, at, node in _unpickle(packed[1]):
                copies.talks[name].insert(at, node)
        return copies


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Give the domain what a document has and shows of notes."""
    env = app.env
    domain = domain_of(env)
    docname = env.docname
    reading = state.current(env)
    if reading.matter.is_post or reading.has_notes:
        title = env.titles[docname].astext()
        post, copies = _collect_post(doctree, docname, title, reading.matter, Config.of(app.config))
        domain.note_post(post, copies.pack())
    selections = tuple(_placed(node, doctree) for node in find(doctree, *SELECTIONS))
    references = _references([doctree], docname)
    if selections or references:
        domain.note_uses(docname, Uses(selections, references))


@contextlib.contextmanager
def _detached(parts: Sequence[tuple[nodes.Element | None, nodes.Node]]) -> Iterator[None]:
    """Let parts of a document stand in others, or in none, and hold on to nothing of it.

    Only while they are pickled, which is several times as fast as copying them before.
    """
    whole = [(node, node.parent, node.document) for _, node in parts]
    inner = [list(node.findall()) for _, node in parts]
    for node in itertools.chain.from_iterable(inner):
        _set_document(node, None)
    for parent, node in parts:
        node.parent = parent
    try:
        yield
    finally:
        for (node, parent, document), nodes_in in zip(whole, inner, strict=True):
            node.parent = parent
            for part in nodes_in:
                _set_document(part, document)


def _set_document(node: nodes.Node, document: nodes.document | None) -> None:
    # The type stubs don't know that a node may be without.
    node.document = document  # type: ignore[assignment]


def _pickle(thing: object) -> bytes:
    return zlib.compress(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL), LEVEL)


def _unpickle(packed: bytes) -> Any:
    return pickle.loads(zlib.decompress(packed))


def _collect_post(
    doctree: nodes.document, docname: str, title: str, matter: FrontMatter, config: Config
) -> tuple[Post, Copies]:
    copies = Copies()
    talks = []
    for node in doctree.findall(confnotes_talk):
        copy = _copy_talk(node)
        talk = _talk(node, docname, matter, config)
        notes = tuple(
            Note(
                note_kind(note),
                note.get("author", ""),
                _digest(note),
                _references([note], docname),
            )
            for note in copy.children
            if is_note(note)
        )
        attributes = [(name, copy[name]) for name in sorted(copy.attributes) if name not in UNSHOWN]
        digest = _digest(attributes, *(part for part in copy.children if not is_note(part)))
        talks.append(talk._replace(notes=notes, digest=digest))
        copies.talks[talk.name] = copy
    tldrs = [node for node in doctree.findall(confnotes_tldr) if not _is_in_talk(node)]
    if matter.is_post:
        copies.opening = [*(tldrs or _first_paragraph(doctree))]
    post = Post(
        docname=docname,
        title=title,
        date=matter.date,
        time=matter.time,
        timezone=matter.timezone or config.timezone,
        conference=matter.conference,
        location=matter.location,
        tags=matter.tags,
        authors=matter.authors,
        permalink=matter.permalink,
        draft=matter.draft,
        anchor=next((node["ids"][0] for node in doctree.findall(nodes.section)), ""),
        has_tldr=bool(tldrs),
        references=_references(copies.opening, docname),
    )
    digest = _digest(title, *copies.opening)
    return post._replace(talks=tuple(talks), digest=digest), copies


def _talk(node: confnotes_talk, docname: str, matter: FrontMatter, config: Config) -> Talk:
    start, end = read_time(node["time"]) if "time" in node else (None, None)
    return Talk(
        name=node["ids"][0],
        title=short_title(title_of(node)),
        place=Place(docname, node["ids"][0]),
        line=node.line or 0,
        date=read_date(node["date"])[0] if "date" in node else matter.date,
        start=start,
        end=end,
        timezone=node.get("timezone") or matter.timezone or config.timezone,
        url=node.get("url", ""),
        speakers=tuple(node.get("speakers", ())),
        conference=node.get("conference") or matter.conference,
        track=node.get("track", ""),
        room=node.get("room", ""),
        kind=node.get("kind", ""),
        tags=tuple(node.get("tags", ())),
        highlight="highlight" in node,
        reason=node.get("highlight", ""),
        rating=node.get("rating"),
        addresses=tuple((name, node[name]) for name in ADDRESS_FIELDS if name in node),
        named="name" in node,
        labels=(*node["names"], *([node["ids"][0]] if "name" in node else [])),
    )


def _placed(node: nodes.Element, doctree: nodes.document) -> Placed:
    """Return a selection with what its days or groups will be beside, as sections."""
    selection, section = node["selection"], node.parent
    if not isinstance(section, nodes.section):
        return Placed(selection)
    first = next(doctree.findall(nodes.section))
    behind = section.children[section.index(node) + 1 :]
    before = next((other for other in behind if isinstance(other, nodes.section)), None)
    return Placed(
        selection,
        "" if section is first else f"#{section['ids'][0]}",
        f"#{before['ids'][0]}" if before else "",
    )


def _references(parts: Iterable[nodes.Node], docname: str) -> tuple[Reference, ...]:
    """Return the references that may lead to a talk or another object of the domain."""
    found: dict[Reference, None] = {}
    for part in parts:
        for node in part.findall(addnodes.pending_xref):
            role = node.get("reftype", "")
            if node.get("refdomain") != NAME:
                role = OTHER_ROLES.get(role, "")
            if role:
                reference = Reference(role, node["reftarget"], node.get(ORIGIN, docname))
                if node.get("refexplicit"):
                    reference = reference._replace(text="own")
                elif SHORT in node:
                    reference = reference._replace(text="short")
                found[reference] = None
    return tuple(found)


def _copy_talk(node: confnotes_talk) -> confnotes_talk:
    """Return a talk's node with what others show of it, which stays where it is."""
    # A note may stand deeper, in a list or another directive.
    notes = [note for note in find(node, *NOTES) if talk_of(note) is node]
    links = [part for part in node if isinstance(part, confnotes_links)]
    copy = node.copy()
    _set_document(copy, None)
    copy.children = [_copy_title(title_of(node)), *links, *notes]
    return copy


def _copy_title(title: confnotes_title) -> confnotes_title:
    """Return a copy of a title without the address.

    It will lead to the talk, so that the address is nothing that a list shows.
    """
    with _detached([(None, title)]):
        copy = cast("confnotes_title", pickle.loads(pickle.dumps(title, pickle.HIGHEST_PROTOCOL)))
    if link := leading_link(copy):
        link.parent.replace(link, nodes.reference("", "", *link.children))
    return copy


def _first_paragraph(doctree: nodes.document) -> Iterator[nodes.paragraph]:
    page = next(doctree.findall(nodes.section), None)
    for node in page.children if page else []:
        if isinstance(node, nodes.paragraph) and "confnotes-draft" not in node["classes"]:
            yield node
            return
        if isinstance(node, (nodes.section, confnotes_talk)):
            return


def _is_in_talk(node: nodes.Node) -> bool:
    return talk_of(node) is not None


def _digest(*things: object) -> str:
    # Not of the pickle, whose bytes aren't the same for the same nodes.
    digest = hashlib.sha256()
    for thing in things:
        parts = thing.findall() if isinstance(thing, nodes.Node) else [thing]
        for part in parts:
            digest.update(_words(part).encode())
    return digest.hexdigest()[:16]


def _words(thing: object) -> str:
    """Return what tells a node, its content apart, or a value from others."""
    if isinstance(thing, nodes.Element):
        # How many children there are tells which nodes that follow are inside.
        return f"<{thing.tagname} {len(thing.children)} {thing.attributes!r}>"
    return f"{str(thing)!r}" if isinstance(thing, nodes.Text) else repr(thing)
