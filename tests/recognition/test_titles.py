"""Facts around the titles of talks, in tables of plain data."""

from __future__ import annotations

from typing import Any

import pytest

from sphinxext_confnotes.recognition.outline import Line, Span
from sphinxext_confnotes.recognition.titles import Order, Title, Titles
from sphinxext_confnotes.recognition.vocabulary import load_vocabulary
from sphinxext_confnotes.recognition.words import Words
from tests.support.outlines import line_of

TITLES = Titles(load_vocabulary())

TALK = "https://example.org/1"
ADA = "https://twitter.com/ada"


def facts(title: Title, text: str) -> dict[str, Any]:
    """Return what was read, without what is empty."""
    found: dict[str, Any] = {
        "title": text[title.start : title.end],
        "speakers": [" | ".join(filter(None, speaker)) for speaker in title.speakers],
        "time": "-".join(
            f"{time:%H:%M}"
            for time in (title.slot and title.slot.start, title.slot and title.slot.end)
            if time
        ),
        "room": title.room,
        "kind": title.kind,
        "track": title.track,
        "rating": title.rating,
        "highlight": title.is_highlight,
        "reason": title.reason,
        "addresses": dict(title.addresses),
        "rest": text[title.stop :],
    }
    return {key: value for key, value in found.items() if value}


def read(given: Line, order: Order | None = None, *, is_running: bool = False) -> dict[str, Any]:
    return facts(TITLES.read(given, order, is_running=is_running), given.text)


