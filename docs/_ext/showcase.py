"""What this documentation needs beside Sphinx: examples with their result, tables from the code.

``example`` shows a file of ``examples/snippets`` and what becomes of it.  ``gallery`` shows the
pictures of a theme that ``gallery.py`` has taken, see ``views``.  ``config-values``,
``warning-subtypes``, ``reason-table``, ``label-table``, ``field-table`` and ``schema-table`` are
made from the package's own declarations.
"""

from __future__ import annotations

import ast
import dataclasses
import inspect
import itertools
import json
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective
from sphinx_design.shared import create_component
from views import VIEWS

from sphinxext_confnotes import config, warnings
from sphinxext_confnotes.notes import fields
from sphinxext_confnotes.reading import current_document, frontmatter, obsidian, raw_frontmatter
from sphinxext_confnotes.reading.prose.planned import Planned
from sphinxext_confnotes.recognition import explain, plan, vocabulary

SNIPPETS = Path(__file__).parent.parent / "examples" / "snippets"
SCHEMA = Path(config.__file__).parent / "static" / "talks.schema.json"
LEAVE_OUT = "add its title to 'not-talks'"
QUOTED = re.compile(r"(?<!\w)'([^']+)'")
SYNTAXES = {"md": ("MyST", "markdown"), "rst": ("reST", "rst")}

OTHERS = (
    (
        "name",
        "The talk's name for [references](/references.md), which is also its anchor. Defaults to "
        "a name made from the title.",
    ),
    ("class", "CSS classes, separated by spaces."),
)
"""The options of ``talk`` that aren't fields, with what they are."""

REBUILD = {
    "env": "Changing it makes Sphinx read all documents again.",
    "html": "Changing it makes Sphinx write all HTML pages again.",
    "": "Changing it takes effect when a page is written again.",
}


