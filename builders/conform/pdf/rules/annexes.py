"""Annexes (附件): label, title and their agreement with the list, clause 7.3.7."""

from __future__ import annotations

import re

from builders.conform.pdf.anatomy import TOP, Anatomy, Role, Row
from builders.conform.pdf.judging import (
    HALF_LINE,
    Check,
    Offence,
    Outcome,
    check,
    faces,
    judge,
    near,
    sizes,
    unknown,
)
from builders.conform.pdf.rules.closing import ENTRY, entries
from builders.conform.pdf.sheet import MM
from builders.model.standard import ANNEX_TITLE_LINE, PAGE, SIZE_3

ABSENT = "未找到附件"
WELL_FORMED = re.compile(r"附件(?P<number>[1-9]\d*)?")


@check("FP50", "7.3.7", "附件标识位置", "另面编排，顶格在版心左上角第一行", "±0.25字，±0.5行")
def label_place(document: Anatomy) -> Outcome:
    """An annex begins on a page of its own, its label in the upper left corner of the type area."""
    rows = document.of(Role.ANNEX_LABEL)
    if not rows:
        return unknown(ABSENT)
    offences: list[Offence] = []
    for row in rows:
        across = document.sheets[row.page - 1].lies_across
        down = (row.line.box_top(PAGE.line_pt) - (PAGE.binding_mm * MM if across else TOP)) / PAGE.line_pt
        if row.index > 1:
            offences.append((row, "没有另面编排"))
        elif not near(down, 0, HALF_LINE):
            offences.append((row, f"低{down:.1f}行"))
        elif not near(row.indent, 0, 0.25):
            offences.append((row, f"左空{row.indent:.1f}字"))
    return judge(offences, f"{len(rows)}个都顶格在首行")


@check("FP51", "7.3.7", "附件标识字体字号", "3号黑体", "±0.3磅")
def label_look(document: Anatomy) -> Outcome:
    """The label is 三号 黑体."""
    rows = document.of(Role.ANNEX_LABEL)
    if not rows:
        return unknown(ABSENT)
    wrong = sizes(rows, SIZE_3)
    return judge(wrong, "") if wrong else faces([(row, row.line.parts[0].glyphs) for row in rows], "黑体")


@check("FP52", "7.3.7", "附件标识写法", "“附件”和顺序号，后不加标点，依次编号")
def label_form(document: Anatomy) -> Outcome:
    """The label is 附件 and its number, nothing behind it; one annex alone has none."""
    rows = document.of(Role.ANNEX_LABEL)
    if not rows:
        return unknown(ABSENT)
    offences: list[Offence] = []
    for place, row in enumerate(rows, 1):
        words = row.line.parts[0].words
        matched = WELL_FORMED.fullmatch(words)
        if matched is None:
            offences.append((row, f"“{words}”"))
        elif len(rows) > 1 and matched["number"] != str(place):
            offences.append((row, f"“{words}”应为附件{place}"))
    return judge(offences, "、".join(row.line.parts[0].words for row in rows[:6]))


def titles(document: Anatomy) -> list[tuple[Row, list[Row]]]:
    """Return the labels of annexes with the rows of their titles."""
    found: list[tuple[Row, list[Row]]] = []
    for row in document.of(Role.ANNEX_LABEL, Role.ANNEX_TITLE):
        if row.role is Role.ANNEX_LABEL:
            found.append((row, []))
        elif found:
            found[-1][1].append(row)
    return found


@check("FP53", "7.3.7", "附件标题位置", "居中编排在版心第三行", "±0.5行，±0.5字")
def title_place(document: Anatomy) -> Outcome:
    """The title of an annex stands in the middle of the third line."""
    found = titles(document)
    if not found:
        return unknown(ABSENT)
    offences: list[Offence] = []
    for label, rows in found:
        if not rows:
            offences.append((label, "没有标题"))
            continue
        across = document.sheets[label.page - 1].lies_across
        top = PAGE.binding_mm * MM if across else TOP
        line = (rows[0].line.box_top(PAGE.line_pt) - top) / PAGE.line_pt + 1
        if not near(line, ANNEX_TITLE_LINE, HALF_LINE):
            offences.append((rows[0], f"在第{line:.1f}行"))
        offences += [(row, f"偏{abs(row.off_centre):.1f}字") for row in rows if not near(row.off_centre, 0, 0.5)]
    return judge(offences, f"{len(found)}个都在第三行居中")


@check("FP54", "7.3.7", "附件与附件说明一致", "附件的序号和标题与附件说明一致")
def agreement(document: Anatomy) -> Outcome:
    """Annexes have the numbers and titles that the list names."""
    found, listed = titles(document), entries(document)
    if not found and not listed:
        return unknown(ABSENT)
    if not found:
        return unknown(f"附件说明列{len(listed)}个，文件内没有附件")
    if not listed:
        return judge([(found[0][0], "没有附件说明")], "")
    names = [ENTRY.sub("", words, count=1) if len(listed) > 1 else words for _, words, _ in listed]
    offences: list[Offence] = []
    if len(names) != len(found):
        offences.append((found[0][0], f"附件说明{len(names)}个，附件{len(found)}个"))
    for (label, rows), name in zip(found, names, strict=False):
        title = "".join(row.line.words for row in rows)
        if title and _plain(title) != _plain(name):
            offences.append((label, f"标题“{title[:10]}”，说明“{name[:10]}”"))
    return judge(offences, f"{len(found)}个一致")


def _plain(words: str) -> str:
    return re.sub(r"[《》〈〉\s]", "", words)


CHECKS: tuple[Check, ...] = (label_place, label_look, label_form, title_place, agreement)
