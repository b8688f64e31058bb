"""The page description (公文格式): how both writers meet GB/T 9704-2012, and what the standard leaves to the house.

What its clauses state in numbers stands in ``model/standard.py``, which conformance measures against too. Names end in
their unit: ``_mm`` millimetres, ``_pt`` points, ``_chars`` characters of body size, ``_lines`` body lines. Nothing here
knows Word or Typst.
"""

from __future__ import annotations

from dataclasses import dataclass

from builders.core.numerals import chinese_ordinal
from builders.model.standard import (
    ADDRESSEE_GAP_LINES,
    ANNEX_NOTE_GAP_LINES,
    ANNEX_TITLE_LINE,
    BLACK,
    BODY_INDENT_CHARS,
    FOLIO_BELOW_MM,
    FOLIO_INSET_CHARS,
    IMPRINT,
    LETTER,
    MASTHEAD,
    PAGE,
    POINTS_PER_MM,
    RED,
    SIGNATURE,
    SIZE_2,
    SIZE_3,
    SIZE_4,
    SIZE_5,
    SIZE_SMALL_5,
    TITLE_GAP_LINES,
)

__all__ = [
    "ADDRESSEE_GAP_LINES",
    "ANNEX_NOTE_GAP_LINES",
    "ANNEX_TITLE_LINE",
    "BLACK",
    "FOLIO_BELOW_MM",
    "FOLIO_INSET_CHARS",
    "IMPRINT",
    "LETTER",
    "MASTHEAD",
    "PAGE",
    "POINTS_PER_MM",
    "RED",
    "SIGNATURE",
    "SIZE_2",
    "SIZE_3",
    "SIZE_4",
    "SIZE_5",
    "SIZE_SMALL_5",
    "TITLE_GAP_LINES",
]

@dataclass(frozen=True)
class Style:
    """One kind of text: the role of its face, its size and how its paragraph sits."""

    face: str
    size_pt: float
    indent_chars: int = 0
    align: str = "justify"
    colour: str = "000000"


WORD_NAMES = {
    "title": "方正小标宋简体",
    "body": "仿宋_GB2312",
    "heading": "黑体",
    "kai": "楷体_GB2312",
    "song": "宋体",
}
"""The font name of each role, as Word documents of public bodies name it."""

BODY = Style("body", SIZE_3, indent_chars=BODY_INDENT_CHARS)
TITLE = Style("title", SIZE_2, align="center")
ADDRESSEE = Style("body", SIZE_3, align="left")
HEADINGS = (
    Style("heading", SIZE_3, indent_chars=BODY_INDENT_CHARS),  # 一、 黑体, clause 7.3.3
    Style("kai", SIZE_3, indent_chars=BODY_INDENT_CHARS),  # （一） 楷体
    Style("body", SIZE_3, indent_chars=BODY_INDENT_CHARS),  # 1. 仿宋
    Style("body", SIZE_3, indent_chars=BODY_INDENT_CHARS),  # （1） 仿宋
)
CAPTION = Style("heading", SIZE_4, align="center")
TABLE_HEAD = Style("heading", SIZE_5, align="center")
TABLE_CELL = Style("body", SIZE_5, align="left")
REMARK = Style("body", SIZE_5, align="left")
FOOTNOTE = Style("body", SIZE_SMALL_5, align="left")
ANNEX_LABEL = Style("heading", SIZE_3, align="left")  # 附件1, clause 7.3.7
ANNEX_TITLE = Style("title", SIZE_2, align="center")
FOLIO = Style("song", SIZE_4)  # page number, clause 7.5
MARK = Style("heading", SIZE_5, align="center")  # 示例数据 / 草稿 at the head of every page (our own)
VERSION = Style("song", SIZE_SMALL_5, colour="707070")  # a draft's version beside its marks (our own)
ISSUER = Style("title", SIZE_2, align="center", colour=RED)
NUMBER_LINE = Style("body", SIZE_3)  # 发文字号 and 签发人, clauses 7.2.5 and 7.2.6
SIGNATORY = Style("kai", SIZE_3)  # the name after 签发人：
EDGE = Style("heading", SIZE_3, align="left")  # 密级 and 紧急程度, clauses 7.2.2 and 7.2.3
ATTENDANCE_LABEL = Style("heading", SIZE_3)  # 出席, clause 10.3
IMPRINT_TEXT = Style("body", SIZE_4)  # 抄送 and 印发, clause 7.4
PAIR_WORDS = Style("body", SIZE_5, align="center")  # under each of the figures side by side


