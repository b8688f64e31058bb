"""Rows that are no data (不是数据的行): totals, notes, a header again, marks of a merge: told, and not read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from builders.model.table import Field, TableSchema

_TOTAL = re.compile(r"(?:本页|全[市县区省]|以上|各[市县区]|项目)?(?:合计|总计|小计|共计|累计|平均)(?:数|值)?[:：]?")
_NOTE = re.compile(r"(?:注|备注|说明|填表|填报|制表|审核|复核|负责人|联系|单位|日期|盖章|附)[^，。；]{0,10}[:：]")
_MERGE = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")

Stray = tuple[str, str, str]
"""Code, message and cure."""

_TOTAL_ROW: Stray = ("D016", "像是合计行", "请删除这一行，合计由程序计算")


def is_total(text: str) -> bool:
    """Say whether a cell names a sum of rows."""
    return _TOTAL.fullmatch(re.sub(r"\s", "", text)) is not None


def stray(texts: Sequence[str], schema: TableSchema) -> Stray | None:
    """Return what a row is that is no data, by its texts in schema order; None for one that may be data."""
    fields = schema.fields
    filled = [(text, field) for text, field in zip(texts, fields, strict=True) if text]
    titles = sum(text == field.title for text, field in filled)
    if titles and 2 * titles >= len(fields):
        return "D018", "又是一行表头", "请删除这一行"
    for text, field in filled:
        if is_total(text) and text not in field.enum and _is_telling(field, schema):
            return _TOTAL_ROW
    if len(filled) <= max(1, len(fields) // 3) and filled and _NOTE.match(filled[0][0]):
        return "D017", "像是表外的说明，不是数据", "请删除这一行，说明写在文章里"
    return None


def stray_cells(cells: Sequence[str]) -> Stray | None:
    """Return what a record is that has not the header's number of cells, or None."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if filled and filled[0].startswith(_MERGE):
        return "D021", "是 Git 合并冲突的标记", "请在编辑器中解决冲突，删除这些标记"
    if filled and is_total(filled[0]):
        return _TOTAL_ROW
    if len(filled) == 1 and _NOTE.match(filled[0]):
        return "D017", "像是表外的说明，不是数据", "请删除这一行，说明写在文章里"
    return None


def torn_number(cells: Sequence[str]) -> tuple[int, str] | None:
    """Return where a comma for thousands has most likely torn a number in two, and the number with its comma."""
    for index, (left, right) in enumerate(pairwise(map(str.strip, cells))):
        if re.fullmatch(r"-?[0-9]{1,3}", left) and re.fullmatch(r"[0-9]{3}(\.[0-9]+)?", right):
            return index, f"{left},{right}"
    return None


def _is_telling(field: Field, schema: TableSchema) -> bool:
    """Say whether a sum's name can be no value of a field: in a remark it may stand."""
    if field.type != "string":
        return True
    key = field.name in schema.primary_key or any(foreign.field == field.name for foreign in schema.foreign_keys)
    return key or bool(field.role or field.pattern or field.enum or field.unique) or field is schema.fields[0]
