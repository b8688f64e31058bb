"""Numbers in cells (数字单元格): what is printed as a number is one, and shows the same digits as print does."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from openpyxl.cell import Cell

TEXT = "@"
"""The format of text: Excel never makes a formula, a date or a number of it, not even when somebody edits the cell."""
_MOST_DIGITS = 15
"""More digits than this Excel would round."""
_NUMBER = re.compile(
    r"(?P<sign>[-−]?)(?P<whole>0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?P<tail>\.[0-9]+)?(?P<percent>%?)"
)


@dataclass(frozen=True)
class Content:
    """What a cell holds: text, or a number with the format that prints it as the document does."""

    value: str | Decimal
    format: str = TEXT


def content(printed: str, *, words: bool = False) -> Content:
    """Return what a cell that prints ``printed`` holds; in a column of ``words`` digits are a code or a year."""
    match = None if words else _NUMBER.fullmatch(printed)
    if match is None:
        return Content(printed)
    digits = match["whole"].replace(",", "") + (match["tail"] or "")
    if len(digits.replace(".", "")) > _MOST_DIGITS:
        return Content(printed)
    number = Decimal(f"{'-' if match['sign'] else ''}{digits}")
    shape = ("#,##0" if "," in match["whole"] else "0") + (match["tail"] and "." + "0" * (len(match["tail"]) - 1) or "")
    return Content(number / 100, f"{shape}%") if match["percent"] else Content(number, shape)


def write_number(cell: Cell, number: Decimal) -> None:
    """Write a number digit by digit as it is: openpyxl would make 9.199999999999999 of 9.2."""
    cell.value = f"{number:f}"
    cell.data_type = "n"
