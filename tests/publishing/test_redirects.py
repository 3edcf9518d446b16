"""The pages at the addresses that posts should keep: what leads where, and what is refused."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest

from tests.support.builds import Build, Built, edit
from tests.support.published_files import REFRESH, data, redirects, target, validate_data
from tests.support.thorough import first_quick

BASE = "html_baseurl = 'https://example.org/site'\n"
SITE = "https://example.org/site/"
BUILDERS = ("html", "dirhtml")


def post(matter: str = "", title: str = "Soup") -> str:
    return f"---\ntitle: {title}\ndate: 2031-05-07\n{matter}\n---\n\nWords.\n"


class TestWhere:
    @pytest.mark.parametrize("builder", first_quick(BUILDERS))
    @pytest.mark.parametrize(
        ("matter", "expected"),
        first_quick(
            [
                ("permalink: /old/soup/", ["old/soup/index.html"]),
                ("permalink: /old/soup.html", ["old/soup.html"]),
                ("permalink: old/soup", ["old/soup/index.html"]),
                ("permalink: [/old.htm, /older/]", ["old.htm", "older/index.html"]),
                ("url: /old/", ["old/index.html"]),
                ("redirect_from: /a/", ["a/index.html"]),
                ("redirect_from:\n  - /a/\n  - b", ["a/index.html", "b/index.html"]),
                (
                    "aliases: [/a/, b/, c/d.html]",
                    ["a/index.html", "posts/b/index.html", "posts/c/d.html"],
                ),
                ("aliases: /a/, /b/", ["a/index.html", "b/index.html"]),
                ("permalink: /:year/:month/:title/", ["2031/05/soup/index.html"]),
                (
                    "permalink: /a/\naliases: [/a/, /a]\nredirect_from: /a/index.html",
                    ["a/index.html"],
                ),
                ("permalink: /caf%C3%A9 x/", ["café x/index.html"]),
                ("permalink:", []),
                ("aliases: [KitchenConf day one, Soup]", []),
            ],
            5,
        ),
    )
    def test_a_page_at_each_address(
        self, build: Build, builder: str, matter: str, expected: list[str]
    ) -> None:
        built = build({"posts/one.md": post(matter)}, builder)
        assert built.warnings == []
        assert redirects(built) == expected
        page = "posts/one.html" if builder == "html" else "posts/one/index.html"
        assert {target(built, name) for name in expected} <= {page}

    def test_of_restructuredtext(self, build: Build) -> None:
        text = ":date: 2031-05-07\n:permalink: /a/\n:aliases: /b/, c/\n\nSoup\n====\n\nWords.\n"
        built = build({"posts/one.rst": text})
        assert redirects(built) == ["a/index.html", "b/index.html", "posts/c/index.html"]

    @pytest.mark.parametrize(
        ("builder", "matter"),
        [
            ("html", "permalink: /posts/one.html"),
            ("dirhtml", "permalink: /posts/one/"),
            ("dirhtml", "permalink: /posts/one"),
            ("dirhtml", "permalink: /posts/one/index.html"),
        ],
    )
    def test_none_at_the_address_of_the_post(self, build: Build, builder: str, matter: str) -> None:
        built = build({"posts/one.md": post(matter)}, builder)
        assert built.warnings == []
        assert redirects(built) == []

    @pytest.mark.parametrize("builder", BUILDERS)
    def test_the_home_page_may_be_a_post(self, build: Build, builder: str) -> None:
        built = build({"index.md": post("aliases: [/, /a/b/]")}, builder)
        assert built.warnings == []
        assert redirects(built) == ["a/b/index.html"]
        assert target(built, "a/b/index.html") == "index.html"

    def test_only_of_posts(self, build: Build) -> None:
        text = (
            "---\npermalink: https://example.org\naliases: {a: b}\nredirect_from: /b/\n---\n\n# A\n"
        )
        talk = text + "\n:::{talk} T\nx\n:::\n"
        built = build({"a.md": text, "b.md": talk})
        assert built.warnings == []
        assert redirects(built) == []

    def test_not_of_drafts(self, build: Build) -> None:
        files = {"a.md": post("permalink: /a/\ndraft: true"), "b.md": post("permalink: /a/")}
        built = build(files)
        assert built.warnings == []
        assert target(built, "a/index.html") == "b.html"

    @pytest.mark.parametrize(
        "builder", first_quick(["confnotes", "singlehtml", "epub", "json", "text"])
    )
    def test_not_by_other_builders(self, build: Build, builder: str) -> None:
        built = build({"a.md": post("permalink: /old/")}, builder)
        assert not (built.out / "old").exists()

    def test_not_when_they_are_not_asked_for(self, build: Build) -> None:
        conf = "confnotes_publish = ['data']\n"
        built = build(
            {"a.md": post("permalink: /old/"), "b.md": post("permalink: /old/")}, conf=conf
        )
        assert built.warnings == []
        assert redirects(built) == []

    def test_whatever_is_filtered_out_of_the_files(self, build: Build) -> None:
        conf = "confnotes_published = {'tags': 'nothing'}\n"
        assert redirects(build({"a.md": post("permalink: /old/")}, conf=conf)) == ["old/index.html"]

    def test_the_data_has_them(self, build: Build) -> None:
        built = build({"posts/a.md": post("permalink: /:year/\naliases: [b/, /c]")})
        validate_data(built)
        (one,) = data(built)["posts"]
        assert one["permalink"] == "/2031/"
        assert one["aliases"] == ["/2031/", "/posts/b/", "/c"]


class TestPage:
    def test_what_is_in_it(self, build: Build) -> None:
        conf = f"{BASE}language = 'pt_BR'\n"
        built = build({"posts/one.md": post("permalink: /old/one/")}, conf=conf)
        page = built.html("old/one/index.html")
        assert page.html is not None
        assert page.html["lang"] == "pt-BR"
        assert page.title is not None
        assert page.title.get_text() == page.select_one("a").get_text() == "Soup"
        assert page.select_one("link[rel=canonical]")["href"] == f"{SITE}posts/one.html"
        assert page.select_one("meta[name=robots]")["content"] == "noindex"
        assert page.select_one("meta[charset]")["charset"] == "utf-8"
        assert target(built, "old/one/index.html") == "posts/one.html"

    def test_without_base_all_is_relative(self, build: Build) -> None:
        built = build({"posts/one.md": post("permalink: /old/one/")})
        link = built.html("old/one/index.html").select_one("link[rel=canonical]")
        assert link["href"] == "../../posts/one.html"

    @pytest.mark.parametrize("builder", BUILDERS)
    def test_strange_names_and_titles(self, build: Build, builder: str) -> None:
        title = "\"'><script>alert(1)</script>{0}{x}</title><img src=x onerror=alert(2)>"
        names = ["a b", "sö&up", "javascript:x", 'q"><b>', "0;url=x", "{0}"]
        quoted = "'" + title.replace("'", "''") + "'"
        files = {"index.md": "# Home\n"} | {
            f"{name}.md": post(f"orphan: true\npermalink: /old/{number}/", quoted)
            for number, name in enumerate(names)
        }
        built = build(files, builder, conf="smartquotes = False\n")
        for number, name in enumerate(names):
            file = f"old/{number}/index.html"
            expected = f"{name}.html" if builder == "html" else f"{name}/index.html"
            assert target(built, file) == expected
            page = built.html(file)
            assert page.title.get_text() == page.a.get_text() == title
            assert not page.select("script, img, b")

    def test_it_leads_to_its_post_from_any_depth(self, build: Build) -> None:
        matter = "aliases: [/1.html, /1/2.html, /1/2/3.html, /1/2/3/4/5/]"
        built = build({"x/y/one.md": post(matter)})
        assert len(redirects(built)) == 4
        assert {target(built, name) for name in redirects(built)} == {"x/y/one.html"}


def refused(place: str, address: str, expected: str) -> str:
    return (
        f"{place}: WARNING: '{address}': expected {expected}; nothing leads from there to the post "
        "[confnotes.permalink]"
    )


TAKEN = "an address that no page or file of the site has"
CROSSED = "an address without a file or link on its way in the output folder"


class TestRefused:
    @pytest.mark.parametrize("jobs", first_quick(["1", "2"]))
    def test_what_two_posts_claim(self, build: Build, jobs: str) -> None:
        files = {
            "b.md": post("aliases: [/other/, /old/index.html]"),
            "a.md": post("permalink: /old/"),
            "c.md": post("\n\nredirect_from: old"),
        }
        built = build(files, args=["-j", jobs])
        assert built.warnings == [
            refused("a.md:4", "/old/", "an address that no other post has, but 'b' has it too"),
            refused(
                "b.md:4", "/old/index.html", "an address that no other post has, but 'a' has it too"
            ),
            refused("c.md:6", "/old", "an address that no other post has, but 'a' has it too"),
        ]
        assert redirects(built) == ["other/index.html"]

    @pytest.mark.parametrize(
        ("one", "other"),
        [("/old/", "/OLD/"), ("/café/", "/cafe%CC%81/"), ("/straße/", "/STRASSE/")],
    )
    def test_what_some_file_systems_take_for_the_same(
        self, build: Build, one: str, other: str
    ) -> None:
        built = build({"a.md": post(f"permalink: {one}"), "b.md": post(f"permalink: {other}")})
        assert len(built.warnings) == 2
        assert redirects(built) == []

    def test_what_would_have_to_be_a_file_and_a_folder(self, build: Build) -> None:
        built = build(
            {"a.md": post("permalink: /old.html"), "b.md": post("permalink: /old.html/x/")}
        )
        assert built.warnings == [refused("b.md:4", "/old.html/x/", TAKEN)]
        assert redirects(built) == ["old.html"]

    @pytest.mark.parametrize(
        ("builder", "address"),
        first_quick(
            [
                ("html", "/b.html"),
                ("html", "/B.html"),
                ("html", "/A.html"),
                ("html", "/genindex.html"),
                ("html", "/search.html"),
                ("html", "/conf-days.html"),
                ("html", "/index.html"),
                ("html", "/"),
                ("html", "/folder/"),
                ("html", "/extra.html"),
                ("html", "/deep/er/"),
                ("html", "/own.html"),
                ("html", "/b.html/x/"),
                ("html", "/talks.json"),
                ("html", "/talks.json/x.html"),
                ("html", "/extra.html/"),
                ("dirhtml", "/b/"),
                ("dirhtml", "/b"),
                ("dirhtml", "/b/index.html"),
                ("dirhtml", "/genindex/"),
                ("dirhtml", "/"),
                ("dirhtml", "/own/"),
            ],
            6,
        ),
    )
    def test_what_a_page_or_file_has(self, build: Build, builder: str, address: str) -> None:
        conf = """
