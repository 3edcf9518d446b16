"""The plain data of posts and talks: what the environment keeps, and what is made of it.

`Post`, `Talk` and `Note` are written by ``extract`` and kept by ``domain``.  `Merged` and what
follows it are derived from them, by ``merging`` and ``query``, for everything that shows notes.
Imports neither Sphinx nor docutils, so that a record can be pickled, compared and exported
without either.  All are named tuples: these are defined, made and unpickled in a fraction of the
time that frozen dataclasses take, and every build does all three.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Literal, NamedTuple

NoteKind = Literal["tldr", "comment"]
"""The kinds of notes: what the talk said, or what its author thinks of it."""


ELSEWHERE = "//"
"""The beginning of what stands for the name of a document of another site: no name has it."""


class Place(NamedTuple):
    """A document and an anchor in it."""

    docname: str
    anchor: str = ""
    address: str = ""
    """The address of a place on another site; nothing where that isn't known."""

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether it is on another site."""
        return self.docname.startswith(ELSEWHERE)


class Alias(NamedTuple):
    """An address in the site that leads to a post, wherever its page is."""

    address: str
    """A path with a slash at its beginning."""
    line: int = 0
    """The line of the front matter; 0 when it isn't known."""


class Reference(NamedTuple):
    """A reference that may lead to a post, talk, day or subject, as it was written."""

    role: str
    """A role of the domain; or ``any``, which finds talks, or ``ref``, which finds labels."""
    target: str
    origin: str
    """The document that it was written in."""
    text: Literal["title", "short", "own"] = "title"
    """The text that it shows: the title of its target, a short form of that, or its own."""


class Condition(NamedTuple):
    """A condition that ``only`` or ``ifconfig`` puts on its content.

    Whether it holds isn't known before a builder writes: each has tags of its own.
    """

    directive: Literal["only", "ifconfig"]
    expression: str


class Note(NamedTuple):
    """One TLDR or comment."""

    kind: NoteKind
    author: str = ""
    """Empty when the note is its post's author's own."""
    digest: str = ""
    """A digest of the content; notes with equal digests look the same if their references do."""
    references: tuple[Reference, ...] = ()
    source: str = ""
    """The markup that its author wrote; only in data that was published."""
    text: str = ""
    """The same without markup; only in data that was published."""
    html: str = ""
    """The same in HTML; only in data that was published."""
    conditions: tuple[Condition, ...] = ()
    """All that have to hold for it to be shown, those of its talk apart."""


class Speaker(NamedTuple):
    """A person who gives a talk."""

    name: str
    """The name, by which the speaker is found, compared and listed."""
    affiliation: str = ""
    """A role, an organisation, or both, as its author wrote it."""


class Talk(NamedTuple):
    """One thing attended: a talk, keynote, poster, tutorial, workshop or panel.

    Which of these attributes are its fields, and what becomes of them, is said by ``fields``.
    """

    name: str
    """Unique in its document, its anchor there, and never empty."""
    title: str
    place: Place
    line: int
    """The line of the author's source, from 1; 0 when it isn't known."""
    date: dt.date | None = None
    """The talk's own date, or else its post's."""
    start: dt.time | None = None
    end: dt.time | None = None
    timezone: str = ""
    """An IANA name, for example ``Europe/Berlin``."""
    url: str = ""
    speakers: tuple[Speaker, ...] = ()
    conference: str = ""
    track: str = ""
    room: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()
    """The talk's own; those of its post are the post's."""
    highlight: bool = False
    reason: str = ""
    """The words of the highlight mark."""
    rating: int | None = None
    """1 to 5."""
    abstract: str = ""
    """The programme's text about it: paragraphs with a blank line between them."""
    slides: str = ""
    """An address, as are the three that follow."""
    video: str = ""
    paper: str = ""
    code: str = ""
    notes: tuple[Note, ...] = ()
    named: bool = False
    """Whether the name was given by the author, rather than made from the title."""
    labels: tuple[str, ...] = ()
    """The labels by which ``ref`` finds the talk."""
    written_title: str = ""
    """The title before it was translated, by which references find the talk as well."""
    digest: str = ""
    """A digest of what a list shows of the talk from its own page, without its notes."""
    conditions: tuple[Condition, ...] = ()
    """All that have to hold for it to be shown."""
    until: dt.date | None = None
    """The last day, where there are several."""
    announced: str = ""
    """The title in the conference's programme, where its author's is another one."""
    entry: str = ""
    """What it is known by in that programme."""
    filled: tuple[str, ...] = ()
    """The fields that are from the programme rather than from its author."""
    stated: tuple[tuple[str, str], ...] = ()
    """What it says itself of facts that it would have of its post, as its node has them."""

    @property
    def speaker_names(self) -> tuple[str, ...]:
        """Return the names of the speakers."""
        return tuple(speaker.name for speaker in self.speakers)


