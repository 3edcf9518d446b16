"""Which builders publish what; and the builder ``confnotes``, which writes ``talks.json`` alone.

The builder is registered by ``setup()``.  It is a builder of HTML, since notes are in the file as
HTML too; their addresses are those that ``html`` gives to pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeGuard

from docutils import nodes
from sphinx.builders import Builder
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinxext_confnotes.config import Config

PUBLISHING = ("html", "dirhtml", "confnotes")
"""The builders that publish, by name: themes replace them by classes of their own, and classes of
others are derived from them."""


class DataBuilder(StandaloneHTMLBuilder):
    """Writes the notes as data."""

    name = "confnotes"
    epilog = "The data is in %(outdir)s."
    search = False
    copysource = False
    download_support = False

    def get_theme_config(self) -> tuple[str, dict[str, Any]]:
        """Return the least theme: the project's own could ask for files that aren't written."""
        return "basic", {}

    def get_outdated_docs(self) -> Iterator[str]:
        """Return all documents: there is no page that could be older than its source."""
        yield from self.env.found_docs

    def copy_assets(self) -> None:
        """Copy nothing."""

    def write_doc(self, docname: str, doctree: nodes.document) -> None:
        """Write nothing: what the page says is kept when it is resolved."""

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
