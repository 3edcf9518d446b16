"""Notes from Obsidian: callouts, links to notes, highlights, fields and tags, in posts alone."""

from __future__ import annotations

import json
import random
import re
from typing import Any, ClassVar

import pytest
from docutils import nodes

from sphinxext_confnotes.nodes import confnotes_comment, confnotes_talk, confnotes_tldr
from sphinxext_confnotes.reading.obsidian import MARK
from tests.support.builds import CONF, PROJECTS, WRITING_BUILDERS, Build, Built, edit
from tests.support.thorough import first_quick

VAULT = PROJECTS / "obsidian"
POST = "notes/2031-05-14 Kitchens"

FRONT = "---\ntitle: A day\ndate: 2031-05-14\n---\n\n"
"""Five lines."""

SHOWN = [
    "A good day with Bo.",
    "the baker, Ann Holm and Nobody Known",
    '"[[code]]" and "==code==" stay',
    "Speaker: Ann Holm",
    "Mood:: hungry",
    "Stock first, see Bread without ovens.",
    "Hot: It burns.",
    "My take\n      I would *eat* it.",
    "Is it vegan?: Nobody knew.",
    "[image: A pot]",
    "[mood:: sleepy]",
    "Abstract\n      Use a pan.",
    "Bring flour.",
    "My-own type: Kept.",
    "A sentence with a #tag in it, 1 == 1, a==b and c==d, marked **and bold** words.",
    "Escaped are ==these words== and [[these ones]].",
    "See Plain, menu.txt, missing.png and Bread without ovens.",
]


def read(build: Build, body: str, **kwargs: Any) -> nodes.document:
    """Return the doctree of a post, read without a warning."""
    built = build({"a.md": FRONT + body}, "dummy", **kwargs)
    assert built.warnings == []
    return built.doctree("a")


def data(built: Built) -> list[dict[str, Any]]:
    """Return the talks of the first post, as the data has them."""
    talks: list[dict[str, Any]] = json.loads(built.text("talks.json"))["posts"][0]["talks"]
    return talks


