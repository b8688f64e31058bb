"""The rules for PDF (检验项目): all of them, in the order of the clauses."""

from __future__ import annotations

from builders.conform.pdf.judging import Check
from builders.conform.pdf.rules import (
    across,
    annexes,
    closing,
    folio,
    headings,
    imprint,
    letter,
    masthead,
    minutes,
    number,
    page,
    text,
    title,
)

CHECKS: tuple[Check, ...] = (
    *page.CHECKS,
    *text.CHECKS,
    *masthead.CHECKS,
    *number.CHECKS,
    *title.CHECKS,
    *text.BODY,
    *headings.CHECKS,
    *closing.CHECKS,
    *annexes.CHECKS,
    *imprint.CHECKS,
    *folio.CHECKS,
    *across.CHECKS,
    *letter.CHECKS,
    *minutes.CHECKS,
)
