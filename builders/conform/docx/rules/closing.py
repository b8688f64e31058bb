"""Closing (署名、成文日期、附注): clauses 7.3.5 and 7.3.6."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from builders.conform import wording
from builders.conform.docx.document import Paragraph
from builders.conform.docx.geometry import (
    Span,
    area_pt,
    blank_lines_are,
    gap_pt,
    number,
    pitch_pt,
    printed_above,
    spans,
    width_pt,
)
from builders.conform.docx.rules.text import INDENT_TOLERANCE_CHARS
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Rule
from builders.model.standard import BODY_INDENT_CHARS, SIGNATURE

_TOLERANCE_CHARS = 0.6
_CENTRE_CHARS = 1.0
_MOST_SEAL_LINES = 6
"""Room that a seal may need above the names."""
_NAME = re.compile(r"\S+(?:\s{1,2}\S+)*")
_NO_TEXT = re.compile(r"[（(]?此页无正文[）)]?")


@dataclass(frozen=True)
class _Places:
    """Where the names and the date stand, in characters from the left; a name each, in reading order."""

    names: tuple[Span, ...]
    date: Span
    pitch: float
    area: float

    @property
    def longest(self) -> Span:
        """The longest name."""
        return max(self.names, key=lambda span: span.end - span.start)

    @property
    def name_right(self) -> float:
        """Characters from the longest name to the right edge."""
        return (self.area - self.longest.end) / self.pitch

    @property
    def date_right(self) -> float:
        """Characters from the date to the right edge."""
        return (self.area - self.date.end) / self.pitch

    @property
    def shift(self) -> float:
        """Characters from a name's beginning to the date's: of the name that comes nearest to what is asked."""
        shifts = [(self.date.start - span.start) / self.pitch for span in self.names]
        return min(shifts, key=lambda each: abs(each - SIGNATURE.date_shift_chars))

    @property
    def off_centre(self) -> float:
        """Characters from the middle of the last name to the date's."""
        name = self.names[-1]
        return abs((name.start + name.end) - (self.date.start + self.date.end)) / 2 / self.pitch

    @property
    def sealed(self) -> bool:
        """Whether the date leaves room for a seal: four characters to its right, the last name above its middle.

        A name that would reach beyond the type area above such a date moves both to the left.
        """
        inset = abs(self.date_right - SIGNATURE.sealed_inset_chars) <= _TOLERANCE_CHARS
        moved = self.date_right > SIGNATURE.sealed_inset_chars and self._too_long
        return (inset or moved) and self.off_centre <= _CENTRE_CHARS

    @property
    def _too_long(self) -> bool:
        """Whether the longest name, centred above a date four characters in, would leave no character to the edge."""
        longer = (self.longest.end - self.longest.start - self.date.end + self.date.start) / 2 / self.pitch
        return longer > SIGNATURE.sealed_inset_chars - 1 and self.name_right >= -_TOLERANCE_CHARS

    @property
    def name_placed(self) -> bool:
        """Whether the name stands as without seal: two characters in, further in only where the date is longer."""
        longer = self.date.end - self.date.start > self.longest.end - self.longest.start - SIGNATURE.date_shift_chars
        far = longer and self.name_right > SIGNATURE.inset_chars
        return far or abs(self.name_right - SIGNATURE.inset_chars) <= _TOLERANCE_CHARS

    @property
    def date_placed(self) -> bool:
        """Whether the date stands as without seal: two right of the name; a longer one not beyond its own inset."""
        shifted = abs(self.shift - SIGNATURE.date_shift_chars) <= _TOLERANCE_CHARS
        shorter = self.date.end - self.date.start <= self.longest.end - self.longest.start
        return shifted and (shorter or self.date_right >= SIGNATURE.inset_chars - _TOLERANCE_CHARS)


def _places(subject: Subject) -> _Places | None:
    """Return where names and date stand; None without names, and inside tables and boxes."""
    parts, document = subject.parts, subject.document
    if parts.date is None or not parts.signers or any(each.cell or each.box for each in (*parts.signers, parts.date)):
        return None
    names = tuple(name for each in parts.signers for span in spans(each, document) for name in _names(each, span))
    date = parts.date
    return _Places(names, spans(date, document)[0], pitch_pt(date, document), area_pt(date, document))


def _names(paragraph: Paragraph, span: Span) -> Iterator[Span]:
    """Yield the names of a line that wide gaps of spaces set apart."""
    for found in _NAME.finditer(span.text):
        begins, ends = (width_pt(span.text[:at], paragraph.first, 0.0) for at in found.span())
        yield Span(found[0], span.start + begins, span.start + ends)


