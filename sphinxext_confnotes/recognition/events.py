"""Conferences in titles, tags and paths: whether a text names one, and what kind of page it tells.

The words are in ``events.toml``, which `load_events` reads.  Called by `recognise` and by
``reading``, for posts that don't name their conference.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal, NamedTuple

from sphinxext_confnotes.recognition.phrases import Phrases
from sphinxext_confnotes.recognition.vocabulary import normalised

LONGEST = 300
"""Characters of a title that are looked at."""

_YEAR = re.compile(r"(?<![0-9])(?:(?:19|20)[0-9]{2}|['’][0-9]{2})(?![0-9])")
_WORD = re.compile(r"[^\W_]+(?:[.'’:/-][^\W_]+)*")
_YEAR_BEHIND = re.compile(r"[ '’_-]{0,2}(?:19|20)?[0-9]{2}(?![0-9])")
_WHOLE_NAME = re.compile(r"(?:[A-Z][a-z]+|[A-Z]{2,}|[a-z]+)Con(?:f|ference)?s?\b")
_CAPITAL_NAME = re.compile(
    r"\b(?!(?:Another|Any|Every|Each|One|Some|That|This|My|Our|Your|New|Good|Great|Bad|Long|Busy|Perfect|"
    r"Rainy|Sunny|Christmas|Boxing|Mothers|Fathers|Independence|Labou?r|Memorial|Election)\s)"
    r"[A-Z][\w.]*[a-z.]\s(?:Days?|Fest?|Forum|Camp|Con)\b(?!\s[0-9]{1,2}\b)"
)
_FOLDER_OF_YEAR = re.compile(
    r"(?=.*[^\W\d_]{3}).*?[-_ ]?(?:19|20)[0-9]{2}|(?:19|20)[0-9]{2}[-_ ]+(?=.*[^\W\d_]{3})[^\W\d].*"
)
_FOLDER_OF_DAY = re.compile(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}[-_ ]+[A-Z][\w .-]*")
"""A day and a name in capitals, with several files in it: ``2031-05-14-WaitConf``."""
_ARCHIVES = re.compile(r"blog|posts?|archiv|articles?|news|year|weblog|content", re.IGNORECASE)
_DAY = re.compile(
    r"\b(?:day|tag|jour(?:née)?|d[ií]a|giorno|dag)[ _-]?"
    r"(?:0?[1-9]|one|two|three|four|five)(?![0-9])|"
    r"\b(?:erste[rn]?|zweite[rn]?|dritte[rn]?|letzte[rn]?) (?:tag|vormittag|nachmittag)\b|"
    r"\b(?:premier jour|première journée|primer día|primeiro dia|primo giorno|eerste dag)\b|"
    r"[1-9]日目|第[一二三1-3]天|[1-9]일차",
    re.IGNORECASE,
)
_NAMES_OF_DAYS = ("day", "tag", "jour", "dia", "giorno", "dag")
"""One of them stands in whatever matches and has no other letters than those of ASCII."""
_COURSES = re.compile(
    r"week|woche|days|advent|cours|curso|corso|kurs|class|lesson|lektion|leçon|bootcamp|learn|"
    r"training|tutorial|challenge|exercise",
    re.IGNORECASE,
)
"""Words of folders whose days are no days of a conference."""
_NAMED_BY_YEAR = re.compile(
    r"\b(?:workshops?|forum|seminars?|(?:summer|winter) school|scipy|acm)\b[^.:,;]{0,12}?"
    r"(?<![0-9])(?:(?:19|20)[0-9]{2}|['’][0-9]{2})(?![0-9])",
    re.IGNORECASE,
)
"""Words that are the name of a conference only with a year behind them."""
_NAME = re.compile(r"(?<![^\W_])[A-Z][\w.+!&-]*[a-zA-Z]")
_NAME_WITH_YEAR = re.compile(
    r"(?<![^\W_])(?!(?:Q[1-4]|H[12]|Spring|Summer|Autumn|Fall|Winter|Year|In|Of|The|For)\s)"
    r"[A-Z][\w.+!&-]{2,}\s(?:19|20)[0-9]{2}(?![0-9])"
)
_PLACES = ("us", "uk", "es", "fr", "it", "jp", "de", "br", "tw", "kr", "pl", "eu", "na", "apac")
"""Places that are written right behind the name of a conference that is held in several."""
_NAME_AND_YEAR = re.compile(
    r"(?:[Nn]otes (?:from|on|of) )?(?:(?:19|20)[0-9]{2} )?"
    r"((?:[\w.+!&]+ ){0,2}[\w.+!&]+)(?:,? (?:19|20)[0-9]{2})?(?:,? [Nn]otes)?"
)
_CAPITALS = re.compile(r"[A-Z][a-z]*[A-Z]|[a-z0-9][A-Z]|[A-Z][a-z]*[0-9]")
_NAME_WITH_HYPHEN = re.compile(
    r"\b(?!pro-)[^\W\d_][\w.]+-(?:con|conf|fest|camp|days|summit)\b", re.IGNORECASE
)
_CONGRESS = re.compile(r"\b[0-9]{2}c3\b", re.IGNORECASE)
_KEYS_OF_WORDS = ("tags", "tag", "categories", "category", "keywords")
_NAMES = (_WHOLE_NAME, _CAPITAL_NAME, _NAMED_BY_YEAR, _NAME_WITH_HYPHEN, _CONGRESS)

_IN_WORD = re.compile(r"(?<=[^\W\d_A-Z])(?=[A-Z])")
"""Between the words of ``WaitConfNorth``."""

_DATE_BEFORE = re.compile(r"^(?:19|20)[0-9]{2}[-_./ ][0-9]{1,2}[-_./ ][0-9]{1,2}[-_ ]")
_FEW_AND_YEAR = re.compile(
    r".{0,40}?[^\W\d][^0-9]{0,3}(?:19|20)[0-9]{2}(?:\sday\s?[0-9])?|(?:19|20)[0-9]{2}\s(?=.*[^\W\d])\S.{2,40}"
)


class About(NamedTuple):
    """Why a post is about a conference."""

    source: Literal["key", "title", "words", "talk", "path", "report", "talks"]
    """Where it says so: in a key of its front matter for conferences, its title, its tags, a front
    matter that is a talk's, its path, a title that reports of something with a name and a year, or
    nowhere but in its talks."""
    word: str = ""
    """The word that says so."""
    place: str = "its front matter"
    """Where its key stands."""

    def __str__(self) -> str:
        """Return it for an author."""
        said = f"'{self.word}' in " if self.word else ""
        return (
            said
            + {
                "key": self.place,
                "title": "its title",
                "report": "its title",
                "words": "its tags or categories",
                "talk": "its front matter is that of a talk",
                "path": "its path",
                "talks": "its talks",
            }[self.source]
        )


def about_conference(
    given: Mapping[str, object], path: Sequence[str], title: str, events: Events
) -> About | None:
    """Return why a post is about a conference; None when nothing but its talks may say so.

    :param given: the front matter, folder defaults included.
    :param path: the folders of the post, and its file's name without the suffix.
    """
    for key in ("conference", "event"):
        # A mapping tells when and where something takes place.
        if given.get(key) and not isinstance(given[key], Mapping):
            return About("key", _words(given[key]))
    if events.is_of_talk(given):
        return About("talk")
    for text in (title, path[-1] if path else ""):
        found = events.named_in(text) or day_in(text)
        if found and not (text != title and events.is_bare(text, found)):
            return About("title", found)
    for key in _KEYS_OF_WORDS:
        if found := events.named_in(_words(given.get(key))):
            return About("words", found)
    if found := events.named_in_path(path):
        return About("path", found)
    if found := events.reported_in(title):
        return About("report", found)
    return None


def day_in(text: str) -> str:
    """Return the words that call a text one of several days of something."""
    folded = text.casefold()
    if folded.isascii() and not any(word in folded for word in _NAMES_OF_DAYS):
        return ""
    found = _DAY.search(text)
    return found[0] if found else ""


def _words(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(_words, value))
    return str(value) if value else ""


@dataclass(frozen=True, slots=True)
class Events:
    """The words of ``events.toml``, ready to be looked for."""

    name: Phrases
    """The words and names of conferences; these, as all others, in lower case."""
    words: frozenset[str]
    """Those that mean any conference."""
    suffixes: tuple[str, ...]
    no_names: frozenset[str]
    report: Phrases
    no_report: Phrases
    lesson: Phrases
    invitation: Phrases
    announcements: frozenset[str]
    """Whole names of categories and tags."""
    offers: tuple[str, ...]
    """What is offered to those who have no ticket yet."""
    manuals: frozenset[str]
    """Whole headings."""
    journey: Phrases
    by_year: Phrases
    yearly: Phrases
    talk_keys: frozenset[str]
    talk_types: frozenset[str]

    def named_in(self, text: str) -> str:
        """Return the word of a text that tells a conference; nothing where there is none."""
        text = _plain(text)
        folded = text.casefold()
        for known in (self.name, self.by_year):
            if found := known.find(folded):
                return folded[slice(*found)]
        for pattern in _NAMES:
            if named := pattern.search(text):
                return named.group()
        for word in _WORD.findall(folded):
            stem = word.rstrip("0123456789").strip("-.'’")
            stem = stem.rpartition("-")[2]
            if stem in self.no_names or len(stem) < 6 or stem.endswith("con"):
                continue
            if stem.endswith(self.suffixes):
                return str(word)
        return ""

    def named_in_path(self, parts: Sequence[str]) -> str:
        """Return the word of a path that tells a conference, the innermost name first.

        A folder called ``name-2031`` or ``2031-name`` is one of a conference, too; one with more
        words than a name and a place, such as ``pydata-sphinx-theme``, is of something else.

        :param parts: the folders, and the name of the file without its suffix.
        """
        for at, part in reversed(list(enumerate(parts))):
            words = _IN_WORD.sub(" ", re.sub(r"[-_]+", " ", part))
            is_folder = at < len(parts) - 1
            found = self.named_in(words) or self.named_in(words.replace(".", " "))
            says_more = is_folder and self._says_more(words, found)
            if found and not (says_more or (not is_folder and self.is_bare(part, found))):
                return found
            if is_folder and _FOLDER_OF_YEAR.fullmatch(part) and not _ARCHIVES.search(part):
                return part
            if at == len(parts) - 2 and _FOLDER_OF_DAY.fullmatch(part) and _is_own(parts[-1]):
                return part
        return self._day_in_path(parts)

    def _day_in_path(self, parts: Sequence[str]) -> str:
        """Return the folder that is one of several days, but of courses and the like."""
        if not (parts and _is_own(parts[-1])) or any(map(_COURSES.search, parts)):
            return ""
        folders = (re.sub(r"[-_]+", " ", part) for part in parts[:-1])
        return next((part for part in folders if _DAY.fullmatch(part)), "")

    def _says_more(self, words: str, name: str) -> bool:
        """Tell whether a folder has two more words in its name than a conference, and no year."""
        rest = self.report.without(words.casefold().replace(name.casefold(), " "))
        return not has_year(words) and len(re.findall(r"[^\W\d_]{2,}", rest)) > 1

    def is_bare(self, file: str, found: str) -> bool:
        """Tell whether the name of a file is a word for conferences and a year, and no name."""
        rest = file.casefold().replace(found, "")
        return (
            has_year(rest.strip("-_ ")) and found in self.words and not re.search(r"[^\W\d_]", rest)
        )

    def may_be_named(self, title: str) -> bool:
        """Tell whether a title is a name and a year, which may be those of a conference.

        The name has capitals where ordinary words have none: "DDD North 2031", "Iron2Con 2031".
        """
        title = _plain(title).strip()
        found = _NAME_AND_YEAR.fullmatch(title)
        return bool(found and has_year(title) and _CAPITALS.search(found[1]))

    def is_name_and_year(self, text: str) -> bool:
        """Tell whether a title, or the name of a file, is a name of a few words and a year.

        None of them may be one of what else has a year: "Goals 2031", "books-2031".
        """
        words = _plain(_DATE_BEFORE.sub("", text)).casefold()
        words = words.replace("-", " ").replace("_", " ")
        found = _FEW_AND_YEAR.fullmatch(words.strip())
        if not found:
            return False
        rest = re.findall(r"[^\W\d_]{2,}", self.report.without(words))
        return 1 <= len(rest) <= 4 and not self.is_yearly(words)

    def is_yearly(self, text: str) -> bool:
        """Tell whether a text has a word for what else has a year: "goals", "books"."""
        return bool(self.yearly.find(text.casefold()))

    def is_report(self, title: str) -> bool:
        """Tell whether a title calls its page a report."""
        return bool(self.report.find(_plain(title).casefold()))

    def reported_in(self, title: str) -> str:
        """Return what a title reports of: "Notes from Crafting 2031", "Trip report: Crafting".

        It has a name with a year behind it; or else a word that only journeys are told with, such
        as "what I learned at".  Nothing where there is none, or where the title is no report.
        """
        title = _plain(title)
        if self.is_no_report(title):
            return ""
        found = self.journey.find(title.casefold())
        if found and (name := _NAME.search(title[found[1] :])):
            return name[0]
        if not self.report.find(title.casefold()):
            return ""
        named = _NAME_WITH_YEAR.search(self.report.without(title))
        return named[0] if named else ""

    def is_no_report(self, title: str) -> bool:
        """Tell whether a title is that of a page that reports nothing: what is to come, minutes.

        A word such as "recap" beside it says that it does.
        """
        title = _plain(title).casefold()
        rest = self.no_report.without(title)
        return rest != title and not self.report.find(rest)

    def is_of_lesson(self, title: str) -> bool:
        """Tell whether a title is that of a manual, as that of a talk may be: "How to wait"."""
        return bool(self.lesson.find(_plain(title).casefold()))

    def is_invitation(self, heading: str) -> bool:
        """Tell whether a heading is one that only invitations have: how to register, and where."""
        return bool(self.invitation.find(_plain(heading).casefold()))

    def is_announced(self, given: Mapping[str, object]) -> bool:
        """Tell whether a category or tag of a page says that it announces something."""
        names = (_words(given.get(key)).split(", ") for key in _KEYS_OF_WORDS)
        return any(name.strip().casefold() in self.announcements for some in names for name in some)

    def is_of_manual(self, heading: str) -> bool:
        """Tell whether a heading is one of those that manuals have: "Installation", "Usage"."""
        return normalised(heading) in self.manuals

    def is_of_talk(self, given: Mapping[str, object]) -> bool:
        """Tell whether a front matter says that its page is about one talk."""
        kinds = (given.get(key) for key in ("type", "layout", "kind", "category"))
        is_typed = any(isinstance(one, str) and one.casefold() in self.talk_types for one in kinds)
        return is_typed or any(given.get(key) for key in self.talk_keys)


def has_year(text: str) -> bool:
    """Tell whether a year stands in a text, as it does in the names of conferences."""
    return bool(_YEAR.search(text))


def load_events() -> Events:
    """Read the file and return its words."""
    text = files(__package__).joinpath("events.toml").read_text("utf-8")
    words: Mapping[str, Sequence[str]] = tomllib.loads(text)
    return Events(
        name=Phrases(
            [*words["words"], *words["names"]],
            endings=_PLACES,
            ended=[one for one in words["names"] if one.isalpha() and len(one) >= 5],
        ),
        words=frozenset(words["words"]),
        suffixes=tuple(words["suffixes"]),
        no_names=frozenset(words["no_names"]),
        report=Phrases(words["reports"]),
        no_report=Phrases(words["no_reports"]),
        lesson=Phrases(words["lessons"]),
        invitation=Phrases(words["invitations"]),
        announcements=frozenset(words["announcements"]),
        offers=tuple(words["offers"]),
        manuals=frozenset(words["manuals"]),
        journey=Phrases(words["journeys"]),
        by_year=Phrases(words["by_year"], behind=_YEAR_BEHIND),
        yearly=Phrases(words["yearly"]),
        talk_keys=frozenset(words["talk_keys"]),
        talk_types=frozenset(words["talk_types"]),
    )


def _is_own(file: str) -> bool:
    """Tell whether a file has a name of its own, rather than being all that its folder has."""
    return file.casefold() not in ("readme", "index", "notes")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text[:LONGEST]).replace("’", "'")
