"""Invented notes from invented conferences, as plain data: the same seed gives the same notes.

The words are nonsense from lists, the forms are those that people's notes have: paragraphs with
inline markup and formulas, lists, quotes, code, displayed formulas, images.  Every block is
Markdown, since all peers read Markdown; what differs between them is what stands around a block,
and that is in ``peers.py``.
"""

from __future__ import annotations

import datetime as dt
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random


def _words(text: str) -> list[str]:
    return text.split()


ADJECTIVES = _words("""
    amber brittle candid dapper drowsy earnest feral gentle hollow idle jaunty knotted lukewarm
    mossy nimble oblique patient quaint restless sullen tepid unruly velvet woolly zesty
""")
NOUNS = _words("""
    acorn badger candle doorbell easel ferry gander hammock inkwell jigsaw kettle ladder magpie
    napkin otter parsnip quilt rhubarb saddle teapot umbrella violin walnut yak zeppelin
""")
PLACES = _words("""
    attic bakery cellar dockyard estuary foyer granary harbour inn jetty kitchen lighthouse
    meadow orchard pavilion quarry rooftop stable tunnel vestry windmill
""")
VERBS = _words("""
    admires borrows carries doubts echoes follows greets humours imitates juggles keeps launders
    measures notices outruns polishes questions repairs startles tolerates visits weighs
""")
ADVERBS = _words("""
    abruptly barely cheerfully dimly evenly fondly gladly hourly keenly loudly mildly neatly
    openly politely quietly rarely slowly twice usually weekly
""")
GIVEN = _words("Abo Brill Cato Dunja Ebbe Fenna Gustel Hedda Ivo Jorun Kalle Lumi Moss Nell Oda")
FAMILY = _words("Applegarth Bramble Coldwell Dovecot Elmstead Fernsby Gorse Heath Larkhill Merton")
AUTHORS = ("Dunja Elmstead", "Ivo Merton", "Lumi Heath")
CONFERENCES = _words("KettleConf LadderDays OtterSummit ParsnipWeek WalnutForum YakMeet")
TAGS = _words("attention boats crockery dust errands furniture gardens hats umbrellas weather")
FORMULAS = (
    r"x_{n+1} = \tfrac{1}{2} x_n",
    r"O(n \log n)",
    r"\alpha \le \beta^2",
    r"P(A \mid B)",
    r"\sqrt{2 k}",
    r"f\colon X \to Y",
)
DISPLAYED = (
    r"\sum_{k=1}^{n} k = \frac{n (n + 1)}{2}",
    r"\int_0^1 x^{m} \, dx = \frac{1}{m + 1}",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}^{-1}",
    r"\mathbb{E}[W] = \frac{\lambda}{\mu (\mu - \lambda)}",
)
FIRST_DAY = dt.date(2015, 1, 5)
IMAGES = 5


@dataclass(frozen=True)
class Talk:
    """A talk; ``tldr`` is one paragraph, ``comment`` one block or more."""

    title: str
    url: str
    word: str
    """A word that is in this talk's TLDR and nowhere else, to look for in the output."""
    tldr: str
    comment: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """Labels and values, such as a room; most talks have none."""
    highlight: bool


@dataclass(frozen=True)
class Post:
    """A day: what was noted before, in and after the talks."""

    name: str
    """Of the file; without a date, which would make a post of it for the extension."""
    title: str
    date: dt.date
    tags: tuple[str, ...]
    authors: tuple[str, ...]
    conference: str
    intro: tuple[str, ...]
    talks: tuple[Talk, ...]
    closing: tuple[str, ...]


@dataclass(frozen=True)
class Notes:
    """All posts, in the order of their days, and the images that they show."""

    posts: tuple[Post, ...]
    images: tuple[tuple[str, bytes], ...]
    edit: str = ""
    """The word that the last edit added."""

    @property
    def talks(self) -> int:
        """The number of talks."""
        return sum(len(post.talks) for post in self.posts)


def generate(posts: int, talks: int, seed: int) -> Notes:
    """Return notes of a size.  A larger number of posts begins with the same posts."""
    return Notes(
        posts=tuple(_post(number, talks, seed) for number in range(posts)),
        images=tuple((_image_name(number), _png(number)) for number in range(IMAGES)),
    )


def edit(notes: Notes, revision: int) -> tuple[Notes, Post]:
    """Add a word to one TLDR in the middle; return the notes and the post with it."""
    index = len(notes.posts) // 2
    post = notes.posts[index]
    place = len(post.talks) // 2
    talk = post.talks[place]
    word = _word("y", revision)
    talk = replace(talk, tldr=f"{talk.tldr} Later it was {word}.")
    edited = replace(post, talks=(*post.talks[:place], talk, *post.talks[place + 1 :]))
    posts = (*notes.posts[:index], edited, *notes.posts[index + 1 :])
    return replace(notes, posts=posts, edit=word), edited


