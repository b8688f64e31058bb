"""Excuses: a line is excused with a reason, each excuse is counted, and one that is wrong or idle is told."""

from __future__ import annotations

import pytest

from builders.checks.excuses import Judgement, read_excuses, weigh
from builders.core.diagnostics import Diagnostic, Place
from builders.core.rule import Rule
from builders.model.excuse import Excuse

RULES = {
    "P101": Rule("P101", "半角标点", "", "", excusable=True),
    "P102": Rule("P102", "书名号", "", "", excusable=True),
    "T002": Rule("T002", "不能为空", "", ""),
}


def problem(line: int, code: str = "P101", value: str = ",", column: str = "") -> Diagnostic:
    return Diagnostic(Place("x.md", line, column=column), code, "有问题", value)


def judged(text: str, *problems: Diagnostic) -> Judgement:
    excuses, wrong = read_excuses(text, "x.md")
    assert wrong == []
    return weigh(problems, excuses, RULES)


@pytest.mark.parametrize(
    "text, line",
    [
        ("甲,乙。{## 例外 P101：引用原文 ##}", 1),
        ("{## 例外 P101: 引用原文 ##}\n甲,乙。", 2),
        ("第一行\n  {##例外 P101：引用原文##}  \n甲,乙。", 3),
        ("{## 例外 P101：引用\n原文 ##}\n甲,乙。", 3),
    ],
)
def test_an_excuse_covers_its_own_line_or_the_one_below(text: str, line: int) -> None:
    judgement = judged(text, problem(line))

    assert judgement.problems == ()
    assert [each.excuse.code for each in judgement.excused] == ["P101"]


def test_it_covers_no_other_line_and_no_other_rule_and_is_then_told_as_idle() -> None:
    judgement = judged("甲,乙{## 例外 P101：引用原文 ##}\n丙,丁", problem(2), problem(1, "P102"))

    assert [(each.place.line, each.code) for each in judgement.problems] == [(1, "K004"), (1, "P102"), (2, "P101")]
    assert judgement.excused == ()


def test_one_excuse_may_name_several_rules_and_cover_several_problems() -> None:
    judgement = judged("{## 例外 P101、P102：引用原文 ##}\n甲,乙,《《丙》》", problem(2), problem(2, "P102"))

    assert judgement.problems == ()
    assert [each.problem.code for each in judgement.excused] == ["P101", "P102"]


@pytest.mark.parametrize("said", ["P101", "P101：", "", "：理由", "p101：理由", "这一行"])
def test_an_excuse_without_code_or_reason_is_told(said: str) -> None:
    excuses, problems = read_excuses(f"甲\n乙{{## 例外 {said} ##}}", "x.md")

    assert excuses == []
    assert [(each.place.line, each.code) for each in problems] == [(2, "K003")]


def test_a_misspelt_code_is_answered_with_the_nearest_and_a_rule_of_tables_is_not_excused() -> None:
    judgement = judged("{## 例外 P110：甲 ##}\n{## 例外 T002：乙 ##}\n丙")

    assert [(each.code, each.value) for each in judgement.problems] == [("K001", "P110"), ("K002", "T002")]
    assert "P101" in judgement.problems[0].cure


def test_a_cell_is_excused_by_file_column_and_value() -> None:
    excuse = Excuse(Place("data/a/excuses.yaml", 2), "P101", "铭牌原文", "x.md", column="名称", value="A,B")
    found = [problem(7, value="A,B", column="名称"), problem(8, value="甲,乙", column="名称"), problem(9, value="A,B")]

    judgement = weigh(found, [excuse], RULES)

    assert [each.place.line for each in judgement.problems] == [8, 9]
    assert [each.problem.place.line for each in judgement.excused] == [7]
