"""A candidate with what speaks for it and against it.

Made by `recognise` for each candidate, and asked by `subject`, too; the tables of what can speak
are in `evidence` and `objections`.  Imports neither Sphinx nor docutils.
"""

from __future__ import annotations

import functools

from sphinxext_confnotes.recognition import evidence, objections
from sphinxext_confnotes.recognition.candidates import Candidate
from sphinxext_confnotes.recognition.plan import Reason
from sphinxext_confnotes.recognition.survey import Survey

NOT_HEARD = (Reason.MISSED, Reason.TO_WATCH, Reason.OWN, Reason.CONTENTS)
"""What speaks even against a talk of the programme."""


class Judged:
    """A candidate with what speaks for it and against it, each looked for once it is asked for."""

    def __init__(self, survey: Survey, candidate: Candidate) -> None:
        self.candidate = candidate
        self.penalty = 0.0
        """Points that it loses because it stands in a candidate that may be a talk itself."""
        self._survey = survey

    @functools.cached_property
    def objection(self) -> Reason | None:
        """The reason that settles that it is no talk."""
        found = objections.objection(self._survey, self.candidate)
        announced = self._survey.announced.get(self.candidate.block.number)
        if announced is Reason.PROGRAMME:
            return found if found in NOT_HEARD else None
        return found or announced

    @functools.cached_property
    def evidence(self) -> tuple[evidence.Evidence, ...]:
        """The evidence for it."""
        return tuple(one for one in evidence.FOR if one.holds(self._survey, self.candidate))

    @property
    def points(self) -> float:
        """The weight of its evidence."""
        return sum(one.weight for one in self.evidence) - self.penalty

    def has(self, *names: str) -> bool:
        """Tell whether there is evidence of one of some names for it."""
        return any(one.name in names for one in self.evidence)

    @property
    def is_strong(self) -> bool:
        """Whether it has evidence that tells a talk by itself."""
        return any(one.reason for one in self.evidence)

    @property
    def has_reason_beside_note(self) -> bool:
        """Whether something other than a note tells that it is a talk."""
        return any(one.reason and one.reason is not Reason.LABEL for one in self.evidence)

    @property
    def has_reason_beside_link(self) -> bool:
        """Whether something other than a link tells that it is a talk."""
        return any(one.reason and one.reason is not Reason.LINK for one in self.evidence)

    @property
    def reason(self) -> Reason:
        """The reason by which it is found: its weightiest evidence."""
        telling = [one for one in self.evidence if one.reason]
        best = max(telling, key=lambda one: one.weight, default=None)
        return best.reason or Reason.SIBLINGS if best else Reason.SIBLINGS

    @property
    def says_something(self) -> bool:
        """Whether it has a text of its own."""
        return self.has("text")

    @property
    def names_speaker(self) -> bool:
        """Whether a speaker stands in its title or below it."""
        return any(
            held in (evidence.SPEAKER, evidence.ORDER, evidence.SIGNED) for held in self.evidence
        )

    @property
    def is_told_of(self) -> bool:
        """Whether its first words speak of a talk or of somebody, or it was noted in lists."""
        return self.has("talked", "person", "noted")
