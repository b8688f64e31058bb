"""Whatever workbook comes back, its rows are found, and every problem stands at its sheet and cell."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from builders.model.form import FilledForm
from builders.sources.forms.filled import read_filled
from builders.sources.forms.workbook import open_workbook
from builders.sources.schemas import parse_schema
from tests.sources.workbooks import Cell, formula, number, parts, sheet, text, typed, workbook, zipped

SCHEMA = parse_schema(
    """\
name: items
title: 项目
primaryKey: [item]
fields:
  - {name: item, title: 项目编号, type: string, constraints: {required: true}}
  - {name: amount, title: 总投资, type: number, unit: 万元, places: 2}
  - {name: day, title: 截至日期, type: date}
  - {name: owner, title: 责任单位, type: string}
""",
    "items",
    "items.yaml",
)
HEADER = [text("项目编号"), text("总投资（万元）"), text("截至日期"), text("责任单位")]
ROW = [text("P1"), number("268.5"), text("2023-06-08"), text("民政局")]
READ = ("P1", "268.5", "2023-06-08", "民政局")


def read(content: bytes) -> tuple[FilledForm | None, list[str]]:
    """Return the form in a workbook and its problems as a clerk reads them."""
    form, problems = read_filled(open_workbook(content, "表.xlsx"), SCHEMA, None)
    return form, [str(problem) for problem in problems]


def rows(content: bytes) -> list[tuple[str, ...]]:
    """Return the rows of a workbook in which nothing is wrong."""
    form, problems = read(content)
    assert form is not None
    assert [each for each in problems if "[X122]" not in each] == []
    return [row.texts for row in form.rows]


def told(content: bytes) -> str:
    """Return the only problem of a workbook, apart from unusual spellings."""
    [problem] = [each for each in read(content)[1] if "[X122]" not in each]
    return problem


@pytest.mark.parametrize(
    "sheet_rows",
    [
        pytest.param([HEADER, ROW], id="a plain table"),
        pytest.param([[], [], HEADER, [], ROW, []], id="with empty rows"),
        pytest.param([[text("双塔区项目表")], [text("单位：万元")], HEADER, ROW], id="below a title"),
        pytest.param([[text("项目编号"), text("总投资"), text("截至日期"), text("责任单位")], ROW], id="without units"),
        pytest.param([[text("项目 编号*"), text("总投资\n(万元)"), text("截至日期："), text("责任单位")], ROW],
                     id="with stars, folds and other brackets"),
        pytest.param([[None, *HEADER], [None, *ROW]], id="beginning in column B"),
        pytest.param([HEADER, [text("必填。文字"), text("选填。数字"), text("选填。日期"), text("选填。文字")], ROW],
                     id="with explanations"),
    ],
)  # fmt: skip
def test_a_table_is_found_wherever_it_stands(sheet_rows: Sequence[Sequence[Cell]]) -> None:
    assert rows(workbook(sheet_rows)) == [READ]


def test_columns_in_another_order_are_told_apart_by_their_headers() -> None:
    turned = [list(reversed(HEADER)), list(reversed(ROW))]

    assert rows(workbook(turned)) == [READ]


def test_a_sheet_that_says_no_places_is_read_in_order() -> None:
    assert rows(zipped(parts({"项目": sheet([HEADER, ROW], places=False)}))) == [READ]


def test_a_strict_workbook_is_read_like_any_other() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"

    assert rows(zipped(parts({"项目": sheet([HEADER, ROW], namespace=strict)}, strict=True))) == [READ]


def test_shared_texts_are_read_with_runs_and_without_readings() -> None:
    strings = ["<t>P1</t>", "<r><t>民</t></r><r><rPr/><t>政局</t></r><rPh><t>mín</t></rPh>", "<t>a_x000D_</t>"]
    cells = [typed("s", "0"), number("268.5"), text("2023-06-08"), typed("s", "1")]

    assert rows(zipped(parts({"项目": sheet([HEADER, cells])}, strings=strings))) == [READ]


def test_backslashes_and_capitals_in_names_of_parts_are_no_obstacle() -> None:
    found = parts({"项目": sheet([HEADER, ROW])})

    assert rows(zipped({name.replace("xl/worksheets/", "XL\\worksheets\\"): part for name, part in found.items()})) \
        == [READ]  # fmt: skip


def test_a_calendar_from_1904_is_heeded() -> None:
    cells = [text("P1"), number("1"), number("43623", 1), None]
    form, _ = read(zipped(parts({"项目": sheet([HEADER, cells])}, formats=["yyyy-mm-dd"], since_1904=True)))

    assert form is not None
    assert form.rows[0].texts[2] == "2023-06-08"


@pytest.mark.parametrize(
    ("sheet_rows", "after", "answer"),
    [
        ([HEADER, [text("P1"), text("约800"), None, None]], "", "表.xlsx 项目!B2“总投资”: [X121]"),
        ([HEADER, [text("P1"), formula("A1*2", None), None, None]], "", "表.xlsx 项目!B2“总投资”: [X117]"),
        ([HEADER, [text("P1"), formula("A1*2", "12"), None, None]], "",
         "项目!B2“总投资”: [X118] 有1个单元格是公式，已读取保存时的结果"),
        ([HEADER, [text("=1+1"), number("1"), None, None]], "", "项目!A2“项目编号”: [X124] 像是公式，却存成了文字"),
        ([HEADER, [text("P1"), None, None, text("@某")]], "", "项目!D2“责任单位”: [X125]"),
        ([HEADER, ROW, [text("合 计"), number("268.5")]], "", "项目!A3“项目编号”: [X123] 是合计行"),
        ([HEADER, ROW, ROW], '<mergeCells><mergeCell ref="D2:D3"/></mergeCells>',
         "项目!D2“责任单位”: [X116] 合并了单元格 D2:D3"),
        ([HEADER, ROW], '<mergeCells><mergeCell ref="C1:D1"/></mergeCells>', "项目!C1: [X115]"),
        ([[text("项目编号"), text("资金"), None, text("责任单位")],
          [None, text("总投资"), text("截至日期")], ROW],
         '<mergeCells><mergeCell ref="B1:C1"/><mergeCell ref="A1:A2"/></mergeCells>', "[X115] 表头"),
        ([[*HEADER[:3], text("责任单位位")], ROW], "", "项目!D1: [X112]"),
        ([[*HEADER, text("责任单位")], ROW], "", "项目!E1: [X114] 表头重复，D1已有"),
        ([HEADER[:3], ROW[:3]], "", "项目!第1行: [X113] 缺少表头“责任单位”"),
        ([[text("甲"), text("乙")]], "", "表.xlsx: [X110] 没有找到“项目”表（有工作表：项目）"),
        ([], "", "[X110]"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_cell(sheet_rows: Sequence[Sequence[Cell]], after: str, answer: str) -> None:
    found = read(zipped(parts({"项目": sheet(sheet_rows, after=after)})))[1]

    assert any(answer in each for each in found), found


def test_rows_and_columns_that_nobody_sees_are_read_and_told() -> None:
    seen = sheet(
        [HEADER, ROW, [text("P2")], [text("P3")], [text("P4")]],
        before='<cols><col min="2" max="2" hidden="1"/></cols>',
        hidden_rows=frozenset({3, 4}),
    )

    assert "第3—4行、B列" in told(zipped(parts({"项目": seen})))


def test_a_hidden_sheet_with_data_is_told_and_not_read() -> None:
    content = zipped(parts({"项目": sheet([HEADER, ROW]), "底稿": sheet([HEADER, ROW])}, hidden=frozenset({"底稿"})))

    assert told(content).startswith("表.xlsx 底稿: [X120]")


def test_two_sheets_that_look_alike_are_not_guessed_between() -> None:
    content = zipped(parts({"项目": sheet([HEADER, ROW]), "项目2": sheet([HEADER, ROW])}))

    assert "[X111]" in told(content)
    assert "项目、项目2" in told(content)


def test_all_problems_are_told_at_once() -> None:
    wrong = [text("P1"), text("约8"), text("昨天"), typed("e", "#REF!")]
    found = read(workbook([HEADER, wrong, [text("P2"), formula("B2", None)]]))[1]

    assert [each.split(" ")[1].split(":")[0] for each in found] == [
        "项目!B2“总投资”", "项目!C2“截至日期”", "项目!D2“责任单位”", "项目!B3“总投资”",
    ]  # fmt: skip


def test_unusual_spellings_are_taken_and_counted() -> None:
    found = read(workbook([HEADER, [text("P1"), text("1,350")], [text("P2"), text("２")]]))[1]

    assert found == [
        "表.xlsx 项目!B2“总投资”: [X122] 有2个单元格写法不规范（文本型数字），已按规范读取（值：“1,350”） → 请核对"
    ]
