"""``talks.json``: what is in it, when it is written, and what ``load`` makes of it."""

from __future__ import annotations

import contextlib
import json
import os
import pickle
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import jsonschema
import pytest

import sphinxext_confnotes
from sphinxext_confnotes.notes.lookups import Lookups
from sphinxext_confnotes.notes.records import Account, Alias, Merged, Note, Post, Talk
from sphinxext_confnotes.registry.copies import unpack
from tests.support.builds import PROJECTS, Build, Built, edit
from tests.support.published_files import DATA_SCHEMA, data, validate_data
from tests.support.thorough import first_quick
from tests.support.three_days import FILES, MONDAY, TUESDAY

BUILDERS = ("html", "dirhtml", "confnotes")


BASE = "html_baseurl = 'https://example.org/'\n"
ALONE = {"PYTHONWARNINGS": "ignore"}
"""For a process of its own."""
KILLED = """
import os

def end(app, pagename, *args):
    if pagename == "zz":
        os._exit(1)

def setup(app):
    app.connect("html-page-context", end)
"""
LOADED = """
import sys
from pathlib import Path

def note(app, exception):
    libraries = {"icalendar", "bibtexparser", "feedgenerator"}
    Path(app.outdir, "loaded.txt").write_text(str(libraries < sys.modules.keys()))

def setup(app):
    app.connect("build-finished", note, priority=999)
"""


class TestSchema:
    def test_is_one(self) -> None:
        jsonschema.Draft202012Validator.check_schema(DATA_SCHEMA)

    def test_describes_every_key(self) -> None:
        for part in [DATA_SCHEMA, *DATA_SCHEMA["$defs"].values()]:
            assert [
                name for name, key in part["properties"].items() if "description" not in key
            ] == []

    @pytest.mark.parametrize("builder", first_quick(BUILDERS))
    @pytest.mark.parametrize("base", ["", "https://example.org/site"])
    def test_holds_for_every_builder(self, build: Build, builder: str, base: str) -> None:
        built = build(FILES, builder, conf=f"html_baseurl = {base!r}\n")
        assert built.warnings == []
        validate_data(built)

    @pytest.mark.parametrize("project", ["company", "rich", "forms", "directives"])
    def test_holds_for_other_projects(self, build: Build, project: str) -> None:
        built = build(PROJECTS / project, "confnotes")
        validate_data(built)
        said = [
            n for p in data(built)["posts"] for t in p.get("talks", ()) for n in t.get("notes", ())
        ]
        assert said
        assert [note for note in said if not note.get("html")] == []

    def test_holds_without_notes(self, build: Build) -> None:
        built = build({"index.md": "# Home\n"}, "confnotes")
        validate_data(built)
        assert data(built)["posts"] == []

    @pytest.mark.parametrize(
        "wrong",
        [
            {"version": 2},
            {"posts": [{"id": "a", "title": "A"}]},
            {"posts": [{"id": "a", "title": "A", "page": "a", "date": "soon"}]},
            {"talks": [{"id": "a#b", "title": "B"}]},
            {"talks": [{"id": "b", "title": "B", "accounts": ["a#b"]}]},
            {"surprise": 1},
        ],
    )
    def test_refuses_what_is_wrong(self, build: Build, wrong: dict[str, Any]) -> None:
        built = build(FILES, "confnotes")
        (built.out / "talks.json").write_text(json.dumps(data(built) | wrong), "utf-8")
        with pytest.raises(jsonschema.ValidationError):
            validate_data(built)


