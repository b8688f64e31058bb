"""Tables of any shape: what csv writes is read back, order means nothing, any bytes are a table or a fault."""

from __future__ import annotations

import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders.checks.tables import check_dataset
from builders.core.errors import DataError
from builders.model.fact import Value
from builders.model.table import Dataset, Field, Table, TableSchema
from builders.sources.cells import CellFault, half_width, read_cell
from builders.sources.tables import parse_table, read_table
from builders.sources.workspace import Workspace
from tests.pilot import notice

SCHEMA = TableSchema(
    "works",
    "项目",
    (
        Field("work", "编号", required=True, pattern="P[0-9]+"),
        Field("task", "任务", enum=("管网", "养老")),
        Field("day", "日期", "date"),
        Field("households", "户数", "integer", "户", minimum=Decimal(0)),
        Field("amount", "金额", "number", "万元", 2),
        Field("remark", "备注"),
    ),
    ("work",),
)
TITLES = [field.title for field in SCHEMA.fields]
HANZI = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5)
WORDS = st.text(alphabet=st.one_of(HANZI, st.sampled_from(list(",\";'“”（）()-—、。 \t#=@+%|\\")), HANZI), max_size=12)

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["管网", "养老", ""]),
        st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 12, 31))),
        st.one_of(st.none(), st.integers(0, 10**12)),
        st.one_of(st.none(), st.decimals(-(10**9), 10**9, places=2)),
        WORDS.map(str.strip),
    ),
    min_size=1,
    max_size=8,
)
Cells = list[tuple[str, date | None, int | None, Decimal | None, str]]


def written(rows: Cells, dialect: dict[str, object], day_form: str = "%Y-%m-%d") -> str:
    """Return rows as csv.writer writes them, each with a number of its own."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, **dialect)  # type: ignore[arg-type]  # one of the dialects below
    writer.writerow(TITLES)
    for at, (task, day, households, amount, remark) in enumerate(rows):
        writer.writerow([f"P{at}", task, day and day.strftime(day_form), households, amount, remark])
    return out.getvalue()


def values(rows: Cells) -> list[tuple[Value | None, ...]]:
    return [
        (f"P{at}", task or None, day, None if count is None else Decimal(count), amount, remark or None)
        for at, (task, day, count, amount, remark) in enumerate(rows)
    ]


def is_readable(remark: str) -> bool:
    """Say whether a remark is a text that a table may hold."""
    try:
        read_cell(remark, SCHEMA.fields[-1])
    except CellFault:
        return False
    return True


DIALECTS = st.fixed_dictionaries(
    {
        "lineterminator": st.sampled_from(["\n", "\r\n", "\r"]),
        "quoting": st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    }
)


@settings(deadline=None)
@given(ROWS, DIALECTS, st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"]))
def test_what_csv_writes_is_read_back(rows: Cells, dialect: dict[str, object], day_form: str) -> None:
    rows = [row for row in rows if is_readable(row[-1])]
    table, problems = parse_table(written(rows, dialect, day_form), "表.csv", SCHEMA)
    assert [problem for problem in problems if problem.severity == "error"] == []
    assert table is not None
    assert [row.values for row in table.rows] == values(rows)
    assert [row.line for row in table.rows] == list(range(2, 2 + len(rows)))


@settings(deadline=None)
@given(ROWS, st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_no_value_and_no_fault(rows: Cells, random: object) -> None:
    lines = written(rows, {"lineterminator": "\n"}).splitlines()
    assert len(lines) == len(rows) + 1
    mixed = lines[1:]
    random.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis gives a random.Random
    first, second = (found("\n".join([lines[0], *body])) for body in (lines[1:], mixed))
    assert first == second


def found(text: str) -> tuple[set[tuple[Value | None, ...]], list[tuple[str, str, str]]]:
    """Return the rows of a text as a set, and its faults without their lines."""
    table, problems = parse_table(text, "表.csv", SCHEMA)
    assert table is not None
    problems = [*problems, *check_dataset(Dataset((table,)), notice())]
    return {row.values for row in table.rows}, sorted((each.code, each.place.letter, each.value) for each in problems)


SIGNS = ',,,"""\n\r\t \x00\ufeff\u3000;合计注：编号任务日期户数金额备注P0123456789.-'
MESS = st.text(alphabet=st.one_of(st.sampled_from(list(SIGNS)), st.characters()), max_size=200)
BYTES = st.one_of(
    st.binary(max_size=200),
    MESS.map(lambda text: text.encode("gb18030", "replace")),
    MESS.map(lambda text: text.encode("utf-16", "replace")),
)
NUMBERISH = st.from_regex(
    r"[-－−–+]?[0-9０-９]{0,20}([.．,，][0-9０-９]{0,6}){0,3}([eE][+-]?[0-9]{1,3}|[%％]|[万亿]?元|户|人)?",
    fullmatch=True,
)


@settings(deadline=None)
@given(MESS)
def test_no_text_does_anything_but_a_table_or_faults(mess: str) -> None:
    for text in (mess, f"{','.join(TITLES)}\n{mess}"):
        table, problems = parse_table(text, "表.csv", SCHEMA)
        assert table is not None or problems
        if table is not None:
            check_dataset(Dataset((table,)), notice())
            assert all(len(row.values) == len(row.texts) == len(TITLES) for row in table.rows)
            assert list(table.lines) == sorted(set(table.lines))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    root = tmp_path_factory.mktemp("bytes")
    (root / "data" / "pilot").mkdir(parents=True)
    return Workspace(root)


@settings(deadline=None)
@given(content=BYTES)
def test_no_bytes_raise_anything_but_a_fault_of_data(workspace: Workspace, content: bytes) -> None:
    workspace.table_file("pilot", "works").write_bytes(content)
    try:
        table, problems = read_table(workspace, "pilot", SCHEMA)
    except DataError as error:
        assert error.diagnostics
    else:
        assert table is not None or problems


@settings(deadline=None)
@given(NUMBERISH.filter(bool), st.sampled_from(SCHEMA.fields[2:5]))
def test_what_looks_like_a_number_is_exactly_that_number_or_told(text: str, field: Field) -> None:
    try:
        value = read_cell(text, field)
    except CellFault as fault:
        assert fault.message
        assert fault.cure
    else:
        assert isinstance(value, Decimal)
        assert value == Decimal(half_width(text))
        assert value.is_finite()


@settings(deadline=None)
@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(["{:f}", "{:.2f}", "{:,}"]))
def test_a_number_is_read_as_it_is_or_the_cure_writes_it_so(number: Decimal, form: str) -> None:
    text = form.format(number)
    try:
        assert read_cell(text, SCHEMA.fields[4]) == number
    except CellFault as fault:
        assert "," in text
        assert Decimal(fault.cure.removeprefix("请写成 ")) == number


def test_a_table_read_from_a_file_is_the_table_of_its_text(workspace: Workspace) -> None:
    text = written([("管网", date(2023, 5, 31), 1, Decimal("1.50"), "好")] * 3, {"lineterminator": "\r\n"})
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "gb18030"):
        workspace.table_file("pilot", "works").write_bytes(text.encode(encoding))
        table, _ = read_table(workspace, "pilot", SCHEMA)
        again, _ = parse_table(text, Path("data/pilot/works.csv").as_posix(), SCHEMA)
        assert isinstance(table, Table)
        assert table == again
