"""What an author has hidden in a post is in no output, and everything else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from sphinxext_confnotes.reading.hidden_text import without_hidden
from tests.support.builds import WRITING_BUILDERS, Build
from tests.support.thorough import first_quick

FRONT = "---\ntitle: A day\ndate: 2031-05-14\n---\n\n"

HIDDEN = {
    "in a line": ("a %%hush%% b", "a  b"),
    "twice in a line": ("a %%hush%% b %%hush%% c", "a  b  c"),
    "a line": ("a\n\n%%hush%%\n\nb", "a\n\n\n\nb"),
    "over lines of a paragraph": ("a %%hush\nhush%% b", "a \n b"),
    "blocks": ("a\n\n%%\nhush\n\n* hush\n%%\n\nb", "a\n\n\n\n\n\n\n\nb"),
    "blocks from the middle of a line": ("%% hush\n\nhush %% b", "\n\n b"),
    "blocks with code": ("%%\n```\nhush %%\n```\n%%\nb", "\n\n\n\n\nb"),
    "in an item": ("* a %%hush%%\n  b", "* a \n  b"),
    "in a quote": ("> %%hush%%\n> b", "> \n> b"),
    "in a heading": ("## a %%hush%%", "## a "),
    "in a directive": ("```{note}\na %%hush%%\n```", "```{note}\na \n```"),
    "in a directive in another": (
        "````{note}\n```{tip}\n`%%` %%hush%%\n```\n````",
        "````{note}\n```{tip}\n`%%` \n```\n````",
    ),
    "in a directive that doesn't end": ("```{note}\na %%hush%%", "```{note}\na "),
    "in a colon fence": (":::{note}\n%%hush%%\n:::", ":::{note}\n\n:::"),
    "a comment in a line": ("a <!-- hush --> b", "a <!----> b"),
    "a comment of several lines": ("<!-- hush\n\nhush -->\n\nb", "<!--\n\n-->\n\nb"),
    "a comment in html": ("<div>\n<!-- hush -->\n</div>", "<div>\n<!---->\n</div>"),
    "a comment with a sign": ("<!-- hush %% --> a %% b", "<!----> a %% b"),
    "a sign with a comment": ("%% <!-- hush %% a <!--", " a <!--"),
    "a comment with blank lines": ("<!-- hush\n\nhush --> b", "<!--\n\n--> b"),
    "with old line ends": ("a %%hush%%\r\rb", "a \n\nb"),
    "with windows' line ends": ("a %%hush\r\nhush%% b\r\n", "a \n b\n"),
}
SHOWN = {
    "percent": "100%% sure, 50%% less",
    "a sign alone": "a %% b\n\nc %% d",
    "escaped": "a \\%%b\\%% and \\<!-- c -->",
    "code": "`%%a%%` ``b ` %%c%%`` `<!-- d -->`",
    "a block of code": "```\n%%a%%\n<!-- b -->\n```",
    "indented code": "    %%a%%",
    "code in an item": "* a\n\n  ```\n  %%b%%\n  ```",
    "code of a directive": "```{code-block} text\n%%a%%\n```",
    "options": "```{talk} a\n:room: <!-- b -->\n:track: %%c%%\n\nd\n```",
    "a formula": "$$\na %%b%%\n$$",
    "more signs": "a %%%b%%% c",
    "a comment that doesn't end": "a <!-- b",
    "a comment that ends in another paragraph": "a <!-- b\n\nc --> d",
    "a comment that ends in another block of a quote": "> a <!-- b\n>\n> c --> d",
    "a comment in an item that ends behind it": "* <!-- b\n\nc --> d",
    "a sign in a paragraph and one in another": "> a %%b\n>\n> c%% d",
    "a comment that says nothing": "<!-- -->",
    "an empty comment before what looks like an end": "a <!--> b --> c <!---> d --> e",
    "a block that begins so": "<!--> a --> b",
}


def parse() -> MarkdownIt:
    from markdown_it.renderer import RendererHTML
    from myst_parser.config.main import MdParserConfig
    from myst_parser.parsers.mdit import create_md_parser

    config = MdParserConfig(enable_extensions={"dollarmath", "colon_fence"})
    return create_md_parser(config, RendererHTML)


@pytest.mark.parametrize(("source", "expected"), HIDDEN.values(), ids=HIDDEN)
def test_what_is_hidden_goes(source: str, expected: str) -> None:
    found = without_hidden(source, parse, "a")
    assert found == (expected, True)
    assert len(found.source.splitlines()) == len(source.splitlines())


@pytest.mark.parametrize("source", SHOWN.values(), ids=SHOWN)
def test_what_is_shown_stays(source: str) -> None:
    assert without_hidden(source, parse, "a") == (source, False)


@pytest.mark.parametrize(
    "sign", first_quick(["%%\n\n", "a %%b", "`", "<!-- a -->", "%%a%% ", "<!--"], 5)
)
def test_a_long_source_is_read_in_good_time(sign: str) -> None:
    assert without_hidden(sign * 50_000, parse, "a").source.count("hush") == 0


@pytest.mark.parametrize("builder", first_quick(WRITING_BUILDERS))
def test_nothing_of_it_is_in_any_output(build: Build, builder: str) -> None:
    post = (
        f"{FRONT}Hello. %%hushA%%\n\n* [Soup](https://example.org/soup) %%hushB%%\n\n"
        "TLDR: Ladle %%hushC%% first.\n\n%%\nhushD\n%%\n\n"
        "```{comment}\nHungry. <!-- hushE -->\n```\n\n<!-- hushF -->\n\n## Bread\n\nTLDR: x\n"
    )
    conf = (
        'extensions = ["sphinxext_confnotes"]\nhtml_baseurl = "https://notes.example.org/"\n'
        'version = copyright = "1"\n'
    )
    index = "# Home\n\n```{daily-summary}\n```\n\n```{toctree}\na\nplain\n```\n"
    plain = "# Plain\n\n%%shown%%\n"
    built = build({"conf.py": conf, "a.md": post, "plain.md": plain, "index.md": index}, builder)
    assert built.warnings == []
    files = [path for path in built.out.rglob("*") if path.is_file()]
    assert not [path for path in files if b"hush" in path.read_bytes()]
    assert any(b"Ladle" in path.read_bytes() for path in files) or builder == "epub"


def test_the_source_of_the_page_is_not_copied(build: Build) -> None:
    files = {"a.md": f"{FRONT}a %%b%%\n", "b.md": f"{FRONT}a\n"}
    built = build(files)
    copied = sorted(path.name for path in Path(built.out, "_sources").iterdir())
    assert copied == ["b.md.txt", "index.md.txt"]
    assert not re.search("_sources", built.text("a.html"))
    assert re.search("_sources", built.text("b.html"))
