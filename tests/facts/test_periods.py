"""Periods: which ones a unit has data for, where its data starts, and what a gap does."""

from __future__ import annotations

from builders.facts.book import periods_with_data
from builders.facts.evaluation import Accounts
from builders.model.fact import Fact
from builders.model.rules import FactRules
from builders.model.table import Dataset
from tests.facts.asking import absence, ask, data, fill, number, rows
from tests.pilot import EAST, WEST, dataset, notice

GAP = """
    P1,2022-11-30,10,在建
    P1,2023-11-30,40,在建
    P4,2023-05-31,7,在建"""
SPENT = "求和(进度.本期.完成投资)"


def accounts(tables: Dataset) -> Accounts:
    return Accounts(tables, notice(), FactRules(""))


def test_a_unit_has_the_periods_of_its_states_oldest_first() -> None:
    assert [period.id for period in periods_with_data(accounts(data()), EAST)] == ["2023H1", "2023H2"]
    mixed = data(进展="P1,2024-03-31,1,在建\nP2,2022-12-31,1,在建\nP1,2023-07-01,1,在建", 设施="")
    assert [period.id for period in periods_with_data(accounts(mixed), EAST)] == ["2022H2", "2023H2", "2024H1"]


def test_states_of_other_units_do_not_count() -> None:
    tables = data(进展=GAP, 设施="")
    assert [period.id for period in periods_with_data(accounts(tables), EAST)] == ["2022H2", "2023H2"]
    assert [period.id for period in periods_with_data(accounts(tables), WEST)] == ["2023H1"]


def test_events_alone_make_no_period() -> None:
    assert periods_with_data(accounts(data(进展="", 设施="")), EAST) == ()


def test_a_unit_without_rows_has_no_periods() -> None:
    assert periods_with_data(accounts(dataset()), EAST) == ()


def test_where_the_data_starts_nothing_is_before() -> None:
    tables = data(进展=GAP, 设施="")
    assert ask(f"增量({SPENT})", on="2022H2", tables=tables).value == number("10")
    assert absence(f"上期({SPENT})", on="2022H2", tables=tables) == "没有上一报告期的数据"


def test_after_a_gap_what_was_before_is_unknown() -> None:
    tables = data(进展=GAP, 设施="")
    assert absence(f"上期({SPENT})", on="2023H2", tables=tables) == "没有2023年上半年的数据"
    assert absence(f"增量({SPENT})", on="2023H2", tables=tables) == "没有2023年上半年的数据"


def test_a_period_behind_a_gap_is_left_out_of_a_group() -> None:
    facts = f"  累计: {{formula: {SPENT}}}\n  各: {{formula: 增量(累计), by: 期}}\n  共: {{formula: 累计, by: 期}}\n"
    book = fill(facts, on="2023H2", tables=data(进展=GAP, 设施=""))
    increases, totals = book.facts["各"], book.facts["共"]
    assert not isinstance(increases, Fact)
    assert not isinstance(totals, Fact)
    assert {key: fact.value for key, fact in increases.items()} == {"2022年下半年": number("10")}
    assert list(totals) == ["2022年下半年", "2023年下半年"]


def test_in_a_gap_counts_are_nothing_and_nothing_fails() -> None:
    book = fill(f"  累计: {{formula: {SPENT}}}\n", on="2023H1", tables=data(进展=GAP, 设施=""))
    assert rows(book, "进度", "项目编号", "本期")[0] == ("P1", None)
    assert ask(SPENT, on="2023H1", tables=data(进展=GAP, 设施="")).value == 0


def test_the_first_and_last_day_of_a_half_year_belong_to_it() -> None:
    edge = data(进展="P1,2023-06-30,1,在建\nP2,2023-07-01,2,在建\nP3,2023-12-31,4,在建\nP1,2024-01-01,8,在建")
    assert ask(SPENT, on="2023H1", tables=edge).value == number("1")
    assert ask(SPENT, on="2023H2", tables=edge).value == number("6")
    assert ask(SPENT, on="2024H1", tables=edge).value == number("8")


def test_a_single_document_sees_all_rows_and_has_nothing_before() -> None:
    assert ask("计数(协商)", on="once").value == number("3")
    assert absence("上期(计数(协商))", on="once") == "没有上一报告期的数据"
    assert rows(fill(on="once"), "进度", "项目编号", "本期.状态", "上期") == [
        ("P1", "已完工", None), ("P2", "在建", None), ("P3", "在建", None),
    ]  # fmt: skip


def test_a_single_occasion_has_no_next_period_to_fall_due_in() -> None:
    views = "  下期完工: {from: 项目, where: 计划完工 >= 下期初 and 计划完工 <= 下期末}\n"
    assert ask("计数(下期完工)", views=views, on="2023H1").value == 1
    assert ask("计数(下期完工)", views=views, on="once").value == 0
    book = fill("  日: {formula: 下期末}", on="once")
    assert book.absent == {"日": "一次性的文件没有下一报告期"}
