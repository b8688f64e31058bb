"""The masthead (版头): issuers in red, document number and signers on one line, the red rule below, clause 7.2."""

from __future__ import annotations

from datetime import date

from builders.model.manuscript import Masthead
from builders.typeset.docx.ground import MASTHEAD_TABLE, SIGNATORY
from builders.typeset.docx.inline import paragraph, plain, run
from builders.typeset.docx.places import SIGNERS_IN_A_LINE, Places
from builders.typeset.docx.styles import (
    ISSUER,
    ISSUER_SPREAD,
    MASTHEAD_SPACE,
    NUMBER_CENTRED,
    NUMBER_LINE,
    SIGNERS_LINE,
)
from builders.typeset.docx.units import AREA_WIDTH, TWIPS_PER_POINT
from builders.typeset.docx.xml import Element, w

SUFFIX = "文件"
LEAD = "签发人："
_SUFFIX_CHARACTERS = 2.5
_SPARE_CHARACTERS = 0.1
"""Room beyond the longest name, so that rounding never folds it."""
_SIGNATORY_CHARACTERS = 3


def masthead(subject: Masthead, day: date, places: Places) -> list[Element]:
    """Return the paragraphs and the table of a masthead; ``day`` gives the year of a number still to come."""
    made = [paragraph(MASTHEAD_SPACE)]
    if len(subject.issuers) > 1:
        made.append(_joint(subject.issuers, places))
    else:
        made.append(plain(ISSUER, "".join(subject.issuers) + SUFFIX))
    number = subject.number or f"〔{day.year}〕　号"
    if not subject.upward:
        return [*made, plain(NUMBER_CENTRED, number)]
    *above, last = _signer_lines(subject.signatories)
    made += [paragraph(SIGNERS_LINE, run("\t\t"), *line) for line in above]
    return [*made, paragraph(NUMBER_LINE, run(f"\t{number}\t"), *last)]


def _signer_lines(names: tuple[str, ...]) -> list[list[Element]]:
    """Return the runs of 签发人 line by line, two names in each; a blank place when there is no name yet."""
    width = max(_SIGNATORY_CHARACTERS, *map(len, names)) if names else _SIGNATORY_CHARACTERS
    padded = [_spread(each).ljust(width, "　") for each in names] or ["　" * width]
    lines = []
    for at in range(0, len(padded), SIGNERS_IN_A_LINE):
        lead = LEAD if at == 0 else "　" * len(LEAD)
        pair = padded[at : at + SIGNERS_IN_A_LINE]
        if len(padded) > SIGNERS_IN_A_LINE and len(pair) < SIGNERS_IN_A_LINE:
            pair.append("　" * width)
        lines.append([run(lead), run("　".join(pair), SIGNATORY)])
    return lines


def _spread(person: str) -> str:
    """Return a name as wide as three characters, so that names stand in columns: 张　三."""
    return "　".join(person) if len(person) < _SIGNATORY_CHARACTERS else person


def _joint(issuers: tuple[str, ...], places: Places) -> Element:
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
        side = plain(ISSUER, SUFFIX) if index == 0 else paragraph(ISSUER)
        name = w("tc", w("tcPr", w("tcW", w=widths[0], type="dxa")), plain(ISSUER_SPREAD, issuer))
        suffix = w("tc", w("tcPr", w("tcW", w=widths[1], type="dxa"), merge, w("vAlign", val="center")), side)
        height = w("trPr", w("cantSplit"), w("trHeight", val=places.issuer_line, hRule="exact"))
        rows.append(w("tr", height, name, suffix))
    return w("tbl", properties, grid, *rows)
