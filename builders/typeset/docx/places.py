"""Places of the masthead (版头位置), in twips: how high its lines are and what stands between them."""

from __future__ import annotations

from dataclasses import dataclass

from builders.model.manuscript import Masthead
from builders.typeset import gongwen
from builders.typeset.docx.units import LINE, TWIPS_PER_POINT, from_mm, from_pt
from builders.typeset.gongwen import MASTHEAD, POINTS_PER_MM, SIZE_3

SIGNERS_IN_A_LINE = 2
_ASCENT_GAP = 0.18
"""The ink of a character of size s in a line 1.25 s high begins about 0.18 s below the line's top."""
_BELOW_BASELINE = 0.2
"""Of an exact line stands below the baseline."""
_DESCENT = 0.16
"""The brackets of a document number reach 0.16 of their size below the baseline."""


@dataclass(frozen=True)
class Places:
    """The masthead's sizes: the issuers' size and squeeze, and the spaces above them, the number and the title."""

    issuer_pt: float = gongwen.LARGEST_ISSUER_PT
    squeeze: float = 1.0
    issuer_line: int = LINE
    above_issuers: int = LINE
    above_number: int = 0
    above_title: int = 0


def places(masthead: Masthead | None) -> Places:
    """Return where the parts of a masthead stand; the title below it begins on the page's line grid.

    Two blank lines follow the rule, up to half a line more or less so that the page holds its 22 lines.
    """
    if masthead is None:
        return Places()
    size = gongwen.issuer_size_pt(masthead.issuers, "文件")
    line = from_pt(1.25 * size)
    above = from_mm(MASTHEAD.issuer_top_mm) - from_pt(_ASCENT_GAP * size)
    numbers = number_lines(masthead)
    rule = from_pt(rule_gap_pt() + gongwen.RULE_PT)
    used = above + len(masthead.issuers) * line + (MASTHEAD.number_gap_lines + numbers) * LINE + rule
    lines = round(used / LINE) + gongwen.TITLE_GAP_LINES
    return Places(
        issuer_pt=size,
        squeeze=gongwen.issuer_squeeze(masthead.issuers, "文件"),
        issuer_line=line,
        above_issuers=above,
        above_number=MASTHEAD.number_gap_lines * LINE if numbers == 1 else 0,
        above_title=lines * LINE - used,
    )


def number_lines(masthead: Masthead) -> int:
    """Return how many lines the signers and the document number take; the number shares the last."""
    signers = len(masthead.signatories) if masthead.upward else 0
    return max(1, -(-signers // SIGNERS_IN_A_LINE))


def rule_gap_pt() -> int:
    """Return the space between line and red rule in points: 4 mm less what the line leaves below its characters."""
    below = _BELOW_BASELINE * LINE / TWIPS_PER_POINT - _DESCENT * SIZE_3
    return round(MASTHEAD.rule_gap_mm * POINTS_PER_MM - below)
