"""Tables read from CSV: strict, all text first, typed by the schema, every problem placed by row and column."""

from __future__ import annotations

import io
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from builders.core.diagnostics import Diagnostic, Place
from builders.model.rows import PackedRows, PackedTexts, Row, RowBlock
from builders.model.table import Table, TableSchema, column_letter
from builders.sources.cells import CellFault
from builders.sources.columns import ColumnReading, reader_of
from builders.sources.encodings import encoding_of
from builders.sources.files import read_bytes
from builders.sources.headers import MOST_ABOVE, Record, read_header
from builders.sources.quoting import QuoteFault, Records
from builders.sources.strays import stray, stray_cells, torn_number
from builders.sources.table_problems import TableProblems
from builders.sources.workspace import Workspace

LARGEST_TABLE = 200_000_000
_BLOCK = 1000
_MOST_UNPACKED = 10_000
"""So many rows are kept as they are; more are packed."""


def read_table(workspace: Workspace, notice: str, schema: TableSchema) -> tuple[Table | None, list[Diagnostic]]:
    """Return a notice's table, or None when its header is unusable, with everything wrong about it.

    Raises FileError when the file cannot be read, DataError when its encoding cannot be recognised.
    """
    path = workspace.table_file(notice, schema.name)
    shown = workspace.shown(path)
    if not path.exists() and not path.is_symlink():
        return None, [Diagnostic(Place(shown), "D000", f"缺少数据表“{schema.title}”", cure="请补上这个文件")]
    content = read_bytes(path, shown, LARGEST_TABLE)
    encoding = encoding_of(content, shown)
    return _read(io.TextIOWrapper(io.BytesIO(content), encoding, newline=""), shown, schema, encoding)


def parse_table(
    text: str, shown: str, schema: TableSchema, encoding: str = "utf-8-sig"
) -> tuple[Table | None, list[Diagnostic]]:
    """Return the table that ``text`` holds, like ``read_table``."""
    return _read(io.StringIO(text, newline=""), shown, schema, encoding)


def _read(
    stream: Iterable[str], shown: str, schema: TableSchema, encoding: str
) -> tuple[Table | None, list[Diagnostic]]:
    problems = TableProblems(shown)
    if encoding != "utf-8-sig":
        message = f"文件编码为 {encoding.upper()}，已按此读取"
        problems.tell(1, "D010", message, cure="建议另存为“CSV UTF-8”", severity="warning")
    table = _Reading(schema, problems).read(stream)
    return table, sorted(problems.gathered.told(), key=lambda problem: problem.place.line)


