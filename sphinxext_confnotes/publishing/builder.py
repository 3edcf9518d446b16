"""The builder ``confnotes``, which writes only ``talks.json``, and what each builder publishes.

The builder is registered by ``setup()``.  It is a builder of HTML, since notes are in the file as
HTML too; their addresses are those that ``html`` gives to pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeGuard

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_confnotes.config import Config
from sphinxext_confnotes.registry.domain import NOTES_BUILDER

PUBLISHING = ("html", "dirhtml", NOTES_BUILDER)
"""The builders that publish, by name: themes replace them by classes of their own, and classes of
others are derived from them."""


CAPTURE = "confnotes-capture"
"""The attribute by which a document knows its `Capture` until it is written."""


class DataBuilder(StandaloneHTMLBuilder):
    """Writes the notes as data."""

    name = NOTES_BUILDER
    epilog = "The data is in %(outdir)s."
    search = False
    copysource = False
    download_support = False
    hand_on: Callable[[str, dict[str, Any], nodes.document], None]
    """A function that takes the context of a page and its doctree; set by ``publish``."""

    def get_theme_config(self) -> tuple[str, dict[str, Any]]:
        """Return the least theme: the project's own could ask for files that aren't written."""
        return "basic", {}

    def get_outdated_docs(self) -> Iterator[str]:
        """Return all documents: there is no page that could be older than its source."""
        yield from self.env.found_docs

    def copy_assets(self) -> None:
        """Copy nothing."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write the page of a post, to be read and not kept."""
        if CAPTURE in doctree:
            super().write_doc(docname, doctree)

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """Return what a page says, and nothing of what is around that."""
        return {"body": body}

    def handle_page(self, pagename: str, addctx: dict[str, Any], *args: Any, **others: Any) -> None:
        """Hand on what a page says, in place of putting it into a file."""
        self.hand_on(pagename, addctx, others["event_arg"])

    def finish(self) -> None:
        """Write no page that isn't a document's."""


def publishes(builder: Builder) -> TypeGuard[StandaloneHTMLBuilder]:
    """Tell whether a builder publishes anything: one of EPUB or of a single page doesn't."""
    return isinstance(builder, StandaloneHTMLBuilder) and builder.name in PUBLISHING


def published_by(builder: Builder) -> Sequence[str]:
    """Return what a builder publishes, of what `Config.publish` may hold."""
    if isinstance(builder, DataBuilder):
        return ["data"]
    return Config.of(builder.config).publish if publishes(builder) else []
