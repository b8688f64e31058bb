"""One cell: what somebody typed becomes a value of its column's type, or a fault that says why not and what to do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.model.fact import Value
from builders.model.table import Field
from builders.sources.cells import CellFault, is_rounded, read_cell

TEXT = Field("name", "名称")
WHOLE = Field("count", "户数", "integer", "户")
MONEY = Field("money", "投资", "number", "万元", 2)
SHARE = Field("share", "进度", "number", "%")
AREA = Field("area", "面积", "number", "平方米", 1)
BARE = Field("value", "数值", "number", places=2)
DAY = Field("day", "日期", "date")


def fault(text: str, field: Field) -> str:
    with pytest.raises(CellFault) as caught:
        read_cell(text, field)
    return f"{caught.value.message} → {caught.value.cure}"


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("0110101", TEXT, "0110101"),
        ("123456789012345678", TEXT, "123456789012345678"),
        ("镕堃玥𠮷", TEXT, "镕堃玥𠮷"),
        ("=A1", TEXT, "=A1"),
        ("NA", TEXT, "NA"),
        ("0", WHOLE, Decimal(0)),
        ("007", WHOLE, Decimal(7)),
        ("-12", WHOLE, Decimal(-12)),
        ("120", MONEY, Decimal(120)),
        ("120.5", MONEY, Decimal("120.5")),
        ("-0.01", MONEY, Decimal("-0.01")),
        ("123456789012345.67", MONEY, Decimal("123456789012345.67")),
        ("2023-06-08", DAY, date(2023, 6, 8)),
        ("2023-6-8", DAY, date(2023, 6, 8)),
        ("2023/6/8", DAY, date(2023, 6, 8)),
        ("2023年6月8日", DAY, date(2023, 6, 8)),
        ("2024-02-29", DAY, date(2024, 2, 29)),
        ("1900-01-01", DAY, date(1900, 1, 1)),
        ("2100-12-31", DAY, date(2100, 12, 31)),
    ],
)
def test_a_cell_is_read_by_the_type_of_its_column(text: str, field: Field, value: Value) -> None:
    assert read_cell(text, field) == value


def test_trailing_zeros_are_kept() -> None:
    assert str(read_cell("1.10", MONEY)) == "1.10"


@pytest.mark.parametrize("text", ["-0", "-0.00"])
def test_minus_zero_is_zero(text: str) -> None:
    assert str(read_cell(text, MONEY)) == text.removeprefix("-")


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("７０８", WHOLE, Decimal(708)),
        ("１２０．５０", MONEY, Decimal("120.50")),
        ("－３", WHOLE, Decimal(-3)),
        ("−3", WHOLE, Decimal(-3)),
        ("–3", WHOLE, Decimal(-3)),
        ("﹣3", WHOLE, Decimal(-3)),
        ("２０２３／６／８", DAY, date(2023, 6, 8)),
        ("２０２３年6月８日", DAY, date(2023, 6, 8)),
    ],
)
def test_full_width_digits_are_the_digits_they_look_like(text: str, field: Field, value: Value) -> None:
    assert read_cell(text, field) == value


@pytest.mark.parametrize("text", ["٣", "𝟕", "３٣", "①", "Ⅳ"])
def test_digits_of_other_scripts_are_none(text: str) -> None:
    assert fault(text, WHOLE) == "不是整数 → 请只写整数，单位是户"


def test_the_name_of_a_flat_may_look_like_one() -> None:
    assert read_cell("3E5", TEXT) == "3E5"


def test_full_width_digits_in_a_text_stay_as_they_are() -> None:
    assert read_cell("２号楼", TEXT) == "２号楼"


@pytest.mark.parametrize("field", [TEXT, WHOLE, MONEY, DAY])
@pytest.mark.parametrize("text", ["#DIV/0!", "#N/A", "#REF!", "#VALUE!", "#NAME?", "#NULL!", "#NUM!", "########"])
def test_an_error_of_excel_is_no_value_of_any_type(text: str, field: Field) -> None:
    assert fault(text, field) == "是 Excel 的错误值 → 请在 Excel 里修好公式、放宽列宽后重新导出"


@pytest.mark.parametrize(
    ("text", "field"),
    [(text, field) for text in ("1.2E+17", "2.11302E+11", "5E+10") for field in (TEXT, WHOLE, MONEY)]
    + [(text, MONEY) for text in ("1e5", "1E400", "-1.5e-3")],
)
def test_a_number_that_excel_shortened_is_lost(text: str, field: Field) -> None:
    assert fault(text, field) == "是科学计数法，原数已丢失 → 请在 Excel 里改成文本格式后重新填写"


PLAIN = "不是数字 → 请只写数字，单位是万元"
EMPTY = "没有数据请留空，是零请填0"


@pytest.mark.parametrize(
    ("text", "answer"),
    {
        "1,350": "含有千位分隔符 → 请写成 1350",
        "-1,234,567.89": "含有千位分隔符 → 请写成 -1234567.89",
        "１，３５０": "含有千位分隔符 → 请写成 1350",
        "1，350": "含有千位分隔符 → 请写成 1350",
        "1,35": "含有逗号 → 小数点请用“.”，不要用千位分隔符",
        "12%": "含有百分号 → 请去掉百分号，并核对单位",
        "12％": "含有百分号 → 请去掉百分号，并核对单位",
        "(120)": "用括号表示负数 → 请用减号，如 -120",
        "（1,120）": "用括号表示负数 → 请用减号，如 -1120",
        "¥120": "带有货币符号 → 请只写 120",
        "￥1,120.50": "带有货币符号 → 请只写 1120.50",
        "'120": "前面有撇号 → 请写成 120",
        "=A1+B1": "是公式 → 请填写计算结果",
        **dict.fromkeys(["-", "--", "—", "——", "/", "\\", "无", "暂无", "待定"], f"是占位符号 → {EMPTY}"),
        **dict.fromkeys(["NaN", "nan", "NULL", "None", "<NA>"], f"是程序写的空值 → {EMPTY}"),
        **dict.fromkeys(["inf", "-Infinity", "∞"], "是无穷大 → 公式可能除以了零，请填写准确的数字"),
        "1.234": "小数超过2位 → 请四舍五入到2位小数（1.23）",
        "1.005": "小数超过2位 → 请四舍五入到2位小数（1.01）",
        "268.49999999999994": "小数超过2位 → 请四舍五入到2位小数（268.50）",
        "1234567890123456": "位数太多 → 请核对数字和单位",
        "约800": "是约数 → 请填写准确的数字",
        "800余": "是约数 → 请填写准确的数字",
        "800左右": "是约数 → 请填写准确的数字",
        "≥800": "是约数 → 请填写准确的数字",
        "100-120": "是一个范围 → 请填写一个准确的数字",
        "100～120": "是一个范围 → 请填写一个准确的数字",
        "12、13": "是几个数字 → 请填写一个数字",
        "1/2": "是几个数字 → 请填写一个数字",
        "二十": "是汉字数字 → 请用阿拉伯数字",
        "2023-05-31": "是日期，不是数字 → 请核对是不是填错了列，或被 Excel 改成了日期",
        "5月31日": "是日期，不是数字 → 请核对是不是填错了列，或被 Excel 改成了日期",
        "7O8": "数字里混有字母 → 是否指 708？请核对后重新键入",
        "l2.5": "数字里混有字母 → 是否指 12.5？请核对后重新键入",
        "+5": "不是数字 → 请写成 5",
        ".5": "不是数字 → 请写成 0.5",
        "-.5": "不是数字 → 请写成 -0.5",
        "5.": "不是数字 → 请写成 5",
        "1 000": "数字中间有空格 → 请写成 1000，是几个数字的请核对",
        "1\u3000000": "数字中间有空格 → 请写成 1000，是几个数字的请核对",
        "1\xa0000": "数字中间有空格 → 请写成 1000，是几个数字的请核对",
        "- 5": "数字中间有空格 → 请写成 -5，是几个数字的请核对",
        "1.2.3": "有几个小数点 → 请核对数字",
        "1_000": PLAIN,
        "甲": PLAIN,
        "1\u200b0": "含有不可见字符 U+200B → 请删除这一格，重新键入数字",
        "1\n2": "含有换行 → 请改成一行",
    }.items(),
)
def test_what_is_no_number_says_why(text: str, answer: str) -> None:
    assert fault(text, MONEY) == answer


@pytest.mark.parametrize(
    ("text", "field", "answer"),
    [
        ("350万元", MONEY, "带有单位“万元” → 单位已在表头说明，请只写 350"),
        ("1,350.5 万元", MONEY, "带有单位“万元” → 单位已在表头说明，请只写 1350.5"),
        ("120万", MONEY, "带有单位“万” → 单位已在表头说明，请只写 120"),
        ("1.2亿元", MONEY, "单位“亿元”与这一列的“万元”不同 → 请换算成万元，只写 12000"),
        ("1.2亿", MONEY, "单位“亿”与这一列的“万元”不同 → 请换算成万元，只写 12000"),
        ("3500元", MONEY, "单位“元”与这一列的“万元”不同 → 请换算成万元，只写 0.35"),
        ("350户", MONEY, "单位“户”与这一列的“万元”不同 → 请核对是不是填错了列"),
        ("350户", WHOLE, "带有单位“户” → 单位已在表头说明，请只写 350"),
        ("1.2万户", WHOLE, "单位“万户”与这一列的“户”不同 → 请换算成户，只写 12000"),
        ("350人", WHOLE, "单位“人”与这一列的“户”不同 → 请核对是不是填错了列"),
        ("0.8公顷", AREA, "单位“公顷”与这一列的“平方米”不同 → 请换算成平方米，只写 8000"),
        ("800㎡", AREA, "带有单位“㎡” → 单位已在表头说明，请只写 800"),
        ("12亩", AREA, "单位“亩”与这一列的“平方米”不同 → 请核对是不是填错了列"),
        ("800平方米", BARE, "带有单位“平方米” → 请只写 800"),
        ("75%", SHARE, "含有百分号 → 请写成 75"),
        ("75％", SHARE, "含有百分号 → 请写成 75"),
    ],
)
def test_a_unit_in_the_cell_is_held_against_the_column_s(text: str, field: Field, answer: str) -> None:
    assert fault(text, field) == answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [("3.0", "不是整数 → 请写成 3"), ("3.", "不是整数 → 请写成 3"), ("3.5", "不是整数 → 请只写整数，单位是户")],
)
def test_a_count_has_no_decimals(text: str, answer: str) -> None:
    assert fault(text, WHOLE) == answer


FORM = "请写成 2023-06-08 的形式"


@pytest.mark.parametrize(
    ("text", "answer"),
    {
        "2023-02-30": "没有这一天 → 请核对日期",
        "2023-13-01": "没有这一天 → 请核对日期",
        "2023-00-10": "没有这一天 → 请核对日期",
        "2023.2.30": "没有这一天 → 请核对日期",
        "20230230": "没有这一天 → 请核对日期",
        "0223-06-08": "年份不对 → 请核对日期",
        "2203-06-08": "年份不对 → 请核对日期",
        "1899-12-31": "年份不对 → 请核对日期",
        "2101-01-01": "年份不对 → 请核对日期",
        "45077": "是 Excel 的日期序号 → 按 Excel 应是 2023-05-31，请核对后改成这样，或把单元格改成日期格式后重新导出",
        "45077.5": "是 Excel 的日期序号 → 按 Excel 应是 2023-05-31，请核对后改成这样，或把单元格改成日期格式后重新导出",
        "99999": f"只有数字，不像日期 → {FORM}",
        "2023.6.8": "日期写法不对 → 请写成 2023-06-08",
        "2023．06．08": "日期写法不对 → 请写成 2023-06-08",
        "2023 年 6 月 8 日": "日期写法不对 → 请写成 2023-06-08",
        "2023年6月8号": "日期写法不对 → 请写成 2023-06-08",
        "2023-06/08": "日期写法不对 → 请写成 2023-06-08",
        "20230608": "日期没有分隔 → 请写成 2023-06-08",
        "2023-06-08 00:00": "带有时间 → 请只写日期 2023-06-08",
        "2023/6/8 0:00:00": "带有时间 → 请只写日期 2023-06-08",
        "2023-06-08T09:30:00": "带有时间 → 请只写日期 2023-06-08",
        "2023-06": "只有年月，没有日 → 请写明哪一天；是月底就写 2023-06-30",
        "2024年2月": "只有年月，没有日 → 请写明哪一天；是月底就写 2024-02-29",
        "2023.5": "只有年月，没有日 → 请写明哪一天；是月底就写 2023-05-31",
        "2023": f"只有年份，没有月日 → {FORM}",
        "2023年": f"只有年份，没有月日 → {FORM}",
        "5月31日": "没有年份 → 请补上年份，写成 年份-05-31",
        "6/8": "没有年份 → 请补上年份，写成 年份-06-08",
        "23-6-8": "年份只有两位 → 请写四位年份，如 2023-06-08",
        "23年6月8日": "年份只有两位 → 请写四位年份，如 2023-06-08",
        "5/31/2023": "年份应写在前面 → 请写成 2023-05-31",
        "6/8/2023": "年份应写在前面 → 请写成 2023-06-08 或 2023-08-06",
        "31-May-23": f"月份是英文 → {FORM}",
        "二〇二三年六月八日": f"是汉字数字 → {FORM}",
        "2023-05-01至2023-05-31": "是一段时间 → 请只填一天",
        "2023年5月底": f"不是准确的日期 → {FORM}",
        "-": "是占位符号 → 没有日期请留空",
        "待定": "是占位符号 → 没有日期请留空",
        "NaT": "是程序写的空值 → 没有日期请留空",
        "2023-06-08\u200b": "含有不可见字符 U+200B → 请删除这一格，重新键入日期",
        "甲": f"不是日期 → {FORM}",
    }.items(),
)
def test_what_is_no_day_says_why(text: str, answer: str) -> None:
    assert fault(text, DAY) == answer


@given(st.dates(date(1927, 5, 18), date(2100, 12, 31)))
def test_a_serial_of_excel_says_its_day(day: date) -> None:
    assert f"应是 {day}，" in fault(str((day - date(1899, 12, 30)).days), DAY)


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from(["%Y.%m.%d", "%Y%m%d", "%Y-%m-%d 00:00:00"]))
def test_the_cure_of_a_day_is_that_day(day: date, form: str) -> None:
    assert fault(day.strftime(form), DAY).endswith(f" {day}")


@pytest.mark.parametrize("text", ["NaN", "NULL", "None", "(null)"])
def test_the_empty_words_of_programs_are_no_text(text: str) -> None:
    assert fault(text, TEXT) == "是程序写的空值 → 没有内容请留空"


@pytest.mark.parametrize("text", ["-", "/", "无", "NA", "Nancy", "Null Island"])
def test_a_text_may_say_that_there_is_nothing(text: str) -> None:
    assert read_cell(text, TEXT) == text


def test_a_text_in_another_encoding_is_told_with_what_it_was() -> None:
    scrambled = "双塔区项目编号".encode().decode("gb18030", "replace")
    with pytest.raises(CellFault) as caught:
        read_cell(scrambled, TEXT)
    assert (caught.value.code, caught.value.message[:10]) == ("D012", "是乱码，原文像是“双")


@pytest.mark.parametrize(
    ("text", "rounded"),
    [("211381199001010000", True), ("1234567890123450", True), ("211381199001010010", False), ("1" * 15, False),
     ("100000000000000", False), ("P00000000000000000", False)],
)  # fmt: skip
def test_a_long_code_that_ends_in_zeros_is_suspicious(text: str, rounded: bool) -> None:
    assert is_rounded(text) is rounded


@pytest.mark.parametrize(
    ("character", "code"),
    [("\x00", "U+0000"), ("\x07", "U+0007"), ("\x85", "U+0085"), ("\u200b", "U+200B"), ("\u202e", "U+202E"),
     ("\ufeff", "U+FEFF"), ("\ue000", "U+E000"), ("\U000f0000", "U+F0000"), ("\u2028", "U+2028"), ("\ufffe", "U+FFFE")],
)  # fmt: skip
def test_a_text_hides_no_character(character: str, code: str) -> None:
    assert fault(f"双{character}塔区", TEXT) == f"含有不可见字符 {code} → 请重新键入这个单元格"


def test_a_text_is_one_line() -> None:
    assert fault("双塔区\n龙城区", TEXT) == "含有换行 → 请改成一行"
    assert fault("双塔区\r\n龙城区", TEXT) == "含有换行 → 请改成一行"
    assert fault("双塔区\r龙城区", TEXT) == "含有换行 → 请改成一行"


def test_a_text_over_lines_with_commas_is_told_as_a_missing_quote() -> None:
    assert fault("双塔区,1\n龙城区,2", TEXT) == (
        "含有换行，像是引号没有配对 → 请检查这一格的引号；确实有几行的，请改成一行"
    )


def test_a_text_that_was_spoilt_before_is_refused() -> None:
    assert fault("双\ufffd区", TEXT) == "含有乱码（U+FFFD） → 请找到原文重新填写"


@given(st.decimals(-(10**12), 10**12, places=2, allow_nan=False))
def test_every_number_of_that_many_decimals_is_read_exactly(number: Decimal) -> None:
    assert read_cell(str(number), MONEY) == number


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_every_day_is_read_in_each_spelling(day: date) -> None:
    for text in (day.isoformat(), f"{day.year}/{day.month}/{day.day}", f"{day.year}年{day.month}月{day.day}日"):
        assert read_cell(text, DAY) == day


@given(st.from_regex(r"[-+(]?[0-9０-９.,eE%_ ]{1,24}[)]?", fullmatch=True))
def test_what_looks_like_a_number_is_finite_or_refused(text: str) -> None:
    try:
        value = read_cell(text, MONEY)
    except CellFault:
        return
    assert isinstance(value, Decimal)
    assert value.is_finite()
    assert "e" not in text.lower()


@given(st.text(max_size=12), st.sampled_from([TEXT, WHOLE, MONEY, DAY]))
def test_whatever_is_typed_is_a_value_or_a_fault(text: str, field: Field) -> None:
    try:
        value = read_cell(text, field)
    except CellFault as answer:
        assert answer.message
        assert answer.cure
    else:
        assert isinstance(value, {"string": str, "date": date}.get(field.type, Decimal)) if text else value is None


@pytest.mark.parametrize(("text", "share"), [("0.30", "30"), ("0.055", "5.5")])
def test_a_share_that_excel_wrote_as_a_decimal_is_not_rounded_to_nothing(text: str, share: str) -> None:
    percent = Field("progress", "形象进度", "number", unit="%")
    answer = f"像是把{share}%写成了小数 → 这一列的单位是%，是{share}%的请写成 {share}"
    assert fault(text, percent) == answer
    assert fault("30.5", percent) == "小数超过0位 → 请四舍五入到0位小数（31）"
