"""The closing (附件说明、署名、成文日期、附注): clauses 7.3.4–7.3.6."""

from __future__ import annotations

import re
from itertools import pairwise

from builders.conform.pdf.anatomy import CHARACTER, Anatomy, Role, Row
from builders.conform.pdf.judging import (
    HALF_LINE,
    Check,
    Offence,
    Outcome,
    check,
    conforms,
    judge,
    near,
    unknown,
    violates,
)
from builders.conform.wording import ANNEX_NOTE, REMARK, WELL_FORMED_DATE
from builders.model.standard import ANNEX_NOTE_GAP_LINES, BODY_INDENT_CHARS, PAGE, SIGNATURE

PLACE_TOLERANCE = 0.5
EXACT = 0.25
ENTRY = re.compile(r"(?P<number>\d{1,2})(?P<mark>[.．、])?")
ABSENT_NOTE = "未找到附件说明"
ABSENT_DATE = "未找到成文日期"
TEXT = (Role.BODY, Role.HEADING, Role.SMALL, Role.TABLE, Role.ATTENDANCE)


def _gap(above: Row, below: Row) -> float:
    """Return the blank lines between two rows of a page."""
    return (below.line.baseline - above.line.baseline) / PAGE.line_pt - 1


def _before(document: Anatomy, row: Row, *roles: Role) -> Row | None:
    """Return the last row of some roles above a row, on its page."""
    found = [other for other in document.on(row.page, *roles) if other.line.baseline < row.line.baseline - 1]
    return found[-1] if found else None


@check("FP42", "7.3.4", "附件说明位置", "正文下空一行，左空二字", "±0.5行，±0.25字")
def note_place(document: Anatomy) -> Outcome:
    """The list of annexes stands one blank line below the body, two characters in."""
    rows = document.of(Role.ANNEX_NOTE)
    if not rows:
        return unknown(ABSENT_NOTE)
    first = rows[0]
    if not near(first.indent, BODY_INDENT_CHARS, 0.25):
        return violates(f"左空{first.indent:.1f}字", str(first))
    above = _before(document, first, *TEXT)
    if above is None:
        return conforms("左空二字，在页首")
    gap = _gap(above, first)
    measured = f"左空二字，空{gap:.1f}行"
    # Below a table the lines are off the grid.
    fits = near(gap, ANNEX_NOTE_GAP_LINES, HALF_LINE) or above.role in (Role.TABLE, Role.SMALL)
    return conforms(measured) if fits else violates(measured, str(first))


def entries(document: Anatomy) -> list[tuple[Row, str, list[Row]]]:
    """Return the entries of the list of annexes: first row, words without ``附件：``, all rows."""
    found: list[tuple[Row, str, list[Row]]] = []
    rows = document.of(Role.ANNEX_NOTE)
    numbered = len(rows) > 1 and ENTRY.match(ANNEX_NOTE.sub("", rows[0].line.words)) is not None
    for row in rows:
        words = ANNEX_NOTE.sub("", row.line.words, count=1) if row is rows[0] else row.line.words
        if not found or (numbered and ENTRY.match(words)):
            found.append((row, words, [row]))
        else:
            first, before, own = found[-1]
            found[-1] = (first, before + words, [*own, row])
    return found


@check("FP43", "7.3.4", "附件说明写法", "“附件”后全角冒号，多个附件用“1.”编号，名称后不加标点")
def note_form(document: Anatomy) -> Outcome:
    """Entries are numbered 1. 2. 3. when there are several, and end without a mark."""
    listed = entries(document)
    if not listed:
        return unknown(ABSENT_NOTE)
    offences: list[Offence] = []
    if ":" in document.of(Role.ANNEX_NOTE)[0].line.words[:3]:
        offences.append((listed[0][0], "冒号是半角"))
    for place, (row, words, _) in enumerate(listed, 1):
        if words.endswith(tuple("。；;，,、.")):
            offences.append((row, f"名称后有“{words[-1]}”"))
        if len(listed) > 1:
            matched = ENTRY.match(words)
            if matched is None or int(matched["number"]) != place or matched["mark"] not in (".", "．"):
                offences.append((row, f"编号不是“{place}.”"))
    return judge(offences, f"{len(listed)}个附件")


