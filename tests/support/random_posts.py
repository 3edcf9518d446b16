"""Posts as nobody would write them: random front matter, random bodies, mutations of real posts.

Strategies of ``hypothesis`` for ``test_fuzz``.  A body is made of everything that posts hold,
whole and broken, or is a report: talks in one or two of the forms that people write them in.  A
mutation damages a post that people or tests have written.  Each word of a random body is another
one, so that none can be lost unnoticed.
"""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

from tests.support.random_reports import NAME, WORD, report_matters, reports

ROOT = Path(__file__).parents[2]
REAL = ROOT.parent / "shared" / "posts"
"""Posts of people, which aren't ours to copy; read where they are there."""

NOTE_LABELS = ("TLDR", "tl;dr", "Summary", "Key points", "Comment", "My take", "Notes by @")
FIELD_LABELS = (
    "Speaker", "Presenters", "Time", "Room", "Track", "Tags", "Rating", "Slides", "Video", "Paper",
)  # fmt: skip
ODD = (
    "\N{BOM}", "\x00", "\x0b", "\x0c", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\u202e",
    "\u200b", "\u0301", "\ufffe", "\U0001f31f", "\U000e0001", "ﷺ", "ß", "İ", "Ǆ", "🏳️‍🌈", "٣",
    "½", "\t", " ", "　", "\\", "&amp;", "&#0;", "&#x0a;", "&lt;", "<", ">", "'", '"', "`", "$",
    "%", "|", "{", "}", "[", "]", "(", ")", "^", "~", "#", ":", ";", "：", "--", "]]>", "<!--",
    "-->", "*", "**", "_", "__", "***", "![", "](", "[^", "]:", "$$", "```", ":::", "{{", "}}",
    "{%", "\\\\", "★", "☆",
)  # fmt: skip
CALLOUTS = ("tldr", "summary", "ABSTRACT", "note", "comment", "!", "1|2", "3-4")
"""What stands at the head of a callout.  It isn't shown where the callout has a title."""

