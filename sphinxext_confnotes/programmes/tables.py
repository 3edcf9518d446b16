"""Programmes that somebody typed: rows with named columns, in CSV, YAML or JSON.

The columns are called like the options of a talk, or by one of the other words of `COLUMNS`.  In
YAML and JSON a row is a mapping, wherever it stands; the days and rooms that it stands under are
left aside.  Called by ``reading``; imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import csv
import datetime as dt
import functools
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sphinxext_confnotes.dates import read_time
from sphinxext_confnotes.notes.field_kinds import read_items
from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.notes.speakers import (
    read_speaker,
    split_outside_parentheses,
    unique_speakers,
)
from sphinxext_confnotes.programmes.entries import Collection, Entry, Programme, failed
from sphinxext_confnotes.programmes.plain_yaml import Mapped
from sphinxext_confnotes.programmes.values import (
    DEEPEST,
    Moment,
    Slot,
    address_of,
    as_list,
    as_mapping,
    as_text,
    duration_of,
    ids_of,
    is_break,
    kind_of,
    line_of,
    moment_of,
    paragraphs_of,
    slot_of,
    time_of,
    title_of,
    zone_of,
)

Row = Mapping[str, object]
"""Values by the names of `COLUMNS`."""

COLUMNS = {
    "title": ("talk", "session title", "talk title", "session", "name", "summary"),
    "subtitle": (),
    "speakers": ("speaker", "presenter", "presenters", "author", "authors", "persons", "people"),
    "affiliation": ("affiliations", "company", "organisation", "organization", "institution"),
    "date": ("day",),
    "time": (),
    "start": ("start time", "starts at", "begin", "begins", "from", "starttime"),
    "end": ("end time", "ends at", "ends", "until", "to", "endtime"),
    "duration": ("length",),
    "timezone": ("time zone", "zone"),
    "room": ("location", "venue", "hall", "stage", "place"),
    "track": ("stream", "devroom"),
    "kind": ("type", "format", "session type", "submission type"),
    "abstract": ("description",),
    "url": ("link", "address", "website"),
    "slides": (),
    "video": ("recording",),
    "paper": ("pdf",),
    "id": ("guid", "uid", "number"),
    "code": (),
    "slug": (),
}
"""The names of columns, and what else they are called.  An earlier word of one name is taken before
a later one."""

TELLING = {"speakers", "date", "time", "start", "room"}
"""The columns of which a row has one at least, if its title has another name."""

SLOTS = ("slot", "slots")
"""The keys under which pretalx's interface for programs says when and where something is."""

OF_ROWS = ("links", "attachments", "resources", "media")
"""The keys of lists whose items have titles and are no rows."""

GONE = ("canceled", "cancelled", "rejected", "withdrawn", "deleted", "draft")
"""The states of what isn't given."""

_NAMES = {
    word: (name, rank)
    for name, words in COLUMNS.items()
    for rank, word in enumerate((name, *words))
}

