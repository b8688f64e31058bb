"""Whose a row is (报送单位): every unit that a table names is a unit of the notice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from builders.checks.repairs import as_text, repair
from builders.core.diagnostics import Diagnostic
from builders.model.notice import Notice, Unit
from builders.model.table import Field, Table

MOST_LISTED = 20
"""So many units are listed for an unknown one."""
_MESSAGE = "通知中没有这个报送单位"


def check_owners(table: Table, notice: Notice) -> Iterator[Diagnostic]:
    """Yield the cells that name a unit which the notice does not have."""
    for field in table.schema.fields:
        if field.role == "unit":
            yield from _strangers(table, field, notice)


def _strangers(table: Table, field: Field, notice: Notice) -> Iterator[Diagnostic]:
    units = {unit.code: unit for unit in notice.units}
    levels = {units[text].level for block in table.column(field.name) for text in block.values if text in units}
    known = [unit for unit in notice.units if unit.level in levels or not levels]

    @lru_cache(maxsize=1000)
    def answer(text: str) -> tuple[str, str]:
        return _answer(text, known)

    for block in table.column(field.name):
        strange = {text for text in block.values if text and text not in units}
        for line, text in zip(block.lines, block.texts, strict=True) if strange else ():
            if text in strange:
                message, cure = answer(text)
                yield Diagnostic(table.place_at(line, field.name), "T009", message, text, cure)


def _answer(text: str, known: Sequence[Unit]) -> tuple[str, str]:
    """Return what to say of an unknown unit, and what it most likely means."""
    named = {name: unit.code for unit in known for name in unit.names}
    if text in named:
        return _MESSAGE, f"请填写代码 {named[text]}"
    found = repair(text, {unit.code for unit in known}.__contains__)
    if found and found[1]:
        return f"{_MESSAGE}，{found[0]}", as_text(*found)
    listed = "、".join(f"{unit.code} {unit.name}" for unit in known[:MOST_LISTED])
    return _MESSAGE, f"可填：{listed}{'等' if len(known) > MOST_LISTED else ''}"
