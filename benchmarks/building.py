"""Building a peer's project in a process of its own, and looking at what came out.

What a build costs is what the kernel says of its process when it ends.  Each output is looked
through, so that no figure is that of a broken build.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType

from generate import Notes, edit
from peers import SUMMARY, Peer, write_project

SCENARIOS = {
    "full": "full",
    "no-op": "no-op",
    "one-edit": "one edit",
    "parallel": "`-j 2`",
    "latex": "LaTeX",
}
"""What can be measured, and what it is called in a table."""

WORDS = re.compile(r"\b[xy](?:[bdfglmnprt][aeiou]){4}\b")


class BuildError(Exception):
    """A build that failed, or whose output isn't what it should be."""


@dataclass(frozen=True)
class Cost:
    """What a process took."""

    wall: float
    cpu: float
    """User and system time, that of its children included."""
    peak: int
    """Bytes of resident memory; with children, those of the largest process."""


@dataclass(frozen=True)
class Sample:
    """One build: what was built, what it took and what it left."""

    peer: str
    scenario: str
    posts: int
    talks: int
    round: int
    wall: float
    cpu: float
    peak: int
    warnings: int
    environment: int
    """Bytes of the pickled environment."""
    doctrees: int
    """Bytes of everything else in the folder of doctrees."""


class Launcher:
    """Runs commands from a small process of its own.

    The peak that the kernel reports for a process is never below the size that its parent had
    when it was started.  The notes make this program large, and its child stays small.
    """

    def __enter__(self) -> Launcher:
        """Make the child."""
        self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"))
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the child."""
        self._pool.shutdown()

    def run(self, command: list[str], log: Path) -> Cost:
        """Run a command to its end in the folder of the file that its output goes to."""
        return self._pool.submit(_run, command, log).result()


class Site:
    """A peer's project and its outputs, in a folder of its own."""

    def __init__(self, peer: Peer, notes: Notes, folder: Path, launcher: Launcher) -> None:
        self.peer = peer
        self._notes = notes
        self._folder = folder
        self._launcher = launcher
        self._talks = {talk.word: post.name for post in notes.posts for talk in post.talks}
        self._edited: tuple[str, str] | None = None
        write_project(peer, notes, folder / "source")

    def measure(self, scenario: str, number: int) -> Sample:
        """Build once and look at the output.

        ``no-op`` and ``one-edit`` come after a build of the same project.
        """
        if scenario == "one-edit":
            self._edit(number)
        builder = "latex" if scenario == "latex" else "html"
        place = "html" if scenario in ("full", "no-op", "one-edit") else scenario
        output, doctrees = self._folder / place, self._folder / f"{place}-doctrees"
        if scenario not in ("no-op", "one-edit"):
            shutil.rmtree(output, ignore_errors=True)
            shutil.rmtree(doctrees, ignore_errors=True)
        options = ["-j", "2"] if scenario == "parallel" else []
        cost, warnings = self._build(builder, options, output, doctrees)
        if builder == "html":
            self._check_html(output)
        else:
            self._check_latex(output)
        environment = (doctrees / "environment.pickle").stat().st_size
        everything = sum(file.stat().st_size for file in doctrees.rglob("*") if file.is_file())
        return Sample(
            peer=self.peer.name,
            scenario=scenario,
            posts=len(self._notes.posts),
            talks=self._notes.talks,
            round=number,
            wall=cost.wall,
            cpu=cost.cpu,
            peak=cost.peak,
            warnings=warnings,
            environment=environment,
            doctrees=everything - environment,
        )

    def _edit(self, number: int) -> None:
        notes, post = edit(self._notes, number)
        changed = write_project(self.peer, notes, self._folder / "source")
        if f"posts/{post.name}.md" not in changed:
            raise BuildError(f"{self.peer.name}: {post.name} was not edited")
        self._edited = post.name, notes.edit

    def _build(
        self, builder: str, options: list[str], output: Path, doctrees: Path
    ) -> tuple[Cost, int]:
        log, warnings = self._folder / "log.txt", self._folder / "warnings.txt"
        command = [sys.executable, "-m", "sphinx", "-q", "-N", "-b", builder, *options]
        command += ["-d", str(doctrees), "-w", str(warnings)]
        command += [str(self._folder / "source"), str(output)]
        try:
            cost = self._launcher.run(command, log)
        except BuildError as error:
            raise BuildError(f"{self.peer.name}: {error}") from error
        text = warnings.read_text("utf-8") if warnings.exists() else ""
        return cost, len(re.findall(r"^(?:.*: )?(?:WARNING|ERROR|CRITICAL): ", text, re.MULTILINE))

    # --- looking at the output ---

    def _expected(self) -> dict[str, str]:
        """Return each word that has to be there, and the post that it has to be in."""
        if self._edited is None:
            return self._talks
        post, word = self._edited
        return self._talks | {word: post}

    def _check_html(self, output: Path) -> None:
        wanted: dict[str, set[str]] = {post.name: set() for post in self._notes.posts}
        for word, name in self._expected().items():
            wanted[name].add(word)
        for post in self._notes.posts:
            page = (output / "posts" / f"{post.name}.html").read_text("utf-8")
            self._compare(f"the page of {post.name}", wanted[post.name], page)
            if self.peer.mark and page.count(self.peer.mark) != len(post.talks):
                raise BuildError(f"{self.peer.name}: {post.name} isn't understood as talks")
        if self.peer.summary is not None:
            self._check_summary((output / f"{SUMMARY}.html").read_text("utf-8"))

    def _check_summary(self, page: str) -> None:
        if self.peer.summary_shows_tldrs:
            self._compare("the summary", set(self._expected()), page)
        missing = [post.name for post in self._notes.posts if f"posts/{post.name}.html" not in page]
        if missing:
            raise BuildError(f"{self.peer.name}: the summary has no link to {missing[0]}")

    def _check_latex(self, output: Path) -> None:
        text = "".join(file.read_text("utf-8") for file in sorted(output.glob("*.tex")))
        found = WORDS.findall(text)
        self._compare("the LaTeX file", set(self._expected()), " ".join(found))
        with_summary = self.peer.summary is not None and self.peer.summary_shows_tldrs
        if len(found) != len(self._expected()) * (1 + with_summary):
            raise BuildError(f"{self.peer.name}: the LaTeX file has words too often or too rarely")

    def _compare(self, where: str, wanted: set[str], text: str) -> None:
        found = set(WORDS.findall(text))
        if found != wanted:
            words = ", ".join(sorted(found ^ wanted)[:5])
            raise BuildError(f"{self.peer.name}: {where} lacks or has too much: {words}")


def _run(command: list[str], log: Path) -> Cost:
    # The same order of sets in every process, or two builds of the same thing would differ.
    environment = os.environ | {"PYTHONHASHSEED": "0"}
    with log.open("wb") as output:
        start = time.perf_counter()
        # Python imports from the folder that it is started in before what is installed: in a
        # checkout that would be what is being worked on.
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            env=environment,
            cwd=log.parent,
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        tail = log.read_text("utf-8", errors="replace")[-3000:]
        raise BuildError(f"status {process.returncode}\n{tail}")
    # macOS counts in bytes, everything else in kibibytes.
    unit = 1 if sys.platform == "darwin" else 1024
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit)
