"""A sample of real documentation as posts; `tests.support.real_documents` says what has to hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import real_documents
from tests.support.builds import Build, Built
from tests.support.published_files import data
from tests.support.real_documents import (
    Output,
    Page,
    Pages,
    dated,
    differences,
    guilty,
    is_more_exact,
)
from tests.support.thorough import first_quick

SAMPLE = ["--pages", "25", "--modes", "labelled", "--builders", "html", "epub", "text", "xml"]

PLAIN = 'extensions = ["myst_parser", "sphinx_design"]\n'
DATE = "2031-05-12"


# Downloads sources, and takes minutes; `python -m tests.support.real_documents` does more.
@pytest.mark.tools
def test_a_sample_has_no_findings(capsys: pytest.CaptureFixture[str]) -> None:
    status = real_documents.main(SAMPLE)
    assert status == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "text"),
    first_quick(
        [
            ("a.md", "# A\n\nText.\n"),
            ("a.md", "---\nauthor: B\ndate: soon\n---\n\n# A\n"),
            ("a.md", "---\n\nno front matter\n"),
            ("a.rst", "A\n=\n\nText.\n"),
            ("a.rst", ":orphan:\n\nA\n=\n"),
            ("a.rst", "\n\n:orphan:\n:author: B\n\nA\n=\n"),
            ("a.rst", ".. _label:\n\nA\n=\n"),
            ("a.rst", "\n  A quote.\n"),
            ("a.rst", ""),
        ],
        4,
    ),
)
def test_every_page_can_be_dated_and_shows_what_it_showed(
    build: Build, name: str, text: str
) -> None:
    page = Page("p", name, text, ())
    built = [
        build({"conf.py": PLAIN, name: source}, folder=folder)
        for folder, source in (("before", text), ("after", dated(page, DATE)))
    ]
    before, after = (Output(each, "a") for each in built)
    assert after.words == before.words
    assert after.ids == before.ids
    posts = data(build({name: dated(page, DATE)}, folder="ours"))["posts"]
    assert [post["date"] for post in posts] == [DATE]


BODY = '<div class="body" role="main">{}<div class="clearer"></div>'


@pytest.mark.parametrize(
    ("before", "after", "kind", "text"),
    [
        ("<p>one two two</p>", "<p>two one</p>", "words lost", "two*1"),
        ("<p id=a>one</p>", "<p id=c>one</p>", "id gone", "a"),
        ("<p id=a>one</p>", "<p id=a>one</p><p id=a></p>", "id twice", "a"),
        ("<a href='a.html#b'>one</a>", "<a href='b.html#b'>one</a>", "dead link", "b.html#b"),
        ("<a href='a.html#b'>one</a>", "<a href='a.html#c'>one</a>", "dead link", "a.html#c"),
    ],
)
def test_a_difference_is_seen(
    tmp_path: Path, before: str, after: str, kind: str, text: str
) -> None:
    outputs = []
    for name, body in (("before", before), ("after", after)):
        out = tmp_path / name
        out.mkdir()
        (out / "a.html").write_text(BODY.format(f'{body}<p id="b"></p>'))
        outputs.append(Output(Built(tmp_path, out, tmp_path, "html", 0, ""), "a"))
    assert list(differences(outputs[0], outputs[0])) == []
    assert list(differences(*outputs)) == [(kind, text)]


@pytest.mark.parametrize(
    ("warning", "is_known"),
    [
        ("a.md:3: WARNING: undefined label: 'b' [ref.ref]", True),
        ("a.md:2: WARNING: undefined label: 'b' [ref.ref]", False),
        ("a.md:9: WARNING: undefined label: 'b' [ref.ref]", False),
        ("a.md:3: WARNING: undefined label: 'c' [ref.ref]", False),
        ("WARNING: undefined label: 'b' [ref.ref]", False),
    ],
)
def test_a_known_warning_may_be_more_exact(tmp_path: Path, warning: str, is_known: bool) -> None:
    (tmp_path / "a.md").write_text("One\ntwo\n{ref}`B`\n")
    known = ["a.md:1: WARNING: undefined label: 'b' [ref.ref]"]
    assert is_more_exact(warning, tmp_path, known) is is_known


def test_the_guilty_pages_are_found() -> None:
    pages = tuple(Page("p", name, "", ()) for name in "abcdefg")

    def complaint(part: Pages) -> str:
        names = {page.name for page in part}
        return "bad" if names & {"c"} or names >= {"f", "g"} else ""

    found = [("".join(page.name for page in part), text) for part, text in guilty(pages, complaint)]
    assert found == [("c", "bad"), ("fg", "bad")]
