"""Labels: the words that introduce a note or a fact, at the beginning of a line or as a title.

``Labels`` reads them off an outline's lines with the words of a `Vocabulary`.  Called by the other
modules of this package; imports neither Sphinx nor docutils.  Each line is looked at once, and only
its first `LONGEST_LABEL` characters.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sphinxext_confnotes.recognition.kinds import NOTE_KINDS
from sphinxext_confnotes.recognition.outline import Line, Span
from sphinxext_confnotes.recognition.vocabulary import NUMBER_BEFORE, Vocabulary

LONGEST_LABEL = 80
"""Characters before the colon that are looked at; what is longer is a sentence."""

_COLON = re.compile("::|[:：]")
"""Two are those of a field of Dataview, an extension of Obsidian."""
_DASH = re.compile(r"\s+[-–—]+\s+|\s*—\s*")
_BEHIND = re.compile(r"(?:\s*(?:::|[:：])|\s*[-–—]+(?=\s|$))?")
_WITHIN = re.compile(
    r"(?:^\W*|[.!?;,–—|)-]\s+|\s+(?=TL;?DR\b))"
    r"(?P<words>[^\W\d_](?:(?!\s-\s)[^.!?,–—|:：]){1,40}?)\s*[:：](?=\s)",
    re.IGNORECASE,
)
"""A word and a colon behind the end of what stands before them; TLDR needs no such end."""

_TLDR = re.compile(r"TL;?DR", re.IGNORECASE)
"""The one label that stands in no sentence by chance."""

_BARE_TLDR = re.compile(
    rf"{_TLDR.pattern}(?=\s+(?!(?:is|was|are|were|of|for|and|or|in|pages|section|bot)\b)[^\W_])",
    re.IGNORECASE,
)
"""It needs nothing behind it, unless a sentence is made with it: "TLDR is a habit"."""

_EMPTY = re.compile(r"[(（]\s*[)）]")
_AROUND = " \t\u00a0\u3000*_"
_AUTHOR = re.compile(
    r"(?P<word>[^()（）]+?)\s*(?:[(（](?P<in>[^()（）]+)[)）]|\s+by\s+(?P<by>.+))", re.IGNORECASE
)
_FOR_WHOM = re.compile(
    r"(?P<word>.+?)\s+(?:for|für|pour|para|per)\s+\S+(?:\s+\S+){0,2}", re.IGNORECASE
)
"""A label with the one it is for: "Takeaways for us"."""

TAGS = "#"
"""The label of a line that has nothing but tags: the first sign of it."""

_TAGS = re.compile(r"(?:\s*#(?=[\w/-]*[^\W\d])[\w/-]+)+\s*")
"""Tags as Obsidian has them, none of which is a number."""

SUMMARIES = ("abstract", "summary", "tldr")
"""The callouts of Obsidian that say what something is about."""

CALLOUTS = frozenset(
    [
        *("note", "info", "todo", "tip", "hint", "important", "success", "check", "done"),
        *("question", "help", "faq", "warning", "caution", "attention", "failure", "fail"),
        *("missing", "danger", "error", "bug", "example", "quote", "cite", "admonition"),
    ]
)
"""Its other callouts, and what GitHub and docutils call theirs: their names label nothing."""

_JOINED = re.compile(r"\s*[,、，/&+]\s*|\s+(?:and|und|et|y|e)\s+")
"""Between two labels that introduce one note: "Summary, thoughts"."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at the beginning of a line."""

    kind: str
    """One of `kinds.NOTE_KINDS` or `kinds.FIELDS`."""
    word: str
    """As the author wrote it, without colon and author."""
    author: str = ""
    """Of a comment, in parentheses or after *by*; empty when there is none."""
    end: int = 0
    """Where in the line the text after the label and its colon begins."""
    is_ordinary: bool = False
    """Whether documents that are about no talk have the word as well."""

    @property
    def is_note(self) -> bool:
        """Whether the label introduces a note, rather than a fact."""
        return self.kind in NOTE_KINDS

    @property
    def is_unmistakable(self) -> bool:
        """Whether its word is one that stands in no sentence."""
        return _TLDR.fullmatch(self.word) is not None

    @property
    def heading(self) -> str:
        """The word, or nothing where it says no more than the kind itself."""
        return heading_of(self.kind, self.word)


def heading_of(kind: str, word: str) -> str:
    """Return the word for a label or a column, or nothing where it says no more than its kind."""
    return "" if word.casefold() == kind else word


