"""The directives ``daily-summary`` and ``talk-list``, which show a selection of notes.

Each makes a node that holds its selection, and is filled when its page is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar, get_args

from docutils import nodes

from sphinxext_confnotes.dates import read_date
from sphinxext_confnotes.nodes import confnotes_summary, confnotes_talk_list
from sphinxext_confnotes.notes.field_kinds import read_items
from sphinxext_confnotes.notes.records import GroupBy, Layout, Selection
from sphinxext_confnotes.reading.directives.base import NotesDirective
from sphinxext_confnotes.reading.options import Option
from sphinxext_confnotes.warnings import Subtype

_AND = re.compile(r"(?<=\s)&(?=\s)")
"""The sign between two tags.  In a tag it is escaped by a backslash, if spaces surround it."""


def _flag(value: str) -> bool:
    if value.strip():
        raise ValueError("nothing behind it")
    return True


def _count(value: str) -> int:
    # `int` would accept other digits, and refuse very long numbers with another error.
    if re.fullmatch("0*[1-9][0-9]{,8}", value.strip()):
        return int(value)
    raise ValueError("a whole number from 1")


def _words(value: str) -> tuple[str, ...]:
    return tuple(read_items(value))


def _groups(value: str) -> tuple[tuple[str, ...], ...]:
    groups = (
        tuple(part.strip().replace(r"\&", "&") for part in _AND.split(item))
        for item in read_items(value)
    )
    return tuple(tuple(word for word in group if word) for group in groups)


def _day(value: str) -> object:
    return read_date(value)[0]


def _one_of(*choices: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value.strip().lower() in choices:
            return value.strip().lower()
        raise ValueError(f"one of {', '.join(choices)}")

    return read


SELECTION_OPTIONS: Mapping[str, Option] = {
    "conference": Option(_words),
    "tags": Option(_groups),
    "speakers": Option(_words),
    "track": Option(_words),
    "kind": Option(_words),
    "author": Option(_words),
    "since": Option(_day, Subtype.DATE),
    "until": Option(_day, Subtype.DATE),
    "highlights": Option(_flag),
    "limit": Option(_count),
    "notes": Option(_one_of("all", "tldr", "none")),
    "sort": Option(_one_of("source", "time", "title", "speaker", "rating")),
    "order": Option(_one_of("newest", "oldest")),
}
"""The options of both directives that show a selection."""


class SelectionDirective(NotesDirective):
    """A directive that shows a selection."""

    has_content = False
    node_class: ClassVar[type[confnotes_summary | confnotes_talk_list]]

    def run(self) -> list[nodes.Node]:
        """Return the node, to be filled when it is written; content has no place in it."""
        options, unread = self.read_options()
        selection = self.make_selection(options)
        node = self.node_class(selection=selection, docname=self.env.docname)
        self.fill(node)
        if self.options.get("name"):
            self.add_name(node)
        content = list(node.children)
        node.clear()
        return [*unread, *content, node]

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

    fields: ClassVar[Mapping[str, Option]] = SELECTION_OPTIONS
    node_class = confnotes_summary


class TalkListDirective(SelectionDirective):
    """Talks from all posts, each once.

    Options: those of `DailySummaryDirective`, where ``limit`` is a number of talks, ``sort``
    orders all of them and ``order`` their days; ``group-by`` one of ``none`` (default), ``day``,
    ``speaker``, ``tag``, ``track``, ``kind``, ``conference``, ``author``; ``layout`` one of
    ``cards`` (default), ``list``, ``table``.  ``notes`` is ``none`` by default in the last two.
    """

    fields: ClassVar[Mapping[str, Option]] = {
        **SELECTION_OPTIONS,
        "group-by": Option(_one_of(*get_args(GroupBy))),
        "layout": Option(_one_of(*get_args(Layout))),
    }
    node_class = confnotes_talk_list

    def make_selection(self, options: dict[str, Any]) -> Selection:
        """Return the selection that options describe."""
        if options.get("layout", "cards") != "cards":
            options.setdefault("notes", "none")
        return Selection(group_by=options.pop("group-by", "none"), **options)
