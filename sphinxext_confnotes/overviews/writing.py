"""The writing of a doctree that no document has, as the builder writes those of documents."""

from __future__ import annotations

from html import escape
from typing import Any, cast

from docutils import nodes
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.util.docutils import new_document
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from sphinxext_confnotes.compat import note_equations

TEMPLATE = "page.html"
"""The theme's own template of pages: these are pages like any other."""


def begin(builder: StandaloneHTMLBuilder, page: str) -> nodes.document:
    """Return an empty document for a page.

    :param page: its name, which needn't be a document's.
    """
    document = new_document(page)
    document.settings.env = builder.env
    return document


def write(builder: StandaloneHTMLBuilder, document: nodes.document, page: str) -> HTML5Translator:
    """Resolve and lower a document, and return the translator that has written it."""
    builder.env.apply_post_transforms(document, page)
    builder.post_process_images(document)
    # As for the page of a document, which Sphinx writes with these.
    document.settings = builder.docsettings
    builder.secnumbers, builder.fignumbers = {}, {}
    address = builder.get_target_uri(page)
    builder.imgpath = relative_uri(address, "_images")
    builder.dlpath = relative_uri(address, "_downloads")
    builder.current_docname = page
    translator = cast("HTML5Translator", builder.create_translator(document, builder))
    document.walkabout(translator)
    return translator


def context_of(
    builder: StandaloneHTMLBuilder, page: str, *, title: str, body: str, has_math: bool
) -> dict[str, Any]:
    """Return the context of a page's template, and have Sphinx load its script for formulas.

    :param title: the title of the page, as text.
    :param body: all that stands on it, in HTML.
    """
    if has_math:
        note_equations(builder.env, page)
    return {
        "title": escape(title),
        "body": body,
        "metatags": "",
        "has_maths_elements": has_math,
    }
