"""Tables (表格): their width, the lines between their rows, and where their cells are."""

from __future__ import annotations

from collections.abc import Iterator

from builders.conform.docx.document import Cell, Table
from builders.conform.docx.layers import CELL_MARGIN_PT, Border, borders, cell_margins
from builders.conform.docx.names import Element, W, points, value
from builders.conform.docx.styles import Styles


def read_table(element: Element, styles: Styles, section: int) -> tuple[Table, str]:
    """Return a table and the id of its style."""
    properties = element.find(f"{W}tblPr")
    style = value(properties, "tblStyle") or styles.default("table")
    columns = [points(each.get(f"{W}w")) or 0.0 for each in element.iterfind(f"{W}tblGrid/{W}gridCol")]
    kind, stated = value(properties, "tblW", "type"), value(properties, "tblW", "w")
    width = points(stated) if kind == "dxa" and stated != "0" else sum(columns) or None
    indent = value(properties, "tblInd", "w")
    table = Table(
        width_pt=width,
        indent_pt=points(indent) or 0.0,
        margins_pt=sum(_margins(element, styles, style)),
        section=section,
        rules=tuple(_rules(element, styles, style)),
        align=value(properties, "jc") or "",
    )
    return table, style


def cells(element: Element, index: int, table: Table) -> Iterator[tuple[Element, Cell]]:
    """Yield the cells of a table row by row, each with its place; cells that a merge hides are empty and do no harm."""
    side = table.margins_pt / 2
    for row, line in enumerate(_rows(element)):
        for column, cell in enumerate(each for each in line.iter(f"{W}tc") if _stands_in(each, line)):
            width = points(value(cell.find(f"{W}tcPr"), "tcW", "w")) or 0.0
            yield cell, Cell(index, row, column, width, side, side)


def _stands_in(cell: Element, row: Element) -> bool:
    """Whether a cell stands in a row only by way of content controls, not in a table inside another cell."""
    above = cell.getparent()
    while above is not None and above is not row:
        if above.tag == f"{W}tc":
            return False
        above = above.getparent()
    return True


def _rows(element: Element) -> Iterator[Element]:
    for child in element:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml"):
            yield from _rows(child)


def _margins(element: Element, styles: Styles, style: str) -> tuple[float, float]:
    """Return the margins inside cells, left and right; the style's where the table has none."""
    stated = element.find(f"{W}tblPr/{W}tblCellMar")
    if stated is None:
        given = styles.table(style).get("margins")
        return given or (CELL_MARGIN_PT, CELL_MARGIN_PT)
    return cell_margins(stated)


def _rules(element: Element, styles: Styles, style: str) -> Iterator[Border | None]:
    """Yield the horizontal lines from the top of the table to its foot; None where there is none."""
    stated = element.find(f"{W}tblPr/{W}tblBorders")
    whole = {**styles.table(style).get("borders", {}), **({} if stated is None else borders(stated))}
    rows = [_edges(row) for row in _rows(element)]
    for index in range(len(rows) + 1):
        side = "top" if index == 0 else "bottom" if index == len(rows) else "insideH"
        above = rows[index - 1].get("bottom") if index > 0 else None
        below = rows[index].get("top") if index < len(rows) else None
        found = below or above or whole.get(side)
        yield found if found is not None and found.width_pt else None


def _edges(row: Element) -> dict[str, Border]:
    """Return the borders of a row's first cell."""
    cell = next(row.iter(f"{W}tc"), None)
    edges = None if cell is None else cell.find(f"{W}tcPr/{W}tcBorders")
    return {} if edges is None else borders(edges)
