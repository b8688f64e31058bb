"""Evaluation (计算): facts and views of one unit, on demand, in a context of period and group, with lineage.

A value that does not exist raises ``Absent``. A rule whose formula makes no sense raises UsageError with the rule's own
line, however far away the fact is that asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

from builders.core.suggest import unknown
from builders.facts.formula import Absent, FormulaFault, misuse, parse
from builders.facts.frames import Frame, data_periods, of_unit, table_frame
from builders.facts.rowwise import Surroundings
from builders.facts.scene import Context, Scene
from builders.facts.scope import Quantity
from builders.facts.views import ViewBuilder, days_of
from builders.model.fact import CellRef, Value
from builders.model.notice import Threshold, Unit
from builders.model.period import Period
from builders.model.rules import FactRule, FactRules, ViewRule
from builders.model.table import Dataset, Table

DEEPEST = 40
"""So many rules may need one another in a chain; more are a mistake, and too many for Python's stack."""
_T = TypeVar("_T")


@dataclass
class Evaluator:
    """Evaluates the rules of a notice for one unit; what was computed once is kept."""

    dataset: Dataset
    unit: Unit
    rules: FactRules
    thresholds: tuple[Threshold, ...]
    _tables: dict[str, Frame] = field(default_factory=dict)
    _views: dict[tuple[str, str], Frame] = field(default_factory=dict)
    _facts: dict[tuple[str, Context], Quantity] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

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
        return {threshold.name: threshold for threshold in self.thresholds}

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

    def grouped_by(self, name: str) -> str:
        """Return the column by which a declared fact is grouped, or an empty text."""
        return self.fact_rules[name].by if name in self.fact_rules else ""

    def surroundings(self, period: Period) -> Surroundings:
        """Return what names mean in the formulas of rows."""
        return _Around(self, period)

    def table(self, table: Table) -> Frame:
        """Return the unit's rows of a table, its parents beside them."""
        name = table.schema.name
        if name not in self._tables:
            self._tables[name] = of_unit(table_frame(self.dataset, table), self.unit)
        return self._tables[name]

    def fact(self, name: str, context: Context) -> Quantity:
        """Return the value of a declared fact or a threshold in a context."""
        key = (name, context)
        if key not in self._facts:
            self._facts[key] = self._fresh(name, context)
        return self._facts[key]

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


@dataclass(frozen=True)
class _Around:
    """What names mean in the formulas of rows, which know no group."""

    evaluator: Evaluator
    period: Period

    @property
    def names(self) -> tuple[str, ...]:
        return (*days_of(self.period), *self.evaluator.names)

    def find(self, name: str) -> tuple[Value | None, tuple[CellRef, ...]] | None:
        day = days_of(self.period).get(name)
        if day is not None:
            return day, ()
        if name not in self.evaluator.names:
            return None
        try:
            quantity = Scene(self.evaluator, Context(self.period)).fact(name)
        except Absent:
            return None, ()
        return quantity.value, quantity.sources
