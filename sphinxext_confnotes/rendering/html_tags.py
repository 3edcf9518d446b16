"""HTML elements that docutils has no node for, around nodes that it has.

An ``article``, a ``nav`` and ``details`` need tags, and the extension has no visitors, so the tags
are raw nodes, made and escaped here.  Called by ``lowering.html`` and ``related`` for builders
whose format is HTML; other builders skip raw HTML.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from docutils import nodes


def element(name: str, content: Iterable[nodes.Node], **attributes: str) -> list[nodes.Node]:
    """Return nodes between the tags of an element.

    :param attributes: names, with an underscore at the end where it is a keyword of Python and
        underscores instead of hyphens, and texts; escaped here.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    return [_raw(f"<{name}{written}>"), *content, _raw(f"</{name}>")]


def _raw(markup: str) -> nodes.raw:
    return nodes.raw("", f"{markup}\n", format="html")
