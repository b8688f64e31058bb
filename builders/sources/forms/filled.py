"""Filled forms (填好的表): the rows of a table in a workbook, every problem placed by sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from builders.core.diagnostics import Diagnostic, Place
from builders.model.fact import Value
from builders.model.form import AUXILIARY, REMOVE, FilledForm, FilledRow, Origin
from builders.model.table import TableSchema, column_letter
from builders.sources.catalogue_forms import problem
from builders.sources.cells import CellFault, read_cell
from builders.sources.forms.celltext import cell_text
from builders.sources.forms.header import Header, find_header
from builders.sources.forms.workbook import Workbook
from builders.sources.forms.worksheet import RawCell, Worksheet

_TOTALS = ("合计", "总计", "小计", "共计")
_NOTES = ("必填", "选填")
_FORMULA, _RISKY = ("=", "＝"), ("+", "-", "@", "＋", "－", "＠")


def fitting_sheets(workbook: Workbook, schema: TableSchema) -> dict[str, Header]:
    """Return the visible sheets that have the table's header."""
    found = {}
    for name in workbook.sheets:
        if name not in AUXILIARY and name not in workbook.hidden:
            header = find_header(workbook.sheet(name), schema, workbook.file)
            if header is not None:
                found[name] = header
    return found


def read_filled(
    workbook: Workbook, schema: TableSchema, origin: Origin | None
) -> tuple[FilledForm | None, list[Diagnostic]]:
    """Return the table's rows that stand in a workbook, None where it is not there, with everything wrong about them.

    Raises DataError for a sheet that cannot be read at all.
    """
    file = workbook.file
    fitting = fitting_sheets(workbook, schema)
    whole = {name: header for name, header in fitting.items() if header.found == len(schema.fields)} or fitting
    if len(whole) != 1:
        if not whole:
            sheets = "、".join(name for name in workbook.sheets if name not in workbook.hidden)
            message = f"没有找到“{schema.title}”表（有工作表：{sheets}）"
            return None, [problem("X110", Place(file), message=message)]
        return None, [problem("X111", Place(file), "、".join(whole))]
    [(name, header)] = whole.items()
    reading = _Reading(file, workbook.sheet(name), header, schema, workbook.since_1904)
    reading.problems += header.problems
    reading.problems += _hidden_sheets(workbook)
    if any(one.severity == "error" for one in header.problems):
        return None, reading.problems
    rows = tuple(reading.rows())
    reading.tell()
    letters = tuple(column_letter(column) for column in header.columns)
    return FilledForm(file, name, schema, letters, rows, origin), reading.problems


def _hidden_sheets(workbook: Workbook) -> Iterator[Diagnostic]:
    for name in workbook.sheets:
        if name in workbook.hidden and name not in AUXILIARY:
            cells = workbook.sheet(name).cells
            if cells:
                yield problem("X120", Place(workbook.file, sheet=name))


