"""``make-report form``: a table as an Excel form for one unit, to be filled in and sent back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import click

from builders.cli.chinese import ChineseCommand
from builders.cli.document_verb import named_units, unit_options
from builders.cli.root import Shelf, missing
from builders.cli.voice import tell
from builders.core.errors import FileError, UsageError
from builders.core.names import safe_name
from builders.core.suggest import unknown
from builders.model.notice import Level, Notice, Unit

SUFFIX = ".xlsx"


def command(shelf: Shelf) -> click.Command:
    """Return the command for the notices of a workspace."""

    def form(table: str, **given: Any) -> None:
        _form(shelf, table, given)

    return ChineseCommand(
        name="form",
        callback=form,
        params=list(_parameters(shelf)),
        help="生成填报用的 Excel 表：带填写说明、下拉列表和已有的数据，填好后用 make-report import 导入。",
        no_args_is_help=True,
        context_settings={"ignore_unknown_options": True} if shelf.place is None else {},
    )


def all_levels(shelf: Shelf) -> dict[str, Level]:
    """Return the levels of all units, by the option that picks one."""
    return {level.option: level for notice in shelf.notices for level in notice.levels}


def _parameters(shelf: Shelf) -> Iterator[click.Parameter]:
    yield click.Argument(["table"], metavar="表")
    if shelf.place is None:
        yield click.Argument(["rest"], nargs=-1, type=click.UNPROCESSED, expose_value=False)
    yield from unit_options(all_levels(shelf))
    notices = "、".join(notice.id for notice in shelf.notices)
    yield click.Option(["--notice"], metavar="通知", help=f"哪个通知：{notices}；默认按单位和表判断。")
    yield click.Option(["--until"], metavar="日期", help="要求交回的日期，如 2024-06-05，印在填表说明里。")
    path = click.Path(path_type=Path)
    yield click.Option(["-o", "--output"], metavar="文件", type=path, help="写到哪里，默认为“单位-表.xlsx”。")
    yield click.Option(["--force"], is_flag=True, help="已有同名的文件时覆盖它。")


def _form(shelf: Shelf, table: str, given: dict[str, Any]) -> None:
    from builders.core.replace import replace_files
    from builders.engine.exchange import make_form

    workspace = shelf.workspace
    notice, unit = _owner(shelf, table, given)
    content = make_form(workspace, notice, table, unit, _day(given["until"]))
    path = given["output"] or Path(safe_name(f"{unit.name}-{table.strip()}{SUFFIX}", "文件名"))
    _require_place(path, workspace.root)
    if path.is_file() and not path.is_symlink():
        if path.read_bytes() == content:
            tell(f"未变化：{path}")
            return
        if not given["force"]:
            raise UsageError(f"已有文件 {path}，可能已经填过。请换一个文件名；确实要覆盖，请加 --force。")
    replace_files({path: content})
    tell(f"已生成：{path}")


def _owner(shelf: Shelf, table: str, given: dict[str, Any]) -> tuple[Notice, Unit]:
    """Return notice and unit meant: the one that the unit's name belongs to, and that has the table."""
    from builders.engine.exchange import table_titles
    from builders.engine.selection import find_units

    levels = all_levels(shelf)
    ways = "、".join(f"--{option}" for option in levels)
    ask = f"请用 {ways} 指明填报单位，如 make-report form {table} --district 双塔区。"
    found = find_units(shelf.notices, given["notice"], named_units(levels, given), ask, partial(missing, shelf))
    titles = {notice.id: table_titles(shelf.workspace, notice) for notice, _ in found}
    holding = [each for each in found if {table.strip(), table.strip().removesuffix("表")} & titles[each[0].id]]
    if not holding:
        raise UsageError(unknown(table.strip(), sorted(set().union(*titles.values()))))
    if len(holding) > 1:
        listed = "、".join(notice.id for notice, _ in holding)
        raise UsageError(f"有{len(holding)}个通知有这张表，请用 --notice 指明：{listed}。")
    return holding[0]


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"看不懂日期“{text}”，请写成 2024-06-05 的形式。") from None


def _require_place(path: Path, root: Path) -> None:
    """Refuse a place that is no file of Excel, or lies in what documents are made from."""
    if path.suffix.lower() != SUFFIX:
        raise UsageError(f"输出文件应以 {SUFFIX} 结尾，现为“{path.name}”。")
    if path.is_dir() or not path.parent.is_dir():
        raise FileError(f"不能写入 {path}：{'是文件夹，不是文件' if path.is_dir() else '文件夹不存在'}。")
    for name in ("data", "content", "templates", "builders"):
        if path.resolve().is_relative_to((root / name).resolve()):
            raise UsageError(f"表单不能放在 {name} 里面，请换一个位置。")
