"""Our own lint of Word's tables: a grid that does not add up is drawn differently by every program."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from tests.judges.word_xml import W, named, value, where


def table_faults(story: etree._Element) -> Iterator[str]:
    """Yield what is wrong with the tables of a story."""
    for cell in story.iter(f"{W}tc"):
        if not len(cell) or named(cell[-1]) != "p":
            yield f"{where(cell)}: a cell that does not end with a paragraph"
    for table in story.iter(f"{W}tbl"):
        yield from _grid(table)


def _grid(table: etree._Element) -> Iterator[str]:
    columns = [int(each.get(f"{W}w", "0")) for each in table.findall(f"{W}tblGrid/{W}gridCol")]
    width = table.find(f"{W}tblPr/{W}tblW")
    if width is not None and width.get(f"{W}type") == "dxa" and int(width.get(f"{W}w", "0")) != sum(columns):
        yield f"{where(table)}: columns of {sum(columns)} in a table of {width.get(f'{W}w')}"
    rows = table.findall(f"{W}tr")
    if not rows:
        yield f"{where(table)}: a table without rows"
    open_above: set[int] = set()
    for row in rows:
        merged: set[int] = set()
        column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in row.findall(f"{W}tc"):
            span = _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)
            wide = cell.find(f"{W}tcPr/{W}tcW")
            fits = sum(columns[column : column + span])
            if wide is not None and wide.get(f"{W}type") == "dxa" and int(wide.get(f"{W}w", "0")) != fits:
                yield f"{where(cell)}: a cell of {wide.get(f'{W}w')} in columns of {fits}"
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None:
                merged.add(column)
                if value(merge) != "restart" and column not in open_above:
                    yield f"{where(cell)}: goes on from a cell above that does not"
            column += span
        column += _number(row.find(f"{W}trPr/{W}gridAfter"), 0)
        if column != len(columns):
            yield f"{where(row)}: {column} columns in a grid of {len(columns)}"
        open_above = merged


def _number(element: etree._Element | None, otherwise: int) -> int:
    return otherwise if element is None else int(value(element) or otherwise)
