"""Packed rows are the rows that were packed, however they are asked for."""

from __future__ import annotations

import pickle
from array import array
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.model.fact import CellRef, Value
from builders.model.rows import PackedRows, PackedTexts, Row, RowBlock
from builders.model.table import Field, Table, TableSchema

SCHEMA = TableSchema("items", "项目", (Field("item", "编号"), Field("amount", "金额", "number", places=2)), ("item",))


def words(texts: Iterable[str]) -> dict[str, Value | None]:
    return {text: text or None for text in texts}


def amounts(texts: Iterable[str]) -> dict[str, Value | None]:
    return {text: amount(text) for text in texts}


def amount(text: str) -> Value | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def packed(cells: list[tuple[str, str]], size: int) -> PackedRows:
    blocks = []
    for start in range(0, len(cells), size):
        part = cells[start : start + size]
        lines = array("I", range(2 + 2 * start, 2 + 2 * (start + len(part)), 2))
        blocks.append(RowBlock(lines, tuple(PackedTexts.of(list(column)) for column in zip(*part, strict=True))))
    return PackedRows(tuple(blocks), (words, amounts))


def plain(cells: list[tuple[str, str]]) -> list[Row]:
    return [Row(2 + 2 * at, (a or None, amount(b)), (a, b)) for at, (a, b) in enumerate(cells)]


CELLS = st.lists(st.tuples(st.text(max_size=4), st.sampled_from(["", "1", "1.50", "x", "-3"])), max_size=12)


@given(CELLS, st.integers(1, 5))
def test_rows_come_out_as_they_went_in(cells: list[tuple[str, str]], size: int) -> None:
    rows, wanted = packed(cells, size), plain(cells)
    assert list(rows) == wanted
    assert len(rows) == len(wanted)
    assert [rows[at] for at in range(len(cells))] == wanted
    assert [rows[at] for at in range(-len(cells), 0)] == wanted
    assert rows[1:4] == wanted[1:4]
    assert list(rows.lines) == [row.line for row in wanted]


@given(CELLS, st.integers(1, 5))
def test_a_table_says_the_same_of_packed_rows_as_of_plain_ones(cells: list[tuple[str, str]], size: int) -> None:
    dense = Table(SCHEMA, "表.csv", ("A", "B"), packed(cells, size))
    loose = Table(SCHEMA, "表.csv", ("A", "B"), tuple(plain(cells)))
    for name in ("item", "amount"):
        assert list(dense.values(name)) == list(loose.values(name))
        assert [text for block in dense.column(name) for text in block.texts] == [
            text for block in loose.column(name) for text in block.texts
        ]
    for line in loose.lines:
        assert dense.cell(line, "amount") == loose.cell(line, "amount")


@pytest.mark.parametrize("index", [3, -4])
def test_there_is_no_row_behind_the_last(index: int) -> None:
    with pytest.raises(IndexError):
        packed([("甲", "1"), ("乙", "2"), ("丙", "3")], 2)[index]


def test_a_line_without_row_has_no_cell() -> None:
    table = Table(SCHEMA, "表.csv", ("A", "B"), packed([("甲", "1"), ("乙", "2")], 1))
    assert table.cell(4, "item") == CellRef("表.csv", 4, "A", "编号", "乙")
    for line in (1, 3, 5):
        with pytest.raises(KeyError):
            table.cell(line, "item")


def test_packed_rows_can_be_sent_to_another_process() -> None:
    rows = packed([("甲", "1"), ("乙", "2")], 1)
    assert list(pickle.loads(pickle.dumps(rows))) == list(rows)
