"""Measure how much of real reports about conferences is recognised.

Each post of the counts is built alone, with the extension and nothing else in ``conf.py``, and the
records of its talks are held against what was counted by hand.  The texts are other people's and
not part of the project: the README beside this file says how to gather them.  They are expected
as ``POSTS/NUMBER-ANYTHING/PATH`` or as ``POSTS/OWNER/NAME/PATH``, where ``NUMBER`` is the post's
in the counts, ``OWNER/NAME`` its repository, and ``PATH`` its path there: names of folders and
files count, since blogs date posts by them.

A post that has no date of its own is built again under a name that begins with one.

With ``--plans`` nothing is built: what is measured is what `recognition` plans for each post, which
takes seconds.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import hashlib
import io
import json
import shutil
import sys
import tempfile
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace, patch_docutils

from sphinxext_confnotes.recognition.days import Span
from sphinxext_confnotes.recognition.events import about_conference
from sphinxext_confnotes.recognition.lexicon import Lexicon, load_lexicon
from sphinxext_confnotes.recognition.plan import PlannedTalk
from sphinxext_confnotes.recognition.recognise import recognise
from sphinxext_confnotes.recognition.survey import Settings

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import outlines  # noqa: E402

CONF = 'extensions = ["sphinxext_confnotes"]\n'
INDEX = "# Home\n"
NAMES = {".markdown": ".md", ".mdx": ".md", ".qmd": ".md"}
"""What a builder doesn't read by itself, and as what it is read."""

FACTS = ("speakers", "time", "room", "day")
NOTES = ("tldr", "comment")


@dataclass(frozen=True)
class Found:
    """A talk that was recognised, as far as it is compared."""

    line: int
    title: str
    speakers: tuple[str, ...]
    time: str
    room: str
    day: str
    post_day: str
    tldr: bool
    comment: bool


@dataclass
class Outcome:
    """What became of one post."""

    post: Mapping[str, Any]
    found: list[Found] = field(default_factory=list)
    missed: list[Mapping[str, Any]] = field(default_factory=list)
    false: list[Found] = field(default_factory=list)
    numbers: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)
    failure: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print the tables, and tell whether each post could be built."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("posts", type=Path, help="the folder with the texts")
    parser.add_argument("--counts", type=Path, default=HERE / "training.json")
    parser.add_argument("--only", nargs="+", metavar="NUMBER", help="measure these posts alone")
    parser.add_argument("--verbose", action="store_true", help="list each miss and false talk")
    parser.add_argument("--plans", action="store_true", help="measure plans, without builds")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the numbers there, too")
    options = parser.parse_args(arguments)

    posts = json.loads(options.counts.read_text("utf-8"))
    lexicon = load_lexicon() if options.plans else None
    outcomes = []
    for post in posts:
        if options.only and post["id"] not in options.only:
            continue
        source = find_text(options.posts, post)
        if source is None:
            print(f"no text of {post['id']} {post['repository']} {post['path']}", file=sys.stderr)
            continue
        outcomes.append(measure(post, source, lexicon))
    if options.verbose:
        for outcome in outcomes:
            for line in details(outcome, find_text(options.posts, outcome.post)):
                print(line)
    print("\n".join(report(outcomes)))
    if options.json:
        numbers = {outcome.post["id"]: dict(outcome.numbers) for outcome in outcomes}
        options.json.write_text(json.dumps(numbers, indent=1), "utf-8")
    return 1 if any(outcome.failure for outcome in outcomes) else 0


def find_text(posts: Path, post: Mapping[str, Any]) -> Path | None:
    """Return where a post's text lies, if it is there."""
    folders = [*sorted(posts.glob(f"{post['id']}-*")), posts / post["repository"]]
    return next((path for path in (one / post["path"] for one in folders) if path.is_file()), None)


def measure(post: Mapping[str, Any], source: Path, lexicon: Lexicon | None = None) -> Outcome:
    """Build a post, or plan it where there is a lexicon, and compare with what was counted."""
    path = PurePosixPath(post["path"])
    path = path.with_suffix(NAMES.get(path.suffix, path.suffix))
    outcome = Outcome(post)
    try:
        found = plan(post, path, source, lexicon) if lexicon else read(path, source)
        if found is None:
            found = read(path.with_name(f"{post['date']}-{path.name}"), source) or []
    except Exception as error:
        outcome.failure = f"{type(error).__name__}: {error}"
        found = []
    outcome.found = found
    compare(outcome)
    return outcome


