"""What a talk has of its conference's programme: joined, filled in, and marked as such."""

from __future__ import annotations

import json
from typing import Any

import pytest

import sphinxext_confnotes
from sphinxext_confnotes.__main__ import explain_file
from sphinxext_confnotes.nodes import confnotes_talk
from sphinxext_confnotes.notes.records import Merged
from tests.support.builds import CONF, Build, Built

ROWS = [
    {
        "title": "Who stands last? Fairness in lines with many ends",
        "id": "QUE7ED",
        "speakers": ["Ana Ek (Oven Lab)", "Bo Lind"],
        "date": "2031-05-12",
        "time": "14:00-14:45",
        "room": "Blue Hall",
        "track": "Theory",
        "url": "https://queues.example/talk/QUE7ED/",
        "slides": "https://queues.example/fair.pdf",
        "abstract": "Lines with many ends are <b>fair</b>.",
    },
    {
        "title": "Night lines",
        "id": "N1GHTS",
        "speakers": ["Cy Ro"],
        "date": "2031-05-13",
        "time": "01:00",
        "timezone": "Europe/Berlin",
    },
    {"title": "Simulating crowds on a laptop", "speakers": ["Di Vo"], "date": "2031-05-12"},
]

HEAD = "---\ntitle: Queue Days\ndate: 2031-05-12\nconference: Queue Days\n---\n\n"


def project(*posts: str, rows: Any = ROWS) -> dict[str, str]:
    return {
        "conf.py": f'{CONF}confnotes_programmes = {{"Queue days": "queues.json"}}\n',
        "queues.json": json.dumps(rows),
        **{f"post{number}.md": HEAD + post for number, post in enumerate(posts)},
    }


def data(built: Built) -> dict[str, Any]:
    return dict(json.loads(built.text("talks.json")))


def talk(built: Built) -> dict[str, Any]:
    (found,) = data(built)["talks"]
    return dict(found)


