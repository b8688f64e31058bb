"""Groups: a fact for each member, by a column or by period, and shares of the whole."""

from __future__ import annotations

from builders.core.errors import UsageError
from builders.model.fact import Fact
from builders.model.notice import Unit
from builders.model.table import Dataset
from tests.facts.asking import data, fill, number, problems
from tests.pilot import EAST, WEST, dataset

BASE = "  投资: {formula: 求和(项目.总投资)}\n  项目数: {formula: 计数(项目)}\n"


def group(
    rule: str, facts: str = BASE, *, on: str = "2023H1", unit: Unit = EAST, tables: Dataset | None = None
) -> dict[str, Fact]:
    """Return the members of the group that a rule declares."""
    found = fill(f"{facts}  各: {rule}\n", on=on, unit=unit, tables=tables).facts["各"]
    assert not isinstance(found, Fact)
    return dict(found)


def values(
    rule: str, facts: str = BASE, *, on: str = "2023H1", unit: Unit = EAST, tables: Dataset | None = None
) -> dict[str, object]:
    return {key: fact.value for key, fact in group(rule, facts, on=on, unit=unit, tables=tables).items()}


def test_a_fact_by_a_column_has_a_member_for_each_value_in_the_order_of_the_schema() -> None:
    found = values("{formula: 投资, by: 任务}")
    assert found == {"管网": number("139.50"), "养老": number("60.50"), "道路": number("0")}
    assert list(found) == ["管网", "养老", "道路"]


def test_members_carry_their_key_unit_and_cells() -> None:
    member = group("{formula: 投资, by: 任务, unit: 万元, places: 1}")["养老"]
    assert (member.title, member.unit, member.places) == ("各（养老）", "万元", 1)
    assert [cell.line for cell in member.sources] == [3]


def test_a_column_without_list_gives_the_values_of_the_unit_s_own_rows() -> None:
    assert values("{formula: 项目数, by: 社区编号}") == {"C1": number("2"), "C2": number("1")}
    assert values("{formula: 项目数, by: 社区编号}", unit=WEST) == {"C3": number("1")}
    assert values("{formula: 项目数, by: 社区名称}") == {"一社区": number("2"), "二社区": number("1")}


def test_members_for_which_the_fact_does_not_exist_are_left_out() -> None:
    rule = "{formula: '比率(求和(进度.本期.完成投资), 投资)', by: 任务}"
    assert list(values(rule)) == ["管网", "养老"]


def test_a_group_of_which_nothing_exists_is_empty() -> None:
    assert values("{formula: '比率(投资, 投资)', by: 任务}", tables=dataset()) == {}


def test_the_whole_of_a_group_is_without_the_member() -> None:
    found = values("{formula: '比率(投资, 总(投资))', by: 任务}")
    assert found == {"管网": number("69.75"), "养老": number("30.25"), "道路": number("0")}


def test_increase_and_period_before_stay_in_the_member() -> None:
    facts = "  累计: {formula: 求和(进度.本期.完成投资)}\n"
    assert values("{formula: 增量(累计), by: 任务}", facts, on="2023H2") == {
        "管网": number("69.75"), "养老": number("30.25"), "道路": number("0"),
    }  # fmt: skip
    assert values("{formula: 上期(累计), by: 任务}", facts, on="2023H2")["管网"] == number("40")


def test_a_condition_counts_within_the_member() -> None:
    assert values("{formula: '求和(资金.金额, 来源 == \"中央\")', by: 任务}") == {
        "管网": number("109.50"), "养老": number("0"), "道路": number("0"),
    }  # fmt: skip


def test_one_group_may_name_another_of_the_same_column() -> None:
    facts = f"{BASE}  各投资: {{formula: 投资, by: 任务}}\n  各项目: {{formula: 项目数, by: 任务}}\n"
    assert values("{formula: 各投资 / 各项目, by: 任务}", facts) == {"管网": number("69.75"), "养老": number("60.50")}


def test_a_fact_by_period_has_a_member_for_each_period_up_to_this_one() -> None:
    facts = "  累计: {formula: 求和(进度.本期.完成投资)}\n"
    assert values("{formula: 累计, by: 期}", facts, on="2023H1") == {"2023年上半年": number("40")}
    assert values("{formula: 累计, by: 期}", facts, on="2023H2") == {
        "2023年上半年": number("40"), "2023年下半年": number("140.00"),
    }  # fmt: skip
    assert values("{formula: 增量(累计), by: 期}", facts, on="2023H2")["2023年下半年"] == number("100.00")


def test_shares_add_up_to_a_hundred() -> None:
    third = data(项目="P1,C1,管网,1,\nP2,C1,养老,1,\nP3,C2,道路,1,", 进展="", 资金="")
    rule = "{formula: '比率(投资, 总(投资))', by: 任务, places: 1, shares: true}"
    found = group(rule, tables=third)
    assert [fact.value for fact in found.values()] == [number("33.4"), number("33.3"), number("33.3")]
    assert [[cell.line for cell in fact.sources] for fact in found.values()] == [[2, 3, 4], [3, 2, 4], [4, 2, 3]]


def test_a_group_of_a_column_that_no_table_has_is_told() -> None:
    assert problems(UsageError, f"{BASE}  各: {{formula: 投资, by: 任物}}\n") == [
        "第17行: [F003] “各”：没有分组用的列：没有“任物”，是否指“任务”？（值：“投资”） → 请对照文件开头的说明改正"
    ]


def test_a_group_of_a_column_that_is_no_text_is_told() -> None:
    assert (
        "“计划完工”不是文字列，不能按它分组"
        in problems(UsageError, f"{BASE}  各: {{formula: 投资, by: 计划完工}}\n")[0]
    )


def test_a_group_of_a_view_without_the_column_is_told() -> None:
    found = problems(UsageError, "  各: {formula: 计数(社区), by: 任务}\n")
    assert "视图“社区”没有列“任务”，不能按它分组" in found[0]


def test_a_group_of_a_column_that_two_bear_is_told() -> None:
    found = problems(UsageError, "  各: {formula: 计数(进度), by: 状态}\n")
    assert "“状态”可以指“本期.状态”、“上期.状态”，请写全" in found[0]


def test_shares_of_what_is_no_number_are_told() -> None:
    found = problems(UsageError, "  各: {formula: 期末, by: 任务, shares: true}\n")
    assert "占比只能用于数字，不能用于“2023-06-30”" in found[0]


def test_a_group_is_no_single_value() -> None:
    rules = f"{BASE}  各: {{formula: 投资, by: 任务}}\n  甲: {{formula: 各 + 1}}\n  乙: {{formula: 各, by: 社区编号}}\n"
    assert ["“各”按任务分组，这里不知道是哪一组" in problem for problem in problems(UsageError, rules)] == [True, True]
    view = "  丙: {from: 项目, where: 总投资 > 各}\n"
    assert "“各”按任务分组" in problems(UsageError, f"{BASE}  各: {{formula: 投资, by: 任务}}\n", view)[0]
