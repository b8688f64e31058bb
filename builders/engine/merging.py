"""Merging (合并): what a filled form adds to a table, changes in it, and takes away, row by row and by key.

A form knows what its rows were when it went out. So a cell is changed only when the clerk has changed it, and what
somebody else has changed meanwhile stays, or is a conflict where both have.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from builders.core.diagnostics import Diagnostic, Place
from builders.model.fact import Value
from builders.model.form import FilledForm, FilledRow, key_of, printed_value
from builders.model.table import Field, Row, TableSchema
from builders.sources.catalogue_forms import problem
from builders.sources.cells import CellFault, read_cell

Key = tuple[Value | None, ...]
Values = tuple[Value | None, ...]


@dataclass(frozen=True)
class Change:
    """What happens to one row: ``cells`` are the positions that get a new value; ``line`` is the row in the sheet.

    ``texts`` are how the values are written, where that is known; else they are written as others in their columns.
    """

    kind: Literal["added", "changed", "removed"]
    key: Key
    row: Row | None
    values: Values
    cells: tuple[int, ...] = ()
    line: int = 0
    texts: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The key as messages show it."""
        return "、".join(printed_value(value) for value in self.key)


@dataclass
class Merging:
    """Merges one form into the rows of a unit; ``force`` decides conflicts for the form, ``remove`` takes the rows
    away that the form lacks.
    """

    form: FilledForm
    own: Sequence[Row]
    others: Sequence[Row] = ()
    force: bool = False
    remove: bool = False
    problems: list[Diagnostic] = field(default_factory=list)
    nameless: list[FilledRow] = field(default_factory=list)
    """The rows that were left out because their key is empty or could not be read."""

    def changes(self) -> list[Change]:
        """Return what happens to the rows; ``problems`` are conflicts, rows twice, rows of others and missing ones."""
        current = _by_key(self.schema, self.own)
        base = self._base()
        filled = self._filled()
        foreign = _by_key(self.schema, self.others)
        found: list[Change] = []
        for key, row in filled.items():
            if key in foreign and key not in current:
                self._report("X131", row, value=_spoken(key))
                continue
            change = self._change(key, row, current.get(key), base)
            found += [change] if change else []
        found += self._missing(current, base, filled)
        return found

    @property
    def schema(self) -> TableSchema:
        """The schema of the table."""
        return self.form.schema

    @cached_property
    def _keys(self) -> frozenset[int]:
        """The positions of the cells that tell a row apart."""
        names = self.schema.primary_key or tuple(one.name for one in self.schema.fields)
        return frozenset(at for at, one in enumerate(self.schema.fields) if one.name in names)

    def _base(self) -> dict[Key, Values] | None:
        """Return the rows as the form held them when it went out; None for a workbook that is not our form."""
        if self.form.origin is None:
            return None
        rows = [tuple(map(_value, texts, self.schema.fields)) for texts in self.form.origin.texts(self.schema)]
        return {key_of(self.schema, values): values for values in rows}

    def _filled(self) -> dict[Key, FilledRow]:
        found: dict[Key, FilledRow] = {}
        for row in self.form.rows:
            key = key_of(self.schema, row.values)
            if self._keys & row.unread:  # which has been told
                self.nameless.append(row)
            elif self.schema.primary_key and None in key:
                self.nameless.append(row)
                self._report("X121", row, message="编号没有填全", cure="请填写，或清空这一行", empty=True)
            elif key in found:
                self._report("X133", row, value=_spoken(key), message=f"与第{found[key].line}行重复")
            else:
                found[key] = row
        return found

    def _change(
        self, key: Key, filled: FilledRow, row: Row | None, base: Mapping[Key, Values] | None
    ) -> Change | None:
        before = base.get(key) if base is not None else row.values if row else None
        if filled.remove:
            return self._removal(key, filled, row, before)
        if row is None:
            if base is not None and before is not None and not self.force:
                if filled.values != before:
                    self._report("X132", filled, value=_spoken(key), message="这一行已从数据表中删除，表单又改了它")
                return None
            return Change("added", key, None, filled.values, line=filled.line)
        cells = tuple(self._changed_cells(filled, row, before))
        return Change("changed", key, row, filled.values, cells, filled.line) if cells else None

    def _changed_cells(self, filled: FilledRow, row: Row, before: Values | None) -> Iterator[int]:
        for position, (wanted, now) in enumerate(zip(filled.values, row.values, strict=True)):
            was = before[position] if before is not None else None
            if position in filled.unread or wanted == now or (before is not None and wanted == was):
                continue
            if (before is None or now != was) and not self.force:
                told = f"数据表现在是“{printed_value(now) or '空'}”"
                old = f"表单发出时是“{printed_value(was) or '空'}”，" if before is not None else ""
                self._report("X132", filled, position, printed_value(wanted), f"{old}{told}，与表单不一致")
                continue
            yield position

    def _removal(self, key: Key, filled: FilledRow, row: Row | None, before: Values | None) -> Change | None:
        if row is None:
            if before is None:
                self._report("X135", filled, value=_spoken(key))
            return None
        if before is not None and before != row.values and not self.force:
            self._report("X132", filled, value=_spoken(key), message="要删除的这一行，表单发出后数据又有改动")
            return None
        return Change("removed", key, row, row.values, line=filled.line)

    def _missing(
        self, current: Mapping[Key, Row], base: Mapping[Key, Values] | None, filled: Mapping[Key, FilledRow]
    ) -> list[Change]:
        """Return the removals of rows that the form should have held and lacks, or tell that they stay."""
        if self.nameless:  # the rows that seem to be missing may be those
            return []
        expected = current if base is None else [key for key in base if key in current]
        lacking = [key for key in expected if key not in filled]
        place = Place(self.form.file, sheet=self.form.sheet)
        if lacking and not self.remove:
            listed = "；".join(map(_spoken, lacking))
            message = f"现有的{len(lacking)}行在表中没有，保留不动"
            self.problems.append(problem("X134", place, listed, message))
            return []
        found = []
        for key in lacking:
            if base is not None and base[key] != current[key].values and not self.force:
                message = "表中没有的这一行，表单发出后数据又有改动"
                self.problems.append(problem("X132", place, _spoken(key), message))
            else:
                found.append(Change("removed", key, current[key], current[key].values))
        return found

    def _report(
        self,
        code: str,
        row: FilledRow,
        position: int | None = None,
        value: str = "",
        message: str = "",
        cure: str = "",
        empty: bool = False,
    ) -> None:
        if position is None:
            keys = sorted(self._keys)
            position = next((at for at in keys if empty and row.values[at] is None), keys[0])
        place = Place(
            self.form.file, row.line, self.form.letters[position], self.schema.fields[position].title,
            sheet=self.form.sheet,
        )  # fmt: skip
        self.problems.append(problem(code, place, value, message, cure))


def _by_key(schema: TableSchema, rows: Sequence[Row]) -> dict[Key, Row]:
    return {key_of(schema, row.values): row for row in rows}


def _spoken(key: Key) -> str:
    return "、".join(printed_value(value) for value in key)


def _value(text: str, one: Field) -> Value | None:
    """Return the value of a text that stood in the data; one that the schema has made impossible since is a text."""
    try:
        return read_cell(text, one) if text else None
    except CellFault:
        return text