@pytest.mark.parametrize(
    "title",
    [
        "Queues for beginners",
        "Case Study: Queues at Scale",
        "T-Mobile: Waiting for all of us",
        "Example Works: Faster with less",
        "folly::Function: a shorter line",
        "PWA: Next step",
        "PWA:Next step",
        "Queues - Something of the title",
        "Queues - Waiting Lines",
        "Queues – Ada Example",
        "Ada Example: Queues",
        "Queues, Ada Example",
        "Queues by Ada Example",
        "Learning by Doing Things",
        "Death by Power Lines",
        "Driven by Data",
        "A history of things driven by Waiting Lines",
        "What was written by Ada Example",
        "How we learned waiting by Ada Example",
        "A death by Power Lines",
        "Queues (Part Two)",
        "Queues (San Francisco, CA)",
        "Queues (New York, USA)",
        "Queues (Red Square, Portugal)",
        "Queues (Ada Example)",
        "Queues (a history)",
        "Queues (2031)",
        "(Sub) queues",
        "[WIP] Queues",
        "24h of waiting",
        "10 things about queues",
        "16:9 is no ratio for queues",
        "3 pm and other lies",
        "Monday is for queues",
        "May the queue be short",
        "What Ada Example said: wait",
        "Room for improvement",
        "Demo or it didn't happen",
        "A keynote about nothing",
        "Why C++ (and not C)?",
        "Title with ★★ in it",
        "#1 in queues",
        "Queues (10:00, and other bad times)",
        "Queues at 9",
        "The queue that woke me at 2AM",
        "Queues, 10:00",
        "Queues, 10 or more",
        "Q&A",
        "ポスト「列」の話",
    ],
)
def test_words_that_stay_in_the_title(title: str) -> None:
    assert read(line_of(title)) == {"title": title}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # By the title's own link, which ends where the title does.
        ([(TALK, "Queues"), " by Ada Example"], {"title": "Queues", "speakers": ["Ada Example"]}),
        ([(TALK, "Queues"), " — Ada Example"], {"title": "Queues", "speakers": ["Ada Example"]}),
        ([(TALK, "Queues"), " (Ada Example)"], {"title": "Queues", "speakers": ["Ada Example"]}),
        ([(TALK, "Queues"), " von Ada Example"], {"title": "Queues", "speakers": ["Ada Example"]}),
        (['"Queues" by Ada Example'], {"title": '"Queues"', "speakers": ["Ada Example"]}),
        (["“Queues” – Ada Example"], {"title": "“Queues”", "speakers": ["Ada Example"]}),
        (["「列の話」 (Ada Example)"], {"title": "「列の話」", "speakers": ["Ada Example"]}),
        (['"Queues" and lines'], {"title": '"Queues" and lines'}),
        ([(TALK, "Queues"), " - part two"], {"title": "Queues - part two"}),
        ([(TALK, "Queues"), " for all"], {"title": "Queues for all"}),
        # By the name's link or handle.
        (["Queues - ", (ADA, "Ada Example")], {"title": "Queues", "speakers": ["Ada Example"]}),
        (["Queues - ", (ADA, "ada")], {"title": "Queues", "speakers": ["ada"]}),
        (["Queues by ", (TALK, "Ada Example")], {"title": "Queues", "speakers": ["Ada Example"]}),
        (["Queues - Ada Example @ada"], {"title": "Queues", "speakers": ["Ada Example"]}),
        (["Queues - ", ("https://youtu.be/1", "video")], {"title": "Queues - video"}),
        # By its end.
        (
            ["The history of queues by Ada Example"],
            {"title": "The history of queues", "speakers": ["Ada Example"]},
        ),
        (
            ["Keynote: A queue is a line by Ada Example & Bo Person"],
            {
                "title": "A queue is a line",
                "kind": "keynote",
                "speakers": ["Ada Example", "Bo Person"],
            },
        ),
        (["《排队的历史》-王小明"], {"title": "《排队的历史》", "speakers": ["王小明"]}),
        (
            ["《排队的历史》-王小明，面包公司"],
            {"title": "《排队的历史》", "speakers": ["王小明 | 面包公司"]},
        ),
        (["《排队的历史》- 还有别的"], {"title": "《排队的历史》- 还有别的"}),
        # By a word in other letters than those of the title.
        (["行列の話 by 山田"], {"title": "行列の話", "speakers": ["山田"]}),
        (["行列の話 by Ada Example"], {"title": "行列の話", "speakers": ["Ada Example"]}),
        (["Queue by 山田"], {"title": "Queue by 山田"}),
        # By the kind before it.
        (["Keynote von Ada Example"], {"title": "Keynote", "speakers": ["Ada Example"]}),
        # By emphasis.
        (
            [(TALK, "Queues"), " ", ("*", "by Ada Example")],
            {"title": "Queues", "speakers": ["Ada Example"]},
        ),
        (["Queues ", ("*", "by Ada Example")], {"title": "Queues", "speakers": ["Ada Example"]}),
        # By what stands behind the name.
        (
            ["Queues (Ada Example, Exampleworks)"],
            {"title": "Queues", "speakers": ["Ada Example | Exampleworks"]},
        ),
        (["Queues (A. Example, ACME)"], {"title": "Queues", "speakers": ["A. Example | ACME"]}),
        (
            ["Queues (Ada Example - Exampleworks)"],
            {"title": "Queues", "speakers": ["Ada Example | Exampleworks"]},
        ),
        (
            ["Queues by Ada Example (Exampleworks)"],
            {"title": "Queues", "speakers": ["Ada Example | Exampleworks"]},
        ),
        # By the honorific.
        (["줄서기 - 강민수님"], {"title": "줄서기", "speakers": ["강민수"]}),
    ],
)
def test_speakers_that_are_plain_by_themselves(
    given: list[str | tuple[str, str]], expected: dict[str, Any]
) -> None:
    assert read(line_of(*given)) == expected


