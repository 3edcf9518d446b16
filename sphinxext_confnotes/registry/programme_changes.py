"""The look-out for programmes that have changed, and for the documents that show it.

Called by ``setup()``, which gives it the programmes of the build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Set

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.kept_files import digest
from sphinxext_confnotes.notes.lookups import nearest, normalised
from sphinxext_confnotes.reading.programme_joins import Answer, Asked, answer_of
from sphinxext_confnotes.reading.project_programmes import NAME, ProjectProgrammes
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.warnings import Subtype, warn

ENOUGH = 3
"""Talks of a conference of which its programme should have one."""


class ProgrammeChanges:
    """The look-out of one build.  ``setup()`` connects its methods.

    :param programmes: of the build.
    """

    def __init__(self, programmes: ProjectProgrammes) -> None:
        self._programmes = programmes

    def begin(self, app: Sphinx) -> None:
        """Give the programmes to the domain, for pages that show them.

        Handler of ``builder-inited``.
        """
        domain_of(app.env).programmes = self._programmes

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
        now, known = self._programmes.digests, domain.data["programmes"]
        if now == known:
            return []
        joins = domain.data["joins"]
        what = digest(sorted(now.items()), sorted(known.items()), sorted(joins.items()))
        domain.data["programmes"] = dict(now)
        if known and self._programmes.is_checked(what):
            return []
        others = {key for key in now if now[key] != known.get(key)}
        for key in sorted(others):
            if key not in known or not self._programmes.is_kept(key):
                self._programmes.read(app, key)
        found = [
            docname
            for docname, answers in domain.joins()
            if docname not in removed and self._is_outdated(answers, others)
        ]
        self._programmes.note_checked(what)
        return sorted(found)

    def _is_outdated(self, answers: Mapping[Asked, Answer], others: Set[str]) -> bool:
        for asked, answer in answers.items():
            joiner = self._programmes.joiner(asked.conference)
            if asked.conference not in others or joiner is None:
                continue
            if answer_of(joiner.join(asked.wanted), joiner, answer.attributes) != answer:
                return True
        return False

    def check(self, app: Sphinx, env: BuildEnvironment) -> None:
        """Warn about programmes that seem to be of another conference than their posts.

        Handler of ``env-check-consistency``.
        """
        talks: defaultdict[str, list[bool]] = defaultdict(list)
        spelled: dict[str, str] = {}
        for account in domain_of(env).lookups.accounts_in_order if self._programmes.digests else ():
            key = normalised(account.conference)
            talks[key].append(bool(account.talk.entry))
            spelled.setdefault(key, account.conference)
        for key in self._programmes.digests:
            if len(talks[key]) >= ENOUGH and not any(talks[key]):
                warn(
                    Subtype.PROGRAMME,
                    f"{NAME}[{self._programmes.name(key)!r}]: expected the programme of this "
                    f"conference, but it has none of the {len(talks[key])} talks of its posts; "
                    "nothing is taken from it",
                    self._programmes.place_of(key, app),
                )
            elif not talks[key] and (near := nearest(key, filter(None, spelled.values()))):
                warn(
                    Subtype.PROGRAMME,
                    f"{NAME}[{self._programmes.name(key)!r}]: expected a conference that posts "
                    f"name, did you mean '{near[0]}'?; no talk is joined with it",
                    self._programmes.place_of(key, app),
                )