html_extra_path = ["extra", "one/extra.html"]
html_additional_pages = {"own": "page.html"}
templates_path = ["templates"]
exclude_patterns = ["extra", "one"]
"""
        files = {
            "a.md": post(f"permalink: {address}"),
            "b.md": "# B\n",
            "folder/index.md": "# F\n",
            "extra/deep/er/index.html": "<p>Extra</p>",
            "one/extra.html": "<p>Extra</p>",
        }
        built = build(files, builder, conf=conf, args=["-W", "--keep-going"])
        assert built.warnings[:1] == [refused("a.md:4", address, TAKEN)]
        assert built.status == 1
        assert redirects(built) == []
        assert "Extra" in built.text("extra.html")
        validate_data(built)

    @pytest.mark.parametrize("address", ["/objects.inv", "/searchindex.js/a/"])
    def test_what_is_a_file_of_sphinx(self, build: Build, address: str) -> None:
        built = build({"a.md": post(f"permalink: {address}")})
        assert built.warnings == [refused("a.md:4", address, CROSSED)]
        assert (built.out / "objects.inv").is_file()

    @pytest.mark.parametrize(
        "address",
        first_quick(
            [
                "../a",
                "/a/../../b",
                "//example.org/a",
                "https://example.org/a",
                "javascript:alert(1)/",
                r"\\host\a/",
                "/%2e%2e/a",
                "/a%00b",
                "C:/a",
                "/" + "n" * 300,
                "/_static/a/",
                "/:categories/a/",
            ],
            4,
        ),
    )
    @pytest.mark.parametrize("key", first_quick(["permalink", "aliases"]))
    def test_what_leaves_the_site(self, build: Build, key: str, address: str) -> None:
        built = build(
            {"posts/a.md": post(f"{key}: ['{address}', /kept/]")}, args=["-W", "--keep-going"]
        )
        (warning,) = [line for line in built.warnings if "WARNING" in line]
        text = rf"posts/a\.md:4: WARNING: front matter '{key}: .*': expected .*; it is ignored "
        assert re.fullmatch(rf"{text}\[confnotes\.permalink\]", warning)
        assert built.status == 1
        assert redirects(built) == ["kept/index.html"]

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            ("{a: b}", "a text"),
            ("[[a]]", "a text"),
        ],
    )
    def test_what_is_no_address(self, build: Build, value: str, expected: str) -> None:
        built = build({"a.md": post(f"permalink: {value}")})
        assert len(built.warnings) == 1
        assert built.warnings[0].startswith("a.md:4: WARNING: front matter 'permalink: ")
        assert f"expected {expected}; it is ignored [confnotes.permalink]" in built.warnings[0]

    def test_warnings_can_be_silenced(self, build: Build) -> None:
        conf = "suppress_warnings = ['confnotes.permalink']\n"
        built = build({"a.md": post("aliases: [/, ../b]")}, conf=conf, args=["-W"])
        assert (built.status, built.warnings) == (0, [])


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="no links")
class TestLinks:
    """Nothing is written outside of the output folder, whatever is in it."""

    def test_a_folder_that_is_a_link(self, build: Build, tmp_path: Path) -> None:
        outside = tmp_path / "outside"
        outside.mkdir()
        built = build({"a.md": post()})
        (built.out / "old").symlink_to(outside, target_is_directory=True)
        edit(built, "a.md", "Words.", "Others.")
        edit(
            built,
            "a.md",
            "date: 2031-05-07\n",
            "date: 2031-05-07\naliases: [/old/x/, /old/y.html]\n",
        )
        built = build()
        assert built.warnings == [
            refused("a.md:4", "/old/x/", CROSSED),
            refused("a.md:4", "/old/y.html", CROSSED),
        ]
        assert list(outside.iterdir()) == []

    @pytest.mark.parametrize("exists", [True, False])
    def test_a_file_that_is_a_link(self, build: Build, tmp_path: Path, exists: bool) -> None:
        outside = tmp_path / "outside.html"
        if exists:
            outside.write_text("mine", "utf-8")
        built = build({"a.md": post()})
        (built.out / "old.html").symlink_to(outside)
        edit(built, "a.md", "date: 2031-05-07\n", "date: 2031-05-07\npermalink: /old.html\n")
        built = build()
        assert built.warnings == [refused("a.md:4", "/old.html", CROSSED)]
        assert outside.exists() == exists
        assert not exists or outside.read_text("utf-8") == "mine"

    def test_a_folder_in_the_place_of_the_file(self, build: Build) -> None:
        built = build({"a.md": post()})
        (built.out / "old.html").mkdir()
        edit(built, "a.md", "date: 2031-05-07\n", "date: 2031-05-07\npermalink: /old.html\n")
        assert build().warnings == [refused("a.md:4", "/old.html", CROSSED)]

    def test_the_output_folder_may_be_a_link(self, build: Build, tmp_path: Path) -> None:
        there = tmp_path / "elsewhere"
        there.mkdir()
        (tmp_path / "project").mkdir()
        (tmp_path / "project/build").symlink_to(there, target_is_directory=True)
        built = build({"a.md": post("permalink: /old/")})
        assert built.warnings == []
        assert redirects(built) == ["old/index.html"]


class TestBuilds:
    FILES = {"a.md": post("permalink: /old/a/"), "b.md": post("permalink: /old/b/")}  # noqa: RUF012

    def test_one_that_is_not_wanted_any_more_is_removed(self, build: Build) -> None:
        built = build(self.FILES)
        edit(built, "a.md", "/old/a/", "/new/")
        build()
        assert redirects(built) == ["new/index.html", "old/b/index.html"]
        assert not (built.out / "old/a").exists()
        (built.source / "b.md").unlink()
        build()
        assert redirects(built) == ["new/index.html"]
        assert not (built.out / "old").exists()

    def test_a_page_that_takes_the_place_stays(self, build: Build) -> None:
        built = build({"a.md": post("permalink: /b.html")})
        assert redirects(built) == ["b.html"]
        (built.source / "b.md").write_text("# Page\n", "utf-8")
        again = build()
        assert refused("a.md:4", "/b.html", TAKEN) in again.warnings
        assert "Page" in built.text("b.html")
        edit(built, "a.md", "permalink: /b.html", "")
        assert not [line for line in build().warnings if "permalink" in line]
        assert "Page" in built.text("b.html")

    def test_a_page_that_was_renamed_leads_on(self, build: Build) -> None:
        built = build({"a.md": post()})
        (built.source / "a.md").rename(built.source / "b.md")
        edit(built, "b.md", "date: 2031-05-07\n", "date: 2031-05-07\npermalink: /a.html\n")
        edit(built, "index.md", "/a", "/b")
        built = build()
        assert built.warnings == []
        assert target(built, "a.html") == "b.html"

    def test_an_edit_gives_what_a_fresh_build_gives(self, build: Build) -> None:
        built = build(self.FILES)
        for number, (old, new) in enumerate(
            [
                ("/old/a/", "/old/b/"),
                ("/old/b/", "/old/b.html"),
                ("title: Soup", "title: Broth"),
                ("/old/b.html", "https://example.org"),
            ]
        ):
            edit(built, "a.md", old, new)
            again = build(args=["-j", "2"])
            fresh = build(built.source, folder=f"fresh{number}")
            assert redirects(again) == redirects(fresh)
            assert again.warnings == [line.replace(f"fresh{number}", "") for line in fresh.warnings]
            for name in redirects(fresh):
                assert again.text(name) == fresh.text(name)

    def test_none_is_written_in_vain(self, build: Build) -> None:
        built = build(self.FILES)
        page = built.out / "old/a/index.html"
        os.utime(page, (1, 1))
        edit(built, "a.md", "Words.", "Others.")
        build()
        build(args=["-E", "-a"])
        assert page.stat().st_mtime == 1

    def test_each_builder_has_its_own(self, build: Build) -> None:
        for builder in BUILDERS:
            built = build(self.FILES, builder)
        edit(built, "a.md", "/old/a/", "/new/")
        assert target(build(builder="html"), "new/index.html") == "a.html"
        assert target(build(builder="dirhtml"), "new/index.html") == "a/index.html"
        assert redirects(built) == ["new/index.html", "old/b/index.html"]

    def test_they_are_there_when_the_doctree_folder_is_lost(self, build: Build) -> None:
        built = build(self.FILES)
        shutil.rmtree(built.doctrees)
        again = build()
        assert again.warnings == []
        assert redirects(again) == ["old/a/index.html", "old/b/index.html"]


OWN = "templates_path = ['templates']\nsmartquotes = False\n"


class TestTemplate:
    """A project can have a template of its own for the pages."""

    def built(self, build: Build, template: str, title: str = "Soup") -> Built:
        files = {
            "posts/one.md": post("permalink: /old/soup/", title),
            "templates/confnotes/redirect.html": template,
        }
        return build(files, conf=BASE + OWN)

    def test_gets_what_the_page_needs(self, build: Build) -> None:
        variables = ("language", "title", "target", "canonical")
        template = "\n".join(f"{name}={{{{ {name} }}}}" for name in variables)
        built = self.built(build, f"<!-- {REFRESH} -->\n{template}\n")
        assert built.warnings == []
        assert built.text("old/soup/index.html").splitlines()[1:] == [
            "language=en",
            "title=Soup",
            "target=../../posts/one.html",
            f"canonical={SITE}posts/one.html",
        ]

    def test_escapes_what_posts_say(self, build: Build) -> None:
        template = "<p title='{{ title }}'>{{ title }}</p>{{ title|upper }}{{ title ~ '<' }}"
        built = self.built(build, template, """'<b>"Soup" & it''s</b>'""")
        assert built.warnings == []
        page = built.html("old/soup/index.html")
        title = '<b>"Soup" & it\'s</b>'
        (paragraph,) = page.select("p")
        assert (paragraph["title"], paragraph.text) == (title, title)
        assert page.text == f"{title}{title.upper()}{title}<"

    def test_may_be_made_of_others(self, build: Build) -> None:
        files = {
            "one.md": post("permalink: /old/"),
            "templates/plain.html": "Moved: {% block link %}{% endblock %}",
            "templates/confnotes/redirect.html": (
                '{% extends "plain.html" %}{% block link %}{{ target }}{% endblock %}'
            ),
        }
        built = build(files, conf=OWN)
        assert built.warnings == []
        assert built.text("old/index.html") == "Moved: ../one.html"

    def test_is_asked_for_again_when_it_has_changed(self, build: Build) -> None:
        built = self.built(build, "One: {{ title }}")
        template = built.source / "templates" / "confnotes" / "redirect.html"
        template.write_text("Other: {{ title }}", "utf-8")
        later = (built.out / "posts" / "one.html").stat().st_mtime + 2
        os.utime(template, (later, later))
        build()
        assert built.text("old/soup/index.html") == "Other: Soup"

    @pytest.mark.parametrize(
        ("template", "line", "problem"),
        [
            ("<p>\n{{ title", 2, "TemplateSyntaxError: unexpected end of template"),
            ("<p>\n\n{{ nothing.title }}", 3, "UndefinedError: 'nothing' is undefined"),
            ("{{ 1 / 0 }}", 1, "ZeroDivisionError: division by zero"),
            ("{% extends 'gone.html' %}", 1, "TemplateNotFound: "),
        ],
    )
    def test_that_fails_is_warned_about_once(
        self, build: Build, template: str, line: int, problem: str
    ) -> None:
        files = {
            "a.md": post("aliases: [/a/, /b/]"),
            "templates/confnotes/redirect.html": template,
        }
        built = build(files, conf=OWN)
        (warning,) = built.warnings
        place, _, message = warning.partition(": WARNING: ")
        assert place == f"templates/confnotes/redirect.html:{line}"
        assert message.startswith(
            f"'confnotes/redirect.html': expected a template that can be rendered ({problem}"
        )
        assert message.endswith("); the extension's own is used [confnotes.publish]")
        assert redirects(built) == ["a/index.html", "b/index.html"]

    def test_that_is_no_text_is_warned_about(self, build: Build) -> None:
        built = self.built(build, "")
        template = built.source / "templates" / "confnotes" / "redirect.html"
        template.write_bytes(b"\xff")
        (warning,) = build(args=["-a"]).warnings
        assert warning.startswith("WARNING: 'confnotes/redirect.html': expected a template ")
        assert "(UnicodeDecodeError: " in warning
        assert redirects(built) == ["old/soup/index.html"]


def test_the_page_is_plain_and_escaped(build: Build) -> None:
    built = build({"one.md": post("permalink: /old/", "'A & b <c>'")}, conf=BASE)
    assert built.text("old/index.html") == (
        '<!DOCTYPE html>\n<html lang="en" dir="auto">\n<head>\n<meta charset="utf-8">\n'
        "<title>A &amp; b &lt;c&gt;</title>\n"
        '<meta name="robots" content="noindex">\n'
        '<meta http-equiv="refresh" content="0; url=../one.html">\n'
        f'<link rel="canonical" href="{SITE}one.html">\n</head>\n<body>\n'
        '<p><a href="../one.html">A &amp; b &lt;c&gt;</a></p>\n'
        "</body>\n</html>\n"
    )
