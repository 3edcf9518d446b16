"""The state of the document that is being read.

The front matter is read before parsing and needed until the document is collected.  It is kept in
Sphinx's store for one document, which Sphinx empties, and reached through the functions here rather
than as an attribute of ``env``.  Made by ``headings``; read by the rest of ``reading`` and by
``registry.extract``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.doctree import find
from sphinxext_confnotes.nodes import confnotes_comment, confnotes_talk, confnotes_tldr
from sphinxext_confnotes.reading.embeds import ProjectFiles
from sphinxext_confnotes.reading.frontmatter import FrontMatter
from sphinxext_confnotes.reading.headers import Header
from sphinxext_confnotes.reading.programme_joins import ProgrammeJoins

if TYPE_CHECKING:
    from sphinxext_confnotes.recognition.lexicon import Lexicon
    from sphinxext_confnotes.recognition.outline import Outline
    from sphinxext_confnotes.recognition.plan import Plan

_KEY = "confnotes_reading"


class Callout(NamedTuple):
    """Keep the head of a callout as its author wrote it."""

    kind: str
    """The type, as it was typed."""
    title: nodes.title | None
    """None when there is none, or it only repeats the type."""


def _load_lexicon() -> Lexicon:
    # Imported here so that a build that reads no post needn't load what recognises its talks.
    from sphinxext_confnotes.recognition.lexicon import load_lexicon

    return load_lexicon()


@dataclass(slots=True)
class CurrentDocument:
    """The document that is being read."""

    file: str = ""
    """The path of its source."""
    matter: FrontMatter = field(default_factory=FrontMatter)
    levels: Mapping[int, int] | None = None
    """Line of a Markdown heading to its level in the source; a heading that isn't in it has
    level 1.  None for every other parser."""
    comments: Header | None = None
    """The header that comments at the beginning of a reStructuredText file are."""
    has_heading: bool = False
    """Whether the title of the post is a heading of its text."""
    written_titles: Mapping[int, str] = field(default_factory=dict)
    """The titles of talks before translation, by the identity of the node that holds each; empty
    where the project has no translations."""
    files: ProjectFiles | None = None
    """The files of the project; None where they aren't known."""
    get_lexicon: Callable[[], Lexicon] = _load_lexicon
    """Return the words by which talks are recognised in this project."""
    callouts: Mapping[int, Callout] = field(default_factory=dict)
    """The callouts of Obsidian, by the identity of the admonition that each has become."""
    joins: ProgrammeJoins | None = None
    """The entries of programmes that its talks are joined with; None where no project is read."""
    outline: Outline | None = None
    """The blocks of a post."""
    plan: Plan | None = None
    """What a post was read as."""
    source: str = ""
    """The text of its file, as its author shows it; nothing of a notebook."""
    has_hidden: bool = False
    """Whether its author hides something in that text, which `source` is without."""
    has_notes: bool = False
    """Whether a talk or a note was made."""

    @property
    def is_markdown_post(self) -> bool:
        """Whether it is a post, and no other parser than MyST's has read it."""
        return self.matter.is_post and self.levels is not None


def begin(env: BuildEnvironment, document: CurrentDocument) -> None:
    """Note what is known of the current document."""
    env.temp_data[_KEY] = document


def current(env: BuildEnvironment, document: nodes.document) -> CurrentDocument:
    """Return what is known of a document that is being read.

    One of which nothing is known is no post, whatever stands in it: others parse texts of their
    own, beside the documents of a project or while one of these is being read.
    """
    known = reading(env)
    if known is not None and not is_nested(env, document["source"]):
        return known
    notes = find(document, confnotes_talk, confnotes_tldr, confnotes_comment)
    return CurrentDocument(levels={}, has_notes=bool(notes))


def is_nested(env: BuildEnvironment, file: str) -> bool:
    """Tell whether a file is parsed while another one is being read."""
    known = reading(env)
    return known is not None and known.file != str(file)


def reading(env: BuildEnvironment) -> CurrentDocument | None:
    """Return what is known of the document of the project that is being read."""
    return cast("CurrentDocument | None", env.temp_data.get(_KEY))


def note_notes(env: BuildEnvironment) -> None:
    """Note that the current document has a talk or a note."""
    if known := reading(env):
        known.has_notes = True