def signature(subject: Subject) -> Iterator[Sample]:
    """署名: without seal two characters in from the right; with seal the last name centred above the date."""
    if subject.parts.signers and subject.parts.date:
        where, found = subject.parts.signers[-1].where, _places(subject)
        if found is None:
            yield Sample("署名在表格或文本框中，位置未测", None, where)
        else:
            measured = f"右空{number(found.name_right)}字，偏离成文日期中线{number(found.off_centre)}字"
            yield Sample(measured, found.sealed or found.name_placed, where)


def date_place(subject: Subject) -> Iterator[Sample]:
    """成文日期: without seal two characters right of the name's beginning; with seal four in from the right."""
    if subject.parts.date:
        where, found = subject.parts.date.where, _places(subject)
        if found is None:
            yield _alone(subject.parts.date, subject)
        else:
            measured = f"首字比署名首字右移{number(found.shift)}字，右空{number(found.date_right)}字"
            yield Sample(measured, found.sealed or found.date_placed, where)


def _alone(date: Paragraph, subject: Subject) -> Sample:
    """Return what a date without a measurable signature shows: where it cannot stand at all."""
    if date.cell or date.box:
        return Sample("在表格或文本框中，位置未测", None, date.where)
    pitch, area = pitch_pt(date, subject.document), area_pt(date, subject.document)
    right = (area - spans(date, subject.document)[0].end) / pitch
    bounds = (SIGNATURE.inset_chars - _TOLERANCE_CHARS, SIGNATURE.sealed_inset_chars + _TOLERANCE_CHARS)
    return Sample(f"未找到署名，右空{number(right)}字", None if bounds[0] <= right <= bounds[1] else False, date.where)


def signature_gap(subject: Subject) -> Iterator[Sample]:
    """One blank line above a signature without seal; a seal may need more."""
    if not subject.parts.signers:
        return
    first = subject.parts.signers[0]
    above = printed_above(first, subject.document)
    space = gap_pt(subject.document, above, first) if above else None
    if space is None or first.cell or first.box:
        yield Sample("距离未测", None, first.where)
    elif first.starts_page:
        yield Sample("另起一页", None, first.where)
    else:
        lines = space.lines()
        places = _places(subject)
        most = _MOST_SEAL_LINES if places and places.sealed else SIGNATURE.gap_lines
        right = None if above is None else blank_lines_are(lines, SIGNATURE.gap_lines, most, above)
        yield Sample(f"空{lines}行", right, first.where)


def date_form(subject: Subject) -> Iterator[Sample]:
    """成文日期 in arabic digits: the year in full, no leading zeros."""
    if subject.parts.date:
        text = subject.parts.date.text.replace(" ", "").replace("　", "")
        yield Sample(f"“{text}”", bool(wording.WELL_FORMED_DATE.fullmatch(text)), subject.parts.date.where)


def no_text(subject: Subject) -> Iterator[Sample]:
    """No page says that it has no text: 此页无正文."""
    for each in subject.document.paragraphs:
        if _NO_TEXT.fullmatch(each.text):
            yield Sample(f"“{each.text}”", False, each.where)
    if subject.parts.date:
        yield Sample("没有“此页无正文”", True)


def remark(subject: Subject) -> Iterator[Sample]:
    """附注 in round brackets, two characters in, on the line below the date."""
    found = subject.parts.remark
    if found:
        begins = spans(found, subject.document)[0].start / pitch_pt(found, subject.document)
        full = found.text.startswith("（") and found.text.endswith("）")
        right = full and abs(begins - BODY_INDENT_CHARS) <= INDENT_TOLERANCE_CHARS
        yield Sample(f"左空{number(begins)}字，“{found.text[0]}{found.text[-1]}”", right, found.where)


_UNSIGNED, _UNDATED = "未找到署名", "未找到成文日期"
CHECKS = (
    Check(Rule("FD56", "7.3.5", "署名位置", "不盖章右空二字；盖章居中于日期之上", "±0.6字"), signature, _UNSIGNED),
    Check(
        Rule("FD57", "7.3.5", "成文日期位置", "不盖章首字比署名首字右移二字；盖章右空四字", "±0.6字"),
        date_place, _UNDATED,
    ),
    Check(
        Rule("FD58", "7.3.5", "署名至正文", "空一行（盖章可多空）", "±0.5行，表格之下可多一行"),
        signature_gap, _UNSIGNED,
    ),
    Check(Rule("FD59", "7.3.5.4", "成文日期写法", "阿拉伯数字，年份4位，月、日不编虚位"), date_form, _UNDATED),
    Check(Rule("FD60", "7.3.5.5", "特殊情况", "不标“此页无正文”"), no_text, _UNDATED),
    Check(Rule("FD61", "7.3.6", "附注", "居左空二字，加圆括号", "±0.3字"), remark, "未找到附注"),
)  # fmt: skip
