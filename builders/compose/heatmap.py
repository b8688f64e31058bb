"""The heat map (热力图): items down, units across, each cell with its value, a shade and a disc that is fuller.

The disc says in black and white what the shade says; a cell too narrow for both prints its value.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from builders.compose.drawing import (
    INK,
    LABEL_PT,
    PALE,
    SHADE,
    SMALL_PT,
    SMALLEST_PT,
    WHITE,
    WIDTH_PT,
    Renditions,
    Sheet,
    fold,
    house_style,
    width_of,
)
from builders.compose.faults import Unprintable
from builders.model.manuscript import Asset

SHADES = ("#ffffff", "#e8e8e8", "#cdcdcd", "#a8a8a8", "#4d4d4d")
"""From light to dark; text on the last is white."""
NO_VALUE = "—"
_EDGE = 2.0
_WIDEST_LABEL = 170.0
_NARROWEST_CELL = 16.0
_LINE = 11.5
_ROW = 16.0
_LEGEND_LINE = 14.0
_BALL = 3.6
_GAP = 3.0


@dataclass(frozen=True)
class Cell:
    """One value as printed, and its step from light to dark; a step of None stands outside of the scale."""

    text: str
    step: int | None = None


@dataclass(frozen=True)
class Row:
    """One item: its name, the group that it stands under, a cell for each column, None where there is no value."""

    label: str
    cells: tuple[Cell | None, ...]
    group: str = ""


@dataclass(frozen=True)
class HeatMap:
    """A chart's data; ``steps`` say in words what each step means, ``worded`` that these words are the values."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    steps: tuple[str, ...]
    worded: bool = False


def draw_heat(name: str, heat: HeatMap, faces: Sequence[Path]) -> Asset:
    """Return the chart. Raises Unprintable for a missing character and for more rows than a page holds."""
    return Asset(name, _drawn(heat, tuple(faces)))


@lru_cache(maxsize=256)
def _drawn(heat: HeatMap, faces: tuple[Path, ...]) -> Renditions:
    with house_style(faces):
        return _Drawing(heat).drawn()


