"""Units of measure (计量单位): what ``1.2亿元`` is in 万元, for the answer to a cell that says its unit itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_MULTIPLES = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_KINDS = {
    "钱": {"元": 1, "块": 1, "块钱": 1, "人民币": 1},
    "面积": {"平方米": 1, "平米": 1, "平方": 1, "㎡": 1, "m²": 1, "m2": 1, "公顷": 10_000,
             "平方公里": 1_000_000, "平方千米": 1_000_000},
    "长度": {"米": 1, "延米": 1, "m": 1, "公里": 1000, "千米": 1000, "km": 1000},
    "重量": {"公斤": 1, "千克": 1, "吨": 1000},
}  # fmt: skip
_COUNTED = (
    *("户", "人", "人次", "栋", "幢", "座", "处", "个", "条", "份", "件", "项", "所", "家", "名", "位", "套", "间"),
    *("台", "辆", "棵", "株", "盏", "桩", "天", "年", "月", "岁", "度", "次", "亩"),
)
_BASES = {
    **{unit: (kind, size) for kind, units in _KINDS.items() for unit, size in units.items()},
    **{unit: (unit, 1) for unit in _COUNTED},
}
"""What a unit measures, and how many of the smallest it is."""
_QUANTITY = re.compile(r"([-+]?[0-9][0-9,，]*(?:\.[0-9]+)?)\s*([十百千万亿]*)\s*([^0-9.,，\s]*)")


@dataclass(frozen=True)
class Quantity:
    """A number and the unit typed behind it, as read for a column of unit ``wanted``.

    ``converted`` is the number in the column's unit, None where the two units measure different things.
    """

    number: Decimal
    unit: str
    wanted: str
    converted: Decimal | None

    @property
    def same(self) -> bool:
        """Whether the unit typed is the column's own."""
        return self.converted is not None and self.converted == self.number


def quantity(text: str, wanted: str) -> Quantity | None:
    """Return the number and the unit of a half-width text in a column of unit ``wanted``, or None for another thing."""
    match = _QUANTITY.fullmatch(text)
    if match is None or not (match[2] or match[3]):
        return None
    number = Decimal(re.sub("[,，]", "", match[1]))
    unit = match[2] + match[3]
    if unit == wanted:
        return Quantity(number, unit, wanted, number)
    own, given = _scale(wanted), _scale(unit)
    if given is None and not match[3]:  # 1.2亿 in a column of 万元: the base is the column's
        given = (own[0] if own else "", _multiple(match[2]))
    if given is None:
        return None
    if own is None or own[0] != given[0]:
        return Quantity(number, unit, wanted, None)
    return Quantity(number, unit, wanted, number * given[1] / own[1])


def _scale(unit: str) -> tuple[str, int] | None:
    """Return what a unit measures and how many of the smallest it is."""
    if unit in _BASES:
        return _BASES[unit]
    multiples = re.match("[十百千万亿]*", unit)
    head = multiples[0] if multiples else ""
    base = _BASES.get(unit[len(head) :])
    return (base[0], base[1] * _multiple(head)) if base else None


def _multiple(signs: str) -> int:
    product = 1
    for sign in signs:
        product *= _MULTIPLES[sign]
    return product
