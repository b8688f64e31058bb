"""The answer to a cell that cannot be read (单元格问题), and what number and date cells have in common."""

from __future__ import annotations

PLACEHOLDERS = frozenset(
    ("-", "--", "---", "—", "——", "/", "//", "\\", "无", "暂无", "没有", "空", "待定", "未定", "*", "?")
)
"""What people put where there is nothing to put."""
NULLS = frozenset(("NaN", "nan", "NAN", "NaT", "NULL", "null", "Null", "(null)", "None", "none", "<NA>", "undefined"))
"""What programs put there."""


class CellFault(ValueError):
    """A cell that cannot be read: what is wrong and what to do, in Chinese, under a code of the catalogue."""

    def __init__(self, message: str, cure: str, code: str = "D007") -> None:
        """Keep the two sentences and the code."""
        super().__init__(message)
        self.message = message
        self.cure = cure
        self.code = code


def empty_fault(text: str, cure: str = "没有数据请留空，是零请填0") -> CellFault | None:
    """Return the fault of a cell that says in a sign or a word that it is empty, or None."""
    if text in PLACEHOLDERS:
        return CellFault("是占位符号", cure)
    if text in NULLS:
        return CellFault("是程序写的空值", cure)
    return None
