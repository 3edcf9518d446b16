"""Data of other sites that strangers have written to do harm: what is made of it is text.

The table of dangers is ``support.harmful``, as in ``test_safety``, in every key of the schema.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import pytest

from tests.support.builds import CONF, Built, run_sphinx
from tests.support.dangers import dangers, parse
from tests.support.harmful import ADDRESSES, WORDS
from tests.support.other_sites import site

PAGE = """---
orphan: true
---

# Page

```{daily-summary}
```

```{talk-list}
:group-by: tag
```

```{talk-list}
:layout: table
:notes: all
```

```{talk-list}
:layout: timetable
```
"""


def posts(*, harmful: bool) -> list[dict[str, Any]]:
    found = []
    for number, text in enumerate(WORDS.values()):
        address = [*ADDRESSES.values()][number % len(ADDRESSES)][0] if harmful else ""
        one = text if harmful else "soup"
        note = {"kind": "tldr", "author": one, "html": one, "text": one, "source": one}
        facts = {
            "title": f"Title {number} of {one}", "page": address or "https://e.example/",
            "date": "2031-05-12", "until": one, "timezone": one, "conference": one,
            "tags": [one], "notes": [note, {**note, "kind": "comment"}],
        }  # fmt: skip
        talk = {
            **facts, "id": f"day-{number}#talk-{one}", "url": address, "speakers": [one, "Ana"],
            "affiliations": {one: one}, "time": "09:00-09:30", "track": one, "room": one,
            "kind": one, "highlight": True, "reason": one, "rating": one, "abstract": one,
            "slides": address, "video": address, "paper": address, "code": address,
            "announced": one, "entry": one, "filled": [one], "named": True,
        }  # fmt: skip
        found.append(
            {**facts, "id": f"day-{number}-{one}", "time": one, "offset": one, "location": one,
             "authors": [one], "permalink": one, "updated": one, "aliases": [one],
             "talks": [talk]}
        )  # fmt: skip
    return found


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """Return the project with the harmful data, and with the harmless."""
    found = []
    for harmful in (True, False):
        files = {
            "conf.py": f'{CONF}confnotes_others = {{"team": "team.json"}}\n'
            'html_baseurl = "https://example.org/"\n'
            'confnotes_published = {"site": "own, team"}\nconfnotes_calendar_links = True\n',
            "team.json": site(*posts(harmful=harmful)),
            "index.md": "# Home\n\n```{toctree}\npage\n```\n",
            "page.md": PAGE.removeprefix("---\norphan: true\n---\n\n"),
        }
        root = tmp_path_factory.mktemp("harmful" if harmful else "harmless")
        found.append(run_sphinx(root, files))
    return found[0], found[1]


@pytest.mark.parametrize("page", ["page", "conf-speakers", "conf-days", "conf-tags"])
def test_pages_do_no_harm(built: tuple[Built, Built], page: str) -> None:
    harmful, harmless = (dangers(parse(one.text(f"{page}.html"))) for one in built)
    assert harmful == harmless


def test_all_talks_are_shown(built: tuple[Built, Built]) -> None:
    for number in range(len(WORDS)):
        assert f"Title {number} of" in built[0].text("page.html")


def test_published_files_do_no_harm(built: tuple[Built, Built]) -> None:
    text = built[0].text("talks.json")
    data = json.loads(text)
    assert len(data["posts"]) == len(WORDS)
    for post in data["posts"]:
        for thing in (post, *post["talks"]):
            addresses = [thing.get(key, "") for key in ("url", "page", "slides", "video", "paper")]
            assert all(one == "" or one.startswith(("http://", "https://")) for one in addresses)
            for note in thing["notes"]:
                assert not dangers(parse(note["html"]))
    assert ET.fromstring(built[0].text("feed.xml")).tag.endswith("feed")


@pytest.mark.parametrize("builder", ["latex", "man", "texinfo", "text", "singlehtml", "xml"])
def test_every_builder_writes_it(built: tuple[Built, Built], builder: str) -> None:
    source = built[0].source
    again = run_sphinx(source.parents[1], None, builder, folder=source.parent.name)
    assert again.status == 0
    if builder == "latex":
        (file,) = again.out.glob("*.tex")
        assert "\\write18{id}" not in file.read_text("utf-8")
        assert "\\input{/etc/passwd}" not in file.read_text("utf-8")
