"""``confnotes_defaults``: the front matter that a project has for whole folders."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sphinxext_confnotes.reading.defaults import complete, of_document
from sphinxext_confnotes.reading.frontmatter import FrontMatter
from sphinxext_confnotes.reading.raw_frontmatter import RawFrontMatter
from tests.support.builds import Build, Built, edit, run_sphinx

DEFAULTS = {
    "notes/waitconf-2031/**": {
        "conference": "WaitConf 2031",
        "tags": ["queues"],
        "location": "Bar",
    },
    "notes/*/keynotes/*": {"tags": "keynote", "location": "Hall"},
    "*": {"author": "Ana"},
}


@pytest.mark.parametrize(
    ("docname", "found"),
    [
        ("notes", {"authors": ["Ana"]}),
        (
            "notes/waitconf-2031/day",
            {"conference": "WaitConf 2031", "tags": ["queues"], "location": "Bar"},
        ),
        (
            "notes/waitconf-2031/keynotes/one",
            {"conference": "WaitConf 2031", "tags": ["queues", "keynote"], "location": "Hall"},
        ),
        ("notes/other/keynotes/one", {"tags": ["keynote"], "location": "Hall"}),
        ("notes/waitconf-2032/day", {}),
        ("notes/other/keynotes/deeper/one", {}),
    ],
)
def test_patterns_are_those_of_sphinx_and_later_ones_win(
    docname: str, found: dict[str, object]
) -> None:
    given = of_document(docname, DEFAULTS)
    assert {key: [*value] if key == "tags" else value for key, value in given.items()} == found


@pytest.mark.parametrize(
    ("own", "defaults", "key", "value"),
    [
        ({"conference": "Own"}, {"conference": "Folder"}, "conference", "Own"),
        ({}, {"conference": "Folder"}, "conference", "Folder"),
        ({"conference": None}, {"conference": "Folder"}, "conference", "Folder"),
        ({"tags": "a, b"}, {"tags": ["b", "c"]}, "tags", ("a", "b", "c")),
        ({"tags": ["a"]}, {"tags": "b, c"}, "tags", ("a", "b", "c")),
        ({"authors": {"name": "Ana"}}, {"authors": ["Bo"]}, "authors", ("Ana", "Bo")),
        ({"not-talks": "A"}, {"not-talks": ["B *"]}, "not_talks", ("A", "B *")),
        ({"talks": "h2"}, {"talks": ["links"]}, "modes", ("h2",)),
        ({}, {"talks": ["links"]}, "modes", ("links",)),
        ({"draft": "false"}, {"draft": True}, "draft", False),
        ({}, {"draft": True}, "draft", True),
        ({}, {"timezone": "Europe/Berlin"}, "timezone", "Europe/Berlin"),
    ],
)
def test_a_post_wins_and_lists_are_joined(
    own: dict[str, object], defaults: dict[str, object], key: str, value: object
) -> None:
    given = RawFrontMatter({name: (one, 3) for name, one in own.items()}, given=own)
    assert getattr(FrontMatter.read(complete(given, defaults), "page"), key) == value


@pytest.mark.parametrize(
    ("docname", "own", "date"),
    [
        ("page", {}, "2031-05-12"),
        ("page", {"date": "2031-05-14"}, "2031-05-14"),
        ("2031-05-13-page", {}, "2031-05-13"),
    ],
)
def test_a_date_of_its_own_or_of_its_name_wins(
    docname: str, own: dict[str, object], date: str
) -> None:
    given = RawFrontMatter({name: (one, 3) for name, one in own.items()}, given=own)
    read = FrontMatter.read(complete(given, {"date": "2031-05-12"}), docname)
    assert str(read.date) == date


FILES = {
    "notes/waitconf/a.md": "# A\n\n## Queues\n\nTLDR: Stand.\n\n## Kings\n\nTLDR: Sit.\n",
    "notes/waitconf/b.md": "---\ntags: [own]\nconference: Own\n---\n\n# B\n\n### Lines\n\nText.\n",
    "notes/waitconf/c.rst": "C\n=\n\nStairs\n------\n\nTLDR: Climb.\n",
    "other.md": "# Other\n\nTLDR: Words.\n",
}
CONF = """
import datetime
confnotes_defaults = {
    "notes/waitconf/*": {
        "conference": "WaitConf 2031",
        "tags": ["queues"],
    },
    "notes/waitconf/a": {"date": datetime.date(2031, 5, 12)},
}
"""


def posts(built: Built) -> dict[str, dict[str, Any]]:
    return {post["id"]: post for post in json.loads(built.text("talks.json"))["posts"]}


def test_a_folder_of_undated_notes_has_its_conference(build: Build) -> None:
    built = build(FILES, conf=CONF)
    assert built.warnings == []
    found = posts(built)
    a, b, c = (found[f"notes/waitconf/{name}"] for name in "abc")
    assert (a["date"], a["conference"], a["tags"]) == ("2031-05-12", "WaitConf 2031", ["queues"])
    assert (b.get("date"), b["conference"], b["tags"]) == (None, "Own", ["own", "queues"])
    assert (c.get("date"), c["conference"], c["tags"]) == (None, "WaitConf 2031", ["queues"])
    assert [talk["title"] for talk in c["talks"]] == ["Stairs"]
    assert len(found) == 3


def test_a_change_is_read_and_nothing_else_is(build: Build) -> None:
    built = build(FILES, conf=CONF)
    edit(built, "conf.py", "WaitConf 2031", "LiftConf 2031")
    again = run_sphinx(built.source.parents[1])
    assert posts(again)["notes/waitconf/c"]["conference"] == "LiftConf 2031"
    before = (again.doctrees / "other.doctree").stat().st_mtime_ns
    third = run_sphinx(built.source.parents[1])
    assert (third.doctrees / "other.doctree").stat().st_mtime_ns == before


def test_wrong_entries_cost_themselves_alone(build: Build) -> None:
    conf = """
