"""Speakers: names of persons with what stands behind them, from a line's words to a list.

`read_speakers` reads what stands where speakers are expected, `leading_speakers` the beginning of
a text that goes on.  Called by ``bylines``, ``titles``, ``patterns`` and ``facts``; imports neither
Sphinx nor docutils.  What isn't plainly a name is none: the words then stay where they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from babel import Locale

from sphinxext_confnotes.dates import read_moment
from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.recognition.days import read_day
from sphinxext_confnotes.recognition.vocabulary import Vocabulary, normalised
from sphinxext_confnotes.scripts import WIDE

LONGEST = 300
"""Characters that are read as speakers at most."""

MOST = 12
"""Speakers that one talk has at most."""

LETTER = r"[^\W\d_A-Za-z\u3040-\u30ff]"
"""Matches a letter of a Chinese or Korean name, among others.

Python takes milliseconds to compile a class of all such letters, and little for what they are not.
"""

_CHINESE = (
    "(?:[王李张張刘劉陈陳杨楊黄黃赵趙吴吳周徐孙孫马馬朱胡郭何林罗羅高梁郑鄭谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧蕭"
    "田董袁潘于余叶葉蒋蔣杜苏蘇魏程吕呂丁任卢盧姚沈钟鍾姜崔谭譚陆陸范汪廖石金韦韋贾賈夏付方邹鄒熊白孟秦邱江尹"
    "薛闫阎柴雷侯龙龍史陶黎贺賀顾顧毛郝龚邵万萬钱錢严嚴覃武戴莫孔汤湯蔡焦邢温溫康施章葛]"
    "|欧阳|歐陽|司马|司馬|诸葛|諸葛|上官)"
    f"{LETTER}{{1,2}}"
)
_KOREAN = (
    "[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민]"
    f"{LETTER}{{2}}"
)
SURNAMED = re.compile(f"{_KOREAN}|{_CHINESE}")
"""A Korean or Chinese name: a common surname, and what may be a given name.

Many words look alike, so it is one only where something else says that a speaker stands there.
"""

_EMPLOYED = re.compile(
    rf"(?!{SURNAMED.pattern}\s)(?P<employer>[^\s:：,，、][^:：,，、]{{1,30}})\s"
    rf"(?P<names>{_CHINESE}(?:、{_CHINESE})*)"
)
_SIMPLIFIED = re.compile("[a-zA-Z网讯财联业软东]")

PARTICLE = re.compile(
    "al|bin|da|das|de|del|della|den|der|di|dos|du|e|el|ibn|la|le|st|ten|ter|van|von|y|zu"
)
"""Words of names that are small, or no names by themselves."""

_HANDLE = re.compile(r"(?<![\w/])@[\w.]+(?:@[\w.-]+)?")
_ADDRESS = re.compile(r"<?(?:https?://|www\.)\S+|<?[\w.+-]+@[\w-]+\.[\w.-]+>?")
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{2})\.$")
"""That of a sentence, not that of an initial."""

_PRONOUNS = re.compile(r"\s*[(\[](?:she|he|they|sie|er|elle|il|iel)/[a-z/]+[)\]]", re.IGNORECASE)
_LEGAL_FORM = re.compile(r"[A-Z]{2,3}|GmbH|Inc|Ltd|Oy")
"""The last word of a company's name, as in "Example BV"."""

_INITIAL = re.compile(r"[^\W\d_]\.?(?:-?[^\W\d_]\.)*")
_LATIN_THEN_OTHER = re.compile(r"[\x20-\x7e]+ ([^\x00-\x7f].*)")
_INITIALS_BEFORE = re.compile(r"(?:[^\W\d_]\.[\s-]?)+\s?[^\W\d_]{2}")
_KATAKANA = re.compile(r"[\u30a0-\u30ff]+(?:[・=＝][\u30a0-\u30ff]+)+")
_PAREN = r"\s*[(（](?P<paren>[^()（）]*)[)）]"
_AND = r"\s*[&＆]\s*|\s+[+]\s+"
_BREAK = r"\s*[;；|、／]\s*|\s+/\s+"
_COMMA = r"\s*[,，]\s*"
_DASH = r"\s+[-–—]+\s+|\s*—\s*"
_LIKELY = re.compile(r"(?:[^\W\d]|['’`ʼ・ -]|(?<=\b[^\W\d_])\.|\([^\W\d_]+\))+")
"""Letters with what stands between those of a name; a full stop behind initials alone."""

