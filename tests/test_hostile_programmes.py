"""Programmes that strangers have written to do harm: what is made of them is text.

The table of dangers is ``support.harmful``, as in ``test_safety``.  A project is built with a
programme that has them in every field of its entries, and with one that means nothing.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from typing import Any

import icalendar
import pytest

from tests.support.builds import CONF, Built, run_sphinx
from tests.support.dangers import dangers, parse
from tests.support.harmful import ADDRESSES, WORDS

PROGRAMME = """# The programme

```{programme}
```

```{talk-list}
:layout: table
```
"""


def rows(*, harmful: bool) -> list[dict[str, Any]]:
    words = list(WORDS.values())
    found = []
    for number, (text, (address, _)) in enumerate(
        (text, list(ADDRESSES.values())[at % len(ADDRESSES)]) for at, text in enumerate(words)
    ):
        one = text if harmful else "soup"
        where = address if harmful else ""
        found.append(
            {"id": f"entry-{number}", "title": f"Title {number} of {one}", "speakers": [one, "Ana"],
             "room": one, "track": one, "kind": one, "abstract": f"{one}\n\n{one}",
             "date": "2031-05-12", "time": "09:00-09:30", "timezone": one, "url": where,
             "slides": where, "video": where, "paper": where}
        )  # fmt: skip
    return found


def post() -> str:
    talks = "".join(
        f"```{{talk}} Talk {number}\n:entry: entry-{number}\n\nHeard.\n```\n\n"
        for number in range(len(WORDS))
    )
    return f"---\ntitle: A day\ndate: 2031-05-12\nconference: Queues\nauthor: Bo\n---\n\n{talks}"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Built, Built]:
    """Return the project with the harmful programme, and with the harmless one."""
    found = []
    for harmful in (True, False):
        files = {
            "conf.py": f'{CONF}confnotes_programmes = {{"Queues": "queues.json"}}\n'
            'html_baseurl = "https://example.org/"\nconfnotes_feeds = ["conference"]\n',
            "queues.json": json.dumps(rows(harmful=harmful)),
            "post.md": post(),
            "page.md": PROGRAMME,
        }
        root = tmp_path_factory.mktemp("harmful" if harmful else "harmless")
        found.append(run_sphinx(root, files))
    return found[0], found[1]


@pytest.mark.parametrize("page", ["post", "page", "genindex", "conf-speakers", "conf-days"])
def test_pages_do_no_harm(built: tuple[Built, Built], page: str) -> None:
    harmful, harmless = (dangers(parse(one.text(f"{page}.html"))) for one in built)
    assert harmful == harmless


def test_all_talks_are_joined(built: tuple[Built, Built]) -> None:
    for one in built:
        talks = json.loads(one.text("talks.json"))["talks"]
        assert len([talk for talk in talks if talk.get("entry")]) == len(WORDS)


def test_addresses_that_are_none_are_left_out(built: tuple[Built, Built]) -> None:
    talks = json.loads(built[0].text("talks.json"))["talks"]
    addresses = [talk[key] for talk in talks for key in ("url", "slides", "video") if key in talk]
    assert all(address.startswith("https://e.example/") for address in addresses)


def test_published_files_stay_what_they_are(built: tuple[Built, Built]) -> None:
    harmful, harmless = built
    assert ET.fromstring(harmful.text("feed.xml")).tag.endswith("feed")
    events = [
        len(icalendar.Calendar.from_ical(one.text("talks.ics")).walk("VEVENT"))
        for one in (harmful, harmless)
    ]
    assert events == [len(WORDS), len(WORDS)]


@pytest.mark.parametrize("builder", ["latex", "man", "texinfo", "text"])
def test_every_builder_writes_it(built: tuple[Built, Built], builder: str) -> None:
    source = built[0].source
    again = run_sphinx(source.parents[1], None, builder, folder=source.parent.name)
    assert again.status == 0
    if builder == "latex":
        (file,) = again.out.glob("*.tex")
        assert "\\write18{id}" not in file.read_text("utf-8")
        assert "\\input{/etc/passwd}" not in file.read_text("utf-8")
