"""Which entry of a programme a talk is, and why."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinxext_confnotes.notes.records import Speaker
from sphinxext_confnotes.programmes.entries import Entry
from sphinxext_confnotes.programmes.joining import Joiner, Wanted, common
from sphinxext_confnotes.programmes.title_places import title_in
from tests.support.work import lines_run

MONDAY, TUESDAY = dt.date(2031, 5, 12), dt.date(2031, 5, 13)
ANA, BO = Speaker("Ana Ek", "Oven Lab"), Speaker("Bo Lind")

LAST = Entry(
    "Who stands last? Fairness in lines with many ends",
    speakers=(ANA, BO),
    day=MONDAY,
    date=MONDAY,
    room="Blue Hall",
    url="https://queues.example/2031/talk/QUE7ED/",
    paper="https://openreview.net/forum?id=aBcD123",
    ids=("1d6b3d4e-5f60-4718-8293-a4b5c6d7e801", "QUE7ED", "who-stands-last"),
)
SENSORS = Entry("Measuring patience with cheap sensors", (BO,), MONDAY, MONDAY, ids=("20511",))
CROWDS = Entry("Simulating crowds on a laptop", day=TUESDAY, date=TUESDAY, ids=("9",))
PART_1 = Entry("Ropes and posts, part 1", day=MONDAY, date=MONDAY)
PART_2 = Entry("Ropes and posts, part 2", day=TUESDAY, date=TUESDAY)
NIGHT = Entry("Night lines", (Speaker("Cy Ro"),), MONDAY, MONDAY)
LIGHTNING = Entry("Lightning talks", day=MONDAY, date=MONDAY)
WELCOME = Entry("Welcome to Queue Days", day=MONDAY, date=MONDAY)
LUNCH = Entry("Soup and bread in the garden", day=MONDAY, date=MONDAY, is_break=True)
TICKETS = Entry("整理券のデザインと行列の数学", day=TUESDAY, date=TUESDAY)
MACHINES = Entry("Ticket machines that remember you", day=TUESDAY, date=TUESDAY)
TRAMS = Entry("Designing small signs for trams", day=TUESDAY, date=TUESDAY)
BUSES = Entry("Designing small signs for ferries", day=TUESDAY, date=TUESDAY)
ZONES = Entry("Zürcher Straßenbahnen: L’attente côté cour", day=TUESDAY, date=TUESDAY)

ENTRIES = (
    LAST, SENSORS, CROWDS, PART_1, PART_2, NIGHT, LIGHTNING, WELCOME, LUNCH, TICKETS, MACHINES,
    TRAMS, BUSES, ZONES,
)  # fmt: skip

JOINER = Joiner(ENTRIES, "Queue Days 2031")


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Who stands last? Fairness in lines with many ends", LAST),
        ("who stands last - fairness in lines with many ends!!", LAST),
        ("Fairness in lines with many ends", LAST),
        ("Fairnes in linees with many end", LAST),
        ("Ana Ek: Who stands last", LAST),
        ("Who stands last (Lind)", LAST),
        ("10:00 Who stands last, Fairness in lines with many ends (Blue Hall)", LAST),
        ("Measuring patience with cheap sensors by Somebody Else", SENSORS),
        ("Patience measuring with cheap sensors", SENSORS),
        ("Measuring patience with sensors", SENSORS),
        ("Bo Lind, measuring patience", SENSORS),
        ("Talk: Simulating crowds on a laptop", CROWDS),
        ("Simulating croowds on a latop", CROWDS),
        ("Ropes & posts, part 2", PART_2),
        ("Ropes und posts part 1", PART_1),
        ("整理券のデザインと行列の数学", TICKETS),
        ("行列の数学：整理券のデザイン", TICKETS),
        ("Ticket machines that remember you", MACHINES),
        ("zurcher strassenbahnen: l'attente cote cour", ZONES),
        ("Night lines by Cy Ro", NIGHT),
    ],
)
def test_hurried_titles(title: str, expected: Entry) -> None:
    outcome = JOINER.join(Wanted(title))
    assert outcome.entry == expected
    assert outcome.reason == "title"


@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("Lightning talks", "generic"),
        ("Lightning Talks 2", "generic"),
        ("Welcome to Queue Days", "generic"),
        ("Welcome", "generic"),
        ("", "generic"),
        ("!!", "generic"),
        ("Day 1: Monday", "generic"),
        ("Night lines", "short"),
        ("Cheap sensors", "short"),
        ("Ticket machines", "short"),
        ("Ropes and posts, part 3", "short"),
        ("Designing small signs", "ambiguous"),
        ("Soup and bread in the garden", "unlike"),
        ("The history of the numbered ticket", "unlike"),
        ("Measuring hunger with cheap sensors", "unlike"),
        ("Measuring patience with cheap drones", "unlike"),
        ("Eröffnung", "generic"),
        ("基調講演", "generic"),
    ],
)
def test_titles_that_are_left(title: str, reason: str) -> None:
    outcome = JOINER.join(Wanted(title))
    assert (outcome.entry, outcome.reason) == (None, reason)


@pytest.mark.parametrize(
    ("title", "day", "expected"),
    [
        ("Night lines", MONDAY, NIGHT),
        ("Night lines", TUESDAY, None),
        ("Who stands last", MONDAY, LAST),
        ("Who stands last", TUESDAY, None),
        # A report that is written a week later has a day that is none of the conference.
        ("Fairness in lines with many ends", dt.date(2031, 5, 20), LAST),
        ("Fairness in lines with many ends", TUESDAY, None),
        ("Who stands last? Fairness in lines with many ends", TUESDAY, LAST),
        ("Lightning talks", MONDAY, None),
    ],
)
def test_the_day(title: str, day: dt.date, expected: Entry | None) -> None:
    assert JOINER.join(Wanted(title, day=day)).entry == expected


def test_another_day_is_a_reason() -> None:
    outcome = JOINER.join(Wanted("Fairness in lines with many ends", day=TUESDAY))
    assert outcome.reason == "other day"
    assert outcome.others == (LAST.title,)
    assert str(outcome) == "its title is a part of that of an entry of another day"


@pytest.mark.parametrize(
    "address",
    [
        "https://queues.example/2031/talk/QUE7ED/",
        "http://queues.example/2031/talk/QUE7ED?utm_source=x",
        "https://queues.example/2031/talk/QUE7ED/feedback/",
        "https://queues.example/2031/events/who-stands-last.html",
        "https://pretalx.example/queue/talk/QUE7ED/",
        "https://pretalx.example/talk/QUE7ED-who-stands",
        "https://openreview.net/forum?id=aBcD123",
        "https://openreview.net/pdf?id=aBcD123",
        "https://app.example/#/x?guid=1d6b3d4e-5f60-4718-8293-a4b5c6d7e801",
        "https://app.example/1d6b3d4e-5f60-4718-8293-a4b5c6d7e801",
    ],
)
def test_addresses_come_first(address: str) -> None:
    outcome = JOINER.join(Wanted("Simulating crowds on a laptop", (address,)))
    if "#" in address:
        # A place in a page is none of its address.
        assert outcome.entry == CROWDS
    else:
        assert (outcome.entry, outcome.reason) == (LAST, "address")


@pytest.mark.parametrize(
    "address",
    [
        "https://queues.example/2031/",
        "https://queues.example/2031/track/who-stands-last/",
        "https://queues.example/2030/talk/QUE7ED/",
        "https://example.org/who-stands-last",
        "https://example.org/20511",
        "https://queues.example/2031/talk/9/",
        "https://queues.example/2031/talk/que7ed/",
        "https://[::1",
        "javascript:alert(1)",
        "notes.md",
        "",
    ],
)
def test_addresses_of_other_things(address: str) -> None:
    assert JOINER.join(Wanted("x", (address,))).entry is None


def test_an_address_that_several_entries_have_tells_nothing() -> None:
    page = "https://queues.example/programme"
    joiner = Joiner([LAST._replace(url=page), SENSORS._replace(url=page)])
    assert joiner.join(Wanted("x", (page,))).entry is None
    assert joiner.join(Wanted(SENSORS.title, (page,))).reason == "title"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted("x", ids=("9",)), CROWDS),
        (Wanted("x", ids=("who-stands-last",)), LAST),
        (Wanted("QUE7ED: my notes"), LAST),
        (Wanted("My notes (QUE7ED)"), LAST),
        (Wanted("QUE7EDX"), None),
        (Wanted("que7ed"), None),
        (Wanted("x", ids=("10",)), None),
    ],
)
def test_identifiers(wanted: Wanted, expected: Entry | None) -> None:
    outcome = JOINER.join(wanted)
    assert outcome.entry == expected
    assert (outcome.reason == "id") == (expected is not None)


def test_a_duplicate_identifier_tells_nothing() -> None:
    joiner = Joiner([LAST._replace(ids=("1",)), SENSORS._replace(ids=("1",))])
    assert joiner.join(Wanted("x", ids=("1",))).entry is None


def test_what_is_shown_twice_is_one_as_far_as_it_agrees() -> None:
    oral = LAST._replace(kind="oral", start=dt.time(9))
    poster = LAST._replace(kind="poster", start=dt.time(15), room="")
    found = Joiner([oral, poster]).join(Wanted(LAST.title)).entry
    assert found == LAST._replace(room="") == common([oral, poster])


def test_what_is_given_on_two_days_is_that_of_the_day() -> None:
    again = LAST._replace(day=TUESDAY, date=TUESDAY, room="Red Hall")
    joiner = Joiner([LAST, again])
    assert joiner.join(Wanted(LAST.title, day=TUESDAY)).entry == again
    assert joiner.join(Wanted(LAST.title, day=MONDAY)).entry == LAST
    assert joiner.join(Wanted(LAST.title)).entry == LAST._replace(day=None, date=None, room="")


SENTENCE = (
    "We then walked to the harbour, where somebody was measuring the patience of gulls with cheap "
    "bread, and simulating crowds of tourists on a laptop that was older than most of them."
)


def test_sentences_with_words_of_titles_are_none() -> None:
    assert JOINER.join(Wanted(SENTENCE)).reason == "unlike"


def test_a_long_title_with_much_around_it() -> None:
    text = f"10:00 {LAST.title} (Ana Ek, Oven Lab, and Bo Lind), Blue Hall, my favourite"
    assert JOINER.join(Wanted(text)).entry == LAST


def test_work_grows_little_with_the_programme() -> None:
    """Titles are looked up by their words: most entries are never looked at."""

    def work(number: int) -> int:
        others = [Entry(f"Thing {at} of another kind {at}") for at in range(number)]
        joiner = Joiner([*ENTRIES, *others])
        joiner.join(Wanted(SENTENCE))
        return lines_run(lambda: joiner.join(Wanted(SENSORS.title)))

    assert work(3000) < 1.2 * work(300)


def test_a_programme_without_entries() -> None:
    outcome = Joiner([]).join(Wanted("x"))
    assert (outcome.entry, str(outcome)) == (None, "the programme has no entries")


@pytest.mark.parametrize(
    ("text", "entry", "title"),
    [
        ("Ana Ek: Who stands last", LAST, "Who stands last"),
        ("Who stands last? (Bo Lind)", LAST, "Who stands last?"),
        ("“Who stands last?” by Ana Ek", LAST, "“Who stands last?”"),
        ("Ana Ek: Measuring (patience with cheap sensors)", SENSORS, None),
        ("Ana Ek, measuring patience (with cheap sensors) – Bo Lind", SENSORS, None),
        (
            "Bo Lind, measuring patience (with cheap sensors)",
            SENSORS,
            "measuring patience (with cheap sensors)",
        ),
        ("10:00 Who stands lst, by Ana Ek and Bo Lind", LAST, "Who stands lst"),
        ("Measuring patience with cheap sensors – Bo Lind", SENSORS, SENSORS.title),
        ("Measuring patience: a great talk", SENSORS, None),
        ("行列の数学と整理券のデザイン", TICKETS, "行列の数学と整理券のデザイン"),
        ("Lunch", LAST, None),
        ("Oven Team: Oven exam", Entry("Oven exam", (Speaker("Oven Team"),)), None),
    ],
)
def test_where_a_title_stands(text: str, entry: Entry, title: str | None) -> None:
    found = title_in(text, entry)
    assert (found and text[found[0] : found[1]]) == title


@given(
    st.text(max_size=60) | st.sampled_from([one.title * 30 for one in ENTRIES]),
    st.lists(st.text(max_size=40)).map(tuple),
    st.lists(st.text(max_size=10)).map(tuple),
    st.none() | st.dates(),
)
def test_any_words_have_an_answer(
    title: str, addresses: tuple[str, ...], ids: tuple[str, ...], day: dt.date | None
) -> None:
    outcome = JOINER.join(Wanted(title, addresses, ids, day))
    assert str(outcome)
    for entry in ENTRIES:
        title_in(title, entry)
