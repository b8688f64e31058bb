"""The ground of the style sheet (样式基础): defaults, 正文, and the styles of characters and tables."""

from __future__ import annotations

from builders.typeset import gongwen
from builders.typeset.docx.looks import fonts, text_properties
from builders.typeset.docx.units import IMPRINT_INSET, IMPRINT_PADDING, LINE, TABLE_PADDING, TIGHTER, from_mm, from_pt
from builders.typeset.docx.xml import Element, w
from builders.typeset.gongwen import IMPRINT, POINTS_PER_MM

FOOTNOTE_MARK = "FootnoteReference"
STRONG = "Strong"
EMPHASIS = "Emphasis"
LINK = "Hyperlink"
SIGNATORY = "GwSignatory"
VERSION = "GwVersion"
TABLE = "GwTable"
FIGURE_TABLE = "GwFigureTable"
MASTHEAD_TABLE = "GwMastheadTable"
IMPRINT_TABLE = "GwImprintTable"
LETTER_IMPRINT_TABLE = "GwLetterImprintTable"


def defaults() -> Element:
    """Return ``w:docDefaults``: the body's face and the language, nothing else.

    Han text is Chinese; letters and digits are not, or LibreOffice breaks lines inside numbers (2140.|25).
    """
    language = w("lang", val="en-US", eastAsia="zh-CN")
    return w(
        "docDefaults",
        w("rPrDefault", w("rPr", fonts(gongwen.BODY.face), language)),
        w("pPrDefault", w("pPr")),
    )


def normal() -> Element:
    """Return 正文 (Normal): the line pitch and the tightness of the type area, from which all other styles derive.

    No automatic space between Han and digits, it would push the 28th character out of its line; and no punctuation
    outside the type area, where the PDF has none either.
    """
    half_points = from_pt(gongwen.BODY.size_pt) // 10
    paragraph = w(
        "pPr",
        w("widowControl", val=0),
        w("overflowPunct", val=0),
        w("autoSpaceDE", val=0),
        w("autoSpaceDN", val=0),
        w("spacing", before=0, after=0, line=LINE, lineRule="exact"),
        w("jc", val="both"),
    )
    text = w(
        "rPr", fonts(gongwen.BODY.face), w("spacing", val=TIGHTER), w("sz", val=half_points), w("szCs", val=half_points)
    )
    return w("style", w("name", val="Normal"), w("qFormat"), paragraph, text, type="paragraph", default=1,
             styleId="Normal")  # fmt: skip


def unseen() -> list[Element]:
    """Return the default styles of characters, tables and lists, which Word expects and nobody picks."""
    table = w("tblPr", w("tblInd", w=0, type="dxa"), _margins(0, 0, 0))
    return [
        _unseen("character", "DefaultParagraphFont", "Default Paragraph Font"),
        _unseen("table", "TableNormal", "Normal Table", table),
        _unseen("numbering", "NoList", "No List"),
    ]


def _unseen(kind: str, identifier: str, name: str, *properties: Element) -> Element:
    head = (w("name", val=name), w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed"))
    return w("style", *head, *properties, type=kind, default=1, styleId=identifier)


def characters(*, draft: bool) -> list[Element]:
    """Return the character styles: Chinese type stresses by face, and a link looks like the text around it.

    Only a draft prints its version.
    """
    made = [
        _character(FOOTNOTE_MARK, "footnote reference", w("vertAlign", val="superscript")),
        _character(STRONG, "Strong", fonts("heading")),
        _character(EMPHASIS, "Emphasis", fonts("kai")),
        _character(LINK, "Hyperlink"),
        _character(SIGNATORY, "签发人姓名", fonts(gongwen.SIGNATORY.face)),
    ]
    if draft:
        made.append(_character(VERSION, "草稿版本", *text_properties(gongwen.VERSION)))
    return made


def _character(identifier: str, name: str, *properties: Element) -> Element:
    made = w("style", w("name", val=name), w("basedOn", val="DefaultParagraphFont"), w("uiPriority", val=2),
             w("qFormat"), type="character", styleId=identifier)  # fmt: skip
    if not name.isascii():
        made.attrib.update(w("style", customStyle=1).attrib)
    if properties:
        made.append(w("rPr", *properties))
    return made


def tables() -> list[Element]:
    """Return the table styles: thin rules in a thicker frame; without rules for joint issuers; and the imprint's."""
    thick, thin = gongwen.TABLE_EDGE_PT, gongwen.TABLE_RULE_PT
    frame = _rules(top=thick, left=thick, bottom=thick, right=thick, insideH=thin, insideV=thin)
    inset = from_mm(gongwen.TABLE_INSET_MM)
    thick, thin = (POINTS_PER_MM * each for each in (IMPRINT.thick_mm, IMPRINT.thin_mm))
    rules = _rules(top=thick, bottom=thick, insideH=thin)
    around = (IMPRINT_PADDING[0], IMPRINT_INSET, IMPRINT_PADDING[1])
    return [
        _table(TABLE, "公文表格", frame, _margins(TABLE_PADDING, inset, TABLE_PADDING)),
        _table(FIGURE_TABLE, "并排图", _margins(0, 0, 0)),
        _table(MASTHEAD_TABLE, "联合行文版头", _margins(0, 0, 0)),
        _table(IMPRINT_TABLE, "版记", rules, _margins(*around)),
        _table(LETTER_IMPRINT_TABLE, "版记（信函）", _margins(*around)),
    ]


def _rules(**thick_pt: float) -> Element:
    sides = ((side, round(8 * thick)) for side, thick in thick_pt.items())
    return w("tblBorders", *(w(side, val="single", sz=size, space=0, color="000000") for side, size in sides))


def _table(identifier: str, name: str, *properties: Element) -> Element:
    return w(
        "style",
        w("name", val=name),
        w("basedOn", val="TableNormal"),
        w("uiPriority", val=3),
        w("qFormat"),
        w("tblPr", w("jc", val="center"), *properties),
        w("tcPr", w("vAlign", val="center")),
        type="table",
        customStyle=1,
        styleId=identifier,
    )


def _margins(above: int, sideways: int, below: int) -> Element:
    lengths = (("top", above), ("left", sideways), ("bottom", below), ("right", sideways))
    return w("tblCellMar", *(w(side, w=length, type="dxa") for side, length in lengths))
