"""Frames: a notice's tables as pandas frames of one unit, parents joined by foreign key, lines kept for lineage.

Values stay what the reader made of them (text, Decimal, date); columns are of object type so that pandas guesses
nothing. A column is named by its path of Chinese titles: ``总投资``, ``社区.户数`` (the parent's), ``本期.状态``
(a join's).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

import pandas as pd

from builders.facts.columns import Column, Source
from builders.facts.formula import FormulaFault
from builders.model.period import Period, half_year_of
from builders.model.table import Dataset, Table

LINE = "#"
"""Suffix of the column that holds, for each path prefix, the source line."""


@dataclass(frozen=True)
class Frame:
    """A pandas frame whose columns know where they come from; ``key`` is the path of the column that names a row."""

    data: pd.DataFrame
    columns: Mapping[str, Column] = field(default_factory=dict)
    key: str = ""

    @property
    def base(self) -> Table:
        """The table that the rows are taken from."""
        column = self.columns[self.key]
        assert isinstance(column, Source)
        return column.table

    @property
    def identity(self) -> tuple[str, ...]:
        """The paths that together tell the rows apart: the base table's primary key, its day left out."""
        schema = self.base.schema
        names = [name for name in schema.primary_key if schema.field(name).role != "as_of"]
        return tuple(schema.field(name).title for name in names) or (self.key,)

    @property
    def taken(self) -> frozenset[str]:
        """Every name that a further column or join must not have: the paths and their beginnings."""
        split = [path.split(".") for path in self.columns]
        return frozenset(".".join(parts[:length]) for parts in split for length in range(1, len(parts) + 1))

    @cached_property
    def records(self) -> tuple[Mapping[str, Any], ...]:
        """Each row as a mapping from path to value."""
        names = list(self.data.columns)
        return tuple(dict(zip(names, values, strict=True)) for values in self.data.to_numpy(dtype=object).tolist())

    def find(self, path: str) -> str | None:
        """Return the full path of a column: as given, or the one that ends so (任务 for 项目.任务); None otherwise.

        Raises FormulaFault when several end so.
        """
        if path in self.columns:
            return path
        ending = [column for column in self.columns if column.endswith("." + path)]
        distinct = [column for column in ending if not _repeats(self.columns[column])] or ending
        if len(distinct) > 1:
            raise FormulaFault(f"“{path}”可以指{'、'.join(f'“{column}”' for column in distinct)}，请写全")
        return distinct[0] if distinct else None


def _repeats(column: Column) -> bool:
    return isinstance(column, Source) and column.repeats


def table_frame(dataset: Dataset, table: Table, prefix: str = "", seen: frozenset[str] = frozenset()) -> Frame:
    """Return the frame of a table with its parents joined under their titles. Raises FormulaFault when names clash."""
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
            target = f"{inner}{parent.schema.field(foreign.target).title}"
            other = table_frame(dataset, parent, inner, seen | {table.schema.name})
            frame = joined(frame, _repeating(other, target), own, target)
    return _cited(frame, table)


def _repeating(frame: Frame, target: str) -> Frame:
    """Mark the column that a foreign key points to: it says nothing that the key has not said."""
    columns = {path: replace(source, repeats=path == target or source.repeats) for path, source in stored(frame)}
    return replace(frame, columns=columns)


def _cited(frame: Frame, table: Table) -> Frame:
    """Let the table's own columns know which column of a parent cites their public source."""
    cited = next((path for path, source in stored(frame) if source.field.role == "citation"), None)
    if cited is None:
        return frame
    columns = {
        path: replace(source, citations=cited) if source.table is table else source for path, source in stored(frame)
    }
    return replace(frame, columns=columns)


def joined(left: Frame, right: Frame, left_key: str, right_key: str) -> Frame:
    """Return ``left`` with the matching row of ``right`` beside each row; None where there is none.

    ``right_key`` tells the rows of ``right`` apart; an empty key finds nothing. Raises FormulaFault when a name of
    ``right`` is taken.
    """
    alias = right_key.rpartition(".")[0]
    if alias in left.taken:
        raise FormulaFault(f"名称“{alias}”已是另一列或另一个连接的名称，请改用别的名称")
    rows = {value: index for index, value in enumerate(right.data[right_key]) if value is not None}
    found = [rows.get(value) for value in left.data[left_key]]
    beside = {
        path: [None if index is None else values[index] for index in found]
        for path, values in ((path, right.data[path].tolist()) for path in right.data.columns)
    }
    data = pd.concat([left.data, pd.DataFrame(beside, index=left.data.index, dtype=object)], axis=1)
    return Frame(data, {**left.columns, **right.columns}, left.key)


def of_units(frame: Frame, codes: frozenset[str]) -> Frame:
    """Return the rows where a unit column, the table's own or a parent's, holds one of ``codes``.

    A table without a unit column belongs to all.
    """
    paths = [path for path, source in stored(frame) if source.field.role == "unit"]
    if not paths:
        return frame
    rows = zip(*(frame.data[path] for path in paths), strict=True)
    return kept(frame, [not codes.isdisjoint(row) for row in rows])


def in_period(frame: Frame, period: Period) -> Frame:
    """Return the rows of ``period``: all events in it, or the latest state in it of each thing that has states.

    Raises FormulaFault when the rows have no day.
    """
    dated = next((field for field in frame.base.schema.fields if field.role in ("as_of", "event")), None)
    if dated is None:
        raise FormulaFault(f"“{frame.base.schema.title}”没有截至日期或活动日期，不能按报告期取")
    inside = kept(frame, [day is not None and period.holds(day) for day in frame.data[dated.title]])
    if dated.role == "event":
        return inside
    own = [path for path in frame.identity if path != dated.title]
    things = [tuple(record[path] for path in own) for record in inside.records]
    days = inside.data[dated.title].tolist()
    latest: dict[tuple[Any, ...], Any] = {}
    for thing, day in zip(things, days, strict=True):
        latest[thing] = max(day, latest.get(thing, day))
    return kept(inside, [day == latest[thing] for thing, day in zip(things, days, strict=True)])


def kept(frame: Frame, mask: Sequence[bool]) -> Frame:
    """Return the rows where ``mask``, one truth value for each row, is true."""
    positions = [index for index, wanted in enumerate(mask) if wanted]
    return Frame(frame.data.iloc[positions].reset_index(drop=True), frame.columns, frame.key)


def ordered(frame: Frame, paths: Iterable[str]) -> Frame:
    """Return the rows in ascending order of columns, the first one leading; empty cells come last, ties keep places."""
    data = frame.data
    for path in reversed(list(paths)):
        data = data.sort_values(path, kind="stable", ignore_index=True)
    return replace(frame, data=data)


def stored(frame: Frame) -> list[tuple[str, Source]]:
    """Return the columns that files hold, with their paths."""
    return [(path, column) for path, column in frame.columns.items() if isinstance(column, Source)]


def data_periods(frames: Iterable[Frame]) -> tuple[Period, ...]:
    """Return the half-years for which the tables have states, oldest first."""
    found: set[Period] = set()
    for frame in frames:
        dated = frame.base.schema.with_role("as_of")
        if dated is not None:
            found |= {half_year_of(day) for day in frame.data[dated.title] if day is not None}
    return tuple(sorted(found))
