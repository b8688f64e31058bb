"""``make-report list``: what this workspace holds — notices, artifacts, units and the periods with data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from builders.cli.chinese import ChineseCommand
from builders.cli.root import Shelf
from builders.cli.voice import show_problems, tell
from builders.core.errors import ReportError
from builders.model.notice import Artifact, Notice, Unit
from builders.model.period import ONCE
from builders.sources.workspace import Workspace

if TYPE_CHECKING:
    from builders.engine.programme import Programme


def command(shelf: Shelf) -> click.Command:
    """Return the command for the notices of a workspace."""
    help = "列出本工作区的通知、报送文件、报送单位和有数据的报告期。"
    return ChineseCommand(name="list", callback=lambda: _list(shelf), help=help)


def _list(shelf: Shelf) -> None:
    """Print everything that can be read, then raise the first fault of what cannot."""
    from builders.engine.programme import load_programme

    workspace = shelf.workspace
    faults = list(shelf.faults)
    for notice in shelf.notices:
        _show_notice(notice)
        try:
            _show_artifacts(load_programme(workspace, notice.id))
        except ReportError as fault:
            tell(f"  （{fault.message}）")
            faults.append(fault)
        tell("")
    if faults:
        for other in faults[1:]:
            show_problems(other.diagnostics)
        raise faults[0]


def _show_notice(notice: Notice) -> None:
    sample = "　【示例数据】" if notice.sample else ""
    tell(f"通知 {notice.id}：{notice.title}（{notice.number}）{sample}")


def _show_artifacts(programme: Programme) -> None:
    notice = programme.notice
    for artifact in notice.artifacts:
        _show_artifact(notice, artifact)
        for unit in notice.units_of(artifact):
            periods = [period.id for period in programme.periods(artifact, unit)]
            tell(f"    {_unit(unit)}　{_ready(programme.workspace, notice, artifact, unit, periods)}")


def _show_artifact(notice: Notice, artifact: Artifact) -> None:
    level = notice.level(artifact.level)
    days = "、".join(printed_day(day) for day in artifact.due)
    rule = f"，{'' if artifact.cadence == 'once' else '每年'}{days}前报送" if days else ""
    tell(f"  报送文件 {artifact.id}：{artifact.title}（--{level.option} {level.title}{rule}）")


def printed_day(day: str) -> str:
    """Return a due day as people write it: ``06-10`` is 6月10日, ``2022-12-31`` is 2022年12月31日."""
    numbers = [str(int(part)) for part in day.split("-")]
    return "".join(number + word for number, word in zip(numbers, "年月日"[-len(numbers) :], strict=True))


def _unit(unit: Unit) -> str:
    code = f"{unit.code} " if unit.code != unit.name else ""
    full = f"（{unit.full_name}）" if unit.full_name != unit.name else ""
    return f"{code}{unit.name}{full}"


def _ready(workspace: Workspace, notice: Notice, artifact: Artifact, unit: Unit, periods: list[str]) -> str:
    if not periods:
        return "还没有数据"
    missing = [p for p in periods if not workspace.content_file(notice.id, unit.name, p, artifact.id).exists()]
    if periods == [ONCE]:
        return "一次性（还没有正文）" if missing else "一次性"
    return "、".join(periods) + (f"（{'、'.join(missing)} 还没有正文）" if missing else "")
