"""The catalogue of reading: every code that the room can tell has a rule, and no rule is without its code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders.checks import table_catalogue
from builders.core.rule import Rule
from builders.model.table import Field, TableSchema
from builders.sources import catalogue
from builders.sources.cells import CellFault, half_width, read_cell
from builders.sources.tables import parse_table

ELSEWHERE = re.compile("F0|X1")
"""Rules of facts and of workbooks have catalogues of their own."""


def codes(files: list[Path]) -> set[str]:
    """Return the codes that the modules tell of."""
    found: set[str] = set()
    for path in files:
        if "catalogue" not in path.name:
            found |= set(re.findall(r'"([A-Z][0-9]{3})"', path.read_text(encoding="utf-8")))
    return found


def test_every_code_of_reading_has_a_rule(workspace_root: Path) -> None:
    told = {code for code in codes([*(workspace_root / "builders/sources").glob("*.py")]) if not ELSEWHERE.match(code)}
    assert len(told) > 60
    assert told == {rule.code for rule in catalogue.RULES}


def test_every_code_of_tables_has_a_rule(workspace_root: Path) -> None:
    names = ("tables", "cells", "keys", "owners", "references")
    told = codes([workspace_root / "builders" / "checks" / f"{name}.py" for name in names])
    assert told == {rule.code for rule in table_catalogue.RULES}


@pytest.mark.parametrize("rule", [*catalogue.RULES, *table_catalogue.RULES], ids=lambda rule: rule.code)
def test_a_rule_says_why_and_what_to_do(rule: Rule) -> None:
    assert rule.title
    assert rule.reason.endswith("。")
    assert rule.cure
    assert not rule.cure.endswith("。")
    assert not (rule.safe or rule.excusable)


def test_no_code_stands_twice() -> None:
    found = [rule.code for rule in (*catalogue.RULES, *table_catalogue.RULES)]
    assert len(found) == len(set(found))


FIELDS = (
    Field("text", "名称"),
    Field("count", "户数", "integer", "户"),
    Field("money", "投资", "number", "万元", 2),
    Field("day", "日期", "date"),
)


def is_read(text: str) -> list[bool]:
    """Say for each type of column whether a cell is read without a word."""
    answers = []
    for field in FIELDS:
        try:
            read_cell(text, field)
        except CellFault:
            answers.append(False)
        else:
            answers.append(half_width(text) == text or field.type == "string")
    return answers


@pytest.mark.parametrize("code", ["D007", "D011", "D012"])
def test_the_examples_of_cells_are_what_they_say(code: str) -> None:
    [rule] = [rule for rule in catalogue.RULES if rule.code == code]
    assert len(rule.wrong) == len(rule.right)
    for wrong, right in zip(rule.wrong, rule.right, strict=True):
        mended = [good and not bad for bad, good in zip(is_read(wrong), is_read(right), strict=True)]
        assert any(mended), wrong


@pytest.mark.parametrize("code", ["D002", "D006", "D014", "D016", "D017"])
def test_the_examples_of_rows_are_what_they_say(code: str) -> None:
    [rule] = [rule for rule in catalogue.RULES if rule.code == code]
    for lines, expected in ((rule.wrong, [code]), (rule.right, [])):
        header = [] if code == "D014" else ["项目编号,任务,总投资"]
        schema = TableSchema(
            "works",
            "项目",
            (Field("work", "项目编号"), Field("task", "任务"), Field("money", "总投资", "number", "万元", 2)),
            ("work",),
        )
        titles = [line.replace("总投资,任务", "任务,总投资") for line in lines]
        _, problems = parse_table("\n".join([*header, *titles]), "表.csv", schema)
        assert [problem.code for problem in problems] == expected
