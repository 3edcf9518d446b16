"""Records are values: they can be compared, kept in sets, pickled, and not be changed."""

from __future__ import annotations

import datetime as dt
import inspect
import pickle
from typing import Any

import pytest

from sphinxext_confnotes.notes.records import (
    Account,
    Day,
    Group,
    Merged,
    Note,
    Place,
    Post,
    PostOfDay,
    Reference,
    Selection,
    Talk,
)


def every_kind() -> list[Any]:
    place = Place("page", "anchor")
    note = Note("comment", "Ada", "digest")
    talk = Talk("name", "Title", place, 3, dt.date(2023, 12, 10), dt.time(9), notes=(note,))
    post = Post("page", "Title", dt.date(2023, 12, 10), tags=("one",), talks=(talk,))
    selection = Selection(tags=(("a", "b"),), since=dt.date(2023, 12, 1), limit=3)
    account = Account(post, talk)
    merged = Merged(talk, (account,))
    shown = PostOfDay(post, (merged,))
    day, group = Day(dt.date(2023, 12, 10), (shown,)), Group("queues", (merged,))
    reference = Reference("talk", "name", "page")
    return [reference, place, note, talk, post, account, merged, selection, shown, day, group]


@pytest.mark.parametrize("record", every_kind(), ids=lambda record: type(record).__name__)
class TestRecords:
    def test_equal_when_the_fields_are(self, record: Any) -> None:
        twin = next(one for one in every_kind() if type(one) is type(record))
        assert twin is not record
        assert {twin, record} == {record}

    def test_survive_the_environment(self, record: Any) -> None:
        assert pickle.loads(pickle.dumps(record)) == record

    def test_are_never_changed(self, record: Any) -> None:
        name = next(iter(inspect.signature(type(record)).parameters))
        with pytest.raises(AttributeError):
            setattr(record, name, "other")
