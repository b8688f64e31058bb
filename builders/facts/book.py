"""The fact book filled: every declared fact and view of a unit in a period, and what must hold before printing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import DataError
from builders.facts.evaluation import Context, Evaluator
from builders.facts.formula import Absent, FormulaFault, misuse
from builders.facts.frames import Computed, Frame, Source, rows
from builders.facts.scope import Quantity
from builders.facts.shares import rounded_shares
from builders.model.fact import Fact
from builders.model.factbook import FactBook, Record
from builders.model.notice import Notice, Threshold, Unit
from builders.model.period import Period
from builders.model.rules import FactRule, FactRules, ViewRule
from builders.model.table import Dataset

BY_PERIOD = "期"
_MOST_CELLS_SHOWN = 6


def fill_book(dataset: Dataset, notice: Notice, rules: FactRules, unit: Unit, period: Period) -> FactBook:
    """Return the facts and views of ``unit`` in ``period``.

    Raises UsageError for a formula that makes no sense, DataError with every assertion that does not hold.
    """
    evaluator = Evaluator(dataset, unit, rules, notice.thresholds)
    facts: dict[str, Fact | Mapping[str, Fact]] = {
        threshold.name: _demanded(threshold) for threshold in notice.thresholds
    }
    absent: dict[str, str] = {}
    for rule in rules.facts:
        try:
            facts[rule.name] = _group(evaluator, rule, period) if rule.by else _single(evaluator, rule, Context(period))
        except Absent as reason:
            absent[rule.name] = str(reason)
        except FormulaFault as fault:
            raise misuse(rules.file, rule.line, rule.name, fault, rule.formula) from fault
    views = {rule.name: _records(evaluator, rule, rules, period) for rule in rules.views}
    _assert_all(evaluator, rules, unit, period)
    return FactBook(unit, period, facts, views, absent)


def periods_with_data(dataset: Dataset, unit: Unit) -> tuple[Period, ...]:
    """Return the half-years for which a unit has data, oldest first."""
    return Evaluator(dataset, unit, FactRules(""), ()).periods


def _single(evaluator: Evaluator, rule: FactRule, context: Context, key: str = "") -> Fact:
    quantity = evaluator.fact(rule.name, context)
    return _fact(rule, quantity, key)


def _demanded(threshold: Threshold) -> Fact:
    clause = f"通知{threshold.clause}：{threshold.text}"
    return Fact(
        threshold.name, threshold.value, threshold.unit, clause, threshold.places, sources=(threshold.source,)
    )  # fmt: skip


def _fact(rule: FactRule, quantity: Quantity, key: str = "") -> Fact:
    return Fact(rule.name, quantity.value, rule.unit, rule.formula, rule.places, key, quantity.sources)


def _group(evaluator: Evaluator, rule: FactRule, period: Period) -> dict[str, Fact]:
    """Return the fact for each member of its group; members for which it does not exist are left out."""
    found: dict[str, Fact] = {}
    for key, context in _contexts(evaluator, rule, period).items():
        try:
            found[key] = _single(evaluator, rule, context, key)
        except Absent:
            continue
    if rule.shares:
        numbers = {key: fact.value for key, fact in found.items()}
        rounded = rounded_shares(numbers, rule.places)  # type: ignore[arg-type]
        found = {key: _fact(rule, Quantity(rounded[key], fact.sources), key) for key, fact in found.items()}
    return found


def _contexts(evaluator: Evaluator, rule: FactRule, period: Period) -> dict[str, Context]:
    if rule.by == BY_PERIOD:
        return {past.label: Context(past) for past in evaluator.periods if past <= period}
    for table in evaluator.dataset.tables:
        for index, field in enumerate(table.schema.fields):
            if field.title == rule.by:
                values = field.enum or tuple(sorted({row.texts[index] for row in table.rows}))
                return {value: Context(period, (rule.by, value)) for value in values}
    raise FormulaFault(f"没有分组用的列“{rule.by}”")


def _records(evaluator: Evaluator, rule: ViewRule, rules: FactRules, period: Period) -> tuple[Record, ...]:
    try:
        frame = evaluator.view(rule.name, period)
    except FormulaFault as fault:
        raise misuse(rules.file, rule.line, rule.name, fault, rule.where or rule.source) from fault
    return tuple(_record(rule.name, frame, row) for row in rows(frame))


def _record(view: str, frame: Frame, row: Mapping[str, Any]) -> Record:
    """Return one row with a fact for each cell, joined rows nested under their alias."""
    record: dict[str, Any] = {}
    key = "·".join(str(row[path]) for path in frame.identity)
    for path, column in frame.columns.items():
        *aliases, name = path.split(".")
        place = record
        for alias in aliases:
            place = place.setdefault(alias, {})
        value = row[path]
        formula = column.formula if isinstance(column, Computed) else ""
        table = column.table.schema.title if isinstance(column, Source) else view
        place[name] = None if value is None else Fact(
            f"{table}.{name}", value, column.unit, formula, column.places, key, column.cells(row)
        )  # fmt: skip
    return record


def _assert_all(evaluator: Evaluator, rules: FactRules, unit: Unit, period: Period) -> None:
    problems = []
    for rule in rules.assertions:
        try:
            outcome = evaluator.formula(rule.formula, Context(period))
        except Absent:
            continue
        except FormulaFault as fault:
            raise misuse(rules.file, rule.line, rule.name, fault, rule.formula) from fault
        if outcome.value != "是":
            cells = [cell for cell in outcome.sources if cell.letter][:_MOST_CELLS_SHOWN]
            rest = "等" if len(outcome.sources) > len(cells) else ""
            cure = f"请核对：{'；'.join(str(cell) for cell in cells)}{rest}"
            message = f"{unit.name}{period.label}：{rule.name}，不成立"
            problems.append(Diagnostic(Place(rules.file, rule.line), "F004", message, rule.formula, cure))
    if problems:
        raise DataError(f"{unit.name}{period.label}有{len(problems)}处数据对不上", problems)
