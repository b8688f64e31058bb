"""The closing (落款): list of annexes, signers and date, and the annexes themselves, clauses 7.3.4–7.3.7."""

from __future__ import annotations

from builders.model.document import Annex
from builders.model.manuscript import Attendance, Manuscript
from builders.model.standard import BODY_INDENT_CHARS
from builders.typeset.docx.body import Body
from builders.typeset.docx.closingstyles import ATTENDANCE_LABEL_CHARS
from builders.typeset.docx.company import keep
from builders.typeset.docx.ground import STRONG
from builders.typeset.docx.inline import adjust, paragraph, plain, run, written
from builders.typeset.docx.pages import Pages, oriented
from builders.typeset.docx.styleids import (
    ANNEX_LABEL,
    ANNEX_NOTE,
    ANNEX_NOTE_FIRST,
    ANNEX_NOTE_NEXT,
    ANNEX_TITLE,
    ANNOTATION,
    ATTENDANCE,
    DATE,
    SEAL_SPACE,
    SIGNATURE,
)
from builders.typeset.docx.units import CHARACTER, LINE
from builders.typeset.docx.xml import Element, w
from builders.typeset.letterhead import ATTENDANCE_MARK, annotation_text
from builders.typeset.signature import SignatureLine
from builders.typeset.signature import signature as plan_of
from builders.typeset.title import lines


def closing(manuscript: Manuscript, annexes: tuple[Annex, ...]) -> list[Element]:
    """Return what follows the body: list of annexes, who attended, signature and 附注."""
    attended, signed = [_attendance(each) for each in manuscript.attendance], signature(manuscript)
    if signed:
        keep(attended[-1:])
    return [*(annex_list(annexes) if annexes else []), *attended, *signed]


def _attendance(subject: Attendance) -> Element:
    """Return one list of minutes: label and people; the style has room for a label of two characters."""
    label = subject.label + ATTENDANCE_MARK
    made = paragraph(ATTENDANCE, run(label, STRONG), *written("、".join(subject.people)))
    if len(label) != ATTENDANCE_LABEL_CHARS:
        hanging = len(label) * CHARACTER
        adjust(made, w("ind", left=BODY_INDENT_CHARS * CHARACTER + hanging, hanging=hanging))
    return made


def annex_list(annexes: tuple[Annex, ...]) -> list[Element]:
    """Return 附件说明: ``附件：`` and the names, numbered when there are several, no punctuation at their ends."""
    if len(annexes) == 1:
        return [plain(ANNEX_NOTE, f"附件：{annexes[0].title}")]
    return [
        plain(ANNEX_NOTE_NEXT, f"{annex.number}.{annex.title}")
        if index
        else plain(ANNEX_NOTE_FIRST, f"附件：{annex.number}.{annex.title}")
        for index, annex in enumerate(annexes)
    ]


def signature(manuscript: Manuscript) -> list[Element]:
    """Return signers and date where they are planned, room for the seal and 附注; all stay on one page.

    Nothing for a document that nobody signs and that has no 附注.
    """
    plan = plan_of(manuscript.signers, manuscript.date, sealed=manuscript.sealed)
    made = [_signature_line(SIGNATURE, line) for line in plan.lines[:-1]]
    made += [_signature_line(DATE, line) for line in plan.lines[-1:]]
    made += [paragraph(SEAL_SPACE) for _ in range(plan.below)]
    if manuscript.annotation:
        made.append(plain(ANNOTATION, annotation_text(manuscript.annotation)))
    keep(made[:-1])
    return made


def _signature_line(style: str, line: SignatureLine) -> Element:
    """Return words at their places: the first by the indent, further ones of the same line by tab stops."""
    first, *others = [round(placed.left * CHARACTER) for placed in line.placed]
    made = plain(style, "\t".join(placed.words for placed in line.placed))
    if others:
        adjust(made, w("tabs", *(w("tab", val="left", pos=place) for place in others)))
    if line.above:
        adjust(made, w("spacing", before=line.above * LINE))
    adjust(made, w("ind", left=first))
    return made


def annex(subject: Annex, body: Body, pages: Pages) -> None:
    """Add an annex on its own pages: label, title in the third line, blocks."""
    pages.add([plain(ANNEX_LABEL, subject.label), title(ANNEX_TITLE, subject.title)], landscape=subject.landscape)
    if subject.landscape:
        pages.add(list(body.blocks(subject.blocks, landscape=True)), landscape=True)
        return
    for landscape, blocks in oriented(subject.blocks):
        pages.add(list(body.blocks(blocks)), landscape=landscape)


def title(style: str, text: str) -> Element:
    """Return a title in its lines."""
    return plain(style, "\n".join(lines(text)))
