"""A post is one page with one title, and all its headings are sections below that."""

from __future__ import annotations

import pytest
from docutils import nodes

from sphinxext_confnotes.nodes import confnotes_talk
from tests.support.builds import Build, Built, run_sphinx
from tests.support.thorough import first_quick

FRONT = "---\ntitle: A day\ndate: 2023-12-10\n---\n"

POSTS: dict[str, tuple[str, str]] = {
    "from the first level": (
        f"{FRONT}Words.\n\n# One\n\n## Two\n\n# Three\n",
        "A day\n  One\n    Two\n  Three",
    ),
    "nothing before the first heading": (
        f"{FRONT}# One\n\nWords.\n\n# Two\n",
        "A day\n  One\n  Two",
    ),
    "from the second level": (
        f"{FRONT}## One\n\n### Two\n\n## Three\n",
        "A day\n  One\n    Two\n  Three",
    ),
    "from the third and then the second": (
        f"{FRONT}### One\n\n#### Two\n\n## Three\n\n### Four\n",
        "A day\n  One\n    Two\n  Three\n    Four",
    ),
    "deepest first": (
        f"{FRONT}###### One\n\n##### Two\n\n# Three\n\n###### Four\n",
        "A day\n  One\n  Two\n  Three\n    Four",
    ),
    "a level left out": (
        f"{FRONT}# One\n\n### Two\n\n##### Three\n\n### Four\n\n# Five\n",
        "A day\n  One\n    Two\n      Three\n    Four\n  Five",
    ),
    "all six levels": (
        FRONT + "".join(f"{'#' * level} L{level}\n\n" for level in range(1, 7)),
        "A day\n  L1\n    L2\n      L3\n        L4\n          L5\n            L6",
    ),
    "with closing hashes and spaces": (
        f"{FRONT}  ## One ##\n\n   #### Two ####\n",
        "A day\n  One\n    Two",
    ),
    "with hashes in the words": (
        f"{FRONT}## One ### of ##\n\n#### C# and F##\n",
        "A day\n  One ### of\n    C# and F##",
    ),
    "underlined": (
        f"{FRONT}One\n---\n\nWords.\n\nTwo\n---\n\n#### Three\n",
        "A day\n  One\n  Two\n    Three",
    ),
    "underlined both ways": (
        f"{FRONT}One\n---\n\nTwo\n===\n\nThree - -\n---\n",
        "A day\n  One\n  Two\n    Three - -",
    ),
    "underlined over two lines": (
        f"{FRONT}One\n- not a list\n---\n\nOne\nand two\n-------\n",
        "A day\n  One and two",
    ),
    "title repeated": (
        f"{FRONT}# A day\n\n## One\n\n# Two\n",
        "A day\n  One\n  Two",
    ),
    "title repeated in other letters": (
        f"{FRONT}#  a   DAY\n\n## One\n",
        "a   DAY\n  One",
    ),
    "title repeated at the second level": (
        f"{FRONT}## A day\n\n### One\n\n## Two\n",
        "A day\n  One\n  Two",
    ),
    "title repeated later": (
        f"{FRONT}Words.\n\n# A day\n\n## One\n",
        "A day\n  A day\n    One",
    ),
    "no title but a heading": (
        "---\ndate: 2023-12-10\n---\n# Its own\n\n## One\n\n# Two\n",
        "Its own\n  One\n  Two",
    ),
    "no title but a lower heading": (
        "---\ndate: 2023-12-10\n---\n\n### Its own\n\n#### One\n\n## Two\n",
        "Two\n  Its own\n    One",
    ),
    "a comment and a target before the heading": (
        "---\ndate: 2023-12-10\n---\n% note\n\n(place)=\n# Its own\n\n## One\n",
        "Its own\n  One",
    ),
    "title with markup repeated": (
        "---\ntitle: '*A* `day` of_snakes'\ndate: 2023-12-10\n---\n"
        "# *A* `day` of_snakes\n\n## One\n",
        "A day of_snakes\n  One",
    ),
    "title repeated below a picture": (
        f"{FRONT}![Soup](https://example.org/soup.png)\n\n# A day\n\n## One\n",
        "A day\n  One",
    ),
    "code untouched": (
        f"{FRONT}## One\n\n```md\n### Not\n\nNor\n---\n```\n\n~~~\n## Not\n~~~\n\n    ### Not\n",
        "A day\n  One",
    ),
    "html untouched": (f"{FRONT}## One\n\n<pre>\n### Not\n</pre>\n", "A day\n  One"),
    "comments untouched": (f"{FRONT}% ### Not\n\n## One\n", "A day\n  One"),
    "not a heading": (f"{FRONT}#hashtag\n\n\\## Not\n\n####### Not\n\n## One\n", "A day\n  One"),
    "lines drawn": (
        f"{FRONT}## One\n\nWords.\n\n---\n\nWords.\n\n- - -\n\nWords.\n",
        "A day\n  One",
    ),
    "a table": (f"{FRONT}## One\n\n| a | b |\n| --- | --- |\n| ## c | d |\n", "A day\n  One"),
    "no heading": (f"{FRONT}Words.\n", "A day"),
    "no words": (FRONT, "A day"),
    "windows": (
        f"{FRONT}## One\n\n#### Two\n\nThree\n---\n".replace("\n", "\r\n"),
        "A day\n  One\n    Two\n  Three",
    ),
    "byte order mark": (f"\ufeff{FRONT}## One\n", "A day\n  One"),
    "in another script": (
        "---\ntitle: 初日\ndate: 2023-12-10\n---\n## 基調講演\n",
        "初日\n  基調講演",
    ),
    "markup in the title": (
        "---\ntitle: A *day* & <b>`more`</b> $5\ndate: 2023-12-10\n---\n## One\n",
        "A *day* & <b>`more`</b> $5\n  One",
    ),
}

