"""One cell of a table: from the characters that somebody typed to a typed value, or a reason why not."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from builders.model.fact import Value
from builders.model.table import Field
from builders.sources.characters import hidden_character

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
_INTEGER = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?")
_MANY_DIGITS = re.compile(r"-?[0-9]{16,}(\.[0-9]+)?")
_DATE = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})|([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"
)
_EXPONENT = re.compile(r"-?[0-9]+(\.[0-9]+)?[eE][+-]?[0-9]+")
_EXPONENT_OF_EXCEL = re.compile(r"-?[0-9](\.[0-9]+)?E[+-][0-9]{2,}")
_ERROR_OF_EXCEL = re.compile(r"#(DIV/0!|N/A|REF!|VALUE!|NAME\?|NULL!|NUM!|#+)", re.IGNORECASE)
_PLACEHOLDERS = ("-", "--", "—", "——", "/", "\\", "无", "暂无")
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．－−／", "0123456789.--/")


class CellFault(ValueError):
    """A cell that cannot be read: what is wrong and what to do, in Chinese."""

    def __init__(self, message: str, cure: str) -> None:
        """Keep the two sentences."""
        super().__init__(message)
        self.message = message
        self.cure = cure


def read_cell(text: str, field: Field) -> Value | None:
    """Return the value of a trimmed, non-empty cell by the type of its field. Raises CellFault."""
    if _ERROR_OF_EXCEL.fullmatch(text):
        raise CellFault("是 Excel 的错误值", "请在 Excel 里修好公式、放宽列宽后重新导出")
    match field.type:
        case "integer":
            return _integer(half_width(text))
        case "number":
            return _number(half_width(text), field)
        case "date":
            return _day(half_width(text))
        case _:
            return _words(text)


def half_width(text: str) -> str:
    """Return ``text`` with the full-width digits and signs of numbers and dates as plain ones."""
    return text.translate(_HALF_WIDTH)


def _integer(text: str) -> Decimal:
    if _INTEGER.fullmatch(text):
        return _signed(Decimal(text))
    raise _number_fault(text, "整数")


def _number(text: str, field: Field) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise _number_fault(text, "数字")
    decimals = len(text.partition(".")[2])
    if decimals > field.places:
        raise CellFault(f"小数超过{field.places}位", f"请四舍五入到{field.places}位小数")
    return _signed(Decimal(text))


def _signed(number: Decimal) -> Decimal:
    """Return the number without the sign of a zero, which would be printed."""
    return number if number else abs(number)


def _number_fault(text: str, wanted: str) -> CellFault:
    if _EXPONENT.fullmatch(text):
        return _lost()
    if text in _PLACEHOLDERS:
        return CellFault("是占位符号", "没有数据请留空，是零请填0")
    if _MANY_DIGITS.fullmatch(text):
        return CellFault("位数太多", "请核对数字和单位")
    if "," in text or "，" in text:
        return CellFault("含有千位分隔符", "请去掉逗号，只写数字")
    if text.endswith(("%", "％")):
        return CellFault("含有百分号", "请去掉百分号，单位已在表头说明")
    if re.fullmatch(r"[(（][0-9.]+[)）]", text):
        return CellFault("用括号表示负数", f"请用减号，如 -{text[1:-1]}")
    if re.search(r"[约近超余多]", text):
        return CellFault("是约数", "请填写准确的数字")
    return CellFault(f"不是{wanted}", f"请只写{wanted}，单位已在表头说明")


def _lost() -> CellFault:
    return CellFault("是科学计数法，原数已丢失", "请在 Excel 里改成文本格式后重新填写")


def _day(text: str) -> date:
    match = _DATE.fullmatch(text)
    if match:
        year, month, day = (int(part) for part in match.groups() if part)
        try:
            found = date(year, month, day)
        except ValueError:
            raise CellFault("没有这一天", "请核对日期") from None
        if not EARLIEST_YEAR <= year <= LATEST_YEAR:
            raise CellFault("年份不对", "请核对日期")
        return found
    if re.fullmatch(r"[0-9]{5}", text):
        raise CellFault("是 Excel 的日期序号", "请把单元格改成日期格式后重新导出")
    raise CellFault("不是日期", "请写成 2023-06-08 的形式")


def _words(text: str) -> str:
    if "\n" in text or "\r" in text:
        raise CellFault("含有换行", "请改成一行")
    hidden = hidden_character(text)
    if hidden:
        raise CellFault(f"含有不可见字符 {hidden}", "请重新键入这个单元格")
    if "\ufffd" in text:
        raise CellFault("含有乱码（U+FFFD）", "请找到原文重新填写")
    if _EXPONENT_OF_EXCEL.fullmatch(text):
        raise _lost()
    return text
