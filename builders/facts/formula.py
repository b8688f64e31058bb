"""A formula (算法) as declared: a small expression language, read with Python's own parser and an allow-list of nodes.

Names are facts, views, columns and thresholds; calls are the functions of the vocabulary. No attribute of a Python
object is ever touched: ``本期.状态`` is a column path.
"""

from __future__ import annotations

import ast

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import UsageError

_ALLOWED = (
    ast.Expression, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.UnaryOp, ast.USub, ast.Not,
    ast.BoolOp, ast.And, ast.Or, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn,
    ast.Name, ast.Load, ast.Attribute, ast.Constant, ast.List, ast.Call,
)  # fmt: skip


class FormulaFault(Exception):
    """A formula that cannot be evaluated; the message is a Chinese sentence without a place."""


class Absent(Exception):
    """A value that does not exist here (no earlier period, nothing to divide by); the message says why, in Chinese."""


def parse(formula: str) -> ast.expr:
    """Return the expression of a formula. Raises FormulaFault."""
    try:
        tree = ast.parse(formula.strip(), mode="eval")
    except (SyntaxError, ValueError, RecursionError):
        raise FormulaFault("算法写法有误") from None
    for node in ast.walk(tree):
        if not isinstance(node, _ALLOWED):
            written = ast.unparse(node) if isinstance(node, ast.expr) else formula
            raise FormulaFault(f"算法中不能使用“{written}”这种写法")
        if isinstance(node, ast.Call) and (node.keywords or not isinstance(node.func, ast.Name)):
            raise FormulaFault("函数应写成“求和(表.列, 条件)”的形式")
        if isinstance(node, ast.Constant) and not isinstance(node.value, str | int | float):
            raise FormulaFault("算法中只能出现数字和带引号的文字")
    return tree.body


def path_of(node: ast.expr) -> tuple[str, ...] | None:
    """Return the dotted names of a column or fact (``("本期", "状态")``), or None for anything else."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        head = path_of(node.value)
        return None if head is None else (*head, node.attr)
    return None


def names_in(node: ast.expr) -> tuple[str, ...]:
    """Return the first part of every name in an expression, functions left out, in order of appearance."""
    functions = {id(call.func) for call in ast.walk(node) if isinstance(call, ast.Call)}
    return tuple(
        dict.fromkeys(part.id for part in ast.walk(node) if isinstance(part, ast.Name) and id(part) not in functions)
    )


def misuse(file: str, line: int, name: str, fault: FormulaFault, formula: str) -> UsageError:
    """Return the error to raise for a rule whose formula cannot be evaluated."""
    problem = Diagnostic(Place(file, line), "F003", f"“{name}”：{fault}", formula, "请对照文件开头的说明改正")
    return UsageError(f"口径文件 {file} 不能使用", [problem])
