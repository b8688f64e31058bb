"""A worksheet (工作表) as it stands in the file: cells with their raw texts, what is merged, what is hidden."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal
from xml.etree.ElementTree import Element

from builders.model.table import column_letter
from builders.sources.catalogue_forms import refusal
from builders.sources.forms.container import Package, local

MOST_CELLS = 1_000_000
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384
_REFERENCE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")

Kind = Literal["number", "text", "logical", "error", "day", "uncounted"]
"""``uncounted`` is a formula without a result; ``day`` is written as a day, not as a number of one."""


@dataclass(frozen=True)
class RawCell:
    """A cell that holds something: ``format`` is the code of its number format, ``General`` where it has none."""

    kind: Kind
    text: str
    format: str = "General"
    formula: bool = False


@dataclass(frozen=True)
class Range:
    """A block of cells, rows and columns counted from 1 and from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int

    def __str__(self) -> str:
        """Return the block as Excel writes it: ``B1:C1``."""
        first, last = f"{column_letter(self.left)}{self.top}", f"{column_letter(self.right)}{self.bottom}"
        return first if first == last else f"{first}:{last}"


@dataclass
class Worksheet:
    """The cells of a sheet by row (from 1) and column (from 0); ``hidden`` are rows and columns that nobody sees."""

    name: str
    cells: dict[int, dict[int, RawCell]] = field(default_factory=dict)
    merged: list[Range] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)

    def text(self, row: int, column: int) -> str:
        """Return the raw text of a cell, trimmed; empty where it holds nothing."""
        cell = self.cells.get(row, {}).get(column)
        return cell.text.strip() if cell else ""

    def is_hidden_column(self, column: int) -> bool:
        """Return whether a column is hidden."""
        return any(first <= column <= last for first, last in self.hidden_columns)


def read_worksheet(package: Package, part: str, name: str, strings: list[str], formats: list[str]) -> Worksheet:
    """Return a sheet; ``strings`` are the shared ones, ``formats`` those of the cell styles. Raises DataError."""
    reading = _Reading(package, Worksheet(name), strings, formats)
    actions: dict[str, Callable[[Element], None]] = {
        "col": reading.column, "c": reading.cell, "mergeCell": reading.merge,
    }  # fmt: skip
    try:
        for event, element in package.events(part, forgotten=4):
            tag = local(element.tag)
            if event == "start":
                if tag == "row":
                    reading.start_row(element)
            elif tag in actions:
                actions[tag](element)
    except (ValueError, IndexError) as fault:
        raise refusal("X104", package.file, f"工作表“{name}”的内容不合规范") from fault
    return reading.sheet


def reference(text: str) -> tuple[int, int]:
    """Return row (from 1) and column (from 0) of ``F12``. Raises ValueError for what is no cell."""
    match = _REFERENCE.fullmatch(text)
    if match is None:
        raise ValueError(text)
    column = 0
    for letter in match[1].upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    row = int(match[2])
    if not (1 <= row <= LAST_ROW and column <= LAST_COLUMN):
        raise ValueError(text)
    return row, column - 1


def unescaped(text: str) -> str:
    """Return a text with ``_x000D_`` and the like as the characters that they stand for."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def plain_text(element: Element) -> str:
    """Return the text of a string item: its runs together, without the readings that stand above characters."""
    parts: list[str] = []
    for child in element:
        match local(child.tag):
            case "t":
                parts.append(child.text or "")
            case "r":
                parts += [part.text or "" for part in child if local(part.tag) == "t"]
    return unescaped("".join(parts))


@dataclass
class _Reading:
    package: Package
    sheet: Worksheet
    strings: list[str]
    formats: list[str]
    row: int = 0
    at: int = -1
    count: int = 0

    def start_row(self, element: Element) -> None:
        self.row = int(element.get("r") or self.row + 1)
        self.at = -1
        if not 1 <= self.row <= LAST_ROW:
            raise ValueError(self.row)
        if element.get("hidden") in ("1", "true"):
            self.sheet.hidden_rows.add(self.row)

    def column(self, element: Element) -> None:
        if element.get("hidden") in ("1", "true"):
            first, last = int(element.get("min", "1")), int(element.get("max", "1"))
            self.sheet.hidden_columns.append((first - 1, last - 1))

    def merge(self, element: Element) -> None:
        first, _, last = element.get("ref", "").partition(":")
        (top, left), (bottom, right) = reference(first), reference(last or first)
        self.sheet.merged.append(Range(top, left, bottom, right))

    def cell(self, element: Element) -> None:
        given = element.get("r")
        row, column = reference(given) if given else (self.row, self.at + 1)
        self.at = column
        found = self._content(element)
        if found is not None:
            self.count += 1
            if self.count > MOST_CELLS:
                raise refusal("X105", self.package.file, f"超过{MOST_CELLS}个单元格")
            self.sheet.cells.setdefault(row, {})[column] = found

    def _content(self, element: Element) -> RawCell | None:
        parts = {local(child.tag): child for child in element}
        formula = "f" in parts
        style = int(element.get("s") or 0)
        shape = self.formats[style] if 0 <= style < len(self.formats) else "General"
        kind = element.get("t", "n")
        value = parts["v"].text if "v" in parts else None
        if kind == "inlineStr" and "is" in parts:
            text = plain_text(parts["is"])
            return RawCell("text", text, shape, formula) if text.strip() else None
        if value is None or (not value.strip() and kind != "str"):
            return RawCell("uncounted", "", shape, True) if formula and kind != "str" else None
        match kind:
            case "s":
                text = self.strings[int(value)]
            case "str" | "inlineStr":
                text = unescaped(value)
            case _:
                kinds: dict[str, Kind] = {"b": "logical", "e": "error", "d": "day"}
                return RawCell(kinds.get(kind, "number"), value.strip(), shape, formula)
        return RawCell("text", text, shape, formula) if text.strip() else None
