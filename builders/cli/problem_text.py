"""Problems on the screen (问题清单): by file, each with its line and a mark below it, in colour on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import groupby
from unicodedata import east_asian_width

from builders.checks.privacy.detecting import mask_text
from builders.core.diagnostics import Diagnostic
from builders.engine.gate.inspection import KINDS, Inspection
from builders.model.table import column_letter
from builders.sources.csvtext import split_records
from builders.sources.excerpts import Excerpts

WORDS = {"error": "错误", "warning": "提醒"}
COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m"}
BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
BEFORE, AFTER = 24, 36
"""So many characters of the line are shown around what is wrong."""
_NOWHERE = -1_000_000


def problems_text(inspection: Inspection, excerpts: Excerpts, most: int) -> str:
    """Return the problems as text, at most so many and the count of the rest, then the counts of all."""
    style = _Style(sys.stdout.isatty())
    shown = inspection.problems[:most]
    parts = []
    for file, problems in groupby(shown, key=lambda each: each.place.file):
        lines = [line for problem in problems for line in _problem(problem, excerpts, style)]
        parts.append("\n".join([style.of(BOLD, file), *lines]))
    rest = inspection.problems[most:]
    if rest:
        parts.append(f"……还有{len(rest)}处没有列出（错误{_errors(rest)}处），可用 --limit 多列一些。")
    return "\n\n".join([*parts, summary(inspection)])


def summary(inspection: Inspection) -> str:
    """Return one sentence on what was looked at and found."""
    seen = "、".join(f"{count}{KINDS[kind]}" for kind, count in inspection.seen)
    excused = f"，例外{len(inspection.excused)}处" if inspection.excused else ""
    if not inspection.problems:
        return f"检查了{seen or '0个文件'}：没有发现问题{excused}。"
    return f"检查了{seen or '0个文件'}：错误{inspection.errors}处，提醒{inspection.warnings}处{excused}。"


def _errors(problems: tuple[Diagnostic, ...]) -> int:
    return sum(problem.severity == "error" for problem in problems)


class _Style:
    def __init__(self, colours: bool) -> None:
        self.colours = colours

    def of(self, style: str, text: str) -> str:
        return f"{style}{text}{PLAIN}" if self.colours else text


def _problem(problem: Diagnostic, excerpts: Excerpts, style: _Style) -> Iterator[str]:
    """Yield the sentence, then the line with its mark."""
    where = str(problem.place).removeprefix(problem.place.file).strip()
    said = str(problem).removeprefix(f"{problem.place}: [{problem.code}] ")
    word = style.of(COLOURS[problem.severity], f"{WORDS[problem.severity]} {problem.code}")
    yield f"  {f'{where}　' if where else ''}{word}　{said}"
    line = mask_text(excerpts.line(problem.place))
    if line.strip():
        yield from (f"    {style.of(DIM, '│')} {text}" for text in _excerpt(line, problem))


def _excerpt(line: str, problem: Diagnostic) -> Iterator[str]:
    """Yield the part of the line around what is wrong, and the mark below it where the place in the line is known."""
    inside = problem.place.character - 1
    at = _begin_of_cell(line, problem.place.letter) + max(inside, 0) if problem.place.letter else inside
    if at < 0 and problem.value:
        at = line.find(problem.value)
    centre = max(at, 0)
    start = max(0, centre - BEFORE)
    stop = min(len(line), centre + AFTER)
    shown = f"{'…' if start else ''}{_plain(line[start:stop])}{'…' if stop < len(line) else ''}"
    yield shown
    if at >= 0:
        yield " " * _columns(shown[: at - start + bool(start)]) + "^"


def _begin_of_cell(line: str, letter: str) -> int:
    """Return where the cell under an Excel letter begins in its line; far below zero where that cannot be told."""
    try:
        pieces = split_records(line)[0].pieces
    except (ValueError, IndexError):
        return _NOWHERE
    index = next((at for at in range(len(pieces)) if column_letter(at) == letter), None)
    if index is None:
        return _NOWHERE
    quoted = pieces[index].startswith('"')
    return sum(len(piece) + 1 for piece in pieces[:index]) + quoted


def _plain(text: str) -> str:
    """Return the text without characters that move the cursor."""
    return "".join(character if character.isprintable() or character == "\u3000" else "·" for character in text)


def _columns(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
