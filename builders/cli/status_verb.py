"""``make-report status``: who owes what by when, how far it has come, and what is missing — late ones first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builders.cli.build_verb import meant
from builders.cli.chinese import OneOf
from builders.cli.day import the_day
from builders.cli.document_verb import named_units
from builders.cli.root import Shelf
from builders.cli.unit_verb import notice_option, unit_command
from builders.cli.voice import say, tell
from builders.core.errors import FileError, ProblemsFound, UsageError

if TYPE_CHECKING:
    from builders.engine.standing import Standing

WITHIN = 60
"""So many days ahead are shown unless everything is asked for."""
YEAR = 366
HELP = """\
报送进度：每个单位每份文件的期限、剩余天数、做到哪一步、还缺什么；逾期最久的在前。

默认只列已到期和60天内到期、还没有收到的。逾期是期限已过、既没有打包也没有收到。
--format ics 写出日历文件，提前7天和1天提醒，可导入手机和电脑的日历。
"""


def command(shelf: Shelf) -> click.Command:
    """Return the command for the notices of a workspace."""
    return unit_command(shelf, "status", HELP, _status, _options(shelf), no_args_is_help=False)


def _options(shelf: Shelf) -> Iterator[click.Parameter]:
    yield click.Option(["--on"], metavar="日期", help="按哪一天算期限，如 2023-06-09；默认今天。进度总是现在的。")
    yield notice_option(shelf)
    yield click.Option(["--period"], metavar="报告期", help="只看这一期，如 2023H1、2023上半年，或“一次性”。")
    yield click.Option(["--all"], is_flag=True, help="全部列出：已收到的、期限还远的和没有期限的。")
    yield click.Option(["--format"], type=OneOf(["text", "json", "ics"]), default="text", help="输出方式，默认 text。")
    path = click.Path(path_type=Path)
    yield click.Option(["--output", "-o"], metavar="文件", type=path, help="写到这个文件，默认输出到屏幕。")
    yield click.Option(["--strict"], is_flag=True, help="有逾期的，退出码为1。")


def _status(shelf: Shelf, given: dict[str, Any]) -> None:
    from builders.cli.standings import calendar_file, lines, summary, values
    from builders.engine.standing import State

    on, form = the_day(given["on"]), given["format"]
    found = _standings(shelf, given, on, on + timedelta(days=YEAR) if form == "ics" else on)
    scope = [each for each in found if given["all"] or (each.days_left is not None and each.days_left <= WITHIN)]
    if form == "ics":
        coming = [each for each in found if each.days_left is not None and (given["all"] or each.days_left >= 0)]
        _write(calendar_file(coming, on), given["output"])
    elif form == "json":
        _write((json.dumps(values(found, on), ensure_ascii=False, indent=2) + "\n").encode(), given["output"])
    else:
        shown = [each for each in scope if given["all"] or each.reached is not State.RECEIVED]
        text = "\n".join([*summary(scope, on), *lines(shown)])
        _write(f"{text}\n".encode(), given["output"])
    if given["strict"] and any(each.state is State.OVERDUE for each in found):
        raise click.exceptions.Exit(ProblemsFound.exit_code)


def _standings(shelf: Shelf, given: dict[str, Any], on: date, until: date) -> list[Standing]:
    """Return how the documents stand that are meant. Raises UsageError for a unit, notice or period that is none."""
    from builders.engine.programme import read_period
    from builders.engine.standing import standings

    workspace, named = shelf.workspace, named_units(shelf.levels, given)
    found = [
        standing
        for notice, units in meant(shelf, given["notice"], named, not named)
        for standing in standings(workspace, notice, on, workspace.root / "outputs", until)
        if standing.deadline.unit in units
    ]
    if given["period"] is not None:
        known = tuple(sorted({each.deadline.period for each in found}))
        period = read_period(given["period"], known)
        if period not in known:
            listed = "、".join(each.id for each in known) or "没有"
            raise UsageError(f"到{on:%Y-%m-%d}为止不用报{period.label}的文件，要报的有：{listed}。")
        found = [each for each in found if each.deadline.period == period]
    return found


def _write(content: bytes, path: Path | None) -> None:
    """Write to a file, or to the screen; a calendar keeps its line ends, whatever the system's are."""
    from builders.core.replace import replace_files

    if path is None:
        if content.startswith(b"BEGIN:VCALENDAR"):
            click.echo(content, nl=False)
        else:
            tell(content.decode().removesuffix("\n"))
        return
    if path.is_dir() or not path.parent.is_dir():
        raise FileError(f"不能写入 {path}：{'是文件夹，不是文件' if path.is_dir() else '文件夹不存在'}。")
    replace_files({path: content})
    say(f"已写出：{path}")
