"""Documents that are no posts are read in silence, whatever is in their front matter."""

from __future__ import annotations

import pytest

from tests.support.builds import Build, Built

ODD = {
    "title": "[a, b]",
    "date": "",
    "updated": "last Tuesday",
    "modified": "12/11/2031",
    "tags": "{a: 1}",
    "author": "{email: a@b.c}",
    "authors": "[[a]]",
    "location": "{lat: 1, lon: 2}",
    "event": "{name: x}",
    "url": "javascript:1",
    "permalink": "../../up",
    "redirect_from": "[CON]",
    "timezone": "Middle Earth",
    "talks": "3",
    "draft": "wip",
    "published": "O’Reilly",
    "conference": "[x]",
}
"""What other tools and people keep behind the keys that posts have."""


def ours(built: Built) -> list[str]:
    return [line for line in built.warnings if "confnotes." in line]


def test_whatever_the_keys_hold(build: Build) -> None:
    files = {f"md-{key}.md": f"---\n{key}: {value}\n---\n# A\n" for key, value in ODD.items()}
    files |= {f"rst-{key}.rst": f":{key}: {value}\n\nA\n=\n" for key, value in ODD.items()}
    fields = "\n".join(f":{key.title()}: {value}" for key, value in ODD.items())
    files["below.rst"] = f"A\n=\n\n{fields}\n\nText.\n"
    assert ours(build(files, "dummy")) == []


def test_yaml_that_is_broken_or_no_mapping(build: Build) -> None:
    texts = ["foo: [1\nbar", "- a\n- b", "title: A: B\ntimezone: Moon", "tags: @x\ntags: [y"]
    files = {f"{n}.md": f"---\n{text}\n---\n# A\n" for n, text in enumerate(texts)}
    assert ours(build(files, "dummy")) == []


@pytest.mark.parametrize(
    "date", ["$Date$", "$Date: 2031-05-12 $", "Autumn 2031", "today", "5/6/2031", "|today|", ""]
)
def test_a_date_in_a_field_list_that_is_none(date: str, build: Build) -> None:
    files = {"a.rst": f":Date: {date}\n:Author: Foo\n:Talks: 3\n\nA\n=\n\nB\n\nC\n=\n"}
    built = build(files, "text")
    assert ours(built) == []
    # It has its two titles, where a post would have one.
    assert built.text("a.txt") == "A\n*\n\nB\n\n\nC\n*\n"


def test_block_breaks_are_no_toml(build: Build) -> None:
    texts = [
        "+++\n\n# A\n",
        "+++\n# A\n\nx = 1\n",
        "+++\n# A\n\nText, date = 1.\n\n+++\n\nMore.\n",
        "+++\n+++\n# A\n",
        "+++ {}\n\ndate = 2031-05-12\n\n+++\n",
        '+++\ntitle = "x"\ntags = ["a"]\n+++\n# A\n',
    ]
    built = build({f"{n}.md": text for n, text in enumerate(texts)}, "dummy")
    assert ours(built) == []


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_a_page_with_notes_has_its_warnings(suffix: str, build: Build) -> None:
    """Its talks have the tags of the page, and a draft is left out of everything."""
    head = {"md": "---\ndraft: wip\n---\n", "rst": ":draft: wip\n"}[suffix]
    talk = {"md": "```{talk} T\nx\n```\n", "rst": ".. talk:: T\n\n   x\n"}[suffix]
    built = build({f"a.{suffix}": f"{head}\n{talk}"}, "dummy")
    line = 2 if suffix == "md" else 1
    assert ours(built) == [
        f"a.{suffix}:{line}: WARNING: front matter 'draft: wip': expected true or false; "
        "it is ignored [confnotes.frontmatter]"
    ]
