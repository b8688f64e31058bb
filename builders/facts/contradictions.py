"""Contradictions (对不上之处) of a whole notice: every assertion over all units and periods, each failure told once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from builders.core.diagnostics import Diagnostic
from builders.core.errors import UsageError
from builders.facts.assertions import Failure, failures
from builders.facts.calendar import in_phases
from builders.facts.evaluation import Accounts
from builders.facts.reach import Map, Reach
from builders.model.notice import Unit
from builders.model.period import ONE_OCCASION, Period
from builders.model.rules import AssertionRule


def contradictions(accounts: Accounts) -> list[Diagnostic]:
    """Return everything that does not hold, at the lowest unit and in the first period where it shows.

    Rules that make no sense are told among them.
    """
    search = _Search(accounts)
    way = Map(accounts.rules, accounts.dataset)
    reached = [(rule, way.reach(rule)) for rule in accounts.rules.assertions]
    for unit in _lowest_first(accounts):
        periods = _periods(accounts, unit)
        for rule, reach in reached:
            if not _seen_below(accounts, unit, reach, periods):
                for period in periods[:1] if reach.timeless else periods:
                    search.look(unit, rule, period, reach.timeless)
    return [*search.faults, *search.told()]


@dataclass
class _Search:
    """What was found so far: ``broken`` by rule, period and key, the codes of the units where it shows."""

    accounts: Accounts
    faults: dict[Diagnostic, None] = field(default_factory=dict)
    found: list[Failure] = field(default_factory=list)
    broken: dict[tuple[int, str, str], set[str]] = field(default_factory=dict)

    def look(self, unit: Unit, rule: AssertionRule, period: Period, timeless: bool) -> None:
        """Find where an assertion does not hold for a unit and does for all that lie in it."""
        try:
            broken = failures(self.accounts.of(unit), rule, period)
        except UsageError as fault:
            self.faults |= dict.fromkeys(fault.diagnostics)
            return
        for failure in broken:
            where = self.broken.setdefault((rule.line, "" if timeless else period.id, failure.key), set())
            if where.isdisjoint(self.accounts.notice.codes(unit)):
                self.found.append(replace(failure, period=None) if timeless else failure)
            where.add(unit.code)

    def told(self) -> Iterable[Diagnostic]:
        """Return what to tell: what the same cells contradict in several periods is told of the first."""
        first: dict[tuple[object, ...], Failure] = {}
        for failure in self.found:
            first.setdefault((failure.rule.line, failure.unit, failure.key, failure.sides, failure.cells), failure)
        return [failure.told(self.accounts.rules.file) for failure in first.values()]


def _seen_below(accounts: Accounts, unit: Unit, reach: Reach, periods: Sequence[Period]) -> bool:
    """Return whether one unit below has the same rows in all tables read, so that the same is wrong with it."""
    own = accounts.of(unit)
    for child in () if reach.below else accounts.notice.children(unit):
        other = accounts.of(child)
        same = set(periods) <= set(_periods(accounts, child)) and own.periods == other.periods
        if same and all(
            own.table(table).rows == other.table(table).rows
            for table in accounts.dataset.tables
            if table.schema.name in reach.tables
        ):
            return True
    return False


def _lowest_first(accounts: Accounts) -> Sequence[Unit]:
    """Return the units of the notice, each behind all that lie in it."""
    return sorted(accounts.notice.units, key=lambda unit: len(accounts.notice.descendants(unit)))


def _periods(accounts: Accounts, unit: Unit) -> Sequence[Period]:
    """Return the periods of which a unit can make documents.

    Half-years outside all phases are left out: a wrong day made them, and everything else would seem wrong in them.
    """
    once = any(each.level == unit.level and each.cadence == "once" for each in accounts.notice.artifacts)
    half_years = tuple(period for period in accounts.of(unit).periods if in_phases(accounts.notice, period))
    return (*half_years, ONE_OCCASION) if once or not half_years else half_years
