"""Columns (列): what is known of a column of a frame, above all the cells behind each of its values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

from builders.model.fact import CellRef
from builders.model.table import Field, Table


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
    """A column that a file holds: a field of a table, and where the frame holds what its lineage needs.

    ``lines`` is the column with the line, ``citations`` the one with the citation, where the table names public
    sources. ``repeats`` says that the column repeats the foreign key that led to its table.
    """

    table: Table
    field: Field
    lines: str
    citations: str = ""
    repeats: bool = False

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
