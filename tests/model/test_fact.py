"""A fact leads back to its cells, named as a clerk finds them in a spreadsheet."""

from __future__ import annotations

from decimal import Decimal

import pytest

from builders.model.fact import CellRef, Fact


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (CellRef("projects.csv", 5, "I", "总投资", "120.00"), "projects.csv 第5行 I列“总投资”=“120.00”"),
        (CellRef("notice.yaml", 40, "", "户均面积", "30"), "notice.yaml 第40行 “户均面积”=“30”"),
        (CellRef("projects.csv", 5, "B", "备注", "序列 列3"), "projects.csv 第5行 B列“备注”=“序列 列3”"),
        (CellRef("数据 列表.csv", 5, "B", "备注", ""), "数据 列表.csv 第5行 B列“备注”=“”"),
    ],
)
def test_a_source_cell_reads_as_in_a_spreadsheet_with_its_text_untouched(cell: CellRef, text: str) -> None:
    assert str(cell) == text


def test_cells_are_ordered_by_file_then_line() -> None:
    cells = [
        CellRef("funds.csv", 12, "C", "金额", "1"),
        CellRef("projects.csv", 2, "I", "总投资", "1"),
        CellRef("projects.csv", 10, "A", "编号", "1"),
    ]

    assert sorted(reversed(cells)) == cells


def test_a_member_of_a_group_is_named_with_its_key() -> None:
    assert Fact("各任务完成投资", Decimal(1), key="推进智能化服务").title == "各任务完成投资（推进智能化服务）"
    assert Fact("本期完成投资", Decimal(1)).title == "本期完成投资"
