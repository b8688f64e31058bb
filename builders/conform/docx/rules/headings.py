"""Headings (结构层次): faces, sizes, ordinals and their order, clause 7.3.3."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from builders.conform.docx.document import Paragraph
from builders.conform.docx.faces import FANGSONG, HEI, KAI
from builders.conform.docx.parts import Heading
from builders.conform.docx.rules.text import face_of, han, is_size_3, size_name
from builders.conform.docx.sampling import Check, Sample, Subject
from builders.conform.finding import Rule

_FACES = {1: HEI, 2: KAI, 3: FANGSONG, 4: FANGSONG}
_LONGEST_LEAD = 40
"""A first sentence longer than this is no heading but text behind an ordinal."""
_BAD_ORDINAL = re.compile(
    r"\d{1,2}、|[（(](?:[一二三四五六七八九十]+|\d{1,2})[）)][、，.．]|[一二三四五六七八九十]+[.．,，](?=\S)|[①-⑳][、.]"
)


def faces(*levels: int) -> Callable[[Subject], Iterator[Sample]]:
    """Return the check of the faces of headings of some levels; single words may be stressed as in body text."""

    def take(subject: Subject) -> Iterator[Sample]:
        for heading in _of(subject.parts.all_headings, levels):
            if heading.end <= _LONGEST_LEAD or heading.own_line:
                sample = face_of(_weights(heading), _FACES[heading.level], heading.paragraph)
                if sample:
                    yield sample

    return take


def _of(headings: Iterable[Heading], levels: Sequence[int]) -> Iterator[Heading]:
    return (heading for heading in headings if heading.level in levels)


def _weights(heading: Heading) -> Counter[str]:
    """Return how many Han characters of the heading's own are in each font, without the text that follows it."""
    made: Counter[str] = Counter()
    at = len(heading.paragraph.label)
    indent = len(heading.paragraph.raw) - len(heading.paragraph.raw.lstrip())
    for run in heading.paragraph.runs:
        part = run.text[: max(0, heading.end + indent - at)]
        at += len(run.text)
        made[run.look.han] += han(part)
    return +made


def size(subject: Subject) -> Iterator[Sample]:
    """Headings are of size 3."""
    for heading in subject.parts.all_headings:
        points = heading.paragraph.first.size_pt
        yield Sample(size_name(points), is_size_3(points), heading.paragraph.where)


def sequence(subject: Subject) -> Iterator[Sample]:
    """Ordinals run on without gaps and repetitions; a list of 1. 2. 3. may begin again, or run on through sections."""
    for headings in (subject.parts.headings, *(annex.headings for annex in subject.parts.annexes)):
        yield from _sequence(headings)


def _sequence(headings: Sequence[Heading]) -> Iterator[Sample]:
    last: dict[int, int] = {}
    ever: dict[int, int] = {}
    for heading in headings:
        before = last.get(heading.level, 0)
        again = heading.level > 2 and heading.ordinal == 1
        runs_on = heading.ordinal == ever.get(heading.level, 0) + 1
        right = heading.ordinal == before + 1 or again or runs_on
        last[heading.level] = ever[heading.level] = heading.ordinal
        for deeper in [level for level in last if level > heading.level]:
            del last[deeper]
        measured = "序号连续" if right else f"第{heading.level}层序号{before}之后是{heading.ordinal}"
        yield Sample(measured, right, heading.paragraph.where)


def levels(subject: Subject) -> Iterator[Sample]:
    """Levels are entered from above: （一） within 一、, （1） within 1.; 1. may follow 一、 at once."""
    for headings in (subject.parts.headings, *(annex.headings for annex in subject.parts.annexes)):
        entered: set[int] = set()
        has_first = any(heading.level == 1 for heading in headings)
        has_third = any(heading.level == 3 for heading in headings)
        for heading in headings:
            skipped = (heading.level == 2 and has_first and 1 not in entered) or (
                heading.level == 4 and heading.own_line and has_third and 3 not in entered
            )
            entered = {level for level in entered if level < heading.level} | {heading.level}
            measured = f"第{heading.level}层之前没有上一层" if skipped else "层次有序"
            yield Sample(measured, not skipped, heading.paragraph.where)


def ordinals(subject: Subject) -> Iterator[Sample]:
    """Ordinals are written 一、 （一） 1. （1）."""
    for heading in subject.parts.all_headings:
        bad = _malformed(heading.paragraph) or re.match(r"\(|\d+．", heading.paragraph.text)
        yield _ordinal_sample(heading.paragraph, wrong=bool(bad))
    for paragraph in subject.parts.all_body:
        if _malformed(paragraph):
            yield _ordinal_sample(paragraph, wrong=True)


def _malformed(paragraph: Paragraph) -> bool:
    return bool(_BAD_ORDINAL.match(paragraph.text))


def _ordinal_sample(paragraph: Paragraph, *, wrong: bool) -> Sample:
    return Sample(f"“{paragraph.text[:4]}”" if wrong else "写法规范", not wrong, paragraph.where)


def ending(subject: Subject) -> Iterator[Sample]:
    """A heading alone on its line ends without a full stop."""
    for heading in _of(subject.parts.all_headings, (1, 2)):
        if heading.own_line:
            stopped = heading.paragraph.text[-1] in "。，；：,;:"
            measured = f"以“{heading.paragraph.text[-1]}”结尾" if stopped else "无标点"
            yield Sample(measured, not stopped, heading.paragraph.where)


CHECKS = (
    Check(Rule("FD44", "7.3.3", "第一层标题“一、”字体", "黑体"), faces(1), "未找到第一层标题"),
    Check(Rule("FD45", "7.3.3", "第二层标题“（一）”字体", "楷体"), faces(2), "未找到第二层标题"),
    Check(Rule("FD46", "7.3.3", "第三、四层标题“1.”“（1）”字体", "仿宋"), faces(3, 4), "未找到第三、四层标题"),
    Check(Rule("FD47", "7.3.3", "层次标题字号", "3号（16磅）", "15.45～16.3磅"), size, "未找到层次标题"),
    Check(Rule("FD48", "7.3.3", "层次序数写法", "依次为“一、”“（一）”“1.”“（1）”"), ordinals, "未找到层次标题"),
    Check(Rule("FD49", "7.3.3", "层次序数连续", "不缺号、不重号"), sequence, "未找到层次标题"),
    Check(Rule("FD50", "7.3.3", "层次顺序", "由上一层进入下一层"), levels, "未找到层次标题"),
    Check(Rule("FD51", "9", "独占一行的标题结尾", "不加句号等标点"), ending, "未找到独占一行的标题"),
)
