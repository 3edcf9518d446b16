"""``talks.ics``: read back by icalendar, and by vobject, which takes the zones from the file."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject

from tests.support.builds import Build, Built
from tests.support.directive_posts import BASE, INJECTED, POST, post, talk
from tests.support.published_files import calendar
from tests.support.thorough import first_quick

LINKS = "confnotes_calendar_links = True\n"


def events(built: Built, name: str = "talks.ics") -> dict[str, icalendar.Event]:
    found = calendar(built, name).events
    by_title = {str(event["SUMMARY"]): event for event in found}
    assert len(by_title) == len(found)
    return by_title


def lines(built: Built, name: str = "talks.ics") -> list[str]:
    """Return the content lines, unfolded."""
    content = (built.out / name).read_bytes()
    assert content.endswith(b"\r\n")
    assert max(map(len, content.split(b"\r\n"))) <= 75
    return content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n")


def test_a_talk_is_an_event_with_its_facts(build: Build) -> None:
    facts = {
        "url": "https://example.org/söup?a=1&b=2,3",
        "time": "14:00-14:45",
        "room": "Hall A; left, upstairs",
        "tags": r"ladles, salt\, pepper",
        "tldr": "It is *hot*,\nand good.\n\nReally; C:\\pots.",
    }
    built = build({"a.md": post(talk("The Soup", **facts))}, conf=f"html_baseurl = '{BASE}'\n")
    assert not built.warnings
    (event,) = events(built).values()
    assert event["SUMMARY"] == "The Soup"
    assert event["DTSTART"].dt == dt.datetime(2031, 5, 12, 14, tzinfo=ZoneInfo("Europe/Stockholm"))
    assert event["DTEND"].dt == dt.datetime(
        2031, 5, 12, 14, 45, tzinfo=ZoneInfo("Europe/Stockholm")
    )
    assert event["DTSTART"].params["TZID"] == "Europe/Stockholm"
    assert event["LOCATION"] == "Hall A; left, upstairs, Lund, Sweden"
    assert event["URL"] == "https://example.org/s%C3%B6up?a=1&b=2,3"
    assert event["CATEGORIES"].cats == ["ladles", "salt, pepper", "trip"]
    assert "DESCRIPTION:It is hot\\, and good.\\n\\nReally\\; C:\\\\pots." in lines(built)
    assert event["DTSTAMP"].dt == dt.datetime(2031, 5, 12, tzinfo=dt.UTC)


def test_an_abstract_stands_behind_what_was_noted(build: Build) -> None:
    both = talk("Both", tldr="It is hot.", abstract="Heat, in theory.")
    built = build({"a.md": post(both, talk("Alone", abstract="No heat."))})
    found = events(built)
    assert found["Both"]["DESCRIPTION"] == "It is hot.\n\nAbstract: Heat, in theory."
    assert found["Alone"]["DESCRIPTION"] == "Abstract: No heat."


def test_each_file_is_as_the_library_writes_a_whole_one(build: Build) -> None:
    zones = ("Europe/Stockholm", "America/New_York")
    talks = (talk(zone, time="14:00", timezone=zone, tldr="é" * 90) for zone in zones)
    built = build({"a.md": post(*talks, talk("All day"))}, conf=LINKS)
    files = [*built.out.rglob("*.ics")]
    assert len(files) == 4
    for file in files:
        content = file.read_bytes()
        assert icalendar.Calendar.from_ical(content).to_ical() == content


def test_the_file_names_itself(build: Build) -> None:
    built = build(
        {"a.md": post(talk("Soup"))}, conf="project = 'Our notes; all'\nrelease = '1.2.3'\n"
    )
    found = calendar(built)
    assert found["VERSION"] == "2.0"
    assert found["X-WR-CALNAME"] == "Our notes; all"
    assert not re.search(r"\d", found["PRODID"])
    assert "1.2.3" not in built.text("talks.ics")


def test_without_a_name_of_the_project_it_has_that_of_the_first_page(build: Build) -> None:
    files = {"index.md": "# My *own* notes\n", "a.md": post(talk("Soup"))}
    built = build(files)
    assert calendar(built)["X-WR-CALNAME"] == "My own notes"
    (built.source / "index.md").write_text("# Our notes\n", "utf-8")
    assert calendar(build())["X-WR-CALNAME"] == "Our notes"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("https://example.org/a?b=[1]&c='d'#e~f", None),
        ("https://example.org/a%20b%C3%A9", None),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/%zz/é", "https://example.org/%25zz/%C3%A9"),
    ],
)
def test_an_address_is_in_the_characters_of_a_uri(
    build: Build, typed: str, written: str | None
) -> None:
    built = build({"a.md": post(talk("Soup", url=typed))})
    assert events(built)["Soup"]["URL"] == (written or typed)


def test_a_talk_without_an_address_has_that_of_its_notes(build: Build) -> None:
    talks = [talk("Soup"), talk("Bread", url="slides.pdf")]
    files = {
        "posts/a.md": post(*talks),
        "posts/slides.pdf": "",
        "index.md": "# Home\n\n{doc}`posts/a`\n",
    }
    built = build(files, conf=f"html_baseurl = '{BASE}'\n")
    assert events(built)["Soup"]["URL"] == f"{BASE}/posts/a.html#soup"
    assert events(built)["Bread"]["URL"] == f"{BASE}/posts/a.html#bread"
    again = build(files, folder="other")
    assert "URL" not in events(again)["Soup"]


def test_times(build: Build) -> None:
    plain = POST.replace("timezone: Europe/Stockholm\n", "")
    talks = [
        talk("Day"),
        talk("Floating", time="09:00-10:00"),
        talk("Open", time="11:00", timezone="America/New_York"),
        talk("Universal", time="12:00", timezone="UTC"),
        talk("Later", date="2031-12-01", time="09:30-10:00", timezone="America/New_York"),
    ]
    built = build({"a.md": post(*talks, front=plain)})
    found = events(built)
    day = found["Day"]
    assert day["DTSTART"].dt == dt.date(2031, 5, 12)
    assert type(day["DTSTART"].dt) is dt.date
    assert day["DTSTART"].params["VALUE"] == "DATE"
    assert (day["TRANSP"], "DTEND" in day) == ("TRANSPARENT", False)
    assert found["Floating"]["DTSTART"].dt == dt.datetime(2031, 5, 12, 9)
    assert found["Floating"]["DTEND"].dt == dt.datetime(2031, 5, 12, 10)
    assert "TZID" not in found["Floating"]["DTSTART"].params
    assert "DTEND" not in found["Open"]
    assert "TRANSP" not in found["Open"]
    assert "DTSTART:20310512T120000Z" in lines(built)
    instants = {name: found[name]["DTSTART"].dt.astimezone(dt.UTC) for name in ("Open", "Later")}
    assert instants["Open"] == dt.datetime(2031, 5, 12, 15, tzinfo=dt.UTC)
    assert instants["Later"] == dt.datetime(2031, 12, 1, 14, 30, tzinfo=dt.UTC)


def test_the_file_knows_its_zones_by_itself(build: Build) -> None:
    """vobject takes the times from the file's own rules of the zones."""
    zones = ["Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata"]
    wanted: dict[str, dt.datetime] = {}
    talks = []
    for zone in zones:
        for date in ("2031-01-15", "2031-07-15", "2032-12-31"):
            name = f"{zone} {date}"
            talks.append(talk(name, date=date, time="10:00-23:59", timezone=zone))
            local = dt.datetime.fromisoformat(f"{date}T10:00").replace(tzinfo=ZoneInfo(zone))
            wanted[name] = local.astimezone(dt.UTC)
    built = build({"a.md": post(*talks)})
    parsed = vobject.readOne(
        built.text("talks.ics").replace("TZID:", "TZID:x").replace("TZID=", "TZID=x")
    )
    found = {
        event.summary.value: event.dtstart.value.astimezone(dt.UTC) for event in parsed.vevent_list
    }
    assert found == wanted
    named = [line for line in lines(built) if line.startswith("TZID:")]
    assert named == [f"TZID:{zone}" for zone in sorted(zones)]


