"""What ends a document as Typst calls (文末要素): list of annexes, attendance, signature, 附注 and imprint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builders.model.document import Annex
from builders.model.manuscript import Attendance, Manuscript
from builders.typeset.letterhead import ATTENDANCE_MARK, COPIES_LEAD, annotation_text, copies_text, printed_text
from builders.typeset.pdf.literal import array, call, flag, number, string, strings
from builders.typeset.signature import Signature, SignatureLine, signature
from builders.typeset.title import width

LEAD = "附件："


@dataclass(frozen=True)
class Closing:
    """What follows the body: a call to be held to its last paragraph, or nothing, and the calls after it."""

    held: str = ""
    after: tuple[str, ...] = ()


def closing(manuscript: Manuscript, annexes: tuple[Annex, ...]) -> Closing:
    """Return what follows the body: blocks that are never divided, and between them attendance, which may be long."""
    listed = [call("annex-notes", string(LEAD), _listed(annexes))] if annexes else []
    signed = list(_signed(manuscript))
    if not manuscript.attendance:
        return Closing(_whole([*listed, *signed]))
    present = call("attendance", *map(_attendance, manuscript.attendance), held=flag(bool(signed)))
    return Closing(_whole(listed), tuple(filter(None, (present, _whole(signed)))))


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


def _listed(annexes: tuple[Annex, ...]) -> str:
    """Return number, title and target of every annex."""
    numbered = len(annexes) > 1
    return array(
        array((string(f"{annex.number}." if numbered else ""), string(annex.title), string(target(annex))))
        for annex in annexes
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
