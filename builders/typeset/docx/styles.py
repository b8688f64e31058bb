"""The styles part (样式表): every kind of paragraph of an official document under a name of its own.

Headings and footnotes keep the ids that Word knows, so that its navigation and its menus find them.
"""

from __future__ import annotations

from functools import cache

from builders.typeset import gongwen
from builders.typeset.docx import ground
from builders.typeset.docx.looks import Border, Paragraph
from builders.typeset.docx.places import Places, rule_gap_pt
from builders.typeset.docx.units import AREA_WIDTH, CHARACTER, LINE, from_pt
from builders.typeset.docx.xml import root, serialise
from builders.typeset.gongwen import MASTHEAD, Style

BODY = "GwBody"
TITLE = "GwTitle"
ADDRESSEE = "GwAddressee"
HEADINGS = ("Heading1", "Heading2", "Heading3", "Heading4")
MASTHEAD_SPACE = "GwMastheadSpace"
ISSUER = "GwIssuer"
ISSUER_SPREAD = "GwIssuerSpread"
SIGNERS_LINE = "GwSignersLine"
NUMBER_LINE = "GwNumberLine"
NUMBER_CENTRED = "GwNumberCentred"
TABLE_CAPTION = "GwTableCaption"
TABLE_UNIT = "GwTableUnit"
TABLE_HEAD = "GwTableHead"
TABLE_CELLS = {"left": "GwTableText", "center": "GwTableCentred", "right": "GwTableNumber"}
TABLE_GAP = "GwTableGap"
FIGURE = "GwFigure"
FIGURE_CAPTION = "GwFigureCaption"
REMARK = "GwRemark"
ANNEX_NOTE = "GwAnnexNote"
ANNEX_NOTE_FIRST = "GwAnnexNoteFirst"
ANNEX_NOTE_NEXT = "GwAnnexNoteNext"
ANNEX_LABEL = "GwAnnexLabel"
ANNEX_TITLE = "GwAnnexTitle"
SIGNATURE = "GwSignature"
DATE = "GwDate"
FOLIO_ODD = "GwFolioOdd"
FOLIO_EVEN = "GwFolioEven"
MARK = "GwMark"
FOOTNOTE = "FootnoteText"

_TABLE_LINE = from_pt(gongwen.TABLE_LINE_PT)
FOLIO_LINE = from_pt(18)
"""The line of the page number; its dashes stand about in its middle."""


@cache
def part(places: Places) -> bytes:
    """Return ``word/styles.xml``; only the masthead's sizes differ from document to document."""
    paragraphs = (*_text(), *_masthead(places), *_tables(), *_figures(), *_annexes(), *_signature(), *_edges())
    return serialise(
        root(
            "styles",
            ground.defaults(),
            ground.normal(),
            *ground.unseen(),
            *(paragraph.element() for paragraph in paragraphs),
            *ground.characters(),
            *ground.tables(),
        )
    )


def _text() -> list[Paragraph]:
    gap = gongwen.ADDRESSEE_GAP_LINES * LINE
    headings = [
        Paragraph(identifier, f"heading {level}", look, following=BODY, keep_next=True, outline=level - 1, builtin=True)
        for level, (identifier, look) in enumerate(zip(HEADINGS, gongwen.HEADINGS, strict=True), 1)
    ]
    return [
        Paragraph(BODY, "公文正文", gongwen.BODY),
        Paragraph(TITLE, "公文标题", gongwen.TITLE, after=gap, following=ADDRESSEE, keep_next=True, keep_lines=True),
        Paragraph(ADDRESSEE, "主送机关", gongwen.ADDRESSEE, following=BODY),
        *headings,
    ]