@pytest.mark.parametrize(
    ("time", "ends"),
    [
        # Clocks go from 02:00 to 03:00 in that night.
        ("01:30-03:30", True),
        ("02:15-02:45", True),
        ("02:30-03:15", False),
        ("01:45-02:15", True),
    ],
)
def test_an_end_is_never_before_the_start(build: Build, time: str, ends: bool) -> None:
    built = build({"a.md": post(talk("Night", date="2031-03-30", time=time))})
    (event,) = events(built).values()
    assert ("DTEND" in event) is ends
    if ends:
        assert event["DTEND"].dt.astimezone(dt.UTC) > event["DTSTART"].dt.astimezone(dt.UTC)


@pytest.mark.parametrize("date", ["0001-01-01", "0204-05-12", "1969-12-31", "9999-12-31"])
def test_dates_that_nobody_meant(build: Build, date: str) -> None:
    timed = talk("Timed", date=date, time="00:00-23:59", timezone="Pacific/Apia")
    built = build({"a.md": post(timed, talk("Day", date=date), talk("Now", time="09:00"))})
    found = events(built)
    assert found["Day"]["DTSTART"].dt == dt.date.fromisoformat(date)
    assert found["Timed"]["DTSTART"].dt.replace(tzinfo=None) == dt.datetime.fromisoformat(date)
    # The file doesn't list 8,000 years of summers.
    assert (built.out / "talks.ics").stat().st_size < 40_000


