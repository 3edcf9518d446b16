"""What is typed is text, wherever it is typed and whatever is made of it.

`WORDS` and `ADDRESSES` of ``support.harmful`` are the table: what means harm in one format or
another, and beside it what means nothing.  Each row is a post that has it in every field.  The
project is built in harmful and in harmless words, and all that comes out must have one shape: the
same elements, attributes, properties, commands, entries.  Parsers of others say what it is, and
`dangers` what does harm.  `RAW` is the HTML that notes may hold, and that files for others mustn't.

Each row fails when a guard is taken out; which one does is listed in ``guards.md``.
"""

from __future__ import annotations

import functools
import html
import json
import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import bibtexparser
import feedparser
import icalendar
import pytest
from lxml import etree
from pylatexenc import latexwalker
from sphinx.util.inventory import InventoryFile

from tests.support.browsing import serve
from tests.support.builds import Build, Built, run_sphinx
from tests.support.dangers import dangers, kind_of, parse, shape
from tests.support.harmful import ADDRESSES, WORDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NO_ADDRESS = "ftp://e.example/"
"""Refused as well, and does no harm."""

RAW = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    '<a href="javascript:alert(3)">x</a>',
    '<a href="&#1;java&#9;script:alert(4)">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<iframe srcdoc="&lt;script&gt;alert(5)&lt;/script&gt;"></iframe>',
    "<svg><a xlink:href='javascript:alert(6)'><text>x</text></a></svg>",
    "<math><mtext><style><img src=x onerror=alert(7)></style></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror=alert(8)>'></noscript>",
    "<form action='javascript:alert(9)'><button formaction='javascript:x'>x</button></form>",
    "<base href='https://evil.example/'><link rel=stylesheet href=x><meta http-equiv=refresh>",
    "<style>* { background: url(https://evil.example/) }</style>",
    "<object data='data:text/html,x'></object><embed src='vbscript:x'>",
    "<p onclick=alert(11) style='position: fixed'>x</p><!-- <!--> <b>",
)
"""HTML in a note.  On the page it is MyST's matter."""

FRONT_MATTER = """---
title: {json}
date: 2031-05-{day:02}
tags: [{json}, soup]
author: [{json}]
conference: {json}
location: {json}
description: {json}
permalink: /old/{name}/
aliases: [{json}]
timezone: {json}
updated: {json}
draft: {json}
talks: {json}
categories: {json}
{json}: {json}
---
"""
POST = """
:::::{{talk}} {broken}
:url: {address}
:name: {line}
:class: {line}
:speakers: {line}, Ana
:time: 14:00
:timezone: {line}
:track: {line}
:room: {line}
:kind: {line}
:tags: {line}, soup
:highlight: {line}
:rating: {line}
:slides: {address}
:video: {address}
:paper: {address}
:code: {address}
:unknown: {line}
:conference: {line}

::::{{tldr}}
:label: {line}
TLDR {broken}
::::

::::{{comment}}
:author: {line}
:label: {line}
A comment, long enough to be folded: {entities}
::::
:::::

* [Prose {entities}](https://example.org/{name}/prose) {entities}
  Speaker: {entities}
  Time: 15:00
  Room: {entities}
  Tags: {entities}
  Rating: {entities}
  Slides: {address}

  TLDR: {entities}

  Comment: {entities}
"""
AGAIN = """
TLDR: {entities}

:::{{talk}} {entities}
:name: {line}

Words.
:::
"""
RESTRUCTURED = """
:date: 2031-05-{day:02}
:conference: {escaped}

{escaped}
{underline}

.. talk:: `{escaped} <{link}>`_
   :room: {line}
   :slides: {address}

   .. tldr::

      {escaped}
"""
LISTS = """
# Lists

```{daily-summary}
```

## Cards

```{talk-list}
:group-by: tag
:notes: all
```

## List

```{talk-list}
:layout: list
:group-by: speaker
```

## Table

```{talk-list}
:layout: table
:group-by: conference
```
"""
FILTERED = """
## Filtered

```{{talk-list}}
:tags: No {line}
:track: No {line}
:sort: {line}
:unknown: {line}
```

{{conf:tag}}`No {reference}` {{conf:speaker}}`{reference}`
"""