@pytest.mark.parametrize(
    ("order", "title", "expected"),
    [
        (Order.LAST, "Queues - Ada Example", ("Queues", ["Ada Example"])),
        (Order.LAST, "Queues by Ada Example", ("Queues", ["Ada Example"])),
        (Order.LAST, "Queues by By Ada Example", ("Queues", ["Ada Example"])),
        (Order.LAST, "Why queue? By Ada Example", ("Why queue?", ["Ada Example"])),
        (Order.LAST, "Queues (Ada Example)", ("Queues", ["Ada Example"])),
        (
            Order.LAST,
            "Queues - Ada Example, Head of Lines",
            ("Queues", ["Ada Example | Head of Lines"]),
        ),
        (
            Order.LAST,
            "Queues - Ada Example - Exampleworks",
            ("Queues", ["Ada Example | Exampleworks"]),
        ),
        (
            Order.LAST,
            "Queues - the Waiting Way - Ada Example & Bo Person",
            ("Queues - the Waiting Way", ["Ada Example", "Bo Person"]),
        ),
        (Order.LAST, "queues - ada example", ("queues", ["ada example"])),
        (
            Order.LAST,
            "Queues - ada example (exampleworks)",
            ("Queues", ["ada example | exampleworks"]),
        ),
        (Order.LAST, "Queues by Example", ("Queues", ["Example"])),
        (
            Order.LAST,
            "Opening Keynote - Ada Example",
            ("Opening Keynote - Ada Example", ["Ada Example"]),
        ),
        (Order.LAST, "Queues - something of the title", ("Queues - something of the title", [])),
        (Order.LAST, "Queues - The Example Team", ("Queues - The Example Team", [])),
        (Order.LAST, "Queues", ("Queues", [])),
        (Order.LAST, "줄 서기 - 김하나, 이두리", ("줄 서기", ["김하나", "이두리"])),
        (Order.LAST, "排队的历史 - 王小明，面包公司", ("排队的历史", ["王小明 | 面包公司"])),
        (Order.LAST, "排队的历史，李雷，面包公司", ("排队的历史", ["李雷 | 面包公司"])),
        (Order.FIRST, "Ada Example - Queues", ("Queues", ["Ada Example"])),
        (Order.FIRST, "Ada Example: Queues: a history", ("Queues: a history", ["Ada Example"])),
        (
            Order.FIRST,
            "Ada Example & Bo Person - Queues - a history",
            ("Queues - a history", ["Ada Example", "Bo Person"]),
        ),
        (Order.FIRST, "Ada Example, Queues and lines", ("Queues and lines", ["Ada Example"])),
        (Order.FIRST, "Ada Example, Bo Person: Queues", ("Ada Example, Bo Person: Queues", [])),
        (Order.FIRST, "Keynote: Queues", ("Queues", [])),
        (Order.FIRST, "Ada Example", ("Ada Example", [])),
    ],
)
def test_speakers_where_titles_are_made_alike(
    order: Order, title: str, expected: tuple[str, list[str]]
) -> None:
    found = read(line_of(title), order)
    assert (found["title"], found.get("speakers", [])) == expected


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("Queues (Ada Example)", "Queues"),
        ("Standing by doors (Ada Example)", "Standing by doors"),
        ("Queues - Ada Example", "Queues"),
        ("Queues by Ada Example", "Queues"),
    ],
)
def test_speakers_in_the_link_that_a_title_is(words: str, title: str) -> None:
    line = line_of((TALK, words), ": it was long")
    assert TITLES.find_order([line, line, line_of((TALK, "Lines"))], is_running=True) is Order.LAST
    found = read(line, Order.LAST, is_running=True)
    assert (found["title"], found["speakers"]) == (title, ["Ada Example"])
    assert "speakers" not in read(line_of((TALK, "Queues (Waiting Lines)"), ": long"))


def test_a_track_before_speakers() -> None:
    assert read(line_of("(DB) Ada Example, Queues in rows"), Order.FIRST) == {
        "title": "Queues in rows",
        "speakers": ["Ada Example"],
        "track": "DB",
    }


