"""Posts of a size or a depth that nobody writes: work that grows as they do, or a warning.

Work is counted as the lines that run in the package, which are the same each time.  What Sphinx,
docutils and MyST do with such posts is theirs; ``docs/safety.md`` says what that is.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.builds import Build, run_sphinx, words_of
from tests.support.thorough import first_quick
from tests.support.work import lines_run

HEAD = "---\ntitle: Large\ndate: 2031-05-12\n---\n\n"
TALK = "* [T](https://example.org/1)\n\n"
LISTS = """# Lists

```{daily-summary}
```

```{talk-list}
:group-by: tag
```

```{talk-list}
:layout: table
```
"""


def each(template: str) -> Callable[[int], str]:
    """Return what makes a post of a part, as many times as is asked for; ``@`` is its number."""
    return lambda n: HEAD + "".join(template.replace("@", str(i)) for i in range(n))


def one(before: str, part: str, behind: str) -> Callable[[int], str]:
    """Return what makes a post with one thing of many parts."""
    return lambda n: HEAD + before + part * n + behind


LARGE: dict[str, Callable[[int], str]] = {
    "talks": each("* [T@](https://example.org/@)\n\nTLDR: t@\n\nComment: c@\n\n"),
    "items between": each("* [T@](https://example.org/@)\n\n  TLDR: t\n\n* no talk\n\n"),
    "sections": each("## [T@](https://example.org/@)\n\n### TLDR\n\nt\n\n"),
    "directives": each("````{talk} T@\n:tags: a@\n```{tldr}\nt\n```\n````\n"),
    "same titles": each("* [T](https://example.org/@)\n\nTLDR: t\n\n"),
    "notes without talks": each("TLDR: t\n\nText.\n\n(a@)=\n"),
    "labels in a paragraph": one(TALK, "TLDR: t\n", ""),
    "labels in a list": one("* [T](https://example.org/1)\n", "  * TLDR: t\n", ""),
    "fields that can't be read": one(TALK + "TLDR: t\n", "Rating: 9\n", ""),
    "options that aren't known": lambda n: (
        f"{HEAD}```{{talk}} T\n" + "".join(f":o{i}: x\n" for i in range(n)) + "\nx\n```\n"
    ),
    "a title of many parts": one(
        "* [T](https://example.org/1) ", f"*{'a' * 30}* b (Highlight) ★ " * 4, "\n\nTLDR: t"
    ),
    "links before a label": lambda n: each("[T](https://example.org/@)\n\n")(n) + "TLDR: t\n",
    "groups of one anchor": lambda n: (
        HEAD
        + "".join(
            f"* [T{i}](https://example.org/{i})\n\nTags: t{'!' * i}\nTLDR: t\n\n" for i in range(n)
        )
    ),
}

BOMBS = {
    "stars": ("* [T](https://example.org/1) ", "★", "\n\nTLDR: t"),
    "highlights": ("* [T](https://example.org/1) ", "(Highlight ", "\n\nTLDR: t"),
    "spaces in a mark": ("* [T](https://example.org/1) ", "(&#32;my&#32;", "\n\nTLDR: t"),
    "phrases": (f"{TALK}TLDR: t ", "highlight of my ", ""),
    "colons": (f"{TALK}TLDR: t\n\nComment", ":", "c"),
    "spaces in a label": (f"{TALK}TLDR: t\n\nComment", "&#32;", "b: c"),
    "a signature": (f"{TALK}TLDR: t\n\nComment by ", "a by ", ": c"),
    "parentheses": (f"{TALK}TLDR: t\n\nComment (", "b) (", ": c"),
    "a line": (f"{TALK}TLDR: ", "word ", ""),
    "tags": (f"{TALK}Tags: ", ",", "\nTLDR: t"),
    "speakers": (f"{TALK}Speaker: ", "and ", "\nTLDR: t"),
    "a time": (f"{TALK}Time: ", "1", "\nTLDR: t"),
}
"""What regular expressions could take long for, before, between and behind."""


@pytest.mark.parametrize("name", first_quick(LARGE))
def test_work_grows_as_the_post_does(tmp_path: Path, name: str) -> None:
    # The first build also loads what it needs.
    _, few, more, many = (steps(tmp_path, LARGE[name](n)) for n in (1, 15, 30, 60))
    # Twice as many parts take twice as much more.
    assert many - more < 2.01 * (more - few)


@pytest.mark.parametrize("name", first_quick(BOMBS, 4))
def test_labels_take_no_longer_than_words(tmp_path: Path, name: str) -> None:
    """Timed, since regular expressions run no lines: with squares it would take a minute."""
    before, part, behind = BOMBS[name]
    begin = time.process_time()
    run_sphinx(tmp_path, {"post.md": one(before, part, behind)(100_000 // len(part))}, "dummy")
    assert time.process_time() - begin < 10


def steps(root: Path, post: str) -> int:
    """Return how many lines of the package run in a build."""
    files = {"post.md": post, "lists.md": LISTS}
    # In a folder of its own, where no build has left parts of what it published.
    return lines_run(lambda: run_sphinx(root, files, folder=f"of{len(post)}"))


def directives(n: int, fence: str, name: str) -> str:
    """Return directives in each other, a word in the innermost."""
    begin = "".join(f"{fence * (n - i + 3)}{{{name}}} T{i}\n" for i in range(n))
    return f"{begin}word\n" + "".join(f"{fence * (i + 4)}\n" for i in range(n))


LISTS_AND_QUOTES = "lists, each of two levels, and quotes in each other: expected at most 20"

NESTED: dict[str, tuple[str, str]] = {
    "emphasis": (
        "*" * 1000 + "word" + "*" * 1000,
        "8: WARNING: emphasis in emphasis: expected at most 50",
    ),
    "emphasis in emphasis": (
        "*a **b " * 500 + "word" + " c** d*" * 500,
        "8: WARNING: emphasis in emphasis: expected at most 50",
    ),
    # Their fences grow by each level, and so the post by the square of their number.
    "directives": (
        directives(200, ":", "note"),
        "28: WARNING: directives in directives: expected at most 20",
    ),
    "talks": (
        directives(200, "`", "talk"),
        "28: WARNING: directives in directives: expected at most 20",
    ),
    "lists": (
        "".join(f"{'  ' * n}- t{n}\n\n" for n in range(40)),
        f"26: WARNING: {LISTS_AND_QUOTES}",
    ),
    "lists on a line": ("- " * 40 + "word\n  - t1", f"8: WARNING: {LISTS_AND_QUOTES}"),
    "numbers": (
        "".join(f"{'   ' * n}1. t{n}\n" for n in range(40)),
        f"17: WARNING: {LISTS_AND_QUOTES}",
    ),
    "quotes": ("> " * 40 + "word\n" + "> " * 50 + "t1", f"8: WARNING: {LISTS_AND_QUOTES}"),
    "lists in quotes": ("> " * 10 + "- " * 10 + "word\n", f"8: WARNING: {LISTS_AND_QUOTES}"),
    "links": ("[" * 1000 + "word" + "](https://example.org)" * 1000, ""),
}
"""Posts with something deep, and what is said of it."""

OUTPUTS = {
    "html": "post.html",
    "text": "post.txt",
    "latex": "projectnamenotset.tex",
    "xml": "post.xml",
}


@pytest.mark.parametrize("builder", first_quick(OUTPUTS))
@pytest.mark.parametrize("name", NESTED)
def test_what_is_nested_too_deep_is_left_as_text(build: Build, name: str, builder: str) -> None:
    body, expected = NESTED[name]
    built = build({"post.md": f"{HEAD}Before.\n\n{body}\n\nBehind.\n"}, builder)
    assert built.status == 0
    found = [warning for warning in built.warnings if " levels" in warning]
    end = " levels; what is deeper is left as text [confnotes.nesting]"
    assert found == ([f"post.md:{expected}{end}"] if expected else [])
    words = {word for word in words_of(body) if re.fullmatch("t[0-9]+|word", word)}
    assert words_of(built.text(OUTPUTS[builder])) >= words | {"before", "behind"}


def test_what_is_nested_as_deep_as_people_do_is_left_alone(build: Build) -> None:
    body = "".join(f"{':' * (22 - i)}{{note}}\n" for i in range(19)) + f"{'*' * 50}word{'*' * 50}\n"
    built = build({"post.md": HEAD + body}, "xml", args=["-W"])
    assert built.warnings == []
    assert built.text("post.xml").count("<note>") == 19
    assert built.text("post.xml").count("<strong>") == 25


@pytest.mark.parametrize("fence", ["```c", "~~~", "```{code-block} c"])
def test_code_is_left_as_it_is(build: Build, fence: str) -> None:
    banner = "*" * 120 + "word" + "*" * 120
    body = f"{fence}\n{banner}\n{fence[:3]}\n"
    built = build({"post.md": f"{HEAD}Before.\n\n{body}"}, "text", args=["-W"])
    assert built.warnings == []
    assert banner in built.text("post.txt")
