"""EPUBs that epubcheck passes."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.builds import PROJECTS, run_sphinx
from tests.support.tools import optional


@pytest.mark.parametrize("project", ["pages", "rich"])
def test_epubcheck_finds_nothing(tmp_path: Path, project: str) -> None:
    built = run_sphinx(tmp_path, PROJECTS / project, "epub")
    (book,) = built.out.glob("*.epub")
    command = [optional("java"), "-jar", optional("epubcheck"), "--failonwarnings", book]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