@pytest.mark.parametrize(
    ("titles", "expected"),
    [
        (["Queues - Ada Example", "Lines - Bo Person", "Rows - Cy Doe"], Order.LAST),
        (["Queues by Ada Example", "Lines by Bo Person", "Evening"], Order.LAST),
        (["Queues - Ada Example", "Lines by Bo Person", "Rows (Cy Doe)"], Order.LAST),
        (["Talk: Queues by Ada Example", "Keynote: Lines by Bo Person"], Order.LAST),
        (["09:00 Queues - Ada Example", "10:00 Lines - Bo Person"], Order.LAST),
        (["Ada Example - Queues", "Bo Person - Lines", "Cy Doe - Rows"], Order.FIRST),
        (
            [*[f"Queues {n} - Ada Example" for n in "abcdef"], *["Rows - a talk"] * 4],
            Order.LAST,
        ),
        ([*[f"Queues {n} - Ada Example" for n in "abcde"], *["Rows - a talk"] * 4], None),
        (["Ada Example: Queues", "Bo Person: Lines", "Panel"], Order.FIRST),
        (["Ada Example (Foo): Queues", "Bo Person (Bar): Lines"], Order.FIRST),
        (["Queues · Ada Example", "Lines // Bo Person"], Order.LAST),
        (["줄 서기 - 김하나", "왕을 위한 줄 - 이두리", "쉬는 시간"], Order.LAST),
        (["줄 서기 - 이야기", "왕을 위한 줄 - 최적화", "쉬는 줄 - 서비스"], None),
        (["排队，高性能，低成本", "面包，方法，工具"], None),
        (["Ada Example, Foo: Queues", "Bo Person, Bar: Lines"], None),
        (["Waiting Lines (a sort of queue) - long", "Long Rows (if you must) - short"], None),
        (["(DB) Ada Example: Queues", "(ML) Bo Person, Lines and rows"], Order.FIRST),
        (["Queues - Event Sourcing", "Lines - Service Mesh", "Rows - Semantic Search"], None),
        (["Schlangen – Moderne Architektur", "Reihen – Digitale Souveränität"], None),
        (["Queues", "Lines"], None),
        (["Queues - Ada Example", "Lines", "Rows"], None),
        (["Queues - Ada Example", "Rows - Bo Person", "Lines - a talk", "Cats - a talk"], None),
        (["Queues - Ada Example", "Lines - a history", "Rows - an outlook"], None),
        (["Keynote: Queues", "Keynote: Lines", "Panel: Rows"], None),
        (["Case Study: Queues", "Example Works: Lines", "T-Mobile: Rows", "Live Q&A: Rows"], None),
        (["Foo Bar: Queues", "Lines: rows", "Rows: lines", "Cats: dogs", "Qux Quux: lines"], None),
        (["Zero Waiting: Lines", "Half Waiting: Rows", "Long Waiting: Queues"], None),
        (["Ada Example: Lines", "Ada Example: Rows", "Ada Example: Queues"], None),
        (["Ada Example - Head of Lines, Director", "Bo Person - Senior Engineer"], None),
        (["Ada Example - Queues", "Lines - Bo Person", "Rows - Cy Doe", "Dee Roe - Cats"], None),
        ([], None),
    ],
)
def test_order(titles: list[str], expected: Order | None) -> None:
    assert TITLES.find_order([line_of(title) for title in titles]) is expected


def test_order_of_items_whose_text_goes_on() -> None:
    items = [
        line_of("Queues by ", (TALK, "Ada Example"), ": the best one, by far."),
        line_of("Lines by ", (TALK, "Bo Person"), ": fine."),
        line_of("Rows, which I heard standing by the door. Bo Person - Cy Doe was there."),
    ]
    assert TITLES.find_order(items, is_running=True) is Order.LAST
    assert read(items[0], Order.LAST, is_running=True) == {
        "title": "Queues",
        "speakers": ["Ada Example"],
        "rest": ": the best one, by far.",
    }
    assert "speakers" not in read(items[2], Order.LAST, is_running=True)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            [(TALK, "Queues"), " by Ada Example gave an overview by the hour."],
            {
                "title": "Queues",
                "speakers": ["Ada Example"],
                "rest": " gave an overview by the hour.",
            },
        ),
        (
            [(TALK, "Queues"), " by Dr. A. Example (poster)"],
            {"title": "Queues", "speakers": ["A. Example"], "kind": "poster"},
        ),
        (
            [(TALK, "Queues"), " de Ada Example : très bien"],
            {"title": "Queues", "speakers": ["Ada Example"], "rest": " : très bien"},
        ),
        (
            ["L'atelier « ", (TALK, "Queues"), " » par Ada Example et Bo Person."],
            {
                "title": "L'atelier « Queues »",
                "speakers": ["Ada Example", "Bo Person"],
                "kind": "workshop",
                "rest": ".",
            },
        ),
        (
            [(TALK, "Queues"), ": a talk. It was seen by Ada Example."],
            {"title": "Queues: a talk. It was seen by Ada Example."},
        ),
        (
            [("**", "Queues"), ": what it said by Ada Example"],
            {"title": "Queues", "rest": ": what it said by Ada Example"},
        ),
    ],
)
def test_running_text(given: list[str | tuple[str, str]], expected: dict[str, Any]) -> None:
    assert read(line_of(*given), is_running=True) == expected


