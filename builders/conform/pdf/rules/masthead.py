"""Corner marks and issuers (份号、密级、发文机关标志): clauses 7.2.1–7.2.4."""

from __future__ import annotations

import re
from dataclasses import replace

from builders.conform.finding import Profile
from builders.conform.pdf.anatomy import CHARACTER, TOP, Anatomy, Role, Row, is_red
from builders.conform.pdf.judging import (
    HALF_LINE,
    LENGTH_TOLERANCE_MM,
    Check,
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
from builders.conform.pdf.sheet import ASCENT, MM
from builders.conform.wording import CLASSIFICATION, COPY_NUMBER, URGENCY
from builders.model.standard import MASTHEAD, PAGE, SIZE_3

WELL_FORMED_SECRECY = re.compile(r"(?:绝密|机密|秘密)(?:★(?:[1-9]\d*[年月天日]|长期))?")
INSET_TOLERANCE = 0.5
REPORT: tuple[Profile, ...] = ("report", "minutes")


def corner(document: Anatomy, pattern: re.Pattern[str]) -> Row | None:
    """Return the row of the head that is only such words; in a letter the number may stand at its right."""
    numbers = [row for row in document.of(Role.NUMBER) if document.profile == "letter" and len(row.line.parts) > 1]
    rows = [*document.of(Role.CORNER), *(replace(row, line=row.line.parts[0]) for row in numbers)]
    return next((row for row in rows if pattern.fullmatch(row.line.parts[0].words)), None)


@check("FP14", "7.2.1", "份号", "6位3号阿拉伯数字，顶格在版心左上角第一行", "±0.5行")
def copy_number(document: Anatomy) -> Outcome:
    """A copy number has six digits and stands in the upper left corner."""
    row = corner(document, COPY_NUMBER)
    if row is None:
        return unknown("未找到份号")
    words = row.line.parts[0].words
    if len(words) != MASTHEAD.copy_number_digits:
        return violates(f"{len(words)}位（{words}）", str(row))
    first = near((row.line.box_top(PAGE.line_pt) - TOP) / PAGE.line_pt, 0, HALF_LINE) or document.profile == "letter"
    return _placed(row, words, None if first else "不在第一行")


@check("FP15", "7.2.2", "密级和保密期限", "3号黑体，顶格在版心左上角，期限用阿拉伯数字")
def secrecy(document: Anatomy) -> Outcome:
    """Secrecy and its term are 黑体 at the left edge."""
    row = corner(document, CLASSIFICATION)
    if row is None:
        return unknown("未找到密级")
    words = row.line.parts[0].words
    if not WELL_FORMED_SECRECY.fullmatch(words):
        return violates(f"写法“{words}”", str(row))
    return _in_hei(row, words)


@check("FP16", "7.2.3", "紧急程度", "3号黑体，顶格在版心左上角，在份号、密级之下")
def urgency(document: Anatomy) -> Outcome:
    """Urgency is 黑体 at the left edge, the last of the three."""
    row = corner(document, URGENCY)
    if row is None:
        return unknown("未找到紧急程度")
    after = [other for other in document.of(Role.CORNER) if other.line.baseline > row.line.baseline]
    if after:
        return violates("排在份号或密级之上", str(row))
    return _in_hei(row, row.line.parts[0].words)


def _in_hei(row: Row, words: str) -> Outcome:
    outcome = faces([(row, row.line.parts[0].glyphs)], "黑体")
    return _placed(row, words, None) if outcome.verdict.value == "符合" else outcome


def _placed(row: Row, words: str, fault: str | None) -> Outcome:
    if not near(row.indent, 0, 0.3):
        fault = f"左空{row.indent:.1f}字"
    wrong = sizes([row], SIZE_3)
    if wrong:
        fault = wrong[0][1]
    return violates(fault, str(row)) if fault else conforms(words)


def issuer_edge(rows: list[Row], wanted: float) -> float:
    """Return the upper edge of the issuers' name: of its ink or of its em, whichever is nearer to the place wanted.

    The clause says 上边缘 and leaves open which; the two are half a millimetre to a millimetre apart.
    """
    ink = min(row.line.top for row in rows)
    em = min(row.line.baseline - ASCENT * row.line.size for row in rows)
    return min(ink, em, key=lambda edge: abs(edge - wanted))


@check("FP17", "7.2.4", "发文机关标志位置", "上边缘至版心上边缘35毫米", "±1毫米", REPORT)
def issuer_top(document: Anatomy) -> Outcome:
    """The issuers' name begins 35 mm below the head of the type area."""
    rows = document.of(Role.ISSUER)
    if not rows:
        return unknown("未找到发文机关标志")
    top = issuer_edge(rows, TOP + MASTHEAD.issuer_top_mm * MM) / MM - TOP / MM
    measured = f"{top:.1f}毫米"
    fits = near(top, MASTHEAD.issuer_top_mm, LENGTH_TOLERANCE_MM)
    return conforms(measured) if fits else violates(measured, str(rows[0]))


@check("FP18", "7.2.4", "发文机关标志字体", "小标宋体")
def issuer_face(document: Anatomy) -> Outcome:
    """The issuers' name is 小标宋."""
    rows = document.of(Role.ISSUER)
    return faces([(row, row.line.glyphs) for row in rows], "小标宋") if rows else unknown("未找到发文机关标志")


@check("FP19", "7.2.4", "发文机关标志颜色", "红色")
def issuer_colour(document: Anatomy) -> Outcome:
    """The issuers' name is red."""
    rows = document.of(Role.ISSUER)
    if not rows:
        return unknown("未找到发文机关标志")
    return judge([(row, "不是红色") for row in rows if not is_red(row.line.colour)], "红色")


@check("FP20", "7.2.4", "发文机关标志居中", "居中排布", "±0.5字")
def issuer_centre(document: Anatomy) -> Outcome:
    """The issuers' names, the word 文件 beside them included, stand in the middle."""
    rows = document.of(Role.ISSUER)
    if not rows:
        return unknown("未找到发文机关标志")
    middle = (min(row.line.left for row in rows) + max(row.line.right for row in rows)) / 2
    off = (middle - (rows[0].left + rows[0].right) / 2) / CHARACTER
    measured = f"偏{'右' if off > 0 else '左'}{abs(off):.1f}字" if abs(off) >= 0.05 else "居中"
    return conforms(measured) if near(off, 0, INSET_TOLERANCE) else violates(measured, str(rows[0]))


CHECKS: tuple[Check, ...] = (
    copy_number, secrecy, urgency, issuer_top, issuer_face, issuer_colour, issuer_centre,
)  # fmt: skip
