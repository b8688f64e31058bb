"""The document verbs (报送文件), one for each artifact of the notices: ``make-report half-year --district 双塔区``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from builders.cli.chinese import ChineseCommand, OneOf
from builders.cli.voice import tell
from builders.core.errors import UsageError
from builders.core.suggest import unknown
from builders.model.notice import Artifact, Level, Notice
from builders.sources.workspace import Workspace

FORMATS = ("docx", "pdf")
PERIOD_HELP = "如 2023H1 或 2023上半年；默认为有数据的最新一期。"


def document_command(workspace: Workspace, verb: str, notices: list[Notice]) -> click.Command:
    """Return the command that makes the artifact ``verb`` of the notices that require it."""
    levels = {level.option: level for notice in notices for level in [_level(notice, verb)]}
    once = all(_artifact(notice, verb).cadence == "once" for notice in notices)
    picking = {option_parameter(option): option for option in levels}

    def make(**given: Any) -> None:
        notice = _chosen_notice(notices, given.pop("notice", None))
        named = {option: given.pop(parameter) for parameter, option in picking.items()}
        _make(workspace, notice, verb, _unit_name(notice, verb, named), given)

    return ChineseCommand(
        name=verb,
        callback=make,
        params=list(_parameters(notices, levels, once)),
        help=f"生成{_artifact(notices[0], verb).title}，同时写出文稿、数据出处和清单。",
        no_args_is_help=True,
    )


def option_parameter(option: str) -> str:
    """Return the name under which click hands over a level's option, which never meets that of another option."""
    return f"unit_by_{option}".replace("-", "_")


def unit_options(levels: dict[str, Level]) -> Iterator[click.Option]:
    """Yield the options that pick a unit, one for each level."""
    for option, level in levels.items():
        names = [f"--{option}", option_parameter(option)]
        yield click.Option(names, metavar="名称", help=f"{level.title}：简称、全称或代码。")


def _parameters(notices: list[Notice], levels: dict[str, Level], once: bool) -> Iterator[click.Parameter]:
    yield from unit_options(levels)
    if len(notices) > 1:
        listed = "、".join(notice.id for notice in notices)
        yield click.Option(["--notice"], metavar="通知", help=f"哪个通知：{listed}。")
    else:
        yield click.Option(["--notice"], metavar="通知", help=f"哪个通知，默认 {notices[0].id}。")
    if not once:
        yield click.Option(["--period"], metavar="报告期", help=PERIOD_HELP)
    yield click.Option(["--all"], is_flag=True, help="生成没有指明的全部单位、全部报告期。")
    yield click.Option(
        ["--format", "formats"],
        type=OneOf(FORMATS),
        multiple=True,
        help="只生成一种格式；可重复，默认两种都生成。",
    )
    folder = click.Path(path_type=Path)
    yield click.Option(["--output"], metavar="文件夹", type=folder, help="输出文件夹，默认 outputs。")


def _chosen_notice(notices: list[Notice], wanted: str | None) -> Notice:
    if wanted is None and len(notices) == 1:
        return notices[0]
    for notice in notices:
        if wanted == notice.id:
            return notice
    if wanted is None:
        listed = "、".join(notice.id for notice in notices)
        raise UsageError(f"有{len(notices)}个通知要求这种文件，请用 --notice 指明：{listed}。")
    raise UsageError(unknown(wanted, [notice.id for notice in notices]))


def _unit_name(notice: Notice, verb: str, named: dict[str, str | None]) -> str | None:
    """Return the unit named by the option of the artifact's level; another level's option is refused."""
    own = _level(notice, verb).option
    for option, name in named.items():
        if name is not None and option != own:
            raise UsageError(f"“{_artifact(notice, verb).title}”不按 --{option} 生成，请用 --{own}。")
    return named[own]


def _make(workspace: Workspace, notice: Notice, verb: str, unit: str | None, given: dict[str, Any]) -> None:
    from builders.cli.console import report_progress, show_deliveries
    from builders.engine.faces import find_faces
    from builders.engine.making import make_documents
    from builders.engine.programme import load_programme
    from builders.engine.selection import select

    artifact = _artifact(notice, verb)
    period, everything = given.get("period"), given["all"]
    programme = load_programme(workspace, notice.id)
    orders = select(programme, artifact, unit, period, everything, _level(notice, verb).option)
    if period is None and not everything and artifact.cadence != "once":
        tell(f"报告期：{orders[0].period.label}（{orders[0].period.id}），有数据的最新一期。")
    output = given["output"] or workspace.root / "outputs"
    formats = tuple(name for name in FORMATS if name in (given["formats"] or FORMATS))
    faces = find_faces(workspace)
    with report_progress(len(orders)) as progress:
        deliveries, warnings = make_documents(programme, orders, faces, formats, output, progress)
    show_deliveries(deliveries, warnings, faces)


def _artifact(notice: Notice, verb: str) -> Artifact:
    return next(artifact for artifact in notice.artifacts if artifact.id == verb)


def _level(notice: Notice, verb: str) -> Level:
    return notice.level(_artifact(notice, verb).level)
