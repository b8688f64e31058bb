"""Widths of table columns (列宽), from what stands in them, for both writers.

A column gets the width of its widest cell while the type area has room. When it has not, headers fold first; then the
room goes to the columns by how much text they hold, while numbers keep their line.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import ceil, sqrt

from builders.model.document import Alignment, Cell, Inline, LineBreak, Table, Text
from builders.typeset import breaks, gongwen
from builders.typeset.decimals import lacking
from builders.typeset.grouping import group_of
from builders.typeset.plain import printed as printed
from builders.typeset.plain import printed_inlines as printed_inlines
from builders.typeset.title import fold, width

_WHOLE = re.compile(r"\d+年\d+月|[A-Za-z0-9.,:/%％+\-−–～]+")
"""What is never folded in a cell: a month of a year, a number, a Latin word."""
_BORDER = re.compile(r"\d(?=[年月])|[年月](?=\d)")
_AUTOSPACE = 0.25
"""LibreOffice sets so much between a digit and a character, whatever the document says."""
_UNITS = re.compile(r"[（(][^（()）]{1,6}[）)]")
_QUALIFIED = re.compile(r"[^（()）]{1,4}[（(][^（()）]{1,3}[）)]")
"""A short word with a short note in brackets (在建（逾期）): folded, it would break inside the brackets."""
_MOST_HEADER_LINES = 3
_SHORT = 3.0
"""A header or a cell of so few characters is not folded."""
_SLACK = 0.4
"""Spare width in a column, because digits of some faces are a little wider than half a character."""
_PORTRAIT = gongwen.PAGE.area_width_mm * gongwen.POINTS_PER_MM / gongwen.TABLE_CELL.size_pt
_LANDSCAPE = gongwen.PAGE.area_height_mm * gongwen.POINTS_PER_MM / gongwen.TABLE_CELL.size_pt
"""A landscape page is the portrait page turned: its lines are as long as the type area is high."""
_INSETS = 2 * gongwen.TABLE_INSET_MM * gongwen.POINTS_PER_MM / gongwen.TABLE_CELL.size_pt


@lru_cache(maxsize=64)
def column_shares(table: Table) -> tuple[float, ...]:
    """Return the share of the width of the type area for each column of the table; they sum to 1.

    Shares include the space between text and rule on both sides. A table without columns gives an empty tuple.
    """
    columns = _columns(table)
    if not columns:
        return ()
    room = _room(table) - len(columns) * (_INSETS + _SLACK)
    widths = [wide + _INSETS + _SLACK for wide in _fitted(columns, room)]
    return tuple(wide / sum(widths) for wide in widths)


def fits_portrait(table: Table) -> bool:
    """Return whether the columns of a table can be narrow enough for a portrait page, no number or unit torn apart."""
    columns = _columns(table)
    least = sum(column.least(_MOST_HEADER_LINES) + _INSETS + _SLACK for column in columns)
    return least <= _PORTRAIT


def folded_header(table: Table) -> tuple[Cell, ...]:
    """Return the header's cells with line breaks where their columns make them fold: 计划投资 above （万元）.

    Left to themselves the writers would fill the first line and strand a character. Cells with more than plain text
    stay as they are.
    """
    return tuple(
        _folded(cell, share * _room(table) - _INSETS - _SLACK)
        for cell, share in zip(table.header, column_shares(table), strict=False)
    )


@dataclass(frozen=True)
class _Column:
    """A column's header and cells, measured in characters of table size."""

    head: str
    cells: tuple[str, ...]

    @cached_property
    def texts(self) -> list[float]:
        """The widths of the header and the cells."""
        return [_line(text) for text in (self.head, *self.cells)]

    @property
    def body(self) -> float:
        """The widest cell."""
        return max(map(_line, self.cells), default=0.0)

    def least(self, lines: int) -> float:
        """Return the widest piece that must not be torn: a number, a unit, a line of the header in so many lines."""
        wholes = [whole for text in (self.head, *self.cells) for whole in _WHOLE.findall(text)]
        pieces = [_loosely(piece) for whole in wholes for piece in breaks.pieces(whole)]
        units = [width(unit) for unit in _UNITS.findall(self.head)]
        stem = _UNITS.sub("", self.head)
        short = [wide for wide in map(_line, (stem, *self.cells)) if wide <= _SHORT]
        short += [_line(cell) for cell in self.cells if _QUALIFIED.fullmatch(cell)]
        return max(*pieces, *units, *short, self.header(lines), 1.0)

    @property
    def weight(self) -> float:
        """What a column asks for when there is not enough: the root of all its text, so that rows are lowest."""
        return sqrt(sum(map(width, (self.head, *self.cells))) + 1.0)

    def lines(self, wide: float) -> list[int]:
        """Return how many lines the header and every cell take in a column so wide."""
        return [1 if text <= wide else ceil(text / _held(text, wide)) for text in self.texts]

    def next(self, wide: float) -> float:
        """Return the width at which the tallest cells are one line lower; the same width when all stand in one."""
        counts = self.lines(wide)
        most = max(counts)
        if most == 1:
            return wide
        tallest = [text for text, count in zip(self.texts, counts, strict=True) if count == most]
        return max(text if most == 2 else ceil(2 * text / (most - 1)) / 2 for text in tallest)

    def header(self, lines: int) -> float:
        """Return the width that folds the header into that many lines; a short one is not folded."""
        wide = _line(self.head)
        return wide if wide <= _SHORT else float(max(2, ceil(wide / lines)))


