"""What the head of a post's page says of it, read by tools that others have written."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.support.builds import PROJECTS, Build, Built, edit
from tests.support.published_files import SCHEMA_ORG, expanded, head, script
from tests.support.thorough import first_quick
from tests.support.three_days import FILES, MONDAY

BASE = "html_baseurl = 'https://example.org/site'\n"
SITE = "https://example.org/site/"
PICTURE = PROJECTS / "rich" / "posts" / "pot.png"
OPENGRAPH = "extensions.append('sphinxext.opengraph')\n"


def metas(built: Built, name: str = "posts/one.html") -> dict[str, list[str]]:
    """Return the contents of a page's tags by name or property."""
    found: dict[str, list[str]] = {}
    for tag in head(built, name).find_all("meta"):
        if key := tag.get("name") or tag.get("property"):
            found.setdefault(key, []).append(tag["content"])
    return found


def ours(built: Built, name: str = "posts/one.html") -> dict[str, list[str]]:
    names = ("description", "og:", "article:")
    return {key: value for key, value in metas(built, name).items() if key.startswith(names)}


def values(node: Mapping[str, Any], name: str) -> list[Any]:
    return [one.get("@value", one.get("@id")) for one in node.get(SCHEMA_ORG + name, [])]


def names(node: Mapping[str, Any], name: str) -> list[str]:
    things = node.get(SCHEMA_ORG + name, [])
    return [value for thing in things for value in values(thing, "name")]


@pytest.mark.parametrize("builder", first_quick(["html", "dirhtml"]))
class TestPost:
    def test_article(self, build: Build, builder: str) -> None:
        built = build(FILES, builder, conf=BASE)
        page = "posts/one.html" if builder == "html" else "posts/one/"
        article = expanded(built, page if builder == "html" else f"{page}index.html")
        assert built.warnings == []
        assert article["@type"] == [f"{SCHEMA_ORG}BlogPosting"]
        assert article["@id"] == SITE + page
        assert values(article, "url") == [SITE + page]
        assert values(article, "headline") == ["Day one"]
        assert values(article, "description") == ["A day of soups."]
        assert values(article, "datePublished") == ["2031-05-12T09:30:00+02:00"]
        assert values(article, "inLanguage") == ["en"]
        assert values(article, "keywords") == ["soup", "salt, pepper"]
        assert names(article, "author") == ["Ana Holm", "Bo"]
        assert names(article, "about") == ["SoupConf"]

    def test_talks_are_events(self, build: Build, builder: str) -> None:
        built = build(FILES, builder, conf=BASE)
        page = "posts/one.html" if builder == "html" else "posts/one/"
        article = expanded(built, page if builder == "html" else f"{page}index.html")
        soup, bread = article[f"{SCHEMA_ORG}mentions"]
        assert soup["@type"] == [f"{SCHEMA_ORG}Event"]
        assert soup["@id"] == f"{SITE}{page}#soup"
        assert values(soup, "url") == ["https://example.org/soup"]
        assert values(soup, "name") == ["Soup"]
        assert values(soup, "startDate") == ["2031-05-12T09:00:00+02:00"]
        assert values(soup, "endDate") == ["2031-05-12T09:45:00+02:00"]
        assert names(soup, "performer") == ["Cy Ek", "Mia Orn"]
        assert {one["@type"][0] for one in soup[f"{SCHEMA_ORG}performer"]} == {
            f"{SCHEMA_ORG}Person"
        }
        assert names(soup, "location") == ["Uppsala"]
        assert names(soup, "superEvent") == ["SoupConf"]
        assert values(bread, "startDate") == ["2031-05-12"]

    def test_properties(self, build: Build, builder: str) -> None:
        built = build(FILES, builder, conf=BASE)
        page = "posts/one.html" if builder == "html" else "posts/one/"
        assert ours(built, page if builder == "html" else f"{page}index.html") == {
            "description": ["A day of soups."],
            "og:type": ["article"],
            "og:title": ["Day one"],
            "og:description": ["A day of soups."],
            "og:url": [SITE + page],
            "article:published_time": ["2031-05-12T09:30:00+02:00"],
            "article:tag": ["soup", "salt, pepper"],
        }


