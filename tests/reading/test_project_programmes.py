"""The files that ``confnotes_programmes`` names: when they are read, and what is said of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinxext_confnotes.reading.project_programmes import FOLDER, SUFFIX
from tests.support.builds import PROJECTS, Build, Built, edit

FILES = {"index.md": "# Home\n"}
ROWS = json.dumps([{"title": "Soup is a queue", "speakers": ["Ana Ek"]}])


def conf(**files: object) -> str:
    named = {name.replace("_", " "): value for name, value in files.items()}
    return f"confnotes_programmes = {named!r}\n"


def kept(built: Built) -> list[Path]:
    return sorted((built.doctrees / FOLDER).glob(f"*{SUFFIX}"))


@pytest.mark.parametrize("name", sorted(path.name for path in (PROJECTS / "programmes").iterdir()))
def test_files_of_all_kinds_are_read_in_silence(build: Build, name: str) -> None:
    path = str(PROJECTS / "programmes" / name)
    built = build(FILES, "dummy", conf=conf(WaitConf=path))
    # Some of them have entries without a title.
    assert [line for line in built.warnings if "no title" not in line] == []
    assert len(kept(built)) == 1


def test_a_file_is_read_once(build: Build) -> None:
    built = build({**FILES, "talks.json": ROWS}, "dummy", conf=conf(WaitConf="talks.json"))
    (before,) = kept(built)
    time = before.stat().st_mtime_ns
    build(builder="dummy")
    (after,) = kept(built)
    assert (after, after.stat().st_mtime_ns) == (before, time)
    edit(built, "talks.json", "Soup", "Bread")
    build(builder="dummy")
    assert len(kept(built)) == 1
    assert kept(built) != [before]


def test_nothing_is_kept_without_programmes(build: Build) -> None:
    built = build(FILES, "dummy")
    assert not (built.doctrees / FOLDER).exists()


class TestWarnings:
    def test_an_entry_that_is_none_costs_itself_alone(self, build: Build) -> None:
        files = {**FILES, "talks.json": ROWS}
        built = build(files, "dummy", conf=conf(WaitConf="talks.json", SoupConf=3, BreadConf=[]))
        expected = "the name of a conference with the path of a file, or a list of paths"
        assert built.warnings == [
            f"conf.py:2: WARNING: confnotes_programmes['SoupConf'] = 3: expected {expected}; "
            "it is ignored [confnotes.config]",
            f"conf.py:2: WARNING: confnotes_programmes['BreadConf'] = []: expected {expected}; "
            "it is ignored [confnotes.config]",
        ]
        assert len(kept(built)) == 1

    @pytest.mark.parametrize("name", ["nowhere.json", ".", "a\\0b"])
    def test_a_file_that_cannot_be_read(self, build: Build, name: str) -> None:
        built = build(FILES, "dummy", conf=f'confnotes_programmes = {{\n  "WaitConf": "{name}"}}\n')
        shown = name.replace("\\0", "\\x00")
        assert built.warnings == [
            "conf.py:3: WARNING: confnotes_programmes['WaitConf']: expected the path of a file "
            f"from the folder of conf.py, but '{shown}' can't be read; no talk is joined with it "
            "[confnotes.programme]"
        ]

    def test_a_file_that_is_no_programme(self, build: Build) -> None:
        files = {**FILES, "plan/talks.json": '[\n{"title": \n]'}
        built = build(files, "dummy", conf=conf(WaitConf="plan/talks.json"))
        assert built.warnings == [
            "plan/talks.json:3: WARNING: programme of 'WaitConf': it is no JSON: Expecting value; "
            "no talk is joined with it [confnotes.programme]"
        ]

    def test_an_entry_without_a_title(self, build: Build) -> None:
        rows = [{"title": "Soup", "speakers": "Ana"}, {"title": "", "speakers": "Bo"}]
        files = {**FILES, "talks.json": json.dumps(rows)}
        built = build(files, "dummy", conf=conf(Wait_Conf=["talks.json"]))
        assert built.warnings == [
            "talks.json:1: WARNING: programme of 'Wait Conf': [1]: an entry has no title, and is "
            "left out [confnotes.programme]"
        ]

    def test_are_given_again_with_a_fresh_environment(self, build: Build) -> None:
        files = {**FILES, "talks.json": "{"}
        first = build(files, "dummy", conf=conf(WaitConf="talks.json"))
        assert len(first.warnings) == 1
        assert build(builder="dummy").warnings == []
        assert build(builder="dummy", args=["-E"]).warnings == first.warnings

    def test_of_one_file_leave_the_others(self, build: Build) -> None:
        files = {**FILES, "a.json": "{", "b.json": ROWS}
        built = build(files, "dummy", conf=conf(WaitConf=["a.json", "b.json"]))
        assert [line.split(":")[0] for line in built.warnings] == ["a.json"]