def _loosely(piece: str) -> float:
    """Return the width of a piece with the space that some word processors put between digits and characters."""
    return width(piece) + _AUTOSPACE * len(_BORDER.findall(piece))


def _held(text: float, wide: float) -> float:
    """Return what a line so wide holds of a text: whole characters, or half ones when digits stand in it."""
    return max(1.0, int(2 * wide) / 2 if text % 1 else int(wide))


def _room(table: Table) -> float:
    """Return the width of the type area that the table stands in, in characters of table size."""
    return _LANDSCAPE if table.landscape else _PORTRAIT


def _columns(table: Table) -> list[_Column]:
    count = max((len(row) for row in (table.header, *table.rows)), default=0)
    rows = [table.header, *(row for index, row in enumerate(table.rows) if group_of(table, index) is None)]
    texts = [[printed(cell) for cell in row] + [""] * (count - len(row)) for row in rows]
    return [
        _Column(head, _aligned(cells) if _side(table, at) == "right" else tuple(cells))
        for at, (head, *cells) in enumerate(zip(*texts, strict=True))
    ]


def _side(table: Table, at: int) -> Alignment:
    return table.alignments[at] if at < len(table.alignments) else "left"


def _aligned(cells: list[str]) -> tuple[str, ...]:
    """Return numbers with the digits that they lack: their room is kept free."""
    return tuple(cell + tail for cell, tail in zip(cells, lacking(cells), strict=True))


def _fitted(columns: Sequence[_Column], room: float) -> list[float]:
    """Return the columns' widths; together they are at most ``room``, unless pieces that cannot be torn are wider."""
    shared: list[list[float]] = []
    for lines in range(1, _MOST_HEADER_LINES + 1):
        least = [column.least(lines) for column in columns]
        wanted = [max(column.body, small) for column, small in zip(columns, least, strict=True)]
        if sum(wanted) <= room:
            return wanted
        if lines > 1 and sum(least) <= room:
            first = _shared(least, wanted, [column.weight for column in columns], room)
            shared.append(_settled(columns, least, first, room))
    return min(shared, key=lambda widths: _height(columns, widths), default=least)


def _settled(columns: Sequence[_Column], least: Sequence[float], widths: Sequence[float], room: float) -> list[float]:
    """Take from every column what saves the table no line, and give it to the columns where it saves most."""
    settled = _trimmed(columns, least, widths)
    while True:
        spare, height = room - sum(settled), _height(columns, settled)
        offers = []
        for at, column in enumerate(columns):
            wider = [*settled[:at], column.next(settled[at]), *settled[at + 1 :]]
            extra = wider[at] - settled[at]
            saved = height - _height(columns, wider) if 0 < extra <= spare else 0
            if saved > 0:
                offers.append((saved / extra, -at, wider))
        if not offers:
            return _restored(columns, settled, widths, room)
        settled = max(offers)[2]


def _trimmed(columns: Sequence[_Column], least: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Narrow the columns, those with the least text first, as far as the table grows no line higher."""
    trimmed = list(widths)
    height = _height(columns, trimmed)
    for at in sorted(range(len(columns)), key=lambda at: columns[at].weight):
        while trimmed[at] > least[at]:
            narrower = [*trimmed[:at], max(least[at], ceil(trimmed[at]) - 1.0), *trimmed[at + 1 :]]
            if _height(columns, narrower) > height:
                break
            trimmed = narrower
    return trimmed


def _restored(
    columns: Sequence[_Column], settled: Sequence[float], before: Sequence[float], room: float
) -> list[float]:
    """Give what room is left back to the columns that were narrowed, those with the least text first."""
    restored = list(settled)
    for at in sorted(range(len(columns)), key=lambda at: columns[at].weight):
        restored[at] += max(0.0, min(before[at] - restored[at], room - sum(restored)))
    return restored


def _height(columns: Sequence[_Column], widths: Sequence[float]) -> int:
    """Return about how many lines the table takes when its columns are so wide."""
    lines = [column.lines(wide) for column, wide in zip(columns, widths, strict=True)]
    return sum(map(max, zip(*lines, strict=True)))


def _shared(least: Sequence[float], most: Sequence[float], weights: Sequence[float], room: float) -> list[float]:
    """Return widths in proportion to the weights, none below its least or above its most, that fill the room."""

    def at(level: float) -> list[float]:
        return [
            max(small, min(large, level * weight)) for small, large, weight in zip(least, most, weights, strict=True)
        ]

    low, high = 0.0, max(most)
    for _ in range(48):
        level = (low + high) / 2
        low, high = (low, level) if sum(at(level)) > room else (level, high)
    return at(low)


def _folded(cell: Cell, room: float) -> Cell:
    if not all(isinstance(child, Text) for child in cell.children):
        return cell
    first, *others = fold(printed(cell), room)
    folded: list[Inline] = [Text(first)]
    for line in others:
        folded += [LineBreak(), Text(line)]
    return Cell(tuple(folded))


def _line(text: str) -> float:
    return max(width(line) for line in text.split("\n"))
