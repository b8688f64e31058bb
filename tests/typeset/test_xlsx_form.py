"""A form: what a clerk sees, may change and may choose, and that the same form is the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from builders.model.fact import Value
from builders.model.form import CHOICES, GUIDE, KEYS, ORIGIN, Choice, Form, FormColumn, sheet_name
from builders.model.notice import Artifact, Level, Notice, Unit
from builders.model.table import Field, Row, TableSchema
from builders.typeset.xlsx.explanations import explanation, shape_of
from builders.typeset.xlsx.form import write_form
from builders.typeset.xlsx.formtable import EMPTY_ROWS, FIRST_ROW, HEADER_ROW, NOTE_ROW

MOMENT = datetime(2022, 11, 20, 16, tzinfo=UTC)
UNIT = Unit("01", "甲县", "甲甲蒙古族自治县", "county")
ARTIFACT = Artifact("report", "半年总结报告", "county", "half-year", "{name}报告", "a.j2", due=("06-10", "12-10"))
NOTICE = Notice(
    id="pilot", title="关于开展试点的通知", number="某发〔2022〕44号", date=date(2022, 11, 21), issuers=("甲局",),
    source="公开文件", programme="试点", sample=True, tables=("projects",), levels=(Level("county", "县", "district"),),
    units=(UNIT,), artifacts=(ARTIFACT,),
)  # fmt: skip
LONG = tuple(f"第{number}类建设项目的全称" for number in range(40))
FIELDS = (
    Field("project", "项目编号", required=True, pattern=r"\d{6}-P\d{2}"),
    Field("community", "社区编号", required=True),
    Field("method", "建设方式", required=True, enum=("新建", "改造")),
    Field("kind", "类别", enum=LONG),
    Field("money", "总投资", "number", "万元", 2, required=True, minimum=Decimal(0)),
    Field("homes", "户数", "integer", "户", minimum=Decimal(1), maximum=Decimal(20000)),
    Field("finish", "计划完工日期", "date"),
    Field("remark", "说明"),
)
SCHEMA = TableSchema("projects", "项目", FIELDS, ("project",))
ROWS = (
    ("211302-P01", "C1", "新建", "", Decimal("268.50"), Decimal(30), date(2023, 6, 8), "=SUM(A1)"),
    ("211302-P02", "C2", "改造", LONG[3], Decimal("0.10"), None, None, "_x0041_ +1 @某"),
)


def form(rows: tuple[tuple[Value | None, ...], ...] = ROWS) -> Form:
    columns = {
        "community": FormColumn(FIELDS[1], choices=(Choice("C1", "示例社区"), Choice("C2", "另一社区")), source="社区"),
        "method": FormColumn(FIELDS[2], choices=tuple(map(Choice, ("新建", "改造")))),
        "kind": FormColumn(FIELDS[3], choices=tuple(map(Choice, LONG))),
        "project": FormColumn(FIELDS[0], key=True, example="211302-P02"),
    }
    texts = [tuple("" if v is None else str(v) for v in row) for row in rows]
    held = tuple(Row(n, values, text) for n, (values, text) in enumerate(zip(rows, texts, strict=True), 2))
    made = tuple(columns.get(field.name, FormColumn(field)) for field in FIELDS)
    return Form(NOTICE, UNIT, SCHEMA, made, held, date(2024, 6, 5))


@pytest.fixture(scope="module")
def content() -> bytes:
    return write_form(form(), MOMENT)


@pytest.fixture(scope="module")
def book(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


@pytest.fixture(scope="module")
def table(book: Workbook) -> Worksheet:
    sheet = book["项目"]
    assert isinstance(sheet, Worksheet)
    return sheet


def line(sheet: Worksheet, row: int) -> list[object]:
    return [sheet.cell(row, column).value for column in range(1, len(FIELDS) + 2)]


def rules(sheet: Worksheet) -> Iterator[tuple[str, DataValidation]]:
    for rule in sheet.data_validations.dataValidation:
        yield str(rule.sqref), rule


def test_the_same_form_is_the_same_bytes(content: bytes) -> None:
    assert write_form(form(), MOMENT) == content
    with ZipFile(BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(2022, 11, 20, 16, 0, 0)}


def test_the_sheets_are_the_table_the_guide_the_keys_and_what_nobody_needs_to_see(book: Workbook) -> None:
    assert {sheet.title: sheet.sheet_state for sheet in book.worksheets} == {
        "项目": "visible", GUIDE: "visible", KEYS: "visible", CHOICES: "hidden", ORIGIN: "hidden",
    }  # fmt: skip
    assert book.active is book["项目"]


def test_headers_are_chinese_with_their_units_and_explanations_below(table: Worksheet) -> None:
    assert table["A1"].value == "甲甲蒙古族自治县项目表（示例数据）"
    assert line(table, HEADER_ROW) == [
        "项目编号", "社区编号", "建设方式", "类别", "总投资\n（万元）", "户数\n（户）", "计划完工日期", "说明",
        "本行处理",
    ]  # fmt: skip
    assert line(table, NOTE_ROW) == [
        "必填。6位数字加“-P”加2位数字，如211302-P02",
        "必填。从列表中选“社区”的编号，含义见“编号对照”",
        "必填。从列表中选：新建、改造",
        "选填。从列表中选",
        "必填。数字，最多2位小数，不小于0",
        "选填。整数，1至20000",
        "选填。日期，如2023-06-08",
        "选填。文字",
        "选填。要删除这一行时选“删除”",
    ]


def test_the_present_rows_are_values_of_their_kind(table: Worksheet) -> None:
    first = [table.cell(FIRST_ROW, column) for column in range(1, len(FIELDS) + 1)]
    assert [cell.value for cell in first[:6]] == ["211302-P01", "C1", "新建", None, 268.5, 30]
    assert [cell.data_type for cell in first] == ["s", "s", "s", "n", "n", "n", "d", "s"]
    assert [cell.number_format for cell in first] == ["@", "@", "@", "@", "0.00", "0", "yyyy-mm-dd", "@"]


def test_text_that_looks_like_a_formula_stays_text(table: Worksheet) -> None:
    cell = table.cell(FIRST_ROW, 8)
    assert (cell.value, cell.data_type) == ("=SUM(A1)", "s")


def test_text_that_looks_like_an_escape_is_one_no_more(content: bytes) -> None:
    with ZipFile(BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "_x005F_x0041_ +1 @" in sheet
    assert "<f>" not in sheet.replace("<formula", "")


def test_a_number_that_excel_would_round_stays_text() -> None:
    many = Decimal("123456789012345.67")
    made = write_form(form((("211302-P01", "C1", "新建", "", many, None, None, ""),)), MOMENT)
    cell = load_workbook(BytesIO(made))["项目"].cell(FIRST_ROW, 5)
    assert (cell.value, cell.data_type) == ("123456789012345.67", "s")


def test_header_and_keys_are_locked_and_everything_else_is_free(table: Worksheet) -> None:
    assert table.protection.sheet
    assert table.protection.password is None
    locked = [[cell.protection.locked for cell in row] for row in table.iter_rows(1, FIRST_ROW + 2)]
    free = [False] * (len(FIELDS) + 1)
    assert locked[HEADER_ROW - 1] == locked[NOTE_ROW - 1] == [True] * (len(FIELDS) + 1)
    assert locked[FIRST_ROW - 1] == locked[FIRST_ROW] == [True, *free[1:]]
    assert locked[FIRST_ROW + 1] == [*free[:-1], True]  # a new row cannot be removed
    last = FIRST_ROW + len(ROWS) + EMPTY_ROWS - 1
    assert not table.cell(last, 1).protection.locked
    assert table.max_row == last


def test_cells_offer_lists_and_refuse_what_does_not_fit_in_chinese(table: Worksheet, book: Workbook) -> None:
    last = FIRST_ROW + len(ROWS) + EMPTY_ROWS - 1
    found = {
        place[0]: (rule.type, rule.operator, rule.formula1, rule.formula2) for place, rule in rules(table)
    }
    assert found == {
        "A": ("textLength", "equal", "10", None),
        "B": ("list", None, "list_2", None),
        "C": ("list", None, '"新建,改造"', None),
        "D": ("list", None, "list_4", None),
        "E": ("decimal", "between", "0", "999999999999999"),
        "F": ("whole", "between", "1", "20000"),
        "G": ("date", "between", "DATE(1900,1,1)", "DATE(2100,12,31)"),
        "I": ("list", None, '"删除"', None),
    }
    for place, rule in rules(table):
        end = FIRST_ROW + len(ROWS) - 1 if place[0] == "I" else last
        assert place == f"{place[0]}{FIRST_ROW}:{place[0]}{end}"
        assert rule.showErrorMessage
        assert re.search("[\u4e00-\u9fff]", rule.error or "")
        assert len(rule.error or "") <= 225 and len(rule.prompt or "") <= 255 and len(rule.promptTitle or "") <= 32
    assert book.defined_names["list_2"].attr_text == f"'{KEYS}'!$A$2:$A$3"
    assert book.defined_names["list_4"].attr_text == f"'{CHOICES}'!$A$2:$A$41"


def test_the_keys_of_other_tables_are_told_with_their_names(book: Workbook) -> None:
    cells = [[cell.value for cell in row] for row in book[KEYS].iter_rows(1, 3, 1, 2)]
    assert cells == [["社区编号", "社区名称"], ["C1", "示例社区"], ["C2", "另一社区"]]


def test_the_guide_says_what_who_until_when_and_how(book: Workbook) -> None:
    told = "\n".join(str(cell.value) for row in book[GUIDE].iter_rows() for cell in row if cell.value)
    for words in (
        "表名：项目表（示例数据）", "填报单位：甲甲蒙古族自治县", "依据：《关于开展试点的通知》（某发〔2022〕44号）",
        "交回日期：2024年6月5日前", "相关报送：半年总结报告每年6月10日、12月10日前报送", "不是真实数据",
        "选“删除”", "make-report import", "数字，单位万元，最多2位小数，不小于0", LONG[39],
    ):  # fmt: skip
        assert words in told, words


def test_the_table_prints_on_landscape_pages_with_its_header_on_each(table: Worksheet) -> None:
    assert (table.page_setup.orientation, table.page_setup.paperSize, table.page_setup.fitToWidth) == (
        "landscape", 9, 1,
    )  # fmt: skip
    assert table.print_title_rows == f"${HEADER_ROW}:${NOTE_ROW}"
    assert table.freeze_panes == f"B{FIRST_ROW}"
    assert table.oddHeader is not None
    assert table.oddHeader.center.text == "示例数据"


@pytest.mark.parametrize(
    ("pattern", "words", "length"),
    [
        (r"\d{6}", "6位数字", 6),
        (r"\d{6}-P\d{2}", "6位数字加“-P”加2位数字", 10),
        (r"S\d{2}", "“S”加2位数字", 3),
        (r"[0-9]{4}\.[A-Z]", "4位数字加“.”加1位字母", 6),
        (r"\d\d", "2位数字", 2),
    ],
)
def test_a_simple_pattern_is_told_in_words(pattern: str, words: str, length: int) -> None:
    shape = shape_of(pattern)
    assert shape is not None
    assert (shape.words, shape.length) == (words, length)


@pytest.mark.parametrize("pattern", [r"\d+", r"a|b", r"\d{2,3}", r"(?i)a", r"[^a]", "", r".{3}", r"\w{3}", r"a?"])
def test_a_pattern_that_says_more_is_not_put_into_words(pattern: str) -> None:
    assert shape_of(pattern) is None


def test_an_explanation_without_a_simple_pattern_shows_an_example() -> None:
    column = FormColumn(Field("a", "编号", pattern="A|B"), example="A")
    assert explanation(column) == "选填。与已有的写法相同，如A"


@pytest.mark.parametrize(
    ("title", "name"),
    [("项目", "项目"), ("填表说明", "填表说明表"), ("a/b:c", "a b c"), ("长" * 40, "长" * 30), ("''", "表")],
)
def test_a_sheet_is_called_like_the_table_as_far_as_excel_takes_it(title: str, name: str) -> None:
    assert sheet_name(title) == name
