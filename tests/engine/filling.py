"""Filling in (填表): a form as a clerk changes it in Excel, with openpyxl in place of the clerk."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from builders.core.diagnostics import Diagnostic
from builders.engine.exchange import make_form
from builders.engine.identifying import Said
from builders.engine.imports import Imported, import_forms
from builders.sources.notices import read_notice
from builders.sources.workspace import Workspace

NOTHING = Said()
Entries = Mapping[str, Any]
"""What is written into which cell: ``F12`` → value; None empties it."""


def form_of(workspace: Workspace, table: str, unit: str, notice: str = "small") -> bytes:
    """Return the form of a table for the unit with that name."""
    read = read_notice(workspace, notice)
    return make_form(workspace, read, table, next(each for each in read.units if unit in each.names))


def filled(form: bytes, entries: Entries, sheet: str | None = None) -> bytes:
    """Return the form with the entries in the sheet, the first one where none is named."""
    book = load_workbook(BytesIO(form))
    page = book[sheet] if sheet else book.worksheets[0]
    assert isinstance(page, Worksheet)
    for place, value in entries.items():
        page[place] = value
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def without_row(form: bytes, line: int) -> bytes:
    """Return the form without a row of its table."""
    book = load_workbook(BytesIO(form))
    book.worksheets[0].delete_rows(line)
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def bring(
    workspace: Workspace, *contents: bytes, said: Said = NOTHING, **options: bool
) -> tuple[list[Imported], list[Diagnostic]]:
    """Import workbooks into the workspace's only notice."""
    paths = []
    for number, content in enumerate(contents, 1):
        path = workspace.root / f"表{number}.xlsx"
        path.write_bytes(content)
        paths.append(path)
    notices = [read_notice(workspace, each) for each in workspace.notice_ids]
    try:
        return import_forms(workspace, notices, [Path(path) for path in paths], said, **options)
    finally:
        for path in paths:
            path.unlink()


def changes(imported: list[Imported]) -> list[str]:
    """Return what happens to which row: ``changed P1、2023-05-31``."""
    return [f"{change.kind} {change.title}" for one in imported for change in one.changes]