def _post(number: int, talks: int, seed: int) -> Post:
    rng = Random(f"{seed}/{number}")
    conference = CONFERENCES[number // 3 % len(CONFERENCES)]
    titles: list[str] = []
    while len(titles) < talks:
        if (title := _title(rng)) not in titles:
            titles.append(title)
    return Post(
        name=f"day-{number + 1:04}",
        title=f"{conference}, day {number + 1}, the {rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}",
        date=FIRST_DAY + dt.timedelta(days=number),
        # Few words and few people, mostly one of them: ablog lists the posts by each.
        tags=tuple(rng.sample(TAGS, 2)),
        authors=tuple(rng.sample(AUTHORS, 2 if number % 5 == 4 else 1)),
        conference=conference,
        intro=tuple(_paragraph(rng, 3) for _ in range(2)),
        talks=tuple(
            _talk(rng, title, number * talks + index) for index, title in enumerate(titles)
        ),
        closing=(_paragraph(rng, 3), _list(rng)),
    )


def _talk(rng: Random, title: str, number: int) -> Talk:
    word = _word("x", number)
    return Talk(
        title=title,
        url=f"https://example.org/talks/{number + 1}",
        word=word,
        tldr=_tldr(rng, word),
        comment=_comment(rng, number),
        facts=_facts(rng) if rng.random() < 0.3 else (),
        highlight=number % 10 == 9,
    )


def _title(rng: Random) -> str:
    noun, other = rng.sample(NOUNS, 2)
    words = rng.choice(
        [
            f"the {rng.choice(ADJECTIVES)} {noun} of the {rng.choice(PLACES)}",
            f"how one {noun} {rng.choice(VERBS)} the {rng.choice(ADJECTIVES)} {other}",
            f"one {noun} in every {rng.choice(PLACES)} and no {rng.choice(ADJECTIVES)} {other}",
        ]
    )
    return words.title()


def _facts(rng: Random) -> tuple[tuple[str, str], ...]:
    hour = rng.randint(9, 16)
    return (
        ("Speakers", ", ".join(_names(rng, rng.randint(1, 3)))),
        ("Room", f"{rng.choice(PLACES)} {rng.randint(1, 9)}".capitalize()),
        ("Time", f"{hour:02}:00-{hour:02}:45"),
    )


def _names(rng: Random, count: int) -> list[str]:
    return [
        f"{given} {family}"
        for given, family in zip(rng.sample(GIVEN, count), rng.sample(FAMILY, count), strict=True)
    ]


def _tldr(rng: Random, word: str) -> str:
    sentences = [_marked(rng), *(_sentence(rng) for _ in range(rng.randint(0, 2)))]
    if rng.random() < 0.5:
        sentences.append(_marked(rng))
    if rng.random() < 0.5:
        sentences.append(f"All of it in ${rng.choice(FORMULAS)}$ steps.")
    return " ".join([*sentences, f"They call it {word}."])


def _comment(rng: Random, number: int) -> tuple[str, ...]:
    kinds: Sequence[Callable[[Random], str]] = (_two_sentences, _list, _code, _quote)
    blocks = [_paragraph(rng, 2)]
    blocks += [rng.choice(kinds)(rng) for _ in range(rng.randint(0, 2))]
    if rng.random() < 0.2:
        blocks.append(f"$$\n{rng.choice(DISPLAYED)}\n$$")
    if rng.random() < 0.15:
        blocks.append(f"![The {rng.choice(NOUNS)}](../images/{_image_name(number % IMAGES)})")
    return tuple(blocks)


def _sentence(rng: Random) -> str:
    first, second = rng.sample(NOUNS, 2)
    return (
        f"The {rng.choice(ADJECTIVES)} {first} {rng.choice(ADVERBS)} {rng.choice(VERBS)} "
        f"some {rng.choice(ADJECTIVES)} {second} in the {rng.choice(PLACES)}."
    )


def _marked(rng: Random) -> str:
    """Return a sentence with inline markup of two kinds."""
    kinds = [
        f"*{rng.choice(ADJECTIVES)} {rng.choice(NOUNS)}*",
        f"**{rng.choice(NOUNS)}**",
        f"`{rng.choice(NOUNS)}_{rng.choice(PLACES)}`",
        f"[{rng.choice(NOUNS)}](https://example.org/{rng.choice(PLACES)})",
    ]
    first, second = rng.sample(kinds, 2)
    return f"Here the {first} {rng.choice(ADVERBS)} {rng.choice(VERBS)} the {second}."


def _paragraph(rng: Random, sentences: int) -> str:
    return " ".join([*(_sentence(rng) for _ in range(sentences - 1)), _marked(rng)])


def _two_sentences(rng: Random) -> str:
    return _paragraph(rng, 2)


def _list(rng: Random) -> str:
    # With dashes: the talks have stars, so that this is another list in Markdown.
    return "\n".join(f"- {_sentence(rng)}" for _ in range(rng.randint(2, 4)))


def _quote(rng: Random) -> str:
    return f"> {_sentence(rng)}\n> {_sentence(rng)}"


def _code(rng: Random) -> str:
    first, second = rng.sample(NOUNS, 2)
    return (
        f"```python\ndef {rng.choice(PLACES)}({first}: int) -> int:\n"
        f'    """Return the {second}."""\n'
        f"    return {rng.randint(2, 99)} * {first} + {rng.randint(1, 9)}\n```"
    )


def _word(first: str, number: int) -> str:
    """Return a word of letters alone, of one length, which no builder changes or breaks."""
    syllables = [a + b for a in "bdfglmnprt" for b in "aeiou"]
    word = ""
    for _ in range(4):
        number, rest = divmod(number, len(syllables))
        word += syllables[rest]
    return first + word


def _image_name(number: int) -> str:
    return f"sketch-{number + 1}.png"


def _png(number: int, side: int = 48) -> bytes:
    """Return a square picture of grey stripes."""
    rows = b"".join(
        b"\0" + bytes((x * (number + 3) + y) % 16 * 16 for x in range(side)) for y in range(side)
    )
    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
