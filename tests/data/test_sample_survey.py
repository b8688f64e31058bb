"""The sample's survey and evaluation: the twenty items, spaces, rosters and answers agree with facilities and works."""

from __future__ import annotations

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

Row = dict[str, str]

TABLES = Path(__file__).parents[2] / "data" / "chaoyang"
COUNTIES = ("211381", "211382", "211321", "211322", "211324", "211302", "211303")
MOMENTS = ("摸底", "评估")
FIRST_DAY, LAST_DAY = "2023-05-31", "2024-05-31"
ITEMS = range(1, 21)
AREAS = {1: "社区综合服务站", 2: "幼儿园", 3: "托儿所", 5: "社区卫生服务站"}
"""The items that are measured by the area of a facility."""
CARE = 4
"""The item that asks whether there is a 老年服务站."""
BEGUN_BEFORE = {("211302", 5), ("211303", 5)}
"""Facilities that were built or enlarged between the survey and the first day of the ledger."""
GROUND, GREEN, PARKING = 14, 15, 10
AS_SPACE = {GROUND: ("公共活动场地", "面积"), GREEN: ("公共绿地", "面积"), PARKING: ("停车泊位", "数量")}
NEW = "211303"
END_OF_PILOT = "2024-10-31"


def read(table: str) -> list[Row]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def county(row: Row) -> str:
    return next(iter(row.values()))[:6]


@pytest.fixture(scope="module")
def standard() -> dict[int, Row]:
    return {int(row["序号"]): row for row in read("standard_items")}


@pytest.fixture(scope="module")
def assessments() -> dict[tuple[str, int, str], Row]:
    return {(county(row), int(row["条目序号"]), row["时点"]): row for row in read("assessments")}


@pytest.mark.parametrize("table", ["assessments", "neighbourhoods", "spaces", "satisfaction", "policies"])
def test_tables_are_plain_utf8_in_the_order_of_the_notice(table: str) -> None:
    raw = (TABLES / f"{table}.csv").read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    order = [COUNTIES.index(county(row)) for row in read(table)]
    assert order == sorted(order)
    assert set(order) == set(range(len(COUNTIES)))


def test_the_standard_has_six_targets_and_twenty_items_each_with_its_basis(standard: dict[int, Row]) -> None:
    assert list(standard) == list(ITEMS)
    assert len({row["目标"] for row in standard.values()}) == 6
    assert all("建科规〔2020〕7号" in row["依据"] for row in standard.values())


def test_only_the_figure_that_a_public_source_confirms_counts_as_confirmed(standard: dict[int, Row]) -> None:
    assert {number for number, row in standard.items() if row["可信度"] != "待核"} == {GROUND}
    assert standard[GROUND]["既有社区标准值"] == "150"


def test_the_areas_that_the_notice_itself_demands_are_not_among_the_standard_s(standard: dict[int, Row]) -> None:
    columns = ("既有社区标准值", "新建社区标准值", "每百户标准值")
    assert {"30", "60", "400"}.isdisjoint(row[column] for row in standard.values() for column in columns)
    assert standard[1]["既有社区标准值"] == "800"


def test_every_community_is_held_against_every_item_twice(assessments: dict[tuple[str, int, str], Row]) -> None:
    assert set(assessments) == {(code, item, moment) for code in COUNTIES for item in ITEMS for moment in MOMENTS}


def test_verdicts_follow_from_the_numbers(assessments: dict[tuple[str, int, str], Row]) -> None:
    for row in assessments.values():
        if row["结论"] == "不适用":
            assert not row["现状值"], row
            continue
        enough = Decimal(row["应有值"]) if row["应有值"] else Decimal("0.1")
        assert row["结论"] == ("达标" if Decimal(row["现状值"]) >= enough else "未达标"), row


def test_what_is_short_or_measured_by_another_value_is_explained(
    assessments: dict[tuple[str, int, str], Row], standard: dict[int, Row]
) -> None:
    for (code, item, _), row in assessments.items():
        demanded = standard[item]["新建社区标准值" if code == NEW else "既有社区标准值"]
        assert row["说明"] or (row["结论"] == "达标" and row["应有值"] == demanded) or item == PARKING, row


def test_nothing_gets_worse_without_a_word(assessments: dict[tuple[str, int, str], Row]) -> None:
    for code in COUNTIES:
        for item in ITEMS:
            before, after = (assessments[code, item, moment] for moment in MOMENTS)
            assert before["应有值"] == after["应有值"], after
            if before["现状值"] and Decimal(after["现状值"]) < Decimal(before["现状值"]):
                assert after["说明"], after


