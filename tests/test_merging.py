"""Which talks of several posts are one, what is known of them, and where posts disagree."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest

from sphinxext_confnotes.merging import contradictions, identity, merge
from sphinxext_confnotes.records import Talk
from tests.test_query import post, talk


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.org/a", "http://x.org/a"),
        ("https://x.org/a", "https://x.org/a/"),
        ("https://x.org", "https://x.org/"),
        ("https://x.org/a", "https://x.org/a#abstract"),
        ("https://X.org/a", "HTTPS://x.ORG/a"),
        ("https://x.org:443/a", "http://x.org:80/a"),
        ("https://x.org/a", "https://me@x.org/a"),
        ("https://x.org/a", "https://x.org/a?utm_source=mail&utm_medium=x"),
        ("https://x.org/a?id=1", "https://x.org/a?fbclid=2&id=1&gclid=3"),
        ("https://x.org/a?b=%41", "https://x.org/a?b=A"),
    ],
)
def test_spellings_of_one_address(one: str, other: str) -> None:
    assert identity(one) == identity(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.org/a", "https://x.org/b"),
        ("https://x.org/a", "https://x.org/A"),
        ("https://x.org/a", "https://y.org/a"),
        ("https://x.org/a", "https://x.org:8080/a"),
        ("https://x.org/a?id=1", "https://x.org/a?id=2"),
        ("https://x.org/a", "https://x.org/a?utm=1"),
    ],
)
def test_two_addresses(one: str, other: str) -> None:
    assert identity(one) != identity(other)


@pytest.mark.parametrize("address", ["", "mailto:a@x.org", "slides.pdf", "http://[", "http://x:y/"])
def test_what_tells_no_talk_from_another(address: str) -> None:
    assert identity(address) == ""


def url(name: str) -> str:
    return f"https://x.org/{name}"


def merged(*pages: tuple[Talk, ...]) -> list[str]:
    """Return the accounts of each talk, a page being a letter."""
    posts = [post(letter, *talks) for letter, talks in zip("abcde", pages, strict=False)]
    return [
        " ".join(f"{account.post.docname}:{account.talk.name}" for account in found.accounts)
        for found in merge(posts)
    ]


def test_of_one_address() -> None:
    found = merged((talk("x", url=url("1")), talk("y")), (talk("z", url=url("1/#top")),))
    assert found == ["a:x b:z", "a:y"]


def test_of_one_given_name() -> None:
    assert merged((talk("x", named=True),), (talk("x", named=True),)) == ["a:x b:x"]


def test_not_of_one_name_made_from_the_title() -> None:
    assert merged((talk("x"),), (talk("x"),), (talk("x", named=True),)) == ["a:x", "b:x", "c:x"]


def test_by_name_here_and_by_address_there() -> None:
    pages = (
        (talk("x", named=True),),
        (talk("y", url=url("1")),),
        (talk("x", named=True, url=url("1")),),
        (talk("z", url=url("1")),),
    )
    assert merged(*pages) == ["a:x b:y c:x d:z"]


def test_an_address_that_a_post_gives_to_several_talks_tells_nothing() -> None:
    programme = url("programme")
    pages = (
        (talk("x", url=programme), talk("y", url=programme + "#y")),
        (talk("z", url=programme),),
    )
    assert merged(*pages) == ["a:x", "a:y", "b:z"]


def test_the_earlier_goes_first_whichever_way_posts_come() -> None:
    posts = [
        post("late", talk("x", url=url("1")), date="2023-12-12"),
        post("early", talk("y", url=url("1")), date="2023-12-10"),
        post("alone", talk("z"), date="2023-12-11"),
    ]
    for some in itertools.permutations(posts):
        found = merge(some)
        names = [[account.talk.name for account in one.accounts] for one in found]
        assert names == [["y", "x"], ["z"]]


def test_each_fact_is_of_the_first_that_has_it() -> None:
    one = talk("one", title="One", url=url("1"), speakers=("Ada",), room="A", tags=("t",))
    two = talk(
        "two",
        title="Two",
        url=url("1"),
        speakers=("Bob", "Ada"),
        room="B",
        tags=("u", "t"),
        start=dt.time(9),
        end=dt.time(10),
        timezone="Europe/Rome",
        highlight=True,
        reason="best",
        rating=4,
        kind="poster",
        addresses=(("slides", "s"), ("code", "c")),
    )
    three = talk("three", url=url("1"), rating=1, addresses=(("video", "v"), ("slides", "other")))
    (found,) = merge([post("a", one), post("b", two), post("c", three)])
    facts = found.facts
    assert (facts.name, facts.title, facts.room) == ("one", "One", "A")
    assert facts.speakers == ("Ada", "Bob")
    assert facts.tags == ("t", "u")
    assert (facts.start, facts.end, facts.timezone) == (dt.time(9), dt.time(10), "Europe/Rome")
    assert (facts.highlight, facts.reason, facts.rating, facts.kind) == (True, "best", 4, "poster")
    assert facts.addresses == (("slides", "s"), ("video", "v"), ("code", "c"))


def test_a_talk_of_one_person_is_its_record() -> None:
    only = post("a", talk("x"))
    (found,) = merge([only])
    assert found.facts is only.talks[0]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"title": "A talk"}, {"title": "a  talk!"}, []),
        ({"title": "A talk"}, {"title": "A walk"}, ["title"]),
        ({"start": dt.time(9)}, {"start": dt.time(10)}, ["time"]),
        ({"start": dt.time(9)}, {}, []),
        ({"start": dt.time(9), "timezone": "UTC"}, {"start": dt.time(9)}, ["time"]),
        ({"room": "Hall"}, {"room": "hall"}, []),
        ({"room": "A", "track": "x", "kind": "talk"}, {"room": "B", "track": "y", "kind": "z"},
         ["room", "track", "kind"]),
        ({"date": dt.date(2023, 1, 1)}, {}, []),
        ({"date": dt.date(2023, 1, 1)}, {"date": dt.date(2023, 1, 2)}, ["date"]),
        ({"url": url("1")}, {"url": url("1/")}, []),
        ({"url": url("1")}, {"url": url("2")}, ["address"]),
        ({"speakers": ("Ada",)}, {"speakers": ("Bob",)}, []),
    ],
)  # fmt: skip
def test_contradictions(one: dict[str, Any], other: dict[str, Any], expected: list[str]) -> None:
    pages = [post(name, talk("x", named=True, **fields)) for name, fields in
             (("a", one), ("b", other))]  # fmt: skip
    (found,) = merge(pages)
    disagreements = list(contradictions(found))
    assert [fact for fact, _, _ in disagreements] == expected
    for _, first, second in disagreements:
        assert {first.post.docname, second.post.docname} == {"a", "b"}
