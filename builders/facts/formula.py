"""A formula (算法) as declared: a small expression language, read with Python's own parser and an allow-list of nodes.

Names are facts, views, columns and thresholds; calls are the functions of the vocabulary. No attribute of a Python
object is ever touched: ``本期.状态`` is a column path. A numeral is the Decimal that was written, never a float.
"""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Callable
from decimal import Decimal
from functools import cache

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import UsageError

LONGEST_FORMULA = 1000
CONNECTIVES: dict[str, Callable[[bool, bool], bool]] = {
    "蕴含": lambda one, other: not one or other,
    "当且仅当": lambda one, other: one == other,
}
"""What joins two conditions besides and, or: the first brings the second with it; both hold or neither."""
FILLED = "有值"
"""The condition that a cell is filled in, or that a fact has a value here."""
DEEPEST_FORMULA = 50
_ALLOWED = (
    ast.Expression, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Div, ast.UnaryOp, ast.USub, ast.Not,
    ast.BoolOp, ast.And, ast.Or, ast.Compare, ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.In, ast.NotIn,
    ast.Name, ast.Load, ast.Attribute, ast.Constant, ast.List, ast.Call,
)  # fmt: skip
_NUMERAL = re.compile(r"[0-9]+(\.[0-9]+)?")
_FULL_WIDTH = re.compile(r"[，（）；：＞＜＝！＋－＊／×÷“”‘’０-９]")


class Numeral(Decimal):
    """A number as a formula writes it, which messages print that way."""

    def __repr__(self) -> str:
        """Return the digits."""
        return str(self)


class FormulaFault(Exception):
    """A formula that cannot be evaluated; the message is a Chinese sentence without a place.

    ``line`` and ``formula`` are known when the fault lies in one part of a rule (a computed column).
    """

    def __init__(self, message: str, line: int = 0, formula: str = "") -> None:
        """Keep the sentence and, where known, the part of the rule."""
        super().__init__(message)
        self.line = line
        self.formula = formula


class Absent(Exception):
    """A value that does not exist here (no earlier period, nothing to divide by); the message says why, in Chinese."""


@cache
def parse(formula: str) -> ast.expr:
    """Return the expression of a formula, each numeral a constant that holds a Decimal. Raises FormulaFault.

    The same formula gives the same tree, which nobody changes, so that what is made of it can be kept too.
    """
    source = formula.strip()
    if len(source) > LONGEST_FORMULA:
        raise FormulaFault(f"算法太长（超过{LONGEST_FORMULA}字）")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)  # of 1(2), which is refused below
            tree = ast.parse(source, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        hint = "，标点和数字要用英文半角" if _FULL_WIDTH.search(source) else ""
        raise FormulaFault(f"算法写法有误{hint}") from None
    waiting: list[tuple[ast.AST, int]] = [(tree, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > DEEPEST_FORMULA:
            raise FormulaFault("算法太复杂，请分成几个数据来写")
        _check(node, source)
        waiting += [(child, depth + 1) for child in ast.iter_child_nodes(node)]
    return tree.body


def _check(node: ast.AST, source: str) -> None:
    if not isinstance(node, _ALLOWED):
        written = ast.unparse(node) if isinstance(node, ast.expr) else source
        raise FormulaFault(f"算法中不能使用“{written}”这种写法")
    if isinstance(node, ast.Call) and (node.keywords or not isinstance(node.func, ast.Name)):
        raise FormulaFault("函数应写成“求和(表.列, 条件)”的形式")
    if isinstance(node, ast.Attribute) and path_of(node) is None:
        raise FormulaFault(f"算法中不能使用“{ast.unparse(node)}”这种写法")
    if isinstance(node, ast.Compare) and len(node.ops) > 1:
        raise FormulaFault("比较要两项两项地写，用 and 连接")
    if isinstance(node, ast.Constant) and not (isinstance(node.value, str) and node.kind is None):
        written = ast.get_source_segment(source, node) or ""
        if not _NUMERAL.fullmatch(written):
            raise FormulaFault(f"算法中只能出现数字和带引号的文字，不能使用“{written}”")
        node.value = Numeral(written)  # type: ignore[assignment]  # the tree is ours and never compiled


def path_of(node: ast.expr) -> tuple[str, ...] | None:
    """Return the dotted names of a column or fact (``("本期", "状态")``), or None for anything else."""
    if isinstance(node, ast.Name):
        return (node.id,)
    if isinstance(node, ast.Attribute):
        head = path_of(node.value)
        return None if head is None else (*head, node.attr)
    return None


def is_test(node: ast.expr) -> bool:
    """Return whether an expression is true or false: a comparison, or several joined."""
    match node:
        case ast.Compare() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
            return True
        case ast.Call(func=ast.Name(id=name)):
            return name in (*CONNECTIVES, FILLED)
    return False


def filled(node: ast.Call) -> ast.expr | None:
    """Return what a call of 有值 asks about; None for any other call. Raises FormulaFault unless it is one thing."""
    if not (isinstance(node.func, ast.Name) and node.func.id == FILLED):
        return None
    if len(node.args) != 1:
        raise FormulaFault(f"{FILLED}需要1项，写了{len(node.args)}项，应写成“{FILLED}(列)”")
    return node.args[0]


def connected(node: ast.Call) -> tuple[Callable[[bool, bool], bool], ast.expr, ast.expr] | None:
    """Return how a call of a connective joins its two conditions, and those; None for any other call.

    Raises FormulaFault when there are not two.
    """
    name = node.func.id if isinstance(node.func, ast.Name) else ""
    if name not in CONNECTIVES:
        return None
    if len(node.args) != 2:
        raise FormulaFault(f"{name}需要2项，写了{len(node.args)}项，应写成“{name}(条件甲, 条件乙)”")
    return CONNECTIVES[name], node.args[0], node.args[1]


def misuse(file: str, line: int, name: str, fault: FormulaFault, formula: str) -> UsageError:
    """Return the error to raise for a rule whose formula cannot be evaluated."""
    place = Place(file, fault.line or line)
    cure = "请对照文件开头的说明改正"
    problem = Diagnostic(place, "F003", f"“{name}”：{fault}", fault.formula or formula, cure)
    return UsageError(f"口径文件 {file} 不能使用", [problem])
