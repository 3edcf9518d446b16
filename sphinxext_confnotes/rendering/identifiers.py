"""The identifiers in a copy, which must not occur twice on a page.

Anchors lead to the page of origin, so copies need none.  But scripts and screen readers find
elements by their identifiers, and other extensions look up nodes by them.  An identifier is kept
where it is the first on the page; otherwise a new name is given where only HTML asks for it, and
else the node becomes a link to its page.  Called by ``rehome``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from docutils import nodes

from sphinxext_confnotes.raw_html import change_attributes, is_html, set_html

OWN = ("docutils", "sphinx", "sphinxext_confnotes")
"""The packages whose nodes have identifiers as anchors alone."""

OF_TREE = ("ids", "names", "dupnames", "backrefs", "classes")
"""Attributes that docutils gives to all nodes."""

NAMING = ("for", "form", "headers", "href", "list", "popovertarget", "usemap", "xlink:href")
"""Attributes that name other elements in HTML, beside those that begin with `NAMING_PREFIXES`."""

NAMING_PREFIXES = ("aria-", "data-")

_WORD = re.compile(r"[^\s#]\S*")
_URL = re.compile(r"(?<=url\(#)[^)\s]+(?=\))")

Change = Callable[[str, bool], str]
"""A function of a possible name of an element, and whether it is one in HTML, returning a name."""


class Identifiers:
    """The identifiers of a page that is being written, as copies are put on it.

    :param document: the page.
    """

    def __init__(self, document: nodes.document) -> None:
        self._document = document
        self._of_page: set[str] | None = None
        self._count = 0
        self.kept: set[str] = set()
        """The identifiers that copies keep."""

    def settle(self, elements: Sequence[nodes.Element]) -> list[tuple[nodes.Element, str]]:
        """Give the elements of a copy identifiers that stand nowhere else on the page.

        Of nodes of docutils and Sphinx only those that others in the copy name have one.  An
        identifier stays what it is where it is the first on the page.  Else it gets a new name, if
        only the page itself is asked for it.

        :returns: nodes of other extensions that can't be shown, because the page has already what
            they may be known by, and that.
        """
        unshown: list[tuple[nodes.Element, str]] = []
        new: dict[str, str] = {}
        owners = [node for node in elements if node["ids"] or is_html(node)]
        by_html, by_any = _named(elements) if owners else (set(), set())
        for node in owners:
            ids = list(identifiers_of([node]))
            if is_foreign(node):
                if not by_html.issuperset(ids) and any(map(self._is_taken, ids)):
                    unshown.append((node, ids[0]))
                    ids = []
            elif not is_html(node):
                ids = [
                    name
                    for name in ids
                    if name in by_html or (name in by_any and not self._is_taken(name))
                ]
                if not ids and node["ids"] and _is_captioned(node):
                    # Sphinx's writers number captioned nodes by their identifiers.
                    new[node["ids"][0]] = self._make()
            for name in ids:
                self._keep(name, new)
        for node in elements:
            _give(node, new)
        return unshown

    def _keep(self, name: str, new: dict[str, str]) -> None:
        if name not in new:
            new[name] = self._make() if self._is_taken(name) else name
            self.kept.add(new[name])

    def _make(self) -> str:
        self._count += 1
        return f"confnotes-copy-{self._count}"

    def _is_taken(self, name: str) -> bool:
        if self._of_page is None:
            self._of_page = {*identifiers_of(self._document.findall(nodes.Element))}
        return name in self._of_page or name in self.kept


def is_foreign(node: nodes.Element) -> bool:
    """Tell whether a node is of another extension."""
    return type(node).__module__.partition(".")[0] not in OWN


def _is_captioned(node: nodes.Element) -> bool:
    return any(isinstance(child, nodes.caption | nodes.title) for child in node.children)


def identifiers_of(elements: Iterable[nodes.Element]) -> dict[str, None]:
    """Return the identifiers of elements and of those in their HTML, in order."""
    found: dict[str, None] = {}

    def note(element: str, name: str, value: str) -> str:
        if _identifies(element, name):
            found[value] = None
        return value

    for node in elements:
        found |= dict.fromkeys(node["ids"])
        if is_html(node):
            change_attributes(node.astext(), note)
    return found


def _named(elements: Iterable[nodes.Element]) -> tuple[set[str], set[str]]:
    """Return what elements name: in HTML, and in any attribute; what names itself apart."""
    by_html: set[str] = set()
    by_any: set[str] = set()
    for node in elements:

        def note(name: str, is_for_html: bool, ids: Sequence[str] = tuple(node["ids"])) -> str:
            if name not in ids:
                by_any.add(name)
                if is_for_html:
                    by_html.add(name)
            return name

        _change_names(node, note)
    return by_html, by_any


def _give(node: nodes.Element, new: dict[str, str]) -> None:
    """Give an element its new identifiers, and those of the others that it names."""
    for key in ("ids", "backrefs"):
        if node.get(key):
            node[key] = [new[name] for name in node[key] if name in new]
    for key in ("names", "dupnames"):
        if node.get(key) and not is_foreign(node):
            node[key] = []

    def change(element: str, name: str, value: str) -> str:
        return new.get(value, value) if _identifies(element, name) else value

    if is_html(node):
        set_html(node, change_attributes(node.astext(), change))
    if any(name != changed for name, changed in new.items()):
        _change_names(node, lambda name, _: new.get(name, name))


def _change_names(node: nodes.Element, change: Change) -> None:
    """Let the names of elements that stand in an element's attributes be changed."""

    def in_html(element: str, name: str, value: str) -> str:
        if _names_others(name):
            return _WORD.sub(lambda word: change(word[0], True), value)
        return _URL.sub(lambda url: change(url[0], True), value)

    if is_html(node):
        set_html(node, change_attributes(node.astext(), in_html))
    for name, value in node.attributes.items():
        if name in OF_TREE or not (is_foreign(node) or _names_others(name)):
            continue
        is_for_html = _names_others(name)

        def changed(one: object, is_for_html: bool = is_for_html) -> object:
            if not isinstance(one, str):
                return one
            name = one.removeprefix("#")
            return one[: len(one) - len(name)] + change(name, is_for_html)

        node[name] = [changed(one) for one in value] if isinstance(value, list) else changed(value)


def _identifies(element: str, attribute: str) -> bool:
    return attribute == "id" or (attribute == "name" and element == "a")


def _names_others(attribute: str) -> bool:
    return attribute in NAMING or attribute.startswith(NAMING_PREFIXES)
