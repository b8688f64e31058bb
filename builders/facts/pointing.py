"""Pointing (指认): how a message names the cells that a value came from."""

from __future__ import annotations

from collections.abc import Iterable

from builders.core.diagnostics import Place
from builders.model.fact import CellRef

_MOST_SHOWN = 6


def in_tables(cells: Iterable[CellRef]) -> list[CellRef]:
    """Return the cells of tables, without the numbers of the notice."""
    return [cell for cell in cells if cell.letter]


def pointed(cells: Iterable[CellRef]) -> str:
    """Return the first cells of tables as a clerk finds them."""
    found = in_tables(cells)
    return "；".join(str(cell) for cell in found[:_MOST_SHOWN]) + ("等" if len(found) > _MOST_SHOWN else "")


def place_of(cells: Iterable[CellRef], otherwise: Place) -> Place:
    """Return where the first cell of a table stands, else ``otherwise``."""
    first = next(iter(in_tables(cells)), None)
    return Place(first.file, first.line, first.letter, first.column) if first else otherwise
