"""Expressions over one row: conditions and computed columns, compiled once to functions of the row.

An empty cell compares unequal to everything, makes arithmetic empty, and is skipped by 最大 and 最小.
"""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from builders.facts.formula import FormulaFault, path_of
from builders.facts.frames import Column, Frame
from builders.model.fact import CellRef, Value

RowFunction = Callable[[Mapping[str, Any]], Any]
Scalar = Callable[[str], "tuple[Value, tuple[CellRef, ...]] | None"]
"""Looks up a name that is no column: a fact, a threshold, a day of the period; None when it is unknown."""

HUNDRED = Decimal(100)
_ARITHMETIC: dict[type[ast.operator], Callable[[Any, Any], Any]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip
_COMPARISON: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}  # fmt: skip


def arithmetic(kind: ast.operator, left: object, right: object) -> Decimal | None:
    """Return the result of + - * / on two numbers; None when one is empty or the divisor is zero."""
    if left is None or right is None or (isinstance(kind, ast.Div) and not right):
        return None
    if not (isinstance(left, Decimal) and isinstance(right, Decimal)):
        raise FormulaFault("只有数字能加减乘除")
    result: Decimal = _ARITHMETIC[type(kind)](left, right)
    return result


def comparison(kind: ast.cmpop, left: Any, right: Any) -> bool:  # noqa: ANN401 - values of any kind, or a list
    """Return whether two values compare; kinds that cannot be compared are a fault, empty equals nothing."""
    if isinstance(kind, ast.In | ast.NotIn):
        return (left in right) == isinstance(kind, ast.In)
    if left is None or right is None:
        return isinstance(kind, ast.NotEq)
    if type(left) is not type(right):
        raise FormulaFault(f"“{left}”和“{right}”不是同一种值，不能比较")
    return _COMPARISON[type(kind)](left, right)


def ratio(part: Any, whole: Any) -> Decimal | None:  # noqa: ANN401 - values of any kind
    """Return ``part`` of ``whole`` in percent; None when one is empty or the whole is zero."""
    if part is None or not whole:
        return None
    result: Decimal = part / whole * HUNDRED
    return result


def _calculation(kind: ast.operator, one: RowFunction, other: RowFunction) -> RowFunction:
    return lambda row: arithmetic(kind, one(row), other(row))


def _test(kind: ast.cmpop, one: RowFunction, other: RowFunction) -> RowFunction:
    return lambda row: comparison(kind, one(row), other(row))


@dataclass
class RowCompiler:
    """Compiles expressions over the rows of ``frame`` and notes which columns and constants they read."""

    frame: Frame
    scalar: Scalar
    inputs: list[Column] = field(default_factory=list)
    constants: list[CellRef] = field(default_factory=list)

    def compile(self, node: ast.expr) -> RowFunction:
        """Return a function from a row to the value of the expression. Raises FormulaFault."""
        match node:
            case ast.Constant(value=value):
                constant = value if isinstance(value, str) else Decimal(str(value))
                return lambda row: constant
            case ast.Name() | ast.Attribute():
                return self._name(node)
            case ast.List(elts=elements):
                members = [self.compile(element) for element in elements]
                return lambda row: [member(row) for member in members]
            case ast.BinOp(left=left, op=kind, right=right):
                return _calculation(kind, self.compile(left), self.compile(right))
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                inner = self.compile(operand)
                return lambda row: None if (value := inner(row)) is None else -value
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                inner = self.compile(operand)
                return lambda row: not inner(row)
            case ast.BoolOp(op=joint, values=parts):
                tests = [self.compile(part) for part in parts]
                every = all if isinstance(joint, ast.And) else any
                return lambda row: every(test(row) for test in tests)
            case ast.Compare(left=left, ops=[kind], comparators=[right]):
                return _test(kind, self.compile(left), self.compile(right))
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return self._call(name, [self.compile(argument) for argument in arguments])
        raise FormulaFault(f"行的算法中不能使用“{ast.unparse(node)}”")

    def _name(self, node: ast.expr) -> RowFunction:
        path = ".".join(path_of(node) or ())
        column = self.frame.find(path)
        if column is not None:
            self.inputs.append(self.frame.columns[column])
            return lambda row: row[column]
        known = self.scalar(path)
        if known is None:
            raise FormulaFault(f"没有列或数据“{path}”")
        value, cells = known
        self.constants.extend(cells)
        return lambda row: value

    def _call(self, name: str, arguments: list[RowFunction]) -> RowFunction:
        if name in ("最大", "最小") and arguments:
            choose = max if name == "最大" else min
            return lambda row: choose((v for a in arguments if (v := a(row)) is not None), default=None)
        if name == "比率" and len(arguments) == 2:
            part, whole = arguments
            return lambda row: ratio(part(row), whole(row))
        raise FormulaFault(f"行的算法中没有函数“{name}”，可用的有：最大、最小、比率")