class TestVault:
    def test_as_text(self, build: Build) -> None:
        built = build(VAULT, "text", args=["-W"])
        assert built.status == 0
        text = built.text(f"{POST}.txt")
        flat = " ".join(text.split())
        assert [words for words in SHOWN if " ".join(words.split()) not in flat] == []
        assert "private" not in text

    def test_as_a_page(self, build: Build) -> None:
        built = build(VAULT, args=["-W"])
        assert built.status == 0
        body = built.html(f"{POST}.html").select_one("div.body")
        assert body
        links = {link.get_text(): str(link["href"]) for link in body.select("a[href]")}
        assert (
            links
            | {
                "Bo": "../people/Bo%20Berg.html",
                "the baker": "../people/Bo%20Berg.html#early-years",
                "Ann Holm": "../conf-speakers.html#cap-A",
                "Plain": "Plain.html",
                "a plain page": "Plain.html",
                "The soup of tomorrow > Questions": "#the-soup-of-tomorrow",
                "Bread without ovens": "#bread-without-ovens",
                "here": "Plain.html",
            }
            == links
        )
        assert "menu.txt" in links["menu.txt"]
        assert [mark.get_text() for mark in body.select(f".{MARK}")] == [
            "good",
            "marked and bold words",
        ]
        pictures = body.select("img")
        assert [picture["alt"] for picture in pictures] == ["A pot", "soup pot"]
        assert "120px" in str(pictures[0]["style"])
        assert body.select(".admonition.warning .admonition-title")[0].get_text() == "Hot"
        assert len(body.select(".admonition.note")) == 1

    def test_what_is_known_of_it(self, build: Build) -> None:
        built = build(VAULT)
        (post,) = json.loads(built.text("talks.json"))["posts"]
        assert post["tags"] == ["kitchens", "travel/north"]
        assert "aliases" not in post
        assert [note["text"] for note in post["notes"]] == ["A good day with Bo."]
        soup, bread = post["talks"]
        assert (soup["title"], soup["speakers"], soup["room"], soup["tags"]) == (
            "The soup of tomorrow",
            ["Ann Holm"],
            "Blue hall",
            ["soup", "slow-food"],
        )
        assert [(note["kind"], note.get("source")) for note in soup["notes"]][1] == (
            "comment",
            "I would *eat* it.",
        )
        assert (bread["speakers"], bread["room"]) == (["Bo Berg"], "Red hall")

    @pytest.mark.parametrize("builder", first_quick(WRITING_BUILDERS))
    def test_in_every_builder(self, build: Build, builder: str) -> None:
        built = build(VAULT, builder, args=["-W"])
        assert built.status == 0
        files = [path for path in built.out.rglob("*") if path.is_file()]
        assert not [path for path in files if b"private" in path.read_bytes()]
        if builder == "latex":
            text = built.text("kitchenvault.tex")
            assert r"\DUrole{confnotes-marked}{good}" in text
            assert "Nobody Known" in text
        if builder == "epub":
            page = built.text(f"{POST}.xhtml")
            assert "Nobody Known" in page
            assert "[[code]]" in page

    def test_with_a_second_builder(self, build: Build) -> None:
        build(VAULT)
        built = build(None, "text", args=["-W"])
        assert built.status == 0
        assert "the baker, Ann Holm and Nobody Known" in built.text(f"{POST}.txt")

    def test_other_pages_stay(self, build: Build) -> None:
        built = build(VAULT, "text")
        text = built.text("index.txt")
        assert "==Not a post==: [[Ann Holm]], %%shown%%" in text
        assert "[!tldr] A quote." in text

    def test_summaries_lead_to_the_same_places(self, build: Build) -> None:
        built = build(VAULT)
        body = built.html("lists.html").select_one("div.body")
        assert body
        links = {(link.get_text(), str(link["href"])) for link in body.select(".confnotes-tldr a")}
        assert ("Bo", "people/Bo%20Berg.html") in links
        assert (
            "Bread without ovens",
            "notes/2031-05-14%20Kitchens.html#bread-without-ovens",
        ) in links


KINDS = {
    "docutils' own": ("[!tip]", "tip", ""),
    "GitHub's": ("[!WARNING]", "warning", ""),
    "with a title": ("[!tip] Mind *this*", "admonition", "Mind this"),
    "folded": ("[!important]-", "important", ""),
    "unfolded with a title": ("[!note]+ Read", "admonition", "Read"),
    "Obsidian's own": ("[!faq]", "admonition", "Faq"),
    "of nobody": ("[!weather-report]", "admonition", "Weather-report"),
    "in capitals": ("[!QUOTE]", "admonition", "Quote"),
    "with what a theme makes of it": ("[!info|right] Here", "admonition", "Here"),
    "a comment outside of a talk": ("[!note] My take", "admonition", "My take"),
}


