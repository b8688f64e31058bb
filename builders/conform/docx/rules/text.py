"""Body text (正文): face, size, lines and characters to the page, colour, indents, clauses 5.2.2–5.2.4 and 7.3.3."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from builders.conform.docx.document import Document, Paragraph, Run
from builders.conform.docx.faces import FANGSONG, HEI, KAI, genre, is_face, shown
from builders.conform.docx.geometry import (
    Range,
    begins_pt,
    indent_pt,
    line_pt,
    number,
    pitch_pt,
    space_between,
)
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Rule
from builders.model.standard import BODY_INDENT_CHARS, PAGE, SIZE_3

SIZE_TOLERANCE_PT = 0.3
TRUE_SIZE_3_PT = 15.75
"""Size 3 of the type founders; Word's 16 points are a little more."""
INDENT_TOLERANCE_CHARS = 0.3
_PITCH_TOLERANCE_PT = 0.6
_DARK = 0x40
_MARGIN_PT = 0.5
"""A line that is so much too long still stands: Word takes it from the punctuation."""


def han(text: str) -> int:
    """Return how many Han characters a text has."""
    return sum("\u3400" <= character <= "\u9fff" for character in text)


def is_size_3(size_pt: float) -> bool:
    """Whether a size is 3号, by the founders or by Word."""
    return TRUE_SIZE_3_PT - SIZE_TOLERANCE_PT <= size_pt <= SIZE_3 + SIZE_TOLERANCE_PT


def size_name(size_pt: float) -> str:
    """Return a size as a finding prints it."""
    return f"{number(size_pt)}磅"


def _runs(paragraph: Paragraph) -> Iterator[Run]:
    return (run for run in paragraph.runs if han(run.text))


def face(subject: Subject) -> Iterator[Sample]:
    """The face of body text; single words may be stressed by 黑体 or 楷体."""
    for paragraph in subject.parts.all_body:
        weights: Counter[str] = Counter()
        for run in _runs(paragraph):
            weights[run.look.han] += han(run.text)
        sample = face_of(weights, FANGSONG, paragraph)
        if sample:
            yield sample


def face_of(weights: Counter[str], wanted: str, paragraph: Paragraph) -> Sample | None:
    """Return what fonts, with the characters in each, say of a face; None without Han characters.

    Beside the wanted face 黑体 and 楷体 are stress, however many characters they have.
    """
    if not weights:
        return None
    verdicts = {name: is_face(name, wanted) for name in weights}
    main = next((name for name, right in verdicts.items() if right), weights.most_common(1)[0][0])
    stress = {name for name in weights if name != main and genre(name) in (KAI, HEI)}
    wrong = [name for name, right in verdicts.items() if right is False and name not in stress]
    unknown = [name for name, right in verdicts.items() if right is None]
    worst = (wrong or unknown or [main])[0]
    return Sample(shown(worst), False if wrong else None if unknown else True, paragraph.where)


def size(subject: Subject) -> Iterator[Sample]:
    """The size of body text."""
    for paragraph in subject.parts.all_body:
        sizes = dict.fromkeys(run.look.size_pt for run in _runs(paragraph))
        for each in sizes:
            yield Sample(size_name(each), is_size_3(each), paragraph.where)


def _body_line(subject: Subject) -> tuple[Paragraph, Range] | None:
    """Return a paragraph of the most common line pitch of the body, and that pitch."""
    lines: Counter[tuple[float, float]] = Counter()
    samples: dict[tuple[float, float], Paragraph] = {}
    for paragraph in subject.parts.all_body:
        pitch = _pitch(paragraph, subject.document)
        key = (pitch.low, pitch.high)
        lines[key] += len(paragraph.text)
        samples.setdefault(key, paragraph)
    if not lines:
        return None
    key = lines.most_common(1)[0][0]
    return samples[key], Range(*key)


def _pitch(paragraph: Paragraph, document: Document) -> Range:
    return line_pt(paragraph.look, paragraph.first.size_pt, document.section(paragraph))


def lines(subject: Subject) -> Iterator[Sample]:
    """How many lines of body text stand on a full page."""
    found = _body_line(subject)
    if found is None:
        return
    paragraph, pitch = found
    section = subject.document.section(paragraph)
    height = section.area_width if section.landscape else section.area_height
    fewest, most = (math.floor((height + 0.02) / max(1.0, each)) for each in (pitch.high, pitch.low))
    right = fewest == PAGE.lines if fewest == most else None if fewest <= PAGE.lines <= most else False
    count = f"{most}行" if fewest == most else f"{fewest}～{most}行"
    yield Sample(f"{count}（行距{pitch.shown(2)}磅）", right, paragraph.where if right is False else "")


def even_lines(subject: Subject) -> Iterator[Sample]:
    """All body text stands on one line pitch."""
    found = _body_line(subject)
    if found is None:
        return
    usual = found[1]
    for paragraph in subject.parts.all_body:
        pitch = _pitch(paragraph, subject.document)
        off = max(abs(pitch.low - usual.low), abs(pitch.high - usual.high))
        right = off <= _PITCH_TOLERANCE_PT
        yield Sample(f"行距{pitch.shown(2)}磅", right, paragraph.where)


