"""Number, signers and rule (发文字号、签发人、分隔线): clauses 7.2.5–7.2.7."""

from __future__ import annotations

import re

from builders.conform.finding import Profile
from builders.conform.pdf.anatomy import CHARACTER, LEFT, RIGHT, Anatomy, Role, Row, rules
from builders.conform.pdf.head import number_part
from builders.conform.pdf.judging import (
    HALF_LINE,
    LENGTH_TOLERANCE_MM,
    Check,
    Offence,
    Outcome,
    check,
    conforms,
    faces,
    judge,
    mm,
    near,
    sizes,
    unknown,
    violates,
)
from builders.conform.pdf.sheet import MM, Line
from builders.conform.wording import NUMBER, SIGNERS, WELL_FORMED_NUMBER
from builders.model.standard import MASTHEAD, PAGE, SIZE_3

ABSENT = "未找到版头"
BLANK_COUNT = re.compile(r"〕[\s\u3000]+号")
INSET_TOLERANCE = 0.5
REPORT: tuple[Profile, ...] = ("report", "minutes")


def number_row(document: Anatomy) -> tuple[Row, Line] | None:
    """Return the row of the document number, and the number in it."""
    for row in document.of(Role.NUMBER):
        part = number_part(row.line, document.profile)
        if part is not None:
            return row, part
    return None


@check("FP21", "7.2.5", "发文字号写法", "机关代字〔四位年份〕序号号，六角括号，不加“第”，不编虚位")
def number_form(document: Anatomy) -> Outcome:
    """The number has its year of four digits in 〔〕, no 第 and no leading zero; a draft's count may be blank."""
    found = number_row(document)
    if found is None:
        return violates("有版头而没有发文字号", "第1页") if _needs_number(document) else unknown(ABSENT)
    row, part = found
    words = part.text.strip()
    if NUMBER.fullmatch(words) is None:  # minutes, counted as their office pleases
        return conforms(words)
    if not WELL_FORMED_NUMBER.fullmatch(words):
        return violates(words, str(row))
    return conforms(f"{words}（待编号）" if BLANK_COUNT.search(words) else words)


def _needs_number(document: Anatomy) -> bool:
    return bool(document.of(Role.ISSUER)) and document.profile != "minutes"


@check("FP22", "7.2.5", "发文字号位置", "发文机关标志下空二行", "±0.5行", REPORT)
def number_gap(document: Anatomy) -> Outcome:
    """Two blank lines stand between the issuers' name and the number or the first signers."""
    issuers, rows = document.of(Role.ISSUER), document.of(Role.NUMBER)
    if not issuers or not rows:
        return unknown("未找到发文机关标志或发文字号")
    lowest = max(row.line.bottom for row in issuers)
    gap = (rows[0].line.box_top(PAGE.line_pt) - lowest) / PAGE.line_pt
    measured = f"空{gap:.1f}行"
    fits = near(gap, MASTHEAD.number_gap_lines, HALF_LINE)
    return conforms(measured) if fits else violates(measured, str(rows[0]))


@check("FP23", "7.2.5", "发文字号排布", "居中；有签发人时居左空一字，与最后一个签发人同行", "±0.5字", REPORT)
def number_place(document: Anatomy) -> Outcome:
    """The number stands in the middle, or one character from the left beside the last signers."""
    found = number_row(document)
    if found is None:
        return unknown(ABSENT)
    row, part = found
    rows = document.of(Role.NUMBER)
    if any(SIGNERS.search(other.line.words) for other in rows):
        indent = (part.left - row.left) / CHARACTER
        if row is not rows[-1]:
            return violates("不与最后一个签发人同行", str(row))
        fits, measured = near(indent, MASTHEAD.number_inset_chars, INSET_TOLERANCE), f"居左空{indent:.1f}字"
    else:
        off = (part.centre - (row.left + row.right) / 2) / CHARACTER
        fits, measured = near(off, 0, INSET_TOLERANCE), f"偏中{abs(off):.1f}字"
    return conforms(measured) if fits else violates(measured, str(row))


