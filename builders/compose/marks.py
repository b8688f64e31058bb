"""Marks (记号): what stands around printed facts and before each line while a template is rendered.

They are made of characters that Unicode keeps for a program's own use, so no text may hold them; ``bare`` takes them
out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FACT, _TEXT, _END, _LINE, _AT, _STOP = (chr(code) for code in range(0xFDD0, 0xFDD6))
FORBIDDEN = re.compile("[\ufdd0-\ufdef]")
"""The characters that no text may hold."""

_MARK = re.compile(
    f"{_FACT}(?P<index>\\d+){_TEXT}(?P<text>[^{_END}]*){_END}|{_LINE}(?P<file>[^{_AT}]*){_AT}(?P<line>\\d+){_STOP}"
)
LINE_START = f"^(?:{_LINE}[^{_AT}]*{_AT}\\d+{_STOP})*"
"""A pattern of where a line's own text begins, behind its mark."""


@dataclass(frozen=True)
class FactMark:
    """A printed fact: its index in the trace and its Markdown."""

    index: int
    markdown: str


@dataclass(frozen=True)
class LineMark:
    """The file and line that the text up to the next such mark came from."""

    file: str
    line: int


def mark_fact(index: int, markdown: str) -> str:
    """Return Markdown marked as printing a fact."""
    return f"{_FACT}{index}{_TEXT}{markdown}{_END}"


def mark_line(file: str, line: int) -> str:
    """Return the mark that says where the text after it came from."""
    return f"{_LINE}{file}{_AT}{line}{_STOP}"


def bare(marked: str) -> str:
    """Return text without marks."""
    return _MARK.sub(lambda match: match["text"] or "", marked)


def pieces(marked: str) -> Iterator[FactMark | LineMark | str]:
    """Yield what a marked line holds, in order: plain text, printed facts and line marks."""
    position = 0
    for match in _MARK.finditer(marked):
        if match.start() > position:
            yield marked[position : match.start()]
        position = match.end()
        if match["index"] is not None:
            yield FactMark(int(match["index"]), match["text"])
        else:
            yield LineMark(match["file"], int(match["line"]))
    if position < len(marked):
        yield marked[position:]
