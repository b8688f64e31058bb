"""Cells that should be numbers (数字单元格): read exactly into Decimal, or told what they have become and the mend."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

from builders.model.table import Field
from builders.sources.cell_fault import CellFault, empty_fault
from builders.sources.characters import hidden_character
from builders.sources.measures import Quantity, quantity

_INTEGER = re.compile(r"-?[0-9]{1,15}")
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]+)?")
_MANY_DIGITS = re.compile(r"-?[0-9]{16,}(\.[0-9]+)?")
_EXPONENT = re.compile(r"[-+]?[0-9]+(\.[0-9]*)?[eE][+-]?[0-9]+")
_INFINITY = re.compile(r"[-+]?(inf|infinity|∞)", re.IGNORECASE)
_THOUSANDS = re.compile(r"-?[0-9]{1,3}([,'’][0-9]{3})+(\.[0-9]+)?")
_RANGE = re.compile(r"[0-9.]+ *(-|~|～|—|－|至|到) *[0-9.]+\D*")
_VAGUE = re.compile(r"[约近超余多逾估几>＞≥<＜≤~～]|左右|上下|以上|以下|以内|不足|不到")
_HAN_NUMBER = re.compile("[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟点负]+")
_DATE = re.compile(
    r"[0-9]{1,4}年[0-9]{1,2}月([0-9]{1,2}日)?|[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}[-/][0-9]{1,2}[-/][0-9]{1,2}"
)
_LETTERS = str.maketrans("OoＯｏQDlIi|!SsZzB", "0000001111155228")


def read_integer(text: str, field: Field) -> Decimal:
    """Return the whole number of a half-width text. Raises CellFault."""
    if _INTEGER.fullmatch(text):
        return _signed(Decimal(text))
    raise number_fault(text, field)


def read_number(text: str, field: Field) -> Decimal:
    """Return the number of a half-width text, with the decimals typed, at most the field's. Raises CellFault."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise number_fault(text, field)
    if match[1] and len(match[1]) - 1 > field.places:
        raise _too_exact(text, field)
    return _signed(Decimal(text))


def number_fault(text: str, field: Field) -> CellFault:
    """Return why a half-width text is no number of the field, the most telling reason first."""
    return (
        _lost(text)
        or empty_fault(text)
        or _misplaced_sign(text, field)
        or _quantity_fault(text, field)
        or _other_thing(text)
        or _misspelt(text, field)
        or _plain(field)
    )


def lost_number() -> CellFault:
    """Return the fault of a number that Excel has shortened."""
    return CellFault("是科学计数法，原数已丢失", "请在 Excel 里改成文本格式后重新填写")


def _signed(number: Decimal) -> Decimal:
    """Return the number without the sign of a zero, which would be printed."""
    return number if number else abs(number)


def _plain(field: Field) -> CellFault:
    wanted = "整数" if field.type == "integer" else "数字"
    return CellFault(f"不是{wanted}", f"请只写{wanted}" + (f"，单位是{field.unit}" if field.unit else ""))


def _written(text: str, field: Field) -> str:
    """Return how a number is to be typed: without thousands, zero decimals cut from a whole one."""
    plain = re.sub("[,'’+\\s]", "", text)
    plain = re.sub(r"^(-?)(?=\.)", r"\g<1>0", plain)
    if field.type == "integer" or plain.endswith("."):
        plain = re.sub(r"\.0*$", "", plain)
    return plain


def _is_fine(text: str, field: Field) -> bool:
    match = (_INTEGER if field.type == "integer" else _NUMBER).fullmatch(text)
    return match is not None and len(text.partition(".")[2]) <= field.places


def _too_exact(text: str, field: Field) -> CellFault:
    number = Decimal(text)
    if field.unit == "%" and not field.places and 0 < number < 1:
        share = f"{_trimmed(number * 100)}%"
        return CellFault(f"像是把{share}写成了小数", f"这一列的单位是%，是{share}的请写成 {_trimmed(number * 100)}")
    rounded = number.quantize(Decimal(1).scaleb(-field.places), ROUND_HALF_UP)
    return CellFault(f"小数超过{field.places}位", f"请四舍五入到{field.places}位小数（{rounded}）")


