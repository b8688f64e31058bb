"""The masthead (版头): issuers in red, document number and signers on one line, the red rule below, clause 7.2."""

from __future__ import annotations

from datetime import date

from builders.model.manuscript import Masthead
from builders.typeset.docx.ground import MASTHEAD_TABLE, SIGNATORY
from builders.typeset.docx.inline import paragraph, plain, run, written
from builders.typeset.docx.letter import letter
from builders.typeset.docx.places import Places
from builders.typeset.docx.styleids import (
    COPY_NUMBER,
    ISSUER,
    ISSUER_SPREAD,
    MASTHEAD_RULE,
    MASTHEAD_SPACE,
    NUMBER_CENTRED,
    NUMBER_LINE,
    SECRECY,
    SIGNERS_LINE,
)
from builders.typeset.docx.units import AREA_WIDTH, TWIPS_PER_POINT
from builders.typeset.docx.xml import Element, w
from builders.typeset.letterhead import SignersLine, edge_lines, letterhead, number_of, signers_lines

_SUFFIX_CHARACTERS = 2.5
_SPARE_CHARACTERS = 0.1
"""Room beyond the longest name, so that rounding never folds it."""


def masthead(subject: Masthead, day: date, places: Places) -> list[Element]:
    """Return the paragraphs and the table of a masthead; ``day`` gives the year of a number still to come."""
    if subject.kind == "letter":
        return letter(subject, day, places)
    names, suffix = letterhead(subject)
    above = [plain(COPY_NUMBER if line == subject.copy_number else SECRECY, line) for line in edge_lines(subject)]
    issuers = _issuers(names, suffix, places)
    return [*above, paragraph(MASTHEAD_SPACE), *issuers, *_numbers(subject, number_of(subject, day))]


def _issuers(names: tuple[str, ...], suffix: str, places: Places) -> list[Element]:
    if len(names) > 1 and suffix:
        return [_joint(names, suffix, places)]
    return [plain(ISSUER, name + suffix) for name in names]


def _numbers(subject: Masthead, number: str) -> list[Element]:
    """Return the lines above the red rule; the number shares the last signers' one."""
    signers = signers_lines(subject)
    if not signers:
        return [plain(NUMBER_CENTRED, number) if number else paragraph(MASTHEAD_RULE)]
    *above, last = signers
    made = [paragraph(SIGNERS_LINE, run("\t\t"), *_signers(line)) for line in above]
    return [*made, paragraph(NUMBER_LINE, run(f"\t{number}\t"), *_signers(last))]


def _signers(line: SignersLine) -> list[Element]:
    return [run(line.lead), *written(line.names, SIGNATORY)]


def _joint(issuers: tuple[str, ...], suffix: str, places: Places) -> Element:
    """Return the names of several issuers spread to the width of the longest, 文件 at their side in mid-height."""
    character = places.issuer_pt * places.squeeze * TWIPS_PER_POINT
    names = round((max(map(len, issuers)) + _SPARE_CHARACTERS) * character)
    widths = (names, min(round(_SUFFIX_CHARACTERS * character), AREA_WIDTH - names))
    grid = w("tblGrid", *(w("gridCol", w=width) for width in widths))
    properties = w(
        "tblPr",
        w("tblStyle", val=MASTHEAD_TABLE),
        w("tblW", w=sum(widths), type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0400", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
    )
    rows = []
    for index, issuer in enumerate(issuers):
        merge = w("vMerge", val="restart") if index == 0 else w("vMerge")
        side = plain(ISSUER, suffix) if index == 0 else paragraph(ISSUER)
        name = w("tc", w("tcPr", w("tcW", w=widths[0], type="dxa")), plain(ISSUER_SPREAD, issuer))
        beside = w("tc", w("tcPr", w("tcW", w=widths[1], type="dxa"), merge, w("vAlign", val="center")), side)
        height = w("trPr", w("cantSplit"), w("trHeight", val=places.issuer_line, hRule="exact"))
        rows.append(w("tr", height, name, beside))
    return w("tbl", properties, grid, *rows)