def plan(
    post: Mapping[str, Any], path: PurePosixPath, source: Path, lexicon: Lexicon
) -> list[Found]:
    """Return the talks that a post is planned to have."""
    text = outlines.read(source.read_text("utf-8", "replace"), path)
    parts = path.with_suffix("").parts
    given, outline = text.given, text.outline
    modes = given.get("talks") or "auto"
    settings = Settings(
        lexicon,
        modes=tuple(modes) if isinstance(modes, list) else (modes,),
        conference=about_conference(given, parts, outline.heading, lexicon.events),
        path=parts,
        given=given,
        span=Span(dt.date.fromisoformat(post["date"])) if post.get("date") else Span(),
    )
    day = post.get("date", "")
    return [as_planned(talk, day) for talk in recognise(outline, settings).talks]


def as_planned(talk: PlannedTalk, day: str) -> Found:
    """Return what is compared of a planned talk."""
    facts = talk.facts
    kinds = {part.kind for part in talk.parts}
    return Found(
        line=talk.line,
        title=talk.reason,
        speakers=tuple(one.name for one in facts.speakers),
        time="-".join(f"{time:%H:%M}" for time in (facts.start, facts.end) if time),
        room=facts.room,
        day=_iso(facts.date) or day,
        post_day=day,
        tldr="tldr" in kinds,
        comment="comment" in kinds,
    )


def read(path: PurePosixPath, source: Path) -> list[Found] | None:
    """Build one post, and return its talks; nothing when it has no date."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        copy = root / "source" / path
        copy.parent.mkdir(parents=True)
        shutil.copyfile(source, copy)
        (root / "source" / "conf.py").write_text(CONF, "utf-8")
        (root / "source" / "index.md").write_text(INDEX, "utf-8")
        records = build(root)
    record = records.get(str(path.with_suffix("")))
    if record is None or record.date is None:
        return None
    return [as_found(talk, record) for talk in record.talks]


def build(root: Path) -> Mapping[str, Any]:
    """Read a project with the builder that writes nothing, and return the records of its posts."""
    with (
        warnings.catch_warnings(),
        contextlib.redirect_stderr(io.StringIO()),
        patch_docutils(),
        docutils_namespace(),
    ):
        warnings.simplefilter("ignore")
        app = Sphinx(
            root / "source",
            root / "source",
            root / "out",
            root / "doctrees",
            "dummy",
            status=None,
            warning=io.StringIO(),
            freshenv=True,
        )
        app.build()
        posts: Mapping[str, Any] = app.env.get_domain("conf").posts  # type: ignore[attr-defined]
        return dict(posts)


def as_found(talk: Any, post: Any) -> Found:
    """Return what is compared of a record."""
    times = [time.strftime("%H:%M") for time in (talk.start, talk.end) if time]
    kinds = {note.kind for note in talk.notes}
    return Found(
        line=talk.line,
        title=talk.title,
        speakers=tuple(str(getattr(one, "name", one)) for one in talk.speakers),
        time="-".join(times),
        room=talk.room,
        day=_iso(talk.date),
        post_day=_iso(post.date),
        tldr="tldr" in kinds,
        comment="comment" in kinds,
    )


def _iso(date: dt.date | None) -> str:
    return date.isoformat() if date else ""


def compare(outcome: Outcome) -> None:
    """Give each counted talk the found one at its line, and see what remains."""
    post, numbers = outcome.post, outcome.numbers
    rest = list(outcome.found)
    for counted in post["talks"]:
        near = [one for one in rest if is_at(one, counted["line"], post)]
        match = min(near, key=lambda one: abs(one.line - counted["line"]), default=None)
        numbers["talks"] += 1
        for key in (*FACTS, *NOTES):
            numbers[key] += key in counted
        if match is None:
            outcome.missed.append(counted)
            continue
        rest.remove(match)
        numbers["talks right"] += 1
        compare_facts(outcome, counted, match)
    neutral = {line + step for line in post["neutral"] for step in (-1, 0, 1)}
    outcome.false = [one for one in rest if one.line not in neutral]
    numbers["talks false"] = len(outcome.false)
    numbers["neutral"] = len(rest) - len(outcome.false)


def is_at(found: Found, line: int, post: Mapping[str, Any]) -> bool:
    """Tell whether a talk begins where one was counted; a page that is one talk at its title."""
    if post["form"] == "page":
        return found.line <= line + 1
    return abs(found.line - line) <= 1


def compare_facts(outcome: Outcome, counted: Mapping[str, Any], found: Found) -> None:
    """Count the facts and notes of one talk that were read, and read wrong."""
    if outcome.post.get("lines_only"):
        return
    for key in NOTES:
        if getattr(found, key):
            outcome.numbers[f"{key} right" if key in counted else f"{key} more"] += 1
    for key, verdict in verdicts(counted, found):
        outcome.numbers[f"{key} {verdict}"] += 1
        if verdict == "wrong":
            shown = found.day if key == "day" else getattr(found, key)
            outcome.wrong.append(f"line {found.line}: {key} read as {shown!r}")


def verdicts(counted: Mapping[str, Any], found: Found) -> Iterator[tuple[str, str]]:
    """Yield for each fact that was read whether it is right.

    A fact that is only told by the sentences of a note isn't expected, and right when it is read.
    """
    read_speakers = {digest(one) for one in found.speakers}
    if read_speakers and "speakers" in counted:
        yield "speakers", "right" if read_speakers == set(counted["speakers"]) else "wrong"
    elif read_speakers and not read_speakers <= set(counted.get("prose", ())):
        yield "speakers", "wrong"
    if found.time:
        expected = counted.get("time", "")
        yield "time", "right" if found.time in {expected, expected.partition("-")[0]} else "wrong"
    if found.room:
        yield "room", "right" if digest(found.room) == counted.get("room") else "wrong"
    if "day" in counted and found.day == counted["day"]:
        yield "day", "right"
    elif found.day != found.post_day and counted.get("day", found.day) != found.day:
        yield "day", "wrong"


def digest(text: str) -> str:
    """Return what names are compared by: the counts say none."""
    return hashlib.sha256(" ".join(text.casefold().split()).encode()).hexdigest()[:12]


def details(outcome: Outcome, source: Path | None) -> Iterator[str]:
    """Yield what went wrong in one post."""
    post = outcome.post
    if not (outcome.missed or outcome.false or outcome.wrong or outcome.failure):
        return
    lines = source.read_text("utf-8", "replace").splitlines() if source else []
    yield f"{post['id']} {post['repository']} {post['path']} ({post['language']}, {post['form']})"
    if outcome.failure:
        yield f"  failed: {outcome.failure}"
    for counted in outcome.missed:
        line = counted["line"]
        yield f"  missed line {line}: {lines[line - 1].strip()[:70] if line <= len(lines) else ''}"
    for found in outcome.false:
        yield f"  false line {found.line}: {found.title[:70]}"
    for wrong in outcome.wrong:
        yield f"  wrong {wrong}"


def report(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Yield the tables."""
    reports = [outcome for outcome in outcomes if "negative" not in outcome.post]
    others = [outcome for outcome in outcomes if "negative" in outcome.post]
    total = total_of(reports)
    failed = sum(bool(outcome.failure) for outcome in outcomes)
    yield f"{len(reports)} reports, {len(others)} other pages, {failed} that could not be built"
    yield ""
    found = total["talks right"] + total["talks false"]
    yield f"talks found                {share(total['talks right'], total['talks'])}"
    yield f"false talks, of those found {share(total['talks false'], found)}"
    yield f"talks in other pages       {total_of(others)['talks false']}"
    for key in NOTES:
        more = total[f"{key} more"]
        yield f"{key + 's':<26} {share(total[f'{key} right'], total[key])}, {more} more"
    for key in FACTS:
        right, wrong = total[f"{key} right"], total[f"{key} wrong"]
        yield f"{key:<26} {share(right, total[key])}, wrong {share(wrong, right + wrong)}"
    for name, key in (("form", "form"), ("language", "language")):
        yield ""
        yield from table(name, group(reports, key))
    if others:
        yield ""
        yield from table("other pages", group(others, "negative"))


