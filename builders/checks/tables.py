"""Rules of one table: its cells, its keys, its references, and whose a row may be."""

from __future__ import annotations

from builders.checks.cells import check_cells
from builders.checks.keys import check_keys
from builders.checks.owners import check_owners
from builders.checks.references import check_references
from builders.core.cap import CappedProblems
from builders.core.diagnostics import Diagnostic, Place
from builders.model.notice import Notice
from builders.model.table import Dataset


def check_dataset(dataset: Dataset, notice: Notice) -> list[Diagnostic]:
    """Return everything that the schemas and the notice forbid in the tables; of many alike, the first and a count."""
    problems = CappedProblems()
    for table in dataset.tables:
        problems.extend(check_cells(table))
        problems.extend(check_keys(table))
        problems.extend(check_references(table, dataset))
        problems.extend(check_owners(table, notice))
        if not table.rows and table.schema.with_role("stated") is None:  # what is submitted is recorded later
            problems.add(Diagnostic(Place(table.file), "T001", "表中没有数据", cure="请至少填写一行"))
    return problems.told()
