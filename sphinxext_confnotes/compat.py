"""What Sphinx has no public way to, in one place; ``tests/test_compat.py`` watches it.

Called by ``rendering`` and ``publishing``.
"""

from __future__ import annotations

from typing import Any, cast

import sphinx
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment


def builder_of(env: BuildEnvironment) -> Builder:
    """Return the builder that a post-transform works for.

    A transform is given the document only.  Its ``app`` was the way to the builder up to Sphinx
    8; since 9.0 that is deprecated, and Sphinx's own transforms take the private attribute.
    """
    untyped = cast("Any", env)
    app = untyped._app if hasattr(untyped, "_app") else untyped.app
    return cast("Builder", app.builder)


def note_equations(env: BuildEnvironment, docname: str) -> None:
    """Note that a page has formulas which it didn't have when it was read.

    Up to 8.1 Sphinx decides then whether the page will load MathJax; since 8.2 when it has been
    written, and there is nothing to do.
    """
    if sphinx.version_info < (8, 2):
        env.get_domain("math").data["has_equations"][docname] = True
