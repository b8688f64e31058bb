"""Zones of a page (分区): the edges of its text, its tables, and what stands outside the type area."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from builders.conform.pdf.anatomy import FOOT, LEFT, RIGHT, TOP, Edges, is_red
from builders.conform.pdf.sheet import MM, Box, Frame, Line, Sheet, Stroke
from builders.conform.wording import FOLIO
from builders.model.standard import PAGE, SIZE_3

SHORTEST_LINE = 20
"""A line of so many characters is followed by its paragraph's next one, at the edge of the type area."""
SAME_EDGE = 1.5
ENDS = "。：；！？:;"
"""A line that ends with such a mark may be the last of its paragraph."""
TALLEST_TABLE_RULE = 240 * MM
FOLIO_ZONE = 250 * MM
LONGEST_FOLIO = 14
LARGEST_MARK_PT = 13.0
LARGEST_HEADER_PT = 17.0
"""A larger line above the type area is a title that stands too high."""
LARGEST_TEXT_PT = 18.5
TEXT_SHARE = 0.2


def type_size(sheets: Sequence[Sheet]) -> float:
    """Return the size of the text: the largest that a good share of the Chinese characters outside tables have.

    Not the commonest, for footnotes may be longer than the text. 三号 when there are no characters.
    """
    counts: Counter[float] = Counter()
    for sheet in sheets:
        boxes = tables(sheet.main)
        for line in sheet.main.lines:
            if not any(box.holds(line.centre, line.baseline) for box in boxes):
                counts[round(line.size * 4) / 4] += sum(glyph.is_han for glyph in line.glyphs)
    usual = [size for size, count in counts.items() if size <= LARGEST_TEXT_PT and count > TEXT_SHARE * counts.total()]
    return max(usual, default=SIZE_3)


def line_pitch(sheets: Sequence[Sheet], size: float) -> float:
    """Return the pitch of lines of body size; that of the standard when no two stand below one another."""
    gaps: list[float] = []
    for sheet in sheets:
        lines = [line for line in sheet.upright.lines if abs(line.size - size) < 0.5]
        gaps += [
            below.baseline - line.baseline
            for line, below in zip(lines, lines[1:], strict=False)
            if 1.05 * size < below.baseline - line.baseline < 2.6 * size
        ]
    return median(gaps) if gaps else PAGE.line_pt


def edges(sheets: Sequence[Sheet], size: float) -> dict[int, Edges]:
    """Return the edges of the type area on each page: odd and even pages may be mirrored."""
    found: dict[int, Edges] = {}
    upright = [sheet for sheet in sheets if not sheet.lies_across]
    seen = list(_continued(upright, size))
    whole = _edges(seen, Edges())
    for parity in (0, 1):
        own = _edges([each for each in seen if each[0] % 2 == parity], whole)
        found.update({sheet.number: own for sheet in upright if sheet.number % 2 == parity})
    return dict(sorted(found.items()))


Continued = tuple[int, Line, Line]
"""The page of a line that its paragraph goes on from, that line, and the next one."""


def _edges(seen: Sequence[Continued], otherwise: Edges) -> Edges:
    """Return where continued lines begin and full lines end."""
    left = _outermost([below.left for _, _, below in seen if below.glyphs[0].is_han], 1)
    right = _outermost([line.right for _, line, _ in seen if line.glyphs[-1].is_han], -1)
    if left is None or right is None:
        return otherwise
    return Edges(left, right, True)


def _continued(sheets: Sequence[Sheet], size: float) -> Iterator[Continued]:
    """Yield the lines that their paragraph goes on from to the edge of the type area.

    Names of attendance and of annexes go on further right than they begin, also at the head of a page; a sentence that
    ends may end its paragraph.
    """
    hung: float | None = None
    before: Line | None = None
    for sheet in sheets:
        boxes = tables(sheet.upright)
        above: Line | None = None
        for line in sheet.upright.lines:
            if abs(line.size - size) > 0.5 or any(box.holds(line.centre, line.baseline) for box in boxes):
                continue
            if before is not None and line.left > before.left + SAME_EDGE:
                hung = line.left
            elif hung is not None and abs(line.left - hung) > SAME_EDGE:
                hung = None
            if above is not None and hung is None and _goes_on(above, line, size):
                yield sheet.number, above, line
            above = before = line


