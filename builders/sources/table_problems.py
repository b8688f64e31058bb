"""What is wrong with one table file (数据表问题), each with line, letter and header, capped in number."""

from __future__ import annotations

from dataclasses import dataclass, field

from builders.core.cap import CappedProblems
from builders.core.diagnostics import Diagnostic, Place, Severity
from builders.model.table import column_letter


@dataclass
class TableProblems:
    """The problems of the file ``shown``; ``titles`` are its header's cells, once they are known."""

    shown: str
    titles: tuple[str, ...] = ()
    gathered: CappedProblems = field(default_factory=CappedProblems)

    @property
    def count(self) -> int:
        """How many have been kept."""
        return len(self.gathered.kept)

    def is_full(self, code: str, column: int) -> bool:
        """Say whether a further problem of this code in a column would only be counted."""
        return self.gathered.is_full(self.shown, code, column_letter(column))

    def tell(
        self,
        line: int,
        code: str,
        message: str,
        value: str = "",
        cure: str = "",
        column: int | None = None,
        severity: Severity = "error",
    ) -> None:
        """Add a problem of a line, or of one cell in it; ``column`` counts from 0."""
        place = Place(self.shown, line)
        if column is not None:
            title = " ".join(self.titles[column].splitlines()) if column < len(self.titles) else ""
            place = Place(self.shown, line, column_letter(column), title)
        self.gathered.add(Diagnostic(place, code, message, value, cure, severity))
