"""Imprint (版记): clause 7.4."""

from __future__ import annotations

from collections.abc import Iterator

from builders.conform import wording
from builders.conform.docx.document import Paragraph
from builders.conform.docx.faces import FANGSONG, is_face, shown
from builders.conform.docx.geometry import area_pt, indent_pt, number, pitch_pt, spans
from builders.conform.docx.rules.page import millimetres
from builders.conform.docx.rules.text import size_name
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Profile, Rule
from builders.model.standard import IMPRINT, POINTS_PER_MM, SIZE_4

_SIZE_TOLERANCE_PT = 0.3
_THICKNESS_TOLERANCE_MM = 0.08
_INSET_TOLERANCE_CHARS = 0.5
_LEAD_CHARS = 3
"""抄送 and its colon."""


def _elements(subject: Subject) -> list[Paragraph]:
    printed = subject.parts.printed
    return [*subject.parts.copies, *([printed] if printed else [])]


def look(subject: Subject) -> Iterator[Sample]:
    """The elements are set in 仿宋 of size 4."""
    for each in _elements(subject):
        face, size = each.first.han, each.first.size_pt
        right = False if abs(size - SIZE_4) > _SIZE_TOLERANCE_PT else is_face(face, FANGSONG)
        yield Sample(f"{shown(face)}，{size_name(size)}", right, each.where)


def imprint_rules(subject: Subject) -> list[tuple[float, float | None, str]]:
    """Return the rules from top to foot: thickness, length and place; from a table, from paragraphs, or drawn."""
    elements = _elements(subject)
    document = subject.document
    cell = next((each.cell for each in elements if each.cell), None)
    if cell is not None:
        table = document.tables[cell.table]
        return [(rule.width_pt, table.width_pt, "版记表格") for rule in table.rules if rule]
    made: list[tuple[float, float | None, str]] = []
    around = document.paragraphs[max(0, elements[0].index - 2) : elements[-1].index + 3]
    for each in around:
        width = document.section(each).area_width - each.look.left - each.look.right
        for side in ("top", "between", "bottom"):
            border = each.look.border(side)
            if border and (side != "between" or each is not elements[0]):
                made.append((border.width_pt, width, each.where))
        made.extend((stroke.width_pt, stroke.length_pt, "版记线条") for stroke in each.strokes)
    return made


def rules_there(subject: Subject) -> Iterator[Sample]:
    """A rule above the first element, one below the last, and one between."""
    elements = _elements(subject)
    if elements:
        found = imprint_rules(subject)
        wanted = 3 if subject.parts.copies and subject.parts.printed else 2
        yield Sample(f"{len(found)}条", len(found) >= wanted, elements[0].where)


def rules_thickness(subject: Subject) -> Iterator[Sample]:
    """First and last rule are thick, those between thin."""
    found = imprint_rules(subject) if _elements(subject) else []
    if len(found) < 2:
        return
    for at, (width, _, where) in enumerate(found):
        wanted = IMPRINT.thick_mm if at in (0, len(found) - 1) else IMPRINT.thin_mm
        measured = width / POINTS_PER_MM
        right = abs(measured - wanted) <= _THICKNESS_TOLERANCE_MM
        yield Sample(f"第{at + 1}条{number(measured, 2)}毫米", right, where)


def rules_length(subject: Subject) -> Iterator[Sample]:
    """The rules are as wide as the type area."""
    found = imprint_rules(subject) if _elements(subject) else []
    wanted = subject.document.sections[-1].area_width
    for _, length, where in found:
        if length:
            yield Sample(millimetres(length), abs(length - wanted) <= POINTS_PER_MM + 1.0, where)


def copies_form(subject: Subject) -> Iterator[Sample]:
    """抄送 with a full-width colon, and a full stop after the last office."""
    copies = subject.parts.copies
    if copies:
        first, last = copies[0], copies[-1]
        yield Sample(f"“{first.text[:3]}”", first.text[2:3] == "：", first.where)
        yield Sample(f"以“{last.text[-1]}”结尾", last.text.endswith("。"), last.where)


