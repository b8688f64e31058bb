"""One cell of a table: from the characters that somebody typed to a typed value, or a reason why not."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from builders.model.fact import Value
from builders.model.table import Field

_INTEGER = re.compile(r"-?\d{1,15}")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})/(\d{1,2})/(\d{1,2})|(\d{4})年(\d{1,2})月(\d{1,2})日")
_EXPONENT = re.compile(r"-?\d+(\.\d+)?[eE][+-]?\d+")


class CellFault(ValueError):
    """A cell that cannot be read: what is wrong and what to do, in Chinese."""

    def __init__(self, message: str, cure: str) -> None:
        """Keep the two sentences."""
        super().__init__(message)
        self.message = message
        self.cure = cure


def read_cell(text: str, field: Field) -> Value | None:
    """Return the value of a trimmed, non-empty cell by the type of its field. Raises CellFault."""
    match field.type:
        case "integer":
            return _integer(text)
        case "number":
            return _number(text, field)
        case "date":
            return _day(text)
        case _:
            return _words(text)


def _integer(text: str) -> Decimal:
    if _INTEGER.fullmatch(text):
        return Decimal(text)
    raise _number_fault(text, "整数")


def _number(text: str, field: Field) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise _number_fault(text, "数字")
    decimals = len(text.partition(".")[2])
    if decimals > field.places:
        raise CellFault(f"小数超过{field.places}位", f"请四舍五入到{field.places}位小数")
    return Decimal(text)


def _number_fault(text: str, wanted: str) -> CellFault:
    if text.startswith("#"):
        return CellFault("是 Excel 的错误值", "请在 Excel 里修好公式后重新导出")
    if _EXPONENT.fullmatch(text):
        return CellFault("是科学计数法，原数已丢失", "请在 Excel 里改成文本格式后重新填写")
    if "," in text or "，" in text:
        return CellFault("含有千位分隔符", "请去掉逗号，只写数字")
    if re.search(r"[约近超余多]", text):
        return CellFault("是约数", "请填写准确的数字")
    return CellFault(f"不是{wanted}", f"请只写{wanted}，单位已在表头说明")


def _day(text: str) -> date:
    match = _DATE.fullmatch(text)
    if match:
        year, month, day = (int(part) for part in match.groups() if part)
        try:
            return date(year, month, day)
        except ValueError:
            raise CellFault("没有这一天", "请核对日期") from None
    if re.fullmatch(r"\d{5}", text):
        raise CellFault("是 Excel 的日期序号", "请把单元格改成日期格式后重新导出")
    raise CellFault("不是日期", "请写成 2023-06-08 的形式")


def _words(text: str) -> str:
    for character in text:
        if ord(character) < 32 or 0x7F <= ord(character) < 0xA0 or 0xE000 <= ord(character) <= 0xF8FF:
            raise CellFault(f"含有不可见字符 U+{ord(character):04X}", "请重新键入这个单元格")
        if character == "\ufffd":
            raise CellFault("含有乱码（U+FFFD）", "请找到原文重新填写")
    return text
