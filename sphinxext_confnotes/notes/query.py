"""Filtering, sorting and grouping of talks.

Called by whatever shows a selection: the daily summary, the lists, and the look-out for stale
pages, so that all of them agree.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence

from sphinxext_confnotes.dates import write_days
from sphinxext_confnotes.notes import fields
from sphinxext_confnotes.notes.field_kinds import Field
from sphinxext_confnotes.notes.lookups import Lookups
from sphinxext_confnotes.notes.merging import merged
from sphinxext_confnotes.notes.records import (
    OWN,
    Day,
    Group,
    GroupBy,
    Merged,
    NoteKind,
    Post,
    PostOfDay,
    Selection,
    authors,
)


def select(lookups: Lookups, selection: Selection) -> Sequence[Day | Group]:
    """Return what a selection shows: the days of a summary, or the groups of a list."""
    return days(lookups, selection) if selection.group_by is None else groups(lookups, selection)


def narrowed(selection: Selection, parts: Sequence[Day | Group]) -> Selection:
    """Return the selection of a list as one of the only conference that its talks are of.

    :param parts: all that it shows.
    """
    if selection.group_by in (None, "conference") or len(selection.conference) == 1:
        return selection
    talks = [talk for part in parts if isinstance(part, Group) for talk in part.talks]
    found = {talk.conferences for talk in talks}
    only = next(iter(found)) if len(found) == 1 and len(talks) > 1 else ()
    return selection._replace(conference=only) if len(only) == 1 else selection


def days(lookups: Lookups, selection: Selection) -> list[Day]:
    """Return the days of a selection, each with its posts and their talks.

    A post stands on its own date, a talk on its own or else its post's, under the first post that
    has it.  A post whose talks are all filtered away is shown only when nothing but the post
    itself was asked for (its date, conference, tags or author).  ``limit`` counts days.
    """
    by_date: dict[dt.date, dict[str, list[Merged]]] = {}
    by_name: dict[str, Post] = {}
    for post in lookups.posts:
        by_name[post.docname] = post
        if _in_range(post.date, selection) and _post_is_wanted(post, selection) and post.date:
            by_date.setdefault(post.date, {}).setdefault(post.docname, [])
    for talk in _chosen(lookups, selection):
        if date := talk.facts.date:
            by_date.setdefault(date, {}).setdefault(talk.place.docname, []).append(talk)
    dates = sorted(by_date, reverse=selection.order == "newest")[: selection.limit]
    return [
        Day(
            date,
            tuple(
                PostOfDay(by_name[name], tuple(sort_talks(talks, selection)))
                for name, talks in sorted(
                    by_date[date].items(), key=lambda shown: by_name[shown[0]].order
                )
            ),
        )
        for date in dates
    ]


def undated(lookups: Lookups, selection: Selection) -> list[Post]:
    """Return the posts of a selection that are on no day."""
    return [
        post
        for post in lookups.posts
        if post.is_post
        and post.date is None
        and _in_range(None, selection)
        and _post_is_wanted(post, selection)
    ]


def groups(lookups: Lookups, selection: Selection) -> list[Group]:
    """Return the talks of a selection in groups; in one without a name when none were asked for.

    Days are in the order that the selection has, everything else is in alphabetical order; what
    has nothing that it could be grouped by comes last.  ``limit`` counts talks.  A talk may be in
    several groups.
    """
    talks = _chosen(lookups, selection)
    is_newest_first = selection.order == "newest"
    undated = dt.date.min if is_newest_first else dt.date.max
    # The sort is stable, so that talks of one day stay in the order in which they were written.
    talks.sort(key=lambda talk: talk.facts.date or undated, reverse=is_newest_first)
    if selection.sort == "time":
        by_day: defaultdict[dt.date | None, list[Merged]] = defaultdict(list)
        for talk in talks:
            by_day[talk.facts.date].append(talk)
        talks = [talk for day in by_day.values() for talk in sort_talks(day, selection)]
    else:
        talks = sort_talks(talks, selection)
    talks = talks[: selection.limit]
    if not talks:
        return []
    if selection.group_by in (None, "none"):
        return [Group("", tuple(talks))]
    assert selection.group_by is not None
    found: defaultdict[str, list[Merged]] = defaultdict(list)
    spelling: dict[str, str] = {}
    for talk in talks:
        for name in _names(talk, selection.group_by) or [""]:
            spelling.setdefault(name.casefold(), name)
            found[name.casefold()].append(talk)
    keys = sorted(found, reverse=selection.group_by == "day" and is_newest_first)
    keys.sort(key=lambda key: not key)
    return [Group(spelling[key], tuple(found[key])) for key in keys]


def choose(talk: Merged, selection: Selection) -> Merged | None:
    """Return a talk, with the accounts that a selection asks for; None when it isn't in it.

    Everything but the author is asked of the talk, whichever account it comes from.
    """
    facts = talk.facts
    if not (
        _in_range(facts.date, selection)
        and all(_passes(talk, field, selection) for field in fields.FIELDS if field.is_filter)
        and (facts.highlight or not selection.highlights)
    ):
        return None
    if not selection.author:
        return talk
    accounts = tuple(one for one in talk.accounts if _any(selection.author, authors(one)))
    return talk._replace(accounts=accounts) if accounts else None


def shows(selection: Selection, kind: NoteKind) -> bool:
    """Tell whether a selection shows notes of a kind."""
    return selection.notes == "all" or (selection.notes == "tldr" and kind == "tldr")


def added_attributes(talk: Merged, selection: Selection) -> dict[str, object]:
    """Return what a selection shows of a talk beside what its first account says itself.

    That is what other accounts add; and in a list, where a talk stands under no post, day and
    conference, unless it is grouped by them or all talks are of the one conference.

    :returns: attributes of a talk's node, as ``nodes`` has them.
    """
    said = talk.facts
    found = fields.added(talk.accounts[0].talk, said)
    if selection.group_by is not None:
        if selection.group_by != "day" and said.date:
            found["date"] = write_days(said.date, said.until)
        conference = next(iter(talk.conferences), "")
        if selection.group_by != "conference" and len(selection.conference) != 1 and conference:
            found["conference"] = conference
    return found


def sort_talks(talks: Sequence[Merged], selection: Selection) -> list[Merged]:
    """Return talks in the order asked for; equals stay as they were."""
    match selection.sort:
        case "time":
            return sorted(talks, key=lambda t: (t.facts.start is None, t.facts.start or dt.time()))
        case "title":
            return sorted(talks, key=lambda t: t.facts.title.casefold())
        case "speaker":
            return sorted(
                talks,
                key=lambda t: (not t.facts.speakers, [n.casefold() for n in t.facts.speaker_names]),
            )
        case "rating":
            return sorted(talks, key=lambda t: -(t.facts.rating or 0))
        case "source":
            return list(talks)


def _chosen(lookups: Lookups, selection: Selection) -> list[Merged]:
    talks = (talk for merged in lookups.talks if (talk := _of_sites(merged, selection)))
    chosen = (choose(talk, selection) for talk in talks)
    return [talk for talk in chosen if talk is not None]


def _of_sites(talk: Merged, selection: Selection) -> Merged | None:
    """Return a talk as it is on the sites that a selection asks for, and nothing of others."""
    if not selection.site:
        return talk
    accounts = [one for one in talk.accounts if _any(selection.site, [one.post.site or OWN])]
    if len(accounts) == len(talk.accounts):
        return talk
    return merged(accounts) if accounts else None


def _names(talk: Merged, by: GroupBy) -> Sequence[str]:
    match by:
        case "day":
            return [talk.facts.date.isoformat()] if talk.facts.date else []
        case "author":
            return talk.authors
        case _:
            return [
                name for row in fields.FIELDS if row.group == by for name in fields.words(talk, row)
            ]


def _passes(talk: Merged, field: Field, selection: Selection) -> bool:
    """Tell whether a selection lets a talk through by what it says of a field."""
    wanted, found = getattr(selection, field.name), fields.words(talk, field)
    # The tags of a selection are groups.
    return _any_group(wanted, found) if field.name == "tags" else _any(wanted, found)


def _post_is_wanted(post: Post, selection: Selection) -> bool:
    asks_for_talks = selection.speakers or selection.track or selection.kind or selection.highlights
    return (
        not asks_for_talks
        and _any(selection.conference, [post.conference])
        and _any_group(selection.tags, post.tags)
        and _any(selection.author, post.authors)
        and _any(selection.site, [post.site or OWN])
    )


def _in_range(date: dt.date | None, selection: Selection) -> bool:
    if date is None:
        return selection.since is None and selection.until is None
    return (selection.since is None or selection.since <= date) and (
        selection.until is None or date <= selection.until
    )


def _any(wanted: Sequence[str], found: Iterable[str]) -> bool:
    return not wanted or _any_group([(word,) for word in wanted], found)


def _any_group(wanted: Sequence[Sequence[str]], found: Iterable[str]) -> bool:
    if not wanted:
        return True
    words = {word.casefold() for word in found}
    groups = ([word.casefold() for word in group] for group in wanted)
    # A tag may contain the sign that separates the words of a group.
    return any(words.issuperset(group) or " & ".join(group) in words for group in groups)
