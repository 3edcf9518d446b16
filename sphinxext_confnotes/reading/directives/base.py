"""The base class of all directives, which reads options with warnings.

docutils makes an error of a directive with one wrong option, and drops it.  Here the author gets a
warning at the option's line, and the option stays on the page as text.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinxext_confnotes.reading.options import NO_TEXT, Option
from sphinxext_confnotes.warnings import Subtype, shown, warn


class _AnyOption(dict[str, Callable[[str | None], str]]):
    """The option specification that lets every option through, as text."""

    def __missing__(self, name: str) -> Callable[[str | None], str]:
        return _as_text

    def __contains__(self, name: object) -> bool:
        return True


def _as_text(value: str | None) -> str:
    return value or ""


class NotesDirective(SphinxDirective):
    """A directive whose options are read with warnings."""

    option_spec: ClassVar[Any] = _AnyOption({"name": _as_text, "class": _as_text})
    fields: ClassVar[Mapping[str, Option]] = {}
    """The options, apart from ``name`` and ``class``."""

    def read_options(self) -> tuple[dict[str, Any], list[nodes.Node]]:
        """Return the options that could be read, and the others as paragraphs for the page."""
        read: dict[str, Any] = {}
        unread: list[nodes.Node] = []
        for name, value in self.options.items():
            if name in ("name", "class"):
                continue
            written = NO_TEXT.sub("", value)
            field = self.fields.get(name)
            if field is None:
                self._warn_unknown(name)
            else:
                try:
                    read[name] = field.read_on(self.env.docname, written)
                    continue
                except ValueError as expected:
                    warn(
                        field.subtype,
                        f"option '{shown(name)}: {shown(value)}' of '{self.name}': expected "
                        f"{expected}; it is left on the page as text",
                        self.place_of(name),
                    )
            unread.append(nodes.paragraph("", f"{name}: {written}", classes=["confnotes-unread"]))
        return read, unread

    def fill(self, node: nodes.Element) -> None:
        """Give a node its place, classes, name and parsed content."""
        self.set_source_info(node)
        node["classes"] += self._classes()
        node += self.parse_content_to_nodes()

    def _classes(self) -> list[str]:
        """Return the names of the option ``class``; none, with a warning, where one makes none."""
        if not (classes := self.options.get("class")):
            return []
        try:
            made: list[str] = directives.class_option(classes)
        except ValueError:
            warn(
                Subtype.OPTION,
                f"option 'class: {shown(classes)}' of '{self.name}': expected names with a letter "
                "in each; it is ignored",
                self.place_of("class"),
            )
            return []
        return made

    def place_of(self, option: str) -> str:
        """Return file and line of an option, or of the directive where it can't be found."""
        source, line = self.get_source_info()
        return f"{source}:{line + self._places.get(option, 0)}"

    @functools.cached_property
    def _places(self) -> Mapping[str, int]:
        """Map possible names of options to their lines in the directive."""
        lines = self.block_text.split("\n")
        # docutils gives the text of the whole directive, MyST omits its first line.
        first = 0 if self._begins_with_name(lines[0]) else 1
        places: dict[str, int] = {}
        for number, line in enumerate(lines, first):
            name, colon, _ = line.strip().removeprefix(":").partition(":")
            if colon:
                places.setdefault(name.strip(), number)
        return places

    def _begins_with_name(self, line: str) -> bool:
        return self.name in line and line.lstrip().startswith(("..", "```", ":::", "~~~"))

    def _warn_unknown(self, name: str) -> None:
        near = difflib.get_close_matches(name, [*self.fields, "name", "class"], 1)
        hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(self.fields)}"
        warn(
            Subtype.OPTION,
            f"unknown option '{shown(name)}' of '{self.name}', {hint}; it is left on the page "
            "as text",
            self.place_of(name),
        )
