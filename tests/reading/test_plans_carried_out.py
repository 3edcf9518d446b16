"""Plans carried out: each form of talks in a real build, and what the front matter says of them."""

from __future__ import annotations

import json

import pytest
from docutils import nodes

from sphinxext_confnotes.nodes import confnotes_comment, confnotes_talk, confnotes_tldr, is_note
from tests.support.builds import Build, Built

FRONT = "---\ntitle: Notes\ndate: 2031-05-14\nconference: KitchenConf\n{more}---\n\n"


def built_post(build: Build, text: str, more: str = "", builder: str = "dummy") -> Built:
    built = build({"a.md": FRONT.format(more=more) + text}, builder)
    assert built.warnings == []
    return built


def talks_of(built: Built) -> dict[str, confnotes_talk]:
    return {talk[0].astext(): talk for talk in built.doctree("a").findall(confnotes_talk)}


def test_titles_are_read_by_the_pattern_of_the_front_matter(build: Build) -> None:
    text = "## Lids via Ann Holm\n\nHeavy.\n\n## Pots via Bo Berg\n\nDeep.\n"
    built = built_post(build, text, "talk-title: '{title} via {speakers}'\ntalks: h2\n")
    found = {title: talk["speakers"] for title, talk in talks_of(built).items()}
    assert found == {"Lids": ["Ann Holm"], "Pots": ["Bo Berg"]}
    assert "via" not in built.doctree("a").astext()


def test_a_wrong_pattern_is_warned_about(build: Build) -> None:
    built = build(
        {"a.md": FRONT.format(more="talk-title: '{title} of {room'\n") + "Text.\n"}, "dummy"
    )
    (warning,) = built.warnings
    assert warning.startswith(
        "a.md:5: WARNING: front matter 'talk-title: {title} of {room': expected"
    )
    assert warning.endswith("[confnotes.frontmatter]")


def test_titles_can_be_named_that_are_no_talks(build: Build) -> None:
    text = "## Lids\n\nTLDR: Heavy.\n\n## Coffee with Ann\n\nTLDR: Hot.\n\n## Pots\n\nTLDR: Deep.\n"
    built = built_post(build, text, "not-talks: ['Coffee *', pots]\n")
    assert [*talks_of(built)] == ["Lids"]
    assert "TLDR: Hot." in built.doctree("a").astext()


def test_rows_of_a_table_stand_behind_what_is_left_of_it(build: Build) -> None:
    table = (
        "| Talk | Speaker | Where | Thoughts |\n| - | - | - | - |\n"
        "| [Lids](https://example.org/lids) | Ann Holm | at the back | Heavy *indeed* |\n"
        "| Pots | Bo Berg | | |\n"
    )
    built = built_post(build, f"Before.\n\n{table}\nBehind.\n")
    page = built.doctree("a").next_node(nodes.section)
    assert page is not None
    tags = [child.tagname for child in page.children]
    assert tags == ["title", "paragraph", "confnotes_talk", "confnotes_talk", "paragraph"]
    lids, pots = talks_of(built).values()
    assert (lids["url"], lids["speakers"]) == ("https://example.org/lids", ["Ann Holm"])
    (comment,) = lids.findall(confnotes_comment)
    assert (comment["label"], comment.astext()) == ("Thoughts", "Heavy indeed")
    assert "Where: at the back" in lids.astext()
    assert pots["speakers"] == ["Bo Berg"]
    # Each row has its own line, which Markdown parsers don't give it.
    head = (built.source / "a.md").read_text("utf-8").split("\n").index(table.split("\n")[0]) + 1
    assert [lids.line, pots.line] == [head + 2, head + 3]


@pytest.mark.parametrize("kind", ["TLDR", "Comment"])
def test_a_talk_is_the_same_in_whichever_form(build: Build, kind: str) -> None:
    forms = (
        f"- Lids\n\n  Speakers: Ann Holm\n\n  {kind}: Heavy.\n",
        f"## Lids\n\nSpeakers: Ann Holm\n\n{kind}: Heavy.\n",
        f"| Talk | Speakers | {kind} | Room |\n| - | - | - | - |\n| Lids | Ann Holm | Heavy. | |\n",
    )
    talks = [talks_of(built_post(build, form))["Lids"] for form in forms]
    assert len({talk.pformat() for talk in talks}) == 1