FILES = {f"{name.replace(' ', '-')}.md": source for name, (source, _) in POSTS.items()}

OTHERS = {
    "2023-12-10-no_title.md": ("Words.\n\n# One\n\n# Two\n", "No title\n  One\n  Two"),
    "2023-12-10-own-title.md": ("# Its own\n\n### One\n", "Its own\n  One"),
    "folder/2023-12-11-empty.md": ("", "Empty"),
    "rest.rst": (
        ":date: 2023-12-10\n:title: A day\n\nWords.\n\nOne\n===\n\nTwo\n---\n\nThree\n=====\n",
        "A day\n  One\n    Two\n  Three",
    ),
    "rest-own.rst": (
        ".. note to self\n\n:date: 2023-12-10\n\nIts own\n=======\n\nOne\n---\n",
        "Its own\n  One",
    ),
    "rest-repeated.rst": (
        ":title: A day\n:date: 2023-12-10\n\nA day\n=====\n\nOne\n---\n",
        "A day\n  One",
    ),
    "2023-12-12-rest_named.rst": ("Words.\n", "Rest named"),
}

OVER_TITLE = {
    "a picture": "![Soup](https://example.org/soup.png)",
    "a linked picture": "[![Soup](https://example.org/soup.png)](https://example.org)",
    "html": '<div class="hero"></div>',
    "inline html": "<img src='https://example.org/soup.png'> <br>",
    "a quote": "> Soup first.",
    "a line": "---",
    "contents": "```{contents}\n```",
    "a figure": "```{figure} https://example.org/soup.png\nSoup\n```",
    "a byline": "*By Ann* **cook**",
    "a note": "```{note}\nMoved here from elsewhere.\n```",
    "two of them": "![Soup](https://example.org/soup.png)\n\n---\n\n(soup)=",
}
"""What people put over the title of a page."""

UNDER = "# Its own\n\nWords.\n\n## One\n"


