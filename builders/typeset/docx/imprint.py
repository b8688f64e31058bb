"""The imprint (版记): at the foot of the last page, its last rule on the foot of the type area, clause 7.4.

Word knows no place "at the foot of the last page". A paragraph as high as the imprint ends the text: where it does not
fit, a new page begins. The imprint itself stands in a text box at the foot of that paragraph's page.
"""

from __future__ import annotations

from math import ceil

from builders.model.manuscript import Imprint, Manuscript
from builders.typeset.docx.ground import IMPRINT_TABLE, LETTER_IMPRINT_TABLE
from builders.typeset.docx.inline import adjust, paragraph, plain
from builders.typeset.docx.stories import Book
from builders.typeset.docx.styleids import COPIES, IMPRINT_END, IMPRINT_SPACE, PRINTED, PRINTED_ON
from builders.typeset.docx.textbox import Box, textbox
from builders.typeset.docx.units import (
    AREA_HEIGHT,
    AREA_WIDTH,
    IMPRINT_CHARACTER,
    IMPRINT_INSET,
    IMPRINT_LINE,
    IMPRINT_PADDING,
    IMPRINT_RULE,
    POINT,
)
from builders.typeset.docx.xml import Element, w
from builders.typeset.letterhead import COPIES_LEAD, copies_text, printed_text
from builders.typeset.title import width

TITLE = "版记"
_SPARE = 1.05
"""Lines that end before their edge, because no mark may begin the next one."""
_DATE_SPARE = 1.0
"""Characters kept free beside the date, for digits wider than half a character."""


def imprint(manuscript: Manuscript, book: Book, *, new_page: bool) -> list[Element]:
    """Return what ends a document that has an imprint.

    A letter's has neither rules nor printer, clause 10.1. ``new_page`` keeps it off the page before.
    """
    subject, head = manuscript.imprint, manuscript.masthead
    letter = head is not None and head.kind == "letter"
    if subject is None or (letter and not subject.copies):
        return []
    rows, height = _rows(subject, letter=letter)
    table = _table(LETTER_IMPRINT_TABLE if letter else IMPRINT_TABLE, _columns(subject), rows)
    # The paragraph that Word wants below every table is one point high and stands below the type area.
    box = Box(0, AREA_HEIGHT - height, AREA_WIDTH, height + POINT, origin="margin", low=True)
    space = paragraph(IMPRINT_SPACE, textbox(box, book.next_drawing(), TITLE, table, paragraph(IMPRINT_END)))
    adjust(space, *([w("pageBreakBefore")] if new_page else []), w("spacing", line=height, lineRule="exact"))
    return [space]


def _rows(subject: Imprint, *, letter: bool) -> tuple[list[Element], int]:
    """Return the table's rows and their height."""
    widths, rows, height = _columns(subject), [], 0
    if subject.copies:
        rows.append(_row(_cell(AREA_WIDTH, COPIES, COPIES_LEAD + copies_text(subject), span=2)))
        height += _height(copies_text(subject), AREA_WIDTH - len(COPIES_LEAD) * IMPRINT_CHARACTER)
    if not letter:
        date = _cell(widths[1], PRINTED_ON, printed_text(subject))
        rows.append(_row(_cell(widths[0], PRINTED, subject.printer), date))
        height += _height(subject.printer, widths[0])
    return rows, height


def _columns(subject: Imprint) -> tuple[int, int]:
    """Return the widths of the printer's and the date's column."""
    date = round((width(printed_text(subject)) + _DATE_SPARE) * IMPRINT_CHARACTER) + 2 * IMPRINT_INSET
    return AREA_WIDTH - date, date


def _height(text: str, room: int) -> int:
    """Return the height of a row whose text wraps in a cell so wide."""
    lines = ceil(_SPARE * width(text) * IMPRINT_CHARACTER / (room - 2 * IMPRINT_INSET))
    return lines * IMPRINT_LINE + sum(IMPRINT_PADDING) + IMPRINT_RULE


def _row(*cells: Element) -> Element:
    return w("tr", w("trPr", w("cantSplit")), *cells)


def _cell(room: int, style: str, text: str, span: int = 1) -> Element:
    properties = w("tcPr", w("tcW", w=room, type="dxa"))
    if span > 1:
        properties.append(w("gridSpan", val=span))
    properties.append(w("vAlign", val="bottom"))
    return w("tc", properties, plain(style, text))


def _table(style: str, widths: tuple[int, int], rows: list[Element]) -> Element:
    properties = w(
        "tblPr",
        w("tblStyle", val=style),
        w("tblW", w=AREA_WIDTH, type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0400", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
    )
    return w("tbl", properties, w("tblGrid", *(w("gridCol", w=each) for each in widths)), *rows)