class Post(NamedTuple):
    """A document with notes.  One that is no post has but its talks."""

    docname: str
    title: str
    date: dt.date | None = None
    time: dt.time | None = None
    """The time in the front matter's date; None when it names a day only."""
    timezone: str = ""
    conference: str = ""
    location: str = ""
    tags: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    permalink: str = ""
    aliases: tuple[Alias, ...] = ()
    """The addresses that lead to it, its permalink among them."""
    draft: bool = False
    """Left out of every list, feed and export."""
    anchor: str = ""
    """The anchor of its title, which a printed index needs."""
    notes: tuple[Note, ...] = ()
    """The day's own TLDRs."""
    talks: tuple[Talk, ...] = ()
    digest: str = ""
    """A digest of what a summary shows of the post itself, without its talks."""
    references: tuple[Reference, ...] = ()
    """The references in what another page shows of the post itself."""
    offset: dt.timedelta | None = None
    """The offset of the time from UTC; None when only `timezone` tells."""
    updated: dt.datetime | None = None
    """The time of its last change; in `timezone`, unless it has an offset itself."""
    has_hidden: bool = False
    """Whether its source says what its author has hidden, so that nobody may be shown it."""
    is_unread: bool = False
    """Whether it is about a conference, and no talk was found in it."""
    is_conditional: bool = False
    """Whether any of its talks or notes is shown under conditions only."""
    until: dt.date | None = None
    """The last day, where there are several; the post stands on the first one."""
    site: str = ""
    """The name of the site that it is of, where that is another one than the project's."""
    page: str = ""
    """The address of its page there."""

    @property
    def place(self) -> Place:
        """The place of its page."""
        return Place(self.docname, address=self.page)

    @property
    def order(self) -> tuple[bool, str]:
        """The order of posts where nothing else orders them: ours come first."""
        return bool(self.site), self.docname

    @property
    def is_post(self) -> bool:
        """Tell whether it is a post: it has a day, or a conference at least."""
        return bool(self.date or self.conference)

    def where(self, holds: Callable[[Condition], bool]) -> Post:
        """Return the post with those talks and notes whose conditions hold."""
        if not self.is_conditional:
            return self
        talks = (talk for talk in self.talks if all(map(holds, talk.conditions)))
        return self._replace(
            notes=_where(self.notes, holds),
            talks=tuple(talk._replace(notes=_where(talk.notes, holds)) for talk in talks),
        )


class Head(NamedTuple):
    """The part of a record that every build asks for, and that is kept unpacked."""

    is_post: bool
    talks: int
    """The number of its talks."""
    draft: bool
    has_hidden: bool
    is_unread: bool
    conditions: tuple[Condition, ...]
    """All that any of its talks and notes is shown under."""

    @classmethod
    def of(cls, post: Post) -> Head:
        """Return the head of a record."""
        notes = [*post.notes, *(note for talk in post.talks for note in talk.notes)]
        conditions = [one for talk in post.talks for one in talk.conditions]
        conditions += [one for note in notes for one in note.conditions]
        flags = post.draft, post.has_hidden, post.is_unread
        return cls(post.is_post, len(post.talks), *flags, tuple(dict.fromkeys(conditions)))


def _where(notes: tuple[Note, ...], holds: Callable[[Condition], bool]) -> tuple[Note, ...]:
    return tuple(note for note in notes if all(map(holds, note.conditions)))


class Account(NamedTuple):
    """The account that one post gives of a talk."""

    post: Post
    talk: Talk

    @property
    def conference(self) -> str:
        """The conference of the talk, or else of its post."""
        return self.talk.conference or self.post.conference


