"""Views: rows of a table or of another view, restricted, joined, computed, filtered and ordered as declared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from builders.facts.evaluation import Accounts
from builders.facts.records import records
from builders.model.table import Dataset
from builders.sources.rules import parse_rules
from tests.facts.asking import ROWS, ask, cell, data, fact, fill, number, refusal, rows
from tests.pilot import EAST, SCHEMAS, WEST, dataset, notice, period, schema, table, threshold


def seen(views: str, *paths: str, on: str = "2023H1", **tables: str) -> list[tuple[object, ...]]:
    """Return the values under some paths in the rows of the last view declared."""
    name = [line.split(":")[0].strip() for line in views.splitlines() if line.startswith("  ") and line[2] != " "][-1]
    return rows(fill(views=views, on=on, tables=data(**tables)), name, *paths)


def test_a_view_holds_the_rows_of_its_table_in_their_order() -> None:
    assert seen("  甲: {from: 项目}\n", "项目编号") == [("P1",), ("P2",), ("P3",)]


def test_a_table_may_be_named_by_its_code() -> None:
    assert seen("  甲: {from: projects}\n", "项目编号") == [("P1",), ("P2",), ("P3",)]


def test_a_view_may_bear_the_name_of_its_table() -> None:
    assert rows(fill(), "项目", "项目编号") == [("P1",), ("P2",), ("P3",)]


def test_a_row_shows_the_rows_that_it_points_to() -> None:
    assert seen("  甲: {from: 资金}\n", "项目编号", "项目.任务", "项目.社区.户数")[:3] == [
        ("P1", "管网", number("100")),
        ("P1", "管网", number("100")),
        ("P2", "养老", number("100")),
    ]


def test_a_row_that_points_to_nothing_has_none_there() -> None:
    figures = schema("""
        name: figures
        title: 数字
        primaryKey: [figure]
        foreignKeys: [{fields: community, reference: {resource: communities, fields: community}}]
        fields:
          - {name: figure, title: 编号, type: string}
          - {name: owner, title: 单位, type: string, role: unit}
          - {name: community, title: 社区编号, type: string}
    """)
    tables = Dataset((table(schema(SCHEMAS["社区"]), ROWS["社区"]), table(figures, "F1,01,C1\nF2,01,")))
    rules = parse_rules("views: {甲: {from: 数字}}", "facts.yaml")
    frame = Accounts(tables, notice(), rules).of(EAST).view("甲", period("2023H1"))
    assert [cell(record, "社区.户数") for record in records("甲", frame)] == [number("100"), None]
    assert [cell(record, "社区") is None for record in records("甲", frame)] == [False, True]


def test_a_condition_keeps_rows() -> None:
    assert seen('  甲: {from: 项目, where: 任务 == "管网" and 总投资 > 50}\n', "项目编号") == [("P1",)]


def test_a_condition_may_name_days_demands_and_facts() -> None:
    views = "  甲: {from: 项目, where: 计划完工 <= 期末}\n  乙: {from: 项目, where: 总投资 > 平均}\n"
    views += "  丙: {from: 社区, where: 户数 < 最少户数}\n"
    book = fill("  平均: {formula: 求和(项目.总投资) / 计数(项目)}\n", views, thresholds=(threshold("最少户数", "80"),))
    assert rows(book, "甲", "项目编号") == [("P1",)]
    assert rows(book, "乙", "项目编号") == [("P1",)]
    assert rows(book, "丙", "社区编号") == [("C2",)]


EMPTY = "P1,C1,,100,\nP2,C1,养老,,2023-10-31\nP3,C2,管网,0,2024-05-31"


@pytest.mark.parametrize(
    ("condition", "kept"),
    {
        "总投资 > 0": ["P1"],
        "总投资 >= 0": ["P1", "P3"],
        "总投资 == 0": ["P3"],
        "总投资 != 0": ["P1", "P2"],
        "not 总投资 == 0": ["P1", "P2"],
        '任务 == "管网"': ["P3"],
        '任务 != "管网"': ["P1", "P2"],
        '任务 in ["管网", "养老"]': ["P2", "P3"],
        '任务 not in ["管网"]': ["P1", "P2"],
        "计划完工 > 期末": ["P2", "P3"],
        "计划完工 <= 期末": [],
        "总投资 + 1 > 0": ["P1", "P3"],
        "总投资 / 0 > 0": [],
        "-总投资 < 0": ["P1"],
        "最大(总投资, 5) == 5": ["P2", "P3"],
        "最小(总投资, 5) == 5": ["P1", "P2"],
        "比率(总投资, 100) >= 0": ["P1", "P3"],
        "比率(100, 总投资) >= 0": ["P1"],
        "总投资 == 总投资": ["P1", "P3"],
    }.items(),
)
def test_an_empty_cell_equals_nothing_and_computes_to_nothing(condition: str, kept: list[str]) -> None:
    found = seen(f"  甲:\n    from: 项目\n    where: {condition}\n", "项目编号", 项目=EMPTY)
    assert [name for (name,) in found] == kept


def test_a_condition_on_an_absent_fact_holds_for_no_row() -> None:
    views = "  甲: {from: 项目, where: 总投资 > 上期数}\n  乙: {from: 项目, where: 总投资 != 上期数}\n"
    book = fill("  上期数: {formula: 上期(计数(项目))}\n", views)
    assert (len(book.views["甲"]), len(book.views["乙"])) == (0, 3)


def test_a_join_puts_the_row_of_a_period_beside() -> None:
    book = fill(on="2023H2")
    assert rows(book, "进度", "项目编号", "上期.状态", "本期.状态", "本期.完成投资") == [
        ("P1", "在建", "已完工", number("100")),
        ("P2", "未开工", "在建", number("30.25")),
        ("P3", "未开工", "在建", number("9.75")),
    ]


def test_a_joined_row_has_the_columns_of_its_own_table() -> None:
    joined = fill(on="2023H2").views["进度"][0]["本期"]
    assert isinstance(joined, Mapping)
    assert list(joined) == ["项目编号", "截至日期", "完成投资", "状态"]


def test_a_single_document_has_no_period_before() -> None:
    views = "  甲: {from: meetings, period: 上期}\n  乙: {from: meetings, period: 本期}\n"
    book = fill(views=views, on="once")
    assert (len(book.views["甲"]), len(book.views["乙"])) == (0, 3)


def test_where_a_join_finds_nothing_the_alias_is_none() -> None:
    assert rows(fill(on="2023H1"), "进度", "上期", "上期.状态") == [(None, None)] * 3


def test_the_latest_state_of_a_period_counts() -> None:
    rows_ = "P1,2023-02-28,5,未开工\nP1,2023-06-30,40,在建\nP1,2023-05-31,30,在建\nP2,2023-03-31,1,在建"
    assert seen("  甲: {from: 进展, period: 本期}\n", "项目编号", "截至日期", "完成投资", 进展=rows_) == [
        ("P1", date(2023, 6, 30), number("40")),
        ("P2", date(2023, 3, 31), number("1")),
    ]


def test_the_latest_state_is_that_of_each_thing() -> None:
    found = seen(
        "  甲: {from: 设施, period: 本期}\n", "社区编号", "类型", "面积",
        设施="C1,站,2023-05-31,1\nC1,园,2023-03-31,2\nC1,园,2023-04-30,3\nC2,站,2023-01-31,4\nC1,园,2023-09-30,9",
    )  # fmt: skip
    assert found == [("C1", "站", number("1")), ("C1", "园", number("3")), ("C2", "站", number("4"))]


def test_all_events_of_a_period_count() -> None:
    assert rows(fill(on="2023H1"), "协商", "协商编号") == [("M1",), ("M2",)]
    assert rows(fill(on="2023H2"), "协商", "协商编号") == [("M3",)]


def test_a_period_of_a_view_of_a_view_counts_too() -> None:
    views = "  甲: {from: 议, where: 人次 > 20}\n  议: {from: meetings}\n"
    assert seen(views + "  乙: {from: 甲, period: 本期}\n", "协商编号") == [("M1",)]
    assert seen(views + "  乙: {from: 甲, period: 上期}\n", "协商编号", on="2023H2") == [("M1",)]


def test_the_period_before_the_first_has_no_rows() -> None:
    assert seen("  甲: {from: meetings, period: 上期}\n", "协商编号") == []


def test_a_computed_column_is_a_column() -> None:
    views = "  甲: {from: 项目, compute: {翻倍: {formula: 总投资 * 2}, 差: {formula: 翻倍 - 100}}, where: 差 > 0}\n"
    assert seen(views, "项目编号", "翻倍", "差") == [
        ("P1", number("200"), number("100")),
        ("P2", number("121"), number("21")),
    ]


def test_a_computed_comparison_says_yes_or_no() -> None:
    views = "  甲: {from: 项目, compute: {大: {formula: 总投资 > 50}}}\n"
    assert seen(views, "大") == [("是",), ("是",), ("否",)]
    assert ask('计数(甲, 大 == "是")', views=views).value == number("2")


def test_a_computed_column_may_be_empty() -> None:
    assert seen("  甲: {from: 项目, compute: {半: {formula: 总投资 / 2}}}\n", "半", 项目="P1,C1,管网,,\nP2,C1,,3,") == [
        (None,),
        (number("1.5"),),
    ]


def test_rows_are_ordered_by_columns_the_first_leading_empty_ones_last() -> None:
    rows_ = "P1,C1,管网,5,\nP2,C1,养老,,\nP3,C2,管网,3,\nP4,C2,养老,7,\nP5,C2,,1,"
    views = "  甲: {from: 项目, order: [任务, 总投资]}\n"
    assert [name for (name,) in seen(views, "项目编号", 项目=rows_)] == ["P4", "P2", "P3", "P1", "P5"]


def test_equal_rows_keep_the_order_of_the_file() -> None:
    rows_ = "P3,C1,管网,5,\nP1,C1,管网,5,\nP2,C1,管网,5,"
    assert [name for (name,) in seen("  甲: {from: 项目, order: [总投资]}\n", "项目编号", 项目=rows_)] == [
        "P3",
        "P1",
        "P2",
    ]


def test_a_view_of_a_view_has_its_columns() -> None:
    views = "  甲: {from: 乙, order: [翻倍]}\n  乙: {from: 进度, compute: {翻倍: {formula: 总投资 * 2}}}\n"
    book = fill(views=views, on="2023H2")
    assert rows(book, "甲", "项目编号", "翻倍", "本期.状态", "社区.户数")[0] == (
        "P3", number("79"), "在建", number("50"),
    )  # fmt: skip


def test_a_column_of_a_parent_may_be_named_shortly_when_only_one_bears_the_name() -> None:
    assert ask("求和(资金.金额, 户数 == 100)").value == number("160.50")
    assert ask('求和(资金.金额, 社区.户数 == 100 and 任务 == "管网")').value == number("100")


def test_the_key_of_a_parent_is_the_key_that_points_to_it() -> None:
    assert ask('计数(资金, 社区编号 == "C2")').value == number("1")


def test_a_short_name_that_two_columns_bear_is_refused_with_both() -> None:
    assert refusal('计数(进度, 状态 == "在建")') == "“状态”可以指“本期.状态”、“上期.状态”，请写全"
    assert refusal("求和(进度.完成投资)") == "“完成投资”可以指“本期.完成投资”、“上期.完成投资”，请写全"


@pytest.mark.parametrize(
    ("view", "answer"),
    {
        "{from: 项日}": "没有“项日”，是否指“项目”？",
        "{from: 甲}": "没有“甲”",
        "{from: 项目, where: 任务 = 3}": "算法写法有误",
        "{from: 项目, where: 任物 == '管网'}": "没有“任物”，是否指“任务”？",
        "{from: 项目, where: 总投资 > '100'}": "“100.00”和“100”不是同一种值，不能比较",
        "{from: 项目, where: 计划完工 > 100}": "“2023-05-31”和“100”不是同一种值，不能比较",
        "{from: 项目, where: '总投资 in [\"100\"]'}": "“100.00”和“100”不是同一种值，不能比较",
        "{from: 项目, where: 任务 in 任务}": "in 后面应写成“[甲, 乙]”",
        "{from: 项目, where: 任务}": "“任务”不是条件",
        "{from: 项目, where: '[任务] == 1'}": "行的算法中不能使用“[任务]”",
        "{from: 项目, where: 总投资}": "“总投资”不是条件",
        "{from: 项目, where: 求和(总投资) > 1}": "行的算法中没有函数“求和”，可用的有：最大、最小、比率、单位名称",
        "{from: 项目, where: 最大() > 1}": "最大的项数不对",
        "{from: 项目, where: '比率(总投资) > 1'}": "比率的项数不对",
        "{from: 项目, where: 任务 + 1 > 2}": "加减乘除只能用于数字，不能用于“管网”",
        "{from: 项目, where: '比率(任务, 2) > 1'}": "比率只能用于数字，不能用于“管网”",
        "{from: 项目, where: '最大(任务, 2) > 1'}": "“管网”和“2”不是同一种值，不能比较",
        "{from: 项目, where: -任务 > 1}": "负号只能用于数字，不能用于“管网”",
        "{from: 项目, order: [总投次]}": "排序：没有“总投次”，是否指“总投资”？",
        "{from: 项目, period: 本期}": "“项目”没有截至日期或活动日期，不能按报告期取",
        "{from: 项目, compute: {翻倍: {formula: 总投次 * 2}}}": "翻倍：没有“总投次”，是否指“总投资”？",
        "{from: 项目, compute: {总投资: {formula: '1'}}}": "总投资：名称“总投资”已是另一列或另一个连接的名称",
        "{from: 项目, compute: {社区: {formula: '1'}}}": "社区：名称“社区”已是另一列或另一个连接的名称",
        "{from: 项目, join: {社区: {table: 进展, period: 本期}}}": "名称“社区”已是另一列或另一个连接的名称",
        "{from: 项目, join: {任务: {table: 进展, period: 本期}}}": "名称“任务”已是另一列或另一个连接的名称",
        "{from: 进度, join: {本期: {table: 进展, period: 上期}}}": "名称“本期”已是另一列或另一个连接的名称",
        "{from: 项目, join: {本期: {table: 进占, period: 本期}}}": "没有“进占”，是否指“进展”？",
        "{from: 社区, join: {本期: {table: 进展, period: 本期}}}": "表“进展”没有指向“社区”的外键，不能连接",
        "{from: 项目, join: {钱: {table: 资金, period: 本期}}}": (
            "表“资金”的一行由项目编号、来源确定，一个“项目编号”可能有几行，不能连接"
        ),
        "{from: 社区, join: {站: {table: 设施, period: 本期}}}": (
            "表“设施”的一行由社区编号、类型确定，一个“社区编号”可能有几行，不能连接"
        ),
        "{from: 社区, join: {会: {table: 协商, period: 本期}}}": (
            "表“协商”的一行由协商编号确定，一个“社区编号”可能有几行，不能连接"
        ),
    }.items(),
)
def test_a_view_that_makes_no_sense_says_why(view: str, answer: str) -> None:
    assert refusal("1", views=f"  甲: {view}\n").removeprefix("“甲”：").startswith(answer)


@pytest.mark.parametrize("condition", ["任物 == '管网'", "任务 in 任务", "求和(总投资) > 1", "任务"])
def test_a_slip_is_told_even_where_there_are_no_rows(condition: str) -> None:
    nothing = dataset(社区="C1,一社区,01,1")
    assert refusal("1", views=f'  甲:\n    from: 项目\n    where: "{condition}"\n', tables=nothing)


def test_a_fact_of_a_row_knows_unit_decimals_and_key() -> None:
    book = fill(views="  甲: {from: 项目, compute: {半: {formula: 总投资 / 2, unit: 户, places: 1}}}\n")
    money, half = fact(book.views["甲"][0], "总投资"), fact(book.views["甲"][0], "半")
    assert (money.title, money.unit, money.places, money.formula) == ("项目.总投资（P1）", "万元", 2, "")
    assert (half.title, half.unit, half.places, half.formula) == ("甲.半（P1）", "户", 1, "总投资 / 2")


def test_rows_of_a_table_with_a_key_of_parts_are_told_apart() -> None:
    book = fill(views="  甲: {from: 资金}\n")
    assert [fact(row, "金额").key for row in book.views["甲"]] == ["P1·中央", "P1·居民", "P2·地方", "P3·中央"]


def test_an_empty_table_gives_an_empty_view() -> None:
    views = "  甲: {from: 进度, where: 本期.状态 == '在建', order: [总投资]}\n"
    assert fill(views=views, unit=WEST, tables=dataset()).views["甲"] == ()
