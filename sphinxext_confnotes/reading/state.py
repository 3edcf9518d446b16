"""What is known of the document that is being read, until it is finished.

Made by ``headings`` before anything is parsed, read by the rest of ``reading`` and by
``collecting``.  It lives in Sphinx's own store for one document, which Sphinx empties.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from docutils import nodes
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
    originals: Mapping[int, Sequence[nodes.Node]] = field(default_factory=dict)
    """What paragraphs and titles held before they were translated, by their identity; nothing
    where the project has no translations."""
    source: str = ""
    """The text of its file, as its author shows it; nothing of a notebook."""
    has_hidden: bool = False
    """Whether its author hides something in that text, which `source` is without."""
    has_notes: bool = False
    """Whether a talk or a note was made."""


def begin(env: BuildEnvironment, reading: Reading) -> None:
    """Note what is known of the current document."""
    env.temp_data[_KEY] = reading


def current(env: BuildEnvironment) -> Reading:
    """Return what is known of the current document."""
    return cast("Reading", env.temp_data[_KEY])


def note_notes(env: BuildEnvironment) -> None:
    """Note that the current document has a talk or a note."""
    current(env).has_notes = True
