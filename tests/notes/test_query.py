"""Which days, posts and talks a selection shows, and in what order."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterable
from typing import Any

import pytest

from sphinxext_confnotes.notes.lookups import Lookups
from sphinxext_confnotes.notes.query import (
    added_attributes,
    choose,
    days,
    groups,
    shows,
    sort_talks,
)
from sphinxext_confnotes.notes.records import Account, Merged, Note, Post, Selection
from tests.support.records import post, talk


def names(talks: Iterable[Merged]) -> str:
    return " ".join(talk.facts.name for talk in talks)


def shown(posts: list[Post], **selection: Any) -> list[tuple[str, str, str]]:
    """Return what a selection shows: day, post and the names of the talks."""
    return [
        (day.date.isoformat(), part.post.docname, names(part.talks))
        for day in days(Lookups(posts), Selection(**selection))
        for part in day.posts
    ]


class TestFilters:
    SUNDAY = post(
        "sunday",
        talk("keynote", kind="keynote", speakers=("Ada", "Bob"), tags=("maths",), track="Main"),
        talk("poster", kind="poster", tags=("maths", "GPU"), highlight=True, conference="Side"),
        talk("other", notes=(Note("comment", author="Eve"), Note("tldr"))),
        conference="Big",
        authors=("Me",),
        tags=("trip",),
    )
    MONDAY = post(
        "monday",
        talk("panel", kind="Panel", speakers=("bob",), tags=("gpu",), track="side", rating=5),
        date="2023-12-11",
        conference="Small",
        authors=("You", "Me"),
    )

    @pytest.mark.parametrize(
        ("selection", "sunday", "monday"),
        [
            ({}, "keynote poster other", "panel"),
            ({"conference": ("Big",)}, "keynote other", None),
            ({"conference": ("side",)}, "poster", None),
            ({"conference": ("BIG", "small")}, "keynote other", "panel"),
            ({"conference": ("Bi",)}, None, None),
            ({"tags": (("maths",),)}, "keynote poster", None),
            ({"tags": (("gpu",),)}, "poster", "panel"),
            ({"tags": (("maths",), ("gpu",))}, "keynote poster", "panel"),
            ({"tags": (("maths", "gpu"),)}, "poster", None),
            ({"tags": (("gpu", "TRIP"),)}, "poster", None),
            ({"tags": (("maths", "gpu"), ("none",))}, "poster", None),
            ({"tags": (("trip",),)}, "keynote poster other", None),
            ({"speakers": ("ada",)}, "keynote", None),
            ({"speakers": ("BOB",)}, "keynote", "panel"),
            ({"track": ("main",)}, "keynote", None),
            ({"track": ("Main", "SIDE")}, "keynote", "panel"),
            ({"kind": ("panel",)}, None, "panel"),
            ({"kind": ("poster", "keynote")}, "keynote poster", None),
            ({"author": ("you",)}, None, "panel"),
            ({"author": ("Me",)}, "keynote poster other", "panel"),
            ({"author": ("eve",)}, "other", None),
            ({"highlights": True}, "poster", None),
            ({"since": dt.date(2023, 12, 11)}, None, "panel"),
            ({"since": dt.date(2023, 12, 10)}, "keynote poster other", "panel"),
            ({"until": dt.date(2023, 12, 10)}, "keynote poster other", None),
            ({"until": dt.date(2023, 12, 9)}, None, None),
            ({"kind": ("poster",), "tags": (("maths",),), "highlights": True}, "poster", None),
            ({"kind": ("keynote",), "highlights": True}, None, None),
            ({"conference": ("Small",), "speakers": ("Ada",)}, None, None),
            ({"notes": "tldr"}, "keynote poster other", "panel"),
        ],
    )
    def test_each(self, selection: dict[str, Any], sunday: str | None, monday: str | None) -> None:
        expected = [
            (date, name, talks)
            for date, name, talks in [
                ("2023-12-11", "monday", monday),
                ("2023-12-10", "sunday", sunday),
            ]
            if talks is not None
        ]
        assert shown([self.SUNDAY, self.MONDAY], **selection) == expected

    def test_case_beyond_ascii(self) -> None:
        street = post("a", talk("x", track="Große Straße"))
        assert shown([street], track=("GROSSE STRASSE",)) == [("2023-12-10", "a", "x")]

    def test_a_talk_without_the_field_matches_no_filter(self) -> None:
        (bare,) = Lookups([post("a", talk("x"))]).talks
        for name in ("conference", "speakers", "track", "kind", "author"):
            assert choose(bare, Selection(**{name: ("any",)})) is None


class TestPosts:
    @pytest.mark.parametrize(
        ("selection", "is_shown"),
        [
            ({}, True),
            ({"conference": ("big",)}, True),
            ({"conference": ("small",)}, False),
            ({"tags": (("trip",),)}, True),
            ({"tags": (("maths",),)}, False),
            ({"author": ("me",)}, True),
            ({"author": ("you",)}, False),
            ({"since": dt.date(2023, 12, 10)}, True),
            ({"since": dt.date(2023, 12, 11)}, False),
            ({"until": dt.date(2023, 12, 9)}, False),
            ({"speakers": ("ada",)}, False),
            ({"track": ("main",)}, False),
            ({"kind": ("poster",)}, False),
            ({"highlights": True}, False),
        ],
    )
    def test_without_talks_when_only_the_post_is_asked_for(
        self, selection: dict[str, Any], is_shown: bool
    ) -> None:
        empty = post("day", conference="Big", tags=("trip",), authors=("Me",))
        assert bool(shown([empty], **selection)) is is_shown

    def test_drafts_are_left_out_with_their_talks(self) -> None:
        assert shown([post("a", talk("x"), draft=True)]) == []

    def test_a_draft_leaves_others_of_its_day(self) -> None:
        posts = [post("a", talk("x"), draft=True), post("b", talk("y"))]
        assert shown(posts) == [("2023-12-10", "b", "y")]

    def test_without_a_date_only_dated_talks_count(self) -> None:
        undated = post("a", talk("x"), talk("y", date=dt.date(2024, 1, 2)), date="")
        assert shown([undated]) == [("2024-01-02", "a", "y")]

    def test_of_one_day_are_in_the_order_of_their_names(self) -> None:
        posts = [post(name) for name in ("b/x", "a", "b/a")]
        assert [name for _, name, _ in shown(posts)] == ["a", "b/a", "b/x"]


class TestTalkOnAnotherDay:
    POST = post("trip", talk("here"), talk("there", date=dt.date(2023, 12, 14), kind="party"))

    def test_stands_on_its_own_day(self) -> None:
        assert shown([self.POST]) == [
            ("2023-12-14", "trip", "there"),
            ("2023-12-10", "trip", "here"),
        ]

    def test_without_its_post_when_that_is_out_of_range(self) -> None:
        assert shown([self.POST], since=dt.date(2023, 12, 12)) == [("2023-12-14", "trip", "there")]

    def test_its_post_stays_without_it(self) -> None:
        assert shown([self.POST], until=dt.date(2023, 12, 12)) == [("2023-12-10", "trip", "here")]

    def test_no_empty_day_for_its_post(self) -> None:
        assert shown([self.POST], kind=("party",)) == [("2023-12-14", "trip", "there")]


class TestOrder:
    POSTS = tuple(post(f"p{day}", talk(f"t{day}"), date=f"2023-12-0{day}") for day in (1, 2, 3))

    @pytest.mark.parametrize(
        ("order", "limit", "names"),
        [
            ("newest", None, "p3 p2 p1"),
            ("oldest", None, "p1 p2 p3"),
            ("newest", 2, "p3 p2"),
            ("oldest", 2, "p1 p2"),
            ("newest", 9, "p3 p2 p1"),
        ],
    )
    def test_of_days(self, order: str, limit: int | None, names: str) -> None:
        found = shown(list(self.POSTS), order=order, limit=limit)
        assert " ".join(name for _, name, _ in found) == names

    def test_limit_counts_days_not_posts_or_talks(self) -> None:
        posts = [post("a", talk("x"), talk("y")), post("b", talk("z"))]
        assert shown(posts, limit=1) == [("2023-12-10", "a", "x y"), ("2023-12-10", "b", "z")]

    def test_limit_counts_what_the_filters_leave(self) -> None:
        posts = [*self.POSTS, post("match", talk("x", kind="poster"), date="2023-11-01")]
        assert shown(posts, kind=("poster",), limit=1) == [("2023-11-01", "match", "x")]

    @pytest.mark.parametrize("selection", [{}, {"order": "oldest"}, {"sort": "title"}])
    def test_doesnt_depend_on_the_order_of_the_posts(self, selection: dict[str, Any]) -> None:
        posts = [*self.POSTS, post("a", talk("x"), date="2023-12-02"), post("z", talk("y"))]
        results = {tuple(shown(list(some), **selection)) for some in itertools.permutations(posts)}
        assert len(results) == 1

    def test_nothing_selected(self) -> None:
        assert days(Lookups([]), Selection()) == []
        assert groups(Lookups([]), Selection(group_by="tag")) == []


class TestSort:
    TALKS = (
        talk("b", title="beta", start=dt.time(14), speakers=("bob",), rating=3),
        talk("a", title="Alpha", speakers=("Ada", "Zoe"), rating=5),
        talk("d", title="Delta", start=dt.time(9), rating=3),
        talk("c", title="alpha", start=dt.time(9), speakers=("ada",)),
        talk("e", title="echo", start=dt.time(0)),
    )

    @pytest.mark.parametrize(
        ("sort", "names"),
        [
            ("source", "b a d c e"),
            ("time", "e d c b a"),
            ("title", "a c b d e"),
            ("speaker", "c a b d e"),
            ("rating", "a b d c e"),
        ],
    )
    def test_equals_stay_as_written(self, sort: Any, names: str) -> None:
        talks = [Merged(talk, (Account(post("a"), talk),)) for talk in self.TALKS]
        found = sort_talks(talks, Selection(sort=sort))
        assert " ".join(talk.facts.name for talk in found) == names

    def test_within_each_post(self) -> None:
        posts = [post("one", *self.TALKS[:2]), post("two", *self.TALKS[2:4])]
        assert shown(posts, sort="title") == [
            ("2023-12-10", "one", "a b"),
            ("2023-12-10", "two", "c d"),
        ]


class TestGroups:
    POSTS = (
        post(
            "one",
            talk("b", speakers=("Eve", "ada"), tags=("maths",), track="Main", start=dt.time(14)),
            talk("a", speakers=("Ada",), kind="Poster", start=dt.time(9)),
            authors=("Me",),
            tags=("Trip",),
            conference="Big",
        ),
        post("two", talk("c", tags=("trip",), rating=5), date="2023-12-11", authors=("You",)),
        post("three", talk("d"), date=""),
    )

    def grouped(self, **selection: Any) -> dict[str, str]:
        selection.setdefault("group_by", "none")
        found = groups(Lookups(self.POSTS), Selection(**selection))
        assert len({group.name for group in found}) == len(found)
        return {group.name: names(group.talks) for group in found}

    @pytest.mark.parametrize(
        ("by", "expected"),
        [
            ("none", {"": "c b a d"}),
            ("day", {"2023-12-11": "c", "2023-12-10": "b a", "": "d"}),
            ("speaker", {"ada": "b a", "Eve": "b", "": "c d"}),
            ("tag", {"maths": "b", "trip": "c b a", "": "d"}),
            ("track", {"Main": "b", "": "c a d"}),
            ("kind", {"Poster": "a", "": "c b d"}),
            ("conference", {"Big": "b a", "": "c d"}),
            ("author", {"Me": "b a", "You": "c", "": "d"}),
        ],
    )
    def test_by(self, by: Any, expected: dict[str, str]) -> None:
        found = self.grouped(group_by=by)
        assert list(found.items()) == list(expected.items())

    @pytest.mark.parametrize(
        ("selection", "expected"),
        [
            ({"order": "oldest"}, "b a c d"),
            ({"sort": "time"}, "c a b d"),
            ({"sort": "time", "order": "oldest"}, "a b c d"),
            ({"sort": "title"}, "a b c d"),
            ({"sort": "rating", "order": "oldest"}, "c b a d"),
            ({"limit": 2}, "c b"),
            ({"limit": 2, "sort": "title"}, "a b"),
            ({"since": dt.date(2023, 12, 11)}, "c"),
            ({"until": dt.date(2023, 12, 10)}, "b a"),
        ],
    )
    def test_in_order(self, selection: dict[str, Any], expected: str) -> None:
        assert self.grouped(**selection) == {"": expected}

    def test_days_in_their_order_whatever_the_talks_are_in(self) -> None:
        found = self.grouped(group_by="day", sort="title", order="oldest")
        assert list(found) == ["2023-12-10", "2023-12-11", ""]

    def test_nothing_selected(self) -> None:
        assert self.grouped(kind=("panel",)) == {}


class TestMergedTalks:
    """Talks of several people; see also ``test_merging.py``."""

    ANA = talk("k", url="https://x.org/k", speakers=("Ada",), notes=(Note("tldr"),))
    JO = talk("k-2", url="https://x.org/k", tags=("maths",), notes=(Note("comment"),))
    POSTS = (
        post("ana", ANA, talk("other"), authors=("Ana",)),
        post("jo", JO, authors=("Jo",), date="2023-12-11"),
    )

    def test_are_shown_once_on_the_first_ones_day(self) -> None:
        assert shown(list(self.POSTS)) == [
            ("2023-12-11", "jo", ""),
            ("2023-12-10", "ana", "k other"),
        ]

    @pytest.mark.parametrize("selection", [{"speakers": ("ada",)}, {"tags": (("maths",),)}])
    def test_match_by_what_any_account_says(self, selection: dict[str, Any]) -> None:
        (group,) = groups(Lookups(self.POSTS), Selection(group_by="none", **selection))
        (found,) = group.talks
        assert [account.post.docname for account in found.accounts] == ["ana", "jo"]

    def test_of_one_author_show_what_that_one_says(self) -> None:
        (group,) = groups(Lookups(self.POSTS), Selection(group_by="none", author=("jo",)))
        (found,) = group.talks
        assert [account.post.docname for account in found.accounts] == ["jo"]
        assert (found.place.docname, found.facts.speaker_names) == ("jo", ("Ada",))
        assert shown(list(self.POSTS), author=("jo",)) == [
            ("2023-12-11", "jo", ""),
            ("2023-12-10", "jo", "k"),
        ]


@pytest.mark.parametrize(
    ("notes", "kind", "expected"),
    [
        ("all", "tldr", True),
        ("all", "comment", True),
        ("tldr", "tldr", True),
        ("tldr", "comment", False),
        ("none", "tldr", False),
        ("none", "comment", False),
    ],
)
def test_which_notes_are_shown(notes: Any, kind: Any, expected: bool) -> None:
    assert shows(Selection(notes=notes), kind) is expected


class TestAddedAttributes:
    """What a selection shows of a talk that its first account doesn't say itself."""

    OWN = talk("soup", url="https://example.org/soup", tags=("broth",), rating=4)

    def added(self, **said: Any) -> dict[str, object]:
        other = talk("soup", url=self.OWN.url, **said)
        lookups = Lookups([post("ana", self.OWN), post("bo", other)])
        (group,) = groups(lookups, Selection(group_by="none"))
        return added_attributes(group.talks[0], Selection())

    def test_what_others_add(self) -> None:
        assert self.added(tags=("spoon",), room="Cellar") == {
            "tags": ["broth", "spoon"],
            "room": "Cellar",
        }

    def test_nothing_where_others_say_the_same(self) -> None:
        # Or else pages would be written again that show what they showed before.
        assert self.added(tags=("broth",)) == {}
