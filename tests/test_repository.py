"""The files around the package: what they say of versions, paths and environments is true."""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.requirements import Requirement

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
WORKFLOWS = ROOT / ".github" / "workflows"

# A source distribution has the tests, but nothing for the host of the repository.
pytestmark = pytest.mark.skipif(not WORKFLOWS.is_dir(), reason="this isn't a checkout")


def pythons() -> list[str]:
    """Return the versions of Python that the package is said to run on."""
    found = (re.search(r"Python :: (3\.\d+)$", line) for line in PROJECT["project"]["classifiers"])
    return [match[1] for match in found if match]


def jobs() -> list[dict[str, str]]:
    """Return the rows of the matrix of the tests."""
    workflow = yaml.safe_load((WORKFLOWS / "tests.yml").read_text("utf-8"))
    rows: list[dict[str, str]] = workflow["jobs"]["tox"]["strategy"]["matrix"]["include"]
    return rows


def yaml_files() -> list[Path]:
    found = [*ROOT.glob(".*.yaml"), *(ROOT / ".github").rglob("*.yml")]
    return sorted(path.relative_to(ROOT) for path in found)


@pytest.mark.parametrize("path", yaml_files(), ids=str)
def test_yaml_can_be_read(path: Path) -> None:
    assert isinstance(yaml.safe_load((ROOT / path).read_text("utf-8")), dict)


def test_each_python_is_tested_with_the_newest_and_the_lowest_versions() -> None:
    expected = {"lint", "docs", "readme", "thorough", "tools"}
    for version in pythons():
        name = f"py{version.replace('.', '')}"
        expected |= {name, f"{name}-lowest"}
    assert {job["environment"] for job in jobs()} == expected


def test_each_environment_runs_on_its_own_python() -> None:
    for job in jobs():
        named = re.match(r"py3(\d+)", job["environment"])
        assert job["python"] == (f"3.{named[1]}" if named else pythons()[-1])


def test_the_tests_that_environments_name_are_there() -> None:
    named = re.findall(r"\btests/[\w/]+\.py", (ROOT / "tox.ini").read_text("utf-8"))
    assert named
    assert [path for path in named if not (ROOT / path).is_file()] == []


def test_a_release_waits_for_the_tests() -> None:
    workflow: dict[str, Any] = yaml.safe_load((WORKFLOWS / "release.yml").read_text("utf-8"))
    assert workflow["jobs"]["tests"]["uses"] == "./.github/workflows/tests.yml"
    publish = workflow["jobs"]["publish"]
    assert publish["needs"] == ["tests", "build"]
    assert publish["permissions"] == {"id-token": "write"}


def test_the_supported_versions_are_those_of_the_package() -> None:
    page = (ROOT / "docs" / "compatibility.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| ([\w-]+) \| ([\d.]+) \|", page, re.MULTILINE))
    bounds = {"python": PROJECT["project"]["requires-python"].removeprefix(">=")}
    for line in PROJECT["project"]["dependencies"]:
        requirement = Requirement(line)
        bounds[requirement.name] = str(requirement.specifier).removeprefix(">=")
    assert len(rows) == 5
    assert {name: bounds[name.lower()] for name in rows} == rows
    assert f"| Python | {pythons()[0]} | {', '.join(pythons())} |" in page


@pytest.mark.parametrize("page", sorted(path.name for path in ROOT.glob("*.md")))
def test_the_files_that_a_page_names_are_there(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)", text)
    code = re.findall(r"`((?:sphinxext_confnotes|tests|docs|\.github|\.ci)/[\w./-]+)`", text)
    made = {"sphinxext_confnotes/locale/it"}
    missing = {path for path in {*links, *code} - made if not (ROOT / path).exists()}
    assert missing == set()


def test_what_tests_share_is_in_their_support() -> None:
    shared = ("tests.support", "tests.projects")
    elsewhere = [
        (path.name, node.module)
        for path in Path(__file__).parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("tests")
        and not (node.module or "").startswith(shared)
    ]
    assert elsewhere == []
