"""A rule says where; the rulebook tells it with place, some words around, cure and, where safe, a mend."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from builders.checks.prose.rulebook import Hit, ProseRule, check_prose, hits
from builders.checks.text import Text, read_prose
from builders.core.diagnostics import Mend, Place
from builders.core.rule import Rule


def rule(*, safe: bool, needs: str = "") -> ProseRule:
    """Return a rule against 甲 that would write 乙."""

    def find(text: Text) -> Iterator[Hit]:
        for hit, _ in hits(text, re.compile("甲")):
            yield Hit(hit.line, hit.start, hit.end, replacement="乙")

    return ProseRule(Rule("P000", "不写甲", "示例", "写乙", "warning", safe=safe), find, needs)


def test_a_breach_is_told_with_its_place_and_the_words_around_it() -> None:
    [found] = check_prose(read_prose("# 一\n\n共{{ 数 }}一二三四五六甲七八九", "x.md"), [rule(safe=False)])
    assert found.place == Place("x.md", 3, character=15)
    assert (found.code, found.message, found.cure, found.severity) == ("P000", "不写甲", "写乙", "warning")
    assert (found.value, found.mend) == ("一二三四五六甲七八九", None)


def test_what_is_printed_stands_as_an_ellipsis_in_the_words_around() -> None:
    [found] = check_prose(read_prose("共{{ 数 }}甲，{% if 有 %}", "x.md"), [rule(safe=False)])
    assert found.value == "…甲，"


def test_only_a_safe_rule_mends() -> None:
    [found] = check_prose(read_prose("\n丙甲", "x.md"), [rule(safe=True)])
    assert found.mend == Mend(1, 2, "乙")


@pytest.mark.parametrize(("needs", "told"), [("丁", 0), ("甲", 1), ("", 1)])
def test_a_rule_is_passed_over_where_what_it_needs_is_not(needs: str, told: int) -> None:
    assert len(check_prose(read_prose("甲", "x.md"), [rule(safe=False, needs=needs)])) == told


def test_other_rules_are_silent_inside_what_a_rule_covers() -> None:
    def whole(text: Text) -> Iterator[Hit]:
        for hit, _ in hits(text, re.compile("乱甲码")):
            yield hit

    garbled = ProseRule(Rule("P999", "乱码", "示例", "重写"), whole, covers=True)
    found = check_prose(read_prose("甲，乱甲码。", "x.md"), [rule(safe=True), garbled])
    assert [(each.code, each.place.character) for each in found] == [("P000", 1), ("P999", 3)]
