"""The fact book filled (数据账): every declared fact and view of a unit in a period, if what must hold does hold."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import DataError, UsageError
from builders.facts.assertions import failures
from builders.facts.days import DAYS
from builders.facts.evaluation import Accounts, Evaluator
from builders.facts.formula import CONNECTIVES, FILLED, Absent, FormulaFault, misuse
from builders.facts.groups import BY_PERIOD
from builders.facts.presence import missing_children
from builders.facts.records import records
from builders.facts.scene import BY_UNIT, Context
from builders.facts.scope import Quantity
from builders.facts.shares import rounded_shares
from builders.facts.values import numbers
from builders.facts.vocabulary import FUNCTIONS
from builders.model.fact import Fact
from builders.model.factbook import MISSING, FactBook, Record
from builders.model.notice import Notice, Threshold, Unit
from builders.model.period import Period
from builders.model.rules import FactRule, FactRules


def fill_book(accounts: Accounts, unit: Unit, period: Period) -> FactBook:
    """Return the facts and views of ``unit`` in ``period``.

    Raises UsageError with every rule that makes no sense, DataError with every assertion that does not hold.
    """
    evaluator, notice, rules = accounts.of(unit), accounts.notice, accounts.rules
    facts: dict[str, Fact | Mapping[str, Fact]] = {each.name: _demanded(each) for each in notice.thresholds}
    views: dict[str, tuple[Record, ...]] = {}
    absent: dict[str, str] = {}
    faults = _clashes(rules, notice)
    contradictions: list[Diagnostic] = []
    for rule in rules.facts:
        try:
            facts[rule.name] = _group(evaluator, rule, period) if rule.by else _single(evaluator, rule, Context(period))
        except Absent as reason:
            absent[rule.name] = str(reason)
        except UsageError as fault:
            faults += fault.diagnostics
    for view in rules.views:
        try:
            views[view.name] = records(view.name, evaluator.view(view.name, period))
        except UsageError as fault:
            faults += fault.diagnostics
    for assertion in rules.assertions:
        try:
            contradictions += [failure.told(rules.file) for failure in failures(evaluator, assertion, period)]
        except UsageError as fault:
            faults += fault.diagnostics
    if faults:
        different = dict.fromkeys(faults)
        raise UsageError(f"口径文件 {rules.file} 有{len(different)}处不能使用", different)
    if contradictions:
        raise DataError(f"{unit.name}{period.label}有{len(contradictions)}处数据对不上", contradictions)
    missing = missing_children(accounts, unit, period)
    if missing:
        names = "、".join(each.name for each in missing)
        facts[MISSING] = Fact(MISSING, names, formula="在本期没有数据的下级单位")
    elif accounts.notice.children(unit):
        absent[MISSING] = "下级单位在本期都有数据"
    return FactBook(unit, period, facts, views, absent, missing)


def periods_with_data(accounts: Accounts, unit: Unit) -> tuple[Period, ...]:
    """Return the half-years for which a unit, or one below it, has data, oldest first."""
    return accounts.of(unit).periods


def _clashes(rules: FactRules, notice: Notice) -> list[Diagnostic]:
    """Find rules under a name that formulas know already."""
    known = {name: "是算法自己的名称" for name in (*FUNCTIONS, *CONNECTIVES, FILLED, *DAYS, BY_PERIOD, BY_UNIT)}
    known[MISSING] = "是程序给出的数据"
    known |= {threshold.name: "与通知的指标重名" for threshold in notice.thresholds}
    named = [*((view.name, view.line) for view in rules.views), *((fact.name, fact.line) for fact in rules.facts)]
    return [
        Diagnostic(Place(rules.file, line), "F006", f"“{name}”{known[name]}", cure="请改用别的名称")
        for name, line in named
        if name in known
    ]


def _demanded(threshold: Threshold) -> Fact:
    clause = f"通知{threshold.clause}：{threshold.text}"
    return Fact(
        threshold.name, threshold.value, threshold.unit, clause, threshold.places, sources=(threshold.source,)
    )  # fmt: skip


def _single(evaluator: Evaluator, rule: FactRule, context: Context, key: str = "") -> Fact:
    return _fact(rule, evaluator.fact(rule.name, context), key)


def _fact(rule: FactRule, quantity: Quantity, key: str = "") -> Fact:
    return Fact(rule.name, quantity.value, rule.unit, rule.formula, rule.places, key, quantity.sources)


def _group(evaluator: Evaluator, rule: FactRule, period: Period) -> dict[str, Fact]:
    """Return the fact for each member of its group; members for which it does not exist are left out."""
    try:
        members = evaluator.members(rule.by, period)
        found: dict[str, Fact] = {}
        for key, context in members.items():
            try:
                found[key] = _single(evaluator, rule, context, key)
            except Absent:
                continue
        return _rounded(rule, found) if rule.shares else found
    except FormulaFault as fault:
        raise misuse(evaluator.rules.file, rule.line, rule.name, fault, rule.formula) from fault


def _rounded(rule: FactRule, members: dict[str, Fact]) -> dict[str, Fact]:
    exact: list[Decimal] = numbers((fact.value for fact in members.values()), "占比")
    rounded = rounded_shares(dict(zip(members, exact, strict=True)), rule.places)
    return {key: _fact(rule, Quantity(rounded[key], fact.sources), key) for key, fact in members.items()}
