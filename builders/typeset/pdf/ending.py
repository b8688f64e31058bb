"""What ends a document as Typst calls (文末要素): list of annexes, attendance, signature, 附注 and imprint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from builders.model.document import Annex
from builders.model.manuscript import Attendance, Manuscript
from builders.typeset.gongwen import PAGE
from builders.typeset.letterhead import ATTENDANCE_MARK, COPIES_LEAD, annotation_text, copies_text, printed_text
from builders.typeset.pdf.literal import array, call, flag, number, string, strings
from builders.typeset.signature import Signature, SignatureLine, signature
from builders.typeset.title import width

LEAD = "附件："
NAME_AT = 6.5
"""Characters from the left edge at which an annex is named in the list: two, the lead, its number."""
LEAST_COMPANY = 2
"""Lines of text that stand above a closing."""


@dataclass(frozen=True)
class Closing:
    """What follows the body: a call to be held to its last paragraph, or nothing, and the calls after it."""

    held: str = ""
    after: tuple[str, ...] = ()


def closing(manuscript: Manuscript, annexes: tuple[Annex, ...]) -> Closing:
    """Return what follows the body: blocks that are never divided, and between them attendance, which may be long.

    A list of annexes too long for the page of the signature leaves there only its last entry.
    """
    listed = [_annex_notes(annexes)] if annexes else []
    signed = list(_signed(manuscript))
    if not manuscript.attendance:
        if len(annexes) > 1 and signed and _lines(manuscript, annexes) > PAGE.lines - LEAST_COMPANY:
            return Closing(_annex_notes(annexes, end=-1), (_whole([_annex_notes(annexes, begin=-1), *signed]),))
        return Closing(_whole([*listed, *signed]))
    present = call("attendance", *map(_attendance, manuscript.attendance), held=flag(bool(signed)))
    return Closing(_whole(listed), tuple(filter(None, (present, _whole(signed)))))


def _lines(manuscript: Manuscript, annexes: tuple[Annex, ...]) -> int:
    """Return how many body lines list of annexes, signature and 附注 take, about."""
    room = PAGE.characters - NAME_AT
    listed = 1 + sum(ceil(width(annex.title) / room) for annex in annexes)
    plan = signature(manuscript.signers, manuscript.date, sealed=manuscript.sealed)
    signed = sum(1 + line.above for line in plan.lines) + plan.below
    return listed + signed + ceil(width(manuscript.annotation) / PAGE.characters)


def _annex_notes(annexes: tuple[Annex, ...], begin: int = 0, end: int | None = None) -> str:
    """Return the call that prints some entries of the list of annexes."""
    chosen = slice(begin or None, end)
    return call("annex-notes", string(LEAD), _listed(annexes, chosen), first=flag(not begin))


def _whole(parts: list[str]) -> str:
    return call("closing", *parts) if parts else ""


def imprint(manuscript: Manuscript) -> Iterator[str]:
    """Yield the call that prints 版记 at the foot of the last page; a letter's has neither rules nor printer."""
    subject, head = manuscript.imprint, manuscript.masthead
    if subject is None:
        return
    letter = head is not None and head.kind == "letter"
    copies = [COPIES_LEAD, copies_text(subject)] if subject.copies else []
    printed = [] if letter else [subject.printer, printed_text(subject)]
    if copies or printed:
        yield call("imprint", copies=strings(copies), printed=strings(printed), ruled=flag(not letter))


def target(annex: Annex) -> str:
    """Return the name that links to an annex use: its identifier, or one that no author can write."""
    return annex.identifier or f"annex {annex.number}"


def _listed(annexes: tuple[Annex, ...], chosen: slice) -> str:
    """Return number, title and target of the chosen annexes."""
    numbered = len(annexes) > 1
    return array(
        array((string(f"{annex.number}." if numbered else ""), string(annex.title), string(target(annex))))
        for annex in annexes[chosen]
    )


def _attendance(attendance: Attendance) -> str:
    return strings((attendance.label + ATTENDANCE_MARK, "、".join(attendance.people)))


def _signed(manuscript: Manuscript) -> Iterator[str]:
    """Yield signature and 附注, if there are any."""
    plan = signature(manuscript.signers, manuscript.date, sealed=manuscript.sealed)
    if plan.lines:
        yield _signature(plan)
    if manuscript.annotation:
        yield call("annotation", string(annotation_text(manuscript.annotation)))


def _signature(plan: Signature) -> str:
    """Return names and date at their places; the date's width lets Typst find what its digits add."""
    (day,) = plan.lines[-1].placed
    return call(
        "signature",
        array(map(_signature_line, plan.lines)),
        date_chars=number(width(day.words)),
        below=str(plan.below),
    )


def _signature_line(line: SignatureLine) -> str:
    placed = array(array((string(each.words), number(each.left), number(each.yields))) for each in line.placed)
    return array((str(line.above), placed))
