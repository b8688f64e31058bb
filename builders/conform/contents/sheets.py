"""Sheets (工作表): the cells of a workbook, shown and hidden, each with the header above it and the cell before it."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator

from builders.conform.contents.excerpt import Excerpt, needs_context
from builders.conform.contents.markup import parsed
from builders.conform.docx.names import RELATIONSHIP, Element, R

BOOK = "xl/workbook.xml"
SHARED = "xl/sharedStrings.xml"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_HIDDEN = {"hidden": "（隐藏）", "veryHidden": "（深度隐藏）"}
_CODES = re.compile(r'&(?:"[^"]*"|[A-Z]|\d{1,3}(?= ))')
_HEADS = 4
"""Rows from the top among which the header of a column is looked for."""

Read = Callable[[str], bytes]


def read_sheets(read: Read) -> Iterator[Excerpt]:
    """Yield the cells of a workbook: texts, numbers and formulas. ``read`` returns a part, empty when there is none."""
    shared = _shared(read(SHARED))
    used: set[int] = set()
    book = parsed(read(BOOK))
    targets = _targets(read("xl/_rels/workbook.xml.rels"))
    for sheet in () if book is None else book.iter(f"{_S}sheet"):
        where = f"工作表“{sheet.get('name', '')}”{_HIDDEN.get(sheet.get('state', ''), '')}"
        yield Excerpt("工作表名称", sheet.get("name", ""))
        root = parsed(read(targets.get(sheet.get(f"{R}id", ""), "")))
        if root is not None:
            yield from _cells(root, where, shared, used)
            yield from _margins(root, where)
    for index, text in enumerate(shared):
        if index not in used:
            yield Excerpt("工作簿里删去的单元格文字", text)


def _cells(root: Element, where: str, shared: list[str], used: set[int]) -> Iterator[Excerpt]:
    heads: dict[str, str] = {}
    for number, row in enumerate(root.iter(f"{_S}row")):
        before = ""
        for cell in row.iterfind(f"{_S}c"):
            place = cell.get("r", "")
            letters = re.sub(r"\d", "", place)
            text = _text(cell, shared, used)
            if text:
                context = f"{before} {heads.get(letters, '')}" if needs_context(text) else ""
                yield Excerpt(f"{where}!{place}", text, context)
                before = text
                if number < _HEADS and not needs_context(text):
                    heads[letters] = f"{heads.get(letters, '')} {text}"
            formula = cell.findtext(f"{_S}f")
            if formula:
                yield Excerpt(f"{where}!{place} 的公式", formula)


def _margins(root: Element, where: str) -> Iterator[Excerpt]:
    """Yield what is printed above and below each page, without the codes that say where and how."""
    margins = root.find(f"{_S}headerFooter")
    for each in () if margins is None else margins:
        yield Excerpt(f"{where}的页眉页脚", _CODES.sub(" ", each.text or ""))


def _text(cell: Element, shared: list[str], used: set[int]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(each.text or "" for each in cell.iter(f"{_S}t"))
    value = cell.findtext(f"{_S}v") or ""
    if cell.get("t") == "s":
        index = int(value) if value.isdecimal() else -1
        used.add(index)
        return shared[index] if 0 <= index < len(shared) else ""
    return _plain_number(value)


def _plain_number(value: str) -> str:
    """Return a number without exponent, as the cell shows a long one: ``1.3800001111E10``."""
    if "E" not in value.upper():
        return value.removesuffix(".0")
    try:
        return f"{float(value):.0f}"
    except (ValueError, OverflowError):
        return value


def _shared(content: bytes) -> list[str]:
    root = parsed(content) if content else None
    strings = () if root is None else root.iter(f"{_S}si")
    return ["".join(each.text or "" for each in string.iter(f"{_S}t")) for string in strings]


def _targets(content: bytes) -> dict[str, str]:
    root = parsed(content) if content else None
    return {
        each.get("Id", ""): posixpath.normpath(posixpath.join("xl", each.get("Target", ""))).lstrip("/")
        for each in (() if root is None else root.iter(RELATIONSHIP))
    }
