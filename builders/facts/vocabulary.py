"""The vocabulary (算法函数): every function that a declared fact may use, each with its Chinese name."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from builders.facts.formula import Absent, FormulaFault
from builders.facts.scope import Quantity, Scope, combined
from builders.facts.values import HUNDRED, extreme, numbers, ratio

Function = Callable[[Scope, Sequence[ast.expr]], Quantity]


def _total(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    """求和: the sum of a column; zero where no row is."""
    picked = _picked(scope, arguments, "求和")
    return combined(sum(numbers((row.value for row in picked), "求和"), Decimal(0)), *picked)


def _count(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    """计数: how many rows there are; of a column, how many cells are filled in."""
    picked = _picked(scope, arguments, "计数")
    return combined(Decimal(len(picked)), *picked)


def _distinct(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    """去重: how many different values a column has."""
    picked = _picked(scope, arguments, "去重")
    return combined(Decimal(len({row.value for row in picked})), *picked)


def _only(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    """取值: the value of the one row that is meant."""
    picked = _picked(scope, arguments, "取值")
    if not picked:
        raise Absent("数据表中没有这一项")
    if len(picked) > 1:
        raise FormulaFault(f"“{ast.unparse(arguments[0])}”有{len(picked)}行符合条件，取值只能对应一行")
    return picked[0]


def _extreme(name: str) -> Function:
    def function(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
        """最大, 最小: of a column, or of several values."""
        if arguments and isinstance(arguments[0], ast.Attribute):
            values = _picked(scope, arguments, name)
        elif arguments:
            values = [scope.value(argument) for argument in arguments]
        else:
            raise FormulaFault(f"{name}应写成“{name}(视图.列)”或“{name}(甲, 乙)”")
        best = extreme(name, [each.value for each in values])
        if best is None:
            raise Absent("没有数据")
        of_column = isinstance(arguments[0], ast.Attribute)
        return combined(best, *(each for each in values if each.value == best or not of_column))

    return function


def _ratio(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    """比率: the first of the second, in percent."""
    part, whole = _two(scope, arguments, "比率")
    value = ratio(part.value, whole.value)
    if value is None:
        raise Absent("分母为零")
    return combined(value, part, whole)


def _change(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    """变化率: by how many percent the first differs from the second, which must be more than zero."""
    now, before = _two(scope, arguments, "变化率")
    new, old = numbers((now.value, before.value), "变化率")
    if old <= 0:
        raise Absent("基数为零" if old == 0 else "基数为负数")
    return combined((new - old) / old * HUNDRED, now, before)


def _increase(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    """增量: the value less that of the period before; the value itself where the data starts."""
    _expect(arguments, 1, "增量")
    now = scope.value(arguments[0])
    [new] = numbers((now.value,), "增量")
    earlier = scope.earlier()
    if earlier is None:
        return now
    before = earlier.value(arguments[0])
    [old] = numbers((before.value,), "增量")
    return combined(new - old, now, before)


def _previous(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    """上期: the value of the period before."""
    _expect(arguments, 1, "上期")
    earlier = scope.earlier()
    if earlier is None:
        raise Absent("没有上一报告期的数据")
    return earlier.value(arguments[0])


def _whole(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    """总: the value of all members of the group together."""
    _expect(arguments, 1, "总")
    return scope.whole().value(arguments[0])


def _rank(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    """名次: where the value stands among all members of the group, the largest first; equal ones stand equal."""
    _expect(arguments, 1, "名次")
    if not scope.members():
        raise FormulaFault("名次只能用在分组的数据里，请补上“by: …”")
    mine = scope.value(arguments[0])
    others = []
    for member in scope.members():
        try:
            others.append(member.value(arguments[0]))
        except Absent:
            continue
    [own], values = numbers((mine.value,), "名次"), numbers((other.value for other in others), "名次")
    return combined(Decimal(1 + sum(value > own for value in values)), mine, *others)


def _rounded(scope: Scope, arguments: Sequence[ast.expr]) -> Quantity:
    """修约: a fact as it is printed, so that a difference of two is that of the numbers that a reader sees."""
    _expect(arguments, 1, "修约")
    if not isinstance(arguments[0], ast.Name):
        raise FormulaFault("修约只能用于一个数据的名称，如 修约(投资完成率)")
    exact = scope.value(arguments[0])
    [number] = numbers((exact.value,), "修约")
    unit = Decimal(1).scaleb(-scope.places(arguments[0].id))
    return combined(number.quantize(unit, ROUND_HALF_UP), exact)


FUNCTIONS: dict[str, Function] = {
    "求和": _total,
    "计数": _count,
    "去重": _distinct,
    "取值": _only,
    "最大": _extreme("最大"),
    "最小": _extreme("最小"),
    "比率": _ratio,
    "变化率": _change,
    "增量": _increase,
    "上期": _previous,
    "总": _whole,
    "名次": _rank,
    "修约": _rounded,
}


def _picked(scope: Scope, arguments: Sequence[ast.expr], name: str) -> Sequence[Quantity]:
    """Return the filled rows that the first argument names and the second, a condition, keeps."""
    if len(arguments) not in (1, 2):
        raise FormulaFault(f"{name}应写成“{name}(视图.列)”或“{name}(视图.列, 条件)”")
    return scope.pick(arguments[0], arguments[1] if len(arguments) == 2 else None)


def _two(scope: Scope, arguments: Sequence[ast.expr], name: str) -> tuple[Quantity, Quantity]:
    _expect(arguments, 2, name)
    return scope.value(arguments[0]), scope.value(arguments[1])


def _expect(arguments: Sequence[ast.expr], count: int, name: str) -> None:
    if len(arguments) != count:
        raise FormulaFault(f"{name}需要{count}项，写了{len(arguments)}项")
