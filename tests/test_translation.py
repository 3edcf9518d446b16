"""Notes that are translated with gettext, as the rest of a page is."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from tests.support.builds import PROJECTS, Build, Built, build_once
from tests.support.thorough import first_quick

PROJECT = PROJECTS / "translated"
LOCALE = Path("locale", "de", "LC_MESSAGES")
CATALOGS = ("posts/monday.po", "posts/tuesday.po", "summary.po")
ARGS = ["-W", "-n"]


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, PROJECT, "html", [*ARGS, "-D", "language=de"])


def read(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def messages(catalog: Catalog) -> set[str]:
    return {str(message.id) for message in catalog if message.id}


def text(built: Built, page: str) -> str:
    (body,) = built.html(page).select("div.body")
    return " ".join(body.get_text().split())


def objects(built: Built) -> set[tuple[str, str, str]]:
    """Return the types, names and addresses of all objects."""
    data = (built.out / "objects.inv").read_bytes()
    lines = zlib.decompress(data.split(b"\n", 4)[4]).decode().splitlines()
    found = (re.fullmatch(r"(.+) (\S+:\S+) (-?\d+) (\S+) .+", line) for line in lines)
    return {(match[2], match[1], match[4]) for match in found if match}


def test_every_text_is_a_message(build: Build) -> None:
    built = build(PROJECT, "gettext", args=ARGS)
    for name in CATALOGS:
        template = read((built.out / name).with_suffix(".pot"))
        assert messages(template) == messages(read(PROJECT / LOCALE / name))


@pytest.mark.parametrize("page", ["posts", "summary", "list"])
def test_notes_are_translated_wherever_they_are_shown(german: Built, page: str) -> None:
    selectors = {"posts": "div.body", "summary": ".confnotes-summary", "list": ".confnotes-list"}
    pages = ["posts/monday.html", "posts/tuesday.html"] if page == "posts" else ["summary.html"]
    parts = [part for name in pages for part in german.html(name).select(selectors[page])]
    shown = " ".join(" ".join(part.get_text().split()) for part in parts)
    for words in (
        # Both forms: titles, TLDRs, comments, marks and labels.
        "Suppe als Dienst", "Der Topf ist für alle.", "Highlight meines Tages", "Brot",
        "Es geht auf.", "Ich auch.", "Salz", "Zusammenfassung", "Eine Prise.", "Mein Eindruck",
        "Pfeffer", "Spät mahlen.", "Öl: eine Geschichte",
    ):  # fmt: skip
        assert words in shown
    for words in ("Soup", "shared", "Bread", "pinch", "My take", "Pepper", "late", "Oil"):
        assert words not in shown
    found = [element for part in parts for element in part.select("em, a[href], span.math")]
    for words in ("für alle", "Spät", "ihren Aufsatz", "im Aufsatz"):
        assert words in [element.get_text() for element in found]
    assert sum("math" in element["class"] for element in found if element.has_attr("class")) >= 3


def test_names_and_anchors_stay(german: Built, build: Build) -> None:
    found = objects(german)
    assert ("conf:talk", "soup-as-a-service", "posts/monday.html#$") in found
    assert found == objects(build(PROJECT, args=ARGS))


def test_references_find_what_is_translated(german: Built) -> None:
    """By name, and by a title from before it was translated."""
    links = {
        str(link["href"]): link.get_text()
        for link in german.html("posts/monday.html").select(".confnotes-comment a.internal")
    }
    assert links == {
        "#soup-as-a-service": "Suppe als Dienst",
        "tuesday.html#pepper": "Pfeffer",
        "tuesday.html#oil": "Öl",
    }


def test_a_better_translation_is_shown_everywhere(build: Build) -> None:
    build(PROJECT, conf='language = "de"\n', args=ARGS)
    path = build(None, args=ARGS).source / LOCALE / "posts" / "monday.po"
    path.write_text(path.read_text("utf-8").replace("Es geht auf.", "Er geht auf."), "utf-8")
    # In a process of its own: Python reads each catalogue once.
    built = build(None, args=ARGS, env={"PYTHONDONTWRITEBYTECODE": "1"})
    for page in ("posts/monday.html", "summary.html"):
        assert "Er geht auf." in text(built, page)
        assert "Es geht auf." not in text(built, page)


@pytest.mark.parametrize("builder", first_quick(["text", "latex", "epub", "xml", "singlehtml"], 2))
def test_in_other_builders(build: Build, builder: str) -> None:
    built = build(PROJECT, builder, conf='language = "de"\n')
    written = "\n".join(
        path.read_text("utf-8")
        for path in built.out.rglob("*")
        if path.suffix in (".txt", ".tex", ".xhtml", ".xml", ".html")
    )
    # In LaTeX both posts and the summary are in one file.
    assert len(re.findall("Eine Prise", written)) >= 3
    assert "pinch" not in written


def test_one_catalog_for_a_folder(build: Build) -> None:
    conf = "gettext_compact = True\n"
    built = build(PROJECT, "gettext", conf=conf, args=ARGS)
    single = [read(PROJECT / LOCALE / name) for name in CATALOGS[:2]]
    assert messages(read(built.out / "posts.pot")) == messages(single[0]) | messages(single[1])
    both = Catalog(locale="de")
    for message in (*single[0], *single[1]):
        if message.id:
            both.add(message.id, message.string)
    with (built.source / LOCALE / "posts.po").open("wb") as file:
        write_po(file, both)
    german = build(None, args=[*ARGS, "-E", "-D", "language=de"])
    assert "Es geht auf." in text(german, "summary.html")


def test_other_options_of_gettext(build: Build) -> None:
    targets = ["index", "literal-block", "doctest-block", "raw", "image"]
    conf = f"gettext_uuid = True\ngettext_additional_targets = {targets}\n"
    build(PROJECT, "gettext", conf=conf, args=ARGS)
    # The numbers of messages are taken from the build before.
    page = build(None, "gettext", args=ARGS).source / "posts" / "monday.md"
    page.write_text(page.read_text("utf-8").replace("It rises.", "It rises!"), "utf-8")
    built = build(None, "gettext", args=ARGS)
    template = read(built.out / "posts" / "monday.pot")
    assert "TLDR: It rises! Comment: So did I." in messages(template)
    # Entries of the index are made of what has been translated.
    assert "Soup as a Service" not in messages(template)
    assert "#: " in (built.out / "posts" / "monday.pot").read_text("utf-8")
    german = build(None, args=[*ARGS, "-E", "-D", "language=de"])
    assert "Eine Prise." in text(german, "summary.html")
    assert "Suppe als Dienst" in text(german, "genindex.html")
