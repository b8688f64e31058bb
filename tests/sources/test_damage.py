"""What Excel, WPS and hands do to a table on its way: each damage is named at its place, with the mend."""

from __future__ import annotations

import pytest

from builders.checks.tables import check_dataset
from builders.model.table import Dataset
from builders.sources.schemas import parse_schema
from builders.sources.tables import parse_table
from tests.pilot import notice

SCHEMA = parse_schema(
    """
name: works
title: 项目
primaryKey: [work]
fields:
  - {name: work, title: 编号, type: string, explain: 六位数字, example: '011302',
     constraints: {required: true, pattern: '0[0-9]{5}'}}
  - {name: county, title: 县区, type: string, role: unit, constraints: {required: true}}
  - {name: task, title: 任务, type: string, constraints: {required: true, enum: [管网, 养老]}}
  - {name: day, title: 日期, type: date}
  - {name: households, title: 户数, type: integer, unit: 户}
  - {name: amount, title: 金额, type: number, unit: 万元, places: 2}
  - {name: remark, title: 备注, type: string}
""",
    "works",
    "data/schemas/works.yaml",
)
HEADER = "编号,县区,任务,日期,户数,金额,备注"
ROW = "011302,01,管网,2023-05-31,708,268.50,"
OTHER = "011303,02,养老,2023-05-31,12,3.00,完成"


def told(text: str) -> list[str]:
    """Return everything told of a file's text, by line, without the file's name."""
    table, problems = parse_table(text, "表.csv", SCHEMA)
    if table is not None:
        problems = [*problems, *check_dataset(Dataset((table,)), notice())]
    return [str(problem).removeprefix("表.csv ") for problem in sorted(problems)]


def lines_read(text: str) -> list[int]:
    table, _ = parse_table(text, "表.csv", SCHEMA)
    assert table is not None
    return [row.line for row in table.rows]


def test_a_sound_table_is_read() -> None:
    assert told(f"{HEADER}\n{ROW}\n{OTHER}\n") == []


@pytest.mark.parametrize(
    ("old", "new", "place", "message", "cure"),
    [
        (
            "011302",
            "11302",
            "A列“编号”",
            "[T004] 格式不对，像是丢了开头的0（值：“11302”）",
            "请改为 011302，并把这一列设为文本格式",
        ),
        (
            "011302",
            "1.13E+04",
            "A列“编号”",
            "[D007] 是科学计数法，原数已丢失（值：“1.13E+04”）",
            "请在 Excel 里改成文本格式后重新填写",
        ),
        (
            ",01,",
            ",1,",
            "B列“县区”",
            "[T009] 通知中没有这个报送单位，像是丢了开头的0（值：“1”）",
            "请改为 01，并把这一列设为文本格式",
        ),
        ("管网", "管网 改造", "C列“任务”", "[T003] 不在可选值中（值：“管网 改造”）", "是否指“管网”？"),
        (
            "2023-05-31",
            "45077",
            "D列“日期”",
            "[D007] 是 Excel 的日期序号（值：“45077”）",
            "按 Excel 应是 2023-05-31，请核对后改成这样，或把单元格改成日期格式后重新导出",
        ),
        ("2023-05-31", "2023.5.31", "D列“日期”", "[D007] 日期写法不对（值：“2023.5.31”）", "请写成 2023-05-31"),
        ("2023-05-31", "5月31日", "D列“日期”", "[D007] 没有年份（值：“5月31日”）", "请补上年份，写成 年份-05-31"),
        ("708", "约708", "E列“户数”", "[D007] 是约数（值：“约708”）", "请填写准确的数字"),
        ("708", "7O8", "E列“户数”", "[D007] 数字里混有字母（值：“7O8”）", "是否指 708？请核对后重新键入"),
        ("708", '"1,350"', "E列“户数”", "[D007] 含有千位分隔符（值：“1,350”）", "请写成 1350"),
        ("708", "708户", "E列“户数”", "[D007] 带有单位“户”（值：“708户”）", "单位已在表头说明，请只写 708"),
        (
            "268.50",
            "1.2亿元",
            "F列“金额”",
            "[D007] 单位“亿元”与这一列的“万元”不同（值：“1.2亿元”）",
            "请换算成万元，只写 12000",
        ),
        (
            "268.50",
            "#DIV/0!",
            "F列“金额”",
            "[D007] 是 Excel 的错误值（值：“#DIV/0!”）",
            "请在 Excel 里修好公式、放宽列宽后重新导出",
        ),
        (
            "268.50",
            "1e400",
            "F列“金额”",
            "[D007] 是科学计数法，原数已丢失（值：“1e400”）",
            "请在 Excel 里改成文本格式后重新填写",
        ),
        ("268.50", "NaN", "F列“金额”", "[D007] 是程序写的空值（值：“NaN”）", "没有数据请留空，是零请填0"),
        (
            "268.50",
            "268.5\x00",
            "F列“金额”",
            "[D007] 含有不可见字符 U+0000（值：“268.5<U+0000>”）",
            "请删除这一格，重新键入数字",
        ),
    ],
)
def test_a_damaged_cell_is_told_with_place_value_and_mend(
    old: str, new: str, place: str, message: str, cure: str
) -> None:
    assert told(f"{HEADER}\n{OTHER}\n{ROW.replace(old, new)}\n") == [f"第3行 {place}: {message} → {cure}"]


