"""Letters and minutes (信函格式、纪要格式): clauses 10.1 and 10.3, each for its own profile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builders.conform import wording
from builders.conform.docx.document import Document, Paragraph
from builders.conform.docx.faces import HEI, is_face, shown
from builders.conform.docx.geometry import Range, area_pt, number, pitch_pt, spans
from builders.conform.docx.heads import is_red, reddish
from builders.conform.docx.layers import Border
from builders.conform.docx.rules.imprint import imprint_rules
from builders.conform.docx.rules.mark import framed_top
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Profile, Rule
from builders.model.standard import LETTER, POINTS_PER_MM

_NEAR = 0.25
"""A line within a quarter of the wanted length is meant to be that rule."""
_LENGTH_TOLERANCE_MM = 1.0
_TOP_TOLERANCE_MM = 2.0
_DOUBLE_RULES = 2
_DOUBLE_THICKNESS = 2.0
"""A thick and a thin line with a small gap between them are about twice as thick as the thick one."""
_HEAD_PARAGRAPHS = 12
"""A letter's head stands within so many paragraphs."""


def letter_mark(subject: Subject) -> Iterator[Sample]:
    """A letter's mark is the issuer's name alone, without 文件."""
    for each in subject.parts.masthead.marks[:1]:
        yield Sample(f"“{each.text}”", not each.text.endswith("文件"), each.where)


def letter_top(subject: Subject) -> Iterator[Sample]:
    """The mark of a letter begins 30 mm below the upper edge of the paper."""
    for each in subject.parts.masthead.marks[:1]:
        top = framed_top(each, subject)
        if top is None:
            yield Sample("位置未测", None, each.where)
        else:
            measured = Range(top.low / POINTS_PER_MM, top.high / POINTS_PER_MM)
            yield Sample(f"{measured}毫米", measured.near(LETTER.issuer_top_mm, _TOP_TOLERANCE_MM), each.where)


@dataclass(frozen=True)
class _Line:
    """A line that may be one of a letter's double rules."""

    length_mm: float
    colour: str
    double: bool
    where: str
    foot_mm: float | None = None
    """From the foot of the paper."""


def _lines(document: Document) -> Iterator[_Line]:
    """Yield drawn lines and borders of paragraphs that are about as long as a letter's rules, in reading order."""
    first = document.sections[0]
    kind = "first" if first.title_page else "default"
    body = document.paragraphs[: _HEAD_PARAGRAPHS]
    stories = ((first.headers.get(kind, ()), "页眉"), (body, "版头"), (first.footer_stories.get(kind, ()), "页脚"))
    for story, where in stories:
        for each in story:
            frame = each.look.frame
            held = frame.width_pt if frame else each.box.width_pt if each.box else None
            room = held or first.area_width
            for border in (each.look.border("top"), each.look.border("bottom")):
                if border:
                    length = (room - each.look.left - each.look.right) / POINTS_PER_MM
                    double = border.kind.startswith(("thick", "thin", "double"))
                    yield _Line(length, border.colour, double, where, _foot(each, border, paper=first.height))
            for stroke in each.strokes:
                yield _Line(stroke.length_pt / POINTS_PER_MM, stroke.colour, bool(stroke.compound), where)


def _foot(paragraph: Paragraph, border: Border, *, paper: float) -> float | None:
    """Return how far a border below a framed paragraph is from the foot of the paper; None outside such frames."""
    frame = paragraph.look.frame
    if frame is None or frame.down_pt is None or frame.down_from != "page" or paragraph.look.rule != "exact":
        return None
    down = frame.down_pt + paragraph.look.line + border.gap_pt + _DOUBLE_THICKNESS * border.width_pt
    return (paper - down) / POINTS_PER_MM


def _double_rules(subject: Subject) -> list[_Line]:
    wanted = LETTER.rule_length_mm
    near = (each for each in _lines(subject.document) if abs(each.length_mm - wanted) <= _NEAR * wanted)
    return [each for each in near if each.double]


def letter_foot_rule(subject: Subject) -> Iterator[Sample]:
    """The lower double rule stands 20 mm above the foot of the paper."""
    for each in _double_rules(subject)[1:]:
        if each.foot_mm is None:
            yield Sample("位置未测", None, f"{each.where}的双线")
        else:
            right = abs(each.foot_mm - LETTER.foot_rule_mm) <= _TOP_TOLERANCE_MM
            yield Sample(f"{number(each.foot_mm)}毫米", right, f"{each.where}的双线")


def letter_rules(subject: Subject) -> Iterator[Sample]:
    """A letter has two red double rules of 170 mm: below its mark, and at the foot of its first page."""
    wanted, found = LETTER.rule_length_mm, _double_rules(subject)
    for each in found:
        right = abs(each.length_mm - wanted) <= _LENGTH_TOLERANCE_MM and reddish(each.colour)
        yield Sample(f"{number(each.length_mm)}毫米，#{each.colour}", right, f"{each.where}的双线")
    if len(found) != _DOUBLE_RULES and subject.parts.masthead.there:
        drawn = any(each.picture or each.strokes for each in subject.document.paragraphs[:_HEAD_PARAGRAPHS])
        yield Sample(f"{len(found)}条双线", None if drawn else False)


def letter_imprint(subject: Subject) -> Iterator[Sample]:
    """A letter's imprint has neither rules nor 印发机关和印发日期."""
    if subject.parts.copies or subject.parts.printed:
        where = (subject.parts.printed or subject.parts.copies[0]).where
        lines = len(imprint_rules(subject))
        printed = "有" if subject.parts.printed else "没有"
        yield Sample(f"{printed}印发机关，{lines}条分隔线", not subject.parts.printed and not lines, where)


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
    Check(
        Rule("FD94", "10.1", "信函标志上边缘至上页边", "30毫米", "±2毫米，按行高推算"),
        letter_top, "未找到发文机关标志", _LETTER,
    ),
    Check(
        Rule("FD95", "10.1", "信函红色双线", "首页上下各一条，长170毫米，红色", "±1毫米"),
        letter_rules, "未找到红色双线", _LETTER,
    ),
    Check(
        Rule("FD96", "10.1", "信函下双线至下页边", "20毫米", "±2毫米，按行高推算"),
        letter_foot_rule, "未找到下双线", _LETTER,
    ),
    Check(Rule("FD97", "10.1", "信函首页页码", "首页不显示页码"), letter_first_page, "未找到页面设置", _LETTER),
    Check(Rule("FD98", "10.1", "信函发文字号位置", "居版心右边缘", "±1字"), letter_number, "未找到发文字号", _LETTER),
    Check(
        Rule("FD99", "10.1", "信函版记", "不加印发机关和印发日期、分隔线"), letter_imprint, "未找到版记", _LETTER
    ),
    Check(Rule("FD100", "10.3", "纪要标志", "红色“×××纪要”"), minutes_mark, "未找到纪要标志", _MINUTES),
    Check(Rule("FD101", "10.3", "出席、请假、列席标注", "3号黑体"), minutes_labels, "未找到出席人员", _MINUTES),
    Check(Rule("FD102", "10.3", "出席、请假、列席写法", "后标全角冒号"), minutes_colon, "未找到出席人员", _MINUTES),
)  # fmt: skip
