"""What a talk's fields may hold: options, labels, front matter and filters read them alike."""

from __future__ import annotations

from typing import Any

import pytest

from sphinxext_confnotes import load
from sphinxext_confnotes.addresses import is_local, read_address
from sphinxext_confnotes.notes.field_kinds import read_items, read_text, unique, with_backslashes
from sphinxext_confnotes.reading.options import TALK_OPTIONS
from sphinxext_confnotes.warnings import Subtype
from tests.support.builds import Build

REFUSED = r"an http\(s\) or mailto address, or a path in the project"


class TestAddress:
    @pytest.mark.parametrize(
        "value",
        [
            "https://example.org/talk?id=1#top",
            "http://example.org",
            "HTTPS://EXAMPLE.ORG/",
            "mailto:ada@example.org",
            "https://example.org/a:b",
            "slides/day one.pdf",
            "slides/day-1.pdf",
            "/files/talk.pdf",
            "../talk.pdf",
            "talk.pdf",
            "a/b:c.pdf",
            "./a:b.pdf",
            "会议/报告.pdf",
        ],
    )
    def test_let_through_as_written(self, value: str) -> None:
        assert read_address(value) == value
        assert read_address(f"  {value}\n") == value
        assert read_address(f"<{value}>") == value

    @pytest.mark.parametrize(
        "value",
        [
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "  javascript:alert(1)",
            "java\tscript:alert(1)",
            "java\nscript:alert(1)",
            "java\r\nscript:alert(1)",
            "java script:alert(1)",
            "\x01javascript:alert(1)",
            "\x1fjavascript:alert(1)",
            "\x00javascript:alert(1)",
            "java\x00script:alert(1)",
            "\u200bjavascript:alert(1)",
            "java\ufeffscript:alert(1)",
            "\u2028javascript:alert(1)",
            "\xa0javascript:alert(1)",
            "javascript\t:alert(1)",
            "<javascript:alert(1)>",
            "< javascript:alert(1)>",
            "vbscript:msgbox(1)",
            "data:text/html,<script>alert(1)</script>",
            "DATA:text/html;base64,PHNjcmlwdD4=",
            "file:///etc/passwd",
            "ftp://example.org/talk",
            "blob:https://example.org/1",
            "view-source:https://example.org",
            "x+y.z-1:anything",
            "C:\\talk.pdf",
        ],
    )
    def test_dangerous_and_unknown_schemes(self, value: str) -> None:
        with pytest.raises(ValueError, match=REFUSED):
            read_address(value)

    @pytest.mark.parametrize(
        "value",
        [
            "ht\ttps://example.org",
            "https://exa\nmple.org",
            "https://example.org/\u200b",
            "https://example.org/a b",
        ],
    )
    def test_nothing_invisible_in_an_address_elsewhere(self, value: str) -> None:
        with pytest.raises(ValueError, match=REFUSED):
            read_address(value)

    @pytest.mark.parametrize(
        "value",
        [
            "//evil.example",
            "\t//evil.example",
            "/\t/evil.example",
            "/\u200b/evil.example",
            "\\\\evil.example",
            "\\evil.example",
            "/\\evil.example",
            "\\/evil.example",
            " / / evil.example",
        ],
    )
    def test_no_other_host_in_the_guise_of_a_path(self, value: str) -> None:
        with pytest.raises(ValueError, match=REFUSED):
            read_address(value)

    @pytest.mark.parametrize("value", ["", "  ", "<>", "#anchor", "\x00", "\u200b", "\ufeff"])
    def test_nothing_that_names_a_file(self, value: str) -> None:
        with pytest.raises(ValueError, match=REFUSED):
            read_address(value)

    @pytest.mark.parametrize(
        ("value", "local"),
        [
            ("https://example.org", False),
            ("MAILTO:ada@example.org", False),
            ("talk.pdf", True),
            ("/talk.pdf", True),
            ("a/b:c.pdf", True),
        ],
    )
    def test_local_or_not(self, value: str, local: bool) -> None:
        assert is_local(read_address(value)) is local