@dataclass
class _Reading:
    file: str
    sheet: Worksheet
    header: Header
    schema: TableSchema
    since_1904: bool
    problems: list[Diagnostic] = field(default_factory=list)
    noted: list[tuple[int, int, str, str]] = field(default_factory=list)
    """Row, column, text and note of the cells that were put right."""
    counted: list[tuple[int, int]] = field(default_factory=list)
    """Row and column of the formulas."""
    lines: list[int] = field(default_factory=list)

    def rows(self) -> Iterator[FilledRow]:
        """Yield the rows below the header that hold something."""
        for line in sorted(line for line in self.sheet.cells if line > self.header.row):
            cells = [self.sheet.cells[line].get(column) for column in self.header.columns]
            if not any(cells) or (line == self.header.row + 1 and _is_note(cells)):
                continue
            self.lines.append(line)
            first = next(cell.text for cell in cells if cell)
            if "".join(first.split()).rstrip("：:") in _TOTALS:
                self._report("X123", line, self.header.columns[0], first)
                continue
            yield self._row(line, cells)

    def _row(self, line: int, cells: Sequence[RawCell | None]) -> FilledRow:
        texts: list[str] = []
        values: list[Value | None] = []
        unread: set[int] = set()
        for position, cell in enumerate(cells):
            text, value = self._cell(line, position, cell) if cell else ("", None)
            texts.append(text)
            values.append(value)
            if value is None and cell and (text or cell.kind == "uncounted"):
                unread.add(position)
        action = self.sheet.text(line, self.header.action) if self.header.action is not None else ""
        if action and action != REMOVE and self.header.action is not None:
            cure = f"要删除这一行请写“{REMOVE}”，否则请留空"
            self._report("X121", line, self.header.action, action, "不认识的处理", cure)
        return FilledRow(line, tuple(values), tuple(texts), action == REMOVE, frozenset(unread))

    def _cell(self, line: int, position: int, cell: RawCell) -> tuple[str, Value | None]:
        """Return text and value of a cell that holds something; what is wrong with it is told and leaves no value."""
        one, column = self.schema.fields[position], self.header.columns[position]
        if cell.kind == "uncounted":
            self._report("X117", line, column)
            return "", None
        if cell.formula:
            self.counted.append((line, column))
        try:
            found = cell_text(cell, one, self.since_1904)
            value = read_cell(found.text, one) if found.text else None
        except CellFault as fault:
            self._report("X121", line, column, cell.text.strip(), fault.message, fault.cure)
            return cell.text.strip(), None
        if found.note:
            self.noted.append((line, column, cell.text.strip(), found.note))
        if one.type == "string" and found.text.startswith(_FORMULA):
            self._report("X124", line, column, found.text)
        elif one.type == "string" and found.text.startswith(_RISKY):
            self._report("X125", line, column, found.text)
        return found.text, value

    def tell(self) -> None:
        """Report what concerns many cells at once: merged, hidden, formulas, and what was put right."""
        last = max(self.lines, default=self.header.row)
        columns = set(self.header.columns)
        for block in self.sheet.merged:
            inside = self.header.row < block.top <= last
            if inside and columns & set(range(block.left, block.right + 1)):
                self._report("X116", block.top, block.left, str(block), f"合并了单元格 {block}")
        rows = [line for line in self.lines if line in self.sheet.hidden_rows]
        hidden = [f"第{span}行" for span in spans(rows)]
        hidden += [f"{column_letter(c)}列" for c in sorted(columns) if self.sheet.is_hidden_column(c)]
        if hidden:
            place = Place(self.file, rows[0] if rows else self.header.row, sheet=self.sheet.name)
            self.problems.append(problem("X119", place, "、".join(hidden)))
        if self.counted:
            line, column = self.counted[0]
            self._report("X118", line, column, "", f"有{len(self.counted)}个单元格是公式，已读取保存时的结果")
        for note, group in groupby(sorted(self.noted, key=lambda each: each[3]), key=lambda each: each[3]):
            cells = list(group)
            line, column, text, _ = cells[0]
            self._report("X122", line, column, text, f"有{len(cells)}个单元格写法不规范（{note}），已按规范读取")

    def _report(
        self, code: str, line: int, column: int, value: str = "", message: str = "", cure: str = ""
    ) -> None:
        titles = dict(zip(self.header.columns, (one.title for one in self.schema.fields), strict=True))
        place = Place(self.file, line, column_letter(column), titles.get(column, ""), sheet=self.sheet.name)
        self.problems.append(problem(code, place, value, message, cure))


def spans(numbers: Iterable[int]) -> list[str]:
    """Return ascending numbers as spans: ``5—7``, ``9``."""
    found: list[list[int]] = []
    for number in numbers:
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return [f"{span[0]}—{span[-1]}" if len(span) > 1 else str(span[0]) for span in found]


def _is_note(cells: Sequence[RawCell | None]) -> bool:
    """Return whether a row is that of the explanations, which a form has below its header."""
    return all(cell is not None and cell.text.startswith(_NOTES) for cell in cells)
