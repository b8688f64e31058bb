"""The length of a text (字数): what a receiver who sets a limit counts, as the document prints it.

Counted are headings with their numbers, paragraphs and lists of the body, punctuation included; not counted are blanks,
the title and everything around the text, tables, figures with their captions, remarks, footnotes and annexes.
"""

from __future__ import annotations

from builders.model.document import (
    Block,
    Document,
    Emphasis,
    Heading,
    Inline,
    Link,
    ListItems,
    Paragraph,
    Reference,
    Strong,
    Text,
)


def characters(document: Document) -> int:
    """Return how many characters the text of a numbered document has."""
    return sum(len("".join(_printed(block).split())) for block in document.blocks)


def _printed(block: Block) -> str:
    match block:
        case Heading():
            return block.number + _words(block.children)
        case Paragraph():
            return _words(block.children)
        case ListItems():
            return "".join(_words(part.children) for item in block.items for part in item)
        case _:
            return ""


def _words(inlines: tuple[Inline, ...]) -> str:
    return "".join(_word(inline) for inline in inlines)


def _word(inline: Inline) -> str:
    match inline:
        case Text() | Reference():
            return inline.text
        case Strong() | Emphasis() | Link():
            return _words(inline.children)
        case _:
            return ""
