"""Recognition is a pure function: what its modules may import."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import sphinxext_confnotes.recognition as package

MODULES = sorted(Path(package.__file__).parent.glob("*.py"))
NAME = "sphinxext_confnotes"
OUTSIDE = {f"{NAME}.dates", f"{NAME}.records"}


def imported(path: Path) -> set[str]:
    """Return the modules that a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_needs_neither_sphinx_nor_docutils(path: Path) -> None:
    names = {name.partition(".")[0] for name in imported(path)}
    assert not names & {"sphinx", "docutils", "myst_parser", "markdown_it"}
    own = {name for name in imported(path) if name.startswith(NAME)}
    assert all(name.startswith(f"{NAME}.recognition") or name in OUTSIDE for name in own)
