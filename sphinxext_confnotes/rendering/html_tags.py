"""HTML elements that docutils has no node for, around nodes that it has.

An ``article``, a ``nav`` and ``details`` need tags, and the extension has no visitors, so the tags
are raw nodes, made and escaped here.  So are lines of short texts, each of which would else be
several nodes.  Called by ``lowering.html``, ``related`` and ``timetables`` for builders whose
format is HTML; other builders skip raw HTML.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from docutils import nodes

MARK = ("sd-badge", "confnotes-mark", "sd-bg-warning", "sd-bg-text-warning")
"""The classes of a highlight mark, a badge of sphinx-design."""


def element(name: str, content: Iterable[nodes.Node], **attributes: str) -> list[nodes.Node]:
    """Return nodes between the tags of an element.

    :param attributes: names, with an underscore at the end where it is a keyword of Python and
        underscores instead of hyphens, and texts; escaped here.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    return [raw(f"<{name}{written}>\n"), *content, raw(f"</{name}>\n")]


def raw(markup: str) -> nodes.raw:
    """Return a node that is written as it is."""
    return nodes.raw("", markup, format="html")


def span(names: str, text: str, spoken: str = "") -> str:
    """Return the markup of inline text.

    :param names: its classes, with spaces between them.
    :param spoken: what only screen readers are to read before it.
    """
    return span_of(names, escape(text), spoken)


def span_of(names: str, content: str, spoken: str = "") -> str:
    """Return the markup of inline content.

    :param content: its markup, with everything escaped.
    """
    before = f'<span class="confnotes-spoken">{escape(spoken)}</span>' if spoken else ""
    return f'<span class="{names}">{before}{content}</span>'
