"""Real documentation projects, built as they are and with the extension added.

    python -m tests.support.real_projects CHECKOUT --docs docs --python VENV/bin/python \
        --conf "intersphinx_mapping = {}"

The checkout is copied and built from the same paths each time: as it is, with the extension at the
end of ``extensions``, and both once more, to see what isn't the same from build to build by itself;
and once with ``myst_parser`` and ``sphinx_design``, which the extension loads, for what these two
alone change.  What differs is printed, with the time of the processor and the size of the
environment, and the command ends with 1 unless it is what the extension has to change:

- pages that are posts, and the general index of a project with posts;
- files of our own beside them;
- labels of our indices, and objects of our domain, in ``objects.inv``;
- ``searchindex.js`` where it names these, the extension, and what posts say.

A project needs its own requirements, so the environment that it is built in is another one, which
needs ours as well; the extension is taken from this checkout.
"""

from __future__ import annotations

import argparse
import difflib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
OURS = ["sphinxext_confnotes"]
NEIGHBOURS = ["myst_parser", "sphinx_design"]
"""What the extension loads."""

SHOWN = 12
"""Lines of a difference that are printed, and files of a kind that are named."""

UNSTEADY = {".buildinfo", "searchindex.js", "objects.inv"}
"""Files that are compared by what they say, or not at all."""

MADE_UP = re.compile(r"0x[0-9a-f]+|sphinx-err-\w+")
"""What is another one in each build, in a message."""

ADDED = re.compile(r"_static/confnotes|conf-\w+\.html$|talks\.json$")
"""Files of our own in a project with posts."""

POSTS = """
import json, pickle, sys
with open(sys.argv[1], "rb") as file:
    env = pickle.load(file)
posts = env.domaindata.get("conf", {}).get("posts", {})
print(json.dumps({"documents": sorted(env.found_docs), "posts": sorted(posts)}))
"""
"""Prints what an environment knows; it can be loaded only where it was made."""


@dataclass(frozen=True)
class Build:
    """What came of a build."""

    out: Path
    status: int
    warnings: Counter[str]
    seconds: float
    """Of the processor."""
    environment: int
    """Bytes of it, pickled."""
    documents: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()

    @cached_property
    def files(self) -> dict[str, bytes]:
        """The files of the output, by their path in it."""
        paths = sorted(path for path in self.out.rglob("*") if path.is_file())
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in paths}

    @property
    def inventory(self) -> set[str]:
        """The lines of ``objects.inv``, without its header."""
        content = self.files.get("objects.inv")
        if content is None:
            return set()
        return set(zlib.decompress(content.split(b"\n", 4)[4]).decode().splitlines())

    @property
    def index(self) -> dict[str, Any]:
        """What ``searchindex.js`` holds, objects with the names of their types."""
        text = self.files.get("searchindex.js", b"").decode()
        if not text:
            return {}
        index: dict[str, Any] = json.loads(text[text.index("(") + 1 : text.rindex(")")])
        names = {number: ":".join(name[:2]) for number, name in index.pop("objnames").items()}
        index.pop("objtypes")
        index["objects"] = {
            f"{prefix}.{one[4]}": [one[0], names[str(one[1])], *one[2:4]]
            for prefix, objects in index["objects"].items()
            for one in objects
        }
        return index


class Project:
    """A checkout that is built again and again in one place."""

    def __init__(self, checkout: Path, docs: str, python: str, conf: str, root: Path) -> None:
        self._checkout = checkout
        self._docs = docs
        self._python = python
        self._conf = conf
        self._root = root

    def build(self, name: str, extensions: Sequence[str] = (), builder: str = "html") -> Build:
        """Build with these extensions at the end of the project's own."""
        place = self._root / "project"
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(self._checkout, place / "checkout", symlinks=True)
        source = place / "checkout" / self._docs
        with (source / "conf.py").open("a", encoding="utf-8") as file:
            # MyST-NB loads MyST-Parser itself, and takes no second one.
            added = [f"extensions += [{name!r}]" for name in extensions if name != "myst_parser"]
            if "myst_parser" in extensions:
                added.append("extensions += [] if 'myst_nb' in extensions else ['myst_parser']")
            file.write("\n".join(["", self._conf, *added, ""]))
        out, doctrees, said = place / "out", place / "doctrees", place / "warnings.txt"
        command = [self._python, "-m", "sphinx", "-T", "-q", "-N", "-b", builder]
        command += ["-d", str(doctrees), "-w", str(said), str(source), str(out)]
        with (self._root / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=source, env=self._environment
            )
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        kept = self._root / name
        shutil.rmtree(kept, ignore_errors=True)
        pickled = doctrees / "environment.pickle"
        known = self._read(pickled) if pickled.exists() else {}
        size = pickled.stat().st_size if pickled.exists() else 0
        if out.exists():
            shutil.move(out, kept)
        text = said.read_text("utf-8") if said.exists() else ""
        return Build(
            kept,
            process.returncode,
            # A message may have several lines, of which each is enough to tell it by.
            Counter(MADE_UP.sub("…", line) for line in text.splitlines()),
            usage.ru_utime + usage.ru_stime,
            size,
            tuple(known.get("documents", ())),
            tuple(known.get("posts", ())),
        )

    def _read(self, pickled: Path) -> dict[str, list[str]]:
        command = [self._python, "-c", POSTS, str(pickled)]
        done = subprocess.run(command, capture_output=True, env=self._environment, check=False)
        found: dict[str, list[str]] = json.loads(done.stdout) if done.returncode == 0 else {}
        return found

    @property
    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONHASHSEED": "0",
            # Python before 3.12 has no other way to be told of one day for all builds.
            "SOURCE_DATE_EPOCH": "1900000000",
        }


