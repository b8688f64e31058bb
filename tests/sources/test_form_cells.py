"""A cell of Excel says what the clerk meant by it; what Excel has lost is a fault, never a guess."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, to_excel

from builders.model.table import Field
from builders.sources.cells import CellFault, read_cell
from builders.sources.forms.celltext import cell_text, is_dated
from builders.sources.forms.worksheet import Kind, RawCell

MONEY = Field("m", "总投资", "number", "万元", 2)
PERCENT = Field("p", "形象进度", "number", "%", 0)
COUNT = Field("c", "户数", "integer", "户")
DAY = Field("d", "截至日期", "date")
WORDS = Field("w", "编号", "string")


def read(kind: Kind, text: str, field: Field, format: str = "General") -> str:
    """Return the text of a cell, which the reader of tables must then take."""
    found = cell_text(RawCell(kind, text, format), field, since_1904=False).text
    read_cell(found, field)
    return found


@pytest.mark.parametrize(
    ("kind", "written", "format", "field", "said"),
    [
        ("number", "268.49999999999994", "0.00", MONEY, "268.5"),
        ("number", "268.5", "0.00", MONEY, "268.5"),
        ("number", "0.1", "General", MONEY, "0.1"),
        ("number", "1.3500000000000001E2", "General", MONEY, "135"),
        ("number", "-0", "General", MONEY, "0"),
        ("number", "999999999999.98999", "General", MONEY, "999999999999.99"),
        ("number", "30.000000000000004", "General", PERCENT, "30"),
        ("number", "0.85", "0%", PERCENT, "85"),
        ("number", "0.28999999999999998", "0.00%", PERCENT, "29"),
        ("number", "2236", "General", COUNT, "2236"),
        ("text", "2236", "@", COUNT, "2236"),
        ("text", "２２３６", "@", COUNT, "2236"),
        ("text", "1,350", "@", MONEY, "1350"),
        ("text", "１，３５０．５０", "@", MONEY, "1350.50"),
        ("text", "268.5万元", "@", MONEY, "268.5"),
        ("text", "85%", "@", PERCENT, "85"),
        ("text", "85％", "@", PERCENT, "85"),
        ("text", "268.500", "@", MONEY, "268.50"),
        ("text", "268.49999999999994", "@", MONEY, "268.5"),
        ("text", "+12", "@", COUNT, "12"),
        ("text", "\u221212.5", "@", MONEY, "-12.5"),
        ("number", "45085", "yyyy-mm-dd", DAY, "2023-06-08"),
        ("number", "45085", 'yyyy"年"m"月"d"日"', DAY, "2023-06-08"),
        ("number", "45085", "General", DAY, "2023-06-08"),
        ("number", "20230608", "General", DAY, "2023-06-08"),
        ("day", "2023-06-08T00:00:00", "General", DAY, "2023-06-08"),
        ("day", "2023-06-08", "General", DAY, "2023-06-08"),
        ("text", "2023.6.8", "@", DAY, "2023-6-8"),
        ("text", "20230608", "@", DAY, "2023-06-08"),
        ("text", "45085", "@", DAY, "2023-06-08"),
        ("text", "２０２３年６月８日", "@", DAY, "2023年6月8日"),
        ("number", "1987", "General", WORDS, "1987"),
        ("number", "12", "000000", WORDS, "000012"),
        ("text", "000012", "@", WORDS, "000012"),
        ("number", "2.5", "General", WORDS, "2.5"),
        ("text", "　双塔区民政局\u00a0", "@", WORDS, "双塔区民政局"),
    ],
)
def test_a_cell_says_what_was_meant(kind: Kind, written: str, format: str, field: Field, said: str) -> None:
    assert read(kind, written, field, format) == said


@pytest.mark.parametrize(
    ("kind", "written", "format", "field", "words"),
    [
        ("number", "268.495", "General", MONEY, "小数"),
        ("number", "1e400", "General", MONEY, "太大"),
        ("number", "1e999999999", "General", MONEY, "太大"),
        ("number", "NaN", "General", MONEY, "太大"),
        ("number", "x", "General", MONEY, "不是数字"),
        ("number", "0.85", "0%", MONEY, "百分比"),
        ("number", "45085", "yyyy-mm-dd", MONEY, "变成了日期"),
        ("number", "45085", "m月d日", WORDS, "变成了日期"),
        ("number", "0.5", "0%", WORDS, "百分比"),
        ("number", "211302199001011230", "0", WORDS, "15位"),
        ("number", "45085.5", "yyyy-mm-dd h:mm", DAY, "时刻"),
        ("number", "60", "yyyy-mm-dd", DAY, "没有这一天"),
        ("number", "99999999999", "yyyy-mm-dd", DAY, "日期"),
        ("day", "2023-06-08T08:30:00", "General", DAY, "日期或时间"),
        ("day", "2023-06-08", "General", MONEY, "日期或时间"),
        ("logical", "1", "General", COUNT, "逻辑值"),
        ("error", "#DIV/0!", "General", MONEY, "错误值"),
        ("error", "#N/A", "General", WORDS, "错误值"),
        ("text", "约800", "@", COUNT, "约"),
        ("text", "1,35", "@", COUNT, "逗号"),
        ("text", "无", "@", MONEY, "占位"),
        ("text", "3.5亩", "@", MONEY, "亩"),
        ("text", "85%", "@", MONEY, "百分"),
    ],
)
def test_what_is_lost_or_no_such_value_is_a_fault(
    kind: Kind, written: str, format: str, field: Field, words: str
) -> None:
    with pytest.raises(CellFault, match=words) as fault:
        read(kind, written, field, format)
    assert fault.value.cure


@pytest.mark.parametrize(
    ("code", "dated"),
    [
        ("General", False), ("0.00", False), ("@", False), ("0.00E+00", False), ("#,##0;[Red]-#,##0", False),
        ('0"d"', False), ("[DBNum1]General", False), ('"日"0', False), ("yyyy-mm-dd", True), ("[h]:mm", True),
        ("[$-804]aaaa;@", False), ("m/d", True), ("[$-804]yyyy年", True),
    ],
)  # fmt: skip
def test_a_format_that_shows_days_is_known(code: str, dated: bool) -> None:
    assert is_dated(code) is dated


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.booleans())
def test_every_day_comes_back_as_openpyxl_counts_it(day: date, since_1904: bool) -> None:
    if since_1904 and day < date(1904, 1, 1):
        return
    begin = CALENDAR_MAC_1904 if since_1904 else CALENDAR_WINDOWS_1900
    count = to_excel(day, begin)  # type: ignore[no-untyped-call]
    found = cell_text(RawCell("number", str(int(count)), "yyyy-mm-dd"), DAY, since_1904)

    assert read_cell(found.text, DAY) == day


@given(st.decimals(-(10**9), 10**9, places=2))
def test_every_amount_comes_back_from_a_binary_fraction(amount: Decimal) -> None:
    stored = repr(float(amount) * 3 / 3)  # as a computer keeps it, with the dust of a computation

    assert read_cell(read("number", stored, MONEY), MONEY) == amount


@given(st.from_regex(r"[-+−]?[0-9０-９]{1,17}([.．][0-9]{0,4})?[%％]?", fullmatch=True))
def test_a_number_that_somebody_types_is_read_as_it_looks_or_refused(typed: str) -> None:
    try:
        found = read_cell(read("text", typed, PERCENT), PERCENT)
    except CellFault:
        return
    plain = typed.replace("−", "-").replace("．", ".").rstrip("%％")
    assert found == Decimal(plain)
