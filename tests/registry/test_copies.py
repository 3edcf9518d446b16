"""One of each kind of node in notes, copied to a page in another folder."""

from __future__ import annotations

import pickle
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from docutils import nodes

from sphinxext_confnotes.nodes import is_note
from sphinxext_confnotes.registry.copies import Copies
from tests.support.builds import PROJECTS, Build, Built, build_once, words_of
from tests.support.thorough import first_quick

KINDS = PROJECTS / "kinds"
PAGES = {
    "html": "pages/all/summary.html",
    "dirhtml": "pages/all/summary/index.html",
    "singlehtml": "index.html",
    "epub": "pages/all/summary.xhtml",
}
WORDS = """
waffle iron twice inline target later bold substituted pot codes knead hot yeast flour admonished
deep topic aside salt honey known tab folded note holds things
"""
NAMING = ("for", "aria-controls", "aria-labelledby")


@pytest.fixture(scope="module", params=first_quick(list(PAGES)))
def kinds(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, KINDS, request.param, ["-W"])


def shown(built: Built) -> list[Tag]:
    """Return the summary and the list, which show the same."""
    page = read(built.out / PAGES[built.builder])
    found = page.select(".confnotes-summary, .confnotes-list")
    assert len(found) == 2
    return found


def read(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text("utf-8"), "html5lib")


def identifiers(page: Path) -> list[str]:
    return [element["id"] for element in read(page).select("[id]")]


def followed(built: Built, page: Path, address: str) -> Path:
    """Return the file that a local address leads to, whose anchor is there."""
    parts = urlsplit(address)
    target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
    if target.is_dir():
        target /= "index.html"
    assert target.is_file(), address
    if parts.fragment and target.suffix in (".html", ".xhtml"):
        anchor = unquote(parts.fragment)
        anchors = [one["name"] for one in read(target).select("a[name]")]
        # In EPUB, Sphinx writes colons otherwise.
        assert anchor in [*identifiers(target), *anchors], address
    return target


@pytest.mark.parametrize(
    "builder", first_quick(["latex", "text", "man", "texinfo", "xml", "gettext", "dummy"], 2)
)
def test_the_other_builders_are_content(build: Build, builder: str) -> None:
    built = build(KINDS, builder, args=["-W", "-j", "2"])
    assert (built.status, built.warnings) == (0, [])


def test_there_are_no_warnings(kinds: Built) -> None:
    assert (kinds.status, kinds.warnings) == (0, [])


def test_every_address_of_a_copy_leads_somewhere(kinds: Built) -> None:
    page = kinds.out / PAGES[kinds.builder]
    found = Counter()
    for part in shown(kinds):
        for element in part.select("[href], [src]"):
            address = str(element.get("href") or element["src"])
            # What an author wrote of HTML files is true of HTML files, and Sphinx 9.0 gives some
            # links of a single page two anchors.
            is_written = "internal" not in element.get("class", [])
            if urlsplit(address).scheme or address.count("#") > 1:
                continue
            if kinds.builder != "html" and is_written:
                continue
            found[followed(kinds, page, address).suffix] += 1
    assert found.total() > 35


def test_what_html_says_leads_where_it_does_at_home(build: Build) -> None:
    built = build(KINDS, "html")
    raw, _ = (one.select_one("[style]") for one in shown(built))
    image = raw.img
    assert raw["style"] == "background: url(../../_static/x.png)"
    assert image["src"] == "../../_static/x.png"
    assert image["srcset"] == "../../_static/x.png, ../../_static/x.png 2x"
    assert [link["href"] for link in raw.select("a[href]")] == [
        "../../posts/other.html#section",
        "../../posts/rest.html#below",
        "#raw",
        "https://example.org/",
    ]


def test_no_identifier_stands_twice_and_all_that_are_named_are_there(kinds: Built) -> None:
    page = kinds.out / PAGES[kinds.builder]
    there = Counter(identifiers(page))
    own = {element["id"] for part in shown(kinds) for element in part.select("[id]")}
    assert [name for name, count in there.items() if count > 1 and name in own] == []
    named = Counter()
    for part in shown(kinds):
        for attribute in NAMING:
            for element in part.select(f"[{attribute}]"):
                assert element[attribute] in there, element
                named[attribute] += 1
    assert min(named[attribute] for attribute in NAMING) >= 2


def test_each_panel_belongs_to_its_button(kinds: Built) -> None:
    page = read(kinds.out / PAGES[kinds.builder])
    shown_buttons = [one for part in shown(kinds) for one in part.select("button[aria-controls]")]
    assert len(shown_buttons) == 12
    for button in shown_buttons:
        panel = page.find(id=button["aria-controls"])
        assert panel.get_text().strip() == f"Panel {button.get_text()}"
        assert panel["aria-labelledby"] == button["id"]


