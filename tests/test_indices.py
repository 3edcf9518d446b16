"""The indices of days, speakers and tags, and the general index."""

from __future__ import annotations

import re

import pytest
from bs4 import Tag

from sphinxext_confnotes.indices import initial
from tests.conftest import PROJECTS, Build, Built, build_once


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, PROJECTS / "company", "html", ["-W", "-n"])


def rows(built: Built, page: str) -> list[tuple[str, str]]:
    """Return the words of each row, and where it leads."""
    table = built.html(page).select_one("table.indextable")
    assert isinstance(table, Tag)
    found = []
    for row in table.select("tr"):
        link = row.select_one("a")
        if words := " ".join(row.get_text().split()):
            found.append((words, str(link["href"]) if link else ""))
    return found


def test_speakers(company: Built) -> None:
    assert rows(company, "conf-speakers.html") == [
        ("A", ""),
        ("Ann Ladle", ""),
        ("Soup: a service (Ana on Monday)", "posts/ana.html#soup-a-service"),
        ("Soup: A Service (Bo on Monday)", "posts/bo.html#soup-a-service"),
        ("Bread (Ana on Monday)", "posts/ana.html#bread"),
        ("B", ""),
        ("Bob Crust", ""),
        ("Bread (Ana on Monday)", "posts/ana.html#bread"),
    ]


def test_tags_have_posts_too(company: Built) -> None:
    found = rows(company, "conf-tags.html")
    assert found[-2:] == [("trip", ""), ("Ana on Monday", "posts/ana.html#ana-on-monday")]
    assert [words for words, address in found if not address] == [
        "P", "pots", "S", "soup", "T", "trip",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "letter"),
    [("ann", "A"), ("Élodie", "E"), ("3D", "3"), ("深層", "深"), ("<b>", "*"), ('"x"', "*")],
)
def test_under_which_letter(word: str, letter: str) -> None:
    assert initial(word) == letter


def test_in_print_each_entry_says_all(build: Build) -> None:
    built = build(PROJECTS / "company", "latex")
    (file,) = built.out.glob("*.tex")
    text = file.read_text("utf-8")
    entries = re.findall(
        r"sphinxstyleindexentry\{(.*?)\}\\sphinxstyleindexextra\{(.*?)\}"
        r"\\sphinxstyleindexpageref\{(.*?):\\detokenize\{(.*?)\}\}",
        text,
    )
    assert ("Ann Ladle", "Bread", "posts/ana", "bread") in entries
    assert ("trip", "Ana on Monday", "posts/ana", "ana-on-monday") in entries
    assert ("Sunday, June 1, 2031", "Cy at home", "posts/cy", "cy-at-home") in entries


def test_the_general_index(company: Built) -> None:
    body = company.html("genindex.html").select_one("div.body")
    assert isinstance(body, Tag)
    words = [" ".join(item.get_text().split()) for item in body.select("td > ul > li")]
    assert "Ann Ladle Bread Soup: a service" in words
    assert "soup Soup: a service" in words
    assert "trip Ana on Monday" in words
    assert "Salt" in words


def test_an_empty_index_is_written_when_something_leads_there(build: Build) -> None:
    built = build({"a.md": "# A\n\n{ref}`conf-speakers`\n"}, args=["-W", "-n"])
    assert rows(built, "conf-speakers.html")[-1] == ("No notes match.", "")
    assert not (built.out / "conf-tags.html").exists()
