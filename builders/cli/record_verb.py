"""``make-report record``: the figures of a unit and a period are recorded when they are handed up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import click

from builders.cli.chinese import ChineseCommand
from builders.cli.document_verb import named_units, unit_options
from builders.cli.root import Shelf, missing
from builders.cli.voice import tell
from builders.core.errors import UsageError
from builders.model.notice import Notice, Unit
from builders.model.period import parse_period


def command(shelf: Shelf) -> click.Command:
    """Return the command for the notices of a workspace."""

    def record(**given: Any) -> None:
        _record(shelf, given)

    return ChineseCommand(
        name="record",
        callback=record,
        params=list(_parameters(shelf)),
        help="报送留底：把一个单位一期报送的主要数据记进留底表，以后数据变了而没有说明，检查时会报错。已记过的不会覆盖。",
        no_args_is_help=True,
        context_settings={"ignore_unknown_options": True} if shelf.place is None else {},
    )


def _parameters(shelf: Shelf) -> Iterator[click.Parameter]:
    if shelf.place is None:
        yield click.Argument(["rest"], nargs=-1, type=click.UNPROCESSED, expose_value=False)
    yield from unit_options(shelf.levels)
    yield click.Option(["--period"], metavar="报告期", help="哪一期，如 2023H1 或 2023上半年。")
    notices = "、".join(notice.id for notice in shelf.notices)
    yield click.Option(["--notice"], metavar="通知", help=f"哪个通知：{notices}；默认按单位判断。")


def _record(shelf: Shelf, given: dict[str, Any]) -> None:
    from builders.engine.submitted import record_figures

    workspace = shelf.workspace
    notice, unit = _owner(shelf, given)
    if given["period"] is None:
        raise UsageError("请用 --period 写明报送的是哪一期，如 --period 2023H1。")
    period = parse_period(given["period"])
    if period is None:
        raise UsageError(f"看不懂报告期“{given['period']}”，请写成 2023H1 或 2023上半年。")
    recorded = record_figures(workspace, notice.id, unit, period)
    for figure in recorded.added:
        tell(f"  {figure.fact}：{figure.value}{figure.unit}")
    known = f"，原有{recorded.known}个未动" if recorded.known else ""
    if recorded.added:
        tell(f"已留底：{unit.name}{period.label}的{len(recorded.added)}个数据，写入 {recorded.file}{known}。")
    else:
        tell(f"未变化：{unit.name}{period.label}的数据已经留底{known}。")


def _owner(shelf: Shelf, given: dict[str, Any]) -> tuple[Notice, Unit]:
    """Return notice and unit meant. Raises UsageError with the nearest name."""
    from builders.engine.selection import find_units

    ways = "、".join(f"--{option}" for option in shelf.levels)
    ask = f"请用 {ways} 指明单位，如 make-report record --district 双塔区 --period 2023H1。"
    found = find_units(shelf.notices, given["notice"], named_units(shelf.levels, given), ask, partial(missing, shelf))
    if len(found) > 1:
        listed = "、".join(notice.id for notice, _ in found)
        raise UsageError(f"{found[0][1].name}在{len(found)}个通知里都有，请用 --notice 指明：{listed}。")
    return found[0]
