"""Decimal points (小数点对齐): what a number lacks at its end so that a column's points stand below one another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from builders.model.document import Table
from builders.typeset.plain import printed

_NUMBER = re.compile(r"[-−+]?[\d,]+(?P<tail>\.\d+)?[%‰]?")


def tails(table: Table) -> tuple[tuple[str, ...], ...]:
    """Return for every cell the digits that would bring it to the most places of its column (``.00``), often none.

    Only columns set at the right are aligned; a word or a dash among their numbers stays at the edge. A writer keeps
    free as much room as the tail would take; it prints nothing there.
    """
    columns = len(table.header)
    by_column = [_column(table, at) for at in range(columns)]
    return tuple(tuple(by_column[at][row] for at in range(columns)) for row in range(len(table.rows)))


def lacking(texts: Sequence[str]) -> list[str]:
    """Return for every text the digits that would bring it to the most places among them; none for words."""
    found = [_NUMBER.fullmatch(text) for text in texts]
    ends = [(match["tail"] or "") if match else None for match in found]
    longest = max(filter(None, ends), key=len, default="")
    return ["" if end is None else longest[len(end) :] for end in ends]


def _column(table: Table, at: int) -> list[str]:
    if at >= len(table.alignments) or table.alignments[at] != "right":
        return [""] * len(table.rows)
    return lacking([printed(row[at]) if at < len(row) else "" for row in table.rows])