MARKS = (
    "(Highlight)", "(Highlight of my day)", "(highlight", "highlight of the day", "★", "★★★☆☆",
    "★★★★★★", ":star:", ":star: :star:", "🌟", "⭐️",
)  # fmt: skip
ADDRESSES = (
    f"https://example.org/{WORD}", f"https://example.org/{WORD}", "https://example.org/same",
    f"mailto:{WORD}@example.org", "#anchor", "other.md", "../index.md#home", "pot.png", "",
    "missing.md", f"<https://example.org/{WORD} b>", "javascript:alert(1)", "//example.org",
    "JaVaScRiPt:alert(2)", "data:text/html,x", "\x01javascript:alert(3)", "java&Tab;script:x",
    "https://exa mple.org", "http://[", "https://example.org/?a=b&c=d", "https://example.org/(a)",
    "a\\b", "%ff", "ftp://example.org",
)  # fmt: skip
HTML = (
    f"<b>{WORD}</b>", f"<div>{WORD}", "</div>", "<br>", "<!-- c -->", "<img src=pot.png>",
    "<script>alert(4)</script>", "<p onclick=x()>", "</section>", "</article>", "<a href='//x'>",
    "<details>", "<?php ?>", "<![CDATA[", "<style>*{}</style>", "<svg/onload=y()>",
)  # fmt: skip
ROLES = (
    "{conf:talk}`@`", "{conf:talk}`@ <anchor>`", "{conf:day}`2031-05-12`", "{conf:tag}`@`",
    "{conf:post}`a`", "{ref}`anchor`", "{any}`anchor`", "{doc}`other`", "{sub}`@`", "{index}`@`",
    "{abbr}`@ (@)`", "{eq}`equation`", "{download}`pot.png`", "{nothing}`@`", "{kbd}`@",
    "{math}`@`", "{conf:talk}`", "{ref}`~`", "{term}`@`", "{numref}`figure`", "{footcite}`@`",
)  # fmt: skip
DIRECTIVES = (
    "talk", "TLDR", "Comment", "conf:talk", "tldr", "comment", "note", "figure", "image", "math",
    "code-block", "list-table", "epigraph", "admonition", "card", "tab-set", "dropdown", "rubric",
    "daily-summary", "talk-list", "eval-rst", "nothing", "topic", "container", "csv-table", "only",
    "index", "toctree", "glossary", "table", "highlights", "sidebar", "hlist", "parsed-literal",
)  # fmt: skip
OPTIONS = (
    ":name: @", ":name: anchor", ":class: @", ":class: a--b !", ":url: https://example.org/@",
    ":url: javascript:x", ":speakers: @, @", ":speakers:", ":date: 2031-05-13", ":date: soon",
    ":date: 12-14 May 2031", ":date: 9999-12-30/31", ":until: 0001-01-01", ":limit: ٢",
    ":time: 14:00", ":time: 25:00", ":timezone: Europe/Berlin", ":timezone: Nowhere/@",
    ":conference: @", ":track: @", ":room: @", ":kind: Keynote", ":tags: @, a\\, b", ":highlight:",
    ":highlight: @", ":rating: 5", ":rating: 9", ":slides: pot.png", ":video: <x>", ":author: @",
    ":label: @", ":nothing: @", ":limit: -1", ":layout: table", ":group-by: tag", ":notes: tldr",
    ":sort: rating", ":header-rows: 1", ":since: 2031-01-01", ":x", "---", "name: [", ":caption: @",
    ":width: 10", ":number-lines:", ":label: equation", ":figclass: @", ": @", ":tags: &a [*a]",
)  # fmt: skip
KEYS = (
    "title", "date", "permalink", "tags", "author", "authors", "conference", "location", "timezone",
    "talks", "talks", "not-talks", "talk-title", "draft", "published", "url", "event", "orphan",
    "substitutions", "myst", "html_meta", "tocdepth", "Title", "layout", "no_toc",
)  # fmt: skip
VALUES = (
    "@", "@, @", "[@, @]", "2031-05-12", "2031-05-14 09:00:00 +0200", "2031-02-30", "soon", "12/13",
    "null", "~", "true", "no", "1", "1.5", ".nan", "0x1f", "{name: @}", "[{name: @}, @]", "[[@]]",
    "'@'", '"@\\u2028"', '"@\\ud800"', "|\n  @\n  @", ">\n  @", "@: @", "[", "{", "'", "*a", "&a @",
    "&a [*a]", "!!python/object:os.system x", "!!binary aGk=", "!!set {a}", "Europe/Berlin",
    "../../etc", "/../../x/", "//example.org/x", "links", "h2", "none", "[links, h3]",
    "h1", "auto", "labelled", "paragraphs", "tables", "page", "[tables, paragraphs]", "[auto, h2]",
    "<script>alert(5)</script>", '"\\" onclick=\\"z()"', "javascript:alert(6)", "]]>", "{{ @ }}",
    "\\input{@}", "9" * 40, "{a: 1}", "? @", "- @", "<<: *a", "2031-05-12T25:61", "%", "`",
    "\N{BOM}@", "1e999", "_", "", "May 12-14, 2031", "12.-14. Mai 2031", "2031年5月12日",
    "Mon, 12 May 2031 09:00:00 +0200", "12 May 2031 9:00 pm UTC-3", "2031-05-12 18:00-24:00",
    "9999-12-31T23:59:59-12:00", "0001-01-01T00:00+14:00", "9999-12-30/9999-12-31", "0000-00-00",
    "2031-W20", "2031-05-12T09:00:60+99:99", "٢٠٣١-٠٥-١٢", "14-12 May 2031",
)  # fmt: skip

Lines = list[str]


def _filled(texts: Sequence[str]) -> st.SearchStrategy[str]:
    return st.sampled_from(texts).map(lambda text: text.replace("@", WORD))


