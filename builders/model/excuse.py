"""An excuse (例外): somebody decided that one rule does not apply at one place, and said why."""

from __future__ import annotations

from dataclasses import dataclass

from builders.core.diagnostics import Diagnostic, Place


@dataclass(frozen=True)
class Excuse:
    """One rule, by ``code``, is excused in ``file``; ``place`` is where the excuse itself stands.

    It covers one ``line`` (0: any), one ``column`` by its header (empty: any), and what holds ``value`` (empty: all).
    """

    place: Place
    code: str
    reason: str
    file: str
    line: int = 0
    column: str = ""
    value: str = ""

    def covers(self, problem: Diagnostic) -> bool:
        """Return whether the problem is the one that was excused."""
        there = problem.place
        return (
            (problem.code, there.file) == (self.code, self.file)
            and self.line in (0, there.line)
            and self.column in ("", there.column)
            and self.value in problem.value
        )


@dataclass(frozen=True)
class Excused:
    """A problem that is not told as one, and the excuse that covers it."""

    problem: Diagnostic
    excuse: Excuse
