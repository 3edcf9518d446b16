"""What holds for every plan: nothing is taken twice, nothing is lost, and work is linear."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_confnotes.recognition.explain import as_data, explain
from sphinxext_confnotes.recognition.outline import Block, Outline, from_data, to_data
from sphinxext_confnotes.recognition.plan import ALL, Piece, Plan
from sphinxext_confnotes.recognition.recognise import recognise
from sphinxext_confnotes.recognition.survey import Settings
from tests.support.outlines import CONFERENCE, lexicon, outline, plan
from tests.support.work import lines_run

WORDS = [
    "Queues for beginners",
    "Queues by Ann Moore",
    "Queues - Ann Moore",
    "Ann Moore: Queues",
    "09:30 Queues",
    "[Queues](https://example.org/1)",
    "[Queues](https://example.org/1): how to stand",
    "**Queues**",
    "**Queues** by Ann Moore: it was long",
    "Keynote: Queues",
    "★★★ [Queues](https://example.org/2)",
    "Ann Moore (Example Works)",
    "by Ann Moore",
    "2031-05-13, 09:30-10:15, Blue hall",
    "TLDR: Stand in line.",
    "Takeaways",
    "**TL;DR** Stand.",
    "Comment (Bo): Unfair.",
    "Speaker: Ann Moore",
    "Slides: https://example.org/s",
    "Room:",
    "[Slides](https://example.org/s) | [Video](https://example.org/v)",
    "Day 2",
    "Lunch",
    "Abstract",
    "Summary",
    "Talks",
    "It was about lines, and how to stand in them. We waited.",
    "Talks I missed:",
    "¿?",
]

TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map("\n".join)
ITEMS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(
    lambda words: "\n".join(
        f"- {one}\n  - Stand.\n" if at % 2 else f"- {one}" for at, one in enumerate(words)
    )
)
HEADINGS = st.tuples(st.integers(1, 4), st.sampled_from(WORDS)).map(
    lambda one: f"{'#' * one[0]} {one[1]}"
)
TABLES = st.sampled_from(
    [
        "| Title | Comment |\n| --- | --- |\n| Queues | Long |\n| | Short |",
        "| Where | What |\n| --- | --- |\n| Lund | Soup |",
    ]
)
POSTS = st.lists(st.one_of(TEXTS, ITEMS, HEADINGS, TABLES, st.just("---")), max_size=14).map(
    "\n\n".join
)
MODES = st.sampled_from(
    ["auto", "labelled", "links", "paragraphs", "tables", "h1", "h2", "h3", "page", "none"]
)


def leaves(block: Block) -> list[tuple[int, int]]:
    """Return the lines in a block, and the blocks in it that have none, in their order."""
    own = [(block.number, at) for at in range(len(block.lines))]
    if not own and not block.children:
        return [(block.number, 0)]
    return [*own, *(leaf for child in block.children for leaf in leaves(child))]


def characters(piece: Piece, blocks: dict[int, Block]) -> list[tuple[int, int, int]]:
    """Return all that a piece has: block, line and place of each character."""
    block = blocks[piece.block]
    if piece.last == ALL and not piece.start:
        return [
            (number, at, -1 if not blocks[number].lines else place)
            for number, at in leaves(block)
            for place in range(len(blocks[number].lines[at].text) if blocks[number].lines else 1)
        ]
    last = len(block.lines) if piece.last == ALL else piece.last
    found = []
    for at in range(piece.first, last):
        text = block.lines[at].text
        start = piece.start if at == piece.first else 0
        end = piece.end if at == last - 1 and piece.end != ALL else len(text)
        found += [(block.number, at, place) for place in range(start, end)]
    return found


def taken(plan: Plan, made: Outline) -> list[tuple[int, int, int]]:
    """Return all characters that a plan takes."""
    blocks = {block.number: block for block in made.page.walk()}
    found = []
    for talk in plan.talks:
        if not (talk.form == "page" and talk.block == 0):
            found += characters(talk.title, blocks)
        else:
            assert talk.title.block == 0
    for piece in plan.pieces():
        if piece.block:
            found += characters(piece, blocks)
    titles = [
        one for talk in plan.talks if talk.title.block for one in characters(talk.title, blocks)
    ]
    # `Plan.pieces` has titles as well.
    for one in titles:
        found.remove(one)
    return found


@settings(max_examples=300)
@given(POSTS, MODES, st.sampled_from([None, CONFERENCE]), st.sampled_from(["", "ExampleConf 2031"]))
def test_nothing_is_taken_twice(text: str, mode: str, about: object, title: str) -> None:
    made = outline(text, title)
    found = plan(text, mode, title=title, about=about)  # type: ignore[arg-type]
    every = taken(found, made)
    assert len(every) == len(set(every))
    known = {block.number for block in made.page.walk()}
    assert {talk.block for talk in found.talks} <= known
    assert len({talk.block for talk in found.talks}) == len(found.talks)


@settings(max_examples=200)
@given(POSTS, st.sampled_from([None, CONFERENCE]))
def test_no_word_of_a_talk_is_lost(text: str, about: object) -> None:
    """Every line of the block that a talk is stands in its plan, or behind what ended it."""
    made = outline(text, "ExampleConf 2031")
    found = plan(text, title="ExampleConf 2031", about=about)  # type: ignore[arg-type]
    blocks = {block.number: block for block in made.page.walk()}
    every = {(number, line) for number, line, _ in taken(found, made)}
    for talk in found.talks:
        if talk.form not in ("item", "paragraph", "bold"):
            continue
        own = blocks[talk.block]
        lines = own.children[0] if own.kind == "item" else own
        spaces = {at for at, line in enumerate(lines.lines) if not line.text.strip()}
        assert {(lines.number, at) for at in range(len(lines.lines)) if at not in spaces} <= every


@settings(max_examples=100)
@given(POSTS, MODES)
def test_every_plan_can_be_explained(text: str, mode: str) -> None:
    made = outline(text, "ExampleConf 2031")
    entries = explain(plan(text, mode, title="ExampleConf 2031"), made)
    assert entries == sorted(entries, key=lambda entry: entry.line)
    as_data(entries)


@settings(max_examples=50)
@given(POSTS)
def test_outlines_can_be_written_and_read(text: str) -> None:
    page = outline(text, "A title").page
    assert from_data(to_data(page)) == page


def test_work_is_linear() -> None:
    part = (
        "## Queues {n} (Ann Moore)\n\nStand in line.\n\n- One\n- Two\n\nTLDR: Wait.\n\n"
        "- [A poster](https://example.org/{n})\n\n  Comment: Small.\n\n"
        "Somebody told how to stand in line, and why, and for how long.\n\n"
    )

    def steps(times: int, first: int) -> int:
        # Words that have been looked up before are known: each run has its own.
        text = "".join(part.replace("{n}", str(n)) for n in range(first, first + times))
        made = outline(text, "ExampleConf 2031")
        given = Settings(lexicon(), conference=CONFERENCE)
        return lines_run(lambda: recognise(made, given))

    # The first run also loads what it needs.
    runs = {1: 100, 20: 200, 40: 300, 80: 400}
    _, few, more, many = (steps(times, first) for times, first in runs.items())
    # Twice as many parts take twice as much more.
    assert many - more < 2.05 * (more - few)
