"""The look-out for programmes that have changed, and for the documents that show it.

Called by ``setup()``, in projects that have programmes.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.kept_files import digest
from sphinxext_confnotes.reading.programme_joins import Answer, Asked, answer_of
from sphinxext_confnotes.reading.project_programmes import NAME, ProjectProgrammes
from sphinxext_confnotes.registry.domain import ConfDomain, domain_of
from sphinxext_confnotes.spelling import nearest, normalised
from sphinxext_confnotes.warnings import Subtype, warn

if TYPE_CHECKING:
    from sphinxext_confnotes.programmes.entries import Entry

ENOUGH = 3
"""Talks of a conference of which its programme should have one."""

NEAR = dt.timedelta(days=7)
"""How far a day may be from the days of a programme and still be one that it leaves out."""


class ProgrammeChanges:
    """The look-out of one build.  ``setup()`` connects its methods."""

    def find_outdated(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        added: Set[str],
        changed: Set[str],
        removed: Set[str],
    ) -> list[str]:
        """Return the documents to which changed programmes give other answers than before.

        The environment is kept only in builds that read something.  So it is noted elsewhere with
        which programmes it was checked, and what it held.  Handler of ``env-get-outdated``.
        """
        domain = domain_of(env)
        programmes = domain.programmes
        now, known = programmes.digests, domain.data["programmes"]
        if now == known:
            return []
        joins = domain.data["joins"]
        what = digest(sorted(now.items()), sorted(known.items()), sorted(joins.items()))
        domain.data["programmes"] = dict(now)
        if known and programmes.is_checked(what):
            return []
        others = {key for key in now if now[key] != known.get(key)}
        for key in sorted(others):
            if key not in known or not programmes.is_kept(key):
                programmes.read(app, key)
        found = [
            docname
            for docname, answers in domain.joins()
            if docname not in removed and _is_outdated(programmes, answers, others)
        ]
        programmes.note_checked(what)
        return sorted(found)

    def check(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Warn about programmes that seem to be of another conference than their posts.

        Handler of ``env-check-consistency``.
        """
        domain = domain_of(env)
        programmes = domain.programmes
        conferences = domain.derived.get("programmes", lambda: _talks(domain))
        for key in programmes.digests:
            found = conferences.get(key)
            if found is None:
                near = nearest(
                    key, [one.conference for one in conferences.values() if one.conference]
                )
                if near:
                    warn(
                        Subtype.PROGRAMME,
                        f"{NAME}[{programmes.name(key)!r}]: expected a conference that posts name, "
                        f"did you mean '{near[0]}'?; no talk is joined with it",
                        programmes.place_of(key, app),
                    )
            elif len(found.dates) >= ENOUGH and not found.joined:
                joiner = programmes.joiner(key)
                missed = _expected(found.dates, joiner.entries if joiner else ())
                if missed < ENOUGH:
                    continue
                warn(
                    Subtype.PROGRAMME,
                    f"{NAME}[{programmes.name(key)!r}]: expected the programme of this "
                    f"conference, but it has none of the {missed} talks of its posts; "
                    "nothing is taken from it",
                    programmes.place_of(key, app),
                )


@dataclass
class _Talks:
    """The talks of a conference."""

    conference: str
    """As its first post spells it."""
    dates: list[dt.date | None] = field(default_factory=list)
    """The date of each."""
    joined: int = 0


def _talks(domain: ConfDomain) -> dict[str, _Talks]:
    """Return the talks of each conference, by its name as `normalised`."""
    found: dict[str, _Talks] = {}
    for account in domain.own_lookups.accounts_in_order:
        talks = found.setdefault(normalised(account.conference), _Talks(account.conference))
        talks.dates.append(account.talk.date)
        talks.joined += bool(account.talk.entry)
    return found


def _expected(dates: Sequence[dt.date | None], entries: Sequence[Entry]) -> int:
    """Return how many talks of these dates the programme should have.

    A programme may have one day of several.  If it is of another year, it should have them all.
    """
    days = {day for entry in entries for day in (entry.day, entry.date) if day}
    return sum(
        date is None or date in days or all(abs(date - day) > NEAR for day in days)
        for date in dates
    )


def _is_outdated(
    programmes: ProjectProgrammes, answers: Mapping[Asked, Answer], others: Set[str]
) -> bool:
    """Tell whether any answer of programmes that have changed is another one now."""
    for asked, answer in answers.items():
        # Asked first, because a programme that hasn't changed needn't be unpacked.
        joiner = programmes.joiner(asked.conference) if asked.conference in others else None
        if joiner is None:
            continue
        if answer_of(joiner.join(asked.wanted), joiner, answer.attributes) != answer:
            return True
    return False