characters = st.characters(exclude_categories=("Cs",))
words = st.lists(st.just(WORD), min_size=1, max_size=3).map(" ".join)
links = st.tuples(words, _filled(ADDRESSES), st.sampled_from(("", "", f' "{WORD}"'))).map(
    lambda parts: f"[{parts[0]}]({parts[1]}{parts[2]})"
)
atoms = st.one_of(
    words,
    words,
    links,
    links.map(lambda link: f"!{link}"),
    _filled(MARKS),
    _filled(ROLES),
    _filled(HTML),
    st.sampled_from(ODD),
    st.text(characters, min_size=1, max_size=3),
    st.sampled_from((
        f"`{WORD}`", f"$ {WORD} $", "$x_1$", f"<https://example.org/{WORD}>", "[^mark]", "[^other]",
        "{{ word }}", "\\\n", "  \n", f"[{WORD}][ref]", "[ref]", f"\\*{WORD}", "[](#anchor)",
        "H~2~",
        f"[[{WORD}]]", f"[[1/2#3|{WORD}]]", f"![[4|{WORD}|100]]",
        f"=={WORD}==", "==", "[[", "]]", "![[pot.png|9x9]]", f"[rating:: {WORD}]", f"#{WORD}",
        f"(speaker:: {WORD}) [room:: {WORD}]", f"#a{WORD} #b/{WORD}",
        f"`{WORD} 🌟`", f"`{WORD} (keynote)`", f"${WORD} by {WORD}$", f"`TLDR: {WORD}`",
        f"`` {WORD} ` ``", "[](other.md)", "[^gone]", "{{ a.b }}", "{{ 1/0 }}",
    )),
)  # fmt: skip
emphases = st.sampled_from(("*", "**", "_", "__", "***", "`", "~~", "**_", "$"))
emphasised = st.tuples(emphases, atoms, emphases).map("".join) | st.tuples(
    emphases, atoms, atoms
).map(lambda parts: f"{parts[0]}{parts[1]} {parts[2]}{parts[0][::-1]}")
inline = st.lists(st.one_of(atoms, atoms, emphasised), min_size=1, max_size=4).flatmap(
    lambda parts: st.sampled_from((" ", " ", "")).map(lambda glue: glue.join(parts))
)
label_names = _filled((*NOTE_LABELS, *NOTE_LABELS, *FIELD_LABELS))
field_values = st.one_of(
    inline,
    _filled((
        "14:00-14:45", "25:99", "@, @, @", "4/5", "★★★", "9", "pot.png", "javascript:alert(7)",
        "[@](https://example.org/@)", "", "<https://example.org/@>", "https://example.org/@",
    )),
)  # fmt: skip
labels = st.tuples(
    st.sampled_from(("{}: ", "{}:", "**{}:** ", "**{}**: ", "*{}*:", "__{}__", "{}： ", "`{}`: ",
                     "**{}: ", "{} ", "★ {}: ", "[{}](https://example.org/same): ", "{}::: ",
                     "{}:: ")),
    label_names,
    field_values,
).map(lambda parts: parts[0].format(parts[1]) + parts[2])  # fmt: skip
talk_lines = st.tuples(
    _filled(("", "", "★ ", "**", "@ ")), links, _filled(("", "", "**", " by @", *MARKS))
).map("".join)
text_lines = st.one_of(inline, labels, labels, talk_lines)


callout_heads: st.SearchStrategy[list[str]] = st.one_of(
    st.just([]),
    st.tuples(
        st.sampled_from(CALLOUTS),
        st.sampled_from(("", "-", "+ ", " ")),
        st.one_of(st.just(""), label_names, inline.map(lambda text: text.replace("\n", " "))),
    ).map(lambda parts: [f"[!{parts[0]}]{parts[1]}{parts[2]}"]),
)


def _lines(text: str) -> Lines:
    return text.split("\n")


