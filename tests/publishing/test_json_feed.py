"""JSON Feed: validated by somebody else's schema, and saying what the feed in Atom says."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import jsonschema
import pytest

from tests.support.browsing import NPM
from tests.support.builds import Build, Built, run_sphinx
from tests.support.dangers import parse
from tests.support.feed_posts import CONF, FILES, post
from tests.support.published_files import json_feed, json_feeds_of, linked_feeds, read_feed
from tests.support.thorough import first_quick

JSON = 'confnotes_feeds = ["conference", "tag", "rss", "json"]\n'


def validate(feed: dict[str, Any]) -> None:
    """Check a feed by the schema that others check theirs with."""
    schema = NPM / "jsonfeed-schema" / "schema-v1.1.json"
    jsonschema.Draft7Validator(
        json.loads(schema.read_text("utf-8")), format_checker=jsonschema.FormatChecker()
    ).validate(feed)


@pytest.fixture(scope="module", params=first_quick(["html", "dirhtml"]))
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    root = tmp_path_factory.mktemp(request.param)
    return run_sphinx(root, FILES, request.param, conf=CONF + JSON, args=["-W"])


@pytest.mark.tools("npm:jsonfeed-schema")
def test_is_valid(built: Built) -> None:
    for name in json_feeds_of(built):
        validate(json_feed(built, name))


@pytest.mark.tools("npm:jsonfeed-schema")
@pytest.mark.parametrize(
    ("key", "wrong"),
    [("version", "1.1"), ("title", None), ("items", [{"id": "a"}]), ("feeds_url", "x")],
)
def test_the_validator_finds_what_is_wrong(built: Built, key: str, wrong: Any) -> None:
    with pytest.raises(jsonschema.ValidationError):
        validate(json_feed(built) | {key: wrong})


def test_says_what_it_is_of(built: Built) -> None:
    home = "index.html" if built.builder == "html" else ""
    assert json_feed(built) | {"items": []} == {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Notes on soup & bread",
        "home_page_url": f"https://example.org/notes/{home}",
        "feed_url": "https://example.org/notes/feed.json",
        "language": "en",
        "items": [],
    }


def test_says_the_same_as_atom(built: Built) -> None:
    names = json_feeds_of(built)
    assert len(names) == 6
    for name in names:
        feed, atom = json_feed(built, name), read_feed(built, name.replace(".json", ".xml"))
        assert feed["title"] == atom.feed.title
        assert feed["feed_url"] == atom.feed.id.replace(".xml", ".json")
        for item, entry in zip(feed["items"], atom.entries, strict=True):
            assert (item["id"], item["url"], item["title"]) == (entry.id, entry.link, entry.title)
            # feedparser writes HTML in its own way, and takes it for a summary that isn't there.
            assert parse(item["content_html"]) == parse(entry.content[0].value)
            assert parse(item.get("summary", item["content_html"])) == parse(entry.summary)
            assert item["date_published"] == entry.published
            assert item["date_modified"] == entry.updated
            assert item["authors"] == [{"name": author.name} for author in entry.authors]
            assert item["tags"] == [tag.term for tag in entry.tags]


def test_titles_and_summaries_are_text(build: Build) -> None:
    built = build({"p.md": post("", "1 < 2 & *soup*")}, conf=CONF + JSON)
    (item,) = json_feed(built)["items"]
    assert item["summary"] == "1 < 2 & soup"
    assert json_feed(build(FILES, conf=CONF + JSON, folder="other"))["items"][1]["title"] == (
        "Day <one> & more"
    )


@pytest.mark.tools("npm:jsonfeed-schema")
@pytest.mark.parametrize("title", ["P", r'"a\x08b\ud800"', r'"\u2028"'])
def test_a_post_without_words(build: Build, title: str) -> None:
    empty = post("", "").replace("title: P", f"title: {title}")
    feed = json_feed(build({"p.md": empty}, conf=CONF + JSON))
    validate(feed)
    (item,) = feed["items"]
    assert item["content_html"] == ""
    assert not {"summary", "tags"} & item.keys()


def test_dates_have_a_zone_as_rfc_3339_asks(build: Build) -> None:
    given = {
        "date: 2011-05-12": "2011-05-12T00:00:00+00:00",
        "date: 0001-01-01\ntimezone: Asia/Tokyo": "0001-01-01T00:00:00+00:00",
        "date: 1911-05-12\ntimezone: Europe/Amsterdam": "1911-05-12T00:00:00+00:00",
        "date: 2011-05-12T09:00:00.5-04:00": "2011-05-12T09:00:00-04:00",
    }
    files = {f"p{i}.md": f"---\ntitle: '{i}'\n{date}\n---\n" for i, date in enumerate(given)}
    items = json_feed(build(files, conf=CONF + JSON))["items"]
    found = {int(item["title"]): item["date_published"] for item in items}
    assert found == dict(enumerate(given.values()))
    assert all(dt.datetime.fromisoformat(date).tzinfo for date in found.values())


def test_pages_lead_to_it(built: Built) -> None:
    for links in linked_feeds(built).values():
        assert ("application/feed+json", str(built.out / "feed.json")) in links


def test_there_is_none_unless_asked_for(build: Build) -> None:
    asked = build(FILES, conf=CONF + JSON)
    assert json_feeds_of(asked)
    (asked.source / "conf.py").write_text(f'extensions = ["sphinxext_confnotes"]\n{CONF}', "utf-8")
    assert json_feeds_of(build()) == []
    without = CONF + JSON + 'confnotes_publish = ["data"]\n'
    assert json_feeds_of(build(FILES, conf=without, folder="without")) == []
