"""Code and formulas in titles and lines below: nothing is read out of them, and they stay whole."""

from __future__ import annotations

import pytest

from tests.support.builds import Build, words_of

POST = "---\ndate: 2031-05-12\nconference: WaitConf\n---\n\n"
CODES = (
    "w1 🌟", "w1 (keynote)", "w1 (Ann Moore)", "w1 - Ann Moore", "w1 by Ann Moore", "10:00 w1",
    "⭐ w1", "Keynote: w1", "Ann Moore: w1", "w1 (Highlight of my day)", "w1 (10:00, Room 4)",
    "w1:",
)  # fmt: skip
"""What would be a mark, a time, a kind, a room or a speaker in a title."""
TITLES = (
    "Waiting for soup {}",
    "{} Waiting for soup",
    "[Waiting for soup {}](https://example.org)",
)
FORMS = {
    "item": "* {}\n\n  TLDR: Wait.\n",
    "section": "## {}\n\nTLDR: Wait.\n",
    "bold line": "**{}**\n\nTLDR: Wait.\n",
    "line below": "## Waiting for soup\n\n{}\n\nTLDR: Wait.\n",
    "line of an item": "* [Waiting for soup](https://example.org/1)\n  {}\n\n  TLDR: Wait.\n",
    "table": "| Talk | TLDR |\n| --- | --- |\n| {} | Wait. |\n| Standing | Stand. |\n",
}


@pytest.mark.parametrize("marks", ["``", "$$"], ids=["code", "formula"])
@pytest.mark.parametrize("form", FORMS)
def test_all_of_it_is_shown(build: Build, form: str, marks: str) -> None:
    texts = {
        f"{number}-{at}.md": POST + FORMS[form].format(title.format(marks[0] + code + marks[1]))
        for number, code in enumerate(CODES)
        for at, title in enumerate(TITLES)
    }
    built = build(texts, "text")
    lost = [
        text
        for name, text in texts.items()
        if not words_of(CODES[int(name.partition("-")[0])])
        <= words_of((built.out / name).with_suffix(".txt").read_text("utf-8"))
    ]
    assert not lost
