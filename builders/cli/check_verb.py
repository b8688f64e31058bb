"""``make-report check``: the door that nothing bad passes — tables, prose, templates, and finished files by name."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builders.cli.chinese import ChineseCommand, OneOf
from builders.cli.document_verb import named_units, unit_options
from builders.cli.root import Shelf, missing
from builders.cli.voice import say, tell
from builders.core.errors import ProblemsFound, UsageError

if TYPE_CHECKING:
    from builders.engine.gate.inspection import Inspection
    from builders.sources.workspace import Workspace

MOST_SHOWN = 100
HELP = """\
检查数据表、正文和模板：表格格式、表间关系、标点和数字用法、文字损坏、单位和文件名称、个人信息。

也可以写出文件名，检查已经做好的 Word、PDF、Excel、图片、压缩包里的个人信息和文字。
有错误时退出码为1，没有错误为0；--strict 时提醒也算错误。
"""


def command(shelf: Shelf) -> click.Command:
    """Return the command for the notices of a workspace."""

    def check(**given: Any) -> None:
        _check(shelf, given)

    return ChineseCommand(name="check", callback=check, params=list(_parameters(shelf)), help=HELP)


def _parameters(shelf: Shelf) -> Iterator[click.Parameter]:
    yield click.Argument(["files"], nargs=-1, metavar="[文件]...", type=click.Path(path_type=Path))
    yield from unit_options(shelf.levels)
    notices = "、".join(notice.id for notice in shelf.notices)
    yield click.Option(["--notice"], metavar="通知", help=f"哪个通知：{notices}；默认全部，或按单位判断。")
    yield click.Option(["--strict"], is_flag=True, help="提醒也算错误。")
    yield click.Option(["--fix"], is_flag=True, help="自动修正正文和模板中可以放心修正的标点和数字，并显示改动。")
    formats = ["text", "json", "github"]
    yield click.Option(["--format"], type=OneOf(formats), default="text", help="输出方式，默认 text。")
    limit = click.IntRange(min=1)
    yield click.Option(
        ["--limit"], type=limit, default=MOST_SHOWN, metavar="数目", help=f"最多列出多少处，默认{MOST_SHOWN}。"
    )


def _check(shelf: Shelf, given: dict[str, Any]) -> None:
    """Look, perhaps mend and look again, print, and exit with 1 where something must be mended."""
    inspection = _inspect(shelf, given)
    if given["fix"]:
        from builders.checks.privacy.detecting import mask_text
        from builders.engine.gate.gating import mend_notices

        changed = mend_notices(shelf.workspace, inspection)
        for each in changed:
            say(mask_text(each.difference))
        say(f"已修正{sum(each.mends for each in changed)}处，改动了{len(changed)}个文件。")
        if changed:
            inspection = _inspect(shelf, given)
    _show(shelf.place, inspection, given["format"], given["limit"])
    if given["strict"] and inspection.warnings and not inspection.errors:
        say("按 --strict，提醒也算错误。")
    if inspection.errors or (given["strict"] and inspection.warnings):
        raise click.exceptions.Exit(ProblemsFound.exit_code)


def _inspect(shelf: Shelf, given: dict[str, Any]) -> Inspection:
    from builders.engine.gate.gating import inspect_notice
    from builders.engine.gate.inspection import joined
    from builders.engine.selection import find_units

    named = named_units(shelf.levels, given)
    files: Sequence[Path] = given["files"]
    if files:
        if named or given["notice"] or given["fix"]:
            raise UsageError("写出文件名时只检查这些文件，不能同时指明单位、通知或 --fix。")
        from builders.engine.gate.files import inspect_file

        _refuse_names(shelf, files)
        return joined(inspect_file(file) for file in files)
    workspace = shelf.workspace
    if not named:
        wanted = given["notice"]
        ids = workspace.notice_ids
        if wanted is not None and wanted not in ids:
            raise missing(shelf, wanted, ids)
        return joined(inspect_notice(workspace, id) for id in ids if wanted in (None, id))
    return joined(
        inspect_notice(workspace, notice.id, (unit, *notice.descendants(unit)))
        for notice, unit in find_units(shelf.notices, given["notice"], named, "", partial(missing, shelf))
    )


def _refuse_names(shelf: Shelf, files: Sequence[Path]) -> None:
    """Answer somebody who wrote a unit where a file is meant. Raises UsageError."""
    for notice in shelf.notices:
        for unit in notice.units:
            for file in files:
                if str(file) in unit.names and not file.exists():
                    option = notice.level(unit.level).option
                    raise UsageError(f"没有文件“{file}”。要检查{unit.name}，请写 --{option} {file}。")


def _show(workspace: Workspace | None, inspection: Inspection, format: str, most: int) -> None:
    from builders.cli.problem_text import problems_text, summary
    from builders.cli.problem_values import to_annotations
    from builders.engine.catalogue import all_rules
    from builders.engine.gate.report import to_values
    from builders.sources.excerpts import Excerpts

    if format == "json":
        tell(json.dumps(to_values(inspection, all_rules()), ensure_ascii=False, indent=2))
    elif format == "github":
        for line in to_annotations(inspection, all_rules(), most):
            tell(line)
        say(summary(inspection))
    else:
        tell(problems_text(inspection, Excerpts(workspace), most))