def test_cells_of_a_directive_keep_their_own_lines(build: Build) -> None:
    rows = "* - Talk\n  - Thoughts\n* - Lids\n  - Heavy, see [](hobs)\n* - Pots\n  - Deep\n"
    text = f"```{{list-table}}\n:header-rows: 1\n\n{rows}```\n"
    built = build({"a.md": FRONT.format(more="") + text}, "dummy")
    line = (FRONT.format(more="") + text).split("\n").index("  - Heavy, see [](hobs)") + 1
    (warning,) = built.warnings
    assert warning.startswith(f"a.md:{line}: WARNING: 'myst' cross-reference target not found")


@pytest.mark.parametrize("mark", ["[^1]", "[^foot]"])
@pytest.mark.parametrize(
    "text",
    [
        "### Lids\n\nSpeaker: Ann Holm{}\n\nTLDR: Heavy.",
        "### Lids\n\n**Speaker:** Ann Holm{}\\\nTLDR: Heavy.",
        "### Lids\n\n*Ann Holm{}*\n\nTLDR: Heavy.\n\n### Pots\n\n*Bo Berg*\n\nTLDR: Deep.",
        "### {} Lids\n\nby Ann Holm\n\nTLDR{}: Heavy.",
        "### Lids{} by Ann Holm\n\nby Ann Holm\n\n**TLDR**{} Heavy.",
        "### Lids\n\n#### Speaker\n\nAnn Holm{}\n\n#### TLDR\n\nHeavy.",
        "| Talk | Speaker | TLDR |\n| - | - | - |\n| Lids{} | Ann Holm{} | Heavy.{} |",
    ],
)
def test_the_mark_of_a_footnote_is_no_word_and_stays(build: Build, text: str, mark: str) -> None:
    text = f"{text.replace('{}', mark)}\n\n{mark}: About her.\n"
    built = built_post(build, text, "talks: [h3, tables]\n")
    lids = next(iter(talks_of(built).values()))
    assert lids["speakers"] == ["Ann Holm"]
    assert lids["ids"][0].startswith("lids")
    marks = [*built.doctree("a").findall(nodes.footnote_reference)]
    assert len(marks) == text.count(mark) - 1


@pytest.mark.parametrize(
    "text",
    [
        "### Lids\n\n#### Speaker\n\n![](https://example.org/ann.png) Ann Holm\n",
        "| Talk | Speaker |\n| - | - |\n| Lids | ![Her](https://example.org/ann.png) Ann Holm |\n",
        "### Lids\n\nSpeaker: ![Her](https://example.org/ann.png) Ann Holm\n\nTLDR: Heavy.\n",
    ],
)
def test_a_picture_beside_a_fact_stays(build: Build, text: str) -> None:
    post = FRONT.format(more="talks: [h3, tables]\n") + text
    built = build({"a.md": post}, "dummy")
    assert built.warnings == []
    assert talks_of(built)["Lids"]["speakers"] == ["Ann Holm"]
    assert len([*built.doctree("a").findall(nodes.image)]) == 1


@pytest.mark.parametrize("end", ["\n", "\\\n"])
@pytest.mark.parametrize("title", ["Lids of pots", "Lids of [pots](https://example.org/pots)"])
@pytest.mark.parametrize("behind", ["", " (Highlight of my day)", " by Ann Holm"])
def test_a_picture_in_a_line_before_a_title_takes_none_of_its_words(
    build: Build, behind: str, title: str, end: str
) -> None:
    text = f"![](https://example.org/pots.png){end}{title}{behind}\n---\n\nTLDR: Heavy.\n"
    built = built_post(build, text, "talks: h2\n")
    assert [*talks_of(built)] == ["Lids of pots"]
    assert len([*built.doctree("a").findall(nodes.image)]) == 1


