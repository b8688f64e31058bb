"""Table schemas read from ``data/schemas/*.yaml``, in the words of Table Schema."""

from __future__ import annotations

import re
from decimal import Decimal

from builders.core.diagnostics import Diagnostic
from builders.core.errors import UsageError
from builders.model.table import Field, ForeignKey, TableSchema
from builders.sources.workspace import Workspace
from builders.sources.yaml_nodes import Section, read_section

TYPES = ("string", "integer", "number", "date")
ROLES = ("unit", "as_of", "event", "citation")


def read_schema(workspace: Workspace, table: str) -> TableSchema:
    """Return the schema of a table. Raises UsageError with every problem of the file."""
    path = workspace.schema_file(table)
    problems: list[Diagnostic] = []
    section = read_section(path, workspace.shown(path), problems)
    schema = TableSchema(
        name=section.text("name"),
        title=section.text("title"),
        fields=tuple(_field(part) for part in section.sections("fields")),
        primary_key=section.texts("primaryKey", ()),
        foreign_keys=tuple(_foreign_key(part) for part in section.sections("foreignKeys")),
    )
    _check_names(section, schema, table)
    section.close()
    if problems:
        raise UsageError(f"表结构文件 {workspace.shown(path)} 有{len(problems)}处问题", problems)
    return schema


def _field(section: Section) -> Field:
    limits = section.section("constraints")
    field = Field(
        name=section.text("name"),
        title=section.text("title"),
        type=section.choice("type", TYPES),
        unit=section.text("unit", ""),
        places=int(section.number("places", Decimal(0)) or 0),
        role=section.choice("role", ROLES, ""),
        required=limits.flag("required") if limits else False,
        unique=limits.flag("unique") if limits else False,
        enum=limits.texts("enum", ()) if limits else (),
        pattern=_pattern(limits) if limits else "",
        minimum=limits.number("minimum") if limits else None,
        maximum=limits.number("maximum") if limits else None,
    )
    if limits:
        limits.close()
    section.close()
    return field


def _pattern(limits: Section) -> str:
    pattern = limits.text("pattern", "")
    try:
        re.compile(pattern)
    except re.error:
        limits.report("pattern", "S001", "正则表达式写法有误", pattern, "请改正")
        return ""
    return pattern


def _foreign_key(section: Section) -> ForeignKey:
    reference = section.section("reference")
    key = ForeignKey(
        section.text("fields"),
        reference.text("resource") if reference else "",
        reference.text("fields") if reference else "",
    )
    if reference:
        reference.close()
    section.close()
    return key


def _check_names(section: Section, schema: TableSchema, table: str) -> None:
    if schema.name != table:
        section.report("name", "S002", f"name 应与文件同名（{table}）", schema.name, "请改正")
    names = [field.name for field in schema.fields]
    titles = [field.title for field in schema.fields]
    for kind, values in (("name", names), ("title", titles)):
        for value in sorted({value for value in values if values.count(value) > 1}):
            section.report("fields", "S003", f"字段的 {kind} 重复", value, "请改正")
    for name in (*schema.primary_key, *(key.field for key in schema.foreign_keys)):
        if name not in names:
            section.report("fields", "S004", "主键或外键用到了没有定义的字段", name, "请改正")
