"""Frames: a notice's tables as pandas frames of one unit, parents joined by foreign key, lines kept for lineage.

Values stay what the reader made of them (text, Decimal, date); columns are of object type so that pandas guesses
nothing. A column is named by its path of Chinese titles: ``总投资``, ``社区.户数`` (the parent's), ``本期.状态``
(a join's).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

import numpy as np
import pandas as pd

from builders.model.fact import CellRef
from builders.model.notice import Unit
from builders.model.period import Period, half_year_of
from builders.model.table import Dataset, Field, Table

LINE = "#"
"""Suffix of the column that holds, for each path prefix, the source line."""


class Column(Protocol):
    """A column of a frame: the unit and decimals of its numbers, and the cells behind one of its values."""

    @property
    def unit(self) -> str:
        """The unit of the numbers, empty for text."""

    @property
    def places(self) -> int:
        """The decimals in print."""

    def cells(self, row: Mapping[str, Any]) -> tuple[CellRef, ...]:
        """Return the cells that the value in ``row`` came from."""


@dataclass(frozen=True)
class Source:
    """A column that a file holds: a field of a table, the column of the frame that holds the line, and the one, where
    the table names public sources, that holds the citation."""

    table: Table
    field: Field
    lines: str
    citations: str = ""

    @property
    def unit(self) -> str:
        """The unit of the column's numbers."""
        return self.field.unit

    @property
    def places(self) -> int:
        """The decimals of the column's numbers in print."""
        return self.field.places

    def cells(self, row: Mapping[str, Any]) -> tuple[CellRef, ...]:
        """Return the cell under this column in a row of the frame, none where a join found nothing."""
        line = row[self.lines]
        if line is None:
            return ()
        cell = self.table.cell(int(line), self.field.name)
        return (replace(cell, citation=row[self.citations] or "") if self.citations else cell,)


@dataclass(frozen=True)
class Computed:
    """A column computed row by row.

    ``inputs`` are the columns that it reads, ``constants`` the cells that count for every row.
    """

    unit: str
    places: int
    formula: str
    inputs: tuple[Column, ...]
    constants: tuple[CellRef, ...]

    def cells(self, row: Mapping[str, Any]) -> tuple[CellRef, ...]:
        """Return the cells of all inputs in ``row``, then the constants."""
        found = [cell for column in self.inputs for cell in column.cells(row)]
        return tuple(dict.fromkeys([*found, *self.constants]))


@dataclass(frozen=True)
class Frame:
    """A pandas frame whose columns know where they come from."""

    data: pd.DataFrame
    columns: Mapping[str, Column] = field(default_factory=dict)
    key: str = ""
    """The path of the column that names a row (first of the primary key)."""

    @property
    def identity(self) -> tuple[str, ...]:
        """The paths that together tell the rows apart: the base table's primary key, its day left out."""
        base = self.columns[self.key]
        if not isinstance(base, Source):
            return (self.key,)
        names = [name for name in base.table.schema.primary_key if base.table.schema.field(name).role != "as_of"]
        return tuple(base.table.schema.field(name).title for name in names) or (self.key,)

    def find(self, path: str) -> str | None:
        """Return the full path of a column: as given, or the one that ends so (任务 for 项目.任务); None otherwise."""
        if path in self.columns:
            return path
        ending = [column for column in self.columns if column.endswith("." + path)]
        return min(ending, key=len) if ending else None


def table_frame(dataset: Dataset, table: Table, prefix: str = "", seen: frozenset[str] = frozenset()) -> Frame:
    """Return the frame of a table with its parents joined under their titles."""
    fields = table.schema.fields
    lines = f"{prefix}{LINE}"
    values: dict[str, list[Any]] = {
        f"{prefix}{f.title}": [row.values[index] for row in table.rows] for index, f in enumerate(fields)
    }
    values[lines] = [row.line for row in table.rows]
    columns = {f"{prefix}{f.title}": Source(table, f, lines) for f in fields}
    key = table.schema.primary_key[0] if table.schema.primary_key else fields[0].name
    frame = Frame(pd.DataFrame(values, dtype=object), columns, f"{prefix}{table.schema.field(key).title}")
    for foreign in table.schema.foreign_keys:
        parent = dataset.table(foreign.table)
        if parent is not None and parent.schema.name not in seen:
            inner = f"{prefix}{parent.schema.title}."
            own = f"{prefix}{table.schema.field(foreign.field).title}"
            other = table_frame(dataset, parent, inner, seen | {table.schema.name})
            frame = joined(frame, other, own, f"{inner}{parent.schema.field(foreign.target).title}")
    return _cited(frame, table)


def _cited(frame: Frame, table: Table) -> Frame:
    """Let the table's own columns know which column of a parent cites their public source."""
    cited = next((path for path, source in _stored(frame) if source.field.role == "citation"), None)
    if cited is None:
        return frame
    columns = {
        path: replace(source, citations=cited) if source.table is table else source for path, source in _stored(frame)
    }
    return replace(frame, columns=columns)


def joined(left: Frame, right: Frame, left_key: str, right_key: str) -> Frame:
    """Return ``left`` with the matching row of ``right`` beside each row; None where there is none."""
    data = left.data.merge(right.data, how="left", left_on=left_key, right_on=right_key, sort=False)
    data = data.astype(object).where(data.notna(), None)
    return Frame(data, {**left.columns, **right.columns}, left.key)


def of_unit(frame: Frame, unit: Unit) -> Frame:
    """Return the rows that belong to ``unit``; a table without a unit column belongs to all."""
    for path, source in _stored(frame):
        if source.field.role == "unit":
            return kept(frame, frame.data[path].eq(unit.code))
    return frame


def in_period(frame: Frame, period: Period) -> Frame:
    """Return the rows of ``period``: all events in it, or the latest state in it of each thing that has states."""
    own = [(path, source) for path, source in _stored(frame) if "." not in path]
    dated = next(((path, source) for path, source in own if source.field.role in ("as_of", "event")), None)
    if dated is None:
        return frame
    path, source = dated
    inside = kept(frame, (day is not None and period.holds(day) for day in frame.data[path]))
    if source.field.role == "event" or inside.data.empty:
        return inside
    by = [name for name, own_source in own if _identifies(own_source)]
    latest = inside.data.groupby(by, sort=False, dropna=False)[path].transform("max")
    return kept(inside, inside.data[path].eq(latest))


def _identifies(source: Source) -> bool:
    return source.field.name in source.table.schema.primary_key and source.field.role != "as_of"


def kept(frame: Frame, mask: Iterable[bool]) -> Frame:
    """Return the rows where ``mask``, one truth value for each row, is true."""
    return Frame(frame.data[np.fromiter(mask, dtype=bool)].reset_index(drop=True), frame.columns, frame.key)


def _stored(frame: Frame) -> list[tuple[str, Source]]:
    return [(path, column) for path, column in frame.columns.items() if isinstance(column, Source)]


def rows(frame: Frame) -> Iterator[dict[str, Any]]:
    """Yield each row as a mapping from path to value."""
    names = list(frame.data.columns)
    for values in frame.data.itertuples(index=False, name=None):
        yield dict(zip(names, values, strict=True))


def data_periods(dataset: Dataset, unit: Unit) -> tuple[Period, ...]:
    """Return the half-years for which the unit has states or events, oldest first."""
    found: set[Period] = set()
    for table in dataset.tables:
        dated = table.schema.with_role("as_of")
        if dated is not None:
            frame = of_unit(table_frame(dataset, table), unit)
            found |= {half_year_of(day) for day in frame.data[dated.title] if day is not None}
    return tuple(sorted(found))
