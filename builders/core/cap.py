"""Problems counted, not all kept (问题的上限): a million broken rows are one mistake, told a thousand times."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from builders.core.diagnostics import Diagnostic, Place

MOST_ALIKE = 1000
"""So many problems of one code in one column of one file are kept."""

_Kind = tuple[str, str, str]


@dataclass
class CappedProblems:
    """Problems being gathered; beyond ``most`` of one kind (file, code, column) they are only counted."""

    most: int = MOST_ALIKE
    kept: list[Diagnostic] = field(default_factory=list)
    _counts: dict[_Kind, int] = field(default_factory=dict)
    _first_left_out: dict[_Kind, Diagnostic] = field(default_factory=dict)

    def add(self, problem: Diagnostic) -> None:
        """Keep or count a problem."""
        kind = (problem.place.file, problem.code, problem.place.letter or problem.place.column)
        count = self._counts.get(kind, 0)
        self._counts[kind] = count + 1
        if count < self.most:
            self.kept.append(problem)
        else:
            self._first_left_out.setdefault(kind, problem)

    def extend(self, problems: Iterable[Diagnostic]) -> None:
        """Keep or count each of the problems, drawn one by one."""
        for problem in problems:
            self.add(problem)

    def is_full(self, file: str, code: str, column: str) -> bool:
        """Say whether a further problem of this kind, by Excel letter or header, would only be counted."""
        return self._counts.get((file, code, column), 0) >= self.most

    def told(self) -> list[Diagnostic]:
        """Return the problems kept, and for each kind that was cut one that says how many more there are."""
        more = []
        for kind, first in self._first_left_out.items():
            place = Place(first.place.file, first.place.line, first.place.letter, first.place.column)
            message = f"从这里起另有{self._counts[kind] - self.most}处同样的问题，不再逐一列出"
            more.append(replace(first, place=place, message=message, value="", cure="请先改正已列出的", mend=None))
        return [*self.kept, *more]
