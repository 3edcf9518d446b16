"""Every word that the extension puts on a page, from the message catalogue.

Signs between words (commas, colons, brackets) are here as well, because they differ by language.
All are functions, called while a page is made: the project's language isn't known yet when this
module is imported.  Keeping them in one module means that the catalogue can't miss one.  Warnings
aren't translated; they are in English, for authors and pipelines.

``tox -e locale`` updates the catalogues in ``locale``.  Comments that begin with ``Translators:``
go into them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sphinx.locale import get_translation

CATALOG = "sphinxext_confnotes"

_ = get_translation(CATALOG)


def sample() -> tuple[str, ...]:
    """Return some words of different kinds, by which two catalogues can be told apart."""
    of_kinds = field("abstract"), field("paper"), kind("talk"), index("tags"), object_type("talk")
    return *of_kinds, draft(), comma(), named("", ""), added("", ""), nothing_selected()


def draft() -> str:
    """Return the mark of a page that is left out of every list."""
    # Translators: of a page that isn't finished, in bold below its title
    return str(_("Draft"))


def updated(date: str) -> str:
    """Return when a post was changed last."""
    # Translators: below the title of a post
    return str(_("Updated {date}")).format(date=date)


def reading_time(minutes: int) -> str:
    """Return how long a post takes to be read."""
    # Translators: below the title of a post: {n} minutes, one or more
    return str(_("{n} min read")).format(n=minutes)


def untitled() -> str:
    """Return the title of a talk that has none."""
    return str(_("Untitled talk"))


def subject(kind: str) -> str:
    """Return what a page is about."""
    return str(
        {
            # Translators: above the name of a person, who gives talks
            "speaker": _("Speaker"),
            # Translators: above a word
            "tag": _("Tag"),
            "conference": _("Conference"),
            # Translators: above the name of a person, who has written about talks
            "author": _("Author"),
        }[kind]
    )


def conferences() -> str:
    """Return what stands before the names of conferences."""
    return str(_("Conferences"))


def feed() -> str:
    """Return what the link to a feed says."""
    # Translators: of a link to a file for feed readers (Atom, RSS)
    return str(_("Feed"))


def calendar() -> str:
    """Return what the link to a file for calendars says."""
    # Translators: of a link to a file that calendars can be given
    return str(_("Calendar"))


def nothing_selected() -> str:
    """Return the sentence of a summary without days."""
    # Translators: where a list would stand, had anything been found for it
    return str(_("No notes match."))


def without(by: str) -> str:
    """Return the heading of the talks of a list that have nothing to be grouped by."""
    return str(
        {
            "day": _("Without a date"),
            "time": _("Without a time"),
            "speaker": _("Without a speaker"),
            "tag": _("Without a tag"),
            "track": _("Without a track"),
            "kind": _("Without a kind"),
            "conference": _("Without a conference"),
            "author": _("Without an author"),
        }[by]
    )


def controls() -> dict[str, str]:
    """Return what the script shows, each word by the name that the script has for it.

    What stands in braces in them is put in by the script.
    """
    return {
        # Translators: of a box into which words are typed
        "filter": str(_("Filter these talks")),
        "tags": field("tags"),
        # Translators: how many of a list's talks are left by a filter
        "count": str(_("{n} of {total} talks")),
        # Translators: of a button that clears the filter
        "clear": str(_("Show all")),
        # Translators: of a button in the head of a column, {name}
        "sort": str(_("Sort by {name}")),
        # Translators: above links to talks that a filter has found on other pages of a long list
        "elsewhere": str(_("On other pages")),
    }


def pages_of(title: str) -> str:
    """Return the name of the links to the pages of a list."""
    # Translators: of links to the pages of a long list, for screen readers; {title} is the list's
    return str(_("Pages of {title}")).format(title=title)


def numbered(title: str, number: str) -> str:
    """Return the title of a page of a list."""
    # Translators: the title of a page of a long list; {title} is the list's
    return str(_("{title}, page {number}")).format(title=title, number=number)


def newest() -> str:
    """Return the text of the link to the page of a list that has what is new."""
    # Translators: of a link to the first page of a long list
    return str(_("Newest"))


def by_month() -> str:
    """Return what stands above the links to the months of a list."""
    # Translators: above links to the months of a long list
    return str(_("By month"))


def also_noted() -> tuple[str, str]:
    """Return what stands before and behind the links to others' notes on a talk."""
    # Translators: {names} are other authors, who have written about the same talk
    before, _names, behind = str(_("Also noted by {names}")).partition("{names}")
    return before, behind


def permalink() -> str:
    """Return what the link from a talk's title to itself says."""
    # Translators: of the sign behind a title; Sphinx's own is "Link to this heading"
    return str(_("Link to this talk"))


def add_to_calendar() -> str:
    """Return what the link to a talk's file for calendars says."""
    return str(_("Add to calendar"))


def add_day_to_calendar() -> str:
    """Return what the link to a day's file for calendars says."""
    return str(_("Add day to calendar"))


def table() -> str:
    """Return the name of a table of talks."""
    # Translators: the name of a table, for screen readers
    return str(_("Talks"))


def timetable() -> str:
    """Return the name of a table of times and rooms."""
    # Translators: the name of a table, for screen readers
    return str(_("Timetable"))


def elsewhere() -> str:
    """Return the head of the column of talks without a room or a track."""
    # Translators: of talks for which no room is given, beside columns for rooms
    return str(_("Elsewhere"))


def coverage(noted: int, total: int) -> str:
    """Return how many talks of a day have notes."""
    # Translators: of the talks of a day, those that somebody has written about
    return str(_("Notes on {n} of {total} talks")).format(n=noted, total=total)


