"""Conferences in titles, tags and paths."""

from __future__ import annotations

import pytest

from sphinxext_confnotes.recognition.events import about_conference, day_in
from tests.support.outlines import lexicon

EVENTS = lexicon().events


@pytest.mark.parametrize(
    "text",
    [
        "PyCon Lund",
        "My notes from RubyConf",
        "ExampleConf 2031",
        "ScalaDays",
        "DevFest Lund",
        "Queue Fes 2031に行ってきました",
        "NeurIPS'31",
        "Rückblick auf die Konferenz",
        "Compte-rendu de la conférence",
        "Crónica de las jornadas",
        "Relato do congresso",
        "Resoconto del convegno",
        "カンファレンスに参加してきました",
        "架构师峰会",
        "컨퍼런스 후기",
        "Lund Developer Days",
        "pycon2031",
        "Workshop 2031 in Lund",
        "The queueing seminar '31",
        "Eindrücke vom 31C3",
        "Repaso a la PyConUS 2031",
        "DevoxxFR",
        "notes of droidconapac",
    ],
)
def test_named(text: str) -> None:
    assert EVENTS.named_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "What I cooked",
        "100 days of blogging",
        "First 2 days in Lund",
        "Two birthdays and three holidays",
        "A beacon, an icon and a falcon",
        "Lexicon of silicon",
        "Hello World",
        "Manifest of a bootcamp",
        "The aclus and the ndcuk",
        "A workshop about queues",
        "The bakers' workshop, and what I ate in 2031",
        "x" * 1000,
    ],
)
def test_not_named(text: str) -> None:
    assert not EVENTS.named_in(text)


@pytest.mark.parametrize(
    ("path", "word"),
    [
        (("2031", "pycon", "queues"), "pycon"),
        (("notes", "crafting-2031", "queues"), "crafting-2031"),
        (("2031", "05", "13-devfest-lund"), "devfest"),
        (("notes", "2031-crafting", "friday"), "2031-crafting"),
        (("pydata-sphinx-theme", "guide", "queues"), ""),
        (("pydata-lund-notes", "queues"), "pydata"),
        (("blog", "posts-2031", "queues"), ""),
        (("blog", "2031-posts", "queues"), ""),
        (("blog", "2031-05-14-queues", "index"), ""),
        (("2031-05-14-Waiting", "queues"), "2031-05-14-Waiting"),
        (("2031-05-14-Waiting", "README"), ""),
        (("2031-05-14-Waiting", "images", "queues"), ""),
        (("2031-05-14-waiting", "queues"), ""),
        (("2031", "queues"), ""),
        (("5-years-and-28-days",), ""),
        (("notes", "Day 2", "queues"), "Day 2"),
        (("day_1", "04_queues"), "day 1"),
        (("day_1", "README"), ""),
        (("advent-of-waiting", "day-1", "queues"), ""),
        (("course", "week1", "day2", "queues"), ""),
        (("the-day-2-of-us", "queues"), ""),
        ((), ""),
    ],
)
def test_in_paths(path: tuple[str, ...], word: str) -> None:
    assert EVENTS.named_in_path(path) == word


@pytest.mark.parametrize(
    ("given", "path", "title", "source"),
    [
        ({"conference": "X"}, (), "PyCon", "key"),
        ({"event": "X"}, (), "", "key"),
        ({"type": "talk"}, (), "", "talk"),
        ({"speaker": "Ann Moore"}, (), "", "talk"),
        ({"tags": ["PyCon"]}, (), "PyCon 2031", "title"),
        ({"tags": ["PyCon"]}, (), "Soup", "words"),
        ({"category": "Conferences"}, (), "Soup", "words"),
        ({}, ("pycon-2031", "soup"), "Soup", "path"),
        ({}, ("soup", "day2"), "", "title"),
        ({}, ("day_02_notes",), "", "title"),
        ({}, ("conf-lund-2031",), "", "title"),
        ({}, ("conf_2031",), "", None),
        ({}, ("conferences", "queues"), "", "path"),
        ({}, (), "Queues in Lund, Tag 2", "title"),
        ({}, (), "Queues in Lund—der erste Tag", "title"),
        ({}, (), "Les files à Lund, jour 1", "title"),
        ({}, (), "Queues 2031 2日目", "title"),
        ({}, (), "Das Montagskochen: jeden Tag 20 Brote", None),
        ({}, (), "Notes from Crafting 2031", "report"),
        ({}, (), "Trip report: Crafting", "report"),
        ({}, (), "Crafting 2031 trip report", "report"),
        ({}, (), "Retour sur Bricolage 2031", "report"),
        ({}, (), "Lo que aprendí en Artesanía", "report"),
        ({}, (), "What I learned at school", None),
        ({}, (), "Crafting 2031", None),
        ({}, (), "Release notes of Crafting 2031", None),
        ({}, (), "Retrospective of Summer 2031", None),
        ({}, (), "Notes from 2031", None),
        ({"conference": ""}, ("soup",), "Soup", None),
        ({"event": {"start": "2031-03-01"}}, ("soup",), "Soup", None),
        ({}, (), "What we do with SciPy", None),
        ({}, (), "A week at SciPy 2031", "title"),
        ({}, (), "", None),
    ],
)
def test_about(
    given: dict[str, object], path: tuple[str, ...], title: str, source: str | None
) -> None:
    about = about_conference(given, path, title, EVENTS)
    assert (about.source if about else None) == source
    assert about is None or str(about)


