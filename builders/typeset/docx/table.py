"""Tables (表格): caption above, unit at the right, a header row that repeats on every page."""

from __future__ import annotations

from builders.model.document import Alignment, Cell, Table
from builders.typeset.decimals import tails
from builders.typeset.docx.company import keep
from builders.typeset.docx.filling import area_width, column_widths
from builders.typeset.docx.ground import STRONG, TABLE
from builders.typeset.docx.inline import Reach, adjust, paragraph, plain, prose, run, runs
from builders.typeset.docx.styleids import TABLE_CAPTION, TABLE_CELLS, TABLE_GAP, TABLE_HEAD, TABLE_UNIT
from builders.typeset.docx.units import from_pt
from builders.typeset.docx.xml import Element, legal, name, w
from builders.typeset.gongwen import LAST_TABLE_ROWS, TABLE_CELL, WHOLE_TABLE_ROWS
from builders.typeset.grouping import group_of
from builders.typeset.widths import folded_header, printed, printed_inlines

_DIGIT = from_pt(TABLE_CELL.size_pt / 2)


def table(subject: Table, reach: Reach) -> list[Element]:
    """Return the paragraphs and the grid of a table as wide as the type area."""
    made = caption(subject.label, subject, reach)
    if subject.unit:
        made.append(plain(TABLE_UNIT, f"单位：{subject.unit}"))
    return [*made, _grid(subject, reach)]


def gap(height: int) -> Element:
    """Return the space below a table: two tables without a paragraph between them become one in Word."""
    made = paragraph(TABLE_GAP)
    adjust(made, w("spacing", line=height, lineRule="exact"))
    return made


def caption(label: str, subject: Table, reach: Reach) -> list[Element]:
    """Return the line above a table: number, a full-width space, title; nothing when it has neither."""
    words = [*runs(subject.caption, reach)]
    head = label + ("　" if label and words else "")
    if head:
        words.insert(0, run(head))
    return [paragraph(TABLE_CAPTION, *words)] if words else []


def _grid(subject: Table, reach: Reach) -> Element:
    widths = column_widths(subject)
    headed = any(printed(cell) for cell in subject.header)
    look = w("tblLook", val="0420" if headed else "0400", firstRow=int(headed), lastRow=0, firstColumn=0, lastColumn=0,
             noHBand=0, noVBand=1)  # fmt: skip
    properties = w(
        "tblPr",
        w("tblStyle", val=TABLE),
        w("tblW", w=area_width(subject), type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        look,
    )
    if title := printed_inlines(subject.caption):
        properties.append(w("tblCaption", val=legal(title)))
    made = w("tbl", properties, w("tblGrid", *(w("gridCol", w=width) for width in widths)))
    if headed:
        made.append(_row(folded_header(subject), [TABLE_HEAD] * len(widths), widths, reach, header=True))
    count = len(subject.rows)
    held_from = 1 if count <= WHOLE_TABLE_ROWS else count - LAST_TABLE_ROWS + 1
    styles = _column_styles(subject.alignments, len(widths))
    for index, (row, lacking) in enumerate(zip(subject.rows, tails(subject), strict=True), 1):
        stress = STRONG if subject.total and index == count else ""
        group = group_of(subject, index - 1)
        if group:
            made.append(_group(group, sum(widths), len(widths), reach))
        else:
            made.append(_row(row, styles, widths, reach, stress=stress))
            _align_points(made[-1], lacking)
        if group or index < LAST_TABLE_ROWS or held_from <= index < count:
            keep(made[-1].iter(name("w:p")))
    return made


def _group(cell: Cell, width: int, columns: int, reach: Reach) -> Element:
    """Return a row that names a group, over the whole width of the table."""
    size = w("tcPr", w("tcW", w=width, type="dxa"), w("gridSpan", val=columns))
    return w("tr", w("trPr", w("cantSplit")), w("tc", size, prose(TABLE_CELLS["left"], *runs(cell.children, reach))))


def _align_points(row: Element, lacking: tuple[str, ...]) -> None:
    """Move numbers to the left by the digits that they lack, so that decimal points stand below one another."""
    for cell, tail in zip(row.iter(name("w:tc")), lacking, strict=False):
        if tail:
            adjust(cell[-1], w("ind", right=len(tail) * _DIGIT))


def _column_styles(alignments: tuple[Alignment, ...], columns: int) -> list[str]:
    return [TABLE_CELLS[alignments[at] if at < len(alignments) else "left"] for at in range(columns)]


def _row(
    cells: tuple[Cell, ...],
    styles: list[str],
    widths: list[int],
    reach: Reach,
    *,
    header: bool = False,
    stress: str = "",
) -> Element:
    """Return a row that never breaks across pages; cells that are missing at its end are empty."""
    properties = w("trPr", w("cantSplit"))
    if header:
        properties.append(w("tblHeader"))
    made = w("tr", properties)
    for at, (style, width) in enumerate(zip(styles, widths, strict=True)):
        inlines = cells[at].children if at < len(cells) else ()
        size = w("tcPr", w("tcW", w=width, type="dxa"))
        made.append(w("tc", size, prose(style, *runs(inlines, reach, stress))))
    return made
