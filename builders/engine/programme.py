"""A programme (报送工作): one notice with its rules and tables, read and checked, ready to make documents from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from builders.checks.tables import check_dataset
from builders.core.diagnostics import Diagnostic, Place
from builders.core.digests import file_digest
from builders.core.errors import DataError, UsageError
from builders.core.suggest import nearest, unknown
from builders.facts.book import fill_book, periods_with_data
from builders.facts.evaluation import Accounts
from builders.model.factbook import FactBook
from builders.model.notice import Artifact, Notice, Unit
from builders.model.period import ONE_OCCASION, Period, parse_period
from builders.model.rules import FactRules
from builders.model.table import Dataset, Table
from builders.sources.notices import read_notice
from builders.sources.rules import read_rules
from builders.sources.schemas import read_schema
from builders.sources.tables import read_table
from builders.sources.workspace import Workspace


@dataclass(frozen=True)
class Programme:
    """A notice, its tables and its rules; ``warnings`` were found on the way and stop nothing."""

    workspace: Workspace
    notice: Notice
    dataset: Dataset
    rules: FactRules
    warnings: tuple[Diagnostic, ...] = ()
    _books: dict[tuple[str, str], FactBook] = field(default_factory=dict, compare=False)

    @cached_property
    def accounts(self) -> Accounts:
        """What the facts of all units are computed in."""
        return Accounts(self.dataset, self.notice, self.rules)

    def book(self, unit: Unit, period: Period) -> FactBook:
        """Return the facts and views of a unit in a period; the last book is kept. Raises UsageError or DataError.

        A city's book has a hundred thousand cells, so who makes many documents asks for those of a book in a row.
        """
        key = (unit.code, period.id)
        if key not in self._books:
            self._books.clear()
            self._books[key] = fill_book(self.accounts, unit, period)
        return self._books[key]

    @cached_property
    def inputs(self) -> dict[str, str]:
        """The sha256 of every file that all documents of the notice depend on, by workspace path."""
        place = self.workspace
        paths = [place.notice_file(self.notice.id), place.facts_file(self.notice.id), place.font_table]
        for table in self.notice.tables:
            paths += [place.table_file(self.notice.id, table), place.schema_file(table)]
        return {place.shown(path): file_digest(path) for path in paths}

    def artifacts(self, id: str) -> tuple[Artifact, ...]:
        """Return the artifacts that have this id, one for each level. Raises UsageError with the nearest."""
        found = tuple(artifact for artifact in self.notice.artifacts if artifact.id == id)
        if not found:
            raise UsageError(unknown(id, dict.fromkeys(artifact.id for artifact in self.notice.artifacts)))
        return found

    def periods(self, artifact: Artifact, unit: Unit) -> tuple[Period, ...]:
        """Return the periods for which a document can be made, oldest first."""
        return (ONE_OCCASION,) if artifact.cadence == "once" else self.periods_of(unit)

    def periods_of(self, unit: Unit) -> tuple[Period, ...]:
        """Return the half-years for which a unit has data, oldest first."""
        return periods_with_data(self.accounts, unit)

    def period(self, artifact: Artifact, unit: Unit, wanted: str | None) -> Period:
        """Return the period that ``wanted`` names, or the newest one with data. Raises UsageError."""
        available = self.periods(artifact, unit)
        if not available:
            raise UsageError(f"{unit.name}还没有任何报告期的数据，请先填写数据表。")
        if wanted is None:
            return available[-1]
        period = read_period(wanted, available)
        if period not in available:
            raise UsageError(f"{unit.name}没有{period.label}的数据，有数据的报告期：{_listed(available)}。")
        return period


def read_period(wanted: str, available: tuple[Period, ...]) -> Period:
    """Return the period that ``wanted`` names. Raises UsageError with the nearest, and with those ``available``."""
    period = parse_period(wanted)
    if period is None or (period == ONE_OCCASION and period not in available):
        near = nearest(wanted, [name for each in available for name in (each.id, each.label)])
        hint = f"是否指“{near}”？" if near else "请写成 2023H1 或 2023上半年。"
        raise UsageError(f"看不懂报告期“{wanted}”，{hint}有数据的报告期：{_listed(available)}。")
    return period


def _listed(periods: tuple[Period, ...]) -> str:
    return "、".join(f"{period.id}（{period.label}）" for period in periods)


def load_programme(workspace: Workspace, notice_id: str) -> Programme:
    """Return a notice with its checked tables.

    Raises UsageError for rules, DataError with every problem of the tables.
    """
    notice = read_notice(workspace, notice_id)
    rules = read_rules(workspace, notice_id)
    dataset, problems = read_dataset(workspace, notice)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise DataError(f"数据表有{len(errors)}处问题，没有生成任何文件", problems)
    return Programme(workspace, notice, dataset, rules, tuple(problems))


def read_dataset(workspace: Workspace, notice: Notice) -> tuple[Dataset, list[Diagnostic]]:
    """Return the tables of a notice that can be read, and everything that is wrong with any of them.

    Raises UsageError for a schema, FileError for a file that cannot be read.
    """
    problems: list[Diagnostic] = []
    tables: list[Table] = []
    for name in notice.tables:
        try:
            table, found = read_table(workspace, notice.id, read_schema(workspace, name))
        except DataError as fault:
            found, table = [*fault.diagnostics] or [_whole_file(workspace, notice.id, name, fault)], None
        problems += found
        if table is not None:
            tables.append(table)
    dataset = Dataset(tuple(tables))
    if len(tables) == len(notice.tables):
        problems += check_dataset(dataset, notice)
    return dataset, problems


def _whole_file(workspace: Workspace, notice: str, table: str, fault: DataError) -> Diagnostic:
    return Diagnostic(Place(workspace.shown(workspace.table_file(notice, table))), "D008", fault.message)


def find_unit(notice: Notice, artifact: Artifact, wanted: str) -> Unit:
    """Return the unit that a name, full name or code means. Raises UsageError with the nearest name."""
    units = notice.units_of(artifact)
    for unit in units:
        if wanted.strip() in unit.names:
            return unit
    names = [name for unit in units for name in dict.fromkeys(unit.names)]
    if wanted.strip().isdigit():
        names = [unit.code for unit in units]
    raise UsageError(unknown(wanted, names))
