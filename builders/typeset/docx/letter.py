"""The letter (信函格式): its head above the type area, its double rules, number and edge lines, clause 10.1.

The issuers' name stands in a frame, because no text flows above the type area; what follows begins below the frame.
"""

from __future__ import annotations

from datetime import date
from itertools import zip_longest

from builders.model.manuscript import Masthead
from builders.typeset.docx.ground import STRONG
from builders.typeset.docx.inline import adjust, paragraph, plain, run
from builders.typeset.docx.places import DOUBLE_RULE, Places
from builders.typeset.docx.styleids import FOLIO_ODD, LETTER_FOOT_RULE, LETTER_ISSUER, LETTER_NUMBER, LETTER_RULE
from builders.typeset.docx.units import AREA_WIDTH, POINT, from_mm
from builders.typeset.docx.xml import Element, w
from builders.typeset.gongwen import LETTER, PAGE
from builders.typeset.letterhead import edge_lines, letterhead, number_of


def letter(subject: Masthead, day: date, places: Places) -> list[Element]:
    """Return the paragraphs of a letter's head; ``day`` gives the year of a number still to come."""
    issuers = [plain(LETTER_ISSUER, name) for name in letterhead(subject)[0]]
    for issuer in issuers:
        adjust(issuer, _frame(AREA_WIDTH, places.issuers_top, "margin"))
    return [*issuers, paragraph(LETTER_RULE), *_elements(subject, day)]


def foot() -> list[Element]:
    """Return the foot of a letter's first page: the lower double rule, and no page number."""
    rule, foot_of_rule = paragraph(LETTER_FOOT_RULE), from_mm(PAGE.height_mm - LETTER.foot_rule_mm)
    adjust(rule, _frame(from_mm(LETTER.rule_length_mm), foot_of_rule - DOUBLE_RULE - POINT, "page"))
    return [rule, paragraph(FOLIO_ODD)]


def _frame(width: int, top: int, across: str) -> Element:
    """Return a frame so far below the paper's upper edge, centred between margins or on the page.

    It belongs to the paragraph: LibreOffice knows no frames of styles.
    """
    made = w("framePr", w=width, wrap="notBeside", vAnchor="page", hAnchor=across)
    made.attrib.update(w("framePr", xAlign="center", y=top).attrib)
    return made


def _elements(subject: Masthead, day: date) -> list[Element]:
    """Return 份号, 密级 and 紧急程度 at the left edge, and the number at the right edge of their first line."""
    lines = zip_longest(edge_lines(subject), [number_of(subject, day)], fillvalue="")
    return [
        paragraph(
            LETTER_NUMBER,
            *([run(edge, "" if edge == subject.copy_number else STRONG)] if edge else []),
            *([run(f"\t{number}")] if number else []),
        )
        for edge, number in lines
    ]
