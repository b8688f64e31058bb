"""Places of the first page (首页位置), in twips: the plan of ``typeset.opening`` as Word's line heights and spaces.

Word sets a character lower in an exact line than the plan's line boxes do: its baseline stands at 80 % of the line.
What the plan fixes to the point are the edges of the ink, so the spaces here reckon from those.
"""

from __future__ import annotations

from dataclasses import dataclass

from builders.model.manuscript import Manuscript
from builders.typeset import gongwen
from builders.typeset.docx.units import LINE, POINT, TWIPS_PER_POINT, from_mm, from_pt
from builders.typeset.gongwen import MASTHEAD, PAGE, POINTS_PER_MM, SIZE_3
from builders.typeset.letterhead import edge_lines, letterhead
from builders.typeset.opening import Opening, opening

_ASCENT_GAP = 0.18
"""The ink of a character of size s in a line 1.25 s high begins about 0.18 s below the line's top."""
_BASELINE = 0.8
"""Of an exact line stands above the baseline."""
_EM_ASCENT = 0.88
"""Of a character's square stands above the baseline."""
_DESCENT = 0.16
"""The brackets of a document number reach 0.16 of their size below the baseline."""

_LOWER = (_BASELINE - 0.5) * LINE / TWIPS_PER_POINT - (_EM_ASCENT - 0.5) * SIZE_3
"""A character stands so many points lower in Word's exact line than in the middle of it."""
DOUBLE_RULE = from_pt(gongwen.THICK_RULE_PT + 2 * gongwen.THIN_RULE_PT)
"""The height of a letter's double rule: Word keeps a thin stroke's thickness between the two."""


@dataclass(frozen=True)
class Places:
    """Sizes and spaces of a head: ``above_…`` and ``below_…`` in twips, the issuers' size in points.

    ``issuers_top`` is reckoned from the paper's upper edge. ``above_issuers`` is what 份号, 密级 and 紧急程度 leave of
    the space above the issuers; ``above_rule`` is only there where no number stands between issuers and rule.
    """

    issuer_pt: float = gongwen.LARGEST_ISSUER_PT
    squeeze: float = 1.0
    issuers_top: int = 0
    issuer_line: int = LINE
    above_issuers: int = LINE
    above_number: int = 0
    signers_above: bool = False
    above_rule: int = LINE
    above_title: int = 0
    title_line: int = LINE
    below_title: int = LINE


def places(manuscript: Manuscript) -> Places:
    """Return where the head of a manuscript stands; the text below it begins on the page's line grid."""
    plan = opening(manuscript)
    head = manuscript.masthead
    title_top, title_line = from_pt(plan.title_top), from_pt(plan.title_pitch)
    below_title = plan.text_line * LINE - title_top - plan.title_lines * title_line
    if head is None:
        return Places(above_title=title_top, title_line=title_line, below_title=below_title)
    top, line = issuers_top(plan), from_pt(plan.issuer_pitch)
    edges, rule = len(edge_lines(head)), from_pt(plan.rule_top)
    below = top + len(letterhead(head)[0]) * line
    if head.kind == "letter":
        above_number, head_foot = _below_rule(plan, edges)
    else:
        above_number = rule - rule_gap_pt() * TWIPS_PER_POINT - plan.number_lines * LINE - below
        head_foot = rule + from_pt(gongwen.RULE_PT)
    return Places(
        issuer_pt=plan.issuer_pt,
        squeeze=plan.squeeze,
        issuers_top=from_mm(PAGE.top_mm) + top,
        issuer_line=line,
        above_issuers=max(POINT, top - edges * LINE),
        above_number=above_number,
        signers_above=plan.number_lines > 1,
        above_rule=rule - below,
        above_title=title_top - head_foot,
        title_line=title_line,
        below_title=below_title,
    )


def _below_rule(plan: Opening, edges: int) -> tuple[int, int]:
    """Return the space between a letter's rule and its number, and where its head ends."""
    top = from_pt(plan.number_top - _LOWER)
    return top - from_pt(plan.rule_top) - DOUBLE_RULE, top + max(plan.number_lines, edges) * LINE


def issuers_top(plan: Opening) -> int:
    """Return the top of the issuers' first line, whose ink stands where the plan wants it."""
    return from_pt(plan.issuers_top - _ASCENT_GAP * plan.issuer_pt)


def rule_gap_pt() -> int:
    """Return the space between line and red rule in points: 4 mm less what the line leaves below its characters."""
    below = (1 - _BASELINE) * LINE / TWIPS_PER_POINT - _DESCENT * SIZE_3
    return round(MASTHEAD.rule_gap_mm * POINTS_PER_MM - below)