def outline(tree: nodes.Element, depth: int = 0) -> str:
    """Return the titles of all sections, indented."""
    lines = []
    for section in tree.children:
        if isinstance(section, nodes.section):
            lines.append("  " * depth + section[0].astext().replace("\n", " "))
            lines.append(outline(section, depth + 1))
    return "\n".join(line for line in lines if line)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    files = {**FILES, **{name: source for name, (source, _) in OTHERS.items()}}
    return run_sphinx(tmp_path_factory.mktemp("headings"), files, args=["-n"])


def test_no_warnings(site: Built) -> None:
    assert site.warnings == []


@pytest.mark.parametrize("name", POSTS)
def test_markdown(site: Built, name: str) -> None:
    tree = site.doctree(name.replace(" ", "-"))
    assert outline(tree) == POSTS[name][1]
    assert not list(tree.findall(nodes.system_message))


@pytest.mark.parametrize("name", OTHERS)
def test_other_files(site: Built, name: str) -> None:
    assert outline(site.doctree(name.rpartition(".")[0])) == OTHERS[name][1]


@pytest.mark.parametrize(("name", "line"), [("no-heading", 2), ("2023-12-10-no_title", 1)])
def test_a_title_has_the_line_where_it_was_written(site: Built, name: str, line: int) -> None:
    title = next(site.doctree(name).findall(nodes.title))
    assert (title.line, title.source) == (line, str(site.source / f"{name}.md"))


@pytest.mark.parametrize("name", [*FILES, *OTHERS])
def test_one_title_on_the_page(site: Built, name: str) -> None:
    docname = name.rpartition(".")[0]
    tree = site.doctree(docname)
    assert len([node for node in tree if isinstance(node, nodes.section)]) == 1
    page = site.html(f"{docname}.html")
    assert len(page.select("h1")) == 1 + len(page.select(".sphinxsidebar h1"))


def test_one_entry_in_a_toctree(site: Built) -> None:
    toctree = site.html("index.html").select_one(".toctree-wrapper > ul")
    assert toctree is not None
    entries = toctree.find_all("li", recursive=False)
    assert len(entries) == len(FILES) + len(OTHERS)


@pytest.fixture(scope="module")
def banners(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, Built]:
    """Return pages with something over the title, as posts and without us."""
    pages = {}
    for number, over in enumerate(OVER_TITLE.values()):
        pages[f"2031-05-14-one-{number}.md"] = f"{over}\n\n{UNDER}"
        pages[f"2031-05-14-several-{number}.md"] = f"{over}\n\n{UNDER}\n# Two\n"
    plain = 'extensions = ["myst_parser"]\n'
    root = tmp_path_factory.mktemp("banners")
    conf = "suppress_warnings = ['myst.header']\nconfnotes_head = []\n"
    return {
        True: run_sphinx(root, pages, conf=conf, folder="ours"),
        False: run_sphinx(root, {**pages, "conf.py": plain}, conf=conf, folder="plain"),
    }


@pytest.mark.parametrize("number", first_quick(range(len(OVER_TITLE)), 4), ids=list(OVER_TITLE))
def test_what_stands_over_a_title_takes_nothing_from_it(
    banners: dict[bool, Built], number: int
) -> None:
    assert banners[True].warnings == banners[False].warnings
    for name in (f"2031-05-14-one-{number}", f"2031-05-14-several-{number}"):
        ours, plain = (banners[which].html(f"{name}.html") for which in (True, False))
        assert [title.get_text() for title in ours.select("title")] == [
            title.get_text() for title in plain.select("title")
        ]
        bodies = [page.select_one("div.body") for page in (ours, plain)]
        texts = [body.get_text(" ", strip=True) for body in bodies if body]
        assert texts[0] == texts[1]


