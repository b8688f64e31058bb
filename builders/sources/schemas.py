"""Table schemas read from ``data/schemas/*.yaml``, in the words of Table Schema."""

from __future__ import annotations

import re

from builders.core.diagnostics import Diagnostic
from builders.core.errors import UsageError
from builders.model.table import Field, ForeignKey, TableSchema
from builders.sources.files import read_text
from builders.sources.sections import Section, parse_section
from builders.sources.workspace import Workspace
from builders.sources.yaml_nodes import LARGEST_FILE

TYPES = ("string", "integer", "number", "date")
ROLES = {
    "unit": "string", "as_of": "date", "event": "date", "citation": "string",
    "fact": "string", "period": "string", "stated": "number", "measure": "string",
    "reason": "string",
}  # fmt: skip
"""The roles that a field may have, and the type that each needs; only ``unit`` may stand more than once."""
MOST_PLACES = 10
_NUMBERS, _WORDS = ("integer", "number"), ("string",)
_LIMITS = {"minimum": _NUMBERS, "maximum": _NUMBERS, "enum": _WORDS, "pattern": _WORDS}


def read_schema(workspace: Workspace, table: str) -> TableSchema:
    """Return the schema of a table. Raises UsageError with every problem of the file."""
    path = workspace.schema_file(table)
    shown = workspace.shown(path)
    return parse_schema(read_text(path, shown, LARGEST_FILE), table, shown)


def parse_schema(text: str, table: str, shown: str) -> TableSchema:
    """Return the schema of ``table`` that YAML ``text`` declares, like ``read_schema``."""
    problems: list[Diagnostic] = []
    section = parse_section(text, shown, problems)
    parts = section.sections("fields", needed=True)
    links = section.sections("foreignKeys")
    schema = TableSchema(
        name=section.text("name"),
        title=section.text("title"),
        fields=tuple(_field(part) for part in parts),
        primary_key=section.texts("primaryKey", ()),
        foreign_keys=tuple(_foreign_key(part) for part in links),
        file=shown,
    )
    if schema.name and schema.name != table:
        section.report("name", "S002", f"name 应与文件同名（{table}）", schema.name, "请改正")
    _check_fields(parts, schema)
    _check_keys(section, links, schema)
    section.close()
    if problems:
        raise UsageError(f"表结构文件 {shown} 有{len(problems)}处问题", problems)
    return schema


def _field(section: Section) -> Field:
    limits = section.section("constraints")
    field = Field(
        name=section.text("name"),
        title=section.text("title"),
        type=section.choice("type", TYPES),
        unit=section.text("unit", ""),
        places=section.whole("places", 0, MOST_PLACES),
        role=section.choice("role", ROLES, ""),
        required=limits.flag("required") if limits else False,
        unique=limits.flag("unique") if limits else False,
        enum=limits.texts("enum", ()) if limits else (),
        pattern=_pattern(limits) if limits else "",
        minimum=limits.number("minimum") if limits else None,
        maximum=limits.number("maximum") if limits else None,
        explain=section.text("explain", ""),
        example=section.text("example", ""),
    )
    if limits:
        for name in limits.keys:
            if field.type and field.type not in _LIMITS.get(name, (field.type,)):
                limits.report(name, "S005", f"{field.type} 字段不能用 {name}", cure="请改字段类型或删除这一项")
        limits.close()
    if field.example and not re.fullmatch(field.pattern or ".*", field.example, re.ASCII):
        section.report("example", "S009", "例子不符合 pattern", field.example, "请改正")
    if field.places and field.type in TYPES and field.type != "number":
        section.report("places", "S005", f"{field.type} 字段不能用 places", cure="请改字段类型或删除这一项")
    section.close()
    return field


def _pattern(limits: Section) -> str:
    pattern = limits.text("pattern", "")
    try:
        re.compile(pattern, re.ASCII)
    except re.error:
        limits.report("pattern", "S001", "正则表达式写法有误", pattern, "请改正")
        return ""
    return pattern


def _foreign_key(section: Section) -> ForeignKey:
    reference = section.section("reference", needed=True)
    key = ForeignKey(
        section.text("fields"),
        reference.text("resource") if reference else "",
        reference.text("fields") if reference else "",
        section.line,
    )
    if reference:
        reference.close()
    section.close()
    return key


def _check_fields(parts: tuple[Section, ...], schema: TableSchema) -> None:
    """Find what one field alone cannot show: names, headers and roles that stand twice."""
    seen: dict[tuple[str, str], Section] = {}
    for part, field in zip(parts, schema.fields, strict=True):
        role = {"as_of": "日期", "event": "日期", "unit": ""}.get(field.role, field.role)
        for kind, value in (("name", field.name), ("title", field.title), ("role", role)):
            first = seen.setdefault((kind, value), part)
            if value and first is not part:
                given = field.role if kind == "role" else value
                part.report(kind, "S003", f"字段的 {kind} 与第{first.line}行重复", given, "请改正")
        if field.role and field.type and field.type != ROLES[field.role]:
            part.report("role", "S006", f"{field.role} 字段的类型应为 {ROLES[field.role]}", field.type, "请改正")
        if re.search(r"[.#]", field.title):
            part.report("title", "S007", "表头不能含有“.”和“#”", field.title, "请改用别的写法")


def _check_keys(section: Section, links: tuple[Section, ...], schema: TableSchema) -> None:
    """Find keys of fields that are not there, and two foreign keys to one table, which would give columns one name."""
    names = [field.name for field in schema.fields]
    message = "主键或外键用到了没有定义的字段"
    for name in schema.primary_key:
        if name not in names:
            section.report("primaryKey", "S004", message, name, "请改正")
    seen: dict[str, Section] = {}
    for part, key in zip(links, schema.foreign_keys, strict=True):
        if key.field and key.field not in names:
            part.report("fields", "S004", message, key.field, "请改正")
        first = seen.setdefault(key.table, part)
        if first is not part:
            part.report("reference", "S008", f"与第{first.line}行指向同一张表", key.table, "一张表只能指向另一张表一次")
