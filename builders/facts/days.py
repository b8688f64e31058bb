"""Days (日期名称) that formulas may name: those of the period, and the first and last of the notice's phases."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from builders.model.notice import Phase
from builders.model.period import Period

_NO_NEXT = "一次性的文件没有下一报告期"
_NO_PHASES = "通知没有写明阶段"
PERIOD_DAYS = {"期初": "", "期末": "", "下期初": _NO_NEXT, "下期末": _NO_NEXT}
DAYS = {**PERIOD_DAYS, "首阶段初": _NO_PHASES, "末阶段末": _NO_PHASES}
"""The names, and why such a day may not exist."""


def days_of(period: Period, phases: Sequence[Phase]) -> dict[str, date]:
    """Return the days that exist here of those that formulas may name."""
    days = {"期初": period.start, "期末": period.end}
    if after := period.next:
        days |= {"下期初": after.start, "下期末": after.end}
    if phases:
        days |= {"首阶段初": min(phase.start for phase in phases), "末阶段末": max(phase.end for phase in phases)}
    return days
