"""Filling (补足整行): what brings tables and figures to whole body lines, so that the text below them is on the grid.

Word moves no line of exact height onto the page's grid by itself. Heights are known but for the folds of long cells,
which are estimated; a table that runs over pages is left as it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from math import ceil

from builders.model.document import Block, Cell, Remark, Table
from builders.typeset import gongwen
from builders.typeset.docx.units import (
    AREA,
    AREA_TURNED,
    AREA_WIDTH,
    LINE,
    TABLE_EDGE,
    TABLE_PADDING,
    TABLE_RULE,
    from_mm,
    from_pt,
)
from builders.typeset.gongwen import WHOLE_TABLE_ROWS
from builders.typeset.title import width
from builders.typeset.widths import column_shares, folded_header, printed, printed_inlines

TABLE_LINE = from_pt(gongwen.TABLE_LINE_PT)
UNIT_LINE = from_pt(16)
BESIDE = from_pt(gongwen.TABLE_BESIDE_PT)
GAP = from_pt(gongwen.TABLE_GAP_PT)
_LEAST_GAP = 16
"""Word sets no line lower than 0.7 pt."""
_SHORT = 2
"""Twips that are missing from whole lines: too much would cost the page its last line."""
_INSETS = 2 * from_mm(gongwen.TABLE_INSET_MM)
_EM = from_pt(gongwen.TABLE_CELL.size_pt)


def rest(height: int, least: int = 0) -> int:
    """Return what is missing from so many twips to whole body lines, at least ``least``."""
    return ceil((height + least) / LINE) * LINE - height - _SHORT


def gap_below(table: Table | None, remarks: Sequence[Block]) -> int:
    """Return the height of the space below a table, if there is one, and its remarks."""
    if table and len(table.rows) > WHOLE_TABLE_ROWS:
        return GAP
    widths = column_widths(table) if table else [AREA_WIDTH]
    height = sum(_remark(each, sum(widths)) for each in remarks if isinstance(each, Remark))
    if table:
        height += UNIT_LINE + BESIDE if table.unit else 0
        height += sum(_row(row, widths) for row in _rows(table)) + 2 * TABLE_EDGE - TABLE_RULE
    return rest(height, _LEAST_GAP)


def column_widths(subject: Table) -> list[int]:
    """Return the columns' widths in twips; they sum to the width of the type area exactly."""
    room = area_width(subject)
    edges = [round(share * room) for share in accumulate(column_shares(subject))]
    edges[-1:] = [room] if edges else []
    return [right - left for left, right in zip([0, *edges], edges, strict=False)]


def area_width(table: Table) -> int:
    """Return the width of the type area on the table's pages."""
    width, _ = AREA_TURNED if table.landscape else AREA
    return width


def _rows(table: Table) -> list[tuple[Cell, ...]]:
    headed = any(printed(cell) for cell in table.header)
    return [*([folded_header(table)] if headed else []), *table.rows]


def _row(cells: tuple[Cell, ...], widths: list[int]) -> int:
    lines = [_lines(printed(cell), room - _INSETS) for cell, room in zip(cells, widths, strict=False)]
    return max(lines, default=1) * TABLE_LINE + 2 * TABLE_PADDING + TABLE_RULE


def _remark(remark: Remark, room: int) -> int:
    return _lines(printed_inlines(remark.children), room) * TABLE_LINE + BESIDE


def _lines(text: str, room: int) -> int:
    """Return how many lines a text of table size takes in so many twips."""
    return sum(max(1, ceil(width(line) * _EM / max(room, _EM))) for line in text.split("\n"))
