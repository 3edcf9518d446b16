"""The look-out for programmes that have changed, before documents are read.

Called by ``setup()``, which gives it the programmes of the build.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Set

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.notes.lookups import nearest, normalised
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

    def find_outdated(
        self,
        app: Sphinx,
        env: BuildEnvironment,
        added: Set[str],
        changed: Set[str],
        removed: Set[str],
    ) -> list[str]:
        """Read the programmes that have changed, with warnings.  Handler of ``env-get-outdated``.

        :returns: no document.
        """
        domain = domain_of(env)
        for conference, digest in self._programmes.digests.items():
            if domain.data["programmes"].get(conference) != digest:
                self._programmes.read(app, conference)
        domain.data["programmes"] = dict(self._programmes.digests)
        return []

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
