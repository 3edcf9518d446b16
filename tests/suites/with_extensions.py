"""A plugin for pytest that loads extensions into every application of a test.

``CONFNOTES_SUITE_LOADS`` names them.  They are set up behind those of the test's own ``conf.py``,
and the list there stays as it is.  Used by ``run.py``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from sphinx.application import Sphinx


@pytest.fixture(scope="session", autouse=True)
def _load() -> Iterator[None]:
    names = os.environ["CONFNOTES_SUITE_LOADS"].split(",")
    preload_builder = Sphinx.preload_builder

    def load(app: Sphinx, name: str) -> None:
        # Called when all other extensions are set up, and before the configuration is.
        for extension in names:
            app.setup_extension(extension)
        preload_builder(app, name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Sphinx, "preload_builder", load)
        yield
