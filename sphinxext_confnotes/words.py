"""Every word that the extension itself puts on a page, from the message catalogue.

Called by ``reading`` and ``rendering``, at the time a page is made: the project's language isn't
known when this module is imported.
"""

from __future__ import annotations

from sphinx.locale import get_translation

CATALOG = "sphinxext_confnotes"

_ = get_translation(CATALOG)


def draft() -> str:
    """Return the mark of a page that is left out of every list."""
    return str(_("Draft"))


def untitled() -> str:
    """Return the title of a talk that has none."""
    return str(_("Untitled talk"))


def nothing_selected() -> str:
    """Return the sentence of a summary without days."""
    return str(_("No notes match."))


def without(by: str) -> str:
    """Return the heading of the talks of a list that have nothing to be grouped by."""
    return str(
        {
            "day": _("Without a date"),
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
        "filter": str(_("Filter these talks")),
        "tags": field("tags"),
        "count": str(_("{n} of {total} talks")),
        "clear": str(_("Show all")),
        "sort": str(_("Sort by {name}")),
    }


def also_noted() -> str:
    """Return what stands before the links to others' notes on a talk."""
    return str(_("Also noted by"))


def permalink() -> str:
    """Return what the link from a talk's title to itself says."""
    return str(_("Link to this talk"))


def table() -> str:
    """Return the name of a table of talks."""
    return str(_("Talks"))


def highlights() -> str:
    """Return what stands before the titles of a post's highlights."""
    return str(_("Highlights"))


def previous_post() -> str:
    """Return what stands before the link to the post before this one."""
    return str(_("Previous"))


def next_post() -> str:
    """Return what stands before the link to the post behind this one."""
    return str(_("Next"))


def heading(kind: str) -> str:
    """Return the heading of a note: ``tldr`` or ``comment``."""
    return str({"tldr": _("TLDR"), "comment": _("Comment")}[kind])


def signed(heading: str, author: str) -> str:
    """Return the heading of a comment that has an author of its own."""
    return str(_("{heading} ({author})")).format(heading=heading, author=author)


def field(name: str) -> str:
    """Return the name of a fact or link of a talk, as it is shown."""
    return str(
        {
            "date": _("Date"),
            "time": _("Time"),
            "room": _("Room"),
            "track": _("Track"),
            "tags": _("Tags"),
            "rating": _("Rating"),
            "conference": _("Conference"),
            "speakers": _("Speakers"),
            "kind": _("Kind"),
            "talk": _("Talk"),
            "links": _("Links"),
            "notes": _("Notes"),
            "slides": _("Slides"),
            "video": _("Video"),
            "paper": _("Paper"),
            "code": _("Code"),
        }[name]
    )


def is_usual(word: str, name: str) -> bool:
    """Tell whether an author's word for a field is the one that is shown anyway."""
    return word.casefold() in (name, field(name).casefold())


def named(name: str, text: str) -> str:
    """Return a fact behind its name; nothing of it leaves room for what follows."""
    return str(_("{name}: {text}")).format(name=name, text=text)


def kind(word: str) -> str:
    """Return what a talk is, in the project's language where the word is a usual one."""
    usual = {
        "talk": _("Talk"),
        "keynote": _("Keynote"),
        "poster": _("Poster"),
        "tutorial": _("Tutorial"),
        "workshop": _("Workshop"),
        "panel": _("Panel"),
    }
    return str(usual.get(word.lower(), word))


def highlight(reason: str) -> str:
    """Return the words of a highlight mark; a reason that says so itself is enough."""
    plain = str(_("Highlight"))
    if not reason:
        return plain
    return reason if "highlight" in reason.lower() else f"{plain}: {reason}"