CONF = """
extensions = ["sphinxext_confnotes"]
html_baseurl = {base!r}
project = "Soups"
author = "Ana"
version = "1"
copyright = "Ana"
html_theme = "basic"
html_permalinks_icon = "#"
html_show_sphinx = False
confnotes_feeds = ["conference", "tag", "rss", "json"]
confnotes_fold = 1
confnotes_talks = ["labelled"]
confnotes_feed_limit = 0
suppress_warnings = ["confnotes", "myst", "download", "ref"]

import pathlib
import socket


def connect(*args):
    pathlib.Path(__file__).with_name("asked").touch()
    raise AssertionError("a build asks the network")


socket.socket.connect = socket.getaddrinfo = connect
"""
BASES = ("https://example.org/\"'><script>alert(0)<!script>/", "https://example.org/soup/")
FILES = ("'><img src=x onerror=alert(0)>&amp;", "soup")
"""In the name of a file.  A double quote in one is Sphinx's own matter, and as it is in places."""

ROWS = {
    **{name: (word, "", NO_ADDRESS, NO_ADDRESS) for name, word in WORDS.items()},
    **{
        f"address {name}": ("", "", bad, good or NO_ADDRESS)
        for name, (bad, good) in ADDRESSES.items()
    },
}


class Values(dict[str, Any]):
    """What the templates need: a text, in the forms in which it means no more than that."""

    def __init__(self, word: str, address: str, name: str, day: int) -> None:
        line = re.sub(r"[\ud800\x00]", "", " ".join(word.split()))
        super().__init__(
            address=address,
            # In reStructuredText a path is a link as it is.
            link=address if ":" in address else NO_ADDRESS,
            name=name.replace(" ", "-"),
            day=day,
            # Each in words of its own, since not all that is typed arrives in each.
            json=json.dumps(f"Soup {word}"),
            line="Stew " + line.replace(",", r"\,"),
            reference=re.sub("[`<>]", "", line),
            entities="Broth " + entities(line.replace(",", "")),
            broken="Dough " + entities(word),
            escaped="Dish " + re.sub(r"([^\w\s])", r"\\\1", line),
            underline="=" * 300,
        )


def entities(text: str) -> str:
    """Return a text as Markdown has it that takes no sign for markup."""
    escaped = (sign if sign.isalnum() else f"&#{ord(sign)};" for sign in text)
    return "".join(escaped)


def project(is_harmful: bool) -> dict[str, str]:
    """Return the project: the lists, the post with a name, the posts of each row."""
    which = 0 if is_harmful else 1
    plain = Values("soup", NO_ADDRESS, "file", 1)
    files = {
        "conf.py": CONF.format(base=BASES[which]),
        "index.md": "# Home\n\n```{toctree}\n:glob:\n\nlists\nposts/*\n```\n",
        "lists.md": LISTS,
        f"posts/99 {FILES[which]}.md": FRONT_MATTER.format(**plain) + POST.format(**plain),
    }
    for number, (name, row) in enumerate(ROWS.items(), 1):
        word = row[0] if row[0] and is_harmful else f"soup{number:02}"
        # What has one address is one talk.
        address = row[2 + which].replace("soup", f"soup{number:02}")
        values = Values(word, address, name, number % 28 + 1)
        post, again = FRONT_MATTER + POST, FRONT_MATTER.replace("description:", "x:") + AGAIN
        files[f"posts/{number:02} {name}.md"] = post.format(**values)
        files[f"posts/{number:02} {name} again.md"] = again.format(**values | {"name": f"{name}2"})
        files[f"posts/{number:02} {name} restructured.rst"] = RESTRUCTURED.format(**values)
        files["lists.md"] += FILTERED.format(**values)
    return files


class Pair(NamedTuple):
    """One project in harmful words and in harmless ones."""

    harmful: Built
    harmless: Built


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Pair]:
    """Return a function that builds both projects."""
    root = tmp_path_factory.mktemp("safety")

    @functools.cache
    def build(builder: str) -> Pair:
        folders = (("harmful", project(True)), ("harmless", project(False)))
        return Pair(*(run_sphinx(root, files, builder, folder=name) for name, files in folders))

    return build


