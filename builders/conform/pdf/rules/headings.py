"""Headings (结构层次): their faces and the order of their ordinals, clause 7.3.3."""

from __future__ import annotations

from builders.conform.pdf.anatomy import Anatomy, Role, Row
from builders.conform.pdf.faces import Genre
from builders.conform.pdf.judging import Check, Offence, Outcome, check, faces, judge, unknown
from builders.conform.pdf.sheet import Glyph
from builders.conform.wording import HEADINGS

DIGITS = "〇一二三四五六七八九"
STOP = "。"
MOST_HEADING_LINES = 2


def ordinal(words: str) -> int:
    """Return the value of an ordinal in Chinese or arabic digits, up to 99."""
    if words.isdigit():
        return int(words)
    tens, ten, ones = words.partition("十")
    if not ten:
        return DIGITS.find(words)
    return 10 * (DIGITS.find(tens) if tens else 1) + (DIGITS.find(ones) if ones else 0)


def _headed(document: Anatomy, *levels: int) -> list[tuple[Row, list[Glyph]]]:
    """Return the headings of some levels, each with the characters of the heading itself.

    A heading that runs into its paragraph ends with the first full stop; a paragraph of several lines without one in
    the first is no heading.
    """
    found: list[tuple[Row, list[Glyph]]] = []
    for paragraph in document.paragraphs():
        row = paragraph[0]
        if row.role is not Role.HEADING or row.level not in levels:
            continue
        glyphs = list(row.line.glyphs)
        stop = next((place for place, glyph in enumerate(glyphs) if glyph.character == STOP), None)
        if stop is not None:
            # A whole sentence on one line that is numbered is text; a heading that runs in has text behind it.
            if stop == len(glyphs) - 1 and len(paragraph) == 1:
                continue
            glyphs = glyphs[:stop]
        elif len(paragraph) > MOST_HEADING_LINES or paragraph[-1].line.words.endswith((STOP, "；")):
            continue
        found.append((row, glyphs))
    return found


def _faces(document: Anatomy, asked: Genre, *levels: int) -> Outcome:
    found = _headed(document, *levels)
    return faces(found, asked) if found else unknown("未找到这一层标题")


@check("FP38", "7.3.3", "第一层标题字体", "“一、”用黑体")
def first(document: Anatomy) -> Outcome:
    """Headings of the first level are 黑体."""
    return _faces(document, "黑体", 1)


@check("FP39", "7.3.3", "第二层标题字体", "“（一）”用楷体")
def second(document: Anatomy) -> Outcome:
    """Headings of the second level are 楷体."""
    return _faces(document, "楷体", 2)


@check("FP40", "7.3.3", "第三、四层标题字体", "“1.”“（1）”用仿宋体")
def lower(document: Anatomy) -> Outcome:
    """Headings of the third and fourth level are 仿宋."""
    return _faces(document, "仿宋", 3, 4)


@check("FP41", "7.3.3", "层次序数", "依次用“一、”“（一）”“1.”“（1）”，序号连续")
def order(document: Anatomy) -> Outcome:
    """The ordinals of the first two levels go on by one, a second level has a first before it; annexes count anew."""
    offences: list[Offence] = []
    counts, seen = {1: 0, 2: 0}, 0
    for row in document.of(Role.HEADING, Role.ANNEX_LABEL):
        if row.role is Role.ANNEX_LABEL:
            counts = {1: 0, 2: 0}
            continue
        if row.level > 2:
            continue
        seen += 1
        matched = HEADINGS[row.level - 1].match(row.line.words)
        assert matched is not None
        number = ordinal(matched["ordinal"])
        if number != counts[row.level] + 1:
            expected = f"应为第{counts[row.level] + 1}" if counts[row.level] else "应从一开始"
            offences.append((row, f"{matched[0]}{expected}"))
        elif row.level == 2 and not counts[1]:
            offences.append((row, "没有“一、”而先有“（一）”"))
        counts[row.level] = number
        if row.level == 1:
            counts[2] = 0
    return judge(offences, f"{seen}个标题依次编号") if seen else unknown("未找到分层标题")


CHECKS: tuple[Check, ...] = (first, second, lower, order)
