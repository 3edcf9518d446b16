"""Whose a note is: that of the talk it stands under, or nobody's, never another talk's."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinxext_confnotes.nodes import confnotes_comment, confnotes_talk, confnotes_tldr
from tests.support.builds import Build, Built

FRONT = "---\ntitle: A day\ndate: 2031-05-14\n---\n\n"
CRUMB = "* [Crumb](https://example.org/crumb)\n\nTLDR: About crumb.\n\n"
RIND = "* [Rind](https://example.org/rind)\n\n"
NOTES = "TLDR: About rind.\n\nComment: On rind.\n"

BETWEEN = {
    "nothing": "",
    "a comment": "% find the slides\n\n",
    "html": "<!-- find the slides -->\n\n",
    "a target": "(rind)=\n\n",
    "a footnote": "[^1]: A foot.\n\n",
    "code": "```python\nTLDR = 1\n```\n\n",
    "a table": "| a | b |\n| - | - |\n| c | d |\n\n",
    "a quote": "> Rind is not crust.\n\n",
    "a formula": "$$\ne = mc^2\n$$\n\n",
    "an admonition": "```{note}\nBring a fork.\n```\n\n",
    "a picture": "![A pot](https://example.org/pot.png)\n\n",
    "a numbered list": "1. It has\n2. two sides.\n\n",
    "a list with other bullets": "- It has\n- two sides.\n\n",
    "a paragraph": "By Ann Holm.\n\n",
    "definitions": "```{glossary}\nRind\n  A crust.\n```\n\n",
    "two of them": "> Rind.\n\n```text\ncrust\n```\n\n",
}

HEADS = {
    "an emoji": "* 🍞 [Rind](https://example.org/rind)",
    "a time": "* 10:00 [Rind](https://example.org/rind)",
    "a span of time": "* 10.30–11.15: [Rind](https://example.org/rind)",
    "a time in words": "* 9 am – [Rind](https://example.org/rind)",
    "a number": "* #3 [Rind](https://example.org/rind)",
    "a bracket": "* [[Rind](https://example.org/rind)]",
    "a bold word": "* **Keynote** [Rind](https://example.org/rind)",
    "a name": "* Ann Holm: [Rind](https://example.org/rind)",
    "a name and a dash": "* Ann Holm – [Rind](https://example.org/rind)",
    "no link": "* Rind",
    "no link, in bold": "* **Rind**",
    "no link, but a name": "* Rind (Ann Holm)",
}


def talks_of(built: Built, docname: str = "a") -> dict[str, list[str]]:
    """Return the titles of the talks of a document, each with its notes."""
    return {
        talk[0].astext(): [
            note.astext() for note in talk if isinstance(note, confnotes_tldr | confnotes_comment)
        ]
        for talk in built.doctree(docname).findall(confnotes_talk)
    }


@pytest.mark.parametrize("before", ["", CRUMB], ids=["alone", "behind another"])
@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN)
def test_a_block_between_an_item_and_its_notes(build: Build, between: str, before: str) -> None:
    built = build({"a.md": FRONT + before + RIND + between + NOTES}, "dummy")
    assert [line for line in built.warnings if "confnotes" in line] == []
    expected = {"Crumb": ["About crumb."]} if before else {}
    assert talks_of(built) == {**expected, "Rind": ["About rind.", "On rind."]}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_an_item_that_begins_otherwise(build: Build, head: str) -> None:
    built = build({"a.md": f"{FRONT}{CRUMB}{head}\n\n{NOTES}"}, "dummy")
    assert built.warnings == []
    talks = list(talks_of(built).items())
    assert talks[0] == ("Crumb", ["About crumb."])
    assert len(talks) == 2
    assert "Rind" in talks[1][0]
    assert talks[1][1] == ["About rind.", "On rind."]


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_first_item_that_begins_otherwise_is_never_the_day(build: Build, head: str) -> None:
    tree = build({"a.md": f"{FRONT}{head}\n\n{NOTES}"}, "dummy").doctree("a")
    for note in tree.findall(confnotes_tldr):
        assert isinstance(note.parent, confnotes_talk)
    assert "About rind." in tree.astext()


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_notes_inside_of_items(build: Build, head: str) -> None:
    items = "* [Crumb](https://example.org/crumb)\n\n  TLDR: About crumb.\n"
    notes = "  TLDR: About rind.\n\n  Comment: On rind.\n"
    built = build({"a.md": f"{FRONT}{items}{head}\n\n{notes}"}, "dummy")
    assert built.warnings == []
    assert list(talks_of(built).values()) == [["About crumb."], ["About rind.", "On rind."]]


UNKNOWN = {
    "a line": "Rind, said Ann\n\n",
    "a sentence": "Then Ann spoke of rind.\n\n",
    "several items": "* Rind\n* Loaf\n\n",
    "a quote": "> Rind\n\n",
    "code": "```\nRind\n```\n\n",
}


@pytest.mark.parametrize("title", UNKNOWN.values(), ids=UNKNOWN)
def test_a_second_tldr_is_nobodys(build: Build, title: str) -> None:
    built = build({"a.md": f"{FRONT}{CRUMB}{title}{NOTES}"}, "dummy")
    line = 9 + title.count("\n") + 1
    assert built.warnings == [
        f"a.md:{line}: WARNING: 'TLDR': expected one for each talk, but the talk before has one; "
        "it stays in the text [confnotes.unclear]"
    ]
    assert talks_of(built) == {"Crumb": ["About crumb."]}
    tree = built.doctree("a")
    assert len(list(tree.findall(confnotes_tldr))) == 1
    assert "TLDR: About rind." in tree.astext()


def test_a_second_tldr_in_a_section_is_that_of_the_item_before_it(build: Build) -> None:
    post = f"{FRONT}## Crumb\n\nTLDR: About crumb.\n\n* Rind\n\n{NOTES}"
    built = build({"a.md": post}, "dummy")
    assert built.warnings == []
    assert talks_of(built) == {"Crumb": ["About crumb."], "Rind": ["About rind.", "On rind."]}


def test_a_second_tldr_in_a_section_is_nobodys(build: Build) -> None:
    post = f"{FRONT}## Crumb\n\nTLDR: About crumb.\n\n* A loaf\n* Rind\n\n{NOTES}"
    built = build({"a.md": post}, "dummy")
    assert [line.partition(" WARNING")[0] for line in built.warnings] == ["a.md:13:"]
    assert "About rind." not in talks_of(built)["Crumb"]
    assert "TLDR: About rind." in built.doctree("a").astext()


def test_two_notes_of_one_talk(build: Build) -> None:
    notes = "TLDR: About crumb.\n\nTLDR: It crumbles.\n"
    built = build({"a.md": f"{FRONT}* [Crumb](https://example.org/crumb)\n\n{notes}"}, "dummy")
    assert built.warnings == []
    assert talks_of(built) == {"Crumb": ["About crumb.", "It crumbles."]}


def test_points_of_a_note_are_no_title(build: Build) -> None:
    notes = "TLDR:\n\n* One point\n\nComment: Good.\n"
    post = f"{FRONT}* [Crumb](https://example.org/crumb)\n\n{notes}"
    built = build({"a.md": post}, "dummy")
    assert built.warnings == []
    assert talks_of(built) == {"Crumb": ["One point", "Good."]}


def test_the_words_of_a_link_that_is_refused_stay(build: Build) -> None:
    post = f'{FRONT}* [Soup](ftp://example.org "of the day")\n\n  TLDR: Ladle.\n'
    built = build({"a.md": post})
    assert "[confnotes.url]" in built.warnings[0]
    title = built.html("a.html").select_one(".confnotes-title")
    assert title
    assert title.find("abbr", title="of the day")
    assert not title.find("a", href="ftp://example.org")


ORDINARY = {
    "a link in a sentence": "In [issue 175](https://example.org/175) we asked which are common.",
    "a link that begins one": "[Issue 175](https://example.org/175) asked which are common.",
    "two sentences": "See [this](https://example.org). It is long. We were asked for it.",
    "a link at the end": "All of it is on [our site](https://example.org).",
    "a bold line": "**An overview**",
    "points": "* We counted.\n* We sorted.",
}


@pytest.mark.parametrize("text", ORDINARY.values(), ids=ORDINARY)
@pytest.mark.parametrize("label", ["TL;DR", "Summary", "Notes", "Conclusion"])
def test_an_ordinary_post_has_no_talk(build: Build, text: str, label: str) -> None:
    post = f"{FRONT}{text}\n\n{label}: These ten are.\n\n## Method\n\nWe counted.\n"
    built = build({"a.md": post}, "dummy")
    assert built.warnings == []
    assert talks_of(built) == {}
    assert "These ten are." in built.doctree("a").astext()


def test_the_tldr_of_an_ordinary_post_is_the_days(build: Build) -> None:
    text = ORDINARY["a link in a sentence"]
    tree = build({"a.md": f"{FRONT}{text}\n\nTL;DR: These ten are.\n"}, "dummy").doctree("a")
    (note,) = tree.findall(confnotes_tldr)
    assert isinstance(note.parent, nodes.section)


def test_several_summaries_of_nothing_are_not_the_days(build: Build) -> None:
    post = f"{FRONT}Crumb, by Ann\n\nTLDR: About crumb.\n\nRind, by Ben\n\nTLDR: About rind.\n"
    tree = build({"a.md": post}, "dummy").doctree("a")
    assert not list(tree.findall(confnotes_tldr))


def test_a_directive_behind_a_label_is_a_note_of_its_own(build: Build) -> None:
    post = (
        f"{FRONT}{CRUMB}```{{comment}}\nOn crumb.\n```\n\nMore of it.\n\n{RIND}TLDR: About rind.\n"
    )
    index = "# Home\n\n```{daily-summary}\n```\n\n```{toctree}\na\n```\n"
    built = build({"a.md": post, "index.md": index}, "text")
    assert built.warnings == []
    assert talks_of(built) == {"Crumb": ["About crumb.", "On crumb."], "Rind": ["About rind."]}
    assert built.text("index.txt").count("On crumb.") == 1


def test_a_directives_talk_ends_what_stands_before_it(build: Build) -> None:
    soup = ":::{talk} Soup\nWarm.\n:::\n\n"
    post = f"{FRONT}TLDR: A day.\n\n{soup}{CRUMB}{soup.replace('Soup', 'Salt')}Comment: Whose?\n"
    built = build({"a.md": post}, "dummy")
    assert talks_of(built) == {"Soup": [], "Crumb": ["About crumb."], "Salt": []}
    (day,) = (
        note
        for note in built.doctree("a").findall(confnotes_tldr)
        if isinstance(note.parent, nodes.section)
    )
    assert day.astext() == "A day."


def test_a_note_in_a_note_is_part_of_that(build: Build) -> None:
    inner = ":::{comment}\nAside.\n:::\n"
    talk = f":::::{{talk}} Crumb\n::::{{tldr}}\nAbout crumb.\n\n{inner}::::\n:::::\n"
    index = "# Home\n\n```{daily-summary}\n```\n\n```{toctree}\na\n```\n"
    built = build({"a.md": FRONT + talk, "index.md": index}, "text")
    assert built.warnings == []
    assert built.text("index.txt").count("Aside.") == 1
    assert built.text("a.txt").count("Aside.") == 1


@pytest.mark.parametrize(
    "label",
    [
        *("Notes", "**Notes**", "Summary", "Conclusion", "Comments", "Remarks", "In short"),
        *("In a nutshell", "In Kürze", "Anmerkung", "En bref", "Remarque", "En resumen"),
        *("Em resumo", "In sintesi"),
    ],
)
def test_an_ordinary_word_makes_no_talk_of_a_section(build: Build, label: str) -> None:
    post = f"{FRONT}## Metadata\n\nKeys and values.\n\n{label}: Keys are short.\n"
    assert talks_of(build({"a.md": post}, "dummy")) == {}
    about = post.replace("title:", "conference: KitchenConf\ntitle:")
    assert list(talks_of(build({"b.md": about}, "dummy"), "b")) == ["Metadata"]


def test_a_word_where_a_sentence_was_broken_is_no_label(build: Build) -> None:
    sentence = "To separate two lists, one can insert\ncomment: it is not shown.\n"
    built = build({"a.md": f"{FRONT}## Lists\n\n{sentence}\nTLDR: x\n"}, "dummy")
    (notes,) = talks_of(built).values()
    assert notes == ["x"]
    assert "insert\ncomment: it" in built.doctree("a").astext()


def test_small_letters_of_hurried_authors(build: Build) -> None:
    post = (
        f"{FRONT}* [Crumb](https://example.org/crumb)\n  tldr: about crumb\n  comment: on crumb\n"
    )
    assert talks_of(build({"a.md": post}, "dummy")) == {"Crumb": ["about crumb", "on crumb"]}
    loaf = f"{FRONT}## Loaf\n\ntldr: about loaf\ncomment: on loaf\n"
    assert talks_of(build({"b.md": loaf}, "dummy"), "b") == {"Loaf": ["about loaf", "on loaf"]}


@pytest.mark.parametrize("mode", ["labelled", "h2"])
def test_a_line_drawn_ends_a_talk(build: Build, mode: str) -> None:
    front = FRONT.replace("title:", f"talks: {mode}\ntitle:")
    post = (
        f"{front}## Crumb\n\nTLDR: About crumb.\n\n---\n\n"
        "## Rind\n\nTLDR: About rind.\n\n### More\n\nIt is hard.\n\n***\n\nNobody's.\n"
    )
    built = build({"a.md": post}, "text")
    assert built.warnings == []
    talks = talks_of(built)
    assert talks["Crumb"] == ["About crumb."]
    assert "Nobody's." in built.text("a.txt")
    assert not [
        node for node in built.doctree("a").findall(confnotes_talk) if "Nobody" in node.astext()
    ]
