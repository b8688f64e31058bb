"""Validation (数据有效性): Excel's own drop-down lists and limits for a column of a form, with Chinese texts."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.datavalidation import DataValidation

from builders.model.form import FormColumn, printed_value
from builders.model.table import Field
from builders.typeset.xlsx.explanations import requirement, shape_of

LONGEST_LIST = 255
"""Excel takes no longer list in the cell's own rule; a longer one stands on a sheet."""
_LONGEST_TITLE, _LONGEST_PROMPT = 32, 220
_MOST = "999999999999999"


def validation(column: FormColumn, reference: str | None, cells: str) -> DataValidation | None:
    """Return the rule for the ``cells`` (``F4:F203``) of a column; ``reference`` is where a long list stands.

    None for a text that may be anything.
    """
    rule = _rule(column, reference)
    if rule is None:
        return None
    text = requirement(column)[:_LONGEST_PROMPT]
    title = column.field.title[:_LONGEST_TITLE]
    rule.allow_blank = True
    rule.showInputMessage = rule.showErrorMessage = True
    rule.promptTitle, rule.prompt = title, text
    rule.errorTitle, rule.error = "填写有误"[:_LONGEST_TITLE], f"{text}请按要求重新填写。"[:_LONGEST_PROMPT]
    rule.errorStyle = "stop"
    rule.add(cells)
    return rule


def listed(values: Sequence[str]) -> str | None:
    """Return a short list as the cell's own rule writes it, or None for one that must stand on a sheet."""
    text = ",".join(values)
    plain = not any(mark in value for value in values for mark in ',"') and all(v == v.strip() for v in values)
    return f'"{text}"' if plain and len(text) <= LONGEST_LIST else None


def _rule(column: FormColumn, reference: str | None) -> DataValidation | None:
    field = column.field
    if column.choices:
        own = listed([printed_value(choice.value) for choice in column.choices])
        return DataValidation(type="list", formula1=reference or own)
    if field.type == "date":
        return DataValidation(type="date", operator="between", formula1="DATE(1900,1,1)", formula2="DATE(2100,12,31)")
    if field.type in ("integer", "number"):
        return _limits(field)
    shape = shape_of(field.pattern) if field.pattern else None
    return DataValidation(type="textLength", operator="equal", formula1=str(shape.length)) if shape else None


def _limits(field: Field) -> DataValidation:
    low = printed_value(field.minimum) or f"-{_MOST}"
    high = printed_value(field.maximum) or _MOST
    whole = field.type == "integer" or not field.places
    return DataValidation(type="whole" if whole else "decimal", operator="between", formula1=low, formula2=high)
