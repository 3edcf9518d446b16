"""Manual pages: what linters say of them, and what somebody who opens one reads."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.builds import PROJECTS, Build, Built, build_without_extension

Kinds = Callable[[Built], set[str]]

POST = """\
---
title: Post
date: 2031-05-12
---

::::{talk} [Keys](https://example.org/keys)
:room: Hall
:tags: metal

:::{tldr}
They turn.

```{figure} pot.png
A caption
```
:::

:::{comment}
Not all of them.
:::
::::
"""

SUMMARY = "# Summary\n\n```{daily-summary}\n```\n"


def kinds_of_mandoc(built: Built) -> set[str]:
    """Return what kinds of remarks ``mandoc`` makes of a manual page."""
    text = _run(built, "mandoc", "-Tlint")
    return {match[1] for match in re.finditer(r":\d+:\d+: ([A-Z]+: [^:\n]+)", text)}


def kinds_of_groff(built: Built) -> set[str]:
    """Return what kinds of warnings ``groff`` gives for a manual page."""
    text = _run(built, "groff", "-K", "utf8", "-T", "utf8", "-t", "-man", "-ww", "-z")
    return set(re.findall(r"(?:warning|error): *([^\n\d]+)", text))


def _run(built: Built, *command: str) -> str:
    page = next(built.out.glob("*.1"))
    done = subprocess.run([*command, str(page)], capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize(
    "kinds",
    [
        pytest.param(kinds_of_mandoc, marks=pytest.mark.tools("mandoc")),
        pytest.param(kinds_of_groff, marks=pytest.mark.tools("groff")),
    ],
)
@pytest.mark.parametrize("project", ["rich", "company", "readers"])
def test_linters_find_nothing_that_they_dont_without_us(
    build: Build, tmp_path: Path, project: str, kinds: Kinds
) -> None:
    without = kinds(build_without_extension(tmp_path / "without", "man"))
    assert kinds(build(PROJECTS / project, "man")) - without == set()


@pytest.mark.tools("mandoc")
def test_notes_are_indented_under_the_title_of_their_talk(build: Build) -> None:
    built = build({"post.md": POST, "pot.png": ""}, "man")
    shown = re.sub(".\b", "", _run(built, "mandoc", "-T", "utf8", "-O", "width=78"))
    lines = [line for line in shown.splitlines() if line.strip()]
    # In capitals on older versions.
    end = next(i for i, line in enumerate(lines) if line.casefold() == "author")
    notes = lines[lines.index("POST") + 1 : end]
    indented = [(len(line) - len(line.lstrip()), line.strip()) for line in notes]
    assert [line for line in indented if "https:" not in line[1]] == [
        (7, "Monday, May 12, 2031"),
        (7, "Keys"),
        (14, "Room: Hall"),
        (14, "Tags: metal"),
        (14, "TLDR   They turn."),
        (23, "[image] A caption"),
        (14, "Comment"),
        (21, "Not all of them."),
    ]
    assert [line.strip(" <>") for line in notes if "https:" in line] == ["https://example.org/keys"]


def test_the_title_of_a_post_is_bold_in_a_summary(build: Build) -> None:
    built = build({"post.md": POST, "summary.md": SUMMARY, "pot.png": ""}, "man")
    assert "\n\\fBPost\\fP\n" in next(built.out.glob("*.1")).read_text("utf-8")
