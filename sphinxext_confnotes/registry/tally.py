"""The line at the end of a build that says how many posts and talks it has.

It names the posts about a conference in which no talk was found, so that nobody takes an ordinary
page for a post that was read.  Called by ``setup()``.
"""

from __future__ import annotations

from collections.abc import Collection

from sphinx.application import Sphinx
from sphinx.util import logging

from sphinxext_confnotes.registry.domain import domain_of

MOST_NAMED = 5
"""Documents that a message names at most."""

LOGGER = logging.getLogger(__name__)


def tell(app: Sphinx, exception: Exception | None) -> None:
    """Log the line, if the project has posts.  Handler of ``build-finished``."""
    heads = {
        docname: head
        for docname, head in domain_of(app.env).heads.items()
        if head.is_post or head.talks
    }
    if exception is None and heads:
        unread = [docname for docname, head in heads.items() if head.is_unread]
        LOGGER.info(line_of(unread, len(heads), sum(head.talks for head in heads.values())))


def line_of(unread: list[str], posts: int, talks: int) -> str:
    """Return the line.

    :param unread: the posts about a conference without talks.
    """
    line = f"confnotes: {counted(posts, 'post')}, {counted(talks, 'talk')}"
    if not unread:
        return line
    return f"{line}; no talk in {counted(len(unread), 'post')} about a conference: {some(unread)}"


def some(names: Collection[str]) -> str:
    """Return some names in alphabetical order, and how many more there are."""
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return ", ".join(sorted(names)[:MOST_NAMED]) + more


def counted(number: int, noun: str) -> str:
    """Return a number of things, with their noun."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
