"""The text of a CSV file (CSV 原文): its records as they stand, piece by piece; a change touches nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_PIECE = re.compile(r'"(?:[^"]|"")*"|[^,\r\n]*')
_END = re.compile(r"\r\n|\n|\r")
_NEEDS_QUOTES = re.compile(r'[,"\r\n]|^\s|\s$')


@dataclass(frozen=True)
class Record:
    """One record: the line that it begins in, its cells with their quotes, and its line end (none at the end)."""

    line: int
    pieces: tuple[str, ...]
    end: str

    @property
    def text(self) -> str:
        """The record as it stands in the file."""
        return ",".join(self.pieces) + self.end


@dataclass
class Edits:
    """What shall change, by the line in which a record begins: cells by column, records that go, records that come."""

    cells: dict[int, dict[int, str]] = field(default_factory=dict)
    removed: set[int] = field(default_factory=set)
    added: dict[int, list[tuple[str, ...]]] = field(default_factory=dict)
    """New records by the line of the record that they stand behind."""


def split_records(text: str) -> list[Record]:
    """Return the records of a well-formed CSV file, blank ones too; joined again they are the text.

    Raises ValueError where a quoted cell is followed by something else than a comma.
    """
    records = []
    at, line = 0, 1
    while at < len(text):
        start, pieces = at, []
        while True:
            piece = _PIECE.match(text, at)
            assert piece is not None  # an empty cell matches
            pieces.append(piece.group())
            at = piece.end()
            if at >= len(text) or text[at] != ",":
                break
            at += 1
        end = _END.match(text, at)
        if end is None and at < len(text):
            raise ValueError(f"line {line}")
        at = end.end() if end else at
        records.append(Record(line, tuple(pieces), end.group() if end else ""))
        line += len(_END.findall(text[start:at]))
    return records


def edited(text: str, edits: Edits) -> str:
    """Return the text with the edits: quoting, line ends and a missing last line end are kept."""
    records = split_records(text)
    ends = [record.end for record in records if record.end]
    usual = ends[-1] if ends else "\n"
    made: list[Record] = []
    for record in records:
        if record.line not in edits.removed:
            made.append(_changed(record, edits.cells.get(record.line, {})))
        pattern = record if record.pieces != ("",) else made[-1]
        made += [Record(0, _like(cells, pattern), usual) for cells in edits.added.get(record.line, ())]
    if made and records:
        made = [*(_ended(record, record.end or usual) for record in made[:-1]), _ended(made[-1], records[-1].end)]
    return "".join(record.text for record in made)


def piece_of(text: str, like: str) -> str:
    """Return a cell as it is written into the file: quoted where it must be, or where the one it replaces was."""
    quoted = like.startswith('"') or _NEEDS_QUOTES.search(text)
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if quoted else text


def bare(piece: str) -> str:
    """Return what a cell says without its quotes."""
    return piece[1:-1].replace('""', '"') if piece.startswith('"') else piece


def _changed(record: Record, cells: Mapping[int, str]) -> Record:
    pieces = [
        piece_of(cells[column], piece) if column in cells else piece for column, piece in enumerate(record.pieces)
    ]
    return Record(record.line, tuple(pieces), record.end)


def _like(cells: Sequence[str], pattern: Record) -> tuple[str, ...]:
    """Return a new record with the quoting of another one."""
    likes: Iterable[str] = (*pattern.pieces, *[""] * len(cells))
    return tuple(piece_of(text, like) for text, like in zip(cells, likes, strict=False))


def _ended(record: Record, end: str) -> Record:
    return Record(record.line, record.pieces, end)