@check("FP24", "7.2.5", "发文字号字体字号", "3号仿宋体")
def number_look(document: Anatomy) -> Outcome:
    """The number is 三号 仿宋."""
    found = number_row(document)
    if found is None:
        return unknown(ABSENT)
    row, part = found
    wrong = sizes([row], SIZE_3)
    return judge(wrong, "") if wrong else faces([(row, part.glyphs)], "仿宋")


@check("FP25", "7.2.6", "签发人", "3号仿宋“签发人：”，姓名3号楷体，居右空一字，每行两人", "±0.5字", REPORT)
def signers(document: Anatomy) -> Outcome:
    """The signers' names are 楷体, one character from the right, two in a line, without marks between them."""
    rows = document.of(Role.NUMBER)
    lead = next((row for row in rows if SIGNERS.search(row.line.words)), None)
    if lead is None:
        return unknown("未找到签发人")
    names: list[tuple[Row, Line]] = []
    for row in rows[rows.index(lead) :]:
        part = row.line.parts[-1]
        matched = SIGNERS.search(part.words)
        glyphs = part.glyphs[matched.end() :] if matched else part.glyphs
        if glyphs and number_part(part) is None:
            names.append((row, Line(glyphs)))
    if not names:
        return conforms("待签发（姓名空着）")
    offences: list[Offence] = [(row, "姓名间有顿号") for row, line in names if "、" in line.words]
    inset = min(row.inset for row, _ in names)  # names of several lines begin below one another
    if not near(inset, MASTHEAD.number_inset_chars, INSET_TOLERANCE):
        offences.append((names[0][0], f"居右空{inset:.1f}字"))
    if offences:
        return judge(offences, "")
    outcome = faces([(row, line.glyphs) for row, line in names], "楷体")
    return conforms("楷体，" + "、".join(line.text for _, line in names)) if outcome.measured == "楷体" else outcome


@check("FP26", "7.2.7", "版头分隔线位置", "发文字号之下4毫米", "±1毫米", REPORT)
def rule_gap(document: Anatomy) -> Outcome:
    """The rule stands 4 mm below the number."""
    found, red = number_row(document), document.red_rules()
    if found is None or not red:
        return unknown("未找到发文字号或红色分隔线")
    row, part = found
    gap = (red[0].y0 - red[0].thickness / 2 - part.bottom) / MM
    measured = f"{gap:.1f}毫米"
    fits = near(gap, MASTHEAD.rule_gap_mm, LENGTH_TOLERANCE_MM)
    return conforms(measured) if fits else violates(measured, "第1页")


@check("FP27", "7.2.7", "版头分隔线", "红色，与版心等宽（156毫米），居中", "±1毫米", REPORT)
def rule_length(document: Anatomy) -> Outcome:
    """The rule is red and as wide as the type area."""
    red = document.red_rules()
    if not red:
        found = number_row(document)
        if found is None:
            return unknown(ABSENT)
        below = [rule for rule in rules(document.first.upright.strokes, red=False) if rule.y0 > found[1].baseline]
        other = bool(below) and below[0].y0 - found[1].baseline < 20 * MM
        return violates("分隔线不是红色" if other else "没有红色分隔线", "第1页")
    rule = red[0]
    fits = near(rule.length / MM, PAGE.area_width_mm, LENGTH_TOLERANCE_MM)
    centred = near((rule.x0 + rule.x1) / 2 / MM, (LEFT + RIGHT) / 2 / MM, LENGTH_TOLERANCE_MM)
    measured = f"红色，长{mm(rule.length)}" + ("" if centred else "，不居中")
    return conforms(measured) if fits and centred else violates(measured, "第1页")


CHECKS: tuple[Check, ...] = (
    number_form, number_gap, number_place, number_look, signers, rule_gap, rule_length,
)  # fmt: skip
