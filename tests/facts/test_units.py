"""Units: each one's facts come from its own rows, however many communities it has, even when it has none."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.model.fact import Fact
from builders.model.factbook import FactBook
from builders.model.notice import Unit
from tests.facts.asking import ROWS, absence, ask, data, fill, number, rows
from tests.pilot import EAST, WEST, dataset

FACTS = """
  投资: {formula: 求和(项目.总投资), unit: 万元}
  累计: {formula: 求和(进度.本期.完成投资)}
  本期: {formula: 增量(累计)}
  户数: {formula: 求和(社区.户数)}
  人次: {formula: 求和(协商.人次)}
  面积: {formula: 求和(站.面积)}
  各投资: {formula: 投资, by: 任务}
  各来源: {formula: '比率(求和(资金.金额), 总(求和(资金.金额)))', by: 来源, places: 1, shares: true}
"""
LONER = Unit("03", "南县", "南县", "county")


def values(book: FactBook) -> dict[str, object]:
    """Return the values of the facts, groups as mappings."""
    return {
        name: entry.value if isinstance(entry, Fact) else {key: fact.value for key, fact in entry.items()}
        for name, entry in book.facts.items()
    }


def test_two_communities_of_a_county_count_together() -> None:
    assert values(fill(FACTS, on="2023H2")) == {
        "投资": number("200.00"), "累计": number("140.00"), "本期": number("100.00"), "户数": number("150"),
        "人次": number("30"), "面积": number("410.5"),
        "各投资": {"管网": number("139.50"), "养老": number("60.50"), "道路": number("0")},
        "各来源": {"中央": number("54.8"), "地方": number("30.2"), "居民": number("15.0")},
    }  # fmt: skip


def test_another_county_has_its_own() -> None:
    found = values(fill(FACTS, on="2023H2", unit=WEST))
    assert (found["投资"], found["累计"], found["户数"]) == (number("500"), number("222"), number("70"))
    assert found["各来源"] == {"中央": 0, "地方": 100, "居民": 0}


@pytest.mark.parametrize("unit", [EAST, WEST])
def test_every_source_is_a_row_of_the_unit(unit: Unit) -> None:
    book = fill(FACTS, on="2023H2", unit=unit)
    lines = {"communities": {2, 3}, "projects": {2, 3, 4}, "progress": set(range(2, 8)), "funds": set(range(2, 6)),
             "facilities": {2, 3, 4}, "meetings": {2, 3, 4}}  # fmt: skip
    facts = [fact for entry in book.facts.values() for fact in ([entry] if isinstance(entry, Fact) else entry.values())]
    assert facts
    for cell in (cell for fact in facts for cell in fact.sources):
        assert (cell.line in lines[cell.file.split("/")[-1][:-4]]) == (unit is EAST), cell


def test_a_county_without_rows_counts_nothing_and_fails_nowhere() -> None:
    book = fill(FACTS, on="2023H2", unit=LONER)
    assert all(rows_ == () for rows_ in book.views.values())
    assert values(book)["投资"] == 0
    assert values(book)["各投资"] == {"管网": 0, "养老": 0, "道路": 0}
    assert values(book)["各来源"] == {}
    assert absence("比率(计数(项目), 计数(项目))", unit=LONER) == "分母为零"
    assert absence("最大(项目.总投资)", unit=LONER) == "没有数据"


@pytest.mark.parametrize("title", list(ROWS))
def test_a_county_without_rows_in_one_table_fails_nowhere(title: str) -> None:
    book = fill(FACTS, on="2023H2", tables=data(**{title: ""}))
    assert set(book.facts) | set(book.absent) == {line.split(":")[0].strip() for line in FACTS.strip().splitlines()}


def test_no_table_has_rows() -> None:
    assert values(fill(FACTS, tables=dataset()))["投资"] == 0


def test_rows_of_other_counties_change_nothing() -> None:
    alone = {
        title: "\n".join(line for line in text.split("\n") if not {"C3", "P4"} & set(line.strip().split(",")))
        for title, text in ROWS.items()
    }
    for on in ("2023H1", "2023H2"):
        with_others, without = fill(FACTS, on=on), fill(FACTS, on=on, tables=dataset(**alone))
        assert values(with_others) == values(without)
        assert list(with_others.absent) == list(without.absent)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10**6))
def test_the_order_of_rows_changes_no_value(seed: int) -> None:
    shuffled = {}
    for title, text in ROWS.items():
        lines = text.strip().split("\n")
        random.Random(seed).shuffle(lines)
        shuffled[title] = "\n".join(lines)
    book = fill(FACTS, on="2023H2", tables=dataset(**shuffled))
    assert values(book) == values(fill(FACTS, on="2023H2"))
    assert rows(book, "进度", "项目编号", "本期.状态") == rows(fill(on="2023H2"), "进度", "项目编号", "本期.状态")


def test_a_county_named_like_another_s_code_gets_only_its_own() -> None:
    assert ask("计数(项目)", unit=Unit("1", "东县", "东县", "county")).value == 0
