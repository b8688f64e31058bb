"""Numbers and dates as print (数字用法): GB/T 15835 forms in one place."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from builders.model.fact import Fact

TIGHT_UNITS = ("%", "‰")


def printed_number(value: Decimal, places: int) -> str:
    """Return a number rounded half up to at most ``places`` decimals, without trailing zeros (clause 5.1)."""
    text = fixed_number(value, places)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def fixed_number(value: Decimal, places: int) -> str:
    """Return a number with exactly ``places`` decimals, as a column of a table wants it."""
    rounded = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return f"{rounded:f}" if rounded else f"{abs(rounded):f}"


def printed_date(day: date) -> str:
    """Return a date in full without leading zeros (clause 4.6 and GB/T 9704-2012 clause 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def printed_fact(fact: Fact) -> str:
    """Return a fact as a sentence prints it: value and unit, dates in full, text as it is."""
    match fact.value:
        case Decimal():
            return printed_number(fact.value, fact.places) + fact.unit
        case date():
            return printed_date(fact.value)
        case text:
            return text
