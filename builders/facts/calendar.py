"""The calendar (试点日程): days of states and events must lie in the notice's phases, or after them with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from builders.core.diagnostics import Diagnostic
from builders.facts.evaluation import Accounts
from builders.model.notice import Notice
from builders.model.period import Period
from builders.model.table import Table

DATED = ("as_of", "event")


def check_days(accounts: Accounts) -> list[Diagnostic]:
    """Return every day of a state or an event that the notice's phases do not know; none where it has no phases."""
    if not accounts.notice.phases:
        return []
    return [problem for table in accounts.dataset.tables for problem in _check(table, accounts.notice)]


def in_phases(notice: Notice, period: Period) -> bool:
    """Return whether some day of a period lies in the phases of the notice, or it has none."""
    return not notice.phases or any(
        phase.start <= period.end and period.start <= phase.end for phase in notice.phases
    )  # fmt: skip


def _check(table: Table, notice: Notice) -> Iterator[Diagnostic]:
    dated = next((field for field in table.schema.fields if field.role in DATED), None)
    if dated is None:
        return
    first, last = min(phase.start for phase in notice.phases), max(phase.end for phase in notice.phases)
    position, why = table.position(dated.name), table.schema.with_role("reason")
    for row in table.rows:
        day = row.values[position]
        if not isinstance(day, date) or first <= day <= last:
            continue
        if day > last and why is not None and row.texts[table.position(why.name)]:
            continue
        when = "早于试点开始" if day < first else "晚于试点结束"
        cure = "请核对日期" if day < first or why is None else f"请核对日期，或在“{why.title}”列写明原因"
        message = f"{dated.title}{when}（试点期为{first}至{last}）"
        yield Diagnostic(table.place(row, dated.name), "F014", message, row.texts[position], cure)
