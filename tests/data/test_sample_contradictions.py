"""Every assertion of every sample notice is broken once: one cell is changed, and its own assertion says where."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from builders.core.diagnostics import Diagnostic
from builders.engine.programme import Programme, load_programme
from builders.facts.across import check_across
from builders.facts.evaluation import Accounts
from builders.model.table import Dataset
from builders.sources.tables import parse_table
from builders.sources.workspace import Workspace

ROOT = Path(__file__).parents[2]
Cells = Sequence[tuple[str, str, int]]

# notice → assertion → table, one change of one cell, and the cells that are told: table, letter, and how many lines
# below the changed one. What is counted and lacks a row has no cell to name: the row that should have it is told.
CASES: dict[str, dict[str, tuple[str, str, str, Cells]]] = {
    "chaoyang": {
        "开工的计划日期与项目表一致": (
            "milestones", r"(211321-P01,开工,)2023-06-15", r"\g<1>2023-06-14",
            [("milestones", "C", 0)],
        ),
        "竣工验收的计划日期与项目表一致": (
            "milestones", r"(211321-P01,竣工验收,)2024-03-31", r"\g<1>2024-04-01",
            [("milestones", "C", 0)],
        ),
        "各来源资金之和等于总投资": (
            "funds", r"(211321-P05,县级财政,)30.00", r"\g<1>31.00",
            [("funds", "C", 0)],
        ),
        "累计完成投资不少于上期末": (
            "progress", r"(211321-P09,2024-05-31,\d+,)[\d.]+", r"\g<1>1.00",
            [("progress", "D", 0)],
        ),
        "累计到位资金不少于上期末": (
            "progress", r"(211321-P09,2024-05-31,\d+,[\d.]+,)[\d.]+", r"\g<1>1.00",
            [("progress", "E", 0)],
        ),
        "累计完成投资不超过总投资": (
            "progress", r"(211321-P05,2024-05-31,50,)37.60", r"\g<1>78.01",
            [("progress", "D", 0)],
        ),
        "完工、在建、未开工项目数之和等于项目总数": (
            "progress", r"(211321-P09,)2024-05-31", r"\g<1>2023-11-29",
            [("projects", "A", -76)],
        ),
        "对标结论与现状值、应有值一致": (
            "assessments", r"(211321-C01,2,摸底,2210,2200,)达标,", r"\1未达标,写错",
            [("assessments", "F", 0)],
        ),
        "按有无判断的条目，结论与现状值一致": (
            "assessments", r"(211321-C01,16,评估,)1(,,达标,)", r"\g<1>0\2",
            [("assessments", "F", 0)],
        ),
        "应有值不同于标准值的都有说明": (
            "assessments", r"(211321-C01,14,评估,)120,150,未达标,.*", r"\g<1>520,500,达标,",
            [("assessments", "G", 0)],
        ),
        "未达标的条目都有说明": (
            "assessments", r"(211321-C01,3,摸底,0,200,未达标,).*", r"\1",
            [("assessments", "G", 0)],
        ),
        "评估不低于摸底，低的有说明": (
            "assessments", r"(211321-C01,5,评估,)125", r"\g<1>122",
            [("assessments", "D", 0)],
        ),
        "摸底和评估的条目相同": (
            "assessments", r"(211321-C01,5,)评估", r"\1摸底",
            [("assessments", "A", -1)],
        ),
        "满意、基本满意、不满意之和等于有效样本": (
            "satisfaction", r"(211321-C01,便民服务设施,摸底,)186", r"\g<1>187",
            [("satisfaction", "E", 0)],
        ),
        "竣工验收以后才算完工": (
            "milestones", r"(211321-P03,竣工验收,[0-9-]+,).*", r"\1",
            [("projects", "A", -127)],
        ),
        "有开工日期的才算开工": (
            "milestones", r"(211321-P05,开工,[0-9-]+,).*", r"\1",
            [("projects", "A", -133)],
        ),
        "手续办结不晚于开工": (
            "milestones", r"(211321-P05,前期手续,[0-9-]+,).*", r"\g<1>2024-01-15",
            [("milestones", "D", 0)],
        ),
        "开工不晚于主体完工": (
            "milestones", r"(211321-P01,主体完工,[0-9-]+,).*", r"\g<1>2023-05-15",
            [("milestones", "D", -1)],
        ),
        "主体完工不晚于竣工验收": (
            "milestones", r"(211321-P01,主体完工,[0-9-]+,).*", r"\g<1>2024-05-15",
            [("milestones", "D", 0)],
        ),
        "竣工验收不晚于投入使用": (
            "milestones", r"(211321-P01,投入使用,[0-9-]+,).*", r"\g<1>2024-03-01",
            [("milestones", "D", -1)],
        ),
        "逾期和未报的都有说明": (
            "submissions", r"(211321-B06,.*,)退回修改后重新报送", r"\1",
            [("submissions", "G", 0)],
        ),
        "每个短板都有对策，对策都对应短板": (
            "remedies", r"(211321-C01,)20(,1,)", r"\g<1>2\2",
            [("assessments", "A", 63), ("remedies", "A", 0)],
        ),
        "一个短板不会既补齐又缓解": (
            "remedies", r"(211321-C01,18,1,)缓解", r"\g<1>补齐",
            [("remedies", "A", 0)],
        ),
        "承接短板的项目属于同一社区，责任单位一致": (
            "remedies", r"(211321-C01,19,1,补齐,211321-)P07", r"\g<1>P06",
            [("remedies", "A", 0)],
        ),
        "没有项目的对策都写明措施": (
            "remedies", r"(211321-C01,13,1,缓解,,)[^,]+", r"\1",
            [("remedies", "F", 0)],
        ),
        "形象进度不低于上期末": (
            "progress", r"(211321-P05,2024-05-31,)50", r"\g<1>4",
            [("progress", "C", 0)],
        ),
        "上期末已完工的本期仍是已完工": (
            "progress", r"(211321-P03,2024-05-31,100,155.40,158.00,)已完工", r"\1在建",
            [("progress", "F", 0)],
        ),
        "上期末已开工的本期不再是未开工": (
            "progress", r"(211321-P05,2024-05-31,50,37.60,44.00,)在建", r"\1未开工",
            [("progress", "F", 0)],
        ),
        "已完工的形象进度是100%，其余的不到100%": (
            "progress", r"(211321-P01,2024-05-31,)100", r"\g<1>99",
            [("progress", "F", 0)],
        ),
        "未开工的形象进度是0，其余的大于0": (
            "progress", r"(211321-P02,2023-05-31,)0", r"\g<1>1",
            [("progress", "F", 0)],
        ),
        "未开工的没有完成投资": (
            "progress", r"(211321-P02,2023-05-31,0,)0.00", r"\g<1>0.50",
            [("progress", "D", 0)],
        ),
        "计划开工不晚于计划完工": (
            "projects", r"(211321-P09,.*,)2023-04-10,", r"\g<1>2023-09-21,",
            [("projects", "I", 0)],
        ),
        "项目的计划日期在试点期内": (
            "projects", r"(211321-P05,.*)2024-09-30", r"\g<1>2024-11-01",
            [("projects", "I", 0)],
        ),
        "节点的计划日期在试点期内": (
            "milestones", r"(211321-P04,投入使用,)2023-11-15", r"\g<1>2024-11-15",
            [("milestones", "C", 0)],
        ),
        "节点的实际日期在试点期内": (
            "milestones", r"(211321-P04,投入使用,[0-9-]+,)2024-05-05", r"\g<1>2025-05-05",
            [("milestones", "D", 0)],
        ),
        "已印发制度的日期在试点期内": (
            "policies", r"(211321-Z01,.*)2023-04-28", r"\g<1>2021-04-28",
            [("policies", "F", 0)],
        ),
        "节点的计划日期先后有序": (
            "milestones", r"(211321-P04,主体完工,)2023-09-22", r"\g<1>2023-04-19",
            [("milestones", "C", -2)],
        ),
        "项目完工的，补齐的设施已建成": (
            "facilities", r"(211381-C01,老年服务站,2024-05-31,)已建成", r"\1在建",
            [("facilities", "D", 0)],
        ),
        "设施在建的，项目也在建": (
            "facilities", r"(211321-C01,老年服务站,2023-05-31,)未配建", r"\1在建",
            [("facilities", "D", 0)],
        ),
        "设施未配建的，项目未开工": (
            "facilities", r"(211321-C01,老年服务站,2023-11-30,)在建", r"\1未配建",
            [("facilities", "D", 0)],
        ),
        "老人和儿童不超过社区人口": (
            "communities", r"(211321-C01,.*,2843,)652", r"\g<1>2460",
            [("communities", "I", 0)],
        ),
        "居民活动面积不超过建筑面积": (
            "facilities", r"(211321-C01,社区综合服务站,2023-05-31,已建成,290,)150", r"\g<1>291",
            [("facilities", "F", 0)],
        ),
        "采纳意见不超过收集意见": (
            "consultations", r"(211321-Y09,.*,25,)18", r"\g<1>26",
            [("consultations", "G", 0)],
        ),
    },
    "handbook": {
        "各来源资金之和等于总投资": ("works", r"(W001,.*,)146.65", r"\g<1>146.66", [("works", "H", 0)]),
        "开工不晚于完工": ("works", r"(W003,.*,)2023-08-24", r"\g<1>2024-05-17", [("works", "E", 0)]),
        "形象进度100%的完成全部投资，其余的没有": ("works", r"(W006,.*,)90,", r"\g<1>100,", [("works", "M", 0)]),
    },
    "national": {
        "实际投资不超过筹集资金": (
            "public_figures", r"(yuhua-jinkeyuan,实际投资（亿元，超过）,)1", r"\g<1>1.29", [("public_figures", "C", 0)],
        ),
    },
}  # fmt: skip
ALL = [(notice, name) for notice, cases in CASES.items() for name in cases]


@cache
def programme(notice: str) -> Programme:
    return load_programme(Workspace(ROOT), notice)


def spoiled(notice: str, table: str, old: str, new: str) -> tuple[Accounts, int]:
    """Return the accounts with one cell changed, and its line."""
    read = programme(notice)
    kept = read.dataset.table(table)
    assert kept is not None
    text = (ROOT / kept.file).read_text(encoding="utf-8")
    changed, times = re.subn(old, new, text)
    assert times == 1, old
    line = 1 + [a == b for a, b in zip(text.splitlines(), changed.splitlines(), strict=True)].index(False)
    other, problems = parse_table(changed, kept.file, kept.schema)
    assert other is not None
    assert not problems
    tables = tuple(other if each is kept else each for each in read.dataset.tables)
    return Accounts(Dataset(tables), read.notice, read.rules), line


def cells(problems: Sequence[Diagnostic], notice: str) -> list[tuple[str, str, int]]:
    found = [(problem.place.file, problem.place.letter, problem.place.line) for problem in problems]
    return [(file.removeprefix(f"data/{notice}/").removesuffix(".csv"), letter, line) for file, letter, line in found]


@pytest.mark.parametrize("notice", CASES)
def test_the_sample_contradicts_nothing(notice: str) -> None:
    assert check_across(programme(notice).accounts) == []


@pytest.mark.parametrize("notice", CASES)
def test_every_assertion_is_broken_here(notice: str) -> None:
    assert [rule.name for rule in programme(notice).rules.assertions if rule.name not in CASES[notice]] == []
    assert len(CASES[notice]) == len(programme(notice).rules.assertions)


@pytest.mark.parametrize(("notice", "name"), ALL)
def test_one_wrong_cell_is_told_by_its_assertion_and_where(notice: str, name: str) -> None:
    table, old, new, expected = CASES[notice][name]
    accounts, line = spoiled(notice, table, old, new)
    rule = next(rule for rule in accounts.rules.assertions if rule.name == name)
    narrow = replace(accounts.rules, assertions=(rule,), recorded=None)
    problems = check_across(Accounts(accounts.dataset, accounts.notice, narrow))
    told = [problem for problem in problems if problem.code == "F004"]
    assert all(f"：{name}，不成立" in problem.message for problem in told)
    assert cells(told, notice) == [(where, letter, line + below) for where, letter, below in expected]


def test_it_is_told_once_at_the_lowest_unit_and_not_again_for_those_above() -> None:
    accounts, _ = spoiled("chaoyang", "funds", r"(211321-P05,县级财政,)30.00", r"\g<1>31.00")
    [problem] = check_across(accounts)
    assert problem.message.startswith("朝阳县示例社区2023年上半年项目编号211321-P05：各来源资金之和等于总投资")


def test_a_wrong_year_is_told_as_such_and_makes_no_period_of_its_own() -> None:
    accounts, line = spoiled("chaoyang", "progress", r"(211321-P09,)2023-05-31", r"\g<1>2022-05-31")
    problems = check_across(accounts)
    assert {problem.code for problem in problems} == {"F014", "F004", "F009"}  # the figures handed up miss the row
    assert [problem.code for problem in problems].count("F004") == 1
    [problem] = [problem for problem in problems if problem.code == "F014"]
    assert cells([problem], "chaoyang") == [("progress", "B", line)]
    assert "截至日期早于试点开始（试点期为2022-11-01至2024-10-31）" in problem.message