@dataclass
class _Reading:
    schema: TableSchema
    problems: TableProblems
    columns: list[ColumnReading] = field(default_factory=list)
    broken: list[QuoteFault] = field(default_factory=list)
    width: int = 0
    unnamed: set[int] = field(default_factory=set)
    """The columns without header that have been told."""
    partial: bool = False
    """Whether a record was left out because its cells are under the wrong headers."""

    def read(self, stream: Iterable[str]) -> Table | None:
        table = self._read(iter(Records(stream, self.broken.append)))
        for fault in self.broken:
            self._tell_broken(fault)
        return table

    def _read(self, records: Iterator[Record]) -> Table | None:
        top = list(islice(records, MOST_ABOVE + 2))
        if top and top[0][1][0].strip().lower() == "sep=":  # Excel's own line, which says that commas separate
            top = top[1:]
        if self.broken and (not top or self.broken[0].line < top[0][0]):
            return None
        if not top:
            titles = "、".join(field_.title for field_ in self.schema.fields)
            self.problems.tell(1, "D001", "文件是空的", cure=f"第一行应为表头：{titles}")
            return None
        header = read_header(top, self.schema, self.problems)
        if header is None:
            return None
        pairs = zip(self.schema.fields, header.columns, strict=True)
        self.columns = [ColumnReading(field_, index) for field_, index in pairs]
        self.width = header.width
        blocks = tuple(self._blocks(chain(top[header.records :], records)))
        self._tell_wide()
        packed = PackedRows(blocks, tuple(reader_of(field_) for field_ in self.schema.fields))
        rows: Sequence[Row] = packed if len(packed) > _MOST_UNPACKED else tuple(packed)
        letters = tuple(map(column_letter, header.columns))
        return Table(self.schema, self.problems.shown, letters, rows, self.partial or bool(self.broken))

    def _blocks(self, records: Iterator[Record]) -> Iterator[RowBlock]:
        while block := list(islice(records, _BLOCK)):
            lines, cells = self._squared(block)
            if lines:
                yield self._block(lines, cells)

    def _squared(self, block: Sequence[Record]) -> tuple[list[int], list[list[str]]]:
        """Return lines and cells of the records of a block, each with as many cells as the header."""
        width = len(self.problems.titles)
        lines, rows = [], []
        for line, cells in block:
            if len(cells) != width:
                found = stray_cells(cells)
                if found:
                    self._tell_stray(line, cells, found)
                    continue
                whole = self._told_ragged(line, cells, width)
                if whole is None:
                    self.partial = True
                    continue
                cells = [*whole[:width], *[""] * (width - len(whole))]
            lines.append(line)
            rows.append(cells)
        return lines, rows

    def _told_ragged(self, line: int, cells: list[str], width: int) -> list[str] | None:
        """Tell a record with too few or too many cells; return its cells, None where it is not known which is which.

        As many as the header has, with its empty ones, are right if those are empty. One more is told even when it is
        empty itself: a comma in a number moves all that follow it, and the last may have been empty.
        """
        extra = next((at for at in range(width, len(cells)) if cells[at].strip()), None)
        if extra is not None and len(cells) == self.width:
            if extra not in self.unnamed:
                message = f"{column_letter(extra)}列没有表头，却有内容"
                self.problems.tell(line, "D019", message, cells[extra].strip(), "请填写表头，或删除这一列")
                self.unnamed.add(extra)
        elif len(cells) != self.width:
            message = f"这一行有{len(cells)}格，表头有{width}格"
            value = cells[extra].strip() if extra is not None else ""
            torn = torn_number(cells) if len(cells) == self.width + 1 else None
            cure = f"像是千位逗号分开了“{torn[1]}”，请去掉逗号" if torn else "请检查是否多了或少了逗号、单元格"
            self.problems.tell(line, "D006", message, torn[1] if torn else value, cure)
            if torn is None:
                return None
            at, number = torn
            return [*cells[:at], number.replace(",", ""), *cells[at + 2 :]]
        return cells

    def _block(self, lines: list[int], cells: list[list[str]]) -> RowBlock:
        """Return a block of rows, packed, after telling what is wrong with them."""
        by_column = list(zip(*cells, strict=True))
        texts = [list(map(str.strip, by_column[column.index])) for column in self.columns]
        faults = [column.faults(block) for column, block in zip(self.columns, texts, strict=True)]
        strays = self._strays(texts, faults)
        if strays:
            for position, found in strays.items():
                self._tell_stray(lines[position], cells[position], found)
            lines = [line for position, line in enumerate(lines) if position not in strays]
            texts = [[text for position, text in enumerate(block) if position not in strays] for block in texts]
        self._tell_cells(lines, texts, faults)
        return RowBlock(array("I", lines), tuple(map(PackedTexts.of, texts)))

    def _strays(
        self, texts: Sequence[Sequence[str]], faults: Sequence[dict[str, CellFault]]
    ) -> dict[int, tuple[str, str, str]]:
        """Return the rows of a block that are no data; only those with something odd are looked at."""
        odd: set[int] = set()
        for column, block, bad in zip(self.columns, texts, faults, strict=True):
            wanted = set(bad)
            if column.field.required or column.field.name in self.schema.primary_key:
                wanted.add("")
            wanted |= column.totals(block)
            if not wanted.isdisjoint(block):
                odd |= {position for position, text in enumerate(block) if text in wanted}
        found = {position: stray([block[position] for block in texts], self.schema) for position in odd}
        return {position: each for position, each in sorted(found.items()) if each}

    def _tell_cells(self, lines: list[int], texts: Sequence[list[str]], faults: Sequence[dict[str, CellFault]]) -> None:
        for column, block, bad in zip(self.columns, texts, faults, strict=True):
            for position, text in enumerate(block) if bad else ():
                if text in bad:
                    fault = bad[text]
                    self.problems.tell(lines[position], fault.code, fault.message, text, fault.cure, column.index)
            for position in column.rounded(block):
                message, cure = "第15位以后都是0，像是被 Excel 改过", "请核对；这一列应设为文本格式"
                line, text = lines[position], block[position]
                self.problems.tell(line, "D020", message, text, cure, column.index, "warning")
            column.count_wide(lines, block, bad)

    def _tell_wide(self) -> None:
        """Tell in one warning how many full-width numbers there were, at the place of the first."""
        wide = sorted((*column.first_wide, column.index) for column in self.columns if column.wide)
        if wide:
            line, text, index = wide[0]
            message = f"有{sum(column.wide for column in self.columns)}个单元格用了全角数字，已按半角读取"
            self.problems.tell(line, "D011", message, text, "建议改成半角", index, "warning")

    def _tell_stray(self, line: int, cells: Sequence[str], found: tuple[str, str, str]) -> None:
        code, message, cure = found
        value = next((cell.strip() for cell in cells if cell.strip()), "")
        self.problems.tell(line, code, message, value, cure)

    def _tell_broken(self, fault: QuoteFault) -> None:
        column = fault.column if self.problems.titles else None
        if fault.quoted:
            cure = "请检查这一格的引号是否成对"
            self.problems.tell(fault.line, "D002", "引号没有配对", fault.text, cure, column)
        else:
            self.problems.tell(fault.line, "D013", "单元格太长（超过13万字）", fault.text, "请检查引号是否成对", column)
