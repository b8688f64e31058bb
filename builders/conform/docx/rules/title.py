"""Title and addressees (标题、主送机关): clauses 7.3.1 and 7.3.2."""

from __future__ import annotations

from collections.abc import Iterator

from builders.conform.docx.document import Paragraph
from builders.conform.docx.faces import FANGSONG, TITLE, is_face, shown
from builders.conform.docx.geometry import area_pt, gap_pt, number, pitch_pt, spans
from builders.conform.docx.rules.page import millimetres
from builders.conform.docx.rules.text import INDENT_TOLERANCE_CHARS, is_size_3, size_name
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Profile, Rule
from builders.model.standard import ADDRESSEE_GAP_LINES, SIZE_2, TITLE_GAP_LINES

HALF_LINE = 0.5
_SIZE_TOLERANCE_PT = 0.5
_STOPS = "。，、；：,.;:!！"


def face(subject: Subject) -> Iterator[Sample]:
    """The title is set in 小标宋."""
    for each in subject.parts.title:
        for name in dict.fromkeys(run.look.han for run in each.runs if run.text.strip()):
            yield Sample(shown(name), is_face(name, TITLE), each.where)


def size(subject: Subject) -> Iterator[Sample]:
    """The title is of size 2."""
    for each in subject.parts.title:
        for points in dict.fromkeys(run.look.size_pt for run in each.runs if run.text.strip()):
            yield Sample(size_name(points), abs(points - SIZE_2) <= _SIZE_TOLERANCE_PT, each.where)


def centred(subject: Subject) -> Iterator[Sample]:
    """The title is centred."""
    for each in subject.parts.title:
        yield off_centre(each, subject)


def off_centre(paragraph: Paragraph, subject: Subject) -> Sample:
    """Return whether a paragraph is centred on the type area, indents and spaces counted."""
    look, pitch = paragraph.look, pitch_pt(paragraph, subject.document)
    span = spans(paragraph, subject.document)[0]
    off = abs(span.start + span.end - area_pt(paragraph, subject.document)) / 2
    right = off <= pitch / 2 if look.align != "center" else off <= pitch
    return Sample("居中" if right else f"偏离中线{millimetres(off)}", right, paragraph.where)


def gap(subject: Subject) -> Iterator[Sample]:
    """Two blank lines between the red rule and the title."""
    head, title = subject.parts.masthead, subject.parts.title
    if not title or not head.there:
        return
    above = subject.document.paragraphs[head.last]
    found = gap_pt(subject.document, above, title[0])
    if found is None:
        yield Sample("距离未测", None, title[0].where)
        return
    lines = found.lines()
    yield Sample(f"空{lines}行", lines.near(TITLE_GAP_LINES, HALF_LINE), title[0].where)


def ending(subject: Subject) -> Iterator[Sample]:
    """A title ends without a stop."""
    if subject.parts.title:
        last = subject.parts.title[-1]
        stopped = last.text[-1] in _STOPS
        yield Sample(f"以“{last.text[-1]}”结尾" if stopped else "无标点", not stopped, last.where)


def shape(subject: Subject) -> Iterator[Sample]:
    """Lines of a title stand in a trapezoid or a rhombus: none holds a single character."""
    lines = [line for each in subject.parts.title for line in each.lines]
    if len(lines) > 1:
        counts = [len(line.replace(" ", "").replace("　", "")) for line in lines]
        yield Sample("、".join(f"{count}字" for count in counts), min(counts) > 1, subject.parts.title[0].where)


def addressees_gap(subject: Subject) -> Iterator[Sample]:
    """One blank line between the title and 主送机关."""
    found, title = subject.parts.addressees, subject.parts.title
    if found and title:
        space = gap_pt(subject.document, title[-1], found)
        if space is None:
            yield Sample("标题下有其他文字，行距未测", None, found.where)
        else:
            yield Sample(f"空{space.lines()}行", space.lines().near(ADDRESSEE_GAP_LINES, HALF_LINE), found.where)


def addressees_flush(subject: Subject) -> Iterator[Sample]:
    """主送机关 begins at the left edge, wrapped lines too."""
    found = subject.parts.addressees
    if found:
        pitch = pitch_pt(found, subject.document)
        begins = spans(found, subject.document)[0].start / pitch
        left = found.look.left_chars or found.look.left / pitch
        right = abs(begins) <= INDENT_TOLERANCE_CHARS and abs(left) <= INDENT_TOLERANCE_CHARS
        yield Sample(f"首行空{number(begins)}字、回行空{number(left)}字", right, found.where)


def addressees_colon(subject: Subject) -> Iterator[Sample]:
    """主送机关 ends with a full-width colon."""
    found = subject.parts.addressees
    if found:
        yield Sample(f"以“{found.text[-1]}”结尾", found.text.endswith("："), found.where)


def addressees_look(subject: Subject) -> Iterator[Sample]:
    """主送机关 is set in 仿宋 of size 3."""
    found = subject.parts.addressees
    if found:
        look = found.first
        right = False if not is_size_3(look.size_pt) else is_face(look.han, FANGSONG)
        yield Sample(f"{shown(look.han)}，{size_name(look.size_pt)}", right, found.where)


_ABSENT, _NOBODY = "未找到标题", "未找到主送机关"
_REPORT: tuple[Profile, ...] = ("report",)
CHECKS = (
    Check(Rule("FD34", "7.3.1", "标题字体", "小标宋体"), face, _ABSENT),
    Check(Rule("FD35", "7.3.1", "标题字号", "2号（22磅）", "±0.5磅"), size, _ABSENT),
    Check(Rule("FD36", "7.3.1", "标题排布", "居中"), centred, _ABSENT),
    Check(Rule("FD37", "7.3.1", "标题至版头分隔线", "空二行", "±0.5行"), gap, "未找到版头或标题", ("report", "letter")),
    Check(Rule("FD38", "7.3.1", "标题结尾", "不加标点"), ending, _ABSENT),
    Check(Rule("FD39", "7.3.1", "标题回行", "词意完整，没有单字成行"), shape, "标题没有分行"),
    Check(Rule("FD40", "7.3.2", "主送机关至标题", "空一行", "±0.5行"), addressees_gap, _NOBODY),
    Check(Rule("FD41", "7.3.2", "主送机关位置", "居左顶格，回行顶格", "±0.3字"), addressees_flush, _NOBODY),
    Check(Rule("FD42", "7.3.2", "主送机关结尾", "全角冒号"), addressees_colon, _NOBODY),
    Check(Rule("FD43", "7.3.2", "主送机关字体字号", "3号仿宋"), addressees_look, _NOBODY),
)
