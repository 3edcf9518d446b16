"""Reading the data of other sites: what is read, and what is refused with a sentence."""

from __future__ import annotations

import json

import pytest

from sphinxext_confnotes.site_data import LARGEST, SiteData, packed, read_site, unpacked
from tests.support.builds import CONF, Build
from tests.support.other_sites import post, site, talk


def read(text: str, url: str = "") -> SiteData:
    return read_site(text.encode("utf-8", "surrogatepass"), "team", "Team", url)


def problems(text: str, url: str = "") -> list[str]:
    return [str(problem) for problem in read(text, url).problems]


def test_what_is_read() -> None:
    (found,) = read(site(post("day", talk("soup", "Soup", "Hot.", rating=4, time="09:00")))).posts
    assert (found.site, found.docname, found.page) == (
        "Team", "//team/day", "https://other.example/day.html",
    )  # fmt: skip
    (one,) = found.talks
    assert one.place == ("//team/day", "soup", "https://other.example/day.html#soup")
    assert (one.rating, str(one.start), str(one.date)) == (4, "09:00:00", "2031-05-12")
    assert (one.notes[0].html, one.notes[0].text) == ("<p>Hot.</p>", "Hot.")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "it is no JSON: Expecting property name enclosed in double quotes"),
        ("[" * 100_000, "it is nested too deep"),
        ("[]", "it isn't the talks.json of a site with conference notes"),
        ('{"version": 1}', "it isn't the talks.json of a site with conference notes"),
        (site(version=2), "the version of its format is 2, and version 1 is read"),
        (site(version="1"), "the version of its format is no number, and version 1 is read"),
        (site(version=1e999), "the version of its format is no number, and version 1 is read"),
    ],
)
def test_a_file_that_is_refused(text: str, problem: str) -> None:
    assert read(text) == SiteData(problems=read(text).problems)
    assert problems(text) == [problem]


def test_a_file_in_another_encoding_or_too_large() -> None:
    assert str(read_site(b'{\n"\xff"', "a", "A").problems[0]) == "it isn't written in UTF-8"
    assert read_site(b'{\n"\xff"', "a", "A").problems[0].line == 2
    (problem,) = read_site(b" " * (LARGEST + 1), "a", "A").problems
    assert str(problem) == "it has more than 64 MiB"


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (17, "posts[0].talks[0]: expected a mapping"),
        ({"id": "day#a"},
         "posts[0].talks[0]: expected a text of at most 500 characters as 'title'"),
        ({"id": "day#"} | {"title": "A", "page": "/"},
         "posts[0].talks[0]: expected an id with a name behind '#'"),
        (talk("bread", "Again"), "posts[0].talks[1]: expected an id that no other talk has"),
        ({"id": "day#a", "title": "A"}, "posts[0].talks[0]: expected the address of a page"),
        (talk("a", "A" * 501),
         "posts[0].talks[0]: expected a text of at most 500 characters as 'title'"),
    ],
)  # fmt: skip
def test_a_broken_talk_costs_itself_alone(broken: object, problem: str) -> None:
    day = post("day")
    day["talks"] = [broken, talk("bread", "Bread")]
    (found,) = read(site(day)).posts
    assert len(found.talks) == 1
    assert problems(site(day)) == [f"{problem}; it is left out"]