def test_a_bold_title_with_its_speaker_before_a_text() -> None:
    given = line_of(("**", "Ada Example - Queues"), ": it was fine.")
    assert read(given, Order.FIRST, is_running=True) == {
        "title": "Queues",
        "speakers": ["Ada Example"],
        "rest": ": it was fine.",
    }


def test_a_title_of_two_lines() -> None:
    lines = (
        line_of((TALK, "Queues for")),
        line_of((TALK, "beginners"), " by Ada"),
        line_of("Example: x"),
    )
    text = Words(lines).text
    assert facts(TITLES.read(lines, is_running=True), text) == {
        "title": "Queues for beginners",
        "speakers": ["Ada Example"],
        "rest": ": x",
    }


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("09:30-10:15 (Blue hall): Queues", {"time": "09:30-10:15", "room": "Blue hall"}),
        ("09:30 – Queues", {"time": "09:30"}),
        ("[10:00] Queues", {"time": "10:00"}),
        ("(10:00-10:30) Queues", {"time": "10:00-10:30"}),
        ("10h30 : Queues", {"time": "10:30"}),
        ("14h : Queues", {"time": "14:00"}),
        ("Saturday 10:00 Queues", {"time": "10:00"}),
        ("Monday, 13 May, 10:00: Queues", {"time": "10:00"}),
        ("10 am: Queues", {"time": "10:00"}),
        ("Queues (10:00-10:30)", {"time": "10:00-10:30"}),
        ("Queues (10:00, Blue hall)", {"time": "10:00", "room": "Blue hall"}),
        ("Queues - 10:00", {"time": "10:00"}),
        ("Queues @ 10:00-10:30", {"time": "10:00-10:30"}),
        ("Queues 9:15am to 9:45am", {"time": "09:15-09:45"}),
        ("Queues 9:50am - 10:00am", {"time": "09:50-10:00"}),
        ("Queues (K.3.601 11:40 - 12:10)", {"time": "11:40-12:10", "room": "K.3.601"}),
        ("Queues (11:40 - 12:10 Blue hall)", {"time": "11:40-12:10", "room": "Blue hall"}),
        ("[Room A] Queues", {"room": "Room A"}),
        ("10:00, Room 5: Queues", {"time": "10:00", "room": "Room 5"}),
        ("10:00 @ Blue hall - Queues", {"time": "10:00", "room": "Blue hall"}),
        ("10.00 Uhr Queues", {"time": "10:00"}),
        ("09:30 -> 10:15 : Queues", {"time": "09:30-10:15"}),
        (
            "09:00 – Keynote: Queues (Blue hall)",
            {"time": "09:00", "kind": "keynote", "room": "Blue hall"},
        ),
        ("[Keynote] Queues", {"kind": "keynote"}),
        ("Keynote: Queues", {"kind": "keynote"}),
        ("Lightning talk 3: Queues", {"kind": "lightning"}),
        ("Atelier – Queues", {"kind": "workshop"}),
        ("【基調講演】Queues", {"kind": "keynote"}),
        ("Queues (poster)", {"kind": "poster"}),
        ("Queues (Workshop) (10:00)", {"kind": "workshop", "time": "10:00"}),
        ("★★★☆☆ Queues", {"rating": 3}),
        ("Queues ★★★★★", {"rating": 5, "highlight": True}),
        ("⭐ Queues ⭐", {"highlight": True}),
        ("Queues (Highlight of my day)", {"highlight": True, "reason": "Highlight of my day"}),
        ("> Queues", {}),
    ],
)
def test_what_stands_around_a_title(title: str, expected: dict[str, Any]) -> None:
    assert read(line_of(title)) == {"title": "Queues", **expected}


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("09:50 ~ 10:45", {"time": "09:50-10:45"}),
        ("Queues until 10:00", {}),
        ("Queues 99:50 - 10:00am", {}),
        ("[Queue A] Queues", {}),
    ],
)
def test_titles_that_keep_their_words(title: str, expected: dict[str, Any]) -> None:
    assert read(line_of(title)) == {"title": title, **expected}


