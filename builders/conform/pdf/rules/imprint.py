"""The imprint (版记): its rules, the copies and the printing, clause 7.4."""

from __future__ import annotations

from itertools import pairwise

from builders.conform.finding import Profile
from builders.conform.pdf.anatomy import FOOT, Anatomy, Role, Row, rules
from builders.conform.pdf.judging import (
    LENGTH_TOLERANCE_MM,
    Check,
    Offence,
    Outcome,
    check,
    conforms,
    faces,
    judge,
    near,
    sizes,
    unknown,
    violates,
)
from builders.conform.pdf.sheet import MM, Stroke
from builders.conform.pdf.tail import PRINTED
from builders.conform.wording import COPIES, WELL_FORMED_DATE
from builders.model.standard import IMPRINT, PAGE, SIZE_4

ABSENT = "未找到版记"
THICKNESS_TOLERANCE_MM = 0.1
TABLE_EDGE_PT = 1.5
"""A rule so near the foot of a table above the imprint is that table's."""
REACH_MM = 12.0
"""The first rule stands at most so far above the first element."""
RULED: tuple[Profile, ...] = ("report", "minutes")


def imprint_rules(document: Anatomy) -> list[Stroke]:
    """Return the rules of the imprint from top to bottom."""
    rows = document.of(Role.IMPRINT)
    if not rows:
        return []
    page, top = document.sheets[rows[0].page - 1].upright, rows[0].line.top
    ends = [box.y1 for box in document.tables.get(rows[0].page, ()) if box.y1 < top]
    return [
        rule
        for rule in rules(page.strokes, red=False)
        if rule.y0 > top - REACH_MM * MM and not any(abs(rule.y0 - end) < TABLE_EDGE_PT for end in ends)
    ]


@check("FP55", "7.4.1", "版记分隔线长度", "与版心等宽（156毫米），首末各一条", "±1毫米", RULED)
def length(document: Anatomy) -> Outcome:
    """A rule as wide as the type area stands above the first and below the last element."""
    rows, found = document.of(Role.IMPRINT), imprint_rules(document)
    if not rows:
        return unknown(ABSENT)
    place = f"第{rows[0].page}页版记"
    if not found or found[0].y0 > rows[0].line.top or found[-1].y0 < rows[-1].line.baseline:
        return violates(f"{len(found)}条，首条或末条没有", place)
    wrong: list[Offence] = [
        (place, f"{rule.length / MM:.1f}毫米")
        for rule in found
        if not near(rule.length / MM, PAGE.area_width_mm, LENGTH_TOLERANCE_MM)
    ]
    return judge(wrong, f"{len(found)}条，{found[0].length / MM:.1f}毫米")


@check("FP56", "7.4.1", "版记分隔线粗细", "首末粗线0.35毫米，中间细线0.25毫米", "±0.1毫米，粗细分明", RULED)
def thickness(document: Anatomy) -> Outcome:
    """The first and last rules are thick, those between thin."""
    found = imprint_rules(document)
    if len(found) < 2:
        return unknown("未找到版记分隔线")
    place = f"第{document.of(Role.IMPRINT)[0].page}页版记"
    measured = [rule.thickness / MM for rule in found]
    wanted = [IMPRINT.thick_mm, *[IMPRINT.thin_mm] * (len(found) - 2), IMPRINT.thick_mm]
    words = "、".join(f"{each:.2f}" for each in measured) + "毫米"
    even = all(near(each, want, THICKNESS_TOLERANCE_MM) for each, want in zip(measured, wanted, strict=True))
    distinct = all(min(measured[0], measured[-1]) > thin + 0.02 for thin in measured[1:-1])
    return conforms(words) if even and distinct else violates(words, place)


@check("FP57", "7.4.1", "版记位置", "末条分隔线与最后一面的版心下边缘重合", "±1毫米", RULED)
def place_of_last(document: Anatomy) -> Outcome:
    """The last rule is the foot of the last page's type area."""
    rows, found = document.of(Role.IMPRINT), imprint_rules(document)
    if not rows or not found:
        return unknown(ABSENT if not rows else "未找到版记分隔线")
    last = rows[0].page == document.sheets[-1].number
    off = (found[-1].y0 - FOOT) / MM
    measured = f"{'低' if off > 0 else '高'}{abs(off):.1f}毫米" if abs(off) >= 0.05 else "重合"
    if not last:
        return violates("不在最后一面", f"第{rows[0].page}页")
    fits = near(off, 0, LENGTH_TOLERANCE_MM)
    return conforms(measured) if fits else violates(measured, f"第{rows[0].page}页版记")