class TestFilling:
    def test_a_talk_has_what_its_author_left_out(self, build: Build) -> None:
        built = build(project("## Who stands last\n\nTLDR: Nobody.\n"))
        assert built.warnings == []
        found = talk(built)
        assert found["title"] == "Who stands last"
        assert found["announced"] == ROWS[0]["title"]
        assert found["speakers"] == ["Ana Ek", "Bo Lind"]
        assert found["affiliations"] == {"Ana Ek": "Oven Lab"}
        assert (found["time"], found["room"]) == ("14:00-14:45", "Blue Hall")
        assert found["url"] == "https://queues.example/talk/QUE7ED/"
        assert found["abstract"] == "Lines with many ends are fair."
        assert found["entry"] == "QUE7ED"
        assert found["filled"] == [
            "url", "speakers", "time", "track", "room", "abstract", "slides", "announced",
        ]  # fmt: skip

    def test_it_is_shown_as_if_it_had_been_typed(self, build: Build) -> None:
        built = build(project("## Who stands last\n\nTLDR: Nobody.\n"))
        page = built.html("post0.html")
        card = page.select_one(".confnotes-talk")
        assert card is not None
        text = " ".join(card.get_text(" ").split())
        assert "Announced as: Who stands last? Fairness in lines with many ends" in text
        assert "Ana Ek (Oven Lab), Bo Lind" in card.get_text()
        link = card.select_one("a[href='https://queues.example/talk/QUE7ED/']")
        assert link is not None
        assert link.get_text() == "Who stands last"

    def test_what_an_author_wrote_stays(self, build: Build) -> None:
        built = build(
            project(
                "## [Who stands last](https://other.example/) (Ek)\n\n"
                "Room: Attic\n\nTime: 15:00\n\nTLDR: Nobody.\n"
            )
        )
        found = talk(built)
        assert found["url"] == "https://other.example/"
        assert (found["room"], found["time"]) == ("Attic", "15:00")
        assert found["speakers"] == ["Ana Ek"]
        assert set(found["filled"]) == {"track", "abstract", "slides", "announced"}

    def test_directives_are_joined_as_well(self, build: Build) -> None:
        built = build(
            project(":::{talk} Fairness in lines\n:speakers: Ana Ek\n\nNobody.\n:::\n"),
        )
        assert talk(built)["entry"] == "QUE7ED"
        assert talk(built)["speakers"] == ["Ana Ek"]

    @pytest.mark.parametrize(
        "options",
        [":entry: QUE7ED", ":url: https://queues.example/talk/QUE7ED/?utm_source=x",
         ":slides: https://queues.example/fair.pdf"],
    )  # fmt: skip
    def test_addresses_and_identifiers(self, build: Build, options: str) -> None:
        built = build(project(f":::{{talk}} That one\n{options}\n\nNobody.\n:::\n"))
        assert talk(built)["room"] == "Blue Hall"

    def test_an_identifier_that_nothing_has(self, build: Build) -> None:
        built = build(project(":::{talk} Who stands last\n:entry: X\n\nNobody.\n:::\n"))
        assert built.warnings == [
            "post0.md:7: WARNING: talk 'entry: X': expected an identifier in the programme of "
            "'Queue Days'; the talk is looked for by its title [confnotes.programme]"
        ]
        assert talk(built)["entry"] == "QUE7ED"

    def test_a_document_that_is_no_post(self, build: Build) -> None:
        files = project()
        files["page.md"] = (
            "# A page\n\n```{talk} Fairness in lines with many ends\n:conference: queue  DAYS\n\n"
            "Nobody.\n```\n"
        )
        (found,) = build(files, "dummy").doctree("page").findall(confnotes_talk)
        assert (found["entry"], found["room"]) == ("QUE7ED", "Blue Hall")

    def test_another_conference_has_nothing_of_it(self, build: Build) -> None:
        post = "## Who stands last\n\nTLDR: Nobody.\n"
        files = {
            **project(),
            "post.md": HEAD.replace("conference: Queue", "conference: Wait") + post,
        }
        assert "entry" not in talk(build(files))

    def test_the_day_and_the_zone_of_a_talk_after_midnight(self, build: Build) -> None:
        found = talk(build(project("## Night lines by Cy Ro\n\nTLDR: Dark.\n")))
        assert (found["date"], found["time"]) == ("2031-05-13", "01:00")
        assert found["timezone"] == "Europe/Berlin"
        assert set(found["filled"]) == {"date", "time", "timezone"}

    def test_restructured_text(self, build: Build) -> None:
        files = project()
        files["post.rst"] = (
            ":date: 2031-05-12\n:conference: Queue Days\n\nQueue Days\n==========\n\n"
            "Who stands last\n---------------\n\nTLDR: Nobody.\n"
        )
        assert talk(build(files))["entry"] == "QUE7ED"

    def test_an_item_with_text_behind_its_title(self, build: Build) -> None:
        built = build(project("- Ana Ek: Who stands last – nobody does, it seems.\n- milk\n"))
        found = talk(built)
        assert (found["title"], found["speakers"]) == ("Who stands last", ["Ana Ek"])
        assert "nobody does, it seems." in built.html("post0.html").get_text()

    def test_the_data_is_read_back(self, build: Build) -> None:
        built = build(project("## Who stands last\n\nTLDR: Nobody.\n"))
        (found,) = sphinxext_confnotes.load(built.out / "talks.json").talks
        assert isinstance(found, Merged)
        assert found.facts.entry == "QUE7ED"
        assert "room" in found.facts.filled


