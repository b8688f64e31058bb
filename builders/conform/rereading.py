"""Rereading (读回): a .docx or .pdf as paragraphs and tables, to be compared with another, in a process of its own.

A PDF knows lines, not paragraphs: one begins where a line is set in or has another size, or where the line before ended
early. Its tables are read as lines of cells. Started as ``python -m builders.conform.rereading``.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from builders.conform.inspecting import kind
from builders.conform.isolated import MEMORY_BYTES, OVERBLOWN, limit_memory
from builders.conform.isolation import run_isolated
from builders.conform.pdf.sheet import Frame, Line
from builders.conform.unreadable import Unreadable
from builders.model.reading import Grid, Reading

_FOLIO = re.compile(r"[—–-]?\s*第?\s*\d+\s*页?\s*[—–-]?")
_EDGE = 0.14
"""The part of a page's height at its head and at its foot where page numbers and running heads stand."""
_SET_IN = 1.5
"""A line that begins so many characters to the right of the text's edge begins a paragraph."""


def reread(content: bytes, name: str) -> Reading:
    """Return what a file that nobody vouches for says. Raises Unreadable, also when reading crashed or swelled."""
    values = run_isolated("builders.conform.rereading", content=content)
    tables = [Grid(each["name"], tuple(each["head"]), tuple(map(tuple, each["rows"]))) for each in values["tables"]]
    return Reading(name, paragraphs=tuple(values["paragraphs"]), tables=tuple(tables))


def read_here(content: bytes) -> Reading:
    """Return what a file says; it is read in this process. Raises Unreadable."""
    return _pdf(content) if kind(content) == "pdf" else _docx(content)


def _docx(content: bytes) -> Reading:
    from builders.conform.docx.reading import read

    document = read(content)
    paragraphs = [each.text for each in document.paragraphs if each.cell is None and each.text]
    cells: dict[int, dict[int, dict[int, list[str]]]] = {}
    captions: dict[int, str] = {}
    last = ""
    for each in document.paragraphs:
        if each.cell is None:
            last = each.text or last
            continue
        place = each.cell
        captions.setdefault(place.table, last)
        cells.setdefault(place.table, {}).setdefault(place.row, {}).setdefault(place.column, []).append(each.text)
    grids = [_grid(captions[table], rows) for table, rows in cells.items()]
    return Reading("", paragraphs=tuple(paragraphs), tables=tuple(grids))


def _grid(caption: str, rows: dict[int, dict[int, list[str]]]) -> Grid:
    """Return a table by its rows; it is called by the paragraph above it, if that is short enough for a name."""
    widest = max(column for row in rows.values() for column in row) + 1
    texts = [tuple("".join(row.get(at, [])) for at in range(widest)) for row in rows.values()]
    return Grid(caption if len(caption) <= 60 else "", texts[0], tuple(texts[1:]))


def _pdf(content: bytes) -> Reading:
    from builders.conform.pdf.reading import read

    frames = [sheet.main for sheet in read(content).sheets]
    running = Counter(line.words for frame in frames for line in _at_edges(frame))
    often = {words for words, count in running.items() if count > 1 and 2 * count > len(frames)}
    paragraphs: list[str] = []
    before: Line | None = None
    edges = [line.left for frame in frames for line in frame.lines]
    left, right = _usual(edges), _usual([line.right for frame in frames for line in frame.lines])
    for frame in frames:
        edge = {id(line) for line in _at_edges(frame)}
        for line in frame.lines:
            if id(line) in edge and (line.words in often or _FOLIO.fullmatch(line.words)):
                continue
            if before is not None and _goes_on(before, line, left, right):
                paragraphs[-1] += line.text
            else:
                paragraphs.append(line.text)
            before = line
    return Reading("", paragraphs=tuple(paragraphs))


def _usual(places: list[float]) -> float:
    """Return where most lines begin or end."""
    return max(Counter(round(place) for place in places).items(), key=lambda each: each[1])[0] if places else 0.0


def _goes_on(before: Line, line: Line, left: float, right: float) -> bool:
    is_full = before.right > right - 2.5 * before.size
    return is_full and abs(line.left - left) < _SET_IN * line.size and abs(before.size - line.size) < 0.6


def _at_edges(frame: Frame) -> Iterator[Line]:
    for line in frame.lines:
        if line.baseline < _EDGE * frame.height or line.baseline > (1 - _EDGE) * frame.height:
            yield line


def main() -> None:
    """Read what is on standard input."""
    limit_memory(MEMORY_BYTES)
    answer: dict[str, Any]
    try:
        answer = asdict(read_here(sys.stdin.buffer.read()))
    except Unreadable as reason:
        answer = {"unreadable": str(reason)}
    except (MemoryError, RecursionError):
        answer = {"unreadable": OVERBLOWN}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
