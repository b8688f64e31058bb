"""What a function of the vocabulary may ask for: values, selected rows, the period before, the whole of a group."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from builders.facts.columns import Column
from builders.facts.frames import Row
from builders.model.fact import CellRef, Value


@dataclass(frozen=True, eq=False)
class Quantity:
    """A value and what it came from: cells, the row of a column, or other quantities; their cells are found when asked.

    Most values are only compared, and nobody asks where they came from.
    """

    value: Value
    cells: tuple[CellRef, ...] = ()
    origin: tuple[Column, Row] | None = None
    parts: tuple[Quantity, ...] = ()

    @cached_property
    def sources(self) -> tuple[CellRef, ...]:
        """The cells that the value came from, each once."""
        if self.origin is not None:
            column, row = self.origin
            return column.cells(row)
        if not self.parts:
            return self.cells
        return tuple(dict.fromkeys(cell for part in self.parts for cell in part.sources))


class Scope(Protocol):
    """A place in which expressions are evaluated: one period, and at most one member of a group."""

    def value(self, node: ast.expr) -> Quantity:
        """Return the value of an expression. Raises Absent or FormulaFault."""

    def pick(self, node: ast.expr, condition: ast.expr | None) -> Sequence[Quantity]:
        """Return the rows of a view (their keys), or of a view's column, that meet the condition and are not empty."""

    def earlier(self) -> Scope | None:
        """Return the same place one period before; None when the data starts here. Raises Absent at a gap."""

    def whole(self) -> Scope:
        """Return the same place without the group."""

    def places(self, name: str) -> int:
        """Return the decimals of a fact in print. Raises FormulaFault for a name that is none."""

    def members(self) -> Sequence[Scope]:
        """Return the places of all members of the group that this is one of; none outside a group."""


def combined(value: Value, *parts: Quantity) -> Quantity:
    """Return a quantity whose lineage is that of all parts."""
    return Quantity(value, parts=parts)
