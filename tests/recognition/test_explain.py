"""The explanation of a plan, for people and for programs."""

from __future__ import annotations

import json

from sphinxext_confnotes.recognition.explain import Entry, as_data, as_text, explain
from tests.support.outlines import ordinary, outline, plan

TEXT = """
    We arrived late.

    TLDR: It was about lines.

    ## Day 2

    ### 09:30 Queues for beginners (Ann Moore, Example Works)

    Stand in line.

    Comment: Unfair.

    Room: Blue hall

    ### Lunch

    Soup.
    """


def entries() -> list[Entry]:
    """Return the explanation of a post."""
    return explain(plan(TEXT, title="ExampleConf"), outline(TEXT, "ExampleConf"))


class TestExplain:
    def test_says_for_each_line_what_it_is(self) -> None:
        assert [(one.line, one.what) for one in entries()] == [
            (1, "post"),
            (1, "text"),
            (3, "TLDR of the day"),
            (5, "no talk"),
            (7, "talk"),
            (7, "fact"),
            (7, "fact"),
            (7, "byline"),
            (9, "text of the talk"),
            (11, "comment"),
            (13, "fact"),
            (15, "no talk"),
            (17, "text"),
        ]

    def test_says_why(self) -> None:
        (talk,) = (one for one in entries() if one.what == "talk")
        assert talk.reason == "label"
        assert "a speaker is named" in talk.why
        assert "a time stands in its title" in talk.why

    def test_says_how_to_leave_a_talk_out(self) -> None:
        (talk,) = (one for one in entries() if one.what == "talk")
        # With its time before it, and its speaker behind it.
        assert 'not-talks: ["*Queues for beginners*"]' in talk.edit

    def test_long_words_are_shortened(self) -> None:
        text = f"## {'Queues ' * 40}\n\nTLDR: Stand."
        assert all(len(one.text) <= 70 for one in explain(ordinary(text), outline(text, "A day")))


class TestForms:
    def test_text(self) -> None:
        lines = as_text(entries()).split("\n")
        assert lines[0] == "    1  post: ExampleConf"
        assert "    1  text: We arrived late." in lines
        assert any(line.startswith("       → ") for line in lines)

    def test_data_is_json(self) -> None:
        data = as_data(entries())
        assert json.loads(json.dumps(data)) == data
        assert {"line", "what", "text"} <= data[0].keys()
        assert all(value != "" for one in data for value in one.values())
