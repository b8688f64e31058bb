"""Proofreading of tables: the words of cells are read by the rules of prose, but only of cells that can be read."""

from __future__ import annotations

import pytest

from builders.engine.proofreading import Proofreader
from builders.model.table import Field, TableSchema
from builders.sources.tables import parse_table

SCHEMA = TableSchema("names", "名称", (Field("name", "名称"), Field("note", "说明")))


@pytest.mark.parametrize(
    ("cell", "codes"),
    [("供热\x0b管网", ["D007"]), ("供热\u200b管网", ["D007"]), ("供热,管网", ["P101"]), ("供热管网", [])],
)
def test_what_is_wrong_with_a_cell_is_told_once(cell: str, codes: list[str]) -> None:
    table, problems = parse_table(f'名称,说明\n"{cell}",甲\n', "names.csv", SCHEMA)
    assert table is not None

    assert [problem.code for problem in (*problems, *Proofreader().table(table))] == codes
