"""Digests of the state that a build is in: its settings, and the documents that it has read.

What is kept from build to build under such a digest is as it would be made again.  Called by
``domain``, which everything else asks.
"""

from __future__ import annotations

import docutils
import sphinx
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from sphinxext_confnotes import wording
from sphinxext_confnotes.kept_files import digest


def of_settings(app: Sphinx) -> str:
    """Return a digest of all that can be configured, of the builder, and of versions."""
    builder = app.builder
    values = [
        (one.name, _steady(one.value)) for one in app.config.filter(frozenset(("env", "html")))
    ]
    versions = [(name, one.version) for name, one in sorted(app.extensions.items())]
    return digest(
        builder.name,
        builder.format,
        sorted(values, key=lambda value: value[0]),
        versions,
        sorted(builder.tags),
        sphinx.__version__,
        docutils.__version__,
        # The words are those of catalogues, of which a project may have its own.
        wording.sample(),
    )


def of_documents(env: BuildEnvironment) -> str:
    """Return a digest that is another one when any document has been read or has gone.

    Sphinx notes the time of each reading, in microseconds.
    """
    return digest(sorted(env.all_docs.items()))


def _steady(value: object) -> object:
    """Return a value without what is different in each process: orders of sets, and addresses."""
    if isinstance(value, set | frozenset):
        return sorted(map(repr, value))
    if isinstance(value, dict):
        return [(key, _steady(inner)) for key, inner in value.items()]
    if isinstance(value, list | tuple):
        return [_steady(inner) for inner in value]
    if callable(value):
        return getattr(value, "__module__", ""), getattr(value, "__qualname__", "")
    return value