class TestContent:
    def test_conferences_are_those_of_posts_and_talks(self, build: Build) -> None:
        assert data(build(FILES, "confnotes"))["conferences"] == [
            {
                "name": "BreadConf",
                "from": "2031-05-14",
                "until": "2031-05-14",
                "posts": ["posts/two"],
            },
            {
                "name": "SoupConf",
                "from": "2031-05-12",
                "until": "2031-05-13",
                "posts": ["posts/one", "posts/two"],
            },
        ]

    def test_posts_and_what_they_say(self, build: Build) -> None:
        one = data(build(FILES))["posts"][0]
        talks = one.pop("talks")
        assert one == {
            "id": "posts/one",
            "title": "Day one",
            "page": "posts/one.html",
            "date": "2031-05-12",
            "time": "09:30",
            "timezone": "Europe/Stockholm",
            "conference": "SoupConf",
            "location": "Uppsala",
            "tags": ["soup", "salt, pepper"],
            "authors": ["Ana Holm", "Bo"],
            "permalink": "/soup/one/",
            "aliases": ["/soup/one/"],
            "notes": [
                {
                    "kind": "tldr",
                    "html": "<p>A day of <em>soups</em>.</p>",
                    "text": "A day of soups.",
                    "source": "A day of *soups*.",
                }
            ],
        }
        assert talks[0] == {
            "id": "posts/one#soup",
            "title": "Soup",
            "url": "https://example.org/soup",
            "speakers": ["Cy Ek", "Mia Orn"],
            "date": "2031-05-12",
            "time": "09:00-09:45",
            "timezone": "Europe/Stockholm",
            "conference": "SoupConf",
            "highlight": True,
            "reason": "Highlight of my day",
            "page": "posts/one.html#soup",
            "notes": [
                {
                    "kind": "tldr",
                    "html": "<p>Ladle <strong>first</strong>.</p>",
                    "text": "Ladle first.",
                    "source": "Ladle **first**.",
                },
                {
                    "kind": "comment",
                    "author": "Bo",
                    "html": "<p>Hungry.</p>",
                    "text": "Hungry.",
                    "source": "Hungry.",
                },
            ],
        }

    def test_talks_are_there_once(self, build: Build) -> None:
        talks = {talk["id"]: talk for talk in data(build(FILES))["talks"]}
        assert list(talks) == ["posts/one#soup", "posts/one#bread", "posts/two#named"]
        soup = talks["posts/one#soup"]
        assert soup["accounts"] == ["posts/one#soup", "posts/two#soup"]
        assert (soup["room"], soup["tags"]) == ("K2", ["leek"])
        assert talks["posts/two#named"]["accounts"] == ["posts/two#named", "three#named"]
        assert talks["posts/two#named"]["track"] == "Main"

    @pytest.mark.parametrize("builder", ["html", "dirhtml"])
    def test_addresses_lead_to_the_pages(self, build: Build, builder: str) -> None:
        built = build(FILES, builder, conf="html_baseurl = 'https://example.org/site'\n")
        for post in data(built)["posts"]:
            for address in (post["page"], *(talk["page"] for talk in post["talks"])):
                path, _, anchor = address.removeprefix("https://example.org/site/").partition("#")
                page = built.html(f"{path}index.html" if builder == "dirhtml" else path)
                assert not anchor or page.find(id=anchor)

    @pytest.mark.parametrize("builder", ["html", "dirhtml"])
    def test_addresses_of_strange_names_are_encoded(self, build: Build, builder: str) -> None:
        names = ["with space", "söup", "100%", "a#b", 'a"b', "javascript:x"]
        post = "---\norphan: 1\n" + MONDAY[4:]
        built = build({"index.md": "# Home\n"} | {f"{name}.md": post for name in names}, builder)
        addresses = [post["page"] for post in data(built)["posts"]]
        assert len(addresses) == len(names)
        for address in addresses:
            assert address.isascii()
            assert not set(address) & set(' "<>#:')

    def test_drafts_are_left_out(self, build: Build) -> None:
        draft = TUESDAY.replace("---\n", "---\ndraft: true\n", 1)
        built = build({**FILES, "posts/two.md": draft})
        assert [post["id"] for post in data(built)["posts"]] == ["posts/one", "three"]
        assert "Once more" not in built.text("talks.json")

    def test_characters_that_no_file_can_hold(self, build: Build) -> None:
        title = '"One \\ud800\\0\\x1b\\uffff two \\u2028 three \\U0001f372"'
        built = build({"a.md": MONDAY.replace("Day one", title, 1)})
        assert data(built)["posts"][0]["title"] == "One two three 🍲"
        assert "ud800" not in built.text("talks.json")


