"""Conditions joined by 蕴含 and 当且仅当, of facts and of rows alike, and the days of the notice's phases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from builders.facts.book import fill_book
from builders.facts.evaluation import Accounts
from builders.model.fact import Fact
from builders.model.notice import Phase
from builders.sources.rules import parse_rules
from tests.facts.asking import RULES_FILE, absence, ask, data, number, refusal
from tests.pilot import EAST, notice, period

TRUTH = [("1 < 2", "1 < 2"), ("1 < 2", "2 < 1"), ("2 < 1", "1 < 2"), ("2 < 1", "2 < 1")]


@pytest.mark.parametrize(("one", "other"), TRUTH)
def test_a_condition_brings_another_with_it_unless_it_does_not_hold(one: str, other: str) -> None:
    assert ask(f"蕴含({one}, {other})").value == ("否" if (one, other) == ("1 < 2", "2 < 1") else "是")


@pytest.mark.parametrize(("one", "other"), TRUTH)
def test_two_conditions_hold_together_or_not_at_all(one: str, other: str) -> None:
    assert ask(f"当且仅当({one}, {other})").value == ("是" if one == other else "否")


def test_rows_know_them_too() -> None:
    rows = '计数(进度, 当且仅当(本期.状态 == "在建", 本期.完成投资 > 0))'
    assert ask(rows).value == number("3")
    assert ask('计数(进度, 蕴含(任务 == "管网", 本期.状态 == "在建"))').value == number("2")


def test_they_may_stand_in_one_another_and_after_not() -> None:
    assert ask("蕴含(not 当且仅当(1 < 2, 2 < 1), 1 < 2 and 蕴含(2 < 1, 2 < 1))").value == "是"


def test_their_cells_are_those_of_both_conditions() -> None:
    fact = ask('蕴含(求和(项目.总投资, 任务 == "养老") > 0, 求和(资金.金额, 来源 == "居民") > 0)')
    assert [cell.text for cell in fact.sources] == ["60.50", "30"]


def test_what_does_not_exist_here_is_neither_true_nor_false() -> None:
    assert absence("蕴含(1 < 2, 上期(计数(项目)) > 0)") == "没有上一报告期的数据"


def test_they_join_two_conditions() -> None:
    assert refusal("蕴含(1 < 2)") == "蕴含需要2项，写了1项，应写成“蕴含(条件甲, 条件乙)”"
    assert "不是条件" in refusal("当且仅当(1 < 2, 计数(项目))")
    assert "蕴含需要2项" in refusal("计数(项目, 蕴含(总投资 > 1))")


def test_the_first_and_last_day_of_the_phases_have_names() -> None:
    phases = (Phase("乙", date(2023, 7, 1), date(2024, 6, 30)), Phase("甲", date(2023, 1, 1), date(2023, 6, 30)))
    rules = parse_rules(
        "views:\n  项目: {from: 项目}\nfacts:\n  甲: {formula: 首阶段初}\n  乙: {formula: 末阶段末}\n"
        "  丙: {formula: '计数(项目, 计划完工 >= 首阶段初 and 计划完工 <= 末阶段末)'}\n",
        RULES_FILE,
    )
    book = fill_book(Accounts(data(), replace(notice(), phases=phases), rules), EAST, period("2023H1"))
    facts = [fact.value for fact in book.facts.values() if isinstance(fact, Fact)]
    assert facts == [date(2023, 1, 1), date(2024, 6, 30), number("3")]


def test_a_notice_without_phases_has_no_such_days() -> None:
    assert absence("首阶段初") == "通知没有写明阶段"
    assert ask("计数(项目, 计划完工 <= 末阶段末)").value == number("0")


def test_a_cell_is_filled_in_or_not() -> None:
    assert ask("计数(进度, 有值(上期.状态))").value == number("0")
    assert ask("计数(进度, 有值(上期.状态))", on="2023H2").value == number("3")
    assert ask("计数(进度, not 有值(上期.完成投资) and 有值(本期.完成投资))").value == number("3")


def test_a_fact_has_a_value_here_or_not() -> None:
    assert ask("有值(上期(计数(项目)))").value == "否"
    fact = ask('有值(求和(资金.金额, 来源 == "居民"))')
    assert (fact.value, [cell.text for cell in fact.sources]) == ("是", ["30"])


def test_filled_in_is_asked_of_one_thing() -> None:
    assert refusal("有值()") == "有值需要1项，写了0项，应写成“有值(列)”"
    assert "没有“总投次”" in refusal("计数(项目, 有值(总投次))")
