"""The vocabulary: what every function gives, when its value does not exist, and how it is not to be used."""

from __future__ import annotations

from datetime import date

import pytest

from builders.core.errors import UsageError
from builders.model.fact import Value
from tests.facts.asking import absence, ask, data, number, problems, refusal
from tests.pilot import WEST, threshold


def value(formula: str, facts: str = "", on: str = "2023H1") -> Value:
    return ask(formula, facts, on=on).value


@pytest.mark.parametrize(
    ("formula", "result"),
    {
        "求和(项目.总投资)": "200.00",
        '求和(项目.总投资, 任务 == "管网")': "139.50",
        "求和(项目.总投资, 总投资 > 999)": "0",
        "求和(社区.户数)": "150",
        "计数(项目)": "3",
        '计数(项目, 任务 in ["管网", "道路"])': "2",
        "计数(项目.任务)": "3",
        "去重(项目.任务)": "2",
        "去重(资金.来源)": "3",
        '取值(项目.总投资, 项目编号 == "P2")': "60.50",
        "最大(项目.总投资)": "100.00",
        "最小(项目.总投资)": "39.50",
        '最大(项目.总投资, 任务 != "管网")': "60.50",
        "最大(计数(项目), 计数(社区), 1)": "3",
        "最小(计数(项目), 计数(社区))": "2",
        "比率(1, 8)": "12.5",
        '比率(求和(项目.总投资, 任务 == "管网"), 求和(项目.总投资))': "69.75",
        "变化率(3, 2)": "50",
        "变化率(3, 1)": "200",
        "变化率(1, 0.5)": "100",
        "变化率(1, 4)": "-75",
        "1 + 2 * 3": "7",
        "(1 + 2) * 3": "9",
        "7 / 2 - 1": "2.5",
        "-求和(项目.总投资) + 200": "0",
        "-0": "0",
        "12345678901234567.89 + 0.01": "12345678901234567.90",
    }.items(),
)
def test_what_a_formula_gives(formula: str, result: str) -> None:
    assert value(formula) == number(result)


@pytest.mark.parametrize(
    ("formula", "result"),
    {
        "2 > 1": "是",
        "2 <= 1": "否",
        "not 2 <= 1": "是",
        "2 > 1 and 1 > 2": "否",
        "2 > 1 or 1 > 2": "是",
        '取值(项目.任务, 项目编号 == "P1") == "管网"': "是",
        '取值(项目.任务, 项目编号 == "P1") in ["养老", "道路"]': "否",
        '取值(项目.任务, 项目编号 == "P1") not in ["养老", "道路"]': "是",
        "期末 > 期初": "是",
        "下期初 > 期末": "是",
    }.items(),
)
def test_a_comparison_says_yes_or_no(formula: str, result: str) -> None:
    assert value(formula) == result


def test_days_and_texts_are_values_too() -> None:
    assert value("最大(项目.计划完工)") == date(2024, 5, 31)
    assert value("最小(项目.计划完工)") == date(2023, 5, 31)
    assert value('取值(社区.社区名称, 社区编号 == "C2")') == "二社区"
    assert (value("期初"), value("期末")) == (date(2023, 1, 1), date(2023, 6, 30))
    assert (value("下期初"), value("下期末")) == (date(2023, 7, 1), date(2023, 12, 31))


def test_empty_cells_are_passed_over() -> None:
    tables = data(项目="P1,C1,管网,100,\nP2,C1,,,\nP3,C2,管网,50,2023-05-31")
    results = {
        "求和(项目.总投资)": number("150"),
        "计数(项目)": number("3"),
        "计数(项目.总投资)": number("2"),
        "去重(项目.任务)": number("1"),
        "最小(项目.总投资)": number("50"),
        "最大(项目.计划完工)": date(2023, 5, 31),
    }
    assert {formula: ask(formula, tables=tables).value for formula in results} == results


def test_facts_name_other_facts() -> None:
    facts = "  总投资额: {formula: 求和(项目.总投资)}\n  项目数: {formula: 计数(项目)}\n"
    assert value("总投资额 / 项目数", facts) == number("200") / 3


def test_demands_of_the_notice_are_values() -> None:
    assert ask("每百户面积 * 2", thresholds=(threshold("每百户面积", "30"),)).value == number("60")


