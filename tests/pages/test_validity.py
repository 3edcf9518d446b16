"""HTML that is right: what the Nu validator and html5lib find, beyond what is the theme's."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import html5lib
import pytest

from tests.support.browsing import NPM, Site
from tests.support.builds import PROJECTS, run_sphinx
from tests.support.pages_without_notes import build_bare
from tests.support.themes import THEMES

DOCS = Path(__file__).parents[2] / "docs"
with_nu = pytest.mark.tools("java", "npm:vnu-jar")
QUOTED = re.compile("“.*?”")


def complaints(folder: Path) -> dict[str, str]:
    """Return what the Nu validator says of all pages, without the names in it, and where."""
    jar = NPM / "vnu-jar" / "build" / "dist" / "vnu.jar"
    pages = [page for page in folder.rglob("*.html") if "_static" not in page.parts]
    # What language words are in it would only guess.
    options = ["--format", "json", "--no-langdetect"]
    command = ["java", "-jar", jar, *options, *pages]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    return {
        QUOTED.sub("…", message["message"]): f"{message['url']}: {message['message']}: "
        f"{message.get('extract', '')}"
        for message in json.loads(done.stderr)["messages"]
        # Of slashes that XHTML has and HTML takes.
        if message["type"] == "error" or message.get("subType") == "warning"
    }


def new(found: dict[str, str], theirs: dict[str, str]) -> str:
    return "\n".join(where for what, where in found.items() if what not in theirs)


@with_nu
def test_nu_finds_nothing(site: Site, bare: Site) -> None:
    assert not new(complaints(site.folder), complaints(bare.folder))


@pytest.fixture(scope="module")
def alabaster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_bare(tmp_path_factory.mktemp("bare"), THEMES[0])


@pytest.mark.xdist_group("alabaster")
@with_nu
def test_nu_finds_nothing_in_notes_of_all_kinds(tmp_path: Path, alabaster: Path) -> None:
    rich = run_sphinx(tmp_path, PROJECTS / "rich")
    assert not new(complaints(rich.out), complaints(alabaster))


@pytest.mark.xdist_group("furo")
@with_nu
@pytest.mark.tools("python:furo")
def test_nu_finds_nothing_in_the_documentation(tmp_path: Path) -> None:
    # Where it is: it includes what stands beside it.
    folders = ["-d", tmp_path / "doctrees", DOCS, tmp_path / "html"]
    subprocess.run([sys.executable, "-m", "sphinx", "-q", *folders], check=True)
    bare = build_bare(tmp_path / "bare", THEMES[1])
    assert not new(complaints(tmp_path / "html"), complaints(bare))


def mistakes(page: Path) -> set[str]:
    parser = html5lib.HTMLParser()
    parser.parse(page.read_bytes())
    return {code for _, code, _ in parser.errors}


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_html5lib_finds_no_mistake(tmp_path: Path, builder: str) -> None:
    for project in ("pages", "rich"):
        built = run_sphinx(tmp_path, PROJECTS / project, builder, folder=project)
        pages = list(built.out.rglob("*.html"))
        assert pages
        for page in pages:
            assert mistakes(page) == set(), page
