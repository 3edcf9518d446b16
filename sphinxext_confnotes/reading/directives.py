"""Notes with markup, and what shows a selection of them: all directives.

Each makes semantic nodes and knows nothing of the domain.  docutils looks directive names up
without regard to case, so ``{TLDR}`` is what people may type.

Options are read here rather than by docutils, because a talk with one wrong option would be an
error there and lost: here the author gets a warning at the option's line, and what couldn't be
read stays on the page.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, get_args

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from sphinxext_confnotes import words
from sphinxext_confnotes.dates import read_date
from sphinxext_confnotes.nodes import (
    confnotes_comment,
    confnotes_summary,
    confnotes_talk,
    confnotes_talk_list,
    confnotes_title,
    confnotes_tldr,
)
from sphinxext_confnotes.reading import state
from sphinxext_confnotes.reading.fields import FIELDS, Field, items, text
from sphinxext_confnotes.reading.talks import finish
from sphinxext_confnotes.records import GroupBy, Layout, Selection
from sphinxext_confnotes.warnings import Subtype, warn


class _AnyOption(dict[str, Callable[[str | None], str]]):
    """The option specification that lets every option through, as text."""

    def __missing__(self, name: str) -> Callable[[str | None], str]:
        return _as_text

    def __contains__(self, name: object) -> bool:
        return True


def _as_text(value: str | None) -> str:
    return value or ""


class NotesDirective(SphinxDirective):
    """What the directives have in common: options that are read with warnings."""

    option_spec: ClassVar[Any] = _AnyOption({"name": _as_text, "class": _as_text})
    fields: ClassVar[Mapping[str, Field]] = {}
    """The options, apart from ``name`` and ``class``."""

    def read_options(self) -> tuple[dict[str, Any], list[nodes.Node]]:
        """Return the options that could be read, and the others as paragraphs for the page."""
        read: dict[str, Any] = {}
        unread: list[nodes.Node] = []
        for name, value in self.options.items():
            if name in ("name", "class"):
                continue
            field = self.fields.get(name)
            if field is None:
                self._warn_unknown(name)
            else:
                try:
                    read[name] = field.read(value)
                    continue
                except ValueError as expected:
                    warn(
                        field.subtype,
                        f"option '{name}: {value}' of '{self.name}': expected {expected}; "
                        "it is left on the page as text",
                        self.place_of(name),
                    )
            unread.append(nodes.paragraph("", f"{name}: {value}", classes=["confnotes-unread"]))
        return read, unread

    def fill(self, node: nodes.Element) -> None:
        """Give a node its place, classes, name and parsed content."""
        self.set_source_info(node)
        if classes := self.options.get("class"):
            node["classes"] += directives.class_option(classes)
        node += self.parse_content_to_nodes()

    def place_of(self, option: str) -> str:
        """Return file and line of an option, or of the directive where it can't be found."""
        source, line = self.get_source_info()
        pattern = re.compile(rf"\s*:?{re.escape(option)}\s*:")
        lines = self.block_text.split("\n")
        found = next((i for i, text in enumerate(lines) if pattern.match(text)), None)
        if found is not None:
            # docutils gives the text of the whole directive, MyST that behind its first line.
            line += found if self._begins_with_name(lines[0]) else found + 1
        return f"{source}:{line}"

    def _begins_with_name(self, line: str) -> bool:
        return self.name in line and line.lstrip().startswith(("..", "```", ":::", "~~~"))

    def _warn_unknown(self, name: str) -> None:
        near = difflib.get_close_matches(name, [*self.fields, "name", "class"], 1)
        hint = f"did you mean '{near[0]}'?" if near else f"there are {', '.join(self.fields)}"
        warn(
            Subtype.OPTION,
            f"unknown option '{name}' of '{self.name}', {hint}; it is left on the page as text",
            self.place_of(name),
        )


class TalkDirective(NotesDirective):
    """A talk.

    The argument is its title, with inline markup; a link that leads it is the talk's address.
    The options are those of `FIELDS`, and ``name`` and ``class``.  The content is anything, with
    ``tldr`` and ``comment`` inside.

    Warns about a talk without title or content, and about a talk inside a talk.
    """

    has_content = True
    optional_arguments = 1
    final_argument_whitespace = True
    fields: ClassVar[Mapping[str, Field]] = FIELDS

    def run(self) -> list[nodes.Node]:
        """Return the talk."""
        talk = confnotes_talk()
        options, unread = self.read_options()
        title = self._make_title()
        talk += title
        talk += unread
        talk.attributes.update(options)
        self.fill(talk)
        if name := self.options.get("name"):
            # Not a name in docutils' sense: those are unique in a project, while talks of one
            # name are one talk on several pages.
            talk["name"] = name
        if not self.content and not unread:
            self._warn_empty("notes, a TLDR or a comment", "only its title is shown")
        finish(talk, self.env)
        return [talk]

    def _make_title(self) -> confnotes_title:
        argument = " ".join(self.arguments).strip()
        title = confnotes_title(argument, "")
        self.set_source_info(title)
        if argument:
            inline, messages = self.parse_inline(argument)
            title += [*inline, *messages]
        else:
            title += nodes.Text(words.untitled())
            self._warn_empty("a title behind its name", f"it is called '{words.untitled()}'")
        return title

    def _warn_empty(self, expected: str, done: str) -> None:
        warn(Subtype.EMPTY, f"'{self.name}': expected {expected}; {done}", self.get_location())