Shapes = Iterator[tuple[str, Iterable[str]]]
"""Parts of what a builder has made, such as pages, and what each consists of."""


def pages(built: Built) -> Shapes:
    """Return the elements of each page, its own data apart."""
    for path in built.out.rglob("*.html"):
        yield str(path.relative_to(built.out)), shape(parse(path.read_text("utf-8")))


def fragments(built: Built) -> Shapes:
    """Return the elements of what templates get for each page."""
    for path in built.out.rglob("*.fjson"):
        page = json.loads(path.read_text("utf-8"))
        markup = "".join(str(page.get(key, "")) for key in ("title", "body", "toc", "metatags"))
        yield str(path.relative_to(built.out)), shape(parse(markup))


def metadata(built: Built) -> Shapes:
    """Return what search engines are told in each page."""
    for path in built.out.glob("posts/*.html"):
        for script in parse(path.read_text("utf-8")).select("script[type$=json]"):
            yield path.name, shape_of_data(json.loads(str(script.string)))


def data(built: Built) -> Shapes:
    """Return the keys and kinds of values of the data."""
    yield "talks.json", shape_of_data(json.loads(built.text("talks.json")))
    yield "talks.csl.json", shape_of_data(json.loads(built.text("talks.csl.json")))


def shape_of_data(value: object, key: str = "") -> Iterator[str]:
    """Yield the keys of data, with the kinds of addresses and the elements of HTML."""
    if isinstance(value, Mapping):
        if "kind" in value and "text" in value:
            # A source with signs that no page can show is left out.
            value = {"source": "", **value}
        for name, inner in value.items():
            yield from shape_of_data(inner, f"{key}.{name}")
    elif isinstance(value, list):
        for inner in value:
            yield from shape_of_data(inner, f"{key}[]")
    elif key.endswith(".aliases[]"):
        # Some are refused.
        return
    elif key.endswith((".html", ".content_html")):
        yield from (f"{key} {element}" for element in shape(parse(str(value))))
    else:
        is_address = key.lower().endswith(ADDRESS_KEYS)
        yield f"{key} {kind_of(str(value)) if is_address else type(value).__name__}"


ADDRESS_KEYS = (".url", "_url", ".page", ".slides", ".video", ".paper", ".code", "@id")


def feeds(built: Built) -> Shapes:
    """Return the elements of feeds, and of the HTML in them."""
    for path in (*built.out.glob("feed.*"), *built.out.glob("feed/**/*.*")):
        # Those of a conference or tag have its name.
        folder = path.relative_to(built.out).parent
        name = path.name if folder == Path() else f"{folder}/*{path.suffix}"
        if path.suffix == ".json":
            yield name, shape_of_data(json.loads(path.read_bytes()))
            continue
        yield name, shape_of_feed(etree.fromstring(path.read_bytes()))
        read = feedparser.parse(path.read_bytes(), sanitize_html=False)
        assert not read.bozo, read.bozo_exception


def shape_of_feed(feed: etree.Element) -> Iterator[str]:
    for element in feed.iter():
        yield " ".join([element.tag, *sorted(element.attrib)])
        text = str(element.text or "")
        if element.get("type") == "html" or element.tag in RSS_HTML:
            yield from shape(parse(text))
        address = element.get("href") or (text if element.tag == "link" else "")
        yield kind_of(address)


RSS_HTML = ("title", "description")


def calendars(built: Built) -> Shapes:
    """Return the properties of calendars, with their parameters."""
    for path in built.out.rglob("*.ics"):
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        name = re.sub(r"talk-[^/]*", "talk", str(path.relative_to(built.out)))
        yield (
            name,
            (
                f"{part.name} {key} {sorted(getattr(value, 'params', ()))}"
                for part in calendar.walk()
                for key, value in part.property_items(recursive=False)
            ),
        )
        # As those count that take other characters for the end of a line.
        lines = path.read_bytes().decode().splitlines()
        yield name, (re.split("[;:]", line)[0] for line in lines if not line.startswith(" "))


