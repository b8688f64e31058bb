"""The sample tables of chaoyang behave as real ones: sums agree, progress never falls, state and money say the same."""

from __future__ import annotations

import csv
from collections import defaultdict
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

Row = dict[str, str]

TABLES = Path(__file__).parents[2] / "data" / "chaoyang"
CUT_OFFS = ("2023-05-31", "2023-11-30", "2024-05-31")
COUNTIES = {
    "211381": "北票市",
    "211382": "凌源市",
    "211321": "朝阳县",
    "211322": "建平县",
    "211324": "喀左县",
    "211302": "双塔区",
    "211303": "龙城区",
}
TASKS = {"完善社区服务设施", "打造宜居生活环境", "推进智能化服务", "健全社区治理机制"}
METHODS = {"新建", "补建", "购置", "置换", "租赁", "改造"}
FACILITIES = {"社区综合服务站", "幼儿园", "托儿所", "老年服务站", "社区卫生服务站"}
STATES = ("未配建", "在建", "已建成")
# Final accounts come in a little below the estimate: a finished project has spent at least this share of it.
SETTLED = Decimal("0.96")


def read(table: str) -> list[Row]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def county(row: Row) -> str:
    return (row.get("项目编号") or row["社区编号"])[:6]


@pytest.fixture(scope="module")
def communities() -> list[Row]:
    return read("communities")


@pytest.fixture(scope="module")
def facilities() -> list[Row]:
    return read("facilities")


@pytest.fixture(scope="module")
def projects() -> dict[str, Row]:
    return {row["项目编号"]: row for row in read("projects")}


@pytest.fixture(scope="module")
def histories() -> dict[str, list[Row]]:
    """The progress of each project, oldest first."""
    found: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(read("progress"), key=lambda row: row["截至日期"]):
        found[row["项目编号"]].append(row)
    return found


