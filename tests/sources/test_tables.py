"""A table from a CSV file as offices save them: read strictly, typed by its schema, every fault with its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.core.errors import DataError, FileError
from builders.model.fact import CellRef
from builders.model.table import Field, Table, TableSchema
from builders.sources import tables
from builders.sources.tables import parse_table, read_table
from builders.sources.workspace import Workspace
from tests.sources.refusals import refusal, told

SCHEMA = TableSchema(
    "projects",
    "项目",
    (
        Field("project", "项目编号"),
        Field("households", "户数", "integer"),
        Field("money", "总投资", "number", places=2),
        Field("start", "开工日期", "date"),
    ),
    ("project",),
)
HEADER = "项目编号,户数,总投资,开工日期"
SHOWN = "data/pilot/projects.csv"


def read(text: str) -> Table:
    """Return the table of a text in which nothing is wrong."""
    table, problems = parse_table(text, SHOWN, SCHEMA)
    assert problems == []
    assert table is not None
    return table


def faults(text: str) -> list[str]:
    """Return what is wrong with a text, without the file's name."""
    _, problems = parse_table(text, SHOWN, SCHEMA)
    assert all(problem.place.file == SHOWN for problem in problems)
    return [str(problem).removeprefix(SHOWN).lstrip() for problem in problems]


def test_rows_are_typed_and_keep_their_line_and_text() -> None:
    [row] = read(f"{HEADER}\n0101,007, 120.50 ,2023/6/8\n").rows
    assert row.line == 2
    assert row.values == ("0101", Decimal(7), Decimal("120.50"), date(2023, 6, 8))
    assert row.texts == ("0101", "007", "120.50", "2023/6/8")


def test_an_empty_cell_is_none() -> None:
    [row] = read(f"{HEADER}\n甲,,　,\n").rows
    assert row.values == ("甲", None, None, None)
    assert row.texts == ("甲", "", "", "")


def test_columns_in_another_order_keep_the_letters_of_the_file() -> None:
    table = read("开工日期,总投资,项目编号,户数\n2023-06-08,1,甲,2\n")
    assert table.letters == ("C", "D", "B", "A")
    assert table.rows[0].values == ("甲", Decimal(2), Decimal(1), date(2023, 6, 8))
    assert table.cell(2, "money") == CellRef(SHOWN, 2, "B", "总投资", "1")


def test_blank_rows_are_skipped_and_lines_still_count_as_in_an_editor() -> None:
    table = read(f"\n{HEADER}\n\n甲,1,1,2023-01-01\n,,,\n   \n乙,2,2,2023-01-02\n\n")
    assert [row.line for row in table.rows] == [4, 7]


def test_a_quoted_cell_may_hold_commas_and_quotes() -> None:
    assert read(f'{HEADER}\n"甲,乙""丙""",1,1,2023-01-01\n').rows[0].values[0] == '甲,乙"丙"'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_way(end: str) -> None:
    table = read(end.join([HEADER, "甲,1,1,2023-01-01", "乙,2,2,2023-01-02", ""]))
    assert [row.line for row in table.rows] == [2, 3]


def test_the_last_line_needs_no_end() -> None:
    assert len(read(f"{HEADER}\n甲,1,1,2023-01-01").rows) == 1


def test_a_header_alone_is_a_table_without_rows() -> None:
    assert read(HEADER).rows == ()


@pytest.mark.parametrize("text", ["", "\n\n", ",,,\n", "  \r\n"])
def test_an_empty_file_is_told(text: str) -> None:
    assert faults(text) == ["第1行: [D001] 文件是空的 → 第一行应为表头：项目编号、户数、总投资、开工日期"]


def test_a_header_may_be_padded() -> None:
    assert read("项目编号 , 户数,\t总投资,　开工日期\n").rows == ()


def test_an_unknown_header_is_told_with_the_nearest_one_that_is_missing() -> None:
    assert faults("项目编号,户数,投资总,开工日期\n甲,1,1,2023-01-01\n") == [
        "第1行 C列“投资总”: [D003] 不认识的表头（值：“投资总”） → 是否指“总投资”？",
        "第1行: [D005] 缺少表头“总投资” → 请补上这一列",
    ]


def test_an_unknown_header_like_none_is_told_with_all() -> None:
    assert faults(f"{HEADER},备注\n") == [
        "第1行 E列“备注”: [D003] 不认识的表头（值：“备注”） → 可用的表头有：项目编号、户数、总投资、开工日期"
    ]


