"""A day (日期) on the command line: what ``--on`` says, else the day that it is."""

from __future__ import annotations

import re
from datetime import date

from builders.core.clock import today
from builders.core.errors import UsageError

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日")


def the_day(text: str | None) -> date:
    """Return the day that ``2023-06-09`` or ``2023年6月9日`` names, today without one. Raises UsageError."""
    if text is None:
        return today()
    match = _DAY.fullmatch(text.strip())
    numbers = [int(number) for number in match.groups() if number] if match else []
    try:
        return date(*numbers)
    except (TypeError, ValueError):
        raise UsageError(f"看不懂日期“{text}”，请写成 2023-06-09 的形式。") from None
