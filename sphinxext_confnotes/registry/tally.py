"""The line at the end of a build that says how many posts and talks it has.

It names the posts about a conference in which no talk was found, so that nobody takes an ordinary
page for a post that was read.  Called by ``setup()``.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.util import logging

from sphinxext_confnotes.registry.domain import domain_of

MOST_NAMED = 5
"""Posts that are named at most."""

LOGGER = logging.getLogger(__name__)


def tell(app: Sphinx, exception: Exception | None) -> None:
    """Log the line, if the project has posts.  Handler of ``build-finished``."""
    posts = [post for post in domain_of(app.env).posts.values() if post.is_post or post.talks]
    if exception is None and posts:
        LOGGER.info(
            line_of(
                [post.docname for post in posts if post.is_unread],
                len(posts),
                sum(len(post.talks) for post in posts),
            )
        )


def line_of(unread: list[str], posts: int, talks: int) -> str:
    """Return the line.

    :param unread: the posts about a conference without talks.
    """
    line = f"confnotes: {_counted(posts, 'post')}, {_counted(talks, 'talk')}"
    if not unread:
        return line
    named = ", ".join(sorted(unread)[:MOST_NAMED])
    more = f" and {len(unread) - MOST_NAMED} more" if len(unread) > MOST_NAMED else ""
    return f"{line}; no talk in {_counted(len(unread), 'post')} about a conference: {named}{more}"


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
