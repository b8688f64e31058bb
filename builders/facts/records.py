"""Records (视图的行): the rows of a view with a fact for each cell, joined rows nested under their alias."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builders.facts.columns import Column, Computed, Source
from builders.facts.frames import LINE, Frame
from builders.model.fact import Fact
from builders.model.factbook import Record


def records(view: str, frame: Frame) -> tuple[Record, ...]:
    """Return the rows of a view for templates; an alias under which a join found nothing is None."""
    return tuple(_record(view, frame, row) for row in frame.records)


def _record(view: str, frame: Frame, row: Mapping[str, Any]) -> Record:
    record: dict[str, Any] = {}
    key = "·".join(str(row[path]) for path in frame.identity)
    for path, column in frame.columns.items():
        *aliases, name = path.split(".")
        place: dict[str, Any] | None = record
        for depth in range(len(aliases)):
            place = _inside(place, aliases[depth], row.get(f"{'.'.join(aliases[: depth + 1])}.{LINE}"))
        if place is not None:
            place[name] = _fact(view, name, key, row, path, column)
    return record


def _inside(place: dict[str, Any] | None, alias: str, line: int | None) -> dict[str, Any] | None:
    """Return the joined row under an alias, None where the join found nothing."""
    if place is None:
        return None
    if alias not in place:
        place[alias] = None if line is None else {}
    inner: dict[str, Any] | None = place[alias]
    return inner


def _fact(view: str, name: str, key: str, row: Mapping[str, Any], path: str, column: Column) -> Fact | None:
    value = row[path]
    if value is None:
        return None
    formula = column.formula if isinstance(column, Computed) else ""
    table = column.table.schema.title if isinstance(column, Source) else view
    return Fact(f"{table}.{name}", value, column.unit, formula, column.places, key, column.cells(row))
