"""The Excel writer (电子表格): the same document gives the same bytes; fixed times, no formula, no macro, no link."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.writer.excel import ExcelWriter

from builders.core.errors import ContentError
from builders.model.document import Document
from builders.model.manuscript import Manuscript
from builders.typeset.xlsx.leaves import leaves
from builders.typeset.xlsx.sheet import fill
from builders.typeset.zipped import fixed_zip


def write(manuscript: Manuscript, document: Document) -> bytes:
    """Return the bytes of the .xlsx: a sheet for each table. Raises ContentError for a document without tables."""
    found = leaves(document, manuscript.name)
    if not found:
        raise ContentError(f"“{manuscript.name}”没有表，不能生成 Excel 文件。请在通知的 formats 中去掉 xlsx。")
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for leaf in found:
        fill(workbook.create_sheet(leaf.name), leaf, tuple(filter(None, (*manuscript.marks, manuscript.draft_version))))
    moment = manuscript.moment.replace(tzinfo=None)
    workbook.properties = DocumentProperties(
        title=manuscript.name, creator=manuscript.author or None, created=moment, modified=moment,
        version=manuscript.version,
    )  # fmt: skip
    loose = BytesIO()
    # Not `save`, which writes the time of the day into the file.
    ExcelWriter(workbook, ZipFile(loose, "w")).save()
    return fixed_zip(loose.getvalue(), manuscript.moment)