paragraphs: st.SearchStrategy[Lines] = st.lists(text_lines, min_size=1, max_size=4).map(
    lambda texts: _lines("\n".join(texts))
)
headings = st.one_of(
    st.tuples(st.integers(1, 7), st.one_of(inline, labels, links, label_names)).map(
        lambda parts: ["#" * parts[0] + " " + parts[1].replace("\n", " ")]
    ),
    st.tuples(inline, st.sampled_from(("===", "---", "- - -", "="))).map(list),
)
simple: st.SearchStrategy[Lines] = st.one_of(
    paragraphs,
    paragraphs,
    headings,
    st.tuples(st.sampled_from(("* ", "- ", "1. ")), talk_lines).map(
        lambda parts: _lines(parts[0] + parts[1])
    ),
    st.lists(_filled(HTML), min_size=1, max_size=3),
    st.sampled_from((
        "---", "***", "+++", "+++ @", "(anchor)=", "(TLDR)=", "% @", "[^mark]: @",
        "[^other]:\n    @",
        "[ref]: https://example.org/@ '@'", "$$\n@\n$$", "$$ @ $$ (equation)", "    @\n\t@",
        "| @ | @ |\n| - | -: |\n| TLDR: @ | [@](x) |", "```python\n@\n```", "~~~\n@",
        "```\nTLDR: @",
        "\\begin{align}\n@\n\\end{align}", "{.note #anchor}\n@", "@\n: @", "- [ ] @", "[TOC]", "<",
        "\f", "```{code} x\n:::\n@\n```", "```{talk} @\n````\n@\n", "{#anchor}", "a:\n  b", "...",
        "* [@](https://example.org/@)\n* [@](https://example.org/@)\n* @\n\nTLDR: @",
        "[@](https://example.org/@)\nTLDR: @\nComment: @",
        "### [@](https://example.org/@)\nTLDR: @",
        "Comment (@): @", "Comment by @: @", "![@](pot.png)", "[^mark]: TLDR: @\n\n    Comment: @",
    )).map(lambda text: _lines(text.replace("@", WORD))),
)  # fmt: skip


def _indented(first: str, rest: str, lines: Lines) -> Lines:
    return [(rest if index else first) + line for index, line in enumerate(lines)]


def _fenced(fence: str, name: str, argument: str, options: Lines, content: Lines) -> Lines:
    return [f"{fence}{{{name}}} {argument}".rstrip(), *options, "", *content, fence]


def _blocks(children: st.SearchStrategy[Lines]) -> st.SearchStrategy[Lines]:
    several = st.lists(children, min_size=1, max_size=4).map(_joined)
    items = st.tuples(
        st.sampled_from((("* ", "  "), ("- ", "  "), ("1. ", "   "), ("7) ", "  "), ("* ", "\t"))),
        st.lists(several, min_size=1, max_size=3),
        st.sampled_from(([], [""])),
    ).map(
        lambda parts: [
            line for item in parts[1] for line in (*_indented(*parts[0], item), *parts[2])
        ]
    )
    quotes = st.tuples(st.sampled_from(("> ", ">")), callout_heads, several).map(
        lambda parts: _indented(parts[0], parts[0], [*parts[1], *parts[2]])
    )
    fences = st.builds(
        _fenced,
        st.sampled_from((":::", "::::", ":::::", "```", "````", "~~~")),
        st.sampled_from(DIRECTIVES),
        st.one_of(st.just(""), inline.map(lambda text: text.replace("\n", " ")), talk_lines),
        st.lists(_filled(OPTIONS), max_size=3),
        several,
    )
    return st.one_of(items, quotes, fences)


def _joined(blocks: Sequence[Lines]) -> Lines:
    return [line for block in blocks for line in (*block, "")]


@st.composite
def blocks(draw: st.DrawFn) -> Lines:
    """Lines of one block, with others in it."""
    return draw(st.recursive(simple, _blocks, max_leaves=8))


bodies = st.lists(blocks(), min_size=1, max_size=8).map(lambda parts: "\n".join(_joined(parts)))

