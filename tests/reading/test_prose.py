"""The prose form: what ``reading/prose.py`` makes of posts without markup."""

from __future__ import annotations

import re

import pytest

from tests.conftest import PROJECTS, Built, build_once

FORMS = sorted(path.stem for path in (PROJECTS / "forms" / "prose").glob("*.md"))


@pytest.fixture(scope="module")
def forms(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return build_once(tmp_path_factory, PROJECTS / "forms", "dummy", args=["-W", "-n"])


def tree(built: Built, docname: str) -> str:
    """Return a doctree without what says where it came from."""
    text = built.doctree(docname).pformat()
    text = re.sub(r' (source|xml:space)="[^"]*"', "", text)
    return text.replace(str(built.source), "").replace(docname.split("/")[0] + "/", "")


def test_only_a_directive_without_notes_is_warned_about(forms: Built) -> None:
    lines = [warning.split(": ")[0] for warning in forms.warnings]
    assert lines == [f"directives/items_without_notes.md:{line}" for line in (8, 10)]


@pytest.mark.parametrize("name", FORMS)
def test_both_forms_give_the_same_doctree(forms: Built, name: str) -> None:
    assert tree(forms, f"prose/{name}") == tree(forms, f"directives/{name}")
