"""The prose form: what ``reading/prose/lifting.py`` makes of posts without markup."""

from __future__ import annotations

import json
import re

import pytest
from docutils import nodes

from sphinxext_confnotes.nodes import NOTES, confnotes_talk, is_note
from tests.support.builds import PROJECTS, Build, Built, build_once

FORMS = sorted(path.stem for path in (PROJECTS / "forms" / "prose").glob("*.md"))


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, PROJECTS / "forms", "dummy", args=["-W", "-n"])


def tree(built: Built, docname: str) -> str:
    """Return a doctree without what says where it came from."""
    text = built.doctree(docname).pformat()
    text = re.sub(r' (source|xml:space)="[^"]*"', "", text)
    return text.replace(str(built.source), "").replace(docname.split("/")[0] + "/", "")


def test_only_a_directive_without_notes_is_warned_about(forms: Built) -> None:
    lines = [warning.split(": ")[0] for warning in forms.warnings]
    assert lines == [f"directives/items_without_notes.md:{line}" for line in (8, 10)]


@pytest.mark.parametrize("name", FORMS)
def test_both_forms_give_the_same_doctree(forms: Built, name: str) -> None:
    assert tree(forms, f"prose/{name}") == tree(forms, f"directives/{name}")


REST_PROSE = """
:title: A day
:date: 2031-05-14

* `Soup <https://example.org/soup>`__ (Highlight)

TLDR: Ladle *first*
and serve.
**Comment:** Hungry.

`Bread <https://example.org/bread>`__
-------------------------------------

Speakers: Ann \\*

- Summary: It rises.
- Thoughts: Slowly.
"""
REST_DIRECTIVES = """
:title: A day
:date: 2031-05-14

.. talk:: `Soup <https://example.org/soup>`__
   :highlight: Highlight

   .. tldr::

      Ladle *first*
      and serve.

   .. comment::

      Hungry.

.. talk:: `Bread <https://example.org/bread>`__
   :speakers: Ann *

   .. tldr::
      :label: Summary

      It rises.

   .. comment::
      :label: Thoughts

      Slowly.
"""


def test_both_forms_give_the_same_doctree_in_restructuredtext(build: Build) -> None:
    files = {"prose/a.rst": REST_PROSE.lstrip(), "directives/a.rst": REST_DIRECTIVES.lstrip()}
    built = build(files, "dummy")
    assert built.warnings == []
    assert tree(built, "prose/a") == tree(built, "directives/a")


def test_a_warning_in_a_lifted_note_points_at_its_authors_line(build: Build) -> None:
    post = (
        "---\ntitle: A day\ndate: 2031-05-14\n---\n\n"
        "* [Soup](https://example.org/soup)\n  TLDR: one\n  two\n  Comment: {ref}`nowhere`\n\n"
        "## Bread\n\nTLDR: It\nrises.\n\n- Rating: twelve\n"
    )
    assert build({"a.md": post}).warnings == [
        "a.md:16: WARNING: 'Rating: twelve': expected a number from 1 to 5; it stays in the text "
        "[confnotes.option]",
        "a.md:9: WARNING: undefined label: 'nowhere' [ref.ref]",
    ]


def test_what_refers_to_a_heading_finds_the_talk_that_it_became(build: Build) -> None:
    post = (
        "---\ntitle: A day\ndate: 2031-05-14\n---\n\n"
        "[a](#sweet-soup-highlight) {ref}`label` [b](#label) [c](#second-helping)\n\n"
        "(label)=\n## Sweet soup (Highlight)\n\nTLDR: Ladle.\n\n"
        "## Bread\n\n### Summary\n\nRises.\n\n### Comment\n\nSlowly.\n\n"
        "## Second helping\n\nTLDR: More.\n"
    )
    other = "# Other\n\n{ref}`label` [d](a.md#label) [e](a.md#sweet-soup-highlight)\n"
    conf = "myst_heading_anchors = 3\n"
    built = build({"a.md": post, "other.md": other}, conf=conf, args=["-n"])
    assert built.warnings == []
    page = built.html("a.html")
    ids = {str(element["id"]) for element in page.select("[id]")}
    addresses = [
        str(a["href"])
        for name in ("a.html", "other.html")
        for a in built.html(name).select("div.body p > a.reference.internal")
    ]
    assert len(addresses) == 7
    for address in addresses:
        assert address.partition("#")[2] in ids
    texts = [a.get_text() for a in built.html("other.html").select("div.body p > a")]
    assert texts == ["Sweet soup", "d", "e"]


