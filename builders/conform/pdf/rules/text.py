"""The text (正文): size, face, colour, line pitch, lines, characters and indents, clauses 5.2.2–5.2.4 and 7.3.3."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from builders.conform.pdf.anatomy import CHARACTER, TOP, Anatomy, Role, Row, is_black
from builders.conform.pdf.judging import (
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
from builders.conform.pdf.sheet import Glyph
from builders.model.standard import BODY_INDENT_CHARS, PAGE, SIZE_3

SIZED = (Role.ADDRESSEE, Role.BODY, Role.HEADING, Role.ANNEX_NOTE, Role.SIGNER, Role.DATE, Role.REMARK)
OPENING = "（《〈“‘〔【「『［("
PITCH_TOLERANCE_PT = 0.6
"""22 lines of 28.99 pt fill the type area by their line boxes, of 29.5 pt by their characters: both are meant."""
KEPT_LINES = 2
"""A page may be so many lines short, so that no line of a paragraph stands alone on the next."""
OFF_GRID_LINES = 0.2
INDENT_TOLERANCE = 0.25
LEAST_LINE = 22
"""A full line has at least so many Chinese characters, or its count says nothing."""


@check("FP08", "5.2.2", "正文字号", "3号（16磅）", "±0.3磅")
def size(document: Anatomy) -> Outcome:
    """Text of every part without a size of its own is 三号."""
    rows = document.of(*SIZED)
    return judge(sizes(rows, SIZE_3), f"{document.size:.4g}磅") if rows else unknown("未找到正文")


@check("FP36", "7.3.3", "正文字体", "仿宋体")
def face(document: Anatomy) -> Outcome:
    """Every paragraph is mostly 仿宋; a few stressed words in another face are the author's."""
    groups = [
        (paragraph[0], [glyph for row in paragraph for glyph in row.line.glyphs])
        for paragraph in document.paragraphs()
        if paragraph[0].role is Role.BODY
    ]
    return faces(groups, "仿宋") if groups else unknown("未找到正文")


@check("FP09", "5.2.4", "文字颜色", "黑色（发文机关标志和版头分隔线除外）")
def colour(document: Anatomy) -> Outcome:
    """All text is black, the issuers' name and marks outside the type area excepted."""
    offences: list[Offence] = []
    for row in document.rows:
        if row.role in (Role.HEADER, Role.ISSUER):
            continue
        odd = next((glyph.colour for glyph in row.line.glyphs if not is_black(glyph.colour)), None)
        if odd is not None:
            offences.append((row, "#{:02X}{:02X}{:02X}".format(*odd)))
    return judge(offences, "黑色") if document.rows else unknown("没有文字")


@check("FP10", "5.2.3", "行距", "28.99磅（每面22行）", "±0.6磅")
def pitch(document: Anatomy) -> Outcome:
    """Lines of text stand a 22nd of the type area apart."""
    if not any(not row.starts for row in document.of(Role.BODY)):
        return unknown("没有两行以上的段落")
    measured = f"{document.pitch:.2f}磅"
    return conforms(measured) if near(document.pitch, PAGE.line_pt, PITCH_TOLERANCE_PT) else violates(measured)


def _full_pages(document: Anatomy) -> list[list[Row]]:
    """Return the rows of pages that hold only text and are followed by more of it."""
    found: list[list[Row]] = []
    for sheet, after in zip(document.sheets, document.sheets[1:], strict=False):
        rows = [row for row in document.rows if row.page == sheet.number and row.role not in (Role.HEADER, Role.FOLIO)]
        plain = all(row.role in (Role.BODY, Role.HEADING, Role.OUTSIDE) for row in rows)
        drawn = sheet.main.pictures or document.tables.get(sheet.number)
        following = [row for row in document.rows if row.page == after.number and row.index == 1]
        # The last paragraph may leave its page to keep the signature or the list of annexes company, clause 7.3.5.5.
        signed = bool(document.on(after.number, Role.DATE, Role.ANNEX_NOTE))
        # A heading goes to the next page with whatever it stands above, tall pictures too.
        goes_on = bool(following) and following[0].role is Role.BODY and not signed
        # A picture that had no room comes first on its page, with the text below it.
        goes_on = goes_on and following[0].line.box_top(PAGE.line_pt) < TOP + PAGE.line_pt
        if rows and plain and not drawn and goes_on and not sheet.lies_across:
            found.append(rows)
    return found


@check("FP11", "5.2.3", "每面行数", "22行（避免孤行时可少1～2行）")
def lines(document: Anatomy) -> Outcome:
    """A page of nothing but text has 22 lines."""
    pages = _full_pages(document)
    if not pages:
        return unknown("没有排满文字的页")
    counts = [round((rows[-1].line.baseline - rows[0].line.baseline) / document.pitch) + 1 for rows in pages]
    wrong: list[Offence] = [
        (f"第{rows[0].page}页", f"{count}行")
        for rows, count in zip(pages, counts, strict=True)
        if not PAGE.lines - KEPT_LINES <= count <= PAGE.lines
    ]
    if not wrong and len(counts) > 2 and max(counts) < PAGE.lines:
        return violates(f"最多{max(counts)}行", places_of(pages))
    return judge(wrong, f"{max(counts)}行（{len(counts)}面）")