def characters(subject: Subject) -> Iterator[Sample]:
    """How many characters of body text stand in a line."""
    counts: Counter[int] = Counter()
    pitches: dict[int, float] = {}
    for paragraph in subject.parts.all_body:
        section = subject.document.section(paragraph)
        if section.landscape:
            continue
        pitch = pitch_pt(paragraph, subject.document)
        count = math.floor((section.area_width + _MARGIN_PT) / pitch)
        counts[count] += len(paragraph.text)
        pitches[count] = pitch
    if counts:
        count = counts.most_common(1)[0][0]
        yield Sample(f"{count}字（字距{number(pitches[count], 2)}磅）", count == PAGE.characters)


def spacing(subject: Subject) -> Iterator[Sample]:
    """No space between paragraphs of body text: lines would leave their places."""
    body = subject.parts.all_body
    for above, below in zip(body, body[1:], strict=False):
        if below.index == above.index + 1:
            gap = space_between(above, below)
            right = gap.near(0.0, 1.0)
            yield Sample("段间不加空" if right else f"段间加空{gap}磅", right, below.where)


def colour(subject: Subject) -> Iterator[Sample]:
    """Black everywhere but in the masthead's red parts."""
    red = {each.index for each in subject.parts.masthead.marks}
    for paragraph in subject.document.paragraphs:
        if paragraph.index in red:
            continue
        for run in paragraph.runs:
            if run.text.strip() and not _is_dark(run.look.colour):
                yield Sample(f"#{run.look.colour}", False, paragraph.where)
    if any(paragraph.text for paragraph in subject.document.paragraphs):
        yield Sample("黑色", True)


def _is_dark(colour: str) -> bool:
    try:
        return max(int(colour[at : at + 2], 16) for at in (0, 2, 4)) <= _DARK
    except ValueError:
        return True


def first_line(subject: Subject) -> Iterator[Sample]:
    """Every paragraph begins two characters in, by an indent or by two wide spaces."""
    for paragraph in (*subject.parts.all_body, *(each.paragraph for each in subject.parts.all_headings)):
        if paragraph.look.align not in ("both", "left", "distribute"):
            continue
        begins = begins_pt(paragraph, subject.document) / pitch_pt(paragraph, subject.document)
        right = abs(begins - BODY_INDENT_CHARS) <= INDENT_TOLERANCE_CHARS
        yield Sample(f"空{number(begins)}字", right, paragraph.where)


def further_lines(subject: Subject) -> Iterator[Sample]:
    """Wrapped lines begin and end at the edges of the type area."""
    for paragraph in subject.parts.all_body:
        look, pitch = paragraph.look, pitch_pt(paragraph, subject.document)
        left, right = indent_pt(look.left, look.left_chars, pitch), indent_pt(look.right, look.right_chars, pitch)
        flush = max(abs(left), abs(right)) <= INDENT_TOLERANCE_CHARS * pitch
        measured = "顶格" if flush else f"左空{number(left / pitch)}字、右空{number(right / pitch)}字"
        yield Sample(measured, flush, paragraph.where)


_ALIGNMENTS = {"both": "两端对齐", "left": "左对齐", "center": "居中", "right": "右对齐", "distribute": "分散对齐"}


def alignment(subject: Subject) -> Iterator[Sample]:
    """Body text is justified or set from the left."""
    for paragraph in subject.parts.all_body:
        given = paragraph.look.align
        yield Sample(_ALIGNMENTS.get(given, given), given in ("both", "left"), paragraph.where)


CHECKS = (
    Check(Rule("FD06", "5.2.2", "正文字体", "仿宋"), face, "未找到正文"),
    Check(Rule("FD07", "5.2.2", "正文字号", "3号（16磅）", "15.45～16.3磅"), size, "未找到正文"),
    Check(Rule("FD08", "5.2.3", "每面行数", "22行"), lines, "未找到正文"),
    Check(Rule("FD09", "5.2.3", "每行字数", "28字"), characters, "未找到正文"),
    Check(Rule("FD10", "5.2.3", "正文行距一致", "各段同一行距", "±0.6磅"), even_lines, "未找到正文"),
    Check(Rule("FD11", "5.2.3", "正文段间距", "段前段后不加空", "±1磅"), spacing, "未找到相连的正文段落"),
    Check(Rule("FD12", "5.2.4", "文字颜色", "黑色（发文机关标志除外）"), colour, "未找到文字"),
    Check(Rule("FD13", "7.3.3", "段首缩进", "左空二字", "±0.3字"), first_line, "未找到正文"),
    Check(Rule("FD14", "7.3.3", "回行", "顶格，左右不缩进", "±0.3字"), further_lines, "未找到正文"),
    Check(Rule("FD15", "7.3.3", "正文对齐", "两端对齐或左对齐"), alignment, "未找到正文"),
)
