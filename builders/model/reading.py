"""A reading (读出的内容) of a document: paragraphs, tables and facts, to be compared with those of another version."""

from __future__ import annotations

from dataclasses import dataclass

from builders.model.fact import CellRef


@dataclass(frozen=True)
class Grid:
    """A table as print shows it: its name (表1　项目金额), the head of its columns and the texts of its rows."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Stated:
    """A fact that a document prints: full name, value with unit as text, and the cells that it came from."""

    name: str
    value: str
    cells: tuple[CellRef, ...] = ()


@dataclass(frozen=True)
class Reading:
    """What a document says: ``name`` is what it is called in a comparison, ``version`` which one it is."""

    name: str
    version: str = ""
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Grid, ...] = ()
    facts: tuple[Stated, ...] = ()