def test_the_highest_heading_is_the_title_wherever_it_stands(build: Build) -> None:
    files = {
        "2031-05-14-text.md": "Hello from the kitchen.\n\n## Soup\n\n### Ladles\n",
        "2031-05-15-several.md": "Hello.\n\n# Soup\n\n# Bread\n",
        "2031-05-16-lower-first.md": "#### Menu\n\nSoup.\n\n# The kitchen\n\nHello.\n",
    }
    built = build(files, "text")
    assert built.warnings == []
    assert outline(built.doctree("2031-05-14-text")) == "Soup\n  Ladles"
    assert built.text("2031-05-14-text.txt").startswith("Hello from the kitchen.\n\n\nSoup\n****")
    assert outline(built.doctree("2031-05-15-several")) == "Several\n  Soup\n  Bread"
    assert outline(built.doctree("2031-05-16-lower-first")) == "The kitchen\n  Menu"


@pytest.mark.parametrize(
    "post",
    [
        "---\ndate: 2031-05-14\n---\n\n***\n\nSoup.\n",
        "---\ndate: 2031-05-14\ntitle: Named\n---\n\n***\n\nSoup.\n",
        "---\ndate: 2031-05-14\n---\n\n***\n\nSoup.\n\n# One\n\n# Two\n",
        "---\ndate: 2031-05-14\ndraft: true\n---\n\n***\n\nSoup.\n",
    ],
    ids=["no title", "a title", "several headings", "a draft"],
)
def test_a_line_that_stands_first_is_no_error(build: Build, post: str) -> None:
    built = build({"a.md": post})
    assert built.warnings == []
    page = built.html("a.html")
    assert len(page.select("div.body hr")) == 1
    assert len(page.select("div.body h1")) == 1


def test_what_stands_over_a_title_is_read_too(build: Build) -> None:
    post = (
        "---\ndate: 2031-05-14\n---\n\n**TLDR:** Soup all day.\n\n"
        "* [Ladles](https://example.org/ladles)\n\n  TLDR: Long ones.\n\n# Its own\n\nWords.\n"
    )
    files = {
        "a.md": post,
        "index.md": "# Home\n\n```{daily-summary}\n```\n\n```{toctree}\na\n```\n",
    }
    built = build(files, "text")
    assert built.warnings == []
    tree = built.doctree("a")
    assert [node.tagname for node in tree.children] == [
        "confnotes_tldr",
        "confnotes_talk",
        "section",
    ]
    assert "Soup all day." in built.text("index.txt")
    assert "Long ones." in built.text("index.txt")


def test_a_title_that_myst_makes_and_a_heading_repeats_is_one(build: Build) -> None:
    post = "---\ntitle: A *day*\ndate: 2031-05-14\n---\n\n# A *day*\n\n[a](#a-day)\n\n## One\n"
    conf = "myst_title_to_header = True\nmyst_heading_anchors = 2\n"
    built = build({"a.md": post}, conf=conf, args=["-n"])
    assert built.warnings == []
    assert outline(built.doctree("a")) == "A day\n  One"
    assert len(built.html("a.html").select("div.body h1")) == 1


def test_code_keeps_its_hashes(site: Built) -> None:
    blocks = site.doctree("code-untouched").findall(nodes.literal_block)
    code = [node.astext().strip() for node in blocks]
    assert code == ["### Not\n\nNor\n---", "## Not", "### Not"]


def test_html_and_comments_keep_theirs(site: Built) -> None:
    assert "### Not" in site.text("html-untouched.html")
    comments = [node.astext() for node in site.doctree("comments-untouched").findall(nodes.comment)]
    assert comments == ["### Not"]


def test_what_is_no_heading_stays_as_written(site: Built) -> None:
    words = [node.astext() for node in site.doctree("not-a-heading").findall(nodes.paragraph)]
    assert words == ["#hashtag", "## Not", "####### Not"]
    assert len(list(site.doctree("lines-drawn").findall(nodes.transition))) == 2
    assert "## c" in site.doctree("a-table").astext()


