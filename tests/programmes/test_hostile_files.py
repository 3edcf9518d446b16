"""Files that nobody would publish: whatever they hold, there is an answer."""

from __future__ import annotations

import copy
import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext_confnotes.addresses import is_web
from sphinxext_confnotes.notes.field_kinds import MOST_ITEMS
from sphinxext_confnotes.programmes.entries import Entry, Programme, packed, unpacked
from sphinxext_confnotes.programmes.reading import read_programme
from tests.support.work import lines_run

FILES = Path(__file__).parent.parent / "projects" / "programmes"
JSON = sorted(path.name for path in FILES.glob("*.json"))
CONTENTS = [path.read_bytes() for path in sorted(FILES.iterdir())]

BAD_TEXTS = [
    "",
    " ",
    "\x00",
    "\ud800",
    "\ufffe",
    "a" * 100_000,
    "<b>bold</b> & <script>alert(1)</script>",
    "<script>" * 20_000,
    "&#xD800; &#0; &#9999999; &nbsp; &notin;",
    "javascript:alert(1)",
    "//evil.example",
    "http://[::1",
    "https://example.org/\u202e",
    "2031-13-45T99:99:99",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-12:00",
    "2031-05-12T10:00:00+99:00",
    "24:00",
    "99:99",
    "-1",
    "Europe/Nowhere",
    "../../etc/passwd",
    "NaN",
]
BAD_VALUES: list[Any] = [
    *BAD_TEXTS,
    None,
    True,
    False,
    0,
    -1,
    10**400,
    1e308,
    float("nan"),
    float("inf"),
    [],
    {},
    [[[[]]]],
    {"en": {"en": []}},
    ["a"] * 1000,
    [{"name": f"Person {number}", "fullname": "x"} for number in range(10_000)],
    {str(number): number for number in range(100)},
]

JUNK = st.recursive(
    st.sampled_from(BAD_VALUES) | st.text(max_size=30) | st.integers() | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)


def check(programme: Programme) -> None:
    """Check what holds for every programme."""
    assert isinstance(programme, Programme)
    assert programme.entries or programme.problems
    assert all(str(problem) and problem.line >= 0 for problem in programme.problems)
    for entry in programme.entries:
        check_entry(entry)
    assert unpacked(packed(programme)) == programme


def check_entry(entry: Entry) -> None:
    lines = (
        entry.title,
        entry.room,
        entry.track,
        entry.kind,
        *entry.ids,
        *(one for speaker in entry.speakers for one in speaker),
    )
    assert entry.title
    for line in lines:
        assert isinstance(line, str)
        assert line == " ".join(line.split())
        assert len(line) <= 500
    assert len(entry.speakers) <= MOST_ITEMS
    for text in (*lines, entry.abstract, entry.url, entry.video):
        text.encode("utf-8")
        assert not set(text) & set(map(chr, range(9)))
    for address in (entry.url, entry.slides, entry.video, entry.paper, *entry.addresses):
        assert address == "" or is_web(address)
    assert entry.date is None or type(entry.date) is dt.date
    if entry.start:
        assert entry.date
        assert entry.start.tzinfo is None
    if entry.end:
        assert entry.start
        assert entry.until or entry.end > entry.start


def as_json(data: object) -> bytes:
    return json.dumps(data).encode("utf-8", "surrogatepass")


def places(data: object) -> list[list[str | int]]:
    """Return the ways to all values in data."""
    found: list[list[str | int]] = [[]]
    if isinstance(data, dict):
        found += [[key, *rest] for key, value in data.items() for rest in places(value)]
    if isinstance(data, list):
        found += [[at, *rest] for at, value in enumerate(data) for rest in places(value)]
    return found


def replaced(data: Any, place: list[str | int], value: object) -> Any:
    if not place:
        return value
    data = copy.copy(data)
    data[place[0]] = replaced(data[place[0]], place[1:], value)
    return data


@pytest.mark.parametrize("name", JSON)
def test_any_value_may_be_anything(name: str) -> None:
    """Each value of the file in turn, each time another bad one."""
    data = json.loads((FILES / name).read_text("utf-8"))
    for at, place in enumerate(places(data)):
        value = BAD_VALUES[at % len(BAD_VALUES)]
        check(read_programme(as_json(replaced(data, place, value))))


@given(st.sampled_from(JSON), st.data())
@settings(max_examples=100)
def test_several_values_may_be_anything(name: str, data: st.DataObject) -> None:
    content = json.loads((FILES / name).read_text("utf-8"))
    for _ in range(data.draw(st.integers(1, 4))):
        content = replaced(content, data.draw(st.sampled_from(places(content))), data.draw(JUNK))
    check(read_programme(as_json(content)))


@given(st.sampled_from(CONTENTS), st.data())
@settings(max_examples=200)
def test_files_may_be_broken_anywhere(content: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, len(content)))
    middle = data.draw(st.binary(max_size=20) | st.sampled_from(BAD_TEXTS[:4]).map(to_bytes))
    check(read_programme(content[:start] + middle + content[end:]))


def to_bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