def bibliography(built: Built) -> Shapes:
    """Return the fields of entries, the commands in them, and what lines begin with."""
    text = built.text("talks.bib")
    library = bibtexparser.parse_string(text)
    for entry in library.entries:
        yield "fields", (f"{entry.entry_type} {field.key}" for field in entry.fields)
        for field in entry.fields:
            if field.key != "url":
                yield "commands", commands(field.value)
    yield "lines", re.findall(r"(?m)^\s*(@?\w+)", text)
    yield "broken", map(str, library.failed_blocks)
    for name in ("talks.bib", "talks.csl.json"):
        yield "controls", re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]", built.text(name))


def latex(built: Built) -> Shapes:
    """Return the commands of what is printed."""
    yield "commands", commands(built.text("soups.tex"))


def commands(text: str) -> Iterator[str]:
    walker = latexwalker.LatexWalker(text, tolerant_parsing=True)
    yield from _commands(walker.get_latex_nodes()[0])


def _commands(found: Iterable[Any]) -> Iterator[str]:
    for node in found:
        name = getattr(node, "macroname", None) or getattr(node, "environmentname", None)
        if name and name not in TEX_TEXT:
            yield name
        arguments = getattr(getattr(node, "nodeargd", None), "argnlist", None) or ()
        yield from _commands([*(getattr(node, "nodelist", None) or ()), *filter(None, arguments)])


TEX_TEXT = {
    *("textbackslash", "textasciitilde", "textasciicircum", "textbraceleft", "textbraceright"),
    *("textless", "textgreater", "textquotesingle", "textquotedbl", "textbar", "textendash"),
    *("textasciigrave", "ensuremath", "sphinxhyphen", "sphinxleftcurlybrace"),
    *("sphinxrightcurlybrace", "confnotesbreak", "sphinxuseclass", *"%&#$_{}^~- ,/\\"),
}
"""The commands that are characters, where words may break, or what each word of a class becomes."""


NO_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def elements(built: Built) -> Shapes:
    """Return the elements of XML, which EPUB is too."""
    for path in built.out.rglob("*.*"):
        if path.suffix in (".xml", ".xhtml", ".opf", ".ncx"):
            # Sphinx leaves control characters where they are, which XML hasn't.
            text = NO_TEXT.sub("", path.read_text("utf-8"))
            root = etree.fromstring(text.encode("utf-8"))
            yield str(path.relative_to(built.out)), map(shape_of_element, root.iter(etree.Element))


def shape_of_element(element: Any) -> str:
    return " ".join(
        [element.tag, *sorted(set(element.attrib) - {"classes"}), kind_of(element.get("href", ""))]
    )


def manual(built: Built) -> Shapes:
    """Return the requests of roff."""
    yield "requests", re.findall(r"(?m)^[.'] *\w*", built.text("soups.1"))


def texinfo(built: Built) -> Shapes:
    """Return the commands of Texinfo, but those that are characters."""
    yield "commands", re.findall(r"(?m)^@\w+|@(?!comma|w\b)\w+(?=\{)", built.text("soups.texi"))


def inventory(built: Built) -> Shapes:
    """Return which kinds of objects other projects can refer to, and where these are."""
    with (built.out / "objects.inv").open("rb") as file:
        found = InventoryFile.load(file, "", posixpath.join)
    for kind, objects in found.items():
        # Since Sphinx 8.2 a place has names for what it holds.
        addresses = (getattr(place, "uri", None) or place[2] for place in objects.values())
        yield kind, {kind_of(address) for address in addresses}


def search(built: Built) -> Shapes:
    """Return what the search knows of, but words."""
    index = json.loads(built.text("searchindex.js")[len("Search.setIndex(") : -1])
    for key in ("docnames", "titles", "objnames", "objtypes"):
        yield key, (key for _ in index[key])


OUTPUTS: dict[str, tuple[str, Callable[[Built], Shapes]]] = {
    "html": ("html", pages),
    "dirhtml": ("dirhtml", pages),
    "singlehtml": ("singlehtml", pages),
    "epub": ("epub", elements),
    "json": ("json", fragments),
    "metadata": ("html", metadata),
    "data": ("html", data),
    "feeds": ("html", feeds),
    "calendars": ("html", calendars),
    "bibliography": ("html", bibliography),
    "inventory": ("html", inventory),
    "search": ("html", search),
    "latex": ("latex", latex),
    "xml": ("xml", elements),
    "man": ("man", manual),
    "texinfo": ("texinfo", texinfo),
}


