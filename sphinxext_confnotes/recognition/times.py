"""Times and rooms: the slot of a talk, as it stands before a title or in a line below it.

`leading_slot` reads the beginning of a text, `read_slot` a whole one.  Called by ``titles``,
``bylines`` and ``patterns``; imports neither Sphinx nor docutils.  More spellings are read here
than by `dates.read_time`, which reads what an author wrote into a field.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from sphinxext_confnotes.recognition.vocabulary import Vocabulary

_TO = r"\s*(?:[-‐-―~〜～]|-+>|→|(?:to|until|till|bis|à|às|a)\b|から)\s*"


def _clock(which: str) -> str:
    """Return a pattern for one time, with groups that end with some word."""
    half = r"(?P<{name}>[ap])\.?\s?m\.?(?!\w)"
    wide = r"(?:(?P<{name}>午前|午後|上午|下午|오전|오후)\s?)?"
    forms = (
        # 09:30, 9:30 am, 09:30 Uhr, 午後2:30
        wide.format(name=f"wide_a_{which}")
        + rf"(?P<hour_a_{which}>[0-9]{{1,2}}):(?P<minute_a_{which}>[0-9]{{2}})(?::00)?"
        + rf"(?:\s?{half.format(name=f'half_a_{which}')}|(?P<half_g_{which}>[ap])(?![\w.])"
        + r"|\s?(?:Uhr|hs?|hrs)\b)?",
        # 10h30, 14h, 14 Uhr
        rf"(?P<hour_b_{which}>[0-9]{{1,2}})\s?(?:h(?P<minute_b_{which}>[0-9]{{2}})?|Uhr)(?!\w)",
        # 10 am
        rf"(?P<hour_c_{which}>[0-9]{{1,2}})\s?{half.format(name=f'half_c_{which}')}",
        # 10.30, which is a number unless something speaks for it
        rf"(?P<hour_d_{which}>[0-9]{{1,2}})\.(?P<minute_d_{which}>[0-9]{{2}})(?:\s?Uhr\b)?",
        # 14時30分, 14시
        wide.format(name=f"wide_e_{which}")
        + rf"(?P<hour_e_{which}>[0-9]{{1,2}})\s?[時时點点시]"
        + rf"(?:\s?(?P<minute_e_{which}>[0-9]{{1,2}})\s?[分분])?",
    )
    return f"(?:{'|'.join(forms)})"


_SLOT = re.compile(
    rf"(?:{_clock('first')}(?:{_TO}{_clock('last')})?"
    # 2-3 pm
    rf"|(?P<hour_f_first>[0-9]{{1,2}}){_TO}(?=[0-9:]{{1,5}}\s?[ap]\.?m){_clock('only')})"
    r"(?![\w%°]|[.:][0-9])",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\s*(?:[:：|,，;)\]】]|[-–—]+(?=\s)|->|→|=>|•|·|$)")
_ROOM_CODE = re.compile(r"(?P<letters>[A-Z]{1,3})[-. ]?[0-9]{1,4}(?:[.-][0-9]{1,4})?[A-Za-z]?")
_ROOM_SIGN = re.compile(r"[.!?:;/@#]\s|[!?:;@#]|https?")


_AFTERNOON = ("1", "2", "3", "4", "5", "6")
"""Hours of clocks without zeros before them: nobody gives a talk at that time of the night."""


class Slot(NamedTuple):
    """The start of a talk, and its end if that is written."""

    start: dt.time
    end: dt.time | None = None
    stop: int = 0
    """Where in the text it ends."""
    is_marked: bool = False
    """Whether a colon, dash or bracket stands behind it, or nothing at all."""


def read_slot(text: str) -> Slot | None:
    """Return the slot that a whole text is, but for signs around it."""
    text = text.strip(" \t*_()[]【】|,;:~")
    slot = leading_slot(text)
    return slot if slot and slot.stop == len(text) else None


def leading_slot(text: str, start: int = 0) -> Slot | None:
    """Return the slot that stands at a place in a text, if what is behind lets it be one.

    "10:00 Waiting" and "14h : Waiting" begin with one, "24h of waiting" and "10.10 is out" don't.
    """
    found = _SLOT.match(text, start)
    if not found:
        return None
    parts = {key: value for key, value in found.groupdict().items() if value}
    behind = "last" if any(key.endswith("_last") for key in parts) else "only"
    try:
        first, last = _time(parts, "first"), _time(parts, behind)
    except ValueError:
        return None
    half = _half(parts, behind)
    has_half = bool(_half(parts, "first"))
    if first and last and half and not has_half and first.hour <= 12:
        # The half of the day of the end is that of the beginning: "2:00-3:30 pm".
        first = next((one for one in _halves(first, half) if one < last), None)
    if not first or (last and last <= first):
        return None
    is_marked = _SIGN.match(text, found.end()) is not None
    is_clock = "uhr" in found[0].casefold()
    if not is_marked and not _needs_no_mark(
        parts, has_half, bool(last), is_clock, text[found.end() :]
    ):
        return None
    if "hour_d_first" in parts and not last and not is_clock:
        return None
    return Slot(first, last, found.end(), is_marked)


def without_slot(text: str) -> str:
    """Return a text without the time that it begins with, and the sign behind that."""
    slot = leading_slot(text)
    return text[slot.stop :].lstrip(" \t-–—:：|") if slot else text


def _needs_no_mark(
    parts: dict[str, str], has_half: bool, has_end: bool, is_clock: bool, behind: str
) -> bool:
    """Tell whether what is no more than a number with a sign in it is a time by itself."""
    if not behind[:1].isspace():
        return False
    if "hour_d_first" in parts:
        return is_clock
    if "hour_c_first" in parts and not has_end:
        # "10 am Queues", but "10 am and other bad times".
        return not behind.lstrip()[:1].islower()
    hour = parts.get("hour_a_first", "")
    # Talks begin at 9:00; what stands before "2:30" is more likely a part of something else, and
    # it wouldn't be known which half of the day that is.
    has_two_digits = len(hour) == 2 or hour in {"8", "9"}
    return has_end or has_half or has_two_digits or "minute_b_first" in parts


def _halves(time: dt.time, half: str) -> list[dt.time]:
    hour = time.hour % 12
    return [time.replace(hour=hour + 12), time.replace(hour=hour)] if half == "p" else [time]


def _time(parts: dict[str, str], which: str) -> dt.time | None:
    hour = next((int(parts[key]) for key in parts if re.fullmatch(rf"hour_._{which}", key)), None)
    if hour is None:
        return None
    minute = next((int(parts[key]) for key in parts if re.fullmatch(rf"minute_._{which}", key)), 0)
    if half := _half(parts, which):
        if not 1 <= hour <= 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if half == "p" else 0)
    elif parts.get(f"hour_a_{which}", "") in _AFTERNOON:
        hour += 12
    return dt.time(hour, minute)


def _half(parts: dict[str, str], which: str) -> str:
    """Return ``a`` or ``p``; nothing where neither is written."""
    for key, value in parts.items():
        if key.startswith("half") and key.endswith(f"_{which}"):
            return value.lower()
        if key.startswith("wide") and key.endswith(f"_{which}"):
            return "p" if value in {"午後", "下午", "오후"} else "a"
    return ""


def read_room(text: str, vocabulary: Vocabulary, *, has_code: bool = True) -> str:
    """Return the room that a short text plainly is: one with a word for rooms, or a code.

    :param has_code: whether codes such as "H.1302" are rooms where it stands.
    """
    text = " ".join(text.split()).strip(" ,;:|*_")
    if not text or len(text) > 40 or _ROOM_SIGN.search(text) or len(text.split()) > 5:
        return ""
    if has_code and (code := _ROOM_CODE.fullmatch(text)):
        letters = code["letters"].casefold()
        return "" if len(letters) > 1 and letters in vocabulary.not_names else text
    words = text.casefold().split()
    for room in vocabulary.rooms:
        if (room in words if room.isascii() or len(room) > 3 else text.endswith(room)) and (
            len(words) > 1 or text.casefold() != room
        ):
            return text
    return ""


def is_room(text: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a text that stands where organisations do is a room: "Hall A", "Main Stage".

    "Stage Entertainment" and "Hall of Fame Inc" are none.
    """
    words = text.casefold().split()
    if len(words) != 2:
        return False
    first, last = words
    is_numbered = first in vocabulary.rooms and (last.isdigit() or len(last) == 1)
    return is_numbered or (last in vocabulary.rooms and first not in vocabulary.rooms)


def read_track(text: str, vocabulary: Vocabulary) -> str:
    """Return the track that a short text plainly is: a tag, or one with a word for tracks."""
    text = " ".join(text.split()).strip(" ,;:|*_")
    if not text or len(text) > 40 or len(text.split()) > 4:
        return ""
    words = text.casefold().split()
    is_track = len(words) > 1 and (words[0] in vocabulary.tracks or words[-1] in vocabulary.tracks)
    return text if is_track else ""
