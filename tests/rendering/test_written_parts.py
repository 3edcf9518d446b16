"""Days and groups of a page, taken as they were written: where, and that nobody can tell."""

from __future__ import annotations

import pickle

import pytest

from tests.support.builds import Build, Built, pages
from tests.support.thorough import first_quick

DAYS = (12, 13, 14)
POST = """\
---
title: Day {day}
date: 2031-05-{day}
tags: soup
conference: SoupConf
---

* [Soup {day}](https://example.org/soup/{day})

  TLDR: Ladle {day} first, `gently`.

  Comment: {words}

* [Bread {day}](https://example.org/bread/{day})

  TLDR: It *rises*.
"""
LONG = "Slow. " * 200
SUMMARY = "---\norphan: true\n---\n\n# Days\n\n```{daily-summary}\n```\n"
LIST = "---\norphan: true\n---\n\n# Tags\n\n```{talk-list}\n:group-by: tag\n```\n"
TABLE = "---\norphan: true\n---\n\n# Table\n\n```{talk-list}\n:group-by: tag\n:layout: table\n```\n"


def project(words: str = "Hot.") -> dict[str, str]:
    # No toctree has the lists: up to 8.1 Sphinx loads MathJax where a page below has been written.
    lists = {"days.md": SUMMARY, "tags.md": LIST, "table.md": TABLE}
    posts = {f"day{day}.md": POST.format(day=day, words=words) for day in DAYS}
    return {"index.md": "# Home\n", **lists, **posts}


def edited(built: Built, name: str, old: str, new: str) -> dict[str, str]:
    """Edit a file, and return all files of the project."""
    path = built.source / name
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    return {
        file.relative_to(built.source).as_posix(): file.read_text("utf-8")
        for file in built.source.rglob("*.*")
        if file.suffix in (".md", ".py")
    }


def forge(built: Built) -> None:
    """Put other words into what is kept of parts, so that one can see where they are taken."""
    for file in built.doctrees.glob("confnotes-parts-of-pages-*/*"):
        parts = pickle.loads(file.read_bytes())
        changed = {key: one._replace(html=f"<p>kept</p>{one.html}") for key, one in parts.items()}
        file.write_bytes(pickle.dumps(changed))


def taken(built: Built, page: str) -> int:
    return built.text(page).count("<p>kept</p>")


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize(
    ("builder", "page"), [("html", "days.html"), ("dirhtml", "days/index.html")]
)
def test_of_a_summary_only_the_day_with_an_edit_is_made_again(
    build: Build, builder: str, page: str, jobs: str
) -> None:
    built = build(project(), builder, args=["-j", jobs])
    forge(built)
    edited(built, "day13.md", "Ladle", "Stir")
    again = build(None, builder, args=["-j", jobs])
    assert taken(again, page) == len(DAYS) - 1
    assert "Stir 13 first" in again.text(page)


@pytest.mark.parametrize(
    "words",
    first_quick(
        [
            "Hot.",
            LONG,
            "With $k$ queues.",
            "See {conf:talk}`soup-12`.",
            "A [link](https://example.org/) and\n  ```python\n  x = 1\n  ```",
            "- one\n  - two",
            "A picture ![soup](soup.png).",
            "A mark.[^mark]\n\n  [^mark]: Its text.",
            "See {ref}`genindex`.",
            "(anchor)=\n  At an anchor.",
            "<b>Bold</b> & more",
        ],
        3,
    ),
)
@pytest.mark.parametrize(
    ("old", "new"),
    first_quick(
        [
            ("It *rises*", "It **fell**"),
            ("Bread 13", "Salt 13"),
            ("title: Day 13", "title: Tuesday"),
            ("tags: soup", "tags: bread"),
            ("2031-05-13", "2031-05-15"),
            ("tags: soup", "tags: soup\ndraft: true"),
        ],
        2,
    ),
)
def test_an_edit_gives_what_a_fresh_build_gives(
    build: Build, words: str, old: str, new: str
) -> None:
    built = build(project(words) | {"soup.png": ""})
    files = edited(built, "day13.md", old, new)
    again = build()
    fresh = build(files | {"soup.png": ""}, folder="fresh")
    assert pages(again) == pages(fresh)


def test_a_page_whose_formulas_are_in_kept_days_has_their_script(build: Build) -> None:
    files = project() | {"day12.md": POST.format(day=12, words="With $k$ queues.")}
    built = build(files)
    assert "mathjax" in built.text("days.html")
    edited(built, "day13.md", "Ladle", "Stir")
    assert "mathjax" in build().text("days.html")


def test_a_day_with_a_reference_to_a_page_is_made_again(build: Build) -> None:
    files = project("See {doc}`menu`.") | {"menu.md": "---\norphan: true\n---\n\n# Menu\n"}
    built = build(files)
    forge(built)
    # What the words of the reference are is not for us to know.
    edited(built, "menu.md", "# Menu", "# Card")
    edited(built, "day13.md", "Ladle", "Stir")
    again = build(None)
    assert taken(again, "days.html") == 0
    assert again.text("days.html").count(">Card<") == len(DAYS)


def test_nothing_is_taken_where_the_page_itself_or_the_configuration_has_changed(
    build: Build,
) -> None:
    built = build(project())
    forge(built)
    edited(built, "days.md", "# Days", "# All days")
    edited(built, "day13.md", "Ladle", "Stir")
    assert taken(build(), "days.html") == 0
    forge(built)
    edited(built, "conf.py", "extensions", "html_permalinks = False\nextensions")
    edited(built, "day13.md", "Stir", "Boil")
    again = build()
    assert taken(again, "days.html") == 0
    assert "Boil 13" in again.text("days.html")


@pytest.mark.parametrize("damage", [b"", b"nonsense", b"\x80\x05N."])
def test_what_is_damaged_or_gone_is_made_again(build: Build, damage: bytes) -> None:
    built = build(project())
    for number, file in enumerate(sorted(built.doctrees.glob("confnotes-parts-of-pages-*/*"))):
        file.write_bytes(damage) if number else file.unlink()
    files = edited(built, "day13.md", "Ladle", "Stir")
    assert pages(build()) == pages(build(files, folder="fresh"))


def test_numbered_sections_are_made_again(build: Build) -> None:
    numbered = {"index.md": "# Home\n\n```{toctree}\n:numbered:\ndays\ntags\ntable\n```\n"}
    built = build(project() | numbered)
    forge(built)
    files = edited(built, "day13.md", "2031-05-13", "2031-05-16")
    again = build()
    assert taken(again, "days.html") == 0
    assert pages(again) == pages(build(files, folder="fresh"))


def test_a_post_with_a_summary_is_published_as_in_a_fresh_build(build: Build) -> None:
    post = project()["day12.md"] + "\n## All of it\n\n```{daily-summary}\n```\n"
    built = build(project() | {"day12.md": post}, conf="html_baseurl = 'https://example.org/'\n")
    files = edited(built, "day13.md", "Ladle", "Stir")
    assert pages(build()) == pages(build(files, folder="fresh"))
