"""Text that is made of nodes: no two words become one, and no number another."""

from __future__ import annotations

from typing import ClassVar

import pytest
from docutils import nodes

from sphinxext_confnotes.plaintext import line_of, text_of
from tests.support.builds import Build, Built
from tests.support.published_files import calendar, data, read_feed
from tests.support.thorough import first_quick

BASE = 'html_baseurl = "https://notes.example.org/"\n'
NOTES = {"[^1]": "Counted by hand.", "[^2]": "Twice."}

INLINE = [
    ("50[^1] percent", "50 percent"),
    ("50 [^1] percent", "50 percent"),
    ("Fifty[^1][^2].", "Fifty."),
    ("(fifty[^1]), then", "(fifty), then"),
    ("Grown[^1]", "Grown"),
    ("one[^1]two", "one two"),
    ("*50*[^1]**60**", "50 60"),
    ("10{sup}`3` or 2{sup}`-1`", "10³ or 2⁻¹"),
    ("10<sup>3</sup> of H<sub>2</sub>O", "10³ of H₂O"),
    ("the 1{sup}`st`", "the 1st"),
    ("5![icon](https://example.org/x.png)6", "5 icon 6"),
    ("a ![b](https://example.org/x.png) c", "a b c"),
    ("one<br>two", "one two"),
    ("one<br/>two", "one two"),
    ("un<b>break</b>able, so<wbr>lid", "unbreakable, solid"),
    ("{kbd}`Ctrl+C` {abbr}`AB (C)` `x y`", "Ctrl+C AB x y"),
    ("$a_1$[^1] x", "a_1 x"),
]
"""What is typed, and how it reads on one line."""


@pytest.mark.parametrize(("typed", "expected"), first_quick(INLINE, 8))
def test_wherever_words_are_text(build: Build, typed: str, expected: str) -> None:
    """In titles, too, a footnote is no part of what is read elsewhere."""
    notes = "".join(f"\n{mark}: {text}\n" for mark, text in NOTES.items() if mark in typed)
    post = "---\ntitle: Day\ndate: 2031-05-12\n---\n\n"
    talk = f"::::{{talk}} {typed}\n:::{{tldr}}\n{typed}\n:::\n::::\n"
    heading = f"---\ndate: 2031-05-13\n---\n\n# {typed}\n\n{typed}\n"
    built = build(
        {"a.md": f"{post}{typed}\n\n{talk}{notes}", "b.md": f"{heading}{notes}"},
        conf=f'{BASE}extensions = ["sphinxext_confnotes"]\n',
        args=["-W"],
    )
    assert (built.status, built.warnings) == (0, [])
    first, second = data(built)["posts"]
    assert first["talks"][0]["title"] == expected
    assert first["talks"][0]["notes"][0]["text"].replace("\n", " ") == expected
    (event,) = calendar(built).events
    assert event["description"].replace("\n", " ") == expected
    without_images = expected.replace(" icon ", " ").replace("a b c", "a c")
    # As in tables of contents.
    assert second["title"] == without_images
    for page in ("a.html", "b.html"):
        (description,) = built.html(page).select("meta[name=description]")
        assert description["content"] == without_images
        (shown,) = built.html(page).select('meta[property="og:description"]')
        assert shown["content"] == without_images
    for entry in read_feed(built).entries:
        assert entry.summary.replace("\n", " ") == without_images
    assert expected in built.html("genindex.html").get_text()


class TestBlocks:
    """What stands in a paragraph of its own on the page does so in the text."""

    RST: ClassVar = {
        "| one\n| two": "one\ntwo",
        "term : kind\n   means": "- term\n\n  kind\n\n  means",
        "-f FILE, --file=FILE  reads": "- -f FILE, --file=FILE\n\n  reads",
        "====  ====\none   two\n====  ====": "one\n\ntwo",
        "Said [1]_ so.\n\n.. [1] By hand.": "Said so.\n\nBy hand.",
        "Said [Key]_ so.\n\n.. [Key] By hand.": "Said [Key] so.\n\nKey\n\nBy hand.",
        ".. versionadded:: 1\n   One.\n\n   Two.": "Added in version 1: One.\n\nTwo.",
        ".. py:function:: f(a, b) -> c\n\n   Does.": "f(a, b) -> c\n\nDoes.",
        ".. py:function:: f(a)\n                 f(b)\n\n   Does.": "f(a)\n\nf(b)\n\nDoes.",
        "One `target` _`inline` two.": "One target inline two.",
        ">>> 1\n1": ">>> 1\n1",
    }

    @pytest.mark.parametrize(("typed", "expected"), RST.items())
    def test_of_a_note(self, build: Build, typed: str, expected: str) -> None:
        inner = typed.replace("\n", "\n      ")
        text = f"P\n=\n\n:date: 2031-05-12\n\n.. talk:: T\n\n   .. tldr::\n\n      {inner}\n"
        built = build({"a.rst": text}, "confnotes")
        (note,) = data(built)["posts"][0]["talks"][0]["notes"]
        assert note["text"] == expected

    def test_of_words_that_no_text_element_holds(self) -> None:
        class odd(nodes.Element):  # noqa: N801
            pass

        inline = [nodes.Text("one "), nodes.strong("", "two"), nodes.Text(" three")]
        assert text_of([odd("", *inline), odd("", nodes.paragraph("", "four"))]) == (
            "one two three\n\nfour"
        )
        assert line_of(odd("", *inline)) == "one two three"


class TestOpening:
    """What opens a post elsewhere is said, not shown."""

    def described(self, build: Build, opening: str) -> tuple[str, Built]:
        post = "---\ntitle: Day\ndate: 2031-05-12\n---\n\n"
        talk = "\n\n* [Crumb](https://example.org/crumb)\n\n  TLDR: Warm.\n"
        built = build({"a.md": f"{post}{opening}{talk}"}, conf=BASE)
        (found,) = built.html("a.html").select("meta[name=description]")
        return str(found["content"]), built

    @pytest.mark.parametrize(
        "image",
        [
            "![Crowd](https://example.org/x.png)",
            "[![Crowd](https://example.org/x.png)](https://example.org/)",
            "![Crowd](https://example.org/x.png) ![Hall](https://example.org/y.png)",
            "```{image} https://example.org/x.png\n:alt: Crowd\n```",
            '<img src="https://example.org/x.png" alt="Crowd">',
        ],
    )
    def test_an_image_opens_nothing(self, build: Build, image: str) -> None:
        content, built = self.described(build, f"{image}\n\nA full hall.")
        assert content == "A full hall."
        assert read_feed(built).entries[0].summary == "A full hall."

    def test_with_nothing_else_there_are_the_talks(self, build: Build) -> None:
        content, built = self.described(build, "![Crowd](https://example.org/x.png)")
        assert content == "Crumb"
        assert "<summary" not in built.text("feed.xml")

    def test_an_image_in_the_words_is_left_out(self, build: Build) -> None:
        content, _ = self.described(build, "TLDR: A ![big](https://example.org/x.png) hall.")
        assert content == "A hall."
