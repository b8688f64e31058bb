"""The body (正文): headings by their ordinals, paragraphs by their indents, and the small type beside them."""

from __future__ import annotations

import re
from dataclasses import replace

from builders.conform.pdf.anatomy import CHARACTER, FOOT, Role, Row
from builders.conform.pdf.sheet import MM
from builders.conform.wording import HEADINGS

CAPTION = re.compile(r"(?:续?[图表]|附[图表])\s?\d*(?:[-.．]\d+)?[^，。；]*")
UNIT = re.compile(r"(?:（|\()?(?:计量)?单位[：:].*")
SOURCE = re.compile(r"(?:注|备注|说明|数据来源|资料来源|来源)(?:\d+)?[：:.．、].*")
SMALLER = 0.9
"""Points below the size of the text: small type."""
LONGEST_ASIDE = 24
SHORT_LINE_CHARS = 2.6
"""A line that ends so far from the edge ends its paragraph."""
SENTENCE_ENDS = "。；：！？…”）」.;:!?)"
FOOTNOTE_ZONE = FOOT - 130 * MM


def settle(rows: list[Row], size: float) -> list[Row]:
    """Return the rows with small type, headings and the beginnings of paragraphs named."""
    footnotes = _footnotes(rows, size)
    found: list[Row] = []
    previous: Row | None = None
    for place, row in enumerate(rows):
        if row.role is not Role.BODY:
            if row.role not in (Role.HEADER, Role.FOLIO):
                previous = row
            found.append(row)
            continue
        if place in footnotes or _is_small(row, previous, size):
            row = replace(row, role=Role.SMALL)
        else:
            row = _text(row, previous)
        previous = row
        found.append(row)
    return found


def _is_small(row: Row, previous: Row | None, size: float) -> bool:
    """Return whether a row is a caption, a unit or a remark in smaller type, or continues one."""
    words, line = row.line.words, row.line
    named = CAPTION.fullmatch(words) or UNIT.fullmatch(words)
    if named and (abs(row.off_centre) < 1 or row.inset < 1):
        return row.indent > 0.5 or line.size < size - SMALLER
    if line.size > size - SMALLER:
        return False
    if SOURCE.match(words):
        return True
    # What stands below pictures: 改造前 and 改造后 side by side, or a few words in the middle.
    aside = len(line.parts) > 1 and row.indent > 0.75
    if aside or (abs(row.off_centre) < 1 and len(words) <= LONGEST_ASIDE and words[-1] not in "。；："):
        return True
    return previous is not None and previous.role is Role.SMALL and abs(previous.line.size - line.size) < 0.3


def _footnotes(rows: list[Row], size: float) -> set[int]:
    """Return the places of footnotes: the smaller lines at the end of a page that begin with their number.

    A footnote may go on at the end of the next page, without a number.
    """
    found: set[int] = set()
    carried = False
    by_page: dict[int, list[int]] = {}
    for place, row in enumerate(rows):
        if row.role in (Role.BODY, Role.TABLE, Role.OUTSIDE):
            by_page.setdefault(row.page, []).append(place)
    for places in by_page.values():
        run: list[int] = []
        for place in reversed(places):
            line = rows[place].line
            if rows[place].role is not Role.BODY or line.size > size - 2 or line.baseline < FOOTNOTE_ZONE:
                break
            run.append(place)
        starts = [place for place in run if re.match(r"[\d①-⑳*＊〔\[]", rows[place].line.words)]
        if carried:
            found.update(run)
        elif starts:
            found.update(place for place in run if place >= min(starts))
        carried = bool(run) and run[0] in found
    return found


def _text(row: Row, previous: Row | None) -> Row:
    """Return a row of the body as heading or text, and whether a paragraph begins with it."""
    text = previous is not None and previous.role in (Role.BODY, Role.HEADING)
    # After a table or a picture that floats, a line at the edge may go on with the text before it.
    runs_on = previous is not None and (
        previous.role in (Role.TABLE, Role.SMALL)
        or (text and previous.inset < SHORT_LINE_CHARS + _first_word(row))
        # A line that its author broke in mid-sentence.
        or (previous.role is Role.BODY and previous.line.words[-1] not in SENTENCE_ENDS)
    )
    starts = row.indent > 0.75 or not runs_on
    if starts:
        for level, pattern in enumerate(HEADINGS, 1):
            if pattern.match(row.line.words):
                return replace(row, role=Role.HEADING, level=level, starts=True)
    return replace(row, starts=starts)


def _first_word(row: Row) -> float:
    """Return the width of a western word or address that begins a row, in characters: it may have had no room above."""
    width = 0.0
    for glyph in row.line.glyphs:
        if not glyph.character.isascii():
            break
        width = (glyph.right - row.line.left) / CHARACTER
    return width