def copies_inset(subject: Subject) -> Iterator[Sample]:
    """抄送 begins one character in, further lines align behind its colon."""
    for each in subject.parts.copies[:1]:
        pitch, span = pitch_pt(each, subject.document), spans(each, subject.document)[0]
        inset = each.cell.left_pt if each.cell else 0.0
        begins = (span.start + inset) / pitch
        yield Sample(f"左空{number(begins)}字", abs(begins - IMPRINT.inset_chars) <= _INSET_TOLERANCE_CHARS, each.where)
        if span.end > area_pt(each, subject.document):
            wrapped = (indent_pt(each.look.left, each.look.left_chars, pitch) + inset) / pitch
            right = abs(wrapped - begins - _LEAD_CHARS) <= _INSET_TOLERANCE_CHARS
            yield Sample(f"回行空{number(wrapped)}字", right, each.where)


def printed_form(subject: Subject) -> Iterator[Sample]:
    """印发机关和印发日期: the date in full without leading zeros, 印发 behind it."""
    found = subject.parts.printed
    if found:
        date = wording.DATE.search(found.text.replace(" ", ""))
        right = bool(date and wording.WELL_FORMED_DATE.fullmatch(date[0]))
        yield Sample(f"“{date[0] if date else found.text}印发”", right, found.where)


def printed_inset(subject: Subject) -> Iterator[Sample]:
    """The office begins one character in from the left, the date ends one in from the right."""
    found = subject.parts.printed
    if not found:
        return
    office = _office(found, subject)
    pitch = pitch_pt(found, subject.document)
    insets = [each.cell.left_pt if each.cell else 0.0 for each in (office, found)]
    left = (spans(office, subject.document)[0].start + insets[0]) / pitch
    right = (area_pt(found, subject.document) - spans(found, subject.document)[-1].end + insets[1]) / pitch
    fits = all(abs(each - IMPRINT.inset_chars) <= _INSET_TOLERANCE_CHARS for each in (left, right))
    yield Sample(f"左空{number(left)}字、右空{number(right)}字", fits, found.where)


def _office(printed: Paragraph, subject: Subject) -> Paragraph:
    """Return the paragraph of the office that printed: in the first cell of the row, else the date's own."""
    cell = printed.cell
    for each in subject.document.paragraphs if cell else ():
        beside = each.cell
        if each.text and beside and cell and (beside.table, beside.row) == (cell.table, cell.row):
            return each
    return printed


def last(subject: Subject) -> Iterator[Sample]:
    """Nothing follows the imprint: it stands at the foot of the last page."""
    if _elements(subject):
        after = subject.parts.after_imprint
        yield Sample("其后还有文字" if after else "在文末", not after, after[0].where if after else "")


_ABSENT = "未找到版记"
_PROFILES: tuple[Profile, ...] = ("report", "minutes")
CHECKS = (
    Check(Rule("FD70", "7.4.1", "版记分隔线", "首、末要素上下及各要素之间加线"), rules_there, _ABSENT, _PROFILES),
    Check(
        Rule("FD71", "7.4.1", "版记分隔线粗细", "首、末条0.35毫米，中间0.25毫米", "±0.08毫米"),
        rules_thickness, "未找到版记分隔线", _PROFILES,
    ),
    Check(Rule("FD72", "7.4.1", "版记分隔线宽度", "与版心等宽", "±1毫米"), rules_length, "未找到版记分隔线", _PROFILES),
    Check(Rule("FD73", "7.4.2", "版记字体字号", "4号仿宋"), look, _ABSENT),
    Check(Rule("FD74", "7.4.2", "抄送写法", "“抄送”后全角冒号，末尾标句号"), copies_form, "未找到抄送机关"),
    Check(
        Rule("FD75", "7.4.2", "抄送位置", "左空一字，回行与冒号后首字对齐", "±0.5字"),
        copies_inset, "未找到抄送机关",
    ),
    Check(
        Rule("FD76", "7.4.3", "印发日期写法", "年份4位，月、日不编虚位，后加“印发”"),
        printed_form, "未找到印发日期", _PROFILES,
    ),
    Check(
        Rule("FD77", "7.4.3", "印发机关和印发日期位置", "左、右各空一字", "±0.5字"),
        printed_inset, "未找到印发日期", _PROFILES,
    ),
    Check(Rule("FD78", "7.4", "版记位置", "全文之末"), last, _ABSENT),
)  # fmt: skip
