"""Dates, times and zones: read from what people type, written in the project's language."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import time

import pytest

from sphinxext_confnotes.dates import (
    DATE_IN_NAME,
    read_date,
    read_moment,
    read_time,
    read_timezone,
    write_date,
    write_month,
    write_time,
)

DAY = dt.date(2023, 12, 10)


def zone(hours: int) -> dt.timezone:
    return dt.timezone(dt.timedelta(hours=hours))


class TestReadDate:
    @pytest.mark.parametrize(
        ("value", "time"),
        [
            (dt.date(2023, 12, 10), None),
            (dt.datetime(2023, 12, 10, 23, 30), dt.time(23, 30)),
            (dt.datetime(2023, 12, 10), dt.time()),
            ("2023-12-10", None),
            (" 2023-12-10\n", None),
            ("20231210", None),
            ("2023-12-10 09:15", dt.time(9, 15)),
            ("2023-12-10T09:15:30", dt.time(9, 15, 30)),
            ("10 December 2023", None),
            ("December 10, 2023", None),
            ("dec 10th 2023", None),
            ("Sunday, 10 Dec 2023", None),
            ("10-Dec-2023", None),
            ("Dec 10, 2023 14:05", dt.time(14, 5)),
            ("Dec 10, 2023 2:05 pm", dt.time(14, 5)),
        ],
    )
    def test_spellings(self, value: object, time: dt.time | None) -> None:
        assert read_date(value) == (DAY, time)

    @pytest.mark.parametrize("hours", [-12, -8, 0, 5, 14])
    @pytest.mark.parametrize("time", [dt.time(0, 0), dt.time(23, 59)])
    def test_a_zone_never_shifts_the_day(self, hours: int, time: dt.time) -> None:
        value = dt.datetime.combine(DAY, time, zone(hours))
        assert read_date(value) == (DAY, time)
        assert read_date(value.isoformat()) == (DAY, time)

    @pytest.mark.parametrize(
        "text", ["2023-12-10T23:30:00Z", "2023-12-10 23:30 +1400", "10 Dec 2023 23:30 -0800"]
    )
    def test_a_written_zone_never_shifts_the_day(self, text: str) -> None:
        assert read_date(text) == (DAY, dt.time(23, 30))

    @pytest.mark.parametrize(
        ("text", "offset"),
        [
            ("2023-12-10T23:30:00Z", 0),
            ("2023-12-10 23:30+14:00", 14),
            ("2023-12-10 23:30:00 +1400", 14),
            ("10 Dec 2023 23:30 -0800", -8),
            ("10 Dec 2023 23:30 UTC", 0),
            ("2023-12-10 23:30", None),
            ("10 Dec 2023 23:30", None),
            # In winter and summer, and elsewhere, another one.
            ("10 Dec 2023 23:30 CET", None),
            (
                "10 Dec 2023 23:30 " + time.tzname[0],
                0 if time.tzname[0] in ("UTC", "GMT") else None,
            ),
        ],
    )
    def test_an_offset_is_read_where_it_is_wanted(self, text: str, offset: int | None) -> None:
        date, time = read_moment(text)
        assert time is not None
        assert (date, time.replace(tzinfo=None)) == (DAY, dt.time(23, 30))
        assert time.utcoffset() == (None if offset is None else dt.timedelta(hours=offset))

    def test_a_date_alone_has_no_offset(self) -> None:
        assert read_moment("2023-12-10") == (DAY, None)

    @pytest.mark.parametrize("machine", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
    def test_nor_does_the_zone_of_the_machine(
        self, machine: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TZ", machine)
        time.tzset()
        try:
            assert read_date("2023-12-10T23:30:00Z") == (DAY, dt.time(23, 30))
            assert read_date(dt.datetime(2023, 12, 10, 0, 5, tzinfo=zone(0)))[0] == DAY
        finally:
            monkeypatch.undo()
            time.tzset()

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "   ",
            "TBD",
            "tomorrow",
            "today",
            "now",
            "December",
            "December 2023",
            "10 December",
            "Sunday",
            "2023",
            "2023-12",
            "14:00",
            "14:00 Dec 10",
        ],
    )
    def test_incomplete_is_refused(self, value: str) -> None:
        with pytest.raises(ValueError, match="a date such as"):
            read_date(value)

    @pytest.mark.parametrize(
        "value", ["10/12/2023", "12.10.2023", "10-12-23", "2023/12/10", "10 12 2023", "1702166400"]
    )
    def test_numbers_alone_are_refused(self, value: str) -> None:
        with pytest.raises(ValueError, match="a date such as"):
            read_date(value)

    @pytest.mark.parametrize(
        "value",
        [
            "2023-02-30",
            "30 February 2023",
            "2023-13-01",
            "32 December 2023",
            "9" * 400 + " December 2023",
            "10 Dezember 2023",
            "2023-12-10 and more",
        ],
    )
    def test_impossible_is_refused(self, value: str) -> None:
        with pytest.raises(ValueError, match="a date such as"):
            read_date(value)

    @pytest.mark.parametrize("value", [None, 20231210, 2023.5, True, [], ["2023-12-10"], {}, b"x"])
    def test_no_date_at_all_is_refused(self, value: object) -> None:
        with pytest.raises(ValueError, match="a date such as"):
            read_date(value)

    def test_never_asks_the_clock(self) -> None:
        texts = ["10 December 2023", "10 Dec 23", "10 December", "Sunday 14:00", "now", "Dec 2023"]
        assert read_in_year(2024, texts) == read_in_year(2090, texts)


def read_in_year(year: int, texts: list[str]) -> str:
    """Read dates in a process of its own, whose clock is at the beginning of a year."""
    script = f"""