PROSE_MD = """\
---
title: P
date: 2031-05-12
---

* [Soup](https://example.org/soup)

  TLDR: First *words*
  and a second line.

  - one
  - two

    more of two

  $$
  a < b
  $$

  Comment: Last.
"""
SECTIONS_MD = """\
---
title: P
date: 2031-05-12
---

## [Soup](https://example.org/soup)

### TLDR

First *words*
and a second line.

- one
- two

  more of two

$$
a < b
$$

### Comment

Last.
"""
DIRECTIVE_MD = """\
---
title: P
date: 2031-05-12
---

::::{talk} [Soup](https://example.org/soup)
:::{TLDR}
First *words*
and a second line.

- one
- two

  more of two

$$
a < b
$$
:::
:::{comment}
Last.
:::
::::
"""
RST = """\
:title: P
:date: 2031-05-12

P
=

"""
SAID_RST = """\
First *words*
and a second line.

- one
- two

  more of two

.. math::

   a < b
"""
DIRECTIVE_RST = f"""{RST}
.. talk:: `Soup <https://example.org/soup>`_

   .. tldr::

{textwrap.indent(SAID_RST, "      ")}
   .. comment:: Last.
"""
SECTIONS_RST = f"""{RST}
`Soup <https://example.org/soup>`_
----------------------------------

TLDR
....

{SAID_RST}
Comment
.......

Last.
"""
PROSE_RST = f"""{RST}
* `Soup <https://example.org/soup>`_

  TLDR: {textwrap.indent(SAID_RST, "  ").lstrip()}
  Comment: Last.
"""
FORMS = {
    "prose.md": PROSE_MD,
    "sections.md": SECTIONS_MD,
    "directive.md": DIRECTIVE_MD,
    "prose_rst.rst": PROSE_RST,
    "sections_rst.rst": SECTIONS_RST,
    "directive_rst.rst": DIRECTIVE_RST,
}


@pytest.mark.parametrize("builder", first_quick(BUILDERS))
def test_every_form_says_the_same(build: Build, builder: str) -> None:
    built = build(FORMS, builder)
    assert built.warnings == []
    for post in data(built)["posts"]:
        tldr, comment = post["talks"][0]["notes"]
        # Lists are loose in reStructuredText.
        html = tldr["html"].replace("<p>", "").replace("</p>", "")
        assert html == (
            "First <em>words</em>\nand a second line.\n"
            "<ul>\n<li>one</li>\n<li>two\nmore of two\n</li>\n</ul>\n<pre>a &lt; b</pre>"
        )
        assert tldr["text"] == (
            "First words and a second line.\n\n- one\n- two\n\n  more of two\n\na < b"
        )
        formula = ".. math::\n\n   a < b" if "rst" in post["id"] else "$$\na < b\n$$"
        assert tldr["source"] == (
            f"First *words*\nand a second line.\n\n- one\n- two\n\n  more of two\n\n{formula}"
        )
        assert comment["source"] == comment["text"] == "Last."


OVERLINED = f"""{RST}
****************
Talk of Soup
****************

TLDR
++++

Said.

Comment
+++++++

Thought.

*****
Other
*****

No note.
"""
HEAD = "---\ntitle: P\ndate: 2031-05-12\n---\n\n"
ITEM = f"{HEAD}* [Soup](https://example.org/soup)\n\n"