def test_what_a_register_knows_is_shown_once_and_linked_then(kinds: Built) -> None:
    summary, again = (part.get_text() for part in shown(kinds))
    if kinds.builder == "singlehtml":
        # Where it stands on the page already.
        assert "E-1 of" not in summary + again
    else:
        assert "E-1 of posts/rest" in summary
    links = [link for part in shown(kinds) for link in part.select('a[href$="#E-1"]')]
    assert {link.get_text() for link in links} == {"What is known."}


def test_what_has_a_number_keeps_it_and_is_linked_then(kinds: Built) -> None:
    summary, again = shown(kinds)
    texts = [
        part.select_one('[id="R-1"], a[href$="#R-1"]').get_text(" ") for part in (summary, again)
    ]
    first = "Rule Salt it." if kinds.builder == "singlehtml" else "No. 1 Rule 1: Rule Salt it."
    assert [" ".join(text.split()) for text in texts] == [first, "Rule Salt it."]


def test_no_word_is_lost(kinds: Built) -> None:
    for part in shown(kinds):
        text = words_of(part.get_text(" "))
        for word in WORDS.split():
            assert word in text, word


def test_others_choose_among_what_is_copied(kinds: Built) -> None:
    for part in shown(kinds):
        assert "The first alternative." in part.get_text()
        assert "The other alternative." not in part.get_text()


@pytest.mark.parametrize("names", [["strangers", "confnotes"], ["confnotes", "strangers"]])
def test_whatever_the_order_of_extensions(build: Build, names: list[str]) -> None:
    extensions = [name.replace("confnotes", "sphinxext_confnotes") for name in names]
    built = build(KINDS, "html", conf=f"extensions = {[*extensions, 'sphinx.ext.todo']}\n")
    assert "other alternative" not in shown(built)[0].get_text()


def test_a_copy_holds_what_sphinx_keeps_and_nothing_of_its_document(build: Build) -> None:
    built = build(KINDS, "dummy")
    env = pickle.loads((built.doctrees / "environment.pickle").read_bytes())
    packed = env.domaindata["conf"]["copies"]["posts/rest"]
    copies = Copies.unpack(packed)
    (held,) = (
        node
        for talk in copies.talks.values()
        for node in talk.findall(nodes.paragraph)
        if "held" in node["classes"]
    )
    assert (held.kept, held["name"]) == ({"plain": ("data",)}, "kept")
    assert held["alone"].astext() == "alone"
    document, section = held.others
    assert document is None
    assert isinstance(section, nodes.section)
    assert (section.children, section.parent, section.document) == ([], None, None)
    assert (held["module"], held["function"], held.file) == (None, None, None)


def test_what_was_written_of_a_note_stays_with_it_at_home(build: Build) -> None:
    text = "---\ntitle: A\ndate: 2031-05-14\n---\n\n* [T](https://t)\n\n  TLDR: It *boils*.\n"
    text += "\n````{talk} U\n```{comment}\nNo *salt*.\n```\n````\n"
    built = build({"a.md": text}, "dummy")
    env = pickle.loads((built.doctrees / "environment.pickle").read_bytes())
    copies = Copies.unpack(env.domaindata["conf"]["copies"]["a"])
    at_home = [note for note in built.doctree("a").findall() if is_note(note)]
    copied = [note for talk in copies.talks.values() for note in talk if is_note(note)]
    assert [note.source_text for note in at_home] == ["It *boils*.", "No *salt*."]
    assert [note.deepcopy().source_text for note in at_home] == ["It *boils*.", "No *salt*."]
    assert [note.source_text for note in copied] == ["", ""]
    # It is docutils' own, and its way to what translators are given.
    assert {note.rawsource for note in (*at_home, *copied)} == {""}


def test_what_leads_nowhere_is_said_once_and_leads_home(build: Build) -> None:
    post = (
        "---\ntitle: Day\ndate: 2031-05-12\n---\n\nSee [it](#nope), [](nope2) and {ref}`nope3`.\n"
    )
    lists = "# Lists\n\n```{daily-summary}\n```\n"
    built = build({"days/post.md": post, "lists/all.md": lists})
    assert sorted(line.split("[")[-1] for line in built.warnings) == [
        "myst.xref_missing]",
        "myst.xref_missing]",
        "ref.ref]",
    ]
    links = built.html("lists/all.html").select(".confnotes-post p a")
    assert {link["href"] for link in links} == {"../days/post.html"}