class Labels:
    """The labels of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        # The titles and first words of lines are looked up from several sides.
        self._known = functools.lru_cache(maxsize=512)(self._labelled)

    def of_line(self, line: Line, *, is_alone: bool = False) -> Label | None:
        """Return the label that a line begins with.

        Plain ones have a colon or a dash behind them.  Bold and italic ones may have nothing; one
        that is alone in its block may have nothing either, if it introduces a note.
        """
        label = self._of_line(line, is_alone=is_alone)
        return None if label and _would_lose(line, 0, label.end, label) else label

    def _of_line(self, line: Line, *, is_alone: bool) -> Label | None:
        text = line.text
        if text.startswith(TAGS) and tags_in(text):
            return Label("tags", TAGS, end=len(TAGS))
        lead = line.emphasised_lead
        if lead and len(lead) <= LONGEST_LABEL:
            end = text.index(lead) + len(lead)
            if (label := self._look_up(lead.rstrip(":： "), end)) and _may_stand_bare(
                label, lead, text[end:]
            ):
                return self._behind_signs(label, text)
        if label := self.at_start(text):
            is_title = line.spans[0].address and label.end < len(line.spans[0].text)
            return None if is_title else label
        if bare := _BARE_TLDR.match(text):
            return self._look_up(bare[0], bare.end())
        if is_alone and (label := self.whole(text)) and label.is_note and not label.is_ordinary:
            return label
        return None

    def at_start(self, text: str) -> Label | None:
        """Return the label that a text begins with, with a colon or a dash behind it."""
        colon = _COLON.search(text, 0, LONGEST_LABEL)
        # "TL:DR:" and labels of a project's own may hold a colon themselves, so each is tried.
        while colon:
            if label := self._look_up(text[: colon.start()], colon.end()):
                return label
            colon = _COLON.search(text, colon.end(), LONGEST_LABEL)
        dash = _DASH.search(text, 0, LONGEST_LABEL)
        if dash and (label := self._look_up(text[: dash.start()], dash.end())):
            return label if label.is_note and not label.is_ordinary else None
        return None

    def whole(self, text: str) -> Label | None:
        """Return the label that a whole text is, as a title may be; a colon may follow."""
        text = text.strip()
        if len(text) > LONGEST_LABEL:
            return None
        words = NUMBER_BEFORE.sub("", text, count=1) if text[:1].isdigit() else text
        return self._look_up(words.rstrip(":："), len(text))

    def within(self, line: Line, start: int) -> tuple[int, Label] | None:
        """Return the first label of a note in the rest of a line: ``by Ann - TLDR: …``.

        Where it begins and its end are counted from that start.  Labels that documents about no
        talk have as well are none.
        """
        for found in _WITHIN.finditer(line.text[start:]):
            label = self._look_up(found["words"], found.end())
            if label and label.is_note and not label.is_ordinary:
                at = found.start("words")
                if not _would_lose(line, start + at, start + label.end, label):
                    return at, label
        return None

    def of_title(self, lines: Sequence[Line]) -> Label | None:
        """Return the label that a title is; none where it leads somewhere."""
        if any(line.links for line in lines):
            return None
        return self.whole(" ".join(line.text.strip() for line in lines))

    def of_callout(self, name: str, title: Line) -> Label | None:
        """Return the label that a callout is: its title, or else its type.

        :param name: the type, in whatever case.
        :param title: an empty line, when its author gave none.  It is the word of the label, if it
            has no markup.
        """
        label = self.of_title([title])
        if label and label.is_note:
            return label
        is_summary = name.casefold() in SUMMARIES
        label = None if name.casefold() in CALLOUTS else self.whole(name)
        if not (is_summary or (label and label.is_note)):
            return None
        is_plain = title.spans == (Span(title.text),)
        kind = "tldr" if is_summary or label is None else label.kind
        return Label(kind, title.text if is_plain else name.capitalize())

    def _behind_signs(self, label: Label, text: str) -> Label:
        """Return a label with its end behind the colon or dash that follows it."""
        signs = _BEHIND.match(text, label.end)
        return _moved(label, signs.end() if signs else label.end)

    def _look_up(self, text: str, end: int) -> Label | None:
        label = self._known(text)
        return label and _moved(label, end)

    def _labelled(self, text: str) -> Label | None:
        word = text.strip(_AROUND).rstrip(":：")
        if not word or not _begins_like_word(word) or _EMPTY.search(word):
            return None
        if kind := self._vocabulary.label(word):
            return self._label(kind, word)
        signed = _AUTHOR.fullmatch(word)
        if signed and self._vocabulary.label(signed["word"]) == "comment":
            return self._label("comment", signed["word"], signed["in"] or signed["by"])
        tailed = _FOR_WHOM.fullmatch(word)
        if tailed and self._vocabulary.label(tailed["word"]) in NOTE_KINDS:
            return self._label(self._vocabulary.label(tailed["word"]) or "", word)
        return self._joined(word)

    def _joined(self, word: str) -> Label | None:
        """Return the label that two or three are together; a summary with a view is a comment."""
        words = _JOINED.split(word)
        if not 2 <= len(words) <= 3:
            return None
        kinds = {self._vocabulary.label(one) for one in words}
        if not kinds <= set(NOTE_KINDS):
            return None
        return self._label("tldr" if kinds == {"tldr"} else "comment", word)

    def _label(self, kind: str, word: str, author: str = "") -> Label:
        return Label(kind, word, author.strip(), is_ordinary=self._vocabulary.is_ordinary(word))


def tags_in(text: str) -> list[str]:
    """Return the tags, without their sign, of a text that has nothing else; else nothing."""
    return text.replace(TAGS, " ").split() if _TAGS.fullmatch(text) else []


def _would_lose(line: Line, start: int, end: int, label: Label) -> bool:
    """Tell whether something would be lost with a label's words, which aren't always shown.

    What is code is said of it, and what is a link leads to it.
    """
    at = 0
    for span in line.spans:
        begin, at = at, at + len(span.text)
        is_in = begin < end and start < at and bool(span.text.strip())
        if is_in and (span.is_code or (span.address and label.is_note)):
            return True
    return False


def _moved(label: Label, end: int) -> Label:
    return Label(label.kind, label.word, label.author, end, label.is_ordinary)


def _begins_like_word(word: str) -> bool:
    """Tell whether no bullet or the like stands before a word; emoji may."""
    return word[0] not in "-+>#|"


def _may_stand_bare(label: Label, lead: str, rest: str) -> bool:
    """Tell whether an emphasised label needs no colon, or has one.

    One that a sentence goes on with, "**Notes** are short", is none.
    """
    if lead.endswith((":", "：")) or rest.lstrip().startswith((":", "：", "-", "–", "—")):
        return True
    goes_on = rest.lstrip()[:1].islower()
    return not goes_on or (label.is_note and not label.is_ordinary)
