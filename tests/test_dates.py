"""Dates, times and zones: read from what people type, written in the project's language."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import time

import pytest
from babel import Locale
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinxext_confnotes.dates import (
    LANGUAGES,
    read_date,
    read_moment,
    read_time,
    read_timezone,
    write_date,
    write_days,
    write_month,
    write_time,
)
from sphinxext_confnotes.reading.directives.selections import SELECTION_OPTIONS
from sphinxext_confnotes.reading.options import TALK_OPTIONS

DAY = dt.date(2023, 12, 10)


def zone(hours: int) -> dt.timezone:
    return dt.timezone(dt.timedelta(hours=hours))


TYPED = [
    *(TALK_OPTIONS[name] for name in ("rating", "date", "time")),
    *SELECTION_OPTIONS.values(),
]
"""The fields that hold numbers, dates and the like."""

OFFSETS = st.none() | st.integers(-12 * 60, 14 * 60).map(
    lambda minutes: dt.timezone(dt.timedelta(minutes=minutes))
)


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
            ("Dec 10, 2023 at 2pm", dt.time(14)),
            ("Dec 10, 2023, 12:05 a.m.", dt.time(0, 5)),
            ("Dec 10, 2023 12:05 PM", dt.time(12, 5)),
            ("2023/12/10", None),
            ("2023.12.10", None),
            ("2023-12-10 9:15", dt.time(9, 15)),
            ("2023/12/10 09:15:00 UTC+02:00", dt.time(9, 15)),
            ("2023-12-10t09:15:30.123456Z", dt.time(9, 15, 30)),
            ("20231210T0915", dt.time(9, 15)),
            ("20231210T091530+0100", dt.time(9, 15, 30)),
            ("Sun, 10 Dec 2023 09:15:00 +0200", dt.time(9, 15)),
            ("sun 10 dec. 2023", None),
            ("10th of December, 2023", None),
            ("10/Dec/2023", None),
            ("2023 Dec 10", None),
            ("2023-Dec-10", None),
            ("10. Dezember 2023", None),
            ("10.Dez.2023", None),
            ("So., 10. Dez. 2023 09:15", dt.time(9, 15)),
            ("10 de diciembre de 2023", None),
            ("domingo, 10 de dezembro de 2023", None),
            ("dimanche 10 décembre 2023", None),
            ("dimanche 10 de\u0301cembre 2023", None),
            ("10\xa0de\u0301c. 2023", None),
            ("10 dicembre 2023", None),
            ("2023年12月10日", None),
            ("2023年12月10日 09:15", dt.time(9, 15)),
            ("２０２３年１２月１０日", None),
            ("2023년 12월 10일", None),
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
            ("2023-12-10T23:30z", 0),
            ("2023-12-10 23:30:00 +0", 0),
            ("2023-12-10 23:30 UTC+2", 2),
            ("2023-12-10 23:30 GMT-03:00", -3),
            ("2023-12-10 23:30 utc +0200", 2),
            ("2023-12-10 23:30:00 -5", -5),
            ("2023-12-10 23:30 \N{MINUS SIGN}05:00", -5),
            ("2023-12-10 23:30-12:00", -12),
            ("10 décembre 2023 11:30 pm GMT+1", 1),
            ("2023-12-10 23:30+14:00", 14),
            ("2023-12-10 23:30:00 +1400", 14),
            ("10 Dec 2023 23:30 -0800", -8),
            ("10 Dec 2023 23:30 UTC", 0),
            ("2023-12-10 23:30", None),
            ("10 Dec 2023 23:30", None),
            # In winter and summer, and elsewhere, another one.
            ("10 Dec 2023 23:30 CET", None),
            ("2023-12-10 23:30 AEST", None),
        ],
    )
    def test_an_offset_is_read_where_it_is_wanted(self, text: str, offset: int | None) -> None:
        date, time, _ = read_moment(text)
        assert time is not None
        assert (date, time.replace(tzinfo=None)) == (DAY, dt.time(23, 30))
        assert time.utcoffset() == (None if offset is None else dt.timedelta(hours=offset))

    @pytest.mark.parametrize(
        "text",
        [
            "2023-12-10T03:30-08:00",
            "2023-12-10 03:30:00-08:00",
            "2023-12-10 03:30-0800",
            "2023-12-10 03:30 -08:00",
            "2023-12-10 03:30 UTC-08:00",
        ],
    )
    def test_an_offset_that_is_no_end_of_a_time(self, text: str) -> None:
        assert read_moment(text) == (DAY, dt.time(3, 30, tzinfo=zone(-8)), None)

    def test_a_date_alone_has_no_offset(self) -> None:
        assert read_moment("2023-12-10") == (DAY, None, None)

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
            "1-3 October",
            "6.-8. May",
            "10 Dec 23",
            "10.12.23",
            "2023-W49",
            "2023-W49-7",
            "2023-344",
            "December 10-12",
        ],
    )
    def test_incomplete_is_refused(self, value: str) -> None:
        with pytest.raises(ValueError, match="a date such as"):
            read_date(value)

    @pytest.mark.parametrize(
        "value",
        [
            "10/12/2023",
            "12.10.2023",
            "10-12-23",
            "10 12 2023",
            "1702166400",
            "10/12/2023 09:00",
            "10-12-2023",
            "2023-12/10",
            "2023-12-10-12",
            "10-12/12/2023",
        ],
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
            "10 Desember 2023",
            "2023-12-10 and more",
            "2023-12-10 2023-12-11",
            "0000-01-01",
            "10000-01-01",
            "٢٠٢٣-١٢-١٠",
            "２０２３－１２－١٠",
            "2023-12-10\0",
            "2023-12-10\ud800",
            "2023-12-10 24:00",
            "2023-12-31 23:59:60",
            "2023-12-10 14:05 pm",
            "2023-12-10 0:05 am",
            "2023-12-10 9",
            "2023-12-10 0915",
            "2023-12-10 09:15 TBD",
            "2023-12-10 09:15 Europe/Berlin",
            "2023-12-10 09:15 UTC+25",
            "2023-12-10 09:15 +02:60",
            "2023-12-10T09:15:00+25:00",
            "2023-12-10T09:15:00-14:00",
            "2023-12-10T09:15:00+99:99",
            "2023-12-10 " + " " * 1000 + "x",
        ],
    )
    def test_impossible_is_refused(self, value: str) -> None:
        with pytest.raises(ValueError, match="a date such as"):
            read_date(value)

    @pytest.mark.parametrize(
        "times", ["09:00-17:00", "18:00-24:00", "9:00-10:30", "09:00-12:00", "08:00–09:00"]
    )
    def test_the_end_of_a_time_is_no_offset(self, times: str) -> None:
        for date in ("2023-12-10", "Dec 10, 2023"):
            with pytest.raises(ValueError, match="a date such as"):
                read_date(f"{date} {times}")

    def test_the_day_of_the_week_is_that_of_the_date(self) -> None:
        with pytest.raises(ValueError, match="2023-12-10 to be a Monday"):
            read_date("Monday, 10 December 2023")

    @pytest.mark.parametrize("value", [None, 20231210, 2023.5, True, [], ["2023-12-10"], {}, b"x"])
    def test_no_date_at_all_is_refused(self, value: object) -> None:
        with pytest.raises(ValueError, match="a date such as"):
            read_date(value)

    def test_never_asks_the_clock(self) -> None:
        texts = ["10 December 2023", "10 Dec 23", "10 December", "Sunday 14:00", "now", "Dec 2023"]
        assert read_in_year(2024, texts) == read_in_year(2090, texts)


class TestSpans:
    @pytest.mark.parametrize(
        "text",
        [
            "2031-05-30/2031-06-02",
            "2031-05-30/06-02",
            "2031-05-30 to 2031-06-02",
            "2031-05-30 – 2031-06-02",
            "2031/05/30-2031/06/02",
            "2031.05.30 - 06.02",
            "30 May - 2 June 2031",
            "30 May–2 June 2031",
            "30th May to 2nd June 2031",
            "30 May 2031 — 2 June 2031",
            "30. Mai - 2. Juni 2031",
            "Friday, 30 May & 2 June 2031",
            "May 30 – June 2, 2031",
            "May 30 to Jun. 2 2031",
            "May 30, 2031 - June 2, 2031",
            "30 de mayo - 2 de junio de 2031",
            "2031年5月30日-6月2日",
            "2031年5月30日〜2031年6月2日",
        ],
    )
    def test_over_two_months(self, text: str) -> None:
        assert read_moment(text) == (dt.date(2031, 5, 30), None, dt.date(2031, 6, 2))

    @pytest.mark.parametrize(
        "text",
        [
            "May 12-14, 2031",
            "May 12–14 2031",
            "May 12 and 14, 2031",
            "12-14 May 2031",
            "12 to 14 May 2031",
            "12/14 May 2031",
            "12 & 14 May 2031",
            "12.-14. Mai 2031",
            "Monday, 12-14 May 2031",
            "2031-05-12/14",
            "2031-05-12 to 14",
            "2031/05/12-14",
            "2031年5月12日-14日",
            "2031年5月12-14日",
            "2031年5月12日～14日",
        ],
    )
    def test_in_one_month(self, text: str) -> None:
        assert read_moment(text) == (dt.date(2031, 5, 12), None, dt.date(2031, 5, 14))

    def test_over_two_years(self) -> None:
        days = dt.date(2031, 12, 30), None, dt.date(2032, 1, 2)
        assert read_moment("30 December 2031 - 2 January 2032") == days

    def test_of_one_day(self) -> None:
        assert read_moment("10-10 December 2023") == (DAY, None, None)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("14-12 May 2031", "a last day behind the first"),
            ("2 June - 30 May 2031", "a last day behind the first"),
            ("30 December - 2 January 2032", "a last day behind the first"),
            ("2031-05-14/2031-05-12", "a last day behind the first"),
            ("12-14 May 2031 09:00", "no time behind several days"),
            ("12-32 May 2031", "a date such as"),
            ("12-14 May", "a date such as"),
            ("12, 13, 14 May 2031", "a date such as"),
            ("2031-05-12T09:00/2031-05-14T17:00", "a date such as"),
        ],
    )
    def test_refused(self, text: str, expected: str) -> None:
        with pytest.raises(ValueError, match=expected):
            read_moment(text)

    def test_several_days_are_no_day(self) -> None:
        with pytest.raises(ValueError, match="a date such as 2023-12-10, of one day"):
            read_date("12-14 May 2031")

    @pytest.mark.parametrize(
        ("text", "written"),
        [("12-14 May 2031", "2031-05-12/2031-05-14"), ("12 May 2031", "2031-05-12")],
    )
    def test_read_and_written_again(self, text: str, written: str) -> None:
        date, _, until = read_moment(text)
        assert write_days(date, until) == written
        assert read_moment(written) == (date, None, until)


@pytest.mark.parametrize("style", ["wide", "abbreviated"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_month_is_read_in_every_language(language: str, style: str) -> None:
    """Also where another language is tried before it."""
    for context in ("format", "stand-alone"):
        for number, name in Locale(language).months[context][style].items():
            assert read_date(f"7 {name} 2031") == (dt.date(2031, number, 7), None)


ODD = st.text("0123456789-/.:,+ TZzpamWUTC年月日١२三\0\ud800", max_size=30)
"""What looks like a date, and is typed by nobody."""

LIKELY = st.from_regex(
    r"((Mon, )?[0-9]{1,5}[-/. ](May|Mai|[0-9]{1,3})[-/. ][0-9]{1,5}"
    r"([ T][0-9]{1,2}:[0-9]{2}(:[0-9]{2})? ?(UTC)?([+-][0-9]{1,2}:?[0-9]{2})?)?|"
    r"[0-9]{1,2}-[0-9]{1,2} May [0-9]{4})",
    fullmatch=True,
)


@pytest.mark.thorough
@settings(max_examples=500)
@example("9" * 5000)
@example("Fr\N{LATIN SMALL LETTER DOTLESS I}day, 12 May 2031")
@example("12 Apr\N{LATIN SMALL LETTER DOTLESS I}l 2031")
@given(st.text() | ODD | LIKELY | st.integers().map(str) | st.floats().map(str))
def test_whatever_is_typed_is_read_or_refused(text: str) -> None:
    refused = []
    for read in (read_moment, read_date, read_time, read_timezone, *(it.read for it in TYPED)):
        try:
            read(text)
        except ValueError as expected:
            refused.append(str(expected))
    # Not in Python's own words.
    ours = re.compile("an? |one |some |nothing |no |several |[0-9-]{10} to be ")
    assert [message for message in refused if not ours.match(message)] == []


@given(st.dates(), st.dates() | st.none(), st.times(timezones=OFFSETS))
def test_what_is_read_is_what_was_written(
    date: dt.date, other: dt.date | None, time: dt.time
) -> None:
    moment = dt.datetime.combine(date, time.replace(microsecond=0))
    assert read_moment(moment.isoformat()) == (date, moment.timetz(), None)
    first, last = min(date, other or date), max(date, other or date)
    found = read_moment(write_days(first, last))
    assert found == (first, None, last if last > first else None)


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

    @pytest.mark.parametrize(
        ("language", "written"),
        [
            ("en", "Dec 10, 2023 – Dec 12, 2023"),
            ("de", "10.12.2023 – 12.12.2023"),
            ("ja", "2023/12/10～2023/12/12"),
            ("xx", "Dec 10, 2023 – Dec 12, 2023"),
        ],
    )
    def test_several_days(self, language: str, written: str) -> None:
        assert write_date(DAY, "medium", language, dt.date(2023, 12, 12)) == written

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
