"""The views of the example conference that ``gallery.py`` takes and ``gallery.md`` shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class View:
    """What a picture shows."""

    name: str
    page: str
    at: str
    """A selector of what stands at its top, below a theme's bar."""
    width: int
    height: int
    is_dark: bool
    """Whether it is taken in the dark, where the theme has that."""
    caption: str
    alt: str


DESK, PHONE = (1280, 860), (390, 780)

VIEWS = (
    View(
        "summary",
        "summary.html",
        ".confnotes-day",
        *DESK,
        is_dark=False,
        caption="a day of the summary",
        alt="A heading with the date, the title of a post, and the talks below it as cards with "
        "TLDR and comments",
    ),
    View(
        "timetable",
        "programme.html",
        "section section, h2",
        *DESK,
        is_dark=False,
        caption="the conference's timetable",
        alt="A table with times down and rooms across; talks with notes have a thick line beside "
        "them, and say whose notes these are",
    ),
    View(
        "post",
        "2025-05-14-the-day-of-the-buses.html",
        ".confnotes-talk",
        *DESK,
        is_dark=True,
        caption="a post",
        alt="Two talks as cards, one marked as a highlight, with a formula in its TLDR",
    ),
    View(
        "speaker",
        "conf/speaker/teo-brandt.html",
        ".confnotes-subject",
        *DESK,
        is_dark=True,
        caption="the page of a speaker",
        alt="A name as the title, what is known of the speaker, and the talks below it as cards",
    ),
    View(
        "table",
        "lists.html?3-sort=date",
        "#everything",
        *PHONE,
        is_dark=False,
        caption="a table",
        alt="The box to filter talks by, buttons for tags, and the rows of the table below each "
        "other, the title of each first",
    ),
    View(
        "cards",
        "lists.html",
        "#highlights",
        *PHONE,
        is_dark=True,
        caption="a list of highlights",
        alt="The box to filter talks by, buttons for tags, and the first card",
    ),
)
