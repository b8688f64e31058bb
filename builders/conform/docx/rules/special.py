"""Letters and minutes (信函格式、纪要格式): clauses 10.1 and 10.3, each for its own profile."""

from __future__ import annotations

from collections.abc import Iterator

from builders.conform import wording
from builders.conform.docx.document import Document, Stroke
from builders.conform.docx.faces import HEI, is_face, shown
from builders.conform.docx.geometry import area_pt, number, pitch_pt, spans
from builders.conform.docx.heads import is_red, reddish
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Profile, Rule
from builders.model.standard import LETTER, POINTS_PER_MM

_NEAR = 0.25
"""A line within a quarter of the wanted length is meant to be that rule."""
_LENGTH_TOLERANCE_MM = 1.0


def letter_mark(subject: Subject) -> Iterator[Sample]:
    """A letter's mark is the issuer's name alone, without 文件."""
    for each in subject.parts.masthead.marks[:1]:
        yield Sample(f"“{each.text}”", not each.text.endswith("文件"), each.where)


def _double_rules(document: Document) -> list[Stroke]:
    strokes = [stroke for each in document.paragraphs for stroke in each.strokes]
    for section in document.sections:
        for story in section.headers.values():
            strokes += [stroke for each in story for stroke in each.strokes]
    wanted = LETTER.rule_length_mm * POINTS_PER_MM
    return [each for each in strokes if abs(each.length_pt - wanted) <= _NEAR * wanted]


def letter_rules(subject: Subject) -> Iterator[Sample]:
    """A letter has red double rules of 170 mm."""
    for stroke in _double_rules(subject.document):
        length = stroke.length_pt / POINTS_PER_MM
        right = abs(length - LETTER.rule_length_mm) <= _LENGTH_TOLERANCE_MM and reddish(stroke.colour)
        yield Sample(f"{number(length)}毫米，#{stroke.colour}", right, "红色双线")


def letter_first_page(subject: Subject) -> Iterator[Sample]:
    """A letter's first page shows no number."""
    section = subject.document.sections[0]
    first = section.footers.get("first")
    shows = first.paragraph is not None if first else any(each.paragraph for each in section.footers.values())
    yield Sample("首页显示页码" if shows else "首页不显示页码", not shows, "首页")


def letter_number(subject: Subject) -> Iterator[Sample]:
    """A letter's 发文字号 stands at the right edge."""
    found = subject.parts.masthead.number
    if found and not found.box:
        pitch = pitch_pt(found, subject.document)
        gap = (area_pt(found, subject.document) - spans(found, subject.document)[-1].end) / pitch
        yield Sample(f"右空{number(gap)}字", abs(gap) <= 1.0, found.where)


def minutes_mark(subject: Subject) -> Iterator[Sample]:
    """The mark of minutes ends with 纪要 and is red."""
    for each in subject.parts.masthead.marks[:1]:
        yield Sample(f"“{each.text}”", bool(wording.MINUTES.fullmatch(each.text)) and is_red(each), each.where)


def minutes_labels(subject: Subject) -> Iterator[Sample]:
    """出席, 请假 and 列席 are set in 黑体."""
    for each in subject.parts.attendance:
        name = each.first.han
        yield Sample(f"“{each.text[:2]}”{shown(name)}", is_face(name, HEI), each.where)


def minutes_colon(subject: Subject) -> Iterator[Sample]:
    """出席, 请假 and 列席 are followed by a full-width colon."""
    for each in subject.parts.attendance:
        yield Sample(f"“{each.text[:3]}”", each.text[2:3] == "：", each.where)


_LETTER: tuple[Profile, ...] = ("letter",)
_MINUTES: tuple[Profile, ...] = ("minutes",)
CHECKS = (
    Check(Rule("FD93", "10.1", "信函标志", "发文机关名称，不加“文件”"), letter_mark, "未找到发文机关标志", _LETTER),
    Check(Rule("FD94", "10.1", "信函红色双线", "长170毫米，红色", "±1毫米"), letter_rules, "未找到红色双线", _LETTER),
    Check(Rule("FD95", "10.1", "信函首页页码", "首页不显示页码"), letter_first_page, "未找到页面设置", _LETTER),
    Check(Rule("FD96", "10.1", "信函发文字号位置", "居版心右边缘", "±1字"), letter_number, "未找到发文字号", _LETTER),
    Check(Rule("FD97", "10.3", "纪要标志", "红色“×××纪要”"), minutes_mark, "未找到纪要标志", _MINUTES),
    Check(Rule("FD98", "10.3", "出席、请假、列席标注", "3号黑体"), minutes_labels, "未找到出席人员", _MINUTES),
    Check(Rule("FD99", "10.3", "出席、请假、列席写法", "后标全角冒号"), minutes_colon, "未找到出席人员", _MINUTES),
)
