"""The ``contents`` directive lists the talks of a post as it lists its sections."""

from __future__ import annotations

import pytest

from tests.support.builds import Build

FRONT = "---\ntitle: A day\ndate: 2031-05-14\n---\n\n"
POST = (
    f"{FRONT}```{{contents}}\n:local:\n:depth: DEPTH\n```\n\n"
    "## Morning\n\n### [Soup](https://example.org/soup) by {abbr}`Ann` [^1]\n\nTLDR: Ladle.\n\n"
    "### Break\n\nTea.\n\n## Bread\n\nTLDR: Rises.\n\n[^1]: Cook.\n"
)


@pytest.mark.parametrize("backlinks", ["", ":backlinks: top\n", ":backlinks: none\n"])
@pytest.mark.parametrize(
    ("depth", "expected"),
    [(1, ["Morning", "Bread"]), (3, ["Morning", "Soup", "Break", "Bread"])],
)
def test_talks_are_listed(build: Build, depth: int, expected: list[str], backlinks: str) -> None:
    post = POST.replace(":depth: DEPTH\n", f":depth: {depth}\n{backlinks}")
    built = build({"a.md": post}, args=["-n"])
    assert built.warnings == []
    page = built.html("a.html")
    links = page.select(".contents a")
    assert [link.get_text() for link in links] == expected
    ids = {element["id"] for element in page.select("[id]")}
    assert {str(link["href"])[1:] for link in links} <= ids
    assert len(page.select(".confnotes-talk")) == 2


def test_of_a_post_that_has_nothing_but_talks(build: Build) -> None:
    talks = "## Soup\n\nTLDR: Ladle.\n\n## Bread\n\nTLDR: Rises.\n"
    built = build({"a.md": f"{FRONT}```{{contents}} Talks\n```\n\n{talks}"}, "text")
    assert built.warnings == []
    assert "* A day\n\n  * Soup\n\n  * Bread\n" in built.text("a.txt")


def test_in_restructuredtext(build: Build) -> None:
    front = ":title: A day\n:date: 2031-05-14\n\n"
    post = ".. contents::\n   :local:\n\nSoup\n----\n\nTLDR: Ladle.\n"
    built = build({"a.rst": front + post})
    assert built.warnings == []
    assert [link["href"] for link in built.html("a.html").select(".contents a")] == ["#soup"]


def test_headings_of_notes(build: Build) -> None:
    post = (
        f"{FRONT}```{{contents}}\n:local:\n```\n\n"
        "## [Soup](https://example.org/soup)\n\n### Takeaways\n\nHot.\n\n### Comment\n\nLong.\n"
    )
    built = build({"a.md": post})
    assert built.warnings == []
    page = built.html("a.html")
    links = page.select(".contents a")
    assert [link.get_text() for link in links] == ["Soup", "Takeaways", "Comment"]
    assert {str(link["href"])[1:] for link in links} <= {node["id"] for node in page.select("[id]")}


def test_headings_below_that_of_a_talk(build: Build) -> None:
    post = (
        f"{FRONT.replace('title:', 'talks: h2' + chr(10) + 'title:')}"
        "```{contents}\n:local:\n:depth: 2\n```\n\n"
        "## Soup\n\nHot.\n\n### *Which* ladle\n\nA long one.\n\n## Bread\n\nCold.\n"
    )
    built = build({"a.md": post})
    assert built.warnings == []
    page = built.html("a.html")
    links = page.select(".contents a")
    assert [link.get_text() for link in links] == ["Soup", "Which ladle", "Bread"]
    assert {str(link["href"])[1:] for link in links} <= {node["id"] for node in page.select("[id]")}
