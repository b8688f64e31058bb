"""The table of a form (填报表): header, explanations, the rows there are, and empty ones to go on with."""

from __future__ import annotations

from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from builders.model.form import ACTION, OPTIONAL, REMOVE, Form, header_of, printed_value
from builders.typeset.xlsx.cellstyle import (
    BORDER,
    GREY,
    NOTE_PT,
    alike,
    cell_at,
    dress,
    number_format,
    side_of,
    write_text,
    write_value,
)
from builders.typeset.xlsx.columns import column_width, fitted, line_count
from builders.typeset.xlsx.explanations import explanation
from builders.typeset.xlsx.sheet import A4, CELL_PT, FACE, LINE_PT, MARGIN_INCHES, ROW_PT, TITLE_PT
from builders.typeset.xlsx.validation import validation

TITLE_ROW, HEADER_ROW, NOTE_ROW, FIRST_ROW = 1, 2, 3, 4
EMPTY_ROWS = 200
REMOVAL = f"{OPTIONAL}。要删除这一行时选“{REMOVE}”"
_LEAST_WIDTH = 11.0
_PADDING = 1.5
_MOST_FROZEN = 3
"""So many key columns stay in view; more would leave no room for the rest."""


def fill_table(sheet: Worksheet, form: Form, references: dict[str, str]) -> None:
    """Write the table into an empty sheet; ``references`` say where the list of a column stands, by code name."""
    widths = _widths(sheet, form)
    _head(sheet, form, widths)
    _rows(sheet, form, widths)
    _rules(sheet, form, references)
    _protect(sheet)
    _print(sheet, form)
    frozen = next((at for at, column in enumerate(form.columns) if not column.key), len(form.columns))
    sheet.freeze_panes = f"{get_column_letter(frozen + 1 if frozen <= _MOST_FROZEN else 1)}{FIRST_ROW}"


def _widths(sheet: Worksheet, form: Form) -> list[float]:
    widths = []
    for at, column in enumerate(form.columns):
        texts = [printed_value(row.values[at]) for row in form.rows]
        widths.append(max(column_width(header_of(column.field), [*texts, column.example]), _LEAST_WIDTH))
    widths = [*fitted(widths), _LEAST_WIDTH]
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    return widths


def _head(sheet: Worksheet, form: Form, widths: list[float]) -> None:
    last = len(form.columns) + 1
    title = cell_at(sheet, TITLE_ROW, 1)
    write_text(title, form.title)
    title.font = Font(FACE, TITLE_PT, bold=True)
    title.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=TITLE_ROW, start_column=1, end_row=TITLE_ROW, end_column=last)
    headers = [*(header_of(column.field).replace("（", "\n（", 1) for column in form.columns), ACTION]
    notes = [*(explanation(column) for column in form.columns), REMOVAL]
    for at, (header, note) in enumerate(zip(headers, notes, strict=True), 1):
        above, below = cell_at(sheet, HEADER_ROW, at), cell_at(sheet, NOTE_ROW, at)
        write_text(above, header)
        dress(above, "center", locked=True, bold=True)
        write_text(below, note)
        dress(below, "left", locked=True)
        below.font = Font(FACE, NOTE_PT, color=GREY)
        below.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
    wide = [width * CELL_PT / NOTE_PT for width in _inner(widths)]
    sheet.row_dimensions[TITLE_ROW].height = LINE_PT * TITLE_PT / CELL_PT + ROW_PT * 2
    sheet.row_dimensions[HEADER_ROW].height = LINE_PT * max(map(line_count, headers, _inner(widths))) + ROW_PT
    sheet.row_dimensions[NOTE_ROW].height = LINE_PT * NOTE_PT / CELL_PT * max(map(line_count, notes, wide)) + ROW_PT


def _inner(widths: list[float]) -> list[float]:
    """Return what the cells hold of their widths; a line that a mark must not begin is a character shorter."""
    return [width - _PADDING for width in widths]


def _rows(sheet: Worksheet, form: Form, widths: list[float]) -> None:
    """Write the rows that there are, their keys locked, then empty ones, which get their rules when they are filled."""
    models: dict[tuple[int, bool], Cell] = {}
    for number in range(len(form.rows) + EMPTY_ROWS):
        line = FIRST_ROW + number
        row = form.rows[number] if number < len(form.rows) else None
        for at, column in enumerate(form.columns):
            cell = cell_at(sheet, line, at + 1)
            if row is not None:
                write_value(cell, row.values[at], row.texts[at], column.field)
            if (at, row is None) in models:
                alike(cell, models[at, row is None])
                continue
            models[at, row is None] = cell
            cell.number_format = number_format(column.field)
            locked = row is not None and column.key
            dress(cell, side_of(column.field), locked=locked, bordered=row is not None)
        action = cell_at(sheet, line, len(form.columns) + 1)
        if (-1, row is None) in models:
            alike(action, models[-1, row is None])
        else:
            models[-1, row is None] = action
            write_text(action, "")
            dress(action, "center", locked=row is None, bordered=row is not None)
        lines = max(map(line_count, row.texts, _inner(widths))) if row is not None else 1
        sheet.row_dimensions[line].height = LINE_PT * lines + ROW_PT


def _rules(sheet: Worksheet, form: Form, references: dict[str, str]) -> None:
    last = FIRST_ROW + len(form.rows) + EMPTY_ROWS - 1
    for at, column in enumerate(form.columns):
        letter = get_column_letter(at + 1)
        cells = f"{letter}{FIRST_ROW}:{letter}{last}"
        rule = validation(column, references.get(column.field.name), cells)
        if rule is not None:
            sheet.add_data_validation(rule)
    end = get_column_letter(len(form.columns) + 1)
    if form.rows:
        removal = DataValidation(type="list", formula1=f'"{REMOVE}"', allow_blank=True, showErrorMessage=True)
        removal.errorTitle, removal.error = "填写有误", f"要删除这一行请选“{REMOVE}”，否则请留空。"
        removal.add(f"{end}{FIRST_ROW}:{end}{FIRST_ROW + len(form.rows) - 1}")
        sheet.add_data_validation(removal)
    before = get_column_letter(len(form.columns))
    first = FIRST_ROW + len(form.rows)
    filled = Rule(
        type="expression", dxf=DifferentialStyle(border=BORDER), formula=[f"COUNTA($A{first}:${before}{first})>0"]
    )
    sheet.conditional_formatting.add(f"A{first}:{end}{last}", filled)


def _protect(sheet: Worksheet) -> None:
    """Lock the header and the keys, without a password: against slips, not against people."""
    sheet.protection.sheet = True
    for allowed in ("formatCells", "formatColumns", "formatRows"):
        setattr(sheet.protection, allowed, False)  # False lets it happen


def _print(sheet: Worksheet, form: Form) -> None:
    """Set the page: A4 landscape, as wide as the table, header and explanations on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = MARGIN_INCHES
    sheet.print_title_rows = f"{HEADER_ROW}:{NOTE_ROW}"
    below, above = sheet.oddFooter, sheet.oddHeader
    assert below is not None
    assert above is not None
    below.center.text = "第&P页　共&N页"
    above.center.text = "示例数据" if form.notice.sample else None
