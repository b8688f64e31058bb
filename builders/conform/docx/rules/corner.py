"""Upper left corner (份号、密级和保密期限、紧急程度): clauses 7.2.1–7.2.3."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.conform.docx.document import Paragraph
from builders.conform.docx.faces import HEI, is_face, shown
from builders.conform.docx.geometry import number, pitch_pt, spans
from builders.conform.docx.heads import corner_text
from builders.conform.docx.rules.text import INDENT_TOLERANCE_CHARS, is_size_3, size_name
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Rule
from builders.model.standard import MASTHEAD


def _flush(paragraph: Paragraph, subject: Subject) -> tuple[float, bool]:
    """Return how many characters in a line begins, and whether that is at the left edge."""
    begins = spans(paragraph, subject.document)[0].start / pitch_pt(paragraph, subject.document)
    return begins, abs(begins) <= INDENT_TOLERANCE_CHARS


def _corner(paragraph: Paragraph, subject: Subject, line: str, *, right: bool | None, measured: str) -> Sample:
    """Return a sample of an element in the upper left corner; a text box has no place that is known."""
    if paragraph.box:
        return Sample(f"{measured}（文本框，位置未测）", None if right else right, paragraph.where)
    begins, flush = _flush(paragraph, subject)
    ok = False if not flush else right
    return Sample(f"{measured}，左空{number(begins)}字，{line}", ok, paragraph.where)


def copy_number(subject: Subject) -> Iterator[Sample]:
    """份号: six digits at the head of the type area."""
    found = subject.parts.masthead.copy_number
    if found:
        text = corner_text(found)
        right = len(text) == MASTHEAD.copy_number_digits and text.isdecimal() and text.isascii()
        right = right and is_size_3(found.first.size_pt)
        yield _corner(found, subject, size_name(found.first.size_pt), right=right, measured=f"“{text}”")


def _in_hei(paragraph: Paragraph, subject: Subject) -> Sample:
    look = paragraph.first
    right = False if not is_size_3(look.size_pt) else is_face(look.han, HEI)
    measured = f"“{corner_text(paragraph)}”{shown(look.han)}"
    return _corner(paragraph, subject, size_name(look.size_pt), right=right, measured=measured)


_TERM = re.compile(r"(?:绝密|机密|秘密)(?:★(?:[1-9]\d*年|[1-9]\d*个月|长期))?")


def classification(subject: Subject) -> Iterator[Sample]:
    """密级和保密期限: 黑体, the term in arabic digits behind a star."""
    found = subject.parts.masthead.classification
    if found:
        yield _in_hei(found, subject)
        text = corner_text(found)
        yield Sample(f"“{text}”", bool(_TERM.fullmatch(text.replace("　", "").replace(" ", ""))), found.where)


def urgency(subject: Subject) -> Iterator[Sample]:
    """紧急程度: 黑体, at the left edge."""
    found = subject.parts.masthead.urgency
    if found:
        yield _in_hei(found, subject)


def order(subject: Subject) -> Iterator[Sample]:
    """份号, 密级, 紧急程度 stand in this order from the first line down."""
    head = subject.parts.masthead
    found = [each for each in (head.copy_number, head.classification, head.urgency) if each and not each.box]
    if found:
        right = [each.index for each in found] == sorted(each.index for each in found)
        yield Sample("、".join(corner_text(each) for each in sorted(found, key=lambda each: each.index)), right)


CHECKS = (
    Check(Rule("FD16", "7.2.1", "份号", "6位阿拉伯数字，3号，顶格"), copy_number, "未找到份号"),
    Check(Rule("FD17", "7.2.2", "密级和保密期限", "3号黑体，顶格，如“秘密★1年”"), classification, "未找到密级"),
    Check(Rule("FD18", "7.2.3", "紧急程度", "3号黑体，顶格"), urgency, "未找到紧急程度"),
    Check(Rule("FD19", "7.2.3", "左上角要素的顺序", "份号、密级、紧急程度自上而下"), order, "未找到这些要素"),
)
