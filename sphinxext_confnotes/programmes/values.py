"""Values of files that strangers have written: each becomes plain data, or nothing.

Called by the modules that read one kind of file each.  Nothing raises: a date that is none, an
address that isn't one and a list where a text should stand are left out, since a wrong fact is
worse than none.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import datetime as dt
import functools
import html
import math
import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from sphinxext_confnotes.addresses import is_web, read_address
from sphinxext_confnotes.dates import EASTERNMOST, WESTERNMOST, read_moment, read_timezone
from sphinxext_confnotes.notes.field_kinds import MOST_ITEMS
from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.notes.speakers import unique_speakers

LONGEST_LINE = 500
"""Characters of a title, name or room.  What is longer is none."""

LONGEST_TEXT = 50_000
"""Characters of an abstract."""

LONGEST_TALK = dt.timedelta(days=31)
"""The longest time between the beginning and the end of something."""

DEEPEST = 100
"""Lists and mappings in each other that are looked through."""

Slot = Mapping[str, Any]
"""The attributes of an entry that say when it is."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_ODD = re.compile(f"{_SURROGATE.pattern}|{_CONTROL.pattern}")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_UNSEEN = re.compile(r"<(?:(!)--|(script|style|template|head)\b[^<>]*>)", re.IGNORECASE)
"""The beginning of what browsers don't show."""
_ENDS = {
    "!": re.compile("-->"),
    **{
        name: re.compile(rf"</{name}\s*>", re.IGNORECASE)
        for name in ("script", "style", "template", "head")
    },
}
"""The ends of these."""
_END_OF_BLOCK = re.compile(
    r"<(?:/?(?:address|article|aside|blockquote|body|dd|details|div|dl|dt|figcaption|figure|footer|"
    r"form|h[1-6]|header|hr|main|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)"
    r"\b[^<>]*|/li\s*)>",
    re.IGNORECASE,
)
_ITEM = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
BREAKS = ("break", "pause", "lunch")
"""The words of programmes for what nobody presents."""

