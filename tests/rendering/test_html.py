"""Cards: their order, names, headings, links, and what folds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag

from tests.support.builds import Build, Built, run_sphinx

LONG = "The kettle sang, and nobody listened. " * 30

POST = """---
title: A day of kettles
date: 2031-05-12
author: Ann Ouncer
conference: KettleConf
tags: [day]
---

A word before.

## Morning

````{talk} [Steam <i>&</i> "you"](https://example.org/steam) by Bo Crumb
:name: steam
:speakers: Bo Crumb, Cy Sharp
:time: 14:00
:room: Hall
:track: Heat
:kind: keynote
:tags: Tea, water and fire, “x”
:rating: 4
:highlight: of my day
:slides: https://example.org/slides
:code: https://example.org/code

```{tldr}
It boils.
```
```{comment}
Short.
```
```{comment}
:author: Di Blunt

LONG
```
````

````{talk} Without *any* address
```{tldr}
It simmers.
```
````

````{talk} Third
```{tldr}
It cools.
```
````
""".replace("LONG", LONG)

SECOND = """---
title: Another day
date: 2031-05-13
conference: KettleConf
---

```{tldr}
Two days are better than one.
```

````{talk} Fourth
:highlight:

```{tldr}
It boils again.
```
````
"""

DRAFT = """---
title: Not yet
date: 2031-05-14
draft: true
---

````{talk} Late
:tags: Tea

```{tldr}
It will boil.
```
````
"""

FILES = {
    "posts/kettles.md": POST,
    "posts/more.md": SECOND,
    "draft.md": DRAFT,
    "pages/summary.md": "# Days\n\n```{daily-summary}\n```\n",
    "pages/cards.md": "# Talks\n\n```{talk-list}\n```\n",
    "pages/list.md": "# Talks\n\n```{talk-list}\n:layout: list\n:group-by: track\n```\n",
    "pages/table.md": "# Talks\n\n```{talk-list}\n:layout: table\n```\n",
}


@pytest.fixture(scope="module")
def kettles(tmp_path_factory: pytest.TempPathFactory) -> Built:
    built = run_sphinx(tmp_path_factory.mktemp("kettles"), FILES, args=["-W"])
    assert built.warnings == []
    return built


@pytest.fixture(scope="module")
def post(kettles: Built) -> BeautifulSoup:
    return kettles.html("posts/kettles.html")


@pytest.fixture(scope="module")
def card(post: BeautifulSoup) -> Tag:
    found = post.select_one("#steam")
    assert found
    return found


def the_one(root: Tag, selector: str) -> Tag:
    (found,) = root.select(selector)
    return found


def headings(page: BeautifulSoup) -> list[tuple[str, str]]:
    found = the_one(page, "div.body").find_all(["h1", "h2", "h3", "h4", "h5", "h6"])
    return [(node.name, node.get_text().replace("¶", "").strip()) for node in found]


def test_the_parts_of_a_card_stand_in_the_order_in_which_they_are_read(card: Tag) -> None:
    article = the_one(card, ":scope > article")
    classes = [set(part["class"]) for part in article.find_all(recursive=False)]
    for found, wanted in zip(
        classes,
        ["title", "byline", "facts", "tldr", "comment", "comment", "tags", "links"],
        strict=True,
    ):
        assert f"confnotes-{wanted}" in found


def test_a_talk_is_an_article_with_the_title_as_its_name(post: BeautifulSoup, card: Tag) -> None:
    assert the_one(card, "article")["aria-label"] == "Steam & “you”"
    names = [article["aria-label"] for article in post.select(".confnotes-talk > article")]
    assert names[1:] == ["Without any address", "Third"]


def test_the_title_leads_to_the_address_and_the_permalink_to_the_note(card: Tag) -> None:
    address, permalink = card.select(".confnotes-title a")
    assert address["href"] == "https://example.org/steam"
    assert "headerlink" not in address["class"]
    assert permalink["href"] == "#steam"
    assert permalink["title"] == "Link to this talk"
    assert permalink.get_text() == "¶"


def test_permalinks_are_as_for_sphinx_s_own_titles(build: Build) -> None:
    page = build(FILES, conf="html_permalinks_icon = '<b>#</b>'\n").html("posts/kettles.html")
    assert the_one(page, "#steam a.headerlink > b").get_text() == "#"
    page = build(FILES, conf="html_permalinks = False\n", folder="b").html("posts/kettles.html")
    assert not page.select("a.headerlink")
    assert len(build(FILES, "epub").html("posts/kettles.xhtml").select("article")) == 3
    assert not build(FILES, "epub").html("posts/kettles.xhtml").select("a.headerlink")


def seen(element: Tag) -> str:
    """Return what is shown of an element, without what is only read out."""
    hidden = [found.get_text() for found in element.select(".confnotes-spoken")]
    text = element.get_text()
    for words in hidden:
        text = text.replace(words, "", 1)
    return text


def test_facts_that_explain_themselves_have_names_for_screen_readers_alone(card: Tag) -> None:
    facts = card.select(".confnotes-facts > span")
    assert [seen(fact) for fact in facts] == [
        "★ Highlight: of my day",
        "★★★★☆",
        "14:00",
        "Hall",
        "Bo Crumb, Cy Sharp",
        "Keynote",
        "Track: Heat",
    ]
    assert [word.get_text() for fact in facts for word in fact.select(".confnotes-spoken")] == [
        "Rating: 4/5",
        "Time: ",
        "Room: ",
        "Speakers: ",
    ]
    assert the_one(card, ".confnotes-rating [aria-hidden]").get_text() == "★★★★☆"


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ("time: 14:00\nroom: Hall B\nspeakers: Ana (Lab)", ["14:00", "Hall B", "Ana (Lab)"]),
        ("time: 14:00\nroom: 会議室\nspeakers: Ana", ["14:00", "会議室", "Ana"]),
        # What could be anything.
        ("time: 14:00\nroom: B12\nspeakers: Ana", ["14:00", "Room: B12", "Ana"]),
        ("time: 14:00\nroom: 3\nspeakers: Ana", ["14:00", "Room: 3", "Ana"]),
        # What could be a speaker.
        ("time: 14:00\nroom: Turing", ["14:00", "Room: Turing"]),
        ("room: Turing\nspeakers: Ana", ["Room: Turing", "Ana"]),
        ("track: Turing\nconference: TeaConf", ["Track: Turing", "TeaConf"]),
        ("timezone: Europe/Berlin", ["Time: Europe/Berlin"]),
        ("room: <i>B</i> & C", ["Room: <i>B</i> & C"]),
    ],
)
def test_a_fact_has_its_name_where_it_needs_one(build: Build, facts: str, shown: list[str]) -> None:
    options = "".join(f":{line}\n" for line in facts.splitlines())
    post = f"---\ndate: 2031-05-12\n---\n# Day\n\n```{{talk}} Tea\n{options}```\n"
    page = build({"a.md": post}, args=["-W"]).html("a.html")
    assert [seen(fact) for fact in page.select(".confnotes-facts > span")] == shown


HOSTED = """---
date: 2031-05-12
---
# Day

## Tea

Host: Ana

TLDR: Hot.

## Milk

Presenter: Bo

TLDR: Cold.
"""


def test_a_word_of_the_project_s_own_is_shown(build: Build) -> None:
    conf = "confnotes_prose_labels = {'Host': 'speakers'}\n"
    page = build({"a.md": HOSTED}, conf=conf, args=["-W"]).html("a.html")
    assert [seen(fact) for fact in page.select(".confnotes-speakers")] == ["Host: Ana", "Bo"]


def test_a_list_is_of_lines_with_title_speakers_and_marks_before_the_rest(kettles: Built) -> None:
    page = kettles.html("pages/list.html")
    (line,) = [item for item in page.select(".confnotes-item > p") if "Steam" in item.get_text()]
    facts = the_one(line, ":scope > .confnotes-facts")
    assert seen(facts) == ("May 12, 2031 14:00 Hall Keynote Tea, water and fire, “x” Slides Code")
    facts.extract()
    assert seen(line) == (
        "Steam & “you” by Bo Crumb Bo Crumb, Cy Sharp ★ Highlight: of my day ★★★★☆ "
    )


def shown_facts(page: BeautifulSoup, title: str) -> list[str]:
    (card,) = [one for one in page.select(".confnotes-talk") if title in one.get_text()]
    return [seen(fact) for fact in card.select(".confnotes-facts > span")]


TWO_DAYS = """---
date: 2031-05-12
conference: KettleConf
---
# Day

```{talk} Early
:date: 2031-05-13
:conference: KettleConf
:track: Heat
:kind: poster
```
```{talk} Long
:date: 2031-05-13/2031-05-14
```
"""
OTHER = "---\ndate: 2031-05-13\nconference: TeaConf\n---\n# Other\n\n```{talk} Third\n```\n"


def test_what_a_heading_says_is_not_said_again(build: Build) -> None:
    def of(options: str) -> str:
        return f"# Talks\n\n```{{talk-list}}\n{options}\n```\n"

    files = {
        "a.md": TWO_DAYS,
        "days.md": "# Days\n\n```{daily-summary}\n```\n",
        "day.md": of(":group-by: day"),
        "track.md": of(":group-by: track"),
        "kind.md": of(":group-by: kind"),
        "of.md": of(":conference: kettleconf"),
        "all.md": of(""),
    }
    date = "Tuesday, May 13, 2031"
    built = build(files, args=["-W"])

    def early(page: str) -> list[str]:
        return shown_facts(built.html(f"{page}.html"), "Early")

    assert early("days") == ["Poster", "Track: Heat", "KettleConf"]
    assert early("day") == ["Poster", "Track: Heat"]
    assert early("track") == [date, "Poster"]
    assert early("kind") == [date, "Track: Heat"]
    assert early("of") == [date, "Poster", "Track: Heat"]
    (several,) = shown_facts(built.html("days.html"), "Long")
    assert several.startswith("Tuesday")
    assert "14" in several
    # All are of one conference, until there is a talk of another; the page is written again then.
    assert early("all") == [date, "Poster", "Track: Heat"]
    built = build({"b.md": OTHER}, args=["-W"])
    assert early("all") == [date, "Poster", "Track: Heat", "KettleConf"]
    assert early("track") == [date, "Poster", "KettleConf"]


def test_tags_lead_into_their_index(kettles: Built, card: Tag) -> None:
    links = {tag.get_text(): tag.get("href") for tag in card.select(".confnotes-tag")}
    assert links == {
        "Tea": "../conf-tags.html#cap-T",
        "water and fire": "../conf-tags.html#cap-W",
        "“x”": "../conf-tags.html#cap-*",
    }
    index = kettles.html("conf-tags.html")
    for href in links.values():
        assert href
        assert index.find(id=href.partition("#")[2])
    for page in ("cards", "list", "table"):
        tags = kettles.html(f"pages/{page}.html").select("a.confnotes-tag")
        assert {tag["href"] for tag in tags} == set(links.values()), page


def test_tags_lead_nowhere_where_there_is_no_index(kettles: Built, build: Build) -> None:
    assert not kettles.html("draft.html").select("a.confnotes-tag")
    assert kettles.html("draft.html").select("span.confnotes-tag")
    built = build(FILES, conf="html_domain_indices = False\nconfnotes_pages = []\n")
    assert not built.html("posts/kettles.html").select("a.confnotes-tag")
    assert not build(FILES, "singlehtml").html("index.html").select("a.confnotes-tag")


def test_slides_and_code_are_buttons(card: Tag) -> None:
    buttons = {link.get_text(): link["href"] for link in card.select(".confnotes-links a.sd-btn")}
    assert buttons == {"Slides": "https://example.org/slides", "Code": "https://example.org/code"}


def test_long_comments_are_open_details(kettles: Built, card: Tag, build: Build) -> None:
    short, long = card.select(".confnotes-comment")
    assert not short.select("details")
    assert "confnotes-fold" in long["class"]
    details = the_one(long, ":scope > details")
    assert details.has_attr("open")
    summary = the_one(details, ":scope > summary.confnotes-label")
    assert summary.get_text().strip() == "Comment (Di Blunt)"
    assert details.p.get_text() == LONG.strip()

    def folds(page: BeautifulSoup) -> tuple[int, int]:
        scripts = page.select('script[src*="confnotes-fold.js"]')
        return len(page.select(".confnotes-fold")), len(scripts)

    assert folds(kettles.html("posts/kettles.html")) == (1, 1)
    assert folds(kettles.html("posts/more.html")) == (0, 0)
    assert folds(kettles.html("pages/summary.html")) == (1, 1)
    longer = build(FILES, conf="confnotes_fold = 2000\n")
    assert folds(longer.html("posts/kettles.html")) == (0, 0)
    never = build(FILES, conf="confnotes_fold = 0\n", folder="never")
    assert folds(never.html("posts/kettles.html")) == (0, 0)
    assert not (never.out / "_static" / "confnotes-fold.js").exists()
    epub = build(FILES, "epub")
    assert folds(epub.html("posts/kettles.xhtml")) == (1, 0)


def test_headings_are_in_order(kettles: Built) -> None:
    assert headings(kettles.html("posts/kettles.html")) == [
        ("h1", "A day of kettles"),
        ("h2", "Morning"),
        ("h3", "Steam & “you”"),
        ("h3", "Without any address"),
        ("h3", "Third"),
    ]
    assert headings(kettles.html("posts/more.html")) == [("h1", "Another day"), ("h2", "Fourth")]
    assert headings(kettles.html("pages/summary.html")) == [
        ("h1", "Days"),
        ("h2", "Tuesday, May 13, 2031"),
        ("h3", "Another day"),
        ("h4", "Fourth"),
        ("h2", "Monday, May 12, 2031"),
        ("h3", "A day of kettles"),
        ("h4", "Steam & “you”"),
        ("h4", "Without any address"),
        ("h4", "Third"),
    ]
    assert headings(kettles.html("pages/cards.html"))[:2] == [("h1", "Talks"), ("h2", "Fourth")]


def test_a_post_in_a_summary_begins_with_its_highlights(kettles: Built) -> None:
    page = kettles.html("pages/summary.html")
    (line,) = page.select(".confnotes-post > .confnotes-highlights")
    assert line.get_text() == "Highlights: Steam & “you”"
    assert line.a
    assert line.a["href"] == "../posts/kettles.html#steam"


def test_a_table_scrolls_by_itself(kettles: Built) -> None:
    region = the_one(kettles.html("pages/table.html"), ".confnotes-list > .confnotes-scroll")
    assert region["role"] == "group"
    assert region["tabindex"] == "0"
    assert region["aria-label"] == "Talks"
    assert the_one(region, ":scope > table.confnotes-table")


def test_the_series_is_a_landmark(post: BeautifulSoup) -> None:
    series = the_one(post, ".confnotes-series > nav")
    assert series["aria-label"] == "KettleConf"


def test_style_sheet_and_scripts_are_in_the_package() -> None:
    import sphinxext_confnotes

    static = Path(sphinxext_confnotes.__file__).parent / "static"
    names = {file.name for file in static.iterdir()}
    assert {"confnotes.css", "confnotes.js", "confnotes-fold.js"} <= names


ABSTRACT = """---
title: A day of lids
date: 2031-05-13
---

````{talk} Lids
---
abstract: |
  Lids are <b>heavy</b>.

  We lift
  them.
---
```{comment}
Light.
```
````
"""

ALL = "```{daily-summary}\n```\n"
TLDRS = "```{talk-list}\n:notes: tldr\n```\n"


@pytest.mark.parametrize(("fold", "folds"), [(800, 1), (0, 0)])
def test_an_abstract_is_folded_by_a_script(build: Build, fold: int, folds: int) -> None:
    page = build({"a.md": ABSTRACT}, conf=f"confnotes_fold = {fold}\n").html("a.html")
    (block,) = page.select(".confnotes-abstract")
    (summary,) = block.select("details[open] > summary")
    assert summary.get_text().strip() == "Abstract"
    assert [text.get_text() for text in block.select("p")] == [
        "Lids are <b>heavy</b>.",
        "We lift them.",
    ]
    assert len(page.select(".confnotes-fold")) == folds
    assert len(page.select('script[src*="confnotes-fold.js"]')) == folds
    # Before what its author says.
    assert block.find_next_sibling(class_="confnotes-comment")


def test_lists_show_an_abstract_with_all_notes_alone(build: Build) -> None:
    built = build({"a.md": ABSTRACT, "all.md": f"# All\n\n{ALL}", "some.md": f"# S\n\n{TLDRS}"})
    assert len(built.html("all.html").select(".confnotes-abstract")) == 1
    assert not built.html("some.html").select(".confnotes-abstract")


@pytest.mark.parametrize(
    ("builder", "name"),
    [("text", "a.txt"), ("man", "*.1"), ("texinfo", "*.texi"), ("latex", "p*.tex")],
)
def test_elsewhere_an_abstract_stands_behind_its_name(
    build: Build, builder: str, name: str
) -> None:
    (path,) = build({"a.md": ABSTRACT}, builder).out.glob(name)
    written = " ".join(path.read_text("utf-8").split())
    assert re.search("Abstract: Lids are .*heavy.* We lift them[.]", written)
