"""A calendar file is what RFC 5545 says, read by other eyes than those that wrote it."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest

from builders.deliver.calendar import Entry, calendar

STAMP = datetime(2022, 11, 20, 16, tzinfo=UTC)
TEXT = "甲县：草稿（没有文号）\n乙县：逾期"
ENTRY = Entry("a1@make-report", STAMP, date(2023, 6, 10), "报送半年总结报告（7个单位）", TEXT)


def unfolded(content: bytes) -> list[str]:
    """The content lines, by the letter of RFC 5545, 3.1: CRLF, a line that begins with a blank goes on."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    return content.decode("utf-8").replace("\r\n ", "").split("\r\n")[:-1]


def values(content: bytes, name: str) -> list[str]:
    return [line.partition(":")[2] for line in unfolded(content) if re.split("[;:]", line)[0] == name]


def test_lines_are_folded_at_seventy_five_octets_and_never_within_a_character() -> None:
    content = calendar("报送期限", [Entry("a@b", STAMP, date(2023, 6, 10), "长" * 200 + "a" * 200, "𠮷" * 100)])

    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode("utf-8")
    assert "长" * 200 + "a" * 200 in values(content, "SUMMARY")
    assert "𠮷" * 100 in values(content, "DESCRIPTION")


def test_an_event_is_the_whole_day_and_leaves_it_free() -> None:
    content = calendar("报送期限", [ENTRY])

    lines = unfolded(content)
    assert "DTSTART;VALUE=DATE:20230610" in lines
    assert "DTEND;VALUE=DATE:20230611" in lines
    assert "DTSTAMP:20221120T160000Z" in lines
    assert "UID:a1@make-report" in lines
    assert "TRANSP:TRANSPARENT" in lines
    assert lines[0] == "BEGIN:VCALENDAR"
    assert {"VERSION:2.0", "PRODID:-//make-report//deadlines//ZH"} <= set(lines)


@pytest.mark.parametrize("text", ["一，二；三", "a,b;c\\d", "第一行\n第二行", "冒号: 引号\"", "BEGIN:VEVENT"])
def test_any_text_comes_back_as_it_was(text: str) -> None:
    content = calendar("报送期限", [Entry("a@b", STAMP, date(2023, 6, 10), "标题", text)])

    [event] = icalendar.Calendar.from_ical(content).walk("VEVENT")
    assert str(event["DESCRIPTION"]) == text
    assert len([line for line in unfolded(content) if line == "BEGIN:VEVENT"]) == 1


def test_two_alarms_ring_at_nine_a_week_and_a_day_before() -> None:
    content = calendar("报送期限", [ENTRY])

    alarms = icalendar.Calendar.from_ical(content).walk("VALARM")
    day = datetime(2023, 6, 10, tzinfo=UTC)
    rings = [(day + alarm.decoded("TRIGGER")).isoformat()[:16] for alarm in alarms]
    assert rings == ["2023-06-03T09:00", "2023-06-09T09:00"]
    assert values(content, "TRIGGER") == ["-P6DT15H", "-PT15H"]
    assert values(content, "ACTION") == ["DISPLAY", "DISPLAY"]


def test_equal_entries_give_equal_bytes_in_their_order() -> None:
    later = Entry("b@make-report", STAMP, ENTRY.day + timedelta(days=1), "二", "")

    assert calendar("一", [ENTRY, later]) == calendar("一", [ENTRY, later])
    assert values(calendar("一", [ENTRY, later]), "UID") == ["a1@make-report", "b@make-report"]


def test_a_calendar_without_events_is_one() -> None:
    assert unfolded(calendar("报送期限", []))[-1] == "END:VCALENDAR"
