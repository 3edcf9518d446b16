"""The table of publishers: against the configuration, and against who goes through it."""

from __future__ import annotations

import ast
from pathlib import Path
from pkgutil import resolve_name

import pytest

from sphinxext_confnotes.config import FEEDS, PUBLISHED
from sphinxext_confnotes.publishing import formats, publish
from sphinxext_confnotes.publishing.publisher import PUBLISHERS

FORMATS = f"{formats.__name__}."


def test_has_what_can_be_asked_for() -> None:
    assert list(dict.fromkeys(publisher.name for publisher in PUBLISHERS)) == PUBLISHED
    asked = {(publisher.name, publisher.feed_format) for publisher in PUBLISHERS}
    assert len(asked) == len(PUBLISHERS)
    assert {feed_format for _, feed_format in asked} - {"", *FEEDS} == set()


@pytest.mark.parametrize(
    "makes_files", [publisher.makes_files for publisher in PUBLISHERS if publisher.makes_files]
)
def test_names_functions_that_are_there(makes_files: str) -> None:
    assert callable(resolve_name(FORMATS + makes_files))


def test_those_who_publish_know_no_kind_by_name() -> None:
    tree = ast.parse(Path(publish.__file__).read_text("utf-8"))
    constants = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert not constants & {*PUBLISHED, *FEEDS}
    imported = {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not [module for module in imported if FORMATS in f"{module}."]
