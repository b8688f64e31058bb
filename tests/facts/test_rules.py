"""Rules that make no sense: told with their own line, all at once; and what must hold, told with its cells."""

from __future__ import annotations

import pytest

from builders.core.errors import DataError, UsageError
from tests.facts.asking import fill, problems
from tests.pilot import threshold

CURE = "请对照文件开头的说明改正"


def test_a_fact_that_needs_itself_is_told() -> None:
    assert problems(UsageError, "  甲: {formula: 甲 + 1}\n") == [
        f"第15行: [F003] “甲”：算法循环引用：甲→甲（值：“甲 + 1”） → {CURE}"
    ]


def test_facts_that_need_one_another_are_told_with_the_way_around() -> None:
    found = problems(UsageError, "  甲: {formula: 乙 + 1}\n  乙: {formula: 增量(丙)}\n  丙: {formula: 总(甲)}\n")
    assert found[0] == f"第15行: [F003] “甲”：算法循环引用：甲→乙→丙→甲（值：“乙 + 1”） → {CURE}"


def test_views_that_need_one_another_are_told() -> None:
    found = problems(UsageError, views="  甲: {from: 乙}\n  乙: {from: 甲}\n")
    assert "算法循环引用：甲→乙→甲" in found[0]


def test_a_view_that_needs_a_fact_of_itself_is_told() -> None:
    found = problems(UsageError, "  数: {formula: 计数(甲)}\n", "  甲: {from: 项目, where: 总投资 > 数}\n")
    assert any("算法循环引用：数→甲→数" in problem for problem in found)


def test_a_chain_too_long_to_follow_is_told() -> None:
    chain = "".join(f"  甲{n}: {{formula: 甲{n + 1} + 1}}\n" for n in range(300)) + "  甲300: {formula: '1'}\n"
    assert any("算法一层引用一层，超过40层" in problem for problem in problems(UsageError, chain))


def test_a_slip_is_told_once_at_its_own_rule_however_many_need_it() -> None:
    facts = "  甲: {formula: 求和(项目.总投次)}\n  乙: {formula: 甲 + 1}\n  丙: {formula: 乙 + 甲}\n"
    assert problems(UsageError, facts) == [
        f"第15行: [F003] “甲”：视图“项目”：没有“总投次”，是否指“总投资”？（值：“求和(项目.总投次)”） → {CURE}"
    ]


def test_a_slip_in_a_view_is_told_at_the_view_not_at_the_fact() -> None:
    found = problems(UsageError, "  甲: {formula: 计数(乙)}\n", '  乙: {from: 项目, where: 任物 == "管网"}\n')
    assert found == [f'第13行: [F003] “乙”：没有“任物”，是否指“任务”？（值：“任物 == "管网"”） → {CURE}']


def test_a_slip_in_a_computed_column_is_told_at_the_column() -> None:
    views = "  乙:\n    from: 项目\n    compute:\n      大: {formula: 总投资 > 1}\n      双: {formula: 总投次 * 2}\n"
    assert problems(UsageError, views=views) == [
        f"第17行: [F003] “乙”：双：没有“总投次”，是否指“总投资”？（值：“总投次 * 2”） → {CURE}"
    ]


def test_all_slips_are_told_at_once() -> None:
    found = problems(
        UsageError,
        "  甲: {formula: 求合(项目.总投资)}\n  乙: {formula: 丁}\n  丙: {formula: '1', by: 任物}\n",
        "  戊: {from: 项日}\n  己: {from: 项目, order: [总投次]}\n",
        "  - {name: 庚, formula: 辛 > 1}\n",
    )
    assert [problem.split("：")[0].split("] ")[1] for problem in found] == [
        "“戊”",
        "“己”",
        "“甲”",
        "“乙”",
        "“丙”",
        "“庚”",
    ]


def test_the_number_of_rules_that_cannot_be_used_is_told() -> None:
    with pytest.raises(UsageError, match=r"^口径文件 data/pilot/facts\.yaml 有2处不能使用$"):
        fill("  甲: {formula: 丁}\n  乙: {formula: 丁}\n  丙: {formula: 甲}\n")


