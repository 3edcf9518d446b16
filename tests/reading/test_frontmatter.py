"""What a post says of itself, in every spelling and state in which people leave it."""

from __future__ import annotations

import datetime as dt
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from sphinxext_confnotes.reading.frontmatter import FrontMatter, words_of_name
from sphinxext_confnotes.reading.raw_frontmatter import RawFrontMatter, of_fields, of_markdown
from sphinxext_confnotes.recognition.events import has_year, load_events
from tests.support.builds import Build

DAY = dt.date(2023, 12, 10)


class Warned(logging.Handler):
    """The warnings of a test: subtype, document and line, and the message."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[tuple[str, str, int]] = []
        self.messages: list[str] = []

    def emit(self, record: Any) -> None:
        assert record.type == "confnotes"
        self.places.append((record.subtype, *record.location))
        self.messages.append(record.getMessage())


@pytest.fixture
def warned() -> Iterator[Warned]:
    logger = logging.getLogger("sphinx.sphinxext_confnotes")
    handler = Warned()
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)


def read(matter: str, docname: str = "page") -> FrontMatter:
    """Read the front matter of a Markdown post."""
    read = FrontMatter.read(of_markdown(f"---\n{matter}\n---\n# Text\n"), docname)
    read.warn(docname)
    return read


def values(given: RawFrontMatter) -> dict[str, object]:
    return {key: value for key, (value, _) in given.values.items()}


@pytest.mark.usefixtures("quiet")
class TestEachKey:
    @pytest.fixture
    def quiet(self, warned: Warned) -> Iterator[None]:
        yield
        assert warned.messages == []

    @pytest.mark.parametrize(
        ("matter", "key", "value"),
        [
            ("title: A day", "title", "A day"),
            ("title: 'A: day'", "title", "A: day"),
            ('title: "Tag „eins“ \\u2605"', "title", "Tag „eins“ ★"),
            ("title: |\n  A\n  day", "title", "A day"),
            ("title: 2023", "title", "2023"),
            ("title: 1.50", "title", "1.50"),
            ("TITLE: A day", "title", "A day"),
            ("date: 2023-12-10", "date", DAY),
            ("date: 2023-12-10", "time", None),
            ("date: '2023-12-10'", "date", DAY),
            ("date: 2023-12-10 09:15:00", "time", dt.time(9, 15)),
            ("date: 2023-12-10 09:15", "time", dt.time(9, 15)),
            ("date: 2023-12-10T09:15:00-08:00", "time", dt.time(9, 15)),
            ("date: 2023-12-10T09:15:00-08:00", "offset", dt.timedelta(hours=-8)),
            ("date: 2023-12-10 09:15:00 +0100", "offset", dt.timedelta(hours=1)),
            ("date: 2023-12-10T09:15:00Z", "offset", dt.timedelta()),
            ("date: 2023-12-10 09:15:00", "offset", None),
            ("date: 2023-12-10", "offset", None),
            ("updated: 2023-12-10", "updated", dt.datetime(2023, 12, 10)),
            ("modified: 2023-12-10 09:15", "updated", dt.datetime(2023, 12, 10, 9, 15)),
            ("date-modified: Dec 10, 2023", "updated", dt.datetime(2023, 12, 10)),
            ("last_modified_at:", "updated", None),
            (
                "lastmod: 2023-12-10 09:15:00 +0100",
                "updated",
                dt.datetime(2023, 12, 10, 9, 15, tzinfo=dt.timezone(dt.timedelta(hours=1))),
            ),
            ("date: 2023-12-10 23:30:00 -0800", "date", DAY),
            ("date: 2023-12-10 23:30:00 -0800", "time", dt.time(23, 30)),
            ("date: 2023-12-10T00:30:00+13:00", "date", DAY),
            ("date: 2023-12-10T00:30:00Z", "date", DAY),
            ("date: Dec 10, 2023", "date", DAY),
            ("date: 10 December 2023", "date", DAY),
            ("Date : 2023-12-10", "date", DAY),
            ("date:", "date", None),
            ("date: null", "date", None),
            ("date: 2023-12-10\npermalink: /2023/12/day/", "permalink", "/2023/12/day/"),
            ("date: 2023-12-10\nurl: /posts/day", "permalink", "/posts/day"),
            ("permalink: /a", "permalink", ""),
            ("pubDatetime: 2023-12-10T09:15:00Z", "date", DAY),
            ("pubDate: Dec 10 2023", "date", DAY),
            ("publishDate: 2023-12-10", "date", DAY),
            ("date_published: 2023-12-10", "date", DAY),
            ("created: 2023-12-10 09:15", "time", dt.time(9, 15)),
            ("event_start: 2023-12-10", "date", DAY),
            ("published: 2023-12-10", "date", DAY),
            ("published: 2023-12-10", "draft", False),
            ("published: true\ncreated: 2023-12-10", "date", DAY),
            ("created: 2020-01-01\npubDate: 2021-01-01\ndate: 2023-12-10", "date", DAY),
            ("created: 2020-01-01\npublishDate: 2023-12-10", "date", DAY),
            ("pubDate: 2020-01-01\nevent_start: 2023-12-10", "date", DAY),
            ("date:\nevent_start: 2023-12-10", "date", DAY),
            ("date: {created: 2023-12-10, updated: 2023-12-11}", "date", DAY),
            (
                "date: {created: 2023-12-10, updated: 2023-12-11}",
                "updated",
                dt.datetime(2023, 12, 11),
            ),
            ("taxonomies: {tags: [a, b], categories: [c]}", "tags", ("a", "b")),
            ("tags: [a]\ntaxonomies: {tags: [b]}", "tags", ("a",)),
            ("extra: {conference: Big}", "conference", "Big"),
            ("params: {location: Here, talks: 3}", "location", "Here"),
            ("other: {location: Here}", "location", ""),
            ("status: draft", "draft", True),
            ("status: Private", "draft", True),
            ("status: hidden\ndraft: false", "draft", True),
            ("status: published", "draft", False),
            ("status: [draft]", "draft", False),
            ("tags: [b, a, b]", "tags", ("b", "a")),
            ("tags:\n  - b\n  - a b", "tags", ("b", "a b")),
            ("tags: b, a", "tags", ("b", "a")),
            ("tags: one word", "tags", ("one word",)),
            ("title: 2023-12-10", "title", "2023-12-10"),
            ("title: No", "title", "No"),
            ("conference: 0x10", "conference", "0x10"),
            ("author: No", "authors", ("No",)),
            ("author: 1_000", "authors", ("1_000",)),
            ("location: ~", "location", ""),
            ("location: '~'", "location", "~"),
            (
                "tags: [3.10, no, on, 0x10, 1_000, 017, 1e3]",
                "tags",
                ("3.10", "no", "on", "0x10", "1_000", "017", "1e3"),
            ),
            (
                "tags: [2031-05-12, 12:30, .inf, =, y]",
                "tags",
                ("2031-05-12", "12:30", ".inf", "=", "y"),
            ),
            ("tags: [a, null, Null, ~, '', ]", "tags", ("a", "null", "Null")),
            ("tags:\n- no\n- 3.10\n-\n", "tags", ("no", "3.10")),
            ("tags: 3.10", "tags", ("3.10",)),
            ("tags: !!str 3.10", "tags", ("3.10",)),
            ("tags: !mine [3.10]", "tags", ("3.10",)),
            ("tags: ['a, b', c]", "tags", ("a, b", "c")),
            (r"tags: a\, b, c", "tags", ("a, b", "c")),
            ("tags: ''", "tags", ()),
            ("tags: []", "tags", ()),
            ("tags:", "tags", ()),
            ("tag: one", "tags", ("one",)),
            ("author: Ada", "authors", ("Ada",)),
            ("author: Ada, Bob", "authors", ("Ada", "Bob")),
            ("author: [Ada, Bob]", "authors", ("Ada", "Bob")),
            ("authors:\n  - Ada\n  - Bob", "authors", ("Ada", "Bob")),
            ("authors:\n  - {name: Ada, email: a@b.c}\n  - Bob", "authors", ("Ada", "Bob")),
            ("author:\n  - name: Ada Lovelace\n    url: x\n", "authors", ("Ada Lovelace",)),
            ("author:\n  name: Ada", "authors", ("Ada",)),
            ("author: {name: Ada}", "authors", ("Ada",)),
            ("author: {Name: Ada, affiliation: [{name: Home}]}", "authors", ("Ada",)),
            ("author: {name: 'Lovelace, Ada'}", "authors", ("Lovelace, Ada",)),
            ("author:\n  - name: {given: Ada, family: L}\n  - Bob", "authors", ("Ada L", "Bob")),
            ("author: {name: {literal: Ada of L}}", "authors", ("Ada of L",)),
            ("authors: [{id: ada}, {id: b, name: Bo}]", "authors", ("ada", "Bo")),
            (
                "author: {name: {family: Beethoven, given: Ludwig, dropping-particle: van}}",
                "authors",
                ("Ludwig van Beethoven",),
            ),
            ("author: {given: Ada, family: L}", "authors", ("Ada L",)),
            ("author: &a {name: Ada}\nauthors: [*a, Bob]", "authors", ("Ada", "Bob")),
            ("author: {name: No}", "authors", ("No",)),
            ("conference: Big", "conference", "Big"),
            ("event: Big", "conference", "Big"),
            ("location: New  Town", "location", "New Town"),
            ("timezone: Europe/Berlin", "timezone", "Europe/Berlin"),
            ("published: false", "draft", True),
            ("published: true", "draft", False),
            ("draft: true", "draft", True),
            ("draft: yes", "draft", True),
            ("draft: 'True'", "draft", True),
            ("draft: false", "draft", False),
            ("draft: no\npublished: no", "draft", True),
            ("draft: yes\npublished: yes", "draft", True),
            ("draft:", "draft", False),
            ("talks: links", "modes", ("links",)),
            ("talks: H2, Links", "modes", ("h2", "links")),
            ("talks: [h3, links]", "modes", ("h3", "links")),
            ("talks: none", "modes", ("none",)),
            ("talks:", "modes", ()),
        ],
    )
    def test_read(self, matter: str, key: str, value: object) -> None:
        assert getattr(read(matter), key) == value

    @pytest.mark.parametrize(
        ("docname", "date"),
        [
            ("2023-12-10-day", DAY),
            ("posts/2023-12-10-day", DAY),
            ("2023-12-10", DAY),
            ("2023-12-10-day/index", DAY),
            ("2023-12-10-day/page", None),
            ("2023-13-10-day", None),
        ],
    )
    def test_date_of_the_file_name(self, docname: str, date: dt.date | None) -> None:
        matter = read("title: A", docname)
        assert (matter.date, matter.time, matter.is_post) == (date, None, date is not None)

    @pytest.mark.parametrize(
        ("matter", "is_post"),
        [
            ("conference: WaitConf", True),
            ("conference: 30C3", True),
            ("conference: 日本", True),
            ("extra: {conference: WaitConf}", True),
            ("event: Lines and queues 2031", True),
            ("event: WaitConf", True),
            ("event: click", False),
            ("event: {name: WaitConf 2031}", False),
            ("conference: true", False),
            ("conference: No", False),
            ("conference: 12", False),
            ("conference: '[x]'", False),
            ("conference: [WaitConf]", False),
            ("conference: {name: WaitConf}", False),
            ("conference:", False),
            ("title: WaitConf 2031\ntags: [conference]", False),
            ("created: by hand", False),
            ("published: true", False),
            ("pubDate: soon", False),
        ],
    )
    def test_a_conference_makes_a_post_without_a_day(self, matter: str, is_post: bool) -> None:
        given = of_markdown(f"---\n{matter}\n---\n")
        events = load_events()
        read = FrontMatter.read(
            given, "page", lambda text: has_year(text) or bool(events.named_in(text))
        )
        assert (read.is_post, read.date) == (is_post, None)

    def test_its_own_date_goes_before_that_of_the_file_name(self) -> None:
        assert read("date: 2023-12-10", "2020-01-01-day").date == DAY

    def test_others_are_left_to_whom_they_are_for(self) -> None:
        source = "---\nlayout: post\ncategories: [a]\nmyst: {html_meta: {x: y}}\ntitle: A\n---\n"
        assert of_markdown(source).values == {"title": ("A", 5)}

    def test_jekyll_hugo_and_ablog_alike(self) -> None:
        jekyll = "title: A\ndate: 2023-12-10\npermalink: /a/\ntags: [x]\nauthor: Ada"
        hugo = "title: A\ndate: 2023-12-10\nurl: /a/\ntags: [x]\nauthors: [{name: Ada}]"
        ablog = "title: A\ndate: Dec 10, 2023\npermalink: /a/\ntags: x\nauthor: Ada"
        assert read(jekyll) == read(hugo) == read(ablog)

    @pytest.mark.parametrize(
        "source",
        [
            "",
            "# Text\n",
            "---\n---\n",
            "---\n# only a comment\n---\n",
            "---\ntitle: never closed\n",
            "\n---\ntitle: not at the top\n---\n",
            " ---\ntitle: indented\n---\n",
            "```\n---\ntitle: code\n---\n```\n",
        ],
    )
    def test_no_front_matter(self, source: str) -> None:
        assert of_markdown(source).values == {}
        assert FrontMatter.read(of_markdown(source), "page") == FrontMatter()

    @pytest.mark.parametrize(
        ("opening", "closing", "closes"),
        [
            ("---", "---", True),
            ("--- ", "---\t ", True),
            ("---", "-----", True),
            ("-----", "-----", True),
            ("---", "   ---", True),
            ("---", "...", True),
            ("---yaml", "---", True),
            ("-----", "---", False),
            ("---", "--", False),
            ("---", "    ---", False),
            ("---", "\t---", False),
            ("---", "--- x", False),
            ("---", "---x", False),
            ("---", " ...", False),
            ("---", "> ---", False),
        ],
    )
    @pytest.mark.parametrize("lines", [1, 50])
    def test_is_closed_where_myst_closes_it(
        self, opening: str, closing: str, closes: bool, lines: int
    ) -> None:
        matter = "key: value\n" * (lines - 1) + "title: A\n"
        source = f"{opening}\n{matter}{closing}\ntags: b\n"
        (first, *_) = create_md_parser(MdParserConfig(), RendererHTML).parse(source)
        assert (first.type == "front_matter") is closes
        expected = {"title": ("A", lines + 1)} if closes else {}
        assert of_markdown(source).values == expected

    def test_the_ends_of_lines_may_be_those_of_windows(self) -> None:
        source = "---\r\ntitle: A\r\ntags:\r- b\r\n---\r\n"
        assert of_markdown(source).values == {"title": ("A", 2), "tags": (["b"], 3)}

    def test_ends_at_its_first_closing_line(self) -> None:
        source = "---\ntitle: A\n---\n\ntext\n\n---\ndate: 2023-12-10\n---\n"
        assert of_markdown(source).values == {"title": ("A", 2)}

    def test_lines_are_those_of_the_file(self) -> None:
        source = "---\n# note\ntitle: A\n\ntags:\n  - a\n  - b\ndate: 2023-12-10\n---\n"
        lines = {key: line for key, (_, line) in of_markdown(source).values.items()}
        assert lines == {"title": 3, "tags": 5, "date": 8}
        assert FrontMatter.read(of_markdown(source), "page").title_line == 3

    def test_anchors_and_aliases(self) -> None:
        matter = read("conference: &c Big\ntitle: *c\ntags: &t [a]\nauthors: *t")
        assert (matter.title, matter.authors) == ("Big", ("a",))


class TestWhatCannotBeRead:
    """Each costs its own key alone, and is warned about at its line."""

    @pytest.mark.parametrize(
        ("bad", "subtype", "expected"),
        [
            ("date: TBD", "date", "a date such as"),
            ("updated: TBD", "date", "a date such as"),
            ("date: 2023-02-30", "date", "a date such as"),
            ("date: 2023-02-30 10:00:00", "date", "a date such as"),
            ("date: 10.12.2023", "date", "a date such as"),
            ("date: 2023", "date", "a date such as"),
            ("date: [2023-12-10]", "date", "a date such as"),
            ("timezone: Mars/Olympus", "timezone", "an IANA time zone"),
            ("timezone: 5", "timezone", "an IANA time zone"),
            ("timezone: [a]", "timezone", "a text"),
            ("draft: maybe", "frontmatter", "true or false"),
            ("published: soon", "frontmatter", "true or false"),
            ("talks: h7", "option", "one or several of"),
            ("talks: {h2: yes}", "option", "one or several of"),
            ("talks: []", "option", "one or several of"),
            ("title: [a]", "frontmatter", "a text"),
            ("title: {a: b}", "frontmatter", "a text"),
            ("tags: {a: b}", "frontmatter", "a text"),
            ("tags: [[a]]", "frontmatter", "a text"),
            ("authors: ','", "frontmatter", "a comma-separated list"),
            ("authors: [{email: a@b.c}]", "frontmatter", "an author with a name"),
            ("authors: {name: [a]}", "frontmatter", "a text"),
            ("authors: {name: {given: [a]}}", "frontmatter", "a text"),
            ("date: 2023-12-10 18:00-24:00", "date", "a date such as"),
            ("date: 2023-12-10T09:00:00+25:00", "date", "a date such as"),
            ("date: 2023-12-10 09:00:00 -99", "date", "a date such as"),
            ("date: 12-10 December 2023", "date", "a last day behind the first one"),
            ("created: soon", "date", "a date such as"),
            ("updated: 10-12 December 2023", "date", "a date such as 2023-12-10, of one day"),
            (f"tags: [{', '.join(map(str, range(101)))}]", "frontmatter", "a list of at most 100"),
            ("location: [a, b]", "frontmatter", "a text"),
        ],
    )
    def test_one_key(self, bad: str, subtype: str, expected: str, warned: Warned) -> None:
        key = bad.partition(":")[0]
        lines = ["conference: Big", bad, "location: Here" if key != "location" else "timezone: UTC"]
        matter = read("\n".join(lines), "folder/page")
        assert matter.conference == "Big"
        assert matter.location == "Here" or matter.timezone == "UTC"
        assert warned.places == [(subtype, "folder/page", 3)]
        assert f"'{key}: " in warned.messages[0]
        assert f"expected {expected}" in warned.messages[0]
        assert "ignored" in warned.messages[0]

    @pytest.mark.parametrize(
        ("matter", "authors"),
        [
            ("authors: [Ada, {email: b@b.c}, {name: Cy}]", ("Ada", "Cy")),
            ("authors: [Ada, [Bob], Cy]", ("Ada", "Cy")),
            ("authors: [Ada, {name: {suffix: x}}, Cy]", ("Ada", "Cy")),
        ],
    )
    def test_one_author_of_several(
        self, matter: str, authors: tuple[str, ...], warned: Warned
    ) -> None:
        assert read(matter).authors == authors
        assert warned.places == [("frontmatter", "page", 2)]
        assert "'authors: " in warned.messages[0]
        assert "Ada" not in warned.messages[0]

    def test_what_was_typed_is_in_the_warning(self, warned: Warned) -> None:
        read("date: 2023-02-30")
        assert "'date: 2023-02-30'" in warned.messages[0]

    @pytest.mark.parametrize("date", ["TBD", "2023-02-30"])
    def test_a_post_with_such_a_date_has_that_of_its_file_name(
        self, date: str, warned: Warned
    ) -> None:
        assert read(f"date: {date}", "2023-12-10-day").date == DAY
        assert len(warned.places) == 1


class TestBrokenYaml:
    @pytest.mark.parametrize(
        ("matter", "line", "title"),
        [
            ("title: Day 1: the start\ndate: 2023-12-10", 2, "Day 1: the start"),
            ("date: 2023-12-10\ntitle: Day 1: the start", 3, "Day 1: the start"),
            ("date: 2023-12-10\ntitle: @home", 3, "@home"),
            ('date: 2023-12-10\ntitle: "Quoted" and not', 3, '"Quoted" and not'),
            ("date: 2023-12-10\nother: *star*\ntitle: 'A'", 3, "A"),
            ('date: 2023-12-10\nother: *star*\ntitle: "A"', 3, "A"),
            ("title: A\ndate: 2023-12-10\n\tother: tab", 4, "A"),
            ("title: A\ndate: 2023-12-10\nother: [a, b", 4, "A"),
            ("title: A\ndate: 2023-12-10\nother: !!python/none x: y", 4, "A"),
            ("title: A\ndate: 2023-12-10\nother: *x", 4, "A"),
        ],
    )
    def test_is_read_line_by_line(self, matter: str, line: int, title: str, warned: Warned) -> None:
        found = read(matter)
        assert (found.title, found.date) == (title, DAY)
        assert warned.places == [("frontmatter", "page", line)]
        assert "line by line" in warned.messages[0]

    @pytest.mark.parametrize(
        ("written", "key", "value"),
        [
            ("tags: [queues, lifts]", "tags", ("queues", "lifts")),
            ("tags: ['a, b', c]", "tags", ("a, b", "c")),
            ("tags: [3.10, no]", "tags", ("3.10", "no")),
            ("tags: [@home, \"a, b\", 'c']", "tags", ("@home", "a, b", "c")),
            ("tags:\n  - queues\n  - lifts", "tags", ("queues", "lifts")),
            ("tags:\n- queues\n\n- lifts # up", "tags", ("queues", "lifts")),
            ("tags:\n  - @home\n  - 'a, b'", "tags", ("@home", "a, b")),
            ("tags:\n  # both\n  - 1: one: two", "tags", ("1: one: two",)),
            ("tags: [\n  queues,\n  lifts\n]", "tags", ("queues", "lifts")),
            ("authors: {name: Ana}", "authors", ("Ana",)),
            ("author:\n  name: Ana", "authors", ("Ana",)),
            ("author:\n  name: Ana: the cook\n  email: @ana", "authors", ("Ana: the cook",)),
            ("authors:\n  - name: @ana\n    url: x\n  - Bo", "authors", ("@ana", "Bo")),
            ("authors:\n  -\n    name: @ana\n  - Bo", "authors", ("@ana", "Bo")),
            ("location: 'Room: 1'", "location", "Room: 1"),
            ('location: "Room: \\u2605"', "location", "Room: ★"),
            ("location: >\n  Room\n  1", "location", "Room 1"),
            (
                "location: Hall: the big one\n  and the small one",
                "location",
                "Hall: the big one and the small one",
            ),
            ("location: [big] hall", "location", "[big] hall"),
            ("talks: [h2, links]", "modes", ("h2", "links")),
            ("draft: true", "draft", True),
            ("location:\n", "location", ""),
        ],
    )
    @pytest.mark.parametrize("title", ["title: WaitConf: day one", "title: @home"])
    def test_keeps_what_can_be_made_out(
        self, written: str, key: str, value: object, title: str, warned: Warned
    ) -> None:
        for matter in (
            f"{title}\ndate: 2023-12-10\n{written}",
            f"{written}\n{title}\ndate: 2023-12-10",
        ):
            found = read(matter)
            assert (found.title, found.date) == (title.removeprefix("title: "), DAY)
            assert getattr(found, key) == value
        assert len(warned.places) == 2
        assert all(message.endswith("line by line instead") for message in warned.messages)

    @pytest.mark.parametrize(
        ("written", "lost"),
        [
            ("tags: [queues, lifts", "'tags' of line 4"),
            ("tags: [[queues], @lifts]", "'tags' of line 4"),
            ("tags: *queues", "'tags' of line 4"),
            ("tags: {a: @b}\naliases: [x\nother: [y", "'tags' of line 4 and 'aliases' of line 5"),
            (f"tags:\n  {'- ' * 9}@a", "'tags' of line 4"),
        ],
    )
    def test_names_what_cannot(self, written: str, lost: str, warned: Warned) -> None:
        found = read(f"title: Day 1: start\ndate: 2023-12-10\n{written}\nlocation: Here")
        assert (found.date, found.location, found.tags) == (DAY, "Here", ())
        assert [message.partition("instead")[2] for message in warned.messages] == [
            f", without {lost}"
        ]

    @pytest.mark.parametrize("text", ["[" * 20_000, "- " * 20_000, "{a: " * 5_000, "? " * 3_000])
    def test_ends_in_time(self, text: str, warned: Warned) -> None:
        for key in ("title", "tags", "author"):
            assert read(f"x: y: z\ndate: 2023-12-10\n{key}: {text}").date == DAY
            assert read(f"x: y: z\ndate: 2023-12-10\n{key}:\n  {text}").date == DAY

    def test_keeps_the_lines_of_the_keys(self, warned: Warned) -> None:
        given = of_markdown("---\ntitle: A: B\n\ndate: x\n---\n")
        assert given.values == {"title": ("A: B", 2), "date": ("x", 4)}

    @pytest.mark.parametrize(
        "matter", ["just words", "- a\n- b", "42", "'title: A'", "[title, A]", "date 2023-12-10"]
    )
    def test_no_mapping(self, matter: str, warned: Warned) -> None:
        assert read(matter) == FrontMatter()
        assert warned.places == [("frontmatter", "page", 1)]

    @pytest.mark.parametrize(
        "matter",
        [
            pytest.param("title: " + "[" * 2_000, id="deep"),
            "title: A\nother: \x00",
            "title: A\nother: \x07",
            "? [a, b]\n: c\ntitle: A",
            "a: &a [*a]\ntitle: A",
            "title: &t [*t]",
            "title: !!python/object/apply:os.system ['true']",
            "title: !custom x",
            "!!set {title, date}",
            "tags: !!binary '%%%'",
            "title: !!int x",
            "title: !!float x",
            "<<: 3\ntitle: A",
            "tags:\n  <<: [3]",
        ],
    )
    def test_never_ends_a_build(self, matter: str, warned: Warned) -> None:
        assert isinstance(read(matter), FrontMatter)


class TestFieldList:
    def rest(self, source: str) -> dict[str, object]:
        # As Sphinx does: the fields stay a plain list.
        return values(of_fields(publish_doctree(source, settings_overrides=KEEP_FIELDS)))

    def test_of_restructuredtext(self) -> None:
        source = ".. comment\n\n:Date: 2023-12-10\n:tags: a, b\n:layout: x\n\nTitle\n=====\n"
        assert self.rest(source) == {"date": "2023-12-10", "tags": "a, b"}

    def test_only_at_the_beginning(self) -> None:
        assert self.rest("Words.\n\n:date: 2023-12-10\n") == {}

    @pytest.mark.parametrize(
        ("fields", "found"),
        [
            (":date: 2023-12-10\n:tags: a", {"date": "2023-12-10", "tags": "a"}),
            (":Date: 2023-12-10 10:20", {"date": "2023-12-10 10:20"}),
            (":tags: a", {}),
            (":date: TBD\n:tags: a", {}),
            ("Words.\n\n:date: 2023-12-10", {}),
        ],
    )
    @pytest.mark.parametrize("over", ["", ".. comment\n\n"])
    def test_behind_the_title(self, fields: str, found: dict[str, object], over: str) -> None:
        source = f"{over}Title\n=====\n\n{over}{fields}\n\nWords.\n"
        assert self.rest(source) == found

    def test_lists_that_a_parser_passes_on_as_json(self) -> None:
        body = nodes.field_body("", nodes.paragraph("", json.dumps(["a, b", "c"])))
        field = nodes.field("", nodes.field_name("", "tags"), body)
        document = publish_doctree("")
        document += nodes.field_list("", field)
        assert values(of_fields(document)) == {"tags": ["a, b", "c"]}

    def test_lists_with_markup(self) -> None:
        source = ":Authors: - Ada, L.\n          - *Bob*\n:tags:\n  1. a\n  2. 3.10\n"
        assert self.rest(source) == {"authors": ["Ada, L.", "Bob"], "tags": ["a", "3.10"]}

    def test_escapes(self) -> None:
        source = ":tags: a\\, b, c\\*, *d\\, e*\n:title: A\\* day\n"
        assert self.rest(source) == {"tags": r"a\, b, c*, d\, e", "title": "A* day"}

    def test_a_mapping_that_a_parser_passes_on_as_json(self) -> None:
        document = publish_doctree(
            ':author: {"name": {"given": "Ada", "family": "L"}}\n', settings_overrides=KEEP_FIELDS
        )
        assert FrontMatter.read(of_fields(document), "page").authors == ("Ada L",)

    @pytest.mark.parametrize(
        ("name", "date", "is_post", "problems"),
        [
            ("page", "2023-12-10", True, 0),
            ("page", "TBD", False, 1),
            ("page", "", False, 0),
            ("2023-12-10-page", "TBD", True, 1),
        ],
    )
    def test_a_date_that_cannot_be_read_makes_no_post(
        self, name: str, date: str, is_post: bool, problems: int
    ) -> None:
        document = publish_doctree(f":date: {date}\n", settings_overrides=KEEP_FIELDS)
        matter = FrontMatter.read(of_fields(document), name)
        assert (matter.is_post, len(matter.problems)) == (is_post, problems)

    def test_a_bracket_is_not_always_json(self) -> None:
        assert self.rest(":title: [draft] A day\n") == {"title": "[draft] A day"}


KEEP_FIELDS = {"docinfo_xform": False, "doctitle_xform": False}


@pytest.mark.parametrize(
    ("docname", "words"),
    [
        ("2023-12-10-new-orleans", "New orleans"),
        ("posts/2023-12-10-new_orleans", "New orleans"),
        ("new-orleans--2", "New orleans 2"),
        ("2023-12-10", "2023 12 10"),
        ("-", "-"),
        ("日本", "日本"),
    ],
)
def test_title_from_the_file_name(docname: str, words: str) -> None:
    assert words_of_name(docname) == words


def test_warnings_name_file_and_line(build: Build) -> None:
    """The places that a terminal or editor can open."""
    built = build(
        {
            "a.md": "---\ntitle: Day 1: start\ndate: 2023-12-10\n---\nText.\n",
            "b.md": "---\ntitle: A\ndate: 2023-02-30\n---\nText.\n",
            "c.md": "+++\ntitle = 'A'\ndate = 'TBD'\n+++\n\n# C\n",
            "d.rst": ":title: A\n:date: 2023-12-10\n:updated: TBD\n\nText.\n",
            "2023-12-10-e.md": "---\n- date\n---\n\n# E\n",
            "2023-12-10-f.rst": ":date: TBD\n\nF\n=\n",
        },
        "dummy",
    )
    ours = [line for line in built.warnings if "confnotes" in line]
    places = [(line.partition(": ")[0], line.rpartition("[")[2]) for line in ours]
    assert sorted(places) == [
        ("2023-12-10-e.md:1", "confnotes.frontmatter]"),
        ("2023-12-10-f.rst:1", "confnotes.date]"),
        ("a.md:2", "confnotes.frontmatter]"),
        ("b.md:3", "confnotes.date]"),
        ("c.md:3", "confnotes.date]"),
        ("d.rst:3", "confnotes.date]"),
    ]


def test_warnings_can_be_silenced(build: Build) -> None:
    built = build(
        {"a.md": "---\ntitle: A\ndate: TBD\ntimezone: Mars\n---\nText.\n"},
        "dummy",
        conf="suppress_warnings = ['confnotes.date']\n",
    )
    ours = [line.rpartition("[")[2] for line in built.warnings if "confnotes" in line]
    assert ours == ["confnotes.timezone]"]
