"""Reading a grid (热力图的数据): one row of a view for each cell, or groups within groups, numbers or grades."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from builders.compose.faults import Unprintable
from builders.compose.heatmap import Cell, HeatMap, Row
from builders.compose.markup import escaped
from builders.compose.printing import printed_fact, printed_number
from builders.compose.scales import scale_of
from builders.compose.schedules import label_at, value_at
from builders.compose.stated import Stated, fact_of


@dataclass(frozen=True)
class Columns:
    """The columns of a view whose rows are cells: which item, which unit, what value, under which group."""

    row: str | Sequence[str]
    column: str
    value: str
    group: str = ""


@dataclass
class Grid:
    """What was read: cells by row and column, in the order of first sight."""

    rows: dict[str, str] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)
    cells: dict[tuple[str, str], Stated] = field(default_factory=dict)

    def put(self, row: str, column: str, value: object, group: str = "") -> None:
        """Put a value in its cell; None leaves it empty. Raises Unprintable for a cell that has one already."""
        if (row, column) in self.cells:
            raise Unprintable(f"热力图的“{row}”在“{column}”有两个值")
        self.rows.setdefault(row, group)
        if column not in self.columns:
            self.columns.append(column)
        if isinstance(value, Stated):
            self.cells[row, column] = value
        elif value is not None:
            raise Unprintable(f"热力图的“{row}”在“{column}”不是数据")


def read_grid(data: object, columns: Columns | None, order: Sequence[object] = ()) -> Grid:
    """Return the grid of the rows of a view, or of a mapping from item to a group (各县缺口数); raises Unprintable.

    ``order`` names the columns from left to right where the first sight is not the order wanted.
    """
    grid = Grid()
    if isinstance(data, Mapping):
        for row, group in data.items():
            if not isinstance(group, Mapping):
                raise Unprintable(f"热力图的“{row}”应是分组的数据")
            for column, value in group.items():
                grid.put(str(row), str(column), value)
    elif columns is None:
        raise Unprintable("热力图的数据是视图时，应写明“行”“列”“值”各是哪一列")
    elif isinstance(data, list | tuple):
        for each in data:
            group = label_at(each, columns.group) if columns.group else ""
            value = value_at(each, columns.value)
            grid.put(label_at(each, columns.row), label_at(each, columns.column), value, group)
    if not grid.cells:
        raise Unprintable("热力图没有数据，请先用 if 判断")
    wanted = [printed_fact(fact) if (fact := fact_of(each)) else str(each) for each in order]
    if stray := [column for column in grid.columns if wanted and column not in wanted]:
        raise Unprintable(f"热力图的“列次序”里没有“{stray[0]}”")
    grid.columns = wanted or grid.columns
    return grid


def heat_of_numbers(grid: Grid, darkest: str) -> tuple[HeatMap, str]:
    """Return the chart of a grid of numbers in one unit, and its numbers in words. Raises Unprintable."""
    facts = {place: fact for place, stated in grid.cells.items() if (fact := fact_of(stated))}
    values: dict[tuple[str, str], Decimal] = {}
    for (row, column), fact in facts.items():
        if not isinstance(fact.value, Decimal):
            raise Unprintable(f"热力图的“{row}”在“{column}”不是数字；文字请用“等级”写明由浅到深的次序")
        values[row, column] = fact.value
    units = {fact.unit for fact in facts.values()}
    if len(units) > 1:
        raise Unprintable(f"热力图里有不同的单位：{'、'.join(sorted(units))}")
    if darkest not in ("大", "小"):
        raise Unprintable("热力图的“深色”应是“大”或“小”")
    places = max(fact.places for fact in facts.values())
    scale, last = scale_of(values.values(), places), 0
    words = scale.words(units.pop())
    if darkest == "小":
        words, last = words[::-1], len(words) - 1
    cells = {
        place: Cell(printed_number(value, facts[place].places), abs(last - scale.step(value)))
        for place, value in values.items()
    }
    spoken = "；".join(f"{escaped(row)}{_spoken(grid, row)}" for row in grid.rows)
    return HeatMap(tuple(grid.columns), _rows(grid, cells), words), spoken


def _spoken(grid: Grid, row: str) -> str:
    return "、".join(f"{escaped(column)}{grid.cells.get((row, column), '没有数据')}" for column in grid.columns)


def heat_of_grades(grid: Grid, grades: Sequence[Any]) -> tuple[HeatMap, str]:
    """Return the chart of a grid of words, from the lightest grade to the darkest, and the same in words.

    A word that is none of the grades (不适用) is printed as it is, outside of the scale.
    """
    order = [str(grade) for grade in grades]
    cells, spoken = {}, []
    for row in grid.rows:
        members: dict[str, list[str]] = {grade: [] for grade in order}
        for column in grid.columns:
            fact = fact_of(grid.cells.get((row, column)))
            if fact is not None:
                word = printed_fact(fact)
                cells[row, column] = Cell(word, order.index(word) if word in order else None)
                members.setdefault(word, []).append(escaped(column))
        told = [f"{escaped(word)}的有{'、'.join(names)}" for word, names in members.items() if names]
        spoken.append(f"{escaped(row)}{'，'.join(told) if told else '没有数据'}")
    return HeatMap(tuple(grid.columns), _rows(grid, cells), tuple(order), worded=True), "；".join(spoken)


def _rows(grid: Grid, cells: Mapping[tuple[str, str], Cell]) -> tuple[Row, ...]:
    return tuple(
        Row(row, tuple(cells.get((row, column)) for column in grid.columns), group) for row, group in grid.rows.items()
    )
