"""``schedule.json`` as frab, pretalx and the hub of c3voc export it.

The format is described by https://c3voc.de/schedule/schema.json: days, of which each has rooms, of
which each has events.  Its second version, https://c3voc.de/schedule/schema2.json, has one list of
events.  Called by ``reading``; imports neither Sphinx nor docutils.
"""

from __future__ import annotations

from collections.abc import Iterator

from sphinxext_confnotes.programmes.entries import Collection, Programme
from sphinxext_confnotes.programmes.schedule_events import Conference, Event, Place, entry_of
from sphinxext_confnotes.programmes.values import (
    address_of,
    as_list,
    as_mapping,
    line_of,
    moment_of,
    zone_of,
)


def is_schedule(data: object) -> bool:
    """Tell whether data is a schedule."""
    schedule = as_mapping(as_mapping(data).get("schedule"))
    conference = as_mapping(schedule.get("conference"))
    return "days" in conference or ("conference" in schedule and "events" in schedule)


def read_schedule(data: object) -> Programme:
    """Read what `is_schedule` is true of."""
    schedule = as_mapping(as_mapping(data).get("schedule"))
    said = as_mapping(schedule.get("conference"))
    tracks = map(as_mapping, as_list(said.get("tracks")))
    conference = Conference(
        zone_of(said.get("time_zone_name")),
        address_of(schedule.get("base_url")) or address_of(said.get("url")),
        {line_of(track.get("slug")): line_of(track.get("name")) for track in tracks},
    )
    found = Collection()
    for place, event in _events(schedule, said):
        found.add(entry_of(event, place, conference), place.path)
    return found.finished(line_of(said.get("title")))


def _events(schedule: Event, conference: Event) -> Iterator[tuple[Place, Event]]:
    for number, event in enumerate(as_list(schedule.get("events"))):
        yield Place(f"schedule.events[{number}]"), as_mapping(event)
    for number, day in enumerate(map(as_mapping, as_list(conference.get("days")))):
        said = moment_of(day.get("date"))
        date = said and said.date
        for name, events in as_mapping(day.get("rooms")).items():
            path = f"schedule.conference.days[{number}].rooms[{name[:50]!a}]"
            for index, event in enumerate(as_list(events)):
                yield Place(f"{path}[{index}]", date, name), as_mapping(event)
