"""Days in words (起止日期): a time between two stated dates, each end with its trace."""

from __future__ import annotations

from datetime import date

from builders.compose.faults import Unprintable
from builders.compose.printing import FROM_TO, day_parts
from builders.compose.stated import Stated, fact_of, printed_as
from builders.model.fact import Fact


def spoken_days(start: Stated, end: Stated, months: bool = False) -> str:
    """Return a time in words, each end with its trace: 2023年4月10日—10月31日."""
    first, last = day_parts(day_of(start, "起"), day_of(end, "止"), months)
    return f"{printed_as(start, first)}{FROM_TO}{printed_as(end, last)}" if last else printed_as(start, first)


def day_of(value: object, name: str) -> date:
    """Return the day that a stated date holds. Raises Unprintable for anything else, which ``name`` stands for."""
    fact: Fact | None = fact_of(value)
    if fact is None or not isinstance(fact.value, date):
        raise Unprintable(f"“{name}”不是日期")
    return fact.value
