"""Blocks (正文内容): headings, paragraphs, lists, tables, figures and remarks as paragraphs of Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile

from docx.parts.image import ImagePart

from builders.model.document import Block, Figure, FigurePair, Footnote, Heading, ListItems, Paragraph, Remark, Table
from builders.typeset.docx.figure import Figures
from builders.typeset.docx.filling import gap_below
from builders.typeset.docx.inline import paragraph, prose, run, runs
from builders.typeset.docx.notes import Notes
from builders.typeset.docx.stories import Book, Story
from builders.typeset.docx.styleids import BODY, HEADINGS, REMARK
from builders.typeset.docx.table import gap, table
from builders.typeset.docx.units import AREA, AREA_TURNED, POINT
from builders.typeset.docx.xml import Element

DASH = "—"


class Body:
    """Writes blocks into one story, and reaches what their runs need: links, footnotes, pictures."""

    def __init__(self, book: Book, story: Story, pictures: Mapping[str, ImagePart]) -> None:
        """Remember where to write, and the picture parts by the name of their asset."""
        self._story = story
        self._figures = Figures(book, story, pictures)
        self.notes = Notes(book, story)

    def link(self, target: str) -> str:
        """Return the id of the relationship to an outside address."""
        return self._story.link(target)

    def note(self, footnote: Footnote) -> int:
        """Keep a footnote and return its id."""
        return self.notes.add(footnote)

    def blocks(self, blocks: tuple[Block, ...], *, landscape: bool = False) -> Iterator[Element]:
        """Yield the paragraphs and tables of blocks in order; pictures fit the type area of their pages."""
        room = AREA_TURNED if landscape else AREA
        for index, block in enumerate(blocks):
            match block:
                case Heading(level=level, children=children, number=number):
                    yield paragraph(HEADINGS[level - 1], run(number), *runs(children, self))
                case Paragraph(children=children):
                    yield prose(BODY, *runs(children, self))
                case Remark(children=children):
                    yield prose(REMARK, *runs(children, self))
                case ListItems():
                    yield from self._list(block)
                case Table():
                    yield from table(block, self)
                case Figure():
                    yield from self._figures.single(block, room, self)
                case FigurePair():
                    yield from self._figures.pair(block, room, self)
            yield from _below(blocks[: index + 1], blocks[index + 1 :])

    def _list(self, block: ListItems) -> Iterator[Element]:
        """Yield items as body paragraphs, their mark written out: 1. 2. 3. or a dash."""
        for number, item in enumerate(block.items, 1):
            for index, part in enumerate(item):
                mark = [run(f"{number}." if block.ordered else DASH)] if index == 0 else []
                yield prose(BODY, *mark, *runs(part.children, self))


def _below(before: tuple[Block, ...], after: tuple[Block, ...]) -> Iterator[Element]:
    """Yield the space below a table, and below remarks, once the last of them is written."""
    if after and isinstance(after[0], Remark):
        return
    remarks = [*takewhile(lambda block: isinstance(block, Remark), reversed(before))]
    above = before[-1 - len(remarks)] if len(remarks) < len(before) else None
    subject = above if isinstance(above, Table) else None
    if subject and subject.landscape and not after:
        yield gap(POINT)
    elif subject or remarks:
        yield gap(gap_below(subject, remarks))
