"""Personal data in tables (数据表里的个人信息): what the cells hold, read with the header above them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from builders.checks.privacy.context import asks_for
from builders.checks.privacy.detecting import find_personal, may_hold_personal
from builders.checks.privacy.telling import diagnostic
from builders.core.diagnostics import Diagnostic
from builders.model.table import Field, Row, Table

_AT_ONCE = 1000
"""Rows that get their first look together; hardly any such lot needs a second one."""
_BETWEEN = "x"
"""Between cells at the first look: no digit, and nothing over which the digits of two cells could join."""


def check_cells(table: Table) -> Iterator[Diagnostic]:
    """Yield what in the cells of a table leads to a person, by row.

    A column that the schema declares for telephones may hold mobile numbers: that is told as a warning, because the
    data go to the city with the documents.
    """
    heads = [f"{field.title} {field.unit}" for field in table.schema.fields]
    declared = [asks_for("telephone", "", 0, head) for head in heads]
    telephones = [index for index, each in enumerate(declared) if each]
    for row in _suspicious(table.rows, telephones):
        for index, field in enumerate(table.schema.fields):
            yield from _of_cell(table, row, field, row.texts[index], heads[index], declared=declared[index])


def _suspicious(rows: Sequence[Row], telephones: Sequence[int]) -> Iterator[Row]:
    """Yield the rows that are worth a look cell by cell; in the columns for telephones each number is."""
    for first in range(0, len(rows), _AT_ONCE):
        lot = rows[first : first + _AT_ONCE]
        if may_hold_personal(_BETWEEN.join([text for row in lot for text in row.texts])) or telephones:
            yield from (row for row in lot if _is_suspicious(row, telephones))


def _is_suspicious(row: Row, telephones: Sequence[int]) -> bool:
    return may_hold_personal(_BETWEEN.join(row.texts)) or any(row.texts[index] for index in telephones)


def _of_cell(table: Table, row: Row, field: Field, text: str, head: str, *, declared: bool) -> Iterator[Diagnostic]:
    for found in find_personal(text, head):
        yield diagnostic(table.place(row, field.name), found, declared=declared)
