"""Assertions of rows and of groups, figures to record and units that are absent, read from a notice's rules."""

from __future__ import annotations

import pytest

from builders.core.errors import UsageError
from builders.model.rules import FactRules
from builders.sources.rules import parse_rules

FILE = "data/pilot/facts.yaml"


def read(text: str) -> FactRules:
    return parse_rules(text, FILE)


def told(text: str) -> list[str]:
    with pytest.raises(UsageError) as caught:
        read(text)
    return [f"{problem.place} [{problem.code}] {problem.message}" for problem in caught.value.diagnostics]


def test_an_assertion_may_speak_of_rows() -> None:
    [rule] = read("assertions:\n  - {name: 甲, each: 项目, where: 金额 > 0, formula: 金额 < 9}\n").assertions
    assert (rule.each, rule.where, rule.by, rule.line) == ("项目", "金额 > 0", "", 2)


def test_it_speaks_of_rows_or_of_groups_and_where_is_of_rows() -> None:
    both = "assertions:\n  - {name: 甲, each: 项目, by: 任务, formula: 1 > 0}\n"
    assert told(both) == [f"{FILE} 第2行 [F007] by 和 each 只能用一个"]
    alone = "assertions:\n  - {name: 甲, where: 金额 > 0, formula: 1 > 0}\n"
    assert told(alone) == [f"{FILE} 第2行 [F007] where 要与 each 一起用"]


def test_a_join_may_name_its_columns() -> None:
    join = "乙: {table: 设施, period: 本期, on: {社区: 社区编号, 类型: 种类}}"
    [view] = read(f"views:\n  甲:\n    from: 项目\n    join:\n      {join}\n").views
    assert view.joins[0].on == (("社区", "社区编号"), ("类型", "种类"))


def test_what_is_recorded_and_who_is_absent_is_declared() -> None:
    rules = read(
        "recorded: {table: 留底, facts: [甲, 乙]}\n"
        "absent:\n  - {unit: 东县, table: 进展, period: 2023年上半年, reason: 未开工}\n"
    )
    assert rules.recorded is not None
    assert (rules.recorded.table, rules.recorded.facts, rules.recorded.line) == ("留底", ("甲", "乙"), 1)
    [absence] = rules.absences
    assert (absence.unit, absence.table, absence.period, absence.reason) == ("东县", "进展", "2023年上半年", "未开工")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("absent:\n  - {unit: 东县, table: 进展, period: 去年, reason: 未开工}\n", "[F007] 看不懂报告期"),
        ("absent:\n  - {unit: 东县, table: 进展, period: 一次性, reason: 未开工}\n", "[F007] 看不懂报告期"),
        ("absent:\n  - {unit: 东县, table: 进展}\n", "缺少“reason”"),
        ("recorded: {table: 留底}\n", "缺少“facts”"),
        ("recorded: {table: 留底, facts: [甲], fact: 乙}\n", "不认识的键“fact”"),
        ("recorded: [甲]\n", "“recorded”应为下一级的“键: 值”"),
    ],
)
def test_what_cannot_be_read_is_told(text: str, message: str) -> None:
    assert any(message in problem for problem in told(text))
