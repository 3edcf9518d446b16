"""Posts of other tools: TOML of Hugo and Zola, the headers of Hexo, Pelican and Nikola."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_confnotes.nodes import confnotes_talk
from sphinxext_confnotes.reading.headers import as_yaml, find_comments, find_header
from tests.support.builds import Build, Built

TOML = """+++
title = "Soup ★ day"
date = 2031-05-12T09:00:00Z
tags = ["queues", 3.10]
draft = false
[taxonomies]
authors = ["Ana Lindqvist"]
[extra]
conference = "WaitConf"
+++
"""
PELICAN = """Title: Soup day: #1
Date: 2031-05-12 09:00
Tags: queues, lines
Author: Ana Lindqvist; Okafor, Jonas
Slug: soup
Summary: A day
    of soup
"""
NIKOLA = """.. title: Soup day
.. slug: soup
.. date: 2031-05-12 09:00:00 UTC+02:00
.. tags: queues, lines
.. description: A day
   of soup
.. type: text
"""
HEXO = """title: "Soup: the day"
date: 2031-05-12 09:00:00
tags:
- queues
- lines
categories: [soup]
---
"""
TEXT = "## Ladles\n\nTLDR: Hold\nthem.\n\nTLDR: Twice.\n"


def post(built: Built, name: str) -> dict[str, object]:
    posts = json.loads(built.text("talks.json"))["posts"]
    return next(one for one in posts if one["id"] == name)


@pytest.mark.parametrize(
    ("name", "source", "facts"),
    [
        (
            "toml.md",
            f"{TOML}\n{TEXT}",
            {
                "title": "Soup ★ day",
                "date": "2031-05-12",
                "offset": "+00:00",
                "tags": ["queues", "3.10"],
                "authors": ["Ana Lindqvist"],
                "conference": "WaitConf",
            },
        ),
        (
            "pelican.md",
            f"{PELICAN}\n{TEXT}",
            {
                "title": "Soup day: #1",
                "time": "09:00",
                "tags": ["queues", "lines"],
                "authors": ["Ana Lindqvist", "Okafor, Jonas"],
            },
        ),
        ("rule.md", f"{PELICAN}---\n{TEXT}", {"title": "Soup day: #1"}),
        ("short.md", f"Title: Soup\nDate: 2031/05/12\n\n{TEXT}", {"date": "2031-05-12"}),
        (
            "hexo.md",
            f"{HEXO}{TEXT}",
            {"title": "Soup: the day", "time": "09:00", "tags": ["queues", "lines"]},
        ),
        (
            "nikola.md",
            f"<!--\n{NIKOLA}-->\n\n{TEXT}",
            {"title": "Soup day", "offset": "+02:00", "tags": ["queues", "lines"]},
        ),
        (
            "nikola.rst",
            f"{NIKOLA}\nLadles\n======\n\nTLDR: Hold\nthem.\n\nForks\n=====\n\nTLDR: Twice.\n",
            {"title": "Soup day", "offset": "+02:00", "tags": ["queues", "lines"]},
        ),
        (
            "pelican.rst",
            "Soup day\n########\n\n:date: 2031-05-12 09:00\n:tags: queues, lines\n:slug: soup\n\n"
            "Ladles\n======\n\nTLDR: Hold\nthem.\n",
            {"title": "Soup day", "time": "09:00", "tags": ["queues", "lines"]},
        ),
    ],
)
def test_posts_of_other_tools(
    name: str, source: str, facts: dict[str, object], build: Build
) -> None:
    built = build({name: source}, conf="confnotes_head = []\n")
    assert not [line for line in built.warnings if "unclear" not in line]
    docname = name.rpartition(".")[0]
    found = post(built, docname)
    assert {key: found.get(key) for key in facts} == facts
    assert found["date"] == "2031-05-12"
    body = built.html(f"{docname}.html").select_one("div.body")
    assert body
    shown = " ".join(body.get_text(" ").split())
    # Nothing of it is text of the post.
    for word in ("09:00", "queues", "Slug", "slug", "+++", "of soup", "Tags"):
        assert word not in shown
    # All below stays on its lines.
    lines = [text.strip("# ") for text in source.split("\n")]
    talk = next(built.doctree(docname).findall(confnotes_talk))
    # docutils gives a section the line that its title is underlined by.
    line = lines.index("Ladles") + (2 if name.endswith(".rst") else 1)
    assert (talk.written_title, talk.line) == ("Ladles", line)


@pytest.mark.parametrize(
    ("name", "matter", "warnings"),
    [
        (
            "a.md",
            '+++\ntitle = "Soup" day\ndate = 2031-05-12\ntags = [a, b\n+++\n',
            [
                "a.md:2: WARNING: front matter: expected TOML (expected newline or end of document "
                "after a statement); it is read line by line instead, without 'tags' of line 4 "
                "[confnotes.frontmatter]"
            ],
        ),
        ("a.md", "+++\n[other]\n  x = 1\n\ndate = 'May 12'\n+++\n", []),
        (
            "2031-05-12-a.md",
            "+++\n[params]\n  x = 1\n\ndate = 'May 12'\n+++\n",
            [
                "2031-05-12-a.md:5: WARNING: front matter 'date: May 12': expected a date such as "
                "2023-12-10; it is ignored [confnotes.date]"
            ],
        ),
        (
            "a.md",
            "Title: Soup\nDate: 2031-05-12\nTags: a\nModified: soon\nTimezone: Moon\n\n",
            [
                "a.md:4: WARNING: front matter 'updated: soon': expected a date such as "
                "2023-12-10; it is ignored [confnotes.date]",
                "a.md:5: WARNING: front matter 'timezone: Moon': expected an IANA time zone such "
                "as Europe/Berlin; it is ignored [confnotes.timezone]",
            ],
        ),
        (
            "a.md",
            "<!--\n.. title: Soup\n.. slug: soup\n\n.. date: soon\n-->\n",
            [
                "a.md:5: WARNING: front matter 'date: soon': expected a date such as 2023-12-10; "
                "it is ignored [confnotes.date]"
            ],
        ),
        (
            "a.rst",
            ".. title: Soup\n.. slug: soup\n.. date: 2031-05-12\n.. updated: soon\n",
            [
                "a.rst:4: WARNING: front matter 'updated: soon': expected a date such as "
                "2023-12-10; it is ignored [confnotes.date]"
            ],
        ),
        (
            "a.rst",
            "Soup\n====\n\n:date: 2031-05-12\n:modified: soon\n",
            [
                "a.rst:5: WARNING: front matter 'updated: soon': expected a date such as "
                "2023-12-10; it is ignored [confnotes.date]"
            ],
        ),
    ],
)
def test_what_cannot_be_read_is_warned_about_at_its_line(
    name: str, matter: str, warnings: list[str], build: Build
) -> None:
    built = build({name: f"{matter}\nText.\n", "index.md": "# Home\n"}, "dummy")
    assert [line for line in built.warnings if "confnotes." in line] == warnings


NO_HEADERS = {
    "speaker": "Title: Soup\nSpeaker: Ana\nDate: 2031-05-12\n\nText.\n",
    "event": "Event: WaitConf\nDate: 2031-05-12\n\nText.\n",
    "date": "Date: 2031-05-12\nTags: a\n\nText.\n",
    "talk": "Title: Soup\nDate: 2031-05-12\nTags: a\nRoom: 3\nTLDR: Ladle.\n\nText.\n",
    "title": "Title: Soup\n\nText.\n",
    "author": "Title: Soup\nAuthor: Ana\n\nText.\n",
    "unknown": "Title: Soup\nDate: 2031-05-12\nWeather: fine\n\nText.\n",
    "no-date": "Title: Soup\nDate: Monday\n\nText.\n",
    "words": "Title: Soup\nDate: 2031-05-12\nand some words\n\nText.\n",
    "below": "\nTitle: Soup\nDate: 2031-05-12\n\nText.\n",
    "heading": "# Soup\n\nTitle: Soup\nDate: 2031-05-12\n\nText.\n",
    "address": "https://example.org\nTitle: Soup\nDate: 2031-05-12\nslug: x\n",
    "comment": "<!-- title: Soup\ndate: 2031-05-12 -->\n\nText.\n",
    "other-comment": "<!--\n.. title: Soup\n.. date: 2031-05-12\nwords\n-->\n\nText.\n",
    "open-comment": "<!--\n.. title: Soup\n.. date: 2031-05-12\n",
    "breaks": "+++\n\n# Soup\n\n+++\n\ndate = 1\n",
    "open-toml": "+++\ntitle = 'Soup'\ndate = 2031-05-12\n\nText.\n",
    "empty-toml": "+++\n\n+++\n\nText.\n",
}


@pytest.mark.parametrize("name", NO_HEADERS)
def test_notes_and_texts_are_no_headers(name: str) -> None:
    assert find_header(NO_HEADERS[name].split("\n")) is None


@pytest.mark.parametrize(
    "source",
    [
        "",
        "Text.\n",
        ".. title: Soup\n\nText.\n",
        ".. title: Soup\n.. date: Monday\n\nText.\n",
        ".. date: 2031-05-12\n.. slug: soup\n\nText.\n",
        ".. title:: Soup\n.. date: 2031-05-12\n\nText.\n",
        ".. title: Soup\n.. date: 2031-05-12\nText.\n",
        ".. note: Soup\n\n.. title: Soup\n.. date: 2031-05-12\n",
        "Soup\n====\n\n.. title: Soup\n.. date: 2031-05-12\n",
    ],
)
def test_comments_are_no_headers(source: str) -> None:
    assert find_comments(source) is None


def test_pages_that_are_no_posts_stay_as_they_are(build: Build) -> None:
    files = {f"{name}.md": text for name, text in NO_HEADERS.items()}
    files |= {
        # A header, but neither a date nor a conference.
        "toml.md": '+++\ntitle = "A"\ntags = ["a"]\nx = = 1\n+++\n# A\n\n### B\n',
        "pelican.md": "Title: A\nTags: a\nTimezone: Moon\n\n# A\n",
        "nikola.rst": ".. title: A\n.. slug: a\n.. timezone: Moon\n\nA\n=\n",
        "below.rst": "A\n=\n\n:date: someday\n:timezone: Moon\n\nText.\n",
        "list.rst": "A\n=\n\n:speaker: Ana\n\nText.\n",
    }
    with_us = build(files, "pseudoxml")
    without = {**files, "conf.py": 'extensions = ["myst_parser"]\n'}
    alone = build(without, "pseudoxml", folder="alone")
    assert not [line for line in with_us.warnings if "confnotes." in line]
    for name in files:
        page = f"{name.rpartition('.')[0]}.pseudoxml"
        # The first line has the path of the file.
        assert with_us.text(page).split("\n")[1:] == alone.text(page).split("\n")[1:]


def test_a_field_list_behind_a_title_with_notes_stays(build: Build) -> None:
    source = "Soup\n####\n\n:date: 2031-05-12\n:speaker: Ana\n\nText.\n"
    built = build({"a.rst": source})
    body = built.html("a.html").select_one("div.body")
    assert body
    assert "Ana" in body.get_text()
    assert post(built, "a")["date"] == "2031-05-12"


def test_headers_are_yaml_on_the_same_lines() -> None:
    text = 'a = "\\u0085 \\u2028 \\u007F ★ \\U0001F600 \\" : # {"'
    lines = ["+++", text, "b = '''", "x", "'''", f"long = '{'x' * 5000}'", "+++", "Below", ""]
    header = find_header(lines)
    assert header is not None
    found = as_yaml("\r\n".join(lines), header).split("\n")
    assert len(found) == len(lines)
    assert found[7:] == ["Below", ""]
    assert (found[0], found[6]) == ("---", "---")
    assert yaml.safe_load("\n".join(found[1:6])) == {
        "a": '\x85 \u2028 \x7f ★ 😀 " : # {',
        "b": "x\n",
        "long": "x" * 5000,
    }


def test_a_header_at_the_end_of_a_file() -> None:
    source = "Title: A\nDate: 2031-05-12"
    header = find_header(source.split("\n"))
    assert header is not None
    assert as_yaml(source, header).split("\n")[::2] == ["---", "---"]


HEADERS = st.one_of(
    st.lists(
        st.tuples(
            st.sampled_from(["Title", "Date", "Tags", "Slug", "Author", "Room", " X", "date-x"]),
            st.sampled_from([": ", ":", " :", " = "]),
            st.one_of(st.text(max_size=20), st.sampled_from(["2031-05-12", "a; b", "//x"])),
        ).map("".join),
        max_size=6,
    ).map(lambda lines: [*lines, "", "Text."]),
    st.lists(
        st.one_of(
            st.tuples(
                st.sampled_from(["title", "date", "[a]\nx", '"k"', "a.b", "tags"]),
                st.just(" = "),
                st.one_of(
                    st.text(max_size=20).map(json.dumps),
                    st.text(max_size=20),
                    st.sampled_from(
                        ["2031-05-12", '["a",', '"""', "[1, 2]", "{x = 1}", "nan", "]"]
                    ),
                ),
            ).map("".join),
            st.text(max_size=20),
        ),
        max_size=6,
    ).map(lambda lines: "\n".join(["+++", *lines, "+++", "Text."]).split("\n")),
    st.lists(
        st.one_of(
            st.tuples(
                st.sampled_from([".. title: ", ".. date: ", ".. slug:", "  "]), st.text()
            ).map("".join),
            st.text(max_size=5),
        ),
        max_size=6,
    ).map(lambda lines: "\n".join(["<!--", *lines, "-->", "Text."]).split("\n")),
)


@given(HEADERS)
def test_any_header_is_handed_on_as_it_was_read(lines: list[str]) -> None:
    source = "\n".join(lines).replace("\r", "\n")
    lines = source.split("\n")
    find_comments(source)
    header = find_header(lines)
    if header is None:
        return
    found = as_yaml(source, header).split("\n")
    assert found[header.length :] == lines[header.length :]
    assert (found[0], found[header.length - 1]) == ("---", "---")
    assert all(1 <= line < header.length for line in header.lines.values())
    (matter, *_) = yaml.safe_load_all("\n".join(found[: header.length]))
    assert matter == {key.strip().lower(): value for key, value in header.values.items()}
