"""What a wrong code most likely was (改正提示): zeros that Excel has cut off, letters too wide, codes made dates."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

MOST_ZEROS = 6
_DATE = re.compile(r"[0-9]{1,2}月[0-9]{1,2}日|[0-9]{4}年[0-9]{1,2}月|[0-9]{1,2}-[A-Z][a-z]{2}|[A-Z][a-z]{2}-[0-9]{2}")


def plainly(text: str) -> str:
    """Return a code as codes are written: half-width, without spaces, hyphens for other strokes, capital letters."""
    plain = unicodedata.normalize("NFKC", text)
    return re.sub("[-‐‑‒–—−－_]+", "-", re.sub(r"\s", "", plain)).upper()


def repair(text: str, is_right: Callable[[str], bool]) -> tuple[str, str] | None:
    """Return what has happened to a code and what it was, as ``is_right`` accepts it; None when nothing is known.

    The second is empty where the code itself is lost.
    """
    plain = unicodedata.normalize("NFKC", text)
    for what, candidates in (
        ("像是丢了开头的0", ["0" * count + text for count in range(1, MOST_ZEROS + 1)] if text.isdecimal() else []),
        ("像是被 Excel 加了小数", [text[:-2]] if re.fullmatch(r"[0-9]+\.0", text) else []),
        ("含有全角字符", [plain]),
        ("中间有空格", [re.sub(r"\s", "", text)]),
        ("大小写不对", [text.upper(), text.lower()]),
        ("符号不对", [plainly(text)]),
    ):
        for candidate in candidates:
            if candidate != text and is_right(candidate):
                return what, candidate
    return ("像是被 Excel 改成了日期", "") if _DATE.fullmatch(text) else None


def as_text(what: str, right: str) -> str:
    """Return the cure of a repaired code."""
    if not right:
        return "请把这一列设为文本格式后重新填写"
    kept = "，并把这一列设为文本格式" if "0" in what or "小数" in what else ""
    return f"请改为 {right}{kept}"
