"""Rules of single cells (单元格规则): required, one of the list, of the form, inside the range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from builders.checks.repairs import as_text, repair
from builders.core.cap import MOST_ALIKE
from builders.core.diagnostics import Diagnostic
from builders.core.suggest import nearest
from builders.model.fact import Value
from builders.model.rows import ColumnBlock
from builders.model.table import Field, Table

Fault = tuple[str, str, str]
"""Code, message and cure."""


def check_cells(table: Table) -> Iterator[Diagnostic]:
    """Yield what the schema forbids in the table's cells, column by column."""
    for field in table.schema.fields:
        yield from _Column(table, field).faults()


@dataclass
class _Column:
    table: Table
    field: Field
    judged: int = 0
    """How many different wrong texts have been compared with what is right."""

    @cached_property
    def required(self) -> bool:
        return self.field.required or self.field.name in self.table.schema.primary_key

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.field.pattern, re.ASCII)  # or \d would accept full-width digits

    @cached_property
    def merges(self) -> bool:
        """Whether rows below one another may well have the same value here, as merged cells have."""
        alone = self.field.unique or self.table.schema.primary_key == (self.field.name,)
        return self.field.type in ("string", "date") and not alone

    def faults(self) -> Iterator[Diagnostic]:
        above = (0, "")
        for block in self.table.column(self.field.name):
            found = {text: tuple(self._faults(text, block.values[text])) for text in self._suspects(block)}
            if found:
                yield from self._told(block, found, above)
            filled = self.merges and next(((line, text) for line, text in _backwards(block) if text), None)
            above = filled or above

    def _suspects(self, block: ColumnBlock) -> set[str]:
        """Return the texts of a block that break a rule, each rule held against all of them at a time.

        A unit that has not even the form of one is told by who knows the units.

        A cell that could not be read has been told, and is not told again.
        """
        field = self.field
        values = {text: value for text, value in block.values.items() if value is not None}
        found = {""} & block.values.keys() if self.required else set()
        if field.enum:
            found |= values.keys() - set(field.enum)
        if field.pattern and field.role != "unit":
            found |= {text for text in values if not self.pattern.fullmatch(text)}
        if field.minimum is not None or field.maximum is not None:
            least = Decimal("-Infinity") if field.minimum is None else field.minimum
            most = Decimal("Infinity") if field.maximum is None else field.maximum
            found |= {
                text for text, value in values.items() if isinstance(value, Decimal) and not least <= value <= most
            }
        return found

    def _told(
        self, block: ColumnBlock, found: dict[str, tuple[Fault, ...]], above: tuple[int, str]
    ) -> Iterator[Diagnostic]:
        for line, text in zip(block.lines, block.texts, strict=True):
            place = self.table.place_at(line, self.field.name)
            for code, message, cure in found.get(text, ()):
                if not text and self.merges and above[0]:
                    message = f"不能为空，像是合并单元格（第{above[0]}行是“{above[1]}”）"
                    cure = f"如是合并的，请取消合并并填写“{above[1]}”"
                yield Diagnostic(place, code, message, text, cure)
            above = (line, text) if text else above

    def _faults(self, text: str, value: Value | None) -> Iterator[Fault]:
        field = self.field
        if not text:
            if self.required:
                yield "T002", "不能为空", "请填写"
            return
        if field.enum and text not in field.enum:
            near = nearest(text, field.enum) if self._is_early() else None
            yield "T003", "不在可选值中", f"是否指“{near}”？" if near else f"可填：{'、'.join(field.enum)}"
        if field.pattern and field.role != "unit" and not self.pattern.fullmatch(text):
            yield self._misshapen(text)
        if isinstance(value, Decimal):
            if field.minimum is not None and value < field.minimum:
                yield "T005", f"小于最小值{field.minimum}{field.unit}", "请核对数字和单位"
            if field.maximum is not None and value > field.maximum:
                yield "T006", f"大于最大值{field.maximum}{field.unit}", "请核对数字和单位"

    def _is_early(self) -> bool:
        """Say whether the mend of a further text is worth looking for: those behind the first thousand are not told."""
        self.judged += 1
        return self.judged <= MOST_ALIKE

    def _misshapen(self, text: str) -> Fault:
        early = self._is_early()
        found = repair(text, lambda candidate: self.pattern.fullmatch(candidate) is not None) if early else None
        if found:
            return "T004", f"格式不对，{found[0]}", as_text(*found)
        wanted = f"应为{self.field.explain}" if self.field.explain else f"应符合格式 {self.field.pattern}"
        return "T004", "格式不对", wanted + (f"，如 {self.field.example}" if self.field.example else "")


def _backwards(block: ColumnBlock) -> Iterator[tuple[int, str]]:
    return zip(reversed(block.lines), reversed(block.texts), strict=True)
