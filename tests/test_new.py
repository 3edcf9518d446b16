"""``python -m sphinxext_confnotes new``: the post that it writes, and how it ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sphinxext_confnotes.__main__ import DONE, FAILED, USAGE, main
from tests.support.builds import CONF, Build, Built

ROWS: list[dict[str, Any]] = [
    {"title": "Who stands last in lines with many ends", "speakers": "Ana Ek (Oven Lab)",
     "room": "Hall", "date": "2031-05-12", "time": "09:30-10:15",
     "url": "https://queues.example/ends"},
    {"title": "Lunch", "date": "2031-05-12", "time": "12:00", "kind": "break"},
    {"title": "Measuring *patience*", "date": "2031-05-12", "time": "09:00"},
    {"title": "Simulating crowds", "date": "2031-05-13", "time": "09:30"},
]  # fmt: skip

MINE = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
SUMMARY:Who stands last in lines with many ends
DTSTART:20310512T093000
URL:https://queues.example/ends
END:VEVENT
END:VCALENDAR
"""

CONFIG = """
confnotes_programmes = {"Queues": "plan/queues.json"}
confnotes_defaults = {
    "posts/*": {"conference": "Queues", "tags": ["lines"], "authors": "Bo", "date": "2031-05-10"},
    "other/*": {"location": "Lund"},
}
"""

HEAD = """---
title: Queues, May 12, 2031
date: 2031-05-12
conference: Queues
tags:
- lines
authors:
- Bo
---

"""

NOTES = "\n  TLDR:\n\n  Comment:\n"


@pytest.fixture
def project(build: Build) -> Built:
    files = {
        "conf.py": f"{CONF}{CONFIG}",
        "plan/queues.json": json.dumps(ROWS),
        "plan/mine.ics": MINE,
        "posts/old.md": "---\ndate: 2031-05-11\n---\n\n# Old\n\nNothing.\n",
    }
    return build(files, "dummy")


def begin(project: Built, *arguments: str, to: str = "posts/new.md") -> tuple[int, Path]:
    path = project.source / to
    return main(["new", *arguments, "-o", str(path)]), path


def test_an_item_for_each_talk_of_a_day(project: Built, capsys: pytest.CaptureFixture[str]) -> None:
    code, path = begin(project, "2031-05-12")
    assert code == DONE
    assert path.read_text("utf-8") == (
        f"{HEAD}- **Measuring \\*patience\\***\n{NOTES}\n"
        f"- [Who stands last in lines with many ends](<https://queues.example/ends>)\n{NOTES}"
    )
    assert capsys.readouterr().out == f"{path}: 2 talks\n"


def test_it_is_here_and_called_by_its_day(
    project: Built, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(project.source / "posts")
    assert main(["new", "May 12, 2031"]) == DONE
    assert Path("2031-05-12.md").is_file()
    assert capsys.readouterr().out == "2031-05-12.md: 2 talks\n"


def test_talks_that_somebody_has_chosen(project: Built) -> None:
    mine = str(project.source / "plan" / "mine.ics")
    code, path = begin(project, "2031-05-12", "--mine", mine)
    assert code == DONE
    assert path.read_text("utf-8").count("TLDR:") == 1
    assert "Who stands last" in path.read_text("utf-8")


def test_a_programme_that_the_project_has_not(project: Built) -> None:
    source = str(project.source / "plan" / "queues.json")
    arguments = ("2031-05-12", "--conference", "Lines", "--from", source)
    code, path = begin(project, *arguments, to="other/new.md")
    assert code == DONE
    text = path.read_text("utf-8")
    assert "conference: Lines\n" in text
    assert "location: Lund\n" in text
    # Nobody would fill these in.
    assert "Speakers: Ana Ek (Oven Lab)\n" in text
    assert "Time: 09:30-10:15\n" in text


@pytest.mark.parametrize(
    ("to", "arguments"), [("posts/new.md", []), ("other/new.md", ["--conference", "Lines"])]
)
def test_a_new_post_is_built_in_silence_and_has_no_talk_yet(
    project: Built, build: Build, to: str, arguments: list[str]
) -> None:
    source = ["--from", str(project.source / "plan" / "queues.json")] if arguments else []
    code, path = begin(project, "2031-05-12", *arguments, *source, to=to)
    assert code == DONE
    built = build(args=["-E"])
    assert [line for line in built.warnings if "toctree" not in line] == []
    page = built.html(to.replace(".md", ".html"))
    assert page.select(".confnotes-talk") == []
    assert "Who stands last in lines with many ends" in page.get_text()

    text = path.read_text("utf-8")
    path.write_text(text.replace("TLDR:", "TLDR: Wait.").replace("Comment:\n", ""), "utf-8")
    built = build(args=["-E"])
    assert [line for line in built.warnings if "toctree" not in line] == []
    cards = built.html(to.replace(".md", ".html")).select(".confnotes-talk")
    assert len(cards) == 2
    assert "Ana Ek (Oven Lab)" in cards[1].get_text()


class TestFailures:
    def test_nothing_is_overwritten(
        self, project: Built, capsys: pytest.CaptureFixture[str]
    ) -> None:
        code, path = begin(project, "2031-05-12", to="posts/old.md")
        assert code == FAILED
        assert "Nothing." in path.read_text("utf-8")
        assert capsys.readouterr().err == f"{path}: it exists already, and is left as it is\n"

    @pytest.mark.parametrize(
        ("to", "arguments", "reason"),
        [
            ("other/new.md", [], "expected '--conference', because its folder has none"),
            ("posts/new.rst", [], "expected a name that ends with .md"),
            ("posts/new.md", ["--conference", "Soup"], "no programme of 'Soup': name its file in "
             "'confnotes_programmes', or behind '--from'"),
            ("posts/new.md", ["--from", "nowhere.json"], "nowhere.json: [Errno 2] No such file or "
             "directory: 'nowhere.json'"),
            ("posts/new.md", ["--mine", "{conf}"], "{conf} has no entries"),
            ("../new.md", ["--conference", "Soup"], "no conf.py in a folder above it"),
        ],
    )  # fmt: skip
    def test_the_reason_is_said(
        self,
        project: Built,
        to: str,
        arguments: list[str],
        reason: str,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        conf = str(project.source / "conf.py")
        code, path = begin(
            project, "2031-05-12", *(one.format(conf=conf) for one in arguments), to=to
        )
        assert code == FAILED
        assert not path.exists()
        said = capsys.readouterr().err.splitlines()[-1]
        assert said == f"{path}: {reason.format(conf=conf)}"

    def test_a_date_that_is_none(self, capsys: pytest.CaptureFixture[str]) -> None:
        with pytest.raises(SystemExit) as stopped:
            main(["new", "someday"])
        assert stopped.value.code == USAGE
        assert "expected a date such as 2023-12-10" in capsys.readouterr().err
