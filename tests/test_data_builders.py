"""Builders whose output is read by programs: every promised element and attribute is there."""

from __future__ import annotations

import json
import pickle
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from lxml import etree

from tests.support.builds import PROJECTS, Build, Built, build_once, run_sphinx

DOCS = Path(__file__).parents[1] / "docs" / "output.md"
LABEL = "-label"
ITEM = re.compile(r"(?:\\.|[^\\ ])+")
ESCAPED = re.compile(r"\\(.)")

Attributes = set[tuple[str, str]]


def documented() -> Attributes:
    """Return the elements and their attributes in the section on XML, of labels one."""
    section = DOCS.read_text("utf-8").partition("## XML")[2].partition("\n## ")[0]
    found: Attributes = set()
    elements: list[str] = []
    for line in section.splitlines():
        if line.startswith("`confnotes_"):
            elements = re.findall(r"`(\w+)`", line)
            found |= {(element, "") for element in elements}
        elif line.startswith("  | `"):
            names = re.findall(r"`([\w-]+)`", line.split("|")[1])
            names = [LABEL if name.endswith(LABEL) else name for name in names]
            found |= {(element, name) for element in elements for name in names}
    return found


JOINED = {
    "waitconf.yaml": "- {title: Queues that end on time, code: Q1, day: 2031-05-12, room: Blue}\n",
    "index.md": "---\ndate: 2031-05-12\nconference: WaitConf\n---\n\n# Day\n\n"
    "## Queues that end\n\nTLDR: They do.\n",
}
"""A talk that is joined with an entry of its conference's programme."""

PROGRAMMES = "confnotes_programmes = {'WaitConf': 'waitconf.yaml'}\n"


@pytest.fixture(scope="module")
def xml(tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    projects = ("rich", "company", "directives")
    return [
        *(build_once(tmp_path_factory, PROJECTS / project, "xml") for project in projects),
        run_sphinx(tmp_path_factory.mktemp("joined"), JOINED, "xml", conf=PROGRAMMES),
    ]


def elements(built: Built) -> list[etree._Element]:
    """Return the elements of ours in all files, which have to be well-formed."""
    files = sorted(built.out.rglob("*.xml"))
    return [
        element
        for file in files
        for element in etree.parse(file).iter()
        if isinstance(element.tag, str) and element.tag.startswith("confnotes_")
    ]


def test_what_is_in_xml_is_documented_and_what_is_documented_is_there(xml: list[Built]) -> None:
    found: Attributes = set()
    for built in xml:
        for element in elements(built):
            names = [LABEL if name.endswith(LABEL) else name for name in element.attrib]
            found |= {(str(element.tag), str(name)) for name in ("", *names)}
    assert sorted(found - documented()) == []
    # Nobody names or labels everything, and no page of these is one talk.
    usual = {"ids", "names", "classes", "of-page"}
    assert sorted(it for it in documented() - found if it[1] not in usual) == []


def test_pseudoxml_has_the_same_elements(xml: list[Built], build: Build) -> None:
    built = build(PROJECTS / "company", "pseudoxml")
    text = "\n".join(path.read_text("utf-8") for path in built.out.rglob("*.pseudoxml"))
    found = re.findall(r"<(confnotes_\w+)", text)
    assert sorted(found) == sorted(str(element.tag) for element in elements(xml[1]))


def test_lists_in_attributes_can_be_read_back(build: Build) -> None:
    speakers = ["Ann Ladle", "Bo", 'Cy "the\\spoon" <Sharp>', "山田 太郎", "Spoon, Di\\"]
    typed = ", ".join(name.replace(",", "\\,") for name in speakers)
    text = f"# Post\n\n```{{talk}} Soup\n:speakers: {typed}\n\nHot.\n```\n"
    built = build({"2031-05-12-post.md": text}, "xml")
    [talk] = [element for element in elements(built) if element.tag == "confnotes_talk"]
    items = ITEM.findall(talk.attrib["speakers"])
    assert [ESCAPED.sub(r"\1", item) for item in items] == speakers


@pytest.mark.parametrize(("builder", "read"), [("json", json.loads), ("pickle", pickle.loads)])
def test_serialised_pages_hold_cards(
    build: Build, builder: str, read: Callable[[bytes], Any]
) -> None:
    built = build(PROJECTS / "rich", builder)
    suffix = f"f{builder}"
    page = read((built.out / f"pages/overview/summary.{suffix}").read_bytes())
    assert page["title"] == "All days"
    assert page["current_page_name"] == "pages/overview/summary"
    body = BeautifulSoup(page["body"], "html5lib")
    assert len(body.select(".sd-card.confnotes-talk")) == 6
    assert not body.select("script, .confnotes-controls")
    days = [a["href"] for a in BeautifulSoup(page["toc"], "html5lib").select("a")]
    assert days == ["#", "#2031-05-12", "#2031-05-13", "#2031-05-14"]
    post = read((built.out / f"posts/monday.{suffix}").read_bytes())
    assert post["meta"]["permalink"] == "/kitchen/monday/"
    index = read((built.out / f"conf-days.{suffix}").read_bytes())
    assert [entry[2] for entry in index["content"][0][1]] == [
        "posts/monday", "posts/tuesday", "posts/wednesday",
    ]  # fmt: skip
    context = read((built.out / f"globalcontext.{builder}").read_bytes())
    assert "_static/confnotes.css" in str(context["css_files"])
    assert (built.out / "_static" / "confnotes.css").is_file()
    assert "confnotes.js" not in str(context["script_files"])
