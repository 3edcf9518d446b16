"""The warnings of the extension: one logger, and every subtype with what it is about.

Called from everywhere; imports nothing of the package.  Each warning names the author's file and
line, says what was expected and what was done instead, and can be silenced by adding
``confnotes`` or ``confnotes.SUBTYPE`` to ``suppress_warnings``.
"""

from __future__ import annotations

import reprlib
from enum import Enum

from docutils import nodes
from sphinx.util import logging

_logger = logging.getLogger(__name__)

TYPE = "confnotes"

LONGEST_VALUE = 100
"""Characters of what an author wrote that a message repeats."""

_PARTS = reprlib.Repr()
_PARTS.maxlevel = 2


class Subtype(Enum):
    """The subtypes of warnings."""

    CONFIG = "config"
    """A configuration value is of the wrong type or not among the choices; the default is used.
    Or an entry of `confnotes_defaults`, `confnotes_programmes`, `confnotes_others` or
    `confnotes_pages` can't be read; it is ignored.  Or another parser of Markdown is listed;
    posts in Markdown aren't read."""
    DATE = "date"
    """A date can't be read; the post is on no day, or the talk has its post's date."""
    TIME = "time"
    """A time can't be read; the talk has none."""
    TIMEZONE = "timezone"
    """A time zone isn't known; times are shown without one."""
    OPTION = "option"
    """An option, filter, field or front-matter key isn't known or its value can't be read."""
    URL = "url"
    """An address isn't ``http(s)``, ``mailto`` or a local path; it isn't linked."""
    EMPTY = "empty"
    """A talk has no title or no notes, or a note no text."""
    NESTING = "nesting"
    """A note is outside of a talk, a talk is inside another one, or nesting is too deep, and
    left as text."""
    HIDDEN = "hidden"
    """A ``%%`` at the beginning of a line has no closing ``%%``; what follows is shown."""
    UNCLEAR = "unclear"
    """A TLDR in prose may belong to a talk whose title isn't recognised; it stays text."""
    DUPLICATE = "duplicate"
    """Two talks have the same name; the later one is renamed."""
    CONTRADICTION = "contradiction"
    """Two posts disagree about a fact of the same talk; lists show the earlier one's."""
    FRONTMATTER = "frontmatter"
    """The front matter can't be read as it is."""
    PERMALINK = "permalink"
    """An address that should redirect to a post leaves the site, or belongs to another post, page
    or file; no redirect is written."""
    PUBLISH = "publish"
    """A file that is to be published, or a page of a speaker, tag, conference or author, has the
    name of a page or file of the site; that one stays.
    Or the project's template for such a file can't be rendered; the extension's own is used."""
    PROGRAMME = "programme"
    """A file of a conference's programme can't be read, or an entry in it; no talk is joined with
    that.  Or no talk of the conference's posts is in its programme, or nothing there has the name
    that a talk or a `programme` directive gives."""
    OTHER = "other"
    """The data of another site can't be read, or an entry in it; the site or the entry is left out.
    Or its address isn't known; nothing leads there."""
    TOCTREE = "toctree"
    """Posts are in no toctree, so a document of all pages lacks them, and no list in it shows them.
    Posts whose front matter says `orphan` aren't named."""
    REFERENCE = "reference"
    """A reference has no target, or several talks match and the first is used."""


def shown(value: object) -> str:
    """Return what an author wrote, for a message: on one line, visible, and cut where it is long.

    Front matter may hold lists within lists that are small in YAML, where they refer to each
    other, and endless when they are written out.
    """
    text = _PARTS.repr(value) if isinstance(value, list | dict | set) else str(value)
    if len(text) > LONGEST_VALUE:
        text = f"{text[:LONGEST_VALUE]}…"
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
    )


def warn(
    subtype: Subtype, message: str, location: nodes.Node | tuple[str, int | None] | str | None
) -> None:
    """Log a warning.

    :param message: one sentence of what is wrong and was expected, one of what is done instead.
    :param location: a node of the source, a document name and a line, or ``file:line``.
    """
    _logger.warning(message, type=TYPE, subtype=subtype.value, location=location)
