"""Numbers and dates as print (数字用法): GB/T 15835 forms in one place."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from builders.model.fact import Fact

RANGE = "～"
"""Between two numbers (GB/T 15835 clause 5.1.4); between two days stands a dash, clause 4.2."""
FROM_TO = "—"
_SMALL_MONEY, _LARGE_MONEY = "万元", "亿元"
_LARGE = Decimal(10_000)
_LARGE_PLACES = 2
_REPEATED = ("%", "‰", "万", "亿", "千", "百")
"""A unit that begins so stands with both numbers of a range: 34万元～39万元, never 34～39万元."""
POINTS = "百分点"
CHANGES = {"增减": ("增加", "减少"), "升降": ("增长", "下降"), POINTS: ("提高", "下降")}
"""Words for a rise and a fall of an amount, of a rate in per cent, and of a share in percentage points."""
UNCHANGED = "持平"


def printed_number(value: Decimal, places: int) -> str:
    """Return a number rounded half up to at most ``places`` decimals, without trailing zeros (clause 5.1)."""
    text = fixed_number(value, places)
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def fixed_number(value: Decimal, places: int) -> str:
    """Return a number with exactly ``places`` decimals, as a column of a table wants it."""
    rounded = rounded_number(value, places)
    return f"{rounded:f}" if rounded else f"{abs(rounded):f}"


def rounded_number(value: Decimal, places: int) -> Decimal:
    """Return the number that is printed, so that a word never contradicts the number beside it."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def printed_date(day: date) -> str:
    """Return a date in full without leading zeros (clause 4.6 and GB/T 9704-2012 clause 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def printed_month(day: date) -> str:
    """Return year and month of a date."""
    return f"{day.year}年{day.month}月"


def printed_fact(fact: Fact) -> str:
    """Return a fact as a sentence prints it: value and unit, dates in full, text as it is."""
    match fact.value:
        case Decimal():
            return printed_number(fact.value, fact.places) + printed_unit(fact.unit)
        case date():
            return printed_date(fact.value)
        case text:
            return text


def printed_unit(unit: str) -> str:
    """Return a unit as it stands behind a number: percentage points are counted (3.2个百分点)."""
    return f"个{POINTS}" if unit == POINTS else unit


def in_large_money(fact: Fact) -> Fact:
    """Return an amount in 万元 as 亿元 with two decimals from one 亿元 on, any other fact as it is."""
    if fact.unit != _SMALL_MONEY or not isinstance(fact.value, Decimal):
        return fact
    if abs(rounded_number(fact.value, fact.places)) < _LARGE:
        return fact
    return replace(fact, value=fact.value / _LARGE, unit=_LARGE_MONEY, places=_LARGE_PLACES)


def range_parts(low: Fact, high: Fact) -> tuple[str, str]:
    """Return both ends of a range of numbers in one unit; the first bears the unit only where it must."""
    lower, upper = printed_fact(low), printed_fact(high)
    repeated = high.unit.startswith(_REPEATED)
    return lower if repeated else lower.removesuffix(printed_unit(low.unit)), upper


def printed_range(low: Decimal, high: Decimal, places: int, unit: str = "") -> str:
    """Return a range of numbers (10～15个, 10%～15%), or one number where both ends print alike."""
    lower, upper = range_parts(Fact("", low, unit, places=places), Fact("", high, unit, places=places))
    return upper if printed_number(low, places) == printed_number(high, places) else f"{lower}{RANGE}{upper}"


def day_parts(first: date, last: date, months: bool = False) -> tuple[str, str]:
    """Return both ends of a time: what the second has in common with the first (year, month) is not said again.

    The second is empty where both are printed alike.
    """
    printed = printed_month if months else printed_date
    start, end = printed(first), printed(last)
    if start == end:
        return start, ""
    if first.year == last.year:
        end = end.removeprefix(f"{last.year}年")
        if first.month == last.month and not months:
            end = end.removeprefix(f"{last.month}月")
    return start, end


def change_word(fact: Fact, kind: str) -> str:
    """Return the word for a rise, a fall or no difference as printed; ``kind`` is one of CHANGES."""
    assert isinstance(fact.value, Decimal)
    shown = rounded_number(fact.value, fact.places)
    more, less = CHANGES[kind]
    return more if shown > 0 else less if shown < 0 else UNCHANGED
