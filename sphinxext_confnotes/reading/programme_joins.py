"""The entries of programmes that the talks of one document are joined with, and why.

All that a document asks of a programme is noted with a digest of what it takes of the answer: when
the programme has changed, ``registry`` asks the same again, and the document is read again only for
another answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_confnotes.kept_files import digest
from sphinxext_confnotes.reading.project_programmes import ProjectProgrammes
from sphinxext_confnotes.spelling import normalised

if TYPE_CHECKING:
    from sphinxext_confnotes.programmes.entries import Entry
    from sphinxext_confnotes.programmes.joining import Joiner, Outcome, Wanted


class Asked(NamedTuple):
    """The words of a document that were looked for in a programme."""

    conference: str
    """As `lookups.normalised` has it."""
    wanted: Wanted


class Answer(NamedTuple):
    """The answer of a programme, as far as a document takes it."""

    attributes: tuple[str, ...] = ()
    """The attributes of the entry that something was taken of."""
    digest: str = ""
    """Of these; nothing where there is no entry."""


RECOGNISED = ("title", "speakers", "room", "track", "kind")
"""The attributes of an entry that a title is told from what is around it by."""


class ProgrammeJoins:
    """The joins of one document.

    :param programmes: those of the project.
    """

    def __init__(self, programmes: ProjectProgrammes) -> None:
        self._programmes = programmes
        self._answers: dict[Asked, Outcome] = {}
        self._taken: defaultdict[Entry, set[str]] = defaultdict(set)
        self.of_talks: list[tuple[int, Outcome]] = []
        """The line of each talk whose conference has a programme, and what was found for it."""

    def of(self, conference: str) -> Callable[[Wanted], Outcome] | None:
        """Return what finds entries of a conference; None when there is no programme of it."""
        if not conference or self._programmes.joiner(conference) is None:
            return None
        return partial(self._join, normalised(conference))

    def _join(self, conference: str, wanted: Wanted) -> Outcome:
        asked = Asked(conference, wanted)
        if asked not in self._answers:
            joiner = self._programmes.joiner(conference)
            assert joiner is not None
            self._answers[asked] = joiner.join(wanted)
        return self._answers[asked]

    def key_of(self, conference: str, entry: Entry) -> str:
        """Return what an entry is known by in its programme."""
        joiner = self._programmes.joiner(conference)
        return joiner.key_of(entry) if joiner else ""

    def note_taken(self, entry: Entry, attributes: Iterable[str]) -> None:
        """Note which attributes of an entry a talk has, or would have."""
        self._taken[entry].update(attributes)

    def answers(self) -> Mapping[Asked, Answer]:
        """Return all that was asked, and what was answered."""
        found = {}
        for asked, outcome in self._answers.items():
            taken = self._taken[outcome.entry] if outcome.entry else ()
            attributes = tuple(sorted({*RECOGNISED, *taken})) if outcome.entry else ()
            joiner = self._programmes.joiner(asked.conference)
            found[asked] = answer_of(outcome, joiner, attributes)
        return found


def answer_of(outcome: Outcome, joiner: Joiner | None, attributes: tuple[str, ...]) -> Answer:
    """Return an outcome as far as some attributes tell it."""
    if outcome.entry is None or joiner is None:
        return Answer(attributes)
    values = [getattr(outcome.entry, name) for name in attributes]
    return Answer(attributes, digest(joiner.key_of(outcome.entry), values)[:16])
