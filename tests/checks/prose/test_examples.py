"""Every rule by its own examples: each wrong one is caught, each right one is clean, and mends make one the other."""

from __future__ import annotations

import pytest

from builders.checks.prose import RULES, ProseRule, check_prose
from builders.checks.text import read_prose
from tests.checks.prose.mended import mended

ALL = {each.rule.code: each for each in RULES}
WRONG = [
    pytest.param(each, text, id=f"{code}-{n}") for code, each in ALL.items() for n, text in enumerate(each.rule.wrong)
]
RIGHT = [pytest.param(text, id=f"{code}-{n}") for code, each in ALL.items() for n, text in enumerate(each.rule.right)]
MENDED = [
    pytest.param(wrong, right, id=f"{code}-{n}")
    for code, each in ALL.items()
    if each.rule.safe
    for n, (wrong, right) in enumerate(zip(each.rule.wrong, each.rule.right, strict=False))
]


def test_codes_are_given_once() -> None:
    assert len(ALL) == len(RULES)


@pytest.mark.parametrize("each", RULES, ids=list(ALL))
def test_a_rule_has_examples_and_says_why(each: ProseRule) -> None:
    rule = each.rule
    assert len(rule.wrong) >= 3 and len(rule.right) >= 2
    assert rule.reason.endswith("。") and not rule.title.endswith("。") and rule.cure
    assert not rule.safe or len(rule.right) >= len(rule.wrong)


@pytest.mark.parametrize(("each", "text"), WRONG)
def test_what_is_wrong_is_caught_by_its_rule(each: ProseRule, text: str) -> None:
    found = [problem for problem in check_prose(read_prose(text, "x.md"), RULES) if problem.code == each.rule.code]
    assert found
    assert all(problem.severity == each.rule.severity for problem in found)


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_clean_under_all_rules(text: str) -> None:
    assert [str(problem) for problem in check_prose(read_prose(text, "x.md"), RULES)] == []


@pytest.mark.parametrize(("wrong", "right"), MENDED)
def test_a_safe_mend_makes_it_right(wrong: str, right: str) -> None:
    assert mended(wrong) == right
