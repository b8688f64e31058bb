"""The writer of forms (填报表单): a unit's table as a workbook that guides who fills it in; same form, same bytes."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from builders.model.form import CHOICES, GUIDE, KEYS, ORIGIN, Form, FormColumn, printed_value, sheet_name
from builders.typeset.xlsx.cellstyle import cell_at, dress, number_format, side_of, write_text, write_value
from builders.typeset.xlsx.columns import column_width
from builders.typeset.xlsx.formtable import fill_table
from builders.typeset.xlsx.guide import fill_guide
from builders.typeset.xlsx.stylesheet import in_schema_order
from builders.typeset.xlsx.validation import listed
from builders.typeset.zipped import fixed_zip


def write_form(form: Form, moment: datetime) -> bytes:
    """Return the bytes of the .xlsx: the table, the explanations, the keys of other tables, and where it comes from.

    ``moment`` is the time that goes into the file.
    """
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    table = workbook.create_sheet(sheet_name(form.schema.title))
    fill_guide(workbook.create_sheet(GUIDE), form)
    fill_table(table, form, _references(workbook, form))
    _origin(workbook.create_sheet(ORIGIN), form)
    stamp = moment.replace(tzinfo=None)
    workbook.properties = DocumentProperties(
        title=form.title, creator="、".join(form.notice.issuers) or None, created=stamp, modified=stamp
    )
    loose = BytesIO()
    # Not `save`, which writes the time of the day into the file.
    ExcelWriter(workbook, ZipFile(loose, "w")).save()
    return fixed_zip(in_schema_order(loose.getvalue()), moment)


def _references(workbook: Workbook, form: Form) -> dict[str, str]:
    """Write the lists that are too long for a cell's rule, and return their names by the column's code name."""
    references = {}
    sourced = [column for column in form.columns if column.source and column.choices]
    long = [c for c in form.columns if c.choices and not c.source and listed(_texts(c)) is None]
    for name, columns in ((KEYS, sourced), (CHOICES, long)):
        if columns:
            sheet = workbook.create_sheet(name)
            for number, column in enumerate(columns):
                place = _list(sheet, number * 3 + 1, column)
                label = f"list_{form.columns.index(column) + 1}"
                workbook.defined_names[label] = DefinedName(label, attr_text=f"{quote_sheetname(name)}!{place}")
                references[column.field.name] = label
            sheet.freeze_panes = "A2"
            if name == CHOICES:
                sheet.sheet_state = "hidden"
            sheet.protection.sheet = True
    return references


def _texts(column: FormColumn) -> list[str]:
    return [printed_value(choice.value) for choice in column.choices]


def _list(sheet: Worksheet, first: int, column: FormColumn) -> str:
    """Write a list with what its values stand for, and return where the values stand: ``$A$2:$A$9``."""
    source = column.source or column.field.title
    for at, text in enumerate((column.field.title, f"{source}名称" if column.source else "")):
        if text:
            cell = cell_at(sheet, 1, first + at)
            write_text(cell, text)
            dress(cell, "center", locked=True, bold=True)
    for line, choice in enumerate(column.choices, 2):
        cell = cell_at(sheet, line, first)
        write_value(cell, choice.value, printed_value(choice.value), column.field)
        cell.number_format = number_format(column.field)
        dress(cell, side_of(column.field), locked=True)
        if column.source:
            beside = cell_at(sheet, line, first + 1)
            write_text(beside, choice.label)
            dress(beside, "left", locked=True)
    letters = get_column_letter(first), get_column_letter(first + 1)
    sheet.column_dimensions[letters[0]].width = column_width(column.field.title, _texts(column))
    sheet.column_dimensions[letters[1]].width = column_width(source, [choice.label for choice in column.choices])
    return f"${letters[0]}$2:${letters[0]}${len(column.choices) + 1}"


def _origin(sheet: Worksheet, form: Form) -> None:
    """Write where the form comes from: names and values, then the rows as they stand in the data, all as text."""
    origin = form.origin
    head = [
        ("notice", origin.notice), ("table", origin.table), ("unit", origin.unit), ("schema", origin.schema),
        ("rows", origin.digest),
    ]  # fmt: skip
    for line, row in enumerate([*head, origin.fields, *origin.rows], 1):
        for at, text in enumerate(row, 1):
            write_text(cell_at(sheet, line, at), text)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
