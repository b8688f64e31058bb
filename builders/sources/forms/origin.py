"""The origin of a form (来历), as its hidden sheet tells it: which table of whom, and what the rows were."""

from __future__ import annotations

from builders.model.form import ORIGIN, Origin
from builders.sources.catalogue_forms import refusal
from builders.sources.forms.workbook import Workbook

_HEAD = ("notice", "table", "unit", "schema", "rows")


def read_origin(workbook: Workbook) -> Origin | None:
    """Return where a workbook comes from, None where it is not our form.

    Raises DataError when the hidden sheet has been changed: nobody could say then what the clerk has changed.
    """
    if ORIGIN not in workbook.sheets:
        return None
    sheet = workbook.sheet(ORIGIN)
    head = {sheet.text(line, 0): sheet.text(line, 1) for line in range(1, len(_HEAD) + 1)}
    if set(head) != set(_HEAD):
        raise refusal("X137", workbook.file)
    first = len(_HEAD) + 1
    fields = tuple(sheet.text(first, column) for column in sorted(sheet.cells.get(first, ())))
    lines = [line for line in sorted(sheet.cells) if line > first]
    rows = tuple(tuple(sheet.text(line, column) for column in range(len(fields))) for line in lines)
    origin = Origin(head["notice"], head["table"], head["unit"], head["schema"], fields, rows)
    if origin.digest != head["rows"]:
        raise refusal("X137", workbook.file)
    return origin
