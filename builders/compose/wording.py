"""Wording (数字表述): how templates say changes, ranges and large money; the forms themselves are in ``printing``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from typing import Any

from builders.compose.days import spoken_days
from builders.compose.faults import Unprintable
from builders.compose.markup import Markdown, escaped
from builders.compose.printing import (
    CHANGES,
    POINTS,
    RANGE,
    UNCHANGED,
    change_word,
    in_large_money,
    printed_fact,
    range_parts,
)
from builders.compose.stated import Stated, fact_of, printed_as
from builders.model.fact import Fact


def wording_filters() -> dict[str, Callable[..., Any]]:
    """Return the filters that say a fact in other words."""
    return {"亿元": large, "同比": year_on_year, "环比": on_period, "较": compared}


def wording_names() -> dict[str, Callable[..., Any]]:
    """Return what templates call with two facts."""
    return {"区间": between, "起止": from_to}


def large(stated: Stated) -> Markdown:
    """亿元: an amount in 万元 as 亿元 with two decimals where it is one or more, any smaller one as it is."""
    return printed_as(stated, printed_fact(in_large_money(_number(stated))))


def year_on_year(stated: Stated, kind: str = "") -> Markdown:
    """同比: the change against the same time of the year before (同比增长12.3%, 同比持平)."""
    return _change(stated, "同比", f"同比{UNCHANGED}", kind)


def on_period(stated: Stated, kind: str = "") -> Markdown:
    """环比: the change against the period before (环比下降2.4%, 环比提高3个百分点)."""
    return _change(stated, "环比", f"环比{UNCHANGED}", kind)


def compared(stated: Stated, base: str, kind: str = "") -> Markdown:
    """较: the change against what the template names (较上期末增加30万元, 与上期末持平)."""
    words = escaped(base)
    return _change(stated, f"较{words}", f"与{words}{UNCHANGED}", kind)


def between(low: Stated, high: Stated) -> Markdown:
    """区间: a range of two facts in one unit (10～15个, 34万元～39万元, 15%～30%), one number if they print alike."""
    lower, upper = _number(low), _number(high)
    if lower.unit != upper.unit:
        raise Unprintable(f"区间两端的单位不同：{lower.unit}、{upper.unit}")
    if lower.value > upper.value:  # type: ignore[operator]  # both are numbers
        raise Unprintable(f"区间的前一个数（{printed_fact(lower)}）大于后一个数（{printed_fact(upper)}）")
    if printed_fact(lower) == printed_fact(upper):
        return Markdown(str(high))
    first, last = range_parts(lower, upper)
    return Markdown(f"{printed_as(low, first)}{RANGE}{printed_as(high, last)}")


def from_to(start: Stated, end: Stated, 年月: bool = False) -> Markdown:
    """起止: a time from one day to another (2023年4月10日—10月31日), with 年月 by months (2023年4月—10月)."""
    return Markdown(spoken_days(start, end, 年月))


def _change(stated: Stated, before: str, equal: str, kind: str) -> Markdown:
    fact = _number(stated)
    kind = kind or {"%": "升降", POINTS: POINTS}.get(fact.unit, "增减")
    if kind not in CHANGES:
        raise Unprintable(f"增减的说法没有“{kind}”，可用的有：{'、'.join(CHANGES)}")
    word = change_word(fact, kind)
    if word == UNCHANGED:
        return printed_as(stated, equal)
    size = replace(fact, value=abs(fact.value), unit=POINTS if kind == POINTS else fact.unit)  # type: ignore[arg-type]  # a number
    return Markdown(f"{before}{word}{printed_as(stated, printed_fact(size))}")


def _number(stated: object) -> Fact:
    fact = fact_of(stated)
    if fact is None or not isinstance(fact.value, Decimal):
        raise Unprintable("这里要用数字，不是文字、日期或一列数据")
    return fact