def test_a_post_of_no_notes_has_no_talks(site: Built) -> None:
    for name in FILES:
        assert not list(site.doctree(name.removesuffix(".md")).findall(confnotes_talk))


def test_a_heading_that_was_typed_without_a_space(build: Build) -> None:
    post = (
        "---\ndate: 2031-05-12\ntitle: Day\n---\n\n##Soup\nHot.\n\n###Salt\n\nTLDR: salty\n\n"
        "##5月1日\n\n##【A-1】 Bread\n\n##10:00 Rolls\n\n"
        "```\n##code\n```\n\n- ##item\n\n#tag more\n\n##1234\n"
    )
    built = build({"a.md": post.replace("\n", "\r\n"), "b.md": "##Soup\n"})
    body = built.html("a.html").select_one("div.body")
    assert body
    titles = [title.get_text().rstrip("¶") for title in body.select("h1, h2, .confnotes-title")]
    assert titles == ["Day", "Soup", "Salt", "5月1日", "【A-1】 Bread", "10:00 Rolls"]
    for word in ("##code", "##item", "#tag", "##1234"):
        assert word in body.get_text()
    # A page that is no post is left alone.
    assert "##Soup" in built.text("b.html")


def test_a_first_heading_that_was_typed_without_a_space(build: Build) -> None:
    """One sign is a heading beside others of the kind; alone it is a tag."""
    front = "---\ndate: 2031-05-12\ntitle: Day\n---\n\n"
    built = build(
        {
            "a.md": f"{front}#Soup and salt\nHot.\n\n##Salt\n\nCold.\n\n#tag\n\n#One #Two\n",
            "b.md": f"{front}#Soup and salt\nHot.\n",
        }
    )
    body = built.html("a.html").select_one("div.body")
    assert body
    titles = [title.get_text().rstrip("¶") for title in body.select("h1, h2, h3")]
    assert titles == ["Day", "Soup and salt", "Salt"]
    assert "#tag" in body.get_text()
    assert "#One #Two" in body.get_text()
    assert "#Soup and salt" in built.text("b.html")


def test_links_to_headings_of_a_post(build: Build) -> None:
    source = (
        f"{FRONT}(mark)=\n## The one\n\n[a](#the-one) [b](#mark) [c](#a-day)\n\n#### Below\n\n"
        "[d](#below) {ref}`mark`\n"
    )
    other = "# Other\n\n[x](day.md) [y](day.md#the-one) [z](day.md#below) {doc}`day`\n"
    built = build({"day.md": source, "other.md": other}, conf="myst_heading_anchors = 6\n")
    assert [line for line in built.warnings if "glob" not in line] == []
    body = built.html("day.html").select_one("div.body")
    assert body is not None
    ids = {node["id"] for node in body.select("[id]")}
    local = [str(link["href"])[1:] for link in body.select("p a[href]")]
    assert len(local) == 5
    assert set(local) <= ids
    page = built.html("other.html").select_one("div.body")
    assert page is not None
    links = page.select("p a[href]")
    assert [link.get_text() for link in links] == ["x", "y", "z", "A day"]
    assert {str(link["href"]).partition("#")[2] for link in links} <= {"", *ids}


INSIDE = {
    "quote.md": "> # Quoted\n",
    "item.md": "- # In an item\n",
    "directive.md": ":::{note}\n## In a directive\n:::\n",
    "fence.md": "```{note}\n### In a fence\n```\n",
    "plain.md": ":::\n## In a plain one\n:::\n",
}


