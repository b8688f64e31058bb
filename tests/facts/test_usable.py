"""A slip in any formula is found by looking across, whether an assertion needs the fact or not."""

from __future__ import annotations

from pathlib import Path

import pytest

from builders.engine.programme import load_programme
from builders.facts.across import check_across
from builders.sources.workspace import Workspace
from tests.workspaces import edit, make_workspace


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ("上期总额: {unit: 万元, formula: 上期(总额)}", "上期总额: {unit: 万元, formula: 上期(总鹅)}", "总鹅"),
        ("项目数: {unit: 个, formula: 计数(项目)}", "项目数: {unit: 个, formula: 计数(项木)}", "项木"),
        ("项目数: {unit: 个, formula: 计数(项目)}", "项目数: {unit: 个, formula: 计数(项目}", "计数(项目"),
        ("order: [项目编号]", "where: 金鹅 > 1", "金鹅"),
    ],
)
def test_a_slip_in_a_formula_that_no_assertion_needs_is_found(tmp_path: Path, old: str, new: str, value: str) -> None:
    make_workspace(tmp_path)
    edit(tmp_path, "data/small/facts.yaml", old, new)
    programme = load_programme(Workspace(tmp_path), "small")

    found = [problem for problem in check_across(programme.accounts) if problem.severity == "error"]

    assert found and all(problem.place.file == "data/small/facts.yaml" and problem.place.line for problem in found)
    assert any(value in str(problem) for problem in found)


def test_sound_rules_are_told_nothing_of(tmp_path: Path) -> None:
    make_workspace(tmp_path)
    programme = load_programme(Workspace(tmp_path), "small")

    assert [problem for problem in check_across(programme.accounts) if problem.severity == "error"] == []
