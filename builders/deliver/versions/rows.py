"""Whose rows a commit changed (哪些单位的行): a table holds the rows of all counties, a document uses those of one.

A row belongs to the units that its unit columns name, its own or its parents' by foreign key, as the facts are chosen.
Where that cannot be told — another header, a cell of several lines, a parent that was never there — it is everybody's.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from builders.model.table import Dataset, Table, TableSchema

EVERYBODY: None = None
"""The owners of what concerns all units."""
Owners = frozenset[str] | None
"""The codes of units, or ``EVERYBODY``."""


@dataclass
class Register:
    """Who owns which row, by the tables as they are now and by all rows that were asked about before."""

    dataset: Dataset
    _homes: dict[tuple[str, str], dict[str, Owners]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the tables that others point to."""
        for table in self.dataset.tables:
            for key in table.schema.foreign_keys:
                self._homes_in(key.table, key.target)

    def schema_of(self, file: str) -> TableSchema | None:
        """Return the schema of the table that lies in ``file``, or None."""
        return next((table.schema for table in self.dataset.tables if table.file == file), None)

    def depth(self, schema: TableSchema) -> int:
        """Return how many parents stand above a table; those with fewer are asked about first."""
        parents = [table.schema for table in self._parents(schema)]
        return 1 + max(map(self.depth, parents)) if parents else 0

    def owners_of_change(self, schema: TableSchema, before: bytes, after: bytes) -> Owners:
        """Return whose rows differ between two states of a table."""
        old, new = (_lines(content) for content in _narrowed(before, after))
        if old is None or new is None or old[:1] != new[:1]:
            return EVERYBODY
        one, other = Counter(old[1:]), Counter(new[1:])
        changed = [*(one - other), *(other - one)]
        if not changed and old != new:  # only the order, which print may follow
            changed = [a for a, b in zip(old, new, strict=True) if a != b]
        return self._owners(schema, old[0] if old else "", changed)

    def _owners(self, schema: TableSchema, header: str, lines: Iterable[str]) -> Owners:
        titles = next(csv.reader([header]), [])
        places = {declared.name: titles.index(declared.title) for declared in schema.fields if declared.title in titles}
        found: set[str] = set()
        telling = {each.name for each in schema.fields if each.role == "unit"}
        telling |= {key.field for key in schema.foreign_keys}
        everybody = not telling <= places.keys()
        for line in lines:
            cells = next(csv.reader([line]), [])
            whole = len(cells) == len(titles) and line.count('"') % 2 == 0
            owners = self._owners_of_row(schema, {n: cells[at].strip() for n, at in places.items()}) if whole else None
            if owners is None:
                everybody = True
            else:
                found |= owners
        return EVERYBODY if everybody else frozenset(found)

    def _owners_of_row(self, schema: TableSchema, cells: dict[str, str]) -> Owners:
        """Return the owners of one row, and remember them for the rows that point to it."""
        codes = {cells[each.name] for each in schema.fields if each.role == "unit" and cells.get(each.name)}
        owned = any(each.role == "unit" for each in schema.fields)
        for key in schema.foreign_keys:
            homes = self._homes_in(key.table, key.target)
            if homes is None or key.table == schema.name or not cells.get(key.field):
                continue
            home = homes.get(cells[key.field], EVERYBODY)
            if home is not None:
                codes |= home
                owned = True
            elif self._is_owned(key.table):
                return EVERYBODY
        owners = frozenset(codes) if owned else EVERYBODY
        for name, text in cells.items():
            known = self._homes.get((schema.name, name))
            if known is not None:
                known.setdefault(text, owners)
        return owners

    def _homes_in(self, table: str, target: str) -> dict[str, Owners] | None:
        """Return the owners of a table's rows by the column that foreign keys point to; None for no such table."""
        if (table, target) not in self._homes:
            found = self.dataset.table(table)
            if found is None:
                return None
            self._homes[table, target] = {}  # tables that point to one another end here
            names = [declared.name for declared in found.schema.fields]
            for row in found.rows:
                self._owners_of_row(found.schema, dict(zip(names, row.texts, strict=True)))
        return self._homes[table, target]

    def _is_owned(self, table: str, seen: frozenset[str] = frozenset()) -> bool:
        """Return whether a table's rows belong to units, by columns of its own or a parent's."""
        found = self.dataset.table(table)
        if found is None or table in seen:
            return False
        own = found.schema.with_role("unit") is not None
        return own or any(self._is_owned(key.table, seen | {table}) for key in found.schema.foreign_keys)

    def _parents(self, schema: TableSchema) -> Sequence[Table]:
        found = [self.dataset.table(key.table) for key in schema.foreign_keys]
        return [table for table in found if table is not None and table.schema.name != schema.name]


def _narrowed(before: bytes, after: bytes) -> tuple[bytes, bytes]:
    """Return two states of a table without the rows that are the same above and below the change; the header stays."""
    head = before.find(b"\n") + 1
    if not head or before[:head] != after[:head]:
        return before, after
    shorter = min(len(before), len(after))
    above = before.rfind(b"\n", 0, _longest(shorter, lambda size: before[:size] == after[:size])) + 1
    # Not back into what is the same above: a row may be there once more.
    most = shorter - above
    below = _longest(most, lambda size: before[len(before) - size :] == after[len(after) - size :])
    ends = [content.find(b"\n", len(content) - below) for content in (before, after)]
    cut = [len(content) if end < 0 else end + 1 for content, end in zip((before, after), ends, strict=True)]
    return before[:head] + before[above : cut[0]], after[:head] + after[above : cut[1]]


def _longest(most: int, holds: Callable[[int], bool]) -> int:
    """Return the largest size up to ``most`` for which something holds that holds for every smaller one."""
    least = 0
    while least < most:
        middle = (least + most + 1) // 2
        least, most = (middle, most) if holds(middle) else (least, middle - 1)
    return least


def _lines(content: bytes) -> list[str] | None:
    """Return the lines of a table as it was saved by whatever program; None when nobody can read it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").split("\n")
        except UnicodeDecodeError:
            continue
    return None
