"""Making one talk of what several people noted of it.

Called by ``lookups``; `contradictions` by ``domain``.  Imports neither Sphinx nor docutils.

Talks of different posts are one talk when they have the same given name, the same address, with
the place in its page (a programme that is one page has many talks), or the same entry of their
conference's programme.  An address or an entry that a post gives to several talks tells nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from sphinxext_confnotes.addresses import normalised_address
from sphinxext_confnotes.notes import fields
from sphinxext_confnotes.notes.records import Account, Merged, Post

Key = tuple[str, ...]


def merge(posts: Sequence[Post]) -> list[Merged]:
    """Return the talks of posts, each once, the earlier before the later.

    :param posts: in an order that doesn't change from build to build, those of other sites too.
    """
    accounts = sorted(
        (Account(post, talk) for post in posts for talk in post.talks),
        key=lambda account: (account.talk.date or dt.date.max, account.post.order),
    )
    first_with: dict[Key, int] = {}
    # A union-find forest: it maps each account to an earlier one of the same talk.
    earlier = list(range(len(accounts)))

    def first_of(place: int) -> int:
        while earlier[place] != place:
            earlier[place] = earlier[earlier[place]]
            place = earlier[place]
        return place

    for place, keys in enumerate(_keys(accounts)):
        # An account may have the name of one talk and the address of another.
        known = [first_of(first_with.setdefault(key, place)) for key in keys]
        for first in known:
            earlier[first] = min(known)
        if known:
            earlier[place] = min(known)
    talks: defaultdict[int, list[Account]] = defaultdict(list)
    for place, account in enumerate(accounts):
        talks[first_of(place)].append(account)
    return [merged(found) for found in talks.values()]


def contradictions(talk: Merged) -> Iterator[tuple[str, Account, Account]]:
    """Yield what accounts of a talk disagree in: the fact, who says it first, and who otherwise.

    Titles are compared without regard to case and punctuation, fields as their rows in
    `fields.FIELDS` say.
    """
    if len(talk.accounts) == 1:
        # Most talks have one account, and needn't be compared with anything.
        return
    first: dict[str, tuple[object, Account]] = {}
    for account in talk.accounts:
        for name, value in _comparable(account):
            if value:
                said, by = first.setdefault(name, (value, account))
                if said != value:
                    yield name, by, account


def _keys(accounts: Sequence[Account]) -> Iterator[list[Key]]:
    """Yield what each account is recognised by."""
    places = [(_address(account), _entry(account)) for account in accounts]
    counts = Counter(
        (account.post.docname, key)
        for account, keys in zip(accounts, places, strict=True)
        for key in keys
    )
    shared = {key for (_, key), count in counts.items() if count > 1}
    for account, keys in zip(accounts, places, strict=True):
        found: list[Key] = [key for key in keys if key[-1] and key not in shared]
        if account.talk.named:
            found.append(("name", account.talk.name))
        yield found


def _address(account: Account) -> Key:
    return "address", normalised_address(account.talk.url)


def _entry(account: Account) -> Key:
    return "entry", account.conference.casefold(), account.talk.entry


def merged(accounts: Iterable[Account]) -> Merged:
    """Return accounts as those of one talk, those of other sites behind ours."""
    accounts = sorted(accounts, key=lambda account: bool(account.post.site))
    talks = [account.talk for account in accounts]
    said = talks[0] if len(talks) == 1 else talks[0]._replace(**fields.merged(talks))
    return Merged(said, tuple(accounts))


def _comparable(account: Account) -> Iterator[tuple[str, object]]:
    if not account.talk.entry:
        # Many hurried titles may be of one entry, which has the published one.
        yield "title", re.sub(r"[\W_]+", " ", account.talk.title.casefold()).strip()
    for field in fields.COMPARED:
        assert field.compared is not None
        if field.name in account.talk.filled:
            continue
        yield field.noun or field.name, field.compared(account)