class Merged(NamedTuple):
    """A talk as lists show it, with what each post says of it."""

    facts: Talk
    """Each fact from the first account that has it; speakers and tags from all."""
    accounts: tuple[Account, ...]
    """The earliest first; at least one."""

    @property
    def place(self) -> Place:
        """The target of its title: the first account."""
        return self.accounts[0].talk.place

    @property
    def tags(self) -> tuple[str, ...]:
        """The tags of the talk and of its posts, each once."""
        posts = (tag for account in self.accounts for tag in account.post.tags)
        return tuple(dict.fromkeys([*self.facts.tags, *posts]))

    @property
    def conferences(self) -> tuple[str, ...]:
        """The conferences that its accounts name, each once."""
        return tuple(
            dict.fromkeys(account.conference for account in self.accounts if account.conference)
        )

    @property
    def location(self) -> str:
        """The location of its conference, from the first post that names one."""
        return next((one.post.location for one in self.accounts if one.post.location), "")

    @property
    def authors(self) -> tuple[str, ...]:
        """The authors of notes on it, each once."""
        return tuple(dict.fromkeys(name for account in self.accounts for name in authors(account)))


def authors(account: Account) -> tuple[str, ...]:
    """Return who wrote what a post says of a talk: the post's authors and those of comments."""
    notes = (note.author for note in account.talk.notes if note.author)
    return (*account.post.authors, *notes)


OWN = "own"
"""The name of the project among sites."""

GroupBy = Literal["none", "day", "speaker", "tag", "track", "kind", "conference", "author"]
Layout = Literal["cards", "list", "table", "timetable"]


class Selection(NamedTuple):
    """The filters and the layout of a ``daily-summary`` or ``talk-list``.  Empty filters match all.

    Words are compared without regard to case.  Each entry of `tags` is a group whose words must
    all be there, or the one word that they make with ``&`` between them; one group is enough.
    """

    conference: tuple[str, ...] = ()
    tags: tuple[tuple[str, ...], ...] = ()
    speakers: tuple[str, ...] = ()
    track: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    author: tuple[str, ...] = ()
    site: tuple[str, ...] = ()
    """The names of other sites, and `OWN` for the project itself."""
    since: dt.date | None = None
    until: dt.date | None = None
    """Both ends are included."""
    highlights: bool = False
    limit: int | None = None
    """The largest number of days in a summary, or of talks in a list."""
    notes: Literal["all", "tldr", "none"] = "all"
    """The notes of a talk that are shown."""
    sort: Literal["source", "time", "title", "speaker", "rating"] = "source"
    order: Literal["newest", "oldest"] = "newest"
    group_by: GroupBy | None = None
    """The grouping of a list; None in a summary, which consists of days and their posts."""
    layout: Layout = "cards"
    programme: bool = False
    """Whether it is of the entries of the conferences' programmes, rather than of talks."""
    noted: bool = False
    """Whether of these only those are shown that somebody has notes on."""
    paginate: int | Literal["year", "month"] | None = None
    """The entries of a page, days in a summary and talks in a list, or what each page is of."""


class PostOfDay(NamedTuple):
    """The talks that one post contributes to one day."""

    post: Post
    talks: tuple[Merged, ...]


class Day(NamedTuple):
    """A day of a summary."""

    date: dt.date
    posts: tuple[PostOfDay, ...] = ()


class Group(NamedTuple):
    """Talks of a list that have something in common."""

    name: str
    """The value that they have in common: an ISO date, a speaker, …; empty for talks without
    one, and for the one group of a list without groups."""
    talks: tuple[Merged, ...]


class PlacedSelection(NamedTuple):
    """A selection, and where on its page it stands."""

    selection: Selection
    section: str | None = None
    """The section that it stands directly in, as Sphinx's tables of contents name it: by its
    anchor with ``#``, and nothing for the page's first."""
    before: str = ""
    """The same of the next section in that one, if any."""
    name: str = ""
    """The ``name`` that its author gave it, as an anchor."""
    conditions: tuple[Condition, ...] = ()
    """All that have to hold for it to be shown."""


class Uses(NamedTuple):
    """The selections and references by which a document shows other documents' notes."""

    selections: tuple[PlacedSelection, ...] = ()
    references: tuple[Reference, ...] = ()
