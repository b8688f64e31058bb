"""Reach (涉及的表): which tables an assertion reads, and whether time matters to it, by way of all that it names."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

from builders.facts.days import PERIOD_DAYS
from builders.facts.formula import FormulaFault, parse
from builders.facts.groups import BY_PERIOD
from builders.facts.scene import BY_UNIT
from builders.model.rules import AssertionRule, FactRule, FactRules, ViewRule
from builders.model.table import Dataset

_TIMELY = frozenset((*PERIOD_DAYS, "上期", "增量"))


@dataclass
class Reach:
    """What an assertion reads: code names of ``tables``; whether it is the same in every period, or of units below."""

    tables: set[str] = field(default_factory=set)
    timeless: bool = True
    below: bool = False


@dataclass(frozen=True)
class Map:
    """Follows names from rule to rule; a formula that cannot be read leads nowhere."""

    rules: FactRules
    dataset: Dataset

    def reach(self, rule: AssertionRule) -> Reach:
        """Return what an assertion reads."""
        views = {view.name: view for view in self.rules.views}
        facts = {fact.name: fact for fact in self.rules.facts}
        reach, seen = Reach(), set[str]()
        self._group(reach, rule.by)
        waiting = [rule.each, *_names(rule.formula, rule.where)]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                reach.timeless &= name not in _TIMELY
                waiting += self._follow(reach, name, views.get(name), facts.get(name))
        return reach

    def _follow(self, reach: Reach, name: str, view: ViewRule | None, fact: FactRule | None) -> list[str]:
        """Note what a name stands for and return the names that this needs; a view may bear its table's name."""
        table = self.dataset.table(name)
        if table is not None:
            reach.tables.add(table.schema.name)
        needed: list[str] = []
        if fact is not None:
            self._group(reach, fact.by)
            needed += _names(fact.formula)
        if view is not None:
            reach.timeless &= not (view.period or view.joins)
            needed += [view.source, *(join.table for join in view.joins)]
            needed += _names(view.where, *(column.formula for column in view.computed))
            source = self.dataset.table(view.source)
            if source is not None:
                reach.tables.add(source.schema.name)
        return needed

    def _group(self, reach: Reach, by: str) -> None:
        """Note what a group needs: the tables that have its column, which give its members."""
        reach.timeless &= by != BY_PERIOD
        reach.below |= by == BY_UNIT
        for table in self.dataset.tables:
            if by in (each.title for each in table.schema.fields):
                reach.tables.add(table.schema.name)


def _names(*formulas: str) -> list[str]:
    """Return every name in some formulas, columns and functions among them."""
    found: list[str] = []
    for formula in filter(None, formulas):
        try:
            found += [node.id for node in ast.walk(parse(formula)) if isinstance(node, ast.Name)]
        except FormulaFault:
            continue
    return found
