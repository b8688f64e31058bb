"""A reporting period (报告期): the half-year that a report covers, or the one occasion of a single document."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

ONCE = "once"
_HALF_YEAR = re.compile(r"(?P<year>20\d\d)(?:H(?P<half>[12])|年?(?P<word>[上下])半年)", re.IGNORECASE)


@dataclass(frozen=True, order=True)
class Period:
    """A span of days with an id that is safe in paths (``2023H1``) and a label for print (``2023年上半年``)."""

    start: date
    end: date
    id: str
    label: str

    @property
    def previous(self) -> Period | None:
        """The period before this one; None for a single occasion."""
        return None if self.id == ONCE else _half_year(self.start.year * 2 + _half(self) - 1)

    @property
    def next(self) -> Period | None:
        """The period after this one; None for a single occasion."""
        return None if self.id == ONCE else _half_year(self.start.year * 2 + _half(self) + 1)

    def holds(self, day: date) -> bool:
        """Return whether ``day`` lies in the period, both ends included."""
        return self.start <= day <= self.end


def _half(period: Period) -> int:
    return 0 if period.start.month == 1 else 1


def _half_year(ordinal: int) -> Period:
    year, half = divmod(ordinal, 2)
    if half == 0:
        return Period(date(year, 1, 1), date(year, 6, 30), f"{year}H1", f"{year}年上半年")
    return Period(date(year, 7, 1), date(year, 12, 31), f"{year}H2", f"{year}年下半年")


ONE_OCCASION = Period(date(1, 1, 1), date(9999, 12, 31), ONCE, "一次性")


def half_year_of(day: date) -> Period:
    """Return the half-year that ``day`` lies in."""
    return _half_year(day.year * 2 + (0 if day.month <= 6 else 1))


def parse_period(text: str) -> Period | None:
    """Return the period that ``2023H1``, ``2023上半年``, ``2023年上半年`` or ``一次性`` names, or None."""
    word = text.strip()
    if word in (ONCE, "一次性"):
        return ONE_OCCASION
    match = _HALF_YEAR.fullmatch(word)
    if match is None:
        return None
    second = match["half"] == "2" or match["word"] == "下"
    return _half_year(int(match["year"]) * 2 + second)
