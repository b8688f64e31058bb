"""Tables on pages on their side, numerals and punctuation (横排表格、数字、标点): clauses 8 and 9."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.conform.docx.document import Paragraph, Section
from builders.conform.docx.geometry import number
from builders.conform.docx.rules.page import millimetres, within
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Rule
from builders.model.standard import FOLIO_BELOW_MM, PAGE, POINTS_PER_MM

_ROOM_MM = 1.0
_FOLIO_TOLERANCE_MM = 2.0
_FULL_WIDTH = re.compile(r"[０-９]+")
_HALF_WIDTH = re.compile(r"[\u3400-\u9fff][,;:?!][\u3400-\u9fff]")
_BRACKET = re.compile(r"[〔［\[(（【]\s*\d{2,4}\s*[］\])）】]\s*(?:第?\s*\d+\s*)号")


def width(subject: Subject) -> Iterator[Sample]:
    """A table is no wider than the type area; its cells' margins may stand outside."""
    document = subject.document
    for index, table in enumerate(document.tables, 1):
        if table.width_pt is None:
            continue
        section = document.sections[min(table.section, len(document.sections) - 1)]
        room = section.area_width + table.margins_pt + _ROOM_MM * POINTS_PER_MM
        fits = table.width_pt + max(0.0, table.indent_pt) <= room
        yield Sample(f"宽{millimetres(table.width_pt)}", fits, f"第{index}个表格")


def landscape(subject: Subject) -> Iterator[Sample]:
    """A page on its side is the upright page turned: its foot margin lies left, its head margin right."""
    for index, section in enumerate(subject.document.sections, 1):
        if section.landscape:
            left = within(section.left, PAGE.bottom_mm, _ROOM_MM)
            right = within(section.right, PAGE.top_mm, _ROOM_MM)
            measured = f"左{number(section.left / POINTS_PER_MM)}毫米、右{millimetres(section.right)}"
            yield Sample(measured, left and right, f"第{index}节")


def landscape_folio(subject: Subject) -> Iterator[Sample]:
    """On a page on its side the number stands where upright pages have it: at the left edge of the turned page."""
    for index, section in enumerate(subject.document.sections, 1):
        for kind, folio in section.footers.items() if section.landscape else ():
            stories = (*([folio.paragraph] if folio.paragraph else []), *section.headers.get(kind, ()))
            numbered = next((each for each in stories if "PAGE" in each.fields), None)
            if numbered is not None:
                yield _beside(numbered, section, f"第{index}节")


def _beside(numbered: Paragraph, section: Section, where: str) -> Sample:
    """Return where a number stands on a page on its side: beside the text, and how far from it."""
    box = numbered.box
    if box is None:
        return Sample("页码在横排页的下边", False, where)
    if box.across_pt is None or box.across_from != "page":
        return Sample("在文本框中，位置未测", None, where)
    gap = (section.left - box.across_pt - box.width_pt / 2) / POINTS_PER_MM
    return Sample(f"在页左侧，距版心{number(gap)}毫米", abs(gap - FOLIO_BELOW_MM) <= _FOLIO_TOLERANCE_MM, where)


def digits(subject: Subject) -> Iterator[Sample]:
    """Arabic digits are half-width (GB/T 15835)."""
    for each in subject.document.paragraphs:
        found = _FULL_WIDTH.search(each.text)
        if found:
            yield Sample(f"“{found[0]}”", False, each.where)
    if subject.parts.all_body:
        yield Sample("半角数字", True)


def punctuation(subject: Subject) -> Iterator[Sample]:
    """Between Han characters punctuation is full-width (GB/T 15834)."""
    for each in subject.document.paragraphs:
        found = _HALF_WIDTH.search(each.text)
        if found:
            yield Sample(f"“{found[0]}”", False, each.where)
    if subject.parts.all_body:
        yield Sample("全角标点", True)


def cited(subject: Subject) -> Iterator[Sample]:
    """Numbers of documents that are cited stand in 〔〕 as well (GB/T 15834, 4.9)."""
    for each in subject.document.paragraphs:
        found = _BRACKET.search(each.text)
        if found and each is not subject.parts.masthead.number:
            yield Sample(f"“{found[0]}”", False, each.where)
    if any("〕" in each.text for each in subject.parts.all_body):
        yield Sample("用〔〕", True)


CHECKS = (
    Check(Rule("FD87", "8", "表格宽度", "不超出版心", "±1毫米"), width, "未找到表格"),
    Check(Rule("FD88", "8", "横排页版心", "版心随页旋转：左35毫米、右37毫米", "±1毫米"), landscape, "没有横排页"),
    Check(
        Rule("FD89", "8", "横排页页码", "与其他页码位置一致：在页左侧，距版心7毫米", "±2毫米"),
        landscape_folio, "没有横排页",
    ),
    Check(Rule("FD90", "9", "数字", "阿拉伯数字用半角"), digits, "未找到正文"),
    Check(Rule("FD91", "9", "标点", "汉字之间用全角标点"), punctuation, "未找到正文"),
    Check(Rule("FD92", "9", "引用的发文字号", "年份用〔〕括入"), cited, "没有引用发文字号"),
)  # fmt: skip