def is_ours(line: str) -> bool:
    """Whether a line of an inventory is about our domain or one of our indices."""
    return " conf:" in line or re.match(r"conf-\w+ std:label ", line) is not None


def compare_files(before: Build, after: Build, again: Build) -> Iterator[tuple[str, str]]:
    """Yield what has become of each file that differs, and its name.

    :param again: the first build once more.
    """
    posts = {f"{name}.html" for name in after.posts}
    if posts:
        posts.add("genindex.html")
    for name in sorted({*before.files, *after.files} - UNSTEADY):
        one, other = before.files.get(name), after.files.get(name)
        if one == other:
            continue
        if again.files.get(name) != one:
            yield "unsteady by itself", name
        elif one is None:
            yield "ours" if after.posts and ADDED.match(name) else "added", name
        elif other is None:
            yield "missing", name
        else:
            yield "with posts" if name in posts else "changed", name


def compare_indexes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Yield what differs between two search indexes, but for objects of ours."""
    for key in sorted({*before, *after}):
        one, other = before.get(key), after.get(key)
        if not (isinstance(one, dict) and isinstance(other, dict)):
            if one != other:
                yield f"{key}: {one!r:.200} → {other!r:.200}"
            continue
        for name in sorted({*one, *other}):
            old, new = one.get(name), other.get(name)
            about_ours = key == "objects" and new is not None and str(new[1]).startswith("conf:")
            if old != new and not about_ours:
                yield f"{key}[{name!r}]: {old!r:.200} → {new!r:.200}"


def difference(before: Build, after: Build, name: str, lines: int = SHOWN) -> str:
    """Return the first lines that differ in a file of text."""
    try:
        old, new = (build.files[name].decode().splitlines() for build in (before, after))
    except (KeyError, UnicodeDecodeError):
        return ""
    found = list(difflib.unified_diff(old, new, lineterm="", n=0))[2:]
    return "\n".join(f"        {line:.240}" for line in found[:lines])


def report(before: Build, after: Build, again: Build) -> bool:
    """Print what differs between two builds, and return whether it may."""
    good = after.status == before.status
    if not good:
        print(f"  exit code: {before.status} → {after.status}")
    for line, number in (after.warnings - (before.warnings | again.warnings)).items():
        good = False
        print(f"  new warning ({number}×): {line}")
    for line, number in ((before.warnings & again.warnings) - after.warnings).items():
        good = False
        print(f"  no warning any more ({number}×): {line}")
    kinds: dict[str, list[str]] = {}
    for kind, name in compare_files(before, after, again):
        kinds.setdefault(kind, []).append(name)
    for kind, names in kinds.items():
        good = good and kind in ("with posts", "ours", "unsteady by itself")
        print(f"  {kind}: {len(names)}: {', '.join(names[:SHOWN])}")
        if kind in ("changed", "with posts"):
            for name in names[:3]:
                print(f"      {name}\n{difference(before, after, name)}")
    for line in sorted(after.inventory ^ before.inventory):
        if not is_ours(line):
            good = False
            print(f"  objects.inv: {'+' if line in after.inventory else '-'} {line}")
    for number, line in enumerate(compare_indexes(before.index, after.index)):
        expected = line.startswith("envversion['sphinxext_confnotes']")
        good = good and (expected or bool(after.posts))
        if number < SHOWN and not expected:
            print(f"  searchindex.js: {line}")
    return good


def main(arguments: Sequence[str] | None = None) -> int:
    """Build a project in each way, print what differs, and return 1 where that must not be."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("checkout", type=Path, help="the project's folder")
    parser.add_argument("--docs", default=".", help="the folder of conf.py in it")
    parser.add_argument("--python", default=sys.executable, help="of the environment to build in")
    parser.add_argument("--conf", default="", help="added to conf.py in every build")
    parser.add_argument("--keep", type=Path, help="where what was built stays")
    options = parser.parse_args(arguments)
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        root = (options.keep or Path(folder)).resolve()
        project = Project(
            options.checkout.resolve(), options.docs, options.python, options.conf, root
        )
        plain = project.build("plain")
        ours = project.build("ours", OURS)
        plain_again = project.build("plain-again")
        ours_again = project.build("ours-again", OURS)
        neighbours = project.build("neighbours", NEIGHBOURS)
        if neighbours.status != plain.status:
            # Another extension reads Markdown there.
            neighbours = project.build("neighbours", NEIGHBOURS[1:])
        name = options.checkout.resolve().name
        print(f"{name}: {len(plain.documents)} documents, {len(ours.posts)} posts")
        print(f" exit code {plain.status}, {plain.warnings.total()} lines of warnings")
        seconds = [min(a.seconds, b.seconds) for a, b in ((plain, plain_again), (ours, ours_again))]
        print(
            f" processor: {seconds[0]:.1f} s, with myst_parser and sphinx_design"
            f" {neighbours.seconds:.1f} s, with us {seconds[1]:.1f} s"
            f" = {seconds[1] / seconds[0]:.3f}"
        )
        if plain.environment:
            print(
                f" environment: {plain.environment} bytes, with myst_parser and sphinx_design"
                f" {neighbours.environment}, with us {ours.environment}"
                f" = {ours.environment / plain.environment:.3f}"
            )
        print(" against the project as it is:")
        report(plain, ours, plain_again)
        print(" against myst_parser and sphinx_design:")
        good = report(neighbours, ours, plain_again)
        print(" against us once more:")
        report(ours, ours_again, plain_again)
    return 0 if good and plain.documents else 1


if __name__ == "__main__":
    sys.exit(main())