@pytest.mark.parametrize(
    ("title", "shown"),
    [("2023年上半年项目表\n", "2023年上半年项目表"), ("2023年上半年项目表,,,,,,\n", "2023年上半年项目表")],
)
def test_a_title_above_the_header_is_told_and_the_rows_are_read(title: str, shown: str) -> None:
    text = f"{title}{HEADER}\n{ROW}\n"
    assert told(text) == [f"第1行: [D014] 表头在第2行，上面有标题（值：“{shown}”） → 请删除第1行"]
    assert lines_read(text) == [3]


def test_all_rows_above_the_header_are_to_be_deleted() -> None:
    text = f"项目表,,,,,,\n\n填报单位：示例,,,,,单位：万元,\n{HEADER}\n{ROW}\n"
    assert told(text) == ["第1行: [D014] 表头在第4行，上面有标题（值：“项目表”） → 请删除第1～3行"]


@pytest.mark.parametrize(
    "row",
    [
        "合计,,,,720,271.50,",
        "合 计,,,,720,271.50,",
        ",,总计,,720,271.50,",
        "合计,01,管网,,720,271.50,",
        ",,,小计,720,271.50,",
        "全县合计：,,,,720,271.50,",
        "合　计,,,,720",
    ],
)
def test_a_row_of_totals_is_told_and_not_read(row: str) -> None:
    text = f"{HEADER}\n{ROW}\n{row}\n{OTHER}\n"
    [answer] = told(text)
    assert answer.startswith("第3行: [D016] 像是合计行")
    assert answer.endswith("请删除这一行，合计由程序计算")
    assert lines_read(text) == [2, 4]


def test_a_remark_may_speak_of_totals() -> None:
    assert told(f"{HEADER}\n{ROW}合计\n{OTHER}\n") == []


@pytest.mark.parametrize(
    "row", ["注：数据截至5月底,,,,,,", "填表人：示例", "制表单位：示例,,,,,,", "审核人（签字）：,,,,,,"]
)
def test_a_note_below_the_rows_is_told_and_not_read(row: str) -> None:
    text = f"{HEADER}\n{ROW}\n{row}\n"
    [answer] = told(text)
    assert answer.startswith("第3行: [D017] 像是表外的说明，不是数据")
    assert lines_read(text) == [2]