def test_the_number_of_things_that_do_not_hold_is_told() -> None:
    with pytest.raises(DataError, match=r"^东县2023年上半年有1处数据对不上$"):
        fill(assertions="  - {name: 一, formula: 1 > 2}\n")


def test_a_name_that_formulas_know_already_is_told() -> None:
    found = problems(UsageError, "  期末: {formula: '1'}\n  求和: {formula: '1'}\n  期: {formula: '1'}\n")
    assert found == [
        "第15行: [F006] “期末”是算法自己的名称 → 请改用别的名称",
        "第16行: [F006] “求和”是算法自己的名称 → 请改用别的名称",
        "第17行: [F006] “期”是算法自己的名称 → 请改用别的名称",
    ]


def test_so_is_one_of_the_notice() -> None:
    try:
        fill("  面积标准: {formula: '1'}\n", thresholds=(threshold("面积标准", "30"),))
    except UsageError as error:
        assert [problem.message for problem in error.diagnostics] == ["“面积标准”与通知的指标重名"]
    else:
        raise AssertionError


def test_what_holds_is_not_told() -> None:
    book = fill("  甲: {formula: 计数(项目)}\n", assertions="  - {name: 有项目, formula: 甲 > 0 and 甲 < 9}\n")
    assert "甲" in book.facts


def test_what_does_not_hold_is_told_with_both_sides_and_cells() -> None:
    formula = '求和(资金.金额, 来源 == "居民") == 求和(项目.总投资, 任务 == "养老")'
    assert problems(DataError, assertions=f"  - {{name: 资金够用, formula: '{formula}'}}\n") == [
        "data/pilot/funds.csv 第3行 C列“金额”: [F004] 东县2023年上半年：资金够用，不成立（前者为30，后者为60.50）"
        f"（值：“{formula}”） → "
        "请核对：data/pilot/funds.csv 第3行 C列“金额”=“30”；data/pilot/projects.csv 第3行 D列“总投资”=“60.50”"
    ]


def test_all_that_does_not_hold_is_told() -> None:
    assertions = "  - {name: 一, formula: 1 > 2}\n  - {name: 二, formula: 2 > 1}\n"
    assertions += "  - {name: 三, formula: '3 in [1, 2]'}\n"
    found = problems(DataError, assertions=assertions)
    assert [problem.split("：")[1].split("，")[0] for problem in found] == ["一", "三"]
    assert "不成立（现为3）" in found[1]


def test_only_some_of_many_cells_are_listed() -> None:
    [problem] = problems(DataError, assertions="  - {name: 一, formula: 求和(资金.金额) == 计数(资金) + 计数(项目)}\n")
    assert problem.partition("请核对：")[2].count("data/pilot/") == 6
    assert problem.endswith("等")


def test_an_assertion_by_a_column_names_the_member_that_breaks_it() -> None:
    rule = "  - {name: 各来源之和等于总投资, formula: '求和(资金.金额) == 求和(项目.总投资%s)', by: 项目编号}\n"
    fill(assertions=rule % "")
    [problem] = problems(DataError, assertions=rule % ', 项目编号 != "P1"')
    assert problem.startswith("data/pilot/funds.csv 第2行 C列“金额”: [F004] ")
    assert "东县2023年上半年项目编号P1：各来源之和等于总投资" in problem


def test_what_has_no_value_here_is_not_asserted() -> None:
    fill(assertions="  - {name: 一, formula: 上期(计数(项目)) > 99}\n", on="2023H1")
    assert problems(DataError, assertions="  - {name: 一, formula: 上期(计数(项目)) > 99}\n", on="2023H2")


def test_an_assertion_is_a_comparison() -> None:
    assert "核对应写成比较" in problems(UsageError, assertions="  - {name: 一, formula: 计数(项目)}\n")[0]


def test_a_slip_comes_before_what_does_not_hold() -> None:
    facts, assertions = "  甲: {formula: 乙}\n", "  - {name: 一, formula: 1 > 2}\n"
    assert "没有“乙”" in problems(UsageError, facts, assertions=assertions)[0]