import datetime, time
seconds = datetime.datetime({year}, 1, 1).timestamp()
localtime, gmtime = time.localtime, time.gmtime
time.time = lambda: seconds
time.localtime = lambda at=seconds: localtime(at)
time.gmtime = lambda at=seconds: gmtime(at)
class Clock(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(seconds, tz)
    today = utcnow = now
datetime.datetime = Clock
assert time.localtime().tm_year == datetime.datetime.now().year == {year}
from sphinxext_confnotes.dates import read_date
for text in {texts!r}:
    try:
        print(text, *read_date(text))
    except ValueError as expected:
        print(text, expected)
"""
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
    return done.stdout.decode()


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("2023-12-10-new-orleans", ("2023-12-10", "new-orleans")),
        ("2023-12-10-1", ("2023-12-10", "1")),
        ("2023-12-10", None),
        ("2023-12-10-", None),
        ("on-2023-12-10-new", None),
        ("2023-1-2-short", None),
    ],
)
def test_date_in_file_name(name: str, parts: tuple[str, str] | None) -> None:
    found = DATE_IN_NAME.fullmatch(name)
    assert (found and (found["date"], found["slug"])) == parts


class TestTimes:
    @pytest.mark.parametrize(
        ("text", "start", "end", "written"),
        [
            ("14:00", dt.time(14), None, "14:00"),
            (" 9:05 ", dt.time(9, 5), None, "09:05"),
            ("00:00", dt.time(0), None, "00:00"),
            ("14:00-14:45", dt.time(14), dt.time(14, 45), "14:00-14:45"),
            ("9:00 - 9:30", dt.time(9), dt.time(9, 30), "09:00-09:30"),
            ("9:00–10:00", dt.time(9), dt.time(10), "09:00-10:00"),
            ("9:00 — 23:59", dt.time(9), dt.time(23, 59), "09:00-23:59"),
            ("0:00-0:01", dt.time(0), dt.time(0, 1), "00:00-00:01"),
        ],
    )
    def test_read_and_written_again(
        self, text: str, start: dt.time, end: dt.time | None, written: str
    ) -> None:
        assert read_time(text) == (start, end)
        assert write_time(start, end) == written
        assert read_time(written) == (start, end)

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "14",
            "14h",
            "2 pm",
            "24:00",
            "14:60",
            "14:5",
            "14:00:00",
            "14:00-",
            "-14:00",
            "14:00-14:00",
            "14:00-13:00",
            "14:00-25:00",
            "14:00 to 15:00",
            "14:00, 15:00",
        ],
    )
    def test_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="a time such as"):
            read_time(text)


class TestZones:
    @pytest.mark.parametrize("name", ["Europe/Berlin", "UTC", "America/Argentina/Ushuaia"])
    def test_known(self, name: str) -> None:
        assert read_timezone(f" {name} ") == name

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "Mars/Olympus",
            "+01:00",
            "CEST",
            "Berlin",
            "../../etc/passwd",
            "/etc/passwd",
            "Europe",
            "Europe/",
            "a\0b",
            "x" * 5000,
            "Zoë/\udc80",
        ],
    )
    def test_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="an IANA time zone"):
            read_timezone(text)


class TestWriteDate:
    @pytest.mark.parametrize(
        ("style", "language", "written"),
        [
            ("full", "en", "Sunday, December 10, 2023"),
            ("long", "en", "December 10, 2023"),
            ("medium", "en", "Dec 10, 2023"),
            ("short", "en", "12/10/23"),
            ("d MMMM y", "en", "10 December 2023"),
            ("yyyy-MM-dd", "ja", "2023-12-10"),
            ("full", "de", "Sonntag, 10. Dezember 2023"),
            ("full", "ja", "2023年12月10日日曜日"),
            ("long", "pt_BR", "10 de dezembro de 2023"),
            ("long", "pt-BR", "10 de dezembro de 2023"),
            ("long", "zh_CN", "2023年12月10日"),
            ("full", "zh_TW", "2023年12月10日 星期日"),
            ("full", "ar", "الأحد، 10 ديسمبر 2023"),
            ("full", "fr", "dimanche 10 décembre 2023"),
            ("full", "es", "domingo, 10 de diciembre de 2023"),
        ],
    )
    def test_in_words(self, style: str, language: str, written: str) -> None:
        assert write_date(DAY, style, language) == written

    @pytest.mark.parametrize(
        ("language", "written"),
        [
            ("en", "December 2023"),
            ("es", "diciembre de 2023"),
            ("ja", "2023年12月"),
            ("zh_TW", "2023年12月"),
            ("ar", "ديسمبر 2023"),
            ("cs", "prosinec 2023"),
        ],
    )
    def test_a_month_in_words(self, language: str, written: str) -> None:
        assert write_month(DAY, language) == written

    @pytest.mark.parametrize("language", ["", "xx", "klingon", "en_QQ_ZZ", "_", "12"])
    def test_unknown_language_gives_english(self, language: str) -> None:
        assert write_date(DAY, "long", language) == "December 10, 2023"
        assert write_month(DAY, language) == "December 2023"

    @pytest.mark.parametrize("machine", ["de_DE.UTF-8", "ja_JP.UTF-8"])
    @pytest.mark.parametrize("language", ["en", "klingon"])
    def test_the_language_of_the_machine_is_not_asked(
        self, machine: str, language: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name in ("LANGUAGE", "LC_ALL", "LC_TIME", "LANG"):
            monkeypatch.setenv(name, machine)
        assert write_date(DAY, "long", language) == "December 10, 2023"
