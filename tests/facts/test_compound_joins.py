"""Joins on several columns: a row of another table that is told apart by more than one."""

from __future__ import annotations

from builders.core.errors import UsageError
from tests.facts.asking import data, fill, number, problems, rows


def joined(on: str, **tables: str) -> list[tuple[object, ...]]:
    views = "  名: {from: 设施, join: {设施: {table: 设施, period: 本期, on: {社区编号: 社区编号, 类型: 类型}}}}\n"
    return rows(fill(views=views, on=on, tables=data(**tables)), "名", "社区编号", "截至日期", "设施.面积")


def test_a_row_is_found_by_all_its_columns_together() -> None:
    found = joined("2023H2")
    assert [(community, area) for community, _, area in found] == [
        ("C1", number("410.5")),
        ("C1", number("410.5")),
        ("C2", None),
    ]


def test_a_period_without_rows_finds_nothing() -> None:
    assert [area for *_, area in joined("2024H1")] == [None, None, None]


def test_a_row_that_the_columns_do_not_tell_apart_is_refused() -> None:
    views = "  名: {from: 社区, join: {设施: {table: 设施, period: 本期, on: {社区编号: 社区编号}}}}\n"
    [problem] = problems(UsageError, views=views)
    assert "表“设施”的一行由社区编号、类型确定，一个“社区编号”可能有几行，不能连接" in problem


def test_a_column_that_is_not_there_is_told_with_the_nearest() -> None:
    views = "  名: {from: 社区, join: {进: {table: 进展, period: 本期, on: {项目编码: 社区编号}}}}\n"
    [problem] = problems(UsageError, views=views)
    assert "连接：没有“项目编码”，是否指“项目编号”？" in problem
