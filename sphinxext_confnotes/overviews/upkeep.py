"""Write and remove the pages of subjects in a build, and have them found by the search.

``setup()`` connects the methods of `Upkeep`.  A page that shows what it showed isn't written again,
and in a build in which nothing has changed nothing is derived.  What is known of the pages is kept
in the doctree folder; without that file all of them are written again.
"""

from __future__ import annotations

import contextlib
import pickle
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import new_document

from sphinxext_confnotes.compat import needs_a_document
from sphinxext_confnotes.kept_files import digest, file_of, unpickled, write_whole
from sphinxext_confnotes.publishing.output_folder import name_on_disk
from sphinxext_confnotes.registry.domain import domain_of
from sphinxext_confnotes.registry.overviews import BUILDERS

if TYPE_CHECKING:
    from sphinxext_confnotes.overviews.lists import ListMaker, ListPage
    from sphinxext_confnotes.overviews.making import Page

Written = Iterator[tuple[str, dict[str, Any], str]]
"""Names, contexts and templates of pages."""


class KeptPage(NamedTuple):
    """A page as it was written."""

    key: str
    """A digest of all that it shows."""
    title: str
    words: str
    """What the search finds it by, beside its title."""


class Kept(NamedTuple):
    """The things that are kept of the pages of one builder and output folder."""

    state: str = ""
    """The state of the project in which they were written."""
    pages: Mapping[str, KeptPage] = MappingProxyType({})
    search: str = ""
    """A digest of the search index with these pages."""
    files: Mapping[str, str] = MappingProxyType({})
    """Files that filters load, by their paths, with digests of what is in them."""


