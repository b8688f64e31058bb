"""A reporting period: what people call it, which days it holds, what comes before and after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.model.period import ONE_OCCASION, Period, half_year_of, parse_period

DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))


def named(text: str) -> Period:
    period = parse_period(text)
    assert period is not None
    return period


@pytest.mark.parametrize("text", ["2023H1", "2023h1", "2023上半年", "2023年上半年", " 2023H1 "])
def test_the_first_half_year_has_many_names(text: str) -> None:
    assert named(text) == Period(date(2023, 1, 1), date(2023, 6, 30), "2023H1", "2023年上半年")


@pytest.mark.parametrize("text", ["2023H2", "2023下半年", "2023年下半年"])
def test_so_has_the_second(text: str) -> None:
    assert named(text) == Period(date(2023, 7, 1), date(2023, 12, 31), "2023H2", "2023年下半年")


@pytest.mark.parametrize("text", ["once", "一次性"])
def test_a_single_document_has_the_one_occasion(text: str) -> None:
    assert named(text) is ONE_OCCASION


@pytest.mark.parametrize(
    "text", ["", "2023", "2023H3", "2023H", "23H1", "1923H1", "2023年", "上半年", "2023H1 2023H2", "2023年H1"]
)
def test_what_names_no_half_year_names_nothing(text: str) -> None:
    assert parse_period(text) is None


@given(DAYS)
def test_every_day_lies_in_the_half_year_of_that_day_and_in_no_neighbour(day: date) -> None:
    period = half_year_of(day)
    assert period.previous is not None
    assert period.next is not None

    assert period.holds(day)
    assert not period.previous.holds(day)
    assert not period.next.holds(day)


@given(DAYS)
def test_half_years_follow_one_another_without_gap(day: date) -> None:
    period = half_year_of(day)
    assert period.next is not None

    assert period.next.start == period.end + timedelta(days=1)
    assert period.next.previous == period


@given(DAYS)
def test_the_id_and_the_label_name_the_period(day: date) -> None:
    period = half_year_of(day)

    assert named(period.id) == named(period.label) == period


@given(DAYS, DAYS)
def test_periods_are_ordered_as_their_days_are(one: date, other: date) -> None:
    earlier, later = sorted([one, other])

    assert half_year_of(earlier) <= half_year_of(later)


def test_both_ends_belong_to_the_period() -> None:
    period = named("2023H1")

    assert period.holds(date(2023, 1, 1))
    assert period.holds(date(2023, 6, 30))
    assert not period.holds(date(2022, 12, 31))
    assert not period.holds(date(2023, 7, 1))


def test_the_one_occasion_holds_every_day_and_has_no_neighbours() -> None:
    assert ONE_OCCASION.holds(date.min)
    assert ONE_OCCASION.holds(date.max)
    assert (ONE_OCCASION.previous, ONE_OCCASION.next) == (None, None)
