"""A post's sections, put under its title, so that a post is one page with one title.

Two steps, for posts only.  ``source-read``: MyST warns about a Markdown file whose headings
start at the second level, though the title is in the front matter; so the headings of a post are
set to the levels that they have by nesting, in place, each on its own line.  Then a transform
makes the front matter's title the page's title and everything else its content.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform

from sphinxext_confnotes import wording
from sphinxext_confnotes.config import Config, has_programmes
from sphinxext_confnotes.reading import (
    current_document,
    defaults,
    frontmatter,
    hidden_text,
    loose_headings,
    nesting_limit,
    quarto_blocks,
    raw_frontmatter,
)
from sphinxext_confnotes.reading.embeds import ProjectFiles
from sphinxext_confnotes.reading.headers import as_yaml, find_comments
from sphinxext_confnotes.reading.markdown_headings import Heading, find_headings
from sphinxext_confnotes.reading.programme_joins import ProgrammeJoins
from sphinxext_confnotes.reading.project_programmes import ProjectProgrammes

if TYPE_CHECKING:
    from myst_parser.config.main import MdParserConfig

    from sphinxext_confnotes.recognition.lexicon import Lexicon

MARKDOWN = ("markdown", "myst-nb")
"""The file types of MyST-Parser and MyST-NB."""

POST_SYNTAX = ("colon_fence", "dollarmath")
"""The extensions of MyST that a post is read with, beside those of its project."""

_LOWER_HEADING = re.compile(r"^ {0,3}(?:#{2,6}(?:[ \t]|$)|-+[ \t]*$)", re.MULTILINE)
_HASHES = re.compile(r"#{1,6}")
_MARKUP = re.compile(r"[*_`\\]")

OVER_TITLE = (
    nodes.Invisible,
    nodes.raw,
    nodes.image,
    nodes.figure,
    nodes.block_quote,
    nodes.transition,
    nodes.topic,
    nodes.pending,
    nodes.system_message,
    nodes.Admonition,
    nodes.target,
    nodes.container,
    nodes.emphasis,
    nodes.strong,
)
"""The nodes that may precede the title of a page, as a block or in a paragraph of its own."""


class SourceReader:
    """The reader of sources of one build; ``setup()`` connects its methods."""

    def __init__(self) -> None:
        self._programmes: ProjectProgrammes | None = None
        self._parser: MarkdownIt | None = None
        self._given: MdParserConfig | None = None
        self._lexicon: Lexicon | None = None
        self._files: ProjectFiles | None = None

    def begin(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Begin with the files and programmes of this build.

        Handler of ``env-before-read-docs``.
        """
        self._files = ProjectFiles(env)
        if has_programmes(app):
            self._programmes = ProjectProgrammes(app)
            self._programmes.load_before_reading(app, docnames)

    def read(self, app: Sphinx, docname: str, content: list[str]) -> None:
        """Read the front matter of a Markdown file, and prepare a post for its parser.

        Its headings are set by nesting, and MyST reads it with the syntax that posts need.
        Handler of ``source-read``.
        """
        env = app.env
        file, source = str(env.doc2path(docname)), content[0]
        if current_document.is_nested(env, file):
            return
        self._give_back(env)
        is_notebook = file.endswith(".ipynb")
        reading = current_document.CurrentDocument(
            file,
            source="" if is_notebook else source,
            files=self._files,
            get_lexicon=partial(self._get_lexicon, env),
            joins=ProgrammeJoins(self._programmes) if self._programmes else None,
        )
        current_document.begin(env, reading)
        if not _is_markdown(env, docname):
            reading.comments = find_comments(source)
            return
        given = (
            raw_frontmatter.of_notebook(source)
            if is_notebook
            else raw_frontmatter.of_markdown(source)
        )
        reading.matter = _read(given, reading, env, docname)
        reading.levels = {}
        if not reading.matter.is_post:
            return
        reading.matter.warn(docname)
        self._extend(env)
        if is_notebook:
            return
        if given.header:
            source = as_yaml(source, given.header)
        get_parser = partial(self._get_parser, env)
        source, reading.has_hidden = hidden_text.without_hidden(source, get_parser, docname)
        source = quarto_blocks.mend(source)
        reading.source = source
        content[0] = source = nesting_limit.limit_nesting(source, get_parser, docname)
        content[0] = source = loose_headings.mend(source, get_parser)
        if _LOWER_HEADING.search(source):
            headings = self._headings(env, source)
            reading.levels = {heading.line + 1: heading.level for heading in headings}
            content[0] = _by_nesting(source, headings)

    def finish(self, app: Sphinx, doctree: nodes.document) -> None:
        """Let MyST read the next document as the project has it.

        Handler of ``doctree-read``.
        """
        if not current_document.is_nested(app.env, doctree["source"]):
            self._give_back(app.env)

    def _extend(self, env: BuildEnvironment) -> None:
        """Let MyST read a post with colon fences and formulas between dollars.

        MyST-Parser and MyST-NB both take the configuration from ``env.myst_config`` when they
        parse a document, and the keys of its own front matter over that.  To put the names into
        ``myst_enable_extensions`` would change all other pages, and to put them into a post's
        front matter the lines of the post.
        """
        given: MdParserConfig = env.myst_config  # type: ignore[attr-defined]
        names = {*given.enable_extensions, *POST_SYNTAX}
        changes: dict[str, Any] = {"enable_extensions": names}
        if "dollarmath" not in given.enable_extensions:
            # The project doesn't use dollars for formulas, so two prices should stay prices.
            changes |= {"dmath_allow_digits": False, "dmath_double_inline": True}
            # MyST would tell MathJax to ignore the page except for formulas that MyST has
            # configured it to find, which it hasn't in this project.
            changes["update_mathjax"] = False
        self._given = given
        env.myst_config = given.copy(**changes)  # type: ignore[attr-defined]

    def _give_back(self, env: BuildEnvironment) -> None:
        if self._given is not None:
            env.myst_config = self._given  # type: ignore[attr-defined]
            self._given = None

    def _headings(self, env: BuildEnvironment, source: str) -> list[Heading]:
        """Return the headings that MyST will find."""
        myst: MdParserConfig = env.myst_config  # type: ignore[attr-defined]
        is_other = myst.commonmark_only or myst.gfm_only or bool(myst.disable_syntax)
        get_parser = partial(self._get_parser, env)
        return find_headings(_with_line_feeds(source), get_parser, is_myst=not is_other)

    def _get_lexicon(self, env: BuildEnvironment) -> Lexicon:
        """Return the words by which talks are recognised, which are read for the first post."""
        if self._lexicon is None:
            # Imported here so that a build that reads no post needn't load it.
            from sphinxext_confnotes.reading.kept_words import vocabulary_of
            from sphinxext_confnotes.recognition.lexicon import load_lexicon

            own = Config.of(env.config).prose_labels
            self._lexicon = load_lexicon(own, vocabulary_of(env.doctreedir))
        return self._lexicon

    def _get_parser(self, env: BuildEnvironment) -> MarkdownIt:
        if self._parser is None:
            # Imported here so that a build that reads nothing needn't load the parser.
            from myst_parser.parsers.mdit import create_md_parser

            self._parser = create_md_parser(env.myst_config, RendererHTML)  # type: ignore[attr-defined]
        return self._parser


