"""Expressions over one row: conditions and computed columns, compiled once to functions of the row.

An empty cell compares unequal to everything, makes arithmetic empty, and is skipped by 最大 and 最小.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from builders.core.suggest import unknown
from builders.facts.columns import Column
from builders.facts.formula import FormulaFault, connected, filled, is_test, path_of
from builders.facts.frames import Frame, Row
from builders.facts.values import arithmetic, constant, extreme, is_member, negative, ratio, relation, spoken
from builders.model.fact import CellRef, Value

RowValue = Callable[[Row], Value | None]
RowTest = Callable[[Row], bool]
ROW_FUNCTIONS = ("最大", "最小", "比率", "单位名称")


class Surroundings(Protocol):
    """What the names that are no columns mean: facts, thresholds, days of the period."""

    @property
    def names(self) -> tuple[str, ...]:
        """All names, for the answer to a misspelt one."""

    def find(self, name: str) -> tuple[Value | None, tuple[CellRef, ...]] | None:
        """Return value and cells of a name (the value None where it is absent here), or None for an unknown one."""

    def unit_name(self, code: str) -> str | None:
        """Return the short name of the unit with that code, or None."""


@dataclass
class RowCompiler:
    """Compiles expressions over the rows of ``frame`` and notes which columns and constants they read."""

    frame: Frame
    surroundings: Surroundings
    inputs: list[Column] = field(default_factory=list)
    constants: list[CellRef] = field(default_factory=list)

    def value(self, node: ast.expr) -> RowValue:
        """Return a function from a row to the value of an expression, None when empty. Raises FormulaFault.

        A comparison gives the text ``是`` or ``否``.
        """
        if is_test(node):
            test = self.test(node)
            return lambda row: spoken(test(row))
        match node:
            case ast.Constant():
                known = constant(node)
                return lambda row: known
            case ast.Name() | ast.Attribute():
                return self._name(node)
            case ast.BinOp(left=left, op=kind, right=right):
                return _calculation(kind, self.value(left), self.value(right))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner = self.value(operand)
                return lambda row: negative(inner(row))
            case ast.Call(func=ast.Name(id="单位名称"), args=[argument]):
                return self._unit_name(self.value(argument))
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return _call(name, [self.value(argument) for argument in arguments])
        raise FormulaFault(f"行的算法中不能使用“{ast.unparse(node)}”")

    def test(self, node: ast.expr) -> RowTest:
        """Return a function from a row to whether a condition holds there. Raises FormulaFault."""
        match node:
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                inner = self.test(operand)
                return lambda row: not inner(row)
            case ast.BoolOp(op=joint, values=parts):
                tests = [self.test(part) for part in parts]
                every = all if isinstance(joint, ast.And) else any
                return lambda row: every(test(row) for test in tests)
            case ast.Compare(left=left, ops=[ast.In() | ast.NotIn() as kind], comparators=[right]):
                if not isinstance(right, ast.List):
                    raise FormulaFault("in 后面应写成“[甲, 乙]”")
                return _membership(kind, self.value(left), [self.value(member) for member in right.elts])
            case ast.Compare(left=left, ops=[kind], comparators=[right]):
                return _comparison(kind, self.value(left), self.value(right))
            case ast.Call() if asked := filled(node):
                value = self.value(asked)
                return lambda row: value(row) is not None
            case ast.Call() if link := connected(node):
                joined, first, second = link
                return _connection(joined, self.test(first), self.test(second))
        raise FormulaFault(f'“{ast.unparse(node)}”不是条件，条件应写成比较，如 状态 == "在建"')

    def _name(self, node: ast.expr) -> RowValue:
        path = ".".join(path_of(node) or ())
        column = self.frame.find(path)
        if column is not None:
            self.inputs.append(self.frame.columns[column])
            return lambda row: row[column]
        known = self.surroundings.find(path)
        if known is None:
            raise FormulaFault(unknown(path, [*self.frame.columns, *self.surroundings.names]))
        value, cells = known
        self.constants.extend(cells)
        return lambda row: value

    def _unit_name(self, code: RowValue) -> RowValue:
        return lambda row: None if (value := code(row)) is None else self.surroundings.unit_name(str(value))


def _calculation(kind: ast.operator, one: RowValue, other: RowValue) -> RowValue:
    return lambda row: arithmetic(kind, one(row), other(row))


def _comparison(kind: ast.cmpop, one: RowValue, other: RowValue) -> RowTest:
    return lambda row: relation(kind, one(row), other(row))


def _connection(joined: Callable[[bool, bool], bool], one: RowTest, other: RowTest) -> RowTest:
    return lambda row: joined(one(row), other(row))


def _membership(kind: ast.cmpop, one: RowValue, members: list[RowValue]) -> RowTest:
    wanted = isinstance(kind, ast.In)
    return lambda row: is_member(one(row), [member(row) for member in members]) == wanted


def _call(name: str, arguments: list[RowValue]) -> RowValue:
    if name in ("最大", "最小") and arguments:
        return lambda row: extreme(name, [argument(row) for argument in arguments])
    if name == "比率" and len(arguments) == 2:
        part, whole = arguments
        return lambda row: ratio(part(row), whole(row))
    if name in ROW_FUNCTIONS:
        raise FormulaFault(f"{name}的项数不对，应写成“最大(甲, 乙)”“最小(甲, 乙)”“比率(甲, 乙)”“单位名称(代码)”")
    raise FormulaFault(f"行的算法中没有函数“{name}”，可用的有：{'、'.join(ROW_FUNCTIONS)}")
