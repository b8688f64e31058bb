"""Columns (列宽): how wide the columns of a sheet are, in characters of Excel, and how tall a folded text is.

A table prints as wide as a landscape page of A4. One that is much wider would be printed too small, so its widest
columns are folded as far as it takes; what cannot be folded (numbers, short words) keeps its width.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil
from unicodedata import east_asian_width

NARROWEST, WIDEST = 6.0, 36.0
FOLDED = 14.0
"""No column is folded to less: six characters a line."""
PAGE = 165.0
"""What a landscape page of A4 holds at four fifths of full size, 9 pt."""
_ROOM = 2.0
"""What Excel keeps free beside the text."""
_SHORT_HEADER, _HEADER_LINES = 10, 2
"""A header that is longer may be folded into so many lines before it widens its column."""
_CHARACTER = 2.1
"""How many columns a Chinese character takes: Excel counts digits of a narrower face."""


def column_width(header: str, cells: Iterable[str]) -> float:
    """Return the width of a column: its longest cell where that is not too wide, the rest is folded."""
    longest = max((width(line) for cell in cells for line in cell.split("\n")), default=0)
    folded = width(header) if width(header) <= _SHORT_HEADER else ceil(width(header) / _HEADER_LINES)
    return min(max(longest + _ROOM, folded + _ROOM, NARROWEST), WIDEST)


def fitted(widths: Sequence[float]) -> list[float]:
    """Return the widths with the widest cut to one width, so that together they fit on a page where that can be."""
    cap = WIDEST
    while cap > FOLDED and sum(min(width, cap) for width in widths) > PAGE:
        cap -= 1
    return [min(width, cap) for width in widths]


def line_count(text: str, columns: float) -> int:
    """Return how many lines a text takes in a cell of so many columns: rather one too many than one too few."""
    characters = max(int(columns / _CHARACTER), 1)
    return sum(max(1, ceil(width(line) / 2 / characters)) for line in text.split("\n"))


def width(text: str) -> int:
    """Return how many columns a text takes; a Chinese character is as wide as two digits."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
