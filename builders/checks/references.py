"""Rules between tables (外键): every reference finds its row, and exactly one, or rows would be lost or doubled."""

from __future__ import annotations

from collections.abc import Iterator

from builders.core.diagnostics import Diagnostic, Place
from builders.core.suggest import nearest
from builders.model.table import Dataset, ForeignKey, Table, TableSchema


def check_references(table: Table, dataset: Dataset) -> Iterator[Diagnostic]:
    """Yield what is wrong with a table's foreign keys and with the cells under them."""
    for key in table.schema.foreign_keys:
        parent = next((other for other in dataset.tables if other.schema.name == key.table), None)
        fault = _fault(table.schema, key, parent.schema) if parent else _unlisted(table.schema, key, dataset)
        if fault:
            yield fault
        elif parent:
            yield from _dangling(table, key, parent)


def _unlisted(schema: TableSchema, key: ForeignKey, dataset: Dataset) -> Diagnostic:
    """Answer a reference to a table that is not read: its rows would seem to belong to every unit."""
    near = nearest(key.table, [table.schema.name for table in dataset.tables if table.schema is not schema])
    cure = f"是否指“{near}”？" if near else "请补上或改正"
    place = Place(schema.file, key.line)
    return Diagnostic(place, "T010", "外键指向的表没有列入通知的 tables", key.table, cure)


def _fault(schema: TableSchema, key: ForeignKey, parent: TableSchema) -> Diagnostic | None:
    target = next((field for field in parent.fields if field.name == key.target), None)
    if target is None or not (target.unique or parent.primary_key == (key.target,)):
        message = f"外键应指向“{parent.title}”表的主键或唯一的列"
        return Diagnostic(Place(schema.file, key.line), "T011", message, key.target, "请改正")
    namesake = next((field for field in schema.fields if field.title == parent.title), None)
    if namesake is not None:
        message = f"列“{namesake.title}”与外键指向的表同名，算法和模板中无法区分"
        return Diagnostic(Place(schema.file, key.line), "T012", message, key.table, "请给列改名")
    if target.type != schema.field(key.field).type:
        message = f"外键与“{parent.title}”表的“{target.title}”类型不同"
        return Diagnostic(Place(schema.file, key.line), "T011", message, key.field, "请改正")
    return None


def _dangling(table: Table, key: ForeignKey, parent: Table) -> Iterator[Diagnostic]:
    target, position = parent.position(key.target), table.position(key.field)
    known = {row.values[target]: row.texts[target] for row in parent.rows}
    for row in table.rows:
        value, text = row.values[position], row.texts[position]
        if value is not None and value not in known:
            near = nearest(text, known.values())
            cure = f"是否指“{near}”？" if near else f"请先在“{parent.schema.title}”表中添加"
            message = f"“{parent.schema.title}”表中没有这个编号"
            yield Diagnostic(table.place(row, key.field), "T008", message, text, cure)