class TestCallouts:
    @pytest.mark.parametrize(("head", "tag", "title"), KINDS.values(), ids=KINDS)
    def test_admonitions(self, build: Build, head: str, tag: str, title: str) -> None:
        document = read(build, f"> {head}\n> Words\n> and *more*.\n")
        (found,) = document.findall(nodes.Admonition)
        assert isinstance(found, nodes.Element)
        assert found.tagname == tag
        assert [part.astext() for part in found.findall(nodes.title)] == ([title] if title else [])
        (text,) = found.findall(nodes.paragraph)
        assert text.astext() == "Words\nand more."
        assert (found.line, text.line) == (6, 7)

    @pytest.mark.parametrize(
        "quote",
        ["> [!note]", "> \\[!note]\n> a", "> a\n> [!note]", "> [!]\n> a", "> `[!note]`\n> a"],
    )
    def test_quotes(self, build: Build, quote: str) -> None:
        document = read(build, f"{quote}\n")
        assert list(document.findall(nodes.Admonition)) == []
        assert len(list(document.findall(nodes.block_quote))) == 1

    def test_one_that_is_all_title(self, build: Build) -> None:
        document = read(build, "> [!warning] Mind the **step**\n")
        (found,) = document.findall(nodes.warning)
        assert found.astext() == "Mind the step"

    @pytest.mark.parametrize(
        ("head", "label"),
        [
            ("[!tldr]", None),
            ("[!TLDR]-", None),
            ("[!summary]", "Summary"),
            ("[!abstract] What it said", "What it said"),
            ("[!takeaways]", "Takeaways"),
            ("[!note] Key points", "Key points"),
        ],
    )
    def test_tldrs(self, build: Build, head: str, label: str | None) -> None:
        document = read(build, f"## Soup\n\n> {head}\n> Words.\n\nMore.\n")
        (talk,) = document.findall(confnotes_talk)
        (note,) = document.findall(confnotes_tldr)
        assert note.parent is talk
        assert (note.get("label"), note.astext(), note["classes"]) == (label, "Words.", [])
        assert talk.children[-1].astext() == "More."

    @pytest.mark.parametrize(
        ("head", "label", "author"),
        [
            ("[!note] My take", "My take", ""),
            ("[!quote] Comment (Ana)", None, "Ana"),
            ("[!comment]", None, ""),
            ("[!tldr] **My thoughts**", "My thoughts", ""),
        ],
    )
    def test_comments(self, build: Build, head: str, label: str | None, author: str) -> None:
        document = read(build, f"* [Soup](https://example.org)\n\n  > {head}\n  > - Words.\n")
        (note,) = document.findall(confnotes_comment)
        assert isinstance(note.parent, confnotes_talk)
        assert (note.get("label"), note.get("author", ""), note.astext()) == (
            label,
            author,
            "Words.",
        )

    @pytest.mark.parametrize(
        "before",
        [
            "* [Soup](https://example.org)\n",
            "[Soup](https://example.org)\n",
            "- Soup\n",
            "# Soup\n",
            "  1. Soup\n",
        ],
    )
    def test_behind_whatever_is_the_title(self, build: Build, before: str) -> None:
        document = read(build, f"{before}\n> [!tldr]\n> Words.\n")
        (talk,) = document.findall(confnotes_talk)
        assert talk[0].astext() == "Soup"
        assert len(list(talk.findall(confnotes_tldr))) == 1

    def test_of_the_day(self, build: Build) -> None:
        document = read(build, "> [!summary] In short\n> Words.\n\nMore.\n\n## Soup\n\nTLDR: a\n")
        day, _ = document.findall(confnotes_tldr)
        assert isinstance(day.parent, nodes.section)
        assert (day["label"], day.astext()) == ("In short", "Words.")

    def test_in_each_other(self, build: Build) -> None:
        body = (
            "## Soup\n\n> [!tldr]\n> Words.\n> > [!tip]\n> > Inside.\n> > > [!a b]\n> > > Deep.\n"
        )
        document = read(build, body)
        (note,) = document.findall(confnotes_tldr)
        (tip,) = note.findall(nodes.tip)
        (deep,) = tip.findall(nodes.admonition)
        assert deep.astext() == "A b\n\nDeep."

    def test_a_title_with_a_link_stays_text(self, build: Build) -> None:
        body = "## Soup\n\n> [!tldr] See [here](https://example.org)\n> Words.\n"
        document = read(build, body)
        (note,) = document.findall(confnotes_tldr)
        assert note.astext() == "See here\n\nWords."
        assert note.source_text == "See [here](https://example.org)\nWords."

    def test_lines_stay(self, build: Build) -> None:
        body = "> [!note] A\n> b\n> {conf:talk}`gone`\n>\n> {conf:talk}`lost`\n"
        built = build({"a.md": FRONT + body})
        assert built.warnings == [
            "a.md:8: WARNING: no talk is called 'gone'; it isn't linked [confnotes.reference]",
            "a.md:10: WARNING: no talk is called 'lost'; it isn't linked [confnotes.reference]",
        ]

    def test_with_alerts_of_myst(self, build: Build) -> None:
        conf = "myst_enable_extensions = ['alert']\n"
        body = "> [!NOTE]\n> a\n\n## Soup\n\n> [!tldr]\n> b\n\n> [!TIP] c\n> d\n"
        document = read(build, body, conf=conf)
        assert [found.astext() for found in document.findall(nodes.note)] == ["a"]
        assert [found.astext() for found in document.findall(confnotes_tldr)] == ["b"]
        assert [found.astext() for found in document.findall(nodes.admonition)] == ["c\n\nd"]


