"""One problem found in data, content or configuration, with its place and its cure."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning"]

LONGEST_VALUE = 60


@dataclass(frozen=True, order=True)
class Place:
    """Where a problem is (位置): file, line as an editor shows it, column by header and Excel letter.

    In prose ``character`` is the place in the line, counted from 1 as an editor does; 0 says nothing. In a workbook
    ``sheet`` is the name of the sheet, and the place is told as Excel tells it.
    """

    file: str
    line: int = 0
    letter: str = ""
    column: str = ""
    character: int = 0
    sheet: str = ""

    def __str__(self) -> str:
        """Return the place as a clerk reads it: ``x.csv 第7行 C列“人口”``, ``x.md 第7行第12字``, ``x.xlsx 表!C7``."""
        if self.sheet:
            cell = f"{self.letter}{self.line}" if self.letter and self.line else f"第{self.line}行" if self.line else ""
            return f"{self.file} {self.sheet}{'!' if cell else ''}{cell}" + (f"“{self.column}”" if self.column else "")
        parts = [self.file]
        if self.line:
            parts.append(f"第{self.line}行" + (f"第{self.character}字" if self.character else ""))
        if self.column:
            parts.append(f"{self.letter}列“{self.column}”" if self.letter else f"“{self.column}”")
        return " ".join(parts)


@dataclass(frozen=True)
class Mend:
    """A mend that changes no meaning (修正): the characters from ``start`` to before ``end`` of a line become ``text``.

    Counted from 0 in the line as it stands in the file, without its line end.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, order=True)
class Diagnostic:
    """A problem (问题): place, stable code, Chinese sentence, offending value and what to do.

    ``mend`` is there only when it is safe: any editor would make the same change.
    """

    place: Place
    code: str
    message: str
    value: str = ""
    cure: str = ""
    severity: Severity = field(default="error", compare=False)
    mend: Mend | None = field(default=None, compare=False)

    def __str__(self) -> str:
        """Return the problem in one line, with the value cut to a readable length and made visible."""
        cut = self.value if len(self.value) <= LONGEST_VALUE else self.value[: LONGEST_VALUE - 1] + "…"
        value = f"（值：“{visible(cut)}”）" if self.value else ""
        cure = f" → {self.cure}" if self.cure else ""
        return f"{self.place}: [{self.code}] {self.message}{value}{cure}"


def visible(text: str) -> str:
    """Return ``text`` with line breaks, zero-width characters and the like written as ``<U+200B>``."""
    return "".join(
        character if character.isprintable() or character == "\u3000" else f"<U+{ord(character):04X}>"
        for character in text
    )
