"""Styles of the head (版头样式): from 份号 down to the title, with the sizes and spaces of one document."""

from __future__ import annotations

from builders.typeset import gongwen
from builders.typeset.docx.looks import Border, Paragraph
from builders.typeset.docx.places import Places, rule_gap_pt
from builders.typeset.docx.styleids import (
    ADDRESSEE,
    COPY_NUMBER,
    ISSUER,
    ISSUER_SPREAD,
    LETTER_FOOT_RULE,
    LETTER_ISSUER,
    LETTER_NUMBER,
    LETTER_RULE,
    MASTHEAD_RULE,
    MASTHEAD_SPACE,
    NUMBER_CENTRED,
    NUMBER_LINE,
    SECRECY,
    SIGNERS_LINE,
    TITLE,
)
from builders.typeset.docx.units import AREA_WIDTH, CHARACTER, POINT, from_mm
from builders.typeset.gongwen import LETTER, PAGE, Style


def head(places: Places) -> list[Paragraph]:
    """Return the styles of masthead and title; only they differ from document to document."""
    return [*_issuers(places), *_numbers(places), *_letter(places), _title(places)]


def _issuers(places: Places) -> list[Paragraph]:
    issuer = Style("title", places.issuer_pt, align="center", colour=gongwen.RED)
    line, squeeze = places.issuer_line, places.squeeze
    return [
        Paragraph(COPY_NUMBER, "份号", gongwen.ADDRESSEE, grid=False, keep_next=True),
        Paragraph(SECRECY, "密级和紧急程度", gongwen.EDGE, grid=False, keep_next=True),
        Paragraph(MASTHEAD_SPACE, "版头留白", gongwen.EDGE, line=places.above_issuers, grid=False, keep_next=True),
        Paragraph(ISSUER, "发文机关标志", issuer, line=line, grid=False, keep_next=True, scale=squeeze),
        Paragraph(
            ISSUER_SPREAD, "联合发文机关", issuer, line=line, grid=False, keep_next=True, scale=squeeze, align="spread"
        ),
    ]


def _numbers(places: Places) -> list[Paragraph]:
    """Return the styles above the red rule: it is the lower border of the number's line, or of an empty one."""
    rule = Border("bottom", gongwen.RULE_PT, rule_gap_pt(), gongwen.RED)
    near = Border("bottom", gongwen.RULE_PT, 0, gongwen.RED)
    tabs = (("left", CHARACTER), ("right", AREA_WIDTH - CHARACTER))
    look, before = gongwen.NUMBER_LINE, places.above_number
    return [
        Paragraph(
            SIGNERS_LINE, "签发人", look, align="left", tabs=tabs, grid=False, keep_next=True, before=before,
            grouped=True,
        ),
        Paragraph(
            NUMBER_LINE, "发文字号", look, align="left", tabs=tabs, grid=False, keep_next=True, border=rule,
            before=0 if places.signers_above else before,
        ),
        Paragraph(
            NUMBER_CENTRED, "发文字号（居中）", look, align="center", grid=False, keep_next=True, border=rule,
            before=before,
        ),
        Paragraph(MASTHEAD_RULE, "版头分隔线", look, line=places.above_rule, grid=False, keep_next=True, border=near),
    ]  # fmt: skip


def _letter(places: Places) -> list[Paragraph]:
    """Return the styles of a letter's head and of the rule at its first page's foot; rules are longer than lines."""
    issuer = Style("title", places.issuer_pt, align="center", colour=gongwen.RED)
    look, beyond = gongwen.NUMBER_LINE, from_mm((PAGE.width_mm - LETTER.rule_length_mm) / 2)
    # Below a paragraph the strokes stand in the order of the name; above one they would be the other way round.
    upper = Border("bottom", gongwen.THICK_RULE_PT, 0, gongwen.RED, "thickThinSmallGap")
    lower = Border("bottom", gongwen.THICK_RULE_PT, 0, gongwen.RED, "thinThickSmallGap")
    return [
        Paragraph(
            LETTER_ISSUER, "信函标志", issuer, line=places.issuer_line, grid=False, keep_next=True,
            scale=places.squeeze,
        ),
        Paragraph(
            LETTER_RULE, "信函红线", look, line=places.above_rule, left=beyond - from_mm(PAGE.binding_mm),
            right=beyond - from_mm(PAGE.outer_mm), grid=False, keep_next=True, border=upper,
        ),
        Paragraph(
            LETTER_NUMBER, "信函字号", look, align="left", tabs=(("right", AREA_WIDTH),), before=places.above_number,
            grid=False, grouped=True, keep_next=True,
        ),
        Paragraph(LETTER_FOOT_RULE, "信函首页红线", look, line=POINT, grid=False, border=lower),
    ]  # fmt: skip


def _title(places: Places) -> Paragraph:
    return Paragraph(
        TITLE, "公文标题", gongwen.TITLE, line=places.title_line, before=places.above_title, after=places.below_title,
        grid=False, following=ADDRESSEE, keep_next=True, keep_lines=True,
    )  # fmt: skip
