"""Groups (分组): for which members a grouped rule is computed, and in which context each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from builders.core.suggest import unknown
from builders.facts.formula import FormulaFault
from builders.facts.frames import Frame
from builders.facts.scene import BY_UNIT, Context
from builders.model.period import Period
from builders.model.table import Dataset, Field, Table

BY_PERIOD = "期"


class Members(Protocol):
    """What has members: the tables of a unit, its periods, the units below it."""

    @property
    def dataset(self) -> Dataset:
        """The tables of the notice."""

    @property
    def periods(self) -> tuple[Period, ...]:
        """The half-years for which the unit has data, oldest first."""

    @property
    def children(self) -> tuple[str, ...]:
        """The names of the units below, in the notice's order."""

    def table(self, table: Table) -> Frame:
        """Return the unit's rows of a table."""


def contexts(owner: Members, by: str, period: Period) -> Mapping[str, Context]:
    """Return a context for each member: the periods up to this one, the units below, or the values of a column.

    A column with a list of allowed values gives all of them in that order; any other one those of the unit's own rows.
    Raises FormulaFault for an unknown column and for one that is not text.
    """
    if by == BY_PERIOD:
        return {past.label: Context(past) for past in owner.periods if past.end <= period.end}
    if by == BY_UNIT:
        return {name: Context(period, (by, name)) for name in owner.children}
    columns = [(table, field) for table in owner.dataset.tables for field in table.schema.fields]
    named = [(table, field) for table, field in columns if field.title == by]
    if not named:
        titles = [field.title for _, field in columns if field.type == "string"]
        raise FormulaFault(f"没有分组用的列：{unknown(by, [*titles, BY_PERIOD, BY_UNIT])}")
    if any(field.type != "string" for _, field in named):
        raise FormulaFault(f"“{by}”不是文字列，不能按它分组")
    return {value: Context(period, (by, value)) for value in _values(owner, named)}


def _values(owner: Members, columns: list[tuple[Table, Field]]) -> tuple[str, ...]:
    listed = next((field.enum for _, field in columns if field.enum), ())
    if listed:
        return listed
    found = {row[field.title] for table, field in columns for row in owner.table(table).rows}
    return tuple(sorted(value for value in found if value is not None))