class Example(SphinxDirective):
    """A snippet and its result, side by side where there is room.

    The argument is the name of the snippet, without ``.md`` or ``.rst``; where both are there, both
    are shown, and the result is that of the Markdown.  With ``post`` the snippet is lifted as the
    prose of a post is.  With ``below`` the result stands below the source; with ``no-result`` there
    is none, because it takes a whole post.
    """

    required_arguments = 1
    option_spec = {  # noqa: RUF012
        "post": directives.flag,
        "below": directives.flag,
        "no-result": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        """Return a grid of two cells."""
        sources = {}
        for suffix in SYNTAXES:
            path = SNIPPETS / f"{self.arguments[0]}.{suffix}"
            if path.exists():
                self.env.note_dependency(str(path))
                sources[suffix] = path.read_text("utf-8").strip()
        if "md" not in sources:
            raise self.error(f"no snippet is called {self.arguments[0]!r}")
        if "no-result" in self.options:
            return self._tabs(sources)
        result = self._result(sources["md"])
        columns = "1" if "below" in self.options else "2"
        classes = [f"sd-row-cols-{size}" for size in ("1", "xs-1", "sm-1", "md-1")]
        row = create_component("grid-row", ["sd-row", *classes, f"sd-row-cols-lg-{columns}"])
        row += create_component("grid-item", ["sd-col", "sd-mb-2"], children=self._tabs(sources))
        row += create_component("grid-item", ["sd-col", "example-result"], children=result)
        classes = ["sd-container-fluid", "sd-sphinx-override", "sd-mb-4", "example"]
        grid = create_component("grid-container", classes, children=[row])
        self.set_source_info(grid)
        return [grid]

    def _tabs(self, sources: dict[str, str]) -> list[nodes.Node]:
        if len(sources) == 1:
            return [_code(sources["md"], "md")]
        # Longer fences than any snippet has.
        inner, middle, outer = ("`" * length for length in (10, 11, 12))
        tabs = [
            f"{middle}{{tab-item}} {SYNTAXES[suffix][0]}\n:sync: {suffix}\n\n"
            f"{inner}{_language(text, suffix)}\n{text}\n{inner}\n{middle}"
            for suffix, text in sources.items()
        ]
        text = "\n\n".join([f"{outer}{{tab-set}}\n:sync-group: syntax", *tabs, outer])
        return self.parse_text_to_nodes(text)

    def _result(self, source: str) -> list[nodes.Node]:
        given = raw_frontmatter.of_markdown(source)
        if given.values:
            source = source.split("\n---\n", 1)[1]
        page = self._parse(source)
        if "post" in self.options:
            matter = frontmatter.FrontMatter.read(given, self.env.docname)
            reading = current_document.CurrentDocument(matter=matter)
            document = self.state.document
            obsidian.read_callouts(page, reading)
            obsidian.read_texts(page, self.env, reading)
            planned = Planned.of_page(document, page, [], self.env, reading)
            planned.carry_out(self.env, reading)
        # No section can stand in a cell.
        for section in reversed(list(page.findall(nodes.section))):
            if section is not page:
                title = section.pop(0)
                heading = nodes.rubric("", "", *title.children)
                section.parent[section.parent.index(section)] = nodes.container(
                    "", heading, *section.children, is_div=True
                )
        return page.children[1:]

    def _parse(self, source: str) -> nodes.section:
        # MyST puts a heading into the section above it, so the page's own are taken away meanwhile.
        renderer = self.state._renderer
        page = nodes.section("", nodes.title())
        page.document = self.state.document
        levels = renderer._level_to_section
        renderer._level_to_section = {0: page, 1: page}
        try:
            with renderer.current_node_context(page):
                renderer.nested_render_text(source, self.lineno, temp_root_node=page)
        finally:
            renderer._level_to_section = levels
        return page


class ConfigValues(SphinxDirective):
    """Every configuration value, from its declaration in ``config``."""

    def run(self) -> list[nodes.Node]:
        """Return a ``confval`` for each."""
        self.env.note_dependency(inspect.getfile(config))
        parts = []
        for field in dataclasses.fields(config.Config):
            about = field.metadata
            default = config.default(field)
            if isinstance(default, tuple):
                default = list(default)
            parts.append(
                f"````{{confval}} {config.PREFIX}{field.name}\n"
                f":type: {about['doc_type']}\n"
                f":default: `{default!r}`\n\n"
                f"{about['help']}\n\n{REBUILD[about['rebuild']]}\n````"
            )
        return self.parse_text_to_nodes("\n\n".join(parts))


def members_of(enumeration: type[StrEnum]) -> Iterator[tuple[str, str]]:
    """Yield the values of an enumeration, each with the docstring below it."""
    body = ast.parse(inspect.getsource(enumeration)).body[0].body
    for statement, below in itertools.pairwise(body):
        if isinstance(statement, ast.Assign):
            yield statement.value.value, below.value.value


class WarningSubtypes(SphinxDirective):
    """Every subtype of the warnings, with the docstring below it."""

    def run(self) -> list[nodes.Node]:
        """Return a table."""
        self.env.note_dependency(inspect.getfile(warnings))
        rows = ["| name | reason |", "| --- | --- |"]
        for name, text in members_of(warnings.Subtype):
            rows.append(f"| `{warnings.TYPE}.{name}` | {' '.join(text.split())} |")
        return self.parse_text_to_nodes("\n".join(rows))


class ReasonTable(SphinxDirective):
    """The reasons of ``explain``, with its own words for them."""

    def run(self) -> list[nodes.Node]:
        """Return a table."""
        self.env.note_dependency(inspect.getfile(explain))
        rows = ["| code | meaning | to change it |", "| --- | --- | --- |"]
        for name, text in members_of(plan.Reason):
            reason = plan.Reason(name)
            is_talk = text.startswith("A talk")
            edit = LEAVE_OUT if is_talk else explain.EDITS.get(reason, explain.LABEL_IT)
            words = QUOTED.sub(r"`\1`", f"{explain.WHY[reason]} | {edit}")
            rows.append(f"| `{reason}` | {words} |")
        return self.parse_text_to_nodes("\n".join(rows))


class LabelTable(SphinxDirective):
    """The labels of the prose form by what they introduce, in English, from its file of words."""

    def run(self) -> list[nodes.Node]:
        """Return a table."""
        words = vocabulary.read_language("en")["labels"]
        rows = ["| introduces | labels |", "| --- | --- |"]
        for kind, labels in words.items():
            what = {"tldr": "a TLDR", "comment": "a comment"}.get(kind, f"`{kind}`")
            rows.append(f"| {what} | {', '.join(labels)} |")
        return self.parse_text_to_nodes("\n".join(rows))


class FieldTable(SphinxDirective):
    """The options of ``talk`` by what may be written, from the table of its fields."""

    def run(self) -> list[nodes.Node]:
        """Return a table; fields in a row of which the same is said share a line."""
        self.env.note_dependency(inspect.getfile(fields))
        rows = ["| option | value |", "| --- | --- |", *(f"| `{n}` | {t} |" for n, t in OTHERS)]
        for about, alike in itertools.groupby(fields.FIELDS, lambda field: field.about):
            names = ", ".join(f"`{field.name}`" for field in alike)
            rows.append(f"| {names} | {about} |")
        return self.parse_text_to_nodes("\n".join(rows))


class SchemaTable(SphinxDirective):
    """The keys of an object in the schema of ``talks.json``; the argument is its name there."""

    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a table."""
        self.env.note_dependency(str(SCHEMA))
        schema = json.loads(SCHEMA.read_text("utf-8"))
        part = schema["$defs"][self.arguments[0]] if self.arguments else schema
        rows = ["| key | value | description |", "| --- | --- | --- |"]
        for name, key in part["properties"].items():
            mark = "" if name in part["required"] else "?"
            rows.append(f"| `{name}`{mark} | {_type(key)} | {key['description']} |")
        return self.parse_text_to_nodes("\n".join(rows))


def _type(key: dict) -> str:
    """Return what a value is, in a word or two."""
    if "$ref" in key:
        return key["$ref"].rpartition("/")[2]
    if "const" in key:
        return f"`{json.dumps(key['const'])}`"
    if "enum" in key:
        return " or ".join(f"`{json.dumps(value)}`" for value in key["enum"])
    if key["type"] == "array":
        return f"list of {_type(key['items'])}s"
    if key["type"] == "object":
        return f"names to {_type(key['additionalProperties'])}s"
    if "minimum" in key:
        return f"{key['minimum']} to {key['maximum']}"
    formats = {"date": "date", "uri": "address", "uri-reference": "address"}
    return formats.get(key.get("format", ""), "text")


def _code(text: str, suffix: str) -> nodes.literal_block:
    return nodes.literal_block(text, text, language=_language(text, suffix))


def _language(text: str, suffix: str) -> str:
    # Pygments takes a directive within a directive for code.
    return "text" if suffix == "md" and "```{" in text else SYNTAXES[suffix][1]


class Gallery(SphinxDirective):
    """The pictures of a theme, side by side.

    The argument is the name of the theme; with ``light`` none of them is dark.  The option
    ``views`` names those that are shown, and their order.
    """

    required_arguments = 1
    option_spec = {"light": directives.flag, "views": directives.unchanged}  # noqa: RUF012

    def run(self):
        """Return the grid."""
        theme = self.arguments[0]
        known = {view.name: view for view in VIEWS}
        lines = ["::::::{grid} 1 2 2 2", ":gutter: 2", ":class-container: gallery", ""]
        for name in self.options.get("views", " ".join(known)).split():
            view = known[name]
            is_dark = view.is_dark and "light" not in self.options
            look = "dark" if is_dark else "light"
            lines += [
                ":::::{grid-item}",
                f":::{{figure}} _static/gallery/{theme}-{name}.png",
                f":alt: {view.alt}",
                "",
                f"{view.caption.capitalize()}; {look}, {view.width} pixels wide.",
                ":::",
                ":::::",
                "",
            ]
        return self.parse_text_to_nodes("\n".join([*lines, "::::::"]))


def setup(app):
    """Set the extension up."""
    app.add_directive("gallery", Gallery)
    app.add_directive("example", Example)
    app.add_directive("config-values", ConfigValues)
    app.add_directive("warning-subtypes", WarningSubtypes)
    app.add_directive("reason-table", ReasonTable)
    app.add_directive("label-table", LabelTable)
    app.add_directive("field-table", FieldTable)
    app.add_directive("schema-table", SchemaTable)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
