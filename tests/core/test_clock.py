"""The one clock: time comes from the document or the environment, never from now."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime, tzinfo

import pytest

from builders.core import clock
from builders.core.clock import moment_of, today
from builders.core.errors import UsageError

DAY = date(2023, 6, 8)


@pytest.fixture(autouse=True)
def _no_epoch_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


def test_a_document_carries_midnight_of_its_own_date_in_china() -> None:
    assert moment_of(DAY) == datetime(2023, 6, 7, 16, tzinfo=UTC)


def test_the_moment_is_in_utc_so_that_it_prints_the_same_everywhere() -> None:
    assert moment_of(DAY).isoformat() == "2023-06-07T16:00:00+00:00"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="the time zone of a process cannot be changed on this system")
@pytest.mark.parametrize("zone", ["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"])
def test_the_time_zone_of_the_machine_changes_nothing(monkeypatch: pytest.MonkeyPatch, zone: str) -> None:
    monkeypatch.setenv("TZ", zone)
    time.tzset()
    try:
        assert moment_of(DAY) == datetime(2023, 6, 7, 16, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()


def test_source_date_epoch_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    assert moment_of(DAY) == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "moment"),
    [("315532800", datetime(1980, 1, 1, tzinfo=UTC)), ("4354819199", datetime(2107, 12, 31, 23, 59, 59, tzinfo=UTC))],
)
def test_the_first_and_the_last_second_of_a_zip_are_taken(
    monkeypatch: pytest.MonkeyPatch, given: str, moment: datetime
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)

    assert moment_of(DAY) == moment


@pytest.mark.parametrize(
    "given",
    ["", "today", "1.5", "-1", "0", "315532799", "4354819200", "9" * 5000, "1_700_000_000", " 1700000000", "１７" * 5],
)
def test_what_a_zip_cannot_carry_is_refused_with_the_value(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)

    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH") as refused:
        moment_of(DAY)
    assert f"“{given}”" in refused.value.message


@pytest.mark.parametrize(("hour", "day"), [(15, DAY), (16, date(2023, 6, 9))])
def test_a_day_begins_at_midnight_in_china(monkeypatch: pytest.MonkeyPatch, hour: int, day: date) -> None:
    class Stopped(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> Stopped:
            return cls(2023, 6, 8, hour, tzinfo=tz)

    monkeypatch.setattr(clock, "datetime", Stopped)

    assert today() == day


def test_source_date_epoch_says_what_day_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    assert today() == date(2023, 11, 15)


def test_a_bad_epoch_is_no_day_either(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "today")

    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        today()