def test_a_column_without_header_is_told() -> None:
    header = HEADER.replace(",总", ",,总")
    assert faults(f"{header}\n甲,1,,1,2023-01-01\n") == ["第1行: [D003] C列的表头是空的 → 请填写表头，或删除这一列"]


@pytest.mark.parametrize("hint", ["sep=,\n", "SEP=,\r\n", "sep=,,,,\n"])
def test_the_line_of_excel_that_names_the_comma_is_no_row(hint: str) -> None:
    assert [row.line for row in read(f"{hint}{HEADER}\n甲,1,1,2023-01-01\n").rows] == [3]


def test_empty_columns_at_the_end_are_harmless() -> None:
    table = read(f"{HEADER},,,\n甲,1,1,2023-01-01,,,\n乙,2,2,2023-01-02,,,\n丙,3,3,2023-01-03\n")
    assert [row.line for row in table.rows] == [2, 3, 4]


def test_a_column_at_the_end_without_header_but_with_content_is_told_once() -> None:
    assert faults(f"{HEADER},,\n甲,1,1,2023-01-01,,\n乙,2,2,2023-01-02,,见附件\n丙,3,3,2023-01-03,,同上\n") == [
        "第3行: [D019] F列没有表头，却有内容（值：“见附件”） → 请填写表头，或删除这一列"
    ]


def test_a_header_that_stands_twice_is_told_with_both_letters() -> None:
    assert faults(f"{HEADER}, 户数\n") == ["第1行 E列“户数”: [D004] 表头重复，B列已有（值：“户数”） → 请删除一列"]


def test_all_faults_of_a_header_are_told() -> None:
    codes = [fault.split("[")[1][:4] for fault in faults("项目编号,户数,户数,金额\n")]
    assert codes == ["D004", "D003", "D005", "D005"]


@pytest.mark.parametrize("separator", ["\t", ";", "；", "，", "|"])
def test_columns_that_no_comma_separates_are_told(separator: str) -> None:
    assert faults(f"{HEADER}\n甲,1,1,2023-01-01\n".replace(",", separator)) == [
        "第1行: [D009] 列之间不是英文逗号 → 请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”"
    ]


@pytest.mark.parametrize(("cells", "count"), [("甲,1,1", 3), ("甲,1,1,2023-01-01,x", 5), ("甲", 1)])
def test_a_row_with_too_few_or_too_many_cells_is_told(cells: str, count: int) -> None:
    value = "（值：“x”）" if count > 4 else ""
    text = f"{HEADER}\n乙,2,2,2023-01-02\n{cells}\n"
    assert faults(text)[0] == (f"第3行: [D006] 这一行有{count}格，表头有4格{value} → 请检查是否多了或少了逗号、单元格")
    table, _ = parse_table(text, SHOWN, SCHEMA)
    assert table is not None and table.partial and [row.line for row in table.rows] == [2]


def test_what_stands_under_the_wrong_headers_is_not_told_cell_by_cell() -> None:
    assert len(faults(f"{HEADER}\n甲,又,1,1,2023-01-01\n")) == 1


QUOTE = "[D002] 引号没有配对（值：“{}”） → 请检查这一格的引号是否成对"


def test_a_quote_never_closed_is_told_where_it_opens() -> None:
    rows = '甲,1,1,2023-01-01\n乙,"2,2,2023-01-02\n丙,3,3,2023-01-03\n'
    assert faults(f"{HEADER}\n{rows}") == ["第3行 B列“户数”: " + QUOTE.format('"2,2,2023-01-02')]


def test_a_quote_closed_rows_later_is_told_where_it_opens() -> None:
    rows = '甲,1,1,2023-01-01\n乙,"2,2,2023-01-02\n丙,"3",3,2023-01-03\n'
    assert faults(f"{HEADER}\n{rows}") == ["第3行 B列“户数”: " + QUOTE.format('"2,2,2023-01-02')]


def test_a_quote_that_opens_below_the_beginning_of_its_record_is_told_where_it_opens() -> None:
    rows = '"甲\n一",1,1,2023-01-01\n乙,1,"1\n2","2023-01-02\n丙,3,3,2023-01-03\n'
    assert faults(f"{HEADER}\n{rows}")[-1] == "第5行 D列“开工日期”: " + QUOTE.format('"2023-01-02')