@check("FP58", "7.4.2", "抄送机关", "4号仿宋，左右各空一字，回行与冒号后首字对齐，末尾句号", "±0.5字")
def copies(document: Anatomy) -> Outcome:
    """Copies are 四号 仿宋, one character in, wrapped lines below the first organ, and end with a full stop."""
    rows = [row for row in document.of(Role.IMPRINT) if PRINTED.fullmatch(row.line.parts[-1].words) is None]
    start = next((place for place, row in enumerate(rows) if COPIES.match(row.line.words)), None)
    if start is None:
        return unknown("未找到抄送机关")
    under = (rule.y0 for rule in imprint_rules(document) if rule.y0 > rows[start].line.baseline)
    foot = next(under, rows[-1].line.bottom)
    rows = [row for row in rows[start:] if row.line.baseline < foot]
    offences = sizes(rows, SIZE_4)
    offences += _inset(rows[0], left=True)
    offences += [(row, f"右空{_chars(row, left=False):.1f}字") for row in rows if _chars(row, left=False) < 0.5]
    matched = COPIES.match(rows[0].line.words)
    after = matched.end() if matched else 0
    if len(rows[0].line.glyphs) > after:
        begins = rows[0].line.glyphs[after].x
        offences += [
            (below, f"回行错开{abs(below.line.left - begins) / SIZE_4:.1f}字")
            for _, below in pairwise(rows)
            if not COPIES.match(below.line.words) and not near((below.line.left - begins) / SIZE_4, 0, 0.6)
        ]
    if not rows[-1].line.words.endswith("。"):
        offences.append((rows[-1], "末尾没有句号"))
    return judge(offences, "") if offences else faces([(row, row.line.glyphs) for row in rows], "仿宋")


@check(
    "FP59",
    "7.4.3",
    "印发机关和印发日期",
    "4号仿宋，机关左空一字，日期右空一字加“印发”，不编虚位",
    "±0.5字",
    RULED,
)
def printed(document: Anatomy) -> Outcome:
    """The printing organ stands one character from the left, the date with 印发 one from the right."""
    rows = [row for row in document.of(Role.IMPRINT) if PRINTED.fullmatch(row.line.parts[-1].words)]
    if not rows:
        return unknown("未找到印发机关和印发日期")
    row = rows[-1]
    before = _printer_above(document, row)
    offences = sizes([*before, row], SIZE_4)
    offences += [*_inset(before[0] if before else row, left=True), *_inset(row, left=False)]
    words = row.line.parts[-1].words.removesuffix("印发")
    if not WELL_FORMED_DATE.fullmatch(words):
        offences.append((row, f"日期“{words}”"))
    if len(row.line.parts) < 2 and not before:
        offences.append((row, "没有印发机关"))
    return judge(offences, "") if offences else faces([(row, row.line.glyphs)], "仿宋")


def _printer_above(document: Anatomy, last: Row) -> list[Row]:
    """Return the lines above the date on which the printer's name begins, when it is too long for one line."""
    rows = document.of(Role.IMPRINT)
    own = [row for row in rows[: rows.index(last)] if PRINTED.fullmatch(row.line.parts[-1].words) is None]
    copied = max((place for place, row in enumerate(own) if COPIES.match(row.line.words)), default=None)
    if copied is None:
        return own
    above = [rule.y0 for rule in imprint_rules(document) if own[copied].line.baseline < rule.y0 < last.line.baseline]
    return [row for row in own if above and row.line.baseline > above[0]]


def _chars(row: Row, *, left: bool) -> float:
    """Return the inset of a row in characters of its own size."""
    return (row.line.left - row.left if left else row.right - row.line.right) / SIZE_4


def _inset(row: Row, *, left: bool) -> list[Offence]:
    measured = _chars(row, left=left)
    if near(measured, IMPRINT.inset_chars, 0.5):
        return []
    return [(row, f"{'左' if left else '右'}空{measured:.1f}字")]


CHECKS: tuple[Check, ...] = (length, thickness, place_of_last, copies, printed)
