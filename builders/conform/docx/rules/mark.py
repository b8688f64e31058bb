"""Issuers' mark (发文机关标志): clause 7.2.4."""

from __future__ import annotations

from collections.abc import Iterator

from builders.conform.docx.document import Paragraph
from builders.conform.docx.faces import TITLE, is_face, shown
from builders.conform.docx.geometry import Range, area_pt, height_pt, pitch_pt, space_between, spans
from builders.conform.docx.heads import is_red
from builders.conform.docx.rules.page import millimetres
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Rule
from builders.model.standard import MASTHEAD, POINTS_PER_MM

_HALF_CHARACTER = 0.5
_TOLERANCE_MM = 5.0
_INK_TOP = 0.82
"""The ink of a Han character reaches so much of its size above the baseline."""
_BASELINE = 0.8
"""Of a line of exact height stands above the baseline."""


def mark_colour(subject: Subject) -> Iterator[Sample]:
    """发文机关标志 is red."""
    for each in subject.parts.masthead.marks:
        yield Sample(f"#{each.first.colour}", is_red(each), each.where)


def mark_face(subject: Subject) -> Iterator[Sample]:
    """发文机关标志 is set in 小标宋."""
    for each in subject.parts.masthead.marks:
        yield Sample(shown(each.first.han), is_face(each.first.han, TITLE), each.where)


def mark_centred(subject: Subject) -> Iterator[Sample]:
    """发文机关标志 is centred; names side by side with 文件 are centred as a table."""
    for each in subject.parts.masthead.marks:
        if each.box:
            yield Sample("文本框，位置未测", None, each.where)
        elif each.cell:
            table = subject.document.tables[each.cell.table]
            spare = subject.document.sections[0].area_width - (table.width_pt or 0.0)
            centred = table.align == "center" or abs(spare) <= pitch_pt(each, subject.document)
            yield Sample("表格居中" if centred else "表格未居中", centred, each.where)
        else:
            span = spans(each, subject.document)[0]
            off = (span.start + span.end - area_pt(each, subject.document)) / 2
            centred = abs(off) <= _HALF_CHARACTER * pitch_pt(each, subject.document)
            yield Sample("居中" if centred else f"偏离中线{millimetres(abs(off))}", centred, each.where)


def mark_place(subject: Subject) -> Iterator[Sample]:
    """The top of 发文机关标志 stands 35 mm below the type area's; computed from the lines above it."""
    marks = [each for each in subject.parts.masthead.marks if each.box is None]
    if not marks:
        return
    document, first = subject.document, marks[0]
    framed = framed_top(first, subject)
    if framed is not None:
        measured = Range(*((each - document.sections[0].top) / POINTS_PER_MM for each in (framed.low, framed.high)))
        yield Sample(f"{measured}毫米", measured.near(MASTHEAD.issuer_top_mm, _TOLERANCE_MM), first.where)
        return
    above = [each for each in document.paragraphs[: first.index] if each.box is None]
    if any(each.cell for each in above):
        yield Sample("上方有表格，位置未测", None, first.where)
        return
    top = Range(0.0, 0.0)
    chain = [*above, first]
    for upper, lower in zip(chain, chain[1:], strict=False):
        top += space_between(upper, lower)
    for each in above:
        top += height_pt(each, document)
    before = 0.0 if above else first.look.before
    top = top + _ink(first, subject) + Range(before, before)
    measured = Range(top.low / POINTS_PER_MM, top.high / POINTS_PER_MM)
    yield Sample(f"{measured}毫米", measured.near(MASTHEAD.issuer_top_mm, _TOLERANCE_MM), first.where)


def _ink(paragraph: Paragraph, subject: Subject) -> Range:
    """Return how far below its line's top the ink of a paragraph begins."""
    line, size = height_pt(paragraph, subject.document), paragraph.first.size_pt
    return Range(*(max(0.0, _BASELINE * height - _INK_TOP * size) for height in (line.low, line.high)))


def framed_top(paragraph: Paragraph, subject: Subject) -> Range | None:
    """Return how far below the paper's edge the ink of a paragraph in a frame begins; None outside such frames."""
    frame = paragraph.look.frame
    if frame is None or frame.down_pt is None or frame.down_from not in ("page", "margin"):
        return None
    down = frame.down_pt + (subject.document.sections[0].top if frame.down_from == "margin" else 0.0)
    return Range(down, down) + _ink(paragraph, subject)


_ABSENT = "未找到发文机关标志"
CHECKS = (
    Check(Rule("FD20", "7.2.4", "发文机关标志颜色", "红色"), mark_colour, _ABSENT),
    Check(Rule("FD21", "7.2.4", "发文机关标志字体", "小标宋体"), mark_face, _ABSENT),
    Check(Rule("FD22", "7.2.4", "发文机关标志排布", "居中"), mark_centred, _ABSENT),
    Check(
        Rule("FD23", "7.2.4", "发文机关标志上边缘至版心上边缘", "35毫米", "±5毫米，按行高推算"),
        mark_place, _ABSENT, ("report", "minutes"),
    ),
)  # fmt: skip
