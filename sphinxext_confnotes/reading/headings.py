"""A post's sections, put under its title, so that a post is one page with one title.

Two steps, for posts only.  ``source-read``: MyST warns about a Markdown file whose headings
start at the second level, though the title is in the front matter; so the headings of a post are
set to the levels that they have by nesting, in place, each on its own line.  Then a transform
makes the front matter's title the page's title and everything else its content.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from sphinxext_confnotes import words
from sphinxext_confnotes.reading import depth, frontmatter, state

MARKDOWN = ("markdown", "myst-nb")
"""The file types of MyST-Parser and MyST-NB."""

_LOWER_HEADING = re.compile(r"^ {0,3}(?:#{2,6}(?:[ \t]|$)|-+[ \t]*$)", re.MULTILINE)
_HASHES = re.compile(r"#{1,6}")


class SourceReader:
    """The reader of sources of one build; ``setup()`` connects its method."""

    def __init__(self) -> None:
        self._parser: MarkdownIt | None = None

    def read(self, app: Sphinx, docname: str, content: list[str]) -> None:
        """Read the front matter of a Markdown file, and set the headings of a post by nesting.

        Handler of ``source-read``.
        """
        reading = state.Reading(source="" if _is_notebook(app.env, docname) else content[0])
        state.begin(app.env, reading)
        if not _is_markdown(app.env, docname):
            return
        source = content[0]
        given = frontmatter.of_markdown(source, docname)
        reading.matter = matter = frontmatter.FrontMatter.read(given, docname)
        reading.levels = {}
        if not matter.is_post:
            return
        content[0] = source = depth.bounded(source, lambda: self._get_parser(app.env), docname)
        if _LOWER_HEADING.search(source):
            headings = self._headings(app.env, source)
            reading.levels = {
                token.map[0] + 1: int(token.tag[1]) for token in headings if token.map
            }
            content[0] = _by_nesting(source, headings)

    def _headings(self, env: BuildEnvironment, source: str) -> list[Token]:
        """Return the headings that MyST will find: not those in quotes, lists and fences."""
        tokens = depth.blocks(re.sub(r"\r\n?", "\n", source), self._get_parser(env))
        return [token for token in tokens if token.type == "heading_open" and token.level == 0]

    def _get_parser(self, env: BuildEnvironment) -> MarkdownIt:
        if self._parser is None:
            # Only here: a build that reads nothing shouldn't have to load the parser.
            from myst_parser.parsers.mdit import create_md_parser

            self._parser = create_md_parser(env.myst_config, RendererHTML)  # type: ignore[attr-defined]
        return self._parser


class PutHeadingsUnderTitle(SphinxTransform):
    """Make everything in a post the content of one section, with the post's title.

    The title is the front matter's; or the post's first heading, when nothing stands before it;
    or else the words of the file's name.  A first heading that repeats the front matter's title
    is the title itself.
    """

    # Before Locale (20), which then translates the title as it does every other.
    default_priority = 15

    def apply(self, **kwargs: Any) -> None:
        """Run on the document, if it is a post."""
        reading = state.current(self.env)
        if reading.levels is None:
            given = frontmatter.of_fields(self.document)
            reading.matter = frontmatter.FrontMatter.read(given, self.env.docname)
        if reading.matter.is_post:
            page = self._put_under_title(reading)
            if reading.matter.draft:
                mark = nodes.strong("", words.draft())
                page.insert(1, nodes.paragraph("", "", mark, classes=["confnotes-draft"]))

    def _put_under_title(self, reading: state.Reading) -> nodes.section:
        head, rest = self._split_head()
        first = next((node for node in rest if not isinstance(node, nodes.Invisible)), None)
        if isinstance(first, nodes.section) and self._is_title(first, reading):
            page = first
            start = rest.index(page) + 1
            self.document.children = [*head, *rest[:start]]
            page.extend(rest[start:])
        else:
            page = self._make_section(reading)
            self.document.children = []
            self.document.extend(head)
            page.extend(rest)
            self.document += page
        return page

    def _split_head(self) -> tuple[list[nodes.Node], list[nodes.Node]]:
        """Split off the front matter, which has to stay at the document's beginning."""
        children = list(self.document.children)
        for index, node in enumerate(children):
            if isinstance(node, nodes.field_list):
                return children[: index + 1], children[index + 1 :]
            if not frontmatter.is_before_fields(node):
                break
        return [], children

    def _is_title(self, section: nodes.section, reading: state.Reading) -> bool:
        title = reading.matter.title
        made_by_myst = reading.levels is not None and self.config.myst_title_to_header
        return not title or made_by_myst or _same_words(title, section[0].astext())

    def _make_section(self, reading: state.Reading) -> nodes.section:
        text = reading.matter.title or frontmatter.words_of_name(self.env.docname)
        title = nodes.title(text, text)
        section = nodes.section("", title)
        for node in (section, title):
            node.source, node.line = self.document["source"], reading.matter.title_line
        if self._guards_dollars(reading):
            # As MyST does with a page's first heading.
            section["classes"] += ["tex2jax_ignore", "mathjax_ignore"]
        section["names"].append(nodes.fully_normalize_name(text))
        self.document.note_implicit_target(section)
        return section

    def _guards_dollars(self, reading: state.Reading) -> bool:
        return reading.levels is not None and bool(self.config.myst_update_mathjax)


def _is_markdown(env: BuildEnvironment, docname: str) -> bool:
    name = PurePosixPath(env.doc2path(docname)).name
    file_type = next(
        (kind for suffix, kind in env.config.source_suffix.items() if name.endswith(suffix)), None
    )
    return file_type in MARKDOWN and not _is_notebook(env, docname)


def _is_notebook(env: BuildEnvironment, docname: str) -> bool:
    return str(env.doc2path(docname)).endswith(".ipynb")


def _by_nesting(source: str, headings: list[Token]) -> str:
    """Give each heading the level that it has by nesting, on the line where it stands."""
    lines = source.split("\n")
    ancestors: list[int] = []
    for token in headings:
        level = int(token.tag[1])
        ancestors = [ancestor for ancestor in ancestors if ancestor < level]
        ancestors.append(level)
        depth = len(ancestors)
        if token.map is None or depth == level:
            continue
        if token.markup.startswith("#"):
            at = token.map[0]
            lines[at] = _HASHES.sub("#" * depth, lines[at], count=1)
        else:
            # Underlined headings have two levels, so only the second can change: to the first.
            at = token.map[1] - 1
            lines[at] = lines[at].replace("-", "=")
    return "\n".join(lines)


def _same_words(one: str, other: str) -> bool:
    return one.casefold().split() == other.casefold().split()