class TestMerging:
    def test_talks_of_one_entry_are_one_talk(self, build: Build) -> None:
        built = build(
            project(
                "## Who stands last\n\nTLDR: Nobody.\n",
                "- Fairness in lines with many ends\n\n  Comment: A proof, at last.\n",
            )
        )
        assert built.warnings == []
        assert len(talk(built)["accounts"]) == 2

    def test_an_author_knows_better_than_the_programme(self, build: Build) -> None:
        built = build(
            project(
                "## Who stands last\n\nTLDR: Nobody.\n",
                "## Fairness in lines with many ends\n\nRoom: Attic\n\nComment: At last.\n",
            )
        )
        # They don't contradict each other either.
        assert built.warnings == []
        assert talk(built)["room"] == "Attic"
        assert "room" not in talk(built)["filled"]
        assert "track" in talk(built)["filled"]

    def test_two_talks_of_a_post_stay_two(self, build: Build) -> None:
        text = "## Who stands last\n\nTLDR: A.\n\n## Fairness in lines with many ends\n\nTLDR: B.\n"
        found = data(build(project(text)))["talks"]
        assert len(found) == 2


class TestExplaining:
    def test_the_entry_of_a_talk(self, build: Build) -> None:
        built = build(project("## Who stands last\n\nTLDR: Nobody.\n"), "dummy")
        found = [one for one in explain_file(built.source / "post0.md") if one.what == "programme"]
        assert [(one.line, one.text, one.why) for one in found] == [
            (7, str(ROWS[0]["title"]), "its title is like that of the entry (96 of 100)")
        ]

    def test_why_there_is_none(self, build: Build) -> None:
        text = "## Soup for all\n\nTLDR: Hot.\n\n:::{talk} Lightning talks\n\nHot.\n:::\n"
        built = build(project(text), "dummy")
        found = [one for one in explain_file(built.source / "post0.md") if one.what == "programme"]
        assert [(one.line, one.text, one.why) for one in found] == [
            (7, "no entry", "its title has fewer than 3 words that tell which talk it is"),
            (11, "no entry", "its title is one that many conferences have"),
        ]


def test_an_item_that_waits_for_its_notes_is_no_talk(build: Build) -> None:
    text = (
        "- **Who stands last?**\n\n  TLDR:\n\n  Comment:\n\n"
        "- [Crowds](https://a.example)\n\n  TLDR: Small.\n"
    )
    built = build(project(text))
    assert built.warnings == []
    assert talk(built)["title"] == "Crowds"
    assert "TLDR:" in built.html("post0.html").get_text()


class TestProgrammesOfOtherConferences:
    TALKS = "".join(f"## {title}\n\nTLDR: Hot.\n\n" for title in ("Soup", "Bread", "Salt"))

    def test_are_said_once(self, build: Build) -> None:
        built = build(project(self.TALKS, self.TALKS), "dummy")
        assert built.warnings == [
            "conf.py:2: WARNING: confnotes_programmes['Queue days']: expected the programme of "
            "this conference, but it has none of the 6 talks of its posts; nothing is taken from "
            "it [confnotes.programme]"
        ]

    def test_are_not_where_one_talk_joins(self, build: Build) -> None:
        built = build(project(f"{self.TALKS}## Who stands last\n\nTLDR: Nobody.\n"), "dummy")
        assert built.warnings == []

    @pytest.mark.parametrize(
        ("date", "is_warned"),
        [("2031-05-14", False), ("2031-05-12", True), ("2030-05-14", True)],
    )
    def test_are_no_programmes_of_other_days(
        self, build: Build, date: str, is_warned: bool
    ) -> None:
        files = project(self.TALKS)
        files["post0.md"] = files["post0.md"].replace("2031-05-12", date)
        assert bool(build(files, "dummy").warnings) is is_warned

    def test_may_be_of_a_name_that_was_mistyped(self, build: Build) -> None:
        files = project(self.TALKS)
        files["conf.py"] = files["conf.py"].replace("Queue days", "Queue dasy")
        assert build(files, "dummy").warnings == [
            "conf.py:2: WARNING: confnotes_programmes['Queue dasy']: expected a conference that "
            "posts name, did you mean 'Queue Days'?; no talk is joined with it "
            "[confnotes.programme]"
        ]