_SENTENCE = re.compile(r"[.!?。！？]\s+\S|[!?。！？:：]")
_ORGANISATION = re.compile(r"[^\W\d_a-z][\w.&-]*(?: [^\W\d_a-z][\w.&-]*){0,2}")
_QUOTES = ('"', "“", "„", "«", "「", "『", "《")
_PLUS = re.compile(r"(?<!\S)\+(?=\w)")
"""Before names, where a network of people had it."""

_ADDRESSED = frozenset(["slides", "video", "paper", "code", "url"])
_SPACES = re.compile(r"\s+")
_NEXT_WORD = re.compile(r"\s*(\S+)")


class Names:
    """Tell names of persons from other words.

    :param vocabulary: the words that are in no name, those between two names, and titles.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self.places = frozenset(
            str(name).casefold() for name in Locale("en").territories.values()
        ) | {"usa", "uk", "online", "remote"}
        between = "|".join(map(re.escape, vocabulary.conjunctions))
        origins = "|".join(map(re.escape, vocabulary.origins))
        self.separators = re.compile(
            rf"{_PAREN}|(?P<list>(?:{_COMMA})(?:(?:{between})\s+|[&＆]\s*)|\s+(?:{between})\s+|{_AND})"
            rf"|(?P<comma>{_COMMA})|(?P<break>{_BREAK})|(?P<dash>{_DASH})"
            rf"|(?P<origin>\s+(?:(?:{origins})\s+|@\s+))",
            re.IGNORECASE,
        )
        before = "|".join(re.escape(word) + r"\.?" for word in vocabulary.before_name)
        self._not_names = vocabulary.not_names | {
            label for label, field in vocabulary.labels.items() if field in _ADDRESSED
        }
        self._before = re.compile(rf"(?:(?:{before})\s+)+", re.IGNORECASE)
        behind = "|".join(map(re.escape, vocabulary.after_name))
        self._behind_wide = re.compile(rf"(?<=\S)\s?(?:{behind})$")
        self._behind = re.compile(rf",?\s+(?:{behind})\.?$", re.IGNORECASE)

    def plain(self, text: str) -> str:
        """Return a name without titles, honorifics, handles and addresses around it."""
        if "@" in text or "://" in text or "www." in text:
            text = _ADDRESS.sub(" ", _HANDLE.sub(" ", text))
        text = _SPACES.sub(" ", text).strip(' \t,;|*_[]「」『』"“”')
        if (title := self._before.match(text)) and not _is_initial(title[0], text[title.end() :]):
            text = text[title.end() :]
        text = _PLUS.sub("", text).strip()
        if self.has_honorific(text):
            text = self._behind_wide.sub("", text)
        return self._behind.sub("", text).strip()

    def has_honorific(self, text: str) -> bool:
        """Tell whether a name in Japanese, Chinese or Korean has its honorific."""
        if text.isascii():
            return False
        found = self._behind_wide.search(text.strip())
        return bool(found and WIDE.search(found[0]))

    def is_degree(self, text: str) -> bool:
        """Tell whether some words are a title that stands behind names."""
        return normalised(text) in self.vocabulary.after_name

    def is_plain(self, text: str) -> bool:
        """Tell whether a text is the name of a person by itself, wherever it stands."""
        if self.has_honorific(text):
            name = self.plain(text)
            return 0 < len(name) <= 30 and not _SENTENCE.search(name)
        name = self.plain(text)
        if _KATAKANA.fullmatch(name):
            return True
        words = name.split(" ")
        if not 2 <= len(words) <= 6 or WIDE.search(name):
            return False
        if normalised(name) in self.vocabulary.organisations:
            return False
        proper = [word for word in words if not PARTICLE.fullmatch(word)]
        return (
            2 <= len(proper) <= 4
            and words[0] == proper[0]
            and words[-1] == proper[-1]
            and sum(len(word) > 2 for word in proper) >= 1
            and all(map(self._is_name_word, proper))
            and not all(word.isupper() for word in proper)
            and not _INITIAL.fullmatch(words[-1])
            and not _LEGAL_FORM.fullmatch(words[-1])
        )

    def is_likely(self, text: str) -> bool:
        """Tell whether a text may be a name, where nothing but one is expected."""
        name = self.plain(text)
        if not name or len(name) > 60 or not _LIKELY.fullmatch(name):
            return False
        if WIDE.search(name):
            # What is longer has a role or an organisation in it, with nothing between them.
            return len(name) <= 5 or _KATAKANA.fullmatch(name) is not None
        words = name.split(" ")
        if len(words) > 5 or not any(map(str.isalpha, name)):
            return False
        known = [word for word in words if normalised(word) in self._not_names]
        if any(not PARTICLE.fullmatch(word) for word in known):
            # "Ada Power" is somebody all the same, "Power Director" is not.
            return words[0] not in known and len(words) > 1 and all(map(_is_proper, words))
        return len(words) <= 2 or any(word[:1].isupper() for word in words)

    def _is_name_word(self, word: str) -> bool:
        if not word[0].isupper():
            return False
        if _INITIAL.fullmatch(word) and word not in {"A", "I"}:
            return True
        if normalised(word) in self._not_names:
            return False
        # Quotation marks of all kinds stand in names, as in "O'Neil"; nothing else does.
        letters = re.sub(r"['’`ʼ.-]", "", word)
        if not letters or not all(_is_letter(sign) for sign in letters):
            return False
        return word[-1] != "." and not (word.isupper() and len(letters) > 2)

    def leading(self, text: str) -> tuple[str, int]:
        """Return the plain name that a running text begins with, and where it ends."""
        end = 0
        for word in _NEXT_WORD.finditer(text):
            bare = word[1].rstrip(",;:.!?)")
            is_last = bare != word[1] and not _INITIAL.fullmatch(word[1])
            bare = word[1] if not is_last else bare
            if not bare or not (PARTICLE.fullmatch(bare) or self._is_name_word(bare)):
                break
            if not PARTICLE.fullmatch(bare):
                end = word.start(1) + len(bare)
            if is_last or word.end() > LONGEST:
                break
        name = text[:end].strip()
        return (name, end) if name and self.is_plain(name) else ("", 0)


def leading_speakers(text: str, names: Names) -> tuple[tuple[Speaker, ...], int]:
    """Return the speakers that a running text begins with, and where their names end.

    "Ann Other and Bo Person gave a fine talk" begins with two.
    """
    found: list[Speaker] = []
    end = 0
    start = 0
    while len(found) < MOST:
        name, length = names.leading(text[start:])
        if not name:
            break
        found.append(Speaker(names.plain(name)))
        end = start + length
        between = names.separators.match(text, end)
        if not between or between.lastgroup not in {"list", "comma"}:
            break
        start = between.end()
    return tuple(found), end


def read_speakers(
    text: str,
    names: Names,
    *,
    is_labelled: bool = False,
    is_list: bool = False,
    links: tuple[str, ...] = (),
) -> tuple[Speaker, ...]:
    """Return the speakers that a whole text names; none when it isn't plain.

    :param is_labelled: whether a word such as "Speakers:" says that these are some, so that any
        short name is one.
    :param is_list: whether a comma stands between names alone, so that what follows one isn't where
        somebody works.
    :param links: the words of links in the text, which are whole names or none.
    """
    text = _PRONOUNS.sub("", _FULL_STOP.sub("", text.strip()))
    if not text or len(text) > LONGEST:
        return ()
    if is_labelled and (employed := _employed(text)):
        return employed
    known = frozenset(names.plain(link) for link in links)
    reader = _Reader(list(_tokens(text, names)), names, is_labelled, known)
    found = reader.read(is_list=is_list)
    return tuple(found) if found and len(found) <= MOST else ()


def _employed(text: str) -> tuple[Speaker, ...]:
    """Return the speakers behind the name of an organisation, as Chinese has them.

    Two characters are a given name in Japanese, where a surname of two or three stands before them.
    """
    found = _EMPLOYED.fullmatch(text)
    if not found:
        return ()
    employer, people = found["employer"].rstrip(), found["names"].split("、")
    if len(people[0]) == 2 and len(employer) < 4 and not _SIMPLIFIED.search(employer):
        return ()
    return tuple(Speaker(name, employer) for name in people)


def have_affiliations(speakers: Sequence[Speaker], names: Names) -> bool:
    """Tell whether what stands behind names is where people work, or what they do.

    Then the names are those of people.  A place, a day, a number, or a sentence says the contrary.
    """
    behind = [speaker.affiliation for speaker in speakers if speaker.affiliation]
    return bool(behind) and not any(
        not may_be_affiliation(words, names.vocabulary)
        or word.casefold() in names.places
        or re.fullmatch(r"[A-Z]{2}|\W*", word)
        or any(map(str.isdigit, word))
        or names.vocabulary.kind(word)
        or read_day(word, names.vocabulary)
        for words in behind
        for word in (words, words.split(", ")[-1])
    )


def may_be_affiliation(words: str, vocabulary: Vocabulary) -> bool:
    """Tell whether some words are an organisation's, in capitals, or have those of a role."""
    count = len(words.split())
    has_role = any(normalised(word) in vocabulary.roles for word in re.findall(r"[\w-]+", words))
    if has_role:
        return count <= 12 and not re.search(r"[.!?]\s", words)
    return count <= 4 and not words[:1].islower()


