"""The styles part (样式表): every kind of paragraph of an official document under a name of its own.

Headings and footnotes keep the ids that Word knows, so that its navigation and its menus find them.
"""

from __future__ import annotations

from functools import cache

from builders.typeset import gongwen
from builders.typeset.docx import ground
from builders.typeset.docx.closingstyles import closing, edges
from builders.typeset.docx.filling import BESIDE, GAP, TABLE_LINE, UNIT_LINE
from builders.typeset.docx.headstyles import head
from builders.typeset.docx.looks import Paragraph
from builders.typeset.docx.places import Places
from builders.typeset.docx.styleids import (
    ADDRESSEE,
    BODY,
    FIGURE,
    FIGURE_CAPTION,
    FIGURE_WORDS,
    HEADINGS,
    REMARK,
    TABLE_CAPTION,
    TABLE_CELLS,
    TABLE_GAP,
    TABLE_HEAD,
    TABLE_UNIT,
)
from builders.typeset.docx.xml import root, serialise


@cache
def part(places: Places, *, draft: bool = False) -> bytes:
    """Return ``word/styles.xml``; only the masthead's sizes and what a draft needs differ from document to document."""
    paragraphs = (*head(places), *_text(), *_tables(), *_figures(), *closing(), *edges())
    return serialise(
        root(
            "styles",
            ground.defaults(),
            ground.normal(),
            *ground.unseen(),
            *(paragraph.element() for paragraph in paragraphs),
            *ground.characters(draft=draft),
            *ground.tables(),
        )
    )


def _text() -> list[Paragraph]:
    headings = [
        Paragraph(identifier, f"heading {level}", look, following=BODY, keep_next=True, outline=level - 1, builtin=True)
        for level, (identifier, look) in enumerate(zip(HEADINGS, gongwen.HEADINGS, strict=True), 1)
    ]
    return [
        Paragraph(BODY, "公文正文", gongwen.BODY),
        Paragraph(ADDRESSEE, "主送机关", gongwen.ADDRESSEE, following=BODY),
        *headings,
    ]


def _tables() -> list[Paragraph]:
    text = gongwen.TABLE_CELL
    names = {"left": "表格文字", "center": "表格居中", "right": "表格数字"}
    return [
        Paragraph(TABLE_CAPTION, "表题", gongwen.CAPTION, keep_next=True, keep_lines=True, grid=False),
        Paragraph(
            TABLE_UNIT, "表格单位", text, line=UNIT_LINE, after=BESIDE, align="right", keep_next=True, grid=False
        ),
        Paragraph(TABLE_HEAD, "表头", gongwen.TABLE_HEAD, line=TABLE_LINE, keep_next=True, grid=False),
        *(
            Paragraph(identifier, names[align], text, line=TABLE_LINE, align=align, grid=False)
            for align, identifier in TABLE_CELLS.items()
        ),
        Paragraph(TABLE_GAP, "表后间隔", text, line=GAP, grid=False),
        Paragraph(REMARK, "注", gongwen.REMARK, line=TABLE_LINE, before=BESIDE, grid=False),
    ]


def _figures() -> list[Paragraph]:
    return [
        Paragraph(
            FIGURE, "图片", gongwen.TABLE_CELL, line=TABLE_LINE, at_least=True, align="center", keep_next=True,
            grid=False,
        ),
        Paragraph(
            FIGURE_WORDS, "并排图说明", gongwen.PAIR_WORDS, line=TABLE_LINE, keep_next=True, keep_lines=True, grid=False
        ),
        Paragraph(FIGURE_CAPTION, "图题", gongwen.CAPTION, keep_lines=True, grid=False),
    ]  # fmt: skip
