"""Units of Word (缇): twentieths of a point for text, English metric units for pictures."""

from __future__ import annotations

from math import floor

from builders.typeset.gongwen import (
    IMPRINT,
    IMPRINT_TEXT,
    PAGE,
    POINTS_PER_MM,
    SIZE_3,
    TABLE_EDGE_PT,
    TABLE_PADDING_MM,
    TABLE_RULE_PT,
)

TWIPS_PER_POINT = 20
POINT = 20
EMU_PER_TWIP = 635


def from_mm(millimetres: float) -> int:
    """Return millimetres in twips."""
    return round(millimetres * POINTS_PER_MM * TWIPS_PER_POINT)


def from_pt(points: float) -> int:
    """Return points in twips."""
    return round(points * TWIPS_PER_POINT)


AREA_WIDTH = from_mm(PAGE.area_width_mm)
AREA_HEIGHT = from_mm(PAGE.area_height_mm)
AREA = (AREA_WIDTH, AREA_HEIGHT)
AREA_TURNED = (AREA_HEIGHT, AREA_WIDTH)
"""Width and height of the type area on portrait and on landscape pages."""
LINE = floor(PAGE.line_pt * TWIPS_PER_POINT)
"""The line pitch, rounded down: one twip more and a page holds 21 lines."""
TIGHTER = floor((PAGE.character_pt - SIZE_3) * TWIPS_PER_POINT)
"""What is taken from every character of body size so that 28 stand in a line."""
CHARACTER = from_pt(SIZE_3) + TIGHTER
"""The pitch of a body character, the unit of indents."""
TABLE_RULE = from_pt(TABLE_RULE_PT)
TABLE_EDGE = from_pt(TABLE_EDGE_PT)
TABLE_PADDING = (2 * from_mm(TABLE_PADDING_MM) - TABLE_RULE) // 2 - 3
"""Word adds the thickness of its rules to a row; the page description measures from the middle of one to the next.

A hair less, so that a table that just fills its lines in the PDF has room in Word for the paragraph below it.
"""
IMPRINT_CHARACTER = from_pt(IMPRINT_TEXT.size_pt)
IMPRINT_INSET = IMPRINT.inset_chars * IMPRINT_CHARACTER
IMPRINT_LINE = from_pt(22)
IMPRINT_RULE = from_pt(2)
"""At least what the rules add to the height of a row."""
IMPRINT_PADDING = (from_pt(1.5), LINE - IMPRINT_LINE - IMPRINT_RULE - from_pt(1.5))
"""Above and below a row's text, which stands low in an exact line; a row of one line is a body line high."""
