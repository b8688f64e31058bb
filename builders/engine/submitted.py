"""Submitted figures (报送留底): what a unit hands up is recorded, so that nobody changes it in silence afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builders.core.diagnostics import Diagnostic
from builders.core.errors import DataError, UsageError
from builders.core.lock import hold
from builders.core.replace import replace_files
from builders.engine.drafts import Drafts
from builders.engine.merging import Change
from builders.engine.programme import load_programme
from builders.facts.recorded import Figure, figures, record_table
from builders.model.fact import Value
from builders.model.notice import Unit
from builders.model.period import Period, parse_period
from builders.model.table import Row, Table
from builders.sources.workspace import Workspace


@dataclass(frozen=True)
class Recorded:
    """What was recorded: the table's file, the new figures, and how many stood there already."""

    file: str
    added: tuple[Figure, ...]
    known: int


def record_figures(workspace: Workspace, notice_id: str, unit: Unit, period: Period) -> Recorded:
    """Record the figures that the notice wants recorded of a unit and a period; those recorded already stay.

    Raises UsageError where the notice declares none or there is no data, DataError where tables contradict themselves
    or a recorded figure is another one now, FileError, LockedError; then nothing is written.
    """
    with hold(workspace.root / "outputs"):
        programme = load_programme(workspace, notice_id)
        accounts = programme.accounts
        if programme.rules.recorded is None:
            cure = "请在口径文件里写 recorded: {table: …, facts: […]}"
            raise UsageError(f"通知 {notice_id} 没有声明要留底的数据，{cure}。")
        available = programme.periods_of(unit)
        if period not in available:
            listed = "、".join(each.id for each in available) or "没有"
            raise UsageError(f"{unit.name}没有{period.label}的数据，有数据的报告期：{listed}。")
        found = figures(accounts, unit, period)
        programme.book(unit, period)  # what contradicts itself is not handed up
        table = record_table(accounts)
        assert table is not None  # figures() has seen to it
        own = [row for row in table.rows if row.texts[_at(table, "unit")] == unit.code]
        known = {row.texts[_at(table, "fact")]: row for row in own if _period(table, row) == period}
        _require_same(table, found, known, f"{unit.name}{period.label}")
        added = tuple(figure for figure in found if figure.fact not in known)
        if added:
            changes = [_addition(table, unit, period, figure) for figure in added]
            drafts = Drafts(workspace, programme.notice, programme.dataset, ())
            drafts.change(table.schema.name, changes, own)
            replace_files(dict(drafts.contents()))
        return Recorded(table.file, added, len(known))


def _require_same(table: Table, found: Sequence[Figure], known: dict[str, Row], whose: str) -> None:
    """Refuse to record over what was recorded. Raises DataError with every figure that is another one now."""
    problems = []
    stated, reason = table.schema.fields[_at(table, "stated")], table.schema.fields[_at(table, "reason")]
    for figure in found:
        row = known.get(figure.fact)
        if row is not None and row.values[_at(table, "stated")] != figure.value and not row.texts[_at(table, "reason")]:
            before = row.texts[_at(table, "stated")]
            message = f"{whose}已经报送过“{figure.fact}”{before}{figure.unit}，现在是{figure.value}{figure.unit}"
            cure = f"不能覆盖报送过的数据；确实更正的，请改“{stated.title}”并在“{reason.title}”列写明原因"
            problems.append(Diagnostic(table.place(row, stated.name), "F009", message, before, cure))
    if problems:
        raise DataError(f"{whose}有{len(problems)}个数据与报送时不同，没有写入", problems)


def _addition(table: Table, unit: Unit, period: Period, figure: Figure) -> Change:
    """Return the new row of a figure."""
    by_role: dict[str, Value] = {
        "unit": unit.code, "period": period.label, "fact": figure.fact, "stated": figure.value, "measure": figure.unit,
    }  # fmt: skip
    values = tuple(by_role.get(field.role, "") for field in table.schema.fields)
    filled = tuple(None if value == "" else value for value in values)
    key = tuple(filled[table.position(name)] for name in table.schema.primary_key)
    return Change("added", key, None, filled)


def _at(table: Table, role: str) -> int:
    field = table.schema.with_role(role)
    assert field is not None  # record_table has seen to it
    return table.position(field.name)


def _period(table: Table, row: Row) -> Period | None:
    return parse_period(row.texts[_at(table, "period")])
