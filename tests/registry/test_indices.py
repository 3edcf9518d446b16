"""The indices of days, speakers and tags, and the general index."""

from __future__ import annotations

import re

import pytest
from bs4 import Tag

from sphinxext_confnotes.registry.indices import initial
from tests.support.builds import PROJECTS, Build, Built, build_once
from tests.support.thorough import first_quick


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


NAMES = ("conf-days", "conf-speakers", "conf-tags")
DAY = "---\ndate: 2031-05-12\ntags: tea\n---\n# D\n\n```{talk} T\n:speakers: Ann\nWords.\n```\n"


@pytest.mark.parametrize("name", first_quick(NAMES))
@pytest.mark.parametrize("is_read_first", [True, False])
def test_a_label_of_the_project_goes_before_an_index(
    build: Build, name: str, is_read_first: bool
) -> None:
    """In the first build and in the next, whatever is read first."""
    page, other = ("a", "z") if is_read_first else ("z", "a")
    files = {
        f"{page}.md": f"# P\n\n({name})=\n## Own section\n\nWords.\n",
        f"{other}.md": f"# O\n\n{{ref}}`{name}` {{any}}`{name}` [](#{name}) {{ref}}`x <{name}>`\n",
        "d.md": DAY,
    }
    built = build(files, args=["-n"])
    for _ in range(2):
        assert built.warnings == []
        body = built.html(f"{other}.html").select_one("div.body")
        assert isinstance(body, Tag)
        found = [str(link["href"]).partition("#")[0] for link in body.select("p a")]
        assert found == [f"{page}.html"] * 4
        assert (built.out / f"{name}.html").exists()
        (built.source / f"{other}.md").write_text(files[f"{other}.md"] + "\nMore.\n", "utf-8")
        built = build(None, args=["-n"])


def test_labels_of_a_project_without_notes(build: Build) -> None:
    labels = "".join(f"({name})=\n## {name}\n\nSee {{ref}}`{name}`.\n\n" for name in NAMES)
    files = {"a.md": f"# A\n\n{labels}"}
    ours = build(files, folder="with")
    theirs = build({**files, "conf.py": "extensions = ['myst_parser', 'sphinx_design']\n"})
    assert ours.warnings == theirs.warnings == []
    assert not list(ours.out.glob("conf-*"))
    assert ours.text("a.html") == theirs.text("a.html")
    assert (ours.out / "objects.inv").read_bytes() == (theirs.out / "objects.inv").read_bytes()


def test_references_to_the_indices(build: Build) -> None:
    text = "".join(f"{{ref}}`{name}` {{any}}`{name}` [](#{name})\n" for name in NAMES)
    built = build({"sub/a.md": f"# A\n\n{text}", "d.md": DAY}, args=["-n", "-W"])
    assert built.warnings == []
    body = built.html("sub/a.html").select_one("div.body")
    assert isinstance(body, Tag)
    found = [(str(link["href"]), link.get_text()) for link in body.select("p a")]
    titles = ("Conference days", "Speakers", "Tags")
    assert found == [
        (f"../{name}.html", title)
        for name, title in zip(NAMES, titles, strict=True)
        for _ in range(3)
    ]


@pytest.mark.parametrize(
    ("builder", "document", "page"),
    [
        ("html", "{}", "{}.html"),
        ("dirhtml", "{}", "{}/index.html"),
        ("dirhtml", "{}/index", "{}/index.html"),
    ],
)
@pytest.mark.parametrize("name", first_quick(NAMES))
def test_a_document_goes_before_an_index_of_its_name(
    build: Build, name: str, builder: str, document: str, page: str
) -> None:
    document = document.format(name)
    files = {
        "d.md": DAY,
        f"{document}.md": "# My own page\n",
        "index.md": f"# Home\n\n```{{toctree}}\nd\n{document}\n```\n",
    }
    built = build(files, builder)
    assert built.warnings == [
        f"{document}.md: WARNING: document '{document}': expected another name than that of the "
        f"index '{name}', which is left out [confnotes.publish]"
    ]
    text = built.text(page.format(name))
    assert "My own page" in text
    assert "confnotes" not in text
    others = [other for other in NAMES if other != name]
    assert all((built.out / page.format(other)).exists() for other in others)


def test_a_document_of_the_name_of_no_index(build: Build) -> None:
    """Where none would be written there: another builder, another folder, no notes."""
    files = {"d.md": DAY, "conf-tags.md": "# P\n", "conf-days/index.md": "# Q\n"}
    for builder in ("text", "latex"):
        assert build(files, builder, folder=builder).warnings == []
    assert len(build(files).warnings) == 1
    conf = "html_domain_indices = ['conf-days']\n"
    built = build(files, folder="one", conf=conf)
    assert built.warnings == []
    assert (built.out / "conf-days.html").exists()
    del files["d.md"]
    assert build(files, folder="none").warnings == []