def test_words_behind_a_closed_quote_are_told() -> None:
    assert faults(f'{HEADER}\n"甲"乙,1,1,2023-01-01\n') == [
        "第2行 A列“项目编号”: " + QUOTE.format('"甲"乙,1,1,2023-01-01')
    ]


def test_rows_below_a_broken_quote_are_read_all_the_same() -> None:
    rows = '甲,"1,1,2023-01-01\n乙,x,2,2023-01-02\n丙,"3,3,2023-01-03\n丁,4,4,2023-01-04'
    table, problems = parse_table(f"{HEADER}\n{rows}", SHOWN, SCHEMA)
    assert [(problem.place.line, problem.code) for problem in problems] == [(2, "D002"), (3, "D007"), (4, "D002")]
    assert table is not None
    assert [(row.line, row.values[0]) for row in table.rows] == [(3, "乙"), (5, "丁")]


def test_a_broken_quote_in_the_header_is_told_alone() -> None:
    assert faults(f'"{HEADER}\n甲,1,1,2023-01-01\n') == ["第1行: " + QUOTE.format(f'"{HEADER}')]


def test_after_many_broken_quotes_the_rest_is_not_read() -> None:
    assert len(faults(HEADER + '\n甲,"1,1,2023-01-01' * 100)) == 20


@pytest.mark.parametrize(
    "cell", ["x" * 140_000, f'"{"x" * 140_000}"', f'"{"x" * 140_000}'], ids=["bare", "quoted", "open"]
)
def test_a_cell_without_end_is_told(cell: str) -> None:
    assert faults(f"{HEADER}\n甲,{cell},1,2023-01-01\n") == [
        f"第2行 B列“户数”: [D013] 单元格太长（超过13万字）（值：“{cell[:59]}…”） → 请检查引号是否成对"
    ]


def test_a_cell_may_be_long() -> None:
    assert read(f"{HEADER}\n{'长' * 130_000},1,1,2023-01-01\n").rows[0].texts[0] == "长" * 130_000


def test_a_spoilt_cell_is_told_with_line_letter_column_value_and_cure() -> None:
    assert faults(f"{HEADER}\n甲,1,1,2023-01-01\n乙,7O8,1,2023-01-01\n") == [
        "第3行 B列“户数”: [D007] 数字里混有字母（值：“7O8”） → 是否指 708？请核对后重新键入"
    ]


def test_a_spoilt_cell_is_an_error_and_leaves_its_place_empty() -> None:
    table, [problem] = parse_table(f"{HEADER}\n甲,x,1,2023-01-01\n", SHOWN, SCHEMA)
    assert problem.severity == "error"
    assert table is not None
    assert table.rows[0].values == ("甲", None, Decimal(1), date(2023, 1, 1))
    assert table.rows[0].texts == ("甲", "x", "1", "2023-01-01")


def test_a_table_may_have_one_column() -> None:
    narrow = TableSchema("names", "名称", (Field("name", "名称"),))
    table, problems = parse_table("名称\n甲\n乙\n", SHOWN, narrow)
    assert problems == []
    assert table is not None
    assert [row.values for row in table.rows] == [("甲",), ("乙",)]
    _, problems = parse_table("名称;备注\n", SHOWN, narrow)
    assert [problem.code for problem in problems] == ["D003", "D005"]


def test_all_faults_of_a_file_are_told_at_once() -> None:
    rows = "甲,约800,1.2E+17,45077\n乙,1\n\x00,１，３５０,#DIV/0!,2023-02-30\n"
    assert [fault.split(" → ")[0] for fault in faults(f"{HEADER}\n{rows}")] == [
        "第2行 B列“户数”: [D007] 是约数（值：“约800”）",
        "第2行 C列“总投资”: [D007] 是科学计数法，原数已丢失（值：“1.2E+17”）",
        "第2行 D列“开工日期”: [D007] 是 Excel 的日期序号（值：“45077”）",
        "第3行: [D006] 这一行有2格，表头有4格",
        "第4行 A列“项目编号”: [D007] 含有不可见字符 U+0000（值：“<U+0000>”）",
        "第4行 B列“户数”: [D007] 含有千位分隔符（值：“１，３５０”）",
        "第4行 C列“总投资”: [D007] 是 Excel 的错误值（值：“#DIV/0!”）",
        "第4行 D列“开工日期”: [D007] 没有这一天（值：“2023-02-30”）",
    ]


