"""Around a row (行外的名称): what the names in the formulas of rows mean that are no columns; rows know no group."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from builders.facts.days import DAYS
from builders.facts.formula import Absent
from builders.facts.scene import Context, Scene
from builders.model.fact import CellRef, Value
from builders.model.period import Period

if TYPE_CHECKING:
    from builders.facts.evaluation import Evaluator


@dataclass(frozen=True)
class Around:
    """What names mean in the formulas of rows, which know no group."""

    evaluator: Evaluator
    period: Period

    @property
    def names(self) -> tuple[str, ...]:
        """All names, for the answer to a misspelt one."""
        return (*DAYS, *self.evaluator.names)

    def find(self, name: str) -> tuple[Value | None, tuple[CellRef, ...]] | None:
        """Return value and cells of a name (the value None where it is absent here), or None for an unknown one."""
        if name in DAYS:
            return self.evaluator.days(self.period).get(name), ()
        if name not in self.evaluator.names:
            return None
        try:
            quantity = Scene(self.evaluator, Context(self.period)).fact(name)
        except Absent:
            return None, ()
        return quantity.value, quantity.sources

    def unit_name(self, code: str) -> str | None:
        """Return the short name of the unit with that code, or None."""
        units = self.evaluator.accounts.notice.units
        return next((unit.name for unit in units if unit.code == code), None)