class NoteDirective(NotesDirective):
    """A TLDR or a comment; the content is anything.  Warns when there is none."""

    has_content = True
    fields: ClassVar[Mapping[str, Field]] = {"label": Field(text)}
    node_class: ClassVar[type[confnotes_tldr | confnotes_comment]]

    def run(self) -> list[nodes.Node]:
        """Return the note."""
        state.note_notes(self.env)
        note = self.node_class()
        options, unread = self.read_options()
        note.extend(unread)
        note.attributes.update(options)
        self.fill(note)
        if self.options.get("name"):
            self.add_name(note)
        if not note.children:
            warn(
                Subtype.EMPTY,
                f"'{self.name}': expected text; the note is left empty",
                self.get_location(),
            )
        return [note]


class TldrDirective(NoteDirective):
    """What a talk said; directly in a post, what the day brought.

    ``label`` is another word for it, to be shown in its place.
    """

    node_class = confnotes_tldr


class CommentDirective(NoteDirective):
    """What its ``author`` thinks of a talk; ``label`` as for `TldrDirective`."""

    fields: ClassVar[Mapping[str, Field]] = {"label": Field(text), "author": Field(text)}
    node_class = confnotes_comment


def _flag(value: str) -> bool:
    if value.strip():
        raise ValueError("nothing behind it")
    return True


def _count(value: str) -> int:
    if value.strip().isdecimal() and int(value) > 0:
        return int(value)
    raise ValueError("a whole number from 1")


def _words(value: str) -> tuple[str, ...]:
    return tuple(items(value))


def _groups(value: str) -> tuple[tuple[str, ...], ...]:
    groups = (tuple(word.strip() for word in item.split("&")) for item in items(value))
    return tuple(tuple(word for word in group if word) for group in groups)


def _day(value: str) -> object:
    return read_date(value)[0]


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value.strip().lower() in choices:
            return value.strip().lower()
        raise ValueError(f"one of {', '.join(choices)}")

    return read


SELECTION_FIELDS: Mapping[str, Field] = {
    "conference": Field(_words),
    "tags": Field(_groups),
    "speakers": Field(_words),
    "track": Field(_words),
    "kind": Field(_words),
    "author": Field(_words),
    "since": Field(_day, Subtype.DATE),
    "until": Field(_day, Subtype.DATE),
    "highlights": Field(_flag),
    "limit": Field(_count),
    "notes": Field(_one_of("all", "tldr", "none")),
    "sort": Field(_one_of("source", "time", "title", "speaker", "rating")),
    "order": Field(_one_of("newest", "oldest")),
}
"""The options of both directives that show a selection."""


class SelectionDirective(NotesDirective):
    """What shows a selection: filters, order, and where it stands."""

    has_content = False
    node_class: ClassVar[type[confnotes_summary | confnotes_talk_list]]

    def run(self) -> list[nodes.Node]:
        """Return the node, to be filled when it is written."""
        options, unread = self.read_options()
        selection = self.make_selection(options)
        node = self.node_class(selection=selection, docname=self.env.docname)
        self.fill(node)
        if self.options.get("name"):
            self.add_name(node)
        return [*unread, node]

    def make_selection(self, options: dict[str, Any]) -> Selection:
        """Return the selection that options describe."""
        return Selection(**options)


class DailySummaryDirective(SelectionDirective):
    """The days with their posts, talks and TLDRs.

    Options: the filters ``conference``, ``tags`` (``a & b`` for both), ``speakers``, ``track``,
    ``kind``, ``author`` (lists, any of which may match), ``since`` and ``until`` (dates, both
    included), ``highlights`` (flag), ``limit`` (a number of days); ``notes``, ``all`` (default),
    ``tldr`` alone or ``none``; ``order`` of the days, ``newest`` (default) or ``oldest`` first;
    ``sort`` of the talks of a post, ``source`` (default), ``time``, ``title``, ``speaker`` or
    ``rating``.

    A filter that can't be read is warned about and left out.
    """

    fields: ClassVar[Mapping[str, Field]] = SELECTION_FIELDS
    node_class = confnotes_summary


class TalkListDirective(SelectionDirective):
    """Talks from all posts, each once.

    Options: those of `DailySummaryDirective`, where ``limit`` is a number of talks, ``sort``
    orders all of them and ``order`` their days; ``group-by`` one of ``none`` (default), ``day``,
    ``speaker``, ``tag``, ``track``, ``kind``, ``conference``, ``author``; ``layout`` one of
    ``cards`` (default), ``list``, ``table``.  ``notes`` is ``none`` by default in the last two.
    """

    fields: ClassVar[Mapping[str, Field]] = {
        **SELECTION_FIELDS,
        "group-by": Field(_one_of(*get_args(GroupBy))),
        "layout": Field(_one_of(*get_args(Layout))),
    }
    node_class = confnotes_talk_list

    def make_selection(self, options: dict[str, Any]) -> Selection:
        """Return the selection that options describe."""
        if options.get("layout", "cards") != "cards":
            options.setdefault("notes", "none")
        return Selection(group_by=options.pop("group-by", "none"), **options)


DIRECTIVES: dict[str, type[NotesDirective]] = {
    "talk": TalkDirective,
    "tldr": TldrDirective,
    "comment": CommentDirective,
    "daily-summary": DailySummaryDirective,
    "talk-list": TalkListDirective,
}
"""Each is registered under this name, and as ``conf:NAME`` by the domain."""
