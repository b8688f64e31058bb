"""Page number (页码): clause 7.5, and clause 8 for pages on their side."""

from __future__ import annotations

from collections.abc import Iterator

from builders.conform import wording
from builders.conform.docx.document import Folio, Paragraph, Section
from builders.conform.docx.faces import SONG, is_face, shown
from builders.conform.docx.geometry import Range, line_pt, number
from builders.conform.docx.rules.text import size_name
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Rule
from builders.model.standard import FOLIO_BELOW_MM, FOLIO_INSET_CHARS, POINTS_PER_MM, SIZE_4

_SIZE_TOLERANCE_PT = 0.3
_BELOW_TOLERANCE_MM = 2.0
_INSET_TOLERANCE_CHARS = 0.6
_BASELINE = 0.8
_DASH = 0.38
"""A dash stands so much of its size above the baseline."""
_NAMES = {"default": "单页页脚", "even": "双页页脚", "first": "首页页脚"}


def _numbered(subject: Subject) -> Iterator[tuple[Section, str, Folio, str]]:
    """Yield the footers that print a number: section, kind, footer and its place in words."""
    many = len(subject.document.sections) > 1
    for index, section in enumerate(subject.document.sections, 1):
        for kind, folio in section.footers.items():
            where = (f"第{index}节" if many else "") + _NAMES[kind]
            if folio.paragraph is not None:
                yield section, kind, folio, where


def there(subject: Subject) -> Iterator[Sample]:
    """Every page prints its number; a letter's first page does not, a blank first page need not."""
    many = len(subject.document.sections) > 1
    for index, section in enumerate(subject.document.sections, 1):
        for kind, folio in section.footers.items():
            where = (f"第{index}节" if many else "") + _NAMES[kind]
            if kind == "first" and subject.profile == "letter":
                continue
            printed = folio.paragraph is not None or section.landscape and _beside(section, kind)
            yield Sample("有页码" if printed else "没有页码", printed, where)


def _beside(section: Section, kind: str) -> bool:
    """Whether a page on its side has its number in the header's text box, where the upright pages have it."""
    return any("PAGE" in each.fields for each in section.headers.get(kind, ()))


def _face_and_size(paragraph: Paragraph) -> tuple[str, float]:
    run = next((run for run in paragraph.runs if any(character.isdigit() for character in run.text)), None)
    look = run.look if run else paragraph.first
    return look.latin or look.han, look.size_pt


def look(subject: Subject) -> Iterator[Sample]:
    """The number is set in 宋体 of size 4."""
    for _, _, folio, where in _numbered(subject):
        assert folio.paragraph is not None
        name, size = _face_and_size(folio.paragraph)
        right = False if abs(size - SIZE_4) > _SIZE_TOLERANCE_PT else is_face(name, SONG)
        yield Sample(f"{shown(name)}，{size_name(size)}", right, where)


def dashes(subject: Subject) -> Iterator[Sample]:
    """A dash of one character stands at either side of the number."""
    for _, _, folio, where in _numbered(subject):
        assert folio.paragraph is not None
        text = folio.paragraph.text
        yield Sample(f"“{text}”", bool(wording.FOLIO.fullmatch(text)) and text[0] == text[-1] == "—", where)


def digits(subject: Subject) -> Iterator[Sample]:
    """The number is in half-width arabic digits."""
    for _, _, folio, where in _numbered(subject):
        assert folio.paragraph is not None
        shown_digits = "".join(each for each in folio.paragraph.text if each not in "—–- \u3000")
        yield Sample(f"“{shown_digits}”", shown_digits.isascii() and shown_digits.isdecimal(), where)


_SIDES = {"default": "right", "even": "left"}
_WORDS = {"left": "居左", "right": "居右", "center": "居中", "both": "居左", "outside": "居外侧", "inside": "居内侧"}


def sides(subject: Subject) -> Iterator[Sample]:
    """Odd pages have the number at the right, even ones at the left."""
    for section, kind, folio, where in _numbered(subject):
        if section.landscape or kind not in _SIDES:
            continue
        assert folio.paragraph is not None
        side, wanted = _side(folio.paragraph), _SIDES[kind]
        if side == "outside":
            yield Sample("居外侧", True, where)
        elif kind == "default" and "even" not in section.footers:
            yield Sample(f"单双页同为{_WORDS.get(side, side)}", False, where)
        else:
            yield Sample(_WORDS.get(side, side), side == wanted, where)


