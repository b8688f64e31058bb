"""Cells that should be days (日期单元格): read in the ways offices write them, or told which day it would be."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from builders.sources.cell_fault import CellFault, empty_fault
from builders.sources.characters import hidden_character

EARLIEST_YEAR, LATEST_YEAR = 1900, 2100
_DATE = re.compile(
    r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})|([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})|([0-9]{4})年([0-9]{1,2})月([0-9]{1,2})日"
)
_SERIAL = re.compile(r"([0-9]{5})(\.[0-9]+)?")
_FIRST_SERIAL = date(1899, 12, 30)
"""Day 0 of Excel for every day after February 1900."""
_CLOCK = re.compile(r"(.*[0-9日])[T ]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2}(\.[0-9]+)?)?")
_LOOSE = re.compile(r"([0-9]{4})\s*[-./年、—]\s*([0-9]{1,2})\s*[-./月、—]\s*([0-9]{1,2})\s*[日号.]?")
_SHORT_YEAR = re.compile(r"([0-9]{2})[-./年]([0-9]{1,2})[-./月]([0-9]{1,2})日?")
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-./]([0-9]{1,2})[-./]([0-9]{4})")
_MONTH = re.compile(r"([0-9]{4})(?:[-./]|年)([0-9]{1,2})(?:月份?)?")
_YEAR = re.compile(r"[0-9]{4}年?")
_NO_YEAR = re.compile(r"([0-9]{1,2})(?:[-./]|月)([0-9]{1,2})[日号]?")
_ENGLISH = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)
_FORM = "请写成 2023-06-08 的形式"


def read_day(text: str) -> date:
    """Return the day of a half-width text. Raises CellFault."""
    match = _DATE.fullmatch(text)
    if match is None:
        raise _day_fault(text)
    year, month, day = (int(part) for part in match.groups() if part)
    found = _day(year, month, day)
    if found is None:
        raise CellFault("没有这一天", "请核对日期")
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise CellFault("年份不对", "请核对日期")
    return found


def day_of_serial(text: str) -> date | None:
    """Return the day that a number of Excel stands for, 2023-05-31 for 45077, or None when it is no likely one."""
    match = _SERIAL.fullmatch(text)
    found = _FIRST_SERIAL + timedelta(int(match[1])) if match else None
    return found if found and found.year <= LATEST_YEAR else None


def _day_fault(text: str) -> CellFault:
    """Return why a text is no day, with the day that it most likely says."""
    return (
        empty_fault(text, "没有日期请留空")
        or _hidden(text)
        or _serial(text)
        or _loose(text)
        or _incomplete(text)
        or _turned(text)
        or _vague(text)
        or CellFault("不是日期", _FORM)
    )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fault(message: str, day: date | None) -> CellFault:
    likely = day is not None and EARLIEST_YEAR <= day.year <= LATEST_YEAR
    return CellFault(message, f"请写成 {day}") if likely else CellFault("没有这一天", "请核对日期")


def _hidden(text: str) -> CellFault | None:
    hidden = hidden_character(text)
    return CellFault(f"含有不可见字符 {hidden}", "请删除这一格，重新键入日期") if hidden else None


def _serial(text: str) -> CellFault | None:
    day = day_of_serial(text)
    if day is None:
        return (
            CellFault("只有数字，不像日期", _FORM) if re.fullmatch(r"[0-9]{1,3}|[0-9]{5,7}|[0-9]{9,}", text) else None
        )
    return CellFault("是 Excel 的日期序号", f"按 Excel 应是 {day}，请核对后改成这样，或把单元格改成日期格式后重新导出")


def _loose(text: str) -> CellFault | None:
    """Answer a whole day in a spelling that is not ours."""
    clock = _CLOCK.fullmatch(text)
    if clock:
        try:
            return CellFault("带有时间", f"请只写日期 {read_day(clock[1])}")
        except CellFault as fault:
            return fault
    if re.fullmatch("[0-9]{8}", text):
        return _fault("日期没有分隔", _day(int(text[:4]), int(text[4:6]), int(text[6:])))
    match = _LOOSE.fullmatch(text)
    if match:
        return _fault("日期写法不对", _day(*(int(part) for part in match.groups())))
    return None


def _incomplete(text: str) -> CellFault | None:
    """Answer a day that lacks something."""
    match = _MONTH.fullmatch(text)
    if match and 1 <= int(match[2]) <= 12 and int(match[1]):
        year, month = int(match[1]), int(match[2])
        last = calendar.monthrange(year, month)[1]
        return CellFault("只有年月，没有日", f"请写明哪一天；是月底就写 {year:04}-{month:02}-{last}")
    if _YEAR.fullmatch(text):
        return CellFault("只有年份，没有月日", _FORM)
    match = _SHORT_YEAR.fullmatch(text)
    if match:
        day = _day(2000 + int(match[1]), int(match[2]), int(match[3]))
        return CellFault("年份只有两位", f"请写四位年份，如 {day}" if day else _FORM)
    match = _NO_YEAR.fullmatch(text)
    if match and _day(2000, int(match[1]), int(match[2])):
        return CellFault("没有年份", f"请补上年份，写成 年份-{int(match[1]):02}-{int(match[2]):02}")
    return None


def _turned(text: str) -> CellFault | None:
    """Answer a day in the order or the words of another country."""
    match = _YEAR_LAST.fullmatch(text)
    if match:
        first, second, year = (int(part) for part in match.groups())
        days = [day for day in (_day(year, first, second), _day(year, second, first)) if day]
        either = " 或 ".join(str(day) for day in dict.fromkeys(days))
        return CellFault("年份应写在前面", f"请写成 {either}" if days else "请核对日期")
    if _ENGLISH.search(text):
        return CellFault("月份是英文", _FORM)
    return None


def _vague(text: str) -> CellFault | None:
    if re.search("[〇零一二三四五六七八九十]+[年月日]", text):
        return CellFault("是汉字数字", _FORM)
    if re.search("[至到~～—]", text):
        return CellFault("是一段时间", "请只填一天")
    if re.search("[约前后底初末旬]|左右", text):
        return CellFault("不是准确的日期", _FORM)
    return None
