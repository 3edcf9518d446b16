"""``schedule.xml`` as pentabarf made it first, and frab, pretalx, FOSDEM, wafer and OSEM do.

The format is described by https://c3voc.de/schedule/schema.xsd.  Older ones leave out the dates of
events, which then are those of their days, and rooms may be left out as elements.  Each event
becomes the mapping that ``schedule.json`` has of it.  XML is parsed by defusedxml, which refuses
entities that grow without end or reach out.  Called by ``reading``; imports neither Sphinx nor
docutils.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any
from xml.etree.ElementTree import Element, ParseError, tostring
from xml.sax import SAXException
from xml.sax.handler import ContentHandler

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring
from defusedxml.sax import make_parser

from sphinxext_confnotes.programmes.entries import Collection, Programme, failed
from sphinxext_confnotes.programmes.schedule_events import Conference, Event, Place, entry_of
from sphinxext_confnotes.programmes.values import (
    address_of,
    line_of,
    moment_of,
    time_of,
    zone_of,
)

PLURALS = {"persons": "person", "links": "link", "attachments": "attachment"}
"""Elements that are lists, and the elements in them."""


def read_xml(content: bytes) -> Programme:
    """Read a file that begins like XML, whatever it holds."""
    try:
        root = fromstring(content, forbid_dtd=False)
    except ParseError as error:
        reason = str(error.msg).partition(":")[0]
        return failed(f"it is no XML: {reason}", error.position[0])
    except DefusedXmlException:
        return failed("its XML declares entities, which programmes need none of")
    except (LookupError, ValueError) as error:
        return failed(f"it is no XML: {error}")
    if _tag(root) != "schedule":
        return failed(f"its XML is no schedule: it begins with <{_tag(root)[:50]}>")
    return _read_schedule(root, content)


def _read_schedule(root: Element, content: bytes) -> Programme:
    said = next((child for child in root if _tag(child) == "conference"), None)
    about = {} if said is None else _texts(said)
    conference = Conference(
        zone=zone_of(about.get("time_zone_name")),
        base=address_of(about.get("base_url")) or address_of(about.get("url")),
        tracks={},
        day_change=time_of(about.get("day_change")),
    )
    found = Collection()
    for place, event in _events(root):
        found.add(entry_of(event, place, conference), place.path)
    if found.untitled and isinstance(found.first, int):
        found.first = _line_of_event(content, found.first)
    return found.finished(line_of(about.get("title")))


def _events(root: Element) -> Iterator[tuple[Place, Event]]:
    """Yield the events of days, and the number of each in the file."""
    number = 0
    for day in root:
        if _tag(day) != "day":
            continue
        date = moment_of(day.get("date"))
        for part in day:
            is_room = _tag(part) == "room"
            room = part.get("name", "") if is_room else ""
            for event in part if is_room else (part,):
                if _tag(event) == "event":
                    yield Place(number, date and date.date, room), _as_mapping(event)
                    number += 1


def _as_mapping(event: Element) -> Event:
    """Return an event as JSON has it."""
    found: dict[str, object] = dict(event.attrib)
    for child in event:
        name = _tag(child)
        if part := PLURALS.get(name):
            found[name] = [_part(one) for one in child if _tag(one) == part]
        elif name == "recording":
            said = _texts(child)
            video = {"url": said.get("url") or said.get("link"), "type": "video"}
            found["recording"] = video
        else:
            found[name] = _text(child)
    videos = [{"url": found.get("video_download_url"), "type": "video"}, found.pop("recording", {})]
    found["links"] = [*_list(found, "links"), *videos]
    found["url"] = found.get("url") or found.get("full_conf_url")
    return found


def _part(element: Element) -> Mapping[str, Any]:
    """Return a person, a link or an attachment."""
    text = _text(element)
    return {
        "name": text,
        "title": text,
        "url": element.get("href"),
        "type": element.get("type", ""),
    }


def _list(found: Mapping[str, object], name: str) -> list[object]:
    value = found.get(name)
    return value if isinstance(value, list) else []


def _texts(element: Element) -> dict[str, str]:
    return {_tag(child): _text(child) for child in element}


def _text(element: Element) -> str:
    """Return the text of an element, with HTML that stands in it as elements of its own."""
    if not len(element):
        return element.text or ""
    try:
        inner = (tostring(child, "unicode", method="html") for child in element)
        return escape(element.text or "") + "".join(inner)
    except RecursionError:
        return element.text or ""


def _tag(element: Element) -> str:
    """Return the name of an element without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


class _Lines(ContentHandler):
    """The lines on which events begin."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[int] = []
        self._locator: Any = None

    def setDocumentLocator(self, locator: Any) -> None:  # noqa: N802
        self._locator = locator

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802
        if name.rpartition(":")[2] == "event":
            self.found.append(self._locator.getLineNumber())


def _line_of_event(content: bytes, number: int) -> int:
    """Return the line of an event.  The parser that makes elements doesn't tell lines."""
    lines = _Lines()
    parser = make_parser()
    parser.setContentHandler(lines)
    try:
        parser.parse(io.BytesIO(content))
    except (SAXException, DefusedXmlException, ValueError):
        return 0
    return lines.found[number] if number < len(lines.found) else 0