def test_labels_of_ones_own(build: Build) -> None:
    post = (
        "---\ntitle: Ein Tag\ndate: 2031-05-14\n---\n\n* [Suppe](https://example.org/soup)\n\n"
        "Fazit: Erst schöpfen.\n\nMeinung: Hungrig.\n\nReferentin: Ann\n\nNotes: stays text.\n"
    )
    labels = '{"Fazit": "tldr", "Meinung": "comment", "Referentin": "speakers", "Notes": None}'
    built = build({"a.md": post}, conf=f"confnotes_prose_labels = {labels}\n")
    assert built.warnings == []
    page = built.html("a.html")
    assert [label.get_text() for label in page.select(".confnotes-label")] == ["Fazit", "Meinung"]
    speakers = page.select_one(".confnotes-speakers")
    assert speakers is not None
    assert speakers.get_text() == "Referentin: Ann"
    card = page.select_one(".confnotes-talk")
    assert card is not None
    assert "Notes: stays text." in card.get_text()


def test_a_deep_or_long_post_is_read_in_good_time(build: Build) -> None:
    talks = "".join(f"* [Talk {i}](https://example.org/{i})\n\nTLDR: {i}\n\n" for i in range(300))
    links = "".join(f"[Link {i}](https://example.org/x{i})\n\nRoom: {i}\n\n" for i in range(300))
    post = f"---\ntitle: A day\ndate: 2031-05-14\n---\n\n{talks}## Links\n\n{links}"
    built = build({"a.md": post}, "dummy")
    assert len(list(built.doctree("a").findall(is_talk))) == 300


def is_talk(node: nodes.Node) -> bool:
    return type(node).__name__ == "confnotes_talk"


def test_a_heading_that_is_a_footnote_mark_without_its_footnote(build: Build) -> None:
    post = "---\ntitle: A day\ndate: 2031-05-14\n---\n\n## [^1]\n\nTLDR: a\n"
    built = build({"a.md": post}, "dummy")
    assert [talk["ids"] for talk in built.doctree("a").findall(is_talk)]  # type: ignore[index]


def test_a_reference_to_another_talk_opens_none(build: Build) -> None:
    post = (
        "---\ndate: 2031-05-12\n---\n\n# A day\n\n## [Salt](https://example.org/salt)\n\n"
        "TLDR: It rises.\n\nSee {conf:talk}`salt`.\n\nComment: A pinch.\n"
    )
    (talk,) = build({"p.md": post}, "dummy").doctree("p").findall(confnotes_talk)
    assert talk["ids"] == ["salt"]
    tldr, comment = talk.children[-2:]
    assert [tldr.tagname, comment.tagname] == ["confnotes_tldr", "confnotes_comment"]
    assert tldr.astext() == "It rises.\n\nSee salt."


def test_a_node_of_another_extension_may_have_a_path_for_its_source(build: Build) -> None:
    conf = """
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

extensions = ["sphinxext_confnotes"]


class Sourced(SphinxDirective):
    def run(self):
        node = nodes.paragraph("", "Sourced.")
        node.source, node.line = self.env.doc2path(self.env.docname), self.lineno
        return [node]


def setup(app):
    app.add_directive("sourced", Sourced)
"""
    text = "* [T](https://t)\n\n  TLDR: Said.\n\n  ```{sourced}\n  ```\n\n  Comment: Good.\n"
    post = f"---\ntitle: A\ndate: 2031-05-14\n---\n\n{text}"
    # What of ours Sphinx warns about ends this build.
    built = build({"conf.py": conf, "a.md": post}, "dummy", args=["-W"])
    (tldr, comment) = built.doctree("a").findall(lambda node: isinstance(node, NOTES))
    assert tldr.source_text == "Said.\n\n```{sourced}\n```"
    assert comment.source_text == "Good."


ABSTRACT = """{head}
## [Lids](https://example.org/lids)

{abstract}
TLDR: heavy
"""


