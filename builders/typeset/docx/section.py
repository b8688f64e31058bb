"""Sections (页面): paper, margins and line grid of portrait and landscape pages, and what stands at their edges.

A landscape page is a portrait one turned so that its binding edge is on top; its page number stays where the portrait
pages have it, upright at the left edge, clause 8.
"""

from __future__ import annotations

from functools import cached_property

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION

from builders.typeset import gongwen
from builders.typeset.docx.closingstyles import FOLIO_LINE
from builders.typeset.docx.ground import VERSION
from builders.typeset.docx.inline import paragraph, run, written
from builders.typeset.docx.letter import foot
from builders.typeset.docx.stories import Book, Story
from builders.typeset.docx.styleids import FOLIO_EVEN, FOLIO_ODD, MARK
from builders.typeset.docx.textbox import Box, textbox
from builders.typeset.docx.units import AREA_HEIGHT, AREA_WIDTH, LINE, from_mm, from_pt
from builders.typeset.docx.xml import Element, element, root, w
from builders.typeset.gongwen import PAGE

_SIDES = (("default", 1, FOLIO_ODD), ("even", 2, FOLIO_EVEN))
_DASH_HEIGHT = 0.38
"""A dash stands 0.38 of its size above the baseline, the baseline at 80 % of its line."""
_BASELINE = 0.8
_DASH = round(_BASELINE * FOLIO_LINE - _DASH_HEIGHT * from_pt(gongwen.FOLIO.size_pt))
"""From the top of the page number's line to its dashes."""
_WIDTH, _HEIGHT = from_mm(PAGE.width_mm), from_mm(PAGE.height_mm)
_TOP, _LEFT = from_mm(PAGE.top_mm), from_mm(PAGE.binding_mm)
_BOTTOM, _RIGHT = _HEIGHT - AREA_HEIGHT - _TOP, _WIDTH - AREA_WIDTH - _LEFT
_FOLIO = from_mm(PAGE.bottom_mm - gongwen.FOLIO_BELOW_MM)
"""From the portrait page's foot, or the landscape page's left edge, to the dashes of the page number."""
FOLIO_NAME = "页码"
SPACE = "　"
"""Between the marks at the head of a page."""
_LETTER_FOOT = 2 * len(_SIDES) + 1
"""The number of the part after the feet of portrait and landscape pages."""


class Sections:
    """The sections of one document; headers and footers are made once for each kind of page that it has."""

    def __init__(self, marks: tuple[str, ...], version: str, book: Book, body: Story, *, letter: bool) -> None:
        """Remember marks and version for the head of every page, where heads and feet go, and if page 1 is a letter's.

        ``version`` is a draft's, else empty.
        """
        self._marks = SPACE.join(marks)
        self._version = version
        self._letter = letter
        self._book = book
        self._body = body

    def section(self, *, landscape: bool, first: bool) -> Element:
        """Return a new ``w:sectPr``: page numbers at the outer edges of odd and even pages, marks at all heads."""
        heads, feet = self._heads, self._turned_feet if landscape else self._feet
        own = first and self._letter
        if own:
            heads = heads + [("first", relation) for side, relation in heads if side == "default"]
            feet = [*feet, ("first", self._part("footer", _LETTER_FOOT, *foot()))]
        return w("sectPr", *_references("header", heads), *_references("footer", feet), *_page(landscape, own=own))

    @cached_property
    def _heads(self) -> list[tuple[str, str]]:
        if not self._marks and not self._version:
            return []
        return [(side, self._part("header", number, self._head())) for side, number, _ in _SIDES]

    def _head(self) -> Element:
        version = SPACE * bool(self._marks) + self._version if self._version else ""
        return paragraph(MARK, *written(self._marks), *written(version, VERSION))

    @cached_property
    def _feet(self) -> list[tuple[str, str]]:
        return [(side, self._part("footer", number, _folio(style, number))) for side, number, style in _SIDES]

    @cached_property
    def _turned_feet(self) -> list[tuple[str, str]]:
        return [
            (side, self._part("footer", number + len(_SIDES), self._turned(style, number)))
            for side, number, style in _SIDES
        ]

    def _turned(self, style: str, number: int) -> Element:
        """Return the foot of a landscape page: its number in an upright box along the left edge of the type area."""
        box = Box(_FOLIO + _DASH - FOLIO_LINE, _LEFT, FOLIO_LINE, AREA_WIDTH, turned=True)
        return paragraph(style, textbox(box, self._book.next_drawing(), FOLIO_NAME, _folio(style, number)))

    def _part(self, kind: str, number: int, *content: Element) -> str:
        """Return the id of the relationship to a new header or footer."""
        story = self._book.story(f"{kind}{number}.xml", kind, root("hdr" if kind == "header" else "ftr", *content))
        return self._body.relate(story.part, RELATION.HEADER if kind == "header" else RELATION.FOOTER)


def _references(kind: str, parts: list[tuple[str, str]]) -> list[Element]:
    return [element(f"w:{kind}Reference", {"w:type": side, "r:id": relation}) for side, relation in parts]


def _page(landscape: bool, *, own: bool) -> list[Element]:
    """Return paper, margins and grid; ``own`` says that the first page has its own head and foot.

    A landscape page has no grid: LibreOffice would centre what the type area holds of it.
    """
    titled = [w("titlePg")] if own else []
    grid = [w("cols", space=425), *titled, w("docGrid", **({} if landscape else {"type": "lines"}), linePitch=LINE)]
    above, below = from_mm(gongwen.MARK_TOP_MM), _FOLIO - (FOLIO_LINE - _DASH)
    if not landscape:
        margins = _margins(_TOP, _RIGHT, _BOTTOM, _LEFT, above, below)
        return [w("pgSz", w=_WIDTH, h=_HEIGHT), margins, *grid]
    margins = _margins(_LEFT, _TOP, _RIGHT, _BOTTOM, above - (_TOP - _LEFT), below - (_BOTTOM - _RIGHT))
    return [w("pgSz", w=_HEIGHT, h=_WIDTH, orient="landscape"), margins, *grid]


def _margins(top: int, right: int, bottom: int, left: int, header: int, footer: int) -> Element:
    return w("pgMar", top=top, right=right, bottom=bottom, left=left, header=header, footer=footer, gutter=0)


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
