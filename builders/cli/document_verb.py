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
from builders.model.notice import FORMATS, Artifact, Level, Notice
from builders.sources.workspace import Workspace

PERIOD_HELP = "如 2023H1 或 2023上半年；默认为有数据的最新一期。"


def document_command(workspace: Workspace, verb: str, notices: list[Notice]) -> click.Command:
    """Return the command that makes the artifact ``verb`` of the notices that require it."""
    owed = [(notice, artifact) for notice in notices for artifact in notice.artifacts if artifact.id == verb]
    levels = {level.option: level for notice, artifact in owed for level in [notice.level(artifact.level)]}

    def make(**given: Any) -> None:
        named = named_units(levels, given)
        _make(workspace, _chosen_notice(notices, verb, given["notice"], named), verb, named, given)

    return ChineseCommand(
        name=verb,
        callback=make,
        params=list(_parameters(notices, levels, [artifact for _, artifact in owed])),
        help=f"生成{owed[0][1].title}，同时写出文稿、数据出处和清单。",
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


def named_units(levels: dict[str, Level], given: dict[str, Any]) -> dict[str, str]:
    """Return the units that the user named, by option."""
    names = {option: given[option_parameter(option)] for option in levels}
    return {option: name for option, name in names.items() if name is not None}


def output_options(formats: tuple[str, ...]) -> Iterator[click.Option]:
    """Yield the options that say what is written, and where."""
    both = "两种" if len(formats) == 2 else "各种"
    help = f"只生成一种格式；可重复，默认{both}都生成。"
    yield click.Option(["--format", "formats"], type=OneOf(formats), multiple=True, help=help)
    folder = click.Path(path_type=Path)
    yield click.Option(["--output"], metavar="文件夹", type=folder, help="输出文件夹，默认 outputs。")
    yield click.Option(["--sample"], is_flag=True, help="演示用：允许示例数据定稿。")


def _parameters(
    notices: list[Notice], levels: dict[str, Level], artifacts: list[Artifact]
) -> Iterator[click.Parameter]:
    yield from unit_options(levels)
    if len(notices) > 1:
        listed = "、".join(notice.id for notice in notices)
        yield click.Option(["--notice"], metavar="通知", help=f"哪个通知：{listed}；默认按单位判断。")
    else:
        yield click.Option(["--notice"], metavar="通知", help=f"哪个通知，默认 {notices[0].id}。")
    if any(artifact.cadence != "once" for artifact in artifacts):
        yield click.Option(["--period"], metavar="报告期", help=PERIOD_HELP)
    yield click.Option(["--all"], is_flag=True, help="生成没有指明的全部单位、全部报告期。")
    offered = {name for artifact in artifacts for name in artifact.formats}
    yield from output_options(tuple(name for name in FORMATS if name in offered))


def _chosen_notice(notices: list[Notice], verb: str, wanted: str | None, named: dict[str, str]) -> Notice:
    """Return the notice meant: the one named, the only one, or the only one that knows the unit."""
    if wanted is None and len(notices) == 1:
        return notices[0]
    knowing = [notice for notice in notices if _knows(notice, verb, named)]
    if wanted is None and len(knowing) == 1:
        return knowing[0]
    for notice in notices:
        if wanted == notice.id:
            return notice
    if wanted is None:
        listed = "、".join(notice.id for notice in notices)
        raise UsageError(f"有{len(notices)}个通知要求这种文件，请用 --notice 指明：{listed}。")
    raise UsageError(unknown(wanted, [notice.id for notice in notices]))


def _knows(notice: Notice, verb: str, named: dict[str, str]) -> bool:
    """Return whether one of the units named owes the artifact ``verb`` under a notice."""
    return any(
        name.strip() in unit.names and notice.level(artifact.level).option == option
        for artifact in notice.artifacts
        if artifact.id == verb
        for unit in notice.units_of(artifact)
        for option, name in named.items()
    )


def _make(workspace: Workspace, notice: Notice, verb: str, named: dict[str, str], given: dict[str, Any]) -> None:
    from builders.cli.console import report_progress, show_deliveries
    from builders.engine.faces import find_faces
    from builders.engine.making import make_documents
    from builders.engine.programme import load_programme
    from builders.engine.revisions import CountedRevisions
    from builders.engine.selection import select

    period, everything, formats = given.get("period"), given["all"], given["formats"]
    programme = load_programme(workspace, notice.id)
    orders = select(programme, verb, named, period, everything)
    for order in orders:
        made = order.artifact.formats
        if formats and not set(formats) & set(made):
            raise UsageError(f"“{order.title}”不生成 {'、'.join(formats)}，可用的格式有：{'、'.join(made)}。")
    if period is None and not everything and orders[0].artifact.cadence != "once":
        tell(f"报告期：{orders[0].period.label}（{orders[0].period.id}），有数据的最新一期。")
    output = given["output"] or workspace.root / "outputs"
    faces, revisions = find_faces(workspace), CountedRevisions()
    with report_progress(len(orders)) as progress:
        jobs = [(programme, order) for order in orders]
        deliveries, warnings = make_documents(
            jobs, faces, formats, output, progress, revisions, sample=given["sample"]
        )
    show_deliveries(deliveries, warnings, faces, revisions.reasons)