def total_of(outcomes: Iterable[Outcome]) -> Counter[str]:
    """Add up the numbers of several posts."""
    total: Counter[str] = Counter()
    for outcome in outcomes:
        total.update(outcome.numbers)
    return total


def group(outcomes: Iterable[Outcome], key: str) -> dict[str, list[Outcome]]:
    """Sort posts by a word that was noted for each."""
    groups: defaultdict[str, list[Outcome]] = defaultdict(list)
    for outcome in outcomes:
        groups[outcome.post[key]].append(outcome)
    return dict(sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])))


def table(name: str, groups: Mapping[str, Sequence[Outcome]]) -> Iterator[str]:
    """Yield the lines of a table, one for each group."""
    yield f"{name:<18} {'posts':>5} {'talks':>5} {'found':>5} {'false':>5} {'without any':>13}"
    for key, outcomes in groups.items():
        total = total_of(outcomes)
        silent = sum(bool(one.post["talks"]) and not one.found for one in outcomes)
        yield (
            f"{key:<18} {len(outcomes):>5} {total['talks']:>5} {total['talks right']:>5} "
            f"{total['talks false']:>5} {silent:>13}"
        )


def share(part: int, whole: int) -> str:
    """Return a number of some, with the percentage."""
    return f"{part} of {whole} ({part / whole:.1%})" if whole else f"{part} of {whole}"


if __name__ == "__main__":
    sys.exit(main())
