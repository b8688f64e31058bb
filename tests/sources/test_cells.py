"""One cell: what somebody typed becomes a value of its column's type, or a fault that says why not and what to do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders.model.fact import Value
from builders.model.table import Field
from builders.sources.cells import CellFault, read_cell

TEXT = Field("name", "名称")
WHOLE = Field("count", "户数", "integer")
MONEY = Field("money", "投资", "number", places=2)
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
        ("２０２３／６／８", DAY, date(2023, 6, 8)),
        ("２０２３年6月８日", DAY, date(2023, 6, 8)),
    ],
)
def test_full_width_digits_are_the_digits_they_look_like(text: str, field: Field, value: Value) -> None:
    assert read_cell(text, field) == value


@pytest.mark.parametrize("text", ["٣", "𝟕", "３٣", "①", "Ⅳ", "二十"])
def test_digits_of_other_scripts_are_none(text: str) -> None:
    assert fault(text, WHOLE) == "不是整数 → 请只写整数，单位已在表头说明"


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


@pytest.mark.parametrize(
    ("text", "answer"),
    {
        "1,350": "含有千位分隔符 → 请去掉逗号，只写数字",
        "１，３５０": "含有千位分隔符 → 请去掉逗号，只写数字",
        "约800": "是约数 → 请填写准确的数字",
        "800余": "是约数 → 请填写准确的数字",
        "12%": "含有百分号 → 请去掉百分号，单位已在表头说明",
        "12％": "含有百分号 → 请去掉百分号，单位已在表头说明",
        "(120)": "用括号表示负数 → 请用减号，如 -120",
        "（120）": "用括号表示负数 → 请用减号，如 -120",
        "-": "是占位符号 → 没有数据请留空，是零请填0",
        **dict.fromkeys(["--", "—", "——", "/", "\\", "无", "暂无"], "是占位符号 → 没有数据请留空，是零请填0"),
        "1.234": "小数超过2位 → 请四舍五入到2位小数",
        "1.00000000000": "小数超过2位 → 请四舍五入到2位小数",
        "1234567890123456": "位数太多 → 请核对数字和单位",
        "350万元": "不是数字 → 请只写数字，单位已在表头说明",
        "7O8": "不是数字 → 请只写数字，单位已在表头说明",
        "NaN": "不是数字 → 请只写数字，单位已在表头说明",
        "inf": "不是数字 → 请只写数字，单位已在表头说明",
        "NULL": "不是数字 → 请只写数字，单位已在表头说明",
        "+5": "不是数字 → 请只写数字，单位已在表头说明",
        ".5": "不是数字 → 请只写数字，单位已在表头说明",
        "5.": "不是数字 → 请只写数字，单位已在表头说明",
        "1_000": "不是数字 → 请只写数字，单位已在表头说明",
        "1 000": "不是数字 → 请只写数字，单位已在表头说明",
        "1\u200b0": "不是数字 → 请只写数字，单位已在表头说明",
    }.items(),
)
def test_what_is_no_number_says_why(text: str, answer: str) -> None:
    assert fault(text, MONEY) == answer


@pytest.mark.parametrize("text", ["3.0", "3.5", "3."])
def test_a_count_has_no_decimals(text: str) -> None:
    assert fault(text, WHOLE) == "不是整数 → 请只写整数，单位已在表头说明"


@pytest.mark.parametrize(
    ("text", "answer"),
    {
        "2023-02-30": "没有这一天 → 请核对日期",
        "2023-13-01": "没有这一天 → 请核对日期",
        "2023-00-10": "没有这一天 → 请核对日期",
        "0223-06-08": "年份不对 → 请核对日期",
        "2203-06-08": "年份不对 → 请核对日期",
        "1899-12-31": "年份不对 → 请核对日期",
        "2101-01-01": "年份不对 → 请核对日期",
        "45077": "是 Excel 的日期序号 → 请把单元格改成日期格式后重新导出",
        "2023.6.8": "不是日期 → 请写成 2023-06-08 的形式",
        "2023-06": "不是日期 → 请写成 2023-06-08 的形式",
        "2023-06/08": "不是日期 → 请写成 2023-06-08 的形式",
        "23-6-8": "不是日期 → 请写成 2023-06-08 的形式",
        "6月8日": "不是日期 → 请写成 2023-06-08 的形式",
        "2023-06-08 00:00": "不是日期 → 请写成 2023-06-08 的形式",
        "20230608": "不是日期 → 请写成 2023-06-08 的形式",
    }.items(),
)
def test_what_is_no_day_says_why(text: str, answer: str) -> None:
    assert fault(text, DAY) == answer


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
        assert isinstance(value, {"string": str, "date": date}.get(field.type, Decimal))
