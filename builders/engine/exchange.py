"""Exchange (收发表单), the way out: the form of one table for one unit, made from the schema and the present rows."""

from __future__ import annotations

import re
from datetime import date

from builders.core.clock import moment_of
from builders.core.errors import DataError, UsageError
from builders.core.suggest import unknown
from builders.engine.belonging import Belonging
from builders.engine.programme import read_dataset
from builders.model.form import Choice, Form, FormColumn
from builders.model.notice import Notice, Unit
from builders.model.table import Dataset, Field, Row, Table
from builders.sources.schemas import read_schema
from builders.sources.workspace import Workspace
from builders.typeset.xlsx.form import write_form

_WITHOUT_DATE = date(2000, 1, 1)
_UNITS = "报送单位"


def make_form(workspace: Workspace, notice: Notice, name: str, unit: Unit, until: date | None = None) -> bytes:
    """Return the workbook of the table that ``name`` means, its title or its code name, with the rows of ``unit``.

    Raises UsageError for a table that is not there or is not the unit's to fill in, DataError for faulty tables.
    """
    dataset, problems = read_dataset(workspace, notice)
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors:
        raise DataError(f"数据表有{len(errors)}处问题，没有生成表单", problems)
    form = draw_form(dataset, notice, find_table(dataset, name), unit, until)
    return write_form(form, moment_of(notice.date or _WITHOUT_DATE))


def table_titles(workspace: Workspace, notice: Notice) -> frozenset[str]:
    """Return the titles and code names of a notice's tables."""
    schemas = [read_schema(workspace, name) for name in notice.tables]
    return frozenset(name for schema in schemas for name in (schema.title, schema.name))


def find_table(dataset: Dataset, name: str) -> Table:
    """Return the table with that title or code name. Raises UsageError with the nearest."""
    wanted = name.strip()
    table = dataset.table(wanted) or dataset.table(wanted.removesuffix("表"))
    if table is None:
        raise UsageError(unknown(wanted, [one for t in dataset.tables for one in (t.schema.title, t.schema.name)]))
    return table


def draw_form(dataset: Dataset, notice: Notice, table: Table, unit: Unit, until: date | None = None) -> Form:
    """Return the form of a table for a unit. Raises UsageError for a table that belongs to all units together."""
    belonging = Belonging(dataset)
    require_owner(belonging, notice, table, unit)
    rows = belonging.rows_of(table, notice.codes(unit))
    columns = tuple(_column(dataset, notice, table, field, unit, rows) for field in table.schema.fields)
    return Form(notice, unit, table.schema, columns, rows, until)


def require_owner(belonging: Belonging, notice: Notice, table: Table, unit: Unit) -> None:
    """Refuse to let one of several units below fill in a table that is everybody's. Raises UsageError."""
    if belonging.is_shared(table) and unit.parent:
        above = next((each for each in notice.units if not each.parent), unit)
        option = notice.level(above.level).option
        title = table.schema.title
        raise UsageError(f"“{title}”表不分单位，只能由{above.name}填报，请用 --{option} {above.name}。")


def _column(
    dataset: Dataset, notice: Notice, table: Table, field: Field, unit: Unit, rows: tuple[Row, ...]
) -> FormColumn:
    position = table.position(field.name)
    texts = [row.texts[position] for row in rows or table.rows if row.texts[position]]
    choices, source = _choices(dataset, notice, table, field, unit)
    example = texts[-1] if texts else ""
    return FormColumn(field, field.name in table.schema.primary_key, choices, source if choices else "", example)


def _choices(
    dataset: Dataset, notice: Notice, table: Table, field: Field, unit: Unit
) -> tuple[tuple[Choice, ...], str]:
    """Return all that a cell may hold, and the title of what they are taken from."""
    if field.enum:
        return tuple(Choice(word) for word in field.enum), ""
    key = next((key for key in table.schema.foreign_keys if key.field == field.name), None)
    parent = dataset.table(key.table) if key else None
    if key is not None and parent is not None:
        target, label = parent.position(key.target), _label(parent)
        found = [
            Choice(value, "" if label is None else row.texts[label])
            for row in Belonging(dataset).rows_of(parent, notice.codes(unit))
            if (value := row.values[target]) is not None
        ]
        return tuple(found), parent.schema.title
    if field.role == "unit":
        return tuple(Choice(each.code, each.name) for each in _units(notice, table, field, unit)), _UNITS
    return (), ""


def _label(parent: Table) -> int | None:
    """Return the position of the column that says what a key stands for: a unique one, else the first free text."""
    schema = parent.schema
    linked = {*schema.primary_key, *(key.field for key in schema.foreign_keys)}
    own = [one for one in schema.fields if one.type == "string" and one.name not in linked and one.role != "unit"]
    named = [one for one in own if one.unique] + [one for one in own if not one.enum and not one.pattern]
    return parent.position(named[0].name) if named else None


def _units(notice: Notice, table: Table, field: Field, unit: Unit) -> list[Unit]:
    """Return the units whose codes a column may hold: those of the levels that it holds already, below ``unit``."""
    codes = notice.codes(unit)
    present = {row.texts[table.position(field.name)] for row in table.rows}
    levels = {each.level for each in notice.units if each.code in present}
    fitting = [
        each
        for each in notice.units
        if (each.level in levels or not levels) and (not field.pattern or _fits(field, each.code))
    ]
    return [each for each in fitting if each.code in codes]


def _fits(field: Field, code: str) -> bool:
    return re.fullmatch(field.pattern, code) is not None