@given(st.binary() | st.text().map(to_bytes) | JUNK.map(as_json))
@settings(max_examples=200)
def test_any_bytes_have_an_answer(content: bytes) -> None:
    check(read_programme(content))


BOMB = b"a: &a [x, x]\n" + b"".join(
    b"%c: &%c [*%c, *%c]\n" % (new, new, new - 1, new - 1) for new in range(ord("b"), ord("v"))
)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"talks: &a\n- title: x\n  room: y\n  more: *a\n", id="cyclic YAML"),
        pytest.param(b"&a [*a, {title: x, room: y, speakers: *a}]", id="YAML that is its own item"),
        pytest.param(b"&a {title: x, room: y, <<: *a}", id="YAML that merges itself"),
        pytest.param(BOMB + b"talks:\n- {title: x, room: y, z: *u}\n", id="YAML that multiplies"),
        pytest.param(b'{"title": "x", "room": "y", "n": ' + b"9" * 10_000 + b"}", id="long number"),
        pytest.param(b'[{"title": "x", "room": NaN, "date": Infinity}]', id="no numbers"),
        pytest.param(b'\xff\xfe' + "title,room\nx,y\n".encode("utf-16-le"), id="UTF-16"),
        pytest.param(
            '<?xml version="1.0" encoding="iso-8859-1"?><schedule><day date="2031-05-12"><event>'
            "<title>x</title></event></day></schedule>".encode("latin-1"),
            id="XML in Latin-1",
        ),
        pytest.param(
            b"<s:schedule xmlns:s='urn:x'><s:day><s:room><s:event><s:title>x</s:title></s:event>"
            b"</s:room></s:day></s:schedule>",
            id="XML with a namespace",
        ),
        pytest.param(
            b"<schedule><day><event><title>x</title><abstract>" + b"<i>" * 5000 + b"</i>" * 5000
            + b"</abstract></event></day></schedule>",
            id="deep HTML in XML",
        ),
    ],
)  # fmt: skip
def test_what_can_be_read_is_read(content: bytes) -> None:
    found = read_programme(content)
    check(found)
    assert [entry.title for entry in found.entries] == ["x"]


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"[" * 200_000, id="deep JSON or YAML"),
        pytest.param(b"- " * 50_000 + b"x", id="deep YAML"),
        pytest.param(b"a: " + b"[" * 200_000, id="deep YAML in flow"),
        pytest.param(b"<a>" * 100_000, id="deep XML"),
        pytest.param(b"<schedule>" + b"<a>" * 9000 + b"</a>" * 9000 + b"</schedule>", id="deeper"),
        pytest.param(b"BEGIN:VCALENDAR\n" + b"BEGIN:VEVENT\n" * 5000, id="deep calendar"),
        pytest.param(b"title,room\n" + b'"' * 200_000, id="quotes"),
        pytest.param(b"title,room\nx," + b"y" * 200_000, id="cell"),
        pytest.param(b"!!python/object/apply:os.system ['true']", id="YAML that runs"),
        pytest.param(b"? {a: b}\n: c\n? [d]\n: e\n", id="keys that are none"),
        pytest.param(b"\x00" * 1000, id="zeros"),
    ],
)
def test_what_cannot_be_read_does_no_harm(content: bytes) -> None:
    found = read_programme(content)
    check(found)
    assert found.entries == () or found.entries[0].room == ""


def test_of_too_many_speakers_none_is_taken() -> None:
    """A hundred of ten thousand would be told as if they were all."""
    people = [{"public_name": f"Person {number}"} for number in range(10_000)]
    event = {"title": "x", "persons": people, "date": "2031-05-12T10:00:00Z"}
    days = [{"date": "2031-05-12", "rooms": {"a": [event]}}]
    (entry,) = read_programme(as_json({"schedule": {"conference": {"days": days}}})).entries
    assert entry.speakers == ()


def test_duplicate_identifiers_stay() -> None:
    rows = b"title,id,room\na,1,x\nb,1,x\nc,1,x\n"
    assert [entry.ids for entry in read_programme(rows).entries] == [("1",)] * 3


def test_same_time_and_room_stay() -> None:
    rows = b"title,date,time,room\na,2031-05-12,10:00,x\nb,2031-05-12,10:00,x\n"
    first, second = read_programme(rows).entries
    assert first._replace(title="b") == second


@pytest.mark.parametrize("content", [b"<script>", b"<b>", b"<!--", b"&amp;", b"\n\n", b"<li>"])
def test_work_grows_with_the_text(content: bytes) -> None:
    def read(times: int) -> int:
        text = (content * times).decode()
        rows = as_json([{"title": "x", "room": "y", "abstract": text}])
        return lines_run(lambda: read_programme(rows))

    assert read(4000) < 5 * read(1000)


def test_html_is_read_in_one_go() -> None:
    """The patterns are searched in C, where lines can't be counted: this ends, or never does."""
    for part in ("<script>", "<!--", "<br", "<b ", "&", "\n ", "<p", "</", "<style x", "- "):
        rows = as_json([{"title": "x", "room": "y", "abstract": part * 6000}])
        assert read_programme(rows).entries
