"""Markdown for programs and people with an editor, by the builders of other extensions."""

from __future__ import annotations

import pytest

from tests.support.builds import Build

POST = """---
title: Day
date: 2031-05-12
author: Ann
---

:::{tldr}
Three talks on bread.
:::

::::{talk} [Bread *rises*](https://example.org/bread) by Bo
:speakers: Bo Crumb
:time: 14:00
:tags: bread, heat
:rating: 4
:slides: https://example.org/bread.pdf
:code: https://example.org/code
:::{tldr}
Yeast.

More yeast.
:::
:::{comment}
:author: Cy
- Flat.
:::
::::

::::{talk} Soup
:url: https://example.org/soup
::::
"""
LISTS = "# Lists\n\n```{daily-summary}\n```\n\n```{talk-list}\n:layout: list\n:notes: tldr\n```\n"

WANTED = """\
# Day

Three talks on bread.

Monday, May 12, 2031 · Ann

<a id="bread-rises"></a>

### [Bread *rises*](https://example.org/bread) by Bo

Rating: 4/5; Time: 14:00; Speakers: Bo Crumb; Tags: bread, heat

**TLDR.** Yeast.

More yeast.

**Comment (Cy).**

- Flat.

[Slides](https://example.org/bread.pdf) · [Code](https://example.org/code)

<a id="soup"></a>

### [Soup](https://example.org/soup)
"""


@pytest.mark.tools("python:sphinx_markdown_builder")
def test_a_talk_is_a_heading_a_line_of_facts_and_its_notes(build: Build) -> None:
    built = build(
        {"post.md": POST, "lists.md": LISTS},
        "markdown",
        conf='extensions.append("sphinx_markdown_builder")\n',
        env={"PYTHONWARNINGS": "ignore"},
    )
    assert built.status == 0
    assert built.text("post.md") == WANTED
    lists = built.text("lists.md")
    assert "### [Bread *rises*](post.md#bread-rises)" in lists
    assert "(Rating: 4/5; Date: May 12, 2031; " in lists
    assert "\n  **TLDR.** Yeast.\n" in lists
    assert "<br/>" not in lists


@pytest.mark.tools("python:sphinx_llm")
def test_a_post_is_described_by_its_tldr(build: Build) -> None:
    built = build(
        {"post.md": POST, "index.md": "# Home\n\n```{toctree}\npost\n```\n"},
        conf='extensions.append("sphinx_llm.txt")\n',
        env={"PYTHONWARNINGS": "ignore"},
    )
    assert "- [Day](post.html.md): Three talks on bread." in built.text("llms.txt")


@pytest.mark.tools("python:sphinx_llms_txt")
def test_a_link_to_a_calendar_is_no_summary_of_a_site(build: Build) -> None:
    post = POST.replace("author: Ann", "timezone: UTC")
    conf = """
html_baseurl = "https://notes.example/"
confnotes_calendar_links = True
extensions.append("sphinx_llms_txt")
"""
    files = {"post.md": post, "index.md": "# Home\n\n```{daily-summary}\n```\n"}
    built = build(files, conf=conf, env={"PYTHONWARNINGS": "ignore"})
    assert "Add day to calendar" in built.text("index.html")
    assert built.text("llms.txt").splitlines()[2] == "> Three talks on bread."