TEXTS = {
    "a name": ("[[Soup]]", "Soup"),
    "in a folder": ("[[talks/Soup]]", "Soup"),
    "with other words": ("[[Soup|the *best* one]]", "the best one"),
    "a heading": ("[[Soup#How#To cook]]", "Soup > To cook"),
    "a block": ("[[Soup#^a1b2]]", "Soup"),
    "on the page": ("[[#Cook]]", "Cook"),
    "with its suffix": ("[[Soup.md]]", "Soup"),
    "with markup": ("[[Soup *of* the day]]", "Soup of the day"),
    "in emphasis": ("**[[Soup]]** and *[[Bread|b]]*", "Soup and b"),
    "an embed": ("![[Soup]]", "Soup"),
    "a picture with words that isn't there": ("![[soup.png|A pot|100]]", "A pot"),
    "a picture that isn't there": ("![[soup.png|100x50]]", "soup.png"),
    "a table": ("| a |\n| - |\n| [[Soup\\|b]] |", "b"),
    "code": ("`[[Soup]] ==a==`", "[[Soup]] ==a=="),
    "escaped": ("\\[[Soup]] and \\[\\[Bread]]", "[[Soup]] and [[Bread]]"),
    "escaped beside one that isn't": ("\\[[Soup]] [[Bread]]", "[[Soup]] Bread"),
    "nothing": ("[[]] and [[ ]] and [[|a]]", "[[]] and [[ ]] and [[|a]]"),
    "over lines": ("[[Soup\nBread]]", "[[Soup\nBread]]"),
    "open": ("[[Soup and [[ ]", "[[Soup and [[ ]"),
    "a link in it": ("[[a](https://example.org) [[b]]]", "[a b]"),
    "in a link": ("[a [[b]] c](https://example.org)", "a [[b]] c"),
    "highlighted": ("==a== and ==b *c* d==", "a and b c d"),
    "highlighted over lines": ("==a\nb== c", "a\nb c"),
    "a highlighted link": ("==[[Soup]]==, [==a==](https://example.org)", "Soup, a"),
    "highlighted in another script": ("这是==重点==内容", "这是重点内容"),
    "a comparison": ("a == b and c == d, a==b, c==d, ==a", "a == b and c == d, a==b, c==d, ==a"),
    "more signs": ("===a=== ====", "===a=== ===="),
    "no highlight": ("\\==a==", "==a=="),
}


class TestInline:
    @pytest.mark.parametrize(("source", "expected"), TEXTS.values(), ids=TEXTS)
    def test_words(self, build: Build, source: str, expected: str) -> None:
        page = next(read(build, f"{source}\n").findall(nodes.section))
        found = [node.astext() for node in page.findall(nodes.paragraph)]
        assert found[-1] == expected

    def test_highlights(self, build: Build) -> None:
        document = read(build, "==a== **==b *c*==** x==d==y\n\n## ==e== f\n")
        marks = [
            node.astext() for node in document.findall(nodes.inline) if MARK in node["classes"]
        ]
        assert marks == ["a", "b c", "e"]

    def test_titles_of_sections_are_words_in_the_contents(self, build: Build) -> None:
        index = "# Home\n\n```{toctree}\na\n```\n"
        post = (
            "---\ndate: 2031-05-14\n---\n\n# A [[Plain|plain]] day\n\n## See [[Plain]]\n\nWords.\n"
        )
        built = build({"index.md": index, "a.md": post, "Plain.md": "# Plain\n"})
        entries = built.html("index.html").select(".toctree-wrapper li a")
        assert [entry.decode_contents() for entry in entries] == ["A plain day", "See Plain"]

    def test_of_restructured_text_it_stays(self, build: Build) -> None:
        post = ":date: 2031-05-14\n\nA\n=\n\n[[Soup]] and ==a==\n"
        document = build({"a.rst": post}, "dummy").doctree("a")
        assert "[[Soup]] and ==a==" in document.astext()

    def test_what_another_extension_reads_stays_its_own(self, build: Build) -> None:
        conf = (
            f"{CONF}def read(app, name, content):\n"
            "    content[0] = content[0].replace('[[', '[wiki: ').replace(']]', '](https://x.org)')\n"
            "def setup(app):\n    app.connect('source-read', read)\n"
        )
        built = build({"a.md": f"{FRONT}[[Soup]]\n", "conf.py": conf})
        link = built.html("a.html").select_one("div.body p a")
        assert link is not None
        assert (link.get_text(), link["href"]) == ("wiki: Soup", "https://x.org")


