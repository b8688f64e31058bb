"""Lineage: every value knows the cells that it came from, all of them and no others."""

from __future__ import annotations

from builders.model.fact import CellRef, Fact
from builders.model.table import Dataset
from tests.facts.asking import ROWS, ask, data, fact, fill, number
from tests.pilot import EAST, SCHEMAS, schema, table, threshold

PROJECTS, PROGRESS, MEETINGS = (f"data/pilot/{name}.csv" for name in ("projects", "progress", "meetings"))


def places(found: Fact) -> list[str]:
    """Return file and cell of the sources: projects!D2."""
    return [f"{cell.file.split('/')[-1][:-4]}!{cell.letter}{cell.line}" for cell in found.sources]


def test_a_sum_comes_from_the_cells_of_its_rows() -> None:
    assert places(ask("求和(项目.总投资)")) == ["projects!D2", "projects!D3", "projects!D4"]
    assert places(ask('求和(项目.总投资, 任务 == "管网")')) == ["projects!D2", "projects!D4"]


def test_a_cell_is_quoted_as_it_stands_in_the_file() -> None:
    assert ask('求和(项目.总投资, 任务 == "养老")').sources == (CellRef(PROJECTS, 3, "D", "总投资", "60.50"),)


def test_an_empty_cell_is_no_source() -> None:
    assert places(ask("求和(项目.总投资)", tables=data(项目="P1,C1,管网,1,\nP2,C1,养老,,\nP3,C2,管网,3,"))) == [
        "projects!D2",
        "projects!D4",
    ]


def test_a_sum_of_nothing_comes_from_nothing() -> None:
    assert ask('求和(项目.总投资, 任务 == "绿化")').sources == ()


def test_a_count_of_rows_comes_from_their_keys() -> None:
    assert places(ask('计数(项目, 任务 == "管网")')) == ["projects!A2", "projects!A4"]


def test_a_count_of_a_column_comes_from_its_cells() -> None:
    assert places(ask("计数(项目.任务)")) == ["projects!C2", "projects!C3", "projects!C4"]
    assert places(ask("去重(项目.任务)")) == ["projects!C2", "projects!C3", "projects!C4"]


def test_a_parent_s_column_comes_from_the_parent_s_cell_each_once() -> None:
    assert places(ask("求和(资金.社区.户数)")) == ["communities!D2", "communities!D3"]


def test_a_joined_column_comes_from_the_joined_table() -> None:
    assert places(ask("求和(进度.本期.完成投资)", on="2023H2")) == ["progress!C3", "progress!C5", "progress!C7"]


def test_an_extreme_of_a_column_comes_from_the_cells_that_hold_it() -> None:
    tables = data(项目="P1,C1,管网,7,\nP2,C1,养老,9,\nP3,C2,管网,9,")
    assert places(ask("最大(项目.总投资)", tables=tables)) == ["projects!D3", "projects!D4"]
    assert places(ask("最小(项目.总投资)", tables=tables)) == ["projects!D2"]


def test_an_extreme_of_values_comes_from_all_of_them() -> None:
    assert places(ask("最大(计数(社区), 求和(项目.总投资, 任务 == '养老'))")) == [
        "communities!A2", "communities!A3", "projects!D3",
    ]  # fmt: skip


def test_a_ratio_comes_from_the_cells_of_both_each_once() -> None:
    assert places(ask("比率(求和(项目.总投资, 任务 == '管网'), 求和(项目.总投资))")) == [
        "projects!D2", "projects!D4", "projects!D3",
    ]  # fmt: skip


def test_so_do_arithmetic_comparison_and_conditions_joined() -> None:
    for formula in ("计数(社区) + 求和(项目.总投资, 任务 == '养老')", "计数(社区) > 求和(项目.总投资, 任务 == '养老')",
                    "计数(社区) > 1 and not 求和(项目.总投资, 任务 == '养老') > 1",
                    "计数(社区) in [1, 求和(项目.总投资, 任务 == '养老')]"):  # fmt: skip
        assert places(ask(formula)) == ["communities!A2", "communities!A3", "projects!D3"], formula


def test_an_increase_comes_from_both_periods() -> None:
    assert places(ask("增量(求和(进度.本期.完成投资))", on="2023H2")) == [
        "progress!C3", "progress!C5", "progress!C7", "progress!C2", "progress!C4", "progress!C6",
    ]  # fmt: skip
    assert places(ask("增量(求和(进度.本期.完成投资))", on="2023H1")) == ["progress!C2", "progress!C4", "progress!C6"]


def test_a_value_of_the_period_before_comes_from_that_period() -> None:
    assert places(ask("上期(求和(进度.本期.完成投资))", on="2023H2")) == ["progress!C2", "progress!C4", "progress!C6"]


