"""Detached copies of what other pages show of a document.

Made by ``extract``, kept by ``domain``, unpacked by ``rendering``.  A copy is a talk's node with
its title, links and notes, and nothing else; it holds on to nothing of its document.

Nothing is really copied when a document is read.  The parts are taken out of it, pickled where
they stand, and put back, which is several times as fast as Sphinx's ``deepcopy``; that attaches
the whole document to each node besides.

Whatever docutils or an extension hangs on a node is kept as Sphinx keeps it with the document, but
for what would bring the document along.
"""

from __future__ import annotations

import hashlib
import io
import pickle
import zlib
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from types import TracebackType
from typing import Any, NamedTuple, cast

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.doctree import ancestors, leading_link, stands_in
from sphinxext_confnotes.nodes import (
    NOTES,
    ORIGIN,
    confnotes_comment,
    confnotes_links,
    confnotes_talk,
    is_note,
    is_own_reference,
    title_of,
)
from sphinxext_confnotes.notes.records import Condition
from sphinxext_confnotes.registry.conditions import conditions_of

Packed = tuple[bytes, bytes]
"""Copies as the environment keeps them: all but the comments, and these."""

PAGES = ("refdoc", ORIGIN)
"""The attributes of a reference that name the page which it stands on."""

TREE = ("children", "parent", "document")
"""The attributes of a node that hold other nodes."""


@dataclass(slots=True)
class Copies:
    """The parts of a document that other pages show."""

    opening: list[nodes.Node] = field(default_factory=list)
    """The day's own TLDR, or else the first paragraph."""
    talks: dict[str, confnotes_talk] = field(default_factory=dict)
    """The talks by name, each with its title, links and notes."""

    @staticmethod
    def unpack(packed: Packed, *, with_comments: bool = True) -> Copies:
        """Return fresh copies, to be changed and shown."""
        copies = cast("Copies", unpack(packed[0]))
        if with_comments and packed[1]:
            for name, at, node in unpack(packed[1]):
                copies.talks[name].insert(at, node)
        return copies


class _Part(NamedTuple):
    node: nodes.Node
    parent: nodes.Element
    document: nodes.document | None
    inside: list[nodes.Node]