@pytest.mark.parametrize(
    ("name", "text", "sources"),
    first_quick(
        [
            # The next title's line is that of its underline, and this one has a line above as well.
            ("a.rst", OVERLINED, ["Said.", "Thought."]),
            ("a.md", f"{ITEM}  - **TLDR**: a\n    b\n  - *Comment:* c\n", ["a\nb", "c"]),
            # A fence isn't an underline.
            ("a.md", f"{ITEM}  TLDR:\n  ```\n  x\n  ```\n", ["```\nx\n```"]),
            ("a.md", f"{HEAD}[A](https://example.org/a) talk\nTLDR: b\nComment: c\n", ["b", "c"]),
            (
                "a.md",
                f"{HEAD}Soup\n===\n\nSummary\n---\na\n\nMy take\n--\n\nb\n\nBread\n===\n\nc\n",
                ["a", "b"],
            ),
        ],
        3,
    ),
)
def test_what_was_written_of_a_note(build: Build, name: str, text: str, sources: list[str]) -> None:
    built = build({name: text})
    notes = [note for talk in data(built)["posts"][0]["talks"] for note in talk["notes"]]
    assert [note["source"] for note in notes] == sources


def test_lines_of_an_included_file_are_not_taken_for_its_own(build: Build) -> None:
    included = "First.\n\nSecond.\n\nThird.\n\nFourth.\n"
    text = PROSE_MD.split("  - one")[0] + "  ```{include} part.txt\n  ```\n\n  Comment: Last.\n"
    notes = data(build({"a.md": text, "part.txt": included}))["posts"][0]["talks"][0]["notes"]
    assert [note["source"] for note in notes] == [
        "First *words*\nand a second line.\n\n```{include} part.txt\n```",
        "Last.",
    ]


@pytest.mark.parametrize(
    "behind",
    [
        "```{include} part.txt\n:start-line: 2\n```\n",
        ":::{include} part.txt\n:start-line: 2\n:::\n",
        "% hush\n",
        "<!-- hush\n\nhush -->\n",
        "% hush\n\n<!-- hush -->\n\n```{include} part.txt\n:start-line: 2\n```\n",
    ],
)
def test_what_stands_behind_a_note_is_not_of_it(build: Build, behind: str) -> None:
    text = f"{ITEM}TLDR: a\n\nb\n\n{behind}"
    part = "Hush.\n\n* [Bread](https://example.org/bread)\n\n  TLDR: hush\n"
    notes = data(build({"a.md": text, "part.txt": part}))["posts"][0]["talks"][0]["notes"]
    assert notes[0]["source"] == "a\n\nb"


@pytest.mark.parametrize(
    ("name", "hidden"),
    first_quick(
        [
            ("a.md", "% hush"),
            ("a.md", "<!-- hush -->"),
            ("a.md", "```{only} hush\nhush\n```"),
            ("a.md", "```{todo}\nhush\n```"),
            ("a.md", "```{hiding}\nhush\n```"),
            ("a.rst", ".. hush"),
            ("a.rst", ".. only:: hush\n\n   hush"),
        ],
        3,
    ),
)
def test_a_source_that_says_more_than_the_page_is_left_out(
    build: Build, name: str, hidden: str
) -> None:
    conf = (
        'extensions = ["sphinxext_confnotes", "sphinx.ext.todo"]\n\n\n'
        "def setup(app):\n"
        "    from docutils.parsers.rst import Directive\n\n"
        "    class Hiding(Directive):\n"
        "        has_content = True\n\n"
        "        def run(self):\n"
        "            return []\n\n"
        '    app.add_directive("hiding", Hiding)\n'
    )
    head = ITEM if name == "a.md" else f"{RST}* `Soup <https://example.org/soup>`__\n\n"
    text = f"{head}TLDR: a\n\n{hidden}\n\nb\n\nComment: c\n"
    built = build({"conf.py": conf, name: text})
    assert "hush" not in built.text("talks.json")
    notes = data(built)["posts"][0]["talks"][0]["notes"]
    assert notes[0].get("source", "a\n\n<!---->\n\nb") == "a\n\n<!---->\n\nb"
    assert notes[0]["text"] == "a\n\nb"
    assert notes[1]["source"] == "c"


