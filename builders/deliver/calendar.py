"""The calendar (日历): deadlines as an iCalendar file (RFC 5545), which every calendar program takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

MORNING = timedelta(hours=9)
ALARM_DAYS = (7, 1)
"""How many days before a deadline the clerk is told, at nine in the morning."""


@dataclass(frozen=True)
class Entry:
    """One day in the calendar; ``uid`` is the same in every file, so that a calendar replaces what it has.

    ``stamp`` is the moment in UTC that the file says it was made at.
    """

    uid: str
    stamp: datetime
    day: date
    title: str
    text: str


def calendar(name: str, entries: Iterable[Entry]) -> bytes:
    """Return the file: all-day events that leave the day free, with alarms. Equal entries give equal bytes."""
    book = Calendar()
    book.add("prodid", "-//make-report//deadlines//ZH")
    book.add("version", "2.0")
    book.add("method", "PUBLISH")
    book.add("x-wr-calname", name)
    for entry in entries:
        book.add_component(_event(entry))
    return bytes(book.to_ical())


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp)
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("transp", "TRANSPARENT")
    for days in ALARM_DAYS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("trigger", MORNING - timedelta(days=days))
        alarm.add("description", f"还有{days}天：{entry.title}")
        event.add_component(alarm)
    return event
