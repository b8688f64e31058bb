"""List of annexes (附件说明): clause 7.3.4."""

from __future__ import annotations

import re
from collections.abc import Iterator

from builders.conform.docx.geometry import (
    area_pt,
    blank_lines_are,
    extra_pt,
    gap_pt,
    indent_pt,
    number,
    pitch_pt,
    printed_above,
    spans,
    width_pt,
)
from builders.conform.docx.rules.text import INDENT_TOLERANCE_CHARS
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Rule
from builders.model.standard import ANNEX_NOTE_GAP_LINES, BODY_INDENT_CHARS

_WRAP_TOLERANCE_CHARS = 1.2
_STOPS = "。，、；：,.;:"
_ITEM = re.compile(r"(\d{1,2})([.．、])")


def note_gap(subject: Subject) -> Iterator[Sample]:
    """One blank line between the body and 附件说明."""
    note = subject.parts.annex_note
    if note:
        above = printed_above(note[0], subject.document)
        space = gap_pt(subject.document, above, note[0]) if above else None
        if above is None or space is None:
            yield Sample("距离未测", None, note[0].where)
        else:
            lines = space.lines()
            right = blank_lines_are(lines, ANNEX_NOTE_GAP_LINES, ANNEX_NOTE_GAP_LINES, above)
            yield Sample(f"空{lines}行", right, note[0].where)


def note_indent(subject: Subject) -> Iterator[Sample]:
    """附件说明 begins two characters in."""
    for each in subject.parts.annex_note[:1]:
        begins = spans(each, subject.document)[0].start / pitch_pt(each, subject.document)
        yield Sample(f"左空{number(begins)}字", abs(begins - BODY_INDENT_CHARS) <= INDENT_TOLERANCE_CHARS, each.where)


def note_form(subject: Subject) -> Iterator[Sample]:
    """A full-width colon after 附件, no stop after a name, several names numbered 1. 2. 3."""
    note = subject.parts.annex_note
    for at, each in enumerate(note):
        text = each.text
        if at == 0:
            yield Sample(f"“{text[:3]}”", text.startswith("附件："), each.where)
        yield Sample(f"“{text[-6:]}”", text[-1] not in _STOPS, each.where)
        name = re.sub(r"^附件\s*[：:]\s*", "", text) if at == 0 else text
        item = _ITEM.match(name)
        if len(note) > 1:
            right = bool(item) and item is not None and int(item[1]) == at + 1 and item[2] == "."
            yield Sample(f"“{name[:6]}”", right, each.where)
        elif item:
            yield Sample(f"只有一个附件，却编号“{item[0]}”", False, each.where)


def note_wrap(subject: Subject) -> Iterator[Sample]:
    """Wrapped lines of a name align with its first character."""
    for each in subject.parts.annex_note:
        pitch = pitch_pt(each, subject.document)
        span = spans(each, subject.document)[0]
        if span.end <= area_pt(each, subject.document):
            continue
        lead = re.match(r"(?:附件\s*[：:]\s*)?(?:\d{1,2}[.．、])?", each.text)
        begins = (span.start + width_pt(lead[0] if lead else "", each.first, extra_pt(each, subject.document))) / pitch
        wrapped = indent_pt(each.look.left, each.look.left_chars, pitch) / pitch
        right = abs(begins - wrapped) <= _WRAP_TOLERANCE_CHARS
        yield Sample(f"回行空{number(wrapped)}字，名称首字空{number(begins)}字", right, each.where)


_NO_NOTE = "未找到附件说明"
CHECKS = (
    Check(Rule("FD52", "7.3.4", "附件说明至正文", "空一行", "±0.5行，表格之下可多一行"), note_gap, _NO_NOTE),
    Check(Rule("FD53", "7.3.4", "附件说明缩进", "左空二字", "±0.3字"), note_indent, _NO_NOTE),
    Check(
        Rule("FD54", "7.3.4", "附件说明写法", "“附件”后全角冒号，多个附件用“1.”编号，名称后不加标点"),
        note_form, _NO_NOTE,
    ),
    Check(Rule("FD55", "7.3.4", "附件名称回行", "与上行名称首字对齐", "±1.2字"), note_wrap, "没有回行的附件名称"),
)  # fmt: skip
