"""What is known of the document that is being read, until it is finished.

Made by the first of ``headings``' handlers, read by the rest of ``reading`` and by
``collecting``.  It lives in Sphinx's own store for one document, which Sphinx empties.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.reading.frontmatter import FrontMatter

_KEY = "confnotes_reading"


@dataclass(slots=True)
class Reading:
    """The document that is being read."""

    matter: FrontMatter = field(default_factory=FrontMatter)
    levels: Mapping[int, int] | None = None
    """Line of a Markdown heading to its level in the source; a heading that isn't in it has
    level 1.  None for every other parser."""
    has_talks: bool = False
    """Whether a talk was made, which then wants a name."""


def begin(env: BuildEnvironment, reading: Reading) -> None:
    """Note what is known of the current document."""
    env.temp_data[_KEY] = reading


def current(env: BuildEnvironment) -> Reading | None:
    """Return what is known of the current document, if anything is yet."""
    return cast("Reading | None", env.temp_data.get(_KEY))


def of_talk(env: BuildEnvironment) -> Reading:
    """Return what is known of a document that has talks, and note that it has."""
    reading = current(env)
    if reading is None:
        reading = Reading()
        begin(env, reading)
    reading.has_talks = True
    return reading
