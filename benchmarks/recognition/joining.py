"""Measure how well the titles of posts are joined with the entries of programmes.

Everything is invented: three programmes, of which the largest is made of parts, and hurried
spellings of their titles by rules.  A spelling is right when it joins the entry that it was made
of, left when it joins none, and wrong when it joins another one.  Beside them stand headings that
are of no entry: those that every post has, and the titles of the other conferences.  The random
numbers have a seed, so that the figures are the same each time.

    python benchmarks/recognition/joining.py
    python benchmarks/recognition/joining.py --verbose
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.joining import Joiner, Wanted

FIRST_DAY = dt.date(2031, 5, 12)

LINES = """
Who stands last? Fairness in lines with many ends
The hidden cost of cutting in
Night lines
Standing still: what we learned from ten years of not moving
How to leave a queue without losing face
Ropes, posts and the people between them
Counting heads at the airport
A short history of the numbered ticket
Why the other line is always faster
Waiting rooms as public spaces
Keynote: The patience of cities
Designing signs that nobody has to read
From one counter to forty: growing a post office
Please hold: music and time on the telephone
Queues for beginners
The mathematics of supermarket checkouts
Self-service tills and the end of small talk
Children in line – a field study
Reserving a place by towel
What penguins can teach us about taking turns
Boarding groups considered harmful
Simulating crowds on a laptop
Measuring patience with cheap sensors
Virtual queues at the theme park: three failures and a success
Open data of waiting times in hospitals
An ethnography of the deli counter
Zipper merging, explained to drivers
Bread lines in wartime archives
Elevators, and how they choose whom to pick up
Panel: Should we pay people to wait?
Signal priority for trams and buses in small towns
The last bus problem
Predicting delays before the driver knows them
When everybody arrives at once: stadium egress
Etiquette of the escalator in eleven countries
Accessible waiting: seats, sounds and screens
Ticket machines that remember you
Tents in front of the shop: launch days revisited
Triage without tears
Building a fair lottery for school places
Auctions or lines? Distributing scarce swimming lessons
Warteschlangen in der Verwaltung: ein Werkstattbericht
Anstehen und Abstand halten
Die Nummer ziehen oder nicht ziehen
Wer bremst gewinnt: Reißverschluss im Feierabendverkehr
Faire la queue à la boulangerie
Files d'attente et théorie des jeux
Le temps perdu des guichets de gare
Colas virtuales para museos pequeños
Esperar y desesperar en urgencias
Filas preferenciais e o tempo dos idosos
La coda alle poste: un secolo di pazienza
行列の数学と整理券のデザイン
待ち時間を楽しくする五つの工夫
"""

KITCHEN = """
Sourdough at scale: fermenting for a thousand guests
Salt, fat and the memory of taste
The knife as an interface
Cast iron from scrap metal
Why recipes fail on mountains
Tasting menus for people in a hurry
Cooking with the grid: ovens that follow the wind
Robots that peel potatoes, and robots that shouldn't
Fermented teas of the northern coast
Keynote: What grandmothers measure
Reading a menu as a data set
Plating for the camera
Spices on the silk road, retraced by van
The economics of free bread
Zero waste in hospital kitchens
Soup, a theory
Noise in open kitchens and how to dampen it
Handwashing dishes versus machines: a life cycle view
Smoke, flavour and lungs
Edible packaging, ten years later
Kitchen schedules as constraint problems
Onboarding cooks without a common language
Induction hobs and pacemakers
Growing basil under LEDs
The perfect egg, statistically
Mise en place for programmers
From field kitchen to food truck
Allergen labels that people understand
Reverse engineering a pickle
Cold chains in hot countries
Tipping, fairness and mathematics
Ghost kitchens and the neighbours who smell them
Das Messer schärfen: Handwerk und Physik
Kochen ohne Strom
La cuisine collective à l'usine
Recetas que viajan con sus dueños
出汁の科学：うま味を測る
"""

METHODS = (
    "Learning",
    "Estimating",
    "Rethinking",
    "Scaling",
    "Understanding",
    "Benchmarking",
    "Compressing",
    "Certifying",
    "Unlearning",
    "Aligning",
)
KINDS = (
    "Sparse",
    "Causal",
    "Federated",
    "Equivariant",
    "Stochastic",
    "Hierarchical",
    "Low-Rank",
    "Self-Supervised",
    "Bayesian",
    "Contrastive",
    "Differentially Private",
    "Multimodal",
)
THINGS = (
    "Transformers",
    "Diffusion Models",
    "Graph Networks",
    "Reward Models",
    "Language Models",
    "World Models",
    "Kernel Machines",
    "Bandits",
    "Normalizing Flows",
    "State Space Models",
    "Decision Trees",
    "Mixtures of Experts",
)
ENDS = (
    "for Protein Design",
    "under Distribution Shift",
    "with Few Labels",
    "from Noisy Feedback",
    "in Continuous Time",
    "for Weather Forecasting",
    "via Optimal Transport",
    "without Backpropagation",
    "on a Single Device",
    "with Long Context",
    "for Robot Manipulation",
    "beyond Gaussian Noise",
    "through Random Projections",
    "for Theorem Proving",
    "with Provable Guarantees",
)
NAMES = (
    "Quill",
    "Otter",
    "Maple",
    "Prism",
    "Nimbus",
    "Kestrel",
    "Fjord",
    "Saffron",
    "Tango",
    "Cobalt",
)

FIRST_NAMES = (
    "Ana",
    "Bo",
    "Cy",
    "Dee",
    "Eva",
    "Finn",
    "Gro",
    "Hal",
    "Ida",
    "Jon",
    "Kim",
    "Liv",
    "Max",
)
LAST_NAMES = (
    "Ek", "Lind", "Ro", "Orr", "Fox", "Berg", "Holm", "Moreau", "Sato", "Okafor", "Novak", "Ruiz",
    "Silva", "Conti", "Weber", "Haas", "Petit", "Nakamura", "Mensah", "Farkas", "Quist", "Yilmaz",
)  # fmt: skip

SMALL_WORDS = ("without", "through", "beyond", "between", "should", "keynote", "before", "people")
"""Longer words that can be left out of a title, and it is still the same."""

GENERIC = """
Lightning talks
Opening
Closing session
Keynote
Opening keynote
Day 1
Day 2: Tuesday
Tuesday morning
Lunch
Coffee break
Poster session
Poster Session 3
Panel discussion
Q&A
Questions and answers
Welcome
Registration
Social event
Workshops
Hallway track
Birds of a feather
Summary
My favourite talks
What I learned
Things I want to try
Other talks I liked
Links
Conclusion
Travel and hotel
First impressions
The city
The venue
Food
People I met
Best paper award
Sponsors
Final thoughts
Notes from the afternoon
Machine learning
Databases
Security
Accessibility
Open source
Tools
Performance
Community
Sustainability in tech
Hiring and careers
Kubernetes
Testing
Design systems
Observability
Data
Public transport
Waiting
Queues
Kitchens
Bread
Language models
Diffusion models
Graph networks
Transformers
Reward models for everything
Mittagessen
Eröffnung
Tag 2
Fazit
Pause déjeuner
Conférence d'ouverture
Preguntas
Charla inaugural
基調講演
ランチ
懇親会
"""

Spelling = Callable[["Speller", Entry], str]


def listed(text: str) -> list[str]:
    """Return the lines of a text."""
    return [line for line in text.split("\n") if line]


def programmes(chance: random.Random) -> dict[str, list[Entry]]:
    """Return the entries of three conferences by name."""
    made = set()
    while len(made) < 2000:
        title = " ".join(chance.choice(part) for part in (METHODS, KINDS, THINGS, ENDS))
        made.add(f"{chance.choice(NAMES)}: {title}" if chance.random() < 0.3 else title)
    titles = {
        "Queue Days 2031": listed(LINES),
        "Kitchen Summit 2031": listed(KITCHEN),
        "QueueML 2031": sorted(made),
    }
    return {name: [entry(title, chance) for title in found] for name, found in titles.items()}


def entry(title: str, chance: random.Random) -> Entry:
    """Return an entry with a title, and everything else by chance."""
    speakers = tuple(
        Speaker(f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}", "Example Lab")
        for _ in range(chance.choice((1, 1, 1, 2, 3)))
    )
    day = FIRST_DAY + dt.timedelta(days=chance.randrange(3))
    start = dt.time(chance.randrange(9, 18), chance.choice((0, 15, 30, 45)))
    room = chance.choice(("Blue Hall", "Red Hall", "Attic", "Room 204"))
    return Entry(title, speakers, day, day, start, room=room)


class Speller:
    """Writes titles as people do who are in a hurry."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def typo(self, word: str) -> str:
        """Return a word with one mistake; short ones stay."""
        if len(word) < 4 or not word.isascii():
            return word
        at = self.chance.randrange(1, len(word) - 1)
        kind = self.chance.randrange(4)
        if kind == 0:
            return word[:at] + word[at + 1 :]
        if kind == 1:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if kind == 2:
            return word[:at] + word[at] + word[at:]
        return word[:at] + self.chance.choice("aeionrst") + word[at + 1 :]

    def typos(self, title: str, number: int) -> str:
        """Return a title with mistakes in some of its words."""
        words = title.split(" ")
        long = [at for at, word in enumerate(words) if len(word) > 3]
        for at in self.chance.sample(long, min(number, len(long))):
            words[at] = self.typo(words[at])
        return " ".join(words)