class Upkeep:
    """The upkeep of the pages in one build."""

    def __init__(self) -> None:
        self._read: frozenset[str] = frozenset()
        self._written: set[str] = set()
        self._before = Kept()
        self._now: Kept | None = None
        self._toctrees: dict[tuple[str, str], str] = {}
        self._index: bytes | None = None
        """The search index, where it is as it was."""

    def note_read(self, app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
        """Note which documents are read.  Handler of ``env-before-read-docs``."""
        self._read = frozenset(docnames)

    def find_written(self, app: Sphinx, env: BuildEnvironment) -> list[str]:
        """Return a document without which Sphinx wouldn't ask for the pages, if any has changed.

        Handler of ``env-get-updated``.  Documents may all be as they were, and other sites not.
        """
        if not needs_a_document() or self._read or not _makes_pages(app.builder):
            return []
        before, domain = _read(_file(app.builder, "overviews")), domain_of(env)
        is_stale = before.state != domain.state and (before.pages or _wanted(env))
        return [app.config.root_doc] if is_stale else []

    def note_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Note that a page is being written.  Handler of ``doctree-resolved``."""
        self._written.add(docname)

    def pages(self, app: Sphinx) -> Iterable[tuple[str, dict[str, Any], str]]:
        """Return the pages that have changed.  Handler of ``html-collect-pages``."""
        builder = app.builder
        if not _makes_pages(builder):
            return []
        domain = domain_of(app.env)
        self._before = before = _read(_file(builder, "overviews"))
        if not _wanted(app.env) and not before.pages:
            return []
        is_new = self._are_all_written(app.env)
        are_there = all(_has_file(builder, page) for page in before.pages)
        are_there = are_there and all(Path(builder.outdir, path).is_file() for path in before.files)
        if before.state == domain.state and are_there and not is_new:
            self._now = before
            with contextlib.suppress(OSError):
                self._index = _search_file(builder).read_bytes()
            return []
        return self._make(builder, is_new=is_new)

    def _are_all_written(self, env: BuildEnvironment) -> bool:
        """Tell whether Sphinx writes all pages, whatever they show.

        It does so when a theme or a template has changed, and when it is told to.  In a project of
        few documents all of them may as well have changed.
        """
        if not env.found_docs <= self._written:
            return False
        changed = self._read | domain_of(env).shown_anew | env.toctree_includes.keys()
        return env.found_docs <= self._read or not env.found_docs <= changed

    def _make(self, builder: StandaloneHTMLBuilder, *, is_new: bool) -> Written:
        from sphinxext_confnotes.overviews.lists import ListMaker
        from sphinxext_confnotes.overviews.making import Maker

        maker, lists = Maker(builder, _file(builder, "cards")), ListMaker(builder)
        pages = maker.pages()
        yield from maker.write([page for page in pages if is_new or self._is_stale(builder, page)])
        maker.save(pages)
        yield from lists.write(
            [one for one in lists.pages if is_new or self._is_stale(builder, one)]
        )
        everything: list[Page | ListPage] = [*pages, *lists.pages]
        known = {page.name: KeptPage(page.key, page.title, page.words) for page in everything}
        for page in self._before.pages.keys() - known.keys():
            _remove(builder, page)
        files = self._write_files(builder, lists)
        self._now = Kept(domain_of(builder.env).state, known, files=files)

    def _write_files(self, builder: StandaloneHTMLBuilder, lists: ListMaker) -> Mapping[str, str]:
        """Write what filters load, where it has changed, and remove what is no longer wanted."""
        files = {file.path: file.key for file in lists.files}
        for file in lists.files:
            path = Path(builder.outdir, file.path)
            if self._before.files.get(file.path) != file.key or not path.is_file():
                write_whole(path, lists.content(file).encode(errors="replace"))
        for name in self._before.files.keys() - files.keys():
            _remove_file(builder, Path(builder.outdir, name))
        return files

    def _is_stale(self, builder: StandaloneHTMLBuilder, page: Page | ListPage) -> bool:
        before = self._before.pages.get(page.name)
        return before is None or before.key != page.key or not _has_file(builder, page.name)

    def share_toctrees(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Let the pages of a folder, and the indices, have the toctrees made for the first of them.

        Themes ask for them on each page, and to resolve them takes longer than all the rest.  None
        of these pages is in one, so what leads away from them is the same for all of a folder.
        Handler of ``html-page-context``.
        """
        if doctree is not None or "toctree" not in context:
            return
        if not domain_of(app.env).shows_notes(pagename):
            return
        folder, make = pagename.rpartition("/")[0], context["toctree"]

        def toctree(**options: Any) -> str:
            asked = folder, repr(sorted(options.items()))
            if asked not in self._toctrees:
                self._toctrees[asked] = make(**options)
            return self._toctrees[asked]

        context["toctree"] = toctree

    def lead_on(
        self,
        app: Sphinx,
        pagename: str,
        templatename: str,
        context: dict[str, Any],
        doctree: nodes.document | None,
    ) -> None:
        """Lead from a document to the next page of its first list.

        Where the document is in a toctree, the next page is what Sphinx says, and only that.
        Handler of ``html-page-context``.
        """
        pages = domain_of(app.env).list_pages.first_of(pagename) if doctree else None
        if pages and not context.get("prev") and not context.get("next"):
            from sphinxext_confnotes.rendering.navigation import next_of

            context["next"] = next_of(pages, app.builder)

    def finish(self, app: Sphinx, exception: Exception | None) -> None:
        """Have the pages found by the search, and keep what is known of them.

        Sphinx takes all out of its index that is no document's, just before it writes that.  So it
        is written once more, with the pages.  Handler of ``build-finished``.
        """
        if exception is not None or self._now is None:
            return
        builder, now = app.builder, self._now
        assert _makes_pages(builder)
        if builder.indexer is not None:
            file = _search_file(builder)
            if self._index is None or digest(self._index) != self._before.search:
                _feed(builder, now.pages)
                self._index = file.read_bytes()
            elif file.read_bytes() != self._index:
                file.write_bytes(self._index)
            now = now._replace(search=digest(self._index))
        if now != self._before:
            write_whole(
                _file(builder, "overviews"), pickle.dumps(tuple(now), pickle.HIGHEST_PROTOCOL)
            )


def _wanted(env: BuildEnvironment) -> frozenset[str]:
    """Return the names of the pages that there should be."""
    domain = domain_of(env)
    return domain.overviews.pages | domain.list_pages.pages


def _makes_pages(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name in BUILDERS


def _feed(builder: StandaloneHTMLBuilder, pages: Mapping[str, KeptPage]) -> None:
    """Add pages to the search index, and write it."""
    indexer = builder.indexer
    assert indexer is not None
    for name, page in sorted(pages.items()):
        document = new_document(name)
        title = nodes.title("", page.title)
        document += nodes.section("", title, nodes.paragraph("", page.words))
        indexer.feed(name, name, page.title, document)
    file = _search_file(builder)
    if builder.indexer_dumps_unicode:
        with file.open("w", encoding="utf-8") as text:
            indexer.dump(text, builder.indexer_format)
    else:
        with file.open("wb") as stream:
            indexer.dump(stream, builder.indexer_format)


def _search_file(builder: StandaloneHTMLBuilder) -> Path:
    return Path(builder.outdir, builder.searchindex_filename)


def _has_file(builder: StandaloneHTMLBuilder, page: str) -> bool:
    return Path(builder.get_outfilename(page)).is_file()


def _remove(builder: StandaloneHTMLBuilder, page: str) -> None:
    """Remove the file of a page, unless a document of the project has its place now."""
    file = Path(builder.get_outfilename(page))
    others = (builder.get_outfilename(name) for name in builder.env.found_docs)
    if name_on_disk(file) in map(name_on_disk, map(Path, others)):
        return
    _remove_file(builder, file)


def _remove_file(builder: StandaloneHTMLBuilder, file: Path) -> None:
    """Remove a file, and the folders that are empty then."""
    file.unlink(missing_ok=True)
    folder = file.parent
    while folder != Path(builder.outdir) and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def _file(builder: Builder, name: str) -> Path:
    return file_of(builder.doctreedir, name, builder.name, builder.outdir)


def _read(file: Path) -> Kept:
    kept = unpickled(file)
    return Kept(*kept) if isinstance(kept, tuple) and len(kept) == len(Kept._fields) else Kept()
