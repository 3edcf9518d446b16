"""The directives ``daily-summary``, ``talk-list`` and ``programme``, which show a selection.

Each makes a node that holds its selection, and is filled when its page is written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, get_args

from docutils import nodes

from sphinxext_confnotes.config import Config
from sphinxext_confnotes.dates import read_date
from sphinxext_confnotes.nodes import confnotes_summary, confnotes_talk_list
from sphinxext_confnotes.notes.field_kinds import read_items
from sphinxext_confnotes.notes.records import GroupBy, Layout, Selection
from sphinxext_confnotes.reading import current_document
from sphinxext_confnotes.reading.directives.base import NotesDirective
from sphinxext_confnotes.reading.options import Option
from sphinxext_confnotes.spelling import nearest, normalised
from sphinxext_confnotes.warnings import Subtype, warn

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


def _paging(value: str) -> int | str:
    if value.strip().lower() in ("year", "month"):
        return value.strip().lower()
    try:
        return _count(value)
    except ValueError as expected:
        raise ValueError(f"{expected}, 'year' or 'month'") from None


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


FILTERS = (
    "conference", "tags", "speakers", "track", "kind", "author", "site", "since", "until",
    "highlights",
)  # fmt: skip
"""The options that choose talks."""

SELECTION_OPTIONS: Mapping[str, Option] = {
    "conference": Option(_words),
    "tags": Option(_groups),
    "speakers": Option(_words),
    "track": Option(_words),
    "kind": Option(_words),
    "author": Option(_words),
    "site": Option(_words),
    "since": Option(_day, Subtype.DATE),
    "until": Option(_day, Subtype.DATE),
    "highlights": Option(_flag),
    "limit": Option(_count),
    "notes": Option(_one_of("all", "tldr", "none")),
    "sort": Option(_one_of("source", "time", "title", "speaker", "rating")),
    "order": Option(_one_of("newest", "oldest")),
    "paginate": Option(_paging),
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
    ``kind``, ``author``, ``site`` (lists, any of which may match), ``since`` and ``until`` (dates,
    both included), ``highlights`` (flag), ``limit`` (a number of days); ``notes``, ``all``
    (default), ``tldr`` alone or ``none``; ``order`` of the days, ``newest`` (default) or
    ``oldest`` first; ``sort`` of the talks of a post, ``source`` (default), ``time``, ``title``,
    ``speaker`` or ``rating``; ``paginate``, a number of days for each page, ``year`` or ``month``.

    A filter that can't be read is warned about and left out.
    """

    fields: ClassVar[Mapping[str, Option]] = SELECTION_OPTIONS
    node_class = confnotes_summary


class TalkListDirective(SelectionDirective):
    """Talks from all posts, each once.

    Options: those of `DailySummaryDirective`, where ``limit`` and ``paginate`` are numbers of
    talks, ``sort`` orders all of them and ``order`` their days; ``group-by`` one of ``none``
    (default), ``day``, ``speaker``, ``tag``, ``track``, ``kind``, ``conference``, ``author``;
    ``layout`` one of ``cards`` (default), ``list``, ``table``, ``timetable``, of which all but the
    first show no
    notes by default.  A timetable is always grouped by days, the oldest first by default, and on
    one page.
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
        if options.get("layout") == "timetable":
            options |= {"group-by": "day", "order": options.get("order", "oldest")}
            if options.pop("paginate", None):
                warn(
                    Subtype.OPTION,
                    f"option 'paginate' of '{self.name}': expected another layout than "
                    "'timetable', which is on one page; it is ignored",
                    self.place_of("paginate"),
                )
        return Selection(group_by=options.pop("group-by", "none"), **options)


class ProgrammeDirective(SelectionDirective):
    """The timetable of a conference, as its programme has it, with who has notes on what.

    Options: ``conference``, one or several that ``confnotes_programmes`` has, by default that of
    the post or the only one; ``day``, to show no other; ``noted`` (flag), to show only what
    somebody has notes on; and the filters of `DailySummaryDirective`.
    """

    fields: ClassVar[Mapping[str, Option]] = {
        **{name: SELECTION_OPTIONS[name] for name in FILTERS},
        "day": Option(_day, Subtype.DATE),
        "noted": Option(_flag),
    }
    node_class = confnotes_talk_list

    def make_selection(self, options: dict[str, Any]) -> Selection:
        """Return the selection that options describe."""
        if day := options.pop("day", None):
            options |= {"since": day, "until": day}
        options["conference"] = self._conferences(options.get("conference", ()))
        return Selection(
            **options, group_by="day", layout="timetable", order="oldest", programme=True
        )

    def _conferences(self, wanted: Sequence[str]) -> tuple[str, ...]:
        """Return the conferences that are shown, with a warning where there is none."""
        known = {normalised(name): name for name in Config.of(self.config).programmes}
        reading = current_document.reading(self.env)
        own = reading.matter.conference if reading else ""
        if not wanted:
            wanted = [own] if normalised(own) in known else list(known)[:2]
            if len(wanted) == 1:
                return tuple(wanted)
            wanted = ()
        found = tuple(name for name in wanted if normalised(name) in known)
        if not found or len(found) < len(wanted):
            near = nearest(wanted[0], known.values()) if wanted else []
            hint = f"did you mean '{near[0]}'?" if near else ", ".join(known.values()) or "none"
            warn(
                Subtype.PROGRAMME,
                f"'{self.name}': expected as 'conference' one that 'confnotes_programmes' has "
                f"({hint}); {'the others are' if found else 'nothing is'} shown",
                self.place_of("conference"),
            )
        return found
