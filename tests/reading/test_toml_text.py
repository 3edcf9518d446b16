"""TOML as it was typed, with the lines of its keys, also where it is broken."""

from __future__ import annotations

import time

import pytest

from sphinxext_confnotes.reading.toml_text import TomlText, read_toml


def read(text: str) -> TomlText:
    found = read_toml(text.split("\n"))
    assert found is not None
    return found


def test_values_are_what_json_has() -> None:
    found = read(
        'a = "x"\nb = 3.10\nc = 2031-05-12\nd = 2031-05-12T09:00:00Z\ne = 09:30:00\nf = [1, true]\n'
        "g = {h = nan}\n"
    )
    assert found.values == {
        "a": "x",
        "b": "3.10",
        "c": "2031-05-12",
        "d": "2031-05-12T09:00:00+00:00",
        "e": "09:30:00",
        "f": [1, True],
        "g": {"h": "nan"},
    }
    assert found.problem is None


def test_each_key_has_its_line() -> None:
    found = read(
        '# words\ntitle = """\ndate = 1\n"""\n\ntags = [\n  "a", # one\n\n  "b",\n]\n'
        "'date' = 2031-05-12\nx.y = 1\nz = {w = 2}\n[extra]\n  author = \"B\"\n[[other]]\nk = 1\n"
    )
    assert found.lines == {
        "title": 2,
        "tags": 6,
        "date": 11,
        "x": 12,
        "x.y": 12,
        "z": 13,
        "z.w": 13,
        "extra": 14,
        "extra.author": 15,
        "other": 16,
        "other.k": 17,
    }


@pytest.mark.parametrize(
    ("text", "values", "line"),
    [
        ('title = "A" day\ndate = 2031-05-12', {"title": '"A" day', "date": "2031-05-12"}, 1),
        ("date = 2031-05-12\ntitle = A day", {"title": "A day", "date": "2031-05-12"}, 2),
        ('title = "A\ndate = 2031-05-12', {"title": '"A', "date": "2031-05-12"}, 1),
        ('title = """A\ndate = 2031-05-12', {"title": '"""A', "date": "2031-05-12"}, 2),
        ("tags = [a, b]\nx = 1", {"tags": ["a", "b"], "x": 1}, 1),
        ("date = 2031-5-12", {"date": "2031-5-12"}, 1),
        ("a = 1\na = 2", {"a": 2}, 2),
        ("a = 1\nwords\nb = 2", {"a": 1, "b": 2}, 2),
        ("[extra]\nb = x y\n[t]\nc = 1", {"extra": {"b": "x y"}, "t": {"c": 1}}, 2),
        ("a = 1\nb =", {"a": 1, "b": None}, 2),
        ("a = 1\nx = " + "[" * 5000, {"a": 1}, 1),
    ],
)
def test_broken_is_read_line_by_line(text: str, values: dict[str, object], line: int) -> None:
    found = read(text)
    assert found.values == values
    assert found.problem is not None
    assert found.problem[1] == line
    assert "(at " not in found.problem[0]


def test_what_is_lost_is_named() -> None:
    found = read("a = 1\ntags = [a, b\nc = 2")
    assert (found.values, found.lost) == ({"a": 1, "c": 2}, [("tags", 2)])


@pytest.mark.parametrize(
    "text", ["", "\n", "# A heading", "Words are here.\ndate = 1", "# A\n\nText, date = 1.\n", "[x"]
)
def test_no_toml(text: str) -> None:
    assert read_toml(text.split("\n")) is None


@pytest.mark.parametrize("line", ["a = [", 'a = """', "a = '''", "a = {", "1,", "a = [[1,"])
def test_ends_in_time(line: str) -> None:
    before = time.process_time()
    read_toml(["x = 1", *[line] * 3000])
    read_toml(["x = [", *["1,"] * 3000])
    assert time.process_time() - before < 5
