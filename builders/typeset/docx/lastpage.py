"""The last page (末页): whether footnotes may stand at its foot, where the imprint belongs."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from builders.model.document import (
    Block,
    Document,
    Emphasis,
    Figure,
    FigurePair,
    Footnote,
    Heading,
    Inline,
    Link,
    ListItems,
    Paragraph,
    Remark,
    Strong,
    Table,
)
from builders.typeset.gongwen import PAGE
from builders.typeset.title import width
from builders.typeset.widths import printed_inlines

_ROW_LINES = 0.5
"""The least height of a table's row, in body lines."""
_PICTURE_LINES = 3.0


def ends_in_footnotes(document: Document) -> bool:
    """Return whether a footnote's mark may stand on the last page.

    Nobody but Word knows where its last page begins: what is certainly more than a page from the end does not count.
    """
    blocks = document.annexes[-1].blocks if document.annexes else document.blocks
    height = 0.0
    for block in reversed(blocks):
        if any(_noted(inlines) for inlines in _inlines(block)):
            return True
        height += _least_lines(block)
        if height > PAGE.lines:
            return False
    return False


def _least_lines(block: Block) -> float:
    match block:
        case Table(rows=rows):
            return _ROW_LINES * len(rows)
        case Figure() | FigurePair():
            return _PICTURE_LINES
        case _:
            return sum(ceil(width(printed_inlines(inlines)) / (PAGE.characters + 1)) for inlines in _inlines(block))


def _inlines(block: Block) -> Iterator[tuple[Inline, ...]]:
    match block:
        case Heading(children=children) | Paragraph(children=children) | Remark(children=children):
            yield children
        case ListItems(items=items):
            yield from (part.children for item in items for part in item)
        case Table():
            yield block.caption
            yield from (cell.children for row in (block.header, *block.rows) for cell in row)
        case Figure(caption=caption):
            yield caption
        case FigurePair():
            yield block.caption
            yield from (figure.caption for figure in block.figures)


def _noted(inlines: tuple[Inline, ...]) -> bool:
    return any(
        isinstance(inline, Footnote) or (isinstance(inline, Strong | Emphasis | Link) and _noted(inline.children))
        for inline in inlines
    )
