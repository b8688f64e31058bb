"""Assertions (核对): what must hold between facts, or in every row of a view, before anything is printed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from builders.core.diagnostics import Diagnostic, Place
from builders.facts.evaluation import Evaluator
from builders.facts.formula import Absent, FormulaFault, is_test, misuse, parse
from builders.facts.pointing import place_of, pointed
from builders.facts.presence import missing_children
from builders.facts.reach import Map
from builders.facts.rowwise import RowCompiler
from builders.facts.scene import Context, Scene
from builders.model.fact import CellRef
from builders.model.period import ONCE, Period
from builders.model.rules import AssertionRule


@dataclass(frozen=True)
class Failure:
    """An assertion that does not hold for ``unit`` (its name), for ``key`` of its group or its view, and its cells.

    ``period`` is None when it does not matter; ``sides`` are the values compared, in words.
    """

    rule: AssertionRule
    unit: str
    period: Period | None
    key: str
    sides: str
    cells: tuple[CellRef, ...]

    def told(self, file: str) -> Diagnostic:
        """Return what to tell of it, placed at the first cell that it came from, else at the rule in ``file``."""
        rule = self.rule
        place = place_of(self.cells, Place(file, rule.line))
        when = self.period.label if self.period and self.period.id != ONCE else ""
        whose = f"{self.unit}{when}{self.key}"
        message = f"{whose}：{rule.name}，不成立{self.sides}"
        return Diagnostic(place, "F004", message, rule.formula, f"请核对：{pointed(self.cells)}")


def failures(evaluator: Evaluator, rule: AssertionRule, period: Period) -> list[Failure]:
    """Return where an assertion does not hold: members of its group, or rows; values that do not exist are passed over.

    Raises UsageError when it makes no sense.
    """
    try:
        node = parse(rule.formula)
        if not is_test(node):
            raise FormulaFault("核对应写成比较，如 资金合计 == 计划总投资")
        found = _in_rows(evaluator, rule, node, period) if rule.each else _in_groups(evaluator, rule, node, period)
        return [failure for failure in found if not _is_of_missing(evaluator, failure, period)]
    except FormulaFault as fault:
        raise misuse(evaluator.rules.file, rule.line, rule.name, fault, rule.formula) from fault


def _is_of_missing(evaluator: Evaluator, failure: Failure, period: Period) -> bool:
    """Return whether all cells of a failure are of units below that have no data in the period.

    A city's sums are without them and say so; what their rows lack contradicts nothing. Only the tables count that the
    assertion reads.
    """
    accounts = evaluator.accounts
    tables = Map(accounts.rules, accounts.dataset).reach(failure.rule).tables
    missing = missing_children(accounts, evaluator.unit, period, tables)
    codes = {code for unit in missing for code in accounts.notice.codes(unit)}
    owners = [accounts.owners.get((cell.file, cell.line), frozenset()) for cell in failure.cells]
    return bool(codes and owners) and all(owner & codes for owner in owners)


def _in_groups(evaluator: Evaluator, rule: AssertionRule, node: ast.expr, period: Period) -> Iterator[Failure]:
    members = evaluator.members(rule.by, period) if rule.by else {"": Context(period)}
    for key, context in members.items():
        scene = Scene(evaluator, context)
        try:
            outcome = scene.value(node)
            if outcome.value != "是":
                whose = f"{rule.by}{key}" if key else ""
                yield Failure(rule, evaluator.unit.name, context.period, whose, _sides(scene, node), outcome.sources)
        except Absent:
            continue


def _in_rows(evaluator: Evaluator, rule: AssertionRule, node: ast.expr, period: Period) -> Iterator[Failure]:
    frame = evaluator.view(rule.each, period)
    wanted = evaluator.condition(rule.each, parse(rule.where), period) if rule.where else None
    holds = evaluator.condition(rule.each, node, period)
    broken = [row for row in frame.rows if (wanted is None or wanted(row)) and not holds(row)]
    if not broken:
        return
    compiler = RowCompiler(frame, evaluator.surroundings(period))
    for condition in (node, *([parse(rule.where)] if rule.where else [])):
        compiler.test(condition)
    columns = compiler.inputs or [frame.columns[frame.key]]
    for row in broken:
        cells = dict.fromkeys([*(cell for column in columns for cell in column.cells(row)), *compiler.constants])
        whose = "·".join(str(row[path]) for path in frame.identity)
        yield Failure(rule, evaluator.unit.name, period, whose, "", tuple(cells))


def _sides(scene: Scene, node: ast.expr) -> str:
    """Return the values that one comparison compares."""
    match node:
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn()]):
            return f"（现为{scene.value(left).value}）"
        case ast.Compare(left=left, comparators=[right]):
            return f"（前者为{scene.value(left).value}，后者为{scene.value(right).value}）"
    return ""
