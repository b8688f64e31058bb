"""Rules (口径): views, facts and assertions as a notice's ``facts.yaml`` declares them, each with its line there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class JoinRule:
    """The row of another table in some period, reached under ``alias`` (本期.状态).

    ``on`` are pairs of a column of that table and the column here that must hold the same; without them the table's
    foreign key decides.
    """

    alias: str
    table: str
    period: str
    on: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class ColumnRule:
    """A computed column of a view."""

    name: str
    formula: str
    unit: str
    places: int
    line: int


@dataclass(frozen=True)
class ViewRule:
    """A view (视图): rows taken from a table or another view."""

    name: str
    source: str
    line: int
    period: str = ""
    joins: tuple[JoinRule, ...] = ()
    where: str = ""
    computed: tuple[ColumnRule, ...] = ()
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class FactRule:
    """A declared fact: formula, unit, decimals in print, and the column (or 期) by which it is grouped."""

    name: str
    formula: str
    line: int
    unit: str = ""
    places: int = 2
    by: str = ""
    shares: bool = False


@dataclass(frozen=True)
class AssertionRule:
    """Something that must hold before any document is made (核对).

    Of the whole, for each member of a group (``by``), or for each row of the view ``each`` that meets ``where``.
    """

    name: str
    formula: str
    line: int
    by: str = ""
    each: str = ""
    where: str = ""


@dataclass(frozen=True)
class RecordRule:
    """Which figures are recorded when they are submitted (报送留底): the table that holds them, and their facts."""

    table: str
    facts: tuple[str, ...]
    line: int


@dataclass(frozen=True)
class AbsenceRule:
    """A unit that has no rows in a table, and why; ``period`` is empty when that is so for all of them."""

    unit: str
    table: str
    period: str
    reason: str
    line: int


@dataclass(frozen=True)
class FactRules:
    """All rules of one notice and the file that declares them."""

    file: str
    views: tuple[ViewRule, ...] = ()
    facts: tuple[FactRule, ...] = ()
    assertions: tuple[AssertionRule, ...] = ()
    recorded: RecordRule | None = None
    absences: tuple[AbsenceRule, ...] = ()