@pytest.mark.parametrize("spaces", [0, 4, 8, 9])
def test_a_long_paragraph_behind_a_linked_title_stays_whole(build: Build, spaces: int) -> None:
    words = " ".join([*("stir" * (2 + spaces % 3) for _ in range(spaces)), *["simmer"] * 150])
    text = words.replace("simmer simmer simmer", "simmer *simmer* simmer")
    built = built_post(build, f"[Soup](https://example.org/soup) {text}\n", "talks: paragraphs\n")
    (soup,) = talks_of(built).values()
    (paragraph,) = soup.findall(nodes.paragraph)
    assert paragraph.astext() == words


def test_a_page_that_is_one_talk_has_its_title_once(build: Build) -> None:
    post = "---\ntitle: Lids\ndate: 2031-05-14\ntalks: page\n---\n\n*Ann Holm*\n\nTLDR: Heavy.\n"
    index = "# Home\n\n```{daily-summary}\n```\n\n```{toctree}\na\n```\n"
    built = build({"a.md": post, "index.md": index})
    assert built.warnings == []
    page = built.html("a.html")
    assert [heading.get_text()[:4] for heading in page.select("div.body :is(h1, h2, h3)")] == [
        "Lids"
    ]
    assert page.select_one("article")["aria-label"] == "Lids"  # type: ignore[index]
    assert built.html("index.html").select(".confnotes-title")


def test_days_of_sections_are_those_of_the_talks_below(build: Build) -> None:
    second = "## Day 2 - 15 May 2031\n\n### Lids\n\nTLDR: Heavy.\n\n"
    text = f"{second}## 2031-05-16\n\n### Pots\n\nTLDR: Deep.\n"
    dates = {title: talk["date"] for title, talk in talks_of(built_post(build, text)).items()}
    assert dates == {"Lids": "2031-05-15", "Pots": "2031-05-16"}


@pytest.mark.parametrize(
    ("byline", "left"),
    [
        ("*Ann Holm*", ""),
        ("by Ann Holm", ""),
        ("Ann Holm (Oven Works)", ""),
        ("by [Ann Holm](https://example.org/ann)", "by Ann Holm"),
        ("09:30-10:15, Hall B2", ""),
    ],
)
def test_a_byline_goes_where_facts_show_all_of_it(build: Build, byline: str, left: str) -> None:
    other = "### Pots\n\n*Bo Berg*\n\nDeep.\n"
    built = built_post(build, f"### Lids\n\n{byline}\n\nHeavy.\n\n{other}", "talks: h3\n")
    talk = talks_of(built)["Lids"]
    texts = [block.astext() for block in talk.findall(nodes.paragraph)]
    assert texts == [text for text in (left, "Heavy.") if text]


@pytest.mark.parametrize(
    "text", ["Ann Holm\n[](#pots)", "[](#pots)\nAnn Holm", "Ann Holm, [](#pots)"]
)
def test_a_link_without_words_stays_in_a_line_that_is_cut(build: Build, text: str) -> None:
    front = FRONT.format(more="").replace("title: Notes\n", "")
    built = build({"lids.md": front + text, "b.md": "# B\n\n(pots)=\n## Deep pots\n"}, "text")
    assert "Deep pots" in built.text("lids.txt")


@pytest.mark.parametrize("value", ["pending", "n/a", "TBA", "none.", "www.example.org", "later!"])
def test_a_word_is_no_path_of_a_file(build: Build, value: str) -> None:
    text = f"## Lids by Ann Holm\n\nVideo: {value}\n\n*Links* - {value}\n\nTLDR: Heavy.\n"
    (talk,) = talks_of(built_post(build, text)).values()
    assert not {"video", "url"} & set(talk.attributes)
    assert talk.astext().count(value) == 2


def test_talks_of_one_title_are_numbered_in_silence(build: Build) -> None:
    text = "## Keynote\n\nTLDR: One.\n\n## Keynote\n\nTLDR: Two.\n"
    built = built_post(build, text)
    names = [talk["ids"][0] for talk in built.doctree("a").findall(confnotes_talk)]
    assert names == ["keynote", "keynote-2"]