_SEPARATORS = ",;\t|"
_NO_SEPARATOR = "\x1f"
_HEADER = re.compile(r"\s*[^\W\d_][\w /()-]*\s*")
"""A name of a column, and no line of YAML."""
_WORDS = re.compile(r"[^\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def header_of(text: str) -> str:
    """Return the separator of the columns when a file begins like CSV; nothing otherwise."""
    first = next((line for line in text[:10_000].splitlines() if line.strip()), "")
    for separator in _SEPARATORS:
        cells = _cells(first, separator)
        names = {_name_of(cell)[0] for cell in cells if _HEADER.fullmatch(cell)}
        if "title" in names and len(names - {""}) > 1:
            return separator
        if "title" in names and len(cells) == 1:
            # Nothing but titles, which may have commas.
            return _NO_SEPARATOR
    return ""


def read_csv(text: str, separator: str) -> Programme:
    """Read a file that `header_of` returns the separator of."""
    found = Collection()
    # Sheets that were emptied at the end have rows of nothing but separators.
    lines = csv.reader(io.StringIO(text), delimiter=separator)
    header: list[str] = []
    line = 0
    try:
        while True:
            before = lines.line_num
            cells = next(lines, None)
            if cells is None:
                break
            if not any(cell.strip() for cell in cells):
                continue
            if header:
                found.add(_entry(_row(zip(header, cells, strict=False))), before + 1)
            else:
                header = cells
            line = lines.line_num
    except csv.Error as error:
        return failed(f"it is no CSV: {error}", line + 1)
    return found.finished()


def read_rows(data: object) -> Programme:
    """Read data that has mappings with a title and something else somewhere."""
    found = Collection()
    zone = zone_of(line_of(as_mapping(data).get("timezone")))
    for place, mapping in _mappings(data):
        if line_of(mapping.get("state")).casefold() in GONE:
            continue
        row = _row([*mapping.items(), *_slot_of_row(mapping).items()])
        if zone and "timezone" not in row:
            row["timezone"] = zone
        line = mapping.line if isinstance(mapping, Mapped) else 0
        found.add(_entry(row), line or place)
    return found.finished(line_of(as_mapping(data).get("conference")))


def _mappings(data: object) -> Iterator[tuple[str, Mapping[str, object]]]:
    """Yield the rows in data, in their order, and the ways to them."""
    waiting: list[tuple[str, object, int]] = [("", data, 0)]
    seen: set[int] = set()
    while waiting:
        place, value, depth = waiting.pop()
        if not isinstance(value, dict | list) or id(value) in seen or depth > DEEPEST:
            continue
        seen.add(id(value))
        if isinstance(value, dict):
            if _is_row(value):
                yield place, value
                continue
            inner = [(f"{place}.{str(key)[:50]}", one) for key, one in value.items()]
        else:
            inner = [(f"{place}[{number}]", one) for number, one in enumerate(value)]
        waiting += [(name.lstrip("."), one, depth + 1) for name, one in reversed(inner)]


def _is_row(value: Mapping[str, object]) -> bool:
    """Tell whether a mapping is a row: it has a title, if an empty one, and another column.

    A mapping with a name and a number may be anything, such as a person; one that is called a talk
    or by its name has to say who speaks, when or where.
    """
    names = {
        name: rank for key in value if (name := _name_of(key)[0]) for rank in [_name_of(key)[1]]
    }
    needed = names.keys() - {"title"} if names.get("title") == 0 else names.keys() & TELLING
    return "title" in names and bool(needed) and not _has_rows(value)


def _has_rows(value: Mapping[str, object]) -> bool:
    """Tell whether a mapping is a day or a room that has the rows in it."""
    lists = (inner for key, inner in value.items() if key not in OF_ROWS)
    return any(
        isinstance(one, dict)
        and one is not value
        and "title" in {_name_of(key)[0] for key in one if key != "name"}
        for inner in lists
        for one in as_list(inner)[:1]
    )


def _slot_of_row(value: Mapping[str, object]) -> Mapping[str, object]:
    """Return what a row says under a key of its own of when and where it is."""
    for key in SLOTS:
        found = as_list(value.get(key)) or [value.get(key)]
        # One that is given several times has no time that could be told.
        if len(found) == 1 and isinstance(found[0], dict):
            return found[0]
    return {}


def _row(pairs: Iterable[tuple[object, object]]) -> dict[str, object]:
    found: dict[str, tuple[int, object]] = {}
    for key, value in pairs:
        name, rank = _name_of(key)
        if name and (name not in found or rank < found[name][0] or not found[name][1]):
            found[name] = rank, value
    return {name: value for name, (_, value) in found.items()}


def _name_of(key: object) -> tuple[str, int]:
    """Return the column that a name is for, and the place of the name among its words."""
    return _named_column(key) if isinstance(key, str) and len(key) <= 50 else ("", 0)


@functools.lru_cache(maxsize=256)
def _named_column(key: str) -> tuple[str, int]:
    words = _WORDS.findall(_CAMEL.sub(" ", key.replace("(s)", "s")).casefold())
    return _NAMES.get(" ".join(words), ("", 0))


def _cells(line: str, separator: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return []


def _entry(row: Row) -> Entry:
    return Entry(
        title=title_of(row.get("title"), row.get("subtitle")),
        speakers=_speakers(row),
        room=line_of(_named(row.get("room"))),
        track=line_of(_named(row.get("track"))),
        kind=kind_of(_named(row.get("kind"))) or line_of(_named(row.get("kind"))).casefold(),
        abstract=paragraphs_of(row.get("abstract")),
        url=address_of(row.get("url")),
        slides=address_of(row.get("slides")),
        video=address_of(row.get("video")),
        paper=address_of(row.get("paper")),
        ids=ids_of(row.get("id"), row.get("code"), row.get("slug")),
        is_break=is_break(_named(row.get("kind"))),
        **_slot(row),
    )


def _named(value: object) -> object:
    """Return the name of what is a mapping."""
    return as_mapping(value).get("name") or value


def _speakers(row: Row) -> tuple[Speaker, ...]:
    """Return the speakers of a list, or of a text as the option of a talk has it."""
    value = row.get("speakers")
    if not isinstance(value, list):
        return _listed(as_text(value), as_text(row.get("affiliation")))
    found = [_speaker(one) for one in value]
    return unique_speakers(one for one in found if one.name)


def _listed(text: str, affiliation: str) -> tuple[Speaker, ...]:
    text = line_of(text.replace(";", ",").replace("\n", ","))
    try:
        names = read_items(text, split_outside_parentheses)
    except ValueError:
        return ()
    found = unique_speakers(map(read_speaker, names))
    if len(found) == 1 and affiliation and not found[0].affiliation:
        return (found[0]._replace(affiliation=line_of(affiliation)),)
    return found


def _speaker(value: object) -> Speaker:
    said = _row(as_mapping(value).items())
    if not isinstance(value, dict):
        return read_speaker(line_of(value))
    name = as_mapping(value).get("public_name") or as_mapping(value).get("name")
    return Speaker(line_of(name), line_of(said.get("affiliation")))


def _slot(row: Row) -> Slot:
    zone = zone_of(line_of(row.get("timezone")))
    day = moment_of(line_of(row.get("date")))
    start, end = line_of(row.get("start")), line_of(row.get("end"))
    if time := line_of(row.get("time")):
        times = _times(time)
        start, end = (start or times[0]), (end or times[1])
    begins = moment_of(start) or day
    if begins and begins.time is None and (clock := time_of(start)):
        begins = begins._replace(time=clock)
    ends: Moment | dt.timedelta | None = moment_of(end) or duration_of(_number(row.get("duration")))
    if begins and not isinstance(ends, Moment) and (clock := time_of(end)) and begins.time:
        is_next = clock <= begins.time
        # What ends at an earlier hour than it begins ends on the next day.
        last = begins.date + dt.timedelta(days=is_next and begins.date < dt.date.max)
        ends = Moment(last, clock, begins.offset)
    return slot_of(begins, ends, zone, day and day.date)


@functools.lru_cache(maxsize=256)
def _times(text: str) -> Sequence[str]:
    """Return the start and the end of a time such as ``14:00-14:45``."""
    try:
        start, end = read_time(text)
    except ValueError:
        return text, ""
    return f"{start:%H:%M}", f"{end:%H:%M}" if end else ""


def _number(value: object) -> object:
    return int(value) if isinstance(value, str) and re.fullmatch("[0-9]{1,4}", value) else value
