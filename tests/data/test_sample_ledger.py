"""The sample's ledger and register: milestones follow plan and progress, pieces come in round by round."""

from __future__ import annotations

import csv
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

import pytest

Row = dict[str, str]

ROOT = Path(__file__).parents[2]
TABLES = ROOT / "data" / "chaoyang"
STEPS = ("前期手续", "开工", "主体完工", "竣工验收", "投入使用")
CUT_OFFS = ("2023-05-31", "2023-11-30", "2024-05-31")
ROUNDS = {"2023年上半年": "2023-06-10", "2023年下半年": "2023-12-10", "2024年上半年": "2024-06-10"}
PIECES = ("半年总结报告", "典型案例")
COUNTIES = {
    "211381": "北票市",
    "211382": "凌源市",
    "211321": "朝阳县",
    "211322": "建平县",
    "211324": "喀左县",
    "211302": "双塔区",
    "211303": "龙城区",
}
FOLDERS = {"2023年上半年": "2023H1", "2023年下半年": "2023H2", "2024年上半年": "2024H1"}


def read(table: str) -> list[Row]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@pytest.fixture(scope="module")
def projects() -> dict[str, Row]:
    return {row["项目编号"]: row for row in read("projects")}


@pytest.fixture(scope="module")
def milestones() -> dict[str, dict[str, Row]]:
    """The milestones of each project by name."""
    found: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in read("milestones"):
        found[row["项目编号"]][row["节点"]] = row
    return found


def test_every_project_has_its_five_milestones(
    projects: dict[str, Row], milestones: dict[str, dict[str, Row]]
) -> None:
    assert list(milestones) == list(projects)
    assert all(tuple(steps) == STEPS for steps in milestones.values())


def test_plans_are_those_of_the_projects_and_in_order(
    projects: dict[str, Row], milestones: dict[str, dict[str, Row]]
) -> None:
    for key, steps in milestones.items():
        assert steps["开工"]["计划日期"] == projects[key]["计划开工日期"], key
        assert steps["竣工验收"]["计划日期"] == projects[key]["计划完工日期"], key
        planned = [row["计划日期"] for row in steps.values()]
        assert planned == sorted(planned), key


def test_what_is_done_is_done_in_order_and_by_the_last_cut_off(milestones: dict[str, dict[str, Row]]) -> None:
    for key, steps in milestones.items():
        days = [row["实际日期"] for row in steps.values()]
        done = [day for day in days if day]
        assert days == done + [""] * (len(days) - len(done)), key
        assert done == sorted(done), key
        assert all(day <= CUT_OFFS[-1] for day in done), key


def test_milestones_and_progress_say_the_same_at_every_cut_off(milestones: dict[str, dict[str, Row]]) -> None:
    for row in read("progress"):
        steps = milestones[row["项目编号"]]
        days = (steps[step]["实际日期"] for step in ("开工", "竣工验收"))
        begun, finished = (bool(day) and day <= row["截至日期"] for day in days)
        assert (begun, finished) == (row["状态"] != "未开工", row["状态"] == "已完工"), row


def test_every_county_has_finished_works_in_time_and_late(
    milestones: dict[str, dict[str, Row]],
) -> None:
    late: dict[str, set[bool]] = defaultdict(set)
    for key, steps in milestones.items():
        row = steps["竣工验收"]
        if row["实际日期"]:
            late[key[:6]].add(row["实际日期"] > row["计划日期"])
    assert all(found == {True, False} for found in late.values())


def test_every_county_owes_two_pieces_each_round() -> None:
    expected = [(code, label, piece, due) for code in COUNTIES for label, due in ROUNDS.items() for piece in PIECES]
    found = [(row["单位代码"], row["报告期"], row["报送文件"], row["应报日期"]) for row in read("submissions")]
    assert found == expected


def test_every_round_has_pieces_in_time_late_and_missing() -> None:
    for label in ROUNDS:
        mine = [row for row in read("submissions") if row["报告期"] == label]
        states = ["未报" if not row["收到日期"] else row["收到日期"] > row["应报日期"] for row in mine]
        assert states.count("未报") in (1, 2), label
        assert 1 <= states.count(True) <= 3, label


def test_late_and_missing_pieces_are_explained() -> None:
    for row in read("submissions"):
        assert row["说明"] or (row["收到日期"] and row["收到日期"] <= row["应报日期"]), row


def test_no_report_came_in_before_the_day_it_bears() -> None:
    for row in read("submissions"):
        if row["报送文件"] == "半年总结报告":
            folder = ROOT / "content" / "chaoyang" / COUNTIES[row["单位代码"]] / FOLDERS[row["报告期"]]
            head = (folder / "half-year.md").read_text(encoding="utf-8").splitlines()
            day = next(line.removeprefix("date: ") for line in head if line.startswith("date: "))
            assert row["收到日期"] >= day, row


def test_submissions_are_numbered_in_their_order() -> None:
    for before, after in pairwise(read("submissions")):
        assert before["登记编号"] < after["登记编号"] or before["单位代码"] != after["单位代码"]
