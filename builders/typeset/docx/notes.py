"""Footnotes (脚注): real ones, in their own part, so that Word numbers and places them."""

from __future__ import annotations

from docx.opc.constants import RELATIONSHIP_TYPE as RELATION

from builders.model.document import Footnote
from builders.typeset.docx.ground import FOOTNOTE_MARK
from builders.typeset.docx.inline import paragraph, prose, run, runs
from builders.typeset.docx.stories import Book, Story
from builders.typeset.docx.styleids import FOOTNOTE
from builders.typeset.docx.xml import Element, root, w

SEPARATORS = (("separator", -1), ("continuationSeparator", 0))
"""The lines above footnotes: Word keeps them as footnotes of their own and the settings name their ids."""


class Notes:
    """The footnotes of one document; the part is made with the first of them."""

    def __init__(self, book: Book, body: Story) -> None:
        """Remember the book and the story whose text refers to the footnotes."""
        self._book = book
        self._body = body
        self._story: Story | None = None

    @property
    def any(self) -> bool:
        """Whether the document has footnotes."""
        return self._story is not None

    def add(self, footnote: Footnote) -> int:
        """Write a footnote and return its id, which is its number.

        Raises ValueError for a footnote out of turn: Word counts by itself, and would print another number.
        """
        story = self._opened()
        number = len(story.top) - len(SEPARATORS) + 1
        if footnote.number != number:
            raise ValueError(f"footnote {footnote.number} stands where footnote {number} is due")
        mark = w("r", w("rPr", w("rStyle", val=FOOTNOTE_MARK)), w("footnoteRef"))
        reach = _Reach(story)
        texts = [list(runs(part.children, reach)) for part in footnote.paragraphs] or [[]]
        texts[0][:0] = [mark, run(" ")]
        story.top.append(w("footnote", *(prose(FOOTNOTE, *text) for text in texts), id=number))
        return number

    def _opened(self) -> Story:
        if self._story is None:
            self._story = self._book.story("footnotes.xml", "footnotes", root("footnotes", *_separators()))
            self._body.relate(self._story.part, RELATION.FOOTNOTES)
        return self._story


class _Reach:
    """What stands in a footnote may link, and may have no footnote of its own."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def link(self, target: str) -> str:
        return self._story.link(target)

    def note(self, footnote: Footnote) -> int:
        raise ValueError(f"footnote {footnote.number} stands inside another footnote")


def _separators() -> list[Element]:
    return [
        w("footnote", paragraph(FOOTNOTE, w("r", w(kind))), type=kind, id=identifier) for kind, identifier in SEPARATORS
    ]