@pytest.mark.parametrize("table", ["communities", "facilities", "projects", "funds", "progress", "consultations"])
def test_tables_are_plain_utf8_in_the_order_of_the_notice(table: str) -> None:
    raw = (TABLES / f"{table}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    order = [list(COUNTIES).index(county(row)) for row in read(table)]
    assert order == sorted(order)
    assert set(order) == set(range(len(COUNTIES)))


def test_each_county_has_one_community_with_a_placeholder_name(communities: list[Row]) -> None:
    assert [(row["社区编号"], row["社区名称"]) for row in communities] == [
        (f"{code}-C01", f"{name}示例社区") for code, name in COUNTIES.items()
    ]
    assert {row["所属街道"] for row in communities} == {"示例街道"}


def test_people_of_a_community_fit_its_households(communities: list[Row]) -> None:
    for row in communities:
        households, people = int(row["户数"]), int(row["人口"])
        assert Decimal("2.1") <= Decimal(people) / households <= Decimal("2.9"), row
        assert int(row["六十岁以上人口"]) + int(row["十四岁以下人口"]) < people, row


def test_floor_and_per_household_rule_each_bind_somewhere(communities: list[Row]) -> None:
    by_household = {int(row["户数"]) * 30 > 400 * 100 for row in communities}
    assert by_household == {True, False}


def test_rows_point_at_what_exists(communities: list[Row], projects: dict[str, Row]) -> None:
    known = {row["社区编号"] for row in communities}
    for table in ("facilities", "projects", "consultations"):
        assert {row["社区编号"] for row in read(table)} == known
    for table in ("funds", "progress"):
        assert {row["项目编号"] for row in read(table)} == set(projects)


def test_each_county_has_eight_to_twenty_projects_over_all_tasks(projects: dict[str, Row]) -> None:
    for code in COUNTIES:
        mine = [row for row in projects.values() if county(row) == code]
        assert 8 <= len(mine) <= 20, code
        assert {row["任务"] for row in mine} == TASKS, code
        assert len({row["项目名称"] for row in mine}) == len(mine), code


def test_every_building_method_is_used(projects: dict[str, Row]) -> None:
    assert {row["建设方式"] for row in projects.values()} == METHODS


def test_counties_differ_in_number_and_money(projects: dict[str, Row]) -> None:
    mine = {code: [row for row in projects.values() if county(row) == code] for code in COUNTIES}
    assert len({len(rows) for rows in mine.values()}) == len(COUNTIES)
    assert len({sum(Decimal(row["总投资"]) for row in rows) for rows in mine.values()}) == len(COUNTIES)
    assert len({row["建设内容"] for row in projects.values()}) == len(projects)


def test_projects_start_before_they_finish(projects: dict[str, Row]) -> None:
    for row in projects.values():
        assert date.fromisoformat(row["计划开工日期"]) < date.fromisoformat(row["计划完工日期"]), row


def test_money_by_source_adds_up_to_the_investment(projects: dict[str, Row]) -> None:
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for row in read("funds"):
        assert Decimal(row["金额"]) > 0, row
        totals[row["项目编号"]] += Decimal(row["金额"])
    assert totals == {key: Decimal(row["总投资"]) for key, row in projects.items()}


def test_every_project_has_one_row_at_each_date(histories: dict[str, list[Row]]) -> None:
    for key, rows in histories.items():
        assert tuple(row["截至日期"] for row in rows) == CUT_OFFS, key


@pytest.mark.parametrize("column", ["形象进度", "完成投资", "到位资金"])
def test_progress_spent_and_received_never_fall(histories: dict[str, list[Row]], column: str) -> None:
    for rows in histories.values():
        for before, after in pairwise(rows):
            assert Decimal(before[column]) <= Decimal(after[column]), after


def test_state_percent_and_money_say_the_same(histories: dict[str, list[Row]]) -> None:
    for rows in histories.values():
        for row in rows:
            percent, spent = int(row["形象进度"]), Decimal(row["完成投资"])
            assert 0 <= percent <= 100, row
            assert row["状态"] == {0: "未开工", 100: "已完工"}.get(percent, "在建"), row
            assert (spent == 0) == (percent == 0), row


def test_money_stays_within_the_investment(projects: dict[str, Row], histories: dict[str, list[Row]]) -> None:
    for key, rows in histories.items():
        investment = Decimal(projects[key]["总投资"])
        for row in rows:
            assert Decimal(row["完成投资"]) <= investment, row
            assert Decimal(row["到位资金"]) <= investment, row
            assert row["状态"] != "已完工" or Decimal(row["完成投资"]) >= investment * SETTLED, row


def test_no_project_starts_before_its_day(projects: dict[str, Row], histories: dict[str, list[Row]]) -> None:
    for key, rows in histories.items():
        for row in rows:
            assert row["截至日期"] >= projects[key]["计划开工日期"] or row["状态"] == "未开工", row


def test_finished_projects_are_none_few_and_all(histories: dict[str, list[Row]]) -> None:
    # Templates and prose lean on these: a sentence for none, for one, for many, and for everything done.
    done = {code: [0, 0, 0] for code in COUNTIES}
    for key, rows in histories.items():
        for at, row in enumerate(rows):
            done[key[:6]][at] += row["状态"] == "已完工"
    everything = {code: sum(key[:6] == code for key in histories) for code in COUNTIES}
    assert [name for code, name in COUNTIES.items() if done[code][0] == 0] == ["朝阳县"]
    assert [name for code, name in COUNTIES.items() if done[code][0] == 1] == ["凌源市"]
    assert [name for code, name in COUNTIES.items() if done[code][0] == done[code][1]] == ["建平县"]
    assert [name for code, name in COUNTIES.items() if done[code][2] == everything[code]] == ["龙城区"]


def test_every_county_is_late_once_and_only_longcheng_is_not_at_the_end(
    projects: dict[str, Row], histories: dict[str, list[Row]]
) -> None:
    late = {
        (key[:6], row["截至日期"])
        for key, rows in histories.items()
        for row in rows
        if row["状态"] != "已完工" and projects[key]["计划完工日期"] <= row["截至日期"]
    }
    assert {code for code, _ in late} == set(COUNTIES)
    assert [name for code, name in COUNTIES.items() if (code, CUT_OFFS[-1]) not in late] == ["龙城区"]


def test_every_facility_is_known_at_each_date(facilities: list[Row]) -> None:
    expected = {(f"{code}-C01", kind, day) for code in COUNTIES for kind in FACILITIES for day in CUT_OFFS}
    found = [(row["社区编号"], row["设施类型"], row["截至日期"]) for row in facilities]
    assert len(found) == len(expected)
    assert set(found) == expected


def test_area_of_a_facility_fits_its_state(facilities: list[Row]) -> None:
    for row in facilities:
        area, activity = Decimal(row["建筑面积"]), Decimal(row["居民活动面积"])
        assert activity <= area, row
        assert row["配建状态"] != "未配建" or area == 0, row
        assert row["配建状态"] != "已建成" or area > 0, row


def test_facilities_only_get_better(facilities: list[Row]) -> None:
    ordered = sorted(facilities, key=lambda row: (row["社区编号"], row["设施类型"], row["截至日期"]))
    for before, after in pairwise(ordered):
        if (before["社区编号"], before["设施类型"]) == (after["社区编号"], after["设施类型"]):
            assert STATES.index(before["配建状态"]) <= STATES.index(after["配建状态"]), after
            assert Decimal(before["建筑面积"]) <= Decimal(after["建筑面积"]), after


def test_consultations_lie_between_the_start_of_a_half_year_and_its_cut_off() -> None:
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for row in read("consultations"):
        cut_off = next(day for day in CUT_OFFS if row["日期"] <= day)
        first = f"{cut_off[:4]}-{'01' if cut_off[5:7] == '05' else '07'}-01"
        assert row["日期"] >= first, row
        assert int(row["采纳意见"]) <= int(row["收集意见"]), row
        assert int(row["参加人次"]) > 0, row
        counts[county(row), cut_off] += 1
    assert set(counts) == {(code, day) for code in COUNTIES for day in CUT_OFFS}
    assert all(2 <= number <= 6 for number in counts.values())
