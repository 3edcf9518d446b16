"""The publishing of one build: what pages say is kept while they are written, files come after.

``setup()`` connects the methods of `Publishing`.  The table in ``publisher`` has what can be
published; here it is decided which rows are asked for, and a file is written only where its content
has changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from sphinxext_confnotes import kept_files
from sphinxext_confnotes.config import PREFIX, Config, place_of
from sphinxext_confnotes.notes.records import Place, Selection
from sphinxext_confnotes.publishing.builder import CAPTURE, DataBuilder, published_by, publishes
from sphinxext_confnotes.publishing.kept_parts import KeptParts
from sphinxext_confnotes.publishing.output_folder import Manifest, OutputFolder
from sphinxext_confnotes.publishing.page_content import PageContentStore
from sphinxext_confnotes.publishing.publisher import PUBLISHERS, Publisher
from sphinxext_confnotes.publishing.site import EVERYTHING, Site
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.warnings import Subtype, warn

_logger = logging.getLogger(__name__)

PACKAGE = "sphinxext_confnotes"


class Publishing:
    """The publishing of one build."""

    def __init__(self) -> None:
        self._site: Site | None = None
        self._asked: Sequence[Publisher] = ()
        self._in_full: Set[str] | None = None
        """The documents whose whole page is wanted, once somebody has asked."""

    def begin(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Look what will be published.  Handler of ``env-get-updated``.

        Returns the documents of which it isn't known what they say, to be written again: because
        the file with that was deleted, say, or another post has left the feed.
        """
        builder = app.builder
        self._site, self._asked, self._in_full = None, (), None
        if builder is None or not publishes(builder):
            return []
        domain = domain_of(env)
        is_empty = not domain.is_used and not isinstance(builder, DataBuilder)
        selection = Selection() if is_empty else _selection(app)
        kept = PageContentStore(_file(app, "contents"), _version(app))
        parts = KeptParts(_file(app, "parts-of-files"), domain.settings)
        self._site = site = Site(builder, domain, selection, kept, parts)
        names, config = published_by(builder), Config.of(app.config)
        asked = [] if is_empty else [one for one in PUBLISHERS if one.is_asked(names, config)]
        self._asked = [one for one in asked if site.base or not one.needs_address]
        for name in dict.fromkeys(one.name for one in asked if one not in self._asked):
            _logger.info("confnotes: without an absolute html_baseurl there is no %s", name)
        if isinstance(builder, DataBuilder):
            builder.hand_on = self._hand_on
        return self._unknown(site) if self._asked else []

    def mark(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Mark what is wanted of a page with notes.  Handler of ``doctree-resolved``."""
        site = self._site
        post = site and self._asked and site.lookups.by_document.get(docname)
        if site and post:
            icon = app.config.html_permalinks_icon
            in_full = docname in self._wanted_in_full(site)
            address = site.address(Place(docname))
            from sphinxext_confnotes.publishing import capture

            capture.mark(doctree, repr(post), address, icon=icon, in_full=in_full)

    def take(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Keep what the page says that has been written.  Handler of ``html-page-context``."""
        if doctree is not None:
            self._hand_on(pagename, context, doctree)

    def _hand_on(self, pagename: str, context: dict[str, Any], doctree: nodes.document) -> None:
        if self._site is None or CAPTURE not in doctree:
            return
        from sphinxext_confnotes.publishing import capture

        if taken := capture.take(doctree, context.get("body", "")):
            context["body"], content = taken
            self._site.contents.keep(pagename, content)

    def link(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Link the other forms of the site in the head of a page with notes.

        Handler of ``html-page-context``, and so called by the workers of a parallel build too.
        """
        site = self._site
        links = [publisher.link for publisher in self._asked if publisher.link]
        if site and links and domain_of(app.env).shows_notes(pagename):
            title, pathto = escape(site.title), context["pathto"]
            context["metatags"] = context.get("metatags", "") + "".join(
                f'\n    <link rel="alternate" type="{link.media_type}" title="{title}" '
                f'href="{escape(pathto(link.file, resource=True))}">'
                for link in links
            )

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
            site.other_files.add(site.file(pagename))
            return
        post = site.lookups.by_document.get(pagename)
        if post and post.is_post:
            for publisher in self._asked:
                if publisher.describe:
                    publisher.describe(app, site, post, context, doctree)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Write the files, unless all is as it was.  Handler of ``build-finished``."""
        site = self._site
        if exception is not None or site is None:
            return
        kept = site.contents
        kept.gather()
        manifest = _file(app, "published")
        before = Manifest.read(manifest)
        # Up to 8.1 Sphinx writes none of these pages when no document is out of date.
        others = sorted(site.other_files or before.others)
        site.other_files.update(others)
        domain = site.domain
        pages = [*domain.overviews.pages, *domain.list_pages.pages]
        site.other_files.update(map(site.file, pages))
        files = site.files
        output = OutputFolder(Path(app.outdir), files)
        state = self._state(_version(app), site, files)
        if not self._asked and not before.files:
            return
        if kept.has_changed or before.state != state or not output.holds(before.files):
            if self._asked and self._unknown(site):
                _logger.info("confnotes: not all posts were written; what is published stays")
                return
            published = output.write(dict(self._files(site, output)), before.files)
            after = Manifest(state, published, others)
            if after != before:
                after.write(manifest)
            kept.save(site.domain.public, self._made_of(site))
            site.parts.save()

    def _unknown(self, site: Site) -> list[str]:
        """Return the documents of which it isn't known what they say, of those that are asked."""
        kept = site.contents
        found = set(site.domain.public) - kept.documents
        # The publishers are asked only when their answer could have changed.
        if kept.made_of != self._made_of(site):
            known = self._wanted_in_full(site) - found
            found |= {name for name in known if not kept.has_body(name)}
        return sorted(found)

    def _wanted_in_full(self, site: Site) -> Set[str]:
        """Return the documents whose whole page is wanted."""
        if self._in_full is None:
            # Publishers of one kind of content share what finds its documents.
            finders = dict.fromkeys(one.in_full for one in self._asked if one.in_full)
            self._in_full = frozenset().union(*(find(site) for find in finders))
        return self._in_full

    @property
    def _names(self) -> Sequence[tuple[str, str]]:
        return [(publisher.name, publisher.feed_format) for publisher in self._asked]

    def _made_of(self, site: Site) -> str:
        """Return a digest of all that decides of which posts the whole is wanted."""
        env, config = site.builder.env, Config.of(site.builder.config)
        read = [(name, env.all_docs.get(name)) for name in site.domain.public]
        return kept_files.digest(self._names, site.base, config, read)

    def _state(self, version: str, site: Site, files: Set[str]) -> str:
        """Return a digest of what can change though no page with notes is written again."""
        posts = site.domain.public
        return kept_files.digest(version, self._names, site.name, posts, sorted(files))

    def _files(self, site: Site, output: OutputFolder) -> Iterator[tuple[str, bytes]]:
        """Yield the names and contents of the files, of those that can be written."""
        for publisher in self._asked:
            for file, content in publisher.files(site):
                if expected := output.refusal(file):
                    message = f"'{file}': expected {expected}; it isn't published"
                    warn(Subtype.PUBLISH, message, None)
                else:
                    site.other_files.add(file)
                    yield file, content.encode() if isinstance(content, str) else content


def _selection(app: Sphinx) -> Selection:
    """Return what is published, after a warning about each filter that is left out."""
    published = Config.of(app.config).published
    if not published:
        return EVERYTHING
    from sphinxext_confnotes.publishing.filters import read_selection

    selection, refused = read_selection(published)
    name = f"{PREFIX}published"
    for given, expected in refused:
        message = f"{name}: '{given}': expected {expected}; it is left out"
        warn(Subtype.CONFIG, message, place_of(name, app))
    return selection


def _file(app: Sphinx, name: str) -> Path:
    assert app.builder is not None
    return kept_files.file_of(app.doctreedir, name, app.builder.name, app.outdir)


def _version(app: Sphinx) -> str:
    """Return the version of the extension, by which it knows what it has kept."""
    return str(app.extensions[PACKAGE].version)
