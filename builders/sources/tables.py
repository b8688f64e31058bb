"""Tables read from CSV: strict, all text first, typed by the schema, every problem placed by row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from builders.core.diagnostics import Diagnostic, Place, Severity
from builders.core.suggest import nearest
from builders.model.fact import Value
from builders.model.table import Row, Table, TableSchema, column_letter
from builders.sources.cells import CellFault, half_width, read_cell
from builders.sources.encodings import decode
from builders.sources.files import read_bytes
from builders.sources.workspace import Workspace

LARGEST_TABLE = 200_000_000
_SEPARATORS = "\t;；，|"


def read_table(workspace: Workspace, notice: str, schema: TableSchema) -> tuple[Table | None, list[Diagnostic]]:
    """Return a notice's table, or None when its header is unusable, with everything wrong about it.

    Raises FileError when the file cannot be read, DataError when its encoding cannot be recognised.
    """
    path = workspace.table_file(notice, schema.name)
    shown = workspace.shown(path)
    if not path.exists() and not path.is_symlink():
        return None, [Diagnostic(Place(shown), "D000", f"缺少数据表“{schema.title}”", cure="请补上这个文件")]
    text, encoding = decode(read_bytes(path, shown, LARGEST_TABLE), shown)
    return parse_table(text, shown, schema, encoding)


def parse_table(
    text: str, shown: str, schema: TableSchema, encoding: str = "utf-8-sig"
) -> tuple[Table | None, list[Diagnostic]]:
    """Return the table that ``text`` holds, like ``read_table``."""
    reading = _Reading(shown, schema)
    if encoding not in ("utf-8-sig", "utf-16"):
        message = f"文件编码为 {encoding.upper()}，已按此读取"
        reading.report(1, "D010", message, cure="建议另存为“CSV UTF-8”", severity="warning")
    table = reading.read(text)
    return table, reading.problems


@dataclass
class _Reading:
    shown: str
    schema: TableSchema
    problems: list[Diagnostic] = field(default_factory=list)
    header: list[str] = field(default_factory=list)
    wide: list[tuple[int, int, str]] = field(default_factory=list)
    """Line, column and text of the numbers and dates that hold full-width digits."""

    def read(self, text: str) -> Table | None:
        records = self._records(text)
        first = next(records, None)
        if first is None:
            titles = "、".join(field_.title for field_ in self.schema.fields)
            self.report(1, "D001", "文件是空的", cure=f"第一行应为表头：{titles}")
            return None
        line, self.header = first[0], [cell.strip() for cell in first[1]]
        columns = self._columns(line)
        if columns is None:
            return None
        rows = tuple(self._row(line, cells, columns) for line, cells in records)
        self._count_wide()
        letters = tuple(column_letter(column) for column in columns)
        return Table(self.schema, self.shown, letters, rows)

    def _records(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Yield line and cells of every record that is not blank; a quoting fault ends the reading."""
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        line = 1
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield line, cells
                line = reader.line_num + 1
        except csv.Error as fault:
            message = "单元格太长，可能是引号没有配对" if "field limit" in str(fault) else "引号没有配对"
            self.report(line, "D002", message, cure="请检查这一行起的引号是否成对")

    def _columns(self, line: int) -> list[int] | None:
        """Return where each field of the schema stands, or None when the header does not fit."""
        known = [field.title for field in self.schema.fields]
        before = len(self.problems)
        if len(self.header) == 1 < len(known) and any(self.header[0].split(mark)[0] in known for mark in _SEPARATORS):
            cure = "请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”"
            self.report(line, "D009", "列之间不是英文逗号", cure=cure)
            return None
        for index, title in enumerate(self.header):
            if not title:
                self.report(line, "D003", f"{column_letter(index)}列的表头是空的", cure="请填写表头，或删除这一列")
            elif title not in known:
                free = [name for name in known if name not in self.header]
                near = nearest(title, free)
                cure = f"是否指“{near}”？" if near else f"可用的表头有：{'、'.join(known)}"
                self.report(line, "D003", "不认识的表头", title, cure, index)
            elif self.header.index(title) != index:
                first = column_letter(self.header.index(title))
                self.report(line, "D004", f"表头重复，{first}列已有", title, "请删除一列", index)
        for title in known:
            if title not in self.header:
                self.report(line, "D005", f"缺少表头“{title}”", cure="请补上这一列")
        return None if len(self.problems) > before else [self.header.index(title) for title in known]

    def _row(self, line: int, cells: list[str], columns: list[int]) -> Row:
        if len(cells) != len(self.header):
            message = f"这一行有{len(cells)}格，表头有{len(self.header)}格"
            self.report(line, "D006", message, cure="请检查是否多了或少了逗号、单元格")
        texts = tuple(cells[column].strip() if column < len(cells) else "" for column in columns)
        values: list[Value | None] = []
        for column, text, field_ in zip(columns, texts, self.schema.fields, strict=True):
            try:
                values.append(read_cell(text, field_) if text else None)
            except CellFault as fault:
                self.report(line, "D007", fault.message, text, fault.cure, column)
                values.append(None)
            else:
                if field_.type != "string" and half_width(text) != text:
                    self.wide.append((line, column, text))
        return Row(line, tuple(values), texts)

    def _count_wide(self) -> None:
        if self.wide:
            line, column, text = self.wide[0]
            message = f"有{len(self.wide)}个单元格用了全角数字，已按半角读取"
            self.report(line, "D011", message, text, "建议改成半角", column, "warning")

    def report(
        self,
        line: int,
        code: str,
        message: str,
        value: str = "",
        cure: str = "",
        column: int | None = None,
        severity: Severity = "error",
    ) -> None:
        place = Place(self.shown, line)
        if column is not None:
            place = Place(self.shown, line, column_letter(column), self.header[column])
        self.problems.append(Diagnostic(place, code, message, value, cure, severity))