def notes_by() -> tuple[str, str]:
    """Return what stands before and behind the links to notes on a talk."""
    # Translators: {names} are authors, who have written about a talk
    before, _names, behind = str(_("Notes by {names}")).partition("{names}")
    return before, behind


def highlights() -> str:
    """Return what stands before the titles of a post's highlights."""
    # Translators: before the titles of a day's best talks
    return str(_("Highlights"))


def previous_post() -> str:
    """Return what stands before the link to the post before this one."""
    # Translators: the post before this one
    return str(_("Previous"))


def next_post() -> str:
    """Return what stands before the link to the post behind this one."""
    # Translators: the post behind this one
    return str(_("Next"))


def heading(kind: str) -> str:
    """Return the heading of a note: ``tldr`` or ``comment``."""
    return str(
        {
            # Translators: "too long; didn't read": what a talk said, in short
            "tldr": _("TLDR"),
            # Translators: what the author thinks of a talk
            "comment": _("Comment"),
        }[kind]
    )


def field(name: str) -> str:
    """Return the name of a fact or link of a talk, as it is shown."""
    # Asked for often, so that only the one is looked up.
    words: dict[str, Callable[[], str]] = {
        "date": lambda: _("Date"),
        # Translators: of day
        "time": lambda: _("Time"),
        "room": lambda: _("Room"),
        # Translators: one of the parts of a conference that run at the same time
        "track": lambda: _("Track"),
        "tags": lambda: _("Tags"),
        # Translators: of a talk, by stars
        "rating": lambda: _("Rating"),
        "conference": lambda: _("Conference"),
        "speakers": lambda: _("Speakers"),
        # Translators: talk, keynote, poster, …
        "kind": lambda: _("Kind"),
        "talk": lambda: _("Talk"),
        "links": lambda: _("Links"),
        # Translators: what the author has written about a talk
        "notes": lambda: _("Notes"),
        # Translators: what the programme of a conference says of a talk
        "abstract": lambda: _("Abstract"),
        "slides": lambda: _("Slides"),
        "video": lambda: _("Video"),
        # Translators: a scientific article
        "paper": lambda: _("Paper"),
        # Translators: of a program
        "code": lambda: _("Code"),
        # Translators: before the title of a talk in the programme of its conference
        "announced": lambda: _("Announced as"),
    }
    return str(words[name]())


def is_usual(word: str, name: str) -> bool:
    """Tell whether an author's word for a field is the one that is shown anyway."""
    return word.casefold() in (name, field(name).casefold())


def rating(stars: int) -> str:
    """Return a rating in figures."""
    # Translators: stars, of five
    return str(_("{n}/5")).format(n=stars)


def comma() -> str:
    """Return what stands between the items of a list, space included."""
    # Translators: between names or words in a row, with the space behind it, if there is one
    return str(_(", "))


def listed(items: Iterable[str]) -> str:
    """Return names or words in a row."""
    return comma().join(items)


def semicolon() -> str:
    """Return what stands between things of which each may be a list, space included."""
    # Translators: between facts in a row, which may have commas in them
    return str(_("; "))


def together(facts: Iterable[str]) -> str:
    """Return facts in a row, of which each may be a list."""
    return semicolon().join(facts)


def apart(facts: Iterable[str]) -> str:
    """Return facts on one quiet line, as cards and the heads of posts have them."""
    return " \N{MIDDLE DOT} ".join(facts)


def named(name: str, text: str) -> str:
    """Return a fact behind its name; nothing of it leaves room for what follows."""
    # Translators: as in "Speakers: Ana"
    return str(_("{name}: {text}")).format(name=name, text=text)


def added(text: str, addition: str) -> str:
    """Return a text with an addition in brackets; behind nothing, with room for what precedes."""
    # Translators: as in "Comment (Ana)"
    return str(_("{text} ({addition})")).format(text=text, addition=addition)


def kind(word: str) -> str:
    """Return what a talk is, in the project's language where the word is a usual one."""
    usual = {
        "talk": _("Talk"),
        # Translators: a talk for all who attend, by somebody known
        "keynote": _("Keynote"),
        "poster": _("Poster"),
        "tutorial": _("Tutorial"),
        "workshop": _("Workshop"),
        # Translators: a discussion before an audience
        "panel": _("Panel"),
    }
    return str(usual.get(word.lower(), word))


def highlight(reason: str) -> str:
    """Return the words of a highlight mark; a reason that says so itself is enough."""
    # Translators: the mark of the best talks
    plain = str(_("Highlight"))
    if not reason:
        return plain
    says_so = any(word.casefold() in reason.casefold() for word in (plain, "highlight"))
    return reason if says_so else named(plain, reason)


def index(name: str) -> str:
    """Return the title of an index."""
    return str(
        {
            # Translators: title of the index of posts by day
            "days": _("Conference days"),
            "speakers": _("Speakers"),
            "tags": _("Tags"),
        }[name]
    )


def object_type(name: str) -> str:
    """Return what the search calls an object, within a sentence."""
    return str(
        {
            # Translators: what was found, as in "talk, in My first day"
            "talk": _("talk"),
            # Translators: what was found: an article about a day
            "post": _("post"),
            # Translators: what was found
            "day": _("day"),
            # Translators: what was found
            "speaker": _("speaker"),
            # Translators: what was found
            "tag": _("tag"),
            # Translators: what was found
            "conference": _("conference"),
            # Translators: what was found: a person who has written about talks
            "author": _("author"),
        }[name]
    )
