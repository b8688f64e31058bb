"""Columns (列宽): how wide the columns of a sheet are, in characters of Excel, and how tall a folded text is."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from unicodedata import east_asian_width

NARROWEST, WIDEST = 6.0, 36.0
_ROOM = 2.0
"""What Excel keeps free beside the text."""
_HEADER_LINES = 2
"""A header may be folded into so many lines before it widens its column."""


def column_width(header: str, cells: Iterable[str]) -> float:
    """Return the width of a column: its longest cell where that is not too wide, the rest is folded."""
    longest = max((width(line) for cell in cells for line in cell.split("\n")), default=0)
    folded = ceil(width(header) / _HEADER_LINES)
    return min(max(longest + _ROOM, folded + _ROOM, NARROWEST), WIDEST)


def line_count(text: str, columns: float) -> int:
    """Return how many lines a text takes in so many columns."""
    return sum(max(1, ceil(width(line) / columns)) for line in text.split("\n"))


def width(text: str) -> int:
    """Return how many columns a text takes; a Chinese character is as wide as two digits."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