def test_headings_inside_other_things_are_no_sections(build: Build) -> None:
    """They look as they do without us, and don't change the levels of the others."""
    before, behind = "## One\n\n", "\n## Two\n\n### Three\n"
    posts = {name: f"{FRONT}{before}{inside}{behind}" for name, inside in INSIDE.items()}
    pages = {name: f"# A day\n\n{before}{inside}{behind}" for name, inside in INSIDE.items()}
    conf = 'extensions = ["myst_parser"]\nmyst_enable_extensions = ["colon_fence"]\n'
    with_us = build(posts, "dummy")
    without = build({**pages, "conf.py": conf}, "dummy", folder="without")
    for name in INSIDE:
        tree = with_us.doctree(name.removesuffix(".md"))
        assert outline(tree) == "A day\n  One\n  Two\n    Three", name
        expected = without.doctree(name.removesuffix(".md"))
        for kind in (nodes.rubric, nodes.system_message, nodes.block_quote, nodes.note):
            assert shapes(tree, kind) == shapes(expected, kind), name


def shapes(tree: nodes.document, kind: type[nodes.Element]) -> list[str]:
    return [node.astext() for node in tree.findall(kind)]


def test_lines_of_warnings_are_those_of_the_source(build: Build) -> None:
    source = f"{FRONT}### One\n\nTwo\n---\n\n## Three\n\n{{nothing}}`here`\n"
    built = build({"day.md": source}, "dummy")
    assert [line for line in built.warnings if line.startswith("day.md:12: ")]


def test_the_way_of_myst_to_a_title_gives_the_same(build: Build) -> None:
    posts = {
        "first": (f"{FRONT}# One\n\n## Two\n\n# Three\n", "A day\n  One\n    Two\n  Three"),
        "second": (f"{FRONT}## One\n\n# Two\n", "A day\n  One\n  Two"),
        "third": (f"{FRONT}### One\n\n## Two\n\n### Three\n", "A day\n  One\n  Two\n    Three"),
        "words": (f"{FRONT}Words.\n", "A day"),
        "own": ("---\ndate: 2023-12-10\n---\n# Own\n\n## One\n", "Own\n  One"),
        "markup": (FRONT.replace("A day", "A *day*") + "## One\n", "A day\n  One"),
    }
    files = {f"{name}.md": source for name, (source, _) in posts.items()}
    built = build(files, "dummy", conf="myst_title_to_header = True\n")
    assert [line for line in built.warnings if "glob" not in line] == []
    for name, (_, expected) in posts.items():
        assert outline(built.doctree(name)) == expected, name


def test_drafts_are_marked_under_the_title(build: Build) -> None:
    pages = {
        "draft.md": ("---\ntitle: A\ndate: 2023-12-10\ndraft: true\n---\nWords.\n", True),
        "not_out.md": ("---\ntitle: A\ndate: 2023-12-10\npublished: no\n---\nWords.\n", True),
        "rest.rst": (":title: A\n:date: 2023-12-10\n:draft: yes\n\nWords.\n", True),
        "out.md": ("---\ntitle: A\ndate: 2023-12-10\npublished: yes\n---\nWords.\n", False),
        "no_post.md": ("---\ntitle: A\ndraft: true\n---\n# A\n\nWords.\n", False),
    }
    files = {name: source for name, (source, _) in pages.items()}
    built = build(files, conf="confnotes_head = []\n")
    for name, (_, is_draft) in pages.items():
        docname = name.partition(".")[0]
        section = next(built.doctree(docname).findall(nodes.section))
        marks = [
            section.index(node)
            for node in section.findall(nodes.paragraph)
            if "confnotes-draft" in node["classes"]
        ]
        assert marks == [1] * is_draft, name
        body = built.html(f"{docname}.html").select_one("div.body")
        assert body is not None
        words = [part.get_text() for part in body.select("p")]
        assert words == ["Draft"] * is_draft + ["Words."], name


NO_POSTS = {
    "lower.md": "## One\n\n#### Two\n\nThree\n---\n",
    "title.md": "---\ntitle: A page\ntags: [a]\n---\n## One\n\n### Two\n",
    "several.md": "Words.\n\n# One\n\n### Two\n\n# Three\n",
    "notes.md": "# A page\n\n- [a](https://example.org)\n\n  TLDR: x\n\nComment: y\n",
    "day.md": "---\ntitle: A\ndate:\n---\n# One\n",
    "rest.rst": ":title: A\n\nOne\n===\n\nTwo\n---\n",
    "plain.rst": "Words.\n\nOne\n===\n\nTLDR: x\n\nTwo\n===\n",
    "index.md": "# Home\n\n```{toctree}\nlower\ntitle\nseveral\nnotes\nday\nrest\nplain\n```\n",
}


