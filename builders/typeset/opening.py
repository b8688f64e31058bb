"""The opening (首页布局): where masthead, red rule and title stand on the first page, for both writers.

All lengths are points from the top of the type area; a letter's head begins above it. What the clauses fix is kept to
the point. The issuers' size and the rule's distance do not come to whole lines, so the title takes up the rest in the
leading above and between its own lines, and the text below stands on the page's 22 lines again.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from builders.model.manuscript import Manuscript, Masthead
from builders.typeset import gongwen
from builders.typeset.gongwen import LETTER, MASTHEAD, PAGE, POINTS_PER_MM, SIZE_3
from builders.typeset.letterhead import edge_lines, letterhead, number_of, signers_lines
from builders.typeset.title import lines, width

ISSUER_PITCH = 1.25
"""From one issuer's name to the next, of their size."""
_LEAST_SLACK = -0.35
"""Of a line: a title's leading may shrink by so much before it grows by the rest of a line.

More of the rest would put the characters of a title of one line more than half a line too low, clause 7.3.1.
"""
_CASE_TOP_LINES = 1
"""A title without masthead begins on the second line."""
_TEXT_ON_FIRST_PAGE = 2
"""Lines of text that a first page has room for at least, clause 7.3.3."""
_SIZE_STEP_PT = 0.5


@dataclass(frozen=True)
class Opening:
    """The vertical places of a first page (首页).

    ``issuers_top`` is the upper edge of the first issuer's characters, ``issuer_pt`` their size, ``squeeze`` their
    width of 1, ``issuer_pitch`` from name to name. ``number_top`` is the line box of the first line of number and
    signers, ``number_lines`` how many there are. ``rule_top`` is the upper edge of the red rule. ``title_top`` is the
    top of the title's first line box, ``title_pitch`` its line pitch. The text begins ``text_line`` body lines down.
    """

    issuers_top: float = 0.0
    issuer_pt: float = 0.0
    squeeze: float = 1.0
    issuer_pitch: float = 0.0
    number_top: float = 0.0
    number_lines: int = 0
    rule_top: float = 0.0
    title_top: float = _CASE_TOP_LINES * PAGE.line_pt
    title_pitch: float = PAGE.line_pt
    title_lines: int = 1
    text_line: int = 0


def opening(manuscript: Manuscript) -> Opening:
    """Return where the head of a manuscript's first page stands; clauses 7.2.4–7.3.1, 10.1 and 10.3.

    Issuers that are too many for a first page with text become smaller.
    """
    count = len(lines(manuscript.title))
    head = manuscript.masthead
    if head is None:
        return Opening(title_lines=count, text_line=_CASE_TOP_LINES + count + gongwen.ADDRESSEE_GAP_LINES)
    size = gongwen.issuer_size_pt(*letterhead(head))
    most = PAGE.lines - _addressees(manuscript) - _TEXT_ON_FIRST_PAGE
    found = _headed(manuscript, head, size)
    while found.text_line > most and size > gongwen.SMALLEST_ISSUER_PT:
        size -= _SIZE_STEP_PT
        found = _headed(manuscript, head, size)
    return found


def _headed(manuscript: Manuscript, head: Masthead, size: float) -> Opening:
    """Return the places below a masthead whose issuers are of that size."""
    names, suffix = letterhead(head)
    pitch = ISSUER_PITCH * size
    top = _issuers_top(head)
    below = top + (len(names) - 1) * pitch + size
    numbers = max(len(signers_lines(head)), 1 if number_of(head, manuscript.date) else 0)
    number_top, rule_top, under = _letter(head, below, numbers) if head.kind == "letter" else _usual(below, numbers)
    count = len(lines(manuscript.title))
    title_top, title_pitch, text_line = _title(under, count)
    return Opening(
        issuers_top=top,
        issuer_pt=size,
        squeeze=gongwen.issuer_squeeze(names, suffix),
        issuer_pitch=pitch,
        number_top=number_top,
        number_lines=numbers,
        rule_top=rule_top,
        title_top=title_top,
        title_pitch=title_pitch,
        title_lines=count,
        text_line=text_line,
    )


def _addressees(manuscript: Manuscript) -> int:
    """Return how many lines the addressees take."""
    return ceil(width("、".join(manuscript.addressees) + "：") / PAGE.characters) if manuscript.addressees else 0


def _issuers_top(head: Masthead) -> float:
    if head.kind == "letter":
        return (LETTER.issuer_top_mm - PAGE.top_mm) * POINTS_PER_MM
    return MASTHEAD.issuer_top_mm * POINTS_PER_MM


def _usual(below: float, numbers: int) -> tuple[float, float, float]:
    """Return the top of the number line, of the red rule, and where the two blank lines above the title begin."""
    number_top = below + MASTHEAD.number_gap_lines * PAGE.line_pt
    foot = number_top + numbers * PAGE.line_pt - _room_in_line() if numbers else below
    rule_top = foot + MASTHEAD.rule_gap_mm * POINTS_PER_MM
    return number_top, rule_top, rule_top + gongwen.RULE_PT


def _letter(head: Masthead, below: float, numbers: int) -> tuple[float, float, float]:
    """Return the same for a letter, whose number stands below its double rule beside 份号, 密级 and 紧急程度."""
    rule_top = below + LETTER.rule_gap_mm * POINTS_PER_MM
    number_top = rule_top + gongwen.DOUBLE_RULE_PT + LETTER.element_gap_chars * SIZE_3 - _room_in_line()
    elements = max(numbers, len(edge_lines(head)))
    return number_top, rule_top, number_top + elements * PAGE.line_pt - _room_in_line()


def _room_in_line() -> float:
    """Return what a line box leaves above and below a body character."""
    return (PAGE.line_pt - SIZE_3) / 2


def _title(under: float, count: int) -> tuple[float, float, int]:
    """Return the top and the pitch of the title's lines, and the body line on which the text begins."""
    wanted = under + (gongwen.TITLE_GAP_LINES + count + gongwen.ADDRESSEE_GAP_LINES) * PAGE.line_pt
    text_line = ceil(wanted / PAGE.line_pt + _LEAST_SLACK)
    share = (text_line * PAGE.line_pt - wanted) / (count + 1)
    return under + gongwen.TITLE_GAP_LINES * PAGE.line_pt + share, PAGE.line_pt + share, text_line
