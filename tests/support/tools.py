"""Programs and packages that not every machine has, as the marker ``tools`` names them.

A test that needs some is marked with all of them: ``@pytest.mark.tools("java", "npm:vnu-jar")``.
``conftest`` skips it where one is missing, and in CI, where all have to be, fails it.
"""

from __future__ import annotations

import importlib.util
import shutil

from tests.support.browsing import NPM

BROWSER = ("chromium", "python:playwright")
"""What the fixture ``browser`` needs, and with it every test that asks for it."""


def is_installed(tool: str) -> bool:
    """Tell whether there is a program, or a package of ``npm:`` or ``python:``."""
    kind, _, name = tool.rpartition(":")
    if kind == "npm":
        return (NPM / name).is_dir()
    if kind == "python":
        return _can_be_imported(name)
    assert not kind, tool
    return shutil.which(name) is not None


def _can_be_imported(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ImportError:
        # A package of which it is a part is missing.
        return False
