"""A form (表单): one table of one unit, that goes out as a workbook, is filled in, and comes back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from builders.core.digests import canonical_json, digest
from builders.model.fact import Value
from builders.model.notice import Notice, Unit
from builders.model.table import Field, Row, TableSchema

GUIDE, KEYS = "填表说明", "编号对照"
"""The sheets beside the table: what to do, and what the codes of other tables stand for."""
CHOICES, ORIGIN = "_选项", "_来历"
"""The hidden sheets: long lists to choose from, and where the form comes from."""
AUXILIARY = (GUIDE, KEYS, CHOICES, ORIGIN)
ACTION, REMOVE = "本行处理", "删除"
"""The last column, and the word in it that takes a row away."""
REQUIRED, OPTIONAL = "必填", "选填"
"""Each explanation below a header begins with one of these; so the row of explanations is known when it comes back."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", "　"))
_LONGEST_SHEET = 31


def sheet_name(title: str) -> str:
    """Return what the sheet of a table is called: its title, as far as Excel takes it."""
    name = " ".join(title.translate(_FORBIDDEN).split())[: _LONGEST_SHEET - 1]
    return f"{name}表" if name in AUXILIARY or not name else name


def header_of(column: Field) -> str:
    """Return what a form writes above a column: ``总投资（万元）``."""
    return f"{column.title}（{column.unit}）" if column.unit else column.title


def schema_digest(schema: TableSchema) -> str:
    """Return the digest of what decides about a form: the columns with all their rules, and the key."""
    columns = [
        {
            "name": one.name, "title": one.title, "type": one.type, "unit": one.unit, "places": one.places,
            "required": one.required, "enum": list(one.enum), "pattern": one.pattern,
            "minimum": str(one.minimum), "maximum": str(one.maximum),
        }
        for one in schema.fields
    ]  # fmt: skip
    return digest(canonical_json({"fields": columns, "key": list(schema.primary_key)}))


@dataclass(frozen=True)
class Origin:
    """Where a form comes from (来历): notice, table and unit by id, the schema's digest, and the rows that it held.

    ``rows`` are the texts of the ``fields`` as they stood in the data; what changed since is found by them.
    """

    notice: str
    table: str
    unit: str
    schema: str
    fields: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def digest(self) -> str:
        """The digest of the rows, by which damage to the hidden sheet is found."""
        return digest(canonical_json([list(row) for row in (self.fields, *self.rows)]))

    def texts(self, schema: TableSchema) -> tuple[tuple[str, ...], ...]:
        """Return the rows in the order of a schema's fields; one that the form did not have is empty."""
        at = [self.fields.index(one.name) if one.name in self.fields else -1 for one in schema.fields]
        return tuple(tuple(row[position] if position >= 0 else "" for position in at) for row in self.rows)


@dataclass(frozen=True)
class Choice:
    """A value that a cell may be given, and what it stands for where that says more than the value."""

    value: Value
    label: str = ""


@dataclass(frozen=True)
class FormColumn:
    """A column of a form: ``choices`` are all that it may hold, none for anything.

    ``source`` is the title of what the choices are taken from (another table, 报送单位), empty for words of the schema.
    ``example`` is a value that stands in the table already.
    """

    field: Field
    key: bool = False
    choices: tuple[Choice, ...] = ()
    source: str = ""
    example: str = ""

    @property
    def needed(self) -> bool:
        """Whether the cell must be filled."""
        return self.field.required or self.key


@dataclass(frozen=True)
class Form:
    """A form to be written: whose, of which table, with which rows; ``until`` is when it should be back."""

    notice: Notice
    unit: Unit
    schema: TableSchema
    columns: tuple[FormColumn, ...]
    rows: tuple[Row, ...] = ()
    until: date | None = None

    @property
    def title(self) -> str:
        """What stands above the table."""
        mark = "（示例数据）" if self.notice.sample else ""
        return f"{self.unit.full_name}{self.schema.title}表{mark}"

    @property
    def origin(self) -> Origin:
        """Where the form comes from."""
        texts = tuple(row.texts for row in self.rows)
        fields = tuple(one.name for one in self.schema.fields)
        return Origin(self.notice.id, self.schema.name, self.unit.code, schema_digest(self.schema), fields, texts)


@dataclass(frozen=True)
class FilledRow:
    """A row as it came back: the sheet's row number, values and texts in schema order, and whether it shall go.

    ``unread`` are the positions of the cells that hold something which cannot be read, and so have no value.
    """

    line: int
    values: tuple[Value | None, ...]
    texts: tuple[str, ...]
    remove: bool = False
    unread: frozenset[int] = frozenset()


@dataclass(frozen=True)
class FilledForm:
    """A workbook that came back: of which sheet, ``letters`` of the columns, rows; ``origin`` if it was our form."""

    file: str
    sheet: str
    schema: TableSchema
    letters: tuple[str, ...]
    rows: tuple[FilledRow, ...]
    origin: Origin | None = field(default=None)

    @property
    def unread(self) -> Iterator[tuple[FilledRow, int]]:
        """The cells that could not be read: row and position."""
        return ((row, position) for row in self.rows for position in sorted(row.unread))


def printed_value(value: Value | None) -> str:
    """Return a value as a clerk writes it in a table: a day as 2023-06-08, a number without an exponent."""
    if isinstance(value, Decimal):
        return f"{value:f}"
    return "" if value is None else value.isoformat() if isinstance(value, date) else value


def key_of(schema: TableSchema, values: Sequence[Value | None]) -> tuple[Value | None, ...]:
    """Return the values that tell a row apart; a table without a key is told apart by all of them."""
    names = schema.primary_key or tuple(one.name for one in schema.fields)
    return tuple(value for one, value in zip(schema.fields, values, strict=True) if one.name in names)
