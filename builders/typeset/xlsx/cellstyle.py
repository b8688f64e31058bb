"""Cells of a form (单元格): values that stay what they are, the looks of what is locked and what is to be filled in."""

from __future__ import annotations

import re
from copy import copy
from datetime import date
from decimal import Decimal

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from builders.model.fact import Value
from builders.model.table import Field
from builders.typeset.xlsx.numbers import TEXT, write_number
from builders.typeset.xlsx.sheet import CELL_PT, FACE

DAY_FORMAT = "yyyy-mm-dd"
NOTE_PT = 9
HEADER_FILL = PatternFill("solid", fgColor="FFD9E2EC")
LOCKED_FILL = PatternFill("solid", fgColor="FFF2F2F2")
GREY = "FF595959"
RULE = Side(style="thin", color="FFA6A6A6")
BORDER = Border(left=RULE, right=RULE, top=RULE, bottom=RULE)
_MOST_DIGITS = 15
"""More digits than this Excel would round."""
_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def cell_at(sheet: Worksheet, row: int, column: int) -> Cell:
    """Return a cell, which must not lie under a merged one."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    return cell


def write_text(cell: Cell, text: str) -> None:
    """Write a text that stays one, whatever it begins with; ``_x0041_`` is no escape of a character."""
    cell.number_format = TEXT
    if text:
        cell.value = _ESCAPE.sub("_x005F_", text)
        cell.data_type = "s"  # openpyxl would take “=…” for a formula


def write_value(cell: Cell, value: Value | None, text: str, field: Field) -> None:
    """Write a value with the format of its column: numbers as numbers, days as days, codes as text.

    A number that Excel would round, and a day before its calendar, stay text.
    """
    cell.number_format = number_format(field)
    if isinstance(value, Decimal) and len(value.as_tuple().digits) <= _MOST_DIGITS:
        write_number(cell, value)
    elif isinstance(value, date) and value >= date(1900, 3, 1):
        cell.value = value
        cell.number_format = DAY_FORMAT  # openpyxl chooses its own when it gets a day
    else:
        write_text(cell, text)


def number_format(field: Field) -> str:
    """Return how Excel shows the cells of a column."""
    match field.type:
        case "date":
            return DAY_FORMAT
        case "integer" | "number":
            return "0" + (f".{'0' * field.places}" if field.places else "")
        case _:
            return TEXT


def side_of(field: Field) -> str:
    """Return at which side the cells of a column are set: numbers right, days in the middle, words left."""
    return {"integer": "right", "number": "right", "date": "center"}.get(field.type, "left")


def dress(cell: Cell, side: str, *, locked: bool, bold: bool = False, bordered: bool = True) -> None:
    """Give a cell of the table its looks; a locked one is grey."""
    cell.font = Font(FACE, CELL_PT, bold=bold)
    cell.alignment = Alignment(horizontal=side, vertical="center", wrap_text=True)
    cell.protection = Protection(locked=locked)
    if bordered:
        cell.border = BORDER
    if locked:
        cell.fill = HEADER_FILL if bold else LOCKED_FILL


def alike(cell: Cell, model: Cell) -> None:
    """Give a cell the looks of another one, which takes a tenth of the time of making them anew."""
    cell._style = copy(model._style)  # type: ignore[attr-defined]  # documented by openpyxl, not by its stubs
