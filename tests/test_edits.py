"""Any sequence of edits, built after each step: as a fresh build, and nothing written in vain.

``CONFNOTES_EDITS=200`` tries that many sequences, other ones each time; without it a few are
tried, always the same.
"""

from __future__ import annotations

import difflib
import functools
import os
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.builds import Built, pages, run_sphinx, times
from tests.support.random_edits import EDITS, POSTS, START, UNDO, Edit, Project, Undo, written

SEQUENCES = int(os.environ.get("CONFNOTES_EDITS", "0"))
PROFILE = settings(
    max_examples=SEQUENCES or 5,
    derandomize=not SEQUENCES,
    database=None,
    deadline=None,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
)
BUILDERS = {"1": "html", "2": "dirhtml"}
"""The builder by the number of jobs that it is given."""
Step = list[Edit | Undo]

ALWAYS_WRITTEN = ("genindex", "search", "index")
"""By Sphinx itself, the home page up to 8.1; and the indices of domains.  And a post is read again
when its talks might be told otherwise by what the programme says of them now."""


class Workshop:
    """The folders in which sequences are built, one after another from the same start."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.stamp = 0
        self.fresh = functools.lru_cache(maxsize=32)(self._fresh)
        files = written(START)
        for jobs in BUILDERS:
            self.save(self.project(jobs), {}, files)
            self.build(jobs)
            shutil.copytree(self.project(jobs), self.kept(jobs), copy_function=shutil.copy2)

    def project(self, jobs: str) -> Path:
        return self.root / f"jobs{jobs}"

    def kept(self, jobs: str) -> Path:
        return self.root / f"kept{jobs}"

    def restart(self) -> None:
        """Bring back the start as it was built, in its place: Sphinx knows the folder's name."""
        for jobs in BUILDERS:
            shutil.rmtree(self.project(jobs))
            shutil.copytree(self.kept(jobs), self.project(jobs), copy_function=shutil.copy2)

    def save(self, project: Path, old: Mapping[str, str], new: Mapping[str, str]) -> None:
        """Write the files that have changed, each at a later time than any before."""
        source = project / "source"
        for name in old.keys() - new.keys():
            (source / name).unlink()
        for name in [name for name in new if old.get(name) != new[name]]:
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(new[name], "utf-8")
            self.stamp = max(self.stamp + 1000, time.time_ns())
            os.utime(path, ns=(self.stamp, self.stamp))

    def build(self, jobs: str) -> Built:
        folder = self.project(jobs).name
        built = run_sphinx(self.root, None, BUILDERS[jobs], args=["-j", jobs], folder=folder)
        assert built.status == 0, built.errors
        return built

    def _fresh(self, files: tuple[tuple[str, str], ...], builder: str) -> dict[str, bytes]:
        shutil.rmtree(self.root / "fresh", ignore_errors=True)
        built = run_sphinx(self.root, dict(files), builder, folder="fresh")
        assert built.status == 0, built.errors
        return pages(built)


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("edits"))


@pytest.mark.thorough
@PROFILE
@given(steps=st.lists(st.lists(st.one_of(EDITS), min_size=1, max_size=2), min_size=4, max_size=12))
def test_incremental_builds_give_what_fresh_builds_give(
    workshop: Workshop, steps: list[Step]
) -> None:
    workshop.restart()
    project, earlier = START, [START]
    gone: set[str] = set()
    for number, step in enumerate(steps):
        old = written(project)
        project = _edited(project, step, earlier)
        new = written(project)
        gone |= {Path(name).with_suffix("").as_posix() for name in old.keys() - new.keys()}
        if new != old:
            _check(workshop, old, new, gone, steps[: number + 1])


def _edited(project: Project, step: Step, earlier: list[Project]) -> Project:
    for edit in step:
        if edit == UNDO:
            project = earlier.pop() if len(earlier) > 1 else START
        else:
            earlier.append(project)
            project = edit(project)
    return project


def _check(
    workshop: Workshop,
    old: Mapping[str, str],
    new: Mapping[str, str],
    gone: Iterable[str],
    steps: Sequence[Step],
) -> None:
    edited = {Path(name).with_suffix("").as_posix() for name in new if old.get(name) != new[name]}
    for jobs, builder in BUILDERS.items():
        expected = workshop.fresh(tuple(sorted(new.items())), builder)
        project = workshop.project(jobs)
        out = project / "build" / builder
        before = Built(project / "source", out, project / "doctrees", builder, 0, "")
        before_pages, before_times = pages(before), times(before)
        workshop.save(project, old, new)
        built = workshop.build(jobs)
        got = pages(built)
        stale = [
            name
            for name in sorted(got.keys() | expected.keys())
            if got.get(name) != expected.get(name) and not left_by_sphinx(name, gone, expected)
        ]
        assert not stale, _report(f"stale with -j {jobs}", steps, stale, expected, got)

        written_again = {
            file.removesuffix("/index"): f"{file}.html"
            for file, then in times(built).items()
            if then != before_times.get(file)
        }
        in_vain = [
            page
            for page, file in written_again.items()
            if got[file] == before_pages.get(file)
            and page not in edited
            and page not in ALWAYS_WRITTEN
            and not (page in POSTS and "programme" in edited)
            and not page.startswith("conf-")
        ]
        # With another configuration Sphinx reads or writes everything again.
        if old["conf.py"] == new["conf.py"]:
            assert not in_vain, _report(f"written in vain with -j {jobs}", steps, in_vain)


def left_by_sphinx(name: str, gone: Iterable[str], expected: Mapping[str, bytes]) -> bool:
    """Tell whether Sphinx leaves a file as it is, which a fresh build doesn't make.

    It removes nothing from the output folder: neither a page and the copy of its source when
    the source has gone, nor the scripts of another language, an index that has become empty, or
    its record of another configuration.
    """
    if name in expected:
        return False
    left = ("{}.html", "{}/index.html", "_sources/{}.md.txt")
    return (
        name in {text.format(page) for page in gone for text in left}
        or name in ("_static/translations.js", ".buildinfo.bak")
        or name.endswith("-stemmer.js")
        or (name.startswith("conf-") and name.endswith(".html"))
    )


def _report(
    what: str,
    steps: Sequence[Step],
    names: Sequence[str],
    expected: Mapping[str, bytes] = MappingProxyType({}),
    got: Mapping[str, bytes] = MappingProxyType({}),
) -> str:
    """Return what happened after which edits, and how the pages differ."""
    lines = [
        f"{what}: {', '.join(names)}",
        *(f"step {number}: {step}" for number, step in enumerate(steps, 1)),
    ]
    for name in names:
        was, now = (
            there.get(name, b"").decode("utf-8", "replace").splitlines()
            for there in (expected, got)
        )
        diff = difflib.unified_diff(
            was, now, f"fresh {name}", f"incremental {name}", n=1, lineterm=""
        )
        lines += [line[:400] for line in diff][:40]
    return "\n".join(lines)