confnotes_defaults = {
    "notes/waitconf/*": {
        "conference": ["WaitConf"],
        "tags": ["queues"],
        "confrence": "WaitConf",
    },
    'notes/waitconf/a': {"date": "soon", "location": "Bar"},
    "notes/waitconf/b": "WaitConf",
    "notes/waitconf/c": {"conference": "WaitConf", "aliases": "/x/"},
    "notes/waitconf/d": {"permalink": "/:year/"},
    "notes/waitconf/e": {"permalink": "/:categories/:title/"},
}
"""
    built = build(FILES, conf=conf)
    ours = [line for line in built.warnings if line.endswith("[confnotes.config]")]
    keys = (
        "permalink, tags, authors, conference, location, timezone, talks, not-talks, talk-title, "
        "draft, status, date, published"
    )
    assert ours == [
        "conf.py:4: WARNING: confnotes_defaults['notes/waitconf/*']: front matter 'conference: "
        "['WaitConf']': expected a text; it is ignored [confnotes.config]",
        "conf.py:4: WARNING: confnotes_defaults['notes/waitconf/*']: 'confrence': expected one of "
        f"{keys}; it is ignored [confnotes.config]",
        "conf.py:9: WARNING: confnotes_defaults['notes/waitconf/a']: front matter 'date: soon': "
        "expected a date such as 2023-12-10; it is ignored [confnotes.config]",
        "conf.py:10: WARNING: confnotes_defaults['notes/waitconf/b'] = WaitConf: expected a "
        "mapping of keys to values behind a pattern; it is ignored [confnotes.config]",
        "conf.py:11: WARNING: confnotes_defaults['notes/waitconf/c']: 'aliases': expected one "
        f"of {keys}; it is ignored [confnotes.config]",
        "conf.py:12: WARNING: confnotes_defaults['notes/waitconf/d']: 'permalink': expected "
        "':title' or ':slug' in it; it is ignored [confnotes.config]",
        "conf.py:13: WARNING: confnotes_defaults['notes/waitconf/e']: 'permalink': expected no "
        "other placeholders than :year, :short_year, :month, :i_month, :day, :i_day, :title, "
        ":slug, :contentbasename; it is ignored [confnotes.config]",
    ]
    assert posts(built)["notes/waitconf/c"]["tags"] == ["queues"]


def test_a_folder_can_say_how_addresses_are_made(build: Build) -> None:
    files = {
        "posts/2031-05-12-soup.md": "# Soup\n\nTLDR: Hot.\n",
        "posts/2031-05-13-salt.md": "---\npermalink: /own/\n---\n\n# Salt\n\nTLDR: Dry.\n",
        "posts/2031-05-14-tea.md": "---\nslug: cold-tea\n---\n\n# Tea\n\nTLDR: Green.\n",
        "posts/oil.md": (
            "<!--\n.. title: Oil\n.. slug: hot-oil\n.. date: 2031-05-15\n-->\n\nTLDR: Thick.\n"
        ),
        "posts/some.md": "---\nconference: KitchenConf\n---\n\n# Some day\n\nTLDR: Any.\n",
        "posts/page.md": "---\norphan: true\n---\n\n# No post\n",
    }
    conf = 'confnotes_defaults = {"posts/*": {"permalink": "/:year/:month/:title.html"}}\n'
    built = build(files, conf=conf)
    assert built.warnings == [
        "posts/some.md:1: WARNING: front matter 'permalink: /:year/:month/:title.html': expected a "
        "post with a date for ':year'; it is ignored [confnotes.permalink]"
    ]
    pages = {page.relative_to(built.out).as_posix() for page in built.out.rglob("*.html")}
    made = {"soup", "cold-tea", "hot-oil"}
    assert {"own/index.html", *(f"2031/05/{name}.html" for name in made)} <= pages
    assert not {page for page in pages if page.startswith(("2031/05/salt", "2031/05/page"))}
