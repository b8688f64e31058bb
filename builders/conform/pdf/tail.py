"""The tail (文尾): imprint, annexes, list of annexes, signature, date and remark."""

from __future__ import annotations

import re
from dataclasses import replace

from builders.conform.pdf.anatomy import FOOT, Role, Row
from builders.conform.pdf.sheet import MM
from builders.conform.wording import ANNEX_LABEL, ANNEX_NOTE, ATTENDANCE, COPIES, DATE

PRINTED = re.compile(r"\d{4}年.{2,7}印发")
LARGEST_IMPRINT_PT = 15.4
MOST_IMPRINT_PITCH = 2.2
WRAPPED = 3.0
"""A line that ends so many characters from the edge does not go on in the next."""
MOST_SIGNERS = 14
LEAST_SIGNER_INDENT = 4.0
MOST_REMARK_LINES = 4
LEAST_NAME_INDENT = 3.0


def find(rows: list[Row], size: float, pitch: float) -> None:
    """Give the rows of the tail their roles."""
    imprint = _imprint(rows)
    annex = _annexes(rows, size)
    end = annex if annex is not None else (imprint if imprint is not None else len(rows))
    date = _date(rows, end)
    note = _annex_note_end(rows, end if date is None else date, size, pitch)
    signer = _signers(rows, date, note, pitch) if date is not None else None
    if date is not None:
        _remark(rows, date, end)
    _annex_note(rows, signer if signer is not None else end, size)
    _attendance(rows, size)


def _attendance(rows: list[Row], size: float) -> None:
    """Name the rows of 出席、请假、列席, wrapped ones too: they begin below the first name, also behind footnotes."""
    listing = False
    for place, row in enumerate(rows):
        if row.line.size < size - 2:
            continue
        if row.role is not Role.BODY:
            listing = listing and row.role in (Role.FOLIO, Role.HEADER)
            continue
        labelled = ATTENDANCE.match(row.line.words) is not None and row.indent > 1
        listing = labelled or (listing and row.indent > LEAST_NAME_INDENT)
        if listing:
            rows[place] = replace(row, role=Role.ATTENDANCE)


def _imprint(rows: list[Row]) -> int | None:
    """Name the imprint on the last page of the document that has one; return where it begins."""
    last = rows[-1].page if rows else 0
    here = [place for place, row in enumerate(rows) if row.page == last and row.role is not Role.FOLIO]
    starts = [place for place in here if _is_imprint(rows[place])]
    if not starts:
        return None
    start = _wrapped_printer(rows, starts[0])
    for place in here:
        if place >= start:
            rows[place] = replace(rows[place], role=Role.IMPRINT)
    return start


def _wrapped_printer(rows: list[Row], start: int) -> int:
    """Return where an imprint begins whose printer's name takes several lines: the date stands beside the last."""
    while start > 0 and COPIES.match(rows[start].line.words) is None:
        row, above = rows[start], rows[start - 1]
        near = above.page == row.page and row.line.baseline - above.line.baseline < MOST_IMPRINT_PITCH * row.line.size
        if not near or above.role is not Role.BODY or abs(above.line.size - row.line.size) > 0.6:
            break
        if abs(above.line.left - above.left) > 2 * row.line.size or above.line.words.endswith("。"):
            break
        start -= 1
    return start


def _is_imprint(row: Row) -> bool:
    line = row.line
    printed = PRINTED.fullmatch(line.parts[-1].words) is not None
    copies = COPIES.match(line.words) is not None and line.baseline > FOOT - 110 * MM
    return printed or (copies and (line.size <= LARGEST_IMPRINT_PT or row.indent > 0.3))


def _annexes(rows: list[Row], size: float) -> int | None:
    """Name labels and titles of annexes; return where the first annex begins."""
    first: int | None = None
    for place, row in enumerate(rows):
        label = row.line.parts[0].words
        # An annex that is not bound with its document has the number before the label.
        if row.role not in (Role.BODY, Role.HEADER) or not ANNEX_LABEL.fullmatch(label):
            continue
        opens = row.index <= 1
        follows = any(other.role is Role.BODY and DATE.fullmatch(other.line.parts[-1].words) for other in rows[:place])
        if not opens and not follows:
            continue
        rows[place] = replace(row, role=Role.ANNEX_LABEL)
        first = place if first is None else first
        _annex_title(rows, place, size)
    return first