def test_a_fact_that_names_another_comes_from_its_cells() -> None:
    facts = "  总额: {formula: 求和(项目.总投资)}\n"
    assert ask("总额 * 2", facts).sources == ask("求和(项目.总投资)").sources


def test_a_demand_comes_from_the_notice() -> None:
    demand = threshold("每百户面积", "30")
    found = ask("每百户面积", thresholds=(demand,))
    assert found.sources == (CellRef("data/pilot/notice.yaml", 9, "", "每百户面积", "30"),)


def test_a_demand_is_a_fact_with_its_clause() -> None:
    found = fill(thresholds=(threshold("每百户面积", "30"),)).facts["每百户面积"]
    assert found == Fact(
        "每百户面积", number("30"), "平方米", "通知三（一）：不低于30平方米", 0,
        sources=(CellRef("data/pilot/notice.yaml", 9, "", "每百户面积", "30"),),
    )  # fmt: skip


def test_a_number_or_day_of_the_formula_comes_from_nothing() -> None:
    assert ask("1 + 2").sources == ()
    assert ask("期末").sources == ()


COMPUTED = """
  面积: {from: 站, compute: {应有: {formula: 社区.户数 * 标准 / 100}, 缺口: {formula: '最大(应有 - 面积, 0)'}}}
"""


def test_a_computed_column_comes_from_all_that_it_reads() -> None:
    book = fill(views=COMPUTED, thresholds=(threshold("标准", "400"),))
    row = book.views["面积"][0]
    assert fact(row, "应有").value == number("400")
    assert [str(cell) for cell in fact(row, "应有").sources] == [
        "data/pilot/communities.csv 第2行 D列“户数”=“100”",
        "data/pilot/notice.yaml 第9行 “标准”=“400”",
    ]
    assert places(fact(row, "缺口")) == ["communities!D2", "notice.!9", "facilities!D2"]


def test_a_sum_of_a_computed_column_comes_from_what_its_rows_read() -> None:
    found = ask("求和(面积.缺口)", views=COMPUTED, thresholds=(threshold("标准", "400"),))
    assert found.value == number("20")
    assert places(found) == ["communities!D2", "notice.!9", "facilities!D2", "communities!D3", "facilities!D4"]


def test_a_condition_s_own_cells_are_no_sources() -> None:
    assert places(ask("求和(项目.总投资, 社区.户数 == 50)")) == ["projects!D4"]


SOURCES = """
    name: sources
    title: 来源
    primaryKey: [source]
    fields:
      - {name: source, title: 来源编号, type: string}
      - {name: citation, title: 引注, type: string, role: citation}
"""
FIGURES = """
    name: figures
    title: 数字
    primaryKey: [community, indicator]
    foreignKeys: [{fields: source, reference: {resource: sources, fields: source}}]
    fields:
      - {name: community, title: 单位, type: string, role: unit}
      - {name: indicator, title: 指标, type: string}
      - {name: value, title: 数值, type: number, places: 2}
      - {name: source, title: 来源编号, type: string}
"""


def public() -> Dataset:
    sources = table(schema(SOURCES), "S1,《日报》\nS2,《公报》")
    figures = table(schema(FIGURES), "01,楼,76,S2\n01,户,3009,S1\n01,车位,5,\n02,楼,9,S1")
    return Dataset((*(table(schema(text)) for text in SCHEMAS.values()), sources, figures))


def test_a_public_figure_cites_its_source() -> None:
    views = "  公开: {from: 数字}\n"
    found = ask("取值(公开.数值, 指标 == '楼')", views=views, tables=public())
    assert found.sources == (CellRef("data/pilot/figures.csv", 2, "C", "数值", "76", "《公报》"),)


def test_a_sum_of_public_figures_cites_all_their_sources() -> None:
    found = ask("求和(公开.数值)", views="  公开: {from: 数字}\n", tables=public())
    assert [cell.citation for cell in found.sources] == ["《公报》", "《日报》", ""]


def test_rows_of_a_view_cite_their_sources_too() -> None:
    rows = fill(views="  公开: {from: 数字}\n", tables=public()).views["公开"]
    assert [fact(row, "数值").sources[0].citation for row in rows] == ["《公报》", "《日报》", ""]
    assert [row["来源"] is None for row in rows] == [False, False, True]


def test_a_county_s_own_data_cites_nothing() -> None:
    assert {cell.citation for cell in ask("求和(项目.总投资)").sources} == {""}


def test_lines_are_those_of_the_file_whatever_the_order_of_rows() -> None:
    backwards = "\n".join(reversed(ROWS["项目"].strip().splitlines()))
    found = ask("求和(项目.总投资)", tables=data(项目=backwards), unit=EAST)
    assert places(found) == ["projects!D3", "projects!D4", "projects!D5"]
    assert [cell.text for cell in found.sources] == ["39.50", "60.50", "100.00"]