SPENT = "  累计: {formula: 求和(进度.本期.完成投资)}\n"


def test_an_increase_is_over_the_period_before() -> None:
    assert value("增量(累计)", SPENT, on="2023H2") == number("100.00")


def test_where_the_data_starts_the_increase_is_all() -> None:
    assert value("增量(累计)", SPENT, on="2023H1") == number("40")


def test_the_value_of_the_period_before() -> None:
    assert value("上期(累计)", SPENT, on="2023H2") == number("40")
    assert value("上期(计数(站))", on="2023H2") == number("2")


@pytest.mark.parametrize(
    ("formula", "reason"),
    {
        "比率(1, 0)": "分母为零",
        '比率(1, 求和(项目.总投资, 任务 == "绿化"))': "分母为零",
        "变化率(1, 0)": "基数为零",
        "变化率(1, 0 - 5)": "基数为负数",
        "1 / 0": "除数为零",
        "1 + 1 / (计数(项目) - 3)": "除数为零",
        "上期(计数(项目))": "没有上一报告期的数据",
        "1 + 上期(计数(项目))": "没有上一报告期的数据",
        '取值(项目.总投资, 项目编号 == "P9")': "数据表中没有这一项",
        '最大(项目.总投资, 任务 == "绿化")': "没有数据",
        '最小(项目.计划完工, 任务 == "绿化")': "没有数据",
        "最大(1, 比率(1, 0))": "分母为零",
        "比率(1, 0) > 5": "分母为零",
    }.items(),
)
def test_a_value_that_does_not_exist_says_why(formula: str, reason: str) -> None:
    assert absence(formula) == reason


def test_what_needs_an_absent_fact_is_absent_for_the_same_reason() -> None:
    assert absence("甲 + 1", "  甲: {formula: '比率(1, 0)'}\n") == "分母为零"


def test_an_increase_of_what_did_not_exist_before_is_absent() -> None:
    tables = data(设施="C1,站,2023-05-31,\nC1,站,2023-11-30,10")
    assert absence("增量(取值(站.面积))", on="2023H2", tables=tables) == "数据表中没有这一项"