class TestLinks:
    def test_only_who_asks_is_told_of_one_to_nothing(self, build: Build) -> None:
        files = {"a.md": f"{FRONT}b\nc [[Sup]]\n", "Soup.md": "# Soup\n"}
        assert build(files).warnings == []
        assert build(files, args=["-n", "-E"]).warnings == [
            "a.md:6: WARNING: no page is called 'Sup', did you mean 'Soup'?; it isn't linked "
            "[confnotes.reference]"
        ]

    def test_the_nearest_page_comes_first(self, build: Build) -> None:
        files = {
            "x/a.md": f"{FRONT}[[Soup]] [[y/Soup]] [[bread]]\n",
            "x/Soup.md": "# One\n",
            "x/y/Soup.md": "# Two\n",
            "Soup.md": "# Three\n",
            "z/Loaf.md": "# Bread\n",
        }
        links = build(files).html("x/a.html").select("div.body p a")
        assert [link["href"] for link in links] == ["Soup.html", "y/Soup.html", "../z/Loaf.html"]

    def test_a_talk_goes_before_a_page_of_its_title(self, build: Build) -> None:
        files = {
            "a.md": f"{FRONT}## [[Soup]]\n\nTLDR: a\n\n## Bread\n\nTLDR: as [[soup]]\n",
            "b.md": "# Soup\n",
        }
        body = build(files).html("a.html").select_one("div.body")
        assert body
        assert [link["href"] for link in body.select(".confnotes-tldr a")] == ["#soup"]
        assert body.select(".confnotes-title")[0].select("a:not(.headerlink)") == []

    def test_nothing_leads_to_a_draft(self, build: Build) -> None:
        draft = "---\ndate: 2031-05-15\ndraft: true\n---\n\n# Soup\n"
        built = build({"a.md": f"{FRONT}[[Soup]] [[b]]\n", "b.md": draft})
        assert built.html("a.html").select("div.body p a") == []

    def test_a_page_that_comes_is_linked_and_one_that_goes_is_not(self, build: Build) -> None:
        index = "# Home\n\n```{toctree}\n:glob:\n*\n```\n"
        built = build({"a.md": f"{FRONT}See [[Soup]].\n", "index.md": index})
        assert built.html("a.html").select("div.body p a") == []
        (built.source / "Soup.md").write_text("# S\n", "utf-8")
        built = build()
        assert [one["href"] for one in built.html("a.html").select("div.body p a")] == ["Soup.html"]
        (built.source / "Soup.md").unlink()
        built = build()
        assert built.warnings == []
        assert built.html("a.html").select("div.body p a") == []

    def test_a_picture_that_comes_is_shown(self, build: Build) -> None:
        built = build({"a.md": f"{FRONT}![[pot.svg]]\n"})
        assert "pot.svg" in built.text("a.html")
        (built.source / "deep" / "er").mkdir(parents=True)
        (built.source / "deep" / "er" / "Pot.svg").write_text("<svg/>", "utf-8")
        built = build()
        assert built.warnings == []
        assert len(built.html("a.html").select("div.body img")) == 1

    def test_no_file_outside_of_the_project_is_shown(self, build: Build) -> None:
        built = build({"a.md": f"{FRONT}![[../secret.svg]]\n"})
        (built.source.parent / "secret.svg").write_text("<svg/>", "utf-8")
        built = build(args=["-E"])
        assert built.warnings == []
        assert built.html("a.html").select("div.body img") == []

    def test_a_file_is_what_a_field_leads_to(self, build: Build) -> None:
        post = f"{FRONT}## Soup\n\nTLDR: a\n\nSlides: [[soup.pdf|Slides]]\n"
        built = build({"a.md": post, "files/soup.pdf": "x"})
        assert built.warnings == []
        assert data(built)[0]["slides"].endswith("soup.pdf")


