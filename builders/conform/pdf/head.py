"""The head (版头和标题): corner marks, issuers, number, signers, title and addressees of the first page."""

from __future__ import annotations

import re
from dataclasses import replace

from builders.conform.finding import Profile
from builders.conform.pdf.anatomy import Role, Row, is_red, rules
from builders.conform.pdf.sheet import MM, Line, Sheet
from builders.conform.wording import (
    ADDRESSEES,
    CLASSIFICATION,
    COPY_NUMBER,
    MINUTES,
    MINUTES_NUMBER,
    NUMBER,
    SIGNERS,
    URGENCY,
)

LARGE = 18.0
"""Points: the smallest issuers' name that is told by its size alone."""
LOWEST_NUMBER = 170 * MM
BELOW_ISSUERS = 75 * MM
"""The number stands so far below the last of many issuers at most: two blank lines, then up to five of signers."""
MOST_TITLE_LINES = 6
MOST_ADDRESSEE_LINES = 6
ORGAN = re.compile(
    r".*(?:局|委|厅|部|府|办|院|会|处|中心|公司|单位|社区|科|室|行|校|同志|机构|厂|站|队|馆|组|区|县|市|省|镇|乡)(?:（[^）]*）)?[：:]"
)
"""The last word of addressees is an organ; that of a sentence before a list is not."""


def find(rows: list[Row], sheet: Sheet, profile: Profile, size: float) -> None:
    """Give the rows of the head their roles."""
    first = [place for place, row in enumerate(rows) if row.page == sheet.number]
    end = _masthead(rows, first, sheet, profile)
    title = _title(rows, [place for place in first if place > end], size)
    _addressees(rows, [place for place in first if place > max([end, *title])], bool(title))


def number_part(line: Line, profile: Profile = "report") -> Line | None:
    """Return the part of a line that is a document number; minutes have forms of their own."""
    patterns = (NUMBER, MINUTES_NUMBER) if profile == "minutes" else (NUMBER,)
    parts = (*line.parts, *line.pieces)  # a long number may stand near its signers
    return next((part for part in parts if any(each.fullmatch(part.text.strip()) for each in patterns)), None)


def _masthead(rows: list[Row], first: list[int], sheet: Sheet, profile: Profile) -> int:
    """Name the parts of the masthead and return the place of its last row, -1 without one."""
    end = -1
    free = [place for place in first if rows[place].role in (Role.BODY, Role.HEADER)]
    large_red = [line for line in (rows[place].line for place in free) if is_red(line.colour) and line.size >= LARGE]
    lowest = max([LOWEST_NUMBER, *(line.baseline + BELOW_ISSUERS for line in large_red)])
    numbers = [
        place for place in free if number_part(rows[place].line, profile) and rows[place].line.baseline < lowest
    ]
    for place in free:
        row = rows[place]
        large = row.line.size >= LARGE
        if is_red(row.line.colour) and large:
            rows[place], end = replace(row, role=Role.ISSUER), place
    if not any(rows[place].role is Role.ISSUER for place in first):
        for place in free:
            above = numbers and place < numbers[0]
            named = profile == "minutes" and MINUTES.fullmatch(rows[place].line.words)
            if rows[place].line.size >= LARGE and (above or named):
                rows[place], end = replace(rows[place], role=Role.ISSUER), place
                if named:
                    break
    red = [rule for rule in rules(sheet.upright.strokes, red=True) if rule.y0 < LOWEST_NUMBER + 30 * MM]
    if numbers:
        end = max(end, numbers[0])
        rows[numbers[0]] = replace(rows[numbers[0]], role=Role.NUMBER)
    _signers(rows, free, end)
    return max(end, _corners(rows, free, end, letter=profile == "letter" and bool(red)))


def _signers(rows: list[Row], free: list[int], end: int) -> None:
    """Name the rows of 签发人 above the number; theirs is one block with it."""
    lead = next((place for place in free if place <= end and SIGNERS.search(rows[place].line.words)), None)
    if lead is None:
        return
    for place in free:
        if lead <= place <= end and rows[place].role is Role.BODY:
            rows[place] = replace(rows[place], role=Role.NUMBER)


def _corners(rows: list[Row], free: list[int], end: int, *, letter: bool) -> int:
    """Name copy number, secrecy and urgency, which stand above the issuers; in a letter below the first rule."""
    last = -1
    for place in free:
        row = rows[place]
        if row.role not in (Role.BODY, Role.HEADER) or place > end + (4 if letter else 0):
            continue
        words = row.line.parts[0].words
        known = any(pattern.fullmatch(words) for pattern in (COPY_NUMBER, CLASSIFICATION, URGENCY))
        if known and abs(row.indent) < 6 and row.line.size < LARGE:
            rows[place] = replace(row, role=Role.CORNER)
            last = place
    return last


def _title(rows: list[Row], free: list[int], size: float) -> list[int]:
    """Name the rows of the title: large ones, else the first that stand in the middle."""
    free = [place for place in free if rows[place].role is Role.BODY]
    large = [place for place in free if rows[place].line.size >= size + 1.5 and not is_red(rows[place].line.colour)]
    if large:
        start = large[0]
        found = [start]
        for place in free[free.index(start) + 1 :]:
            if abs(rows[place].line.size - rows[start].line.size) > 0.6 or len(found) == MOST_TITLE_LINES:
                break
            found.append(place)
    else:
        found = []
        for place in free[:4]:
            row = rows[place]
            if abs(row.off_centre) > 0.7 or row.indent < 1.5 or row.line.words.endswith(("。", "：")):
                break
            found.append(place)
    for place in found:
        rows[place] = replace(rows[place], role=Role.TITLE)
    return found


def _addressees(rows: list[Row], free: list[int], titled: bool) -> None:
    """Name the rows of the addressees: those after the title up to a colon, if organs stand before it."""
    if not titled:
        return
    found: list[int] = []
    for place in free[:MOST_ADDRESSEE_LINES]:
        row = rows[place]
        if row.role is not Role.BODY or (found and abs(row.line.left - rows[found[0]].line.left) > 1.5 * row.line.size):
            return
        found.append(place)
        if row.line.words.endswith(("：", ":")):
            break
    words = "".join(rows[place].line.words for place in found)
    if not ADDRESSEES.fullmatch(words) or "。" in words:
        return
    if ORGAN.fullmatch(words) or rows[found[0]].indent < 0.5:
        for place in found:
            rows[place] = replace(rows[place], role=Role.ADDRESSEE)
