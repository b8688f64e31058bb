"""Groups (分组): for which members a grouped rule is computed, and in which context each."""

from __future__ import annotations

from collections.abc import Mapping

from builders.core.suggest import unknown
from builders.facts.evaluation import Evaluator
from builders.facts.formula import FormulaFault
from builders.facts.scene import Context
from builders.model.period import Period
from builders.model.table import Field, Table

BY_PERIOD = "期"


def contexts(evaluator: Evaluator, by: str, period: Period) -> Mapping[str, Context]:
    """Return a context for each member: the periods up to this one, or the values of a column.

    A column with a list of allowed values gives all of them in that order; any other one those of the unit's own rows.
    Raises FormulaFault for an unknown column and for one that is not text.
    """
    if by == BY_PERIOD:
        return {past.label: Context(past) for past in evaluator.periods if past <= period}
    columns = [(table, field) for table in evaluator.dataset.tables for field in table.schema.fields]
    named = [(table, field) for table, field in columns if field.title == by]
    if not named:
        titles = [field.title for _, field in columns if field.type == "string"]
        raise FormulaFault(f"没有分组用的列：{unknown(by, [*titles, BY_PERIOD])}")
    if any(field.type != "string" for _, field in named):
        raise FormulaFault(f"“{by}”不是文字列，不能按它分组")
    return {value: Context(period, (by, value)) for value in _values(evaluator, named)}


def _values(evaluator: Evaluator, columns: list[tuple[Table, Field]]) -> tuple[str, ...]:
    listed = next((field.enum for _, field in columns if field.enum), ())
    if listed:
        return listed
    found = {value for table, field in columns for value in evaluator.table(table).data[field.title]}
    return tuple(sorted(value for value in found if value is not None))
