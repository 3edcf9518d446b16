"""Programs and packages that not every machine has, for the tests marked ``tools``."""

from __future__ import annotations

import importlib
import os
import shutil
from pathlib import Path
from typing import Any, NoReturn

import pytest

from tests.support.browsing import NPM


def optional(tool: str) -> str:
    """Return the path of a program, or skip the test; in CI, where it has to be, fail."""
    path = shutil.which(tool)
    return path or _miss(tool)


def optional_module(name: str) -> Any:
    """Return a module, or skip all tests of the one that calls this; in CI, fail."""
    try:
        return importlib.import_module(name)
    except ImportError:
        return _miss(name)


def optional_package(name: str) -> Path:
    """Return the folder of a package from npm, or skip the test; in CI, fail."""
    folder = NPM / name
    return folder if folder.is_dir() else _miss(f"npm's {name}")


def _miss(what: str) -> NoReturn:
    if os.environ.get("CONFNOTES_CI"):
        pytest.fail(f"{what} isn't installed")
    pytest.skip(f"{what} isn't installed", allow_module_level=True)