@pytest.mark.parametrize(
    ("title", "may_be"),
    [
        ("QQQ North 2031", True),
        ("2031 360Queues", True),
        ("Notes from QueueBuild, 2031", True),
        ("Books 2031", False),
        ("Summer in Lund 2031", False),
        ("QQQ North", False),
        ("What I read about QQQ in 2031", False),
        ("", False),
    ],
)
def test_may_be_named(title: str, may_be: bool) -> None:
    assert EVENTS.may_be_named(title) == may_be


@pytest.mark.parametrize(
    "title",
    [
        "PyCon is coming",
        "Call for papers",
        "Release notes",
        "Programm der Tagung",
        "allá vamos",
        "My session picks for PyCon",
        "PyCon review list",
        "PyCon 2031: mon planning",
        "PyCon 気になるセッション",
        "PyCon 2031 picks",
        "I'm speaking at PyCon",
        "PyCon で行列の話をしてきた",
        "Links for 1 March 2031: PyCon",
        "PyCon 2031 talks I want to see",
    ],
)
def test_no_reports(title: str) -> None:
    assert EVENTS.is_no_report(title)


@pytest.mark.parametrize(
    "title", ["PyCon 2031", "What I saw at PyCon", "Notes of a meetup", "PyCon plans"]
)
def test_may_be_reports(title: str) -> None:
    assert not EVENTS.is_no_report(title)


@pytest.mark.parametrize(
    "given",
    [
        {"categories": ["Announcements", "Events"]},
        {"tags": "python, upcoming events"},
        {"category": "お知らせ"},
    ],
)
def test_announcements(given: dict[str, object]) -> None:
    assert EVENTS.is_announced(given)


@pytest.mark.parametrize(
    "given", [{}, {"tags": ["conference", "upcoming trends"]}, {"title": "Announcement"}]
)
def test_no_announcements(given: dict[str, object]) -> None:
    assert not EVENTS.is_announced(given)


@pytest.mark.parametrize(
    "title", ["Another Day in the Queue", "My Day", "A Good Day", "Boxing Day"]
)
def test_days_that_are_no_conferences(title: str) -> None:
    assert not EVENTS.named_in(title)


@pytest.mark.parametrize("heading", ["Aanmelden", "Inscriptions", "How to register"])
def test_invitations(heading: str) -> None:
    assert EVENTS.is_invitation(heading)


@pytest.mark.parametrize(
    "day",
    [
        *("Day 2", "DAY ONE", "day_3", "Tag 1", "zweiter Tag", "letzter Nachmittag", "jour 2"),
        *("Journée 3", "premier jour", "première journée", "día 1", "Dia 2", "primer día"),
        *("primeiro dia", "giorno 1", "Primo giorno", "dag 2", "eerste dag", "2日目", "第二天"),
        "3일차",
    ],
)
def test_days_in_all_languages(day: str) -> None:
    assert day_in(f"WaitConf, {day}") == day


@pytest.mark.parametrize(
    "text", ["", "WaitConf", "Monday 2", "Day", "Every day counts", "Tagging 2"]
)
def test_no_days(text: str) -> None:
    assert day_in(text) == ""
