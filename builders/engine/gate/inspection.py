"""An inspection (检查结果): what was looked at, what is wrong, and what was excused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from builders.core.diagnostics import Diagnostic
from builders.model.excuse import Excused

KINDS = {"notice": "个通知", "table": "张数据表", "paper": "份正文", "template": "个模板", "file": "个文件"}
"""What is counted, and how it is said."""


@dataclass(frozen=True)
class Inspection:
    """Problems in the order of their places; ``seen`` counts what was looked at, by kind."""

    problems: tuple[Diagnostic, ...]
    excused: tuple[Excused, ...] = ()
    seen: tuple[tuple[str, int], ...] = ()

    @property
    def errors(self) -> int:
        """How many problems are errors."""
        return sum(problem.severity == "error" for problem in self.problems)

    @property
    def warnings(self) -> int:
        """How many problems are warnings."""
        return len(self.problems) - self.errors


def joined(inspections: Iterable[Inspection]) -> Inspection:
    """Return several inspections as one; what two of them found is told once."""
    problems: set[Diagnostic] = set()
    excused: dict[Excused, None] = {}
    seen: Counter[str] = Counter()
    for each in inspections:
        problems.update(each.problems)
        excused.update(dict.fromkeys(each.excused))
        seen.update(dict(each.seen))
    counts = tuple((kind, seen[kind]) for kind in KINDS if seen[kind])
    return Inspection(tuple(sorted(problems)), tuple(excused), counts)
