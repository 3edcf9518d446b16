"""Random posts, each a real build: no exception, no word lost, nothing dangerous in any output.

What counts is what the same sources give without the extension: an exception that Sphinx ends
with all the same isn't ours, nor is raw HTML that MyST lets through.

``CONFNOTES_FUZZ=1000`` tries that many projects, other ones each time; without it a few are
tried, always the same.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mdurl import encode

from sphinxext_confnotes.recognition.vocabulary import load_vocabulary
from tests.support.builds import Built, run_sphinx, words_of
from tests.support.dangers import dangers, parse, shown_attributes
from tests.support.published_files import check_published, redirects
from tests.support.random_posts import CALLOUTS, posts
from tests.support.random_reports import modes
from tests.support.thorough import first_quick

PROJECTS = int(os.environ.get("CONFNOTES_FUZZ", "0"))
PROFILE = settings(
    max_examples=PROJECTS or 8,
    derandomize=not PROJECTS,
    database=None,
    deadline=None,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
)

BOTH = """
html_theme = "basic"
html_baseurl = "https://example.org/site/"
html_copy_source = False
# On all pages, since it depends on a page whether it is a post.
myst_enable_extensions = ["colon_fence", "dollarmath"]
"""
WITH = """
extensions = ["sphinxext_confnotes"]
confnotes_feeds = ["conference", "tag", "rss", "json"]
"""
WITHOUT = '''
from docutils import nodes
from docutils.utils import unescape
from sphinx.util.docutils import SphinxDirective

extensions = ["myst_parser", "sphinx_design"]


class Anything(dict):
    def __missing__(self, name):
        return str

    def __contains__(self, name):
        return True


class Note(SphinxDirective):
    """What our directives are in a project without us: content."""

    has_content = True
    option_spec = Anything(name=str)

    def run(self):
        return [nodes.container("", *self.parse_content_to_nodes())]


class Talk(Note):
    optional_arguments = 1
    final_argument_whitespace = True

    def run(self):
        title, messages = self.parse_inline(" ".join(self.arguments))
        # In one node, which is no caption of a figure either.
        return [nodes.container("", nodes.paragraph("", "", *title, *messages), *super().run())]


def words(name, rawtext, text, lineno, inliner, options={}, content=[]):
    """What our roles are in a project without us: the words that are shown."""
    is_own = name in ("conf:talk", "conf:tag")
    return [nodes.inline("", unescape(text).partition(" <")[0] if is_own else " ")], []


def setup(app):
    for name in ("talk", "tag", "post", "day"):
        app.add_role(f"conf:{name}", words)
    for prefix in ("", "conf:"):
        app.add_directive(f"{prefix}talk", Talk)
        for name in ("tldr", "comment", "daily-summary", "talk-list"):
            app.add_directive(f"{prefix}{name}", Note)
'''
PAGES = {
    "index.md": "# Home\n\n```{toctree}\n:glob:\nposts/*\nlists\nother\n```\n",
    "posts/other.md": "# Other\n\n(anchor)=\n## Anchor\n\nText.\n",
    "other.md": "# Another\n",
    "lists.md": "# Lists\n\n```{daily-summary}\n```\n\n## Talks\n\n```{talk-list}\n:layout: table\n"
    ":group-by: tag\n```\n\n```{talk-list}\n:layout: list\n:notes: all\n```\n",
}
OTHER_BUILDERS = (
    "dirhtml", "singlehtml", "epub", "latex", "man", "texinfo", "xml", "pseudoxml", "json",
    "gettext", "dummy",
)  # fmt: skip
GENERATED = re.compile(r"w\d+x")
END_IN_WORD = re.compile(r"(?<=\w)</\w+>(?=\w)")
VOCABULARY = load_vocabulary()
SHOWN_BARE = ("title", "kind", "url")
"""The fields that are shown without a word for them."""
MARKS = {"star", "star2", "out", "of", "highlight", "pot", "png", "9x9", "image"} | {
    word
    for several in (
        *VOCABULARY.by,
        *VOCABULARY.line_by,
        *VOCABULARY.conjunctions,
        *(one for one, field in VOCABULARY.labels.items() if field in SHOWN_BARE),
        *(one for one, field in VOCABULARY.heads.items() if field in SHOWN_BARE),
    )
    for word in words_of(several)
}
MARKS |= {*map(str.casefold, CALLOUTS), "container"}
"""Words of marks, ratings, signatures, lists of names, embedded pictures and callouts, which are
shown as such; the text writer's word for pictures, which it leaves out of titles; and a word in the
tags of what stands for our directives, which HTML that isn't closed makes text of."""
HEADER = re.compile(
    r"\ufeff?(?:\+\+\+[\s\S]*?\+\+\+|(?:title|date):.*\s(?:(?:\w+:| +).*\s)*)", re.IGNORECASE
)
"""Front matter as Hugo or Pelican has it."""
FORMULA = {"begin", "end", "align", "aligned"}
"""Words around formulas, of which there may be one in what others don't take for front matter."""
OF_OBSIDIAN = re.compile(
    r"""
    \[\[ ( [^\[\]|]* ) \|                # a note, where the link has words of its own
    | \[\[ ( [^\[\]|#]* ) /              # the folder of a note
    | %% ( [\s\S]*? ) %%                 # what nobody shall see
    | <!-- ( [\s\S]*? ) -->              # the same in HTML, which some directives show
    | (?: ^ | \r ) [>\s]+ \[! ( [^\]]+ ) \]  # the kind of a callout, and in its title
      (?: .*? {abbr}`[^`(]* \( ( [^`]* ) \)` )? # what the text writer leaves out of titles
    """,
    re.MULTILINE | re.VERBOSE,
)
"""What notes of Obsidian say to Obsidian alone, or in titles that are written as text alone."""
TIME = re.compile(r"\d+h\d*")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("fuzz")