@pytest.mark.parametrize(
    "output",
    [
        pytest.param(output, marks=[] if builder == "html" else pytest.mark.thorough)
        for output, (builder, _) in OUTPUTS.items()
    ],
)
def test_words_and_addresses_are_text(pair: Callable[[str], Pair], output: str) -> None:
    builder, look = OUTPUTS[output]
    harmful, harmless = (
        together((name.replace(file, "soup"), parts) for name, parts in look(built))
        for built, file in zip(pair(builder), FILES, strict=True)
    )
    changed = {
        name: (harmful[name] - harmless[name], harmless[name] - harmful[name])
        for name in harmful.keys() | harmless.keys()
        if harmful[name] != harmless[name]
    }
    assert changed == {}
    assert sum(map(len, harmful.values())) > 3


def together(shapes: Iterable[tuple[str, Iterable[str]]]) -> defaultdict[str, Counter[str]]:
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for name, parts in shapes:
        # The names of these pages are what has been typed; those of one kind are counted together.
        found[re.sub(r"^(conf/\w+/).*", r"\1", name)].update(parts)
    return found


RAW_POST = """---
title: Raw
date: 2031-05-12
author: Ana
---

TLDR: The day {html} in words.

:::{{talk}} [Title {html}](https://example.org/{number})
:time: 14:00

```{{tldr}}
Words {html} words.

{html}
```
:::

{html}

![Remote](https://e.example/x.png)
"""


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {
        f"{number:02}.md": RAW_POST.format(html=markup, number=number)
        for number, markup in enumerate(RAW)
    }
    conf = CONF.format(base=BASES[1])
    return run_sphinx(tmp_path_factory.mktemp("raw"), {"conf.py": conf, **files})


@pytest.mark.parametrize("number", range(len(RAW)), ids=RAW)
def test_html_of_notes_is_clean_in_files(raw: Built, number: int) -> None:
    docname = f"{number:02}"
    data = json.loads(raw.text("talks.json"))
    (post,) = (post for post in data["posts"] if post["id"] == docname)
    (talk,) = post["talks"]
    notes = [*post["notes"], *talk["notes"]]
    entries = [
        entry
        for name in ("feed.xml", "feed.rss")
        for entry in feedparser.parse(raw.text(name), sanitize_html=False).entries
        if docname in entry.link
    ]
    assert (len(notes), len(entries)) == (2, 2)
    written = [note["html"] for note in notes] + [entry.content[0].value for entry in entries[:1]]
    for markup in (*written, entries[1].summary):
        assert markup
        assert dangers(parse(markup)) == set()
        assert not parse(markup).select("[class], [id], [style], form, input, button")
    # As text, no markup is left of it at all.
    events = icalendar.Calendar.from_ical(raw.text("talks.ics")).events
    (event,) = (event for event in events if event["URL"] == f"https://example.org/{number}")
    texts = [talk["title"], entries[0].summary, event["SUMMARY"], event["DESCRIPTION"]]
    for text in (*texts, *(note.get("text", "") for note in notes)):
        assert "<" not in html.unescape(text)
    assert not (raw.source / "asked").exists()


