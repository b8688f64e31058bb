"""Tables: columns have letters as in a spreadsheet, cells know their place, a dataset finds tables by either name."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.core.diagnostics import Place
from builders.model.fact import CellRef
from builders.model.table import Dataset, Field, Row, Table, TableSchema, column_letter

SCHEMA = TableSchema(
    "projects",
    "项目",
    (Field("project", "项目编号"), Field("money", "总投资", "number", role="", places=2)),
    ("project",),
)
ROWS = (Row(2, ("P1", Decimal("1.50")), ("P1", "1.50")), Row(4, ("P2", None), ("P2", "")))
TABLE = Table(SCHEMA, "data/pilot/projects.csv", ("C", "A"), ROWS)


@pytest.mark.parametrize(
    ("index", "letter"),
    [(0, "A"), (25, "Z"), (26, "AA"), (27, "AB"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")],
)
def test_a_column_has_the_letter_of_a_spreadsheet(index: int, letter: str) -> None:
    assert column_letter(index) == letter


@given(st.integers(0, 20_000))
def test_letters_count_in_base_26_without_a_zero(index: int) -> None:
    number = 0
    for letter in column_letter(index):
        number = number * 26 + ord(letter) - ord("A") + 1
    assert number - 1 == index


def test_a_cell_is_quoted_with_line_letter_header_and_text() -> None:
    assert TABLE.cell(2, "money") == CellRef("data/pilot/projects.csv", 2, "A", "总投资", "1.50")
    assert TABLE.cell(4, "project") == CellRef("data/pilot/projects.csv", 4, "C", "项目编号", "P2")
    assert TABLE.cell(4, "money").text == ""


def test_a_place_is_where_the_cell_stands() -> None:
    assert TABLE.place(ROWS[1], "money") == Place("data/pilot/projects.csv", 4, "A", "总投资")


def test_a_field_has_a_position_and_is_found_by_name_or_role() -> None:
    dated = TableSchema("progress", "进展", (Field("project", "项目编号"), Field("day", "日期", "date", role="as_of")))
    assert TABLE.position("money") == 1
    assert SCHEMA.field("money").title == "总投资"
    assert dated.with_role("as_of") == dated.fields[1]
    assert dated.with_role("unit") is None


@pytest.mark.parametrize("name", ["总投资", "nothing"])
def test_an_unknown_field_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        SCHEMA.field(name)
    with pytest.raises(KeyError):
        TABLE.position(name)
    with pytest.raises(KeyError):
        TABLE.cell(2, name)


def test_a_line_without_row_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        TABLE.cell(3, "money")


def test_a_dataset_finds_a_table_by_title_or_code_name() -> None:
    dataset = Dataset((TABLE,))
    assert dataset.table("项目") is TABLE
    assert dataset.table("projects") is TABLE
    assert dataset.table("进展") is None