def _annex_title(rows: list[Row], label: int, size: float) -> None:
    found: list[int] = []
    for place in range(label + 1, min(label + 6, len(rows))):
        row = rows[place]
        if row.page != rows[label].page or row.role is not Role.BODY:
            break
        large, middle = row.line.size >= size + 1.5, abs(row.off_centre) < 0.7 and row.indent > 1.5
        if found and abs(row.line.size - rows[found[0]].line.size) > 0.6:
            break
        if not large and (found or not middle):
            break
        found.append(place)
    for place in found:
        rows[place] = replace(rows[place], role=Role.ANNEX_TITLE)


def _date(rows: list[Row], end: int) -> int | None:
    """Name the date of signature: the last line that is only a date, at the right."""
    for place in range(end - 1, -1, -1):
        row = rows[place]
        alone = len(row.line.parts) == 1 and DATE.fullmatch(row.line.words)
        if row.role is Role.BODY and alone and row.indent > LEAST_SIGNER_INDENT:
            rows[place] = replace(row, role=Role.DATE)
            return place
    return None


def _signers(rows: list[Row], date: int, note: int, pitch: float) -> int:
    """Name the signers above the date, below the list of annexes that ends at ``note``; return where they begin."""
    start = date
    for place in range(date - 1, max(note, date - 1 - MOST_SIGNERS), -1):
        row, below = rows[place], rows[start]
        # Rows of names leave room for a seal each: four lines and more.
        apart = row.page != below.page or below.line.baseline - row.line.baseline > 5.5 * pitch
        sentence = row.line.words.endswith(("。", "；")) or abs(row.line.size - below.line.size) > 1
        # Names with seals stand side by side, so that a row of them may begin far to the left.
        left = row.indent < (LEAST_NAME_INDENT if len(row.line.pieces) == 1 else -0.5)
        if row.role is not Role.BODY or apart or sentence or left:
            break
        if ANNEX_NOTE.match(row.line.words) or re.match(r"\d+[.．]", row.line.words):
            break
        rows[place] = replace(row, role=Role.SIGNER)
        start = place
    return start


def _remark(rows: list[Row], date: int, end: int) -> None:
    """Name the remark: the lines after the date that begin and end with brackets."""
    found: list[int] = []
    for place in range(date + 1, min(end, date + 1 + MOST_REMARK_LINES, len(rows))):
        row = rows[place]
        if row.role is not Role.BODY or (not found and not row.line.words.startswith(("（", "("))):
            break
        found.append(place)
        if row.line.words.endswith(("）", ")")):
            for each in found:
                rows[each] = replace(rows[each], role=Role.REMARK)
            return


def _annex_note_end(rows: list[Row], end: int, size: float, pitch: float) -> int:
    """Return the place of the last line of the list of annexes before ``end``, -1 without one; a blank line ends it."""
    starts = [
        place for place in range(end) if rows[place].role is Role.BODY and ANNEX_NOTE.match(rows[place].line.words)
    ]
    if not starts:
        return -1
    last = starts[-1]
    for place in range(last + 1, end):
        row, above = rows[place], rows[last]
        if row.role in (Role.FOLIO, Role.HEADER) or row.line.size < size - 2:  # footnotes may stand between
            continue
        apart = row.page == above.page and row.line.baseline - above.line.baseline > 1.6 * pitch
        if row.role is not Role.BODY or apart or row.line.left < rows[starts[-1]].line.left + row.line.size:
            break
        if above.inset > WRAPPED and re.match(r"\d{1,2}[.．、]", row.line.words) is None:
            break
        last = place
    return last


def _annex_note(rows: list[Row], end: int, size: float) -> None:
    """Name the list of annexes, which is the last thing before the signature."""
    starts = [
        place for place in range(end) if rows[place].role is Role.BODY and ANNEX_NOTE.match(rows[place].line.words)
    ]
    if not starts:
        return
    start = starts[-1]
    for place in range(start, end):
        row = rows[place]
        if row.role in (Role.FOLIO, Role.HEADER) or row.line.size < size - 2:
            continue
        numbered = re.match(r"\d{1,2}[.．、]", row.line.words) is not None
        within = place == start or numbered or row.line.left > rows[start].line.left + 0.5 * row.line.size
        if row.role is not Role.BODY or not within:
            break
        rows[place] = replace(row, role=Role.ANNEX_NOTE)