@pytest.fixture(scope="module")
def with_and_without(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    root = tmp_path_factory.mktemp("others")
    conf = 'extensions = ["myst_parser", "sphinx_design"]\n'
    with_us = run_sphinx(root, NO_POSTS, folder="with")
    return with_us, run_sphinx(root, {**NO_POSTS, "conf.py": conf}, folder="without")


class TestOtherDocuments:
    """A document that is no post is read as if the extension weren't there."""

    def test_same_warnings(self, with_and_without: tuple[Built, Built]) -> None:
        with_us, without = with_and_without
        assert with_us.warnings == without.warnings
        assert any("myst.header" in line for line in without.warnings)

    @pytest.mark.parametrize("name", [name.rpartition(".")[0] for name in NO_POSTS])
    def test_same_doctree_and_page(self, with_and_without: tuple[Built, Built], name: str) -> None:
        trees, pages = [], []
        for built in with_and_without:
            trees.append(built.doctree(name).pformat().replace(str(built.source), ""))
            pages.append(str(built.html(f"{name}.html").select_one("div.body")))
        assert trees[0] == trees[1]
        assert pages[0] == pages[1]


def test_a_title_without_a_space_has_a_capital_in_its_first_word(build: Build) -> None:
    post = "---\ndate: 2031-05-12\ntitle: Day\n---\n\n#iQueues at WaitConf\n\n##Soup\n\n#tag\n"
    body = build({"a.md": post}).html("a.html").select_one("div.body")
    assert body
    assert [title.get_text().rstrip("¶") for title in body.select("h1, h2, h3")] == [
        "Day", "iQueues at WaitConf", "Soup",
    ]  # fmt: skip
    assert "#tag" in body.get_text()


class TestHeadingsInHtml:
    """``<h2>Title</h2>``, as older tools wrote it."""

    HEAD = "---\ndate: 2031-05-12\ntitle: WaitConf 2031\n---\n\n"

    def test_are_sections_of_a_post(self, build: Build) -> None:
        post = (
            f"{self.HEAD}<h2>Queues &amp; lines for beginners</h2>\n\n"
            "<p>Stand in line, said she.</p>\n\n"
            "<H2> Queues for experts in a hurry </H2>\n\nOpen a second line.\n"
        )
        built = build({"a.md": post.replace("\n", "\r\n"), "b.md": "<h2>Soup</h2>\n"})
        titles = [section[0].astext() for section in built.doctree("a").findall(nodes.section)]
        talks = [talk["title"] for talk in built.doctree("a").findall(confnotes_talk)]
        assert [*titles[1:], *talks] == [
            "Queues & lines for beginners",
            "Queues for experts in a hurry",
        ]
        assert "Stand in line, said she." in built.html("a.html").get_text()
        assert not list(built.doctree("b").findall(nodes.section))

    @pytest.mark.parametrize(
        "html",
        [
            '<h2 id="soup">Soup</h2>',
            "<h2>So<b>up</b></h2>",
            "<h2>*Soup*</h2>",
            "<h2>Soup</h2>\n<p>Hot.</p>",
            "<div>\n<h2>Soup</h2>\n</div>",
            "<h2>Soup</h3>",
            "- a\n\n  <h2>Soup</h2>",
        ],
    )
    def test_stay_html_where_more_is_in_them(self, build: Build, html: str) -> None:
        built = build({"a.md": f"{self.HEAD}{html}\n"})
        assert len(list(built.doctree("a").findall(nodes.section))) == 1
        assert html.split("\n")[-1].strip() in built.text("a.html")