class PutHeadingsUnderTitle(SphinxTransform):
    """Make everything in a post the content of one section, with the post's title.

    The title is the front matter's; or else the heading that has a higher level than all others,
    wherever it stands; or the first of several such, when at most what stands over a title is
    before it; or else the words of the file's name.  A first heading that repeats the front
    matter's title is the title itself.  What stands over a title stays there.

    Run before Locale (20), which then translates this title like any other.
    """

    def apply(self, **kwargs: Any) -> None:
        """Run on the document, if it is a post."""
        reading = current_document.current(self.env, self.document)
        if reading.levels is None:
            comments = reading.comments
            given = (
                raw_frontmatter.of_header(comments)
                if comments
                else raw_frontmatter.of_fields(self.document)
            )
            reading.matter = _read(given, reading, self.env, self.env.docname)
            if reading.matter.is_post:
                reading.matter.warn(self.env.docname)
                raw_frontmatter.put_over_title(self.document)
        if reading.has_notes and not reading.matter.is_post:
            # Only now is it known that the document has notes.
            reading.matter.warn(self.env.docname)
        if reading.matter.is_post:
            page = self._put_under_title(reading)
            if reading.matter.draft:
                mark = nodes.strong("", wording.draft())
                page.insert(1, nodes.paragraph("", "", mark, classes=["confnotes-draft"]))

    def _put_under_title(self, reading: current_document.CurrentDocument) -> nodes.section:
        head, rest = self._split_head()
        page = self._find_title(rest, reading)
        is_made = reading.levels is not None and self.config.myst_title_to_header
        reading.has_heading = page is not None and not (reading.matter.title and is_made)
        if page is None:
            page = self._make_section(reading)
            self.document.children = []
            # docutils doesn't allow a transition right behind a title.
            lines = 1 if rest and isinstance(rest[0], nodes.transition) else 0
            self.document.extend([*head, *rest[:lines]])
            page.extend(rest[lines:])
            self.document += page
            return page
        at = rest.index(page)
        before, behind = rest[:at], rest[at + 1 :]
        sections = next((i for i, node in enumerate(before) if _is_section(node)), at)
        # Sphinx names a page by its first section, so none may precede this one.
        page[1:1] = before[sections:]
        self.document.children = [*head, *before[:sections], page]
        page.extend(behind)
        return page

    def _find_title(
        self, rest: list[nodes.Node], reading: current_document.CurrentDocument
    ) -> nodes.section | None:
        """Return the section whose heading is the title of the post, if there is one."""
        sections = [node for node in rest if isinstance(node, nodes.section)]
        if not sections:
            return None
        first = sections[0]
        stands_first = all(map(_may_stand_over_title, rest[: rest.index(first)]))
        if title := reading.matter.title:
            is_made_by_myst = reading.levels is not None and self.config.myst_title_to_header
            if is_made_by_myst and self._is_repeated(first, sections[1:2], title):
                self._take_heading(first, sections[1])
                rest.remove(sections[1])
            is_title = is_made_by_myst or _same_words(title, first)
            return first if stands_first and is_title else None
        levels = [self._level(section, reading) for section in sections]
        highest = [one for one, level in zip(sections, levels, strict=True) if level == min(levels)]
        return highest[0] if len(highest) == 1 or (stands_first and highest[0] is first) else None

    def _level(self, section: nodes.section, reading: current_document.CurrentDocument) -> int:
        """Return the level of a section as its author typed it; in other markup all are equal."""
        return reading.levels.get(section.line or 0, 1) if reading.levels else 1

    def _is_repeated(
        self, page: nodes.section, others: Sequence[nodes.section], title: str
    ) -> bool:
        return bool(others) and len(page) == 1 and _same_words(title, others[0])

    def _take_heading(self, page: nodes.section, other: nodes.section) -> None:
        """Put into a section that has its title only what another one has, its title included."""
        page["ids"] += other["ids"]
        page["names"] += other["names"]
        for identifier in other["ids"]:
            self.document.ids[identifier] = page
        page.children = []
        page += other.children

    def _split_head(self) -> tuple[list[nodes.Node], list[nodes.Node]]:
        """Split off the front matter, which has to stay at the document's beginning."""
        children = list(self.document.children)
        for index, node in enumerate(children):
            if isinstance(node, nodes.field_list):
                return children[: index + 1], children[index + 1 :]
            if not raw_frontmatter.is_before_fields(node):
                break
        return [], children

    def _make_section(self, reading: current_document.CurrentDocument) -> nodes.section:
        text = reading.matter.title or frontmatter.words_of_name(self.env.docname)
        title = nodes.title(text, text)
        section = nodes.section("", title)
        for node in (section, title):
            node.source, node.line = self.document["source"], reading.matter.title_line
        if self._guards_dollars(reading):
            # MyST does the same with a page's first heading.
            section["classes"] += ["tex2jax_ignore", "mathjax_ignore"]
        section["names"].append(nodes.fully_normalize_name(text))
        self.document.note_implicit_target(section)
        return section

    def _guards_dollars(self, reading: current_document.CurrentDocument) -> bool:
        # Sphinx has no type for what MyST keeps there.
        myst: MdParserConfig = self.env.myst_config  # type: ignore[attr-defined]
        return reading.levels is not None and myst.update_mathjax


