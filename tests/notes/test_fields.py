"""The table of talk fields, held against all that has to know each of them."""

from __future__ import annotations

import inspect
import json
from pathlib import Path
from typing import Any, get_args

import pytest

import sphinxext_confnotes
from sphinxext_confnotes import wording
from sphinxext_confnotes.nodes import confnotes_talk
from sphinxext_confnotes.notes import fields
from sphinxext_confnotes.notes.field_kinds import Field
from sphinxext_confnotes.notes.records import GroupBy, Place, Post, Selection, Talk
from sphinxext_confnotes.reading.directives.selections import SELECTION_OPTIONS
from sphinxext_confnotes.recognition import kinds
from sphinxext_confnotes.warnings import Subtype

SCHEMA = Path(sphinxext_confnotes.__file__).parent / "static" / "talks.schema.json"

NO_FIELDS = {
    "name", "title", "place", "line", "notes", "named", "labels", "written_title", "digest",
    "conditions", "filled", "stated",
}  # fmt: skip
"""What a talk's record has beside its fields."""

UNLABELLED = {"timezone", "highlight", "announced", "entry"}
"""The fields that notes in prose have no label for."""

WRITTEN = {
    "url": ("https://example.org/a", "https://example.org/b"),
    "speakers": (r"Ana Ek (Oven Lab, Lund), Holm\, Maja", "Bo"),
    "date": ("2031-05-12 to 2031-05-14", "2031-05-13"),
    "time": ("9:00 - 9:30", "10:00"),
    "timezone": ("Europe/Berlin", "UTC"),
    "tags": ("queues, soup", "spoons"),
    "highlight": ("the demo", ""),
    "rating": ("4/5", "2"),
    "abstract": ("Soup is  slow.\n\nWe show\nwhy.", "Bread."),
    "slides": ("slides.pdf", "other.pdf"),
}
"""What an author may write in a field, and another one; words, where it isn't said."""

EVERY = pytest.mark.parametrize("field", fields.FIELDS, ids=lambda field: field.name)


def written(field: Field) -> tuple[str, str]:
    is_address = field.subtype == "url"
    return WRITTEN.get(field.name, WRITTEN["slides"] if is_address else ("Blue hall", "Attic"))


def record(values: dict[str, Any]) -> Talk:
    return Talk(name="soup", title="Soup", place=Place("a", "soup"), line=1, **values)


def test_are_all_that_a_record_says() -> None:
    of_rows = [name for field in fields.FIELDS for name in field.attributes]
    assert len(of_rows) == len(set(of_rows))
    assert {*of_rows} | NO_FIELDS == {*Talk._fields}


def test_are_in_the_schema_of_the_data_in_their_order() -> None:
    schema = json.loads(SCHEMA.read_text("utf-8"))["$defs"]["facts"]["properties"]
    keys = [key for field in fields.FIELDS for key in field.keys]
    assert list(schema) == ["id", "title", *keys, "filled"]


def test_are_what_labels_introduce() -> None:
    # A title is no field of its own, and answers are text.
    assert {*kinds.FIELDS} - {"title", "qa"} == fields.BY_NAME.keys() - UNLABELLED


def test_are_what_lists_are_filtered_and_grouped_by() -> None:
    filters = {field.name for field in fields.FIELDS if field.is_filter}
    assert filters <= SELECTION_OPTIONS.keys()
    assert filters <= set(Selection._fields)
    groups = {field.group for field in fields.FIELDS if field.group}
    assert {"none", "day", "author", *groups} == {*get_args(GroupBy)}
    assert all(map(wording.without, groups))


def test_are_described_where_the_nodes_are() -> None:
    described = inspect.getdoc(confnotes_talk) or ""
    assert [name for name in fields.BY_NAME if f"``{name}``" not in described] == []


@EVERY
class TestEachField:
    def test_has_a_word_where_it_is_shown_by_name(self, field: Field) -> None:
        if field.shown in ("fact", "stars", "folded", "tags", "link") or field.column:
            assert wording.field(field.name)

    def test_has_a_subtype_of_warnings(self, field: Field) -> None:
        assert Subtype(field.subtype)

    def test_is_what_was_written_in_each_form(self, field: Field) -> None:
        """From text to node to record to data, and back."""
        for text in written(field):
            node = field.to_node(field.read(text))
            assert node.keys() >= {field.name}
            talk = record(fields.from_node(node, Post("a", "A")))
            assert field.is_known(talk)
            assert field.to_node(field.values_of(talk)) == node
            data = {key: value for key, value in fields.to_data(talk).items() if value}
            assert data.keys() <= {*field.keys}
            loaded = json.loads(json.dumps(data, default=str))
            assert record(fields.from_data(loaded)) == talk

    def test_is_nothing_where_nothing_was_written(self, field: Field) -> None:
        talk = record({})
        assert not field.is_known(talk)
        assert not field.words(talk)
        assert field.to_node(field.values_of(talk)) == {}

    def test_comes_from_any_account(self, field: Field) -> None:
        text = written(field)[0]
        said = field.read(text)
        leads = fields.BY_NAME.get(field.goes_with)
        if leads:
            said |= leads.read(written(leads)[0])
        silent, telling = record({}), record(said)
        assert record(fields.merged([silent, telling])) == telling
        assert record(fields.merged([telling, silent])) == telling
        if field.shown not in ("", "title") and not field.is_inherited:
            assert fields.added(silent, telling) == field.to_node(said)
            assert fields.added(telling, telling) == {}

    def test_is_of_the_first_account_or_of_all(self, field: Field) -> None:
        first, second = (record(field.read(text)) for text in written(field))
        both = record(fields.merged([first, second]))
        if field.name in ("speakers", "tags"):
            assert field.words(both) == (*field.words(first), *field.words(second))
        else:
            assert both == first