@pytest.mark.parametrize(
    ("formula", "answer"),
    {
        "求合(项目.总投资)": "没有这个函数：没有“求合”，是否指“求和”？",
        "sum(项目.总投资)": "没有这个函数：没有“sum”。可用的有：求和、计数、去重、取值、最大、最小、比率、变化率、",
        "求和()": "求和应写成“求和(视图.列)”或“求和(视图.列, 条件)”",
        "求和(项目.总投资, 1 > 0, 2 > 0)": "求和应写成“求和(视图.列)”或“求和(视图.列, 条件)”",
        "计数()": "计数应写成“计数(视图.列)”或“计数(视图.列, 条件)”",
        "去重()": "去重应写成“去重(视图.列)”或“去重(视图.列, 条件)”",
        "取值()": "取值应写成“取值(视图.列)”或“取值(视图.列, 条件)”",
        "取值(社区.户数)": "“社区.户数”有2行符合条件，取值只能对应一行",
        "取值(项目.总投资)": "“项目.总投资”有3行符合条件，取值只能对应一行",
        "求和(项目.任务)": "求和只能用于数字，不能用于“管网”",
        "求和(项目.计划完工)": "求和只能用于数字，不能用于“2023-05-31”",
        "求和(3)": "“3”应写成“视图”或“视图.列”",
        "求和(项目.总投资 + 1)": "“项目.总投资 + 1”应写成“视图”或“视图.列”",
        "最大()": "最大应写成“最大(视图.列)”或“最大(甲, 乙)”",
        "最小()": "最小应写成“最小(视图.列)”或“最小(甲, 乙)”",
        "最大(1, '甲')": "“1”和“甲”不是同一种值，不能比较",
        "最小(期末, 5)": "“2023-06-30”和“5”不是同一种值，不能比较",
        "比率(1)": "比率需要2项，写了1项",
        "比率(1, 2, 3)": "比率需要2项，写了3项",
        "比率('甲', 2)": "比率只能用于数字，不能用于“甲”",
        "比率(期末, 2)": "比率只能用于数字，不能用于“2023-06-30”",
        "变化率(1)": "变化率需要2项，写了1项",
        "变化率('甲', 2)": "变化率只能用于数字，不能用于“甲”",
        "变化率(1, 期末)": "变化率只能用于数字，不能用于“2023-06-30”",
        "增量()": "增量需要1项，写了0项",
        "增量(期末)": "增量只能用于数字，不能用于“2023-06-30”",
        "上期(1, 2)": "上期需要1项，写了2项",
        "总(1, 2)": "总需要1项，写了2项",
        "期末 - 期初": "加减乘除只能用于数字，不能用于“2023-06-30”",
        "'甲' + '乙'": "加减乘除只能用于数字，不能用于“甲”",
        "-期末": "负号只能用于数字，不能用于“2023-06-30”",
        "1 == '1'": "“1”和“1”不是同一种值，不能比较",
        "期末 > 5": "“2023-06-30”和“5”不是同一种值，不能比较",
        "1 in ['甲']": "“1”和“甲”不是同一种值，不能比较",
        "'甲' in '甲乙'": "in 后面应写成“[甲, 乙]”",
        "1 > 0 and 5": "“5”不是条件，条件应写成比较",
        "not 5": "“5”不是条件，条件应写成比较",
        "['甲']": "这里不能使用“['甲']”",
        "项目.总投资": "这里不能使用“项目.总投资”",
        "项目 + 1": "“项目”是视图，不是一个值，可写 计数(项目) 或 求和(项目.列)",
        "最大(项目)": "“项目”是视图，不是一个值，可写 计数(项目) 或 求和(项目.列)",
        "累积": "没有“累积”，是否指“累计”？",
        "求和(项日.总投资)": "没有“项日”，是否指“项目”？",
        "最大(项日.总投资)": "没有“项日”，是否指“项目”？",
        "求和(累计.总投资)": "没有“累计”。可用的有：社区、项目、进度、资金、站、协商。",
        "求和(项目.总投次)": "视图“项目”：没有“总投次”，是否指“总投资”？",
        "求和(项目.总投资, 任务 == 管网)": "没有“管网”。",
        "求和(项目.总投资, 任务)": '“任务”不是条件，条件应写成比较，如 状态 == "在建"',
    }.items(),
)
def test_a_formula_that_makes_no_sense_says_why(formula: str, answer: str) -> None:
    assert refusal(formula, "  累计: {formula: 求和(进度.本期.完成投资)}\n").startswith(answer)


@pytest.mark.parametrize(
    "formula",
    ["求和(项目.总投次)", "求和(项目.总投资, 任务 == 管网)", "计数(项目, 总投次 > 1)", "取值(项目.任务, 任务 in 任务)"],
)
def test_a_misspelt_name_is_told_even_where_there_are_no_rows(formula: str) -> None:
    assert refusal(formula, tables=data(项目="", 进展="", 资金=""))


def test_a_rule_is_told_with_its_line_and_formula() -> None:
    assert problems(UsageError, "  甲: {formula: '1'}\n  乙: {formula: 甲 + 丙}\n") == [
        "第16行: [F003] “乙”：没有“丙”。可用的有：甲、乙。（值：“甲 + 丙”） → 请对照文件开头的说明改正"
    ]


def test_a_formula_of_another_county_is_the_same() -> None:
    assert ask("求和(项目.总投资)", unit=WEST).value == number("500")


def test_a_rounded_fact_is_what_is_printed() -> None:
    facts = "  甲: {places: 1, formula: '比率(2, 3)'}\n  乙: {places: 1, formula: '比率(1, 3)'}\n"
    assert ask("甲 - 乙", facts).value.quantize(number("0.1")) == number("33.3")  # type: ignore[union-attr]
    assert ask("修约(甲) - 修约(乙)", facts).value == number("33.4")


def test_halves_are_rounded_up_as_in_print() -> None:
    assert ask("修约(甲)", "  甲: {places: 0, formula: '5 / 2'}\n").value == number("3")
    assert ask("修约(甲)", "  甲: {places: 0, formula: '-5 / 2'}\n").value == number("-3")


def test_only_a_fact_can_be_rounded_for_it_knows_its_decimals() -> None:
    assert refusal("修约(1 + 1)") == "修约只能用于一个数据的名称，如 修约(投资完成率)"
    assert "没有“乙”" in refusal("修约(乙)")
    assert refusal("修约(甲)", "  甲: {formula: '\"字\"'}\n") == "修约只能用于数字，不能用于“字”"