@pytest.mark.parametrize(
    ("fact", "problem"),
    [
        ({"speakers": "Ana"}, "speakers: expected a list"),
        ({"speakers": [1]}, "speakers: expected a text"),
        ({"tags": [str(n) for n in range(101)]}, "tags: expected a list of at most 100"),
        ({"date": "tomorrow"}, "date: expected a date such as 2031-05-12"),
        ({"time": "noon"}, "time: expected a time such as 14:00 or 14:00-14:45"),
        ({"rating": True}, "rating: expected a number from 1 to 5"),
        ({"rating": float("nan")}, "rating: expected a number from 1 to 5"),
        ({"rating": 10**30}, "rating: expected a number from 1 to 5"),
        ({"url": "javascript:alert(1)"}, "url: expected an http(s) address"),
        ({"timezone": "../../etc/localtime"}, "timezone: expected the IANA name of a time zone"),
        ({"room": {"a": 1}}, "room: expected a text"),
        ({"notes": "x"}, "notes: expected a list"),
        ({"notes": [{"kind": []}]}, "notes[0]: expected as 'kind' one of tldr, comment"),
        ({"notes": [{"kind": "tldr"}]}, "notes[0]: expected html or text"),
    ],
)  # fmt: skip
def test_a_broken_fact_costs_itself_alone(fact: dict[str, object], problem: str) -> None:
    text = site(post("day", talk("bread", "Bread", **fact)))
    assert [one.title for one in read(text).posts[0].talks] == ["Bread"]
    assert problems(text) == [f"posts[0].talks[0].{problem}; it is left out"]


def test_many_problems_are_counted() -> None:
    found = problems(site(*[{"id": 1}] * 50))
    assert len(found) == 11
    assert found[-1] == "40 more problems aren't told"


def test_a_site_without_an_address() -> None:
    data = json.loads(site(post("day", talk("bread", "Bread"), page="day.html")))
    del data["site"]
    data["posts"][0]["talks"][0]["page"] = "day.html#bread"
    text = json.dumps(data)
    assert problems(text) == [
        "site: expected an http(s) address; nothing leads there without a 'url'"
    ]
    assert read(text).posts[0].page == ""
    assert problems(text, "https://x.example/") == []
    (found,) = read(text, "https://x.example/").posts
    assert found.talks[0].place.address == "https://x.example/day.html#bread"


def test_html_is_safe_and_shallow() -> None:
    notes = [
        {"kind": "tldr", "html": '<p onclick=x>A<script>b</script><a href="c.html">d</a></p>'},
        {"kind": "tldr", "html": "<div>" * 5_000 + "deep", "text": "Deep."},
        {"kind": "tldr", "html": "<div>" * 100_000 + "long", "text": "Long."},
        {"kind": "comment", "text": "<b>\n\nTwo"},
    ]
    (found,) = read(site(post("day", talk("bread", "Bread", notes=notes)))).posts[0].talks
    assert [note.html for note in found.notes] == [
        '<p>A<a href="https://other.example/c.html">d</a></p>',
        "<p>Deep.</p>",
        "<p>Long.</p>",
        "<p>&lt;b&gt;</p>\n<p>Two</p>",
    ]


def test_characters_that_turn_words_are_left_out() -> None:
    text = site(post("day", talk("bread", "Br\u202eead\u2066 \ud800\x00x")))
    assert read(text).posts[0].talks[0].title == "Bread \ufffdx"


def test_what_is_kept_is_the_same() -> None:
    found = read(site(post("day", talk("bread", "Bread", "x"))))
    assert unpacked(packed(found)) == found
    assert unpacked(b"\x80") is None


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        (site(version=2), "data of 'team': the version of its format is 2, and version 1 is read; "
         "the site is left out", "team.json:1: "),
        ("{\n  x", "data of 'team': it is no JSON: Expecting property name enclosed in double "
         "quotes; the site is left out", "team.json:2: "),
        (site(post(), {"id": 1}), "data of 'team': posts[1]: expected a text of at most 500 "
         "characters as 'id'; it is left out", "team.json:1: "),
        (None, "confnotes_others['team']: expected the path of a file from the source folder, but "
         "'team.json' can't be read; the site is left out", "conf.py:3: "),
    ],
)  # fmt: skip
def test_warnings_name_the_file(build: Build, text: str | None, message: str, place: str) -> None:
    conf = f'{CONF}confnotes_others = {{\n    "team": "team.json",\n}}\n'
    files = {"conf.py": conf, "index.md": "# Home\n"} | ({"team.json": text} if text else {})
    built = build(files)
    assert built.warnings == [f"{place}WARNING: {message} [confnotes.other]"]
    # It is told once for one content of the file.
    assert build().warnings == []
