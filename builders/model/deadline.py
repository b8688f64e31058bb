"""A deadline (报送期限): one document that a unit owes for a period, and the day by which it must be sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from builders.model.notice import Artifact, Notice, Unit
from builders.model.period import ONCE, ONE_OCCASION, Period, half_year_of


@dataclass(frozen=True)
class Deadline:
    """``due`` is None for a document that the notice names no day for."""

    artifact: Artifact
    unit: Unit
    period: Period
    due: date | None

    @property
    def title(self) -> str:
        """What is owed: ``2023年上半年半年总结报告``."""
        return f"{'' if self.period.id == ONCE else self.period.label}{self.artifact.title}"

    def days_left(self, on: date) -> int | None:
        """Return the days from ``on`` to the due day, negative when it has passed; None without a due day."""
        return None if self.due is None else (self.due - on).days


def deadlines(notice: Notice, on: date) -> list[Deadline]:
    """Return all that was due by ``on`` and the next of each kind, in order of day, then artifact, then unit.

    A document without due days is there from the end of its period on. Periods that begin after the notice's last phase
    owe nothing.
    """
    found = [
        Deadline(artifact, unit, period, artifact.due_day(period))
        for artifact in notice.artifacts
        for period in _periods(notice, artifact, on)
        for unit in notice.units_of(artifact)
    ]
    return sorted(found, key=lambda each: each.due or date.max)  # the order of artifacts and units is kept


def _periods(notice: Notice, artifact: Artifact, on: date) -> Iterator[Period]:
    """Yield the periods of an artifact: those due by ``on``, and the first that is due later."""
    if artifact.cadence == "once":
        yield ONE_OCCASION
        return
    begin = artifact.first_due or notice.date or (notice.phases[0].start if notice.phases else on)
    last = max((phase.end for phase in notice.phases), default=date.max)
    period: Period | None = half_year_of(begin)
    while period is not None and period.start <= last:
        due = artifact.due_day(period)
        owed = not artifact.due or (due is not None and (artifact.first_due is None or due >= artifact.first_due))
        if owed and due is None and period.end > on:
            return
        if owed:
            yield period
        if due is not None and due > on:
            return
        period = period.next
