"""Views (视图): rows taken from tables as declared.

They are restricted to the unit, joined over periods, computed, filtered and ordered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from builders.core.suggest import unknown
from builders.facts.formula import FormulaFault, parse
from builders.facts.frames import Computed, Frame, Source, in_period, joined, kept, of_unit, rows, table_frame
from builders.facts.rowwise import RowCompiler, Scalar
from builders.model.notice import Unit
from builders.model.period import Period
from builders.model.rules import ColumnRule, JoinRule, ViewRule
from builders.model.table import Dataset, Table


@dataclass(frozen=True)
class ViewBuilder:
    """Builds views of one unit; ``scalar`` looks up names that are no columns, ``view`` gives another view by name."""

    dataset: Dataset
    unit: Unit
    scalar: Callable[[str, Period], Scalar]
    view: Callable[[str, Period], Frame]
    names: tuple[str, ...]

    def build(self, rule: ViewRule, period: Period) -> Frame:
        """Return the rows of a view in a period. Raises FormulaFault."""
        frame = self._base(rule, period)
        for join in rule.joins:
            frame = self._join(frame, join, _period(join.period, period))
        for column in rule.computed:
            frame = self._compute(frame, column, period)
        if rule.where:
            frame = self.where(frame, rule.where, period)
        for name in reversed(rule.order):
            path = frame.find(name)
            if path is None:
                raise FormulaFault(f"没有排序用的列“{name}”")
            frame = replace(frame, data=frame.data.sort_values(path, kind="stable", ignore_index=True))
        return frame

    def where(self, frame: Frame, condition: str, period: Period) -> Frame:
        """Return the rows that meet a condition."""
        if frame.data.empty:
            return frame
        test = RowCompiler(frame, self.scalar("", period)).compile(parse(condition))
        return kept(frame, [bool(test(row)) for row in rows(frame)])

    def _base(self, rule: ViewRule, period: Period) -> Frame:
        if rule.source in self.names and rule.source != rule.name:  # a view may bear its table's name
            return self.view(rule.source, period)
        table = self._table(rule.source)
        frame = of_unit(table_frame(self.dataset, table), self.unit)
        wanted = _period(rule.period, period)
        return in_period(frame, wanted) if wanted else frame

    def _join(self, frame: Frame, join: JoinRule, period: Period | None) -> Frame:
        table = self._table(join.table)
        base = frame.columns[frame.key]
        if not isinstance(base, Source):
            raise FormulaFault(f"视图没有编号列，不能连接“{join.table}”")
        link = next((key for key in table.schema.foreign_keys if key.table == base.table.schema.name), None)
        if link is None:
            raise FormulaFault(f"表“{join.table}”没有指向“{base.table.schema.title}”的外键，不能连接")
        own = of_unit(table_frame(self.dataset, table), self.unit)
        own = in_period(own, period) if period else kept(own, [False] * len(own.data))
        prefix = f"{join.alias}."
        columns = {
            f"{prefix}{path}": _under(prefix, column)
            for path, column in own.columns.items()
            if isinstance(column, Source) and "." not in path
        }
        right = Frame(own.data.rename(columns=lambda name: f"{prefix}{name}"), columns)
        return joined(frame, right, frame.key, f"{prefix}{table.schema.field(link.field).title}")

    def _compute(self, frame: Frame, column: ColumnRule, period: Period) -> Frame:
        compiler = RowCompiler(frame, self.scalar(column.name, period))
        compute = compiler.compile(parse(column.formula))
        data = frame.data.copy()
        data[column.name] = [compute(row) for row in rows(frame)]
        inputs, constants = tuple(compiler.inputs), tuple(compiler.constants)
        made = Computed(column.unit, column.places, column.formula, inputs, constants)
        return Frame(data.astype(object).where(data.notna(), None), {**frame.columns, column.name: made}, frame.key)

    def _table(self, title: str) -> Table:
        table = self.dataset.table(title)
        if table is None:
            raise FormulaFault(unknown(title, [*(table.schema.title for table in self.dataset.tables), *self.names]))
        return table


def _under(prefix: str, column: Source) -> Source:
    citations = f"{prefix}{column.citations}" if column.citations else ""
    return replace(column, lines=f"{prefix}{column.lines}", citations=citations)


def days_of(period: Period) -> dict[str, date]:
    """Return the days that formulas may name: 期初, 期末, and 下期初, 下期末 where a next period exists."""
    days = {"期初": period.start, "期末": period.end}
    if period.next:
        days |= {"下期初": period.next.start, "下期末": period.next.end}
    return days


def _period(word: str, period: Period) -> Period | None:
    return {"本期": period, "上期": period.previous}.get(word)
