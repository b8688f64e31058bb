"""Splicing (写入表): the changes of a form become edits of a CSV file's text, that touch nothing else of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from builders.engine.merging import Change
from builders.model.fact import Value
from builders.model.form import printed_value
from builders.model.table import Field, Row, Table
from builders.sources.csvtext import Edits, edited, split_records


def spliced(text: str, table: Table, changes: Iterable[Change], own: Sequence[Row] | None) -> str:
    """Return the text of a table with the changes; new rows stand behind the last row that is most like them.

    ``own`` are the rows of the form's unit; none puts new rows at the end, None before all others.
    """
    header = next(record.line for record in split_records(text) if any(piece.strip() for piece in record.pieces))
    styles = [_style(table, position) for position in range(len(table.schema.fields))]
    columns = [_column(letter) for letter in table.letters]
    edits = Edits()
    for change in changes:
        texts = change.texts or [style(value) for style, value in zip(styles, change.values, strict=True)]
        if change.kind == "removed" and change.row is not None:
            edits.removed.add(change.row.line)
        elif change.kind == "changed" and change.row is not None:
            edits.cells[change.row.line] = {columns[at]: texts[at] for at in change.cells}
        elif change.kind == "added":
            cells = [""] * (max(columns) + 1)
            for column, new in zip(columns, texts, strict=True):
                cells[column] = new
            behind = _place(table, change.values, own, header)
            edits.added.setdefault(behind, []).append(tuple(cells))
    return edited(text, edits)


def _place(table: Table, values: Sequence[Value | None], own: Sequence[Row] | None, header: int) -> int:
    """Return the line of the row that a new one is put behind: the last of the same thing, else of the same unit.

    Two rows are of the same thing when they begin with the same key, and of the same unit when they point to it.
    """
    if own is None:
        return header
    names = [*table.schema.primary_key[:1], *(key.field for key in table.schema.foreign_keys)]
    names += [field.name for field in table.schema.fields if field.role == "unit"]
    for name in dict.fromkeys(names):
        at = table.position(name)
        alike = [row.line for row in own if row.values[at] is not None and row.values[at] == values[at]]
        if alike:
            return max(alike)
    lines = [row.line for row in own] or [row.line for row in table.rows]
    return max(lines, default=header)


def _style(table: Table, position: int) -> Callable[[Value | None], str]:
    """Return how the values of a column are written: with all decimals where every number there has them."""
    field = table.schema.fields[position]
    texts = [row.texts[position] for row in table.rows if row.texts[position]]
    full = bool(texts) and field.places > 0 and all(len(text.partition(".")[2]) == field.places for text in texts)

    def written(value: Value | None) -> str:
        return _number(value, field, full) if isinstance(value, Decimal) else printed_value(value)

    return written


def _number(value: Decimal, field: Field, full: bool) -> str:
    if full:
        return f"{value:.{field.places}f}"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _column(letter: str) -> int:
    column = 0
    for each in letter:
        column = column * 26 + ord(each) - ord("A") + 1
    return column - 1
