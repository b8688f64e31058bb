"""Stated facts: what templates hold of a fact. They compare as values, print as documents do, and leave a trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import total_ordering
from typing import Any

from builders.compose.faults import Unprintable
from builders.compose.marks import FORBIDDEN
from builders.compose.markup import Markdown, escaped
from builders.compose.printing import POINTS, fixed_number, printed_fact, printed_month, printed_number, rounded_number
from builders.compose.trace import Trace
from builders.model.fact import Fact
from builders.model.factbook import FactBook, Record


@total_ordering
class Stated:
    """A fact in a template: ``{{ 本期完成投资 }}`` prints value and unit; the properties print other forms."""

    __slots__ = ("_fact", "_trace")

    def __init__(self, fact: Fact, trace: Trace) -> None:
        """Hold a fact and the trace that its printing leaves."""
        self._fact = fact
        self._trace = trace

    def __str__(self) -> str:
        """Return the fact as a sentence prints it, marked."""
        if not isinstance(self._fact.value, str):
            return self._trace.fact(self._fact, printed_fact(self._fact))
        if found := FORBIDDEN.search(self._fact.value):
            raise Unprintable(f"“{self._fact.title}”含有不能印出的字符 U+{ord(found.group()):04X}")
        return self._trace.fact(self._fact, escaped(self._fact.value))

    @property
    def 数(self) -> Markdown:
        """The number without its unit."""
        return Markdown(self._trace.fact(self._fact, printed_number(self._number(), self._fact.places)))

    @property
    def 表数(self) -> Markdown:
        """The number with fixed decimals and without unit, for a column of a table."""
        return Markdown(self._trace.fact(self._fact, fixed_number(self._number(), self._fact.places)))

    @property
    def 绝对值(self) -> Markdown:
        """The value without its sign, with unit: after a word such as 减少."""
        positive = replace(self._fact, value=abs(self._number()))
        return Markdown(self._trace.fact(self._fact, printed_fact(positive)))

    @property
    def 百分点(self) -> Markdown:
        """The difference of two shares without its sign: 3.2个百分点."""
        points = replace(self._fact, value=abs(self._number()), unit=POINTS)
        return Markdown(self._trace.fact(self._fact, printed_fact(points)))

    @property
    def 年月(self) -> Markdown:
        """Year and month of a date (2023年6月)."""
        if not isinstance(self._fact.value, date):
            raise TypeError(f"“{self._fact.title}”不是日期")
        return Markdown(self._trace.fact(self._fact, printed_month(self._fact.value)))

    def 词(self, more: str, less: str, equal: str) -> str:
        """Return the word for a positive, a negative or no difference: ``增减.词("增加", "减少", "持平")``."""
        shown = self._rounded()
        return more if shown > 0 else less if shown < 0 else equal

    def _rounded(self) -> Decimal:
        """Return the number as it is printed, so that a word never contradicts the number beside it."""
        return rounded_number(self._number(), self._fact.places)

    def _number(self) -> Decimal:
        if not isinstance(self._fact.value, Decimal):
            raise TypeError(f"“{self._fact.title}”不是数字")
        return self._fact.value

    def __bool__(self) -> bool:
        """Tell whether the value is neither empty nor printed as zero."""
        return bool(self._rounded() if isinstance(self._fact.value, Decimal) else self._fact.value)

    def __hash__(self) -> int:
        """Hash as the value, so that a cell can be the key of a group."""
        return hash(self._fact.value)

    def __eq__(self, other: object) -> bool:
        """Compare by value."""
        return bool(self._fact.value == _value(other))

    def __lt__(self, other: object) -> bool:
        """Order by value."""
        return bool(self._fact.value < _value(other))


def _value(other: object) -> Any:  # noqa: ANN401 - whatever a template compares with
    if isinstance(other, Stated):
        return other._fact.value
    if isinstance(other, int) and not isinstance(other, bool):
        return Decimal(other)
    return other


def fact_of(value: object) -> Fact | None:
    """Return the fact behind a template's value, or None."""
    return value._fact if isinstance(value, Stated) else None


def printed_as(stated: Stated, text: str) -> Markdown:
    """Return other words of a fact (its day without its year) with its trace; out of reach of templates."""
    return Markdown(stated._trace.fact(stated._fact, text))


def state_book(book: FactBook, trace: Trace) -> dict[str, Any]:
    """Return everything in a fact book under its name, ready for templates."""
    names: dict[str, Any] = {}
    for name, fact in book.facts.items():
        if isinstance(fact, Fact):
            names[name] = Stated(fact, trace)
        else:
            names[name] = {key: Stated(member, trace) for key, member in fact.items()}
    for name, records in book.views.items():
        names[name] = [StatedRow(record, trace) for record in records]
    return names


@dataclass(frozen=True, eq=False)
class StatedRow(Mapping[str, Any]):
    """A row of a view in a template: a cell is stated when it is asked for, for most of them nobody asks."""

    record: Record
    trace: Trace
    _made: dict[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - a cell, a joined row or nothing
        """Return the stated fact of a cell, a joined row, or None where there is none. Raises KeyError."""
        if name not in self._made:
            value = self.record[name]
            if isinstance(value, Fact):
                self._made[name] = Stated(value, self.trace)
            else:
                self._made[name] = None if value is None else StatedRow(value, self.trace)
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the columns in their order."""
        return iter(self.record)

    def __len__(self) -> int:
        """Return how many columns there are."""
        return len(self.record)