@pytest.mark.parametrize(
    ("matter", "published", "modified"),
    [
        ("date: 2031-05-12", "2031-05-12", None),
        ("date: 2031-05-12 09:30", "2031-05-12T09:30:00", None),
        ("date: 2031-05-12 09:30\ntimezone: Asia/Tokyo", "2031-05-12T09:30:00+09:00", None),
        (
            "date: 2031-05-12 09:30 -0500\ntimezone: Asia/Tokyo\nupdated: 2031-05-14 08:00",
            "2031-05-12T09:30:00-05:00",
            "2031-05-14T08:00:00+09:00",
        ),
        (
            "date: 2031-05-12\nupdated: 2031-05-14T08:00:00Z",
            "2031-05-12",
            "2031-05-14T08:00:00+00:00",
        ),
    ],
)
def test_times(build: Build, matter: str, published: str, modified: str | None) -> None:
    built = build({"a.md": f"---\n{matter}\n---\n\n# A\n"})
    article, properties = script(built, "a.html"), ours(built, "a.html")
    assert article["datePublished"] == published
    assert article.get("dateModified") == modified
    assert properties["article:published_time"] == [published]
    assert properties.get("article:modified_time") == (modified and [modified])


class TestWhere:
    def test_only_on_posts(self, build: Build) -> None:
        built = build(
            {**FILES, "plain.md": "# Plain\n", "no-post.md": "# T\n\n```{talk} T\nx\n```\n"}
        )
        described = [
            page.relative_to(built.out).as_posix()
            for page in built.out.rglob("*.html")
            if "application/ld+json" in page.read_text("utf-8")
        ]
        assert sorted(described) == ["posts/one.html", "posts/two.html", "three.html"]
        assert ours(built, "plain.html") == ours(built, "no-post.html") == {}

    def test_not_on_drafts(self, build: Build) -> None:
        built = build({"a.md": MONDAY.replace("---\n", "---\ndraft: true\n", 1)}, conf=BASE)
        assert "ld+json" not in built.text("a.html")
        assert ours(built, "a.html") == {}

    def test_not_when_it_is_not_asked_for(self, build: Build) -> None:
        built = build(FILES, conf="confnotes_publish = ['data']\n")
        assert "ld+json" not in built.text("posts/one.html")

    @pytest.mark.parametrize("builder", ["singlehtml", "epub", "json"])
    def test_not_by_other_builders(self, build: Build, builder: str) -> None:
        built = build(FILES, builder)
        texts = [path.read_bytes() for path in built.out.rglob("*") if path.is_file()]
        assert not [text for text in texts if b"ld+json" in text or b"og:title" in text]

    @pytest.mark.parametrize(
        "theme", first_quick(["alabaster", "classic", "basic", "nature", "haiku"], 2)
    )
    def test_in_every_theme(self, build: Build, theme: str) -> None:
        built = build(FILES, conf=f"html_theme = {theme!r}\n")
        assert script(built)["headline"] == "Day one"
        assert metas(built)["og:title"] == ["Day one"]

    def test_the_canonical_address_is_sphinxs_own(self, build: Build) -> None:
        links = head(build(FILES, conf=BASE)).find_all("link", rel="canonical")
        assert [link["href"] for link in links] == [f"{SITE}posts/one.html"]

    def test_what_is_filtered_out_of_the_files_is_a_post_all_the_same(self, build: Build) -> None:
        built = build(FILES, conf="confnotes_published = {'tags': 'nothing'}\n")
        assert script(built)["headline"] == "Day one"


class TestWithoutBase:
    def test_nothing_needs_an_absolute_address(self, build: Build) -> None:
        text = MONDAY.replace("It rises.", "It rises.\n\n  ![pot](pot.png)")
        built = build({"posts/one.md": text})
        (built.source / "posts/pot.png").write_bytes(PICTURE.read_bytes())
        built = build(args=["-E"])
        assert ours(built).keys() == {
            "description",
            "og:type",
            "og:title",
            "og:description",
            "article:published_time",
            "article:tag",
        }
        article = expanded(built)
        assert "@id" not in article
        assert values(article, "url") == values(article, "image") == []
        soup = article[f"{SCHEMA_ORG}mentions"][0]
        assert "@id" not in soup
        assert values(soup, "url") == ["https://example.org/soup"]
        assert names(soup, "performer") == ["Cy Ek", "Mia Orn"]

    def test_the_address_of_a_talk_is_its_own_or_that_on_the_page(self, build: Build) -> None:
        text = "---\ndate: 2031-05-12\n---\n\n:::{talk} Soup\n:url: files/a.pdf\n\nx\n:::\n"
        built = build({"a.md": text}, conf=BASE)
        (talk,) = expanded(built, "a.html")[f"{SCHEMA_ORG}mentions"]
        assert values(talk, "url") == [f"{SITE}a.html#soup"]