def _half(title: str) -> str:
    words = title.split(" ")
    if len(words) == 1:
        return title[: max(2 * len(title) // 3, 7)]
    return " ".join(words[: max(4, round(len(words) * 0.6))]).rstrip(":,–")


def _main(title: str) -> str:
    return re.split(r"(?<=\?) |: | – |：", title)[0]


def _swapped(speller: Speller, title: str) -> str:
    words = title.split(" ")
    if len(words) > 2:
        at = speller.chance.randrange(len(words) - 1)
        words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def _without_one(speller: Speller, title: str) -> str:
    words = title.split(" ")
    if len(words) > 4:
        del words[speller.chance.randrange(len(words))]
    return " ".join(words)


def _and(speller: Speller, title: str) -> str:
    other = speller.chance.choice(["&", "+", "und", "et", "y", "e"])
    return re.sub(r"\b(?:and|und|et|y|e)\b", other, title)


SPELLINGS: dict[str, Spelling] = {
    "as it is": lambda speller, one: one.title,
    "small letters, no signs": lambda speller, one: re.sub(r"[^\w\s]", " ", one.title.lower()),
    "capitals": lambda speller, one: one.title.upper(),
    "one typo": lambda speller, one: speller.typos(one.title, 1),
    "two typos": lambda speller, one: speller.typos(one.title, 2),
    "two words swapped": lambda speller, one: _swapped(speller, one.title),
    "a word left out": lambda speller, one: _without_one(speller, one.title),
    "without the subtitle": lambda speller, one: _main(one.title),
    "half a title": lambda speller, one: _half(one.title),
    "another word for and": lambda speller, one: _and(speller, one.title),
    "speaker behind": lambda speller, one: f"{one.title} - {one.speakers[0].name}",
    "speaker before half a title": lambda speller, one: (
        f"{one.speakers[0].name}: {_half(one.title)}"
    ),
    "last name behind half a title": lambda speller, one: (
        f"{_half(one.title)} ({one.speakers[0].name.split()[-1]})"
    ),
    "speaker and laboratory behind": lambda speller, one: (
        f"{one.title} by {one.speakers[0].name}, {one.speakers[0].affiliation}"
    ),
    "somebody else behind": lambda speller, one: f"{one.title} by Somebody Unknown",
    "time and room around": lambda speller, one: f"{one.start:%H:%M} {one.title} ({one.room})",
    "a word before": lambda speller, one: f"Talk: {speller.typos(one.title, 1)}",
    "a remark behind": lambda speller, one: f"{one.title} (great!)",
}
"""The ways in which titles are spelled."""


def cases(
    entries: Sequence[Entry], speller: Speller, most: int
) -> Iterator[tuple[str, Entry, Wanted]]:
    """Yield spellings of entries; for half of them the day is known."""
    for name, spell in SPELLINGS.items():
        chosen = speller.chance.sample(entries, min(most, len(entries)))
        for at, one in enumerate(chosen):
            yield name, one, Wanted(spell(speller, one), day=one.day if at % 2 else None)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--verbose", action="store_true", help="list what isn't right")
    parser.add_argument("--seed", type=int, default=2031)
    options = parser.parse_args(arguments)

    chance = random.Random(options.seed)
    speller = Speller(chance)
    known = programmes(chance)
    numbers: Counter[tuple[str, str]] = Counter()
    headings: Counter[tuple[str, str]] = Counter()
    began, joins = time.process_time(), 0
    for conference, entries in known.items():
        joiner = Joiner(entries, conference)
        for name, one, wanted in cases(entries, speller, most=100):
            outcome = joiner.join(wanted)
            joins += 1
            verdict = "left"
            if outcome.entry:
                verdict = "right" if outcome.entry.title == one.title else "wrong"
            numbers[name, verdict] += 1
            if options.verbose and verdict != "right":
                found = outcome.entry.title if outcome.entry else outcome.reason
                print(f"{verdict}: {name}: {wanted.title!r} of {one.title!r}: {found!r}")
        for kind, title in headings_of_none(conference, known, chance):
            outcome = joiner.join(Wanted(title, day=chance.choice([None, FIRST_DAY])))
            joins += 1
            headings[kind, "false" if outcome.entry else "left"] += 1
            if options.verbose and outcome.entry:
                print(f"false: {conference}: {title!r}: {outcome.entry.title!r}")
    spent = time.process_time() - began
    print("\n".join(report(numbers, headings)))
    print(f"\n{joins} titles, {1000 * spent / joins:.1f} ms of the processor each")
    return 0


def headings_of_none(
    conference: str, known: dict[str, list[Entry]], chance: random.Random
) -> Iterator[tuple[str, str]]:
    """Yield headings that are of no entry of a conference, and what they are."""
    for title in listed(GENERIC):
        yield "of every post", title
    others = [one.title for name, entries in known.items() if name != conference for one in entries]
    for title in chance.sample(others, min(600, len(others))):
        yield "of other conferences", title
    own = [one.title for one in known[conference]]
    for title in chance.sample(own, min(300, len(own))):
        if (changed := with_another_word(title, own, chance)) not in own:
            yield "with another word", changed


def with_another_word(title: str, titles: Sequence[str], chance: random.Random) -> str:
    """Return a title in which a longer word is one of another title."""
    words = title.split(" ")
    long = [at for at, word in enumerate(words) if is_replaceable(word)]
    others = [word for word in chance.choice(titles).split(" ") if is_replaceable(word)]
    if not long or not others:
        return title
    words[chance.choice(long)] = chance.choice(others)
    return " ".join(words)


def is_replaceable(word: str) -> bool:
    """Tell whether a title with another word in its place is another title."""
    return len(word) > 5 and word.isascii() and word.isalpha() and word.lower() not in SMALL_WORDS


def report(numbers: Counter[tuple[str, str]], headings: Counter[tuple[str, str]]) -> Iterator[str]:
    """Yield the lines of the table."""
    yield f"{'spelling':<32}{'right':>7}{'left':>7}{'wrong':>7}"
    for name in SPELLINGS:
        row = [numbers[name, verdict] for verdict in ("right", "left", "wrong")]
        yield f"{name:<32}{row[0]:>7}{row[1]:>7}{row[2]:>7}"
    sums = {
        one: sum(numbers[name, one] for name in SPELLINGS) for one in ("right", "left", "wrong")
    }
    total = sum(sums.values())
    yield f"{'all':<32}{sums['right']:>7}{sums['left']:>7}{sums['wrong']:>7}"
    shares = {one: 100 * number / total for one, number in sums.items()}
    yield f"{'per cent':<32}{shares['right']:>7.1f}{shares['left']:>7.1f}{shares['wrong']:>7.2f}"
    yield f"\n{'headings of no entry':<32}{'left':>7}{'false':>7}"
    for kind in dict.fromkeys(kind for kind, _ in headings):
        yield f"{kind:<32}{headings[kind, 'left']:>7}{headings[kind, 'false']:>7}"


if __name__ == "__main__":
    sys.exit(main())
