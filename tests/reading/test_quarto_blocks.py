"""Divs of Pandoc and cells of Quarto in posts: nothing in them is lost."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.reading.quarto_blocks import mend
from tests.support.builds import Build

HEAD = "---\ntitle: Day\ndate: 2031-05-12\n---\n\n"
POST = f"""{HEAD}## Why kettles sing

TLDR: they do

::: {{.column-margin}}
Beside it.
:::

::: {{.callout-note}}
## Mind the lid

It hops.
:::

::: {{.callout-tip title="Descale" collapse="true"}}
On Fridays.
:::

:::: {{.columns}}
::: {{.column width="40%"}}
Left side.
:::
::: {{.column width="60%"}}
Right side.
:::
::::

```{{r kettle, echo=FALSE}}
plot(kettle)
```

```{{.python filename="boil.py"}}
boil()
```
"""


def test_what_is_in_them_is_shown(build: Build) -> None:
    built = build({"post.md": POST}, args=["-W", "-n"])
    assert built.warnings == []
    page = built.html("post.html")
    for part in (".column-margin", ".columns > .column", ".admonition"):
        assert page.select_one(part), part
    assert [one.get_text() for one in page.select(".admonition-title")] == [
        "Mind the lid",
        "Descale",
    ]
    text = page.get_text(" ", strip=True)
    for words in ("Beside it.", "It hops.", "On Fridays.", "Left side.", "Right side."):
        assert words in text
    assert [one.get_text(strip=True) for one in page.select("pre")] == ["plot(kettle)", "boil()"]


def test_only_posts_are_read_so(build: Build) -> None:
    page = "# Page\n\n::: {.note}\nBeside it.\n:::\n"
    built = build({"page.md": page}, args=["-W"])
    assert "::: {.note}" in built.html("page.html").get_text()


@pytest.mark.parametrize(
    ("source", "mended"),
    [
        ("::: {.a}\nx\n:::\n", ":::{div} a\nx\n:::\n"),
        ("::: {.a #b .c d=e}\r\nx\r\n:::", ":::{div} a c\r\nx\r\n:::"),
        ('::: {layout="[1, 2]" .a}\nx\n:::\n', ":::{div} a\nx\n:::\n"),
        ("::: {#b}\nx\n:::\n", ":::{div}\nx\n:::\n"),
        (
            "::: {.a}\n::: {.b}\nx\n:::\n:::\n",
            "::::{div} a\n:::{div} b\nx\n:::\n::::\n",
        ),
        (
            "::: {.a}\n:::{talk} T\nx\n:::\n:::::\n",
            "::::{div} a\n:::{talk} T\nx\n:::\n::::\n",
        ),
        (
            "::: {.callout-warning}\n\n### A title\n\nx\n:::\n",
            ":::{admonition} A title\n\n\n\nx\n:::\n",
        ),
        ("::: {.callout-warning}\nx\n:::\n", ":::{warning}\nx\n:::\n"),
        ("```{Rcpp}\nx\n```\n", "```cpp\nx\n```\n"),
        ("~~~ {.R}\nx\n~~~\n", "~~~r\nx\n~~~\n"),
        ("```{ojs}\n::: {.a}\n```\n", "```js\n::: {.a}\n```\n"),
    ],
)
def test_lines_stay_where_they_are(source: str, mended: str) -> None:
    assert mend(source) == mended


@pytest.mark.parametrize(
    "source",
    [
        "::: {.a}\nx\n",
        "::: {.a}\nx\n:::\n:::\n",
        "::: {.a}\n" * 2000 + ":::\n" * 2000,
        "::::{talk} T\n:::{tldr}\nx\n:::\n::::\n",
        "```\n::: {.a}\n:::\n```\n",
        "    ::: {.a}\n    :::\n",
        "```{talk} {.a}\n```\n",
        "```{code-cell} python\n```\n",
    ],
)
def test_all_else_stays(source: str) -> None:
    assert mend(source) == source


@pytest.mark.parametrize("text", ["::: {.a}\n", "```{r}\n", ":::{a}\n::: {.b}\n", ":::\n"])
def test_many_are_soon_read(text: str) -> None:
    assert mend(text * 20_000).count("\n") == text.count("\n") * 20_000
