"""What is published beside the pages, read back by the parsers of others.

Each kind of file has a function that reads it, for the tests of that kind and for those that look
at more; `check_published` looks at all files of a project that has an ``html_baseurl``.
"""

from __future__ import annotations

import copy
import json
import os
from collections.abc import Iterator, Mapping
from importlib import resources
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

import bibtexparser
import feedparser
import icalendar
import jsonschema
from bs4 import BeautifulSoup
from lxml import etree
from pylatexenc.latex2text import LatexNodes2Text
from pyld import jsonld

from tests.support.builds import Built
from tests.support.dangers import HARMLESS, dangers, kind_of, parse

DATA_SCHEMA = json.loads(
    (resources.files("sphinxext_confnotes") / "static/talks.schema.json").read_text("utf-8")
)

SCHEMA_ORG = "http://schema.org/"
CONTEXT = {"@vocab": SCHEMA_ORG, "url": {"@type": "@id"}, "image": {"@type": "@id"}} | {
    name: {"@type": "Date"} for name in ("datePublished", "startDate", "endDate")
}
"""As much of the context of schema.org as its terms need."""

REFRESH = '<meta http-equiv="refresh" content="0; '

ADDRESSES = ("url", "page", "slides", "video", "paper", "code")
"""The keys of ``talks.json`` that hold an address."""

PARTS = {"VCALENDAR", "VTIMEZONE", "STANDARD", "DAYLIGHT", "VEVENT"}
"""Of a calendar."""


def data(built: Built) -> dict[str, Any]:
    """Return the data, not held against the schema."""
    return json.loads(built.text("talks.json"))


