"""Names of speakers in titles and lines, as far as they are evidence of a talk.

Rougher than what reads the facts: here it is enough that words look like those of somebody's name
in a place where speakers stand.  Called by `candidates` and `evidence`; imports neither Sphinx nor
docutils.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence

from sphinxext_confnotes.recognition.events import day_in
from sphinxext_confnotes.recognition.speakers import LETTER, SURNAMED
from sphinxext_confnotes.recognition.telling_words import TellingWords

LONGEST = 160
"""Characters of a line that are looked at."""

FROM = ("from",)
"""Words that stand before speakers where an item begins with its title in italics."""

CLOCK = re.compile(
    r"(?<![\d.:])(?:[01]?\d|2[0-3])(?:[:h][0-5]\d(?![\d.])|\s?h\b|\s?[ap]\.?m\b)(?!\s*%)",
    re.IGNORECASE,
)
"""A time of the day."""

_NAME = (
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms)\.?\s+)?[^\W\d_a-z][\w'’.-]*"
    r"(?:\s+(?:(?:de|da|do|dos|di|van|von|der|la|le|el|bin|al|y|e)\s+)*[^\W\d_a-z][\w'’.-]*){1,3}"
)
_NAMES = rf"{_NAME}(?:\s*(?:,|&|\+|/|\band\b|\bund\b|\bet\b|\by\b)\s*{_NAME})*"
_WHOLE_NAMES = re.compile(rf"\W*{_NAMES}\s*(?:[,(\[|@–—-].{{0,100}})?\W*", re.DOTALL)
_AT_WORK = r"\s(?:of|at|from|bei|chez)\s+[^\W_].{0,60}"
_BEHIND_DASH = re.compile(
    rf".{{4,}}?\s(?:-+|–|—)\s+\W*(?P<names>{_NAMES})(?:\W*(?:[,(\[|@–—-].*)?|{_AT_WORK})"
)
_IN_BRACKETS = re.compile(rf".{{4,}}\((?:by\s+)?(?P<names>{_NAMES})(?:\s*[,–-].*)?\)\W*")


@functools.cache
def _by_in_title(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"\S\W+(?:{'|'.join(map(re.escape, words))})\s+(?:the\s+)?\W*(?-i:(?P<names>{_NAMES}))"
        r"(?P<behind>\W*(?:[,(\[|@–—-].*)?$)?",
        re.IGNORECASE,
    )


@functools.cache
def _by_anywhere(words: tuple[str, ...]) -> tuple[TellingWords, re.Pattern[str]]:
    pattern = re.compile(rf"\W(?:{'|'.join(map(re.escape, words))})\s", re.IGNORECASE)
    return TellingWords.of(words), pattern


@functools.cache
def _by_at_start(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:{'|'.join(map(re.escape, words))})\s*:?\s+\W*(?-i:{_NAME})", re.IGNORECASE
    )


@functools.cache
def _signed(words: tuple[str, ...]) -> re.Pattern[str]:
    before = rf"\W*(?:{'|'.join(map(re.escape, words))})\s*:?\s+\W*"
    at_work = r"\W*(?:\([^()0-9]{2,60}\)|@\w+)\W*"
    return re.compile(rf"{before}(?-i:{_NAMES}){at_work}|@\w{{2,}}", re.IGNORECASE)


@functools.cache
def _by_alone(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, words))})\s+\S", re.IGNORECASE)


_LETTERS = re.compile(r"(?P<letters>[A-Za-z]{2,6})\s*\((?P<words>[^()]+)\)")
_SIGN = re.compile(r"\s[-–—|]+\s|—|[:：,]\s|：")
_QUOTED_THEN_NAME = re.compile(
    r"\s*(?:《[^》]{2,}》|「[^」]{2,}」|『[^』]{2,}』)\s*[-–—/·|:：]+\s*"
    rf"(?:{LETTER}{{2,4}}|{_NAME})(?:\W.*)?"
)
_QUOTED_OF_NAME = re.compile(
    r"\W*(?:\"[^\"]{4,}\"|“[^”]{4,}”|„[^“”]{4,}[“”]|«[^»]{4,}»)\s+(?:von|de|di|da|do)\s+\W*"
    rf"{_NAMES}\W*(?:[,(\[|@–—-].*)?"
)
"""Behind quotation marks, words that mean "of" elsewhere stand before speakers."""
_SITE_BEHIND = re.compile(
    r"\s*[-–—|｜]\s*"
    r"(?:speaker ?deck|slideshare|docswell|youtube|vimeo|connpass|github|qiita|zenn)\W*$",
    re.IGNORECASE,
)
"""The name of a site, which titles that were copied from it have behind them."""
_SURNAMED_BEHIND = re.compile(
    rf".{{4,}}\s[-–—]+\s*(?:{SURNAMED.pattern})"
    rf"(?:\s*[,·]\s*(?:{SURNAMED.pattern}))*\s*[-–—]*\W*"
)
"""A Korean name is written as one word, mostly of three signs: ``제목 - 김하나 -``."""
_SURNAMED_AT_WORK = re.compile(
    rf".{{4,}}[,，]\s*(?:{SURNAMED.pattern})\s*[,，]\s*"
    r"(?:[A-Za-z][^,，]{1,40}|[^,，。]{1,40}(?:大学|大學|学院|學院|[研究]院|所|实验室|實驗室|公司|科技|集团|集團))"
)
"""A Chinese name with where somebody works behind it: ``题目，王小明，北京大学``."""
_HANDLE_BEHIND = re.compile(r".{4,}(?:\s[-–—|/]+\s*|\s\()@\w{2,}\W*|@\w{2,}\s*(?:[-–—|/:]\s).{4,}")
_BRACKETS_BEHIND = re.compile(rf"\s*\((?:by\s+)?{_NAMES}(?:\s*[,–-][^()]*)?\)(?=\W*$|\s*[:.–—-])")
_DASH_BEHIND = re.compile(
    rf"\W*(?:[-–—]+|,)\s*\W*{_NAMES}(?:\s+@\s?[^\W_].{{0,60}}|\s*\([^()]{{2,60}}\))?\W*"
)

_HONOURED = re.compile(
    r"\W*[^\s、。，,()（）]{1,16}(?:\s[^\s、。，,()（）]{1,16})?\s?(?:[(（@＠][^()（）、。]{1,60}[)）]?\s?)?"
    r"(?:さん|氏|様|先生|님)\s?(?:[(（][^()（）。]{1,60}[)）])?\W*"
)
"""A name with what is said to people behind it, and where to find them: ``ann（@ann）さん``."""

_LEADING = re.compile(rf"\W*{_NAMES}\s*(?:[:：|]|[-–—]+)")


def in_title(
    text: str,
    by: Sequence[str],
    is_ordinary: Callable[[str], bool],
    *,
    with_handles: bool,
    is_whole: bool = False,
) -> bool:
    """Tell whether a title names a speaker: ``Title by X``, ``Title - X``, ``Title (X)``.

    :param is_ordinary: tells whether a word stands in the post in small letters.
    :param with_handles: whether ``@name`` behind a dash is one, too.
    :param is_whole: whether nothing but a role or organisation may follow, as in a line that may
        be a sentence.
    """
    text = _SITE_BEHIND.sub("", text.strip(" #*>")[:LONGEST])
    if day_in(text):
        # "ExampleConf - Day One" is signed by nobody.
        return False
    if with_handles and _HANDLE_BEHIND.fullmatch(text):
        return True
    found = _by_in_title(tuple(by)).search(text) if has_by(text, by) else None
    if found and (not is_whole or found["behind"] is not None) and _are_names(found, is_ordinary):
        return True
    found = _BEHIND_DASH.fullmatch(text) if _SIGN.search(text) else None
    if found and _are_names(found, is_ordinary):
        return True
    if text[:1] in '"“„«' and _QUOTED_OF_NAME.fullmatch(text):
        return True
    if _QUOTED_THEN_NAME.fullmatch(text) or _SURNAMED_BEHIND.fullmatch(text):
        return True
    if _SURNAMED_AT_WORK.fullmatch(text):
        return True
    found = _IN_BRACKETS.fullmatch(text) if "(" in text else None
    return found is not None and _are_names(found, is_ordinary) and not _is_written_out(text)


def _are_names(found: re.Match[str], is_ordinary: Callable[[str], bool]) -> bool:
    """Tell whether words that look like names aren't all used for something else in the post.

    "Learning by Question Answering" names nobody where questions are answered.
    """
    if _are_korean_words(found["names"]):
        return False
    words = re.findall(r"[^\W\d_]{2,}", found["names"].casefold())
    return not (words and all(map(is_ordinary, words)))


def _are_korean_words(text: str) -> bool:
    """Tell whether words are Korean, in which nothing but a surname tells a name."""
    first = next(filter(str.isalpha, text), "")
    return "\uac00" <= first <= "\ud7a3" and not SURNAMED.match(text.lstrip())


def ends_with_name(text: str) -> bool:
    """Tell whether a text ends with a dash and names: ``Title: more of it - X``."""
    text = text[:LONGEST]
    return bool(_SIGN.search(text) and _BEHIND_DASH.fullmatch(text))


def _is_written_out(text: str) -> bool:
    """Tell whether brackets have the words of the letters before them: ``WIT (Women In …)``."""
    found = _LETTERS.search(text)
    if not found:
        return False
    initials = "".join(word[0] for word in re.findall(r"[^\W\d_]+", found["words"]))
    return initials.casefold() == found["letters"].casefold()


def has_by(text: str, by: Sequence[str]) -> bool:
    """Tell whether a word that may stand before a speaker stands in a text."""
    telling, pattern = _by_anywhere(tuple(by))
    return telling.may_stand_in(text) and pattern.search(text) is not None


def leads_with_by(text: str, by: Sequence[str]) -> bool:
    """Tell whether a text begins with a word for speakers and a name."""
    return bool(_by_at_start(tuple(by)).match(text[:LONGEST]))


def behind_title(text: str, by: Sequence[str]) -> bool:
    """Tell whether what stands behind a title begins with a speaker."""
    text = text[:LONGEST]
    return bool(
        _by_at_start(tuple(by)).match(text)
        or _DASH_BEHIND.fullmatch(text.strip())
        or _BRACKETS_BEHIND.match(text)
    )


def has_sign(text: str) -> bool:
    """Tell whether a title has what may stand between it and its speakers."""
    return bool(_SIGN.search(text[:LONGEST]))


def is_byline(text: str, by: Sequence[str]) -> bool:
    """Tell whether a whole line may be a speaker's."""
    text = text[:LONGEST]
    if _by_at_start(tuple(by)).match(text):
        return True
    if len(text.split()) <= 5 and _by_alone(tuple(by)).match(text):
        return True
    if _HONOURED.fullmatch(text):
        return True
    if text[-1:] in ".:!?" or _are_korean_words(text):
        return False
    return bool(_WHOLE_NAMES.fullmatch(text))


_ANY_NAME = re.compile(
    r"[^\W\d_]{2,}(?:\s?\([^\W\d_]+\))?(?:\s[^\W\d_]{2,}){1,2}(?:\s*(?:\s[-–—]\s|[,(|@]).{0,60})?"
)


def may_be_name(text: str) -> bool:
    """Tell whether a short line may be somebody's name, with where they work: "ann moore"."""
    return _ANY_NAME.fullmatch(text) is not None and text[-1:] not in ".:!?"


def is_signature(text: str, by: Sequence[str]) -> bool:
    """Tell whether a line signs a talk, rather than a text: ``by X (Example Works)``, ``@x``."""
    return _signed(tuple(by)).fullmatch(text.strip()[:LONGEST]) is not None


def leads(text: str) -> bool:
    """Tell whether what stands before a title is names and a colon or dash."""
    return bool(_LEADING.fullmatch(text))
