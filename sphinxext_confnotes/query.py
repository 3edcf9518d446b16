"""Filtering, sorting and grouping of records.

Called by whatever shows a selection: the daily summary, the indices, and the look-out for stale
pages, so that all of them agree.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from sphinxext_confnotes.records import Day, NoteKind, Post, Selection, Shown, Talk


def days(posts: Iterable[Post], selection: Selection) -> list[Day]:
    """Return the days of a selection, each with its posts and their talks.

    A post stands on its own date, a talk on its own or else its post's.  Drafts are left out.
    A post whose talks are all filtered away is shown only when nothing but the post itself was
    asked for (its date, conference, tags or author).  ``limit`` counts days.

    :param posts: in any order; the result doesn't depend on it.
    """
    by_date: dict[dt.date, dict[str, list[Talk]]] = {}
    by_name: dict[str, Post] = {}
    for post in posts:
        if post.draft:
            continue
        by_name[post.docname] = post
        if post.date and _in_range(post.date, selection) and _post_is_wanted(post, selection):
            by_date.setdefault(post.date, {}).setdefault(post.docname, [])
        for talk in post.talks:
            if talk.date and _in_range(talk.date, selection) and matches(talk, post, selection):
                by_date.setdefault(talk.date, {}).setdefault(post.docname, []).append(talk)
    dates = sorted(by_date, reverse=selection.order == "newest")[: selection.limit]
    return [
        Day(
            date,
            tuple(
                Shown(by_name[name], tuple(sort_talks(talks, selection)))
                for name, talks in sorted(by_date[date].items())
            ),
        )
        for date in dates
    ]


def matches(talk: Talk, post: Post, selection: Selection) -> bool:
    """Tell whether a talk of a post is among those that a selection asks for, its date apart."""
    authors = [*post.authors, *(note.author for note in talk.notes if note.author)]
    return (
        _any(selection.conference, [talk.conference or post.conference])
        and _any_group(selection.tags, [*talk.tags, *post.tags])
        and _any(selection.speakers, talk.speakers)
        and _any(selection.track, [talk.track])
        and _any(selection.kind, [talk.kind])
        and _any(selection.author, authors)
        and (talk.highlight or not selection.highlights)
    )


def shows(selection: Selection, kind: NoteKind) -> bool:
    """Tell whether a selection shows notes of a kind."""
    return kind == "tldr" or selection.notes == "all"


def sort_talks(talks: Sequence[Talk], selection: Selection) -> list[Talk]:
    """Return the talks of one post in the order asked for; equals stay as they were written."""
    match selection.sort:
        case "time":
            return sorted(talks, key=lambda talk: (talk.start is None, talk.start or dt.time()))
        case "title":
            return sorted(talks, key=lambda talk: talk.title.casefold())
        case "speaker":
            return sorted(
                talks,
                key=lambda talk: (not talk.speakers, [name.casefold() for name in talk.speakers]),
            )
        case "rating":
            return sorted(talks, key=lambda talk: -(talk.rating or 0))
        case "source":
            return list(talks)


def _post_is_wanted(post: Post, selection: Selection) -> bool:
    asks_for_talks = selection.speakers or selection.track or selection.kind or selection.highlights
    return (
        not asks_for_talks
        and _any(selection.conference, [post.conference])
        and _any_group(selection.tags, post.tags)
        and _any(selection.author, post.authors)
    )


def _in_range(date: dt.date, selection: Selection) -> bool:
    return (selection.since is None or selection.since <= date) and (
        selection.until is None or date <= selection.until
    )


def _any(wanted: Sequence[str], found: Iterable[str]) -> bool:
    return _any_group([(word,) for word in wanted], found)


def _any_group(wanted: Sequence[Sequence[str]], found: Iterable[str]) -> bool:
    if not wanted:
        return True
    words = {word.casefold() for word in found}
    return any(words.issuperset(word.casefold() for word in group) for group in wanted)
