"""Figures (图): one picture or several side by side, their captions below, in whole body lines."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from math import ceil

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.parts.image import ImagePart

from builders.model.document import Figure, FigurePair
from builders.typeset.docx.filling import TABLE_LINE, rest
from builders.typeset.docx.ground import FIGURE_TABLE
from builders.typeset.docx.inline import Reach, adjust, paragraph, run, runs
from builders.typeset.docx.picture import Size, drawing, shape, size
from builders.typeset.docx.stories import Book, Story
from builders.typeset.docx.styleids import FIGURE, FIGURE_CAPTION, FIGURE_WORDS
from builders.typeset.docx.units import TWIPS_PER_POINT, from_mm, from_pt
from builders.typeset.docx.xml import Element, w
from builders.typeset.gongwen import FIGURE_GAP_PT, FIGURE_TALLEST, PAIR_WORDS, SPACE_BETWEEN_FIGURES_MM
from builders.typeset.title import width
from builders.typeset.widths import printed_inlines

_BETWEEN = from_mm(SPACE_BETWEEN_FIGURES_MM)
_GAP = from_pt(FIGURE_GAP_PT)


class Figures:
    """Writes figures into one story; ``parts`` are their pictures by the name of the asset."""

    def __init__(self, book: Book, story: Story, parts: Mapping[str, ImagePart]) -> None:
        """Remember where pictures are related to, and who counts drawings."""
        self._book = book
        self._story = story
        self._parts = parts

    def single(self, subject: Figure, room: tuple[int, int], reach: Reach) -> list[Element]:
        """Return a figure's picture and caption; ``room`` is the type area in twips."""
        widest, tallest = room
        measured = size(self._parts[subject.asset], subject.width * widest, FIGURE_TALLEST * tallest)
        picture = paragraph(FIGURE, self._drawing(subject, subject.label, measured))
        _fill(picture, measured.height)
        return [picture, *_caption(subject, reach)]

    def pair(self, subject: FigurePair, room: tuple[int, int], reach: Reach) -> list[Element]:
        """Return figures side by side, all of one height, each above its own words; the group's caption below."""
        sizes = self._sizes(subject.figures, room)
        words = [paragraph(FIGURE_WORDS, *runs(figure.caption, reach)) for figure in subject.figures]
        below = max(map(_lines, subject.figures, sizes)) * TABLE_LINE
        pictures = []
        for at, (figure, measured) in enumerate(zip(subject.figures, sizes, strict=True), 1):
            named = f"{subject.label}（{at}）" if subject.label else ""
            pictures.append(paragraph(FIGURE, self._drawing(figure, named, measured)))
            _fill(pictures[-1], max(each.height for each in sizes), below)
        return [_side_by_side([each.width for each in sizes], [pictures, words]), *_caption(subject, reach)]

    def _sizes(self, figures: tuple[Figure, ...], room: tuple[int, int]) -> list[Size]:
        """Return the sizes of figures that fill the width together, lower where they would be too tall."""
        parts = [self._parts[figure.asset] for figure in figures]
        widest, tallest = room[0] - _BETWEEN * (len(parts) - 1), FIGURE_TALLEST * room[1]
        height = min(tallest, widest / sum(1 / shape(part) for part in parts))
        return [size(part, widest, height) for part in parts]

    def _drawing(self, subject: Figure, named: str, measured: Size) -> Element:
        relation = self._story.relate(self._parts[subject.asset], RELATION.IMAGE)
        return drawing(named, subject.alt, measured, relation, self._book.next_drawing())


def _fill(picture: Element, height: int, below: int = 0) -> None:
    """Give a picture's line the height that makes whole lines of it and what is below; two thirds of it above.

    A line that is at least so high takes the rest above the picture, and keeps it at the head of a page as well.
    """
    spare = rest(height + below, 2 * _GAP)
    adjust(picture, w("spacing", after=spare // 3, line=height + spare - spare // 3, lineRule="atLeast"))


def _lines(figure: Figure, measured: Size) -> int:
    """Return how many lines a figure's own words take below it."""
    wide = width(printed_inlines(figure.caption)) * PAIR_WORDS.size_pt * TWIPS_PER_POINT
    return max(1, ceil(wide / measured.width))


def _caption(subject: Figure | FigurePair, reach: Reach) -> list[Element]:
    words = [*runs(subject.caption, reach)]
    head = subject.label + ("　" if subject.label and words else "")
    if head:
        words.insert(0, run(head))
    return [paragraph(FIGURE_CAPTION, *words)] if words else []


def _side_by_side(widths: list[int], rows: list[list[Element]]) -> Element:
    """Return a table without rules whose columns are as wide as the pictures, narrow ones between them."""
    columns = [each for width in widths for each in (_BETWEEN, width)][1:]
    properties = w(
        "tblPr",
        w("tblStyle", val=FIGURE_TABLE),
        w("tblW", w=sum(columns), type="dxa"),
        w("jc", val="center"),
        w("tblLayout", type="fixed"),
        w("tblLook", val="0400", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=0, noVBand=1),
    )
    made = w("tbl", properties, w("tblGrid", *(w("gridCol", w=each) for each in columns)))
    for row in rows:
        filled = [each for cell in row for each in (paragraph(FIGURE_WORDS), cell)][1:]
        rooms = (w("tcPr", w("tcW", w=room, type="dxa")) for room in columns)
        made.append(w("tr", w("trPr", w("cantSplit")), *map(partial(w, "tc"), rooms, filled)))
    return made
