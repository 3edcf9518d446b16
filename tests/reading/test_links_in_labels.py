"""Labels that lead somewhere: their addresses stay on the page."""

from __future__ import annotations

import pytest

from tests.support.builds import Build

POST = "---\ndate: 2031-05-12\nconference: WaitConf\n---\n\n"
WORDS = ("TLDR", "Comment", "Takeaways", "Abstract", "Speaker", "Slides", "Room", "Tags", "Rating")
FORMS = {
    "field": "* [Waiting](https://example.org/0)\n\n  {}: 4/5\n\n  TLDR: Wait.\n",
    "heading": "## Waiting\n\nTLDR: Wait.\n\n### {}\n\n- One\n- Two\n",
    "item": "## Waiting\n\n- {}: here\n- TLDR: Wait.\n",
    "head of a table": "| Talk | {} |\n| --- | --- |\n| Waiting | Wait. |\n| Standing | Stand. |\n",
    "title of a callout": "## Waiting\n\n> [!note] {}\n> Wait.\n\nTLDR: Wait.\n",
    "behind a title": "* [Waiting](https://example.org/0) - {}: here\n\n  TLDR: Wait.\n",
    "bold": "## Waiting\n\n**{}** here\n\nTLDR: Wait.\n",
}


@pytest.mark.parametrize("form", FORMS)
def test_no_address_is_lost(build: Build, form: str) -> None:
    link = "[{0}](https://example.org/labels/{0})"
    built = build({f"{word}.md": POST + FORMS[form].format(link.format(word)) for word in WORDS})
    lost = [word for word in WORDS if f"labels/{word}" not in str(built.html(f"{word}.html").body)]
    assert not lost


def test_a_fact_behind_one_is_read_all_the_same(build: Build) -> None:
    text = FORMS["field"].format("[Room](https://example.org/map)").replace("4/5", "Hall A")
    built = build({"post.md": POST + text})
    assert '"room": "Hall A"' in built.text("talks.json")
    assert "https://example.org/map" in built.text("post.html")
