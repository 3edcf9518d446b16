"""Find the pages that must be written again because what they show of others has changed.

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
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes import gc_pause
from sphinxext_confnotes.kept_files import PREFIX, write_whole
from sphinxext_confnotes.registry.domain import domain_of, has_or_had_notes

if TYPE_CHECKING:
    from sphinxext_confnotes.notes.records import Day, Group

FILE = f"{PREFIX}written.json"

STATES = ""
"""The key, in the file, of the states in which the pages of each builder were written."""


class StalePages:
    """The look-out of one build.  ``setup()`` connects its methods."""

    def __init__(self) -> None:
        self._shown: dict[str, str] = {}
        """Each page that shows others' notes, to the digest of what it shows now."""
        self._state = ""
        self._contents_of = ""
        """The state in which the environment will be found to know its tables of contents."""
        self._read: frozenset[str] = frozenset()
        self._written: set[str] = set()

    def note_read(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Note which documents are read in this build.  Handler of ``env-before-read-docs``."""
        self._read = frozenset(docnames)

    def find_stale(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return the documents to be written again, and bring tables of contents up to date.

        Handler of ``env-get-updated``.
        """
        assert app.builder is not None
        if not has_or_had_notes(app):
            return []
        domain = domain_of(env)
        everything, self._state = _read(_file(app)), domain.state
        known = everything.get(_key(app), {})
        states = everything.get(STATES, {})
        written_in, self._contents_of = states.get(_key(app)), domain.data["contents_of"]
        is_known = self._contents_of in (self._state, states.get(_contents_key(app)))
        if is_known and written_in == self._state:
            # All was written in this state, and the environment was kept in it.
            self._shown, domain.shown_anew = known, frozenset()
            return []
        domain.data["contents_of"] = self._state
        domain.bring_index_up_to_date()
        with gc_pause.paused():
            shown = _shown(env, app.builder)
        self._shown = {name: _digest(things) for name, things in shown.items() if things}
        stale = sorted(
            name
            for name in self._shown.keys() | known.keys()
            if self._shown.get(name) != known.get(name) and name in env.all_docs
        )
        domain.shown_anew = frozenset(stale) - self._read
        if stale or self._read:
            self._contents_of = self._state
        return stale

    def note_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Note that a page is being written.  Handler of ``doctree-resolved``."""
        self._written.add(docname)

    def save(self, app: Sphinx, exception: Exception | None) -> None:
        """Keep the digests of what was written.  Handler of ``build-finished``."""
        if exception is not None or not (self._shown or _file(app).exists()):
            return
        assert app.env is not None
        everything = _read(_file(app))
        known = everything.get(_key(app), {})
        now = {
            name: digest
            for name, digest in known.items()
            if name not in self._written and name in app.env.all_docs
        }
        now |= {name: digest for name, digest in self._shown.items() if name in self._written}
        states = {**everything.get(STATES, {}), _key(app): self._state}
        if self._contents_of != self._state:
            # The environment isn't kept when nothing is written, and its contents are as they were.
            states[_contents_key(app)] = self._contents_of
        else:
            states.pop(_contents_key(app), None)
        if now != self._shown:
            # A build of some pages alone has left others stale.
            del states[_key(app)]
        if (now, states) != (known, everything.get(STATES)):
            everything |= {_key(app): now, STATES: states}
            write_whole(_file(app), json.dumps(everything, indent=1, sort_keys=True).encode())


def _shown(env: BuildEnvironment, builder: Builder) -> Mapping[str, list[object]]:
    """Return what each document shows of others, and bring its table of contents up to date."""
    from sphinxext_confnotes.notes import paging, query
    from sphinxext_confnotes.registry.overviews import words_of_post
    from sphinxext_confnotes.rendering import navigation, related, timetables
    from sphinxext_confnotes.rendering.fingerprints import Fingerprints
    from sphinxext_confnotes.rendering.toc import Headings, show_in_contents

    domain = domain_of(env)
    showing = Fingerprints(domain, builder)
    shown: defaultdict[str, list[object]] = defaultdict(list)
    for docname, uses in domain.uses.items():
        headings = Headings(env.config)
        placed = []
        for number, place in enumerate(uses.selections):
            parts: Sequence[Day | Group]
            pages = domain.list_pages.of(docname, number)
            if place.selection.layout == "timetable":
                days = timetables.days_of(domain, place.selection)
                shown[docname] += [place.selection, days]
                parts = list(map(timetables.group_of, days))
            else:
                parts = query.select(domain.lookups, place.selection)
                narrowed = query.narrowed(place.selection, parts)
                if pages:
                    sheets = paging.split(place.selection, parts)
                    parts = sheets[0].parts
                shown[docname] += showing.selection(narrowed, parts)
            placed.append((place, of_place := headings.of(place.selection, parts)))
            if pages:
                months = paging.months(place.selection, sheets)
                shown[docname].append(
                    navigation.of(pages, sheets, months, place.selection, builder, 0, of_place)
                )
        if placed:
            show_in_contents(env, docname, placed)
        shown[docname] += showing.references(uses.references)
    for docname, post in domain.posts.items():
        found = related.of_post(domain, builder, post)
        if found.others or found.series:
            shown[docname].append(found)
        if subjects := [] if post.draft else domain.overviews.places(words_of_post(post)):
            shown[docname].append(subjects)
    return shown


def _digest(shown: Iterable[object]) -> str:
    return hashlib.sha256(repr(list(shown)).encode()).hexdigest()[:16]


def _file(app: Sphinx) -> Path:
    return Path(app.doctreedir) / FILE


def _key(app: Sphinx) -> str:
    assert app.builder is not None
    return f"{app.builder.name} {app.outdir}"


def _contents_key(app: Sphinx) -> str:
    """Return the key of the state in which tables of contents are the same as in the last one."""
    return f"{_key(app)} contents"


def _read(file: Path) -> dict[str, dict[str, str]]:
    try:
        content = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}
