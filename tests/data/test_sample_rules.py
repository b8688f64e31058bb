"""The declared rules over the sample: contradictions are told, and the city's figures are the counties' together."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from builders.core.errors import DataError
from builders.engine.programme import Programme, load_programme
from builders.facts.assertions import failures
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
SPOILED = {
    "对标结论与现状值、应有值一致": ("assessments", r"(211321-C01,2,摸底,2210,2200,)达标,", r"\1未达标,写错"),
    "按有无判断的条目，结论与现状值一致": ("assessments", r"(211321-C01,16,评估,)1(,,达标,)", r"\g<1>0\2"),
    "应有值不同于标准值的都有说明": ("assessments", r"(211321-C01,14,评估,)120,150,未达标,.*", r"\g<1>520,500,达标,"),
    "未达标的条目都有说明": ("assessments", r"(211321-C01,3,摸底,0,200,未达标,).*", r"\1"),
    "评估不低于摸底，低的有说明": ("assessments", r"(211321-C01,5,评估,)125", r"\g<1>122"),
    "摸底和评估的条目相同": ("assessments", r"211321-C01,5,评估,.*\n", ""),
    "满意、基本满意、不满意之和等于有效样本": ("satisfaction", r"(211321-C01,便民服务设施,摸底,)186", r"\g<1>187"),
    "开工、竣工验收的计划日期与项目表一致": ("milestones", r"(211321-P01,开工,)2023-06-15", r"\g<1>2023-06-14"),
    "竣工验收以后才算完工": ("milestones", r"(211321-P03,竣工验收,[0-9-]+,).*", r"\1"),
    "有开工日期的才算开工": ("milestones", r"(211321-P05,开工,[0-9-]+,).*", r"\1"),
    "手续办结不晚于开工": ("milestones", r"(211321-P05,前期手续,[0-9-]+,).*", r"\g<1>2024-01-15"),
    "开工不晚于主体完工": ("milestones", r"(211321-P01,主体完工,[0-9-]+,).*", r"\g<1>2023-05-15"),
    "主体完工不晚于竣工验收": ("milestones", r"(211321-P01,主体完工,[0-9-]+,).*", r"\g<1>2024-05-15"),
    "竣工验收不晚于投入使用": ("milestones", r"(211321-P01,投入使用,[0-9-]+,).*", r"\g<1>2024-03-01"),
    "每个短板都有对策，对策都对应短板": ("remedies", r"211321-C01,20,1,.*\n", ""),
    "一个短板不会既补齐又缓解": ("remedies", r"(211321-C01,18,1,)缓解", r"\g<1>补齐"),
    "承接短板的项目属于同一社区，责任单位一致": ("remedies", r"(211321-C01,19,1,补齐,211321-)P07", r"\g<1>P06"),
    "没有项目的对策都写明措施": ("remedies", r"(211321-C01,13,1,缓解,,)[^,]+", r"\1"),
}  # fmt: skip
NOT_SPOILED = {
    "各来源资金之和等于总投资", "累计完成投资不少于上期末", "累计到位资金不少于上期末", "累计完成投资不超过总投资",
    "完工、在建、未开工项目数之和等于项目总数", "按时、逾期、未报之和等于应报",
}  # fmt: skip
"""Assertions that older tests hold, or that no table can break while the views are as they are."""


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


@pytest.mark.parametrize("name", SPOILED)
def test_a_contradiction_in_the_tables_is_told_by_its_own_assertion(programme: Programme, name: str) -> None:
    rule = next(rule for rule in programme.rules.assertions if rule.name == name)
    broken = spoiled(programme, *SPOILED[name])
    assert not failures(programme.accounts.of(unit(programme, COUNTY)), rule, period(LAST))
    assert failures(broken.accounts.of(unit(broken, COUNTY)), rule, period(LAST))


def test_a_contradiction_stops_the_documents_of_the_county_and_of_the_city(programme: Programme) -> None:
    name = "未达标的条目都有说明"
    broken = spoiled(programme, *SPOILED[name])
    for who in (COUNTY, CITY):
        with pytest.raises(DataError) as refusal:
            broken.book(unit(broken, who), period(LAST))
        assert [name in problem.message for problem in refusal.value.diagnostics] == [True]


def test_every_assertion_is_spoiled_here_or_held_elsewhere(programme: Programme) -> None:
    assert {rule.name for rule in programme.rules.assertions} == set(SPOILED) | NOT_SPOILED


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