def test_full_width_digits_are_read_and_counted_in_one_warning() -> None:
    table, problems = parse_table(f"{HEADER}\n甲,１,1,2023-01-01\n２,2,２．５,2023-01-02\n", SHOWN, SCHEMA)
    assert table is not None
    assert [row.values[1:3] for row in table.rows] == [(Decimal(1), Decimal(1)), (Decimal(2), Decimal("2.5"))]
    assert table.rows[0].texts[1] == "１"
    assert [(str(problem), problem.severity) for problem in problems] == [
        (f"{SHOWN} 第2行 B列“户数”: [D011] 有2个单元格用了全角数字，已按半角读取（值：“１”） → 建议改成半角", "warning")
    ]


@given(st.permutations([0, 1, 2, 3]))
def test_the_order_of_columns_does_not_matter(order: list[int]) -> None:
    rows = [HEADER.split(","), ["甲", "1", "2.50", "2023-06-08"]]
    text = "\n".join(",".join(row[index] for index in order) for row in rows)
    [row] = read(text).rows
    assert row.values == ("甲", Decimal(1), Decimal("2.50"), date(2023, 6, 8))


@given(st.text(max_size=80))
def test_whatever_a_file_holds_is_a_table_or_faults(text: str) -> None:
    table, problems = parse_table(text, SHOWN, SCHEMA)
    assert (table is not None) or problems


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    (tmp_path / "data" / "pilot").mkdir(parents=True)
    return Workspace(tmp_path)


def test_a_table_is_read_from_its_notice_s_folder(workspace: Workspace) -> None:
    path = workspace.table_file("pilot", "projects")
    path.write_bytes(f"{HEADER}\r\n甲,1,1,2023-01-01\r\n".encode("utf-8-sig"))
    table, problems = read_table(workspace, "pilot", SCHEMA)
    assert (table and [row.line for row in table.rows], problems) == ([2], [])


@pytest.mark.parametrize(("encoding", "warned"), [("utf-8", False), ("utf-16", True), ("gb18030", True)])
def test_another_encoding_than_utf_8_is_told_as_a_warning(workspace: Workspace, encoding: str, warned: bool) -> None:
    workspace.table_file("pilot", "projects").write_bytes(f"{HEADER}\n双塔区,1,1,2023-01-01\n".encode(encoding))
    table, problems = read_table(workspace, "pilot", SCHEMA)
    assert table is not None
    assert table.rows[0].values[0] == "双塔区"
    assert [(str(problem), problem.severity) for problem in problems] == (
        [(f"{SHOWN} 第1行: [D010] 文件编码为 {encoding.upper()}，已按此读取 → 建议另存为“CSV UTF-8”", "warning")]
        if warned
        else []
    )


def test_a_missing_table_is_told(workspace: Workspace) -> None:
    table, problems = read_table(workspace, "pilot", SCHEMA)
    assert table is None
    assert [str(problem) for problem in problems] == [f"{SHOWN}: [D000] 缺少数据表“项目” → 请补上这个文件"]


def test_a_table_of_unknown_bytes_is_refused_with_its_line(workspace: Workspace) -> None:
    workspace.table_file("pilot", "projects").write_bytes("项目\n".encode("gbk") + b"\xff\xff")
    assert told(lambda: read_table(workspace, "pilot", SCHEMA), DataError)[0].startswith(f"{SHOWN} 第2行: [D008]")


def test_a_linked_table_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "real.csv").write_text(HEADER, encoding="utf-8")
    workspace.table_file("pilot", "projects").symlink_to(tmp_path / "real.csv")
    assert "是一个链接" in refusal(lambda: read_table(workspace, "pilot", SCHEMA), FileError).message


def test_so_is_a_link_to_nothing(workspace: Workspace, tmp_path: Path) -> None:
    workspace.table_file("pilot", "projects").symlink_to(tmp_path / "nothing.csv")
    assert "是一个链接" in refusal(lambda: read_table(workspace, "pilot", SCHEMA), FileError).message


def test_a_huge_table_is_refused(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace.table_file("pilot", "projects").write_text(HEADER, encoding="utf-8")
    monkeypatch.setattr(tables, "LARGEST_TABLE", 10)
    assert "太大" in refusal(lambda: read_table(workspace, "pilot", SCHEMA), DataError).message
