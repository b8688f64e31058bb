"""Evaluation (计算): facts and views of one unit, on demand, in a context of period and group, with lineage.

A value that does not exist raises ``Absent``. A rule whose formula makes no sense raises UsageError with the rule's own
line, however far away the fact is that asked for it.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from builders.core.suggest import unknown
from builders.facts.around import Around
from builders.facts.days import days_of
from builders.facts.formula import Absent, FormulaFault, misuse, parse
from builders.facts.frames import LINE, Frame, data_periods, of_units, stored, table_frame
from builders.facts.groups import contexts
from builders.facts.rowwise import RowCompiler, RowTest, Surroundings
from builders.facts.scene import BY_UNIT, Context, Scene
from builders.facts.scope import Quantity
from builders.facts.views import ViewBuilder
from builders.model.notice import Notice, Threshold, Unit
from builders.model.period import Period
from builders.model.rules import FactRule, FactRules, ViewRule
from builders.model.table import Dataset, Table

DEEPEST = 40
"""So many rules may need one another in a chain; more are a mistake, and too many for Python's stack."""
_T = TypeVar("_T")


@dataclass(frozen=True)
class Accounts:
    """The accounts of a notice (总账): its tables and rules, and the evaluator of each unit, which is kept.

    So a unit's numbers are the same in its own documents and in those of the unit above it.
    """

    dataset: Dataset
    notice: Notice
    rules: FactRules
    _frames: dict[str, Frame] = field(default_factory=dict)
    _evaluators: dict[str, Evaluator] = field(default_factory=dict)

    def frame(self, table: Table) -> Frame:
        """Return all rows of a table, their parents beside them. Raises FormulaFault."""
        name = table.schema.name
        if name not in self._frames:
            self._frames[name] = table_frame(self.dataset, table)
        return self._frames[name]

    @cached_property
    def owners(self) -> Mapping[tuple[str, int], frozenset[str]]:
        """The codes of the units that each row of a table belongs to, by file and line."""
        found: dict[tuple[str, int], frozenset[str]] = {}
        for table in self.dataset.tables:
            frame = self.frame(table)
            paths = [path for path, source in stored(frame) if source.field.role == "unit"]
            for row in frame.rows:
                found[table.file, row[LINE]] = frozenset(row[path] for path in paths if row[path])
        return found

    def of(self, unit: Unit) -> Evaluator:
        """Return the evaluator of a unit."""
        if unit.code not in self._evaluators:
            self._evaluators[unit.code] = Evaluator(self, unit)
        return self._evaluators[unit.code]


