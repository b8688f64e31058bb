"""What follows the body (落款、附件说明): list of annexes, signers and date, held to the last lines of the body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builders.model.document import Block, Cell, Document, Heading, LineBreak, ListItems, Paragraph, Text
from builders.model.manuscript import Manuscript
from builders.typeset import gongwen
from builders.typeset.gongwen import PAGE
from builders.typeset.pdf.block import blocks, item_words
from builders.typeset.pdf.ending import closing, target
from builders.typeset.pdf.inline import inlines, words
from builders.typeset.pdf.literal import call, flag, string, strings
from builders.typeset.title import fold, lines, width
from builders.typeset.widths import printed

SHORT_LINES = 6
"""A last paragraph of so many lines moves to the signature's page whole; a longer one, or the only one, is divided."""


def body(manuscript: Manuscript, document: Document, pictures: Mapping[str, str]) -> Iterator[str]:
    """Yield the calls that print the body and its closing.

    The last paragraph is printed together with the closing, so that the signature never stands on a page without body
    text, clause 7.3.5.
    """
    ending = closing(manuscript, document.annexes)
    rest, last = _split(document.blocks, pictures, ending.held)
    if not ending.held and last:
        rest, last = list(blocks(document.blocks, pictures)), None
    yield from rest
    if last is None:
        yield from filter(None, [ending.held])
    else:
        sole = all(isinstance(block, Heading) for block in document.blocks[:-1]) and len(rest) < len(document.blocks)
        short = not sole and width(last[1]) <= SHORT_LINES * PAGE.characters
        yield call("closed", last[0], ending.held, short=flag(short), sole=flag(sole), broken=_broken(document.blocks))
    yield from ending.after


def _broken(content: tuple[Block, ...]) -> str:
    """Return the words of a last paragraph of one plain line, broken behind a comma or between words."""
    match content[-1]:
        case Paragraph(children=(Text(text=text),)) if width(text) + gongwen.BODY.indent_chars <= PAGE.characters:
            commas = [at + 1 for at, character in enumerate(text[:-1]) if character in "，、"]
            middle = min(commas or [len(fold(text, width(text) / 2 + 1)[0])], key=lambda at: abs(at - len(text) / 2))
            if 1 < middle < len(text):
                return inlines((Text(text[:middle]), LineBreak(), Text(text[middle:])))
    return "none"


def _split(
    content: tuple[Block, ...], pictures: Mapping[str, str], held: str
) -> tuple[list[str], tuple[str, str] | None]:
    """Return the calls of everything but the last paragraph, and that paragraph as code and as text.

    A table or a figure that ends the body stays beside what is ``held`` to it.
    """
    match content[-1:]:
        case (Paragraph(children=children),):
            return list(blocks(content[:-1], pictures)), (inlines(children), printed(Cell(children)))
        case (ListItems() as items,):
            *first, last = item_words(items)
            calls = [*blocks(content[:-1], pictures), *(call("paragraph", item) for item in first)]
            return calls, (last, printed(Cell(items.items[-1][-1].children)))
    return list(blocks(content, pictures, held=held)), None


def annexes(document: Document, pictures: Mapping[str, str]) -> Iterator[str]:
    """Yield the calls that print every annex on its own page, clause 7.3.7."""
    for annex in document.annexes:
        head = call(
            "annex",
            label=string(annex.label),
            title=strings(lines(annex.title)),
            anchored=string(target(annex)),
            turned=flag(annex.landscape),
        )
        parts = [head, *blocks(annex.blocks, pictures, turned=annex.landscape)]
        yield from [call("landscape", words(*parts))] if annex.landscape else parts
