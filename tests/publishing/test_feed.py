"""The feeds: read back by feedparser, validated by Ruby's rss and lxml, and kept reproducible."""

from __future__ import annotations

import datetime as dt
import html
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from tests.support.builds import Build, Built, run_sphinx
from tests.support.feed_posts import BASE, CONF, FILES, SECOND, post
from tests.support.published_files import feeds_of, linked_feeds, read_feed
from tests.support.thorough import first_quick

VALIDATE = """
require "rss"
ARGV.each do |file|
  # The link to itself that RSS should have is Atom's, which Ruby wouldn't let pass.
  RSS::Parser.parse(File.read(file, encoding: "UTF-8"), true, file.end_with?(".rss"))
end
"""


def validate(built: Built) -> None:
    """Check all feeds by what comes with Ruby, which knows what both formats ask for."""
    files = [built.out / name for name in feeds_of(built)]
    done = subprocess.run(
        ["ruby", "-e", VALIDATE, *files], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def only(build: Build, text: str, conf: str = "", **others: str) -> Any:
    """Build a post, and return its entry."""
    feed = read_feed(build({"p.md": text, **others}, conf=CONF + conf))
    (entry,) = feed.entries
    return entry


@pytest.fixture(scope="module", params=first_quick(["html", "dirhtml"]))
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    conf = CONF + 'confnotes_feeds = ["conference", "tag", "rss"]\n'
    root = tmp_path_factory.mktemp(request.param)
    return run_sphinx(root, FILES, request.param, conf=conf, args=["-W"])


class TestTheFeed:
    def test_says_what_it_is_of(self, built: Built) -> None:
        feed = read_feed(built)
        assert feed.version == "atom10"
        assert feed.feed.title == "Notes on soup & bread"
        assert feed.feed.language == "en"
        home = "index.html" if built.builder == "html" else ""
        assert {(link.rel, link.href) for link in feed.feed.links} == {
            ("alternate", f"https://example.org/notes/{home}"),
            ("self", "https://example.org/notes/feed.xml"),
        }
        assert feed.feed.updated == "2011-05-13T00:00:00+12:00"

    def test_has_an_entry_for_each_post_the_newest_first(self, built: Built) -> None:
        entries = read_feed(built).entries
        assert [entry.title for entry in entries] == ["Second", "Day <one> & more"]
        pages = ["second.html", "first.html"] if built.builder == "html" else ["second/", "first/"]
        assert [entry.link for entry in entries] == [
            f"https://example.org/notes/posts/{page}" for page in pages
        ]

    def test_says_who_when_and_of_what(self, built: Built) -> None:
        second, first = read_feed(built).entries
        assert [author.name for author in first.authors] == ["Ana Holm", "Bo Falk"]
        assert first.published == first.updated == "2011-05-12T09:00:00+02:00"
        assert second.published == second.updated == "2011-05-13T00:00:00+12:00"
        assert [tag.term for tag in first.tags] == ["soup", "C++", "bread"]

    def test_has_ids_that_no_builder_changes(self, built: Built) -> None:
        assert [entry.id for entry in read_feed(built).entries] == [
            "tag:example.org,2011-05-13:/notes/posts/second",
            "tag:example.org,2011-05-12:/notes/posts/first",
        ]

    def test_has_the_opening_as_summary(self, built: Built) -> None:
        second, first = read_feed(built).entries
        assert first.summary == "An opening with x^2, the other and a talk."
        # Where there is none, feedparser takes the content.
        assert built.text("feed.xml").count("<summary") == 1
        assert second.summary == second.content[0].value

    def test_has_all_of_a_post_but_its_title(self, built: Built) -> None:
        (content,) = read_feed(built).entries[1].content
        assert content.type == "text/html"
        words = " ".join(etree.HTML(content.value).xpath("string()").split())
        for there in ("opening with x^2", "Ladle y first", "Hungry", "a = b", "In the footnote."):
            assert there in words
        # Another post's, the page's own, and that of the page's neighbours.
        for elsewhere in ("rises", "Day <one>", "Second", "¶", "\\("):
            assert elsewhere not in words

    def test_has_absolute_addresses_alone(self, built: Built) -> None:
        root = etree.HTML(read_feed(built).entries[1].content[0].value)
        found = root.xpath("//@href | //@src")
        assert all(address.startswith(("https://", "http://")) for address in found)
        suffix = ".html" if built.builder == "html" else "/"
        assert {
            f"https://example.org/notes/posts/second{suffix}",
            f"https://example.org/notes/posts/first{suffix}#soup",
            "https://example.org/notes/_images/pot.svg",
            "https://example.com/soup",
        } <= set(found)
        assert (built.out / "_images/pot.svg").is_file()

    def test_has_no_draft(self, built: Built) -> None:
        for name in feeds_of(built):
            assert "Not yet" not in built.text(name)

    @pytest.mark.tools("ruby")
    def test_is_valid(self, built: Built) -> None:
        validate(built)


@pytest.mark.tools("ruby")
def test_the_validator_finds_what_is_wrong(build: Build) -> None:
    built = build({"p.md": post("")}, conf=CONF + 'confnotes_feeds = ["rss"]\n')
    validate(built)
    for name, there, put in (
        ("feed.xml", "<id>tag:example.org,2011-05-12:/notes/p</id>", ""),
        ("feed.xml", "</author>", "</author><creator/>"),
        ("feed.rss", "<description>Notes on soup &amp;amp; bread</description>", ""),
    ):
        text = built.text(name)
        assert there in text
        (built.out / name).write_text(text.replace(there, put), "utf-8")
        with pytest.raises(AssertionError, match="RSS::"):
            validate(built)
        (built.out / name).write_text(text, "utf-8")

    def test_is_called_as_the_first_page_where_the_project_has_no_name(self, build: Build) -> None:
        files = {"index.md": "# My notes\n", "a.md": post("")}
        assert read_feed(build(files, conf=BASE)).feed.title == "My notes"


class TestOtherFeeds:
    def test_each_conference_and_tag_has_one(self, built: Built) -> None:
        names = [name for name in feeds_of(built) if name.endswith(".xml")]
        assert names == [
            "feed.xml",
            "feed/conference/soupconf.xml",
            "feed/conference/waitconf-2011.xml",
            "feed/tag/bread.xml",
            "feed/tag/c-cedb1bac.xml",
            "feed/tag/soup.xml",
        ]

    @pytest.mark.parametrize(
        ("name", "title", "posts"),
        [
            ("conference/waitconf-2011", "WaitConf 2011", ["Day <one> & more"]),
            ("tag/bread", "bread", ["Day <one> & more"]),
            ("tag/soup", "Soup", ["Second", "Day <one> & more"]),
        ],
    )
    def test_they_hold_what_they_are_of(
        self, built: Built, name: str, title: str, posts: list[str]
    ) -> None:
        feed = read_feed(built, f"feed/{name}.xml")
        assert feed.feed.title == f"Notes on soup & bread: {title}"
        assert [entry.title for entry in feed.entries] == posts
        address = f"https://example.org/notes/feed/{name}.xml"
        assert feed.feed.id == address
        assert ("self", address) in {(link.rel, link.href) for link in feed.feed.links}

    def test_rss_says_the_same(self, built: Built) -> None:
        names = [name for name in feeds_of(built) if name.endswith(".rss")]
        assert len(names) == 6
        for name in names:
            rss = read_feed(built, name)
            atom = read_feed(built, name.replace(".rss", ".xml"))
            assert rss.version == "rss20"
            assert html.unescape(rss.feed.title) == atom.feed.title
            assert rss.feed.updated_parsed == atom.feed.updated_parsed
            for one, other in zip(rss.entries, atom.entries, strict=True):
                assert (one.id, one.link) == (other.id, other.link)
                assert one.published_parsed == other.published_parsed
                assert one.summary == other.content[0].value
                assert [author.name for author in one.authors] == [
                    author.name for author in other.authors
                ]
                assert [tag.term for tag in one.tags] == [tag.term for tag in other.tags]

    def test_titles_in_rss_cant_be_taken_for_markup(self, built: Built) -> None:
        assert "<title>Day &amp;lt;one&amp;gt; &amp;amp; more</title>" in built.text("feed.rss")

    def test_there_are_none_unless_asked_for(self, build: Build) -> None:
        assert feeds_of(build(FILES, conf=CONF)) == ["feed.xml"]

    def test_names_are_safe_and_differ(self, build: Build) -> None:
        words = ["../../up", "/etc", "..", "C", "C++", "c#", "食", "食べる", "a b", "A-B", "con/x"]
        words += ["x" * 400, "ä" * 80, "\\\\host", "?q=1&r", "%2e%2e", "😀", "Con", "lpt1"]
        tags = "tags: [" + ", ".join(f"'{word}'" for word in words) + "]"
        built = build({"p.md": post(tags)}, conf=CONF + 'confnotes_feeds = ["tag"]\n')
        names = [name for name in feeds_of(built) if name.startswith("feed/")]
        # But two that differ in nothing that is spoken.
        assert len(names) == len(words) - 1
        assert len({name.casefold() for name in names}) == len(names)
        for name in names:
            assert set(Path(name).name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
            assert name.count("/") == 2
            assert not Path(name).name.startswith((".", "-"))
            assert Path(name).stem not in ("con", "lpt1")
            assert len(Path(name).name) < 100
            assert len(read_feed(built, name).entries) == 1

    def test_a_word_in_another_spelling_has_no_other_feed(self, build: Build) -> None:
        files = {f"{i}.md": post(f"tags: [{tag}]") for i, tag in enumerate(["One Pot", "one  pot"])}
        built = build(files, conf=CONF + 'confnotes_feeds = ["tag"]\n')
        assert feeds_of(built) == ["feed.xml", "feed/tag/one-pot.xml"]
        feed = read_feed(built, "feed/tag/one-pot.xml")
        assert len(feed.entries) == 2


class TestDates:
    def test_are_those_of_the_post(self, build: Build) -> None:
        given = {
            "date: 2011-05-12": "2011-05-12T00:00:00+00:00",
            "date: 2011-05-12\ntimezone: America/Los_Angeles": "2011-05-12T00:00:00-07:00",
            "date: 2011-05-12\ntimezone: Pacific/Kiritimati": "2011-05-12T00:00:00+14:00",
            "date: 2011-01-12 23:30\ntimezone: Europe/Berlin": "2011-01-12T23:30:00+01:00",
            # Amsterdam's own time, of 20 minutes, which RFC 3339 has no way to write.
            "date: 1911-05-12\ntimezone: Europe/Amsterdam": "1911-05-12T00:00:00+00:00",
            "date: 2011-05-12 09:00:00 -0700": "2011-05-12T09:00:00-07:00",
            "date: 2011-05-12T09:00:00Z\ntimezone: Asia/Tokyo": "2011-05-12T09:00:00+00:00",
            "date: 0001-01-01\ntimezone: Asia/Tokyo": "0001-01-01T00:00:00+00:00",
            "date: 9999-12-31 23:59\ntimezone: Pacific/Honolulu": "9999-12-31T23:59:00-10:00",
        }
        files = {
            f"p{number}.md": f"---\ntitle: '{number}'\n{matter}\n---\n"
            for number, matter in enumerate(given)
        }
        entries = read_feed(build(files, conf=CONF)).entries
        got = {int(entry.title): (entry.published, entry.updated) for entry in entries}
        assert got == {i: (date, date) for i, date in enumerate(given.values())}

    @pytest.mark.parametrize(
        ("updated", "written"),
        [
            ("2011-06-01", "2011-06-01T00:00:00+02:00"),
            ("2011-06-01 08:30", "2011-06-01T08:30:00+02:00"),
            ("2011-06-01T08:30:00-04:00", "2011-06-01T08:30:00-04:00"),
        ],
    )
    def test_a_post_may_say_when_it_was_updated(
        self, build: Build, updated: str, written: str
    ) -> None:
        files = {"p.md": post(f"timezone: Europe/Berlin\nupdated: {updated}"), "q.md": post("")}
        feed = read_feed(build(files, conf=CONF))
        (entry,) = (entry for entry in feed.entries if entry.link.endswith("p.html"))
        assert (entry.published, entry.updated) == ("2011-05-12T00:00:00+02:00", written)
        assert feed.feed.updated == written

    def test_the_order_is_that_of_the_moments(self, build: Build) -> None:
        zones = {"a": "Pacific/Honolulu", "b": "Asia/Tokyo", "c": "Europe/Berlin"}
        files = {f"{name}.md": post(f"timezone: {zone}") for name, zone in zones.items()}
        feed = read_feed(build(files, conf=CONF))
        assert [entry.link[-6] for entry in feed.entries] == ["a", "c", "b"]

    def test_a_document_of_no_day_is_in_no_feed(self, build: Build) -> None:
        undated = post("", "* [T](https://example.com/t)\n\n  TLDR: t").replace(
            "2011-05-12", "soon"
        )
        talks = "# T\n\n```{talk} A talk\nB\n```\n"
        feed = read_feed(build({"u.md": undated, "t.md": talks}, conf=CONF))
        assert feed.entries == []
        assert feed.feed.updated == "1970-01-01T00:00:00+00:00"

    def test_the_clock_is_never_asked(self, built: Built) -> None:
        assert f"{dt.datetime.now():%Y}" not in "".join(map(built.text, feeds_of(built)))


class TestWhatIsTyped:
    ODD = (
        r"a\x08b\x00c\ufffe",
        r"]]> <!-- & \x1b",
        r"x\x85\u2028x",
        "</title><script>x</script>",
    )

    def test_a_project_has_one_author_where_posts_name_none(self, build: Build) -> None:
        assert only(build, post("")).author == "Notes on soup & bread"
        assert only(build, post(""), conf='author = "Ana Holm"\n').author == "Ana Holm"

    @pytest.fixture
    def odd(self, build: Build) -> Built:
        """Return posts with any character anywhere."""
        body = "Bell\x07, \x1b[1m, \x0b, \ufffe\n\nx \x08"
        files = {
            f"p{number}.md": f'---\ntitle: "{it}"\ndate: 2011-05-12\ntags: ["{it}"]\n'
            f'authors: ["{it}"]\nconference: "{it}"\n---\n\n{body}\n'
            for number, it in enumerate(self.ODD)
        }
        return build(files, conf=CONF + 'confnotes_feeds = ["conference", "tag", "rss"]\n')

    def test_any_character_may_be_anywhere(self, odd: Built) -> None:
        names = feeds_of(odd)
        assert len(names) == 2 * (1 + 2 * len(self.ODD))
        for name in names:
            for entry in read_feed(odd, name).entries:
                assert "Bell, [1m" in entry.summary
        assert "abc" in {entry.title for entry in read_feed(odd).entries}

    @pytest.mark.tools("ruby")
    def test_any_character_is_valid_anywhere(self, odd: Built) -> None:
        validate(odd)

    def test_labels_stand_out_and_no_paragraph_is_empty(self, build: Build) -> None:
        text = (
            "TLDR: The day's.\n\n<button></button>\n\n* [T](https://example.com/t)\n\n  Comment: c"
        )
        (content,) = only(build, post("", text)).content
        root = etree.HTML(content.value)
        assert [label.text for label in root.xpath("//p/strong")] == ["TLDR", "Comment"]
        assert not [p for p in root.xpath("//p") if not p.xpath("string()").strip()]

    def test_the_id_stays_when_title_and_text_change(self, build: Build) -> None:
        old = only(build, post(""))
        new = only(build, post("permalink: /p", "Other words.").replace("title: P", "title: Q"))
        assert (old.title, new.title) == ("P", "Q")
        assert old.id == new.id

    def test_an_id_has_characters_that_may_be_in_one(self, build: Build) -> None:
        feed = read_feed(build({"a b/é.md": post("")}, conf=CONF))
        assert feed.entries[0].id == "tag:example.org,2011-05-12:/notes/a%20b/%C3%A9"


@pytest.mark.parametrize(("limit", "number"), [("", 20), ("confnotes_feed_limit = 3\n", 3)])
def test_the_limit(build: Build, limit: str, number: int) -> None:
    files = {f"p{i:02}.md": post("").replace("05-12", f"05-{i:02}") for i in range(1, 26)}
    entries = read_feed(build(files, conf=CONF + limit)).entries
    assert [int(entry.published[8:10]) for entry in entries] == list(range(25, 25 - number, -1))
    assert all(entry.content for entry in entries)


def test_no_limit(build: Build) -> None:
    files = {f"p{i:02}.md": post("") for i in range(25)}
    built = build(files, conf=CONF + "confnotes_feed_limit = 0\n")
    assert len(read_feed(built).entries) == 25


def test_what_is_published_is_filtered(build: Build) -> None:
    conf = CONF + 'confnotes_published = {"conference": "SoupConf"}\n'
    assert [entry.title for entry in read_feed(build(FILES, conf=conf)).entries] == ["Second"]


class TestAutodiscovery:
    def test_pages_with_notes_lead_to_the_feed(self, built: Built) -> None:
        pages = {"posts/first", "posts/second", "posts/draft", "talks", "conf-days", "conf-tags"}
        pages |= {"conf/conference/waitconf-2011", "conf/conference/soupconf"}
        end = ".html" if built.builder == "html" else "/index.html"
        assert linked_feeds(built) == {
            f"{page}{end}": [
                ("application/atom+xml", str(built.out / "feed.xml")),
                ("application/rss+xml", str(built.out / "feed.rss")),
            ]
            for page in pages
        }

    def test_and_say_what_it_is_called(self, built: Built) -> None:
        page = "talks.html" if built.builder == "html" else "talks/index.html"
        for tag in built.html(page).select('head link[rel="alternate"]'):
            assert tag["title"] == "Notes on soup & bread"

    def test_by_workers_too(self, build: Build) -> None:
        one, two = (
            build(FILES, conf=CONF, folder=jobs, args=["-j", jobs, "-W"]) for jobs in ("1", "2")
        )
        assert {*linked_feeds(one)} == {*linked_feeds(two)}
        assert one.text("feed.xml") == two.text("feed.xml")

    @pytest.mark.parametrize("builder", ["singlehtml", "epub", "json", "confnotes"])
    def test_not_where_there_is_none(self, build: Build, builder: str) -> None:
        built = build(FILES, builder, conf=CONF)
        assert linked_feeds(built) == {}
        assert feeds_of(built) == []

    @pytest.mark.parametrize(
        "conf",
        first_quick(
            [
                "",
                'html_baseurl = "/"\n',
                'html_baseurl = "//example.org/"\n',
                'html_baseurl = "http://["\n',
                f'{BASE}confnotes_publish = ["data"]\n',
            ],
            2,
        ),
    )
    def test_nor_without_an_address_of_the_site(self, build: Build, conf: str) -> None:
        built = build(FILES, conf=conf, args=["-W"])
        assert (built.status, built.warnings) == (0, [])
        assert linked_feeds(built) == {}
        assert feeds_of(built) == []


class TestReproducibility:
    @pytest.mark.thorough
    def test_bytes_are_the_same_everywhere(self, build: Build) -> None:
        conf = CONF + 'confnotes_feeds = ["conference", "tag", "rss"]\n'
        one, other = (
            build(
                FILES,
                conf=conf,
                folder=f"folder{seed}",
                args=["-j", seed],
                env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            )
            for seed, zone in (("1", "Asia/Tokyo"), ("2", "America/Los_Angeles"))
        )
        assert len(feeds_of(one)) == 12
        assert {name: one.text(name) for name in feeds_of(one)} == {
            name: other.text(name) for name in feeds_of(other)
        }

    def test_nothing_is_written_in_vain(self, build: Build) -> None:
        first = build(FILES, conf=CONF)
        file = first.out / "feed.xml"
        os.utime(file, ns=(1, 1))
        build()
        (first.source / "plain.md").write_text("# Plain\n\nChanged.\n", "utf-8")
        build()
        assert file.stat().st_mtime_ns == 1

    def test_an_edit_is_in_the_next_build(self, build: Build) -> None:
        built = build(FILES, conf=CONF)
        (built.source / "posts/second.md").write_text(SECOND.replace("rises", "falls"), "utf-8")
        second, first = read_feed(build()).entries
        assert "It falls." in second.content[0].value
        assert "In the footnote." in first.content[0].value

    def test_a_post_that_leaves_or_enters_the_feed(self, build: Build) -> None:
        # Without a page that would have a toctree to it.
        files = {**FILES, "index.md": "# Home\n"}
        built = build(files, conf=CONF + "confnotes_feed_limit = 1\n")
        (entry,) = read_feed(built).entries
        assert entry.title == "Second"
        (built.source / "posts/second.md").unlink()
        (entry,) = read_feed(build()).entries
        assert "In the footnote." in entry.content[0].value

    def test_feeds_that_are_asked_for_no_more_are_removed(self, build: Build) -> None:
        built = build(FILES, conf=CONF + 'confnotes_feeds = ["tag", "rss"]\n')
        assert len(feeds_of(built)) == 8
        (built.source / "conf.py").write_text('extensions = ["sphinxext_confnotes"]\n' + CONF)
        assert feeds_of(build()) == ["feed.xml"]
