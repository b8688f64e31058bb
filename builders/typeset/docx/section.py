"""The section (页面): paper, margins, line grid, and what stands outside the type area on every page."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION

from builders.typeset import gongwen
from builders.typeset.docx.closingstyles import FOLIO_LINE
from builders.typeset.docx.inline import paragraph, plain, run
from builders.typeset.docx.stories import Book, Story
from builders.typeset.docx.styleids import FOLIO_EVEN, FOLIO_ODD, MARK
from builders.typeset.docx.units import AREA_HEIGHT, AREA_WIDTH, LINE, from_mm, from_pt
from builders.typeset.docx.xml import Element, element, root, w
from builders.typeset.gongwen import PAGE

_SIDES = (("default", 1, FOLIO_ODD), ("even", 2, FOLIO_EVEN))
_DASH_HEIGHT = 0.38
"""A dash stands 0.38 of its size above the baseline, the baseline at 80 % of its line."""
_BASELINE = 0.8


def section(marks: tuple[str, ...], book: Book, body: Story) -> Element:
    """Return ``w:sectPr``: page numbers at the outer edge of odd and even pages, the marks at the head of both."""
    references = []
    if marks:
        for side, number, _ in _SIDES:
            story = book.story(f"header{number}.xml", "header", root("hdr", plain(MARK, "　".join(marks))))
            references.append(_reference("w:headerReference", side, body.relate(story.part, RELATION.HEADER)))
    for side, number, style in _SIDES:
        story = book.story(f"footer{number}.xml", "footer", root("ftr", _folio(style, number)))
        references.append(_reference("w:footerReference", side, body.relate(story.part, RELATION.FOOTER)))
    return w("sectPr", *references, *_page())


def _page() -> list[Element]:
    width, height = from_mm(PAGE.width_mm), from_mm(PAGE.height_mm)
    top, left = from_mm(PAGE.top_mm), from_mm(PAGE.binding_mm)
    margins = w(
        "pgMar",
        top=top,
        right=width - AREA_WIDTH - left,
        bottom=height - AREA_HEIGHT - top,
        left=left,
        header=from_mm(gongwen.MARK_TOP_MM),
        footer=_footer_edge(),
        gutter=0,
    )
    return [w("pgSz", w=width, h=height), margins, w("cols", space=425), w("docGrid", type="lines", linePitch=LINE)]


def _footer_edge() -> int:
    """Return the distance from the paper's foot to the footer line's, so that the dashes stand 7 mm below the text."""
    dash = _BASELINE * FOLIO_LINE - _DASH_HEIGHT * from_pt(gongwen.FOLIO.size_pt)
    return from_mm(PAGE.bottom_mm - gongwen.FOLIO_BELOW_MM) - round(FOLIO_LINE - dash)


def _reference(tag: str, side: str, relation: str) -> Element:
    return element(tag, {"w:type": side, "r:id": relation})


def _folio(style: str, number: int) -> Element:
    """Return ``— 1 —`` with the page's number as a field, and a number already in it for readers that count nothing."""

    def mark(kind: str) -> Element:
        made = run("")
        made.append(w("fldChar", fldCharType=kind))
        return made

    asked = run("")
    instruction = w("instrText")
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    instruction.text = " PAGE "
    asked.append(instruction)
    field = (mark("begin"), asked, mark("separate"), run(str(number)), mark("end"))
    return paragraph(style, run("— "), *field, run(" —"))
