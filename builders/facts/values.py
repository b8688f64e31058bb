"""Arithmetic and comparison of values (取值运算): numbers, days and texts, each with its own kind; None is empty."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from builders.facts.formula import FormulaFault
from builders.model.fact import Value

HUNDRED = Decimal(100)
_ARITHMETIC: dict[type[ast.operator], Callable[[Decimal, Decimal], Decimal]] = {
    ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv,
}  # fmt: skip
_RELATIONS: dict[type[ast.cmpop], Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq, ast.NotEq: operator.ne, ast.Lt: operator.lt, ast.LtE: operator.le, ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}  # fmt: skip


def constant(node: ast.Constant) -> Value:
    """Return the number or text that a formula writes."""
    return node.value if isinstance(node.value, str) else Decimal(str(node.value))


def spoken(truth: bool) -> str:
    """Return ``是`` or ``否``."""
    return "是" if truth else "否"


def numbers(values: Iterable[Value], what: str) -> list[Decimal]:
    """Return the values, which must all be numbers. Raises FormulaFault naming ``what`` needs them."""
    found = []
    for value in values:
        if not isinstance(value, Decimal):
            raise FormulaFault(f"{what}只能用于数字，不能用于“{value}”")
        found.append(value)
    return found


def arithmetic(kind: ast.operator, left: Value | None, right: Value | None) -> Decimal | None:
    """Return the result of + - * / on two numbers; None when one is empty or the divisor is zero."""
    if left is None or right is None:
        return None
    one, other = numbers((left, right), "加减乘除")
    if isinstance(kind, ast.Div) and not other:
        return None
    return _ARITHMETIC[type(kind)](one, other)


def negative(value: Value | None) -> Decimal | None:
    """Return a number with the other sign; None when it is empty."""
    return None if value is None else -numbers((value,), "负号")[0]


def ratio(part: Value | None, whole: Value | None) -> Decimal | None:
    """Return ``part`` of ``whole`` in percent; None when one is empty or the whole is zero."""
    if part is None or whole is None:
        return None
    one, other = numbers((part, whole), "比率")
    return one / other * HUNDRED if other else None


def relation(kind: ast.cmpop, left: Value | None, right: Value | None) -> bool:
    """Return whether two values compare. An empty one equals nothing; kinds that cannot be compared are a fault."""
    if left is None or right is None:
        return isinstance(kind, ast.NotEq)
    _same_kind((left, right))
    return _RELATIONS[type(kind)](left, right)


def is_member(value: Value | None, members: Sequence[Value | None]) -> bool:
    """Return whether a value is one of ``members``; an empty one is none."""
    present = [member for member in members if member is not None]
    if value is None:
        return False
    _same_kind((value, *present))
    return value in present


def extreme(name: str, values: Iterable[Value | None]) -> Value | None:
    """Return the largest (最大) or smallest (最小) of the values that are not empty, or None."""
    present = [value for value in values if value is not None]
    _same_kind(present)
    choose: Callable[..., Value] = max if name == "最大" else min
    return choose(present) if present else None


def _same_kind(values: Sequence[Value]) -> None:
    for value in values[1:]:
        if type(value) is not type(values[0]) and _kind(value) is not _kind(values[0]):
            raise FormulaFault(f"“{values[0]}”和“{value}”不是同一种值，不能比较")


def _kind(value: Value) -> type:
    return next(kind for kind in (Decimal, date, str) if isinstance(value, kind))