def test_a_talk_in_a_note_of_another_one(build: Build) -> None:
    text = SECTIONS_MD.replace("Last.", "Last.\n\n" + DIRECTIVE_MD.split("---\n")[2])
    built = build({"a.md": text})
    outer, inner = data(built)["posts"][0]["talks"]
    assert [note["source"][:5] for note in outer["notes"]] == ["First", "Last."]
    assert [note["source"][:5] for note in inner["notes"]] == ["First", "Last."]
    assert all(note["html"] for note in outer["notes"])


@pytest.mark.parametrize(
    ("builder", "page"), [("html", "index.html"), ("dirhtml", "./"), ("confnotes", "index.html")]
)
@pytest.mark.parametrize("base", ["", "https://notes.example.org/site/"])
def test_the_first_page_has_an_address(build: Build, builder: str, page: str, base: str) -> None:
    text = MONDAY.replace("permalink: /soup/one/", "redirect_from: [/old.html, /older/one/]")
    built = build({"index.md": text}, builder, conf=f"html_baseurl = {base!r}\n")
    validate_data(built)
    (post,) = data(built)["posts"]
    assert post["page"] == urljoin(base, page)
    assert [talk["page"] for talk in post["talks"]] == [
        urljoin(base, page) + anchor for anchor in ("#soup", "#bread")
    ]
    if base and builder != "confnotes":
        address = urljoin(base, page).removesuffix("./")
        assert f'<link href="{address}" rel="alternate"/>' in built.text("feed.xml")
        assert f'"@id": "{address}#soup"' in built.text("index.html")
    if builder == "dirhtml":
        # A page that leads to nothing leads to itself.
        for name, target in (("old.html", "./"), ("older/one/index.html", "../../")):
            assert f'content="0; url={target}"' in built.text(name)


def test_a_list_on_a_post_says_nothing_of_its_own(build: Build) -> None:
    text = TUESDAY + "\n```{daily-summary}\n```\n\n```{talk-list}\n```\n\nTLDR: Loud.\n"
    built = build({**FILES, "posts/two.md": text})
    post = data(built)["posts"][1]
    assert [note["text"] for note in post["notes"]] == ["Loud."]
    assert [len(talk["notes"]) for talk in post["talks"]] == [1, 1]


class TestFilters:
    def published(self, build: Build, filters: str) -> list[str]:
        built = build(FILES, "confnotes", conf=f"confnotes_published = {filters}\n")
        assert built.warnings == []
        validate_data(built)
        return [talk["id"] for talk in data(built)["talks"]]

    @pytest.mark.parametrize(
        ("filters", "expected"),
        [
            ({}, ["posts/one#soup", "posts/one#bread", "posts/two#named"]),
            ({"tags": "leek"}, ["posts/one#soup"]),
            ({"conference": "soupconf"}, ["posts/one#soup", "posts/one#bread"]),
            ({"highlights": ""}, ["posts/one#soup"]),
            ({"since": "2031-05-14"}, ["posts/two#named"]),
            ({"limit": "1"}, ["posts/one#soup"]),
            ({"tags": "nothing"}, []),
        ],
    )
    def test_talks(self, build: Build, filters: Mapping[str, str], expected: list[str]) -> None:
        assert self.published(build, repr(filters)) == expected

    def test_only_what_is_asked_for_of_a_talk(self, build: Build) -> None:
        built = build(FILES, "confnotes", conf='confnotes_published = {"author": "Dy"}\n')
        assert [post["id"] for post in data(built)["posts"]] == ["posts/two"]
        assert data(built)["talks"][0]["accounts"] == ["posts/two#soup"]
        loaded = sphinxext_confnotes.load(built.out / "talks.json")
        assert [talk.facts.title for talk in loaded.talks] == ["Soup", "Named"]

    def test_wrong_ones_are_warned_about_and_left_out(self, build: Build) -> None:
        conf = """
confnotes_published = {
    "since": "never",
    "colour": "red",
    "layout": "table",
    "tags": "leek",
}
"""
        built = build(FILES, "confnotes", conf=conf)
        filters = (
            "conference, tags, speakers, track, kind, author, site, since, until, highlights, limit"
        )
        assert built.warnings == [
            "conf.py:3: WARNING: confnotes_published: 'since: never': expected a date such as "
            "2023-12-10; it is left out [confnotes.config]",
            *(
                f"conf.py:3: WARNING: confnotes_published: '{name}': expected one of the filters "
                f"{filters}; it is left out [confnotes.config]"
                for name in ("colour", "layout")
            ),
        ]
        assert [talk["id"] for talk in data(built)["talks"]] == ["posts/one#soup"]
        assert build(builder="confnotes", args=["-W"]).status == 1