_BREAK = re.compile(r"<br\b[^<>]*>\n?", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|abbr|acronym|b|bdi|bdo|big|button|center|cite|code|data|del|dfn|em|font|html|i|iframe|"
    r"img|ins|kbd|label|mark|meta|object|param|picture|q|s|samp|small|source|span|strike|strong|sub|"
    r"sup|svg|time|tt|u|var|video|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
"""Tags by name: what is typed in code, as in ``Vec<T>``, is none."""

_SITE = re.compile(r"https?://[a-z0-9.-]*[a-z0-9]/?")
_PLAIN = re.compile(
    r"https?://[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
    r"(?:/(?:[A-Za-z0-9_~+,=@-]|\.(?![./]))*)*(?:\?[A-Za-z0-9_.~+,=&%-]*)?"
)
"""Addresses that need no closer look, as nearly all are."""

_MARKUP = re.compile("[<&]|  ")

_BLANK_LINE = re.compile(r"\n\s*\n")
_DURATION = re.compile(r"([0-9]{1,3}):([0-5][0-9])(?::[0-5][0-9])?")
_ISO_DURATION = re.compile(r"PT(?:([0-9]{1,3})H)?(?:([0-9]{1,4})M)?(?:[0-9.]+S)?")
_MINUTES = re.compile(r"([0-9]{1,4})(?:\s*(?:min|mins|minutes?|')\.?)?", re.IGNORECASE)

KINDS = (
    (re.compile(r"\bkey\s?notes?\b|\bplenary\b", re.IGNORECASE), "keynote"),
    (re.compile(r"\blightning", re.IGNORECASE), "lightning talk"),
    (re.compile(r"\bposters?\b", re.IGNORECASE), "poster"),
    (re.compile(r"\b(?:tutorial|training)s?\b", re.IGNORECASE), "tutorial"),
    (re.compile(r"\bworkshops?\b|\bhands[- ]on\b", re.IGNORECASE), "workshop"),
    (re.compile(r"\bpanels?\b", re.IGNORECASE), "panel"),
    (
        re.compile(r"\b(?:talk|lecture|presentation|session|vortrag|charla)s?\b", re.IGNORECASE),
        "talk",
    ),
)
"""What programmes call kinds of talks, among words for their lengths and levels."""


class Moment(NamedTuple):
    """A date, perhaps with a time, perhaps with its offset from UTC.

    Python takes times with different offsets for equal, which what is kept by them must not.
    """

    date: dt.date
    time: dt.time | None = None
    offset: dt.timedelta | None = None

    def with_time(self) -> dt.datetime:
        """Return it with its offset; the beginning of the day for one without a time."""
        zone = None if self.offset is None else dt.timezone(self.offset)
        return dt.datetime.combine(self.date, self.time or dt.time(), zone)


def as_mapping(value: object) -> Mapping[str, object]:
    """Return a mapping; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    """Return a list; an empty one for anything else."""
    return value if isinstance(value, list) else []


def as_text(value: object) -> str:
    """Return a text as it stands in the file, without characters that no page can have.

    Numbers are texts, too.  Of a text in several languages, which is a mapping, the English one is
    taken, or else the first.
    """
    if isinstance(value, str):
        text = value
    elif isinstance(value, bool) or not value:
        return ""
    elif isinstance(value, int):
        # Python refuses to write out longer ones.
        text = str(value) if abs(value) < 10**LONGEST_NUMBER else ""
    elif isinstance(value, float):
        text = f"{value:g}" if math.isfinite(value) else ""
    elif isinstance(value, dict):
        texts = [one for one in (value.get("en"), *value.values()) if isinstance(one, str)]
        text = next(filter(None, texts), "")
    else:
        return ""
    if text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", _SURROGATE.sub("\ufffd", text)) if _ODD.search(text) else text


LONGEST_NUMBER = 30
"""Digits of a number that is a text."""


def line_of(value: object) -> str:
    """Return a text on one line, without markup of HTML; nothing when it is far too long."""
    if value is None or value == "":
        return ""
    # Names, rooms and tracks stand in a file many times.
    return _short_line(value) if isinstance(value, str) and len(value) < 100 else _line(value)


@functools.lru_cache(maxsize=16_384)
def _short_line(value: str) -> str:
    return _line(value)


def _line(value: object) -> str:
    if isinstance(value, str) and value.isprintable() and not _MARKUP.search(value):
        # Nearly all are plain already.
        text = value.strip()
        return text if len(text) <= LONGEST_LINE else ""
    text = as_text(value)
    if len(text) > 10 * LONGEST_LINE:
        return ""
    if "<" in text or "&" in text:
        text = without_html(text)
    text = " ".join(text.split())
    return text if len(text) <= LONGEST_LINE else ""


def paragraphs_of(value: object) -> str:
    """Return paragraphs with a blank line between them, without markup of HTML.

    The lines of a paragraph become one, those of a list in it excepted.
    """
    text = as_text(value)
    if len(text) > LONGEST_TEXT:
        return ""
    if "<" in text or "&" in text:
        text = without_html(text)
    if "\n" not in text and "  " not in text:
        return text.strip()
    parts = (" ".join(part.split()) for part in _BLANK_LINE.split(text))
    return "\n\n".join(filter(None, parts))


def without_html(text: str) -> str:
    """Return HTML as text.  What isn't a tag by its name stays, as in ``a < b``."""
    if "<" in text:
        text = _seen(text)
        text = _BREAK.sub("\n", _ITEM.sub("\n\n- ", _END_OF_BLOCK.sub("\n\n", text)))
        text = _INLINE.sub("", text)
    return _CONTROL.sub("", _REFERENCE.sub(lambda found: html.unescape(found[0]), text))


def _seen(text: str) -> str:
    """Return what browsers show; without an end, all that follows is hidden."""
    # A pattern for the whole takes time by the square of the length.
    shown, at = [], 0
    while begin := _UNSEEN.search(text, at):
        shown.append(text[at : begin.start()])
        end = _ENDS[(begin[1] or begin[2]).lower()].search(text, begin.end())
        at = end.end() if end else len(text)
    return "".join([*shown, text[at:]])


def title_of(title: object, subtitle: object = None) -> str:
    """Return a title with its subtitle behind it."""
    first, second = _line(title), line_of(subtitle)
    if not first or not second or second.casefold() in first.casefold():
        return first
    return f"{first} {second}" if first[-1] in ":?!…–—-" else f"{first}: {second}"


def ids_of(*values: object) -> tuple[str, ...]:
    """Return identifiers, each once, without those that are empty."""
    return tuple(dict.fromkeys(filter(None, map(_line, filter(None, values)))))


def address_of(value: object, base: str = "") -> str:
    """Return the address of a page or file on the web; nothing for anything else.

    :param base: the address that it is relative to, if there is any.
    """
    if not isinstance(value, str) or not value or len(value) > LONGEST_ADDRESS:
        return ""
    if value[0] == "/" and value[1:2] != "/" and _SITE.fullmatch(base):
        value = base.rstrip("/") + value
    if _PLAIN.fullmatch(value):
        return value
    try:
        address = read_address(_SURROGATE.sub("\ufffd", urljoin(base, value.strip())))
    except ValueError:
        return ""
    return address if is_web(address) else ""


LONGEST_ADDRESS = 2000
"""Characters of an address."""


def speakers_of(pairs: Iterable[tuple[object, object]]) -> tuple[Speaker, ...]:
    """Return the speakers with these names and affiliations.

    Of more than a list may have, none are taken: as a list of all, a part of it would be wrong.
    """
    found = unique_speakers(
        Speaker(said, line_of(affiliation))
        for name, affiliation in pairs
        if (said := line_of(name))
    )
    return found if len(found) <= MOST_ITEMS else ()


def kind_of(value: object) -> str:
    """Return the kind of a talk, from what a programme calls it; nothing for other words."""
    return _kind(line_of(value))


@functools.lru_cache(maxsize=256)
def _kind(text: str) -> str:
    return next((kind for pattern, kind in KINDS if pattern.search(text)), "") if text else ""


def is_break(value: object) -> bool:
    """Tell whether what a programme calls something is what nobody presents."""
    return line_of(value).casefold() in BREAKS


def zone_of(value: object) -> str:
    """Return the IANA name of a zone; nothing for anything else."""
    return _zone(value) if isinstance(value, str) and value and len(value) < 100 else ""


@functools.lru_cache(maxsize=64)
def _zone(name: str) -> str:
    try:
        return read_timezone(name)
    except ValueError:
        return ""


def moment_of(value: object) -> Moment | None:
    """Return a date, perhaps with a time; None for anything else."""
    # Many entries begin at one time.
    return _moment(value) if isinstance(value, str) and 8 <= len(value) <= 100 else None


@functools.lru_cache(maxsize=4096)
def _moment(value: str) -> Moment | None:
    try:
        found = dt.datetime.fromisoformat(value)
        if len(value) > 10:
            return Moment(found.date(), found.time(), found.utcoffset())
        return Moment(found.date())
    except ValueError:
        pass
    try:
        date, time, _ = read_moment(value).of_one_day()
    except ValueError:
        return None
    return Moment(date, time.replace(tzinfo=None), time.utcoffset()) if time else Moment(date)


def time_of(value: object) -> dt.time | None:
    """Return a time of day, as ``14:00``, ``14:00:00`` or ``2 pm``; None for anything else."""
    found = moment_of(f"2000-01-01 {value}") if isinstance(value, str) and value.strip() else None
    return found and found.time


def duration_of(value: object) -> dt.timedelta | None:
    """Return a length of time: ``00:45``, ``PT45M``, ``45 min`` or minutes; None for others."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < 10_000:
        return dt.timedelta(minutes=value)
    text = value.strip() if isinstance(value, str) else ""
    if found := _DURATION.fullmatch(text) or _ISO_DURATION.fullmatch(text):
        length = dt.timedelta(hours=int(found[1] or 0), minutes=int(found[2] or 0))
    elif found := _MINUTES.fullmatch(text):
        length = dt.timedelta(minutes=int(found[1]))
    else:
        return None
    return length or None


@functools.lru_cache(maxsize=4096)
def slot_of(
    begins: Moment | None,
    ends: Moment | dt.timedelta | None = None,
    zone: str = "",
    day: dt.date | None = None,
) -> Slot:
    """Return when an entry is; what is returned must not be changed.

    :param begins: its beginning.  What has an offset from UTC is put into the zone, if any.
    :param ends: its end, or its length.
    :param zone: the IANA name of the zone of the conference.
    :param day: the day that it is listed under.
    """
    if begins is None:
        return {"day": day, "date": day} if day else {}
    if begins.time is None:
        until = ends.date if isinstance(ends, Moment) and ends.date > begins.date else None
        return {"day": day or begins.date, "date": begins.date, "until": until}
    try:
        first = _local(begins.with_time(), zone)
        last = _end(first, ends, zone)
    except (OverflowError, ValueError):
        return {"day": day or begins.date, "date": begins.date}
    offset = first.utcoffset()
    if offset is not None and not WESTERNMOST <= offset <= EASTERNMOST:
        offset = None
    return {
        "day": day or first.date(),
        "date": first.date(),
        "start": first.time().replace(second=0, microsecond=0),
        "end": last and last.time().replace(second=0, microsecond=0),
        "until": last.date() if last and last.date() != first.date() else None,
        # Times of UTC that a file gives are in that zone, unless it names another one.
        "zone": zone or ("UTC" if begins.offset == dt.timedelta() else ""),
        "offset": offset,
    }


def _local(moment: dt.datetime, zone: str) -> dt.datetime:
    if not zone:
        return moment
    if moment.tzinfo is None:
        return moment.replace(tzinfo=ZoneInfo(zone))
    return moment.astimezone(ZoneInfo(zone))


def _end(first: dt.datetime, ends: Moment | dt.timedelta | None, zone: str) -> dt.datetime | None:
    if ends is None:
        return None
    if isinstance(ends, dt.timedelta):
        # Python adds to what clocks show, which may be another length of time at night.
        exact = first.astimezone(dt.UTC) if zone else first
        last = (exact + ends).astimezone(first.tzinfo) if zone else first + ends
    else:
        last = _local(ends.with_time(), zone)
        if (last.tzinfo is None) != (first.tzinfo is None):
            return None
        if last.tzinfo and not zone:
            last = last.astimezone(first.tzinfo)
    return last if dt.timedelta() < last - first <= LONGEST_TALK else None


def link_kind(*words: object) -> str:
    """Return the field of a talk that a link is, by its title and the type of its file.

    :returns: ``slides``, ``video``, ``paper``, or nothing.
    """
    return _link_kind(" ".join(as_text(word) for word in words if word)[:200])


@functools.lru_cache(maxsize=256)
def _link_kind(text: str) -> str:
    return next((kind for kind, pattern in LINKS.items() if pattern.search(text)), "")


LINKS = {
    "slides": re.compile(r"\b(?:slides?|slide deck|folien)\b", re.IGNORECASE),
    "video": re.compile(r"\b(?:videos?|recordings?|aufzeichnung|webm|mp4)\b", re.IGNORECASE),
    "paper": re.compile(r"\b(?:papers?|openreview|preprint|pdf of the paper)\b", re.IGNORECASE),
}
"""Words for what links of programmes lead to."""
