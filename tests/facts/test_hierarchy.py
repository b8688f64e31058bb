"""Units in units: a city's facts come from the rows of all its counties, and each county's number is its own book's."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders.core.errors import UsageError
from builders.facts.book import fill_book
from builders.facts.evaluation import Accounts
from builders.model.fact import Fact
from builders.model.factbook import FactBook
from builders.model.notice import Notice, Unit
from builders.model.table import Dataset
from builders.sources.rules import parse_rules
from tests.facts.asking import ROWS, VIEWS, cell, number
from tests.pilot import EAST, SCHEMAS, WEST, notice, period, schema, table

CITY = Unit("00", "全市", "全市", "city")
TOWN = Unit("C1", "一社区", "一社区", "community", "01")
SPENT = "求和(进度.本期.完成投资)"


def family() -> Notice:
    return replace(notice(), units=(CITY, replace(WEST, parent="00"), replace(EAST, parent="00"), TOWN))


def tables(**rows: str) -> Dataset:
    own = "name: community, title: 社区编号, type: string"
    schemas = {**SCHEMAS, "社区": SCHEMAS["社区"].replace(own, f"{own}, role: unit")}
    return Dataset(tuple(table(schema(text), {**ROWS, **rows}[title]) for title, text in schemas.items()))


def book(facts: str, unit: Unit, on: str = "2023H2", views: str = "", assertions: str = "", **rows: str) -> FactBook:
    text = f"views:{VIEWS}{views}\nfacts:\n{facts}"
    text += f"\nassertions:\n{assertions}" if assertions else ""
    return fill_book(Accounts(tables(**rows), family(), parse_rules(text, "facts.yaml")), unit, period(on))


def value(found: FactBook, name: str) -> object:
    entry = found.facts[name]
    return entry.value if isinstance(entry, Fact) else {key: fact.value for key, fact in entry.items()}


@pytest.mark.parametrize(("unit", "money"), [(CITY, "700"), (EAST, "200"), (WEST, "500"), (TOWN, "160.5")])
def test_a_row_belongs_to_its_unit_and_to_all_units_above(unit: Unit, money: str) -> None:
    assert value(book("  投资: {formula: 求和(项目.总投资)}", unit), "投资") == number(money)


def test_a_fact_by_unit_has_a_member_for_each_unit_directly_below_in_the_order_of_the_notice() -> None:
    facts = "  投资: {formula: 求和(项目.总投资)}\n  各投资: {formula: 投资, by: 单位}"
    entry = book(facts, CITY).facts["各投资"]
    assert not isinstance(entry, Fact)
    assert [(key, fact.value) for key, fact in entry.items()] == [("西区", number("500")), ("东县", number("200"))]
    assert value(book(facts, EAST), "各投资") == {"一社区": number("160.50")}
    assert value(book(facts, TOWN), "各投资") == {}


@pytest.mark.parametrize("on", ["2023H1", "2023H2"])
@pytest.mark.parametrize("formula", [SPENT, f"增量({SPENT})", "计数(进度, 本期.状态 == \"在建\")", "计数(大项目)"])
def test_a_member_is_what_the_unit_s_own_book_says(formula: str, on: str) -> None:
    views = "  大项目: {from: 项目, where: 总投资 > 平均}\n"
    facts = f"  平均: {{formula: 求和(项目.总投资) / 计数(项目)}}\n  甲: {{formula: '{formula}'}}\n"
    facts += f"  各甲: {{formula: 甲, by: 单位}}\n  直接: {{formula: '{formula}', by: 单位}}"
    city = book(facts, CITY, on, views)
    own = {unit.name: value(book(facts, unit, on, views), "甲") for unit in (WEST, EAST)}
    assert value(city, "各甲") == value(city, "直接") == own


def test_a_unit_that_starts_later_counts_from_nothing_though_the_city_has_an_earlier_period() -> None:
    late = "P1,2023-05-31,40,在建\nP1,2023-11-30,100,在建\nP4,2023-11-30,222,在建"
    facts = f"  累计: {{formula: {SPENT}}}\n  本期: {{formula: 增量(累计)}}\n  各本期: {{formula: 本期, by: 单位}}"
    assert value(book(facts, CITY, 进展=late, 设施=""), "各本期") == {"西区": number("222"), "东县": number("60")}


def test_the_sum_of_the_members_is_the_city_s_own_number() -> None:
    facts = f"  累计: {{formula: {SPENT}}}\n  各累计: {{formula: 累计, by: 单位}}"
    found = book(facts, CITY)
    members = value(found, "各累计")
    assert isinstance(members, dict)
    assert sum(members.values()) == value(found, "累计")


def test_shares_of_the_units_are_of_the_whole_city_and_add_up() -> None:
    facts = "  投资: {formula: 求和(项目.总投资)}\n"
    facts += "  占比: {formula: '比率(投资, 总(投资))', by: 单位, places: 1, shares: true}"
    assert value(book(facts, CITY), "占比") == {"西区": number("71.4"), "东县": number("28.6")}


def test_a_rank_counts_who_has_more_and_equal_ones_stand_equal() -> None:
    facts = "  投资: {formula: 求和(项目.总投资)}\n  名: {formula: 名次(投资), by: 单位, places: 0}\n"
    facts += "  任务名: {formula: 名次(投资), by: 任务, places: 0}"
    assert value(book(facts, CITY), "名") == {"西区": 1, "东县": 2}
    assert value(book(facts, CITY), "任务名") == {"管网": 2, "养老": 3, "道路": 1}
    even = ROWS["项目"].replace("500", "200")
    assert value(book(facts, CITY, 项目=even), "名") == {"西区": 1, "东县": 1}


def test_a_rank_outside_a_group_is_refused() -> None:
    with pytest.raises(UsageError) as caught:
        book("  名: {formula: 名次(计数(项目))}", CITY)
    assert "名次只能用在分组的数据里" in caught.value.diagnostics[0].message


def test_an_assertion_by_unit_is_held_against_each_unit() -> None:
    assertions = "  - {name: 有两个社区, formula: 计数(社区) == 2, by: 单位}"
    with pytest.raises(Exception, match="对不上") as caught:
        book("  数: {formula: 计数(社区)}", CITY, assertions=assertions)
    assert "全市2023年下半年单位西区：有两个社区，不成立" in str(caught.value.diagnostics[0])  # type: ignore[attr-defined]


def test_a_row_can_say_the_name_of_a_unit() -> None:
    views = "  名单: {from: 社区, compute: {县: {formula: 单位名称(县区代码)}, 无: {formula: 单位名称(社区名称)}}}\n"
    found = book("  数: {formula: '计数(名单, 县 == \"西区\")'}", CITY, views=views)
    assert [cell(row, "县") for row in found.views["名单"]] == ["东县", "东县", "西区"]
    assert [cell(row, "无") for row in found.views["名单"]] == [None, None, None]
    assert value(found, "数") == 1


def test_a_single_occasion_has_all_periods_as_members() -> None:
    facts = f"  累计: {{formula: {SPENT}}}\n  各期: {{formula: 增量(累计), by: 期}}"
    assert value(book(facts, EAST, "once"), "各期") == {"2023年上半年": number("40"), "2023年下半年": number("100")}
