"""Facts of a talk in prose: from what a plan says to the attributes of the talk's node.

A fact that is shown may take its words out of the text; what says more than is shown stays there.
Called by ``carrying``.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from sphinx.environment import BuildEnvironment

from sphinxext_confnotes import wording
from sphinxext_confnotes.addresses import is_local
from sphinxext_confnotes.dates import write_time
from sphinxext_confnotes.nodes import confnotes_talk, label_key
from sphinxext_confnotes.notes.field_kinds import Address, Words, with_backslashes
from sphinxext_confnotes.notes.fields import BY_NAME, FIELDS
from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.reading.options import TALK_OPTIONS
from sphinxext_confnotes.recognition.days import read_day
from sphinxext_confnotes.recognition.labels import TAGS, tags_in
from sphinxext_confnotes.recognition.outline import Span
from sphinxext_confnotes.recognition.plan import Facts
from sphinxext_confnotes.recognition.times import read_slot
from sphinxext_confnotes.recognition.vocabulary import Vocabulary, normalised
from sphinxext_confnotes.scripts import WIDE
from sphinxext_confnotes.warnings import shown, warn

ADDRESSES = tuple(field.name for field in FIELDS if isinstance(field, Address))

LONGEST = 10
"""Characters of a name in Chinese, Japanese or Korean letters."""

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(
    r"\s*[,，、|·•;；／/()（）\[\]【】]\s*|\s+[-–—@]+\s+|^\s*[-–—]+\s*|\s*[:：](?:\s+|$)"
)
_STARS = re.compile(r":star2?:|[★☆⭐🌟\ufe0f]")
_HOST = re.compile(r"(?:www\.|[\w-]+(?:\.[\w-]+)+/)[^\s]*", re.IGNORECASE)
"""An address of another site without its scheme."""
_FILE = re.compile(r"\S\.\w{1,5}(?:[?#].*)?$")
"""An address that ends as names of files do."""


class TalkFacts:
    """The facts of one talk, put into its node.

    :param facts: what its title and the lines below it say.
    :param address: where its title leads, which is then shown as its address; empty when nowhere.
    :param words: further words between facts that say nothing themselves.
    """

    def __init__(
        self,
        talk: confnotes_talk,
        facts: Facts,
        vocabulary: Vocabulary,
        env: BuildEnvironment,
        *,
        address: str,
        words: Iterable[str] = (),
    ) -> None:
        self.talk = talk
        self.facts = facts
        self.vocabulary = vocabulary
        self.env = env
        self._address = address
        self._small = {
            *vocabulary.by,
            *vocabulary.line_by,
            *vocabulary.conjunctions,
            *map(normalised, words),
        }

    def take_label(
        self, field: str, word: str, line: str, spans: Sequence[Span], source: str, place: str
    ) -> bool:
        """Read a fact behind its label, and tell whether all that its line says is shown by that.

        A line that says more than the field can show is read and stays.  One that can't be read
        stays too, with a warning where it looks like a value.

        :param word: the label.
        :param line: the whole line without markup, which what follows the label ends.
        :param spans: what follows the label.
        :param source: the line as it was written, where that is known.
        :param place: of the line, for a warning.
        """
        if field in self.talk or field not in TALK_OPTIONS:
            return False
        value = text = "".join(span.text for span in spans).strip()
        if field == "tags" and (tags := tags_in(f"{TAGS}{text}" if word == TAGS else text)):
            word = wording.field(field) if word == TAGS else word
            value = text = line = ", ".join(tags)
            source = ""
        link = next((span.address for span in spans if span.address), "")
        if link and field in ADDRESSES:
            value = link
        if not value or (field in ADDRESSES and (" " in value or self._is_no_file(value))):
            return False
        if field == "url" and self._address:
            return False
        # Of a link, only the address of an address field is shown.
        is_all = value == text and (not link or field in ADDRESSES)
        if isinstance(BY_NAME[field], Words):
            value = with_backslashes(value, line, source)
        if field == "speakers" and "**" in text:
            # Markup that Markdown hasn't taken for such stands around a part of it.
            return False
        if field == "speakers" and not self.facts.speakers and len(WIDE.findall(text)) > LONGEST:
            # A role stands before the name, in a script that has no spaces to tell them apart.
            return False
        if field == "speakers" and "\\," not in value and (speakers := self._speakers_in(text)):
            self._set(field, BY_NAME[field].to_node({field: speakers}), word)
            return not link and not self._left(text, itertools.chain(*speakers))
        try:
            self._set(field, TALK_OPTIONS[field].read_on(self.env.docname, value), word)
        except ValueError as expected:
            if field == "date" and read_day(value, self.vocabulary):
                # It is a day, but not said of which year.
                return False
            warn(
                TALK_OPTIONS[field].subtype,
                f"'{word}: {shown(value)}': expected {expected}; it stays in the text",
                place,
            )
            return False
        return is_all

    def take_text(self, field: str, word: str, paragraphs: Sequence[str]) -> bool:
        """Read a fact that is a text of several paragraphs, and tell whether it was taken."""
        if field in self.talk or field not in TALK_OPTIONS or not any(map(str.strip, paragraphs)):
            return False
        text = "\n\n".join(paragraphs)
        self._set(field, TALK_OPTIONS[field].read_on(self.env.docname, text), word)
        return True

    def settle(self) -> None:
        """Set what the title and the lines below it say, where no label says otherwise."""
        facts = self.facts
        if facts.speakers and "speakers" not in self.talk:
            speakers = [Speaker(*one) for one in facts.speakers]
            self.talk.attributes |= BY_NAME["speakers"].to_node({"speakers": speakers})
        if facts.start:
            self.talk.setdefault("time", write_time(facts.start, facts.end))
        if facts.date:
            self.talk.setdefault("date", facts.date.isoformat())
        for field in ("room", "track", "kind"):
            if value := getattr(facts, field):
                self.talk.setdefault(field, value)
        if facts.rating:
            self.talk.setdefault("rating", facts.rating)
        if facts.is_highlight:
            self.talk.setdefault("highlight", facts.reason)
        for field, address in facts.addresses:
            if field == "url" and self._address:
                continue
            try:
                attributes = TALK_OPTIONS[field].read_on(self.env.docname, address)
            except ValueError:
                # Its link stays in the text.
                continue
            self.talk.setdefault(field, attributes[field])

    def shows(self, text: str, links: Iterable[Span]) -> bool:
        """Tell whether a talk shows by its facts all that some words say, and where they lead."""
        addresses = {self.talk.get(field): field for field in ADDRESSES}
        for link in links:
            if link.address == self._address:
                # The title leads there as well.
                continue
            field = addresses.get(link.address)
            if field is None or (normalised(link.text) not in self._names_of(field)):
                return False
            text = text.replace(link.text, " ", 1)
        values = [
            *self.talk.get("speakers", []),
            *self.talk.get("affiliations", []),
            *(self.talk.get(field, "") for field in ("room", "track", "kind", "highlight")),
        ]
        return not self._left(_STARS.sub(" ", text), values)

    def _left(self, text: str, values: Iterable[str]) -> bool:
        """Tell whether words are left of a text without the values that are shown."""
        for value in sorted(filter(None, values), key=len, reverse=True):
            text = re.sub(rf"(?<!\w){re.escape(value)}(?!\w)", " ", text, count=1, flags=re.I)
        for part in _BETWEEN.split(text):
            words = part.strip(" \t*_.,:|@-–—\"“”'")
            if not words or normalised(words) in self._small or self._is_time(words):
                continue
            if all(normalised(word) in self._small for word in words.split()):
                continue
            return True
        return False

    def _is_time(self, words: str) -> bool:
        """Tell whether words are the talk's time or day, which it shows in its own way."""
        slot = read_slot(words)
        if slot and "time" in self.talk:
            times = [f"{time:%H:%M}" for time in (slot.start, slot.end) if time]
            return set(times) <= set(self.talk["time"].split("-"))
        day = read_day(words, self.vocabulary) if "date" in self.talk else None
        return bool(day and not day.rest and not day.number)

    def _names_of(self, field: str) -> set[str]:
        if field == "url":
            return {word for word, kind in self.vocabulary.labels.items() if kind == "url"}
        names = (field, self.talk.get(label_key(field), ""), wording.field(field))
        return {normalised(name) for name in names}

    def _speakers_in(self, text: str) -> Sequence[Speaker]:
        """Return the speakers that were read, if they stand in a text."""
        speakers = [Speaker(*one) for one in self.facts.speakers]
        said = set(_WORD.findall(text.casefold()))
        if not all(set(_WORD.findall(one.name.casefold())) <= said for one in speakers):
            return ()
        try:
            written: Sequence[Speaker] = BY_NAME["speakers"].read(text)["speakers"]
        except ValueError:
            return speakers
        # As their author wrote them, where that is plain.
        names = [normalised(one.name) for one in speakers]
        return written if [normalised(one.name) for one in written] == names else speakers

    def _is_no_file(self, value: str) -> bool:
        """Tell whether an address is a word, or has no scheme: no path of a file in the project.

        One that ends as names of files do may be of a file that is missing, which Sphinx warns of.
        """
        if not is_local(value) or (_FILE.search(value) and not _HOST.fullmatch(value)):
            return False
        return not Path(self.env.relfn2path(value, self.env.docname)[1]).is_file()

    def _set(self, field: str, attributes: Mapping[str, object], word: str) -> None:
        self.talk.attributes |= attributes
        if field != "url" and not wording.is_usual(word, field):
            self.talk[label_key(field)] = word
