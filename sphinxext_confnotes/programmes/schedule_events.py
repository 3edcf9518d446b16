"""Events of schedules: what ``schedule.json`` and ``schedule.xml`` have in common.

Called by ``schedule_json`` and ``schedule_xml``, with an event as a mapping that has the keys of
https://c3voc.de/schedule/schema.json.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.values import (
    Moment,
    address_of,
    as_list,
    as_mapping,
    duration_of,
    ids_of,
    is_break,
    kind_of,
    line_of,
    link_kind,
    moment_of,
    paragraphs_of,
    slot_of,
    speakers_of,
    time_of,
    title_of,
)

Event = Mapping[str, object]

_CODE = re.compile("([A-Z0-9]{6})-")
_TALK_OF_FEEDBACK = re.compile(r"(?<=/)feedback/?$")

HELPERS = ("contributor", "coordinator", "host", "herald", "angel")
"""The roles of persons who take part in something without giving it."""

NO_TRACK = "No Track"
"""The track that wafer gives to talks without one."""


class Conference(NamedTuple):
    """The facts that are said once for all events."""

    zone: str
    base: str
    """The address that others are relative to."""
    tracks: Mapping[str, str]
    """The names of tracks by their short names."""
    day_change: dt.time | None = None
    """The time at which a day of the programme begins.  What begins before it is on the next
    date, where events have no date of their own."""


class Place(NamedTuple):
    """The place of an event."""

    path: str | int
    """The way to it, or its number."""
    day: dt.date | None = None
    room: str = ""


def entry_of(event: Event, place: Place, conference: Conference) -> Entry:
    """Return the entry that an event is, perhaps without a title."""
    begins = _beginning(event, place.day, conference.day_change)
    links = [*_links(event, "links"), *_links(event, "attachments")]
    by_kind = {
        kind: address
        for link in reversed(links)
        if (kind := link_kind(link.get("type"), link.get("title")))
        and (address := address_of(link.get("url"), conference.base))
    }
    return Entry(
        title=title_of(event.get("title"), event.get("subtitle")),
        speakers=speakers_of(_people(event)),
        room=line_of(_name(event.get("room"))) or line_of(place.room),
        track=_track(event.get("track"), conference.tracks),
        kind=kind_of(event.get("type")),
        abstract=_abstract(event),
        url=address_of(event.get("url"), conference.base),
        slides=by_kind.get("slides", ""),
        video=by_kind.get("video", ""),
        paper=by_kind.get("paper", ""),
        addresses=tuple(filter(None, _own_addresses(event, links))),
        ids=_ids(event),
        is_break=is_break(event.get("type")),
        **slot_of(
            begins,
            moment_of(event.get("end")) or duration_of(event.get("duration")),
            conference.zone,
            place.day,
        ),
    )


def _ids(event: Event) -> tuple[str, ...]:
    slug = event.get("slug")
    # FOSDEM has pretalx's code there alone.
    code = _CODE.match(slug) if isinstance(slug, str) else None
    return ids_of(event.get("guid"), event.get("code") or (code and code[1]), event.get("id"), slug)


def _beginning(event: Event, day: dt.date | None, day_change: dt.time | None) -> Moment | None:
    """Return the beginning of an event, which may have its time of day apart from its date."""
    begins = moment_of(event.get("date")) or moment_of(event.get("start"))
    if begins and begins.time:
        return begins
    date, time = begins.date if begins else day, time_of(event.get("start"))
    if not begins and date and time and day_change and time < day_change:
        date += dt.timedelta(days=date < dt.date.max)
    return Moment(date, time) if date else None


def _people(event: Event) -> Iterator[tuple[object, object]]:
    people = as_list(event.get("persons")) or as_list(event.get("participants"))
    for person in people:
        said = as_mapping(person)
        if line_of(said.get("role")).casefold() not in HELPERS:
            name = said.get("public_name") or said.get("name") or said.get("full_public_name")
            yield name or person, said.get("organization")


def _name(value: object) -> object:
    return as_mapping(value).get("name") or value


def _track(value: object, names: Mapping[str, str]) -> str:
    said = as_mapping(value)
    short = line_of(said.get("slug"))
    track = line_of(_name(value)) if said.get("name") or not short else names.get(short, "")
    return "" if track == NO_TRACK else track


def _abstract(event: Event) -> str:
    """Return the short and the long text, of which one may begin with the other."""
    short, long = paragraphs_of(event.get("abstract")), paragraphs_of(event.get("description"))
    if long.startswith(short) or not short:
        return long
    return short if short.startswith(long) else f"{short}\n\n{long}"


def _links(event: Event, key: str) -> Sequence[Event]:
    return [as_mapping(link) for link in as_list(event.get(key))]


def _own_addresses(event: Event, links: Sequence[Event]) -> Iterator[str]:
    """Yield the addresses of an event in the system that it was planned with."""
    yield address_of(event.get("origin_url"))
    # pretalx's page for feedback is below that of the talk.
    yield _TALK_OF_FEEDBACK.sub("", address_of(event.get("feedback_url")))
    yield from (
        address_of(link.get("url")) for link in links if link.get("type") in ("ORIGIN", "origin")
    )
