"""What follows the body (落款、附件说明): list of annexes, signers and date, held to the last lines of the body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builders.model.document import Annex, Block, Cell, Document, ListItems, Paragraph
from builders.model.manuscript import Manuscript
from builders.typeset.gongwen import PAGE
from builders.typeset.pdf.block import blocks, item_words
from builders.typeset.pdf.inline import inlines
from builders.typeset.pdf.literal import array, call, flag, number, string, strings
from builders.typeset.signature import Signature, SignatureLine, signature
from builders.typeset.title import lines, width
from builders.typeset.widths import printed

LEAD = "附件："
SHORT_LINES = 6
"""A last paragraph of at most so many lines moves to the signature's page whole; a longer one is divided."""


def body(manuscript: Manuscript, document: Document, pictures: Mapping[str, str]) -> Iterator[str]:
    """Yield the calls that print the body and its closing.

    The last paragraph is printed together with the closing, so that the signature never stands on a page without body
    text, clause 7.3.5.
    """
    closing = _closing(manuscript, document.annexes)
    if closing is None:
        yield from blocks(document.blocks, pictures)
        return
    rest, last = _split(document.blocks, pictures)
    yield from rest
    if last is None:
        yield closing
    else:
        short = width(last[1]) <= SHORT_LINES * PAGE.characters
        yield call("closed", last[0], closing, short=flag(short))


def _split(content: tuple[Block, ...], pictures: Mapping[str, str]) -> tuple[list[str], tuple[str, str] | None]:
    """Return the calls of everything but the last paragraph, and that paragraph as code and as text."""
    match content[-1:]:
        case (Paragraph(children=children),):
            return list(blocks(content[:-1], pictures)), (inlines(children), printed(Cell(children)))
        case (ListItems() as items,):
            *first, last = item_words(items)
            calls = [*blocks(content[:-1], pictures), *(call("paragraph", words) for words in first)]
            return calls, (last, printed(Cell(items.items[-1][-1].children)))
    return list(blocks(content, pictures)), None


def _closing(manuscript: Manuscript, annexes: tuple[Annex, ...]) -> str | None:
    if not annexes and not manuscript.signers:
        return None
    signed = signature(manuscript.signers, manuscript.date, sealed=manuscript.sealed)
    return call(
        "closing",
        lead=string(LEAD),
        annexes=_listed(annexes),
        signed=array(map(_signature_line, signed.lines)),
        date_chars=number(_date_width(signed)),
        below=str(signed.below),
    )


def _listed(annexes: tuple[Annex, ...]) -> str:
    """Return number, title and target of every annex."""
    numbered = len(annexes) > 1
    return array(
        array((string(f"{annex.number}." if numbered else ""), string(annex.title), string(target(annex))))
        for annex in annexes
    )


def _date_width(signed: Signature) -> float:
    """Return what the date's width should be, in characters; the date is the last line."""
    return width(signed.lines[-1].placed[0].words) if signed.lines else 0.0


def _signature_line(line: SignatureLine) -> str:
    placed = array(array((string(each.words), number(each.left), number(each.yields))) for each in line.placed)
    return array((str(line.above), placed))


def annexes(document: Document, pictures: Mapping[str, str]) -> Iterator[str]:
    """Yield the calls that print every annex on its own page, clause 7.3.7."""
    for annex in document.annexes:
        title = strings(lines(annex.title))
        yield call("annex", label=string(annex.label), title=title, anchored=string(target(annex)))
        yield from blocks(annex.blocks, pictures)


def target(annex: Annex) -> str:
    """Return the name that links to an annex use: its identifier, or one that no author can write."""
    return annex.identifier or f"annex {annex.number}"