def test_a_header_that_comes_again_is_told_and_not_read() -> None:
    assert told(f"{HEADER}\n{ROW}\n{HEADER}\n{OTHER}\n") == ["第3行: [D018] 又是一行表头（值：“编号”） → 请删除这一行"]


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "=======", ">>>>>>> 示例"])
def test_the_marks_of_a_merge_are_told(mark: str) -> None:
    assert told(f"{HEADER}\n{ROW}\n{mark}\n") == [
        f"第3行: [D021] 是 Git 合并冲突的标记（值：“{mark}”） → 请在编辑器中解决冲突，删除这些标记"
    ]


def test_a_header_of_two_rows_is_told_and_the_rows_are_read() -> None:
    text = f"编号,县区,任务,日期,规模,,备注\n,,,,户数,金额,\n{ROW}\n"
    assert told(text) == ["第1行: [D015] 第1、2行像是两行表头 → 请合成一行，一列一个表头，不要合并单元格"]
    assert lines_read(text) == [3]


@pytest.mark.parametrize("units", [",,,,户,万元,", ",,,,（户）,（万元）,", ",,,,,单位：万元,"])
def test_a_row_of_units_below_the_header_is_told_and_not_read(units: str) -> None:
    text = f"{HEADER}\n{units}\n{ROW}\n"
    [answer] = told(text)
    assert answer.startswith("第2行: [D015] 像是表头下面的单位行")
    assert lines_read(text) == [3]


def test_merged_cells_are_told_with_what_stands_in_them() -> None:
    rows = f"{ROW}\n011303,,养老,2023-05-31,12,3.00,\n011304,,管网,2023-05-31,12,3.00,\n"
    assert told(f"{HEADER}\n{rows}") == [
        f"第{line}行 B列“县区”: [T002] 不能为空，像是合并单元格（第2行是“01”） → 如是合并的，请取消合并并填写“01”"
        for line in (3, 4)
    ]


@pytest.mark.parametrize(
    ("old", "new", "place", "message", "cure"),
    [
        ("户数", "户数（户）", "E列“户数（户）”", "[D003] 不认识的表头（值：“户数（户）”）", "请写成“户数”"),
        (
            "金额",
            "金额(元)",
            "F列“金额(元)”",
            "[D003] 表头的单位“元”与规定的“万元”不同（值：“金额(元)”）",
            "请换算成万元，表头写成“金额”",
        ),
        ("户数", "户 数", "E列“户 数”", "[D003] 不认识的表头（值：“户 数”）", "请写成“户数”"),
        (
            "任务",
            "椤圭洰缂栧彿",
            "C列“椤圭洰缂栧彿”",
            "[D012] 是乱码，原文像是“项目编号”（值：“椤圭洰缂栧彿”）",
            "请从原文件重新导出为“CSV UTF-8”，不要转码后再保存",
        ),
    ],
)
def test_a_damaged_header_is_told_with_its_mend(old: str, new: str, place: str, message: str, cure: str) -> None:
    assert told(f"{HEADER.replace(old, new)}\n{ROW}\n") == [f"第1行 {place}: {message} → {cure}"]


@pytest.mark.parametrize("again", ["户数", "户　数", " 户数 ", "户 数"])
def test_a_doubled_header_is_found_whatever_its_spaces(again: str) -> None:
    assert told(f"{HEADER},{again}\n{ROW},\n") == [
        f"第1行 H列“{again.strip()}”: [D004] 表头重复，E列已有（值：“{again.strip()}”） → 请删除一列"
    ]


def test_a_doubled_header_is_found_whatever_its_width() -> None:
    schema = parse_schema("name: a\ntitle: 甲\nfields: [{name: a, title: A栋, type: string}]", "a", "a.yaml")
    _, problems = parse_table("A栋,Ａ栋\n1,2\n", "表.csv", schema)
    assert [problem.code for problem in problems] == ["D004"]


