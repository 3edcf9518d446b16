"""A programme that changes between builds: what is read and written again, and what isn't."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sphinxext_confnotes.programmes.joining import Joiner
from tests.support.builds import CONF, Build, Built, edit, pages, times

ROWS = [
    {"title": "Who stands last in lines with many ends", "speakers": "Ana Ek", "room": "Attic"},
    {"title": "Simulating crowds on a laptop", "speakers": "Di Vo", "room": "Cellar"},
    {
        "title": "Measuring patience with cheap sensors",
        "speakers": "Bo Lind",
        "abstract": "Cheap ones.",
    },
]
PAGE = "conf/conference/queues"
"""The page of the conference, which shows all of its talks."""

ORPHAN = "---\norphan: true\n---\n\n"


def post(day: int, *titles: str) -> str:
    head = f"---\ntitle: Day {day}\ndate: 2031-05-{day}\nconference: Queues\n---\n\n"
    return head + "".join(f"## {title}\n\nTLDR: Wait.\n\n" for title in titles)


FILES = {
    "conf.py": f'{CONF}confnotes_programmes = {{"Queues": "plan/queues.json"}}\n',
    "plan/queues.json": json.dumps(ROWS, indent=1),
    "index.md": "# Home\n\nNothing.\n",
    "crowds.md": post(12, "Simulating crowds on a laptop"),
    "sensors.md": post(13, "Measuring patience with sensors\n\nAbstract: Ours."),
    "soup.md": post(14, "Soup for all who wait in the cold"),
    "list.md": f"{ORPHAN}# List\n\n```{{talk-list}}\n:since: 2031-05-12\n:until: 2031-05-12\n```\n",
    "other.md": f"{ORPHAN}# Other\n\n```{{talk-list}}\n:since: 2031-05-13\n```\n",
}


@pytest.fixture(params=["1", "2"])
def jobs(request: pytest.FixtureRequest) -> list[str]:
    return ["-j", request.param]


def again(build: Build, built: Built, jobs: list[str]) -> set[str]:
    """Build again, and return the pages that were written; Sphinx's own and the home page apart."""
    before = times(built)
    after = times(build(args=jobs))
    return {name for name in after if after[name] != before.get(name)} - {
        "index", "genindex", "search", "conf-days", "conf-speakers",
    }  # fmt: skip


def test_only_what_shows_something_else_is_written(build: Build, jobs: list[str]) -> None:
    built = build(FILES, args=jobs)
    edit(built, "plan/queues.json", "Cellar", "Kitchen")
    # Pages of one series have links to each other.
    assert again(build, built, jobs) == {"crowds", "list", PAGE}
    assert "Kitchen" in built.text("list.html")
    fresh = build(
        FILES | {"plan/queues.json": FILES["plan/queues.json"].replace("Cellar", "Kitchen")},
        folder="fresh",
    )
    assert pages(fresh) == pages(built)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Attic", "Cave"),
        ("lines with many ends", "no lines at all"),
        # Its author has said this.
        ("Cheap ones.", "Dear ones."),
    ],
)
def test_what_nobody_has_noted_concerns_nobody(
    build: Build, jobs: list[str], old: str, new: str
) -> None:
    built = build(FILES, args=jobs)
    edit(built, "plan/queues.json", old, new)
    assert again(build, built, jobs) == set()


def test_a_talk_that_the_programme_has_now(build: Build, jobs: list[str]) -> None:
    built = build(FILES, args=jobs)
    edit(
        built,
        "plan/queues.json",
        "Who stands last in lines with many ends",
        "Soup for all who wait in the cold",
    )
    assert again(build, built, jobs) == {"soup", "other", PAGE}
    assert "Ana Ek" in built.text("soup.html")


def test_a_talk_that_the_programme_has_no_more(build: Build, jobs: list[str]) -> None:
    built = build(FILES, args=jobs)
    edit(built, "plan/queues.json", "Measuring patience with cheap sensors", "Bread")
    assert again(build, built, jobs) == {"sensors", "other", PAGE}
    assert "Bo Lind" not in built.text("sensors.html")


def test_a_file_that_comes_and_goes(build: Build) -> None:
    files = {name: text for name, text in FILES.items() if not name.startswith("plan")}
    built = build(files)
    assert "Di Vo" not in built.text("crowds.html")
    path = built.source / "plan" / "queues.json"
    path.parent.mkdir()
    path.write_text(FILES["plan/queues.json"], "utf-8")
    assert again(build, built, []) == {"crowds", "sensors", "list", "other", PAGE}
    assert "Di Vo" in built.text("crowds.html")
    path.unlink()
    assert again(build, built, []) == {"crowds", "sensors", "list", "other", PAGE}
    assert "Di Vo" not in built.text("crowds.html")


@pytest.fixture
def joins(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that gets what entries are looked for."""
    asked: list[object] = []
    join = Joiner.join

    def noted(self: Joiner, wanted: Any) -> Any:
        asked.append(wanted)
        return join(self, wanted)

    monkeypatch.setattr(Joiner, "join", noted)
    return asked


def test_nothing_is_looked_for_when_nothing_has_changed(build: Build, joins: list[object]) -> None:
    built = build(FILES)
    assert joins
    joins.clear()
    build()
    assert joins == []
    # A change that concerns no post is looked at once, though the environment isn't kept then.
    edit(built, "plan/queues.json", "Attic", "Cave")
    build()
    assert joins
    joins.clear()
    build()
    assert joins == []


def test_an_edit_of_a_post_after_such_a_change(build: Build) -> None:
    built = build(FILES)
    edit(built, "plan/queues.json", "Attic", "Cave")
    build()
    edit(built, "soup.md", "Soup for all who wait in the cold", "Who stands last in lines")
    assert again(build, built, []) == {"soup", "other", PAGE}
    assert "Cave" in built.text("soup.html")


def test_tables_dont_show_how_a_talk_was_announced(build: Build, jobs: list[str]) -> None:
    row = {"title": "Soup for everybody", "url": "https://example.org/soup"}
    talk = "## [Soup](https://example.org/soup)\n\nTLDR: Wait.\n\n"
    table = f"{ORPHAN}# Table\n\n```{{talk-list}}\n:layout: table\n```\n"
    files = {**FILES, "plan/queues.json": json.dumps([row]), "day.md": post(15) + talk}
    built = build({**files, "table.md": table}, args=jobs)
    assert "Soup for everybody" in built.text("other.html")
    edit(built.source, "plan/queues.json", "everybody", "all who wait")
    written = again(build, built, jobs)
    assert "Soup for all who wait" in built.text("other.html")
    assert "table" not in written


def test_what_another_account_has_of_the_programme_too_is_as_it_was(
    build: Build, jobs: list[str]
) -> None:
    row = {"title": "Soup", "url": "https://example.org/soup", "room": "Hall"}
    talk = "## [Soup](https://example.org/soup)\n\nTLDR: Wait.\n\n"
    cards = f"{ORPHAN}# Cards\n\n```{{talk-list}}\n```\n"
    files = {name: FILES[name] for name in ("conf.py", "index.md")} | {"cards.md": cards}
    files |= {"plan/queues.json": json.dumps([row])}
    files |= {"a.md": post(15) + talk, "b.md": post(16) + talk}
    built = build(files, args=jobs)
    before = built.text("cards.html")
    assert "Room: Hall" in before
    edit(built.source, "a.md", "conference: Queues\n", "")
    written = again(build, built, jobs)
    assert built.text("cards.html") == before
    assert "a" in written
    assert "cards" not in written
