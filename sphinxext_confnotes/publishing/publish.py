"""The publishing of one build: what pages say is kept while they are written, files come after.

``setup()`` connects the methods of `Publishing`.  Each kind of file is made by a module of its
own, which has a function from a `Site` to names and contents; here it is decided which of them
are asked for, and a file is written only where its content has changed.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from importlib import import_module
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.util import logging

from sphinxext_confnotes import __version__
from sphinxext_confnotes.compat import resolve
from sphinxext_confnotes.config import PREFIX, Config, place_of
from sphinxext_confnotes.domain import domain_of
from sphinxext_confnotes.publishing import metadata
from sphinxext_confnotes.publishing.builder import published_by, publishes
from sphinxext_confnotes.publishing.contents import Kept, content_of
from sphinxext_confnotes.publishing.output import Manifest, Output
from sphinxext_confnotes.publishing.site import Site, read_selection
from sphinxext_confnotes.records import Place, Selection
from sphinxext_confnotes.warnings import Subtype, warn

_logger = logging.getLogger(__name__)

Files = Iterable[tuple[str, str | bytes]]

PUBLISHERS = ("data", "feed", "calendar", "citations", "redirects")
"""What `Config.publish` may name and a module of that name makes files of; ``metadata`` is in the
pages.  Redirects come last, and take no place that something else has."""

NEEDS_BASE = ("feed",)
"""Those that say nothing without absolute addresses."""


class Publishing:
    """The publishing of one build."""

    def __init__(self) -> None:
        self._site: Site | None = None
        self._asked: Sequence[str] = ()
        """What is published, of what `Config.publish` may hold."""
        self._kept = Kept(Path())

    def begin(self, app: Sphinx, builder: Builder) -> None:
        """Look what will be published.  Handler of ``write-started``."""
        if not publishes(builder):
            return
        self._kept = Kept(_file(app, "contents"))
        lookups = domain_of(app.env).lookups
        self._site = site = Site(builder, lookups, _selection(app), self._kept)
        asked = published_by(builder)
        self._asked = [name for name in asked if site.base or name not in NEEDS_BASE]
        for name in [name for name in asked if name not in self._asked]:
            _logger.info("confnotes: without an absolute html_baseurl there is no %s", name)

    def link(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Say in the head of a page with notes that there is a feed.

        Handler of ``html-page-context``, and so called by the workers of a parallel build too.
        """
        site = self._site
        if site and "feed" in self._asked and domain_of(app.env).shows_notes(pagename):
            from sphinxext_confnotes.publishing import feed

            pathto = context["pathto"]
            links = feed.links(site, lambda file: str(pathto(file, resource=True)))
            context["metatags"] = context.get("metatags", "") + links

    def keep(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Keep what a page says that is being written.  Handler of ``doctree-resolved``."""
        site = self._site
        if site and self._asked and docname in site.lookups.by_document:
            address = site.address(Place(docname))
            is_wanted = docname in self._in_full
            content = content_of(site.builder, docname, doctree, address, is_wanted)
            self._kept.keep(docname, content)

    def describe(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Say what a post is in the head of its page.  Handler of ``html-page-context``."""
        site = self._site
        if site is None:
            return
        if doctree is None:
            site.others.add(site.file(pagename))
            return
        post = site.lookups.by_document.get(pagename)
        if post and post.date and "metadata" in self._asked:
            metadata.describe(app, site, post, context, doctree)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the files, unless all is as it was.  Handler of ``build-finished``."""
        site = self._site
        if exception is not None or site is None:
            return
        files = site.files
        output = Output(Path(app.outdir), files)
        manifest, state = _file(app, "published"), self._state(site, files)
        before = Manifest.read(manifest)
        if self._kept.has_changed or before.state != state or not output.holds(before.files):
            after = Manifest(state, output.write(dict(self._files(site, output)), before.files))
            if after != before:
                after.write(manifest)
            self._kept.save(site.lookups.by_document.keys())

    def _state(self, site: Site, files: Set[str]) -> str:
        """Return a digest of what can change though no page with notes is written again."""
        posts = sorted(site.lookups.by_document)
        return _digest(repr((__version__, self._asked, site.name, posts, sorted(files))))

    def _files(self, site: Site, output: Output) -> Iterator[tuple[str, bytes]]:
        """Yield the names and contents of the files, of those that can be written."""
        for post in site.posts if self._asked else ():
            known = self._kept.get(post.docname)
            if known is None or (post.docname in self._in_full and not known.body):
                # Which keeps what it says, though the page itself is as it was.
                resolve(site.builder, post.docname)
        for name in [name for name in self._asked if name in PUBLISHERS]:
            for file, content in _publisher(name)(site):
                if expected := output.expected(file):
                    message = f"'{file}': expected {expected}; it isn't published"
                    warn(Subtype.PUBLISH, message, None)
                else:
                    site.others.add(file)
                    yield file, content.encode() if isinstance(content, str) else content

    @functools.cached_property
    def _in_full(self) -> Set[str]:
        """The documents whose whole body is wanted."""
        if self._site is None or "feed" not in self._asked:
            return frozenset()
        from sphinxext_confnotes.publishing import feed

        return feed.documents(self._site)


def _publisher(name: str) -> Callable[[Site], Files]:
    """Return what makes the files of a kind.

    What the module is made with may take longer to import than a build that has nothing to do.
    """
    make: Callable[[Site], Files] = import_module(f"{__package__}.{name}").files
    return make


def _selection(app: Sphinx) -> Selection:
    """Return what is published, after a warning about each filter that is left out."""
    selection, refused = read_selection(Config.of(app.config).published)
    name = f"{PREFIX}published"
    for given, expected in refused:
        message = f"{name}: '{given}': expected {expected}; it is left out"
        warn(Subtype.CONFIG, message, place_of(name, app))
    return selection


def _file(app: Sphinx, name: str) -> Path:
    """Return a file of one builder and output folder in the doctree folder, which they share."""
    assert app.builder is not None
    key = _digest(f"{app.builder.name} {app.outdir}")[:8]
    return Path(app.doctreedir) / f"confnotes-{name}-{key}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()
