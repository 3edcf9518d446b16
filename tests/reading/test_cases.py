"""Posts in forms that people use: what each gives, with no setting but its own front matter."""

from __future__ import annotations

import json

import pytest

from tests.support.builds import CONF, PROJECTS, Build

CASES = PROJECTS / "cases"
EXPECTED = json.loads((CASES / "expected.json").read_text("utf-8"))
COUNTED = ("talks", "tldrs", "comments", "highlights")


@pytest.mark.parametrize("name", EXPECTED)
def test_a_form_that_people_use(build: Build, name: str) -> None:
    expected = EXPECTED[name]
    path = expected.get("path", name)
    docname = path.rpartition(".")[0]
    files = {
        "conf.py": CONF,
        path: (CASES / name).read_text("utf-8"),
        "index.md": f"# Home\n\n```{{toctree}}\n{docname}\nsummary\n```\n",
        "summary.md": "# Days\n\n```{daily-summary}\n```\n",
    }
    built = build(files)
    body = built.html(f"{docname}.html").select_one("div.body")
    assert body
    found = {kind: len(body.select(f".confnotes-{kind.removesuffix('s')}")) for kind in COUNTED}
    for kind in COUNTED:
        assert found[kind] == expected.get(kind, found[kind]), kind
    assert len(built.warnings) == expected.get("warnings", len(built.warnings))
    posts = json.loads(built.text("talks.json"))["posts"]
    talks = [talk for post in posts for talk in post["talks"]]
    for talk, fields in zip(talks, expected.get("fields", []), strict=False):
        assert {key: talk.get(key) for key in fields} == fields
    for words in expected.get("words", []):
        assert words in body.get_text()


def test_each_case_has_its_post() -> None:
    posts = {path.name for path in CASES.iterdir()} - {"expected.json"}
    assert posts == set(EXPECTED)
