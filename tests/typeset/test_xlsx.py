"""An .xlsx: the document's tables with the same rows as print, as cells that one can go on working with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pdfplumber
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from builders.core.errors import ContentError
from builders.model.document import Document
from builders.model.manuscript import Manuscript
from builders.model.revision import Revision
from builders.typeset.markdown import parse
from builders.typeset.plain import printed
from builders.typeset.xlsx import write
from builders.typeset.xlsx.columns import fitted, line_count
from builders.typeset.xlsx.numbers import TEXT, Content, content
from tests.typeset.printed import pdf_of
from tests.typeset.samples import manuscript

TABLES = """\
正文见[](#tbl-a)。

| 序号 | 项目名称 | 年代 | 总投资 | 完成率 |
|:--:|:---|:---|---:|---:|
| 1 | 管网更新 | 2004 | 1,234.50 | 12.5% |
| 2 | =SUM(A1) | 1998 | −0.05 | 0% |
| 　 | **推进智能化服务** | 　 | 　 | 　 |
| 3 | 站房 | 2012 | 0.00 | — |
| 　 | 合计 | 　 | 1234.45 | 　 |

: 项目表 {#tbl-a unit="万元" total="true"}

::: {.annex title="项目实施台账" #annex-a}

| 编号 | 状态 |
|:--|:--:|
| 0110101 | 在建 |

: {unit="个"}

::: remark
注：数据截至2023年5月31日。
:::

:::
"""


def made(markdown: str = TABLES, **changes: Any) -> tuple[bytes, Document]:
    subject: Manuscript = manuscript(markdown, marks=("示例数据", "草稿"), **changes)
    document = parse(subject)
    return write(subject, document), document


def book(markdown: str = TABLES, **changes: Any) -> Workbook:
    return load_workbook(BytesIO(made(markdown, **changes)[0]))


def sheets(opened: Workbook) -> list[Worksheet]:
    return list(opened.worksheets)


def shown(value: object, shape: str) -> str:
    """A cell as Excel prints it, for the formats that we write."""
    if value is None or isinstance(value, str):
        return value or ""
    number = Decimal(str(value))
    if shape.endswith("%"):
        number, mark = number * 100, "%"
    else:
        mark = ""
    places = len(shape.removesuffix("%").partition(".")[2])
    return f"{number:{',' if shape.startswith('#') else ''}.{places}f}{mark}"


def texts(sheet: Worksheet) -> list[list[str]]:
    return [[shown(cell.value, str(cell.number_format)) for cell in row] for row in sheet.iter_rows()]


def test_every_table_is_a_sheet_called_as_it_is_printed() -> None:
    assert book().sheetnames == ["表1 项目表", "附件 项目实施台账"]


def test_title_and_unit_stand_above_and_remarks_below() -> None:
    first, second = sheets(book())
    assert [texts(first)[at][0] for at in (0, 1)] == ["表1　项目表", "单位：万元"]
    assert [row[0] for row in texts(second)] == [
        "项目实施台账", "单位：个", "编号", "0110101", "注：数据截至2023年5月31日。"
    ]  # fmt: skip


def test_the_rows_are_those_of_the_document() -> None:
    content_, document = made()
    opened = load_workbook(BytesIO(content_))
    tables = [document.blocks[1], document.annexes[0].blocks[0]]
    for sheet, table in zip(sheets(opened), tables, strict=True):
        wanted = [[printed(cell).strip().replace("−", "-") for cell in row] for row in (table.header, *table.rows)]  # type: ignore[union-attr]
        assert texts(sheet)[2 : 2 + len(wanted)] == wanted


def test_the_rows_are_those_of_the_pdf() -> None:
    with pdfplumber.open(BytesIO(pdf_of(manuscript(TABLES)))) as pdf:
        lines = ["".join(line.split()) for page in pdf.pages for line in page.extract_text().split("\n")]
    for sheet in sheets(book()):
        for row in texts(sheet)[2:]:
            assert "".join(row).replace("-0.05", "−0.05") in lines


def test_numbers_are_numbers_with_the_decimals_of_print() -> None:
    rows = sheets(book())[0]
    assert [(rows[f"D{line}"].value, rows[f"D{line}"].number_format) for line in (4, 5, 7, 8)] == [
        (1234.5, "#,##0.00"), (-0.05, "0.00"), (0, "0.00"), (1234.45, "0.00")
    ]  # fmt: skip
    assert (rows["E4"].value, rows["E4"].number_format) == (0.125, "0.0%")
    assert [rows[f"A{line}"].value for line in (4, 5, 7)] == [1, 2, 3]


def test_text_is_never_a_formula_and_digits_in_a_column_of_words_stay_text() -> None:
    first, second = sheets(book())
    assert (first["B5"].value, first["B5"].data_type, first["B5"].number_format) == ("=SUM(A1)", "s", "@")
    assert (first["C4"].value, second["A4"].value) == ("2004", "0110101")
    with ZipFile(BytesIO(made()[0])) as package:
        assert not any(b"<f>" in package.read(name) or b"<f " in package.read(name) for name in package.namelist())


@pytest.mark.parametrize(
    ("text", "value", "shape"),
    [
        ("0", Decimal(0), "0"), ("12", Decimal(12), "0"), ("-3.50", Decimal("-3.50"), "0.00"),
        ("1,234", Decimal(1234), "#,##0"), ("100%", Decimal(1), "0%"), ("12.50%", Decimal("0.125"), "0.00%"),
        ("123456789012345", Decimal(123456789012345), "0"),
    ],
)  # fmt: skip
def test_what_is_printed_as_a_number_is_one(text: str, value: Decimal, shape: str) -> None:
    assert content(text) == Content(value, shape)


@pytest.mark.parametrize(
    "text",
    ["", "—", "007", "1234567890123456", "12.", ".5", "1,23", "1 234", "2023-05-31", "1e5", "+86", "３", "12‰", "约12"],
)
def test_what_only_looks_like_a_number_is_text(text: str) -> None:
    assert content(text) == Content(text, TEXT)


def test_header_total_and_group_are_set_off() -> None:
    first = sheets(book())[0]
    assert [bool(first[f"B{line}"].font.b) for line in (3, 4, 6, 8)] == [True, False, True, True]


def test_the_header_stays_on_the_screen_and_on_every_page_of_a4_landscape() -> None:
    first, second = sheets(book())
    assert (first.freeze_panes, first.print_title_rows) == ("A4", "$3:$3")
    assert (second.page_setup.orientation, second.page_setup.paperSize) == ("landscape", 9)
    assert (second.page_setup.fitToWidth, second.page_setup.fitToHeight) == (1, 0)
    assert second.sheet_properties.pageSetUpPr is not None
    assert second.sheet_properties.pageSetUpPr.fitToPage


def test_marks_stand_at_the_head_of_every_printed_page() -> None:
    for sheet in sheets(book()):
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.center.text == "示例数据　草稿"


def test_a_draft_says_its_version_at_the_head_and_in_its_properties() -> None:
    third = Revision(3, "a1b2c3d4" * 5, date(2023, 6, 8))
    opened = book(status="draft", revision=third)

    assert opened.properties.version == "第3版 · 2023-06-08 · a1b2c3d"
    for sheet in sheets(opened):
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.center.text == "示例数据　草稿　第3版 · 2023-06-08 · a1b2c3d"


def test_columns_are_as_wide_as_their_cells_but_never_too_wide() -> None:
    long = TABLES.replace("管网更新", "更换小区老旧二次供热管网、阀门井和楼栋热力入口装置，改造管网长度三公里六百米")
    widths = sheets(book(long))[0].column_dimensions
    assert widths["A"].width < widths["D"].width < widths["B"].width == 36
    assert widths["D"].width >= len("1,234.50") + 2


def test_the_same_document_gives_the_same_bytes_with_its_own_date() -> None:
    one, _ = made()
    assert one == made()[0]
    opened = load_workbook(BytesIO(one))
    assert str(opened.properties.modified) == str(opened.properties.created) == "2023-06-07 16:00:00"
    with ZipFile(BytesIO(one)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(2023, 6, 7, 16, 0, 0)}


def test_no_two_sheets_have_one_name_and_none_is_too_long() -> None:
    caption = "甲/乙:丙？'丁" + "一" * 40
    table = f"| 甲 |\n|--|\n| 1 |\n\n: {caption}\n\n"
    names = book(table * 3).sheetnames
    assert len({name.casefold() for name in names}) == 3
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\'") for name in names)


def test_two_annex_tables_without_caption_are_told_apart() -> None:
    table = "| 甲 | 乙 |\n|--|--|\n| 一 | 二 |\n\n"
    opened = book(f'::: {{.annex title="台账"}}\n\n{table}文字。\n\n{table}:::\n')
    assert opened.sheetnames == ["附件 台账", "附件 台账（2）"]


def test_a_document_without_tables_cannot_be_one() -> None:
    with pytest.raises(ContentError, match="没有表，不能生成 Excel 文件"):
        made("只有文字。")


@pytest.mark.parametrize(
    ("widths", "wanted"),
    [
        ([6, 30, 36], [6, 30, 36]),
        ([6, 36, 36, 36, 36, 36], [6, 31, 31, 31, 31, 31]),
        ([6, 22, 36, 6, 36, 9, 36, 12, 12, 26, 8, 6], [6, 21, 21, 6, 21, 9, 21, 12, 12, 21, 8, 6]),
        ([30] * 14, [14] * 14),
    ],
)
def test_the_widest_columns_are_folded_so_that_the_table_prints_at_full_size(
    widths: list[float], wanted: list[float]
) -> None:
    assert fitted(widths) == wanted


def test_rows_are_as_tall_as_their_folded_texts() -> None:
    long = TABLES.replace("管网更新", "更换小区老旧二次供热管网、阀门井和楼栋热力入口装置，改造管网长度三公里六百米")
    sheet = sheets(book(long))[0]
    heights = {row: sheet.row_dimensions[row].height or 0 for row in range(1, 9)}
    assert heights[4] > 3 * heights[5] / 2
    assert heights[5] == heights[6] == heights[7]


@pytest.mark.parametrize(
    ("text", "columns", "lines"), [("", 10, 1), ("一二三四", 10, 1), ("一二三四五", 10, 2), ("一\n二", 10, 2)]
)
def test_a_text_is_folded_where_a_cell_ends(text: str, columns: float, lines: int) -> None:
    assert line_count(text, columns) == lines