@pytest.mark.parametrize(
    ("docname", "value", "inside"),
    [
        ("posts/a", "../b.pdf", True),
        ("posts/a", "x/../../b.pdf", True),
        ("posts/a", "/b.pdf", True),
        ("posts/a", "..b.pdf", True),
        ("posts/a", "https://example.org/../../b.pdf", True),
        ("posts/a", "../../b.pdf", False),
        ("posts/a", "x/../../../b.pdf", False),
        ("posts/a", "/../b.pdf", False),
        ("a", "../b.pdf", False),
        ("a", "..", False),
    ],
)
def test_no_file_outside_of_the_project(docname: str, value: str, inside: bool) -> None:
    if inside:
        assert TALK_OPTIONS["slides"].read_on(docname, value) == {"slides": value}
    else:
        with pytest.raises(ValueError, match=REFUSED):
            TALK_OPTIONS["slides"].read_on(docname, value)


class TestItems:
    @pytest.mark.parametrize(
        ("value", "found"),
        [
            ("one", ["one"]),
            ("one, two ,three", ["one", "two", "three"]),
            ("one,\n  two", ["one", "two"]),
            ("one  word,  two\twords", ["one word", "two words"]),
            (r"Doe\, Jane, Bob", ["Doe, Jane", "Bob"]),
            (r"a\,b\,c", ["a,b,c"]),
            (r"\,", [","]),
            (",one,,two,", ["one", "two"]),
            ("one, two, one", ["one", "two"]),
            ("One, one", ["One", "one"]),
            (r"C:\temp, b", [r"C:\temp", "b"]),
        ],
    )
    def test_split_at_commas(self, value: str, found: list[str]) -> None:
        assert read_items(value) == found

    @pytest.mark.parametrize("value", ["", "  ", ",", " , ,\n,"])
    def test_none(self, value: str) -> None:
        with pytest.raises(ValueError, match="a comma-separated list"):
            read_items(value)

    def test_unique_keeps_the_order(self) -> None:
        assert list(unique(["b", "", "a", "b", "c", "a"])) == ["b", "a", "c"]


@pytest.mark.parametrize(
    ("source", "line", "value", "found"),
    [
        (r"Tags: a\, b, c", "Tags: a, b, c", "a, b, c", r"a\, b, c"),
        (r"Tags: a, b\, c", "Tags: a, b, c", "a, b, c", r"a, b\, c"),
        (r"**Tags:** *a\, b*", "Tags: a, b", "a, b", r"a\, b"),
        (r"[a\, b](https://example.org/1)", "a, b", "a, b", r"a\, b"),
        (r"A, b: c\, d", "A, b: c, d", "c, d", r"c\, d"),
        # A backslash of its own, as is in the text.
        (r"Tags: a\\, b", r"Tags: a\, b", r"a\, b", r"a\, b"),
        # Which comma is which, can't be told.
        (r"[a\, b](https://example.org/1,2)", "a, b", "a, b", "a, b"),
        (r"Tags: a\, b&#44; c", "Tags: a, b, c", "a, b, c", "a, b, c"),
        ("", "Tags: a, b", "a, b", "a, b"),
        ("Tags: a", "Tags: a", "a", "a"),
    ],
)
def test_backslashes_come_back(source: str, line: str, value: str, found: str) -> None:
    assert with_backslashes(value, line, source) == found


PROSE = r"""{title}
* {link}
  Speaker: Holm\, Maja
  **Tags:** a, b\, c

  TLDR: x

{link}

Speakers: Ana, *Holm\, Maja* and Bo
TLDR: x

{link}

* Speakers: Holm\, Maja, Bo
* Room: Hall A\, left
* TLDR: x
"""


@pytest.mark.parametrize("suffix", ["md", "rst"])
def test_a_backslash_keeps_a_comma_everywhere(suffix: str, build: Build) -> None:
    head = {
        "md": "---\ndate: 2031-05-12\ntags: a\\, b, c\nauthor: Lund\\, Eva\n---\n\n# T\n",
        "rst": ":date: 2031-05-12\n:tags: a\\, b, c\n:author: Lund\\, Eva\n\nT\n=\n",
    }[suffix]
    link = {"md": "[{0}](https://e.org/{0})", "rst": "`{0} <https://e.org/{0}>`__"}[suffix]
    prose = PROSE.replace("{title}", head)
    for name in "UVW":
        prose = prose.replace("{link}", link.format(name), 1)
    built = build({f"a.{suffix}": prose}, "confnotes")
    assert built.warnings == []
    (post,) = load(built.out / "talks.json").posts
    assert (post.tags, post.authors) == (("a, b", "c"), ("Lund, Eva",))
    assert [(talk.speaker_names, talk.tags, talk.room) for talk in post.talks] == [
        (("Holm, Maja",), ("a", "b, c"), ""),
        (("Ana", "Holm, Maja and Bo"), (), ""),
        (("Holm, Maja", "Bo"), (), "Hall A, left"),
    ]


