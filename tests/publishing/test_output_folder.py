"""Whose a file of the output folder is: what others have there stays as it is."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.support.builds import Build, edit
from tests.support.published_files import data
from tests.support.thorough import first_quick

BASE = "html_baseurl = 'https://example.org/'\nconfnotes_calendar_links = True\n"
CONF = f"{BASE}html_extra_path = ['extra']\n"
POST = """---
title: Soup
date: 2031-05-07
tags: leek
---

* [Bread](https://example.org/bread)

  Time: 14:00

  TLDR: Warm.
"""
PUBLISHED = (
    "talks.json",
    "feed.xml",
    "feed.json",
    "talks.ics",
    "talks.bib",
    "talks.csl.json",
    "calendar/a/2031-05-07.ics",
    "feed/tag/leek.xml",
)
FEEDS = "confnotes_feeds = ['tag', 'json']\n"

TAKEN = "an address that no page or file of the site has"
CROSSED = "an address without a file or link on its way in the output folder"


def refused(file: str, expected: str) -> str:
    return f"WARNING: '{file}': expected {expected}; it isn't published [confnotes.publish]"


@pytest.mark.parametrize("file", first_quick(PUBLISHED, 3))
def test_a_file_of_the_user_stays(build: Build, file: str) -> None:
    built = build({"a.md": POST, f"extra/{file}": "Mine."}, conf=CONF + FEEDS)
    assert built.warnings == [refused(file, TAKEN)]
    assert built.text(file) == "Mine."
    others = [name for name in PUBLISHED if (built.out / name).is_file() and name != file]
    assert len(others) == len(PUBLISHED) - 1


def test_in_any_letter_case_and_behind_a_link(build: Build, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "Feed.XML").write_text("Mine.", "utf-8")
    built = build({"a.md": POST, "extra/empty.txt": ""})
    (built.source / "extra" / "linked").symlink_to(tmp_path / "elsewhere")
    (built.source / "extra" / "Talks.JSON").write_text("Mine.", "utf-8")
    conf = CONF.replace("'extra'", "'extra', 'extra/linked'")
    assert build(conf=conf).warnings == [refused(f, TAKEN) for f in ("talks.json", "feed.xml")]


def test_a_page_of_the_user_stays(build: Build) -> None:
    files = {"a.md": POST, "feed.md": "# Mine\n", "talks.json.md": "# Mine\n"}
    built = build(files, conf="html_baseurl = 'https://example.org/'\nhtml_file_suffix = '.xml'\n")
    assert built.warnings == [refused("feed.xml", TAKEN)]
    assert "Mine" in built.text("feed.xml")
    # Here the page is a file in a folder of that name.
    built = build(builder="dirhtml")
    assert built.warnings == [refused("talks.json", CROSSED)]
    assert "Mine" in built.text("talks.json/index.xml")


def test_a_page_in_the_place_of_a_folder(build: Build) -> None:
    built = build({"a.md": POST, "extra/calendar": "Mine."}, conf=CONF)
    assert built.warnings == [
        refused(f"calendar/a/{name}.ics", TAKEN) for name in ("talk-bread", "2031-05-07")
    ]
    assert built.text("calendar") == "Mine."


def test_a_file_that_comes_later_and_goes_again(build: Build) -> None:
    built = build({"a.md": POST, "extra/x.txt": ""}, conf=CONF)
    (built.source / "extra/talks.json").write_text("Mine.", "utf-8")
    edit(built, "a.md", "Warm.", "Hot.")
    assert build().warnings == [refused("talks.json", TAKEN)]
    assert built.text("talks.json") == "Mine."
    (built.source / "extra/talks.json").unlink()
    assert build().warnings == []
    assert data(built)["posts"][0]["title"] == "Soup"


def test_the_builder_of_data_copies_nothing_and_has_no_pages(build: Build) -> None:
    built = build({"a.md": POST, "extra/talks.json": "Mine."}, "confnotes", conf=CONF)
    assert built.warnings == []
    assert data(built)["posts"][0]["title"] == "Soup"


def test_the_warning_can_be_silenced(build: Build) -> None:
    conf = CONF + "suppress_warnings = ['confnotes.publish']\n"
    assert build({"a.md": POST, "extra/feed.xml": "Mine."}, conf=conf, args=["-W"]).status == 0


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links")
class TestLinks:
    """Nothing is written or removed outside of the output folder, whatever is in it."""

    def test_a_file(self, build: Build, tmp_path: Path) -> None:
        outside = tmp_path / "outside"
        outside.write_text("mine", "utf-8")
        built = build({"a.md": POST}, conf=BASE)
        (built.out / "feed.xml").unlink()
        (built.out / "feed.xml").symlink_to(outside)
        assert build(args=["-a"]).warnings == [refused("feed.xml", CROSSED)]
        assert outside.read_text("utf-8") == "mine"

    def test_a_folder(self, build: Build, tmp_path: Path) -> None:
        built = build({"a.md": POST}, conf=BASE)
        calendars = [
            path.relative_to(built.out) for path in (built.out / "calendar").rglob("*.ics")
        ]
        outside = tmp_path / "outside"
        (built.out / "calendar").rename(outside)
        (built.out / "calendar").symlink_to(outside, target_is_directory=True)
        # Neither written nor removed.
        edit(built, "a.md", "14:00", "15:00")
        assert sorted(build().warnings) == sorted(refused(str(f), CROSSED) for f in calendars)
        edit(built, "a.md", "15:00", "soon")
        build()
        assert sorted(outside.rglob("*.ics")) == sorted(
            outside / path.relative_to("calendar") for path in calendars
        )