def _lost(text: str) -> CellFault | None:
    if _EXPONENT.fullmatch(text):
        return lost_number()
    if _INFINITY.fullmatch(text):
        return CellFault("是无穷大", "公式可能除以了零，请填写准确的数字")
    if _MANY_DIGITS.fullmatch(text):
        return CellFault("位数太多", "请核对数字和单位")
    return None


def _misplaced_sign(text: str, field: Field) -> CellFault | None:
    """Answer what stands in, before or behind the digits and is no unit."""
    hidden = hidden_character(text)
    if hidden:
        return CellFault(f"含有不可见字符 {hidden}", "请删除这一格，重新键入数字")
    if _THOUSANDS.fullmatch(text):
        return CellFault("含有千位分隔符", f"请写成 {_written(text, field)}")
    if text.startswith("="):
        return CellFault("是公式", "请填写计算结果")
    if text.endswith("%"):
        cure = f"请写成 {text[:-1]}" if field.unit == "%" else "请去掉百分号，并核对单位"
        return CellFault("含有百分号", cure)
    if re.fullmatch(r"[(（][0-9.,]+[)）]", text):
        return CellFault("用括号表示负数", f"请用减号，如 -{_written(text[1:-1], field)}")
    money = re.fullmatch(r"(?:¥|￥|\$|RMB|CNY)\s*([0-9][0-9,.]*)", text)
    if money:
        return CellFault("带有货币符号", f"请只写 {_written(money[1], field)}")
    quoted = re.fullmatch(r"['’‘`](.*)", text)
    if quoted and _NUMBER.fullmatch(quoted[1]):
        return CellFault("前面有撇号", f"请写成 {quoted[1]}")
    return None


def _quantity_fault(text: str, field: Field) -> CellFault | None:
    """Answer a number with its unit behind it: the column's own, or another."""
    found: Quantity | None = quantity(text, field.unit)
    if found is None:
        return None
    if not field.unit:
        return CellFault(f"带有单位“{found.unit}”", f"请只写 {found.number}")
    if found.same:
        return CellFault(f"带有单位“{found.unit}”", f"单位已在表头说明，请只写 {found.number}")
    message = f"单位“{found.unit}”与这一列的“{field.unit}”不同"
    if found.converted is None:
        return CellFault(message, "请核对是不是填错了列")
    return CellFault(message, f"请换算成{field.unit}，只写 {_trimmed(found.converted)}")


def _trimmed(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _other_thing(text: str) -> CellFault | None:
    """Answer what is meant as something else than one exact number."""
    if _DATE.fullmatch(text):
        return CellFault("是日期，不是数字", "请核对是不是填错了列，或被 Excel 改成了日期")
    if _RANGE.fullmatch(text):
        return CellFault("是一个范围", "请填写一个准确的数字")
    if _VAGUE.search(text):
        return CellFault("是约数", "请填写准确的数字")
    if _HAN_NUMBER.fullmatch(text):
        return CellFault("是汉字数字", "请用阿拉伯数字")
    if re.fullmatch(r"[0-9.]+([、;；+/和][0-9.]+)+", text):
        return CellFault("是几个数字", "请填写一个数字")
    return None


def _misspelt(text: str, field: Field) -> CellFault | None:
    """Answer what is one keystroke away from a number."""
    if "," in text:
        return CellFault("含有逗号", "小数点请用“.”，不要用千位分隔符")
    written = _written(text, field)
    if written != text and _is_fine(written, field):
        if re.search(r"\s", text):
            return CellFault("数字中间有空格", f"请写成 {written}，是几个数字的请核对")
        return CellFault(_plain(field).message, f"请写成 {written}")
    digits = text.translate(_LETTERS)
    if digits != text and re.search("[0-9]", text) and _is_fine(digits, field):
        return CellFault("数字里混有字母", f"是否指 {digits}？请核对后重新键入")
    if re.fullmatch(r"[0-9]+(\.[0-9]+){2,}", text):
        return CellFault("有几个小数点", "请核对数字")
    return None