class TestFields:
    @pytest.mark.parametrize(
        "line",
        [
            "Speaker:: Ann Holm",
            "**Speaker**:: Ann Holm",
            "speaker:: [[people/Ann Holm]]",
            "[speaker:: Ann Holm]",
            "(speaker:: Ann Holm) [mood:: good]\n[speaker:: Ann Holm]",
            "- speaker:: Ann Holm",
            "- [speaker:: Ann Holm] (room:: Hall)",
            "Words.\nspeaker:: Ann Holm",
        ],
    )
    def test_a_known_key_is_a_label(self, build: Build, line: str) -> None:
        built = build({"a.md": f"{FRONT}## Soup\n\nTLDR: a\n\n{line}\n"})
        assert built.warnings == []
        assert data(built)[0]["speakers"] == ["Ann Holm"]
        assert "speaker::" not in built.text("talks.json")

    @pytest.mark.parametrize("line", ["mood:: good", "It is [rating:: 4] of 5", "(a::b)"])
    def test_other_text_stays(self, build: Build, line: str) -> None:
        document = read(build, f"## Soup\n\nTLDR: a\n\n### Facts\n\n{line}\n")
        (talk,) = document.findall(confnotes_talk)
        assert not {"speakers", "rating"} & talk.attributes.keys()
        assert talk.children[-1].astext() == line

    def test_a_wrong_one_is_warned_about_at_its_line(self, build: Build) -> None:
        built = build({"a.md": f"{FRONT}## Soup\n\nTLDR: a\n\nb\n[rating:: 9]\n"})
        (warning,) = built.warnings
        assert warning.startswith("a.md:11: WARNING: 'rating: 9'")


class TestTags:
    def test_of_talks_and_of_the_post(self, build: Build) -> None:
        front = "---\ntitle: A day\ndate: 2031-05-14\ntags: [soup]\n---\n\n"
        body = (
            "Hello.\n#food #Soup-2031\n\n## One\n\nTLDR: a\n#kitchens/big #b\n\n"
            "## Two\n\n#c\n\nComment: I'd say #no, and\n#1 #2\n\n- #todo\n\n## Links\n\n#d\n"
        )
        built = build({"a.md": front + body})
        assert built.warnings == []
        (post,) = json.loads(built.text("talks.json"))["posts"]
        assert post["tags"] == ["soup", "food", "Soup-2031", "d"]
        assert [talk.get("tags") for talk in post["talks"]] == [["kitchens/big", "b"], ["c"]]
        assert "#food #Soup-2031" in built.html("a.html").get_text()

    def test_the_only_ones_at_the_end_are_of_the_post(self, build: Build) -> None:
        built = build({"a.md": f"{FRONT}## One\n\nTLDR: a\n\n## Two\n\nTLDR: b\n\n#food\n"})
        (post,) = json.loads(built.text("talks.json"))["posts"]
        assert post["tags"] == ["food"]
        assert not any("tags" in talk for talk in post["talks"])
        assert "#food" in built.html("a.html").get_text()

    def test_in_a_field(self, build: Build) -> None:
        built = build({"a.md": f"{FRONT}## One\n\nTLDR: a\n\ntags:: #food #soup\n"})
        assert data(built)[0]["tags"] == ["food", "soup"]

    def test_an_edit(self, build: Build) -> None:
        built = build({"a.md": f"{FRONT}#food\n"})
        edit(built, "a.md", "#food", "#soup")
        (post,) = json.loads(build().text("talks.json"))["posts"]
        assert post["tags"] == ["soup"]


