"""Frames: a notice's tables as rows of one unit, parents joined by foreign key, lines kept for lineage.

A row is a mapping from path to what the reader made of the cell (text, Decimal, date), made once and shared by every
frame that keeps it. A column is named by its path of Chinese titles: ``总投资``, ``社区.户数`` (the parent's),
``本期.状态`` (a join's).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from builders.facts.columns import Column, Source
from builders.facts.formula import FormulaFault
from builders.model.fact import Value
from builders.model.period import Period, half_year_of
from builders.model.table import Dataset, Table

Row = Mapping[str, Any]
"""Values by path; under a path's beginning and ``LINE`` the line that they stand in."""

LINE = "#"
"""Suffix of the column that holds, for each path prefix, the source line."""


@dataclass(frozen=True)
class Frame:
    """Rows whose columns know where they come from; ``key`` is the path of the column that names a row."""

    rows: tuple[Row, ...]
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
    def _groups(self) -> dict[str, dict[Any, list[Row]]]:
        return {}

    def having(self, path: str, value: Value) -> Sequence[Row]:
        """Return the rows that hold ``value`` under a column, in their order."""
        if path not in self._groups:
            groups: dict[Any, list[Row]] = {}
            for row in self.rows:
                groups.setdefault(row[path], []).append(row)
            self._groups[path] = groups
        return self._groups[path].get(value, ())

    def find(self, path: str) -> str | None:
        """Return the full path of a column: as given, or the one that ends so (任务 for 项目.任务); None otherwise.

        Raises FormulaFault when several end so.
        """
        if path not in self._found:
            self._found[path] = path if path in self.columns else self._ending(path)
        return self._found[path]

    @cached_property
    def _found(self) -> dict[str, str | None]:
        return {}

    def _ending(self, path: str) -> str | None:
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
    paths = (*(f"{prefix}{each.title}" for each in fields), lines)
    rows = tuple(dict(zip(paths, (*row.values, row.line), strict=True)) for row in table.rows)
    columns = {path: Source(table, each, lines) for path, each in zip(paths, fields, strict=False)}
    key = table.schema.primary_key[0] if table.schema.primary_key else fields[0].name
    frame = Frame(rows, columns, f"{prefix}{table.schema.field(key).title}")
    for foreign in table.schema.foreign_keys:
        parent = dataset.table(foreign.table)
        if parent is not None and parent.schema.name not in seen:
            inner = f"{prefix}{parent.schema.title}."
            own = f"{prefix}{table.schema.field(foreign.field).title}"
            target = f"{inner}{parent.schema.field(foreign.target).title}"
            other = table_frame(dataset, parent, inner, seen | {table.schema.name})
            frame = joined(frame, _repeating(other, target), inner.removesuffix("."), [(own, target)])
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


def joined(left: Frame, right: Frame, alias: str, pairs: Sequence[tuple[str, str]]) -> Frame:
    """Return ``left`` with the matching row of ``right`` beside each row; None where there is none.

    Rows match where the columns of all ``pairs``, one of each, hold the same; an empty cell finds nothing. The second
    ones together tell the rows of ``right`` apart. Raises FormulaFault when the name ``alias`` is taken.
    """
    if alias in left.taken:
        raise FormulaFault(f"名称“{alias}”已是另一列或另一个连接的名称，请改用别的名称")
    mine, others = [one for one, _ in pairs], [other for _, other in pairs]
    found = {tuple(row[path] for path in others): row for row in right.rows}
    nothing = dict.fromkeys([*right.columns, *(source.lines for _, source in stored(right))])
    rows = []
    for row in left.rows:
        key = tuple(row[path] for path in mine)
        rows.append({**row, **(nothing if None in key else found.get(key, nothing))})
    return Frame(tuple(rows), {**left.columns, **right.columns}, left.key)


def of_units(frame: Frame, codes: frozenset[str]) -> Frame:
    """Return the rows where a unit column, the table's own or a parent's, holds one of ``codes``.

    A table without a unit column belongs to all.
    """
    paths = [path for path, source in stored(frame) if source.field.role == "unit"]
    if not paths:
        return frame
    return kept(frame, lambda row: any(row[path] in codes for path in paths))


def in_period(frame: Frame, period: Period) -> Frame:
    """Return the rows of ``period``: all events in it, or the latest state in it of each thing that has states.

    Raises FormulaFault when the rows have no day.
    """
    dated = next((field for field in frame.base.schema.fields if field.role in ("as_of", "event")), None)
    if dated is None:
        raise FormulaFault(f"“{frame.base.schema.title}”没有截至日期或活动日期，不能按报告期取")
    title = dated.title
    inside = kept(frame, lambda row: row[title] is not None and period.holds(row[title]))
    if dated.role == "event":
        return inside
    own = [path for path in frame.identity if path != title]
    latest: dict[tuple[Any, ...], Any] = {}
    for row in inside.rows:
        thing = tuple(row[path] for path in own)
        latest[thing] = max(row[title], latest.get(thing, row[title]))
    return kept(inside, lambda row: row[title] == latest[tuple(row[path] for path in own)])


def kept(frame: Frame, wanted: Callable[[Row], bool]) -> Frame:
    """Return the rows that are wanted."""
    return replace(frame, rows=tuple(row for row in frame.rows if wanted(row)))


def emptied(frame: Frame) -> Frame:
    """Return the frame without rows."""
    return replace(frame, rows=())


def ordered(frame: Frame, paths: Iterable[str]) -> Frame:
    """Return the rows in ascending order of columns, the first one leading; empty cells come last, ties keep places."""
    rows = list(frame.rows)
    for path in reversed(list(paths)):
        rows.sort(key=lambda row, path=path: (row[path] is None, row[path] or 0))  # type: ignore[misc]
    return replace(frame, rows=tuple(rows))


def stored(frame: Frame) -> list[tuple[str, Source]]:
    """Return the columns that files hold, with their paths."""
    return [(path, column) for path, column in frame.columns.items() if isinstance(column, Source)]


def data_periods(frames: Iterable[Frame]) -> tuple[Period, ...]:
    """Return the half-years for which the tables have states, oldest first."""
    found: set[Period] = set()
    for frame in frames:
        dated = frame.base.schema.with_role("as_of")
        if dated is not None:
            found |= {half_year_of(day) for day in {row[dated.title] for row in frame.rows} if day is not None}
    return tuple(sorted(found))
