"""Everything across tables and time at once: told once, at the lowest unit, and the same as book by book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from builders.core.diagnostics import Diagnostic
from builders.core.errors import DataError
from builders.facts.across import check_across
from builders.facts.book import fill_book
from builders.facts.contradictions import contradictions
from builders.facts.evaluation import Accounts
from builders.model.fact import CellRef, Fact
from builders.model.notice import Level, Notice, Phase, Unit
from builders.model.quota import AT_LEAST, AT_MOST, EXACTLY, Quota, QuotaPart
from builders.model.table import Dataset
from builders.sources.rules import parse_rules
from tests.facts.asking import RULES_FILE, VIEWS, data
from tests.pilot import notice, period

CITY = Unit("00", "全市", "全市", "city")
EAST = Unit("01", "东县", "东方自治县", "county", "00")
WEST = Unit("02", "西区", "西区", "county", "00")
VILLAGE = Unit("03", "南县", "南县", "county", "00")


def region(*units: Unit, phases: Sequence[Phase] = (), quotas: Sequence[Quota] = ()) -> Notice:
    levels = (Level("county", "县", "district"), Level("city", "市", "city"))
    return replace(
        notice(), units=units or (CITY, EAST, WEST), levels=levels, phases=tuple(phases), quotas=tuple(quotas)
    )


def accounts(assertions: str, facts: str = "", more: str = "", where: Notice | None = None, **tables: str) -> Accounts:
    text = f"views:{VIEWS}\n" + (f"facts:\n{facts}\n" if facts else "")
    text += (f"assertions:\n{assertions}\n" if assertions else "") + more
    return Accounts(data(**tables), where or region(), parse_rules(text, RULES_FILE))


def told(found: Accounts, code: str = "F004") -> list[str]:
    return [str(problem) for problem in check_across(found) if problem.code == code]


# contradictions


def test_what_holds_everywhere_is_not_told() -> None:
    assert told(accounts("  - {name: 甲, formula: 计数(项目) > 0}")) == []


def test_a_contradiction_is_told_of_the_county_and_not_of_the_city() -> None:
    rule = "  - {name: 甲, formula: 求和(资金.金额) == 求和(项目.总投资), by: 项目编号}"
    found = told(accounts(rule, 资金="P1,中央,71"))
    assert [problem.split("] ")[1].split("，")[0] for problem in found] == [
        f"东县项目编号{key}：甲" for key in ("P1", "P2", "P3")
    ] + ["西区项目编号P4：甲"]


def test_a_contradiction_of_the_city_alone_is_told_of_the_city() -> None:
    [problem] = told(accounts("  - {name: 甲, formula: 计数(项目) < 4}"))
    assert "全市：甲，不成立（前者为4，后者为4）" in problem


def test_what_time_does_not_matter_to_is_told_once_and_names_no_period() -> None:
    found = told(accounts("  - {name: 甲, formula: 求和(项目.总投资) < 500, by: 任务}"))
    assert [problem.split("] ")[1].split("，")[0] for problem in found] == ["西区任务道路：甲"]


def test_what_a_period_contradicts_is_told_of_that_period() -> None:
    [problem] = told(accounts("  - {name: 甲, each: 进度, where: 有值(本期.状态), formula: 本期.完成投资 < 200}"))
    assert problem.startswith("data/pilot/progress.csv 第9行 C列“完成投资”: [F004] 西区2023年下半年P4：甲，不成立")


def test_a_row_is_told_at_the_cells_that_its_formula_reads() -> None:
    rule = '  - {name: 甲, each: 进度, formula: \'蕴含(本期.状态 == "已完工", 本期.完成投资 == 总投资 + 1)\'}'
    [problem] = told(accounts(rule))
    assert "请核对：data/pilot/progress.csv 第3行 D列“状态”=“已完工”；data/pilot/progress.csv 第3行 C列" in problem


def test_only_rows_that_are_meant_are_looked_at() -> None:
    rule = "  - {name: 甲, each: 进度, where: %s, formula: 总投资 < 100}"
    assert len(told(accounts(rule % "有值(总投资)"))) == 2
    assert len(told(accounts(rule % '任务 == "道路"'))) == 1


def test_rules_that_make_no_sense_are_told_with_the_rest_and_once() -> None:
    rules = "  - {name: 甲, formula: 计数(项木) > 0}\n  - {name: 乙, each: 项木, formula: 1 > 0}\n"
    rules += "  - {name: 丙, formula: 1 > 2}"
    found = [problem.code for problem in check_across(accounts(rules)) if problem.code != "F011"]
    assert found == ["F003", "F003", "F004", "F004"]


def test_the_units_below_are_looked_at_through_the_unit() -> None:
    found = told(accounts("  - {name: 甲, formula: 各数 > 1, by: 单位}", "  各数: {formula: 计数(项目), by: 单位}"))
    assert len(found) == 1
    assert "全市单位西区：甲，不成立（前者为1，后者为1）" in found[0]


ANY = [
    "  - {name: 甲, formula: 增量(求和(进度.本期.完成投资)) >= 100}",
    "  - {name: 甲, formula: 求和(进度.本期.完成投资) <= 求和(项目.总投资) / 3, by: 项目编号}",
    '  - {name: 甲, each: 进度, formula: \'当且仅当(本期.状态 == "在建", 本期.完成投资 > 9.75)\'}',
    "  - {name: 甲, formula: 求和(协商.人次) > 50, by: 社区编号}",
    "  - {name: 甲, formula: 去重(项目.任务) == 计数(项目)}",
    "  - {name: 甲, formula: 最大(站.截至日期) > 期末}",
]


@pytest.mark.parametrize("rule", ANY)
def test_whoever_has_a_book_that_cannot_be_filled_is_in_what_is_told(rule: str) -> None:
    """The books are the judge: each that fails is told, for itself or for a unit in it, and no other is."""
    found = accounts(rule)
    problems = contradictions(found)
    failing: set[tuple[str, str]] = set()
    for unit in found.notice.units:
        for each in found.of(unit).periods:
            try:
                fill_book(found, unit, each)
            except DataError:
                failing.add((unit.name, each.label))
    named = {name for name, _ in failing}
    lowest = {name for name in named if name != CITY.name} or named
    assert failing
    assert {unit.name for unit in found.notice.units if _names(problems, unit)} >= lowest
    assert not [unit for unit in found.notice.units if _names(problems, unit) and unit.name not in named]


def _names(problems: Sequence[Diagnostic], unit: Unit) -> bool:
    return any(problem.message.startswith(unit.name) for problem in problems)


# quotas


def quota(*parts: str, total: str = "10", bound: str = AT_LEAST, times: int = 1, reason: str = "") -> Quota:
    cell = CellRef("data/pilot/notice.yaml", 7, "", "生活圈", total)
    made = tuple(QuotaPart(code, Decimal(value), times, cell) for code, value in (part.split("=") for part in parts))
    return Quota("生活圈", Decimal(total), "个", bound, "二（三）", "到2025年不少于10个", made, cell, reason)


def quotas(*declared: Quota) -> list[Diagnostic]:
    return [problem for problem in check_across(accounts("", where=region(quotas=declared))) if problem.code == "F008"]


def test_three_districts_with_three_each_do_not_make_ten() -> None:
    [problem] = quotas(quota("01=3", "02=3", "其他=3"))
    assert str(problem) == (
        "data/pilot/notice.yaml 第7行: [F008] 通知二（三）：“生活圈”各部分合计9个，不够总数10个"
        "（东县3个、西区3个、其他3个）"
        "（值：“到2025年不少于10个”） → 请核对通知原文；原文就是这样的，请用 reason 写明按哪个数执行"
    )
    assert problem.severity == "error"


def test_three_a_year_in_three_years_do_not_either() -> None:
    [problem] = quotas(quota("每年=3", times=3))
    assert "各部分合计9个，不够总数10个（每年3个×3）" in problem.message


def test_a_contradiction_that_is_known_is_only_warned_of() -> None:
    [problem] = quotas(quota("01=3", reason="按10个执行"))
    assert (problem.severity, problem.cure) == ("warning", "已说明：按10个执行")


@pytest.mark.parametrize(
    ("bound", "value", "holds"),
    [(AT_LEAST, "10", True), (AT_LEAST, "11", True), (EXACTLY, "11", False), (AT_MOST, "11", False),
     (AT_MOST, "9", True)],
)  # fmt: skip
def test_a_total_binds_as_it_says(bound: str, value: str, holds: bool) -> None:
    assert (quotas(quota(f"01={value}", bound=bound)) == []) is holds


# days


def test_days_outside_the_phases_are_told_by_their_role() -> None:
    phases = [Phase("全部", date(2023, 4, 1), date(2023, 11, 29))]
    found = told(accounts("", where=region(phases=phases)), "F014")
    places = [problem.split(":")[0] for problem in found]
    assert places[:2] == ["data/pilot/facilities.csv 第3行 C列“截至日期”", "data/pilot/meetings.csv 第2行 C列“日期”"]
    assert sum("早于试点开始（试点期为2023-04-01至2023-11-29）" in problem for problem in found) == 2
    assert sum("晚于试点结束" in problem for problem in found) == 5


def test_a_notice_without_phases_minds_no_day() -> None:
    assert told(accounts(""), "F014") == []


# presence


ALL = (CITY, EAST, WEST, VILLAGE)


def test_a_unit_without_rows_is_told_table_by_table_and_period_by_period() -> None:
    found = told(accounts("", where=region(*ALL)), "F011")
    assert found[0].startswith("data/pilot/communities.csv: [F011] “社区”表缺少1个单位的数据：南县 → 请补上")
    assert [problem.split("] ")[1].split(" →")[0] for problem in found if "progress" in problem] == [
        "2023年上半年“进展”表缺少1个单位的数据：南县",
        "2023年下半年“进展”表缺少1个单位的数据：南县",
    ]
    assert [problem.split("] ")[1].split(" →")[0] for problem in told(accounts(""), "F011")] == [
        "2023年下半年“设施”表缺少1个单位的数据：西区"
    ]


def test_it_stops_nothing() -> None:
    assert {problem.severity for problem in check_across(accounts("", where=region(*ALL)))} == {"warning"}


def test_a_reason_excuses_it_for_a_table_and_perhaps_a_period() -> None:
    one = "absent:\n  - {unit: 西区, table: 设施, period: 2023H2, reason: 没有新的}\n"
    always = "absent:\n  - {unit: '02', table: facilities, reason: 没有新的}\n"
    assert check_across(accounts("", more=one)) == check_across(accounts("", more=always)) == []


def test_an_excuse_for_what_is_there_is_told() -> None:
    more = "absent:\n  - {unit: 东县, table: 设施, reason: 没有}\n"
    assert "[F013] “设施”表并不缺东县的数据（值：“没有”）" in told(accounts("", more=more), "F013")[0]


def test_an_excuse_for_nobody_is_told() -> None:
    more = "absent:\n  - {unit: 东具, table: 设旋, reason: 没有}\n"
    found = told(accounts("", more=more), "F012")
    assert [problem.split("] ")[1].split("（")[0] for problem in found] == [
        "absent 里的单位：没有“东具”，是否指“东县”？",
        "absent 里的表：没有“设旋”，是否指“设施”？",
    ]


def test_the_sums_of_a_city_say_whom_they_miss() -> None:
    found = accounts("", "  数: {formula: 计数(项目)}")
    book = fill_book(found, CITY, period("2023H2"))
    missing = book.facts["缺数单位"]
    assert isinstance(missing, Fact)
    assert (missing.value, book.missing) == ("西区", (WEST,))
    for unit, on in ((CITY, "2023H1"), (EAST, "2023H2")):
        other = fill_book(found, unit, period(on))
        assert "缺数单位" not in other.facts
        assert other.missing == ()
        assert ("缺数单位" in other.absent) is (unit is CITY)  # so that a template of the city may ask for it


def test_tables_of_no_unit_need_none() -> None:
    assert isinstance(data(), Dataset)
    assert told(accounts("", 社区="", 项目="", 进展="", 资金="", 设施="", 协商=""), "F011") == []


def test_what_rows_of_a_missing_unit_lack_contradicts_nothing_in_the_city() -> None:
    rule = "  - {name: 甲, formula: 计数(进度.本期.状态) == 计数(项目), by: 项目编号}"
    first = [f"{key},2023-05-31,1,在建" for key in ("P1", "P2", "P3", "P4")]
    rows = "\n".join([*first, "P1,2023-11-30,100,已完工"])
    found = accounts(rule, 进展=rows)
    assert fill_book(found, CITY, period("2023H1")).missing == ()
    with pytest.raises(DataError) as caught:
        fill_book(found, CITY, period("2023H2"))
    assert [problem.message.split("：")[0] for problem in caught.value.diagnostics] == [
        "全市2023年下半年项目编号P2", "全市2023年下半年项目编号P3",
    ]  # fmt: skip
    assert [problem.split("] ")[1].split("：")[0] for problem in told(found)] == [
        "东县2023年下半年项目编号P2", "东县2023年下半年项目编号P3",
    ]  # fmt: skip