def _goes_on(line: Line, below: Line, size: float) -> bool:
    long = line.right - line.left > SHORTEST_LINE * size
    return long and below.baseline - line.baseline < 2.6 * size and line.glyphs[-1].character not in ENDS


def _outermost(places: list[float], sign: int) -> float | None:
    """Return the outermost place that is no exception: several lines share it."""
    ordered = sorted(places, key=lambda place: sign * place)
    for place in ordered:
        near = [other for other in ordered if abs(other - place) <= SAME_EDGE]
        if len(near) >= max(2, len(ordered) * 0.08):
            return median(near)
    return None


def tables(frame: Frame) -> tuple[Box, ...]:
    """Return the boxes of ruled tables: standing rules that overlap in height, and level rules of one length."""
    standing = sorted(
        (stroke for stroke in frame.strokes if not stroke.level and stroke.length < TALLEST_TABLE_RULE),
        key=lambda stroke: stroke.y0,
    )
    groups: list[list[Stroke]] = []
    foot = 0.0
    for stroke in standing:
        if not groups or stroke.y0 > foot + 2:
            groups.append([])
            foot = stroke.y1
        groups[-1].append(stroke)
        foot = max(foot, stroke.y1)
    boxes = [_around(group) for group in groups]
    boxes = [_widened(box, frame.strokes) for box in boxes if box.x1 - box.x0 > 5]
    return (*boxes, *_open_tables(frame.strokes, boxes))


def _around(strokes: Sequence[Stroke]) -> Box:
    return Box(
        min(stroke.x0 for stroke in strokes),
        min(stroke.y0 for stroke in strokes),
        max(stroke.x1 for stroke in strokes),
        max(stroke.y1 for stroke in strokes),
    )


def _widened(box: Box, strokes: Sequence[Stroke]) -> Box:
    """Return the box with the level rules that touch it: a table open at its sides is as wide as they are."""
    level = [
        stroke
        for stroke in strokes
        if stroke.level and box.y0 - 3 <= stroke.y0 <= box.y1 + 3 and stroke.x1 > box.x0 - 3 and stroke.x0 < box.x1 + 3
    ]
    whole = _around(level) if level else box
    return Box(min(box.x0, whole.x0), min(box.y0, whole.y0), max(box.x1, whole.x1), max(box.y1, whole.y1))


def _open_tables(strokes: Sequence[Stroke], boxes: Sequence[Box]) -> list[Box]:
    """Return tables of level rules only (三线表): three or more of one length below one another."""
    level = sorted((stroke for stroke in strokes if stroke.level and stroke.length > 80), key=lambda stroke: stroke.y0)
    free = [stroke for stroke in level if not is_red(stroke.colour)]
    free = [stroke for stroke in free if not any(box.holds(stroke.x0 + 3, stroke.y0) for box in boxes)]
    alike: dict[tuple[int, int], list[Stroke]] = {}
    for stroke in free:
        alike.setdefault((round(stroke.x0 / 3), round(stroke.x1 / 3)), []).append(stroke)
    return [_around(group) for group in alike.values() if len({round(stroke.y0) for stroke in group}) >= 3]


def is_header(line: Line, below: Line | None, pitch: float, top: float = TOP) -> bool:
    """Return whether a line is a mark at the head of the page: above ``top``, smaller than text or apart from it."""
    if line.bottom > top + 1 * MM or line.size > LARGEST_HEADER_PT:
        return False
    return (
        line.size < LARGEST_MARK_PT
        or below is None
        or below.baseline - line.baseline > 1.4 * pitch
        or below.bottom <= top + 1 * MM
    )


def is_folio(line: Line, last: Line) -> bool:
    """Return whether a line is a page number, well formed or not: the last line, short, at the foot, with a digit."""
    words = line.words
    if line is not last or line.baseline < FOLIO_ZONE or len(words) > LONGEST_FOLIO:
        return False
    if FOLIO.fullmatch(words):
        return True
    return line.bottom > FOOT + 1 * MM and any(character.isdigit() for character in words)


def standard_edges(frame: Frame, across: bool) -> Edges:
    """Return the edges of the type area by the standard, on a page read across or upright."""
    if across:
        return Edges(PAGE.bottom_mm * MM, frame.width - PAGE.top_mm * MM)
    return Edges(LEFT, RIGHT)
