"""The entries of programmes that the talks of one document are joined with, and why.

All that a document asks of a programme is noted with a digest of the answer: when the programme has
changed, ``registry`` asks the same again, and the document is read again only for another answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from sphinxext_confnotes.kept_files import digest
from sphinxext_confnotes.notes.lookups import normalised
from sphinxext_confnotes.reading.project_programmes import ProjectProgrammes

if TYPE_CHECKING:
    from sphinxext_confnotes.programmes.entries import Entry
    from sphinxext_confnotes.programmes.joining import Joiner, Outcome, Wanted


class Asked(NamedTuple):
    """The words of a document that were looked for in a programme."""

    conference: str
    """As `lookups.normalised` has it."""
    wanted: Wanted


class ProgrammeJoins:
    """The joins of one document.

    :param programmes: those of the project.
    """

    def __init__(self, programmes: ProjectProgrammes) -> None:
        self._programmes = programmes
        self._answers: dict[Asked, Outcome] = {}
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

    def digests(self) -> Mapping[Asked, str]:
        """Return all that was asked, with digests of the answers."""
        return {
            asked: digest_of(answer, self._programmes.joiner(asked.conference))
            for asked, answer in self._answers.items()
        }


def digest_of(answer: Outcome, joiner: Joiner | None) -> str:
    """Return a digest of all that a document may show of an answer; nothing where that is none."""
    if answer.entry is None or joiner is None:
        return ""
    return digest(answer.entry, joiner.key_of(answer.entry))[:16]
