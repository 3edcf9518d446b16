"""Which pages must be written again, because what they show of others has changed.

Sphinx writes a page again when its source changed; a summary changes with other sources.  So a
digest of what a page shows is kept from the last time that it was written, and the page is
written again when the digest is another one now.

The digests are kept in a small file in the doctree folder, by builder and output folder, and
saved when a build has succeeded.  In the environment they would be lost by a crash between
reading and writing, and a second builder on the same doctrees would stay stale.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes import query
from sphinxext_confnotes.domain import ConfDomain, Uses, domain_of

FILE = "confnotes-written.json"


class Freshness:
    """The look-out of one build.  ``setup()`` connects its methods."""

    def __init__(self) -> None:
        self._shown: dict[str, str] = {}
        """Each page that shows others' notes, to the digest of what it shows now."""
        self._written: set[str] = set()

    def find_stale(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the documents to be written again.  Handler of ``env-get-updated``."""
        domain = domain_of(env)
        self._shown = {name: _digest(domain, uses) for name, uses in domain.uses.items()}
        known = _read(_file(app)).get(_key(app), {})
        return sorted(name for name, digest in self._shown.items() if known.get(name) != digest)

    def note_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Note that a page is being written.  Handler of ``doctree-resolved``."""
        self._written.add(docname)

    def save(self, app: Sphinx, exception: Exception | None) -> None:
        """Keep the digests of what was written.  Handler of ``build-finished``."""
        if exception is not None or not (self._shown or _file(app).exists()):
            return
        everything = _read(_file(app))
        known = everything.get(_key(app), {})
        now = {
            name: digest if name in self._written else known.get(name, "")
            for name, digest in self._shown.items()
        }
        if now != known:
            everything[_key(app)] = now
            _file(app).write_text(json.dumps(everything, indent=1, sort_keys=True), "utf-8")


def _digest(domain: ConfDomain, uses: Uses) -> str:
    shown: list[object] = []
    for selection in uses.selections:
        shown.append(selection)
        for day in query.days(domain.posts.values(), selection):
            shown.append(day.date)
            for post in day.posts:
                shown.append(post.post.digest)
                for talk in post.talks:
                    shown.append(talk.digest)
                    shown += [
                        note.digest for note in talk.notes if query.shows(selection, note.kind)
                    ]
    for reference in uses.references:
        shown += [reference, *domain.find(reference)[:1]]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:16]


def _file(app: Sphinx) -> Path:
    return Path(app.doctreedir) / FILE


def _key(app: Sphinx) -> str:
    assert app.builder is not None
    return f"{app.builder.name} {app.outdir}"


def _read(file: Path) -> dict[str, dict[str, str]]:
    try:
        content = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