def test_a_line_of_another_file_is_not_looked_up(build: Build) -> None:
    prose = "* [U](https://e.org/U)\n  Speaker: Ana, Bo\n\n  TLDR: x\n"
    files = {
        "a.md": "---\ndate: 2031-05-12\n---\n```{include} part.txt\n```\n\nHolm\\, Maja\n",
        "part.txt": f"Words.\n\n\n\n\n{prose}",
    }
    built = build(files, "confnotes")
    (post,) = load(built.out / "talks.json").posts
    assert post.talks[0].speaker_names == ("Ana", "Bo")


class TestText:
    @pytest.mark.parametrize(
        ("value", "found"), [("one", "one"), ("  Hall \n A ", "Hall A"), ("a,b", "a,b")]
    )
    def test_on_one_line(self, value: str, found: str) -> None:
        assert read_text(value) == found

    @pytest.mark.parametrize("value", ["", " \n\t "])
    def test_empty(self, value: str) -> None:
        with pytest.raises(ValueError, match="some text"):
            read_text(value)


class TestFieldsOfATalk:
    def test_are_the_options_that_are_promised(self) -> None:
        assert " ".join(TALK_OPTIONS) == (
            "url speakers date time timezone conference track room kind tags highlight rating "
            "abstract slides video paper code announced entry"
        )

    @pytest.mark.parametrize(
        ("name", "value", "read"),
        [
            ("url", " https://example.org ", "https://example.org"),
            ("speakers", r"Ada, Doe\, Jane", ["Ada", "Doe, Jane"]),
            ("date", "10 December 2023", "2023-12-10"),
            ("date", "2023-12-10 14:00", "2023-12-10"),
            ("time", "9:00 – 9:30", "09:00-09:30"),
            ("timezone", " Europe/Berlin", "Europe/Berlin"),
            ("conference", "Big\n  Conf", "Big Conf"),
            ("tags", "a, b, a", ["a", "b"]),
            ("highlight", "", ""),
            ("highlight", " the   demo ", "the demo"),
            ("rating", "4/5", 4),
            ("slides", "talk.pdf", "talk.pdf"),
        ],
    )
    def test_read(self, name: str, value: str, read: object) -> None:
        assert TALK_OPTIONS[name].read(value) == {name: read}

    @pytest.mark.parametrize(
        ("name", "value", "subtype"),
        [
            ("url", "javascript:x", Subtype.URL),
            ("speakers", ",", Subtype.OPTION),
            ("date", "TBD", Subtype.DATE),
            ("time", "noon", Subtype.TIME),
            ("timezone", "Mars", Subtype.TIMEZONE),
            ("conference", "", Subtype.OPTION),
            ("track", "", Subtype.OPTION),
            ("room", "", Subtype.OPTION),
            ("kind", "", Subtype.OPTION),
            ("tags", "", Subtype.OPTION),
            ("rating", "11", Subtype.OPTION),
            ("slides", "//host", Subtype.URL),
            ("video", "data:x", Subtype.URL),
            ("paper", "", Subtype.URL),
            ("code", "file:x", Subtype.URL),
        ],
    )
    def test_refused_with_the_subtype_of_the_warning(
        self, name: str, value: str, subtype: Any
    ) -> None:
        with pytest.raises(ValueError, match=r"\w"):
            TALK_OPTIONS[name].read(value)
        assert TALK_OPTIONS[name].subtype is subtype


@pytest.mark.parametrize("number", [100, 101])
def test_a_list_has_an_end(build: Build, number: int) -> None:
    words = ", ".join(f"t{i}" for i in range(number))
    head = f"---\ntitle: A\ndate: 2031-05-12\ntags: {words}\nauthors: [{words}]\n---\n\n"
    talk = f"* [T](https://example.org/t)\n\nTags: {words}\nTLDR: x\n\n"
    files = {"a.md": f"{head}{talk}:::{{talk}} U\n:tags: {words}\n\nx\n:::\n"}
    built = build(files, "text", conf="confnotes_head = []\n")
    expected = [4, 5, 14, 10] if number > 100 else []
    assert [int(line.split(":")[1]) for line in built.warnings] == expected
    assert all(": expected a list of at most 100; it " in line for line in built.warnings)
    assert built.text("a.txt").count("t99") == 2
