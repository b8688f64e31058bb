"""The header of a sheet (表头): in which row it stands, and which column holds which field."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from builders.core.diagnostics import Diagnostic, Place
from builders.core.suggest import nearest
from builders.model.form import ACTION, header_of
from builders.model.table import TableSchema, column_letter
from builders.sources.catalogue_forms import problem
from builders.sources.forms.worksheet import Worksheet

_ROWS_LOOKED_AT = 40
_LEAST_SHARE = 0.5
"""So much of a table's header must stand in one row, or the sheet is not this table."""


@dataclass(frozen=True)
class Header:
    """Where the header is: its row, the column of each field in schema order (-1 for none), and that of removals."""

    row: int
    columns: tuple[int, ...]
    action: int | None = None
    problems: tuple[Diagnostic, ...] = field(default=(), compare=False)

    @property
    def found(self) -> int:
        """How many fields have a column."""
        return sum(column >= 0 for column in self.columns)


def find_header(sheet: Worksheet, schema: TableSchema, file: str) -> Header | None:
    """Return the row that looks most like the table's header, with all that is wrong with it; None where none does."""
    rows = sorted(sheet.cells)[:_ROWS_LOOKED_AT]
    candidates = [_header(sheet, row, schema, file) for row in rows]
    best = max(candidates, key=lambda header: (header.found, -header.row), default=None)
    if best is None or best.found < max(_LEAST_SHARE * len(schema.fields), min(2, len(schema.fields))):
        return _split_header(sheet, rows, candidates, schema, file)
    return best


def _header(sheet: Worksheet, row: int, schema: TableSchema, file: str) -> Header:
    known = {name: title for title, names in _names(schema).items() for name in names}
    columns: dict[str, int] = {}
    action: int | None = None
    problems: list[Diagnostic] = []
    unknown: list[int] = []
    for column in sorted(sheet.cells[row]):
        text = sheet.text(row, column)
        title = known.get(_plain(text))
        if _plain(text) == ACTION:
            action = column
        elif title is None:
            unknown.append(column)
        elif title in columns:
            first = f"{column_letter(columns[title])}{row}"
            problems.append(problem("X114", _place(sheet, file, row, column), text, f"表头重复，{first}已有"))
        else:
            columns[title] = column
    free = [one.title for one in schema.fields if one.title not in columns]
    for column in unknown:
        near = nearest(_plain(sheet.text(row, column)), free)
        cure = f"是否指“{near}”？" if near else ""
        problems.append(problem("X112", _place(sheet, file, row, column), sheet.text(row, column), cure=cure))
    for title in free:
        problems.append(problem("X113", Place(file, row, sheet=sheet.name), message=f"缺少表头“{title}”"))
    problems += _merged(sheet, row, file)
    return Header(row, tuple(columns.get(one.title, -1) for one in schema.fields), action, tuple(problems))


def _merged(sheet: Worksheet, row: int, file: str) -> list[Diagnostic]:
    """Find cells merged in the header, except a single title of the whole sheet above it."""
    return [
        problem("X115", Place(file, block.top, column_letter(block.left), sheet=sheet.name), str(block))
        for block in sheet.merged
        if block.top <= row <= block.bottom
    ]


def _split_header(
    sheet: Worksheet, rows: list[int], candidates: list[Header], schema: TableSchema, file: str
) -> Header | None:
    """Return a header that stands in two rows one below the other, as faulty, or None."""
    for upper, lower in zip(candidates, candidates[1:], strict=False):
        together = sum(max(pair) >= 0 for pair in zip(upper.columns, lower.columns, strict=True))
        if lower.row == upper.row + 1 and min(upper.found, lower.found) and together * 2 >= len(schema.fields):
            blocks = "、".join(str(b) for b in sheet.merged if b.top in (upper.row, lower.row))
            message = f"表头占了第{upper.row}、{lower.row}两行" + (f"，合并了{blocks}" if blocks else "")
            fault = problem("X115", Place(file, upper.row, sheet=sheet.name), message=message)
            return Header(lower.row, lower.columns, None, (fault,))
    return None


def _names(schema: TableSchema) -> dict[str, set[str]]:
    """Return how each title may be written: alone, or with its unit."""
    return {one.title: {_plain(one.title), _plain(header_of(one))} for one in schema.fields}


def _plain(text: str) -> str:
    """Return a header without blanks, stars of required columns, and differences of brackets."""
    bare = re.sub(r"[\s*＊]+", "", text)
    return bare.replace("(", "（").replace(")", "）").removesuffix("：").removesuffix(":")


def _place(sheet: Worksheet, file: str, row: int, column: int) -> Place:
    return Place(file, row, column_letter(column), sheet=sheet.name)
