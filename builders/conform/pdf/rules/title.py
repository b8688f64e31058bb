"""Title and addressees (标题、主送机关): clauses 7.3.1 and 7.3.2."""

from __future__ import annotations

from builders.conform.pdf.anatomy import Anatomy, Role
from builders.conform.pdf.judging import (
    HALF_LINE,
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
from builders.model.standard import ADDRESSEE_GAP_LINES, PAGE, SIZE_2, TITLE_GAP_LINES

ABSENT = "未找到标题"
CENTRE_TOLERANCE = 0.5
LEAST_LAST_LINE = 2
HOURGLASS = 3


@check("FP28", "7.3.1", "标题字号", "2号（22磅）", "±0.3磅")
def size(document: Anatomy) -> Outcome:
    """The title is 二号."""
    rows = document.of(Role.TITLE)
    return judge(sizes(rows, SIZE_2), "22磅") if rows else unknown(ABSENT)


@check("FP29", "7.3.1", "标题字体", "小标宋体")
def face(document: Anatomy) -> Outcome:
    """The title is 小标宋."""
    rows = document.of(Role.TITLE)
    return faces([(row, row.line.glyphs) for row in rows], "小标宋") if rows else unknown(ABSENT)


@check("FP30", "7.3.1", "标题居中", "分一行或多行居中排布", "±0.5字")
def centre(document: Anatomy) -> Outcome:
    """Every line of the title stands in the middle."""
    rows = document.of(Role.TITLE)
    if not rows:
        return unknown(ABSENT)
    return judge(
        [
            (row, f"偏{'右' if row.off_centre > 0 else '左'}{abs(row.off_centre):.1f}字")
            for row in rows
            if not near(row.off_centre, 0, CENTRE_TOLERANCE)
        ],
        f"{len(rows)}行居中",
    )


@check("FP31", "7.3.1", "标题位置", "红色分隔线下空二行", "±0.5行", ("report", "minutes"))
def gap(document: Anatomy) -> Outcome:
    """Two blank lines stand between the red rule and the title."""
    rows, red = document.of(Role.TITLE), document.red_rules()
    if not rows or not red:
        return unknown(ABSENT if not rows else "未找到红色分隔线")
    blank = (rows[0].line.box_top(PAGE.line_pt) - red[0].y0) / PAGE.line_pt
    measured = f"空{blank:.1f}行"
    return conforms(measured) if near(blank, TITLE_GAP_LINES, HALF_LINE) else violates(measured, str(rows[0]))


@check("FP32", "7.3.1", "标题回行", "词意完整，排成梯形或菱形：不留单字行，中间不短于两头")
def shape(document: Anatomy) -> Outcome:
    """No line of the title holds one character, and the middle is not narrower than both ends."""
    rows = document.of(Role.TITLE)
    if not rows:
        return unknown(ABSENT)
    offences: list[Offence] = [
        (row, f"只有{len(row.line.words)}字") for row in rows if len(rows) > 1 and len(row.line.words) < LEAST_LAST_LINE
    ]
    widths = [row.line.right - row.line.left for row in rows]
    if len(widths) >= HOURGLASS:
        room = rows[0].line.size
        narrow = min(widths[1:-1])
        if narrow < widths[0] - room and narrow < widths[-1] - room:
            offences.append((rows[1], "排成沙漏形"))
    return judge(offences, f"{len(rows)}行")


@check("FP33", "7.3.2", "主送机关", "居左顶格，回行仍顶格，末尾全角冒号", "±0.25字")
def addressees(document: Anatomy) -> Outcome:
    """Addressees begin at the edge, their other lines too, and end with a full-width colon."""
    rows = document.of(Role.ADDRESSEE)
    if not rows:
        return unknown("未找到主送机关")
    offences: list[Offence] = [(row, f"左空{row.indent:.1f}字") for row in rows if not near(row.indent, 0, 0.25)]
    if rows[-1].line.words.endswith(":"):
        offences.append((rows[-1], "冒号是半角"))
    return judge(offences, f"顶格，{len(rows)}行")


@check("FP34", "7.3.2", "主送机关位置", "标题下空一行", "±0.5行")
def addressees_gap(document: Anatomy) -> Outcome:
    """One blank line stands between title and addressees."""
    rows, title = document.of(Role.ADDRESSEE), document.of(Role.TITLE)
    if not rows or not title:
        return unknown("未找到主送机关")
    bottom = title[-1].line.box_top(PAGE.line_pt) + PAGE.line_pt
    blank = (rows[0].line.box_top(PAGE.line_pt) - bottom) / PAGE.line_pt
    measured = f"空{max(0.0, blank):.1f}行"
    return conforms(measured) if near(blank, ADDRESSEE_GAP_LINES, HALF_LINE) else violates(measured, str(rows[0]))


CHECKS: tuple[Check, ...] = (size, face, centre, gap, shape, addressees, addressees_gap)
