"""Styles of the closing (落款样式): list of annexes, signature, and the edges of the page outside the type area."""

from __future__ import annotations

from builders.model.standard import BODY_INDENT_CHARS
from builders.typeset import gongwen
from builders.typeset.docx.looks import Paragraph
from builders.typeset.docx.styleids import (
    ANNEX_LABEL,
    ANNEX_NOTE,
    ANNEX_NOTE_FIRST,
    ANNEX_NOTE_NEXT,
    ANNEX_TITLE,
    ANNOTATION,
    ATTENDANCE,
    BODY,
    COPIES,
    DATE,
    FOLIO_EVEN,
    FOLIO_ODD,
    FOOTNOTE,
    IMPRINT_END,
    IMPRINT_SPACE,
    MARK,
    PRINTED,
    PRINTED_ON,
    SEAL_SPACE,
    SIGNATURE,
)
from builders.typeset.docx.units import CHARACTER, IMPRINT_CHARACTER, IMPRINT_LINE, LINE, POINT, from_pt
from builders.typeset.gongwen import SIZE_3, Style
from builders.typeset.letterhead import ATTENDANCE_MARK, COPIES_LEAD

ATTENDANCE_LABEL_CHARS = len("出席" + ATTENDANCE_MARK)
FOLIO_LINE = from_pt(18)
"""The line of the page number; its dashes stand about in its middle."""


def closing() -> list[Paragraph]:
    """Return the styles below the body: what is listed, who signs, and the annexes' heads."""
    return [*_annexes(), *_signature(), *_imprint()]


def edges() -> list[Paragraph]:
    """Return the styles of page number, marks and footnotes."""
    inset = gongwen.FOLIO_INSET_CHARS * from_pt(gongwen.FOLIO.size_pt)
    mark, note = from_pt(gongwen.TABLE_LINE_PT), from_pt(gongwen.FOOTNOTE_LINE_PT)
    return [
        Paragraph(FOLIO_ODD, "页码", gongwen.FOLIO, line=FOLIO_LINE, align="right", right=inset, grid=False),
        Paragraph(FOLIO_EVEN, "页码（双页）", gongwen.FOLIO, line=FOLIO_LINE, align="left", left=inset, grid=False),
        Paragraph(MARK, "页眉标记", gongwen.MARK, line=mark, grid=False),
        Paragraph(FOOTNOTE, "footnote text", gongwen.FOOTNOTE, line=note, grid=False, builtin=True),
    ]


def _annexes() -> list[Paragraph]:
    return [
        _note(ANNEX_NOTE, "附件说明", before=LINE, name_at=5, begins=2),
        _note(ANNEX_NOTE_FIRST, "附件说明（首项）", before=LINE, name_at=6, begins=2),
        _note(ANNEX_NOTE_NEXT, "附件说明（续项）", before=0, name_at=6, begins=5),
        Paragraph(
            ANNEX_LABEL, "附件标识", gongwen.ANNEX_LABEL, after=LINE, new_page=True, keep_next=True,
            following=ANNEX_TITLE,
        ),
        Paragraph(
            ANNEX_TITLE, "附件标题", gongwen.ANNEX_TITLE, after=LINE, keep_next=True, keep_lines=True, outline=0,
            following=BODY,
        ),
    ]  # fmt: skip


def _note(identifier: str, name: str, *, before: int, name_at: int, begins: int) -> Paragraph:
    """Return a style of 附件说明: a name begins at one character and its wrapped lines align with it, clause 7.3.4."""
    left, hanging = name_at * CHARACTER, (name_at - begins) * CHARACTER
    return Paragraph(
        identifier, name, Style("body", SIZE_3), before=before, left=left, hanging=hanging, keep_next=True,
        keep_lines=True,
    )  # fmt: skip


def _signature() -> list[Paragraph]:
    """Return the styles of signers and date; where on the line they begin is each document's own."""
    look = Style("body", SIZE_3, align="left")
    return [
        Paragraph(
            ATTENDANCE, "参会人员", Style("body", SIZE_3), before=LINE, grouped=True,
            left=(BODY_INDENT_CHARS + ATTENDANCE_LABEL_CHARS) * CHARACTER, hanging=ATTENDANCE_LABEL_CHARS * CHARACTER,
        ),
        Paragraph(SIGNATURE, "落款", look, keep_next=True, keep_lines=True),
        Paragraph(DATE, "成文日期", look, keep_lines=True),
        Paragraph(SEAL_SPACE, "印章留白", look),
        Paragraph(ANNOTATION, "附注", gongwen.BODY, keep_lines=True),
    ]  # fmt: skip


def _imprint() -> list[Paragraph]:
    """Return the styles of 版记 and of the paragraphs that keep its room."""
    look, wide = gongwen.IMPRINT_TEXT, len(COPIES_LEAD) * IMPRINT_CHARACTER
    return [
        Paragraph(IMPRINT_SPACE, "版记留白", look, grid=False),
        Paragraph(COPIES, "抄送机关", look, line=IMPRINT_LINE, left=wide, hanging=wide, grid=False),
        Paragraph(PRINTED, "印发机关", look, line=IMPRINT_LINE, align="left", grid=False),
        Paragraph(PRINTED_ON, "印发日期", look, line=IMPRINT_LINE, align="right", grid=False),
        Paragraph(IMPRINT_END, "版记末行", look, line=POINT, grid=False),
    ]
