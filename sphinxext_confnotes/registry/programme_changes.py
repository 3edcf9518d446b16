"""The look-out for programmes that have changed, before documents are read.

Called by ``setup()``, which gives it the programmes of the build.
"""

from __future__ import annotations

from collections.abc import Set

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes.reading.project_programmes import ProjectProgrammes
from sphinxext_confnotes.registry.domain import domain_of


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
