"""Page numbers (页码): clause 7.5."""

from __future__ import annotations

import re
from itertools import pairwise

from builders.conform.pdf.anatomy import FOOT, LEFT, RIGHT, Anatomy, Role, Row
from builders.conform.pdf.faces import match, shown
from builders.conform.pdf.judging import (
    LENGTH_TOLERANCE_MM,
    Check,
    Offence,
    Outcome,
    check,
    conforms,
    judge,
    mm,
    near,
    sizes,
    unknown,
)
from builders.conform.pdf.sheet import MM
from builders.model.standard import FOLIO_BELOW_MM, FOLIO_INSET_CHARS, SIZE_4

WELL_FORMED = re.compile(r"—(?P<number>[1-9]\d*)—")
ABSENT = "未找到页码"
DASHES = "—–-"


def _upright(document: Anatomy) -> list[Row]:
    return [row for row in document.of(Role.FOLIO) if not document.sheets[row.page - 1].lies_across]


@check("FP60", "7.5", "页码齐全", "每面都有页码（空白页和其后的版记页、信函首页除外）")
def present(document: Anatomy) -> Outcome:
    """Every page has a number, but blank ones, an imprint's page behind one, and the first of a letter."""
    numbered = {row.page for row in document.of(Role.FOLIO)}
    blank = {sheet.number for sheet in document.sheets if not document.on(sheet.number, *Role)}
    imprint = {row.page for row in document.of(Role.IMPRINT) if row.page - 1 in blank}
    excused = blank | imprint | ({1} if document.profile == "letter" else set())
    missing = [sheet.number for sheet in document.sheets if sheet.number not in numbered | excused]
    return judge([(f"第{page}页", "没有页码") for page in missing], f"{len(numbered)}面都有")


@check("FP61", "7.5", "页码写法", "阿拉伯数字，左右各一条一字线（— 1 —）")
def form(document: Anatomy) -> Outcome:
    """A page number stands between two dashes of one character."""
    rows = document.of(Role.FOLIO)
    if not rows:
        return unknown(ABSENT)
    return judge([(row, f"“{row.line.words}”") for row in rows if not WELL_FORMED.fullmatch(row.line.words)], "— 1 —")


@check("FP62", "7.5", "页码字体字号", "4号（14磅）半角宋体", "±0.3磅")
def look(document: Anatomy) -> Outcome:
    """A page number is 四号 宋体, half-width."""
    rows = document.of(Role.FOLIO)
    if not rows:
        return unknown(ABSENT)
    wrong = sizes(rows, SIZE_4)
    if wrong:
        return judge(wrong, "")
    offences: list[Offence] = []
    unclear = ""
    for row in rows:
        digits = [glyph for glyph in row.line.glyphs if glyph.character.isdigit()]
        if any(not glyph.character.isascii() for glyph in digits):
            offences.append((row, "数字是全角"))
        answers = {glyph.font: match(glyph.font, "宋体") for glyph in digits}
        offences += [(row, shown(font)) for font, answer in answers.items() if answer == "other"]
        unclear = next((font.name for font, answer in answers.items() if answer not in ("same", "other")), unclear)
    if unclear and not offences:
        return unknown(f"替代字体{unclear}")
    return judge(offences, "14磅宋体")


@check("FP63", "7.5", "页码左右位置", "单页居右空一字，双页居左空一字", "±0.5字")
def side(document: Anatomy) -> Outcome:
    """Odd numbers stand one of their characters from the right edge, even ones from the left."""
    rows = _upright(document)
    if not rows:
        return unknown(ABSENT)
    offences: list[Offence] = []
    for row in rows:
        digits = "".join(character for character in row.line.words if character.isdigit())
        odd = (int(digits) if digits else row.page) % 2 == 1
        inset = (RIGHT - row.line.right if odd else row.line.left - LEFT) / SIZE_4
        if not near(inset, FOLIO_INSET_CHARS, 0.5):
            other = (row.line.left - LEFT if odd else RIGHT - row.line.right) / SIZE_4
            middle = near(row.line.centre, (LEFT + RIGHT) / 2, SIZE_4)
            where = "居中" if middle else f"{'居左' if odd else '居右'}" if near(other, 1, 1) else f"空{inset:.1f}字"
            offences.append((row, f"{'单' if odd else '双'}页{where}"))
    return judge(offences, "单右双左，空一字")


@check("FP64", "7.5", "页码上下位置", "一字线距版心下边缘7毫米", "±1毫米")
def below(document: Anatomy) -> Outcome:
    """The dashes stand 7 mm below the type area."""
    rows = _upright(document)
    if not rows:
        return unknown(ABSENT)
    offences: list[Offence] = []
    gap = 0.0
    for row in rows:
        dash = next((glyph for glyph in row.line.glyphs if glyph.character in DASHES), None)
        gap = (dash.top if dash else row.line.baseline - 0.38 * row.line.size) - FOOT
        if not near(gap / MM, FOLIO_BELOW_MM, LENGTH_TOLERANCE_MM):
            offences.append((row, mm(gap)))
    return judge(offences, mm(gap))


@check("FP65", "7.5", "页码连续", "正文和附件连续编排页码")
def consecutive(document: Anatomy) -> Outcome:
    """Numbers go on by one from page to page, annexes included."""
    numbers = [
        (row, int(found[0]))
        for row in document.of(Role.FOLIO)
        if (found := re.findall(r"\d+", row.line.words)) and len(found[0]) < 6
    ]
    if not numbers:
        return unknown(ABSENT)
    offences: list[Offence] = [
        (row, f"{before}之后是{number}")
        for (above, before), (row, number) in pairwise(numbers)
        if number - before != row.page - above.page
    ]
    outcome = judge(offences, f"{numbers[0][1]}～{numbers[-1][1]}")
    return outcome if offences else conforms(outcome.measured)


CHECKS: tuple[Check, ...] = (present, form, look, side, below, consecutive)
