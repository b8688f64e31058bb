"""Usable rules (口径可用): every fact and view of a notice is computed once, so that a slip in a formula is found."""

from __future__ import annotations

from builders.core.diagnostics import Diagnostic
from builders.core.errors import DataError, UsageError
from builders.facts.book import fill_book
from builders.facts.evaluation import Accounts
from builders.model.notice import Unit
from builders.model.period import ONE_OCCASION


def check_rules(accounts: Accounts) -> list[Diagnostic]:
    """Return every rule that makes no sense, in the words of who would make a document with it.

    The rules are the same for all units, so one unit shows them: one that others lie in, where there is one, because
    rules may speak of those. What the tables contradict is told elsewhere.
    """
    unit = _typical(accounts)
    periods = accounts.of(unit).periods
    try:
        fill_book(accounts, unit, periods[-1] if periods else ONE_OCCASION)
    except UsageError as fault:
        return list(fault.diagnostics)
    except DataError:
        pass
    return []


def _typical(accounts: Accounts) -> Unit:
    """Return a unit just above the lowest, or any."""
    notice = accounts.notice
    for unit in notice.units:
        children = notice.children(unit)
        if children and not any(notice.children(child) for child in children):
            return unit
    return notice.units[0]
