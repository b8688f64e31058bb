"""``make-report import``: filled forms go back into the tables, and every row that changes is told."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from builders.cli.chinese import ChineseCommand
from builders.cli.document_verb import named_units, unit_options
from builders.cli.form_verb import all_levels
from builders.cli.root import Shelf, missing
from builders.cli.voice import show_problems, tell

if TYPE_CHECKING:
    from builders.engine.imports import Imported
    from builders.engine.merging import Change

_KINDS = {"added": "新增", "changed": "改动", "removed": "删除"}


def command(shelf: Shelf) -> click.Command:
    """Return the command for the notices of a workspace."""

    def bring(files: tuple[Path, ...], **given: Any) -> None:
        _import(shelf, files, given)

    return ChineseCommand(
        name="import",
        callback=bring,
        params=list(_parameters(shelf)),
        help="把填好的 Excel 表导入数据表：逐行列出新增、改动和删除；有一处问题就什么都不写。",
        no_args_is_help=True,
        context_settings={"ignore_unknown_options": True} if shelf.place is None else {},
    )


def _parameters(shelf: Shelf) -> Iterator[click.Parameter]:
    path = click.Path(path_type=Path)
    yield click.Argument(["files"], nargs=-1, required=True, metavar="文件...", type=path)
    yield click.Option(["--dry-run"], is_flag=True, help="只列出会改动什么，不写入。")
    yield click.Option(["--force"], is_flag=True, help="表单发出后数据又有改动的格，以表单为准。")
    yield click.Option(["--remove"], is_flag=True, help="删除本单位在表中没有的行；不加则保留。")
    yield from unit_options(all_levels(shelf))
    notices = "、".join(notice.id for notice in shelf.notices)
    yield click.Option(["--notice"], metavar="通知", help=f"哪个通知：{notices}；用 make-report form 生成的表不必写。")
    yield click.Option(["--table"], metavar="表", help="哪张表；用 make-report form 生成的表不必写。")


def _import(shelf: Shelf, files: tuple[Path, ...], given: dict[str, Any]) -> None:
    from builders.engine.identifying import Said
    from builders.engine.imports import import_forms

    workspace = shelf.workspace
    wanted = given["notice"]
    if wanted is not None and wanted not in [notice.id for notice in shelf.notices]:
        raise missing(shelf, wanted, [notice.id for notice in shelf.notices])
    said = Said(wanted, given["table"], named_units(all_levels(shelf), given))
    dry_run = given["dry_run"]
    imported, warnings = import_forms(
        workspace, shelf.notices, files, said, force=given["force"], remove=given["remove"], dry_run=dry_run
    )
    show_problems(tuple(sorted(warnings)))
    for one in imported:
        _show(one)
    changed = sum(len(one.changes) for one in imported)
    if not changed:
        tell("没有改动，数据表未写入。")
    elif dry_run:
        tell("以上只是预览，没有写入；去掉 --dry-run 即写入。")
    else:
        tables = dict.fromkeys(one.identity.schema.title for one in imported if one.changes)
        tell(f"已写入：{'、'.join(f'“{title}”表' for title in tables)}。")


def _show(one: Imported) -> None:
    from builders.checks.privacy.detecting import mask_text

    identity = one.identity
    counts = [f"{word}{n}行" for kind, word in _KINDS.items() if (n := sum(c.kind == kind for c in one.changes))]
    head = f"{one.file} → {identity.notice.id} 的“{identity.schema.title}”表（{identity.unit.name}）"
    tell(f"{head}：{'，'.join(counts) or '没有改动'}")
    for change in one.changes:
        tell(mask_text(f"  {_KINDS[change.kind]} {change.title}{_cells(one, change)}"))


def _cells(one: Imported, change: Change) -> str:
    """Return what happens to the cells of a row: all that a new or removed one holds, old and new of a changed one."""
    from builders.model.form import printed_value

    fields = one.identity.schema.fields
    if change.kind == "changed" and change.row is not None:
        pairs = [
            f"{fields[at].title} {change.row.texts[at] or '（空）'} → {printed_value(change.values[at]) or '（空）'}"
            for at in change.cells
        ]
        return f"：{'；'.join(pairs)}"
    names = one.identity.schema.primary_key
    held = [
        f"{each.title} {printed_value(value)}"
        for each, value in zip(fields, change.values, strict=True)
        if value is not None and each.name not in names
    ]
    return f"：{'；'.join(held)}" if held else ""
