"""Tables (数据表): schemas in the words of Table Schema, typed rows that remember their line, a notice's dataset."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from builders.core.diagnostics import Place
from builders.model.fact import CellRef, Value
from builders.model.rows import ColumnBlock, PackedRows
from builders.model.rows import Row as Row


def column_letter(index: int) -> str:
    """Return the Excel letter of the column at ``index``, counted from 0: A, …, Z, AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True)
class Field:
    """A column: code name, Chinese header, type, unit and constraints.

    ``type`` is ``string``, ``integer``, ``number`` or ``date``. ``role`` is ``unit`` for a column that says whose a
    row is (a table may have several: the community's, the county's), ``as_of`` for the day a state is true, ``event``
    for the day something happened, ``citation`` for the text that cites a public source. ``places`` are the decimals
    kept. ``explain`` says in a few words how a cell is filled in, ``example`` is one that is right.
    """

    name: str
    title: str
    type: str = "string"
    unit: str = ""
    places: int = 0
    role: str = ""
    required: bool = False
    unique: bool = False
    enum: tuple[str, ...] = ()
    pattern: str = ""
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    explain: str = ""
    example: str = ""


@dataclass(frozen=True)
class ForeignKey:
    """A column whose values must stand in another table's column, all by code name, declared in ``line``."""

    field: str
    table: str
    target: str
    line: int = 0


@dataclass(frozen=True)
class TableSchema:
    """The schema of one table, declared in ``file``: fields in their order, key and foreign keys by code name."""

    name: str
    title: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()
    file: str = ""

    def field(self, name: str) -> Field:
        """Return the field with that code name; raises KeyError."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)

    def with_role(self, role: str) -> Field | None:
        """Return the field that has ``role``, or None."""
        return next((field for field in self.fields if field.role == role), None)


@dataclass(frozen=True)
class Table:
    """A table as read: ``letters`` are the Excel letters that the schema's fields have in this file.

    ``rows`` stand by ascending line. Who needs a whole column takes ``column`` or ``values``: of a large table a row is
    made anew each time. A table is ``partial`` where records of it could not be read: what is not there may be in them.
    """

    schema: TableSchema
    file: str
    letters: tuple[str, ...]
    rows: Sequence[Row]
    partial: bool = False

    @cached_property
    def _positions(self) -> dict[str, int]:
        return {field.name: index for index, field in enumerate(self.schema.fields)}

    @cached_property
    def lines(self) -> Sequence[int]:
        """The line of each row, ascending."""
        return self.rows.lines if isinstance(self.rows, PackedRows) else [row.line for row in self.rows]

    def position(self, name: str) -> int:
        """Return the position of a field in the rows' tuples, by code name."""
        return self._positions[name]

    def column(self, name: str) -> Iterator[ColumnBlock]:
        """Yield the cells under the field with that code name, in one or more stretches from the top.

        The stretches of all columns of a table are equally long.
        """
        index = self._positions[name]
        if isinstance(self.rows, PackedRows):
            return self.rows.column(index)
        texts = [row.texts[index] for row in self.rows]
        values = {row.texts[index]: row.values[index] for row in self.rows}
        return iter((ColumnBlock(self.lines, texts, values),))

    def values(self, name: str) -> Iterator[Value | None]:
        """Yield the value of each row under the field with that code name."""
        if not isinstance(self.rows, PackedRows):
            yield from [row.values[self._positions[name]] for row in self.rows]
            return
        for block in self.column(name):
            yield from map(block.values.__getitem__, block.texts)

    def place(self, row: Row, name: str) -> Place:
        """Return where a row's cell under the field with that code name stands."""
        return self.place_at(row.line, name)

    def place_at(self, line: int, name: str) -> Place:
        """Return where the cell at a line under the field with that code name stands."""
        index = self._positions[name]
        return Place(self.file, line, self.letters[index], self.schema.fields[index].title)

    def cell(self, line: int, name: str) -> CellRef:
        """Return the source cell at a line under the field with that code name."""
        index = self._positions[name]
        at = bisect_left(self.lines, line)
        if at == len(self.lines) or self.lines[at] != line:
            raise KeyError(line)
        row = self.rows[at]
        return CellRef(self.file, line, self.letters[index], self.schema.fields[index].title, row.texts[index])


@dataclass(frozen=True)
class Dataset:
    """All tables of a notice, by code name in the notice's order."""

    tables: tuple[Table, ...]

    def table(self, title: str) -> Table | None:
        """Return the table with that Chinese title or code name, or None."""
        return next((table for table in self.tables if title in (table.schema.title, table.schema.name)), None)
