"""Builders that the extension doesn't know: they get ordinary nodes, and lose no word."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.support.builds import PROJECTS, Build, Built, words_of
from tests.support.thorough import first_quick

MODULES = {
    "markdown": "sphinx_markdown_builder",
    "rst": "sphinxcontrib.restbuilder",
    "pdf": "rst2pdf.pdfbuilder",
}
UNKNOWN = re.compile(r"unknown node type: <(\w+)|WARNING +(\w+)\(.*unsupported|Unknown node: (\w+)")
"""How these builders say that they don't know a node."""
UNKNOWN_ANYWAY = {"caption", "download_reference"}
"""What they don't know of any document."""
LEFT_OUT = {
    # References have numbers for names in all of them.
    # Captions.
    "markdown": {"caption", "boil", "figure"},
    "rst": {"boil", "figure"},
    # Formulas, without Matplotlib.
    "pdf": {"boil", "figure", "a", "b", "leq", "t", "100", "x"},
}

STRICT = """
import sys
sys.path.insert(0, "{folder}")
extensions.append("strict_builder")
"""


@pytest.fixture(
    params=[
        pytest.param("markdown", marks=pytest.mark.tools("python:sphinx_markdown_builder")),
        pytest.param("rst", marks=pytest.mark.tools("python:sphinxcontrib.restbuilder")),
        pytest.param("pdf", marks=pytest.mark.tools("python:rst2pdf", "pdftotext")),
    ]
)
def other(request: pytest.FixtureRequest, build: Build) -> Built:
    module = MODULES[request.param]
    # In a process of its own: some of these change Sphinx where they stand.
    return build(
        PROJECTS / "rich",
        request.param,
        conf=f'extensions.append("{module}")\n',
        env={"PYTHONWARNINGS": "ignore"},
    )


def output(built: Built) -> str:
    if built.builder == "pdf":
        file = next(built.out.glob("*.pdf"))
        command = ["pdftotext", str(file), "-"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        # The mark of a footnote stands at its word.
        return re.sub(r"(?<=[a-z])(?=[0-9])", " ", text)
    suffix = {"markdown": ".md", "rst": ".rst"}[built.builder]
    return "\n".join(path.read_text("utf-8") for path in built.out.rglob(f"*{suffix}"))


def test_a_builder_of_others_knows_every_node_and_loses_no_word(
    other: Built, words: set[str]
) -> None:
    assert other.status == 0
    unknown = {name for names in UNKNOWN.findall(other.errors) for name in names if name}
    assert unknown <= UNKNOWN_ANYWAY
    assert sorted(words - words_of(output(other)) - LEFT_OUT[other.builder]) == []
    assert "confnotes" not in output(other)


@pytest.mark.parametrize("project", ["rich", "company", "directives"])
def test_a_strict_builder_is_content(build: Build, project: str) -> None:
    built = build(PROJECTS / project, "strict", conf=STRICT.format(folder=PROJECTS), args=["-W"])
    assert (built.status, built.warnings) == (0, [])


SELECTIONS = {
    "summary": "```{daily-summary}\n```",
    **{
        f"{layout}-{'groups' if group else 'talks'}": (
            f"```{{talk-list}}\n:layout: {layout}\n:notes: tldr\n{group}```"
        )
        for layout in ("cards", "list", "table")
        for group in ("", ":group-by: tag\n")
    },
}
PLACES = {
    "section": "# Page\n\n{}",
    "before-text": "# Page\n\n{}\n\nAfterwards.",
    "before-section": "# Page\n\n{}\n\n## Section\n\nText.",
    "no-section": "{}",
    "note": "# Page\n\n````{{note}}\n{}\n````",
    "quote": "# Page\n\n> {}",
    "table": "# Page\n\n````{{list-table}}\n* - {}\n````",
}
INDENTATIONS = {"quote": "\n> ", "table": "\n    "}
POSTS = {
    "2031-05-12-one.md": "# One\n\nOpening.\n\n:::{talk} [Soup](https://example.org/soup)\n"
    ":tags: soup\n:slides: https://example.org/slides\n:name: soup\n\nBody.\n:::\n",
    "2031-05-13-two.md": "# Two\n\n::::{talk} Soup\n:name: soup\n:::{tldr}\nHot.\n\n"
    "| a | b |\n| - | - |\n| 1 | 2 |\n:::\n::::\n\n:::{talk} Bread\nFlat.\n:::\n",
}


@pytest.mark.parametrize("builder", first_quick(["strict", "text", "man", "texinfo"]))
def test_selections_are_made_of_what_may_stand_in_their_place(build: Build, builder: str) -> None:
    pages = {
        f"{place}-{name}.md": around.format(selection.replace("\n", INDENTATIONS.get(place, "\n")))
        for place, around in PLACES.items()
        for name, selection in SELECTIONS.items()
    }
    built = build({**POSTS, **pages}, builder, conf=STRICT.format(folder=PROJECTS))
    assert built.status == 0
    shown = "".join(path.read_text("utf-8") for path in built.out.glob("*.[1t]*"))
    # And once in its post.
    assert shown.count("Hot.") == len(pages) + 1
