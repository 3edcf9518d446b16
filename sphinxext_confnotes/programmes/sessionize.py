"""Sessionize's JSON: ``view/All``, and the sessions of ``view/Sessions`` and ``view/GridSmart``.

The first has speakers, rooms and categories beside the sessions, which name them by identifiers
(https://sessionize.com/playbook/api); the others have them in the sessions, and the sessions in
groups or in the rooms of days.  Called by ``reading``; imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from sphinxext_confnotes.programmes.entries import Collection, Entry, Programme
from sphinxext_confnotes.programmes.values import (
    address_of,
    as_list,
    as_mapping,
    as_text,
    ids_of,
    kind_of,
    line_of,
    moment_of,
    paragraphs_of,
    slot_of,
    speakers_of,
    title_of,
)

Session = Mapping[str, object]

KEYS = {"startsAt", "isServiceSession", "isPlenumSession", "categoryItems", "roomId"}
"""Keys by which sessions are recognised."""

DECLINED = ("declined", "decline_queue", "waitlisted", "waitlist", "cancelled", "canceled")
"""What became of sessions that aren't given."""

_TRACK = re.compile(r"\b(?:tracks?|topics?|themes?)\b", re.IGNORECASE)
_FORMAT = re.compile(r"\b(?:formats?|types?|kinds?)\b", re.IGNORECASE)


class _Names:
    """The things that identifiers stand for."""

    def __init__(self, data: object) -> None:
        said = as_mapping(data)
        self.speakers = _by_id(said.get("speakers"))
        self.rooms = _by_id(said.get("rooms"))
        self.categories: dict[str, tuple[str, str]] = {}
        """The title of the category and the name of each of its items."""
        for category in map(as_mapping, as_list(said.get("categories"))):
            title = line_of(category.get("title") or category.get("name"))
            for item in map(as_mapping, as_list(category.get("items"))):
                self.categories[as_text(item.get("id"))] = title, line_of(item.get("name"))


def sessions_of(data: object) -> list[tuple[str, Session]]:
    """Return the sessions of data with the ways to them; an empty list for anything else."""
    found = list(_sessions(data))
    is_one = any(KEYS & session.keys() for _, session in found[:20])
    return found if is_one else []


def read_sessions(data: object) -> Programme:
    """Read data that `sessions_of` returns some of."""
    names = _Names(data)
    found = Collection()
    seen: set[str] = set()
    for place, session in sessions_of(data):
        number = as_text(session.get("id"))
        # A view has a session for all rooms once in each of them.
        if number and number in seen and as_mapping(session).get("isPlenumSession"):
            continue
        seen.add(number)
        if line_of(session.get("status")).casefold() not in DECLINED:
            found.add(_entry(session, names), place)
    return found.finished()


def _sessions(data: object) -> Iterator[tuple[str, Session]]:
    for number, group in enumerate([data] if isinstance(data, dict) else as_list(data)):
        said = as_mapping(group)
        path = f"[{number}]." if isinstance(data, list) else ""
        for index, session in enumerate(as_list(said.get("sessions"))):
            yield f"{path}sessions[{index}]", as_mapping(session)
        for place, room in enumerate(map(as_mapping, as_list(said.get("rooms")))):
            for index, session in enumerate(as_list(room.get("sessions"))):
                yield f"{path}rooms[{place}].sessions[{index}]", as_mapping(session)


def _entry(session: Session, names: _Names) -> Entry:
    categories = list(_categories(session, names))
    room = names.rooms.get(as_text(session.get("roomId")), {})
    return Entry(
        title=title_of(session.get("title")),
        speakers=speakers_of(_speakers(session, names)),
        room=line_of(session.get("room")) or line_of(room.get("name")),
        track=next((item for title, item in categories if _TRACK.search(title)), ""),
        kind=next(
            (
                kind
                for title, item in categories
                if _FORMAT.search(title) and (kind := kind_of(item))
            ),
            "",
        ),
        abstract=paragraphs_of(session.get("description")),
        video=address_of(session.get("recordingUrl")),
        ids=ids_of(session.get("id")),
        is_break=session.get("isServiceSession") is True,
        **slot_of(moment_of(session.get("startsAt")), moment_of(session.get("endsAt"))),
    )


def _speakers(session: Session, names: _Names) -> Iterator[tuple[object, object]]:
    for speaker in as_list(session.get("speakers")):
        said = as_mapping(speaker)
        known = names.speakers.get(as_text(said.get("id") or speaker), said)
        full = " ".join(line_of(known.get(key)) for key in ("firstName", "lastName")).strip()
        yield known.get("fullName") or full or known.get("name"), known.get("tagLine")


def _categories(session: Session, names: _Names) -> Iterator[tuple[str, str]]:
    for item in as_list(session.get("categoryItems")):
        yield names.categories.get(as_text(item), ("", ""))
    for category in map(as_mapping, as_list(session.get("categories"))):
        title = line_of(category.get("name") or category.get("title"))
        for item in map(as_mapping, as_list(category.get("categoryItems"))):
            yield title, line_of(item.get("name"))


def _by_id(values: object) -> Mapping[str, Session]:
    found = map(as_mapping, as_list(values))
    return {as_text(value.get("id")): value for value in found if value.get("id")}