class TestDescription:
    def description(self, build: Build, text: str, conf: str = "") -> list[str]:
        built = build({"a.md": text}, conf=conf)
        assert built.warnings == []
        found = metas(built, "a.html")
        assert found.get("og:description") == found.get("description")
        return found.get("description", [])

    def post(self, text: str, matter: str = "") -> str:
        return f"---\ntitle: P\ndate: 2031-05-12\n{matter}---\n\n{text}\n"

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("TLDR: A *day*\nof $a^2$ soups.", "A day of a^2 soups."),
            ("First\nparagraph.\n\nSecond.", "First paragraph."),
            ("- A list first.\n\nThen words.", "Then words."),
            (
                "* [Soup](https://example.org/s)\n\nTLDR: x\n\n"
                "* [Bread](https://example.org/b)\n\nTLDR: y",
                "Soup; Bread",
            ),
            ("soup " * 100, "soup " * 40 + "…"),
            ("x" * 1000, "x" * 200 + " …"),
            ("漢" * 1000, "漢" * 200 + " …"),
        ],
        ids=["tldr", "paragraph", "list", "talks", "long", "word", "chinese"],
    )
    def test_is_the_opening(self, build: Build, text: str, expected: str) -> None:
        assert self.description(build, self.post(text)) == [expected]

    @pytest.mark.parametrize(
        "text",
        [
            "TLDR: a\n\n```{todo}\nhush\n```\n\nb",
            "{hiding}`hush`\n\nTLDR: a\n\n{hiding}`hush` b",
            "{hiding}`hush`\n\na {hiding}`hush` b",
        ],
    )
    def test_says_no_more_than_the_page(self, build: Build, text: str) -> None:
        conf = (
            "import sys\nfrom pathlib import Path\n\n"
            "sys.path.insert(0, str(Path(__file__).parent))\n"
            'html_baseurl = "https://notes.example.org/"\n'
            'extensions = ["sphinxext_confnotes", "hiding_role", "sphinx.ext.todo"]\n'
        )
        module = (
            "from docutils import nodes\n\n\n"
            "class hidden(nodes.inline):\n"
            "    pass\n\n\n"
            "def skip(writer, node):\n"
            "    raise nodes.SkipNode\n\n\n"
            "def role(name, rawtext, text, *rest, **more):\n"
            '    return [hidden("", text)], []\n\n\n'
            "def setup(app):\n"
            "    app.add_node(hidden, html=(skip, None))\n"
            '    app.add_role("hiding", role)\n'
        )
        files = {"hiding_role.py": module, "a.md": self.post(text)}
        built = build({**files, "conf.py": conf})
        found = metas(built, "a.html")["description"]
        assert [part.split() for part in found] == [["a", "b"]]
        assert "hush" not in built.text("feed.xml")
        assert "hush" not in built.text("talks.json")

    def test_there_may_be_none(self, build: Build) -> None:
        assert self.description(build, self.post("## Only a section")) == []

    def test_the_front_matters_goes_first(self, build: Build) -> None:
        text = self.post("Opening.", 'description: "Ladle\n  by \\"ladle\\" & <more>"\n')
        assert self.description(build, text) == ['Ladle by "ladle" & <more>']

    def test_what_is_no_character_is_left_out(self, build: Build) -> None:
        text = self.post("Opening.", r'description: "La\ud800d\x1ble"' + "\n")
        assert self.description(build, text) == ["Ladle"]

    def test_what_the_author_put_in_the_head_is_not_doubled(self, build: Build) -> None:
        matter = 'myst:\n  html_meta:\n    description: "Own."\n    "property=og:title": "Title"\n'
        built = build({"a.md": self.post("Opening.", matter)})
        found = ours(built, "a.html")
        assert found["description"] == found["og:description"] == ["Own."]
        assert found["og:title"] == ["Title"]
        assert script(built, "a.html")["description"] == "Own."

    def test_nor_in_restructuredtext(self, build: Build) -> None:
        text = ":date: 2031-05-12\n\nP\n=\n\n.. meta::\n   :description: Own.\n\nOpening.\n"
        assert ours(build({"a.rst": text}), "a.html")["description"] == ["Own."]