class _Drawing:
    """One drawing: what is measured first, then drawn from top to bottom."""

    def __init__(self, heat: HeatMap) -> None:
        self.heat = heat
        inner = WIDTH_PT - 2 * _EDGE
        widest = max(width_of(row.label, LABEL_PT) for row in heat.rows)
        room = min(widest, _WIDEST_LABEL, inner - len(heat.columns) * _NARROWEST_CELL - 8)
        self.labels = [fold(row.label, room, LABEL_PT) for row in heat.rows]
        self.left = _EDGE + max(width_of(line, LABEL_PT) for lines in self.labels for line in lines) + 8
        self.cell = (WIDTH_PT - _EDGE - self.left) / len(heat.columns)
        self.names = [fold(name, self.cell - 3, LABEL_PT) for name in heat.columns]
        self.heads = [
            bool(row.group) and (at == 0 or heat.rows[at - 1].group != row.group) for at, row in enumerate(heat.rows)
        ]
        self.heights = [max(_ROW, _LINE * len(lines) + 3) for lines in self.labels]
        self.top = _EDGE + max(len(lines) for lines in self.names) * _LINE + 5
        self.bottom = self.top + sum(self.heights) + _ROW * sum(self.heads)
        self.balls = len(heat.steps) > 1
        self.size, self.both = self._sizes()
        self.places, lines = self._legend_places()
        self.sheet = Sheet(self.bottom + 5 + lines * _LEGEND_LINE + _EDGE)

    def drawn(self) -> Renditions:
        for at, lines in enumerate(self.names):
            self.sheet.lines(self.left + (at + 0.5) * self.cell, (_EDGE + self.top) / 2, lines, align="center")
        y = self.top
        for row, lines, height, head in zip(self.heat.rows, self.labels, self.heights, self.heads, strict=True):
            if head:
                self.sheet.box(_EDGE, y, WIDTH_PT - 2 * _EDGE, _ROW, PALE, edge=SHADE, thick=0.4)
                self.sheet.text(_EDGE + 3, y + _ROW / 2, row.group)
                y += _ROW
            self.sheet.lines(_EDGE + 3, y + height / 2, lines)
            for at, cell in enumerate(row.cells):
                self._cell(cell, self.left + at * self.cell, y, height)
            self.sheet.line((_EDGE, y + height), (self.left, y + height), 0.4, SHADE)
            y += height
        self._frame()
        for entry, (x, line) in zip(self._entries(), self.places, strict=True):
            self._key(entry, x, self.bottom + 5 + (line + 0.5) * _LEGEND_LINE)
        return self.sheet.rendered()

    def _cell(self, cell: Cell | None, x: float, y: float, height: float) -> None:
        step = cell.step if cell else None
        hatch = "\\\\\\" if cell is None else None
        self.sheet.box(x, y, self.cell, height, WHITE if step is None else self._shade(step), SHADE, hatch, 0.4)
        middle, centre = y + height / 2, x + self.cell / 2
        if cell is None:
            self.sheet.box(centre - 7, middle - 5, 14, 10, WHITE, edge=None)
            self.sheet.text(centre, middle, NO_VALUE, align="center")
            return
        ink = WHITE if step is not None and self._shade(step) == SHADES[-1] else INK
        if step is None or not self.balls or not (self.both or self.heat.worded):
            self.sheet.text(centre, middle, cell.text, self.size, "center", ink)
        elif self.both:
            half = (2 * _BALL + _GAP + width_of(cell.text, self.size)) / 2
            self._ball(centre - half + _BALL, middle, step)
            self.sheet.text(centre - half + 2 * _BALL + _GAP, middle, cell.text, self.size, "left", ink)
        else:
            self._ball(centre, middle, step)

    def _sizes(self) -> tuple[float, bool]:
        """Return the size of the values, and whether each has room for a disc beside; one look for all cells.

        Raises Unprintable where a value has no room at all.
        """
        cells = [cell for row in self.heat.rows for cell in row.cells if cell]
        stepped = [cell.text for cell in cells if cell.step is not None]
        for size in (LABEL_PT, SMALL_PT):
            widest = max((width_of(text, size) for text in stepped), default=0)
            if self.balls and 2 * _BALL + _GAP + widest <= self.cell - 2:
                return size, True
        alone = [cell.text for cell in cells if not self.heat.worded or cell.step is None]
        for size in (LABEL_PT, SMALL_PT, SMALLEST_PT):
            if all(width_of(text, size) <= self.cell - 1 for text in alone):
                return size, False
        raise Unprintable("热力图的列太多，格子里放不下数值，请减少列或小数位数")

    def _ball(self, x: float, y: float, step: int) -> None:
        self.sheet.ball(x, y, _BALL, step / (len(self.heat.steps) - 1))

    def _shade(self, step: int) -> str:
        """Return the shade of a step; few steps are spread over all shades."""
        count = len(self.heat.steps)
        return SHADES[round(step * (len(SHADES) - 1) / (count - 1)) if count > 1 else 1]

    def _frame(self) -> None:
        for y in (self.top, self.bottom):
            self.sheet.line((_EDGE, y), (WIDTH_PT - _EDGE, y), 0.8)
        self.sheet.line((self.left, self.top), (self.left, self.bottom), 0.6)

    def _entries(self) -> list[tuple[int | None, str]]:
        missing = any(cell is None for row in self.heat.rows for cell in row.cells)
        return [*enumerate(self.heat.steps), *([(None, "没有数据")] if missing else [])]

    def _legend_places(self) -> tuple[list[tuple[float, int]], int]:
        """Return where each entry of the legend begins (x, line), and how many lines there are."""
        places, x, line = [], _EDGE, 0
        for _, word in self._entries():
            width = 30 + width_of(word, SMALL_PT) + 10
            if x + width > WIDTH_PT and x > _EDGE:
                x, line = _EDGE, line + 1
            places.append((x, line))
            x += width
        return places, line + 1

    def _key(self, entry: tuple[int | None, str], x: float, y: float) -> None:
        step, word = entry
        fill, hatch = (WHITE, "\\\\\\") if step is None else (self._shade(step), None)
        self.sheet.box(x, y - 5, 26, 10, fill, SHADE, hatch, 0.4)
        if step is not None and self.balls and (self.both or self.heat.worded):
            self._ball(x + 13, y, step)
        self.sheet.text(x + 30, y, word, SMALL_PT)
