"""What ``explain`` advises for each reason, tried: the post is built with the edit and without."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.__main__ import explain_file
from sphinxext_confnotes.nodes import confnotes_talk
from sphinxext_confnotes.recognition.plan import Reason
from tests.support.builds import CONF, Build, Built

DATED = "title: Notes\ndate: 2031-05-14\n"
KITCHEN = f"{DATED}conference: KitchenConf\n"
MINUTES = "title: Minutes of the meeting\ndate: 2031-05-14\nconference: KitchenConf\n"
RENAMED = "change the words that say so"


def of_words(reason: Reason, title: str) -> tuple[Reason, str, str, str, str, str]:
    body = "## Soup\n\nTLDR: Ladle.\n\n## {}\n\n{}Heavy.\n"
    edited = body.format("LIDS", "TLDR: ")
    return reason, KITCHEN, body.format(title, ""), RENAMED, KITCHEN, edited.replace("LIDS", "Lids")


AROUND = "## Heavy soups\n\n{}- [Broth](https://example.org/broth)\n  TLDR: Clear.\n"
"""A section with a talk in it."""

ADVICE = [
    (Reason.OFF, f"{KITCHEN}talks: none\n", "## Lids\n\nTLDR: Heavy.\n",
     "take 'talks: none' out", KITCHEN, "## Lids\n\nTLDR: Heavy.\n"),
    (Reason.MODE, f"{KITCHEN}talks: labelled\n", "## Lids by Ann Holm\n\nHeavy.\n",
     "add 'auto' to 'talks'", f"{KITCHEN}talks: [labelled, auto]\n",
     "## Lids by Ann Holm\n\nHeavy.\n"),
    (Reason.DIRECTIVES, KITCHEN, "```{talk} Pots\n```\n\n## Lids by Ann Holm\n\nHeavy.\n",
     "begin a line below it with 'TLDR:'", KITCHEN,
     "```{talk} Pots\n```\n\n## Lids by Ann Holm\n\nTLDR: Heavy.\n"),
    (Reason.NOT_TALKS, f"{KITCHEN}not-talks: [Lids*]\n", "## Lids by Ann Holm\n\nHeavy.\n",
     "out of 'not-talks'", KITCHEN, "## Lids by Ann Holm\n\nHeavy.\n"),
    (Reason.NOT_TALKS, f"{KITCHEN}talks: tables\nnot-talks: [Heavy lids]\n",
     "| Talk | Speaker |\n| - | - |\n| Heavy lids | Ann Holm |\n", "out of 'not-talks'",
     f"{KITCHEN}talks: tables\n", "| Talk | Speaker |\n| - | - |\n| Heavy lids | Ann Holm |\n"),
    (Reason.NO_CONFERENCE, DATED, "## Lids\n\nHeavy.\n", "add 'conference: …'", KITCHEN,
     "## Lids\n\nTLDR: Heavy.\n"),
    (Reason.NO_CONFERENCE, DATED, "Heavy.\n", "add 'talks: page'", f"{DATED}talks: page\n",
     "Heavy.\n"),
    (Reason.NO_REPORT, MINUTES, "## Lids\n\nHeavy.\n", "begin a line below it with 'TLDR:'",
     MINUTES, "## Lids\n\nTLDR: Heavy.\n"),
    (Reason.NO_REPORT, MINUTES, "## Lids\n\nHeavy.\n", "add 'talks: h2'",
     f"{MINUTES}talks: h2\n", "## Lids\n\nHeavy.\n"),
    of_words(Reason.MEALS, "Lunch"),
    of_words(Reason.TRAVEL, "Travel"),
    of_words(Reason.VENUE, "The venue"),
    of_words(Reason.REGISTRATION, "Registration"),
    of_words(Reason.OPENING, "Opening"),
    of_words(Reason.CLOSING, "Closing remarks"),
    of_words(Reason.MISSED, "Missed"),
    of_words(Reason.TO_WATCH, "To watch"),
    of_words(Reason.RESOURCES, "Further reading"),
    of_words(Reason.OWN, "My talk"),
    (Reason.MEALS, KITCHEN, "## Soup\n\nTLDR: Hot.\n\n## Lunch\n\nHeavy.\n", "add 'talks: h2'",
     f"{KITCHEN}talks: h2\n", "## Soup\n\nTLDR: Hot.\n\n## Lunch\n\nHeavy.\n"),
    (Reason.MEALS, KITCHEN, "| Talk | Comment |\n| - | - |\n| Soup | Hot |\n| Lunch | Heavy |\n",
     "add 'talks: tables'", f"{KITCHEN}talks: tables\n",
     "| Talk | Comment |\n| - | - |\n| Soup | Hot |\n| Lunch | Heavy |\n"),
    (Reason.CONTENTS, KITCHEN, "- [Lids](#lids)\n\n  TLDR: Heavy.\n\n(lids)=\n## A\n",
     "link it to another page", KITCHEN,
     "- [Lids](https://example.org/lids)\n\n  TLDR: Heavy.\n\n(lids)=\n## A\n"),
    (Reason.DAY, KITCHEN, "## Day 2\n\nTLDR: Heavy.\n", "a title that is no day", KITCHEN,
     "## Lids\n\nTLDR: Heavy.\n"),
    (Reason.GROUP, KITCHEN, "## Heavy talks\n\n### Pots\n\nTLDR: Deep.\n\n### Pans\n\nFlat.\n",
     "add 'talks: h2'", f"{KITCHEN}talks: h2\n",
     "## Heavy talks\n\n### Pots\n\nTLDR: Deep.\n\n### Pans\n\nFlat.\n"),
    (Reason.GROUP, KITCHEN, "Heavy.\n", "add 'talks: page'", f"{KITCHEN}talks: page\n",
     "Heavy.\n"),
    (Reason.IS_LABEL, KITCHEN, "## Soup\n\nTLDR: Hot.\n\n## Takeaways\n\nHeavy.\n",
     "a title that is no label", KITCHEN,
     "## Soup\n\nTLDR: Hot.\n\n## Lids\n\nTLDR: Heavy.\n"),
    (Reason.PART, KITCHEN, "## Soup\n\nTLDR: Hot.\n\n---\n\n## Motivation\n\nHeavy.\n",
     "begin a line below it with 'TLDR:'", KITCHEN,
     "## Soup\n\nTLDR: Hot.\n\n---\n\n## Motivation\n\nTLDR: Heavy.\n"),
    (Reason.AROUND, KITCHEN, AROUND.format(""), "begin a line below it with 'TLDR:'", KITCHEN,
     AROUND.format("TLDR: Hot.\n\n")),
    (Reason.AROUND, KITCHEN, AROUND.format(""), "add 'talks: h2'", f"{KITCHEN}talks: h2\n",
     AROUND.format("")),
    (Reason.SENTENCE, KITCHEN, "[Lids](https://example.org/lids), they said, were Heavy.\n",
     "put a short title in bold before it, and begin the next line with 'TLDR:'", KITCHEN,
     "**Lids**\nTLDR: [Lids](https://example.org/lids), they said, were Heavy.\n"),
    (Reason.WEAK, KITCHEN, "## Lids\n\nHeavy.\n", "begin a line below it with 'TLDR:'", KITCHEN,
     "## Lids\n\nTLDR: Heavy.\n"),
    (Reason.WEAK, KITCHEN, "- Lids\n\n  Heavy.\n", "begin a line in it with 'TLDR:'", KITCHEN,
     "- Lids\n\n  TLDR: Heavy.\n"),
    (Reason.WEAK, KITCHEN, "**Lids**\n\nHeavy.\n", "begin a line below it with 'TLDR:'", KITCHEN,
     "**Lids**\n\nTLDR: Heavy.\n"),
    (Reason.UNTOLD, KITCHEN, "## The weight of large kettles\n\nby Cy Ro\n",
     "write below it what was said", KITCHEN,
     "## The weight of large kettles\n\nby Cy Ro\n\nHeavy they are, and hot.\n"),
    (Reason.RULE, KITCHEN, "## Soup\n\nTLDR: Hot.\n\n---\n\nHeavy.\n",
     "take the horizontal line away", KITCHEN, "## Soup\n\nTLDR: Hot.\n\nHeavy.\n"),
    (Reason.UNCLEAR, KITCHEN, "- **Soup**\n\n  TLDR: Hot.\n\nLids\n\nTLDR: Heavy.\n",
     "give what it is about a heading", KITCHEN,
     "- **Soup**\n\n  TLDR: Hot.\n\n## Lids\n\nTLDR: Heavy.\n"),
]  # fmt: skip
"""A reason, a post that it is given for, what is advised, and the post with that done."""


PROGRAMME = {
    "kitchen.json": '[{"title": "The weight of large kettles", "speakers": "Cy Ro"}]',
    "conf.py": f'{CONF}confnotes_programmes = {{"KitchenConf": "kitchen.json"}}\n',
}


def words_of_talks(built: Built) -> str:
    return " ".join(talk.astext() for talk in built.doctree("a").findall(confnotes_talk))


@pytest.mark.parametrize(("reason", "matter", "body", "edit", "edited", "followed"), ADVICE)
def test_the_edit_that_is_advised_works(
    build: Build, reason: Reason, matter: str, body: str, edit: str, edited: str, followed: str
) -> None:
    text = f"---\n{matter}---\n\n{body}"
    before = build({"a.md": text, **PROGRAMME}, "dummy", folder="before")
    assert "Heavy" not in words_of_talks(before)
    edits = [one.edit for one in explain_file(before.source / "a.md") if one.reason == reason]
    assert [one for one in edits if edit in one], edits
    text = f"---\n{edited}---\n\n{followed}"
    after = build({"a.md": text, **PROGRAMME}, "dummy", folder="after")
    assert "Heavy" in words_of_talks(after)


def test_a_heading_in_a_talk_can_be_one_of_its_own(build: Build) -> None:
    body = (
        f"---\n{KITCHEN}---\n\n## Soup by Ann Holm\n\nTLDR: Hot.\n\n### Lids by Bo Berg\n\nHeavy.\n"
    )
    before = build({"a.md": body}, "dummy", folder="before")
    assert len(list(before.doctree("a").findall(confnotes_talk))) == 1
    (heading,) = (one for one in explain_file(before.source / "a.md") if "Lids" in one.text)
    assert heading.what == "heading in the talk"
    assert heading.edit == "make it a heading of the talk's own level, 2"
    after = build({"a.md": body.replace("###", "##")}, "dummy", folder="after")
    assert len(list(after.doctree("a").findall(confnotes_talk))) == 2


def test_the_edit_for_each_reason_was_tried() -> None:
    assert {reason for reason, *_ in ADVICE} == {one for one in Reason if not one.is_found}


@pytest.mark.parametrize(
    "body",
    [
        "## Lids\n\nTLDR: Heavy.\n",
        '## 10:30: Lids of "pots" - Ann Holm\n\nTLDR: Heavy.\n\n## Pans - Bo Berg\n\nFlat.\n',
        f"- [{'Lids and pots ' * 8}](https://example.org/lids)\n\n  TLDR: Heavy.\n",
        "**Lids** by Ann Holm\n\nTLDR: Heavy.\n",
        "| Talk | Comment |\n| - | - |\n| Lids | Heavy |\n",
        "Lids by Ann Holm\n\nTLDR: Heavy.\n\nSpeaker: Ann Holm\n",
    ],
)
def test_a_talk_can_be_left_out_as_is_advised(build: Build, body: str) -> None:
    before = build({"a.md": f"---\n{KITCHEN}---\n\n{body}"}, "dummy", folder="before")
    assert "Heavy" in words_of_talks(before)
    edit = next(one.edit for one in explain_file(before.source / "a.md") if one.what == "talk")
    matter = edit.removeprefix("to leave it out: '").removesuffix("' in the front matter")
    files = {"a.md": f"---\n{KITCHEN}{matter}\n---\n\n{body}"}
    assert "Heavy" not in words_of_talks(build(files, "dummy", folder="after"))
