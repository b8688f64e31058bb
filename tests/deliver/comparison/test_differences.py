"""Differences: facts by name with the cells that changed, and everything as JSON."""

from __future__ import annotations

import json
from dataclasses import replace

from builders.deliver.comparison.differences import FactChange, compare
from builders.model.fact import CellRef
from builders.model.reading import Grid, Reading, Stated


def cell(line: int, text: str) -> CellRef:
    return CellRef("data/x.csv", line, "D", "完成投资", text)


OLD = Reading("报告", "第1版", ("按要求推进。",), (Grid("表1", ("项目", "金额"), (("甲", "1"),)),),
              (Stated("完成投资", "3万元", (cell(2, "1"), cell(3, "2"))),))  # fmt: skip


def test_a_fact_is_told_with_the_cells_that_changed_only() -> None:
    new = replace(OLD, facts=(Stated("完成投资", "4万元", (cell(2, "1"), cell(3, "3"))),))

    assert compare(OLD, new).facts == (
        FactChange("完成投资", "3万元", "4万元", (cell(3, "2"),), (cell(3, "3"),)),
    )


def test_a_row_that_moved_to_another_line_is_not_a_changed_cell() -> None:
    new = replace(OLD, facts=(Stated("完成投资", "8万元", (cell(2, "5"), cell(3, "1"), cell(4, "2"))),))

    [change] = compare(OLD, new).facts
    assert (change.old_cells, change.new_cells) == ((), (cell(2, "5"),))


def test_cells_that_moved_are_no_change_while_the_value_stays() -> None:
    moved = replace(OLD, facts=(Stated("完成投资", "3万元", (cell(7, "1"), cell(8, "2"))),))

    assert compare(OLD, moved).is_empty


def test_facts_that_come_and_go_are_told() -> None:
    new = replace(OLD, facts=(Stated("到位资金", "2万元"),))

    assert [(each.name, each.old, each.new) for each in compare(OLD, new).facts] == [
        ("到位资金", "", "2万元"), ("完成投资", "3万元", ""),
    ]  # fmt: skip


def test_facts_of_one_name_are_told_apart_by_their_order() -> None:
    old = replace(OLD, facts=(Stated("人数", "1人"), Stated("人数", "2人")))
    new = replace(OLD, facts=(Stated("人数", "1人"), Stated("人数", "3人")))

    assert [(each.old, each.new) for each in compare(old, new).facts] == [("2人", "3人")]


def test_everything_can_be_said_in_json() -> None:
    table = Grid("表1", ("项目", "金额"), (("甲", "2"),))
    new = replace(OLD, version="第2版", paragraphs=("按计划推进。",), tables=(table,))
    values = json.loads(json.dumps(compare(OLD, new).values, ensure_ascii=False))

    assert values["old"] == {"name": "报告", "version": "第1版"}
    assert values["paragraphs"] == [
        {"place": 1, "old": "按要求推进。", "new": "按计划推进。", "marked": "按〔-要求-〕〔+计划+〕推进。"}
    ]
    assert values["tables"][0]["cells"] == [{"row": "甲", "column": "金额", "old": "1", "new": "2"}]