@check("FP44", "7.3.4", "附件说明对齐", "各附件序号对齐，名称回行与首字对齐", "±0.5字")
def note_aligned(document: Anatomy) -> Outcome:
    """Numbers stand below one another, and the wrapped lines of a name below its first character."""
    listed = entries(document)
    if not listed or len(document.of(Role.ANNEX_NOTE)) < 2:
        return unknown(ABSENT_NOTE if not listed else "只有一行")
    offences: list[Offence] = []
    lead = ANNEX_NOTE.match(document.of(Role.ANNEX_NOTE)[0].line.words)
    offset = lead.end() if lead else 0
    start = listed[0][0].line.glyphs[offset].x if len(listed[0][0].line.glyphs) > offset else listed[0][0].line.left
    for place, (row, words, rows) in enumerate(listed):
        begins = start if place == 0 else row.line.left
        if not near((begins - start) / CHARACTER, 0, PLACE_TOLERANCE):
            offences.append((row, f"序号错开{abs(begins - start) / CHARACTER:.1f}字"))
        matched = ENTRY.match(words) if len(listed) > 1 else None
        skip = (offset if place == 0 else 0) + (matched.end() if matched else 0)
        name = row.line.glyphs[min(skip, len(row.line.glyphs) - 1)].x
        offences += [
            (other, f"回行错开{abs(other.line.left - name) / CHARACTER:.1f}字")
            for other in rows[1:]
            if not near((other.line.left - name) / CHARACTER, 0, PLACE_TOLERANCE + 0.1)
        ]
    return judge(offences, "对齐")


def _signed(document: Anatomy) -> tuple[list[Row], Row] | None:
    dates = document.of(Role.DATE)
    return (document.of(Role.SIGNER), dates[-1]) if dates else None


def is_sealed(document: Anatomy) -> bool:
    """Return whether the date stands where a seal asks for it: four characters from the right, below a name's middle.

    A name so long that it would leave the type area moves both further in.
    """
    signed = _signed(document)
    if signed is None:
        return False
    names, date = signed
    apart = [abs(part.centre - date.line.centre) / CHARACTER for row in names for part in row.line.pieces]
    if near(date.inset, SIGNATURE.sealed_inset_chars, PLACE_TOLERANCE):
        return min(apart, default=1.0) < 1.0
    # Without seal a date may stand almost below the middle of its name by chance; with one it does so exactly.
    return date.inset > SIGNATURE.sealed_inset_chars and min(apart, default=1.0) < EXACT


@check(
    "FP45", "7.3.5", "署名位置",
    "不盖章：正文下空一行，右空二字；盖章：在成文日期之上居中", "±0.5行，±0.5字", ("report", "letter"),
)  # fmt: skip
def name_place(document: Anatomy) -> Outcome:
    """Without seal the name stands one blank line below, two characters from the right; with seal above the date."""
    signed = _signed(document)
    if signed is None:
        return unknown(ABSENT_DATE)
    names, date = signed
    if not names:
        return unknown("成文日期之上没有署名", str(date))
    if is_sealed(document):
        return conforms("在成文日期之上居中（盖章位置）")
    offences: list[Offence] = []
    outermost = min(row.inset for row in names)
    moved_in = _date_is_longer(names, date, -EXACT) and outermost > SIGNATURE.inset_chars
    if not near(outermost, SIGNATURE.inset_chars, PLACE_TOLERANCE) and not moved_in:
        offences.append((names[0], f"右空{outermost:.1f}字"))
    above = _before(document, names[0], *TEXT, Role.ANNEX_NOTE)
    if above is not None:
        gap = _gap(above, names[0])
        if gap < SIGNATURE.gap_lines - HALF_LINE:
            offences.append((names[0], f"与上文空{max(0.0, gap):.1f}行"))
    return judge(offences, f"右空{outermost:.1f}字")


