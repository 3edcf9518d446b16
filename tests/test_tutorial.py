"""The tutorial, as it stands: each file is written and each command run, in its order."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parent.parent / "docs"
PAGE = (DOCS / "tutorial.md").read_text("utf-8")
FILES = DOCS / "examples" / "tutorial"

# Its theme.
pytestmark = pytest.mark.tools("python:furo")

STEP = re.compile(
    r"```\{literalinclude\} examples/tutorial/(?P<file>\S+)|"
    r"```console\n(?P<console>.*?)```|"
    r"```python\n(?P<python>.*?)```|"
    r"```markdown\n(?P<note>  TLDR: .*?)```|"
    r"````text\n(?P<toctree>.*?)````",
    re.DOTALL,
)
INSTALL = ("python -m venv", ". .venv", "pip install")
"""The commands for what the tests run in."""


def run(command: str, folder: Path) -> str:
    first, *words = shlex.split(command)
    if first == "sphinx-build":
        words = ["-m", "sphinx", *words]
    else:
        assert first == "python"
    done = subprocess.run(
        [sys.executable, *words], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stderr}"
    assert "WARNING" not in done.stderr, done.stderr
    return done.stdout


def test_each_step(tmp_path: Path) -> None:
    for step in STEP.finditer(PAGE):
        if name := step["file"]:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text((FILES / name).read_text("utf-8"), "utf-8")
        elif added := step["python"] or step["toctree"]:
            name = "conf.py" if step["python"] else "index.md"
            with (tmp_path / name).open("a", encoding="utf-8") as file:
                file.write(f"\n{added}")
        elif step["note"]:
            post = tmp_path / "posts" / "2031-05-13.md"
            text = post.read_text("utf-8")
            assert "  TLDR:\n" in text
            post.write_text(text.replace("  TLDR:\n", step["note"], 1), "utf-8")
        else:
            _check_console(step["console"], tmp_path)
    home = (tmp_path / "build" / "html" / "index.html").read_text("utf-8")
    assert "the opposite of" in home
    assert "Ade Bello" in home
    assert "Boiler room" in (tmp_path / "build" / "html" / "programme.html").read_text("utf-8")
    written = {path.name for path in (tmp_path / "build" / "html").iterdir()}
    assert {"feed.xml", "talks.ics", "talks.bib", "talks.json"} <= written


def _check_console(text: str, folder: Path) -> None:
    """Run commands, each of which prints the lines below it, among others, in their order."""
    command, out, at = "", "", 0
    for line in text.splitlines():
        if line.startswith("$ "):
            command, out, at = line.removeprefix("$ "), "", 0
            if command.startswith(INSTALL):
                # As packages have it, and pages of theirs would be pages of the site.
                package = folder / ".venv" / "lib" / "package"
                package.mkdir(parents=True, exist_ok=True)
                (package / "README.md").write_text("## A package\n", "utf-8")
            else:
                out = run(command, folder)
        else:
            found = out.find(f"{line}\n", at)
            assert found >= 0, f"{command} doesn't print {line!r}:\n{out}"
            at = found + len(line)


def test_every_file_is_shown() -> None:
    shown = {step["file"] for step in STEP.finditer(PAGE) if step["file"]}
    assert shown == {
        file.relative_to(FILES).as_posix() for file in FILES.rglob("*") if file.is_file()
    }