class TestImage:
    def image(self, build: Build, text: str, conf: str = BASE) -> dict[str, list[str]]:
        built = build({"posts/a.md": f"---\ndate: 2031-05-12\n---\n\n{text}\n"}, conf=conf)
        (built.source / "posts" / "pot.png").write_bytes(PICTURE.read_bytes())
        (built.source / "posts" / "pot.svg").write_text("<svg/>", "utf-8")
        built = build(args=["-E"])
        found = ours(built, "posts/a.html")
        assert script(built, "posts/a.html").get("image") == next(
            iter(found.get("og:image", [])), None
        )
        return {name: content for name, content in found.items() if name.startswith("og:image")}

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("![A *pot*](pot.png)\n\n![x](https://example.org/x.png)", f"{SITE}_images/pot.png"),
            (
                "![x](missing.png)\n\n![A pot](https://example.org/x.png)",
                "https://example.org/x.png",
            ),
            ("![x](pot.svg)\n\n![A pot](https://example.org/x.png)", "https://example.org/x.png"),
            ("![x](data:image/png;base64,xx)\n\n![A pot](pot.png)", f"{SITE}_images/pot.png"),
        ],
    )
    def test_is_the_first_of_the_page(self, build: Build, text: str, expected: str) -> None:
        assert self.image(build, text) == {"og:image": [expected], "og:image:alt": ["A pot"]}

    def test_there_may_be_none(self, build: Build) -> None:
        assert self.image(build, "No image.") == {}


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>--><img src=x onerror=alert(1)>",
    "\"'><svg onload=alert(1)>",
    "a\u2028b\u2029c",
    "\\u003c/script\\u003e \\",
    "&lt;/script&gt; &amp; &quot;",
    "\u202egnp.exe {{ 1 }} {% raw %}",
]


@pytest.mark.parametrize("hostile", first_quick(HOSTILE, 2))
def test_hostile_words_stay_words(build: Build, hostile: str) -> None:
    words = json.dumps(hostile, ensure_ascii=False)
    matter = "".join(
        f"{key}: {words}\n" for key in ("title", "author", "conference", "location", "description")
    )
    text = (
        f"---\n{matter}date: 2031-05-12\ntags: [{words}]\n---\n\n:::{{talk}} T\n:speakers: x\n:::\n"
    )
    text = text.replace(":speakers: x", f":room: {hostile.split(chr(0x2028))[0]}\n\nx")
    built = build({"a.md": text}, conf=f"{BASE}smartquotes = False\n")
    expected = " ".join(hostile.split())
    article = script(built, "a.html")
    assert article["headline"] == article["description"] == expected
    assert article["author"][0]["name"] == article["about"]["name"] == expected
    found = ours(built, "a.html")
    assert found["og:title"] == found["description"] == [expected]
    page = head(built, "a.html")
    assert not page.find_all(onerror=True) + page.find_all(onload=True)
    assert not [
        tag
        for tag in page.find_all("script")
        if tag.string and "alert" in tag.string and tag.get("type") != "application/ld+json"
    ]
    # Nor is there a way out of the script for those who parse by hand.
    raw = built.text("a.html").split("application/ld+json")[1].split(">", 1)[1]
    assert not set(raw.partition("</script>\n")[0]) & set("<>&\u2028\u2029")


