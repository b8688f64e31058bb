"""Quotes of CSV (引号): records with their lines, and for a quote that is not closed the place where it opens."""

from __future__ import annotations

import csv
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate, chain

_SOUND = re.compile(r'"[^"]*(?:""[^"]*)*"(?=[,\r\n]|\Z)|(?!")[^,\r\n]*')
"""A cell that is closed where it should be, or has no quote at its beginning."""
_SHOWN = 100
MOST_FAULTS = 20
"""After so many quoting faults the rest of a file is not read."""


@dataclass(frozen=True)
class QuoteFault:
    """A cell that breaks the reading (引号问题): ``line`` and ``column`` (from 0) where it opens, and how it begins.

    ``quoted`` says that its quote is not closed, ``too_long`` that it goes on beyond what a cell may hold.
    """

    line: int
    column: int
    text: str
    quoted: bool
    too_long: bool


@dataclass
class Records:
    """The records of a CSV text, line by line; a faulty one is told to ``refuse``, and reading goes on below it."""

    stream: Iterable[str]
    refuse: Callable[[QuoteFault], None]
    _taken: list[str] = field(default_factory=list)
    """The lines of the record being read."""

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        """Yield line and cells of every record that is not blank."""
        source = iter(self.stream)
        line = 1
        for _ in range(MOST_FAULTS):
            reader = csv.reader(self._noted(source), strict=True)
            first = line
            try:
                for cells in reader:
                    if "".join(cells).strip():
                        yield line, cells
                    line = first + reader.line_num
                    self._taken.clear()
            except csv.Error as error:
                fault = _locate(self._taken, line, "field limit" in str(error))
                self.refuse(fault)
                below = self._taken[fault.line - line + 1 :]
                line = fault.line + 1
                self._taken = []
                source = chain(below, source)
            else:
                return

    def _noted(self, source: Iterator[str]) -> Iterator[str]:
        for text in source:
            self._taken.append(text)
            yield text


def _locate(lines: list[str], first: int, too_long: bool) -> QuoteFault:
    """Return the cell at which the record that begins at line ``first`` breaks: the first that is not sound."""
    text = "".join(lines)
    at = column = 0
    sound = _SOUND.match(text, at)
    while sound and len(sound[0]) <= csv.field_size_limit() and text[sound.end() : sound.end() + 1] == ",":
        at, column = sound.end() + 1, column + 1
        sound = _SOUND.match(text, at)
    above = bisect_right([0, *accumulate(map(len, lines))], at) - 1
    quoted = sound is None and not (too_long and len(lines) == 1)
    return QuoteFault(first + above, column, text[at : at + _SHOWN].partition("\n")[0], quoted, too_long)
