"""Timetables of conferences: the directive ``programme``, and lists in that layout.

In HTML a table with rooms or tracks across; for all other builders a list, because paper is narrow.
Called by ``expand``; ``stale_pages`` asks `days_of` whether something has changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.builders import Builder

from sphinxext_confnotes import wording
from sphinxext_confnotes.dates import write_time
from sphinxext_confnotes.notes import query
from sphinxext_confnotes.notes.records import Group, Merged, Place, Selection, Talk
from sphinxext_confnotes.notes.timetable import Hour, Slot, Timetable, slot_of, timetables
from sphinxext_confnotes.registry.domain import ConfDomain
from sphinxext_confnotes.rendering.html_tags import MARK, element
from sphinxext_confnotes.rendering.rehome import lead_to
from sphinxext_confnotes.spelling import normalised


def days_of(domain: ConfDomain, selection: Selection) -> list[Timetable]:
    """Return the timetables that a selection shows."""
    slots = _entries(domain, selection) if selection.programme else _talks(domain, selection)
    return timetables(slots, is_newest_first=selection.order == "newest")


def group_of(day: Timetable) -> Group:
    """Return a day as tables of contents have it."""
    return Group(day.day.isoformat() if day.day else "", ())


def _talks(domain: ConfDomain, selection: Selection) -> Iterator[Slot]:
    for group in query.groups(domain.lookups, selection._replace(group_by="none")):
        for talk in group.talks:
            yield slot_of(talk.facts, talk.accounts)


def _entries(domain: ConfDomain, selection: Selection) -> Iterator[Slot]:
    """Yield the entries of programmes, with the notes on them.

    What is asked of notes, such as their author, is asked of those; all else of the entry.
    """
    asked = selection._replace(conference=())
    for conference in selection.conference:
        joiner = domain.programmes.joiner(conference)
        if joiner is None:
            continue
        noted = _noted(domain, conference)
        for entry in joiner.entries:
            own = noted.get(joiner.key_of(entry))
            if own is None and selection.noted:
                continue
            day = entry.day or entry.date
            facts = Talk(
                name="",
                title=entry.title,
                place=Place(""),
                line=0,
                date=day,
                start=entry.start,
                end=entry.end,
                speakers=entry.speakers,
                track=entry.track,
                room=entry.room,
                kind=entry.kind,
                url=entry.url,
                tags=own.facts.tags if own else (),
                highlight=own.facts.highlight if own else False,
                reason=own.facts.reason if own else "",
            )
            chosen = query.choose(Merged(facts, own.accounts if own else ()), asked)
            if chosen is not None:
                found = slot_of(facts, chosen.accounts, day=day, is_break=entry.is_break)
                yield found._replace(date=entry.date)


def _noted(domain: ConfDomain, conference: str) -> dict[str, Merged]:
    """Map entries to the talks that somebody has noted."""
    wanted = normalised(conference)
    return {
        account.talk.entry: talk
        for talk in domain.lookups.talks
        for account in talk.accounts
        if account.talk.entry and normalised(account.conference) == wanted
    }


def nodes_of(day: Timetable, builder: Builder, showing: str, *, counts: bool) -> list[nodes.Node]:
    """Return the timetable of a day.

    :param showing: the page that shows it.
    :param counts: whether to say how many talks have notes.
    """
    maker = _Maker(builder, showing)
    found: list[nodes.Node] = []
    talks = [slot for slot in day.slots if not slot.is_break]
    if counts and talks:
        noted = sum(bool(slot.notes) for slot in talks)
        text = wording.coverage(noted, len(talks))
        found.append(nodes.paragraph("", text, classes=["confnotes-coverage"]))
    if builder.format == "html":
        return [*found, *maker.table(day)]
    return [*found, maker.list(day)]


class _Maker:
    """The making of timetables on one page."""

    def __init__(self, builder: Builder, showing: str) -> None:
        self._builder = builder
        self._showing = showing

    def table(self, day: Timetable) -> list[nodes.Node]:
        """Return a table that scrolls by itself, whose first row and column are heads."""
        heads = [wording.field("time"), *(self._head(day, name) for name in day.columns)]
        specs = [nodes.colspec(colwidth=1, stub=1)]
        specs += [nodes.colspec(colwidth=4) for _ in day.columns]
        group = nodes.tgroup("", *specs, cols=len(heads))
        group += nodes.thead("", nodes.row("", *(_entry(nodes.Text(text)) for text in heads)))
        group += nodes.tbody("", *(self._row(day, hour) for hour in day.hours))
        table = nodes.table("", group, classes=["confnotes-timetable", "colwidths-auto"])
        return element(
            "div",
            [table],
            class_="confnotes-scroll",
            tabindex="0",
            role="group",
            aria_label=wording.timetable(),
        )

    def _head(self, day: Timetable, name: str) -> str:
        return name or (wording.elsewhere() if day.across else wording.table())

    def _row(self, day: Timetable, hour: Hour) -> nodes.row:
        row = nodes.row("", _entry(nodes.Text(_time_of(hour))))
        for cell in hour.cells:
            slots = [self._slot(day, slot) for slot in cell]
            row += nodes.entry("", *slots, classes=[] if slots else ["confnotes-nothing"])
        return row

    def _slot(self, day: Timetable, slot: Slot) -> nodes.container:
        first = nodes.paragraph("", "", self._title(slot), classes=["confnotes-slot-title"])
        if slot.highlight:
            mark = f"★ {wording.highlight(slot.reason)}"
            first += [nodes.Text(" "), nodes.inline("", mark, classes=[*MARK])]
        content = [first]
        facts = _facts(day, slot)
        if facts:
            line = nodes.paragraph("", wording.apart(facts), classes=["confnotes-slot-facts"])
            content.append(line)
        if day.across and (name := getattr(slot, day.across)):
            # Where there is no room for columns, what is in a cell says which it is in.
            where = nodes.inline("", name, classes=["confnotes-slot-column"])
            first.insert(0, [where, nodes.Text(" ")])
        if slot.notes:
            content.append(
                nodes.paragraph("", "", *self._notes(slot), classes=["confnotes-slot-notes"])
            )
        return nodes.container("", *content, classes=_classes(slot))

    def _title(self, slot: Slot) -> nodes.Node:
        """Return the title, which leads to the notes on a talk, or else to its own page."""
        text = nodes.Text(slot.title)
        if slot.notes:
            return lead_to(self._builder, slot.notes[0].place, self._showing, [text])
        return (
            nodes.reference("", "", text, refuri=slot.url)
            if slot.url
            else nodes.inline("", slot.title)
        )

    def _notes(self, slot: Slot) -> list[nodes.Node]:
        before, behind = wording.notes_by()
        found: list[nodes.Node] = [nodes.Text(before)]
        for noted in slot.notes:
            if noted is not slot.notes[0]:
                found.append(nodes.Text(wording.comma()))
            names = [nodes.Text(wording.listed(noted.by))]
            found.append(lead_to(self._builder, noted.place, self._showing, names))
        return [*found, nodes.Text(behind)]

    def list(self, day: Timetable) -> nodes.Element:
        """Return a list of the times, each with a list of what begins then."""
        items = []
        for hour in day.hours:
            slots = [self._item(slot) for cell in hour.cells for slot in cell]
            definition = nodes.definition("", nodes.bullet_list("", *slots))
            term = nodes.term("", _time_of(hour))
            items.append(nodes.definition_list_item("", term, definition))
        return nodes.definition_list("", *items, classes=["confnotes-timetable"])

    def _item(self, slot: Slot) -> nodes.list_item:
        line = nodes.paragraph("", "", self._title(slot))
        facts = [*filter(None, [slot.room, slot.track]), *_facts(None, slot)]
        if slot.highlight:
            facts.insert(0, wording.highlight(slot.reason))
        if facts:
            line[:] = [*line.children, nodes.Text(f" ({wording.together(facts)})")]
        if slot.notes:
            line += [nodes.Text(wording.semicolon()), *self._notes(slot)]
        return nodes.list_item("", line, classes=_classes(slot))


def _time_of(hour: Hour) -> str:
    return write_time(hour.start, None) if hour.start else wording.without("time")


def _facts(day: Timetable | None, slot: Slot) -> list[str]:
    """Return what is said of a talk beside its title; in a table, what its column doesn't say."""
    time = (
        write_time(slot.start, slot.end).replace("-", "\N{EN DASH}")
        if slot.end and slot.start
        else ""
    )
    names = wording.listed(slot.speakers)
    others = [getattr(slot, name) for name in ("room", "track") if day and name != day.across]
    return [text for text in (time, names, *others) if text]


def _classes(slot: Slot) -> list[str]:
    state = "break" if slot.is_break else "noted" if slot.notes else "blind"
    marked = ["confnotes-highlight"] if slot.highlight else []
    return ["confnotes-slot", f"confnotes-{state}", *marked]


def _entry(*inline: nodes.Node) -> nodes.entry:
    return nodes.entry("", nodes.paragraph("", "", *inline))
