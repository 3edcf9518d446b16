"""Real documentation as posts: its pages get a date, and are built with and without the extension.

    python -m tests.support.real_documents --pages 100

pip downloads the sources of the packages in `PACKAGES`, which have their documentation in them,
into ``build/real-documents``; it asks each package's own backend for its metadata, and builds
nothing.  Every page is dated, and so is a post.  Batches of pages are built by every builder and
in every mode of ``confnotes_talks``, with lists of everything in another folder and with all that
is published; and once without us.  What has to hold:

- a build that succeeds without us succeeds with us;
- no word of a page is missing, none of its ids is gone or is there twice, none of its links within
  the site leads nowhere, and a page of an EPUB is well-formed, where that was so without us;
- the lists show no id twice, and have no such link that the pages haven't;
- what is published can be read back, see ``tests.support.published_files``;
- in the default mode no talk is found in a page without a line that begins as a note does;
- there is no new warning but ours.

A batch whose build fails is halved until the page is found.  Results are kept beside the sources;
``--resume`` goes on where a run was stopped.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import random
import re
import subprocess
import sys
import tarfile
import tempfile
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from functools import cache, cached_property, partial
from html import unescape
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from lxml import etree

from sphinxext_confnotes.config import MODES, Config
from tests.support.builds import WORD, Built, run_sphinx, write
from tests.support.dangers import shown_attributes
from tests.support.published_files import check_published, data

FOLDER = Path(__file__).parents[2] / "build" / "real-documents"
PACKAGES = {
    "sphinx==9.0.4": "doc",
    "docutils==0.22.4": "docs",
    "myst-parser==5.2.0": "",
    "sphinx-design==0.8.0": "",
    "ablog==0.11.13": "docs",
    "attrs==26.1.0": "docs",
    "click==8.5.1": "docs",
    "flask==3.1.3": "docs",
    "furo==2025.12.19": "docs",
    "jupyter-book==2.1.7": "docs",
    "markdown-it-py==4.3.0": "",
    "pip==26.3": "docs",
    "pydata-sphinx-theme==0.24.0": "docs",
    "pytest==9.2.0": "doc",
    "setuptools==84.2.1": "docs",
    "sphinx-book-theme==1.4.0": "docs",
    "sphinx-needs==9.1.0": "docs",
    "sphinxcontrib-bibtex==2.7.0": "doc",
}
"""Each package with the folder of its documentation; without one, all of its pages are taken."""

SUFFIXES = {"html": "html", "epub": "xhtml", "latex": "tex", "text": "txt", "xml": "xml"}
"""The builders, and how the names of what they make end."""

READER = "dummy"
"""The builder that reads, and writes nothing."""

BATCH = 25
"""The number of pages in a project."""

CONF = """
project = "Real documents"
html_theme = "basic"
html_baseurl = "https://example.org/site/"
html_copy_source = False
latex_documents = [(page, page.replace("/", "-") + ".tex", page, "A", "howto") for page in PAGES]
myst_enable_extensions = [
    "amsmath", "attrs_block", "attrs_inline", "colon_fence", "deflist", "dollarmath", "fieldlist",
    "html_admonition", "html_image", "replacements", "smartquotes", "strikethrough",
    "substitution", "tasklist",
]
myst_heading_anchors = 3
"""
BOTH = ["sphinx.ext.extlinks", "sphinx.ext.graphviz", "sphinx.ext.ifconfig", "sphinx.ext.todo"]
WITHOUT = ["myst_parser", "sphinx_design", *BOTH]
WITH = ["sphinxext_confnotes", *BOTH]
WITH_OPTIONS = """
confnotes_feeds = ["conference", "tag", "rss", "json"]
confnotes_feed_limit = 0
"""
LISTS = {
    "lists/days": "```{daily-summary}\n```\n",
    "lists/talks": "```{talk-list}\n:notes: all\n```\n",
    "lists/table": "```{talk-list}\n:layout: table\n:group-by: tag\n```\n",
}

LABEL = re.compile(r"^\W*(tl;?dr|takeaways?|key points)\b", re.IGNORECASE | re.MULTILINE)
"""How a line begins that makes a talk plausible."""

MADE_UP = re.compile(r"id\d+$|equation-[0-9a-f-]{36}$")
"""An id that docutils or MyST-Parser has made up, which nobody can rely on."""

COMMAND = re.compile(
    r"\\(begin|end|label|ref|pageref|hyperref|hyperlink|hypertarget|nameref|index|spxentry"
    r"|detokenize)"
    r"(\[[^]]*\])?(\{[^{}]*\}){,2}|\\[A-Za-z@]+"
)
"""What is no text in LaTeX."""

OURS = "confnotes_"
"""How the names of our elements begin in XML."""

HTML_COMMENT = re.compile("<!--.*?-->", re.DOTALL)
"""What authors hide, which posts are free to leave out."""

CALLOUT = re.compile(r"\[\}?!\w+\{?\]")
"""The mark of a callout, which its title stands for; LaTeX has braces around brackets."""

PROJECT = re.compile(r"project\d{6}")
"""The folder of a project, which messages name on a page."""

LOCATED = re.compile(r"(?P<file>[^:]+):(?P<line>\d+): (?P<message>.*'(?P<target>[^']+)'[^']*)")
"""A warning about something that it quotes."""

PLACE = re.compile(r"""\b(?:id|name)=["']?([^"'\s>]+)""")
ERROR = re.compile(r"\s*[\w.]+(Error|Exception|Warning)\b")


@dataclass(frozen=True)
class Page:
    """A page of a package's documentation."""

    package: str
    name: str
    """Its path below the documentation."""
    text: str
    files: tuple[tuple[str, bytes], ...]
    """What it shows or includes, below the documentation too."""

    @property
    def folder(self) -> str:
        """That of its package in a project."""
        return self.package.partition("==")[0]

    @property
    def docname(self) -> str:
        """What Sphinx calls it."""
        return f"{self.folder}/{PurePosixPath(self.name).with_suffix('')}"


Pages = tuple[Page, ...]


@dataclass(frozen=True)
class Finding:
    """Something that isn't as it should be."""

    kind: str
    page: str
    """Several, where none of them shows it alone."""
    builder: str
    mode: str
    text: str


@dataclass
class Report:
    """What a batch of pages gave."""

    key: str
    pages: int
    builds: int = 0
    skipped: list[str] = field(default_factory=list)
    """Pages that can't be built without us either."""
    talks: list[str] = field(default_factory=list)
    """Talks that are found in the default mode, in pages with a label."""
    findings: list[Finding] = field(default_factory=list)


# --- where the pages come from ---


def collect() -> list[Page]:
    """Return the pages of all packages, downloading what isn't there.

    :raises OSError: if a package can't be had.
    """
    return [
        page
        for package, folder in PACKAGES.items()
        for page in read_archive(package, download(package), folder)
    ]


def download(package: str) -> Path:
    """Return a package's sources, taken from the registry where they aren't there yet.

    :raises OSError: if they can't be had.
    """
    name, _, version = package.partition("==")
    archive = FOLDER / f"{name.replace('-', '_')}-{version}.tar.gz"
    if not archive.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--no-binary", name, "--dest", str(FOLDER), package]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if not archive.exists():
            raise OSError(f"{package} can't be had: {done.stderr}")
    return archive


def read_archive(package: str, archive: Path, folder: str) -> list[Page]:
    """Return the pages in a folder of a package's sources, in the order of their names."""
    files: dict[str, bytes] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            name = PurePosixPath(*PurePosixPath(member.name).parts[1:])
            content = tar.extractfile(member) if name.is_relative_to(folder) else None
            if content is not None:
                files[str(name.relative_to(folder))] = content.read()
    return pages_of(package, files)


def read_folder(folder: Path) -> list[Page]:
    """Return the pages in a folder, in the order of their names."""
    paths = [path for path in folder.rglob("*") if path.is_file()]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
    return pages_of(folder.name, files)


def pages_of(package: str, files: dict[str, bytes]) -> list[Page]:
    """Return the pages among files, each with the others that it mentions."""
    sources = [name for name in sorted(files) if name.endswith((".md", ".rst"))]
    # Two that differ by their suffix are one document.
    chosen = {str(PurePosixPath(name).with_suffix("")): name for name in sources}.values()
    others = sorted(files.keys() - set(sources))
    pages = []
    for name in chosen:
        text = files[name].decode("utf-8-sig", "replace").replace("\r\n", "\n")
        folder = PurePosixPath(name).parent
        shown = [file for file in others if os.path.relpath(file, folder) in text]
        pages.append(Page(package, name, text, tuple((file, files[file]) for file in shown)))
    return pages


def dated(page: Page, date: str) -> str:
    """Return the text of a page with a date, which makes it a post."""
    lines = page.text.split("\n")
    if page.name.endswith(".md"):
        if lines[0].rstrip() == "---" and any(line.rstrip() == "---" for line in lines[1:]):
            kept = [line for line in lines[1:] if not line.startswith("date:")]
            return "\n".join(["---", f"date: {date}", *kept])
        return "\n".join(["---", f"date: {date}", "---", "", *lines])
    first = next((line for line in lines if line.strip()), "")
    if re.match(r":[^:\s][^:]*:(\s|$)", first):
        return "\n".join([f":date: {date}", *lines[lines.index(first) :]])
    # What is indented would belong to the field.
    comment = ["", ".."] if first[:1].isspace() else []
    return "\n".join([f":date: {date}", *comment, "", *lines])


def batches_of(pages: Sequence[Page], number: int, seed: int) -> list[Pages]:
    """Return batches of pages of all packages, drawn by chance; the same ones for a seed."""
    drawn = random.Random(seed).sample(pages, min(number or len(pages), len(pages)))
    return [tuple(drawn[start : start + BATCH]) for start in range(0, len(drawn), BATCH)]


# --- what is built ---


class Project:
    """Pages in a mode of ``confnotes_talks``, or with "" without the extension."""

    def __init__(self, root: Path, pages: Pages, mode: str) -> None:
        self._folder = root / f"project{len([*root.iterdir()]):06}"
        self._built: dict[str, Built | str] = {}
        source = self._folder / "project" / "source"
        for page in pages:
            for name, content in page.files:
                path = source / page.folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        write(source, sources(pages, mode))

    def build(self, builder: str) -> Built | str:
        """Build once, and return the outcome, or what has ended the build.

        Pages are read by `READER`, so that each other builder says only what it has to say.
        """
        if builder != READER and isinstance(ended := self.build(READER), str):
            return ended
        if builder not in self._built:
            try:
                built = run_sphinx(self._folder, builder=builder, args=["-T"])
            except Exception as error:
                self._built[builder] = "".join(traceback.format_exception(error))
            else:
                self._built[builder] = built.errors if built.status else built
        return self._built[builder]


def sources(pages: Pages, mode: str) -> dict[str, str]:
    """Return the files of a project: names to texts."""
    names = [page.docname for page in pages]
    conf = [f"PAGES = {names}", f"extensions = {WITH if mode else WITHOUT}", CONF]
    if mode:
        conf += [f"confnotes_talks = {mode!r}", WITH_OPTIONS]
    return {
        "conf.py": "\n".join(conf),
        **{f"{name}.md": f"# A list\n\n{text * bool(mode)}" for name, text in LISTS.items()},
        **{
            f"{page.folder}/{page.name}": dated(page, f"2031-05-{number % 20 + 1:02}")
            for number, page in enumerate(pages)
        },
    }


class Output:
    """What a builder has made of a document."""

    def __init__(self, built: Built, name: str) -> None:
        self.name = name
        self.builder = built.builder
        if built.builder == "latex":
            name = name.replace("/", "-")
        self._path = built.out / f"{name}.{SUFFIXES[built.builder]}"
        self._source = PROJECT.sub("", self._path.read_text("utf-8"))

    @cached_property
    def words(self) -> Counter[str]:
        """The words that it shows, and how often."""
        if self.builder in ("html", "epub"):
            text = " ".join([self._page.get_text(" "), *shown_attributes(self._page)])
        elif self.builder == "latex":
            text = COMMAND.sub(" ", self._source.partition(r"\begin{document}")[2])
        elif self.builder == "xml":
            root = etree.fromstring(self._source.encode())
            # What a note is called is the name of its element there, and facts are attributes.
            ours = [node for node in root.iter("{*}*") if OURS in node.tag]
            named = [word for node in ours for word in (node.tag[len(OURS) :], *node.values())]
            text = HTML_COMMENT.sub(" ", " ".join([*root.itertext(), *named]))
        else:
            text = self._source
        return Counter(WORD.findall(CALLOUT.sub(" ", text).casefold()))

    @cached_property
    def squeezed(self) -> str:
        """All of it without what is between words: lines of text end within long ones."""
        return "".join(WORD.findall(self._source.casefold()))

    @property
    def ids(self) -> Counter[str]:
        """Its ids, and how often each is there."""
        return Counter(str(tag["id"]) for tag in self._page.find_all(id=True))

    @property
    def doubled(self) -> set[str]:
        """The ids that are there more than once."""
        return {name for name, number in self.ids.items() if number > 1}

    @property
    def dead_links(self) -> set[str]:
        """The files and places within the site that links lead to and that aren't there."""
        links = (self._dead(str(tag["href"])) for tag in self._page.find_all(href=True))
        return {link for link in links if link}

    @property
    def malformed(self) -> str:
        """What a parser of XML says of it; nothing if it is well-formed."""
        try:
            etree.fromstring(self._source.encode())
        except etree.XMLSyntaxError as error:
            return str(error)
        return ""

    @cached_property
    def _page(self) -> BeautifulSoup:
        """An HTML page without what the theme puts around it."""
        # Cut out as text: raw HTML may close more than it has opened.
        body = self._source.partition('<div class="body"')[2].partition('<div class="clearer"')[0]
        page = BeautifulSoup(body, "lxml", multi_valued_attributes=None)
        for link in page.select("a.headerlink"):
            link.decompose()
        return page

    def _dead(self, address: str) -> str:
        """Return where a link leads to, from the root of the site, if that isn't there."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return ""
        relative = os.path.normpath(self._path.parent / unquote(parts.path))
        path, place = Path(relative) if parts.path else self._path, unquote(parts.fragment)
        if path.is_file() and (not place or path.suffix != ".html" or place in places_on(path)):
            return ""
        return f"{os.path.relpath(path, self._path.parents[self.name.count('/')])}#{place}"


@cache
def places_on(page: Path) -> set[str]:
    """Return what links to a page can lead to."""
    return {unescape(place) for place in PLACE.findall(page.read_text("utf-8"))}


# --- what is compared ---


def differences(before: Output, after: Output) -> Iterator[tuple[str, str]]:
    """Yield what isn't as it should be with a page, compared with the same one without us."""
    lost = before.words - after.words
    if after.builder == "text":
        before_, after_ = (
            Counter({word: output.squeezed.count(word) for word in lost})
            for output in (before, after)
        )
        lost = before_ - after_
    if lost:
        yield "words lost", " ".join(f"{word}*{lost[word]}" for word in sorted(lost))
    if after.builder == "html":
        gone = {name for name in before.ids if not MADE_UP.match(name)} - after.ids.keys()
        for kind, found in (
            ("id gone", gone),
            ("id twice", after.doubled - before.doubled),
            ("dead link", after.dead_links - before.dead_links),
        ):
            if found:
                yield kind, " ".join(sorted(found))
    if after.builder == "epub" and after.malformed and not before.malformed:
        yield "not well-formed", after.malformed


def unfamiliar_warnings(built: Built) -> Counter[str]:
    """Return the warnings that aren't ours."""
    return Counter(
        PROJECT.sub("", line)
        for line in built.warnings
        if re.search("(WARNING|ERROR|CRITICAL): ", line) and "[confnotes." not in line
    )


def is_more_exact(warning: str, source: Path, known: Iterable[str]) -> bool:
    """Tell whether a warning is a known one, but at the very line that has what it quotes.

    Parsers give what is in a paragraph the line where that begins, unless it was cut.
    """
    found = LOCATED.fullmatch(warning)
    if not found or not any(
        one.startswith(f"{found['file']}:") and one.endswith(f": {found['message']}")
        for one in known
    ):
        return False
    lines = ["", *(source / found["file"]).read_text("utf-8").casefold().split("\n")]
    return found["target"].casefold() in "".join(lines[int(found["line"]) :][:1])


def guilty(pages: Pages, complaint: Callable[[Pages], str]) -> Iterator[tuple[Pages, str]]:
    """Yield the smallest halves of pages that there is a complaint of, with it."""
    text = complaint(pages) if pages else ""
    if text:
        half = len(pages) // 2
        parts = (pages[:half], pages[half:]) if half else ()
        found = [each for part in parts for each in guilty(part, complaint)]
        yield from found or [(pages, text)]


class Batch:
    """Pages that are looked at together, in projects below a folder."""

    def __init__(self, root: Path, pages: Pages, report: Report) -> None:
        self._root = root
        self._pages = pages
        self._report = report
        self._projects: dict[tuple[Pages, str], Project] = {}

    def run(self, modes: Sequence[str], builders: Sequence[str]) -> None:
        """Look at everything, and put it in the report."""
        builders = (READER, *builders)
        for builder in builders:
            for pages, _ in guilty(self._pages, partial(self._end, "", builder)):
                self._leave_out(pages)
                self._report.skipped += [page.docname for page in pages]
        for mode in modes:
            for builder in builders:
                for pages, text in guilty(self._pages, partial(self._end, mode, builder)):
                    self._leave_out(pages)
                    self._find("build ends", pages, builder, mode, text)
                plain, ours = (self._build(self._pages, each, builder) for each in ("", mode))
                if isinstance(plain, Built) and isinstance(ours, Built):
                    self._compare(plain, ours, mode)

    def _leave_out(self, pages: Pages) -> None:
        """Go on without pages that end a build, which hides what others do."""
        self._pages = tuple(page for page in self._pages if page not in pages)

    def _build(self, pages: Pages, mode: str, builder: str) -> Built | str:
        if (pages, mode) not in self._projects:
            self._projects[pages, mode] = Project(self._root, pages, mode)
        self._report.builds += 1
        return self._projects[pages, mode].build(builder)

    def _end(self, mode: str, builder: str, pages: Pages) -> str:
        """Return what ends a build, if it ends."""
        built = self._build(pages, mode, builder)
        return built if isinstance(built, str) else ""

    def _unreadable(self, mode: str, pages: Pages) -> str:
        """Return what is wrong with what is published."""
        built = self._build(pages, mode, "html")
        try:
            if isinstance(built, Built):
                check_published(built)
        except Exception as error:
            return "".join(traceback.format_exception(error))
        return ""

    def _compare(self, plain: Built, ours: Built, mode: str) -> None:
        builder = ours.builder
        for page in self._pages if builder in SUFFIXES else ():
            for kind, text in differences(Output(plain, page.docname), Output(ours, page.docname)):
                self._find(kind, (page,), builder, mode, text)
        known = unfamiliar_warnings(plain)
        new = [
            line
            for line in sorted(unfamiliar_warnings(ours) - known)
            if not is_more_exact(line, ours.source, known)
        ]
        if new:
            self._find("warning", (), builder, mode, "\n".join(new))
        if builder == "html":
            self._look_at_lists(plain, ours, mode)
            for pages, text in guilty(self._pages, partial(self._unreadable, mode)):
                self._find("published", pages, builder, mode, text)
            if mode in Config().talks:
                self._look_at_talks(ours, mode)

    def _look_at_lists(self, plain: Built, ours: Built, mode: str) -> None:
        known = {link for page in self._pages for link in Output(plain, page.docname).dead_links}
        for output in (Output(ours, name) for name in LISTS):
            for kind, found in (
                ("id twice", output.doubled),
                ("dead link", output.dead_links - known),
            ):
                if found:
                    text = f"on {output.name}: {' '.join(sorted(found))}"
                    self._find(kind, (), ours.builder, mode, text)

    def _look_at_talks(self, ours: Built, mode: str) -> None:
        pages = {page.docname: page for page in self._pages}
        for post in data(ours)["posts"]:
            page = pages[post["id"]]
            for title in (talk["title"] for talk in post.get("talks", ())):
                if LABEL.search(page.text):
                    self._report.talks.append(f"{page.docname}: {title}")
                else:
                    self._find("talk by default", (page,), ours.builder, mode, title)

    def _find(self, kind: str, pages: Pages, builder: str, mode: str, text: str) -> None:
        names = " + ".join(f"{page.package}: {page.name}" for page in pages) or "somewhere"
        self._report.findings.append(Finding(kind, names, builder, mode, text))


# --- running ---


def check(pages: Pages, modes: Sequence[str], builders: Sequence[str]) -> Report:
    """Build a batch in all ways, and compare."""
    report = Report(key_of(pages, modes, builders), len(pages))
    with tempfile.TemporaryDirectory(prefix="real-documents-") as folder:
        Batch(Path(folder), pages, report).run(modes, builders)
    return report


def check_all(
    batches: Sequence[Pages], modes: Sequence[str], builders: Sequence[str], jobs: int
) -> Iterator[Report]:
    """Check batches, each in a process of its own, and yield their reports in their order."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context, max_tasks_per_child=1) as pool:
        yield from pool.map(partial(check, modes=modes, builders=builders), batches)


def key_of(pages: Pages, modes: Sequence[str], builders: Sequence[str]) -> str:
    """Return what the same work is called in every run."""
    names = [[page.package, page.name] for page in pages]
    text = json.dumps([names, list(modes), list(builders)])
    return hashlib.sha256(text.encode()).hexdigest()


def read_report(line: str) -> Report:
    """Read a report back from a line of the results."""
    values = json.loads(line)
    values["findings"] = [Finding(**finding) for finding in values["findings"]]
    return Report(**values)


def grouped(findings: Sequence[Finding]) -> list[str]:
    """Return each thing that was found once, with the builders and modes that show it."""
    ways = defaultdict(list)
    for finding in findings:
        ways[finding.kind, finding.page, finding.text].append(f"{finding.builder}/{finding.mode}")
    return [
        "\n    ".join([f"{kind}: {page} [{' '.join(found)}]", *first_lines(text)])
        for (kind, page, text), found in ways.items()
    ]


def first_lines(text: str) -> list[str]:
    """Return what fits on a screen; of a traceback, what is ours and what it ends with."""
    lines = text.strip().splitlines()
    if "Traceback" in text:
        lines = [line for line in lines if "/sphinxext_confnotes/" in line or ERROR.match(line)]
    return [line[:400] for line in (lines if len(lines) < 10 else [*lines[:4], "...", *lines[-4:]])]


def summary(reports: Sequence[Report]) -> str:
    """Return a line on what was done, and how much was found."""
    return (
        f"{sum(report.pages for report in reports)} pages, "
        f"{sum(report.builds for report in reports)} builds, "
        f"{sum(len(report.skipped) for report in reports)} pages not built without us, "
        f"{sum(len(report.talks) for report in reports)} labelled talks, "
        f"{sum(len(grouped(report.findings)) for report in reports)} findings"
    )


def options() -> argparse.ArgumentParser:
    """Return what the command line takes."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.support.real_documents",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--pages", type=int, default=100, help="how many; 0 for all of them")
    add("--seed", type=int, default=0, help="another one draws other pages")
    add("--only", default="", help="pages whose package and name have this in them")
    add("--modes", nargs="+", default=list(MODES), choices=MODES)
    add("--builders", nargs="+", default=list(SUFFIXES), choices=list(SUFFIXES))
    add("--jobs", type=int, default=1, help="batches at once")
    add("--folder", action="append", default=[], type=Path, help="pages to take as well")
    add("--results", type=Path, default=FOLDER / "results.jsonl", help="where they are kept")
    add("--resume", action="store_true", help="leave out batches whose results are there")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command, and return 1 if anything was found."""
    given = options().parse_args(arguments)
    pages = [*collect(), *(page for folder in given.folder for page in read_folder(folder))]
    pages = [page for page in pages if given.only in f"{page.package}: {page.name}"]
    batches = {
        key_of(batch, given.modes, given.builders): batch
        for batch in batches_of(pages, given.pages, given.seed)
    }
    kept = given.results.read_text("utf-8") if given.resume and given.results.exists() else ""
    known = {report.key: report for report in map(read_report, kept.splitlines())}
    done = [known[key] for key in batches if key in known]
    left = [batch for key, batch in batches.items() if key not in known]
    with given.results.open("a" if given.resume else "w", encoding="utf-8") as results:
        for report in check_all(left, given.modes, given.builders, given.jobs):
            print(json.dumps(asdict(report)), file=results, flush=True)
            done.append(report)
            print(f"batch {len(done)} of {len(batches)}: {summary([report])}")
            for text in grouped(report.findings):
                print(f"  {text}", flush=True)
    print(f"all: {summary(done)}")
    return int(any(report.findings for report in done))


if __name__ == "__main__":
    sys.exit(main())
