"""Posts of a conference that are on no day: they are in everything else."""

from __future__ import annotations

import json

import pytest
from sphinx.util.inventory import InventoryFile

from tests.support.builds import Build, Built

FILES = {
    "undated.md": "---\nconference: WaitConf\ntags: [lines]\n---\n\n# Undated\n\n"
    "## Queues\n\nTLDR: Stand.\n",
    "silent.md": "---\nconference: waitconf\n---\n\n# Silent\n\nText.\n",
    "dated.md": "---\nconference: WaitConf\ndate: 2031-05-12\n---\n\n# Dated\n\nText.\n",
    "other.md": "---\nconference: true\n---\n\n# Other\n\n### Deep\n",
    "lists.md": "# Lists\n\n```{daily-summary}\n```\n\n```{talk-list}\n```\n\n"
    "{conf:post}`undated` {conf:post}`silent` {conf:tag}`lines`\n",
}


@pytest.fixture
def built(build: Build) -> Built:
    return build(FILES)


def test_nothing_is_warned_about_but_the_page_that_is_none(built: Built) -> None:
    assert [line.partition(": ")[0] for line in built.warnings] == ["other.md:7"]


def test_lists_references_and_data_have_them(built: Built) -> None:
    lists = built.html("lists.html")
    days = [
        day.get_text() for day in lists.select("section[id^='2031'] h3, section[id^='2031'] h2")
    ]
    assert all("Undated" not in day for day in days)
    assert "Queues" in lists.get_text()
    assert lists.select_one("a[href='undated.html']")
    assert lists.select_one("a[href='silent.html']")
    posts = json.loads(built.text("talks.json"))["posts"]
    assert {post["id"]: post.get("date") for post in posts} == {
        "undated": None,
        "silent": None,
        "dated": "2031-05-12",
    }
    with (built.out / "objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "", lambda base, uri: uri)
    assert set(inventory["conf:post"]) == {"undated", "silent", "dated"}


def test_they_come_last_in_the_series(built: Built) -> None:
    series = built.html("dated.html").select_one(".confnotes-series")
    assert series
    lines = [" ".join(item.get_text().split()) for item in series.select("li")]
    assert lines == ["Monday, May 12, 2031: Dated", "Silent", "Undated"]


def test_pages_say_what_they_are(built: Built) -> None:
    page = built.html("undated.html")
    assert page.select_one("meta[property='og:title'][content='Undated']")
    (article,) = (
        json.loads(script.string or "")
        for script in page.select("script[type='application/ld+json']")
    )
    assert article["about"]["name"] == "WaitConf"
    # An event without a day is none.
    assert "mentions" not in article
    assert not built.html("other.html").select_one("meta[property='og:title']")
