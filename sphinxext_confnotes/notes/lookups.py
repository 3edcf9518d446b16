"""Look-ups in the records of all documents, derived when they are asked for.

Lists, indices, references, the search and the check for stale pages all ask for talks by something;
deriving each look-up once keeps their answers in agreement and makes each a dictionary access.
``registry.domain`` makes a `Lookups` for the posts that it has, and a new one when these change.
Imports neither Sphinx nor docutils, and is never pickled.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeVar

from sphinxext_confnotes.addresses import plain_path
from sphinxext_confnotes.notes.merging import merge
from sphinxext_confnotes.notes.records import Account, Merged, Post
from sphinxext_confnotes.spelling import normalised

T = TypeVar("T")


class Lookups:
    """Look-ups in posts, of which drafts are left out.

    :param posts: in any order; the result doesn't depend on it.
    """

    def __init__(self, posts: Iterable[Post]) -> None:
        public = (post for post in posts if not post.draft)
        self.posts: Sequence[Post] = sorted(public, key=lambda post: post.order)

    @cached_property
    def by_document(self) -> Mapping[str, Post]:
        """Map documents to posts."""
        return {post.docname: post for post in self.posts}

    @cached_property
    def by_address(self) -> Mapping[str, Post]:
        """Map addresses that posts of this site keep, as `plain_path`, to the one that has each."""
        found: defaultdict[str, list[Post]] = defaultdict(list)
        for post in self.posts:
            for path in () if post.site else {plain_path(one.address) for one in post.aliases}:
                found[path].append(post)
        return {path: post for path, (post, *others) in found.items() if not others}

    @cached_property
    def talks(self) -> Sequence[Merged]:
        """All talks, each once, the earlier before the later."""
        return merge(self.posts)

    @cached_property
    def accounts(self) -> Mapping[tuple[str, str], Merged]:
        """Map document and name of each account to its merged talk."""
        return {
            (account.post.docname, account.talk.name): talk
            for talk in self.talks
            for account in talk.accounts
        }

    @cached_property
    def by_name(self) -> Mapping[str, Sequence[Account]]:
        """Map names, and names with their documents (``page:name``), to accounts."""
        found: defaultdict[str, list[Account]] = defaultdict(list)
        for account in self.accounts_in_order:
            found[account.talk.name].append(account)
            if account.post.site:
                continue
            found[f"{account.post.docname}:{account.talk.name}"].append(account)
        return found

    @cached_property
    def by_title(self) -> Mapping[str, Sequence[Account]]:
        """Map normalised titles, translated or not, to accounts."""
        found: defaultdict[str, list[Account]] = defaultdict(list)
        for account in self.accounts_in_order:
            for title in {normalised(account.talk.title), normalised(account.talk.written_title)}:
                found[title].append(account)
        return found

    @cached_property
    def by_label(self) -> Mapping[str, Account]:
        """Map each label that ``ref`` finds to the first account that has it."""
        found: dict[str, Account] = {}
        for account in self.accounts_in_order:
            for label in account.talk.labels:
                found.setdefault(label, account)
        return found

    @cached_property
    def days(self) -> Mapping[dt.date, Sequence[Post]]:
        """Map each day, in order, to its posts."""
        days: defaultdict[dt.date, list[Post]] = defaultdict(list)
        for post in self.posts:
            if post.date:
                days[post.date].append(post)
        return dict(sorted(days.items()))

    @cached_property
    def speakers(self) -> Mapping[str, Sequence[Merged]]:
        """Map speakers, in alphabetical order, to their talks."""
        return _by_word((name, talk) for talk in self.talks for name in talk.facts.speaker_names)

    @cached_property
    def tags(self) -> Mapping[str, Sequence[Merged | Post]]:
        """Map tags, in alphabetical order, to the posts and then the talks that have them."""
        posts = ((tag, post) for post in self.posts for tag in post.tags)
        talks = ((tag, talk) for talk in self.talks for tag in talk.facts.tags)
        return _by_word([*posts, *talks])

    @cached_property
    def spelled(self) -> Mapping[str, Mapping[str, str]]:
        """Map kinds of subjects to mappings from normalised words to their spelling."""
        words = {"speaker": self.speakers, "tag": self.tags}
        spelled = {
            kind: {normalised(word): word for word in found} for kind, found in words.items()
        }
        for kind, posts in self._first_posts.items():
            spelled[kind] = {key: word for key, (word, _) in posts.items()}
        return spelled

    def first_post(self, kind: str, word: str) -> Post:
        """Return the first post about a conference or by an author, of this site if any is.

        :raises KeyError: where no post names it.
        """
        return self._first_posts[kind][normalised(word)][1]

    @cached_property
    def _first_posts(self) -> Mapping[str, Mapping[str, tuple[str, Post]]]:
        """Map conferences and authors, by kind and normalised, to their spelling and first post."""
        found: dict[str, dict[str, tuple[str, Post]]] = {"conference": {}, "author": {}}
        for post in sorted(self.posts, key=lambda post: (bool(post.site), _by_time(post))):
            for kind, word in _named_in(post):
                found[kind].setdefault(normalised(word), (word, post))
        return found

    @cached_property
    def series(self) -> Mapping[str, Sequence[Post]]:
        """Map conferences, in lower case, to their posts of this site in the order of time.

        Those without a date come last.
        """
        found: defaultdict[str, list[Post]] = defaultdict(list)
        for post in sorted(self.posts, key=_by_time):
            if post.conference and not post.site:
                found[post.conference.casefold()].append(post)
        return found

    @cached_property
    def place_in_series(self) -> Mapping[str, tuple[Sequence[Post], int]]:
        """Map documents to the series of their posts and their positions in these."""
        return {
            post.docname: (posts, at)
            for posts in self.series.values()
            for at, post in enumerate(posts)
        }

    def others(self, docname: str, name: str) -> list[Account]:
        """Return what other documents say of a talk."""
        talk = self.accounts.get((docname, name))
        accounts = talk.accounts if talk else ()
        return [account for account in accounts if account.post.docname != docname]

    @cached_property
    def accounts_in_order(self) -> Sequence[Account]:
        """All accounts in the order of `talks`, so that those of one talk follow each other."""
        return [account for talk in self.talks for account in talk.accounts]


def signed_by(account: Account) -> Sequence[str]:
    """Return whom an account of a talk is by: its post's authors, or else the post's title.

    The last one is named with the site, where that is another one.
    """
    post = account.post
    *names, last = post.authors or (post.title,)
    return (*names, f"{last} \N{MIDDLE DOT} {post.site}" if post.site else last)


def _named_in(post: Post) -> Iterator[tuple[str, str]]:
    """Yield the conferences and authors that a post names, each with its kind."""
    notes = [*post.notes, *(note for talk in post.talks for note in talk.notes)]
    conferences = post.conference, *(talk.conference for talk in post.talks)
    authors = *post.authors, *(note.author for note in notes)
    yield from (("conference", word) for word in conferences if word)
    yield from (("author", word) for word in authors if word)


def _by_word(pairs: Iterable[tuple[str, T]]) -> dict[str, list[T]]:
    found: defaultdict[str, list[T]] = defaultdict(list)
    spelling: dict[str, str] = {}
    for word, thing in pairs:
        found[word.casefold()].append(thing)
        spelling.setdefault(word.casefold(), word)
    return {spelling[key]: found[key] for key in sorted(found)}


def _by_time(post: Post) -> tuple[dt.date, dt.time, str]:
    return post.date or dt.date.max, post.time or dt.time(), post.docname
