"""Parts of published files: made once, and again where something that goes into them changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinxext_confnotes.kept_files import digest
from sphinxext_confnotes.publishing.kept_parts import KeptParts
from tests.support.builds import Build, Built

FILES = ("talks.json", "talks.ics", "talks.bib", "talks.csl.json")
SITE = "html_baseurl = 'https://example.org/'\n"
POST = """\
---
title: Day {day}
date: 2031-05-{day}
tags: soup
---

* [Soup {day}](https://example.org/soup/{day})

  Speaker: Rosa Wirth

  TLDR: Ladle {day} first.

  Comment: Hot {day}.
"""
NOTES = {f"day{day}.md": POST.format(day=day) for day in (12, 13)} | {"index.md": "# Home\n"}


def made(store: KeptParts, *things: str) -> list[str]:
    """Ask for a part of each thing, and return those that had to be made."""
    found: list[str] = []

    def make(thing: str) -> str:
        found.append(thing)
        return f"made of {thing}"

    for thing in things:
        assert store.get("words", digest(thing), lambda thing=thing: make(thing)) == (
            f"made of {thing}"
        )
    store.save()
    return found


def test_what_was_made_is_not_made_again(tmp_path: Path) -> None:
    file = tmp_path / "parts"
    assert made(KeptParts(file, "1"), "a", "b", "a") == ["a", "b"]
    assert made(KeptParts(file, "1"), "b", "c") == ["c"]
    # What wasn't used any more is forgotten.
    assert made(KeptParts(file, "1"), "a", "c") == ["a"]
    assert [path.name for path in tmp_path.iterdir()] == ["parts"]


def test_it_is_made_again_where_everything_is_different(tmp_path: Path) -> None:
    file = tmp_path / "parts"
    made(KeptParts(file, "1"), "a")
    assert made(KeptParts(file, "2"), "a") == ["a"]
    made(KeptParts(file, "2"), "a")
    for damaged in (b"", b"damaged", b"\x80\x05N.", file.read_bytes()[:-9]):
        file.write_bytes(damaged)
        assert made(KeptParts(file, "2"), "a") == ["a"]
    file.unlink()
    assert made(KeptParts(file, "2"), "a") == ["a"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Ladle 13", "Stir 13"),
        ("Hot 13", "Cold 13"),
        ("Soup 13", "Bread 13"),
        ("title: Day 13", "title: Tuesday"),
        ("tags: soup", "tags: bread"),
        ("Rosa Wirth", "Ade Bello"),
        ("title: Day 13", "location: Lund\ntitle: Day 13"),
        ("title: Day 13", "draft: true\ntitle: Day 13"),
        ("2031-05-13", "2031-05-14"),
    ],
)
def test_an_edit_gives_what_a_fresh_build_gives(build: Build, old: str, new: str) -> None:
    built = build(NOTES, conf=SITE)
    text = (built.source / "day13.md").read_text("utf-8")
    assert old in text
    (built.source / "day13.md").write_text(text.replace(old, new), "utf-8")
    again = build()
    fresh = build({**NOTES, "day13.md": text.replace(old, new)}, conf=SITE, folder="fresh")
    assert published(again) == published(fresh)


@pytest.mark.parametrize(
    "conf",
    [
        "html_baseurl = 'https://other.example.org/'\n",
        SITE + "project = 'Other'\n",
        SITE + "language = 'de'\n",
        SITE + "confnotes_published = {'limit': '1'}\n",
        SITE + "html_file_suffix = '.htm'\n",
    ],
)
def test_another_configuration_gives_what_a_fresh_build_gives(build: Build, conf: str) -> None:
    built = build(NOTES, conf=SITE)
    path = built.source / "conf.py"
    path.write_text(path.read_text("utf-8").replace(SITE, conf), "utf-8")
    assert published(build()) == published(build(NOTES, conf=conf, folder="fresh"))


def published(built: Built) -> dict[str, str]:
    assert built.warnings == []
    return {name: built.text(name) for name in FILES}
