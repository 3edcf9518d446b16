"""Callouts of Obsidian and alerts of GitHub: quotes that begin with their type in brackets.

``obsidian`` calls `read_callout` with each quote of a post.  What a callout says of a talk is for
``recognition`` to tell, from its type and its title.  See https://help.obsidian.md/callouts.
"""

from __future__ import annotations

import re

from docutils import nodes

from sphinxext_confnotes.reading.current_document import Callout
from sphinxext_confnotes.reading.prose.lines import split, trim
from sphinxext_confnotes.reading.prose.pieces import piece

_HEAD = re.compile(r"\[!(?P<kind>[^\W_][\w -]*?)\s*(?:\|[^\]\n]*)?\][+-]?(?:[ \t]+|$)")
"""The type, perhaps with what a theme makes of it, and the sign by which it is folded."""

_OF_DOCUTILS: dict[str, type[nodes.Element]] = {
    cls.__name__: cls
    for cls in (
        *(nodes.attention, nodes.caution, nodes.danger, nodes.error, nodes.hint),
        *(nodes.important, nodes.note, nodes.tip, nodes.warning),
    )
}
"""The admonitions whose titles Sphinx has in every language."""


def read_callout(quote: nodes.Element) -> tuple[nodes.Element, Callout] | None:
    """Put an admonition in the place of a quote that is a callout, and return it.

    The words behind the type are the title; where nothing follows, they are what it says.
    """
    first = next(iter(quote.children), None)
    if not isinstance(first, nodes.paragraph) or not first.rawsource.lstrip().startswith("[!"):
        return None
    line, *others = split(first.children)
    text = next(iter(line.inline), None)
    head = _HEAD.match(text) if isinstance(text, nodes.Text) else None
    if (
        not isinstance(text, nodes.Text)
        or head is None
        or any(isinstance(child, nodes.attribution) for child in quote.children)
    ):
        return None
    kind = head["kind"]
    line.inline[0] = nodes.Text(text[head.end() :])
    words = trim(line.inline)
    rest = piece(others, first, True) if others else None
    if rest is None and len(quote) == 1:
        if not words:
            return None
        line.inline, line.end, words = words, [], []
        rest = piece([line], first, True)
    content = [node for node in (rest, *quote.children[1:]) if node is not None]
    title = _title(first, words) if words else None
    cls = _OF_DOCUTILS.get(kind.casefold(), nodes.admonition)
    callout = nodes.admonition() if title is not None else cls()
    for key in ("ids", "names"):
        callout[key] = quote[key]
    callout["classes"] = [*quote["classes"], class_of(kind)]
    callout.source, callout.line = quote.source, quote.line
    if isinstance(callout, nodes.admonition):
        callout += title if title is not None else _title(first, [nodes.Text(_name(kind))])
    if rest is None and title is not None:
        title.rawsource = first.rawsource
    callout += content
    quote.replace_self(callout)
    return callout, Callout(kind, title)


def class_of(kind: str) -> str:
    """Return the class of an admonition by its type, by which themes colour it."""
    return nodes.make_id(kind) or "admonition"


def _title(paragraph: nodes.Element, words: list[nodes.Node]) -> nodes.title:
    title = nodes.title("", "", *words)
    title.source, title.line = paragraph.source, paragraph.line
    return title


def _name(kind: str) -> str:
    """Return a type as a title, as Obsidian shows it."""
    if kind.casefold() == "tldr":
        return "TLDR"
    return kind.capitalize() if kind.isupper() else kind[:1].upper() + kind[1:]
