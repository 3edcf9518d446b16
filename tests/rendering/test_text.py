"""Plain text: set as a person with a typewriter would."""

from __future__ import annotations

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from tests.support.builds import PROJECTS, Build, Built, build_once

PAGES = ("posts/monday", "posts/tuesday", "posts/wednesday", "pages/overview/summary")


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, PROJECTS / "rich", "text")


@pytest.mark.parametrize("page", PAGES)
def test_text(rich: Built, file_regression: FileRegressionFixture, page: str) -> None:
    file_regression.check(rich.text(f"{page}.txt"), extension=".txt", encoding="utf-8")


def lines(build: Build, text: str) -> list[str]:
    """Return the lines of a post, without its title, its head and empty ones."""
    built = build({"post.md": f"---\ntitle: Post\ndate: 2031-05-12\n---\n\n{text}\n"}, "text")
    return [line for line in built.text("post.txt").splitlines()[4:] if line.strip()]


@pytest.mark.parametrize(
    ("title", "shown", "width"),
    [
        ("Queues", "Queues", 6),
        ("待ち行列", "待ち行列", 8),
        ("On $a^2$, `code` and *stars*", 'On a^2, "code" and *stars*', 26),
        ("Cafe\u0301s 🌍", "Cafe\u0301s 🌍", 8),
        ("Why " * 40 + "?", "Why " * 40 + "?", 161),
        ("", "Untitled talk", 13),
    ],
)
def test_a_title_is_underlined_as_wide_as_it_is(
    build: Build, title: str, shown: str, width: int
) -> None:
    found = lines(build, f":::{{talk}} {title}\nBody.\n:::")
    assert found == [shown, "^" * width, "   Body."]


def test_a_title_over_two_lines_is_on_one(build: Build) -> None:
    found = lines(build, "* [Two\n  lines](https://example.org/two)\n\n  TLDR: One.")
    assert found[:3] == ["Two lines", "^^^^^^^^^", "   https://example.org/two"]


def test_a_footnote_of_a_title_has_its_mark(build: Build) -> None:
    found = lines(build, ":::{talk} Soup[^a]\n:::\n\n[^a]: Hot.")
    assert found[:2] == ["Soup[1]", "^^^^^^^"]
    assert found[-1] == "[1] Hot."


@pytest.mark.parametrize(
    ("before", "indent"), [("* Item\n\n  ", "  "), ("> ", "   "), ("1. Item\n\n   ", "   ")]
)
def test_a_talk_inside_something_is_indented_with_it(
    build: Build, before: str, indent: str
) -> None:
    talk = ":::{talk} Soup\n:room: Block\n\nBody.\n:::".replace(
        "\n", "\n" + ("> " if before == "> " else " " * len(indent))
    )
    found = lines(build, f"{before}{talk}\n\nAfterwards.")
    at = found.index(f"{indent}Soup")
    assert found[at:] == [
        f"{indent}Soup", f"{indent}^^^^", f"{indent}   Room: Block", f"{indent}   Body.",
        "Afterwards.",
    ]  # fmt: skip


def test_a_table_and_code_in_a_note_stay_in_it(build: Build) -> None:
    note = "| a | b |\n| - | - |\n| 1 | 2 |\n\n~~~\nx = 1\n~~~\n\n![A pot](pot.png)"
    found = lines(build, f"::::{{talk}} Soup\n:::{{tldr}}\n{note}\n:::\n::::")
    assert found[2] == "   TLDR"
    assert found[3].startswith("      +--")
    assert found[-2:] == ["         x = 1", "      [image: A pot][image]"]


def test_a_talk_says_where_everything_is(build: Build) -> None:
    built = build(
        {
            "post.md": "---\ntitle: Post\ndate: 2031-05-12\n---\n\n"
            "# Talks\n\n"
            ":::{talk} [Soup](https://example.org/soup)\n"
            ":slides: soup.txt\n:video: other.md\n:code: https://example.org/code\n"
            ":highlight: hot\n:tags: one, two\n\nBody.\n:::\n",
            "soup.txt": "",
            "other.md": "# Other\n\n```{talk-list}\n:layout: list\n```\n",
            "index.md": "# Home\n\n```{toctree}\npost\nother\n```\n",
        },
        "text",
    )
    assert (built.status, built.warnings) == (0, [])
    assert built.text("post.txt").splitlines()[10:] == [
        "Soup",
        "^^^^",
        "",
        "   Highlight: hot",
        "   Tags: one, two",
        "   https://example.org/soup",
        "   Slides: soup.txt",
        "   Video",
        "   Code: https://example.org/code",
        "",
        "   Body.",
    ]
    assert "Slides: soup.txt Video Code:" in " ".join(built.text("other.txt").split())


def test_headings_of_a_numbered_summary_are_numbered(build: Build) -> None:
    built = build(
        {
            "post.md": "---\ntitle: Post\ndate: 2031-05-12\n---\n\n:::{talk} Soup\nHot.\n:::\n",
            "summary.md": "# All\n\n```{daily-summary}\n```\n",
            "index.md": "# Home\n\n```{toctree}\n:numbered:\npost\nsummary\n```\n",
        },
        "text",
    )
    found = [line for line in built.text("summary.txt").splitlines() if line]
    assert found[2:6] == [
        "2.1. Monday, May 12, 2031", "=" * 25, "-[ Post ]-", "Soup",
    ]  # fmt: skip
