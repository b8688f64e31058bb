"""A fact (数据事实): a value with its lineage, that is, the formula and the cells that it came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Value = Decimal | date | str


@dataclass(frozen=True, order=True)
class CellRef:
    """A source cell (来源单元格): file and line as an editor shows them, header and Excel letter, text as it stands.

    ``citation`` is the public source that the row names (引注), empty for a county's own data.
    """

    file: str
    line: int
    letter: str
    column: str
    text: str
    citation: str = ""

    def __str__(self) -> str:
        """Return the cell as a clerk finds it: ``data/…/projects.csv 第5行 I列“总投资”=“120.00”``."""
        letter = f"{self.letter}列" if self.letter else ""
        return f"{self.file} 第{self.line}行 {letter}“{self.column}”=“{self.text}”"


@dataclass(frozen=True)
class Fact:
    """A value under a Chinese name, with unit, formula and source cells; ``places`` is decimals in print.

    ``key`` tells apart the members of a group (各任务完成投资 by 任务); it is empty for a single fact.
    """

    name: str
    value: Value
    unit: str = ""
    formula: str = ""
    places: int = 2
    key: str = ""
    sources: tuple[CellRef, ...] = ()

    @property
    def title(self) -> str:
        """The full name: ``各任务完成投资（推进智能化服务）``."""
        return f"{self.name}（{self.key}）" if self.key else self.name


@dataclass(frozen=True)
class FactUse:
    """One place where a fact is printed: line of the manuscript, heading that it stands under, text as printed.

    ``fact`` is the fact's position among the manuscript's facts; two facts may bear one title.
    """

    title: str
    text: str
    line: int
    section: str
    fact: int
