"""The fact book (数据账): every declared fact and view of one unit in one period, ready for templates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from builders.model.fact import Fact
from builders.model.notice import Unit
from builders.model.period import Period

MISSING = "缺数单位"
"""The fact that names the units below that have no data in the period; it exists only where there are such."""

Record = Mapping[str, "Fact | Record | None"]
"""One row of a view: column name → fact of the cell, alias → the joined row, or None where there is none."""


@dataclass(frozen=True)
class FactBook:
    """Facts by name (a group is a mapping from key to fact), views by name.

    ``absent`` says why a declared fact has no value here (no earlier period, nothing to divide by). ``missing`` are the
    units below that have no data in the period, so that every sum is without them; the fact 缺数单位 names them.
    """

    unit: Unit
    period: Period
    facts: Mapping[str, Fact | Mapping[str, Fact]] = field(default_factory=dict)
    views: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    absent: Mapping[str, str] = field(default_factory=dict)
    missing: tuple[Unit, ...] = ()
