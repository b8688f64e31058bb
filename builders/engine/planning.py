"""Planning (排定): which documents a notice has due up to a period, and why some of them cannot be made yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builders.engine.making import Order
from builders.engine.programme import Programme
from builders.model.notice import Artifact, Unit
from builders.model.period import ONE_OCCASION, Period, half_year_of
from builders.sources.passages import read_status

NOT_DUE = "未到期"
NO_DATA = "没有数据"
NO_CONTENT = "还没有正文"
OTHER_FORMAT = "没有这种格式"
INVENTED = "示例数据不能定稿（演示可加 --sample）"


@dataclass(frozen=True)
class Skip:
    """A document that is not made, and why."""

    order: Order
    reason: str


@dataclass(frozen=True)
class Plan:
    """The documents of some units up to a period: those to make, and those that are skipped."""

    programme: Programme
    until: Period
    orders: tuple[Order, ...]
    skips: tuple[Skip, ...]


def plan(
    programme: Programme,
    units: Sequence[Unit],
    until: Period | None,
    formats: Sequence[str] = (),
    *,
    sample: bool = False,
) -> Plan:
    """Return what the units owe up to ``until``, by default the newest period for which one of them has data.

    A notice without such data has everything due. ``formats`` are those wanted, none for all; ``sample`` lets invented
    data be final.
    """
    newest = max((period for unit in units for period in programme.periods_of(unit)), default=ONE_OCCASION)
    until = until or newest
    orders: list[Order] = []
    skips: list[Skip] = []
    for order in _owed(programme, units, until):
        reason = _hindrance(programme, order, until, formats) or _invented(programme, order, sample)
        if reason:
            skips.append(Skip(order, reason))
        else:
            orders.append(order)
    return Plan(programme, until, tuple(orders), tuple(skips))


def _owed(programme: Programme, units: Sequence[Unit], until: Period) -> Iterator[Order]:
    """Yield every document that the notice asks of the units up to ``until``: those of a unit and a period together."""
    for unit in units:
        owed = [artifact for artifact in programme.notice.artifacts if artifact.level == unit.level]
        asked = {artifact: list(_periods(programme, artifact, until)) for artifact in owed}
        for period in sorted({period for periods in asked.values() for period in periods}):
            yield from (Order(artifact, unit, period) for artifact in owed if period in asked[artifact])


def _periods(programme: Programme, artifact: Artifact, until: Period) -> Iterator[Period]:
    """Yield the periods that an artifact is asked for: from the first that is due, or has data, up to ``until``."""
    if artifact.cadence == "once":
        yield ONE_OCCASION
    if artifact.cadence == "once" or until == ONE_OCCASION:
        return
    period = half_year_of(artifact.first_due) if artifact.first_due else _first_with_data(programme)
    while period is not None and period <= until:
        if not artifact.due or artifact.due_day(period):
            yield period
        period = period.next


def _first_with_data(programme: Programme) -> Period | None:
    return min((period for unit in programme.notice.units for period in programme.periods_of(unit)), default=None)


def _hindrance(programme: Programme, order: Order, until: Period, formats: Sequence[str]) -> str:
    """Return why a document cannot be made, or an empty text."""
    artifact, unit, period = order.artifact, order.unit, order.period
    if not artifact.is_due(period, until.end):
        return NOT_DUE
    if period not in programme.periods(artifact, unit):
        return NO_DATA
    place = programme.workspace.content_file(programme.notice.id, unit.name, period.id, artifact.id)
    if not (place.exists() or place.is_symlink()):
        return NO_CONTENT
    return OTHER_FORMAT if formats and not set(formats) & set(artifact.formats) else ""


def _invented(programme: Programme, order: Order, sample: bool) -> str:
    """Return that a document is final though its data is invented, unless ``sample`` allows it; or an empty text."""
    notice = programme.notice
    if sample or not notice.sample:
        return ""
    status = read_status(programme.workspace, notice.id, order.artifact, order.unit, order.period)
    return INVENTED if status == "final" else ""