def _read(
    given: raw_frontmatter.RawFrontMatter,
    reading: current_document.CurrentDocument,
    env: BuildEnvironment,
    docname: str,
) -> frontmatter.FrontMatter:
    """Read the front matter of a document, with what the project has for its folder."""
    found = defaults.of_document(docname, env.config[defaults.NAME])
    return frontmatter.FrontMatter.read(
        defaults.complete(given, found),
        docname,
        names_conference=lambda text: _names_conference(text, reading.get_lexicon()),
    )


def _names_conference(text: str, lexicon: Lexicon) -> bool:
    from sphinxext_confnotes.recognition.events import has_year

    return has_year(text) or bool(lexicon.events.named_in(text))


def _is_markdown(env: BuildEnvironment, docname: str) -> bool:
    name = PurePosixPath(env.doc2path(docname)).name
    file_type = next(
        (kind for suffix, kind in env.config.source_suffix.items() if name.endswith(suffix)), None
    )
    # Other Markdown parsers register the same file type.
    return file_type in MARKDOWN and hasattr(env, "myst_config")


def _with_line_feeds(source: str) -> str:
    """Return a source with the line ends that MyST makes of all others."""
    return re.sub(r"\r\n?", "\n", source)


def _by_nesting(source: str, headings: Sequence[Heading]) -> str:
    """Give each heading the level that it has by nesting, on the line where it stands."""
    lines = source.split("\n")
    ancestors: list[int] = []
    for heading in headings:
        ancestors = [ancestor for ancestor in ancestors if ancestor < heading.level]
        ancestors.append(heading.level)
        depth = len(ancestors)
        if depth == heading.level:
            continue
        if heading.is_underlined:
            # Underlined headings have two levels, so only the second can change: to the first.
            at = heading.end - 1
            lines[at] = lines[at].replace("-", "=")
        else:
            lines[heading.line] = _HASHES.sub("#" * depth, lines[heading.line], count=1)
    return "\n".join(lines)


def _same_words(written: str, section: nodes.section) -> bool:
    """Tell whether a title in plain text says what a heading does, whatever its markup."""
    title = section[0]
    assert isinstance(title, nodes.Element)
    found = {_words(title.astext()), _words(title.rawsource)}
    return _words(written) in found or _words(_MARKUP.sub("", written)) in found


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.casefold().split())


def _is_section(node: nodes.Node) -> bool:
    return isinstance(node, nodes.section)


def _may_stand_over_title(node: nodes.Node) -> bool:
    """Tell whether a node is such as people put over the title of a page.

    A picture, raw HTML, a motto, a line, a byline in italics, a table of contents.
    """
    if isinstance(node, nodes.paragraph):
        return all(map(_may_stand_over_title, node.children))
    if isinstance(node, nodes.reference):
        return any(isinstance(part, nodes.image) for part in node.children)
    if isinstance(node, nodes.Text):
        return not node.strip()
    return isinstance(node, OVER_TITLE)
