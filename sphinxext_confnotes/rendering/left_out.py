"""Warn about posts that a document of many pages leaves out, and that no list in it shows.

Posts need no toctree, but builders that make one document of all pages take these from toctrees.
``setup()`` connects the methods of `LeftOutPosts`.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx

from sphinxext_confnotes.doctree import find
from sphinxext_confnotes.notes.records import Day, Selection
from sphinxext_confnotes.registry.domain import NEEDS_NO_TOCTREE, ConfDomain, domain_of
from sphinxext_confnotes.registry.tally import counted, some
from sphinxext_confnotes.warnings import Subtype, warn

OF_TOCTREES = ("latex", "singlehtml", "texinfo")
"""Builders, by name, that put the pages of toctrees into one document."""


class LeftOutPosts:
    """The look-out of one build."""

    def __init__(self) -> None:
        self._written: set[str] = set()

    def note_written(self, app: Sphinx, doctree: nodes.document, docname: str) -> None:
        """Note which pages a document has.  Handler of ``doctree-resolved``."""
        if app.builder.name in OF_TOCTREES:
            pages = find(doctree, addnodes.start_of_file)
            self._written.update([docname, *(page["docname"] for page in pages)])

    def tell(self, app: Sphinx, exception: Exception | None) -> None:
        """Warn, if anything was written.  Handler of ``build-finished``."""
        if exception is not None or not self._written:
            return
        domain = domain_of(app.env)
        needless = {
            post.docname
            for post in domain.own_lookups.posts
            if app.env.metadata[post.docname].get("orphan") == NEEDS_NO_TOCTREE
        }
        missing = needless - self._written
        if missing := missing and missing - self._shown(domain):
            warn(
                Subtype.TOCTREE,
                f"{counted(len(missing), 'post')}: expected a toctree or a list with the posts "
                f"{some(missing)}; {app.builder.name} leaves them out",
                (app.config.root_doc, None),
            )

    def _shown(self, domain: ConfDomain) -> set[str]:
        """Return the documents that the lists in what was written show something of."""
        return {
            docname
            for page in self._written & domain.uses.keys()
            for placed in domain.uses[page].selections
            for docname in _documents(domain, placed.selection)
        }


def _documents(domain: ConfDomain, selection: Selection) -> Iterator[str]:
    """Yield the documents that a selection shows something of."""
    from sphinxext_confnotes.notes import query

    for part in query.select(domain.lookups, selection):
        if isinstance(part, Day):
            yield from (shown.post.docname for shown in part.posts)
        else:
            yield from (account.post.docname for talk in part.talks for account in talk.accounts)
