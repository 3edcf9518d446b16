"""``python -m sphinxext_confnotes explain``: what it says of files, and how it ends."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sphinxext_confnotes.__main__ import DONE, FAILED, USAGE, explain_file, main
from sphinxext_confnotes.nodes import confnotes_talk
from sphinxext_confnotes.recognition.explain import WHY
from sphinxext_confnotes.recognition.plan import Reason
from tests.support.builds import CONF, PROJECTS, Build

POST = """---
title: A day
date: 2031-05-14
---

## Soup

TLDR: Ladle.

## Lunch

Bread.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    files = {"conf.py": CONF, "index.md": "# Home\n", "posts/a.md": POST}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_each_line_is_explained(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(project / "posts" / "a.md")]) == DONE
    lines = capsys.readouterr().out.splitlines()
    assert "    6  talk: Soup" in lines
    assert "    8  TLDR: Ladle." in lines
    assert "   10  no talk: Lunch" in lines
    assert "       it is about food, a break or a party" in lines


def test_json_has_the_reasons(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    post = project / "posts" / "a.md"
    assert main(["explain", "--json", str(post)]) == DONE
    entries = json.loads(capsys.readouterr().out)[str(post)]
    found = [(entry["line"], entry["what"], entry.get("reason")) for entry in entries]
    assert found[:2] == [(2, "post", None), (6, "talk", "label")]
    assert (10, "no talk", "meals") in found


@pytest.mark.parametrize(
    ("name", "text", "edit"),
    [
        ("b.md", "# Soup\n", "add 'date: …', or 'conference: …', to the front matter"),
        ("b.rst", "Soup\n====\n", "add ':date: …', or ':conference: …', to the field list"),
    ],
)
def test_a_page_that_is_no_post_says_so(
    project: Path, name: str, text: str, edit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / name).write_text(text, "utf-8")
    assert main(["explain", str(project / name)]) == DONE
    said = capsys.readouterr().out
    assert "not a post: no date and no conference" in said
    assert edit in said


def test_nothing_is_written_into_the_project(project: Path) -> None:
    before = sorted(project.rglob("*"))
    main(["explain", str(project / "posts" / "a.md")])
    assert [path for path in sorted(project.rglob("*")) if "__pycache__" not in str(path)] == before


def test_files_that_cannot_be_explained(
    project: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "a.md"
    elsewhere.write_text(POST, "utf-8")
    latin = project / "latin.md"
    latin.write_bytes(POST.replace("Soup", "Café").encode("latin-1"))
    (project / "notes.txt").write_text(POST, "utf-8")
    files = [elsewhere, project / "none.md", project / "posts", project / "notes.txt", latin]
    assert main(["explain", *map(str, files)]) == FAILED
    errors = capsys.readouterr().err.splitlines()
    assert errors[:4] == [
        f"{elsewhere}: no conf.py in a folder above it",
        f"{project / 'none.md'}: no such file",
        f"{project / 'posts'}: it is no file",
        f"{project / 'notes.txt'}: it is no document of its project",
    ]
    # Older versions of Sphinx read what isn't UTF-8, with a sign for each byte that isn't.
    for encoding in errors[4:]:
        assert encoding.startswith(f"{latin}: it isn't written in UTF-8: ")
    (project / "conf.py").write_text("", "utf-8")
    assert main(["explain", str(project / "posts" / "a.md")]) == FAILED
    assert "doesn't list the extension" in capsys.readouterr().err


def test_what_can_be_read_is_explained_beside_what_cannot(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    posts = [project / "posts" / name for name in ("a.md", "none.md", "b.rst")]
    posts[2].write_text(":date: 2031-05-14\n\nNotes\n=====\n\nPots\n----\n\nTLDR: Deep.\n", "utf-8")
    assert main(["explain", *map(str, posts)]) == FAILED
    said = capsys.readouterr().out.splitlines()
    assert [line for line in said if "talk: " in line] == [
        "    6  talk: Soup",
        "   10  no talk: Lunch",
        # For docutils, a heading is where it is underlined.
        "    7  talk: Pots",
    ]


def test_it_reads_with_the_configuration_and_warns_of_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    conf = "confnotes_talks = 'h2'\nconfnotes_prose_labels = {'Ladled': 'comment', 'TLDR': None}\n"
    (project / "conf.py").write_text(CONF + conf, "utf-8")
    post = project / "posts" / "a.md"
    post.write_text(POST.replace("Bread.", "Ladled: Bread.\n\nTime: 25:00\n"), "utf-8")
    assert main(["explain", str(post)]) == DONE
    said, errors = capsys.readouterr()
    assert errors == ""
    assert "   10  talk: Lunch" in said
    assert "   12  comment: Bread." in said
    assert "    8  text of the talk: TLDR: Ladle." in said
    assert "   14  text of the talk: 25:00\n       its label says 'time', but it isn't one" in said


def test_it_finds_the_talks_that_a_build_finds(build: Build) -> None:
    posts = sorted((PROJECTS / "cases").glob("*.md"))[::5]
    built = build({f"posts/{post.name}": post.read_text("utf-8") for post in posts}, "dummy")
    for post in posts:
        talks = built.doctree(f"posts/{post.stem}").findall(confnotes_talk)
        entries = explain_file(built.source / "posts" / post.name)
        found = [one.line for one in entries if one.what == "talk"]
        assert found == [talk.line for talk in talks], post.name


def test_a_reader_may_stop_reading(project: Path) -> None:
    command = (
        f"{sys.executable} -m sphinxext_confnotes explain {project / 'posts' / 'a.md'} | head -1"
    )
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == [str(project / "posts" / "a.md")]
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", [[], ["explain"], ["explain", "--xml", "a.md"]])
def test_a_wrong_command_has_the_code_of_argparse(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == USAGE


def test_help_says_what_the_exit_codes_mean(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["explain", "--help"])
    assert "Exit codes: 0" in capsys.readouterr().out


def test_every_reason_has_words() -> None:
    assert list(WHY) == list(Reason)


def test_it_knows_the_front_matter_of_folders(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (project / "conf.py").open("a", encoding="utf-8") as file:
        file.write('confnotes_defaults = {"posts/*": {"conference": "WaitConf"}}\n')
    page = project / "posts" / "undated.md"
    page.write_text("# Notes\n\n## Soup\n\nTLDR: Ladle.\n", "utf-8")
    assert main(["explain", str(page)]) == DONE
    assert "talk: Soup" in capsys.readouterr().out
