"""Selection (选定): from what the user named to the orders, in the notice's order of artifacts, units and periods."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from builders.core.errors import ReportError, UsageError
from builders.core.suggest import unknown
from builders.engine.making import Order
from builders.engine.programme import Programme, find_unit
from builders.model.notice import Artifact, Notice, Unit

Named = Mapping[str, str]
"""A unit as the user named it: option → name; of several levels only one may be named."""


def select(programme: Programme, id: str, named: Named, period: str | None, everything: bool) -> list[Order]:
    """Return the orders of the artifacts ``id``, on whatever level; ``everything`` stands for what is not named.

    Raises UsageError when neither a unit nor ``everything`` is given, or a name is unknown.
    """
    orders = []
    for artifact, unit in _owing(programme.notice, programme.artifacts(id), named, everything):
        if period is None and everything:
            orders += [Order(artifact, unit, one) for one in programme.periods(artifact, unit)]
        else:
            orders.append(Order(artifact, unit, programme.period(artifact, unit, period)))
    if not orders:
        raise UsageError("没有可生成的文件：数据表里还没有任何报告期的数据。")
    return orders


def one_named(named: Named) -> tuple[str, str] | None:
    """Return option and name of the unit that is named, or None. Raises UsageError for several."""
    if len(named) > 1:
        raise UsageError(f"一次只能指明一个单位，请只用 {'、'.join(f'--{option}' for option in named)} 中的一个。")
    return next(iter(named.items()), None)


def _not_there(name: str, known: Iterable[str]) -> ReportError:
    return UsageError(unknown(name, dict.fromkeys(known)))


def find_units(
    notices: Sequence[Notice],
    wanted: str | None,
    named: Named,
    ask: str,
    missing: Callable[[str, Iterable[str]], ReportError] = _not_there,
) -> list[tuple[Notice, Unit]]:
    """Return the units that a name may mean, at least one, each with its notice: ``wanted``, or any where that is None.

    Raises UsageError with ``ask`` where none is named, and what ``missing`` makes of a name and those that there are.
    """
    ids = [notice.id for notice in notices]
    if wanted is not None and wanted not in ids:
        raise missing(wanted, ids)
    one = one_named(named)
    if one is None:
        raise UsageError(ask)
    option, name = one
    pool = [
        (notice, unit)
        for notice in notices
        if wanted in (None, notice.id)
        for unit in notice.units
        if notice.level(unit.level).option == option
    ]
    found = [(notice, unit) for notice, unit in pool if name.strip() in unit.names]
    if not found:
        raise missing(name, [each for _, unit in pool for each in unit.names])
    return found


def _owing(
    notice: Notice, artifacts: tuple[Artifact, ...], named: Named, everything: bool
) -> Iterator[tuple[Artifact, Unit]]:
    """Yield each artifact with each unit that is meant."""
    wanted = one_named(named)
    options = {notice.level(artifact.level).option: artifact for artifact in artifacts}
    if wanted is not None:
        option, name = wanted
        if option not in options:
            others = " 或 ".join(f"--{each}" for each in options)
            raise UsageError(f"“{artifacts[0].title}”不按 --{option} 生成，请用 {others}。")
        yield options[option], find_unit(notice, options[option], name)
        return
    if not everything:
        ways = "、".join(f"--{option}" for option in options)
        raise UsageError(f"请用 {ways} 指明单位，或用 --all 生成全部。可用的有：{_listed(notice, options)}。")
    for artifact in artifacts:
        for unit in notice.units_of(artifact):
            yield artifact, unit


def _listed(notice: Notice, options: Mapping[str, Artifact]) -> str:
    """Return the names that each option may take; a single option need not be named again."""
    names = {option: "、".join(unit.name for unit in notice.units_of(one)) for option, one in options.items()}
    return "；".join(f"--{option} {listed}" if len(names) > 1 else listed for option, listed in names.items())
