"""Views (视图): rows taken from tables as declared.

They are restricted to the unit, joined over periods, computed, filtered and ordered.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from builders.core.suggest import unknown
from builders.facts.columns import Computed, Source
from builders.facts.formula import FormulaFault, parse
from builders.facts.frames import Frame, emptied, in_period, joined, kept, ordered, stored
from builders.facts.rowwise import RowCompiler, Surroundings
from builders.model.period import Period
from builders.model.rules import ColumnRule, JoinRule, ViewRule
from builders.model.table import Dataset, Table


@dataclass(frozen=True)
class ViewBuilder:
    """Builds views of one unit.

    ``table`` gives the unit's rows of a table with their parents, ``view`` another view by name, ``surroundings`` what
    names mean that are no columns.
    """

    dataset: Dataset
    table: Callable[[Table], Frame]
    view: Callable[[str, Period], Frame]
    surroundings: Callable[[Period], Surroundings]
    names: tuple[str, ...]

    def build(self, rule: ViewRule, period: Period) -> Frame:
        """Return the rows of a view in a period. Raises FormulaFault."""
        frame = self._base(rule, period)
        if rule.period:
            wanted = _period(rule.period, period)
            frame = in_period(frame, wanted) if wanted else emptied(frame)
        for join in rule.joins:
            frame = self._join(frame, join, _period(join.period, period))
        for column in rule.computed:
            try:
                frame = self._compute(frame, column, period)
            except FormulaFault as fault:
                raise FormulaFault(f"{column.name}：{fault}", column.line, column.formula) from fault
        if rule.where:
            test = RowCompiler(frame, self.surroundings(period)).test(parse(rule.where))
            frame = kept(frame, test)
        return ordered(frame, [self._column(frame, name, "排序") for name in rule.order])

    def _base(self, rule: ViewRule, period: Period) -> Frame:
        if rule.source in self.names and rule.source != rule.name:  # a view may bear its table's name
            return self.view(rule.source, period)
        return self.table(self._table(rule.source))

    def _join(self, frame: Frame, join: JoinRule, period: Period | None) -> Frame:
        own = self.table(self._table(join.table))
        pairs = [(self._column(own, title), self._column(frame, here)) for title, here in join.on]
        pairs = pairs or [self._link(frame, join)]
        if set(own.identity) != {title for title, _ in pairs}:
            what, given = "、".join(own.identity), "、".join(title for title, _ in pairs)
            raise FormulaFault(f"表“{join.table}”的一行由{what}确定，一个“{given}”可能有几行，不能连接")
        own = in_period(own, period) if period else emptied(own)
        prefix = f"{join.alias}."
        keys = {title for title, _ in pairs}
        columns = {
            f"{prefix}{path}": replace(_under(prefix, column), repeats=path in keys)
            for path, column in stored(own)
            if "." not in path
        }
        needed = {name for source in columns.values() for name in (source.lines, source.citations) if name}
        names = [(name.removeprefix(prefix), name) for name in (*columns, *needed)]
        right = Frame(tuple({new: row[old] for old, new in names} for row in own.rows), columns)
        return joined(frame, right, join.alias, [(here, f"{prefix}{title}") for title, here in pairs])

    def _link(self, frame: Frame, join: JoinRule) -> tuple[str, str]:
        """Return the column of a joined table that points here by foreign key, and the one that it points to."""
        table, base = self._table(join.table), frame.base.schema
        link = next((key for key in table.schema.foreign_keys if key.table == base.name), None)
        if link is None:
            raise FormulaFault(f"表“{join.table}”没有指向“{base.title}”的外键，不能连接，或用 on 写明对应的列")
        return table.schema.field(link.field).title, base.field(link.target).title

    def _compute(self, frame: Frame, column: ColumnRule, period: Period) -> Frame:
        if column.name in frame.taken:
            raise FormulaFault(f"名称“{column.name}”已是另一列或另一个连接的名称，请改用别的名称")
        compiler = RowCompiler(frame, self.surroundings(period))
        compute = compiler.value(parse(column.formula))
        rows = tuple({**row, column.name: compute(row)} for row in frame.rows)
        inputs, constants = tuple(compiler.inputs), tuple(compiler.constants)
        made = Computed(column.unit, column.places, column.formula, inputs, constants)
        return Frame(rows, {**frame.columns, column.name: made}, frame.key)

    def _column(self, frame: Frame, name: str, use: str = "连接") -> str:
        path = frame.find(name)
        if path is None:
            raise FormulaFault(f"{use}：{unknown(name, frame.columns)}")
        return path

    def _table(self, title: str) -> Table:
        table = self.dataset.table(title)
        if table is None:
            raise FormulaFault(unknown(title, [*(table.schema.title for table in self.dataset.tables), *self.names]))
        return table


def _under(prefix: str, column: Source) -> Source:
    citations = f"{prefix}{column.citations}" if column.citations else ""
    return replace(column, lines=f"{prefix}{column.lines}", citations=citations)


def _period(word: str, period: Period) -> Period | None:
    return {"本期": period, "上期": period.previous}.get(word)