def test_a_keynote_that_is_called_by_who_gave_it() -> None:
    given = "Keynote – Dr. Ada Example (University of Examples)"
    assert read(line_of(given)) == {
        "title": given,
        "kind": "keynote",
        "speakers": ["Ada Example | University of Examples"],
    }
    assert read(line_of("Keynote: Waiting Lines (a history)"))["title"] == (
        "Waiting Lines (a history)"
    )


def test_the_words_of_a_kind_are_kept() -> None:
    assert TITLES.read(line_of("Lightning talk 3: Queues")).kind_words == "Lightning talk 3"
    assert TITLES.read(line_of("Queues (Opening keynote)")).kind_words == "Opening keynote"
    assert TITLES.read(line_of("Keynote - Ada Example"), Order.LAST).kind_words == ""


def test_the_day_before_a_time() -> None:
    day = TITLES.read(line_of("Saturday 10:00 Queues")).day
    assert day
    assert day.weekday == 5
    day = TITLES.read(line_of("13 May, 10:00: Queues")).day
    assert day
    assert (day.month, day.day) == (5, 13)


def test_addresses_in_parentheses() -> None:
    given = line_of(
        "Queues (", ("https://example.org/1.pdf", "slides"), ", ", ("https://youtu.be/1", "x"), ")"
    )
    assert read(given) == {
        "title": "Queues",
        "addresses": {"slides": "https://example.org/1.pdf", "video": "https://youtu.be/1"},
    }
    other = line_of("Queues (", (TALK, "as I said"), ")")
    assert read(other) == {"title": "Queues (as I said)"}
    more = line_of("Queues (", ("https://youtu.be/1", "video"), " from another year)")
    assert read(more) == {"title": "Queues (video from another year)"}


def test_all_at_once() -> None:
    given = line_of(
        "10:00–10:45 (Room 5): [Keynote] ",
        (TALK, "Queues"),
        " by Ada Example (",
        ("https://example.org/1.pdf", "slides"),
        ") ★★★★",
    )
    assert read(given) == {
        "title": "Queues",
        "time": "10:00-10:45",
        "room": "Room 5",
        "kind": "keynote",
        "speakers": ["Ada Example"],
        "rating": 4,
        "addresses": {"slides": "https://example.org/1.pdf"},
    }


@pytest.mark.parametrize("title", ["", " ", "-", "10:00", "Keynote", "★★★", "(poster)", ">" * 500])
def test_what_is_left_of_nothing(title: str) -> None:
    found = TITLES.read(line_of(title))
    assert 0 <= found.start <= found.end <= found.stop <= len(title)


@pytest.mark.parametrize(
    "code",
    [
        *("w1 🌟", "w1 (keynote)", "w1 (Ada Example)", "w1 - Ada Example", "w1 by Ada Example"),
        *("w1 (10:00, Room 4)", "w1 (Highlight of my day)", "w1:", "w1 ", "w1" * 300),
    ],
)
def test_nothing_is_read_out_of_code(code: str) -> None:
    line = Line((Span("Queues for "), Span(code, is_code=True)))
    assert read(line, Order.LAST, is_running=True) == {"title": line.text}


@pytest.mark.parametrize("code", ["10:00 w1", "⭐ w1", "Keynote: w1", "Ada Example: w1", "> w1"])
def test_nothing_is_read_out_of_code_at_the_beginning(code: str) -> None:
    line = Line((Span(code, is_code=True), Span(" for queues")))
    assert read(line, Order.FIRST) == {"title": line.text}


def test_what_is_nothing_but_a_time_may_be_code() -> None:
    line = Line((Span("10:00", is_code=True), Span(" Queues")))
    assert read(line) == {"title": "Queues", "time": "10:00"}
