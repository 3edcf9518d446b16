"""What is published beside the pages, read back by the parsers of others.

Called by ``test_fuzz`` with the output of a project that has an ``html_baseurl``.  How each kind
of file is read is said by the tests that are about it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tests.conftest import Built
from tests.dangers import HARMLESS, dangers, kind_of, parse
from tests.publishing import (
    test_calendar,
    test_citations,
    test_data,
    test_feed,
    test_json_feed,
    test_metadata,
)
from tests.publishing.test_redirects import redirects, target

ADDRESSES = ("url", "page", "slides", "video", "paper", "code")
"""The keys of ``talks.json`` that hold an address."""

PARTS = {"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT"}
"""Of a calendar."""


def check_published(built: Built) -> None:
    """Look whether each file is one of its format, and holds nothing dangerous."""
    for html in (*check_data(built), *check_feeds(built)):
        assert not dangers(parse(html)), html
    check_calendars(built)
    check_citations(built)
    check_redirects(built)
    check_heads(built)


def check_data(built: Built) -> Iterator[str]:
    """Yield the HTML in the data."""
    test_data.check(built)
    for key, value in _items(test_data.data(built)):
        if key in ADDRESSES:
            assert kind_of(value) in HARMLESS
        elif key == "html":
            yield value


def check_feeds(built: Built) -> Iterator[str]:
    """Yield the HTML in the feeds."""
    for name in test_feed.feeds_of(built):
        for entry in test_feed.read(built, name).entries:
            assert {kind_of(link.href) for link in entry.links} <= {"https"}
            yield from (content.value for content in entry.get("content", ()))
    for name in test_json_feed.feeds_of(built):
        for item in test_json_feed.load(built, name)["items"]:
            assert kind_of(item["url"]) == "https"
            yield item["content_html"]


def check_calendars(built: Built) -> None:
    for path in built.out.rglob("*.ics"):
        calendar = test_calendar.calendar(built, path.relative_to(built.out).as_posix())
        assert {part.name for part in calendar.walk()} <= PARTS
        assert not any("ATTACH" in event or event.errors for event in calendar.events)
        if path.name == "talks.ics":
            dated = [talk for talk in test_data.data(built)["talks"] if "date" in talk]
            assert len(calendar.events) == len(dated)


def check_citations(built: Built) -> None:
    if talks := test_data.data(built)["talks"]:
        items = test_citations.csl(built)
        assert test_citations.bibtex(built).keys() == items.keys()
        assert [item["type"] for item in items.values()].count("speech") == len(talks)


def check_redirects(built: Built) -> None:
    for name in redirects(built):
        assert (built.out / target(built, name)).is_file()
        (refresh,) = dangers(parse(built.text(name)))
        assert "refresh" in refresh


def check_heads(built: Built) -> None:
    for path in built.out.rglob("*.html"):
        if "ld+json" in path.read_text("utf-8"):
            test_metadata.expanded(built, path.relative_to(built.out).as_posix())


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the keys of JSON with their values, at all levels."""
    if isinstance(value, dict):
        yield from value.items()
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from _items(inner)
