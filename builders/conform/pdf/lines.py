"""From glyphs to lines (成行): characters on one baseline are a line, raised marks belong to the line below them."""

from __future__ import annotations

from collections.abc import Iterable

from builders.conform.pdf.sheet import Glyph, Line

SAME_BASELINE = 1.2
"""Points between baselines of one line: faces of one line sit a little differently."""
RAISED_SIZE = 0.75
"""A raised mark is smaller than this part of its line's size."""
TOUCHING = 1.2
"""A raised mark stands within so many characters of its line's text."""


def lines_of(glyphs: Iterable[Glyph]) -> tuple[Line, ...]:
    """Return the lines of a frame from top to bottom."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if rows and glyph.baseline - rows[-1][0].baseline <= SAME_BASELINE:
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = [Line(tuple(sorted(row, key=lambda glyph: glyph.x))) for row in rows]
    return tuple(_attach(lines))


def _attach(lines: list[Line]) -> list[Line]:
    """Give raised and lowered marks to the line that they stand beside."""
    kept: list[Line] = []
    index = 0
    while index < len(lines):
        line, after = lines[index], lines[index + 1] if index + 1 < len(lines) else None
        if after is not None and _raised(line, after):
            after = Line(tuple(sorted((*line.glyphs, *after.glyphs), key=lambda glyph: glyph.x)))
            lines[index + 1] = after
        elif kept and _raised(line, kept[-1]):
            kept[-1] = Line(tuple(sorted((*line.glyphs, *kept[-1].glyphs), key=lambda glyph: glyph.x)))
        else:
            kept.append(line)
        index += 1
    return kept


def _raised(mark: Line, line: Line) -> bool:
    if mark.size > RAISED_SIZE * line.size or not -0.3 * line.size < line.baseline - mark.baseline < 0.8 * line.size:
        return False
    reach = TOUCHING * line.size
    return all(
        any(-reach < glyph.x - other.right < reach or -reach < other.x - glyph.right < reach for other in line.glyphs)
        for glyph in mark.glyphs
    )
