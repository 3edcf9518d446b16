"""Dates at both ends of the calendar, and such as aren't in it: no build ends with them."""

from __future__ import annotations

import pytest

from tests.support.builds import Build
from tests.support.published_files import check_published
from tests.support.thorough import first_quick

POSSIBLE = (
    "0001-01-01",
    "9999-12-31",
    "0001-01-01T00:00:00+14:00",
    "0001-01-01 00:00 UTC",
    "9999-12-31T23:59:59-12:00",
    "9999-12-31 23:59:59.999999 +14:00",
    "January 1-2, 0001",
    "9999-12-30/9999-12-31",
)
IMPOSSIBLE = (
    "0000-01-01",
    "10000-01-01",
    "2031-05-12T09:00:00+23:59",
    "2031-05-12T09:00:00-25:00",
    "2031-05-12 18:00-24:00",
    "2031-05-12 24:00",
    "2031-06-30T23:59:60Z",
    "٢٠٣١-٠٥-١٢",
    "9" * 5000,
    '"\\0"',
    '"\\ud800"',
)

POST = """---
title: T
date: {date}
updated: {date}
conference: C
tags: [a]
timezone: {zone}
permalink: /:year/:short_year/:i_month/:day/{name}/
---
* [U](https://example.org/{name})

  Time: 23:59

  TLDR: x

:::{{talk}} V
:date: {date}
:time: 00:00-23:59

x
:::
"""

LISTS = """# H

```{daily-summary}
```

```{talk-list}
:group-by: day
:layout: table
:sort: time
```

```{daily-summary}
:since: 9999-12-31
```

```{daily-summary}
:until: 0001-01-01
:order: oldest
```
"""

CONF = """
html_baseurl = "https://example.org/"
confnotes_feeds = ["conference", "tag", "rss", "json"]
"""


@pytest.mark.parametrize("zone", ["UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"])
@pytest.mark.parametrize("builder", first_quick(["html", "epub", "latex", "confnotes"]))
def test_at_the_ends_of_the_calendar(builder: str, zone: str, build: Build) -> None:
    posts = {
        f"p{n}.md": POST.format(date=date, zone=zone, name=n) for n, date in enumerate(POSSIBLE)
    }
    built = build({"index.md": LISTS, **posts}, builder, conf=CONF)
    ours = [line for line in built.warnings if "confnotes." in line]
    # What lasts several days was changed on none of them.
    assert sorted(line.partition(": ")[0] for line in ours) == ["p6.md:4", "p7.md:4"]
    if builder == "html":
        check_published(built)
        assert (built.out / "0001/01/1/01/0/index.html").exists()


@pytest.mark.parametrize("date", first_quick(IMPOSSIBLE, 3), ids=lambda date: ascii(date)[:30])
def test_none(date: str, build: Build) -> None:
    post = POST.format(date=date, zone="UTC", name="x").replace("permalink", "layout")
    built = build({"index.md": LISTS, "p.md": post}, conf=CONF)
    ours = [line for line in built.warnings if "confnotes." in line]
    assert [line.split(": ")[0] for line in ours] == ["p.md:3", "p.md:4", "p.md:17"]
    assert all("[confnotes.date]" in line and "expected a date such as" in line for line in ours)
    check_published(built)
