"""Searches in a doctree: nodes of a kind, ancestors, the talk around a node, the link of a title.

Called by everything that reads or changes doctrees.  It knows the semantic nodes, and nothing of
what is done with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from docutils import nodes
from sphinx import addnodes

from sphinxext_confnotes.marks import find_stars
from sphinxext_confnotes.nodes import confnotes_talk, is_wiki_link
from sphinxext_confnotes.plaintext import line_of

T = TypeVar("T", bound=nodes.Element)

Link = nodes.reference | addnodes.pending_xref | addnodes.download_reference

LINKS = (nodes.reference, addnodes.pending_xref, addnodes.download_reference)

EMPHASIS = (nodes.strong, nodes.emphasis)

CODE = (nodes.literal, nodes.math)
"""Inline nodes that are one thing, and can't be cut."""

BEFORE_TITLE = re.compile(
    r"(?:[^\w]|(?<!\w)\d{1,2}(?:[:.h]\d{2})?(?:\s?[ap]\.?m\.?)?(?!\w))*", re.I
)
"""The signs, numbers and times that may precede the link of a title."""

LONGEST_TITLE = 500
"""Characters of a title that are kept where it stands for the talk: in indices, references, the
search, its name.  Its tags and speakers come with it each time, so that a longer one would be
written that many times."""


def find(root: nodes.Node, *kinds: type[T]) -> list[T]:
    """Return the nodes of some kinds in a document or in a part of one, in their order.

    docutils' own search takes several times as long: it goes on from one generator to the next.
    """
    found: list[T] = []
    _look_in(root, kinds, found)
    return found


def _look_in(node: nodes.Node, kinds: tuple[type[T], ...], found: list[T]) -> None:
    if isinstance(node, kinds):
        found.append(node)
    for child in node.children:
        if child.children:
            _look_in(child, kinds, found)
        elif isinstance(child, kinds):
            found.append(child)


def ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    """Yield what a node stands in, the nearest first."""
    while (parent := node.parent) is not None:
        yield parent
        node = parent


def stands_in(node: nodes.Node, *kinds: type[nodes.Element]) -> bool:
    """Tell whether a node stands in one of some kinds."""
    return any(isinstance(ancestor, kinds) for ancestor in ancestors(node))


def talk_of(node: nodes.Node) -> confnotes_talk | None:
    """Return the talk that a node stands in."""
    return next((one for one in ancestors(node) if isinstance(one, confnotes_talk)), None)


def leading_link(element: nodes.Element) -> Link | None:
    """Return the link that a title leads with.

    Stars, emphasised words, numbers, times, and signs such as emoji may stand before it.
    """
    for child in element.children:
        if isinstance(child, nodes.Text):
            mark = find_stars(child)
            rest = child[: mark.start] + child[mark.end :] if mark else child
            if not BEFORE_TITLE.fullmatch(rest):
                return None
        elif isinstance(child, EMPHASIS):
            if link := leading_link(child):
                return link
        else:
            return child if isinstance(child, LINKS) and not is_wiki_link(child) else None
    return None


def refill(element: nodes.Element, children: Iterable[nodes.Node]) -> None:
    """Put other children into an element."""
    children = list(children)
    element.clear()
    element += children


def links_in(node: nodes.Node) -> list[Link]:
    """Return the links in a node, itself included."""
    return [part for part in node.findall(nodes.Element) if isinstance(part, LINKS)]


def short_title(title: nodes.Element) -> str:
    """Return the words of a title, without markup: those of its leading link, or else all."""
    return cut_short(line_of(leading_link(title) or title))


def cut_short(title: str) -> str:
    """Return a title, or the beginning of one that is longer than `LONGEST_TITLE`."""
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"
