"""The catalogue (规则总目): every rule that a check can tell of, gathered from the rooms that own them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from builders.checks import corruption, excuses, formalities, length, prose, register, table_catalogue
from builders.checks.privacy import catalogue as privacy
from builders.checks.prose import typed_numbers
from builders.compose import catalogue as compose
from builders.core.rule import Rule
from builders.deliver import catalogue as deliver
from builders.engine.gate import papers
from builders.facts import catalogue as facts
from builders.sources import catalogue as sources
from builders.sources import catalogue_forms as forms
from builders.typeset import catalogue as typeset

UNMADE = Rule("E001", "这份文件不能生成", "原因写在提示里，其他文件的问题一并列出。", "请按提示改正后重新生成")


@cache
def all_rules() -> Mapping[str, Rule]:
    """Return the rules by code. Two rules of one code would be a bug, and are refused."""
    found: dict[str, Rule] = {}
    for rule in (
        *excuses.RULES,
        *formalities.RULES,
        *length.RULES,
        *compose.RULES,
        *typeset.RULES,
        *papers.RULES,
        *(each.rule for each in (*prose.RULES, *corruption.RULES)),
        typed_numbers.RULE,
        *privacy.RULES,
        *register.RULES,
        *facts.RULES,
        *table_catalogue.RULES,
        *sources.RULES,
        *forms.RULES,
        *deliver.RULES,
        UNMADE,
    ):
        if rule.code in found:
            raise ValueError(f"two rules have the code {rule.code}")
        found[rule.code] = rule
    return found
