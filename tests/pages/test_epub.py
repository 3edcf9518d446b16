"""EPUBs that epubcheck passes."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.builds import PROJECTS, run_sphinx


@pytest.mark.tools("java", "epubcheck")
@pytest.mark.parametrize("project", ["pages", "rich"])
def test_epubcheck_finds_nothing(tmp_path: Path, project: str) -> None:
    built = run_sphinx(tmp_path, PROJECTS / project, "epub")
    (book,) = built.out.glob("*.epub")
    command = ["java", "-jar", shutil.which("epubcheck"), "--failonwarnings", book]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
