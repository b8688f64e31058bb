"""Widths of table columns (列宽), from what stands in them, for both writers.

A column gets the width of its widest cell while the type area has room. When it has not, headers fold into two lines
first, then long text folds while short columns and numbers keep their line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from builders.model.document import Cell, Footnote, Inline, LineBreak, Reference, Table, Text
from builders.typeset import gongwen
from builders.typeset.title import width

_PIECES = re.compile(r"[（(][^）)]{1,6}[）)]|[A-Za-z0-9.,，:/%％+\-−–～〔〕]+")
_LONG = 10.0
"""Text wider than this counts only half for the rest: it folds anyway, and must not starve its neighbours."""
_SHORTEST_HEADER_LINE = 2.0
_SLACK = 0.5
"""Spare width in a column, because digits of some faces are a little wider than half a character."""


def column_shares(table: Table) -> tuple[float, ...]:
    """Return the share of the type area's width for each column of the table; they sum to 1.

    Shares include the space between text and rule on both sides. A table without columns gives an empty tuple.
    """
    columns = max((len(row) for row in (table.header, *table.rows)), default=0)
    if not columns:
        return ()
    heads = [printed(row[0]) if row else "" for row in (table.header[at : at + 1] for at in range(columns))]
    cells = [[printed(row[at]) for row in table.rows if at < len(row)] for at in range(columns)]
    room = gongwen.PAGE.area_width_mm * gongwen.POINTS_PER_MM / gongwen.TABLE_CELL.size_pt
    inset = 2 * gongwen.TABLE_INSET_MM * gongwen.POINTS_PER_MM / gongwen.TABLE_CELL.size_pt + _SLACK
    widths = [wide + inset for wide in _fitted(heads, cells, room - columns * inset)]
    return tuple(wide / sum(widths) for wide in widths)


def printed(cell: Cell) -> str:
    """Return what a cell prints, without its faces; a line break is a newline."""
    return "".join(_printed(inline) for inline in cell.children)


def _printed(inline: Inline) -> str:
    match inline:
        case Text() | Reference():
            return inline.text
        case LineBreak():
            return "\n"
        case Footnote():
            return str(inline.number)
        case _:
            return "".join(_printed(child) for child in inline.children)


def _fitted(heads: Sequence[str], cells: Sequence[Sequence[str]], room: float) -> list[float]:
    """Return the columns' widths in table characters; together they are at most ``room``, unless pieces are wider."""
    bodies = [max(map(_line, column), default=1.0) for column in cells]
    least = [_least(head, column) for head, column in zip(heads, cells, strict=True)]
    for folds in (1, 2):
        wanted = [
            max(body, small, ceil(_line(head) / folds)) for head, body, small in zip(heads, bodies, least, strict=True)
        ]
        if sum(wanted) <= room:
            return wanted
    wanted = [want if want <= _LONG else _LONG + (want - _LONG) / 2 for want in wanted]
    if sum(least) >= room:
        return least
    return _levelled(least, wanted, room)


def _levelled(least: Sequence[float], wanted: Sequence[float], room: float) -> list[float]:
    """Lower the widest columns to one level, none below its least, until all fit."""
    low, high = 0.0, max(wanted)
    for _ in range(48):
        level = (low + high) / 2
        if sum(max(small, min(want, level)) for small, want in zip(least, wanted, strict=True)) > room:
            high = level
        else:
            low = level
    return [max(small, min(want, low)) for small, want in zip(least, wanted, strict=True)]


def _least(head: str, column: Sequence[str]) -> float:
    """Return the widest piece that cannot be broken: a number, a unit in brackets, half of a short header."""
    pieces = [width(piece) for text in (head, *column) for piece in _PIECES.findall(text)]
    return max(*pieces, min(_SHORTEST_HEADER_LINE, width(head)), 1.0)


def _line(text: str) -> float:
    return max(width(line) for line in text.split("\n"))
