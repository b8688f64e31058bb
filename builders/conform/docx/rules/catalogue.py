"""The catalogue (规则目录): every check of a .docx in the order of the clauses."""

from __future__ import annotations

from builders.conform.docx.rules import (
    annex_note,
    annexes,
    closing,
    corner,
    folio,
    headings,
    imprint,
    mark,
    number_line,
    page,
    red_rule,
    special,
    tables,
    text,
    title,
)
from builders.conform.docx.sampling import Check
from builders.conform.finding import Rule

CHECKS: tuple[Check, ...] = tuple(
    check
    for module in (
        page, text, corner, mark, number_line, red_rule, title, headings, annex_note, closing, annexes, imprint, folio,
        tables, special,
    )
    for check in module.CHECKS
)  # fmt: skip
RULES: tuple[Rule, ...] = tuple(check.rule for check in CHECKS)
