"""Chinese numerals (汉字数字) of ordinals, for headings and for numbers in titles."""

from __future__ import annotations

_DIGITS = "〇一二三四五六七八九"
_LARGE = 100


def chinese_ordinal(number: int) -> str:
    """Return 1–99 as Chinese numerals (一, 十, 十一, 二十, 二十一), any more as digits."""
    if number >= _LARGE:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones else "")
