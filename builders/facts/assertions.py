"""Assertions (核对): what must hold between facts before anything is printed."""

from __future__ import annotations

import ast

from builders.core.diagnostics import Diagnostic, Place
from builders.facts.evaluation import Evaluator
from builders.facts.formula import Absent, FormulaFault, is_test, misuse, parse
from builders.facts.scene import Context, Scene
from builders.model.period import Period
from builders.model.rules import AssertionRule

_MOST_CELLS_SHOWN = 6


def failures(evaluator: Evaluator, rule: AssertionRule, period: Period) -> list[Diagnostic]:
    """Return what to tell of an assertion that does not hold, once for each member of its group; values that do not
    exist here are passed over.

    Raises UsageError when it makes no sense.
    """
    try:
        node = parse(rule.formula)
        if not is_test(node):
            raise FormulaFault("核对应写成比较，如 资金合计 == 计划总投资")
        members = evaluator.members(rule.by, period) if rule.by else {"": Context(period)}
        found = [_failure(evaluator, Scene(evaluator, context), rule, node, key) for key, context in members.items()]
    except FormulaFault as fault:
        raise misuse(evaluator.rules.file, rule.line, rule.name, fault, rule.formula) from fault
    return [problem for problem in found if problem is not None]


def _failure(
    evaluator: Evaluator, scene: Scene, rule: AssertionRule, node: ast.expr, key: str
) -> Diagnostic | None:
    """Return the problem of one member, placed at the first cell that it came from."""
    try:
        outcome = scene.value(node)
        if outcome.value == "是":
            return None
        sides = _sides(scene, node)
    except Absent:
        return None
    cells = [cell for cell in outcome.sources if cell.letter]
    place = Place(evaluator.rules.file, rule.line)
    if cells:
        place = Place(cells[0].file, cells[0].line, cells[0].letter, cells[0].column)
    shown = "；".join(str(cell) for cell in cells[:_MOST_CELLS_SHOWN])
    rest = "等" if len(cells) > _MOST_CELLS_SHOWN else ""
    whose = f"{evaluator.unit.name}{scene.context.period.label}" + (f"{rule.by}{key}" if key else "")
    return Diagnostic(place, "F004", f"{whose}：{rule.name}，不成立{sides}", rule.formula, f"请核对：{shown}{rest}")


def _sides(scene: Scene, node: ast.expr) -> str:
    """Return the values that one comparison compares."""
    match node:
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn()]):
            return f"（现为{scene.value(left).value}）"
        case ast.Compare(left=left, comparators=[right]):
            return f"（前者为{scene.value(left).value}，后者为{scene.value(right).value}）"
    return ""
