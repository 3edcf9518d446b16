"""What tests build with: small source projects, a real Sphinx, and what came out."""

from __future__ import annotations

import os
import pickle
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from docutils import nodes

PROJECTS = Path(__file__).parent / "projects"
CONF = 'extensions = ["sphinxext_confnotes"]\n'
COLOURS = re.compile(r"\x1b\[[0-9;]*m")


@dataclass
class Built:
    """The outcome of one ``sphinx-build``."""

    source: Path
    out: Path
    doctrees: Path
    builder: str
    status: int
    log: str
    errors: str

    @property
    def warnings(self) -> list[str]:
        """The lines of the log's warnings, paths relative to the source folder."""
        text = COLOURS.sub("", self.errors).replace(f"{self.source}{os.sep}", "")
        return [line for line in text.splitlines() if line.strip()]

    def doctree(self, docname: str) -> nodes.document:
        """Return a document as it was read."""
        return pickle.loads((self.doctrees / f"{docname}.doctree").read_bytes())

    def text(self, name: str) -> str:
        """Return an output file."""
        return (self.out / name).read_text("utf-8")

    def html(self, name: str) -> BeautifulSoup:
        """Return an output page, parsed."""
        return BeautifulSoup(self.text(name), "html5lib")


Build = Callable[..., Built]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return a function that writes or copies a project and builds it.

    ``files`` is a folder, or names to texts; a missing ``conf.py`` has the extension alone, and a
    missing ``index`` a toctree of everything.  ``conf`` is added to the end of ``conf.py``.
    Called again without ``files`` it builds what is there, with the same doctrees.
    """

    def run(
        files: Mapping[str, str] | Path | None = None,
        builder: str = "html",
        *,
        conf: str = "",
        args: Sequence[str] = (),
        folder: str = "project",
        out: str = "",
        env: Mapping[str, str] | None = None,
    ) -> Built:
        source = tmp_path / folder / "source"
        if isinstance(files, Path):
            shutil.copytree(files, source, dirs_exist_ok=True)
        elif files is not None:
            write(source, files)
        if conf or not (source / "conf.py").exists():
            existing = source / "conf.py"
            text = existing.read_text("utf-8") if existing.exists() else CONF
            existing.write_text(text + conf, "utf-8")
        target = tmp_path / folder / "build" / (out or builder)
        doctrees = tmp_path / folder / "doctrees"
        command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", str(doctrees)]
        done = subprocess.run(
            [*command, *args, str(source), str(target)],
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **(env or {})},
        )
        assert "Traceback" not in done.stderr, done.stderr
        return Built(source, target, doctrees, builder, done.returncode, done.stdout, done.stderr)

    return run


def write(source: Path, files: Mapping[str, str]) -> None:
    """Write a project, with what every project needs."""
    files = dict(files)
    files.setdefault("conf.py", CONF)
    if not any(Path(name).stem == "index" and "/" not in name for name in files):
        files["index.md"] = "# Home\n\n```{toctree}\n:glob:\n\n*\n*/*\n```\n"
    for name, text in files.items():
        path = source / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def optional(tool: str) -> str:
    """Return the path of a program, or skip the test; in CI, where it has to be, fail."""
    path = shutil.which(tool)
    if path is None:
        if os.environ.get("CONFNOTES_CI"):
            pytest.fail(f"{tool} isn't installed")
        pytest.skip(f"{tool} isn't installed")
    return path
