"""``talks.ics``: the talks as events for calendars; and a file for each conference with a page.

Where pages have links to the events of a talk or a day, each of these has a file as well.

The format is that of iCalendar (https://www.rfc-editor.org/rfc/rfc5545), which the library of that
name writes.  What is here says which fact of a talk becomes which property.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone

from sphinxext_confnotes import wording
from sphinxext_confnotes.config import Config
from sphinxext_confnotes.notes import fields
from sphinxext_confnotes.notes.lookups import signed_by
from sphinxext_confnotes.notes.records import Merged, Talk
from sphinxext_confnotes.publishing.calendar_links import LinkedTalks, file_of_day, file_of_talk
from sphinxext_confnotes.publishing.site import CALENDAR, Site, calendars_of
from sphinxext_confnotes.sanitizing import clean_line, clean_text

FILE = CALENDAR
PRODUCT = "-//sphinxext-confnotes//EN"

ZONED_YEARS = (1900, 2100)
"""The years whose changes of the clock are written out, where there are events in them."""


class Written(NamedTuple):
    """An event as it stands in each file that has it.

    It is written once, though it is in up to three files: `Calendar.to_ical` writes each component
    again, and for 1,000 talks in one zone, with a file for each of them and for 40 days, that takes
    3.0 s instead of 0.6 s (icalendar 7.3).
    """

    content: bytes
    year: int
    zone: str
    """The time zone whose rules it needs, if any."""


def files(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents: all talks with a date, then those that pages have links to."""
    events = {
        _uid(site, talk): site.parts.get(
            "event", site.digests[talk.place], functools.partial(_event, site, talk)
        )
        for talk in site.talks
        if talk.facts.date
    }
    if events:
        yield FILE, _calendar(events.values(), name=site.name)
    for own in calendars_of(site.domain.overviews, site.talks).values():
        if own.path != FILE:
            yield own.path, _calendar([events[_uid(site, talk)] for talk in own.talks], own.name)
    days: defaultdict[str, dict[str, Written]] = defaultdict(dict)
    for place, talk in LinkedTalks(site.lookups, Config.of(site.builder.config)):
        assert talk.facts.date is not None
        uid = _uid(site, talk)
        event = events.get(uid) or _event(site, talk)
        yield file_of_talk(place), _calendar([event])
        days[file_of_day(place.docname, talk.facts.date)][uid] = event
    for name, found in days.items():
        yield name, _calendar(found.values())


def _calendar(events: Collection[Written], name: str = "") -> bytes:
    """Return a file of events, after how the clocks go in their zones in those years.

    So it tells its times by itself, and yet is the same when a later version of the time zone
    database says something else of other years.
    """
    first, last = ZONED_YEARS
    years = [min(max(event.year, first), last) for event in events if event.zone]
    zones = sorted({event.zone for event in events if event.zone})
    begin, end = _frame(name)
    rules = (_zone(zone, min(years), max(years)) for zone in zones)
    return b"".join([begin, *rules, *(event.content for event in events), end])


@functools.lru_cache(maxsize=2)
def _frame(name: str) -> tuple[bytes, bytes]:
    """Return what stands before and behind the parts of a calendar."""
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODUCT)
    if name:
        # The first is the standard's (RFC 7986), the second is known to more programs.
        for key in ("NAME", "X-WR-CALNAME"):
            calendar.add(key, _text(clean_line(name)))
    begin, end, rest = calendar.to_ical().rpartition(b"END:VCALENDAR")
    return begin, end + rest


@functools.lru_cache(maxsize=256)
def _zone(name: str, first: int, last: int) -> bytes:
    zone = Timezone.from_tzid(
        name, first_date=dt.date(first, 1, 1), last_date=dt.date(last + 1, 1, 1)
    )
    return bytes(zone.to_ical())


def _event(site: Site, talk: Merged) -> Written:
    facts = talk.facts
    assert facts.date is not None
    event = Event()
    event.add("UID", _uid(site, talk))
    # The time of creation isn't known, and the clock would change each build.
    event.add("DTSTAMP", dt.datetime.combine(facts.date, dt.time(), dt.UTC))
    event.add("SUMMARY", _text(clean_line(facts.title)))
    for name, moment in _times(facts).items():
        event.add(name, moment)
    if not facts.start or facts.until:
        # An event that takes all day shouldn't block the calendar.
        event.add("TRANSP", "TRANSPARENT")
    place = [*fields.published(talk, "calendar", "LOCATION"), talk.location]
    texts: Mapping[str, object] = {
        "DESCRIPTION": _text(clean_text(_description(site, talk))),
        "LOCATION": _text(clean_line(", ".join(filter(None, place)))),
        "URL": site.link(talk),
        "CATEGORIES": [
            _text(clean_line(tag)) for tag in fields.published(talk, "calendar", "CATEGORIES")
        ],
    }
    for name, text in texts.items():
        if text:
            event.add(name, text)
    zone = event["DTSTART"].params.get("TZID", "")
    return Written(bytes(event.to_ical()), facts.date.year, str(zone))


def _uid(site: Site, talk: Merged) -> str:
    """Return what is the same in every build and on no other site, and tells nothing of either."""
    owner = site.base or site.builder.config.project
    place = site.home(talk)
    named = f"{owner} {place.docname}#{place.anchor}"
    return hashlib.sha256(named.encode("utf-8", "replace")).hexdigest()[:32]


def _times(talk: Talk) -> dict[str, dt.date]:
    """Return start and end of a talk: days, or moments, in its zone where one is known."""
    assert talk.date is not None
    if talk.until and talk.until < dt.date.max:
        # It isn't known on which of the days it takes place.  The end is exclusive
        # (https://www.rfc-editor.org/rfc/rfc5545#section-3.6.1).
        return {"DTSTART": talk.date, "DTEND": talk.until + dt.timedelta(days=1)}
    if talk.start is None or talk.until:
        return {"DTSTART": talk.date}
    zone = ZoneInfo(talk.timezone) if talk.timezone else None
    start = dt.datetime.combine(talk.date, talk.start, zone)
    if talk.end is None:
        return {"DTSTART": start}
    end = dt.datetime.combine(talk.date, talk.end, zone)
    gained = (end.utcoffset() or dt.timedelta()) - (start.utcoffset() or dt.timedelta())
    # A DST change can put the end before the start.
    is_later = end - start > gained
    return {"DTSTART": start, "DTEND": end} if is_later else {"DTSTART": start}


def _description(site: Site, talk: Merged) -> str:
    """Return what posts say that the talk said, and the fields that belong there by their names."""
    named = (
        wording.named(wording.field(field.name), text)
        for field in fields.FIELDS
        if field.calendar == "DESCRIPTION"
        for text in field.words(talk.facts)
    )
    return "\n\n".join(filter(None, (_summary(site, talk), *named)))


def _summary(site: Site, talk: Merged) -> str:
    """Return what posts say that the talk said, signed where several do."""
    said = [
        (account, said.text)
        for account in talk.accounts
        for note, said in zip(account.talk.notes, site.note_contents(account.talk), strict=True)
        if note.kind == "tldr"
    ]
    if len({account.post.docname for account, _ in said}) > 1:
        said = [(one, wording.named(wording.listed(signed_by(one)), text)) for one, text in said]
    return "\n\n".join(text for _, text in said)


def _text(text: str) -> str:
    r"""Return a text for the library, which takes ``\N`` for a line break and loses the letter."""
    return text.replace(r"\N", r"\ N")
