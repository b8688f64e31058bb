"""A notice (通知): one programme, with who reports, which documents, when, to whom, against which thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from builders.model.fact import CellRef
from builders.model.manuscript import MastheadKind
from builders.model.period import ONCE, Period
from builders.model.quota import Quota
from builders.model.register import Register

FORMATS = ("docx", "pdf", "xlsx")
"""What a document can be made as; ``xlsx`` are its tables alone, for receivers who go on working with them."""


@dataclass(frozen=True)
class Level:
    """A level of reporting units (层级): ``option`` is the name of the command-line option that picks one."""

    id: str
    title: str
    option: str


@dataclass(frozen=True)
class Unit:
    """A reporting unit (报送单位): official code, short name, full official name, level.

    ``parent`` is the code of the unit that it lies in (上级), empty for the uppermost.
    """

    code: str
    name: str
    full_name: str
    level: str
    parent: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Every way in which a person may name the unit."""
        return (self.name, self.full_name, self.code)


@dataclass(frozen=True)
class Phase:
    """A phase of the programme (阶段), both ends included."""

    title: str
    start: date
    end: date


@dataclass(frozen=True)
class Threshold:
    """A number that the notice demands (指标要求), with the clause that states it and its place in the file."""

    name: str
    value: Decimal
    unit: str
    places: int
    clause: str
    text: str
    source: CellRef


@dataclass(frozen=True)
class MastheadRule:
    """Which head an artifact's documents have (版头): its kind, whether they go up, and words of its own for a mark."""

    kind: MastheadKind = "document"
    upward: bool = True
    letterhead: str = ""


@dataclass(frozen=True)
class ImprintRule:
    """Which foot an artifact's documents have (版记): who prints them, who gets copies; patterns like issuers."""

    printer: str
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Artifact:
    """A document that the notice requires (报送文件).

    Several may have one ``id``, each for another level. Patterns may use ``{name}``, ``{full_name}`` and ``{period}``,
    that of the title also ``{ordinal}``, the unit's place among those that owe the document (一, 二, 三).
    ``cadence`` is ``half-year`` or ``once``; ``due`` are accordingly month-day strings (06-10), in force from
    ``first_due`` on, or one date (2022-12-31). ``passages`` are the headings that the content file must have.
    ``signed`` documents carry the issuers' names and the date at their end, ``sealed`` ones keep room for seals.
    ``formats`` are of ``FORMATS``; ``limit`` is how many characters the text should have at most, 0 for any number.
    """

    id: str
    title: str
    level: str
    cadence: str
    document_title: str
    template: str
    masthead: MastheadRule | None = None
    imprint: ImprintRule | None = None
    signed: bool = True
    sealed: bool = False
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    due: tuple[str, ...] = ()
    first_due: date | None = None
    formats: tuple[str, ...] = ("docx", "pdf")
    limit: int = 0

    def due_day(self, period: Period) -> date | None:
        """Return the day on which the document of ``period`` must be sent; None where the notice names none."""
        if period.id == ONCE:
            return date.fromisoformat(self.due[0]) if self.due else None
        days = [date.fromisoformat(f"{period.start.year}-{day}") for day in self.due]
        return next((day for day in days if period.holds(day)), None)

    def is_due(self, period: Period, until: date) -> bool:
        """Return whether the document of ``period`` must have been sent by ``until``.

        Without due days a document belongs to the end of its period; one of a single occasion is always due.
        """
        if period.id != ONCE and self.due and self.due_day(period) is None:
            return False
        day = self.due_day(period) or (date.min if period.id == ONCE else period.end)
        return day <= until and (self.first_due is None or day >= self.first_due)


@dataclass(frozen=True)
class Notice:
    """A notice with all its rules. ``sample`` says that the data is invented for demonstration."""

    id: str
    title: str
    number: str
    date: date | None
    issuers: tuple[str, ...]
    source: str
    programme: str
    sample: bool
    tables: tuple[str, ...]
    levels: tuple[Level, ...]
    units: tuple[Unit, ...]
    artifacts: tuple[Artifact, ...]
    plan: str = ""
    phases: tuple[Phase, ...] = ()
    tasks: tuple[str, ...] = ()
    thresholds: tuple[Threshold, ...] = ()
    terms: tuple[str, ...] = ()
    register: Register = Register()
    quotas: tuple[Quota, ...] = ()

    def level(self, id: str) -> Level:
        """Return the level with that id; raises KeyError."""
        for level in self.levels:
            if level.id == id:
                return level
        raise KeyError(id)

    def units_of(self, artifact: Artifact) -> tuple[Unit, ...]:
        """Return the units that must send ``artifact``."""
        return tuple(unit for unit in self.units if unit.level == artifact.level)

    def children(self, unit: Unit) -> tuple[Unit, ...]:
        """Return the units that lie directly in ``unit`` (下级), in the notice's order."""
        return tuple(each for each in self.units if each.parent == unit.code)

    def descendants(self, unit: Unit) -> tuple[Unit, ...]:
        """Return all units that lie in ``unit``, those of a child behind it."""
        return tuple(each for child in self.children(unit) for each in (child, *self.descendants(child)))

    def codes(self, unit: Unit) -> frozenset[str]:
        """Return the codes under which a row belongs to ``unit``: its own and those of all that lie in it."""
        return frozenset(each.code for each in (unit, *self.descendants(unit)))
