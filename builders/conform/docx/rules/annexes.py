"""Annexes (附件): clause 7.3.7."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.conform.docx.faces import HEI, is_face, shown
from builders.conform.docx.geometry import gap_pt, number, pitch_pt, spans
from builders.conform.docx.parts import Annex
from builders.conform.docx.rules.text import INDENT_TOLERANCE_CHARS, is_size_3, size_name
from builders.conform.docx.rules.title import off_centre
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Rule
from builders.model.standard import ANNEX_TITLE_LINE

HALF_LINE = 0.5
_LABEL = re.compile(r"附件[1-9]?\d*")
_LEAD = re.compile(r"^附件\s*[：:]\s*|^\d{1,2}\s*[.．、]\s*")


def label_look(subject: Subject) -> Iterator[Sample]:
    """The label is set in 黑体 of size 3."""
    for annex in subject.parts.annexes:
        look = annex.label.first
        right = False if not is_size_3(look.size_pt) else is_face(look.han, HEI)
        yield Sample(f"{shown(look.han)}，{size_name(look.size_pt)}", right, annex.label.where)


def label_place(subject: Subject) -> Iterator[Sample]:
    """The label stands at the left edge."""
    for annex in subject.parts.annexes:
        begins = spans(annex.label, subject.document)[0].start / pitch_pt(annex.label, subject.document)
        yield Sample(f"左空{number(begins)}字", abs(begins) <= INDENT_TOLERANCE_CHARS, annex.label.where)


def label_form(subject: Subject) -> Iterator[Sample]:
    """The label is 附件 and a number, no colon and no point behind it."""
    for annex in subject.parts.annexes:
        yield Sample(f"“{annex.label.text}”", bool(_LABEL.fullmatch(annex.label.text)), annex.label.where)


def new_page(subject: Subject) -> Iterator[Sample]:
    """Every annex begins a page: by its own property, a page break, or a section of its own."""
    for annex in subject.parts.annexes:
        begins = _begins_page(annex, subject)
        yield Sample("另起一页" if begins else "未另起页", begins, annex.label.where)


def _begins_page(annex: Annex, subject: Subject) -> bool:
    label = annex.label
    if label.starts_page:
        return True
    before = subject.document.paragraphs[: label.index]
    above = next((each for each in reversed(before) if not each.blank), None)
    between = before[above.index + 1 :] if above else before
    if any(each.starts_page for each in between):
        return True
    changed = above is not None and above.section != label.section
    return changed and subject.document.section(label).kind != "continuous"


def title_place(subject: Subject) -> Iterator[Sample]:
    """The title begins on the third line: one blank line below the label."""
    for annex in subject.parts.annexes:
        if not annex.title:
            yield Sample("没有标题", None, annex.label.where)
            continue
        space = gap_pt(subject.document, annex.label, annex.title[0])
        if space is None:
            yield Sample("距离未测", None, annex.title[0].where)
        else:
            blank = space.lines()
            right = blank.near(ANNEX_TITLE_LINE - 2, HALF_LINE)
            yield Sample(f"附件标识下空{blank}行", right, annex.title[0].where)


def title_centred(subject: Subject) -> Iterator[Sample]:
    """The title is centred."""
    for annex in subject.parts.annexes:
        for each in annex.title:
            yield off_centre(each, subject)


def numbers(subject: Subject) -> Iterator[Sample]:
    """Labels count 1, 2, 3; a single annex has no number."""
    annexes = subject.parts.annexes
    for at, annex in enumerate(annexes, 1):
        wanted = f"附件{at}" if len(annexes) > 1 else "附件"
        found = re.sub(r"[\s：:.．]", "", annex.label.text)
        alone = len(annexes) == 1 and found == "附件1" and len(subject.parts.annex_note) == 0
        yield Sample(f"“{annex.label.text}”", found == wanted or alone, annex.label.where)


def names(subject: Subject) -> Iterator[Sample]:
    """Annexes agree with 附件说明 in number and name."""
    note, annexes = subject.parts.annex_note, subject.parts.annexes
    if not annexes:
        return
    if not note:
        if subject.parts.masthead.there:
            yield Sample(f"有{len(annexes)}个附件，正文后没有附件说明", False, annexes[0].label.where)
        return
    listed = [_LEAD.sub("", _LEAD.sub("", each.text)).rstrip("。，；：") for each in note]
    if len(listed) != len(annexes):
        yield Sample(f"附件说明列{len(listed)}个，正文后有{len(annexes)}个", False, note[0].where)
    for name, annex in zip(listed, annexes, strict=False):
        same = _bare(name) == _bare(annex.name)
        yield Sample("一致" if same else f"附件说明“{name}”，附件“{annex.name}”", same, annex.label.where)


def _bare(name: str) -> str:
    return re.sub(r"[\s《》“”]", "", name)


_ABSENT = "未找到附件"
CHECKS = (
    Check(Rule("FD62", "7.3.7", "附件标识字体字号", "3号黑体"), label_look, _ABSENT),
    Check(Rule("FD63", "7.3.7", "附件标识位置", "顶格", "±0.3字"), label_place, _ABSENT),
    Check(Rule("FD64", "7.3.7", "附件标识写法", "“附件”及顺序号，后不加标点"), label_form, _ABSENT),
    Check(Rule("FD65", "7.3.7", "附件起页", "另起一页"), new_page, _ABSENT),
    Check(Rule("FD66", "7.3.7", "附件标题行次", "第三行（标识下空一行）", "±0.5行"), title_place, _ABSENT),
    Check(Rule("FD67", "7.3.7", "附件标题排布", "居中"), title_centred, "未找到附件标题"),
    Check(Rule("FD68", "7.3.7", "附件顺序号", "多个附件依次编号，一个附件不编号"), numbers, _ABSENT),
    Check(Rule("FD69", "7.3.7", "附件与附件说明", "序号、名称一致"), names, _ABSENT),
)
