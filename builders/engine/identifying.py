"""Identifying (认表): which notice, table and unit a workbook is of, by its hidden sheet or by what the user says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from builders.core.diagnostics import Place
from builders.core.errors import DataError, UsageError
from builders.core.suggest import unknown
from builders.engine.selection import find_units, one_named
from builders.model.form import Origin
from builders.model.notice import Notice, Unit
from builders.model.table import TableSchema
from builders.sources.catalogue_forms import problem
from builders.sources.forms.filled import fitting_sheets
from builders.sources.forms.origin import read_origin
from builders.sources.forms.workbook import Workbook
from builders.sources.schemas import read_schema
from builders.sources.workspace import Workspace


@dataclass(frozen=True)
class Said:
    """What the user says of a workbook: notice, table, unit by option; all may be empty for a form of ours."""

    notice: str | None = None
    table: str | None = None
    unit: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Identity:
    """What a workbook is: of which notice, table and unit; ``origin`` when it is a form of ours."""

    notice: Notice
    schema: TableSchema
    unit: Unit
    origin: Origin | None


def identify(workspace: Workspace, notices: Sequence[Notice], workbook: Workbook, said: Said) -> Identity:
    """Return what a workbook is. Raises UsageError for what the user must say, DataError for what does not fit."""
    origin = read_origin(workbook)
    if origin is None:
        return _told(workspace, notices, workbook, said)
    notice = next((each for each in notices if each.id == origin.notice), None)
    unit = next((each for each in notice.units if each.code == origin.unit), None) if notice else None
    if notice is None or unit is None or origin.table not in notice.tables:
        what = f"{origin.notice}／{origin.table}／{origin.unit}"
        raise _mismatch(workbook, f"本工作区没有表单所属的通知、表或单位（{what}）")
    schema = read_schema(workspace, origin.table)
    if said.notice not in (None, notice.id):
        raise _mismatch(workbook, f"表单属于通知 {notice.id}，不是 {said.notice}")
    if said.table is not None and said.table.strip().removesuffix("表") not in (schema.title, schema.name):
        raise _mismatch(workbook, f"表单是“{schema.title}”表，不是“{said.table}”")
    named = one_named(said.unit)
    if named is not None and named[1].strip() not in unit.names:
        raise _mismatch(workbook, f"表单属于{unit.name}，不是{named[1]}")
    return Identity(notice, schema, unit, origin)


def _told(workspace: Workspace, notices: Sequence[Notice], workbook: Workbook, said: Said) -> Identity:
    """Return what a workbook is that is not our form: what the user says, and what its header shows."""
    ask = f"{workbook.file} 不是 make-report form 生成的表单，请用 --district 等选项指明是哪个单位的。"
    found = find_units(notices, said.notice, said.unit, ask)
    schemas = {(notice.id, name): read_schema(workspace, name) for notice, _ in found for name in notice.tables}
    wanted = [(notice, unit, schemas[notice.id, name]) for notice, unit in found for name in notice.tables]
    if said.table is not None:
        table = said.table.strip()
        titles = [name for schema in schemas.values() for name in (schema.title, schema.name)]
        wanted = [each for each in wanted if {table, table.removesuffix("表")} & {each[2].title, each[2].name}]
        if not wanted:
            raise UsageError(unknown(table, dict.fromkeys(titles)))
    else:
        wanted = [each for each in wanted if _is_whole(workbook, each[2])]
    if len(wanted) == 1:
        notice, unit, schema = wanted[0]
        return Identity(notice, schema, unit, None)
    if not wanted:
        message, cure = "没有工作表与任何数据表的表头相同", "请用 --table 指明是哪张表，会列出缺少的表头"
        raise DataError(
            f"不能导入 {workbook.file}：{message}。", [problem("X110", Place(workbook.file), "", message, cure)]
        )
    listed = "、".join(f"{notice.id} 的“{schema.title}”" for notice, _, schema in wanted)
    raise UsageError(f"{workbook.file} 可能是{listed}，请用 --notice、--table 指明。")


def _is_whole(workbook: Workbook, schema: TableSchema) -> bool:
    """Return whether a sheet has the whole header of a table."""
    return any(header.found == len(schema.fields) for header in fitting_sheets(workbook, schema).values())


def _mismatch(workbook: Workbook, message: str) -> DataError:
    return DataError(
        f"不能导入 {workbook.file}：{message}。", [problem("X130", Place(workbook.file), message=message)]
    )
