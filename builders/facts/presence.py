"""Presence (报齐没有): which units have no rows in a table that others have filled in, and whether that is declared."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from builders.core.diagnostics import Diagnostic, Place
from builders.core.suggest import unknown
from builders.facts.calendar import in_phases
from builders.facts.evaluation import Accounts
from builders.facts.frames import Frame, Row, data_periods, stored
from builders.model.notice import Unit
from builders.model.period import ONCE, Period, parse_period
from builders.model.rules import AbsenceRule
from builders.model.table import Table

_CURE = "请补上这些单位的行；确实没有的，在口径文件的 absent 里写明单位、表和原因"


@dataclass(frozen=True)
class Gap:
    """Units without rows in a table, in a period or (None) in all."""

    table: Table
    period: Period | None
    units: tuple[Unit, ...]


def gaps(accounts: Accounts) -> Iterator[Gap]:
    """Yield what is missing, table by table; of a unit with all that lie in it only the unit is named."""
    found = data_periods([accounts.frame(table) for table in accounts.dataset.tables])
    periods = [period for period in found if in_phases(accounts.notice, period)]
    for table in accounts.dataset.tables:
        frame = accounts.frame(table)
        dated = table.schema.with_role("as_of")
        expected = _expected(accounts, frame)
        if not expected or table.schema.with_role("stated"):  # figures are recorded as they are handed up
            continue
        for period in periods if dated else (None,):
            rows = [row for row in frame.rows if not (dated and period) or _within(row, dated.title, period)]
            missing = _without_rows(accounts, frame, rows, expected)
            if missing:
                yield Gap(table, period, missing)


def check_presence(accounts: Accounts) -> list[Diagnostic]:
    """Return what is missing and not declared, declarations of what is there, and those that mean nothing."""
    declared = accounts.rules.absences
    problems = [problem for rule in declared for problem in _unusable(accounts, rule)]
    used: set[AbsenceRule] = set()
    for gap in gaps(accounts):
        excused = {unit: [rule for rule in declared if _excuses(rule, gap, unit)] for unit in gap.units}
        used |= {rule for rules in excused.values() for rule in rules}
        names = "、".join(unit.name for unit, rules in excused.items() if not rules)
        if names:
            when = gap.period.label if gap.period else ""
            count = sum(not rules for rules in excused.values())
            message = f"{when}“{gap.table.schema.title}”表缺少{count}个单位的数据：{names}"
            problems.append(Diagnostic(Place(gap.table.file), "F011", message, "", _CURE, "warning"))
    for rule in declared:
        if rule not in used and not any(_unusable(accounts, rule)):
            message = f"“{rule.table}”表并不缺{rule.unit}的数据"
            place = Place(accounts.rules.file, rule.line)
            problems.append(Diagnostic(place, "F013", message, rule.reason, "请删除 absent 里的这一条", "warning"))
    return problems


def missing_children(
    accounts: Accounts, unit: Unit, period: Period, within: Collection[str] | None = None
) -> tuple[Unit, ...]:
    """Return the units directly below one that have no state in the period, so that its sums are without them.

    ``within`` are the code names of the tables to look at, None for all.
    """
    children = accounts.notice.children(unit)
    found: set[str] = set()
    for table in accounts.dataset.tables:
        if within is not None and table.schema.name not in within:
            continue
        dated, frame = table.schema.with_role("as_of"), accounts.frame(table)
        if dated is not None:
            expected = [child for child in children if child in _expected(accounts, frame)]
            rows = [row for row in frame.rows if period.id == ONCE or _within(row, dated.title, period)]
            found |= {each.code for each in _without_rows(accounts, frame, rows, expected)}
    return tuple(child for child in children if child.code in found)


def _expected(accounts: Accounts, frame: Frame) -> Sequence[Unit]:
    """Return the units that should be in a table: all of a level of which it has some."""
    codes = _codes(frame, frame.rows)
    levels = {unit.level for unit in accounts.notice.units if unit.code in codes}
    return [unit for unit in accounts.notice.units if unit.level in levels]


def _without_rows(
    accounts: Accounts, frame: Frame, rows: Sequence[Row], expected: Sequence[Unit]
) -> tuple[Unit, ...]:  # fmt: skip
    present, notice = _codes(frame, rows), accounts.notice
    missing = [unit for unit in expected if notice.codes(unit).isdisjoint(present)]
    below = {each.code for unit in missing for each in notice.descendants(unit)}
    return tuple(unit for unit in missing if unit.code not in below)


def _codes(frame: Frame, rows: Sequence[Row]) -> set[object]:
    paths = [path for path, source in stored(frame) if source.field.role == "unit"]
    return {row[path] for row in rows for path in paths}


def _within(row: Row, title: str, period: Period) -> bool:
    return row[title] is not None and period.holds(row[title])


def _excuses(rule: AbsenceRule, gap: Gap, unit: Unit) -> bool:
    named = rule.table in (gap.table.schema.title, gap.table.schema.name) and rule.unit in unit.names
    return named and (not rule.period or gap.period == parse_period(rule.period))


def _unusable(accounts: Accounts, rule: AbsenceRule) -> Iterator[Diagnostic]:
    place = Place(accounts.rules.file, rule.line)
    units = [name for unit in accounts.notice.units for name in unit.names]
    if rule.unit not in units:
        yield Diagnostic(place, "F012", f"absent 里的单位：{unknown(rule.unit, units)}", rule.unit, "请改正")
    if accounts.dataset.table(rule.table) is None:
        titles = [table.schema.title for table in accounts.dataset.tables]
        yield Diagnostic(place, "F012", f"absent 里的表：{unknown(rule.table, titles)}", rule.table, "请改正")
