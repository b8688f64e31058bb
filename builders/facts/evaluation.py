"""Evaluation (计算): facts and views of one unit, on demand, in a context of period and group, with lineage.

A value that does not exist raises ``Absent``; a formula that makes no sense raises ``FormulaFault``.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from builders.core.suggest import unknown
from builders.facts.formula import Absent, FormulaFault, parse, path_of
from builders.facts.frames import Frame, data_periods, kept, rows
from builders.facts.rowwise import RowCompiler, Scalar, arithmetic, comparison
from builders.facts.scope import Picked, Quantity, Scope, combined
from builders.facts.views import ViewBuilder, days_of
from builders.facts.vocabulary import FUNCTIONS
from builders.model.fact import CellRef, Value
from builders.model.notice import Threshold, Unit
from builders.model.period import Period
from builders.model.rules import FactRule, FactRules, ViewRule
from builders.model.table import Dataset

_T = TypeVar("_T")


@dataclass(frozen=True)
class Context:
    """Where a formula is evaluated: in which period, and for which member of a group (column and value)."""

    period: Period
    member: tuple[str, str] | None = None


@dataclass
class Evaluator:
    """Evaluates the rules of a notice for one unit; what was computed once is kept."""

    dataset: Dataset
    unit: Unit
    rules: FactRules
    thresholds: tuple[Threshold, ...]
    _views: dict[tuple[str, str], Frame] = field(default_factory=dict)
    _facts: dict[tuple[str, Context], Quantity] = field(default_factory=dict)
    _open: list[str] = field(default_factory=list)

    @cached_property
    def periods(self) -> tuple[Period, ...]:
        """The half-years for which the unit has data, oldest first."""
        return data_periods(self.dataset, self.unit)

    @cached_property
    def fact_rules(self) -> Mapping[str, FactRule]:
        """The declared facts by name."""
        return {rule.name: rule for rule in self.rules.facts}

    @cached_property
    def view_rules(self) -> Mapping[str, ViewRule]:
        """The declared views by name."""
        return {rule.name: rule for rule in self.rules.views}

    @cached_property
    def _builder(self) -> ViewBuilder:
        return ViewBuilder(self.dataset, self.unit, self._row_scalar, self.view, tuple(self.view_rules))

    def fact(self, name: str, context: Context) -> Quantity:
        """Return the value of a declared fact or threshold in a context."""
        key = (name, context)
        if key not in self._facts:
            self._facts[key] = self._guarded(name, lambda: self._fresh_fact(name, context))
        return self._facts[key]

    def formula(self, formula: str, context: Context) -> Quantity:
        """Return the value of a formula in a context; a comparison gives the text ``是`` or ``否``."""
        return Place(self, context).value(parse(formula))

    def view(self, name: str, period: Period) -> Frame:
        """Return the rows of a declared view in a period."""
        key = (name, period.id)
        if key not in self._views:
            rule = self.view_rules.get(name)
            if rule is None:
                raise FormulaFault(unknown(name, self.view_rules))
            self._views[key] = self._guarded(name, lambda: self._builder.build(rule, period))
        return self._views[key]

    def _fresh_fact(self, name: str, context: Context) -> Quantity:
        threshold = next((threshold for threshold in self.thresholds if threshold.name == name), None)
        if threshold is not None:
            return Quantity(threshold.value, (threshold.source,))
        if name not in self.fact_rules:
            raise FormulaFault(unknown(name, [*self.fact_rules, *(t.name for t in self.thresholds)]))
        return self.formula(self.fact_rules[name].formula, context)

    def _guarded(self, name: str, compute: Callable[[], _T]) -> _T:
        """Run ``compute`` unless ``name`` is being computed already: a formula that needs itself has no value."""
        if name in self._open:
            raise FormulaFault(f"算法循环引用：{'→'.join([*self._open, name])}")
        self._open.append(name)
        try:
            return compute()
        finally:
            self._open.pop()

    def _row_scalar(self, column: str, period: Period) -> Scalar:
        def scalar(name: str) -> tuple[Value, tuple[CellRef, ...]] | None:
            day = days_of(period).get(name)
            if day is not None:
                return day, ()
            if name in self.fact_rules or any(threshold.name == name for threshold in self.thresholds):
                quantity = self.fact(name, Context(period))
                return quantity.value, quantity.sources
            return None

        return scalar


@dataclass(frozen=True)
class Place:
    """A scope over an evaluator: one context in which expressions are evaluated."""

    evaluator: Evaluator
    context: Context

    def value(self, node: ast.expr) -> Quantity:
        """Return the value of an expression. Raises Absent or FormulaFault."""
        match node:
            case ast.Constant(value=value):
                return Quantity(value if isinstance(value, str) else Decimal(str(value)))
            case ast.Name(id=name):
                day = days_of(self.context.period).get(name)
                return Quantity(day) if day else self.evaluator.fact(name, self.context)
            case ast.BinOp(left=left, op=kind, right=right):
                one, other = self.value(left), self.value(right)
                result = arithmetic(kind, one.value, other.value)
                if result is None:
                    raise Absent("除数为零")
                return combined(result, one, other)
            case ast.Compare(left=left, ops=[kind], comparators=[right]):
                one, other = self.value(left), self.value(right)
                return combined("是" if comparison(kind, one.value, other.value) else "否", one, other)
            case ast.Call(func=ast.Name(id=name), args=arguments):
                function = FUNCTIONS.get(name)
                if function is None:
                    raise FormulaFault(unknown(name, FUNCTIONS))
                return function(self, arguments)
        raise FormulaFault(f"这里不能使用“{ast.unparse(node)}”")

    def is_column(self, node: ast.expr) -> bool:
        """Return whether an expression names a column of a view."""
        path = path_of(node)
        return path is not None and len(path) > 1 and path[0] in self.evaluator.view_rules

    def pick(self, node: ast.expr, condition: ast.expr | None) -> Sequence[Picked]:
        """Return the rows of a view, or of its column, in this context, that meet the condition."""
        path = path_of(node)
        if path is None:
            raise FormulaFault(f"“{ast.unparse(node)}”应写成“视图”或“视图.列”")
        frame = self._members(self.evaluator.view(path[0], self.context.period), path[0])
        column = frame.find(".".join(path[1:])) if len(path) > 1 else frame.key
        if column is None:
            raise FormulaFault(f"视图“{path[0]}”：{unknown('.'.join(path[1:]), frame.columns)}")
        if condition is not None and not frame.data.empty:
            test = RowCompiler(frame, self.evaluator._row_scalar("", self.context.period)).compile(condition)
            frame = kept(frame, [bool(test(row)) for row in rows(frame)])
        return [Picked(row[column], frame.columns[column].cells(row)) for row in rows(frame)]

    def earlier(self) -> Scope | None:
        """Return the place one period before, or None where the data starts. Raises Absent where the data has a gap."""
        before, periods = self.context.period.previous, self.evaluator.periods
        if before is None or not periods or before < periods[0]:
            return None
        if before not in periods:
            raise Absent(f"没有{before.label}的数据")
        return replace(self, context=replace(self.context, period=before))

    def whole(self) -> Scope:
        """Return the place without the group."""
        return replace(self, context=replace(self.context, member=None))

    def _members(self, frame: Frame, view: str) -> Frame:
        if self.context.member is None:
            return frame
        name, value = self.context.member
        column = frame.find(name)
        if column is None:
            raise FormulaFault(f"视图“{view}”没有列“{name}”，不能按它分组")
        return kept(frame, [held == value for held in frame.data[column]])