class _Token(NamedTuple):
    """A piece of a text that names speakers."""

    kind: str
    """``text``, or a group of `Names.separators`."""
    words: str
    """Also of what is in parentheses."""


def _tokens(text: str, names: Names) -> Iterator[_Token]:
    """Split a text at everything that may stand between names and what is behind them."""
    at = 0
    for found in names.separators.finditer(text):
        if text[at : found.start()].strip():
            yield _Token("text", text[at : found.start()])
        kind = found.lastgroup or ""
        yield _Token(kind, found[kind])
        at = found.end()
    if text[at:].strip():
        yield _Token("text", text[at:])


class _Reader:
    """Reads names and what stands behind each, from the left to the right."""

    def __init__(
        self, tokens: list[_Token], names: Names, is_labelled: bool, known: frozenset[str]
    ) -> None:
        self.tokens = tokens
        self.names = names
        self.is_labelled = is_labelled
        self.known = known
        self.at = 0

    def read(self, *, is_list: bool) -> list[Speaker] | None:
        """Return the speakers, or nothing when the text is something else."""
        found: list[Speaker] = []
        separators: list[str] = []
        while name := self._name():
            affiliation = self._affiliation()
            if WIDE.match(name) and SURNAMED.fullmatch(affiliation):
                # What somebody is called, and their name.
                return None
            found.append(Speaker(name, affiliation))
            if self._kind() == "":
                is_unclear = not is_list and self._is_unclear(found, separators)
                return None if is_unclear else found
            if self._kind() not in {"list", "comma", "break"}:
                return None
            separators.append(self._kind())
            self.at += 1
        return None

    def _is_unclear(self, found: list[Speaker], separators: list[str]) -> bool:
        """Tell whether the second of two is as likely to be where the first one works."""
        return (
            separators == ["comma"]
            and not _INITIALS_BEFORE.match(found[1].name)
            and not self.is_labelled
            and not any(one.affiliation for one in found)
            and not {one.name for one in found} <= self.known
        )

    def _kind(self, at: int | None = None) -> str:
        at = self.at if at is None else at
        return self.tokens[at].kind if at < len(self.tokens) else ""

    def _name(self) -> str | None:
        if self._kind() != "text":
            return None
        piece = self.tokens[self.at].words
        # "VM (Vicky) Person" is one name.
        if self._kind(self.at + 1) == "paren" and self._kind(self.at + 2) == "text":
            first, short, last = self.tokens[self.at : self.at + 3]
            is_whole = self.names.is_plain(first.words)
            if not is_whole and self._is_name(f"{first.words} {last.words}"):
                self.at += 3
                return self.names.plain(f"{first.words} ({short.words}) {last.words}")
        self.at += 1
        name = self.names.plain(piece)
        # Where the organisation stands first, the name is the linked one, or that in another
        # script: "Example Works [Ann Other](…)".
        linked = next((link for link in self.known if link and name.endswith(f" {link}")), "")
        if linked and _ORGANISATION.fullmatch(name.removesuffix(f" {linked}")):
            return linked if self._is_name(linked) else None
        other = _LATIN_THEN_OTHER.fullmatch(name) if self.names.has_honorific(piece) else None
        if other and WIDE.match(other[1]):
            return other[1]
        return name if self._is_name(piece) else None

    def _is_name(self, piece: str) -> bool:
        if self.names.is_plain(piece):
            return True
        return (self.is_labelled or self.names.plain(piece) in self.known) and self.names.is_likely(
            piece
        )

    def _affiliation(self) -> str:
        """Take what stands behind a name, up to the next one."""
        found: list[str] = []
        while kind := self._kind():
            if kind == "paren":
                found.append(self.tokens[self.at].words)
                self.at += 1
            elif kind == "text" and not self.names.plain(self.tokens[self.at].words):
                self.at += 1
            elif kind in {"dash", "origin"} or (
                kind == "comma"
                and (not self._begins_names(self.at + 1) or self._ends_with_organisation(found))
            ):
                self.at += 1
                found.append(self._up_to_names())
            else:
                break
        parts = (_without_addresses(part) for part in found)
        return ", ".join(part for part in parts if part and not self.names.is_degree(part))

    def _ends_with_organisation(self, found: Sequence[str]) -> bool:
        """Tell whether the last words are where somebody works: "Ann Other, Editor, Some Weekly".

        They stand behind a role, and look like another name.
        """
        if not found or self._kind(self.at + 2):
            return False
        words = re.findall(r"\w+", found[-1])
        return any(normalised(word) in self.names.vocabulary.roles for word in words)

    def _up_to_names(self) -> str:
        start = self.at
        while (kind := self._kind()) and kind != "break":
            if kind in {"comma", "list"} and self._begins_names(self.at + 1):
                break
            self.at += 1
        return "".join(
            f" ({token.words}) " if token.kind == "paren" else token.words
            for token in self.tokens[start : self.at]
        )

    def _begins_names(self, at: int) -> bool:
        """Tell whether a token is a name, and so are all that are joined to it by *and*.

        "Design & Building Managers" aren't.
        """
        if self._kind(at) != "text" or self.tokens[at].words.strip(" *_")[:1] in _QUOTES:
            # What is quoted is what they wrote.
            return False
        if not self.names.is_plain(self.tokens[at].words):
            # One word each: "Other, Person".
            return (
                self.is_labelled
                and len(self.tokens[0].words.split()) == 1
                and self._is_name(self.tokens[at].words)
            )
        return self._kind(at + 1) != "list" or self._begins_names(at + 2)


def _is_initial(title: str, name: str) -> bool:
    """Tell whether a title before a name may as well be a first name: "M. Other"."""
    return len(title.strip(" .")) == 1 and " " not in name.strip()


def _without_addresses(text: str) -> str:
    text = _ADDRESS.sub("", _HANDLE.sub("", text))
    text = _SPACES.sub(" ", text).strip(" ,;:/|-–—()")
    try:
        read_moment(text)
    except ValueError:
        return text
    return ""


def _is_proper(word: str) -> bool:
    return word[:1].isupper() or PARTICLE.fullmatch(word) is not None


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "LM"
