"""Plain text (纯文字): what cells and paragraphs print, without their faces."""

from __future__ import annotations

from builders.model.document import Cell, Footnote, Inline, LineBreak, Reference, Text


def printed(cell: Cell) -> str:
    """Return what a cell prints; a line break is a newline."""
    return printed_inlines(cell.children)


def printed_inlines(inlines: tuple[Inline, ...]) -> str:
    """Return what inlines print; a line break is a newline, a footnote its number."""
    return "".join(_printed(inline) for inline in inlines)


def _printed(inline: Inline) -> str:
    match inline:
        case Text() | Reference():
            return inline.text
        case LineBreak():
            return "\n"
        case Footnote():
            return str(inline.number)
        case _:
            return printed_inlines(inline.children)
