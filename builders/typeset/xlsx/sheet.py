"""Sheets (工作表): a table with title, unit line, header and remarks, ready for print on landscape pages of A4."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from builders.typeset.xlsx.columns import column_width, fitted, line_count
from builders.typeset.xlsx.leaves import Leaf
from builders.typeset.xlsx.numbers import TEXT, Content, write_number

FACE = "宋体"
TITLE_PT, CELL_PT, LINE_PT = 16, 11, 14.5
ROW_PT = 4
"""What a row has above and below its lines."""
A4 = 9
MARGIN_INCHES = 0.6
_RULE = Side(style="thin")
_BORDER = Border(left=_RULE, right=_RULE, top=_RULE, bottom=_RULE)


def fill(sheet: Worksheet, leaf: Leaf, marks: tuple[str, ...]) -> None:
    """Write a table into an empty sheet: title, unit, header, rows, remarks."""
    last = len(leaf.header)
    _line(sheet, 1, leaf.title, last, Font(FACE, TITLE_PT, bold=True), "center")
    row = 2
    if leaf.table.unit:
        _line(sheet, row, f"单位：{leaf.table.unit}", last, Font(FACE, CELL_PT), "right")
        row += 1
    header = row if any(leaf.header) else 0
    if header:
        for at, text in enumerate(leaf.header, 1):
            _put(_cell(sheet, row, at), Content(text), "center", bold=True)
        row += 1
    sheet.freeze_panes = f"A{row}"
    _rows(sheet, leaf, row)
    _remarks(sheet, leaf, row + len(leaf.rows))
    _heights(sheet, leaf, header, row, _columns(sheet, leaf))
    _print(sheet, header, marks)


def _rows(sheet: Worksheet, leaf: Leaf, first: int) -> None:
    for index, cells in enumerate(leaf.contents):
        group = leaf.is_group(index)
        bold = group or (leaf.table.total and index == len(leaf.rows) - 1)
        for at, (what, side) in enumerate(zip(cells, leaf.sides, strict=True), 1):
            _put(_cell(sheet, first + index, at), what, side, bold=bold, folded=not group)


def _cell(sheet: Worksheet, row: int, column: int) -> Cell:
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)  # nothing is merged yet where something is written
    return cell


def _put(cell: Cell, what: Content, side: str, *, bold: bool = False, folded: bool = True) -> None:
    """Fill one cell of the table; text stays text, whatever it begins with."""
    if isinstance(what.value, Decimal):
        write_number(cell, what.value)
    elif what.value:
        cell.value, cell.data_type = what.value, "s"  # openpyxl would take “=…” for a formula
    cell.number_format = what.format
    cell.font = Font(FACE, CELL_PT, bold=bold)
    words = what.format == TEXT
    cell.alignment = Alignment(
        horizontal=side, vertical="center", wrap_text=words and folded, shrink_to_fit=not words
    )
    cell.border = _BORDER


def _line(sheet: Worksheet, row: int, text: str, columns: int, font: Font, side: str) -> None:
    """Write a text over the whole width of the table."""
    cell = _cell(sheet, row, 1)
    cell.value, cell.data_type, cell.number_format = text, "s", TEXT
    cell.font, cell.alignment = font, Alignment(horizontal=side, vertical="center", wrap_text=True)
    if columns > 1:
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)


def _columns(sheet: Worksheet, leaf: Leaf) -> list[float]:
    """Give the columns their widths, and return these."""
    rows = [row for index, row in enumerate(leaf.rows) if not leaf.is_group(index)]
    widths = [column_width(header, [row[at] for row in rows]) for at, header in enumerate(leaf.header)]
    widths = fitted(widths)
    for at, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    return widths


def _remarks(sheet: Worksheet, leaf: Leaf, first: int) -> None:
    """Write the remarks below the table."""
    for row, remark in enumerate(leaf.remarks, first):
        _line(sheet, row, remark, len(leaf.header), Font(FACE, CELL_PT - 1), "left")


def _heights(sheet: Worksheet, leaf: Leaf, header: int, first: int, widths: Sequence[float]) -> None:
    """Make every row as tall as its folded texts: not every program does, and none does for merged cells."""
    lines = {1: line_count(leaf.title, sum(widths) * CELL_PT / TITLE_PT) * TITLE_PT / CELL_PT}
    if header:
        lines[header] = max(map(line_count, leaf.header, widths))
    for index, cells in enumerate(leaf.contents):
        words = [what.value if isinstance(what.value, str) else "" for what in cells]
        lines[first + index] = 1 if leaf.is_group(index) else max(map(line_count, words, widths))
    for row, remark in enumerate(leaf.remarks, first + len(leaf.rows)):
        lines[row] = line_count(remark, sum(widths))
    for row, count in lines.items():
        sheet.row_dimensions[row].height = LINE_PT * count + ROW_PT


def _print(sheet: Worksheet, header: int, marks: tuple[str, ...]) -> None:
    """Set the page: A4 landscape, as wide as the table, the header on every page, marks above as in the document."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = MARGIN_INCHES
    if header:
        sheet.print_title_rows = f"{header}:{header}"
    above, below = sheet.oddHeader, sheet.oddFooter
    assert above is not None
    assert below is not None
    above.center.text = "　".join(marks).replace("&", "&&") or None
    below.center.text = "第&P页　共&N页"
