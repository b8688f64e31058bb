"""``make-report list``: what this workspace holds — notices, artifacts, units and the periods with data."""

from __future__ import annotations

import click

from builders.cli.chinese import ChineseCommand
from builders.cli.root import read_shelf
from builders.core.errors import ReportError, UsageError
from builders.model.notice import Artifact, Notice, Unit
from builders.model.period import ONCE
from builders.sources.workspace import Workspace


def _list() -> None:
    from builders.engine.programme import load_programme

    shelf = read_shelf()
    if shelf.workspace is None:
        raise UsageError("当前文件夹不在工作区里（没有 data 和 templates 文件夹）。请先进入工作区再运行。")
    for notice in shelf.notices:
        _show_notice(notice)
        programme = load_programme(shelf.workspace, notice.id)
        for artifact in notice.artifacts:
            _show_artifact(notice, artifact)
            for unit in notice.units_of(artifact):
                periods = [period.id for period in programme.periods(artifact, unit)]
                click.echo(f"    {_unit(unit)}　{_ready(shelf.workspace, notice, artifact, unit, periods)}")
        click.echo("")
    if shelf.faults:
        raise _first(shelf.faults)


def _show_notice(notice: Notice) -> None:
    sample = "　【示例数据】" if notice.sample else ""
    click.echo(f"通知 {notice.id}：{notice.title}（{notice.number}）{sample}")


def _show_artifact(notice: Notice, artifact: Artifact) -> None:
    level = notice.level(artifact.level)
    due = "、".join(f"{int(day[:2])}月{int(day[3:])}日" for day in artifact.due)
    rule = f"，每年{due}前报送" if due else ""
    click.echo(f"  报送文件 {artifact.id}：{artifact.title}（--{level.option} {level.title}{rule}）")


def _unit(unit: Unit) -> str:
    code = f"{unit.code} " if unit.code != unit.name else ""
    full = f"（{unit.full_name}）" if unit.full_name != unit.name else ""
    return f"{code}{unit.name}{full}"


def _ready(workspace: Workspace, notice: Notice, artifact: Artifact, unit: Unit, periods: list[str]) -> str:
    if not periods:
        return "还没有数据"
    missing = [p for p in periods if not workspace.content_file(notice.id, unit.name, p, artifact.id).exists()]
    shown = "一次性" if periods == [ONCE] else "、".join(periods)
    return f"{shown}" + (f"（{'、'.join(missing)} 还没有正文）" if missing else "")


def _first(faults: tuple[ReportError, ...]) -> ReportError:
    return faults[0]


command = ChineseCommand(name="list", callback=_list, help="列出本工作区的通知、报送文件、报送单位和有数据的报告期。")