def _masthead(places: Places) -> list[Paragraph]:
    issuer = Style("title", places.issuer_pt, align="center", colour=gongwen.RED)
    line, squeeze = places.issuer_line, places.squeeze
    rule = Border("bottom", gongwen.RULE_PT, rule_gap_pt(), gongwen.RED)
    tabs = (("left", CHARACTER), ("right", AREA_WIDTH - CHARACTER))
    look, above = gongwen.NUMBER_LINE, MASTHEAD.number_gap_lines * LINE
    before, after = places.above_number, places.above_title
    return [
        Paragraph(MASTHEAD_SPACE, "版头留白", look, line=places.above_issuers, grid=False, keep_next=True),
        Paragraph(ISSUER, "发文机关标志", issuer, line=line, grid=False, keep_next=True, scale=squeeze),
        Paragraph(
            ISSUER_SPREAD, "联合发文机关", issuer, line=line, grid=False, keep_next=True, scale=squeeze, align="spread"
        ),
        Paragraph(
            SIGNERS_LINE, "签发人", look, align="left", tabs=tabs, grid=False, keep_next=True,
            before=above, grouped=True,
        ),
        Paragraph(
            NUMBER_LINE, "发文字号", look, align="left", tabs=tabs, grid=False, keep_next=True, border=rule,
            before=before, after=after,
        ),
        Paragraph(
            NUMBER_CENTRED, "发文字号（居中）", look, align="center", grid=False, keep_next=True, border=rule,
            before=before, after=after,
        ),
    ]  # fmt: skip


def _tables() -> list[Paragraph]:
    text = gongwen.TABLE_CELL
    names = {"left": "表格文字", "center": "表格居中", "right": "表格数字"}
    return [
        Paragraph(TABLE_CAPTION, "表题", gongwen.CAPTION, keep_next=True, keep_lines=True, grid=False),
        Paragraph(TABLE_UNIT, "表格单位", text, line=from_pt(18), align="right", keep_next=True, grid=False),
        Paragraph(TABLE_HEAD, "表头", gongwen.TABLE_HEAD, line=_TABLE_LINE, keep_next=True, grid=False),
        *(
            Paragraph(identifier, names[align], text, line=_TABLE_LINE, align=align, grid=False)
            for align, identifier in TABLE_CELLS.items()
        ),
        Paragraph(TABLE_GAP, "表后间隔", text, line=from_pt(8), grid=False),
        Paragraph(REMARK, "注", gongwen.REMARK, line=_TABLE_LINE, before=from_pt(3), after=from_pt(6), grid=False),
    ]


def _figures() -> list[Paragraph]:
    return [
        Paragraph(
            FIGURE, "图片", gongwen.TABLE_CELL, line=from_pt(12), at_least=True, before=from_pt(6), align="center",
            keep_next=True, grid=False,
        ),
        Paragraph(FIGURE_CAPTION, "图题", gongwen.CAPTION, keep_lines=True, grid=False),
    ]  # fmt: skip


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
        identifier, name, Style("body", gongwen.SIZE_3), before=before, left=left, hanging=hanging, keep_next=True,
        keep_lines=True,
    )  # fmt: skip


def _signature() -> list[Paragraph]:
    look, inset = Style("body", gongwen.SIZE_3, align="right"), gongwen.SIGNATURE.inset_chars * CHARACTER
    return [
        Paragraph(SIGNATURE, "落款", look, right=inset, before=LINE, grouped=True, keep_next=True, keep_lines=True),
        Paragraph(DATE, "成文日期", look, right=inset, keep_lines=True),
    ]


def _edges() -> list[Paragraph]:
    inset = gongwen.FOLIO_INSET_CHARS * from_pt(gongwen.FOLIO.size_pt)
    return [
        Paragraph(FOLIO_ODD, "页码", gongwen.FOLIO, line=FOLIO_LINE, align="right", right=inset, grid=False),
        Paragraph(FOLIO_EVEN, "页码（双页）", gongwen.FOLIO, line=FOLIO_LINE, align="left", left=inset, grid=False),
        Paragraph(MARK, "页眉标记", gongwen.MARK, line=_TABLE_LINE, grid=False),
        Paragraph(
            FOOTNOTE,
            "footnote text",
            gongwen.FOOTNOTE,
            line=from_pt(gongwen.FOOTNOTE_LINE_PT),
            grid=False,
            builtin=True,
        ),
    ]