@dataclass
class Evaluator:
    """Evaluates the rules of a notice for one unit; what was computed once is kept."""

    accounts: Accounts
    unit: Unit
    _tables: dict[str, Frame] = field(default_factory=dict)
    _views: dict[tuple[str, str], Frame] = field(default_factory=dict)
    _facts: dict[tuple[str, Context], Quantity | Absent] = field(default_factory=dict)
    _conditions: dict[tuple[str, ast.expr, str], RowTest] = field(default_factory=dict)
    _members: dict[tuple[str, str], Mapping[str, Context]] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    @property
    def dataset(self) -> Dataset:
        """The tables of the notice."""
        return self.accounts.dataset

    @property
    def rules(self) -> FactRules:
        """The rules of the notice."""
        return self.accounts.rules

    @cached_property
    def _below(self) -> Mapping[str, Unit]:
        return {unit.name: unit for unit in self.accounts.notice.children(self.unit)}

    @property
    def children(self) -> tuple[str, ...]:
        """The names of the units below, in the notice's order."""
        return tuple(self._below)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The half-years for which the unit has data, oldest first."""
        return data_periods([self.table(table) for table in self.dataset.tables])

    @cached_property
    def fact_rules(self) -> Mapping[str, FactRule]:
        """The declared facts by name."""
        return {rule.name: rule for rule in self.rules.facts}

    @cached_property
    def view_rules(self) -> Mapping[str, ViewRule]:
        """The declared views by name."""
        return {rule.name: rule for rule in self.rules.views}

    @cached_property
    def _demands(self) -> Mapping[str, Threshold]:
        return {threshold.name: threshold for threshold in self.accounts.notice.thresholds}

    @cached_property
    def _builder(self) -> ViewBuilder:
        return ViewBuilder(self.dataset, self.table, self.view, self.surroundings, self.view_names)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name that means one value: the declared facts and the thresholds."""
        return (*self.fact_rules, *self._demands)

    @property
    def view_names(self) -> tuple[str, ...]:
        """The declared views."""
        return tuple(self.view_rules)

    def days(self, period: Period) -> Mapping[str, date]:
        """Return the days that formulas may name."""
        return days_of(period, self.accounts.notice.phases)

    def places(self, name: str) -> int:
        """Return the decimals of a fact in print. Raises FormulaFault for a name that is none."""
        rule = self.fact_rules.get(name) or self._demands.get(name)
        if rule is None:
            raise FormulaFault(unknown(name, self.names))
        return rule.places

    def grouped_by(self, name: str) -> str:
        """Return the column by which a declared fact is grouped, or an empty text."""
        return self.fact_rules[name].by if name in self.fact_rules else ""

    def surroundings(self, period: Period) -> Surroundings:
        """Return what names mean in the formulas of rows."""
        return Around(self, period)

    def condition(self, view: str, node: ast.expr, period: Period) -> RowTest:
        """Return a condition on the rows of a view as a function of the row. Raises FormulaFault."""
        key = (view, node, period.id)
        if key not in self._conditions:
            compiler = RowCompiler(self.view(view, period), self.surroundings(period))
            self._conditions[key] = compiler.test(node)
        return self._conditions[key]

    def table(self, table: Table) -> Frame:
        """Return the unit's rows of a table, its parents beside them."""
        name = table.schema.name
        if name not in self._tables:
            self._tables[name] = of_units(self.accounts.frame(table), self.accounts.notice.codes(self.unit))
        return self._tables[name]

    def below(self, name: str) -> Evaluator:
        """Return the evaluator of the unit below that has this name."""
        return self.accounts.of(self._below[name])

    def members(self, by: str, period: Period) -> Mapping[str, Context]:
        """Return the contexts of all members of a group. Raises FormulaFault."""
        key = (by, period.id)
        if key not in self._members:
            self._members[key] = contexts(self, by, period)
        return self._members[key]

    def fact(self, name: str, context: Context) -> Quantity:
        """Return the value of a declared fact or a threshold in a context; a unit below has that of its own book."""
        if context.unit and self.grouped_by(name) != BY_UNIT:
            return self.below(context.unit).fact(name, Context(context.period))
        key = (name, context)
        if key not in self._facts:
            try:
                self._facts[key] = self._fresh(name, context)
            except Absent as reason:
                self._facts[key] = reason
        known = self._facts[key]
        if isinstance(known, Absent):
            raise Absent(str(known))
        return known

    def formula(self, formula: str, context: Context) -> Quantity:
        """Return the value of a formula in a context; a comparison gives the text ``是`` or ``否``."""
        return Scene(self, context).value(parse(formula))

    def view(self, name: str, period: Period) -> Frame:
        """Return the rows of a declared view in a period."""
        key = (name, period.id)
        if key not in self._views:
            rule = self.view_rules.get(name)
            if rule is None:
                raise FormulaFault(unknown(name, self.view_rules))
            built = lambda: self._builder.build(rule, period)  # noqa: E731
            self._views[key] = self._guarded(name, rule.line, rule.where or rule.source, built)
        return self._views[key]

    def _fresh(self, name: str, context: Context) -> Quantity:
        demand = self._demands.get(name)
        if demand is not None:
            return Quantity(demand.value, (demand.source,))
        rule = self.fact_rules.get(name)
        if rule is None:
            raise FormulaFault(unknown(name, self.names))
        return self._guarded(name, rule.line, rule.formula, lambda: self.formula(rule.formula, context))

    def _guarded(self, name: str, line: int, formula: str, compute: Callable[[], _T]) -> _T:
        """Run ``compute`` for a rule unless it is being computed already: what needs itself has no value."""
        self._open.append(name)
        try:
            if name in self._open[:-1]:
                raise FormulaFault(f"算法循环引用：{'→'.join(self._open[self._open.index(name) :])}")
            if len(self._open) > DEEPEST:
                raise FormulaFault(f"算法一层引用一层，超过{DEEPEST}层")
            return compute()
        except FormulaFault as fault:
            raise misuse(self.rules.file, line, name, fault, formula) from fault
        finally:
            self._open.pop()