RULE_PT = 1.5
"""The red rule of the masthead."""
THICK_RULE_PT = 2.25
THIN_RULE_PT = 0.75
DOUBLE_RULE_GAP_PT = 1.5
"""Between the two strokes of a letter's double rule."""
DOUBLE_RULE_PT = THICK_RULE_PT + DOUBLE_RULE_GAP_PT + THIN_RULE_PT
LARGEST_ISSUER_PT = 46.0
"""The issuers' size is chosen so that the longest name fits, and is never larger than this."""
SMALLEST_ISSUER_PT = 22.0
ISSUER_GAP_CHARS = 0.6
"""Between joint issuers' names and 文件 at their side, with what rounding needs."""
SPACE_BETWEEN_FIGURES_MM = 4.0
"""Between figures side by side."""
MARK_TOP_MM = 20.0
"""From the upper edge of the paper to the marks at the head of the page."""
TABLE_RULE_PT = 0.5
TABLE_EDGE_PT = 1.0
WHOLE_TABLE_ROWS = 12
"""A table of at most so many rows is not divided between two pages."""
FIRST_TABLE_LINES = 6
"""A longer table begins only where so many body lines are left, for its caption, its header and a few rows."""
LAST_TABLE_ROWS = 3
"""So many rows at the end of a longer table stay together: a sum never stands alone."""
TABLE_LINE_PT = 15.0
"""Line pitch inside tables and remarks, which leave the 22-line grid."""
TABLE_BESIDE_PT = 2.0
"""Between a table's edge and the line of small type above or below it."""
TABLE_GAP_PT = 8.0
"""From a table that runs over pages to the text below it; a smaller one fills its last line instead."""
FIGURE_GAP_PT = 4.0
"""The least space above and below a picture."""
FIGURE_TALLEST = 0.8
"""Of the type area's height: a taller picture is made smaller, so that its caption stays on its page."""
FOOTNOTE_LINE_PT = 12.0
TABLE_INSET_MM = 1.0
"""From a table's rule to the text beside it, left and right."""
TABLE_PADDING_MM = 0.7
"""From a table's rule to the line box below or above it."""


def heading_number(level: int, ordinal: int) -> str:
    """Return the printed ordinal of a heading: 一、 （一） 1. （1） for levels 1–4, clause 7.3.3."""
    match level:
        case 1:
            return f"{chinese_ordinal(ordinal)}、"
        case 2:
            return f"（{chinese_ordinal(ordinal)}）"
        case 3:
            return f"{ordinal}."
        case _:
            return f"（{ordinal}）"


def issuer_size_pt(names: tuple[str, ...], suffix: str) -> float:
    """Return the size of the issuers' name: as large as lets the longest one stand in one line beside 文件."""
    fitting = PAGE.area_width_mm * POINTS_PER_MM * 0.96 / _issuer_characters(names, suffix)
    return max(SMALLEST_ISSUER_PT, min(LARGEST_ISSUER_PT, round(fitting * 2) / 2))


def issuer_squeeze(names: tuple[str, ...], suffix: str) -> float:
    """Return how much narrower than square the issuers' characters are (字符缩放): 1 unless a name is very long.

    A name that does not fit at the smallest size, such as 喀喇沁左翼蒙古族自治县住房和城乡建设局, keeps its height.
    """
    natural = _issuer_characters(names, suffix) * issuer_size_pt(names, suffix)
    return min(1.0, int(100 * PAGE.area_width_mm * POINTS_PER_MM * 0.98 / natural) / 100)


def _issuer_characters(names: tuple[str, ...], suffix: str) -> float:
    """Return the width of the issuers' line in characters; several names stand a little away from 文件."""
    beside = len(suffix) + (ISSUER_GAP_CHARS if suffix and len(names) > 1 else 0.0)
    return max((len(name) for name in names), default=1) + beside


def printed_date(year: int, month: int, day: int) -> str:
    """Return a date as an official document prints it: arabic, no leading zeros (2023年6月8日), clause 7.3.5.4."""
    return f"{year}年{month}月{day}日"