@check(
    "FP46", "7.3.5", "成文日期位置",
    "不盖章：首字比署名首字右移二字（日期长于署名时右空二字）；盖章：右空四字", "±0.5字", ("report", "letter"),
)  # fmt: skip
def date_place(document: Anatomy) -> Outcome:
    """Without seal the date begins two characters right of the name, or ends two from the edge; with seal four."""
    signed = _signed(document)
    if signed is None:
        return unknown(ABSENT_DATE)
    names, date = signed
    if is_sealed(document):
        return conforms(f"右空{date.inset:.1f}字（盖章位置）")
    if not names:
        fits = any(near(date.inset, inset, PLACE_TOLERANCE) for inset in (2, 4))
        return conforms(f"右空{date.inset:.1f}字") if fits else violates(f"右空{date.inset:.1f}字", str(date))
    shift = max(
        ((date.line.left - row.line.left) / CHARACTER for row in names),
        key=lambda each: -abs(each - SIGNATURE.date_shift_chars),
    )
    measured = f"比署名右移{shift:.1f}字，右空{date.inset:.1f}字"
    fits = near(shift, SIGNATURE.date_shift_chars, PLACE_TOLERANCE)
    if _date_is_longer(names, date, PLACE_TOLERANCE):
        fits = fits and near(date.inset, SIGNATURE.inset_chars, PLACE_TOLERANCE)
    return conforms(measured) if fits else violates(measured, str(date))


def _date_is_longer(names: list[Row], date: Row, by: float) -> bool:
    """Return whether the date is wider than every name by so many characters; then it keeps its inset, not they.

    Digits of some faces are wider than half a character: a date of as many characters may count either way.
    """
    widest = max(row.line.right - row.line.left for row in names)
    return date.line.right - date.line.left > widest + by * CHARACTER


@check("FP47", "7.3.5.4", "成文日期写法", "阿拉伯数字，年份标全，月、日不编虚位")
def date_form(document: Anatomy) -> Outcome:
    """The date is in arabic digits, its year in full, without leading zeros."""
    dates = document.of(Role.DATE)
    if not dates:
        return unknown(ABSENT_DATE)
    words = dates[-1].line.words
    return conforms(words) if WELL_FORMED_DATE.fullmatch(words) else violates(words, str(dates[-1]))


@check("FP48", "7.3.5.5", "署名页有正文", "署名、成文日期与正文（或附件说明）同处一面，不标“此页无正文”")
def not_alone(document: Anatomy) -> Outcome:
    """The page of signature and date holds some of the body, or of the list of annexes where that is long."""
    blank = [row for row in document.rows if "此页无正文" in row.line.words]
    if blank:
        return violates("标有“此页无正文”", str(blank[0]))
    dates = document.of(Role.DATE)
    if not dates:
        return unknown(ABSENT_DATE)
    above = _before(document, dates[-1], *TEXT, Role.ANNEX_NOTE)
    return conforms(f"第{dates[-1].page}页有正文") if above else violates("署名页没有正文", f"第{dates[-1].page}页")


@check("FP49", "7.3.6", "附注", "居左空二字，加圆括号，在成文日期下一行", "±0.25字，±0.5行")
def remark(document: Anatomy) -> Outcome:
    """A remark stands in round brackets two characters in, on the line below the date."""
    rows = document.of(Role.REMARK)
    if not rows:
        return unknown("未找到附注")
    offences: list[Offence] = []
    # The blank half of the bracket may stand outside.
    if not any(near(rows[0].indent, wanted, 0.25) for wanted in (BODY_INDENT_CHARS, BODY_INDENT_CHARS - 0.5)):
        offences.append((rows[0], f"左空{rows[0].indent:.1f}字"))
    words = "".join(row.line.words for row in rows)
    if not REMARK.fullmatch(words) or "(" in words:
        offences.append((rows[0], "括号不是全角圆括号"))
    date = _before(document, rows[0], Role.DATE)
    if date is not None and not is_sealed(document) and not near(_gap(date, rows[0]), 0, HALF_LINE):
        offences.append((rows[0], f"与成文日期空{_gap(date, rows[0]):.1f}行"))
    uneven = [(row, "行距不匀") for above, row in pairwise(rows) if not near(_gap(above, row), 0, HALF_LINE)]
    return judge([*offences, *uneven], words[:12])


CHECKS: tuple[Check, ...] = (
    note_place, note_form, note_aligned, name_place, date_place, date_form, not_alone, remark,
)  # fmt: skip