def test_what_was_written_of_a_note_is_without_its_label(build: Build) -> None:
    text = "## Lids\n\n**TL;DR** They are: *heavy*.\n\nMy thoughts - do not\nlift.\n"
    talk = talks_of(built_post(build, text))["Lids"]
    notes = [*talk.findall(confnotes_tldr), *talk.findall(confnotes_comment)]
    assert [note.source_text for note in notes] == ["They are: *heavy*.", "do not\nlift."]


def test_what_a_hurried_author_types(build: Build) -> None:
    post = """# ExampleConf 2031, day 1

## 9:00 Keynote: Of salt (Mina Oke, Brine Labs)
TLDR: less

## 10:30 - Pepper in production
Joost van Dam, Grinder BV

- they ground it
- twice

## Tea
Ada Example (Leaves BV)

TLDR: hot

## Lightning talks
- **A spoon is a vector** by Ida Lind — funny
- **Forks considered harmful** by Tom Baek — less funny

## Takeaways of the day
go to bed earlier
"""
    built = build({"2031-05-12-a.md": post})
    talks = json.loads(built.text("talks.json"))["posts"][0]["talks"]
    read = [(talk["title"], talk.get("time"), talk["speakers"]) for talk in talks]
    assert read == [
        ("Of salt", "09:00", ["Mina Oke"]),
        ("Pepper in production", "10:30", ["Joost van Dam"]),
        ("Tea", None, ["Ada Example"]),
        ("A spoon is a vector", None, ["Ida Lind"]),
        ("Forks considered harmful", None, ["Tom Baek"]),
    ]
    body = built.html("2031-05-12-a.html").select_one("div.body")
    assert body
    # What the facts say isn't left over in the text.
    assert "10:30 -" not in body.get_text()
    # A title in bold as a whole is a title.
    assert not body.select(".confnotes-title strong")


def test_notes_in_the_line_of_a_title(build: Build) -> None:
    text = """- [Salt](https://example.org/1) - TLDR: it is *salty*
- [Pepper](https://example.org/2) by Ann Moore. TL;DR: hot. My take: too hot
- [Sugar](https://example.org/3) TLDR: sweet
  to the end
- **Salt water** by Bo Berg — wet — TLDR: drink: none
- **Notes** on tea: in a cup
"""
    built = built_post(build, text)
    notes = {
        title: [(note.get("label"), note.astext()) for note in talk.findall(is_note)]
        for title, talk in talks_of(built).items()
    }
    assert notes == {
        "Salt": [(None, "it is salty")],
        "Pepper": [("TL;DR", "hot."), ("My take", "too hot")],
        "Sugar": [(None, "sweet\nto the end")],
        "Salt water": [(None, "drink: none")],
    }
    assert talks_of(built)["Pepper"]["speakers"] == ["Ann Moore"]
    assert talks_of(built)["Salt water"]["speakers"] == ["Bo Berg"]
    assert "wet" in talks_of(built)["Salt water"].astext()
    assert "on tea: in a cup" in built.doctree("a").astext()


@pytest.mark.parametrize("label", ["TLDR:", "Comment:", "**My thoughts**", "### Takeaways"])
def test_a_label_that_was_left_empty_beside_another_goes(build: Build, label: str) -> None:
    built = built_post(
        build, f"## Soup\n\nSummary: Ladle first.\n\n{label}\n\n## Salt\n\nTLDR: No.\n"
    )
    assert built.warnings == []
    soup = talks_of(built)["Soup"]
    assert [note.astext() for note in soup if is_note(note)] == ["Ladle first."]


def test_an_empty_label_stays_that_is_alone_or_names_somebody(build: Build) -> None:
    text = "## Soup\n\nTLDR: Hot.\n\nComment (Bo):\n\n## Salt\n\nTLDR:\n"
    built = build({"a.md": FRONT.format(more="") + text}, "dummy")
    assert built.warnings == [
        f"a.md:{line}: WARNING: '{label}': expected text behind the label; the note is left empty "
        "[confnotes.empty]"
        for line, label in ((11, "comment"), (15, "tldr"))
    ]