@pytest.mark.thorough
@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@PROFILE
@given(
    texts=st.lists(posts(), min_size=1, max_size=3),
    builder=st.sampled_from(OTHER_BUILDERS),
    talks=modes,
)
def test_no_exception_no_word_lost_nothing_dangerous(
    root: Path, texts: list[str], builder: str, talks: list[str]
) -> None:
    files = {f"posts/{name}.md": text for name, text in zip("abc", texts, strict=False)}
    check(root, files, builder, talks)


DATE = "---\ndate: 2031-05-12\n"
FOUND = {
    "text in a list of talks": "::::{talk-list} w1\n:layout: table\n```{talk} w2\n\nw3\n",
    "markup in a summary": "```{daily-summary}\n<script>",
    "an empty heading": "#\n\n:::{talk} w1\nw2\n:::\n",
    "half a character": f'{DATE}title: "w1\\ud800"\ntags: ["\\ud800"]\n---\n\nw2\n',
    "lists in lists": f"{DATE}a: &a [w, w]\nb: &b [*a, *a]\ntags: *b\ntalks: [*b]\n---\n\nw1\n",
}
"""What random posts have found, and what looked likely to end a build."""


@pytest.mark.parametrize("name", first_quick(FOUND, 2))
def test_what_was_found_once(root: Path, name: str) -> None:
    check(root, {"posts/a.md": FOUND[name]}, "xml")


def check(root: Path, files: Mapping[str, str], builder: str, talks: Sequence[str] = ()) -> None:
    """Build a project with and without the extension, and compare.

    :param talks: the value of ``confnotes_talks``; none for its default.
    """
    shutil.rmtree(root, ignore_errors=True)
    for name in ("html", "text", builder):
        if not check_builder(root, files, name, talks):
            return


