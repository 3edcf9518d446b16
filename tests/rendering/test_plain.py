"""Builders other than HTML: set as a careful person would, and compiled where that is done."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests.support.builds import PROJECTS, Build

UNAVOIDABLE = re.compile(
    # A picture can't be shown as text.
    r".*could not find @image file .*\n"
    # A heading that is shorter than the indentation of what it stands in.
    r"|Negative repeat count does nothing at .*\n"
)
"""What makeinfo says of any document that has that in it."""


@pytest.mark.tools("makeinfo")
@pytest.mark.parametrize("to", ["--info", "--html", "--plaintext"])
@pytest.mark.parametrize("project", ["rich", "company", "readers"])
def test_makeinfo_finds_nothing_to_say(build: Build, project: str, to: str) -> None:
    built = build(PROJECTS / project, "texinfo")
    source = next(built.out.glob("*.texi"))
    done = subprocess.run(
        ["makeinfo", to, "--no-split", "--output=out", source.name],
        cwd=built.out,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, UNAVOIDABLE.sub("", done.stderr)) == (0, "")


def test_an_address_is_spelled_out_below_the_title(build: Build) -> None:
    built = build(PROJECTS / "rich", "texinfo")
    text = next(built.out.glob("*.texi")).read_text("utf-8")
    assert text.count("@item Knives\n") == 1
    assert text.count("@indicateurl{https://example.org/knives}") == 2
    assert text.count("@indicateurl{https://example.org/knives.git}") == 2
    assert text.count("Slides: recipe.csv\n") == 2
