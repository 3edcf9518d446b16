"""Notes without markup: posts written as in ``docs/prose.md``, lifted into semantic nodes.

Transforms, in posts only, that have a post planned (`planned`) and the plan carried out.  What
isn't recognised stays exactly as it was parsed.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util.i18n import docname_to_domain

from sphinxext_confnotes import gc_pause
from sphinxext_confnotes.reading import current_document
from sphinxext_confnotes.reading.current_document import CurrentDocument
from sphinxext_confnotes.reading.obsidian import may_have, plain

if TYPE_CHECKING:
    from sphinxext_confnotes.reading.prose.planned import Planned


class KeepOriginals(SphinxTransform):
    """Keep the titles of talks until they are translated: talks are named by them.

    Run before Locale (20).
    """

    def apply(self, **kwargs: Any) -> None:
        """Run on the document, if it is a post that will be translated."""
        reading = current_document.current(self.env, self.document)
        if not reading.matter.is_post or not self._has_translation():
            return
        # Only translations have been parsed by when links and the like are read.
        shown = plain if may_have(reading, "[[", "==") else None
        planned = _planned(self.document, self.env, reading, shown)
        reading.written_titles = planned.written_titles()

    def _has_translation(self) -> bool:
        """Tell whether there is a catalogue with which `Locale` translates the document."""
        domain = docname_to_domain(self.env.docname, self.config.gettext_compact)
        folders = (Path(self.env.srcdir, name) for name in self.config.locale_dirs)
        return any(gettext.find(domain, folder, [self.config.language]) for folder in folders)


class LiftProse(SphinxTransform):
    """Replace what a post says in prose by the nodes that the directives make.

    Run after Locale (20), so that labels are looked for in the translation.
    """

    def apply(self, **kwargs: Any) -> None:
        """Run on the document, if it is a post."""
        reading = current_document.current(self.env, self.document)
        if not reading.matter.is_post:
            return
        with gc_pause.paused():
            if reading.source:
                _put_labels_behind_lists(self.document, reading)
            planned = _planned(self.document, self.env, reading)
            reading.outline, reading.plan = planned.outline, planned.plan
            if planned.plan.tags:
                tags = dict.fromkeys((*reading.matter.tags, *planned.plan.tags))
                reading.matter = replace(reading.matter, tags=tuple(tags))
            planned.carry_out(self.env, reading)


def load_before_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Load what posts need before Sphinx begins processes that each would have to load it.

    Handler of ``env-before-read-docs``.
    """
    if app.parallel > 1 and docnames:
        from sphinxext_confnotes.reading.prose import planned  # noqa: F401


def _put_labels_behind_lists(document: nodes.document, reading: CurrentDocument) -> None:
    from sphinxext_confnotes.reading.prose.margins import put_labels_behind_lists

    put_labels_behind_lists(document, reading.source, reading.get_lexicon().labels)


def _planned(
    document: nodes.document,
    env: BuildEnvironment,
    reading: CurrentDocument,
    shown: Callable[[str], str] | None = None,
) -> Planned:
    # Imported here so that a build that reads no post needn't load what recognises its talks.
    from sphinxext_confnotes.reading.prose.planned import Planned

    return Planned.of(document, env, reading, shown)
