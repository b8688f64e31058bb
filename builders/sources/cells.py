"""One cell of a table: from the characters that somebody typed to a typed value, or a reason why not."""

from __future__ import annotations

import re

from builders.model.fact import Value
from builders.model.table import Field
from builders.sources.cell_fault import NULLS, CellFault
from builders.sources.characters import hidden_character
from builders.sources.days import EARLIEST_YEAR, LATEST_YEAR, read_day
from builders.sources.numbers import lost_number, read_integer, read_number
from builders.sources.scrambled import unscrambled

__all__ = ["EARLIEST_YEAR", "LATEST_YEAR", "CellFault", "half_width", "is_rounded", "read_cell"]

_EXPONENT_OF_EXCEL = re.compile(r"-?[0-9](\.[0-9]+)?E[+-][0-9]{2,}")
_ERROR_OF_EXCEL = re.compile(r"#(DIV/0!|N/A|REF!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|#+)", re.IGNORECASE)
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．－−﹣‐‑‒–／％＋，：", "0123456789.-------/%+,:")
_MOST_DIGITS = 15
"""So many digits of a number does Excel keep; the others become zeros."""


def read_cell(text: str, field: Field) -> Value | None:
    """Return the value of a trimmed cell by the type of its field, None for an empty one. Raises CellFault."""
    if not text or (field.type == "string" and _is_plain(text)):
        return text or None
    if text[0] in "#＃" and _ERROR_OF_EXCEL.fullmatch(text.replace("＃", "#")):
        raise CellFault("是 Excel 的错误值", "请在 Excel 里修好公式、放宽列宽后重新导出")
    if "\n" in text or "\r" in text:
        raise _broken(text)
    match field.type:
        case "integer":
            return read_integer(half_width(text), field)
        case "number":
            return read_number(half_width(text), field)
        case "date":
            return read_day(half_width(text))
        case _:
            return _words(text)


def half_width(text: str) -> str:
    """Return ``text`` with the full-width digits and signs of numbers and dates as plain ones."""
    return text if text.isascii() else text.translate(_HALF_WIDTH)


def is_rounded(text: str) -> bool:
    """Say whether a code of many digits looks as if Excel had kept fifteen of them and made zeros of the others."""
    return len(text) > _MOST_DIGITS and text.isdecimal() and not text[_MOST_DIGITS:].strip("0")


def _is_plain(text: str) -> bool:
    """Say whether a text is so plain that nothing can be wrong with it: most codes are."""
    return text.isascii() and text.isprintable() and text[:1] != "#" and "E" not in text and text not in NULLS


def _broken(text: str) -> CellFault:
    if "," in text:
        return CellFault("含有换行，像是引号没有配对", "请检查这一格的引号；确实有几行的，请改成一行")
    return CellFault("含有换行", "请改成一行")


def _words(text: str) -> str:
    right = unscrambled(text)
    if right:
        cure = "请从原文件重新导出为“CSV UTF-8”，不要转码后再保存"
        raise CellFault(f"是乱码，原文像是“{right}”", cure, "D012")
    hidden = None if text.isprintable() else hidden_character(text)
    if hidden:
        raise CellFault(f"含有不可见字符 {hidden}", "请重新键入这个单元格")
    if "\ufffd" in text:
        raise CellFault("含有乱码（U+FFFD）", "请找到原文重新填写")
    if _EXPONENT_OF_EXCEL.fullmatch(text):
        raise lost_number()
    if text in NULLS:
        raise CellFault("是程序写的空值", "没有内容请留空")
    return text