def check_builder(root: Path, files: Mapping[str, str], builder: str, talks: Sequence[str]) -> bool:
    """Build with one builder, and return whether Sphinx itself can."""
    try:
        ours = build(root, files, "ours", builder, talks)
    except (AssertionError, RecursionError):
        with contextlib.suppress(AssertionError, RecursionError):
            build(root, files, "plain", builder)
            raise
        return False
    if builder in ("html", "text"):
        try:
            plain = build(root, files, "plain", builder)
        except (AssertionError, RecursionError):
            # We write some nodes by other ways, which may survive what Sphinx doesn't.
            return False
        for name in files:
            # Numbers of list items go with the item, times get a zero; a message may name the
            # folder that the project without us is in.
            lost = {
                word
                for word in shown(plain, name) - shown(ours, name) - MARKS - header(files[name])
                if not (word.isdecimal() or TIME.fullmatch(word) or is_broken(word, ours, name))
                and not is_joined(word, ours, name)
            }
            assert not lost, f"{name} in {builder}: lost {sorted(lost)}"
    if builder == "html":
        known = {danger for name in pages(plain) for danger in dangers(parse(plain.text(name)))}
        for name in pages(ours) - set(redirects(ours)):
            all_dangers = dangers(parse(ours.text(name)))
            found = {danger for danger in all_dangers if "confnotes" not in danger}
            assert found <= known, f"dangerous: {sorted(found - known)}"
        assert elsewhere(ours) == {"conf.py", *PAGES, *files}
    if builder in ("html", "dirhtml"):
        check_published(ours)
    return True


def header(text: str) -> set[str]:
    """Return the words that only others show.

    These are front matter without YAML, what Obsidian doesn't show either, labels that stand alone
    in their line, and our folder.
    """
    found = HEADER.match(text)
    unseen = words_of(" ".join(word for found in OF_OBSIDIAN.findall(text) for word in found))
    alone = {line.strip("*_:>-+ \t").casefold() for line in text.splitlines()}
    labels = {word for one in filter(VOCABULARY.label, alone) for word in words_of(one)}
    if found is None:
        return {"plain"} | unseen | labels
    # Without us an address in it is a link, whose signs are written as in addresses.
    return {"plain"} | unseen | labels | FORMULA | apart(found[0]) | words_of(encode(found[0]))


def build(
    root: Path, files: Mapping[str, str], folder: str, builder: str, talks: Sequence[str] = ()
) -> Built:
    conf = BOTH + (WITH if folder == "ours" else WITHOUT)
    if talks:
        conf += f"confnotes_talks = {list(talks)}\n"
    return run_sphinx(root, {"conf.py": conf, **PAGES, **files}, builder, folder=folder)


def pages(built: Built) -> set[str]:
    return {path.relative_to(built.out).as_posix() for path in built.out.rglob("*.html")}


def elsewhere(built: Built) -> set[str]:
    """Return the files that aren't in the output folder, nor in that of the doctrees."""
    files = {path for path in built.source.parent.rglob("*") if path.is_file()}
    return {
        os.path.relpath(path, built.source)
        for path in files
        if not (path.is_relative_to(built.out) or path.is_relative_to(built.doctrees))
    }


def shown(built: Built, name: str) -> set[str]:
    """Return the words that a page shows, and those of its addresses in HTML."""
    suffix = {"html": ".html", "text": ".txt"}[built.builder]
    text = (built.out / name).with_suffix(suffix).read_text("utf-8")
    if built.builder == "text":
        return apart(text)
    # Cut out as text: raw HTML may close more than it has opened.
    body_text = text.partition('<div class="body"')[2].partition('<div class="clearer"')[0]
    # It depends on what is open around it whether raw HTML ends something within a word.
    body = parse(END_IN_WORD.sub(" ", body_text))
    for unseen in body(["script", "style"]):
        unseen.decompose()
    return apart(" ".join([body.get_text(" "), *shown_attributes(body)]))


def apart(text: str) -> set[str]:
    """Return the words of a text, the generated ones also where nothing is between them."""
    return words_of(GENERATED.sub(r" \g<0> ", text))


def is_joined(word: str, built: Built, name: str) -> bool:
    """Tell whether a word is two that are joined without us.

    The writer of texts joins them where a line ends by a hard break: a title may end there, behind
    which its address stands in a text of ours.
    """
    words = shown(built, name)
    parts = [(word[:at], word[at:]) for at in range(1, len(word))]
    return built.builder == "text" and any(words.issuperset(both) for both in parts)


def is_broken(word: str, built: Built, name: str) -> bool:
    """Tell whether a line of text ends within a word of a real post: one that is long or wide."""
    if built.builder != "text" or GENERATED.fullmatch(word):
        return False
    text = (built.out / name).with_suffix(".txt").read_text("utf-8")
    return word in "".join(text.split()).casefold()
