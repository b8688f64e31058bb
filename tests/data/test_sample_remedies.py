"""The sample's gaps and what closes them: every item below the standard has its answer, and no other item has one."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

Row = dict[str, str]

TABLES = Path(__file__).parents[2] / "data" / "chaoyang"
DAY_OF_THE_SURVEY = "2022-12-28"
SOFT_WORDS = ("已建成", "已完工", "已启用")


def read(table: str) -> list[Row]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def remedies() -> list[Row]:
    return read("remedies")


@pytest.fixture(scope="module")
def projects() -> dict[str, Row]:
    return {row["项目编号"]: row for row in read("projects")}


def test_the_items_that_have_an_answer_are_those_below_the_standard_at_the_survey(remedies: list[Row]) -> None:
    below = {
        (row["社区编号"], row["条目序号"])
        for row in read("assessments")
        if row["时点"] == "摸底" and row["结论"] == "未达标"
    }
    assert {(row["社区编号"], row["条目序号"]) for row in remedies} == below


def test_the_answers_of_an_item_are_numbered_and_promise_the_same(remedies: list[Row]) -> None:
    items: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in remedies:
        items[row["社区编号"], row["条目序号"]].append(row)
    for rows in items.values():
        assert [row["次序"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
        assert len({row["预期"] for row in rows}) == 1, rows


def test_a_project_answers_for_its_own_community_and_under_its_own_owner(
    remedies: list[Row], projects: dict[str, Row]
) -> None:
    for row in remedies:
        if row["项目编号"]:
            assert projects[row["项目编号"]]["社区编号"] == row["社区编号"], row
            assert projects[row["项目编号"]]["责任单位"] == row["责任单位"], row
            assert projects[row["项目编号"]]["计划完工日期"] > DAY_OF_THE_SURVEY, row
        else:
            assert row["措施"], row


def test_no_answer_knows_more_than_the_day_of_the_survey(remedies: list[Row]) -> None:
    assert not [row for row in remedies if any(word in row["措施"] for word in SOFT_WORDS)]


def test_what_the_pilot_only_eases_is_still_below_the_standard_at_its_evaluation(remedies: list[Row]) -> None:
    after = {
        (row["社区编号"], row["条目序号"]): row["结论"] for row in read("assessments") if row["时点"] == "评估"
    }
    for row in remedies:
        if row["预期"] == "缓解":
            assert after[row["社区编号"], row["条目序号"]] == "未达标", row


def test_answers_stand_in_the_order_of_the_notice(remedies: list[Row]) -> None:
    counties = [row["社区编号"] for row in read("communities")]
    for before, after in pairwise(remedies):
        assert counties.index(before["社区编号"]) <= counties.index(after["社区编号"])
        if before["社区编号"] == after["社区编号"]:
            assert int(before["条目序号"]) <= int(after["条目序号"])
