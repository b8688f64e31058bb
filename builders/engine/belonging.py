"""Belonging (归属): whose a row of a table is, by its own unit columns and those of the rows that it points to."""

from __future__ import annotations

from functools import cache

from builders.model.fact import Value
from builders.model.table import Dataset, Row, Table


class Belonging:
    """Answers for the rows of one dataset; a table that no unit column can be reached from belongs to all."""

    def __init__(self, dataset: Dataset) -> None:
        """Look at the tables of ``dataset``."""
        self._dataset = dataset
        self._rows = cache(self._keyed)

    def is_shared(self, table: Table) -> bool:
        """Return whether the rows of a table belong to no unit, but to all."""
        return not self._leads_to_units(table, frozenset())

    def codes(self, table: Table, row: Row) -> frozenset[str]:
        """Return the codes of the units that a row belongs to; empty where it points to nothing."""
        return self._codes(table, row, frozenset())

    def rows_of(self, table: Table, codes: frozenset[str]) -> tuple[Row, ...]:
        """Return the rows that belong to one of the units, in their order; all of a shared table."""
        if self.is_shared(table):
            return tuple(table.rows)
        return tuple(row for row in table.rows if not codes.isdisjoint(self.codes(table, row)))

    def _codes(self, table: Table, row: Row, seen: frozenset[str]) -> frozenset[str]:
        found: set[str] = set()
        for index, field in enumerate(table.schema.fields):
            if field.role == "unit" and row.texts[index]:
                found.add(row.texts[index])
        seen |= {table.schema.name}
        for key in table.schema.foreign_keys:
            parent = self._dataset.table(key.table)
            value = row.values[table.position(key.field)]
            if parent is not None and key.table not in seen and value is not None:
                above = self._rows(key.table, key.target).get(value)
                found |= self._codes(parent, above, seen) if above is not None else frozenset()
        return frozenset(found)

    def _leads_to_units(self, table: Table, seen: frozenset[str]) -> bool:
        if table.schema.with_role("unit") is not None:
            return True
        seen |= {table.schema.name}
        parents = [self._dataset.table(key.table) for key in table.schema.foreign_keys if key.table not in seen]
        return any(parent is not None and self._leads_to_units(parent, seen) for parent in parents)

    def _keyed(self, name: str, target: str) -> dict[Value, Row]:
        """Return the rows of a table by their value under a field."""
        table = self._dataset.table(name)
        if table is None:
            return {}
        position = table.position(target)
        return {value: row for row in table.rows if (value := row.values[position]) is not None}
