"""The hand-over (交出): what a cell gives (text, tables, charts as data) in the house style, every number traced.

A number that was given is the fact itself. One that was computed is a fact of the notebook's cell, with the source
cells of everything that it was computed from. Digits that a cell wrote as text are traced to the cell alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

from builders.compose.faults import Unprintable
from builders.compose.markup import Markdown, escaped
from builders.compose.notebooks.parameters import at
from builders.compose.notebooks.reading import Notebook
from builders.compose.printing import printed_number
from builders.compose.stated import Stated, fact_of
from builders.compose.trace import Trace
from builders.model.fact import Fact

NOTHING = "—"
BLANK = "　"
_WITH_DECIMALS = ("元", "万元", "亿元", "%", "百分点")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SYNTAX = re.compile(r"(\{[^}]*\}|\]\([^)]*\)|<[^>]*>|`[^`]*`|^\s*\d+[.)]\s)", re.MULTILINE)
_IDENTIFIER = re.compile(r"[a-z][a-z0-9-]{0,40}")
_HEADINGS = {str(level): "#" * level for level in range(1, 5)}


@dataclass(frozen=True)
class HandOver:
    """Prints what the cells of a notebook hand over; ``names`` are the template's, ``charts`` its drawing functions."""

    notebook: Notebook
    names: Mapping[str, Any]
    trace: Trace
    charts: Mapping[str, Callable[..., Markdown]]

    def handed(self, content: Mapping[str, Any], cell: int) -> str:
        """Return the Markdown of data that was handed over. Raises Unprintable, TypeError."""
        kind, given = content["kind"], [self._opened(each, cell) for each in content["given"]]
        more = {name: self._opened(value, cell) for name, value in content["more"].items()}
        if kind in self.charts:
            return self.charts[kind](*given, **more)
        printers: dict[str, Callable[..., str]] = {"文": self._paragraph, "标题": self._heading, "表": self._table}
        return printers[kind](cell, given, **more)

    def text(self, plain: str, cell: int) -> str:
        """Return plain text as Markdown that prints exactly so, its digits traced to the cell."""
        printed, last = "", 0
        for match in _NUMBER.finditer(plain):
            printed += escaped(plain[last : match.start()]) + self._written(match.group(), cell)
            last = match.end()
        return printed + escaped(plain[last:])

    def markdown(self, source: str, cell: int) -> str:
        """Return Markdown as it is, with the digits of its words traced to the cell."""
        parts = _SYNTAX.split(source)
        words = [
            part if at % 2 else _NUMBER.sub(lambda found: self._written(found.group(), cell), part)
            for at, part in enumerate(parts)
        ]
        return "".join(words)

    def _written(self, digits: str, cell: int) -> str:
        name = f"{PurePosixPath(self.notebook.name).stem}第{cell}格"
        fact = Fact(name, digits, formula=f"由笔记本 {self.notebook.name} 第{cell}格写出")
        return self.trace.fact(fact, escaped(digits))

    def _opened(self, value: Any, cell: int) -> Any:  # noqa: ANN401 - JSON, and what charts take
        """Return JSON with every number as a stated fact."""
        if isinstance(value, list):
            return [self._opened(each, cell) for each in value]
        if not isinstance(value, Mapping):
            return value
        if "given" in value:
            return at(value["given"], self.names)
        if "number" in value:
            return self._computed(value["number"], value["refs"], cell)
        if "count" in value:
            return self._computed({"value": value["count"], "unit": "", "places": 0, "name": ""}, [], cell)
        if "members" in value:
            return {name: self._opened(each, cell) for name, each in value["members"]}
        if not _IDENTIFIER.fullmatch(str(value["to"])):
            raise Unprintable(f"“见”的标识“{value['to']}”应为小写字母、数字和减号")
        return Markdown(f"[](#{value['to']})")

    def _computed(self, number: Mapping[str, Any], refs: Sequence[Sequence[str | int]], cell: int) -> Stated:
        """Return a computed number as a fact of this cell, with what it was computed from."""
        stem = PurePosixPath(self.notebook.name).stem
        used = dict.fromkeys(f"视图“{ref[1]}”" if ref[0] == "views" else f"“{ref[1]}”" for ref in refs)
        facts = [fact for ref in refs if (fact := fact_of(at(ref, self.names)))]
        return Stated(
            Fact(
                name=number["name"] or f"{stem}第{cell}格",
                value=Decimal(number["value"]),
                unit=number["unit"],
                formula=f"由笔记本 {self.notebook.name} 第{cell}格计算" + (f"，用到{'、'.join(used)}" if used else ""),
                places=number["places"],
                sources=tuple(dict.fromkeys(source for fact in facts for source in fact.sources)),
            ),
            self.trace,
        )

    def _paragraph(self, cell: int, parts: Sequence[object]) -> str:
        return "".join(self._printed(part, cell) for part in parts)

    def _heading(self, cell: int, parts: Sequence[object], 级: str) -> str:
        if 级 not in _HEADINGS:
            raise Unprintable("标题的“级”应是1至4")
        return f"{_HEADINGS[级]} {self._paragraph(cell, parts)}"

    def _table(
        self, cell: int, given: Sequence[Any], 题: str, 标识: str, 单位: str, 合计: bool, 注: str
    ) -> str:  # fmt: skip
        columns, rows = given
        if not rows or any(len(row) != len(columns) for row in rows):
            raise Unprintable(f"表“{题}”没有行，或有一行的格数与列数不同")
        if not _IDENTIFIER.fullmatch(标识):
            raise Unprintable(f"表的标识“{标识}”应为小写字母、数字和减号")
        numbers = [[fact for row in rows if (fact := _number(row[at]))] for at in range(len(columns))]
        lines = [[escaped(column) for column in columns], ["----:" if each else ":-----" for each in numbers]]
        whole = [all(_counts(fact) for fact in each) for each in numbers]
        lines += [[self._in_cell(*each, cell) for each in zip(row, whole, strict=True)] for row in rows]
        options = [f"#{标识}", f'unit="{escaped(单位)}"' if 单位 else "", 'total="true"' if 合计 else ""]
        caption = f": {escaped(题)} {{{' '.join(option for option in options if option)}}}"
        below = f"\n\n::: remark\n注：{self.text(注, cell)}\n:::" if 注 else ""
        return "\n".join(f"| {' | '.join(line)} |" for line in lines) + f"\n\n{caption}{below}"

    def _in_cell(self, value: object, whole: bool, cell: int) -> str:
        """Return a cell; a column of counts has no decimals, any other has the same number of them in every row."""
        if value is None:
            return NOTHING
        if isinstance(value, Stated) and _number(value):
            return str(value.数 if whole else value.表数)
        return self._printed(value, cell) or BLANK

    def _printed(self, part: object, cell: int) -> str:
        if isinstance(part, Stated | Markdown):
            return str(part)
        if isinstance(part, str):
            return self.text(part, cell)
        raise Unprintable("文和表里只能有文字、数字和日期")


def _number(value: object) -> Fact | None:
    fact = fact_of(value)
    return fact if fact and isinstance(fact.value, Decimal) else None


def _counts(fact: Fact) -> bool:
    """Tell a number that needs no decimals, which amounts of money and shares keep for the sake of their column."""
    return fact.unit not in _WITH_DECIMALS and "." not in printed_number(fact.value, fact.places)  # type: ignore[arg-type]  # a number