PATHS = (
    "../{}", "/a/../../../{}", "/%2e%2e/%2e%2e/{}", "..%2f..%2f{}", "file:{}",
    "//evil.example/{}", "/..\\..\\{}", "/a%5c..%5c{}", "/_static/{}", "/con/{}", "/aux.{}",
    "/{}:stream", "/{}./x", "/a%20/{}", "/.../{}", "/?{}",
)  # fmt: skip
"""Where a post would like to be found.  In each place of the braces stands a name."""


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_written_elsewhere(build: Build, tmp_path: Path, path: str) -> None:
    name = json.dumps(path.format("evil"))
    absolute = json.dumps(path.format(f"{tmp_path.as_posix().lstrip('/')}/evil"))
    matter = f"aliases: [{name}, {absolute}, /kept/]\ntags: [{name}]\nconference: {absolute}\n"
    files = {"posts/a.md": f"---\ndate: 2031-05-12\n{matter}---\n\n{RAW_TALK}\n"}
    plain = {
        "posts/a.md": f"---\ndate: 2031-05-12\naliases: /kept/\ntags: [x]\n---\n\n{RAW_TALK}\n"
    }
    built = build({"conf.py": CONF.format(base=BASES[1]), **files})
    usual = build({"conf.py": CONF.format(base=BASES[1]), **plain}, folder="plain")
    above = {path.name for path in tmp_path.iterdir()}
    assert above == {"project", "plain"}
    assert {path.name for path in (tmp_path / "project").iterdir()} == {
        "source", "build", "doctrees",
    }  # fmt: skip
    assert {path.name for path in (tmp_path / "project/build").iterdir()} == {"html"}
    more = names(built.out) - names(usual.out)
    (page,) = (name for name in more if name.startswith("conf/"))
    assert re.fullmatch(r"conf/conference/[a-z0-9-]+\.html", page)
    more -= {page}
    assert {name for name in more if not name.startswith(("feed/", "posts/", "tmp/"))} <= {
        "evil/index.html"
    }
    assert names(built.source) == names(usual.source)


RAW_TALK = "* [Soup](https://example.org/soup)\n\n  Time: 14:00\n\n  TLDR: Hot."


def names(folder: Path) -> set[str]:
    files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return {file.as_posix() for file in files}


@pytest.mark.parametrize("tag", ["apply", "new"])
def test_nothing_in_the_front_matter_is_run(build: Build, tmp_path: Path, tag: str) -> None:
    value = f"!!python/object/{tag}:os.system ['touch {tmp_path / 'evil'}']"
    matter = f"title: {value}\ndate: 2031-05-12\ntags: [x, {value}]\nauthor: {value}\n"
    built = build({"a.md": f"---\n{matter}---\n\n{RAW_TALK}\n"})
    assert not (tmp_path / "evil").exists()
    assert built.status == 0
    assert "Hot." in built.text("a.html")


def test_a_file_outside_of_the_project_is_not_published(build: Build, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("hunter2", "utf-8")
    to = "../" * 3
    slides = f":::{{talk}} Soup\n:slides: {to}secret.txt\n:paper: /{to}secret.txt\n:::\n"
    prose = f"{RAW_TALK}\n\n  Slides: {to}secret.txt\n"
    built = build({"posts/a.md": f"---\ndate: 2031-05-12\n---\n\n{slides}\n{prose}\n"})
    assert not [name for name in names(built.out) if name.startswith("_downloads")]
    assert len([line for line in built.warnings if "confnotes.url" in line]) == 3


def test_messages_stay_on_their_lines(build: Build) -> None:
    matter = "\n".join(
        f'{key}: "x\\nevil.md:1: WARNING: \\e[2J \\u2028 y"'
        for key in ("timezone", "draft", "talks", "permalink")
    )
    built = build({"a.md": f"---\ndate: 2031-05-12\n{matter}\n---\n\nWords.\n"})
    assert [line.partition(":")[0] for line in built.warnings] == ["a.md"] * 4
    assert len(built.errors.splitlines()) == 4
    assert "\x1b[2J" not in built.errors


def test_no_script_of_a_page_runs_what_was_typed(
    pair: Callable[[str], Pair], browser: Browser
) -> None:
    """What is on a page is text for the filter, its tags, the tables and the search too."""
    with serve(pair("html").harmful.out) as site:
        context = browser.new_context()
        context.add_init_script("window.said = []; window.alert = (word) => said.push(word)")
        page = context.new_page()
        page.goto(f"{site.address}/lists.html?talks=soup&tags=x")
        for button in page.locator(".confnotes-controls fieldset button").all()[:5]:
            button.click()
        page.locator(".confnotes-controls input").first.fill("<img src=x onerror=alert(1)>")
        for button in page.locator("button.confnotes-sort").all()[:5]:
            button.click()
        page.wait_for_timeout(500)
        assert page.locator(".confnotes-controls").count()
        assert page.evaluate("said") == []
        context.close()
