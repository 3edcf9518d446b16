"""Which talks of several posts are one, what is known of them, and where posts disagree."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

import pytest

from sphinxext_confnotes.addresses import normalised_address
from sphinxext_confnotes.notes.merging import contradictions, merge
from sphinxext_confnotes.notes.records import Speaker, Talk
from tests.support.records import post, talk


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.org/a", "http://x.org/a"),
        ("https://x.org/a", "https://x.org/a/"),
        ("https://x.org", "https://x.org/"),
        ("https://x.org/a", "https://x.org/a#"),
        ("https://x.org/a", "https://x.org/a/#top"),
        ("https://x.org/a", "https://x.org/a#:~:text=ladle"),
        ("https://x.org/a#b", "https://x.org/a#b:~:text=ladle"),
        ("https://x.org/app#/talk/1", "https://x.org/app/#/talk/1/"),
        ("https://x.org/a#%c3%a9", "https://x.org/a#é"),
        # Section 6.2.2 of RFC 3986: case, percent-encoding, dot segments.
        ("https://x.org/%7Eana/%2fa", "https://x.org/~ana/%2Fa"),
        ("https://x.org/%61%2D%2e%5F", "https://x.org/a-._"),
        ("https://x.org/caf%C3%A9", "https://x.org/café"),
        ("https://x.org/a b", "https://x.org/a%20b"),
        ("https://x.org/./b/../a/c/..", "https://x.org/a"),
        ("https://x.org/%2E%2e/a", "https://x.org/a"),
        ("https://x.org/../../a", "https://x.org/a"),
        ("https://x.org?", "https://x.org/"),
        ("https://x.org:/a", "https://x.org/a"),
        # Hosts in any script.
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://BÜCHER.example/a", "https://XN--bcher-KVA.example/a"),
        ("https://bu\u0308cher.example/a", "https://bücher.example/a"),
        ("https://例え。テスト/a", "https://xn--r8jz45g.xn--zckzah/a"),
        ("https://x.org./a", "https://x.org/a"),
        ("https://X.org/a", "HTTPS://x.ORG/a"),
        ("https://x.org:443/a", "http://x.org:80/a"),
        ("https://x.org/a", "https://me@x.org/a"),
        ("https://x.org/a", "https://x.org/a?utm_source=mail&utm_medium=x"),
        ("https://x.org/a?id=1", "https://x.org/a?fbclid=2&id=1&gclid=3"),
        ("https://x.org/a?b=%41", "https://x.org/a?b=A"),
    ],
)
def test_spellings_of_one_address(one: str, other: str) -> None:
    assert normalised_address(one) == normalised_address(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://x.org/a", "https://x.org/b"),
        ("https://x.org/a", "https://x.org/A"),
        ("https://x.org/a", "https://y.org/a"),
        ("https://x.org/a", "https://x.org:8080/a"),
        ("https://x.org/a?id=1", "https://x.org/a?id=2"),
        ("https://x.org/a", "https://x.org/a?utm=1"),
        ("https://x.org/app#/session/12", "https://x.org/app#/session/13"),
        ("https://x.org/app#!12", "https://x.org/app#!13"),
        ("https://x.org/app#12", "https://x.org/app"),
        ("https://x.org/schedule.html#talk-12", "https://x.org/schedule.html#talk-1"),
        ("https://x.org/a/b", "https://x.org/a%2Fb"),
        ("https://x.org/a%25b", "https://x.org/a%b"),
        ("https://x.org/a//b", "https://x.org/a/b"),
        ("https://x.org/?q=%E9", "https://x.org/?q=%E8"),
        ("http://x.org:443/a", "http://x.org/a"),
        ("https://straße.example/", "https://strasse.example/"),
        ("https://a..example/", "https://a.example/"),
    ],
)
def test_two_addresses(one: str, other: str) -> None:
    assert normalised_address(one) != normalised_address(other)


@pytest.mark.parametrize("address", ["", "mailto:a@x.org", "slides.pdf", "http://[", "http://x:y/"])
def test_what_tells_no_talk_from_another(address: str) -> None:
    assert normalised_address(address) == ""


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
    found = merged((talk("x", url=url("1")), talk("y")), (talk("z", url=url("1/?fbclid=2")),))
    assert found == ["a:x b:z", "a:y"]


def test_of_one_page_that_has_many() -> None:
    found = merged(
        (talk("x", url=url("app#/12")), talk("y", url=url("app#/13"))),
        (talk("z", url=url("app#/13")), talk("w", url=url("app#/14"))),
    )
    assert found == ["a:x", "a:y b:z", "b:w"]


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
        (talk("x", url=programme), talk("y", url=programme + "/#")),
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
        slides="s",
        code="c",
    )
    three = talk("three", url=url("1"), rating=1, video="v", slides="other")
    (found,) = merge([post("a", one), post("b", two), post("c", three)])
    facts = found.facts
    assert (facts.name, facts.title, facts.room) == ("one", "One", "A")
    assert facts.speaker_names == ("Ada", "Bob")
    assert facts.tags == ("t", "u")
    assert (facts.start, facts.end, facts.timezone) == (dt.time(9), dt.time(10), "Europe/Rome")
    assert (facts.highlight, facts.reason, facts.rating, facts.kind) == (True, "best", 4, "poster")
    assert (facts.slides, facts.video, facts.paper, facts.code) == ("s", "v", "", "c")


def test_speakers_are_one_by_name_and_keep_the_first_affiliation() -> None:
    said = [
        (Speaker("Ada"), Speaker("Bob", "Crumb Works")),
        (Speaker("Bob", "Crumb Mills"), Speaker("Ada", "Oven Lab"), Speaker("Cy")),
    ]
    talks = [talk("x", named=True, speakers=speakers) for speakers in said]
    (found,) = merge([post("a", talks[0]), post("b", talks[1])])
    assert found.facts.speakers == (
        Speaker("Ada", "Oven Lab"),
        Speaker("Bob", "Crumb Works"),
        Speaker("Cy"),
    )
    assert list(contradictions(found)) == []


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
         ["room", "kind", "track"]),
        ({"date": dt.date(2023, 1, 1)}, {}, []),
        ({"date": dt.date(2023, 1, 1)}, {"date": dt.date(2023, 1, 2)}, ["date"]),
        ({"url": url("1")}, {"url": url("1/")}, []),
        ({"url": url("1")}, {"url": url("2")}, ["address"]),
        ({"url": url("1#abstract")}, {"url": url("1#speakers")}, []),
        ({"url": url("app#/1")}, {"url": url("app#/2")}, ["address"]),
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