def strict(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema without leave for keys that it doesn't describe."""
    schema = copy.deepcopy(schema)
    for name, part in [("", schema), *schema["$defs"].items()]:
        if name != "facts":
            part["unevaluatedProperties"] = False
    return schema


def validate_data(built: Built) -> None:
    """Hold the data against the schema, and against nothing beside it."""
    jsonschema.Draft202012Validator(
        strict(DATA_SCHEMA), format_checker=jsonschema.FormatChecker()
    ).validate(data(built))


def calendar(built: Built, name: str = "talks.ics") -> icalendar.Calendar:
    return icalendar.Calendar.from_ical((built.out / name).read_bytes(), multiple=False)


def feeds_of(built: Built) -> list[str]:
    """Return the feeds in XML."""
    return [name for name in _all_feeds_of(built) if not name.endswith(".json")]


def json_feeds_of(built: Built) -> list[str]:
    return [name for name in _all_feeds_of(built) if name.endswith(".json")]


def _all_feeds_of(built: Built) -> list[str]:
    found = [*built.out.glob("feed.*"), *built.out.glob("feed/**/*.*")]
    return sorted(path.relative_to(built.out).as_posix() for path in found)


def json_feed(built: Built, name: str = "feed.json") -> dict[str, Any]:
    feed: dict[str, Any] = json.loads(built.text(name))
    return feed


def read_feed(built: Built, name: str = "feed.xml") -> Any:
    """Return a feed as a reader sees it, with nothing that it would have to forgive."""
    content = (built.out / name).read_bytes()
    etree.fromstring(content)
    feed = feedparser.parse(content, sanitize_html=False)
    assert not feed.bozo, feed.bozo_exception
    return feed


def linked_feeds(built: Built) -> Mapping[str, list[tuple[str, str]]]:
    """Return the pages that link feeds, to the types and addresses of these."""
    found = {}
    for path in built.out.rglob("*.*"):
        if path.suffix in (".html", ".xhtml", ".fjson") and "atom+xml" in path.read_text("utf-8"):
            name = path.relative_to(built.out).as_posix()
            tags = built.html(name).select('head link[rel="alternate"]')
            found[name] = [
                (str(tag["type"]), os.path.normpath(path.parent / str(tag["href"]))) for tag in tags
            ]
    return found


def bibtex(built: Built) -> dict[str, dict[str, str]]:
    """Return the fields of each entry, as a reader of BibTeX has them, in plain text."""
    library = bibtexparser.parse_string(built.text("talks.bib"))
    assert not library.failed_blocks
    assert len(library.blocks) == len(library.entries)
    assert {entry.entry_type for entry in library.entries} == {"misc"}
    return {
        entry.key: {field.key: plain(field.key, field.value) for field in entry.fields}
        for entry in library.entries
    }


def plain(key: str, value: str) -> str:
    if key == "url":
        return value
    # What the reader doesn't know.
    value = value.replace(r"{\textbraceleft}", r"\{").replace(r"{\textbraceright}", r"\}")
    return LatexNodes2Text().latex_to_text(value).replace("ˆ", "^")


def csl(built: Built) -> dict[str, dict[str, Any]]:
    items = json.loads(built.text("talks.csl.json"))
    found = {item.pop("id"): item for item in items}
    assert len(found) == len(items)
    return found


def redirects(built: Built) -> list[str]:
    """Return the pages that lead to another one."""
    pages = (path.relative_to(built.out) for path in built.out.rglob("*.htm*") if path.is_file())
    return sorted(page.as_posix() for page in pages if REFRESH in built.text(str(page)))


def target(built: Built, name: str) -> str:
    """Return the file that a page leads to, in both of its ways, as a browser takes it."""
    page = built.html(name)
    (meta,) = page.select("meta[http-equiv=refresh]")
    (link,) = page.select("a")
    seconds, _, address = str(meta["content"]).partition("; url=")
    assert (seconds, address) == ("0", link["href"])
    assert not urlsplit(address).scheme
    assert not address.startswith("/")
    found = unquote(urljoin(f"https://host/{name}", address).removeprefix("https://host/"))
    return f"{found}index.html" if found.endswith("/") or not found else found


def head(built: Built, name: str = "posts/one.html") -> BeautifulSoup:
    found = built.html(name).head
    assert found is not None
    return found


def script(built: Built, name: str = "posts/one.html") -> dict[str, Any]:
    (found,) = head(built, name).find_all("script", type="application/ld+json")
    return json.loads(found.string)


def load_context(address: str, options: object) -> dict[str, object]:
    """Return the context in place of the network."""
    assert address == "https://schema.org"
    return {"documentUrl": address, "document": {"@context": CONTEXT}, "contextUrl": None}


def expanded(built: Built, name: str = "posts/one.html") -> dict[str, Any]:
    """Return the article as a processor of JSON-LD reads it."""
    (article,) = jsonld.expand(script(built, name), {"documentLoader": load_context})
    return article


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
    validate_data(built)
    for key, value in _items(data(built)):
        if key in ADDRESSES:
            assert kind_of(value) in HARMLESS
        elif key == "html":
            yield value


def check_feeds(built: Built) -> Iterator[str]:
    """Yield the HTML in the feeds."""
    for name in feeds_of(built):
        for entry in read_feed(built, name).entries:
            assert {kind_of(link.href) for link in entry.links} <= {"https"}
            yield from (content.value for content in entry.get("content", ()))
    for name in json_feeds_of(built):
        for item in json_feed(built, name)["items"]:
            assert kind_of(item["url"]) == "https"
            yield item["content_html"]


def check_calendars(built: Built) -> None:
    for path in built.out.rglob("*.ics"):
        found = calendar(built, path.relative_to(built.out).as_posix())
        assert {part.name for part in found.walk()} <= PARTS
        assert not any("ATTACH" in event or event.errors for event in found.events)
        if path.name == "talks.ics":
            dated = [talk for talk in data(built)["talks"] if "date" in talk]
            assert len(found.events) == len(dated)


def check_citations(built: Built) -> None:
    if talks := data(built)["talks"]:
        items = csl(built)
        assert bibtex(built).keys() == items.keys()
        assert [item["type"] for item in items.values()].count("speech") == len(talks)


def check_redirects(built: Built) -> None:
    for name in redirects(built):
        assert (built.out / target(built, name)).is_file()
        (refresh,) = dangers(parse(built.text(name)))
        assert "refresh" in refresh


def check_heads(built: Built) -> None:
    for path in built.out.rglob("*.html"):
        if "ld+json" in path.read_text("utf-8"):
            expanded(built, path.relative_to(built.out).as_posix())


def _items(value: Any) -> Iterator[tuple[str, Any]]:
    """Yield the keys of JSON with their values, at all levels."""
    if isinstance(value, dict):
        yield from value.items()
    for inner in value.values() if isinstance(value, dict) else value:
        if isinstance(inner, dict | list):
            yield from _items(inner)
