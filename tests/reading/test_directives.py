"""The directives: every option, in MyST and reStructuredText, in any case, by domain."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from tests.support.builds import PROJECTS, Build, Built, build_once


@pytest.fixture(scope="module")
def directives(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, PROJECTS / "directives", "dummy", ["-W", "-n"])


def tree(built: Built, docname: str) -> str:
    """Return a doctree without what says where it came from, and how."""
    document = built.doctree(docname)
    text = "".join(node.pformat() for node in document.findall() if is_ours(node))
    text = re.sub(r' (name="Bread"|bullet="[^"]*")', "", text)
    # As docutils up to 0.21 writes it.
    text = text.replace('="True"', '="1"')
    return text.replace(f"docname='{docname}'", "").replace(docname, "DOCNAME")


def is_ours(node: object) -> bool:
    return type(node).__name__ in ("confnotes_talk", "confnotes_summary")


def test_the_project_builds_without_warnings(directives: Built) -> None:
    assert directives.warnings == []


@pytest.mark.parametrize("other", ["myst-domain", "rest"])
def test_all_spellings_give_the_same_doctree(directives: Built, other: str) -> None:
    assert tree(directives, other) == tree(directives, "myst")


def test_the_doctree_of_every_option(
    directives: Built, file_regression: FileRegressionFixture
) -> None:
    file_regression.check(tree(directives, "myst"), extension=".txt", encoding="utf-8")


def test_content_may_begin_on_the_line_of_the_name(build: Build) -> None:
    text = "# T\n\n````{talk} Soup\n```{tldr} Ladle first.\n```\n````\n"
    built = build({"a.md": text})
    assert built.warnings == []
    note = built.html("a.html").select_one(".confnotes-tldr")
    assert note is not None
    assert "Ladle first." in note.get_text()


def test_a_path_is_a_download_or_a_page(build: Build, tmp_path: Path) -> None:
    text = "# T\n\n```{talk} Soup\n:slides: files/soup.pdf\n:paper: /other.md\nWords.\n```\n"
    built = build({"sub/a.md": text, "other.md": "# Other\n", "sub/files/soup.pdf": "%PDF"})
    assert built.warnings == []
    links = built.html("sub/a.html").select(".confnotes-links a")
    assert [link.get_text() for link in links] == ["Slides", "Paper"]
    assert str(links[0]["href"]).endswith("/soup.pdf")
    assert (built.out / "sub" / str(links[0]["href"])).resolve().is_file()
    assert links[1]["href"] == "../other.html"


def test_translated_notes_are_translated_in_summaries_too(build: Build) -> None:
    post = """---
title: A day
date: 2031-05-14
---

* [Soup](https://example.org/soup)

TLDR: Ladle first.
Comment: Hungry.

::::{talk} Bread
:::{tldr}
It rises.
:::
::::
"""
    catalog = "\n".join(
        f'msgid "{source}"\nmsgstr "{target}"\n'
        for source, target in [
            ("A day", "Ein Tag"),
            ("TLDR: Ladle first. Comment: Hungry.", "TLDR: Erst schöpfen."),
            ("It rises.", "Es geht auf."),
            ("Bread", "Brot"),
        ]
    )
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    files = {
        "a.md": post,
        "s.md": "# S\n\n```{daily-summary}\n```\n",
        "locale/de/LC_MESSAGES/a.po": head + catalog,
    }
    conf = 'language = "de"\nlocale_dirs = ["locale"]\n'
    built = build(files, conf=conf)
    assert built.warnings == []
    for page in ("a.html", "s.html"):
        text = built.html(page).select_one("div.body").get_text(" ")  # type: ignore[union-attr]
        for words in ("Ein Tag", "Erst schöpfen.", "Es geht auf.", "Brot"):
            assert words in text
        assert "Ladle first" not in text
    messages = build(None, "gettext", conf=conf, args=["-E"]).text("a.pot")
    for message in ("A day", "TLDR: Ladle first. Comment: Hungry.", "It rises.", "Bread"):
        assert f'msgid "{message}"' in messages


def test_a_class_that_has_no_letter(build: Build) -> None:
    built = build({"a.md": '# A\n\n```{talk} Soup\n:class: warm "\n\nHot.\n```\n'})
    assert built.warnings == [
        "a.md:4: WARNING: option 'class: warm \"' of 'talk': expected names with a letter in each; "
        "it is ignored [confnotes.option]"
    ]
    assert "Hot." in built.text("a.html")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Food & Drink", ["Both", "One"]),
        (r"Food \& Drink", ["One"]),
        (r"food \& drink & soup", ["One"]),
        ("R&D", ["Work"]),
        (r"R\&D, Food & soup", ["Work"]),
        ("soup", ["One"]),
    ],
)
@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_a_tag_with_an_ampersand(asked: str, found: list[str], suffix: str, build: Build) -> None:
    tags = {"Both": "Food, Drink", "One": "Food & Drink, soup", "Work": "R&D"}
    talks = "".join(f"```{{talk}} {name}\n:tags: {tags[name]}\n\nx\n```\n\n" for name in tags)
    lists = {"md": "```{{talk-list}}\n:tags: {}\n```\n", "rst": ".. talk-list::\n   :tags: {}\n"}
    files = {"post.md": f"# P\n\n{talks}", f"a.{suffix}": lists[suffix].format(asked)}
    built = build(files, "html")
    titles = built.html("a.html").select(".confnotes-talk .sd-card-title")
    assert [title.get_text().strip() for title in titles] == found


def test_a_title_whose_words_are_those_of_another_place(build: Build) -> None:
    post = "---\ndate: 2031-05-12\n---\n\n:::{talk} [](#soup)\n:::\n\n(soup)=\n## Hot soup\n"
    built = build({"a.md": post})
    title = built.html("a.html").select_one(".confnotes-title")
    assert title
    assert "Untitled talk" in title.get_text()
    assert "Hot soup" in title.get_text()
    assert '"title": "Untitled talk' in built.text("talks.json")
