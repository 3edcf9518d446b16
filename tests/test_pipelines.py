"""The recipes of the documentation: each step of theirs is run, but for those of the services."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "pipelines.md").read_text("utf-8")
SITES = (DOCS / "other-sites.md").read_text("utf-8")
INSTALL = "pip install -r requirements.txt"

# The theme of the recipes, which the documentation has as well.
pytestmark = pytest.mark.tools("python:furo")


def recipe(name: str) -> Any:
    return yaml.safe_load((DOCS / "examples" / "pipelines" / name).read_text("utf-8"))


def block(language: str, number: int = 0) -> str:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)[number]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository with what the page says that it holds, and one post."""
    (tmp_path / "requirements.txt").write_text(block("text"), "utf-8")
    (tmp_path / "conf.py").write_text(block("python"), "utf-8")
    (tmp_path / "index.md").write_text(
        "# Notes\n\n```{toctree}\npost\n```\n\n```{daily-summary}\n```\n", "utf-8"
    )
    (tmp_path / "post.md").write_text(
        "---\ntitle: A day\ndate: 2031-05-12\n---\n\n"
        "* [Kettles](https://example.org/kettles)\n\nTLDR: They sing.\n",
        "utf-8",
    )
    return tmp_path


def run(command: str, repository: Path) -> None:
    words = shlex.split(command)
    assert words[0] == "sphinx-build"
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", *words[1:]],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONWARNINGS": "ignore"},
    )
    assert done.returncode == 0, done.stderr


def commands(steps: Iterator[str]) -> list[str]:
    """Return the commands after the installation, which is what the tests run in."""
    first, *others = steps
    assert first == INSTALL
    return others


def test_github(repository: Path) -> None:
    workflow = recipe("github.yml")
    steps = workflow["jobs"]["build"]["steps"]
    for command in commands(step["run"] for step in steps if "run" in step):
        run(command, repository)
    paths = [step["with"]["path"] for step in steps if "path" in step.get("with", {})]
    assert paths == ["build/data", "build/html"]
    assert [file.name for file in (repository / paths[0]).iterdir()] == ["talks.json"]
    assert (repository / paths[1] / "feed.xml").is_file()
    assert not (repository / paths[1] / ".doctrees").exists()


def test_gitlab(repository: Path) -> None:
    jobs = recipe("gitlab.yml")
    for job in ("check", "pages"):
        for command in commands(iter(jobs[job]["script"])):
            run(command, repository)
    assert jobs["pages"]["artifacts"]["paths"] == ["public"]
    assert (repository / "public" / "talks.json").is_file()


def test_read_the_docs(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = recipe("readthedocs.yaml")
    address = "https://notes.readthedocs.io/en/latest/"
    monkeypatch.setenv("READTHEDOCS_CANONICAL_URL", address)
    assert settings["python"]["install"] == [{"requirements": "requirements.txt"}]
    assert (repository / settings["sphinx"]["configuration"]).is_file()
    # As it is done there: https://docs.readthedocs.io/en/stable/builds.html
    builders = {"pdf": "latex", "epub": "epub"}
    for builder in ["html", *(builders[name] for name in settings["formats"])]:
        run(f"sphinx-build -T -W --keep-going -b {builder} -d doctrees . out/{builder}", repository)
    assert address in (repository / "out" / "html" / "feed.xml").read_text("utf-8")


def join(repository: Path, path: str) -> None:
    """Let a repository have the data of another site."""
    with (repository / "conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"\nconfnotes_others = {{'ana': '{path}'}}\n")


def test_sites_joined_on_github(repository: Path) -> None:
    workflow = recipe("joined-github.yml")
    site, joined = (workflow["jobs"][name]["steps"] for name in ("site", "joined"))
    for command in commands(step["run"] for step in site if "run" in step):
        run(command, repository)
    uploaded = next(step["with"] for step in site if "upload" in step.get("uses", ""))
    downloaded = next(step["with"] for step in joined if "download" in step.get("uses", ""))
    names = [one["name"] for one in workflow["jobs"]["site"]["strategy"]["matrix"]["include"]]
    name = uploaded["name"].replace("${{ matrix.name }}", names[0])
    assert fnmatch(name, downloaded["pattern"])
    # An artifact of several is unpacked in a folder of its name.
    path = f"{downloaded['path']}/{name}/talks.json"
    assert path in SITES
    (repository / path).parent.mkdir(parents=True)
    (repository / uploaded["path"] / "talks.json").rename(repository / path)
    join(repository, path)
    (repository / "post.md").unlink()
    (repository / "index.md").write_text("# Notes\n\n```{daily-summary}\n```\n", "utf-8")
    for command in commands(step["run"] for step in joined if "run" in step):
        run(command, repository)
    assert "They sing." in (repository / "build" / "html" / "index.html").read_text("utf-8")


def test_sites_joined_on_gitlab(repository: Path) -> None:
    for command in commands(iter(recipe("gitlab.yml")["pages"]["script"])):
        run(command, repository)
    (repository / "post.md").unlink()
    (repository / "index.md").write_text("# Notes\n\n```{daily-summary}\n```\n", "utf-8")
    join(repository, "others/ana/talks.json")
    script = recipe("joined-gitlab.yml")["pages"]["script"]
    assert script.count(INSTALL) == 1
    for command in script:
        if command.startswith("sphinx-build"):
            run(command, repository)
        elif command != INSTALL:
            subprocess.run(shlex.split(command), cwd=repository, check=True)
    assert "They sing." in (repository / "public" / "index.html").read_text("utf-8")


def test_the_pages_have_them_all() -> None:
    files = {file.name for file in (DOCS / "examples" / "pipelines").iterdir()}
    included = re.findall(r"\{literalinclude\} (\S+)", PAGE + SITES)
    assert {Path(name).name for name in included} == files
