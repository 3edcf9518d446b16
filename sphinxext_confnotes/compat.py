"""Workarounds for what Sphinx offers no public way to do.

Post-transforms are given only the document, MyST can't be told about an anchor, and Sphinx before
8.2 decides while reading whether a page loads MathJax.  Each function here holds one private
attribute or one difference between versions; ``tests/test_compat.py`` watches them on the oldest
and the newest Sphinx.  Called from ``registry``, ``rendering`` and ``publishing``.
"""

from __future__ import annotations

from typing import Any, cast

import sphinx
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.writers.html5 import HTML5Translator


def app_of(env: BuildEnvironment) -> Sphinx:
    """Return the application that an environment belongs to.

    Transforms are given the document only, and domains the environment.  Its ``app`` is
    deprecated since Sphinx 9.0, whose own transforms take the private attribute.
    """
    untyped = cast("Any", env)
    return cast("Sphinx", untyped._app if hasattr(untyped, "_app") else untyped.app)


def builder_of(env: BuildEnvironment) -> Builder:
    """Return the builder that a post-transform works for."""
    return app_of(env).builder


def note_equations(env: BuildEnvironment, docname: str) -> None:
    """Note that a page has formulas which it didn't have when it was read.

    Up to 8.1 Sphinx decides then whether the page will load MathJax; since 8.2 when it has been
    written, and there is nothing to do.
    """
    if sphinx.version_info < (8, 2):
        env.get_domain("math").data["has_equations"][docname] = True


def note_formulas(translator: HTML5Translator) -> None:
    """Note that a page has formulas which the translator of nodes didn't see.

    Since 8.2 Sphinx loads MathJax in pages whose translator has seen one.
    """
    translator._has_maths_elements = True


def needs_a_document() -> bool:
    """Tell whether Sphinx ends a build early that writes no document, so that nothing is finished.

    It does so up to 8.1.
    """
    return sphinx.version_info < (8, 2)


def note_anchor(env: BuildEnvironment, docname: str, name: str, line: int, title: str) -> None:
    """Note that a page has an anchor, for ``[](page.md#name)`` of MyST.

    It asks what it has kept of the headings, and Sphinx's labels, of which there can be one of a
    name only.
    """
    anchors = env.metadata[docname].setdefault("myst_slugs", {})
    anchors.setdefault(name, (line, name, title))
