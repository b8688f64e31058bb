"""A scene of evaluation (取值位置): one period and at most one member of a group, in which expressions have values."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from builders.core.suggest import unknown
from builders.facts.days import DAYS
from builders.facts.formula import Absent, FormulaFault, connected, filled, is_test, path_of
from builders.facts.frames import Frame, Row
from builders.facts.rowwise import RowTest
from builders.facts.scope import Quantity, Scope, combined
from builders.facts.values import arithmetic, constant, is_member, negative, relation, spoken
from builders.facts.vocabulary import FUNCTIONS
from builders.model.period import Period

BY_UNIT = "单位"
"""What a rule is grouped by when its members are the units below: each with the value of its own book."""


@dataclass(frozen=True)
class Context:
    """Where a formula is evaluated: in which period, and for which member of a group (column and value)."""

    period: Period
    member: tuple[str, str] | None = None

    @property
    def unit(self) -> str:
        """The name of the unit that is the member, or an empty text."""
        return self.member[1] if self.member and self.member[0] == BY_UNIT else ""


class Ground(Protocol):
    """What a scene stands on: the facts and views of one unit."""

    @property
    def periods(self) -> tuple[Period, ...]:
        """The half-years for which the unit has data, oldest first."""

    @property
    def view_names(self) -> tuple[str, ...]:
        """The declared views."""

    def days(self, period: Period) -> Mapping[str, date]:
        """Return the days that formulas may name."""

    def places(self, name: str) -> int:
        """Return the decimals of a fact in print. Raises FormulaFault for a name that is none."""

    def grouped_by(self, name: str) -> str:
        """Return the column by which a fact is grouped, or an empty text."""

    def fact(self, name: str, context: Context) -> Quantity:
        """Return the value of a fact. Raises Absent or FormulaFault."""

    def view(self, name: str, period: Period) -> Frame:
        """Return the rows of a view. Raises FormulaFault."""

    def condition(self, view: str, node: ast.expr, period: Period) -> RowTest:
        """Return a condition on the rows of a view as a function of the row. Raises FormulaFault."""

    def below(self, name: str) -> Ground:
        """Return the facts and views of the unit below that has this name."""

    def members(self, by: str, period: Period) -> Mapping[str, Context]:
        """Return the contexts of all members of a group. Raises FormulaFault."""


@dataclass(frozen=True)
class Scene:
    """A scope over the facts and views of one unit: one context in which expressions are evaluated."""

    ground: Ground
    context: Context

    def value(self, node: ast.expr) -> Quantity:
        """Return the value of an expression. Raises Absent or FormulaFault."""
        if is_test(node):
            truth, parts = self._test(node)
            return combined(spoken(truth), *parts)
        match node:
            case ast.Constant():
                return Quantity(constant(node))
            case ast.Name(id=name) if name in DAYS:
                day = self.ground.days(self.context.period).get(name)
                if day is None:
                    raise Absent(DAYS[name])
                return Quantity(day)
            case ast.Name(id=name):
                return self.fact(name)
            case ast.BinOp(left=left, op=kind, right=right):
                one, other = self.value(left), self.value(right)
                result = arithmetic(kind, one.value, other.value)
                if result is None:
                    raise Absent("除数为零")
                return combined(result, one, other)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner = self.value(operand)
                return combined(negative(inner.value) or inner.value, inner)
            case ast.Call(func=ast.Name(id=name), args=arguments):
                function = FUNCTIONS.get(name)
                if function is None:
                    raise FormulaFault(f"没有这个函数：{unknown(name, FUNCTIONS)}")
                return function(self, arguments)
        raise FormulaFault(f"这里不能使用“{ast.unparse(node)}”")

    def fact(self, name: str) -> Quantity:
        """Return the value of a fact here. Raises Absent, or FormulaFault also for a group that this is not in."""
        if name in self.ground.view_names:
            raise FormulaFault(f"“{name}”是视图，不是一个值，可写 计数({name}) 或 求和({name}.列)")
        by = self.ground.grouped_by(name)
        if by and (self.context.member is None or self.context.member[0] != by):
            raise FormulaFault(f"“{name}”按{by}分组，这里不知道是哪一组")
        return self.ground.fact(name, self.context)

    def pick(self, node: ast.expr, condition: ast.expr | None) -> Sequence[Quantity]:
        """Return the rows of a view, or the filled cells of its column, in this context, that meet the condition."""
        path = path_of(node)
        if path is None:
            raise FormulaFault(f"“{ast.unparse(node)}”应写成“视图”或“视图.列”")
        frame = self._own.view(path[0], self.context.period)
        rows = self._rows(frame, path[0])
        if condition is not None:
            test = self._own.condition(path[0], condition, self.context.period)
            rows = [row for row in rows if test(row)]
        if len(path) == 1:
            column = frame.columns[frame.key]
            return [Quantity(row[frame.key] or "", origin=(column, row)) for row in rows]
        name = ".".join(path[1:])
        found = frame.find(name)
        if found is None:
            raise FormulaFault(f"视图“{path[0]}”：{unknown(name, frame.columns)}")
        column = frame.columns[found]
        return [Quantity(row[found], origin=(column, row)) for row in rows if row[found] is not None]

    def earlier(self) -> Scope | None:
        """Return the scene one period before, or None where the data starts. Raises Absent where the data has a gap."""
        before, periods = self.context.period.previous, self._own.periods
        if before is None or not periods or before < periods[0]:
            return None
        if before not in periods:
            raise Absent(f"没有{before.label}的数据")
        return Scene(self.ground, Context(before, self.context.member))

    def whole(self) -> Scope:
        """Return the scene without the group."""
        return Scene(self.ground, Context(self.context.period))

    def places(self, name: str) -> int:
        """Return the decimals of a fact in print. Raises FormulaFault for a name that is none."""
        return self.ground.places(name)

    def members(self) -> Sequence[Scope]:
        """Return the scenes of all members of the group that this is one of; none outside a group."""
        if self.context.member is None:
            return ()
        contexts = self.ground.members(self.context.member[0], self.context.period)
        return [Scene(self.ground, context) for context in contexts.values()]

    @property
    def _own(self) -> Ground:
        """What rows are taken from: those of a member that is a unit are its own."""
        return self.ground.below(self.context.unit) if self.context.unit else self.ground

    def _test(self, node: ast.expr) -> tuple[bool, list[Quantity]]:
        """Return whether a condition holds, and what it was read from."""
        match node:
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                truth, parts = self._test(operand)
                return not truth, parts
            case ast.BoolOp(op=joint, values=values):
                tests = [self._test(value) for value in values]
                every = all if isinstance(joint, ast.And) else any
                return every(truth for truth, _ in tests), [part for _, parts in tests for part in parts]
            case ast.Compare(left=left, ops=[ast.In() | ast.NotIn() as kind], comparators=[ast.List(elts=members)]):
                one, others = self.value(left), [self.value(member) for member in members]
                found = is_member(one.value, [other.value for other in others])
                return found == isinstance(kind, ast.In), [one, *others]
            case ast.Compare(left=left, ops=[ast.In() | ast.NotIn()]):
                raise FormulaFault("in 后面应写成“[甲, 乙]”")
            case ast.Compare(left=left, ops=[kind], comparators=[right]):
                one, other = self.value(left), self.value(right)
                return relation(kind, one.value, other.value), [one, other]
            case ast.Call() if asked := filled(node):
                try:
                    return True, [self.value(asked)]
                except Absent:
                    return False, []
            case ast.Call() if link := connected(node):
                joined, first, second = link
                (one_holds, parts), (other_holds, more) = self._test(first), self._test(second)
                return joined(one_holds, other_holds), [*parts, *more]
        raise FormulaFault(f"“{ast.unparse(node)}”不是条件，条件应写成比较")

    def _rows(self, frame: Frame, view: str) -> Sequence[Row]:
        """Return the rows of the member that this is of."""
        if self.context.member is None or self.context.unit:
            return frame.rows
        name, value = self.context.member
        column = frame.find(name)
        if column is None:
            raise FormulaFault(f"视图“{view}”没有列“{name}”，不能按它分组")
        return frame.having(column, value)