def places_of(pages: list[list[Row]]) -> str:
    """Return the pages' numbers."""
    return "、".join(f"第{rows[0].page}页" for rows in pages[:3])


@check("FP12", "5.2.3", "每行字数", "28字")
def characters(document: Anatomy) -> Outcome:
    """A full line of nothing but Chinese characters and their marks has 28 of them."""
    counts: list[int] = []
    pitches: list[float] = []
    rows = document.of(Role.BODY)
    for row, below in zip(rows, rows[1:], strict=False):
        glyphs = row.line.glyphs
        wide = [glyph for glyph in glyphs if glyph.is_han]
        if below.starts:  # lines that go on are spread to the edge
            pitches += _pitches(glyphs)
        full = not below.starts and abs(row.indent) < INDENT_TOLERANCE and abs(row.inset) < 0.6
        if full and len(wide) >= LEAST_LINE and not any(glyph.character.isascii() for glyph in glyphs):
            counts.append(len(glyphs))
    if len(counts) >= 3:
        found = median(counts)
        measured = f"{found:.3g}字（{len(counts)}行）"
        return conforms(measured) if near(found, PAGE.characters, 0.5) else violates(measured)
    if len(pitches) < LEAST_LINE:
        return unknown("没有排满汉字的行")
    found = PAGE.characters * CHARACTER / median(pitches)
    measured = f"按字距折算{found:.1f}字"
    return conforms(measured) if int(found + 0.15) == PAGE.characters else violates(measured)


def _pitches(glyphs: Sequence[Glyph]) -> list[float]:
    """Return how far Chinese characters that touch one another stand apart."""
    return [
        after.x - glyph.x
        for glyph, after in pairwise(glyphs)
        if glyph.is_han and after.is_han and after.x - glyph.x < 1.4 * glyph.size
    ]


@check("FP13", "5.2.3", "行的位置", "各行落在22行的行格上", "±0.2行")
def grid(document: Anatomy) -> Outcome:
    """The lines of a page stand whole lines apart, until a table or a picture comes between."""
    offences: list[Offence] = []
    judged = 0
    for sheet in document.upright:
        rows: list[Row] = []
        drawn = [*document.tables.get(sheet.number, ()), *sheet.upright.pictures]
        first = min((box.y0 for box in drawn), default=sheet.upright.height)
        for row in document.rows:
            if row.page != sheet.number or row.role in (Role.HEADER, Role.FOLIO):
                continue
            if row.role in (Role.BODY, Role.HEADING, Role.ADDRESSEE) and row.line.baseline < first:
                rows.append(row)
            elif rows:
                break
        for row in rows[1:]:
            steps = (row.line.baseline - rows[0].line.baseline) / PAGE.line_pt
            judged += 1
            if not near(steps, round(steps), OFF_GRID_LINES):
                offences.append((row, f"偏{abs(steps - round(steps)):.1f}行"))
    return judge(offences, f"{judged}行都在行格上") if judged else unknown("正文太少")


@check("FP37", "7.3.3", "段落缩进", "每段左空二字，回行顶格", "±0.25字")
def indents(document: Anatomy) -> Outcome:
    """A paragraph begins two characters in, its other lines at the edge."""
    offences: list[Offence] = []
    rows = [row for row in document.of(Role.BODY, Role.HEADING) if not document.sheets[row.page - 1].lies_across]
    if not rows:
        return unknown("未找到正文")
    for row in rows:
        wanted = BODY_INDENT_CHARS if row.starts else 0
        # The blank half of an opening mark may stand outside.
        half = row.line.glyphs[0].character in OPENING and near(row.indent, wanted - 0.5, INDENT_TOLERANCE)
        if not near(row.indent, wanted, INDENT_TOLERANCE) and not half:
            offences.append((row, f"空{max(0.0, row.indent):.1f}字"))
    return judge(offences, f"{sum(row.starts for row in rows)}段都空二字")


@check("FP35", "7.3.3", "首页正文", "首页必须显示正文")
def first_page(document: Anatomy) -> Outcome:
    """The first page shows some of the body."""
    if not document.of(Role.BODY, Role.HEADING, Role.TABLE):
        return unknown("未找到正文")
    found = document.on(1, Role.BODY, Role.HEADING, Role.TABLE, Role.ATTENDANCE)
    return conforms(f"首页有{len(found)}行") if found else violates("首页没有正文", "第1页")


CHECKS: tuple[Check, ...] = (size, colour, pitch, lines, characters, grid)
BODY: tuple[Check, ...] = (first_page, face, indents)
