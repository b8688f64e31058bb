"""A column being read (读列): block by block, each different text once, sound blocks at one glance."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from dataclasses import field as initial
from decimal import Decimal
from functools import cache, partial

from builders.model.fact import Value
from builders.model.rows import Reader
from builders.model.table import Field
from builders.sources.cell_fault import NULLS
from builders.sources.cells import CellFault, half_width, is_rounded, read_cell
from builders.sources.strays import is_total

_MOST_REMEMBERED = 5000


@dataclass
class ColumnReading:
    """A field's column at ``index`` of the file; ``wide`` counts its full-width numbers, of which one is kept."""

    field: Field
    index: int
    wide: int = 0
    first_wide: tuple[int, str] = (0, "")
    _known: dict[str, CellFault | None] = initial(default_factory=dict)

    def faults(self, texts: Sequence[str]) -> dict[str, CellFault]:
        """Return what is wrong with each faulty text of a block."""
        if _is_sound(texts, self.field):
            return {}
        found = {}
        for text in set(texts):
            if text not in self._known:
                self._remember(text)
            fault = self._known[text]
            if fault:
                found[text] = fault
        return found

    def totals(self, texts: Sequence[str]) -> set[str]:
        """Return the texts of a block that name a sum of rows."""
        joined = "".join(texts)
        if "计" not in joined and "均" not in joined:
            return set()
        return {text for text in set(texts) if ("计" in text or "均" in text) and is_total(text)}

    def count_wide(self, lines: Sequence[int], texts: Sequence[str], faults: dict[str, CellFault]) -> None:
        """Count the full-width numbers and days that have been read all the same."""
        if self.field.type == "string" or all(map(str.isascii, texts)):
            return
        for line, text in zip(lines, texts, strict=True):
            if half_width(text) != text and text not in faults:
                self.first_wide = self.first_wide if self.wide else (line, text)
                self.wide += 1

    def rounded(self, texts: Sequence[str]) -> list[int]:
        """Return the positions of codes that look as if Excel had rounded them."""
        if self.field.type != "string" or not any(map(is_rounded, texts)):
            return []
        return [position for position, text in enumerate(texts) if is_rounded(text)]

    def _remember(self, text: str) -> None:
        if len(self._known) >= _MOST_REMEMBERED:
            self._known.clear()
        try:
            if text:
                read_cell(text, self.field)
            self._known[text] = None
        except CellFault as fault:
            self._known[text] = fault


_INTEGERS = re.compile(r"(?:-?[0-9]{1,15})?(?:\n(?:-?[0-9]{1,15})?)*")


def _is_sound(texts: Iterable[str], field: Field) -> bool:
    """Say whether one look at all texts shows that nothing can be wrong with them: most blocks are so."""
    match field.type:
        case "string":
            joined = "".join(texts)
            plain = joined.isascii() and joined.isprintable() and "E" not in joined and "#" not in joined
            return plain and NULLS.isdisjoint(texts)
        case "integer":
            return _INTEGERS.fullmatch("\n".join(texts)) is not None
        case "number":
            return _numbers(field.places).fullmatch("\n".join(texts)) is not None
        case _:
            return False


@cache
def _numbers(places: int) -> re.Pattern[str]:
    number = rf"(?:-?[0-9]{{1,15}}(?:\.[0-9]{{1,{places}}})?)?" if places else "(?:-?[0-9]{1,15})?"
    return re.compile(rf"{number}(?:\n{number})*")


def values_of(texts: Iterable[str], field: Field) -> dict[str, Value | None]:
    """Return the value of each different text, None for one that is empty or cannot be read."""
    different = set(texts)
    if field.type == "string" and _is_sound(different, field):
        return {text: text or None for text in different}
    if field.type in ("integer", "number") and _is_sound(different, field) and "-" not in "".join(different):
        return {text: Decimal(text) if text else None for text in different}
    return {text: _value_of(text, field) for text in different}


def _value_of(text: str, field: Field) -> Value | None:
    try:
        return read_cell(text, field) if text else None
    except CellFault:
        return None


def reader_of(field: Field) -> Reader:
    """Return what makes a field's values of texts."""
    return partial(values_of, field=field)
