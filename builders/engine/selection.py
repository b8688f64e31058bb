"""Selection (选定): from what the user named to the orders, in the notice's order of units and by period."""

from __future__ import annotations

from builders.core.errors import UsageError
from builders.engine.making import Order
from builders.engine.programme import Programme, find_unit
from builders.model.notice import Artifact


def select(
    programme: Programme, artifact: Artifact, unit: str | None, period: str | None, everything: bool, option: str
) -> list[Order]:
    """Return the orders for a unit and a period; ``everything`` stands for what is not named.

    Raises UsageError when neither a unit nor ``everything`` is given, or a name is unknown.
    """
    units = programme.notice.units_of(artifact)
    if unit is not None:
        units = (find_unit(programme.notice, artifact, unit),)
    elif not everything:
        names = "、".join(unit.name for unit in units)
        raise UsageError(f"请用 --{option} 指明单位，或用 --all 生成全部。可用的有：{names}。")
    orders = []
    for each in units:
        if period is None and everything:
            orders += [Order(artifact, each, one) for one in programme.periods(artifact, each)]
        else:
            orders.append(Order(artifact, each, programme.period(artifact, each, period)))
    if not orders:
        raise UsageError("没有可生成的文件：数据表里还没有任何报告期的数据。")
    return orders
