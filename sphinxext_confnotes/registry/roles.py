"""The roles for references to posts, talks, days and subjects, and the links they become.

``domain`` has the roles; ``references`` finds what they lead to, and ``rendering`` makes links too.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from docutils import nodes
from sphinx.builders import Builder
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.errors import NoUri
from sphinx.roles import XRefRole

from sphinxext_confnotes.nodes import ORIGIN
from sphinxext_confnotes.notes.records import Place

SHORT = "conf:short"
"""The attribute of a reference that shows the short form of a title."""


class ConfRole(XRefRole):
    """A reference to an object of the domain; without a text of its own it shows the title.

    ``~`` before the target shows a short form of that, and ``!`` makes no link, as in Sphinx's
    own domains.
    """

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: nodes.Element,
        has_explicit_title: bool,
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Note where the reference was written: a copy of it is resolved on another page."""
        refnode[ORIGIN] = env.docname
        target = " ".join(target.split())
        if not has_explicit_title and target.startswith("~"):
            refnode[SHORT] = True
            title = target = target[1:].lstrip()
        return title, target


def link(
    builder: Builder, showing: str, place: Place, content: Iterable[nodes.Node]
) -> nodes.reference:
    """Return a reference from a document to a place.

    :raises sphinx.errors.NoUri: where the builder has no address for it.
    """
    address = address_of(builder, showing, place)
    if place.is_elsewhere:
        return nodes.reference("", "", *content, refuri=address)
    return nodes.reference("", "", *content, internal=True, refuri=address)


def address_of(builder: Builder, showing: str, place: Place) -> str:
    """Return the address of a place, from a document.

    :raises sphinx.errors.NoUri: where the builder has none for it.
    """
    if place.is_elsewhere:
        if not place.address:
            raise NoUri(place.docname)
        return place.address
    address = builder.get_relative_uri(showing, place.docname)
    if builder.name == "singlehtml" and not _is_in_root(builder.env, place.docname):
        # It has an address for every document, and only pages of toctrees.
        raise NoUri(place.docname)
    if place.anchor:
        # In singlehtml each document has an anchor for its address, and an address has one only.
        address = ("" if address.startswith("#") else address) + f"#{place.anchor}"
    return address


def _is_in_root(env: BuildEnvironment, docname: str) -> bool:
    """Tell whether the toctrees below the first page have a document."""
    root: str = env.config.root_doc
    found, todo = {root}, [root]
    while todo:
        new = [one for one in env.toctree_includes.get(todo.pop(), ()) if one not in found]
        found.update(new)
        todo += new
    return docname in found


def standard_domain(env: BuildEnvironment) -> StandardDomain:
    """Return Sphinx's own domain, which has all labels."""
    return cast("StandardDomain", env.get_domain("std"))
