"""Records (视图的行): the rows of a view with a fact for each cell, joined rows nested under their alias."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from builders.facts.columns import Column, Computed, Source
from builders.facts.frames import LINE, Frame, Row
from builders.model.fact import Fact
from builders.model.factbook import Record


def records(view: str, frame: Frame) -> tuple[Record, ...]:
    """Return the rows of a view for templates; an alias under which a join found nothing is None."""
    layout, identity = _layout(view, frame), frame.identity
    return tuple(RowRecord(layout, row, "·".join(str(row[path]) for path in identity)) for row in frame.rows)


@dataclass(frozen=True)
class _Cell:
    """Where a cell of a record stands in the row, and what its fact is called."""

    path: str
    name: str
    column: Column
    formula: str


@dataclass(frozen=True)
class _Layout:
    """What the records of a view hold under each name: cells, and joined rows, which are there when ``line`` is."""

    line: str
    entries: dict[str, _Cell | _Layout] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class RowRecord(Mapping[str, "Fact | Record | None"]):
    """A record of one row: a cell becomes a fact when somebody asks for it, and then stays."""

    layout: _Layout
    row: Row
    key: str
    _made: dict[str, Fact | Record | None] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Fact | Record | None:
        """Return the fact of a cell or the joined row, None where there is none. Raises KeyError."""
        if name not in self._made:
            self._made[name] = self._make(self.layout.entries[name])
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names in the order of the columns."""
        return iter(self.layout.entries)

    def __len__(self) -> int:
        """Return how many names there are."""
        return len(self.layout.entries)

    def _make(self, entry: _Cell | _Layout) -> Fact | Record | None:
        if isinstance(entry, _Layout):
            return None if self.row.get(entry.line) is None else RowRecord(entry, self.row, self.key)
        value, column = self.row[entry.path], entry.column
        if value is None:
            return None
        return Fact(entry.name, value, column.unit, entry.formula, column.places, self.key, column.cells(self.row))


def _layout(view: str, frame: Frame) -> _Layout:
    top = _Layout("")
    for path, column in frame.columns.items():
        *aliases, name = path.split(".")
        place = top
        for depth, alias in enumerate(aliases):
            below = place.entries.setdefault(alias, _Layout(f"{'.'.join(aliases[: depth + 1])}.{LINE}"))
            assert isinstance(below, _Layout)  # no column bears the name of a join
            place = below
        formula = column.formula if isinstance(column, Computed) else ""
        table = column.table.schema.title if isinstance(column, Source) else view
        place.entries[name] = _Cell(path, f"{table}.{name}", column, formula)
    return top
