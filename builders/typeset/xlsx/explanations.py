"""Explanations (填写要求): what a column of a form may hold, in the words of a clerk, made from the schema."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from builders.model.fact import Value
from builders.model.form import OPTIONAL, REQUIRED, FormColumn, printed_value
from builders.model.table import Field

_DAY = "2023-06-08"
_PIECE = re.compile(
    r"(?P<digit>\\d|\[0-9\])|(?P<letter>\[A-Z\]|\[a-z\])|(?P<plain>[^\\\[\](){}?*+|.^$])|\\(?P<sign>[.\-/()])"
)
_COUNT = re.compile(r"\{(\d+)\}")
_MOST_LISTED = 40
"""So many characters of choices are told below a header; longer lists are told on the sheet of explanations."""


@dataclass(frozen=True)
class Shape:
    """What a pattern says (格式): in words, and how long a text of it is."""

    words: str
    length: int


def explanation(column: FormColumn) -> str:
    """Return the explanation below a header: ``必填。数字，单位万元，2位小数，不小于0``."""
    return f"{REQUIRED if column.needed else OPTIONAL}。{_kind(column, full=False)}"


def full_explanation(column: FormColumn) -> str:
    """Return the explanation of the sheet of explanations, with every choice of a list."""
    return _kind(column, full=True)


def requirement(column: FormColumn) -> str:
    """Return what a cell must be, for the box that Excel opens when it is not."""
    return f"“{column.field.title}”应为：{_kind(column, full=False)}。"


def shape_of(pattern: str) -> Shape | None:
    """Return what a pattern of single characters with counts says, or None for one that says more than that."""
    parts: list[tuple[str, str, int]] = []
    at = 0
    while at < len(pattern):
        found = _PIECE.match(pattern, at)
        if found is None:
            return None
        at = found.end()
        count = _COUNT.match(pattern, at)
        at = count.end() if count else at
        times = int(count[1]) if count else 1
        kind = found.lastgroup or ""
        text = found.group(kind) * times if kind in ("plain", "sign") else ""
        kind = "plain" if kind == "sign" else kind
        if parts and parts[-1][0] == kind:
            parts[-1] = (kind, parts[-1][1] + text, parts[-1][2] + times)
        else:
            parts.append((kind, text, times))
    if not parts:
        return None
    names = {"digit": "位数字", "letter": "位字母"}
    words = [f"“{text}”" if kind == "plain" else f"{times}{names[kind]}" for kind, text, times in parts]
    return Shape("加".join(words), sum(times for _, _, times in parts))


def _kind(column: FormColumn, *, full: bool) -> str:
    field = column.field
    if column.source:
        return f"从列表中选“{column.source}”的编号，含义见“编号对照”"
    if column.choices:
        listed = "、".join(printed_value(choice.value) for choice in column.choices)
        return f"从列表中选：{listed}" if full or len(listed) <= _MOST_LISTED else "从列表中选"
    if field.type == "date":
        return f"日期，如{_DAY}"
    if field.type == "string":
        return _words(column)
    decimals = f"，最多{field.places}位小数" if field.type == "number" and field.places else ""
    kind = "整数" if field.type == "integer" or not field.places else "数字"
    unit = f"，单位{field.unit}" if full and field.unit else ""
    return f"{kind}{unit}{decimals}{_range(field)}"


def _words(column: FormColumn) -> str:
    pattern = column.field.pattern
    unique = "，不能重复" if column.field.unique else ""
    if not pattern:
        return f"文字{unique}"
    shape = shape_of(pattern)
    like = f"，如{column.example}" if column.example else ""
    if shape is None:
        return f"与已有的写法相同{like}{unique}" if like else f"文字，格式 {pattern}{unique}"
    return f"{shape.words}{like}{unique}"


def _range(field: Field) -> str:
    low, high = _plain(field.minimum), _plain(field.maximum)
    if low and high:
        return f"，{low}至{high}"
    return f"，不小于{low}" if low else f"，不大于{high}" if high else ""


def _plain(number: Decimal | None) -> str:
    value: Value | None = number
    return printed_value(value)
