"""Rows of a table (数据行): few as they are, many packed column by column, so that a million fit into memory."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import overload

from builders.model.fact import Value

Reader = Callable[[Iterable[str]], Mapping[str, Value | None]]
"""What makes values of cells' texts; None for one that is empty or cannot be read."""


@dataclass(frozen=True)
class Row:
    """One row: physical line in the file (header is 1), typed values and raw texts in schema order; None is empty."""

    line: int
    values: tuple[Value | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class ColumnBlock:
    """A stretch of one column: lines and texts of its cells from the top, and what each different text means."""

    lines: Sequence[int]
    texts: Sequence[str]
    values: Mapping[str, Value | None]


@dataclass(frozen=True)
class PackedTexts:
    """Some hundred texts as one, and where each ends in it."""

    joined: str
    ends: array[int]

    @classmethod
    def of(cls, texts: Sequence[str]) -> PackedTexts:
        """Pack texts."""
        return cls("".join(texts), array("I", accumulate(map(len, texts))))

    def all(self) -> list[str]:
        """Return the texts."""
        return list(map(self.joined.__getitem__, map(slice, [0, *self.ends], self.ends)))

    def at(self, index: int) -> str:
        """Return one text."""
        return self.joined[self.ends[index - 1] if index else 0 : self.ends[index]]


@dataclass(frozen=True)
class RowBlock:
    """Some hundred rows: their lines, and their texts column by column in schema order."""

    lines: array[int]
    columns: tuple[PackedTexts, ...]


@dataclass(frozen=True, eq=False)
class PackedRows(Sequence[Row]):
    """Many rows, kept as packed texts; a row and its values are made each time that they are asked for."""

    blocks: tuple[RowBlock, ...]
    readers: tuple[Reader, ...]

    @cached_property
    def _starts(self) -> list[int]:
        """The index of each block's first row, and behind them the number of rows."""
        return [0, *accumulate(len(block.lines) for block in self.blocks)]

    def __len__(self) -> int:
        """Return the number of rows."""
        return self._starts[-1]

    @overload
    def __getitem__(self, index: int) -> Row: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Row]: ...
    def __getitem__(self, index: int | slice) -> Row | Sequence[Row]:
        """Return one row, or several."""
        if isinstance(index, slice):
            return [self[each] for each in range(*index.indices(len(self)))]
        at = index + len(self) if index < 0 else index
        if not 0 <= at < len(self):
            raise IndexError(index)
        number = bisect_right(self._starts, at) - 1
        block, inside = self.blocks[number], at - self._starts[number]
        texts = tuple(column.at(inside) for column in block.columns)
        values = tuple(read((text,))[text] for read, text in zip(self.readers, texts, strict=True))
        return Row(block.lines[inside], values, texts)

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows, block by block."""
        for number, block in enumerate(self.blocks):
            columns = [_block(self, number, index) for index in range(len(block.columns))]
            texts = zip(*(column.texts for column in columns), strict=True)
            values = zip(*(map(column.values.__getitem__, column.texts) for column in columns), strict=True)
            for line, row_values, row_texts in zip(block.lines, values, texts, strict=True):
                yield Row(line, row_values, row_texts)

    def column(self, index: int) -> Iterator[ColumnBlock]:
        """Yield one column, a block at a time."""
        return (_block(self, number, index) for number in range(len(self.blocks)))

    @cached_property
    def lines(self) -> Sequence[int]:
        """The line of each row, ascending."""
        found = array("I")
        for block in self.blocks:
            found.extend(block.lines)
        return found


def _block(rows: PackedRows, number: int, index: int) -> ColumnBlock:
    texts = rows.blocks[number].columns[index].all()
    return ColumnBlock(rows.blocks[number].lines, texts, rows.readers[index](texts))
