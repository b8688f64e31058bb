"""The page (用纸和版心): clauses 5.1 and 5.2.1."""

from __future__ import annotations

from builders.conform.pdf.anatomy import CHARACTER, FOOT, TOP, Anatomy, Role, Row
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
    unknown,
    violates,
)
from builders.conform.pdf.sheet import MM, Box, Sheet
from builders.conform.pdf.zones import standard_edges
from builders.model.standard import PAGE

TEXT = (Role.BODY, Role.HEADING, Role.ANNEX_LABEL)
FULL_PAGE = 0.8
"""A picture of this part of the paper is a scan, a ground or a frame."""
MM_1 = LENGTH_TOLERANCE_MM


@check("FP01", "5.1", "用纸幅面", "A4型纸，210×297毫米", "±1毫米")
def paper(document: Anatomy) -> Outcome:
    """Every page is A4, upright or across."""
    offences: list[Offence] = []
    for sheet in document.sheets:
        short, long = sorted((sheet.main.width, sheet.main.height))
        if not (near(short / MM, PAGE.width_mm, MM_1) and near(long / MM, PAGE.height_mm, MM_1)):
            offences.append((f"第{sheet.number}页", f"{short / MM:.0f}×{long / MM:.0f}毫米"))
    return judge(offences, f"A4，共{len(document.sheets)}页")


@check("FP02", "5.2.1", "订口（左边距）", "28毫米", "±1毫米")
def binding(document: Anatomy) -> Outcome:
    """The text begins 28 mm from the left; even pages may be mirrored, their binding edge is at the right."""
    measured = {page: edges.left / MM for page, edges in document.edges.items() if edges.measured}
    if not measured:
        return unknown("正文太少，量不出左边")
    offences: list[Offence] = []
    for page, left in measured.items():
        mirrored = page % 2 == 0 and near(left, PAGE.outer_mm, MM_1)
        if not near(left, PAGE.binding_mm, MM_1) and not mirrored:
            offences.append((f"第{page}页", f"{left:.1f}毫米"))
    return judge(offences, f"{next(iter(measured.values())):.1f}毫米")


@check("FP03", "5.2.1", "天头（上边距）", "37毫米", "±1毫米")
def head_margin(document: Anatomy) -> Outcome:
    """Pages that begin with text begin it 37 mm from the top: nothing above, and some page exactly there."""
    tops: list[tuple[Row, float]] = []
    for sheet in document.upright:
        rows = [row for row in document.rows if row.page == sheet.number and row.role is not Role.HEADER]
        if rows and rows[0].role in TEXT and not (sheet.number == 1 and document.has_masthead):
            tops.append((rows[0], rows[0].line.box_top(PAGE.line_pt) / MM))
    if not tops:
        return unknown("没有以正文起头的页")
    above = [(row, f"{top:.1f}毫米") for row, top in tops if top < PAGE.top_mm - MM_1]
    if above:
        return judge(above, "")
    row, least = min(tops, key=lambda pair: pair[1])
    # Without a masthead the first page may begin with blank lines; the others begin at the edge.
    if least > PAGE.top_mm + MM_1 and any(other.page > 1 for other, _ in tops):
        return violates(f"{least:.1f}毫米", str(row))
    return conforms(f"{least:.1f}毫米")


@check("FP04", "5.2.1", "版心宽度", "156毫米", "±1毫米")
def width(document: Anatomy) -> Outcome:
    """Full lines are 156 mm wide."""
    measured = {page: (edges.right - edges.left) / MM for page, edges in document.edges.items() if edges.measured}
    if not measured:
        return unknown("正文太少，量不出行宽")
    offences: list[Offence] = [
        (f"第{page}页", f"{width:.1f}毫米")
        for page, width in measured.items()
        if not near(width, PAGE.area_width_mm, MM_1)
    ]
    return judge(offences, f"{next(iter(measured.values())):.1f}毫米")


@check("FP05", "5.2.1", "地脚（版心下边缘）", "文字不低于版心下边缘，距纸下边35毫米", "±1毫米")
def foot(document: Anatomy) -> Outcome:
    """No text stands below the foot of the type area, 35 mm above the paper's edge, but the page number."""
    offences: list[Offence] = []
    lowest = 0.0
    for row in document.rows:
        if row.role in (Role.FOLIO, Role.HEADER) or document.sheets[row.page - 1].lies_across:
            continue
        lowest = max(lowest, row.line.bottom)
        if row.line.bottom > FOOT + MM_1 * MM:
            offences.append((row, f"低{(row.line.bottom - FOOT) / MM:.1f}毫米"))
    if not lowest:
        return unknown("没有文字")
    return judge(offences, f"最低处距纸下边{PAGE.height_mm - lowest / MM:.1f}毫米")


@check("FP06", "5.2.1", "表格和图片的范围", "在版心以内", "±1毫米")
def tables(document: Anatomy) -> Outcome:
    """Tables and pictures stay inside the type area."""
    offences: list[Offence] = []
    count = 0
    for sheet in document.sheets:
        area = _area(document, sheet)
        whole = FULL_PAGE * sheet.main.width * sheet.main.height
        for box in (*document.tables.get(sheet.number, ()), *sheet.main.pictures):
            if (box.x1 - box.x0) * (box.y1 - box.y0) > whole or box.y0 < area.y0 - 5 * MM:
                continue
            count += 1
            out = max(area.x0 - box.x0, box.x1 - area.x1, box.y1 - area.y1)
            if out > MM_1 * MM:
                offences.append((f"第{sheet.number}页", f"超出{mm(out)}"))
    return judge(offences, f"{count}个都在版心内") if count else unknown("未找到表格或图片")


def _area(document: Anatomy, sheet: Sheet) -> Box:
    if sheet.lies_across:
        edges = standard_edges(sheet.main, across=True)
        return Box(edges.left, PAGE.binding_mm * MM, edges.right, sheet.main.height - PAGE.outer_mm * MM)
    edges = document.edges[sheet.number]
    # A line of punctuation may end a little before the edge: take the wider of text and standard.
    right = max(edges.right, edges.left + PAGE.characters * CHARACTER)
    return Box(edges.left, TOP, right, FOOT)


@check("FP07", "5.2.2", "字体随文件", "所用字体都嵌入文件（否则换一台机器字体会变）")
def embedded(document: Anatomy) -> Outcome:
    """The file holds its fonts, or another machine shows others."""
    if not document.fonts:
        return unknown("没有文字")
    missing = [font.name or "无名字体" for font in document.fonts if not font.embedded]
    if missing:
        return violates("未嵌入：" + "、".join(missing[:3]) + ("等" if len(missing) > 3 else ""))
    return conforms(f"{len(document.fonts)}种都已嵌入")


CHECKS: tuple[Check, ...] = (paper, binding, head_margin, width, foot, tables, embedded)
