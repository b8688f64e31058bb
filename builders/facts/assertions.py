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


def failure(evaluator: Evaluator, rule: AssertionRule, period: Period) -> Diagnostic | None:
    """Return what to tell of an assertion that does not hold; None when it does, or when its values do not exist here.

    Raises UsageError when it makes no sense.
    """
    scene = Scene(evaluator, Context(period))
    try:
        node = parse(rule.formula)
        if not is_test(node):
            raise FormulaFault("核对应写成比较，如 资金合计 == 计划总投资")
        outcome = scene.value(node)
        if outcome.value == "是":
            return None
        sides = _sides(scene, node)
    except Absent:
        return None
    except FormulaFault as fault:
        raise misuse(evaluator.rules.file, rule.line, rule.name, fault, rule.formula) from fault
    cells = [cell for cell in outcome.sources if cell.letter]
    shown = "；".join(str(cell) for cell in cells[:_MOST_CELLS_SHOWN])
    rest = "等" if len(cells) > _MOST_CELLS_SHOWN else ""
    message = f"{evaluator.unit.name}{period.label}：{rule.name}，不成立{sides}"
    return Diagnostic(Place(evaluator.rules.file, rule.line), "F004", message, rule.formula, f"请核对：{shown}{rest}")


def _sides(scene: Scene, node: ast.expr) -> str:
    """Return the values that one comparison compares."""
    match node:
        case ast.Compare(left=left, ops=[ast.In() | ast.NotIn()]):
            return f"（现为{scene.value(left).value}）"
        case ast.Compare(left=left, comparators=[right]):
            return f"（前者为{scene.value(left).value}，后者为{scene.value(right).value}）"
    return ""
