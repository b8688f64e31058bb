"""Rules of one table: required, allowed values, range, pattern, uniqueness, and whose a row may be."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from builders.checks.references import check_references
from builders.core.diagnostics import Diagnostic, Place
from builders.core.suggest import nearest
from builders.model.fact import Value
from builders.model.notice import Notice
from builders.model.table import Dataset, Field, Row, Table


def check_dataset(dataset: Dataset, notice: Notice) -> list[Diagnostic]:
    """Return everything that the schemas and the notice forbid in the tables."""
    problems: list[Diagnostic] = []
    for table in dataset.tables:
        problems += _check_cells(table)
        problems += _check_uniqueness(table)
        problems += check_references(table, dataset)
        problems += _check_units(table, notice)
        if not table.rows:
            problems.append(Diagnostic(Place(table.file), "T001", "表中没有数据", cure="请至少填写一行"))
    return problems


def _cells(table: Table) -> Iterator[tuple[Field, Place, str, Value | None]]:
    for row in table.rows:
        for index, field in enumerate(table.schema.fields):
            yield field, table.place(row, field.name), row.texts[index], row.values[index]


def _check_cells(table: Table) -> Iterator[Diagnostic]:
    for field, place, text, value in _cells(table):
        if not text:
            if field.required or field.name in table.schema.primary_key:
                yield Diagnostic(place, "T002", "不能为空", cure="请填写")
            continue
        if field.enum and text not in field.enum:
            near = nearest(text, field.enum)
            cure = f"是否指“{near}”？" if near else f"可填：{'、'.join(field.enum)}"
            yield Diagnostic(place, "T003", "不在可选值中", text, cure)
        if field.pattern and not re.fullmatch(field.pattern, text):
            yield Diagnostic(place, "T004", "格式不对", text, f"应符合格式 {field.pattern}")
        if isinstance(value, Decimal):
            if field.minimum is not None and value < field.minimum:
                yield Diagnostic(place, "T005", f"小于最小值{field.minimum}", text, "请核对")
            if field.maximum is not None and value > field.maximum:
                yield Diagnostic(place, "T006", f"大于最大值{field.maximum}", text, "请核对")


def _check_uniqueness(table: Table) -> Iterator[Diagnostic]:
    """Find rows that agree in a key; cells are compared by value, so that two spellings of one day are the same."""
    keys: list[tuple[str, ...]] = [(field.name,) for field in table.schema.fields if field.unique]
    if table.schema.primary_key:
        keys.append(table.schema.primary_key)
    for names in keys:
        positions = [table.position(name) for name in names]
        first: dict[tuple[Value | None, ...], Row] = {}
        for row in table.rows:
            key = tuple(row.values[position] for position in positions)
            if None in key:  # empty or unreadable, which is told elsewhere
                continue
            if key in first:
                titles = "、".join(table.schema.fields[position].title for position in positions)
                texts = "、".join(row.texts[position] for position in positions)
                message = f"{titles}与第{first[key].line}行重复"
                yield Diagnostic(table.place(row, names[0]), "T007", message, texts, "请删除或改正其中一行")
            first.setdefault(key, row)


def _check_units(table: Table, notice: Notice) -> Iterator[Diagnostic]:
    units = {unit.code: unit for unit in notice.units}
    for field in (field for field in table.schema.fields if field.role == "unit"):
        position = table.position(field.name)
        levels = {units[row.texts[position]].level for row in table.rows if row.texts[position] in units}
        known = [unit for unit in notice.units if unit.level in levels or not levels]
        listed = "、".join(f"{unit.code} {unit.name}" for unit in known)
        for row in table.rows:
            text = row.texts[position]
            if text and text not in units:
                place = table.place(row, field.name)
                yield Diagnostic(place, "T009", "通知中没有这个报送单位", text, f"可填：{listed}")
