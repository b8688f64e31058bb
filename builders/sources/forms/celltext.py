"""The text of a cell (单元格取值): what a clerk meant by a cell of Excel, as the reader of tables takes it.

Excel keeps a number as a binary fraction, a day as a number of days, and makes both of what people type. What is
certain is put right and noted; what has been lost is a fault.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation

from builders.model.form import printed_value
from builders.model.table import Field
from builders.sources.cells import EARLIEST_YEAR, LATEST_YEAR, CellFault, half_width
from builders.sources.forms.worksheet import RawCell

_BEGIN_1900, _BEGIN_1904 = date(1899, 12, 30), date(1904, 1, 1)
_LEAP_FAULT = 60
"""Excel's calendar has a 29 February 1900; the days before it are one day off."""
_TOLERANCE, _RELATIVE = Decimal("1e-9"), Decimal("5e-16")
_MOST_DIGITS = 15
_DUST = 9
"""So many decimals are no number that anybody types."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
_GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_DOTTED = re.compile(r"([0-9]{4})\.([0-9]{1,2})\.([0-9]{1,2})|([0-9]{4})([0-9]{2})([0-9]{2})")
_SERIAL = re.compile(r"[0-9]{5}(\.0+)?")
_SIGNS = str.maketrans({"，": ",", "＋": "+", "％": "%", "\u2212": "-"})
_ISO = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T00:00:00(\.0+)?Z?)?")


@dataclass(frozen=True)
class CellText:
    """The text of a cell; ``note`` says what was put right, empty where nothing was."""

    text: str
    note: str = ""


def cell_text(cell: RawCell, field: Field, since_1904: bool) -> CellText:
    """Return what a cell says under a field. Raises CellFault for what has been lost or is no such value."""
    if cell.kind == "logical":
        raise CellFault("是逻辑值（TRUE/FALSE）", "请改成文字或数字")
    if cell.kind in ("error", "text"):
        return _typed(cell.text.strip(), field)
    if cell.kind == "day":
        match = _ISO.fullmatch(cell.text)
        if match is None or field.type != "date":
            raise CellFault("是日期或时间", "请按这一列的要求填写")
        return CellText(match[1])
    number = _number(cell.text)
    dated = is_dated(cell.format)
    match field.type:
        case "date":
            return _day(number, dated, since_1904)
        case "integer" | "number":
            if dated:
                raise CellFault("被 Excel 变成了日期", "请把单元格改成数字格式后重新填写")
            return CellText(_rounded(_percent(number, cell.format, field), field))
        case _:
            return _code(number, cell.format, dated)


def is_dated(code: str) -> bool:
    """Return whether a number format shows days or times."""
    return re.search(r"[ymdhs]", _LITERAL.sub("", code).replace("General", ""), re.IGNORECASE) is not None


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise CellFault("不是数字", "请重新填写") from None
    if not number.is_finite() or number.adjusted() > 2 * _MOST_DIGITS:
        raise CellFault("数字太大", "请核对数字和单位")
    return number


def _percent(number: Decimal, code: str, field: Field) -> Decimal:
    """Return the number as it is shown: 85% is kept by Excel as 0.85."""
    if "%" not in _LITERAL.sub("", code):
        return number
    if field.unit != "%":
        raise CellFault("是百分比格式", "请把单元格改成数字格式后重新填写")
    return number * 100


def _rounded(number: Decimal, field: Field) -> str:
    """Return a number without the dust of binary fractions: 268.49999999999994 is 268.5, 268.495 stays."""
    near = round(number, field.places)
    if abs(number - near) <= max(_TOLERANCE, abs(number) * _RELATIVE):
        number = near
    return _short(number)


def _short(number: Decimal) -> str:
    text = f"{number if number else abs(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(number: Decimal, dated: bool, since_1904: bool) -> CellText:
    whole = int(number)
    if number != whole:
        raise CellFault("带有时刻", "请只填日期，不填时间")
    if not dated and re.fullmatch(r"(19|20)[0-9]{6}", f"{whole}"):
        return _typed(f"{whole}", Field("", "", "date"))
    try:
        found = (_BEGIN_1904 if since_1904 else _BEGIN_1900) + timedelta(days=whole)
    except OverflowError:
        raise CellFault("不是日期", "请写成 2023-06-08 的形式") from None
    if not since_1904 and whole <= _LEAP_FAULT:
        found += timedelta(days=1)
    if whole == _LEAP_FAULT and not since_1904 or not EARLIEST_YEAR <= found.year <= LATEST_YEAR:
        raise CellFault("没有这一天" if whole == _LEAP_FAULT else "年份不对", "请核对日期")
    return CellText(printed_value(found), "" if dated else "日期序号")


def _code(number: Decimal, code: str, dated: bool) -> CellText:
    """Return a number that stands where a text should: 1987 says the same, a number of 18 digits has been cut."""
    if dated:
        raise CellFault("被 Excel 变成了日期", "请把单元格改成文本格式后重新填写")
    if number.adjusted() >= _MOST_DIGITS:
        raise CellFault("超过15位，末尾的数字已被 Excel 改成0", "请把单元格改成文本格式后重新填写")
    if "%" in _LITERAL.sub("", code):
        raise CellFault("是百分比格式", "请把单元格改成文本格式后重新填写")
    text = _short(round(number, 10))
    zeros = re.fullmatch(r"0+", code)
    if zeros and number == int(number):
        text = text.zfill(len(code))
    return CellText(text, "数字型的编号或文字")


def _typed(text: str, field: Field) -> CellText:
    """Return a text that somebody typed, with what is certain put right for numbers and days."""
    if field.type in ("integer", "number"):
        return _typed_number(text, field)
    if field.type == "date":
        plain = half_width(text).replace("．", ".").replace(" ", "")
        match = _DOTTED.fullmatch(plain)
        if match:
            return CellText("-".join(part for part in match.groups() if part), "日期写法")
        if _SERIAL.fullmatch(plain):
            return _day(Decimal(plain), dated=False, since_1904=False)
        return CellText(plain if plain != text else text, "日期写法" if plain != text else "")
    return CellText(text)


def _typed_number(text: str, field: Field) -> CellText:
    plain = half_width(text).translate(_SIGNS).removeprefix("+").removesuffix(field.unit or " ").strip()
    if _GROUPED.fullmatch(plain):
        plain = plain.replace(",", "")
    if re.fullmatch(r"-?[0-9]+\.[0-9]+", plain):
        head, _, tail = plain.partition(".")
        kept = tail[: field.places] + tail[field.places :].rstrip("0")
        plain = f"{head}.{kept}" if kept else head
        if len(kept) > field.places and len(tail) >= _DUST:
            plain = _rounded(Decimal(plain), field)
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", plain):
        return CellText(text)  # the reader of tables says what is wrong with it
    return CellText(plain, "文本型数字")
