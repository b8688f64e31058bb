"""The declared rules over the sample: a contradiction stops documents; a city's figures are those of its counties."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from builders.core.errors import DataError
from builders.engine.programme import Programme, load_programme
from builders.model.fact import Fact
from builders.model.factbook import FactBook
from builders.model.notice import Unit
from builders.model.period import ONE_OCCASION
from builders.model.table import Dataset
from builders.sources.tables import parse_table
from builders.sources.workspace import Workspace
from tests.pilot import period

ROOT = Path(__file__).parents[2]
CITY, COUNTY = "朝阳市", "朝阳县"
LAST = "2024H1"
ADDED = (
    "试点社区数", "社区户数", "社区人口", "项目总数", "完工项目数", "在建项目数", "未开工项目数", "逾期项目数",
    "计划总投资", "累计完成投资", "本期完成投资", "累计到位资金", "资金合计", "名册社区数", "已摸底社区数",
    "未摸底社区数", "摸底达标条目数", "摸底未达标条目数", "评估达标条目数", "评估未达标条目数", "节点总数",
    "应完成节点数", "逾期节点数", "按期完工项目数", "延期完工项目数", "摸底有效样本数", "评估有效样本数", "制度总数",
    "应报件数", "按时报送件数", "逾期报送件数", "未报送件数", "新增公共绿地面积", "综合服务站面积缺口",
    "摸底综合服务站面积缺口",
)  # fmt: skip


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme(Workspace(ROOT), "chaoyang")


def unit(programme: Programme, name: str) -> Unit:
    return next(unit for unit in programme.notice.units if unit.name == name)


def spoiled(programme: Programme, table: str, old: str, new: str) -> Programme:
    """Return the programme with one place of a table changed."""
    kept = programme.dataset.table(table)
    assert kept is not None
    text = (ROOT / kept.file).read_text(encoding="utf-8")
    changed, times = re.subn(old, new, text)
    assert times == 1, old
    read, problems = parse_table(changed, kept.file, kept.schema)
    assert read is not None
    assert not problems
    tables = tuple(read if each is kept else each for each in programme.dataset.tables)
    return replace(programme, dataset=Dataset(tables), _books={})


def number(book: FactBook, name: str) -> Decimal:
    fact = book.facts[name]
    assert isinstance(fact, Fact), name
    assert isinstance(fact.value, Decimal), name
    return fact.value


def test_a_contradiction_stops_the_documents_of_the_county_and_of_the_city(programme: Programme) -> None:
    name = "未达标的条目都有说明"
    broken = spoiled(programme, "assessments", r"(211321-C01,3,摸底,0,200,未达标,).*", r"\1")
    for who in (COUNTY, CITY):
        with pytest.raises(DataError) as refusal:
            broken.book(unit(broken, who), period(LAST))
        assert [name in problem.message for problem in refusal.value.diagnostics] == [True]


@pytest.mark.parametrize("on", ["2023H1", "2023H2", LAST])
def test_the_city_s_figures_are_the_sums_of_the_counties(programme: Programme, on: str) -> None:
    city = programme.book(unit(programme, CITY), period(on))
    counties = [programme.book(each, period(on)) for each in programme.notice.units if each.level == "county"]
    assert {name: number(city, name) for name in ADDED} == {
        name: sum(number(county, name) for county in counties) for name in ADDED
    }


def test_the_city_s_columns_are_the_counties_own_figures_in_their_order(programme: Programme) -> None:
    city = programme.book(unit(programme, CITY), period(LAST))
    counties = [each for each in programme.notice.units if each.level == "county"]
    for rule in programme.rules.facts:
        if rule.by == "单位" and rule.formula in {each.name for each in programme.rules.facts}:
            column = city.facts[rule.name]
            assert not isinstance(column, Fact)
            own = {each.name: number(programme.book(each, period(LAST)), rule.formula) for each in counties}
            assert [(name, fact.value) for name, fact in column.items()] == list(own.items()), rule.name


def test_who_is_behind_is_below_the_city_or_late(programme: Programme) -> None:
    city = programme.book(unit(programme, CITY), period("2023H2"))
    behind, late = city.facts["各单位进度滞后"], city.facts["各单位逾期项目数"]
    rates, whole = city.facts["各单位投资完成率"], number(city, "投资完成率")
    assert not isinstance(behind, Fact) and not isinstance(late, Fact) and not isinstance(rates, Fact)
    expected = {
        name: "是" if fact.value < whole or late[name].value > Decimal(0) else "否"  # type: ignore[operator]
        for name, fact in rates.items()
    }
    assert {name: fact.value for name, fact in behind.items()} == expected


def test_a_milestone_counts_only_from_the_cut_off_after_it_on(programme: Programme) -> None:
    county = unit(programme, COUNTY)
    done = [int(number(programme.book(county, period(on)), "已完成节点数")) for on in ("2023H1", "2023H2", LAST)]
    assert done == sorted(set(done))
    days = programme.book(county, period("2023H1")).facts["各项目实际竣工日期"]
    assert days == {}


def test_a_document_of_one_occasion_takes_the_latest_state(programme: Programme) -> None:
    for name in (CITY, COUNTY, "喀左县示例社区"):
        once = programme.book(unit(programme, name), ONE_OCCASION)
        last = programme.book(unit(programme, name), period(LAST))
        for fact in ("累计完成投资", "完工项目数", "评估达标条目数", "逾期节点数"):
            assert number(once, fact) == number(last, fact), (name, fact)
