"""What follows the body (落款、附件说明): list of annexes, signers and date, held to the last lines of the body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from builders.model.document import Annex, Block, Document, ListItems, Paragraph
from builders.model.manuscript import Manuscript
from builders.typeset.gongwen import PAGE, printed_date
from builders.typeset.pdf.block import blocks, item_words
from builders.typeset.pdf.inline import inlines
from builders.typeset.pdf.literal import array, call, flag, string, strings
from builders.typeset.title import lines, width
from builders.typeset.widths import printed_inlines

LEAD = "附件："
SHORT_LINES = 6
"""A last paragraph of at most so many lines moves to the signature's page whole; a longer one is divided."""


def body(manuscript: Manuscript, document: Document, pictures: Mapping[str, str], *, movable: bool) -> Iterator[str]:
    """Yield the calls that print the body and its closing.

    The last paragraph is printed together with the closing, so that the signature never stands on a page without body
    text, clause 7.3.5.
    """
    closing = _closing(document.annexes, manuscript.signers, manuscript.date)
    if closing is None:
        yield from blocks(document.blocks, pictures, movable=movable)
        return
    rest, tail = _split(document.blocks)
    yield from blocks(rest, pictures, movable=movable)
    # Tables and figures on their way to the next page go before the signature.
    yield "place.flush()"
    if not tail:
        yield closing
        return
    *before, (words, text) = tail
    yield from (call("paragraph", each) for each, _ in before)
    yield call("closed", words, closing, short=flag(width(text) <= SHORT_LINES * PAGE.characters))


def _split(content: tuple[Block, ...]) -> tuple[tuple[Block, ...], list[tuple[str, str]]]:
    """Return all blocks but the last, and that one's paragraphs as code and as text; none when it is not text."""
    match content[-1:]:
        case (Paragraph(children=children),):
            return content[:-1], [(inlines(children), printed_inlines(children))]
        case (ListItems() as items,):
            texts = [printed_inlines(part.children) for item in items.items for part in item]
            return content[:-1], list(zip(item_words(items), texts, strict=True))
    return content, []


def _closing(annexes: tuple[Annex, ...], signers: tuple[str, ...], day: date) -> str | None:
    if not annexes and not signers:
        return None
    numbered = len(annexes) > 1
    listed = array(
        array((string(f"{annex.number}." if numbered else ""), string(annex.title), string(target(annex))))
        for annex in annexes
    )
    signed = [*signers, printed_date(day.year, day.month, day.day)] if signers else []
    return call("closing", lead=string(LEAD), annexes=listed, signed=strings(signed))


def annexes(document: Document, pictures: Mapping[str, str]) -> Iterator[str]:
    """Yield the calls that print every annex on its own page, clause 7.3.7."""
    for annex in document.annexes:
        title = strings(lines(annex.title))
        yield call("annex", label=string(annex.label), title=title, anchored=string(target(annex)))
        yield from blocks(annex.blocks, pictures, movable=False)


def target(annex: Annex) -> str:
    """Return the name that links to an annex use: its identifier, or one that no author can write."""
    return annex.identifier or f"annex {annex.number}"
