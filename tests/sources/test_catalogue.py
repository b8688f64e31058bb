"""The catalogue of reading: every code that the room can tell has a rule, and no rule is without its code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from builders.checks import table_catalogue
from builders.core.rule import Rule
from builders.sources import catalogue

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
