"""Across tables and time (表间和期间核对): everything that a notice's tables contradict in one another, all at once."""

from __future__ import annotations

from builders.core.diagnostics import Diagnostic
from builders.facts.calendar import check_days
from builders.facts.contradictions import contradictions
from builders.facts.evaluation import Accounts
from builders.facts.presence import check_presence
from builders.facts.quotas import check_quotas
from builders.facts.recorded import check_records
from builders.facts.usable import check_rules


def check_across(accounts: Accounts) -> list[Diagnostic]:
    """Return everything wrong across the tables of all units and periods, each contradiction once, sorted.

    Rules that cannot be used are told as well; nothing is raised.
    """
    found = [
        *check_quotas(accounts.notice),
        *check_days(accounts),
        *check_presence(accounts),
        *check_records(accounts),
        *contradictions(accounts),
        *check_rules(accounts),
    ]
    return sorted(dict.fromkeys(found))