def test_what_has_no_date_is_left_out(build: Build) -> None:
    undated = (
        "# Page\n\n" + talk("Undated", time="09:00") + "\n\n" + talk("Dated", date="2031-05-13")
    )
    draft = post(talk("Draft"), front=POST.replace("title:", "draft: true\ntitle:"))
    built = build({"page.md": undated, "draft.md": draft, "a.md": post(talk("Soup"))})
    assert set(events(built)) == {"Soup", "Dated"}


@pytest.mark.parametrize("text", ["# Page\n", "# Page\n\n" + talk("Undated")])
def test_without_events_there_is_no_file(build: Build, text: str) -> None:
    """A calendar without any isn't allowed to be."""
    built = build({"a.md": text})
    assert not (built.out / "talks.ics").exists()


def test_filters(build: Build) -> None:
    talks = [talk("Soup", tags="a"), talk("Bread", tags="b")]
    built = build({"a.md": post(*talks)}, conf="confnotes_published = {'tags': 'b'}\n")
    assert set(events(built)) == {"Bread"}


def test_it_can_be_left_out(build: Build) -> None:
    built = build({"a.md": post(talk("Soup", time="09:00"))})
    assert (built.out / "talks.ics").exists()
    (built.source / "conf.py").write_text(
        "extensions = ['sphinxext_confnotes']\nconfnotes_publish = ['data']\n"
    )
    built = build()
    assert not list(built.out.rglob("*.ics"))


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "json", "text", "confnotes"])
def test_other_builders_write_none(build: Build, builder: str) -> None:
    built = build({"a.md": post(talk("Soup", time="09:00"))}, builder)
    assert not list(built.out.rglob("*.ics"))
    assert "calendar" not in "".join(
        path.read_text("utf-8") for path in built.out.rglob("a.*html")
    ).replace("confnotes-calendar {", "")


def test_a_talk_of_two_people_is_there_once(build: Build) -> None:
    soup = "https://example.org/soup"
    bo = post(
        talk("Soup, again", url=soup, time="09:00", room="Kitchen", tldr="Salty."),
        front=POST.replace("Ana", "Bo"),
    )
    files = {"a.md": post(talk("Soup", url=soup, tldr="Hot.\n\nVery.")), "b.md": bo}
    built = build(files)
    (event,) = calendar(built).events
    assert event["SUMMARY"] == "Soup"
    assert event["DESCRIPTION"] == "Ana: Hot.\n\nVery.\n\nBo: Salty."
    assert event["LOCATION"] == "Kitchen, Lund, Sweden"
    assert event["DTSTART"].dt.hour == 9


def test_comments_stay_out(build: Build) -> None:
    text = "* [Soup](https://example.org/soup)\n\nTLDR: Hot.\n\nComment: Bad."
    built = build({"a.md": post(text)})
    assert [str(event["DESCRIPTION"]) for event in calendar(built).events] == ["Hot."]


@pytest.mark.parametrize("key", ["location", "tags", "author", "conference"])
def test_line_breaks_in_the_front_matter_make_no_lines(build: Build, key: str) -> None:
    front = re.sub(rf"(?m)^{key}: .*\n", "", POST.removesuffix("---\n"))
    text = "* [Soup](https://example.org/soup)\n\nTLDR: Hot."
    built = build({"a.md": post(text, front=f'{front}{key}: "{INJECTED}"\n---\n')})
    assert check_lines(built) == 1


@pytest.mark.parametrize(
    "entity",
    first_quick(["&#13;&#10;", "&#10;", "&#13;", "&#x2028;", "&#x85;", "&#0;", "&#27;"], 2),
)
def test_line_breaks_in_notes_make_no_lines(build: Build, entity: str) -> None:
    evil = f"Soup{entity}BEGIN:VEVENT{entity}ATTACH:x{entity}"
    listed = f"* [{evil}](https://example.org/soup)\n\nTLDR: {evil}\n\nRoom: {evil}\n\nTags: {evil}"
    built = build({"a.md": post(talk(evil, room=evil, tags=evil, tldr=evil), listed)})
    assert check_lines(built) == 2


@pytest.mark.parametrize("character", ["\x1b", "\x08", "\x7f", "\x9b", "\ufffe"])
def test_control_characters_stay_out(build: Build, character: str) -> None:
    evil = f"So{character}up"
    built = build({"a.md": post(talk(evil, room=evil, tags=evil, tldr=evil))})
    check_lines(built)
    (event,) = calendar(built).events
    assert (event["SUMMARY"], event["DESCRIPTION"]) == ("Soup", "Soup")
    assert event["LOCATION"] == "Soup, Lund, Sweden"


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/a\\nATTACH:x",
        "https://example.org/%0d%0aATTACH:x",
        "https://x.example/&#10;y",
    ],
)
def test_line_breaks_in_addresses_make_no_lines(build: Build, address: str) -> None:
    built = build(
        {"a.md": post(talk("Soup", url=address), f"* [Bread](<{address}>)\n\nTLDR: Hot.")}
    )
    check_lines(built)