def test_a_table_that_begins_with_data_is_told_so() -> None:
    assert told(f"{ROW}\n{OTHER}\n") == [
        "第1行: [D005] 第一行像是数据，没有表头 → 请在最上面加一行表头：编号、县区、任务、日期、户数、金额、备注"
    ]


@pytest.mark.parametrize("text", ["通讯录\n", "<html><table>\n", "说明\n" * 30 + HEADER])
def test_a_file_without_any_header_that_is_known_is_told_in_one_line(text: str) -> None:
    [answer] = told(text)
    assert answer.startswith("第1行: [D005] 前20行里没有表头（值：“")
    assert answer.endswith("请检查是否选错了文件；表头应为：编号、县区、任务、日期、户数、金额、备注")


def test_a_header_over_two_lines_of_a_cell_is_shown_in_one() -> None:
    wrapped = HEADER.replace("金额", '"金额\n（万元）"')
    assert told(f"{wrapped}\n{ROW}\n") == [
        "第1行 F列“金额 （万元）”: [D003] 不认识的表头（值：“金额<U+000A>（万元）”） → 请写成“金额”"
    ]


def test_a_table_in_the_wrong_encoding_is_told_in_one_line() -> None:
    scrambled = f"{HEADER}\n{ROW}\n".encode().decode("gb18030", "replace")
    [answer] = told(scrambled)
    assert "[D012] 是乱码，原文像是“" in answer


def test_scrambled_cells_below_a_sound_header_are_told_each() -> None:
    scrambled = "双塔区示例".encode().decode("gb18030", "replace")
    [answer] = told(f"{HEADER}\n{ROW}{scrambled}\n")
    assert answer.startswith("第2行 G列“备注”: [D012] 是乱码，原文像是“双塔")


def test_too_many_columns_are_told_in_one_line() -> None:
    header = ",".join(f"列{at}" for at in range(20_000))
    assert told(f"{header}\n") == [
        "第1行: [D013] 有20000列，太多了 → 最多500列；请检查是否选错了文件，或表中有多余的列"
    ]


def test_a_sheet_s_full_width_of_empty_columns_is_harmless() -> None:
    empty = "," * 16_377
    assert told(f"{HEADER}{empty}\n{ROW}{empty}\n") == []


def test_a_code_whose_last_digits_excel_has_zeroed_is_a_warning() -> None:
    assert told(f"{HEADER}\n{ROW}123456789012345000\n") == [
        "第2行 G列“备注”: [D020] 第15位以后都是0，像是被 Excel 改过（值：“123456789012345000”） → "
        "请核对；这一列应设为文本格式"
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_a_line_is_counted_as_an_editor_counts_it(end: str) -> None:
    text = end.join([HEADER, ROW, OTHER.replace(",12,", ",x,"), ""])
    [answer] = told(text)
    assert answer.startswith(f"第{5 if end == chr(13) * 2 + chr(10) else 3}行 E列“户数”")


def test_lines_of_mixed_ends_are_counted_one_by_one() -> None:
    [answer] = told(f"{HEADER}\r\n{ROW}\r{OTHER.replace(',12,', ',x,')}\n")
    assert answer.startswith("第3行 E列“户数”")


def test_a_comma_for_thousands_that_tears_a_number_is_told_as_such() -> None:
    text = f"{HEADER}\n{ROW.replace('708', '1,350')}\n"
    assert (
        told(text)[0] == "第2行: [D006] 这一行有8格，表头有7格（值：“1,350”） → 像是千位逗号分开了“1,350”，请去掉逗号"
    )


def test_a_column_of_broken_cells_is_told_a_thousand_times_and_counted() -> None:
    rows = "".join(f"01{at:04},01,管网,2023-05-31,约{at},1,\n" for at in range(3000))
    answers = told(f"{HEADER}\n{rows}")
    assert len(answers) == 1001
    assert answers[-1] == ("第1002行 E列“户数”: [D007] 从这里起另有2000处同样的问题，不再逐一列出 → 请先改正已列出的")