def _side(paragraph: Paragraph) -> str:
    if paragraph.box is not None:
        return paragraph.box.across_align or "box"
    if paragraph.look.frame and paragraph.look.frame.align:
        return paragraph.look.frame.align
    return {"both": "left", "start": "left", "end": "right"}.get(paragraph.look.align, paragraph.look.align)


def inset(subject: Subject) -> Iterator[Sample]:
    """The number stands one of its own characters in from the edge."""
    for section, _, folio, where in _numbered(subject):
        paragraph = folio.paragraph
        assert paragraph is not None
        if section.landscape:
            continue
        if paragraph.box is not None or paragraph.look.frame:
            yield Sample("文本框，位置未测", None, where)
            continue
        side = _side(paragraph)
        if side not in ("left", "right"):
            yield Sample(_WORDS.get(side, side), None, where)
            continue
        raw, size = paragraph.raw, _face_and_size(paragraph)[1]
        indent = (paragraph.look.left_chars or paragraph.look.left / size) if side == "left" else (
            paragraph.look.right_chars or paragraph.look.right / size
        )  # fmt: skip
        spaces = raw[: len(raw) - len(raw.lstrip())] if side == "left" else raw[len(raw.rstrip()) :]
        gap = indent + sum(1.0 if each == "\u3000" else 0.5 for each in spaces)
        yield Sample(f"空{number(gap)}字", abs(gap - FOLIO_INSET_CHARS) <= _INSET_TOLERANCE_CHARS, where)


def below(subject: Subject) -> Iterator[Sample]:
    """The dashes stand 7 mm below the type area; computed from the footer's edge and its line."""
    for section, _, folio, where in _numbered(subject):
        paragraph = folio.paragraph
        assert paragraph is not None
        if section.landscape:
            continue
        if paragraph.box is not None or folio.below:
            yield Sample("文本框或页脚多行，位置未测", None, where)
            continue
        size = _face_and_size(paragraph)[1]
        line = line_pt(paragraph.look, size, section)
        dash = [(1 - _BASELINE) * height + _DASH * size for height in (line.low, line.high)]
        gap = [(section.bottom - section.footer - paragraph.look.after - each) / POINTS_PER_MM for each in dash]
        measured = Range(min(gap), max(gap))
        yield Sample(f"{measured}毫米", measured.near(FOLIO_BELOW_MM, _BELOW_TOLERANCE_MM), where)


def runs_on(subject: Subject) -> Iterator[Sample]:
    """Pages are counted through, annexes included."""
    sections = subject.document.sections
    for index, section in enumerate(sections[1:], 2):
        again = section.first_number is not None
        yield Sample(f"从{section.first_number}重新编号" if again else "连续编号", not again, f"第{index}节")
    if len(sections) == 1 and any(_numbered(subject)):
        yield Sample("连续编号", True)


_ABSENT = "未找到页码"
CHECKS = (
    Check(Rule("FD79", "7.5", "页码", "每页有页码（信函格式首页除外）"), there, "未找到页脚"),
    Check(Rule("FD80", "7.5", "页码字体字号", "4号宋体"), look, _ABSENT),
    Check(Rule("FD81", "7.5", "页码数字", "半角阿拉伯数字"), digits, _ABSENT),
    Check(Rule("FD82", "7.5", "页码左右的一字线", "数字左右各一条一字线"), dashes, _ABSENT),
    Check(Rule("FD83", "7.5", "页码位置", "单页码居右，双页码居左"), sides, _ABSENT),
    Check(Rule("FD84", "7.5", "页码至版心边缘", "空一字", "±0.6字"), inset, _ABSENT),
    Check(Rule("FD85", "7.5", "页码一字线至版心下边缘", "7毫米", "±2毫米，按行高推算"), below, _ABSENT),
    Check(Rule("FD86", "7.5", "页码连续", "全文（含附件）连续编排"), runs_on, _ABSENT),
)
