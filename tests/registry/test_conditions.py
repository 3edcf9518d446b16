"""What ``only`` and ``ifconfig`` leave out of a page is left out of all that is made of it."""

from __future__ import annotations

import re

import pytest

from tests.support.builds import Build, Built
from tests.support.thorough import first_quick

CONF = """
extensions = ["sphinxext_confnotes", "sphinx.ext.ifconfig"]
html_baseurl = "https://notes.example.org/"
html_copy_source = False
project = "Pantry"
copyright = "2031"
version = "1"
confnotes_feeds = ["conference", "tag", "rss", "json"]


def setup(app):
    app.add_config_value("stage", "open", "env")
"""

POST = """---
title: A day
date: 2031-05-14
---

````{DIRECTIVE}
```{talk} Price hushlist
:speakers: Hush Nobody
:tags: hushword
:time: 10:00
:video: https://example.org/hushvideo

Hushed words.
```
````

* [Open](https://example.org/open)

  TLDR: Seen.

  ```{DIRECTIVE}
  hushinner
  ```

:::::{talk} Loaf
:time: 11:00
:::{comment}
Crusty.
:::
::::{DIRECTIVE}
:::{tldr}
hushnote {conf:talk}`Open`
:::
:::{comment}
hushcomment
:::
::::
:::{tldr}
It rises.
:::
:::::

````{DIRECTIVE}
```{tldr}
hushday
```
````
"""

INDEX = """# Home

```{daily-summary}
```

```{talk-list}
:group-by: speaker
:layout: table
```

{ref}`genindex` {ref}`conf-speakers` {ref}`conf-tags`

```{toctree}
:hidden:
:glob:

**post
```
"""

HUSH = re.compile(r"hush", re.IGNORECASE)

CONDITIONS = {
    "only": ("only} internal", ["-t", "internal"]),
    "not": ("only} not external", ["-t", "external"]),
    "ifconfig": ("ifconfig} stage == 'closed'", ["-D", "stage=closed"]),
}


def files(directive: str) -> dict[str, str]:
    post = POST.replace("DIRECTIVE}", directive)
    return {"conf.py": CONF, "days/post.md": post, "index.md": INDEX}


def everything(built: Built) -> dict[str, str]:
    """Return the files of the output with what they say."""
    return {
        path.relative_to(built.out).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in sorted(built.out.rglob("*"))
        if path.is_file()
    }


def hushed(built: Built) -> list[str]:
    """Return the names of the files of the output that tell what isn't to be known."""
    return [name for name, text in everything(built).items() if HUSH.search(f"{name} {text}")]


@pytest.mark.parametrize(
    "builder", first_quick(["html", "dirhtml", "singlehtml", "text", "latex", "confnotes"])
)
@pytest.mark.parametrize("condition", ["only", "ifconfig"])
def test_nothing_tells_of_what_is_left_out(build: Build, condition: str, builder: str) -> None:
    directive, args = CONDITIONS[condition]
    without = build(files(directive), builder, args=["-n"])
    assert without.warnings == []
    assert hushed(without) == []
    assert "Seen." in "".join(everything(without).values())
    # The same doctrees, with what decides changed.
    shown = build(None, builder, args=[*args, "-n"], out=f"{builder}-shown")
    assert shown.warnings == []
    wanted = {
        "html": {"index.html", "days/post.html", "genindex.html", "talks.json", "talks.ics"},
        "dirhtml": {"index.html", "days/post/index.html", "conf-tags/index.html", "feed.xml"},
        "singlehtml": {"index.html"},
        "text": {"index.txt", "days/post.txt"},
        "latex": {"pantry.tex"},
        "confnotes": {"talks.json"},
    }[builder]
    assert wanted <= set(hushed(shown))
    assert hushed(build(None, builder, args=["-n", "-E"])) == []


def test_objects_and_references(build: Build) -> None:
    directive, args = CONDITIONS["not"]
    reference = "# Other\n\n{conf:talk}`price-hushlist`\n"
    build({**files(directive), "otherpost.md": reference}, "html", args=["-n"])
    built = build(None, "html", args=[*args, "-n"], out="hidden")
    assert built.warnings == [
        "otherpost.md:3: WARNING: no talk is called 'price-hushlist'; it isn't linked "
        "[confnotes.reference]"
    ]
    assert hushed(built) == ["otherpost.html", "searchindex.js"]


@pytest.mark.parametrize("builder", ["html", "singlehtml"])
def test_each_builder_has_its_own(build: Build, builder: str) -> None:
    assert "index.html" in hushed(build(files("only} html"), builder))
    other = build(None, "text")
    assert hushed(other) == []
    assert "It rises." in other.text("index.txt")
    assert "index.html" in hushed(build(None, builder))


def test_a_condition_that_cannot_be_read(build: Build) -> None:
    # The page has Sphinx's own error in the place of what depends on it.
    built = build(files("ifconfig} stage ==="), "html")
    assert built.status == 0
    assert "index.html" not in hushed(built)
    # Sphinx shows what depends on this one.
    built = build(files("only} (("), "html", folder="only")
    assert built.status == 0
    assert "index.html" in hushed(built)


def test_a_draft_is_in_no_index(build: Build) -> None:
    post = (
        "---\ntitle: Draft\ndate: 2031-05-14\ndraft: true\ntags: [hushword]\n---\n\n"
        "* [Hushed launch](https://example.org/hush)\n\n  Speaker: Hush Nobody\n\n  TLDR: x\n"
    )
    built = build({"conf.py": CONF, "post.md": post, "index.md": INDEX}, "html")
    assert hushed(built) == ["post.html", "searchindex.js"]
    assert not re.search(r"\\index\W.*hush", build(None, "latex").text("pantry.tex"), re.IGNORECASE)
