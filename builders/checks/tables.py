"""Rules of one table: its cells, its keys, its references, and whose a row may be."""

from __future__ import annotations

from collections.abc import Iterator

from builders.checks.cells import check_cells
from builders.checks.keys import check_keys
from builders.checks.references import check_references
from builders.checks.repairs import as_text, repair
from builders.core.cap import CappedProblems
from builders.core.diagnostics import Diagnostic, Place
from builders.model.notice import Notice
from builders.model.table import Dataset, Table


def check_dataset(dataset: Dataset, notice: Notice) -> list[Diagnostic]:
    """Return everything that the schemas and the notice forbid in the tables; of many alike, the first and a count."""
    problems = CappedProblems()
    for table in dataset.tables:
        problems.extend(check_cells(table))
        problems.extend(check_keys(table))
        problems.extend(check_references(table, dataset))
        problems.extend(_check_units(table, notice))
        if not table.rows and table.schema.with_role("stated") is None:  # what is submitted is recorded later
            problems.add(Diagnostic(Place(table.file), "T001", "表中没有数据", cure="请至少填写一行"))
    return problems.told()


def _check_units(table: Table, notice: Notice) -> Iterator[Diagnostic]:
    units = {unit.code: unit for unit in notice.units}
    for field in (field for field in table.schema.fields if field.role == "unit"):
        levels = {units[text].level for block in table.column(field.name) for text in block.values if text in units}
        known = [unit for unit in notice.units if unit.level in levels or not levels]
        listed = "、".join(f"{unit.code} {unit.name}" for unit in known)
        named = {name: unit.code for unit in known for name in unit.names}
        for block in table.column(field.name):
            strange = {text for text in block.values if text and text not in units}
            for line, text in zip(block.lines, block.texts, strict=True) if strange else ():
                if text in strange:
                    message, cure = "通知中没有这个报送单位", f"可填：{listed}"
                    found = repair(text, units.__contains__)
                    if text in named:
                        cure = f"请填写代码 {named[text]}"
                    elif found and found[1]:
                        message, cure = f"{message}，{found[0]}", as_text(*found)
                    yield Diagnostic(table.place_at(line, field.name), "T009", message, text, cure)