matters = st.one_of(
    st.lists(
        st.tuples(st.sampled_from(KEYS), _filled(VALUES)).map(lambda pair: f"{pair[0]}: {pair[1]}"),
        max_size=5,
    ).map(lambda lines: "\n".join(["---", "date: 2031-05-12", *lines, "---", ""])),
    st.lists(
        st.one_of(
            st.tuples(st.sampled_from(KEYS), st.text(characters)).map(
                lambda pair: f"{pair[0]}: {json.dumps(pair[1])}"
            ),
            inline,
        ),
        max_size=4,
    ).map(lambda lines: "\n".join(["---", f"title: {WORD}", "date: 2031-05-13", *lines, "---\n"])),
    st.sampled_from((
        "", "---\n", "+++\ndate = 1\n+++\n", "---\n---\n", "---\ndate: 2031-05-12\n...\n",
        "+++\ndate = 2031-05-12\ntags = ['a',\n  'b']\n+++\n",
        "+++\ndate = 2031-05-12\nx = [\n+++\n",
        f"Title: {WORD}\nDate: 2031-05-12\nTags: a\n    b\n\n",
        f"title: {WORD}\ndate: 2031-05-12\ntags:\n- {WORD}\n- b\n---\n",
        f"<!--\n.. title: {WORD}\n.. date: 2031-05-12 09:00\n-->\n",
    )),
)  # fmt: skip


@st.composite
def _damaged(draw: st.DrawFn, source: str) -> str:
    """Damage a post, line by line and sign by sign."""
    lines = source.split("\n")
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(len(lines) - 1, 0)))
        match draw(st.integers(0, 9)):
            case 0:
                del lines[at : at + draw(st.integers(1, 5))]
            case 1:
                lines[at:at] = lines[at : at + draw(st.integers(1, 5))]
            case 2:
                lines[at:at] = draw(blocks())
            case 3:
                lines[at : at + 2] = ["".join(lines[at : at + 2])]
            case 4 | 5 if lines:
                column = draw(st.integers(0, len(lines[at])))
                piece = draw(st.sampled_from(ODD) | inline)
                lines[at] = lines[at][:column] + piece + lines[at][column:]
            case 6:
                end = at + draw(st.integers(1, 8))
                indent = draw(st.sampled_from(("  ", "    ", "\t", "> ", "* ", "  * ", "#")))
                lines[at:end] = [indent + line for line in lines[at:end]]
            case 7 if lines:
                column = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:column] + lines[at][column + 1 :]
            case 8 if lines:
                other = draw(st.integers(0, len(lines) - 1))
                lines[at], lines[other] = lines[other], lines[at]
            case _:
                lines[at:at] = draw(blocks())
    return "\n".join(lines)


@st.composite
def posts(draw: st.DrawFn) -> str:
    """A post: random, or a real one that is damaged; with whatever line ends there are."""
    kind = draw(st.integers(0, 4))
    if kind > 2:
        text = draw(report_matters) + draw(reports())
        if draw(st.integers(0, 3)) == 0:
            text = draw(_damaged(text))
    elif kind:
        text = draw(matters) + draw(bodies)
        if draw(st.integers(0, 3)) == 0:
            text = draw(_damaged(text))
    else:
        text = draw(_damaged(draw(st.sampled_from(real_posts()))))
    numbers = itertools.count(1)
    # The letter at the end keeps a digit behind the word out of it.
    text = re.sub(WORD, lambda _: f"w{next(numbers)}x", text)
    text = re.sub(NAME, lambda _: f"Holm{_lettered(next(numbers))}", text)
    if draw(st.integers(0, 9)) == 0:
        text = text.replace("\n", draw(st.sampled_from(("\r\n", "\r", "\n\r"))))
    if draw(st.integers(0, 19)) == 0:
        text = "\N{BOM}" + text
    return text


def _lettered(number: int) -> str:
    """Return a number in letters, since no name has digits."""
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def real_posts() -> list[str]:
    """Return the posts of the tests and of the documentation, and those that people wrote."""
    folders = (ROOT / "tests/projects", ROOT / "docs/conference", REAL)
    paths = (path for folder in folders for path in sorted(folder.rglob("*.md")))
    found = (path.read_text("utf-8") for path in paths)
    return [text for text in found if re.search("^date:", text, re.MULTILINE)]
