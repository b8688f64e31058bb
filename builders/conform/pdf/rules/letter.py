"""The letter (信函格式): clause 10.1."""

from __future__ import annotations

from builders.conform.finding import Profile
from builders.conform.pdf.anatomy import Anatomy, Role
from builders.conform.pdf.judging import (
    HALF_LINE,
    LENGTH_TOLERANCE_MM,
    Check,
    Outcome,
    check,
    conforms,
    mm,
    near,
    unknown,
    violates,
)
from builders.conform.pdf.rules.imprint import imprint_rules
from builders.conform.pdf.rules.masthead import issuer_edge
from builders.conform.pdf.rules.number import number_row
from builders.conform.pdf.sheet import MM, Stroke
from builders.conform.pdf.tail import PRINTED
from builders.model.standard import LETTER, PAGE, SIZE_3

LETTERS: tuple[Profile, ...] = ("letter",)
PAIR_MM = 4.0
"""The two rules of a double rule stand at most so far apart."""


def double_rules(document: Anatomy) -> tuple[list[Stroke], list[Stroke]]:
    """Return the red rules in the upper and in the lower half of the first page."""
    red, middle = document.red_rules(), document.first.upright.height / 2
    return [rule for rule in red if rule.y0 < middle], [rule for rule in red if rule.y0 > middle]


@check("FP68", "10.1", "信函标志位置", "上边缘至上页边30毫米", "±1毫米", LETTERS)
def issuer_top(document: Anatomy) -> Outcome:
    """The issuer's name begins 30 mm below the edge of the paper."""
    rows = document.of(Role.ISSUER)
    if not rows:
        return unknown("未找到发文机关标志")
    top = issuer_edge(rows, LETTER.issuer_top_mm * MM)
    fits = near(top / MM, LETTER.issuer_top_mm, LENGTH_TOLERANCE_MM)
    return conforms(mm(top)) if fits else violates(mm(top), str(rows[0]))


@check("FP69", "10.1", "信函上双线", "标志下4毫米处红色双线，上粗下细，长170毫米，居中", "±1毫米", LETTERS)
def upper(document: Anatomy) -> Outcome:
    """Below the name stands a red double rule, thick above thin, 170 mm long."""
    rows, (found, _) = document.of(Role.ISSUER), double_rules(document)
    if not rows:
        return unknown("未找到发文机关标志")
    fault = _pair(document, found, thick_above=True)
    if fault:
        return violates(fault, "第1页")
    gap = (found[0].y0 - found[0].thickness / 2 - max(row.line.bottom for row in rows)) / MM
    fits = near(gap, LETTER.rule_gap_mm, LENGTH_TOLERANCE_MM)
    measured = f"标志下{gap:.1f}毫米"
    return conforms(measured) if fits else violates(measured, "第1页")


@check("FP70", "10.1", "信函下双线", "距下页边20毫米处红色双线，上细下粗，长170毫米，居中", "±1毫米", LETTERS)
def lower(document: Anatomy) -> Outcome:
    """At the foot of the first page stands another, thin above thick."""
    _, found = double_rules(document)
    fault = _pair(document, found, thick_above=False)
    if fault:
        return violates(fault, "第1页")
    gap = (document.first.upright.height - found[-1].y0 - found[-1].thickness / 2) / MM
    fits = near(gap, LETTER.foot_rule_mm, LENGTH_TOLERANCE_MM + 1)
    measured = f"距下页边{gap:.1f}毫米"
    return conforms(measured) if fits else violates(measured, "第1页")


def _pair(document: Anatomy, found: list[Stroke], *, thick_above: bool) -> str:
    """Return what is wrong with a double rule, nothing when it is right."""
    if len(found) < 2 or (found[1].y0 - found[0].y0) / MM > PAIR_MM:
        return f"红色双线只有{len(found)}条" if found else "没有红色双线"
    thick, thin = (found[0], found[1]) if thick_above else (found[1], found[0])
    if thick.thickness <= thin.thickness:
        return "粗细颠倒" if thick.thickness < thin.thickness else "两线一样粗"
    for rule in found[:2]:
        if not near(rule.length / MM, LETTER.rule_length_mm, LENGTH_TOLERANCE_MM):
            return f"长{mm(rule.length)}"
        if not near((rule.x0 + rule.x1) / 2 / MM, document.first.upright.width / 2 / MM, LENGTH_TOLERANCE_MM):
            return "不居中"
    return ""


@check("FP71", "10.1", "信函发文字号", "顶格居版心右边缘，在第一条双线下3号汉字高度的7/8处", "±0.5字，±1毫米", LETTERS)
def number(document: Anatomy) -> Outcome:
    """The number ends at the right edge, just below the first double rule."""
    found, (upper_rules, _) = number_row(document), double_rules(document)
    if found is None or len(upper_rules) < 2:
        return unknown("未找到发文字号或双线")
    row, part = found
    inset = (row.right - part.right) / SIZE_3
    if not near(inset, 0, 0.5):
        return violates(f"右空{inset:.1f}字", str(row))
    gap = (part.baseline - 0.88 * part.size - upper_rules[1].y0 - upper_rules[1].thickness / 2) / MM
    measured = f"双线下{gap:.1f}毫米"
    corners = document.of(Role.CORNER)
    first = not corners or corners[0].line.baseline >= part.baseline - 2
    fits = near(gap, LETTER.element_gap_chars * SIZE_3 / MM, LENGTH_TOLERANCE_MM) or not first
    return conforms(measured) if fits else violates(measured, str(row))


@check("FP72", "10.1", "信函标题位置", "与其上最后一个要素相距二行", "±0.5行", LETTERS)
def title(document: Anatomy) -> Outcome:
    """Two blank lines stand between the last element of the head and the title."""
    rows = document.of(Role.TITLE)
    above = [*document.of(Role.NUMBER, Role.CORNER)]
    if not rows or not above:
        return unknown("未找到标题或发文字号")
    bottom = max(row.line.box_top(PAGE.line_pt) for row in above) + PAGE.line_pt
    gap = (rows[0].line.box_top(PAGE.line_pt) - bottom) / PAGE.line_pt
    measured = f"空{gap:.1f}行"
    return conforms(measured) if near(gap, LETTER.title_gap_lines, HALF_LINE) else violates(measured, str(rows[0]))


@check("FP73", "10.1", "信函首页页码", "首页不显示页码", profiles=LETTERS)
def no_folio(document: Anatomy) -> Outcome:
    """The first page of a letter shows no number."""
    rows = document.on(1, Role.FOLIO)
    return violates(rows[0].line.words, str(rows[0])) if rows else conforms("首页没有页码")


@check("FP74", "10.1", "信函版记", "不加印发机关和印发日期、分隔线", profiles=LETTERS)
def imprint(document: Anatomy) -> Outcome:
    """The imprint of a letter has neither rules nor the printing organ."""
    rows = document.of(Role.IMPRINT)
    if not rows:
        return unknown("未找到版记")
    if any(PRINTED.fullmatch(row.line.parts[-1].words) for row in rows):
        return violates("有印发机关和印发日期", str(rows[-1]))
    return violates("有分隔线", str(rows[0])) if imprint_rules(document) else conforms("没有分隔线和印发行")


CHECKS: tuple[Check, ...] = (issuer_top, upper, lower, number, title, no_folio, imprint)