class TestOpengraph:
    """With the extension that writes the properties."""

    def test_it_writes_the_properties(self, build: Build) -> None:
        conf = f"{BASE}{OPENGRAPH}ogp_site_url = 'https://example.org/site/'\nproject = 'Soups'\n"
        built = build(FILES, conf=conf)
        assert built.warnings == []
        found = ours(built)
        assert {name: len(content) for name, content in found.items()} == dict.fromkeys(found, 1)
        assert found["og:type"] == ["article"]
        assert found["og:title"] == ["Day one"]
        assert found["og:description"] == found["description"] == ["A day of soups."]
        assert found["og:url"] == [f"{SITE}posts/one.html"]
        assert found["og:site_name"] == ["Soups"]
        assert not [name for name in found if name.startswith("article:")]
        assert script(built)["headline"] == "Day one"

    def test_whichever_is_loaded_first(self, build: Build) -> None:
        conf = "extensions = ['sphinxext.opengraph', 'sphinxext_confnotes']\n"
        found = ours(build(FILES, conf=conf))
        assert found["og:description"] == found["description"] == ["A day of soups."]

    def test_other_pages_are_its_own(self, build: Build) -> None:
        files = {**FILES, "plain.md": "# Plain\n\nWords.\n"}
        with_ours = metas(build(files, conf=OPENGRAPH), "plain.html")
        without = "extensions = ['myst_parser', 'sphinx_design', 'sphinxext.opengraph']\n"
        plain = {"plain.md": files["plain.md"], "conf.py": without}
        assert with_ours == metas(build(plain, folder="other"), "plain.html")

    @pytest.mark.parametrize(
        ("matter", "conf", "name", "expected"),
        first_quick(
            [
                ("'og:description': Own.\n", "", "og:description", ["Own."]),
                ("'og:type': profile\n", "", "og:type", ["profile"]),
                ("", "ogp_type = 'book'\n", "og:type", ["book"]),
                ("", "ogp_enable_meta_description = False\n", "description", None),
                ("ogp_disable: true\n", "", "og:title", None),
                ("ogp_disable: true\n", "", "description", ["A day of soups."]),
            ],
            2,
        ),
    )
    def test_what_authors_say_to_it_goes_first(
        self, build: Build, matter: str, conf: str, name: str, expected: list[str] | None
    ) -> None:
        text = MONDAY.replace("---\n", f"---\n{matter}", 1)
        built = build({"posts/one.md": text}, conf=OPENGRAPH + conf)
        assert ours(built).get(name) == expected
        assert script(built)["headline"] == "Day one"

    def test_a_description_is_not_doubled(self, build: Build) -> None:
        matter = 'myst:\n  html_meta:\n    description: "Own."\n'
        built = build(
            {"posts/one.md": MONDAY.replace("---\n", f"---\n{matter}", 1)}, conf=OPENGRAPH
        )
        assert ours(built)["description"] == ours(built)["og:description"] == ["Own."]


class TestBuilds:
    def test_an_edit_changes_the_page_of_its_post_alone(self, build: Build) -> None:
        built = build(FILES, conf=BASE)
        edits = [
            ("posts/two.md", "room: K2", "room: K3"),
            ("posts/two.md", ":tags: leek", ":tags: leek\n:time: 10:00\n:speakers: Zoe"),
            ("posts/one.md", "A day of *soups*.", "A day."),
            ("posts/one.md", "author: [Ana Holm, Bo]", "author: Bo"),
        ]
        for number, (name, old, new) in enumerate(edits):
            edit(built, name, old, new)
            build()
            fresh = build(built.source, folder=f"fresh{number}")
            for page in ("posts/one.html", "posts/two.html", "three.html"):
                assert script(built, page) == script(fresh, page)
                assert metas(built, page) == metas(fresh, page)

    @pytest.mark.thorough
    def test_it_is_the_same_in_parallel_and_with_another_seed(self, build: Build) -> None:
        many = FILES | {f"more/{number}.md": MONDAY for number in range(8)}
        first, second = (
            build(many, folder=folder, args=["-j", jobs], env={"PYTHONHASHSEED": seed})
            for folder, jobs, seed in [("a", "1", "1"), ("b", "3", "2")]
        )
        for page in ("posts/one.html", *(f"more/{number}.html" for number in range(8))):
            assert script(first, page) == script(second, page)
            assert str(head(first, page)) == str(head(second, page))
            assert ours(first, page)["description"] == ["A day of soups."]

    def test_it_is_written_again_when_the_base_changes(self, build: Build) -> None:
        built = build(FILES)
        assert "og:url" not in ours(built)
        built = build(conf=BASE)
        assert ours(built)["og:url"] == [f"{SITE}posts/one.html"]
