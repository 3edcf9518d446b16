"""The subjects of notes that may have pages of their own: speakers, tags, conferences, authors.

`subjects` groups talks by them, and `known_of` says what talks and posts tell of one.  Imports
neither Sphinx nor docutils.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal, NamedTuple

from sphinxext_confnotes.notes.lookups import Lookups
from sphinxext_confnotes.notes.records import Merged, Post
from sphinxext_confnotes.spelling import normalised

Kind = Literal["speaker", "tag", "conference", "author"]


class Subject(NamedTuple):
    """A subject with all that is about it."""

    kind: Kind
    name: str
    """The word as it is spelled first."""
    talks: Sequence[Merged]
    """The earlier before the later."""


class Known(NamedTuple):
    """Facts of a subject, as its talks and posts tell them.

    Of what it is itself, nothing is said again: a speaker isn't among the speakers.
    """

    affiliations: Sequence[str]
    """Those of a speaker, the latest first."""
    conferences: Sequence[str]
    """The latest first."""
    speakers: Sequence[str]
    """In alphabetical order."""
    tags: Sequence[str]
    """The most frequent first."""
    authors: Sequence[str]
    """Those of a conference's posts."""
    locations: Sequence[str]
    posts: Sequence[Post]
    """Those of a conference in the order of time, those without a date last."""

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first and the last day of its posts, where there are any."""
        firsts = [post.date for post in self.posts if post.date]
        lasts = [post.until or post.date for post in self.posts if post.date]
        return (min(firsts), max(day for day in lasts if day)) if firsts else None


def words_of(talk: Merged, kind: Kind) -> Sequence[str]:
    """Return the subjects of a kind that a talk is about, as lists find them."""
    match kind:
        case "speaker":
            return talk.facts.speaker_names
        case "tag":
            return talk.tags
        case "conference":
            return talk.conferences
        case "author":
            return talk.authors


def subjects(lookups: Lookups, fewest: Mapping[Kind, int]) -> list[Subject]:
    """Return the subjects of some kinds that have talks enough, in the order of their keys.

    :param fewest: the kinds, with the number of talks from which on a subject is returned.
    """
    talks: defaultdict[tuple[Kind, str], list[Merged]] = defaultdict(list)
    spelling: dict[tuple[Kind, str], str] = {}
    for talk in lookups.talks:
        for kind in fewest:
            for word in _each_once(words_of(talk, kind)):
                key = kind, normalised(word)
                talks[key].append(talk)
                spelling.setdefault(key, word)
    return [
        Subject(kind, spelling[kind, word], talks[kind, word])
        for kind, word in sorted(talks)
        if len(talks[kind, word]) >= fewest[kind]
    ]


def known_of(subject: Subject, posts: Sequence[Post]) -> Known:
    """Return what is known of a subject.

    :param posts: those of its conference; nothing of any other subject.
    """
    own = normalised(subject.name)
    latest = subject.talks[::-1]
    affiliations = (
        speaker.affiliation
        for talk in latest
        for speaker in talk.facts.speakers
        if subject.kind == "speaker" and speaker.affiliation and normalised(speaker.name) == own
    )
    kinds: Sequence[Kind] = ("speaker", "tag", "conference")
    found = {
        kind: [
            word
            for talk in latest
            for word in words_of(talk, kind)
            if kind != subject.kind or normalised(word) != own
        ]
        for kind in kinds
    }
    return Known(
        affiliations=_each_once(affiliations),
        conferences=_each_once(found["conference"]),
        speakers=sorted(_each_once(found["speaker"]), key=lambda word: (word.casefold(), word)),
        tags=_by_frequency(found["tag"]),
        authors=_each_once(author for post in posts for author in post.authors),
        locations=_each_once(post.location for post in posts if post.location),
        posts=posts,
    )


def posts_of_conferences(posts: Iterable[Post]) -> Mapping[str, Sequence[Post]]:
    """Map conferences, without regard to case and spaces, to their posts in the order of time."""
    found: defaultdict[str, list[Post]] = defaultdict(list)
    for post in posts:
        if post.conference:
            found[normalised(post.conference)].append(post)
    for of_one in found.values():
        of_one.sort(key=lambda post: (post.date or dt.date.max, post.time or dt.time(), post.order))
    return found


def in_order(subject: Subject) -> Sequence[Merged]:
    """Return its talks as its page has them: a conference's by time, others the newest first."""
    if subject.kind == "conference":
        return sorted(
            subject.talks,
            key=lambda talk: (
                talk.facts.date or dt.date.max,
                talk.facts.start is None,
                talk.facts.start or dt.time(),
            ),
        )
    # The sort is stable, so that talks of one day stay in the order in which they were written.
    return sorted(subject.talks, key=lambda talk: talk.facts.date or dt.date.min, reverse=True)


def _each_once(words: Iterable[str]) -> list[str]:
    spelled: dict[str, str] = {}
    for word in words:
        spelled.setdefault(normalised(word), word)
    return list(spelled.values())


def _by_frequency(words: Sequence[str]) -> list[str]:
    counts = Counter(map(normalised, words))
    return sorted(_each_once(words), key=lambda word: (-counts[normalised(word)], normalised(word)))
