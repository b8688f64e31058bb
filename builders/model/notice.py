"""A notice (通知): one programme, with who reports, which documents, when, to whom, against which thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from builders.model.fact import CellRef
from builders.model.manuscript import MastheadKind


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

    Patterns may use ``{name}``, ``{full_name}`` and ``{period}``. ``due`` are month-day strings (06-10), in force from
    ``first_due`` on; ``cadence`` is ``half-year`` or ``once``. ``passages`` are the headings that the content file must
    have. ``signed`` documents carry the issuers' names and the date at their end, ``sealed`` ones keep room for seals.
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