def check_lines(built: Built) -> int:
    """Return how many events there are, after a look at every line."""
    found = lines(built)
    properties = {
        *(
            "BEGIN",
            "END",
            "VERSION",
            "PRODID",
            "NAME",
            "X-WR-CALNAME",
            "SUMMARY",
            "DTSTART",
            "DTEND",
        ),
        *("DTSTAMP", "UID", "CATEGORIES", "DESCRIPTION", "LOCATION", "TRANSP", "URL"),
    }
    assert {re.split("[;:]", line)[0] for line in found} <= properties
    assert set(re.findall("(?m)^BEGIN:.*", "\n".join(found))) <= {"BEGIN:VCALENDAR", "BEGIN:VEVENT"}
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe]", "\n".join(found))
    # As those count that take other characters for the end of a line.
    assert len("\n".join(found).splitlines()) == len(found)
    return found.count("BEGIN:VEVENT")


def test_a_backslash_before_a_letter_stays(build: Build) -> None:
    """icalendar writes a line break for it."""
    built = build({"a.md": post(talk("Soup", tldr="The set $\\N$ and C:\\\\New."))})
    described = [line for line in lines(built) if line.startswith("DESCRIPTION")]
    assert described == ["DESCRIPTION:The set \\\\ N and C:\\\\ New."]


def uids(built: Built) -> dict[str, str]:
    return {name: str(event["UID"]) for name, event in events(built).items()}


def test_ids_stay(build: Build) -> None:
    files = {"a.md": post(talk("Soup"), talk("Bread")), "b.md": post(talk("Soup "))}
    first = uids(build({"a.md": files["a.md"]}))
    assert len(set(first.values())) == 2
    later = {
        "a.md": post(talk("New", time="08:00"), talk("Bread", room="A"), talk("Soup", tldr="x"))
    }
    second = uids(build(later, folder="elsewhere"))
    assert {name: second[name] for name in first} == first
    other = uids(
        build(files | {"b.md": "# B\n"}, folder="based", conf=f"html_baseurl = '{BASE}'\n")
    )
    assert not set(other.values()) & set(first.values())


@pytest.mark.thorough
def test_bytes_are_the_same(build: Build, tmp_path: Path) -> None:
    zones = ["Europe/Stockholm", "America/New_York", "Asia/Tokyo", "Africa/Lagos", "UTC"]
    files = {
        f"post{number}.md": post(
            *(
                talk(f"T{number} {zone}", time="09:00", timezone=zone, tags="a, b, c")
                for zone in zones
            )
        )
        for number in range(6)
    }
    # A name that is the same in both folders and so isn't what tells them apart.
    first = build(files, conf=LINKS)
    env = {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"}
    second = build(files, conf=LINKS, folder="other", args=["-j", "2"], env=env)
    names = sorted(path.relative_to(first.out) for path in first.out.rglob("*.ics"))
    assert len(names) == 1 + 6 * 5 + 6
    for name in names:
        assert (first.out / name).read_bytes() == (second.out / name).read_bytes()
    # The clock isn't asked: there are no years but those of the talks and the zones.
    years = set(re.findall(r"\b(\d{4})(?:\d{4}T|-\d\d-\d\d)", first.text("talks.ics")))
    assert years == {"2031", "2032"}


def test_nothing_is_written_that_has_not_changed(build: Build) -> None:
    files = {
        "a.md": post(talk("Soup", time="09:00")),
        "b.md": post(talk("Bread", time="10:00", tldr="It rises.")),
    }
    built = build(files, conf=LINKS)
    before = stamps(built)
    assert stamps(build()) == before
    (built.source / "b.md").write_text(post(talk("Bread", time="10:00", tldr="It fell.")))
    changed = {name for name, stamp in stamps(build()).items() if before[name] != stamp}
    assert changed == {"talks.ics", "calendar/b/talk-bread.ics", "calendar/b/2031-05-12.ics"}
    (built.source / "b.md").unlink()
    assert {*stamps(build())} == {
        "talks.ics",
        "calendar/a/talk-soup.ics",
        "calendar/a/2031-05-12.ics",
    }


def stamps(built: Built) -> dict[str, Any]:
    return {
        path.relative_to(built.out).as_posix(): path.stat().st_mtime_ns
        for path in built.out.rglob("*.ics")
    }
