"""Findings on the screen (检验结果表): a table of a hundred columns, folded as Chinese is."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

if TYPE_CHECKING:
    from builders.conform.finding import Finding

COLUMNS = (("条款", 8), ("检验项目", 12), ("要求", 22), ("实测", 18), ("允差", 8), ("结论", 8), ("位置", 18))
"""Names and widths; one column stands between two."""
RED, DIM, PLAIN = "\x1b[1;31m", "\x1b[2m", "\x1b[0m"
STYLES = {"不符合": RED, "无法判断": DIM}

_PIECE = re.compile(r"[（《〈“‘〔]*(?:[A-Za-z0-9.%×±～/#—-]+|.)[，。、；：？！）》〉”’〕]*")
"""What is never divided: a number or a word, the marks that open before it and those that close behind it."""


def findings_table(findings: Sequence[Finding]) -> str:
    """Return the rows as a table, the verdicts in colour on a terminal."""
    head = _row([name for name, _ in COLUMNS], "")
    lines = [head, "─" * (sum(width for _, width in COLUMNS) + len(COLUMNS) - 1)]
    for finding in findings:
        rule, verdict = finding.rule, finding.verdict.value
        cells = (rule.clause, rule.subject, rule.required, finding.measured, rule.tolerance, verdict, finding.where)
        lines.append(_row(cells, STYLES.get(verdict, "") if sys.stdout.isatty() else ""))
    return "\n".join(lines)


def _row(cells: Sequence[str], style: str) -> str:
    """Return a row of the table: as many lines as its tallest cell."""
    folded = [fold(cell, width) for cell, (_, width) in zip(cells, COLUMNS, strict=True)]
    lines = []
    for level in range(max(map(len, folded))):
        parts = [cell[level] if level < len(cell) else "" for cell in folded]
        padded = [part + " " * (width - columns(part)) for part, (_, width) in zip(parts, COLUMNS, strict=True)]
        lines.append(" ".join(padded).rstrip())
    return "\n".join(f"{style}{line}{PLAIN}" if style else line for line in lines)


def fold(text: str, width: int) -> list[str]:
    """Return a text in lines of at most ``width`` columns; a closing mark never begins one, a number is not divided."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if columns(piece) > width:
            for character in piece:
                _add(lines, character, width)
        else:
            _add(lines, piece, width)
    return lines


def _add(lines: list[str], piece: str, width: int) -> None:
    if columns(lines[-1]) + columns(piece) > width:
        lines.append("")
    lines[-1] += piece


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