class TestBuilds:
    def test_nothing_but_the_file_is_written_by_the_builder_of_data(self, build: Build) -> None:
        built = build(FILES, "confnotes")
        # Older versions of sphinx-design write its style sheet by themselves.
        written = [path for path in built.out.iterdir() if path.name != "_sphinx_design_static"]
        assert [path.name for path in written] == ["talks.json"]

    @pytest.mark.parametrize(
        "builder", first_quick(["singlehtml", "epub", "json", "latex", "text", "xml"], 2)
    )
    def test_no_other_builder_writes_it(self, build: Build, builder: str) -> None:
        assert not (build(FILES, builder).out / "talks.json").exists()

    def test_a_theme_may_have_a_builder_of_its_own(self, build: Build) -> None:
        conf = """
from sphinx.builders.html import StandaloneHTMLBuilder

class Builder(StandaloneHTMLBuilder):
    pass

def setup(app):
    app.add_builder(Builder, override=True)
"""
        validate_data(build(FILES, conf=conf))

    def test_it_is_removed_when_nothing_is_published(self, build: Build) -> None:
        built = build(FILES)
        conf = built.source / "conf.py"
        text = conf.read_text("utf-8")
        conf.write_text(text + "confnotes_publish = []\n", "utf-8")
        assert build().warnings == []
        assert not (built.out / "talks.json").exists()
        conf.write_text(text, "utf-8")
        validate_data(build())

    def test_data_is_written_by_its_builder_whatever_else_is(self, build: Build) -> None:
        validate_data(build(FILES, "confnotes", conf="confnotes_publish = []\n"))

    def test_it_is_not_written_in_vain(self, build: Build) -> None:
        built = build(FILES)
        kept = [built.out / "talks.json", *built.doctrees.glob("confnotes-p*")]
        assert len(kept) == 3
        for path in kept:
            os.utime(path, (1, 1))
        edit(built, "index.md", "Home\n", "Home\n\nWelcome.\n")
        build()
        build(args=["-E"])
        build(args=["-a"])
        assert [path.stat().st_mtime for path in kept] == [1] * 3

    @pytest.mark.parametrize(("builder", "jobs"), first_quick([("html", "2"), ("dirhtml", "1")]))
    def test_an_edit_gives_what_a_fresh_build_gives(
        self, build: Build, builder: str, jobs: str
    ) -> None:
        built = build(FILES, builder)
        edits = [
            ("posts/one.md", "It rises.", "It *fell*."),
            ("posts/two.md", "room: K2", "room: K3"),
            ("posts/two.md", "title: Day two", "title: Tuesday"),
            ("posts/two.md", "Once more.", "See {conf:post}`/posts/one`."),
            ("posts/one.md", "title: Day one", "title: Monday"),
            ("three.rst", "Named", "Other"),
            ("three.rst", ":date: 2031-05-14", ":date: 2031-05-01"),
        ]
        for number, (name, old, new) in enumerate(edits):
            edit(built, name, old, new)
            again = build(builder=builder, args=["-j", jobs])
            fresh = build(built.source, builder, folder=f"fresh{number}")
            assert again.text("talks.json") == fresh.text("talks.json"), new
        (built.source / "three.rst").unlink()
        (built.source / "posts/two.md").rename(built.source / "four.md")
        again = build(builder=builder, args=["-j", jobs])
        fresh = build(built.source, builder, folder="fresh")
        assert again.text("talks.json") == fresh.text("talks.json")
        assert [post["id"] for post in data(again)["posts"]] == ["posts/one", "four"]

    def test_it_is_the_same_in_parallel_elsewhere_and_with_another_seed(self, build: Build) -> None:
        texts = {
            build(
                FILES, folder=folder, args=["-j", jobs], env={"PYTHONHASHSEED": seed, "TZ": zone}
            ).text("talks.json")
            for folder, jobs, seed, zone in [
                ("a", "1", "1", "UTC"),
                ("b/c", "2", "2", "Asia/Tokyo"),
            ]
        }
        assert len(texts) == 1

    def test_the_doctree_folder_may_be_lost(self, build: Build) -> None:
        built = build(FILES)
        expected = built.text("talks.json")
        shutil.rmtree(built.doctrees)
        assert build().text("talks.json") == expected

    @pytest.mark.parametrize("garbage", first_quick(["", "garbage", "other", "half"], 2))
    def test_what_is_kept_may_be_unreadable(self, build: Build, garbage: str) -> None:
        built = build(FILES)
        expected = built.text("talks.json")
        for path in built.doctrees.glob("confnotes-*-*"):
            kept = path.read_bytes()
            texts = {"half": kept[: len(kept) // 2], "other": pickle.dumps(["other"])}
            path.write_bytes(texts.get(garbage, garbage.encode()))
        edit(built, "index.md", "Home", "House")
        again = build()
        assert (again.status, again.text("talks.json")) == (0, expected)

    def test_two_builders_may_share_a_doctree_folder(self, build: Build) -> None:
        for builder in BUILDERS:
            built = build(FILES, builder)
        edit(built, "posts/one.md", "It rises.", "It fell.")
        texts = [build(builder=builder).text("talks.json") for builder in BUILDERS]
        assert all("It fell." in text for text in texts)
        assert "posts/one.html#soup" in texts[0]
        assert "posts/one/#soup" in texts[1]
        assert texts[2] == texts[0]

    def test_two_output_folders_may_share_a_doctree_folder(self, build: Build) -> None:
        for out in ("one", "two"):
            built = build(FILES, out=out)
        edit(built, "posts/one.md", "It rises.", "It fell.")
        for out in ("one", "two"):
            assert "It fell." in build(out=out).text("talks.json")

    def test_a_build_that_fails_leaves_it_as_it_was(self, build: Build) -> None:
        built = build(FILES)
        before = built.text("talks.json")
        edit(built, "posts/one.md", "It rises.", "It fell.")
        fails = 'def setup(app):\n    app.connect("html-page-context", lambda *args: 1 / 0)\n'
        conf = (built.source / "conf.py").read_text("utf-8")
        (built.source / "conf.py").write_text(conf + fails, "utf-8")
        with contextlib.suppress(AssertionError):
            assert build().status == 0
        assert built.text("talks.json") == before
        (built.source / "conf.py").write_text(conf, "utf-8")
        assert "It fell." in build().text("talks.json")

    def test_a_build_that_is_killed_leaves_nothing_stale(self, build: Build) -> None:
        built = build({**FILES, "zz.md": "# Last\n"})
        for name in ("posts/one.md", "zz.md"):
            path = built.source / name
            # Not in the future, as by `edit`: the page that was written is newer.
            path.write_text(path.read_text("utf-8").replace("It rises.", "It fell."), "utf-8")
        conf = (built.source / "conf.py").read_text("utf-8")
        (built.source / "conf.py").write_text(conf + KILLED, "utf-8")
        assert build(env=ALONE).status == 1
        assert "It fell." in built.text("posts/one.html")
        assert "It fell." not in built.text("talks.json")
        (built.source / "conf.py").write_text(conf, "utf-8")
        assert "It fell." in build().text("talks.json")

    def test_nothing_is_loaded_when_nothing_has_changed(self, build: Build) -> None:
        conf = BASE + LOADED
        assert build(FILES, conf=conf, env=ALONE).text("loaded.txt") == "True"
        built = build(env=ALONE)
        assert built.text("loaded.txt") == "False"
        # But what is gone comes back.
        (built.out / "talks.json").unlink()
        edit(built, "index.md", "Home\n", "Home\n\nWelcome.\n")
        validate_data(build())


class TestLoad:
    @pytest.fixture
    def built(self, build: Build) -> Built:
        return build(FILES, "confnotes")

    def test_posts_come_back(self, built: Built) -> None:
        loaded = sphinxext_confnotes.load(built.out / "talks.json").posts
        assert [published(post) for post in loaded] == [published(post) for post in posts(built)]
        assert all(note.html and note.text and note.source for note in loaded[0].talks[0].notes)
        assert loaded[0].notes[0].text == "A day of soups."

    def test_talks_come_back(self, built: Built) -> None:
        loaded = sphinxext_confnotes.load(str(built.out / "talks.json")).talks
        assert [merged(talk) for talk in loaded] == [
            merged(talk) for talk in Lookups(posts(built)).talks
        ]
        assert len(loaded) == 3

    def test_talks_are_of_the_posts(self, built: Built) -> None:
        loaded = sphinxext_confnotes.load(built.out / "talks.json")
        there = {id(post) for post in loaded.posts}
        assert all(id(account.post) in there for talk in loaded.talks for account in talk.accounts)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "[]",
            "{}",
            '{"version": 2}',
            '{"version": 1, "posts": [1]}',
            '{"version": 1, "posts": [{}]}',
            '{"version": 1, "posts": [{"id": "a", "date": "soon"}]}',
            '{"version": 1, "posts": [{"id": "a", "time": "soon"}]}',
            '{"version": 1, "talks": [{"id": "a#b", "title": "B", "accounts": ["a#b"]}]}',
            '{"version": 1, "talks": [{"id": "a#b", "title": "B", "accounts": []}]}',
        ],
    )
    def test_what_is_no_such_file(self, tmp_path: Path, text: str) -> None:
        file = tmp_path / "talks.json"
        file.write_text(text, "utf-8")
        with pytest.raises(ValueError, match=r"^Expecting value|talks\.json: expected "):
            sphinxext_confnotes.load(file)

    def test_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(OSError, match=r"talks\.json"):
            sphinxext_confnotes.load(tmp_path / "talks.json")

    def test_needs_neither_sphinx_nor_docutils(self, built: Built) -> None:
        code = (
            "import sys, sphinxext_confnotes\n"
            "assert not [name for name in sys.modules if name.startswith('sphinxext_confnotes.')]\n"
            f"assert sphinxext_confnotes.load({str(built.out / 'talks.json')!r}).posts\n"
            "assert not {'sphinx', 'docutils', 'nh3'} & sys.modules.keys()\n"
        )
        subprocess.run([sys.executable, "-c", code], check=True)


def posts(built: Built) -> list[Post]:
    """Return the records that the environment has, the oldest first."""
    environment = pickle.loads((built.doctrees / "environment.pickle").read_bytes())
    found = [unpack(kept) for kept in environment.domaindata["conf"]["posts"].values()]
    return sorted(found, key=lambda post: str(post.date))


def published(post: Post) -> Post:
    """Return what is published of a post, apart from what its notes say."""
    return post._replace(
        aliases=tuple(Alias(alias.address) for alias in post.aliases),
        anchor="",
        digest="",
        references=(),
        notes=notes(post),
        talks=tuple(map(facts, post.talks)),
    )


def merged(talk: Merged) -> Merged:
    accounts = (Account(published(one.post), facts(one.talk)) for one in talk.accounts)
    return Merged(facts(talk.facts), tuple(accounts))


def facts(talk: Talk) -> Talk:
    return talk._replace(
        line=0, named=False, labels=(), written_title="", digest="", stated=(), notes=notes(talk)
    )


def notes(thing: Post | Talk) -> tuple[Note, ...]:
    return tuple(Note(note.kind, note.author) for note in thing.notes)
