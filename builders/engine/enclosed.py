"""Enclosed data (随包数据): the tables in a bundle, read by the rules of one's own workspace, never by the bundle's."""

from __future__ import annotations

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import DataError
from builders.deliver.bag.opening import Opened, Unopenable
from builders.deliver.bundle_layout import SOURCES
from builders.model.notice import Notice
from builders.model.table import Dataset, Table
from builders.sources.encodings import decode
from builders.sources.schemas import read_schema
from builders.sources.tables import LARGEST_TABLE, parse_table
from builders.sources.workspace import Workspace

HOME = f"data/{SOURCES}/"


def enclosed_dataset(opened: Opened, workspace: Workspace, notice: Notice) -> tuple[Dataset, list[Diagnostic]]:
    """Return the tables of a bundle, and what is wrong with them.

    A table that the bundle does not hold is not there. Raises UsageError for a schema of the workspace.
    """
    tables: list[Table] = []
    problems: list[Diagnostic] = []
    for name in notice.tables:
        file = workspace.shown(workspace.table_file(notice.id, name))
        if HOME + file not in opened.sizes:
            continue
        try:
            text, encoding = decode(opened.read(HOME + file, LARGEST_TABLE), file)
            table, found = parse_table(text, file, read_schema(workspace, name), encoding)
        except DataError as fault:
            problems += fault.diagnostics or [Diagnostic(Place(file), "D008", fault.message)]
            continue
        except Unopenable as fault:
            raise DataError(str(fault)) from fault
        problems += found
        tables += [table] if table is not None else []
    return Dataset(tuple(tables)), problems
