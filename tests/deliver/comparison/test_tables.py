"""Tables: rows by key, cell by cell, so that one row more does not make every row below it another."""

from __future__ import annotations

from dataclasses import replace

from builders.deliver.comparison.tables import CellChange, TableChange, compare_table, compare_tables
from builders.model.reading import Grid

HEAD = ("序号", "项目", "任务", "金额")
ROWS = (("1", "管网更新", "管网", "120.50"), ("2", "养老服务站", "养老", "30.00"), ("3", "道路", "道路", "80.00"))
GRID = Grid("表1　项目", HEAD, ROWS)


def rows(*changed: tuple[str, ...]) -> Grid:
    return replace(GRID, rows=changed)


def test_equal_tables_differ_in_nothing() -> None:
    assert compare_table(GRID, GRID).is_empty
    assert compare_tables([GRID], [GRID]) == ()


def test_a_cell_is_told_with_its_row_and_column() -> None:
    now = rows(ROWS[0], ("2", "养老服务站", "养老", "31.00"), ROWS[2])

    assert compare_table(GRID, now).cells == (CellChange("养老服务站", "金额", "30.00", "31.00"),)


def test_a_row_more_shifts_nothing_but_the_running_numbers() -> None:
    change = compare_table(GRID, rows(ROWS[0], ("2", "食堂", "养老", "9.00"), *(
        (str(at), *row[1:]) for at, row in enumerate(ROWS[1:], 3)
    )))  # fmt: skip

    assert change.added == (("2", "食堂", "养老", "9.00"),)
    assert {cell.column for cell in change.cells} == {"序号"}
    assert not change.removed


def test_a_row_that_is_gone_is_told_whole() -> None:
    assert compare_table(GRID, rows(*ROWS[:2])).removed == (ROWS[2],)


def test_a_column_more_is_told_by_its_head_and_changes_no_cell() -> None:
    now = Grid(GRID.name, (*HEAD, "备注"), tuple((*row, "") for row in ROWS))

    assert compare_table(GRID, now) == TableChange(GRID.name, columns_added=("备注",))
    assert compare_table(now, GRID) == TableChange(GRID.name, columns_removed=("备注",))


def test_another_order_is_told() -> None:
    table = Grid("", ("项目", "金额"), (("甲", "1"), ("乙", "2")))

    assert compare_table(table, replace(table, rows=table.rows[::-1])) == TableChange("", reordered=True)


def test_rows_without_a_name_of_their_own_are_counted_apart() -> None:
    table = Grid("", ("项目",), (("甲",), ("甲",)))

    assert compare_table(table, replace(table, rows=(("甲",),))).removed == (("甲",),)


def test_two_columns_may_be_needed_to_name_a_row() -> None:
    old = Grid("", ("项目", "截至日期", "金额"), (("甲", "5月", "1"), ("甲", "11月", "2")))
    new = replace(old, rows=(("甲", "5月", "1"), ("甲", "11月", "3")))

    assert compare_table(old, new).cells == (CellChange("甲 11月", "金额", "2", "3"),)


def test_tables_are_found_by_name_and_else_by_their_columns() -> None:
    renamed = replace(GRID, name="表2　项目")
    other = Grid("表3　资金", ("来源", "金额"), (("中央", "1"),))

    assert compare_tables([GRID], [renamed]) == ()
    assert compare_tables([GRID], [GRID, other]) == (
        TableChange(other.name, added=other.rows, columns_added=other.head),
    )
    assert compare_tables([GRID, other], [GRID]) == (
        TableChange(other.name, removed=other.rows, columns_removed=other.head),
    )
