"""Geometry (版面推算): how wide characters are, where a line's text begins and ends, how much space lies between lines.

A .docx holds no positions. What follows from its numbers alone is computed; where a font's own measures would be
needed, a height is a range, and what the range leaves open is not judged.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass

from builders.conform.docx.document import Document, Paragraph, Section
from builders.conform.docx.looks import ParagraphLook, RunLook
from builders.model.standard import PAGE

NATURAL = (1.0, 1.35)
"""The natural line of a Chinese face, in its size: from the tightest to the widest fonts in use."""
_CHARACTER_GRIDS = frozenset({"linesAndChars", "snapToChars"})
_LINE_GRIDS = _CHARACTER_GRIDS | {"lines"}
_DEFAULT_TAB_PT = 21.0
_HALF_LINE = 0.5
_BODY_PT = 15.0
"""Type smaller than this is not set in body lines."""
_IDEOGRAPHS = "\u3000"
_LONGEST_LINE = 200
"""Characters of a first line that are looked at: the rest wraps."""


@dataclass(frozen=True)
class Range:
    """A length that is known only between two bounds; points or lines, as its maker says."""

    low: float
    high: float

    def __add__(self, other: Range) -> Range:
        """Return the sum of two lengths, bound by bound."""
        return Range(self.low + other.low, self.high + other.high)

    def near(self, wanted: float, tolerance: float) -> bool | None:
        """Whether all of the range, or none of it, lies within the tolerance; None when part of it does."""
        low, high = wanted - tolerance - 1e-6, wanted + tolerance + 1e-6
        if low <= self.low and self.high <= high:
            return True
        return False if self.high < low or self.low > high else None

    def lines(self) -> Range:
        """Return points as body lines."""
        return Range(self.low / PAGE.line_pt, self.high / PAGE.line_pt)

    def shown(self, digits: int = 1) -> str:
        """Return the range as a finding prints it: one number where both bounds print alike."""
        low, high = number(self.low, digits), number(self.high, digits)
        return low if low == high else f"{low}～{high}"

    def __str__(self) -> str:
        """Return the range with one decimal."""
        return self.shown()


@dataclass(frozen=True)
class Span:
    """A piece of a line between tabs: its characters, and where it begins and ends from the left of the text's area."""

    text: str
    start: float
    end: float


def number(value: float, digits: int = 1) -> str:
    """Return a number as a finding prints it: at most so many decimals, no zeros at their end."""
    text = f"{value:.{digits}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def extra_pt(paragraph: Paragraph, document: Document) -> float:
    """Return what the character grid of the page adds to every character."""
    section = document.section(paragraph)
    return section.character_extra if section.grid in _CHARACTER_GRIDS and paragraph.look.snap else 0.0


def pitch_pt(paragraph: Paragraph, document: Document) -> float:
    """Return the distance from one Han character to the next in a paragraph, by its first characters."""
    return max(1.0, paragraph.first.pitch_pt + extra_pt(paragraph, document))


def width_pt(text: str, look: RunLook, extra: float) -> float:
    """Return how wide characters of one look are: Han a whole em, Latin and digits half of it."""
    wide = sum(character >= _IDEOGRAPHS or unicodedata.east_asian_width(character) in "WFA" for character in text)
    half = len(text) - wide
    return wide * (look.pitch_pt + extra) + half * (look.size_pt * look.scale / 2 + look.spacing_pt + extra)


def indent_pt(points: float, characters: float, pitch: float) -> float:
    """Return an indent that is stated in points and in characters: characters win unless they are none."""
    return characters * pitch if characters else points


def line_pt(look: ParagraphLook, size: float, section: Section) -> Range:
    """Return the height of a line of characters of a size; the page's line grid holds all but exact lines."""
    if look.rule == "exact":
        return Range(look.line, look.line)
    natural = [size * factor for factor in NATURAL]
    if section.grid in _LINE_GRIDS and look.snap and section.pitch > 0:
        natural = [math.ceil(height / section.pitch - 1e-6) * section.pitch for height in natural]
    if look.rule == "atLeast":
        return Range(*(max(look.line, height) for height in natural))
    return Range(*(height * look.line / 12 for height in natural))


def height_pt(paragraph: Paragraph, document: Document) -> Range:
    """Return the height of a paragraph of one line, without the space before and after it."""
    return line_pt(paragraph.look, paragraph.first.size_pt, document.section(paragraph))


def area_pt(paragraph: Paragraph, document: Document) -> float:
    """Return the width that a paragraph's text may take: that of its cell, or of the type area."""
    if paragraph.cell and paragraph.cell.width_pt:
        return max(1.0, paragraph.cell.width_pt - paragraph.cell.left_pt - paragraph.cell.right_pt)
    return document.section(paragraph).area_width


def begins_pt(paragraph: Paragraph, document: Document) -> float:
    """Return where the first line of a paragraph set from the left begins: its indents and its leading spaces."""
    look, pitch, raw = paragraph.look, pitch_pt(paragraph, document), paragraph.raw
    blank = raw[: len(raw) - len(raw.lstrip())].replace("\n", "")
    if "\t" in blank:
        return spans(paragraph, document)[0].start
    indent = indent_pt(look.left, look.left_chars, pitch) + indent_pt(look.first, look.first_chars, pitch)
    return indent + width_pt(blank, paragraph.first, extra_pt(paragraph, document))


