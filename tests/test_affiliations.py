"""Speakers with an affiliation: shown with it, and by their names alone everywhere else."""

from __future__ import annotations

import json

import pytest
from bs4 import Tag

from sphinxext_confnotes import load
from sphinxext_confnotes.nodes import confnotes_talk
from sphinxext_confnotes.notes.records import Speaker
from tests.support.builds import Build, Built

HEAD = "---\ntitle: A\ndate: 2031-05-12\nauthor: Zoe\n---\n\n"

OPTION = "```{talk} Soup\n:name: soup\n:speakers: Ana Ek (Oven Lab), Bo (she/her)\n\nx\n```\n"

FILES = {
    "a.md": HEAD + OPTION,
    "b.md": "---\ndate: 2031-05-13\n---\n\n# B\n\n* [Bread](https://e.org/b)\n\n"
    "  Speakers: Cy Ro (Mill, Lund), Ana Ek\n\n  TLDR: rises\n",
    "lists.md": "# L\n\n```{talk-list}\n:group-by: speaker\n:speakers: ana ek\n```\n\n"
    "{conf:speaker}`Ana Ek`\n",
}

SPEAKERS = {
    "Soup": (Speaker("Ana Ek", "Oven Lab"), Speaker("Bo (she/her)")),
    "Bread": (Speaker("Cy Ro", "Mill, Lund"), Speaker("Ana Ek")),
}


@pytest.fixture
def built(build: Build) -> Built:
    built = build(FILES, args=["-n"])
    assert built.warnings == []
    return built


def test_cards_show_what_was_written(built: Built) -> None:
    shown = {name: built.html(f"{name}.html").select_one(".confnotes-speakers") for name in "ab"}
    assert [shown[name] and shown[name].get_text() for name in "ab"] == [
        "Speakers: Ana Ek (Oven Lab), Bo (she/her)",
        "Speakers: Cy Ro (Mill, Lund), Ana Ek",
    ]


@pytest.mark.parametrize("pages", ["{}", "{'speaker': 1}"])
def test_affiliations_can_be_told_from_names(build: Build, pages: str) -> None:
    built = build(FILES, conf=f"confnotes_pages = {pages}\n")
    speakers = built.html("b.html").select_one(".confnotes-speakers")
    assert isinstance(speakers, Tag)
    assert [(part.get_text(), part.name) for part in speakers.select(".confnotes-affiliation")] == [
        (" (Mill, Lund)", "span")
    ]
    linked = [link.get_text() for link in speakers.select("a")]
    assert linked == ([] if pages == "{}" else ["Cy Ro", "Ana Ek"])


def test_lists_and_indices_go_by_names(built: Built) -> None:
    page = built.html("lists.html")
    titles = [title.get_text().strip("\uf0c1¶") for title in page.select("section section > h2")]
    assert titles == ["Ana Ek", "Bo (she/her)", "Cy Ro"]
    assert page.select_one('a[href="conf-speakers.html#cap-A"]')
    index = built.html("conf-speakers.html").get_text()
    assert "Ana Ek" in index
    assert "Oven Lab" not in index
    assert "Oven Lab" not in built.html("genindex.html").get_text()
    assert "Oven Lab" not in built.text("searchindex.js").partition('"terms"')[0]


def test_data_has_names_and_affiliations_by_name(built: Built) -> None:
    data = json.loads(built.text("talks.json"))
    soup, bread = data["talks"]
    assert (soup["speakers"], soup["affiliations"]) == (
        ["Ana Ek", "Bo (she/her)"],
        {"Ana Ek": "Oven Lab"},
    )
    assert bread["affiliations"] == {"Cy Ro": "Mill, Lund"}
    loaded = load(built.out / "talks.json")
    assert {talk.facts.title: talk.facts.speakers for talk in loaded.talks} == SPEAKERS


def test_citations_have_names(built: Built) -> None:
    assert "author = {Ana Ek and Bo (she/her)}" in built.text("talks.bib")
    authors = [item["author"] for item in json.loads(built.text("talks.csl.json"))]
    assert authors[1] == [{"literal": "Cy Ro"}, {"literal": "Ana Ek"}]


def test_the_head_of_a_page_has_organisations(built: Built) -> None:
    script = built.html("a.html").select_one('script[type="application/ld+json"]')
    assert script
    assert script.string
    (event,) = json.loads(script.string)["mentions"]
    assert event["performer"] == [
        {
            "@type": "Person",
            "name": "Ana Ek",
            "affiliation": {"@type": "Organization", "name": "Oven Lab"},
        },
        {"@type": "Person", "name": "Bo (she/her)"},
    ]


def test_nodes_have_two_lists(build: Build) -> None:
    built = build(FILES, "xml")
    (talk,) = built.doctree("a").findall(confnotes_talk)
    assert talk["speakers"] == ["Ana Ek", "Bo (she/her)"]
    assert talk["affiliations"] == ["Oven Lab", ""]
    assert r'affiliations="Oven\ Lab "' in built.text("a.xml")


def test_a_second_account_adds_an_affiliation(build: Build) -> None:
    files = {
        "a.md": HEAD + OPTION.replace(" (Oven Lab)", ""),
        "b.md": HEAD.replace("-12", "-13") + OPTION.replace("Bo (she/her)", "Di (Mill)"),
        "lists.md": "# L\n\n```{talk-list}\n```\n",
    }
    built = build(files, "text")
    assert built.warnings == []
    assert "Speakers: Ana Ek (Oven Lab), Bo (she/her), Di (Mill)" in built.text("lists.txt")
