"""Incremental builds: the same output as a fresh build, and nothing written that needn't be."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.builds import Build, edit, pages, times
from tests.support.thorough import first_quick

FILES = {
    "index.md": """\
        # Home

        - {doc}`lists/summary`
        - {doc}`lists/soups`
        """,
    "posts/one.md": """\
        ---
        title: One
        date: 2031-05-12
        tags: soup
        ---

        Opening one.

        * [Soup](https://example.org/soup)

        TLDR: Ladle first.

        Comment: Hungry.
        """,
    "posts/two.md": """\
        ---
        title: Two
        date: 2031-05-13
        tags: bread
        ---

        Opening two.

        * [Bread](https://example.org/bread)

        TLDR: It rises.
        """,
    # The lists are in no page with a toctree, which Sphinx would write again anyway.
    "lists/summary.md": """\
        ---
        orphan: true
        ---

        # Summary

        ```{daily-summary}
        ```
        """,
    "lists/soups.md": """\
        ---
        orphan: true
        ---

        # Soups

        ```{daily-summary}
        :tags: soup
        :notes: tldr
        ```
        """,
    "refers.md": """\
        ---
        orphan: true
        ---

        # Refers

        {conf:talk}`bread` and {conf:post}`posts/two`.
        """,
    "plain.md": "---\norphan: true\n---\n\n# Plain\n\nTLDR: nothing.\n",
}
ALL = ("index", "posts/one", "posts/two", "lists/summary", "lists/soups", "refers", "plain")


def dedented(files: dict[str, str]) -> dict[str, str]:
    return {
        name: textwrap.dedent(text).replace("---\ntitle", "---\norphan: true\ntitle")
        for name, text in files.items()
    }


def add_post(source: Path) -> None:
    text = (source / "posts/two.md").read_text("utf-8")
    text = text.replace("title: Two", "title: Three").replace("2031-05-13", "2031-05-14")
    (source / "posts/three.md").write_text(text.replace("example.org/bread", "example.org/toast"))


EDITS: dict[str, tuple[Callable[[Path], object], set[str]]] = {
    "tldr": (
        lambda source: edit(source, "posts/one.md", "Ladle first.", "Ladle last."),
        {"posts/one", "lists/summary", "lists/soups"},
    ),
    "comment": (
        lambda source: edit(source, "posts/one.md", "Hungry.", "Full."),
        {"posts/one", "lists/summary"},
    ),
    "abstract": (
        lambda source: edit(source, "posts/one.md", "TLDR:", "Abstract: Slow.\n\nTLDR:"),
        {"posts/one", "lists/summary"},
    ),
    "title": (
        lambda source: edit(source, "posts/two.md", "title: Two", "title: Second"),
        {"posts/two", "lists/summary", "refers"},
    ),
    "talk title": (
        lambda source: edit(source, "posts/two.md", "[Bread]", "[**Bread**]"),
        {"posts/two", "lists/summary"},
    ),
    "date": (
        lambda source: edit(source, "posts/two.md", "2031-05-13", "2031-05-11"),
        {"posts/two", "lists/summary"},
    ),
    "tag": (
        lambda source: edit(source, "posts/two.md", "tags: bread", "tags: soup"),
        {"posts/two", "lists/soups"},
    ),
    "added post": (add_post, {"posts/three", "lists/summary"}),
    "removed post": (
        lambda source: (source / "posts/one.md").unlink(),
        {"lists/summary", "lists/soups"},
    ),
    "renamed post": (
        lambda source: (source / "posts/one.md").rename(source / "posts/uno.md"),
        {"posts/uno", "lists/summary", "lists/soups"},
    ),
    "draft": (
        lambda source: edit(source, "posts/one.md", "tags: soup", "tags: soup\ndraft: true"),
        {"posts/one", "lists/summary", "lists/soups"},
    ),
    "day of a talk, that of its post": (
        lambda source: edit(source, "posts/one.md", "TLDR:", "Date: 2031-05-12\n\nTLDR:"),
        {"posts/one"},
    ),
    "another day of a talk": (
        lambda source: edit(source, "posts/one.md", "TLDR:", "Date: 2031-05-13\n\nTLDR:"),
        {"posts/one", "lists/summary", "lists/soups"},
    ),
    "address gone": (
        lambda source: edit(source, "posts/two.md", "[Bread](https://example.org/bread)", "Bread"),
        {"posts/two"},
    ),
    "line shift": (
        lambda source: edit(source, "posts/one.md", "Opening one.", "Opening one.\n\nMore."),
        {"posts/one"},
    ),
    "other page": (
        lambda source: edit(source, "plain.md", "nothing", "still nothing"),
        {"plain"},
    ),
    "nothing": (lambda source: None, set()),
}


@pytest.mark.parametrize(
    ("name", "jobs"),
    [*((name, "1") for name in EDITS), ("tldr", "2"), ("removed post", "2"), ("added post", "2")],
)
def test_an_edit_gives_what_a_fresh_build_gives(build: Build, name: str, jobs: str) -> None:
    change, expected = EDITS[name]
    first = build(dedented(FILES), args=["-j", jobs])
    before = times(first)
    change(first.source)
    again = build(args=["-j", jobs])
    after = times(again)
    written = {page for page in after if after[page] != before.get(page)}
    # Sphinx itself writes these each time, the home page up to 8.1.
    written -= {"genindex", "search", "conf-days", "conf-tags", "index"}
    assert written == expected

    shutil.copytree(first.source, first.source.parents[1] / "fresh" / "source")
    fresh = build(folder="fresh")
    stale = {"posts/one.html", "_sources/posts/one.md.txt"} - set(pages(fresh))
    left_by_sphinx = {page: content for page, content in pages(again).items() if page not in stale}
    assert left_by_sphinx == pages(fresh)


def test_builders_that_share_doctrees_are_each_brought_up_to_date(build: Build) -> None:
    first = build(dedented(FILES), "html")
    build(None, "dirhtml")
    edit(first.source, "posts/one.md", "Ladle first.", "Ladle last.")
    assert "Ladle last." in build(None, "html").text("lists/summary.html")
    assert "Ladle last." in build(None, "dirhtml").text("lists/summary/index.html")
    assert "Ladle last." in build(None, "text").text("lists/summary.txt")


@pytest.mark.parametrize(("builder", "suffix"), [("text", "txt"), ("xml", "xml")])
def test_a_new_address_is_on_a_summary_that_shows_it(
    build: Build, builder: str, suffix: str
) -> None:
    first = build(dedented(FILES), builder)
    edit(first.source, "posts/one.md", "example.org/soup", "example.org/broth")
    assert "example.org/broth" in build(None, builder).text(f"lists/summary.{suffix}")


def test_a_build_of_one_file_leaves_the_others_to_be_written_later(build: Build) -> None:
    first = build(dedented(FILES))
    edit(first.source, "posts/one.md", "Ladle first.", "Ladle last.")
    source, out, doctrees = first.source, first.out, first.doctrees
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", "-d", str(doctrees)]
    one = source / "posts" / "one.md"
    subprocess.run([*command, str(source), str(out), str(one)], check=True, capture_output=True)
    assert "Ladle last." not in first.text("lists/summary.html")
    assert "Ladle last." in build().text("lists/summary.html")


def test_a_build_that_fails_leaves_its_pages_to_be_written_later(build: Build) -> None:
    first = build(dedented(FILES))
    edit(first.source, "posts/one.md", "Ladle first.", "Ladle last.")
    conf = first.source / "conf.py"
    good = conf.read_text("utf-8")
    fails = 'def setup(app):\n    app.connect("write-started", lambda *args: 1 / 0)\n'
    conf.write_text(good + fails, "utf-8")
    with contextlib.suppress(AssertionError):
        assert build().status == 0
    assert "Ladle last." not in first.text("lists/summary.html")
    conf.write_text(good, "utf-8")
    assert "Ladle last." in build().text("lists/summary.html")


@pytest.mark.parametrize(
    "builder", first_quick(["html", "dirhtml", "epub", "latex", "text", "json"])
)
def test_output_is_the_same_in_parallel_elsewhere_and_with_another_seed(
    build: Build, builder: str
) -> None:
    def out(folder: str, jobs: str, seed: str) -> dict[str, bytes]:
        built = build(
            dedented(FILES),
            builder,
            folder=folder,
            args=["-j", jobs],
            env={"PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": "0"},
        )
        # Pickles, zips and Sphinx's own record of the build aren't read by people.
        ignored = (".epub", ".pickle", ".inv")
        return {k: v for k, v in pages(built).items() if not k.endswith(ignored)}

    assert out("here", "1", "1") == out("over/there", "2", "2")


LABELLED = "# Own\n\n(soup)=\n## Section\n"
NOTED = "---\ndate: 2031-05-12\n---\n# D\n\n```{talk} Soup\n:name: soup\nWords.\n```\n"
STATES: dict[str, dict[str, str]] = {
    "neither": {},
    "a label": {"own.md": LABELLED},
    "a talk": {"day.md": NOTED},
    "both": {"own.md": LABELLED, "day.md": NOTED},
}
REFERRING = {
    f"refers-{number}.md": f"---\norphan: true\n---\n# R\n\n{reference}\n"
    for number, reference in enumerate(
        ["{ref}`soup`", "{ref}`x <soup>`", "{any}`soup`", "[](#soup)", "[x](#soup)"]
    )
}
ABSENT = {"own.md": "# Own\n", "day.md": "---\ndate: 2031-05-12\n---\n# D\n"}


@pytest.mark.parametrize(
    "states",
    [
        ("a label", "a talk"),
        ("a label", "neither", "a talk"),
        ("a label", "both", "a talk"),
        pytest.param(("neither", "a talk", "both", "a talk"), marks=pytest.mark.thorough),
        pytest.param(
            ("a label", "a talk", "both", "neither", "a talk"), marks=pytest.mark.thorough
        ),
    ],
    ids=" - ".join,
)
def test_a_name_that_was_a_label_of_the_project(build: Build, states: tuple[str, ...]) -> None:
    """References to labels aren't kept, and found again when the label gives way to a talk."""
    index = "# Home\n\n```{toctree}\nown\nday\n```\n"
    built = build({**REFERRING, **ABSENT, **STATES[states[0]], "index.md": index})
    for state in states[1:]:
        for name, text in {**ABSENT, **STATES[state]}.items():
            file = built.source / name
            if file.read_text("utf-8") != text:
                file.write_text(text, "utf-8")
        built = build(None)
    for name in REFERRING:
        link = built.html(name.replace(".md", ".html")).select_one("div.body p a")
        assert link is not None, name
        assert link["href"] == "day.html#soup", name


@pytest.mark.thorough
def test_what_leads_nowhere_of_ours_isnt_kept(build: Build) -> None:
    many = "".join(f"\n(l{number})=\n## L{number}\n" for number in range(50))
    links = "".join(f"{{ref}}`l{n}` [x](own.md) {{any}}`l{n}`\n" for n in range(50))
    files = {"own.md": f"# Own\n{many}", **{f"p{n}.md": f"# P\n\n{links}" for n in range(20)}}
    sizes = []
    for extension in ("sphinxext_confnotes", "myst_parser"):
        conf = f'extensions = ["sphinx_design", "{extension}"]\n'
        built = build({**files, "conf.py": conf}, "dummy", folder=extension)
        assert built.warnings == []
        sizes.append((built.doctrees / "environment.pickle").stat().st_size)
    # What is left are the values of the configuration and the empty domain.
    assert sizes[0] - sizes[1] < 2000


def test_another_name_of_a_page_that_is_nowhere_shown(build: Build) -> None:
    """The second account of a talk says where a reference leads, not where it stands itself."""
    talk = (
        "---\norphan: true\ndate: 2031-05-1{}\n---\n\n# {}\n\n* [Soup](https://example.org/soup)\n"
    )
    first = talk.format(2, "One") + "\nTLDR: Ladle first.\n"
    second = talk.format(3, "Two") + "\nTLDR: Hot, see {conf:talk}`soup <one:soup>`.\n"
    lists = "---\norphan: true\n---\n\n# Lists\n\n```{talk-list}\n```\n"
    built = build({"index.md": "# Home\n", "one.md": first, "two.md": second, "lists.md": lists})
    before = times(built)
    assert "Hot, see" in built.text("lists.html")
    (built.source / "two.md").rename(built.source / "zwei.md")
    after = times(build())
    assert after["lists"] == before["lists"]
    assert after["zwei"] != before.get("zwei")