class TestTranslation:
    POST = (
        "---\ntitle: A day\ndate: 2031-05-14\n---\n\n"
        "## ==Big== [[talks/Soup|Soup]]\n\n> [!tldr] What *it* said\n> Stir [[Bread|it]].\n"
    )
    MESSAGES: ClassVar = {
        "==Big== [[talks/Soup|Soup]]": "==Große== [[talks/Soup|Suppe]]",
        "What *it* said": "Was *sie* war",
        "Stir [[Bread|it]].": "Rühr [[Bread|sie]] um.",
    }

    def test_only_words_are_messages(self, build: Build) -> None:
        text = build({"a.md": self.POST}, "gettext").text("a.pot")
        assert "[!" not in text
        assert all(f'msgid "{message}"' in text for message in self.MESSAGES)

    def test_a_talk_keeps_its_name(self, build: Build) -> None:
        conf = "language = 'de'\nlocale_dirs = ['locale']\n"
        messages = "\n".join(
            f'msgid "{message}"\nmsgstr "{translated}"\n'
            for message, translated in self.MESSAGES.items()
        )
        head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
        files = {"a.md": self.POST, "locale/de/LC_MESSAGES/a.po": head + messages}
        built = build(files, conf=conf)
        assert built.warnings == []
        (talk,) = data(built)
        assert (talk["id"], talk["title"]) == ("a#big-soup", "Große Suppe")
        assert talk["notes"][0]["text"] == "Was sie war\n\nRühr sie um."


BLOCKS = [
    "> [!tldr]{fold}\n> {word}\n>\n> - {word}",
    "> [!{word}]\n> {word}",
    "> [!gone] {word} `{word}`\n> {word}\n> > [!note] My take\n> > {word}",
    "> [!summary] {word}",
    "> [!quote] Comment ({word})\n> - {word}\n> - > [!tip]\n>   > {word}",
    "- [[{word}]] [[gone/gone#gone|*{word}* {word}]]\n- ![[{word}.png]] ![[gone.png|{word}|50]]",
    "=={word} [[{word}]]== and ==[{word}](https://example.org) {word}",
    "| a | b |\n| - | - |\n| [[gone\\|{word}]] | =={word}== |",
    "Speaker:: {word}\n{word}:: {word}\n[{word}:: {word}] (room:: {word})",
    "[speaker:: {word}] [{word}:: {word}]\n{word}",
    "#{word} #a-{word}\n{word}",
    "## [[gone/{word}|{word}]] =={word}==",
    "## {word}\n\n> [!abstract]\n> {word}",
    "* [{word}](https://example.org)\n\n  > [!note] {word}\n  > {word}\n\n  TLDR: {word}",
    "**{word}** by [[{word}]]\n\n> [!comment] **{word}**\n> {word}",
    "[[{word}]] [[{word} ]] [[{word}\n{word}]] ]] == [[ {word}",
]
"""Each word of these is shown, but ``gone`` and what stands before a bar."""


@pytest.mark.parametrize("builder", ["text", "html"])
def test_no_word_is_lost(build: Build, builder: str) -> None:
    chance = random.Random(0)
    posts, words = {}, {}
    for post in range(40):
        body = "\n\n".join(chance.choices(BLOCKS, k=chance.randint(2, 9)))
        pieces = body.split("{word}")
        numbered = (f"{piece}w{post}x{number}" for number, piece in enumerate(pieces[:-1]))
        body = "".join([*numbered, pieces[-1]])
        name = f"p{post}.md"
        posts[name] = FRONT + body.replace("{fold}", chance.choice(["", "+", "-"])) + "\n"
        words[name] = re.findall(r"w\d+x\d+", re.sub(r"gone/\w+\|", "", body))
    built = build(posts, builder, args=["-W"])
    assert built.status == 0
    lost = {}
    for name, expected in words.items():
        page = name.replace(".md", ".txt" if builder == "text" else ".html")
        shown = built.text(page).casefold()
        lost[name] = [word for word in expected if not re.search(rf"{word}(?!\d)", shown)]
    assert {name: gone for name, gone in lost.items() if gone} == {}
