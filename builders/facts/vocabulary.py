"""The vocabulary (算法函数): every function that a declared fact may use, each with its Chinese name."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from decimal import Decimal

from builders.facts.formula import Absent, FormulaFault
from builders.facts.rowwise import HUNDRED, ratio
from builders.facts.scope import Picked, Quantity, Scope, combined
from builders.model.fact import CellRef

Function = Callable[[Scope, Sequence[ast.expr]], Quantity]


def _total(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    picked = _picked(scope, arguments, "求和")
    if any(not isinstance(row.value, Decimal) for row in picked):
        raise FormulaFault(f"“{ast.unparse(arguments[0])}”不是数字列，不能求和")
    return Quantity(sum((row.value for row in picked), Decimal(0)), _cells(picked))


def _count(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    picked = _picked(scope, arguments, "计数")
    return Quantity(Decimal(len(picked)), _cells(picked))


def _distinct(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    picked = _picked(scope, arguments, "去重")
    return Quantity(Decimal(len({row.value for row in picked})), _cells(picked))


def _only(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    picked = _picked(scope, arguments, "取值")
    if not picked:
        raise Absent("数据表中没有这一项")
    if len(picked) > 1:
        raise FormulaFault(f"“{ast.unparse(arguments[0])}”有{len(picked)}行符合条件，取值只能对应一行")
    return Quantity(picked[0].value, picked[0].cells)


def _extreme(name: str, choose: Callable[..., Decimal]) -> Function:
    def function(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
        if arguments and scope.is_column(arguments[0]):
            picked = _picked(scope, arguments, name)
            if not picked:
                raise Absent("没有数据")
            best = choose(row.value for row in picked)
            return Quantity(best, _cells([row for row in picked if row.value == best]))
        if not arguments:
            raise FormulaFault(f"{name}至少要有一项")
        values = [scope.value(argument) for argument in arguments]
        return combined(choose(value.value for value in values), *values)

    return function


def _ratio(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    part, whole = _two(scope, arguments, "比率")
    value = ratio(part.value, whole.value)
    if value is None:
        raise Absent("分母为零")
    return combined(value, part, whole)


def _change(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    now, before = _two(scope, arguments, "变化率")
    if not before.value:
        raise Absent("基数为零")
    if not (isinstance(now.value, Decimal) and isinstance(before.value, Decimal)):
        raise FormulaFault("变化率只能用于数字")
    return combined((now.value - before.value) / before.value * HUNDRED, now, before)


def _increase(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    """增量: the value less that of the period before; the value itself where the data starts."""
    _expect(arguments, 1, "增量")
    now = scope.value(arguments[0])
    earlier = scope.earlier()
    if earlier is None:
        return now
    before = earlier.value(arguments[0])
    if not (isinstance(now.value, Decimal) and isinstance(before.value, Decimal)):
        raise FormulaFault("增量只能用于数字")
    return combined(now.value - before.value, now, before)


def _previous(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    _expect(arguments, 1, "上期")
    earlier = scope.earlier()
    if earlier is None:
        raise Absent("没有上一报告期的数据")
    return earlier.value(arguments[0])


def _whole(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    _expect(arguments, 1, "总")
    return scope.whole().value(arguments[0])


FUNCTIONS: dict[str, Function] = {
    "求和": _total,
    "计数": _count,
    "去重": _distinct,
    "取值": _only,
    "最大": _extreme("最大", max),
    "最小": _extreme("最小", min),
    "比率": _ratio,
    "变化率": _change,
    "增量": _increase,
    "上期": _previous,
    "总": _whole,
}


def _picked(scope: Scope, arguments: Sequence[ast.expr], name: str) -> list[Picked]:
    """Return the non-empty rows that the first argument names and the second, a condition, keeps."""
    if len(arguments) not in (1, 2):
        raise FormulaFault(f"{name}应写成“{name}(视图.列)”或“{name}(视图.列, 条件)”")
    condition = arguments[1] if len(arguments) == 2 else None
    return [row for row in scope.pick(arguments[0], condition) if row.value is not None]


def _cells(picked: Sequence[Picked]) -> tuple[CellRef, ...]:
    return tuple(dict.fromkeys(cell for row in picked for cell in row.cells))


def _two(scope: Scope, arguments: Sequence[ast.expr], name: str) -> tuple[Quantity, Quantity]:
    _expect(arguments, 2, name)
    return scope.value(arguments[0]), scope.value(arguments[1])


def _expect(arguments: Sequence[ast.expr], count: int, name: str) -> None:
    if len(arguments) != count:
        raise FormulaFault(f"{name}需要{count}项，写了{len(arguments)}项")