class Packing:
    """The packing of one document, which is put back as it was when the context is left.

    :param opening: the nodes that open the document.
    :param talks: all talks of the document, by name.
    :param notes: all TLDRs and comments of the document, in their order.
    """

    def __init__(
        self,
        opening: Sequence[nodes.Node],
        talks: dict[str, confnotes_talk],
        notes: Iterable[nodes.Element],
    ) -> None:
        self._copies = Copies(list(opening))
        self._comments: list[tuple[str, int, nodes.Node]] = []
        self.parts: dict[str, list[nodes.Element]] = {}
        """The title, links and notes of each talk."""
        held: defaultdict[int, list[nodes.Element]] = defaultdict(list)
        for note in notes:
            # It may be nested in lists or other directives.
            held[id(_holder_of(note))].append(note)
        for name, talk in talks.items():
            links = [part for part in talk if isinstance(part, confnotes_links)]
            self.parts[name] = [title_of(talk), *links, *held[id(talk)]]
            copy = self._copies.talks[name] = talk.copy()
            copy.document = None  # type: ignore[assignment]
        # Collected before the parts are detached from their ancestors.
        self._conditions = {
            id(part): conditions_of(part, talks.get(name))
            for name, parts in (*self.parts.items(), ("", opening))
            for part in parts
            if isinstance(part, NOTES)
        } | {id(talk): conditions_of(talk) for talk in talks.values()}
        self._taken: dict[int, _Part] = {}
        self._alone: dict[int, nodes.Element] = {}
        """The links that are all of a title, by the identity of the link and of the title."""
        self._restored: list[tuple[nodes.Node, str, Any]] = []

    def __enter__(self) -> Packing:
        """Take the parts out of their document."""
        for node in self._copies.opening:
            self._take(node, None)
        for name, copy in self._copies.talks.items():
            for at, part in enumerate(self.parts[name]):
                if isinstance(part, confnotes_comment):
                    self._comments.append((name, at, part))
                    self._take(part, None)
                else:
                    copy.children.append(part)
                    self._take(part, copy)
            # On other pages the title leads to the talk, so its own address isn't shown.
            title = title_of(copy)
            if link := leading_link(title):
                if title.children == [link]:
                    self._alone |= {id(link): link, id(title): link}
                self._set(link, "attributes", {name: [] for name in link.list_attributes})
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Put the parts back."""
        for part in self._taken.values():
            part.node.parent = part.parent
            for node in part.inside:
                node.document = part.document  # type: ignore[assignment]
        # In reverse, because a node in two parts was changed twice.
        for node, name, value in reversed(self._restored):
            setattr(node, name, value)

    def inside(self, part: nodes.Node) -> list[nodes.Node]:
        """Return all nodes of a part, itself included."""
        return self._taken[id(part)].inside

    def conditions(self, node: nodes.Element) -> tuple[Condition, ...]:
        """Return the conditions of a talk, or of a note, those of its talk apart."""
        return self._conditions[id(node)]

    def digest(self, *things: object) -> str:
        """Return a digest of values and of what parts look like elsewhere."""
        # Pickles aren't canonical: equal nodes may give different bytes.
        digest = hashlib.sha256()
        for thing in things:
            for part in self.inside(thing) if isinstance(thing, nodes.Node) else [thing]:
                digest.update(self._words(part).encode())
        return digest.hexdigest()[:16]

    def _words(self, thing: object) -> str:
        """Return what tells a node, its content apart, or a value from others.

        A title leads to its talk, whether it is a link where it was written or not.
        """
        if isinstance(thing, nodes.Element):
            link = self._alone.get(id(thing))
            if thing is link:
                return ""
            said = thing.attributes
            if is_own_reference(thing):
                # Where it leads is told by what is found, not by the page that it stands on.
                said = {key: value for key, value in said.items() if key not in PAGES}
            # The number of children tells which of the following nodes are inside.
            return f"<{thing.tagname} {len((link or thing).children)} {said!r}>"
        return f"{str(thing)!r}" if isinstance(thing, nodes.Text) else repr(thing)

    def pack(self) -> Packed:
        """Return the copies as they are kept.

        They are small, because every worker sends all of them.  And they are in two parts,
        because lists often show no comments, which are the longer part.
        """
        inside = {id(node) for part in self._taken.values() for node in part.inside}
        inside.update(map(id, self._copies.talks.values()))
        try:
            return self._pack(inside)
        except Exception:
            # The objects of others raise what they like, and may be made ready for Sphinx, which
            # keeps them too, only after this.
            self._drop_unkept(inside)
            return self._pack(inside)

    def _pack(self, inside: Container[int]) -> Packed:
        return (
            zlib.compress(_pickled(self._copies, inside)),
            zlib.compress(_pickled(self._comments, inside)) if self._comments else b"",
        )

    def _drop_unkept(self, inside: Container[int]) -> None:
        """Put nothing in the place of what others have hung on nodes and nobody can keep."""

        def is_kept(value: object) -> bool:
            try:
                _pickled(value, inside)
            except Exception:
                return False
            return True

        for node in [node for part in self._taken.values() for node in part.inside]:
            for name, value in list(vars(node).items()):
                if name == "attributes":
                    kept = {key: one if is_kept(one) else None for key, one in value.items()}
                    self._set(node, name, kept)
                elif name not in TREE and not is_kept(value):
                    self._set(node, name, None)

    def _take(self, node: nodes.Node, parent: nodes.Element | None) -> None:
        inside = list(node.findall())
        self._taken[id(node)] = _Part(node, node.parent, node.document, inside)
        node.parent = parent
        for part in inside:
            # The type stubs don't allow a node without a document.
            part.document = None  # type: ignore[assignment]
            # The source text isn't needed in a copy, and would double its size.
            if isinstance(part, nodes.paragraph):
                self._set(part, "rawsource", "")
            elif is_note(part):
                self._set(part, "source_text", "")

    def _set(self, node: nodes.Node, name: str, value: object) -> None:
        self._restored.append((node, name, getattr(node, name)))
        setattr(node, name, value)


def _holder_of(note: nodes.Element) -> nodes.Element | None:
    """Return the talk or the other note that a note stands in."""
    return next((one for one in ancestors(note) if isinstance(one, (confnotes_talk, *NOTES))), None)


def pack(thing: object) -> bytes:
    """Return a thing as the environment keeps it."""
    return zlib.compress(pickle.dumps(thing, pickle.HIGHEST_PROTOCOL))


class _Pickler(pickle.Pickler):
    """A pickler that takes nodes out of their document.

    :param inside: the identities of the nodes that are wanted with all that they hold.
    """

    def __init__(self, file: io.BytesIO, inside: Container[int]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._inside = inside

    def reducer_override(self, thing: Any) -> Any:
        """Return nothing for a document, and of a node elsewhere in it what it says of itself."""
        if isinstance(thing, (nodes.document, BuildEnvironment)):
            return type(None), ()
        if (
            isinstance(thing, nodes.Element)
            and id(thing) not in self._inside
            and _stands_in_document(thing)
        ):
            state = {**vars(thing), "children": [], "parent": None}
            return (*thing.__reduce_ex__(pickle.HIGHEST_PROTOCOL)[:2], state)
        return NotImplemented


def _stands_in_document(node: nodes.Node) -> bool:
    return isinstance(node, nodes.document) or stands_in(node, nodes.document)


def _pickled(thing: object, inside: Container[int]) -> bytes:
    file = io.BytesIO()
    _Pickler(file, inside).dump(thing)
    return file.getvalue()


def unpack(packed: bytes) -> Any:
    """Return a thing that was packed."""
    return pickle.loads(zlib.decompress(packed))
