"""Tables that lie across (横排表格): clause 8."""

from __future__ import annotations

from builders.conform.pdf.anatomy import FOOT, LEFT, RIGHT, Anatomy, Role
from builders.conform.pdf.judging import Check, Offence, Outcome, check, judge, mm, near, unknown
from builders.conform.pdf.sheet import MM
from builders.model.standard import FOLIO_BELOW_MM, SIZE_4

ABSENT = "没有横排的页"


@check("FP66", "8", "横排表格的页码", "页码位置与其他页一致（横看时在左边、侧立）", "±1毫米")
def folio(document: Anatomy) -> Outcome:
    """On a page that lies across the number stands where the bound page has it."""
    sheets = [sheet for sheet in document.sheets if sheet.lies_across]
    if not sheets:
        return unknown(ABSENT)
    offences: list[Offence] = []
    for sheet in sheets:
        rows = document.on(sheet.number, Role.FOLIO)
        if not rows:
            offences.append((f"第{sheet.number}页", "页码没有侧立在装订后的页脚处"))
            continue
        line = rows[0].line
        inset = (RIGHT - line.right if sheet.number % 2 else line.left - LEFT) / SIZE_4
        top = min(glyph.top for glyph in line.glyphs if glyph.character in "—–-") if "—" in line.words else line.top
        if not near(inset, 1, 0.5):
            offences.append((f"第{sheet.number}页", f"距边{inset:.1f}字"))
        elif not near((top - FOOT) / MM, FOLIO_BELOW_MM, 1):
            offences.append((f"第{sheet.number}页", f"距版心{mm(top - FOOT)}"))
    return judge(offences, f"{len(sheets)}面一致")


@check("FP67", "8", "横排表格的表头", "单页表头在订口一边，双页表头在切口一边（装订后都在左边）")
def head(document: Anatomy) -> Outcome:
    """The head of what lies across is at the left edge of the bound page, on odd and even pages alike."""
    sheets = [sheet for sheet in document.sheets if sheet.lies_across]
    if not sheets:
        return unknown(ABSENT)
    return judge([(f"第{sheet.number}页", "表头在右边") for sheet in sheets if sheet.head == "right"], "在左边")


CHECKS: tuple[Check, ...] = (folio, head)
