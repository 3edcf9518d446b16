"""The markup of words that lead somewhere: speakers, tags, conferences, authors.

Called by ``lowering.html``, ``post_head`` and the room ``overviews``, so that such a link is the
same wherever it stands.
"""

from __future__ import annotations

from html import escape

from sphinx.builders import Builder

from sphinxext_confnotes.notes.records import Place
from sphinxext_confnotes.registry.roles import address_of


def linked(
    builder: Builder,
    showing: str,
    place: Place | None,
    word: str,
    *,
    names: str = "",
    rel: str = "",
) -> str:
    """Return a word as a link to a place, or as text where there is none.

    :param showing: the page that it stands on.
    :param names: classes of the link, with spaces between them.
    """
    if place is None:
        return escape(word)
    address = escape(address_of(builder, showing, place))
    kind = "external" if place.is_elsewhere else "internal"
    classes = f"{names} reference {kind}".lstrip()
    relation = f' rel="{rel}"' if rel else ""
    return f'<a class="{classes}"{relation} href="{address}">{escape(word)}</a>'