@pytest.mark.parametrize(
    ("written", "abstract", "left"),
    [
        ("Abstract: Lids are\n*heavy*.\n\nMore.\n", "Lids are heavy.", "More."),
        ("Abstract: Lids.\nRoom: Hall\n", "Lids.", ""),
        ("**Abstract**\nLids are\nheavy.\n", "Lids are heavy.", ""),
        ("### Abstract\n\nLids.\n\nOne\nmore.\n\n### TLDR\n\nx\n", "Lids.\n\nOne more.", ""),
        ("Abstract: [Lids](https://example.org) fall.\n", "", "Abstract: Lids fall."),
        ("Abstract: $x$ falls.\n", "", "Abstract: x falls."),
        ("### Abstract\n\nLids.\n\n* One\n\n### TLDR\n\nx\n", "", "Abstract Lids. One"),
        ("Abstract:\n\nLids.\n", "", "Abstract: Lids."),
        ("Abstract: One.\n\nAbstract: Two.\n", "One.", "Abstract: Two."),
    ],
)
def test_an_abstract_is_a_text_of_its_own(
    build: Build, written: str, abstract: str, left: str
) -> None:
    head = "---\ndate: 2031-05-12\n---\n\n# Day\n"
    built = build({"a.md": ABSTRACT.format(head=head, abstract=written)}, "pseudoxml")
    assert built.warnings == []
    (talk,) = built.doctree("a").findall(confnotes_talk)
    assert talk.get("abstract", "") == abstract
    body = [part for part in talk.children[1:] if not is_note(part)]
    assert " ".join(part.astext() for part in body if part.astext()).split() == left.split()


@pytest.mark.parametrize("label", ["**Video**:", "*Slides*:", "**Speaker:**"])
def test_a_label_before_a_link_is_no_title(build: Build, label: str) -> None:
    front = "---\ndate: 2031-05-12\n---\n\n# Day 1\n\n"
    item = f"* {label} [here](https://example.org/soup)\n  Notes: good\n"
    built = build({"a.md": front + item}, "dummy")
    assert [talk[0].astext() for talk in built.doctree("a").findall(confnotes_talk)] == []
    assert "good" in built.doctree("a").astext()


def test_a_link_without_words_is_no_title(build: Build) -> None:
    front = "---\ndate: 2031-05-12\n---\n\n# Day\n\n"
    link = "[](https://example.org/soup)"
    for text in (f"{link}\n\nTLDR: good\n", f"* {link}\n\n  TLDR: good\n"):
        built = build({"a.md": front + text}, args=["-n"])
        assert built.warnings == []
        assert '"talks": []' in built.text("talks.json")
        assert "good" in built.text("a.html")
        assert "https://example.org/soup" in built.text("a.html")


def test_words_behind_a_link_without_words_are_a_title(build: Build) -> None:
    text = "---\ndate: 2031-05-12\n---\n\n# Day\n\n* [ ](https://example.org/a) b\n\n  TLDR: good\n"
    built = build({"a.md": text}, args=["-n"])
    assert built.warnings == []
    assert '"title": "b"' in built.text("talks.json")


TOLD = """
---
title: WaitConf
date: 2031-05-12
---

- [Ann Moore](https://x.com/ann) spoke of queues as *places*, and not
  as losses of time. I liked that.
- [Bo Ek](https://x.com/bo)'s new till looks easy to use! It rings.
- Cy Holm showed us how to wait in two lines at once
"""


def test_a_sentence_that_leads_with_its_speaker_has_not_their_address(build: Build) -> None:
    built = build({"a.md": TOLD.lstrip(), "b.md": "# B\n\n```{talk-list}\n```\n"}, args=["-W"])
    talks = {talk["title"]: talk for talk in json.loads(built.text("talks.json"))["talks"]}
    assert list(talks) == [
        "Ann Moore spoke of queues as places, and not as losses of time",
        "Bo Ek’s new till looks easy to use!",
        "Cy Holm showed us how to wait in two lines at once",
    ]
    assert [talk["speakers"] for talk in talks.values()] == [["Ann Moore"], ["Bo Ek"], ["Cy Holm"]]
    assert not any("url" in talk for talk in talks.values())
    page = built.html("a.html")
    assert {"https://x.com/ann", "https://x.com/bo"} <= {
        link["href"] for link in page("a", href=True)
    }
    for name in ("a.html", "b.html"):
        assert not built.html(name).select("a a")
    assert not built.html("b.html").select('a[href*="x.com"]')
