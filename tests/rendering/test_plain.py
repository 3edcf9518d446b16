"""Builders other than HTML: set as a careful person would, and compiled where that is done."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from pytest_regressions.file_regression import FileRegressionFixture

from tests.conftest import PROJECTS, Build, optional

PAGES = ("posts/monday", "posts/tuesday", "posts/wednesday", "pages/overview/summary")


@pytest.mark.parametrize("page", PAGES)
def test_text(build: Build, file_regression: FileRegressionFixture, page: str) -> None:
    built = build(PROJECTS / "rich", "text")
    file_regression.check(built.text(f"{page}.txt"), extension=".txt", encoding="utf-8")


def test_latex_compiles_without_an_undefined_reference(build: Build) -> None:
    latexmk, pdftotext = optional("latexmk"), optional("pdftotext")
    built = build(PROJECTS / "rich", "latex")
    done = subprocess.run(
        [latexmk, "-pdf", "-interaction=nonstopmode", "-halt-on-error", "kitchennotes.tex"],
        cwd=built.out,
        capture_output=True,
        check=False,
    )
    log = (built.out / "kitchennotes.log").read_text("latin-1")
    assert done.returncode == 0, log[-2000:]
    assert re.findall(r"^.*undefined.*$", log, re.MULTILINE) == []
    pdf = built.out / "kitchennotes.pdf"
    text = subprocess.run([pdftotext, str(pdf), "-"], capture_output=True, text=True, check=True)
    for words in ("Highlight of my day", "Presenter: Bo Crumb", "https://example.org/bread.pdf"):
        assert words in text.stdout


def test_texinfo_is_read_by_makeinfo(build: Build) -> None:
    makeinfo = optional("makeinfo")
    built = build(PROJECTS / "rich", "texinfo")
    source = next(Path(built.out).glob("*.texi"))
    done = subprocess.run(
        [makeinfo, "--no-split", source.name],
        cwd=built.out,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
