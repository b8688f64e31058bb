"""A quota (数量要求): a total that a notice demands and the parts that should make it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from builders.model.fact import CellRef

AT_LEAST, EXACTLY, AT_MOST = "不少于", "等于", "不超过"
BOUNDS = (AT_LEAST, EXACTLY, AT_MOST)


@dataclass(frozen=True)
class QuotaPart:
    """A part of a quota: what it is called, or the unit that owes it; its value counts ``times`` times (每年3个)."""

    name: str
    value: Decimal
    times: int
    source: CellRef

    @property
    def amount(self) -> Decimal:
        """What the part adds to the total."""
        return self.value * self.times


@dataclass(frozen=True)
class Quota:
    """A total that a notice demands, in which direction it binds, and the parts that it sets itself.

    ``reason`` is given when the notice contradicts itself and that is known.
    """

    name: str
    total: Decimal
    unit: str
    bound: str
    clause: str
    text: str
    parts: tuple[QuotaPart, ...]
    source: CellRef
    reason: str = ""

    @property
    def sum(self) -> Decimal:
        """What the parts make together."""
        return sum((part.amount for part in self.parts), Decimal(0))

    @property
    def holds(self) -> bool:
        """Whether the parts can make the total."""
        if self.bound == AT_LEAST:
            return self.sum >= self.total
        return self.sum <= self.total if self.bound == AT_MOST else self.sum == self.total