def spans(paragraph: Paragraph, document: Document) -> list[Span]:
    """Return the pieces of a paragraph's first line; leading and trailing spaces push the text as they do in print."""
    look, pitch, area = paragraph.look, pitch_pt(paragraph, document), area_pt(paragraph, document)
    left = indent_pt(look.left, look.left_chars, pitch) + indent_pt(look.first, look.first_chars, pitch)
    right = indent_pt(look.right, look.right_chars, pitch)
    pieces = _pieces(paragraph, extra_pt(paragraph, document))
    if len(pieces) > 1:
        return _tabbed(pieces, look, left)
    text, width, lead, trail = pieces[0]
    if look.align == "right":
        end = area - right
        return [Span(text, end - width + lead, end - trail)]
    if look.align == "center":
        start = left + (area - right - left - width) / 2
        return [Span(text, start + lead, start + width - trail)]
    if look.align == "distribute":
        return [Span(text, left, area - right)]
    return [Span(text, left + lead, left + width - trail)]


def _pieces(paragraph: Paragraph, extra: float) -> list[tuple[str, float, float, float]]:
    """Return the text between tabs of the first line: characters, width, and the space before and after them."""
    pieces: list[list[tuple[str, RunLook]]] = [[]]
    room = _LONGEST_LINE
    for text, look in [(paragraph.label, paragraph.first), *((run.text, run.look) for run in paragraph.runs)]:
        line, broken, _ = text[:room].replace("\f", "").partition("\n")
        first, *others = line.split("\t")
        pieces[-1].append((first, look))
        pieces.extend([(other, look)] for other in others)
        room -= len(line)
        if broken or room <= 0:
            break
    return [_piece(piece, extra) for piece in pieces]


def _piece(chunks: list[tuple[str, RunLook]], extra: float) -> tuple[str, float, float, float]:
    text = "".join(chunk for chunk, _ in chunks)
    begins = len(text) - len(text.lstrip())
    ends = len(text.rstrip()) if text.strip() else begins
    lead, trail = _width(chunks, 0, begins, extra), _width(chunks, ends, len(text), extra)
    return text.strip(), _width(chunks, 0, len(text), extra), lead, trail


def _width(chunks: list[tuple[str, RunLook]], begins: int, ends: int, extra: float) -> float:
    """Return the width of a stretch of characters."""
    total, at = 0.0, 0
    for chunk, look in chunks:
        stretch = chunk[max(0, begins - at) : max(0, ends - at)]
        total += width_pt(stretch, look, extra) if stretch else 0.0
        at += len(chunk)
    return total


def _tabbed(pieces: list[tuple[str, float, float, float]], look: ParagraphLook, left: float) -> list[Span]:
    stops = [(place, kind) for place, kind in look.tabs if kind not in ("clear", "num", "bar")]
    made = []
    cursor = left
    for index, (text, width, lead, trail) in enumerate(pieces):
        if index:
            place, kind = next(
                ((place, kind) for place, kind in stops if place > cursor + 1e-6),
                ((cursor // _DEFAULT_TAB_PT + 1) * _DEFAULT_TAB_PT, "left"),
            )
            shift = {"right": width, "end": width, "center": width / 2}.get(kind, 0.0)
            cursor = max(cursor, place - shift)
        if text:
            made.append(Span(text, cursor + lead, cursor + width - trail))
        cursor += width
    return made or [Span("", left, left)]


def space_between(above: Paragraph, below: Paragraph) -> Range:
    """Return the space after one paragraph and before the next; between, the larger of the two or both together."""
    after, before = above.look.after, below.look.before
    after = after or above.look.after_lines * PAGE.line_pt
    before = before or below.look.before_lines * PAGE.line_pt
    if above.style == below.style:
        after = 0.0 if above.look.contextual else after
        before = 0.0 if below.look.contextual else before
    return Range(max(after, before), after + before)


def gap_pt(document: Document, above: Paragraph, below: Paragraph) -> Range | None:
    """Return the empty height between two paragraphs; None when something else is printed between them."""
    between = [each for each in document.paragraphs[above.index + 1 : below.index] if each.box is None]
    if any(each.text or each.picture for each in between):
        return None
    chain = [above, *(each for each in between if each.cell is None), below]
    total = Range(0.0, 0.0)
    for upper, lower in zip(chain, chain[1:], strict=False):
        total += space_between(upper, lower)
    for each in chain[1:-1]:
        total += height_pt(each, document)
    return total


def blank_lines_are(lines: Range, fewest: float, most: float, above: Paragraph) -> bool | None:
    """Whether so many blank lines, half a line more or less, follow a paragraph.

    What is not set in body lines (a table, a picture, small type) ends between two of them; filling up to the next
    takes up to one line more.
    """
    off_grid = above.cell is not None or above.picture or above.first.size_pt < _BODY_PT
    low, high = fewest - _HALF_LINE, most + _HALF_LINE + (1.0 if off_grid else 0.0)
    return lines.near((low + high) / 2, (high - low) / 2)


def printed_above(paragraph: Paragraph, document: Document) -> Paragraph | None:
    """Return the last paragraph above one that prints something."""
    before = document.paragraphs[: paragraph.index]
    return next((each for each in reversed(before) if not each.blank and each.box is None), None)