def test_areas_are_those_of_the_facilities_on_their_first_and_last_day(
    assessments: dict[tuple[str, int, str], Row]
) -> None:
    facilities = {(county(row), row["设施类型"], row["截至日期"]): row for row in read("facilities")}
    for code in COUNTIES:
        for item, kind in AREAS.items():
            before, after = facilities[code, kind, FIRST_DAY], facilities[code, kind, LAST_DAY]
            assert assessments[code, item, "评估"]["现状值"] == after["建筑面积"], (code, kind)
            unchanged = assessments[code, item, "摸底"]["现状值"] == before["建筑面积"]
            assert unchanged is ((code, item) not in BEGUN_BEFORE), (code, kind)
        ready = facilities[code, "老年服务站", LAST_DAY]["配建状态"] == "已建成"
        assert (assessments[code, CARE, "评估"]["结论"] == "达标") is ready, code


def test_spaces_have_the_areas_and_numbers_of_their_items(assessments: dict[tuple[str, int, str], Row]) -> None:
    spaces = {(county(row), row["空间类型"], row["时点"]): row for row in read("spaces")}
    assert len(spaces) == len(COUNTIES) * 6 * len(MOMENTS)
    for (code, item, moment), row in assessments.items():
        if item in AS_SPACE:
            kind, column = AS_SPACE[item]
            assert spaces[code, kind, moment][column] == row["现状值"], row


def test_parking_of_unfinished_works_is_not_counted(assessments: dict[tuple[str, int, str], Row]) -> None:
    last = {row["项目编号"]: row["状态"] for row in read("progress") if row["截至日期"] == LAST_DAY}
    building = [row for row in read("projects") if "停车泊位" in row["建设规模"]]
    assert building
    for project in building:
        before, after = (assessments[county(project), PARKING, moment]["现状值"] for moment in MOMENTS)
        assert (before < after) is (last[project["项目编号"]] == "已完工"), project


def test_counties_differ_in_what_they_lack(assessments: dict[tuple[str, int, str], Row]) -> None:
    for moment in MOMENTS:
        verdicts = {tuple(assessments[code, item, moment]["结论"] for item in ITEMS) for code in COUNTIES}
        assert len(verdicts) == len(COUNTIES)


def test_some_item_does_not_apply_and_one_county_lacks_nothing_at_the_end(
    assessments: dict[tuple[str, int, str], Row]
) -> None:
    assert {code for (code, _, _), row in assessments.items() if row["结论"] == "不适用"} == {"211324"}
    lacking = {code for (code, _, moment), row in assessments.items() if moment == "评估" and row["结论"] == "未达标"}
    assert set(COUNTIES) - lacking == {NEW}


def test_the_roster_names_every_community_once_the_pilot_among_them() -> None:
    roster = read("neighbourhoods")
    pilots = {row["社区名称"]: row["户数"] for row in read("communities")}
    for code in COUNTIES:
        mine = [row for row in roster if row["县区代码"] == code]
        assert 8 <= len(mine) <= 14, code
        assert len({row["社区名称"] for row in mine}) == len(mine), code
        assert all("示例" in row["社区名称"] for row in mine), code
        assert [pilots[row["社区名称"]] for row in mine if row["社区名称"] in pilots] == [mine[0]["户数"]], code
        assert mine[0]["摸底状态"] == "已完成", code


def test_coverage_is_complete_in_some_counties_and_lacks_one_or_several_in_others() -> None:
    missing = {code: 0 for code in COUNTIES}
    for row in read("neighbourhoods"):
        missing[row["县区代码"]] += row["摸底状态"] == "未完成"
    assert set(missing.values()) == {0, 1, 2}


def test_answers_add_up_to_the_sample() -> None:
    samples: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in read("satisfaction"):
        assert int(row["满意"]) + int(row["基本满意"]) + int(row["不满意"]) == int(row["有效样本"]), row
        samples[county(row), row["时点"]].add(row["有效样本"])
    assert set(samples) == {(code, moment) for code in COUNTIES for moment in MOMENTS}
    assert all(len(found) == 1 for found in samples.values())


def test_residents_are_more_content_than_before() -> None:
    shares = {
        (county(row), row["题目"], row["时点"]): Decimal(int(row["满意"]) + int(row["基本满意"])) / int(row["有效样本"])
        for row in read("satisfaction")
    }
    for (code, question, moment), share in shares.items():
        assert moment == "评估" or share < shares[code, question, "评估"], (code, question)


def test_policies_are_issued_by_the_end_of_the_pilot_or_planned_after_it() -> None:
    policies = read("policies")
    assert len({row["名称"] for row in policies}) == len(policies)
    for row in policies:
        assert (row["日期"] <= END_OF_PILOT) is (row["状态"] == "已印发"), row
    for code in COUNTIES:
        assert {row["状态"] for row in policies if row["县区代码"] == code} == {"已印发", "拟印发"}, code
