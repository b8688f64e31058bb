"""Words inside a paragraph as Typst code (行内文字): string literals and calls, never markup."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator

from builders.model.document import Emphasis, Footnote, Inline, LineBreak, Link, Reference, Strong, Text
from builders.typeset.breaks import pieces
from builders.typeset.pdf.literal import array, call, string

_LAST_WORD = re.compile(r"([A-Za-z0-9.,%]+|[^、。，；：？！》）〕”’…])[、。，；：？！》）〕”’…]*$")
_MAY_BREAK = "h(0.001pt)"
"""A space that nobody sees; Typst drops one of no width."""


def words(*parts: str) -> str:
    """Return code that prints the parts, each a piece of code, one after another."""
    return f"{{{'; '.join(parts)}}}" if parts else "[]"


def inlines(children: tuple[Inline, ...], before: str = "") -> str:
    """Return code that prints ``before`` as text, then the inlines.

    The word before a footnote is boxed with its mark: a mark may never begin a line.
    """
    waiting = deque(([Text(before)] if before else []) + list(children))
    parts: list[str] = []
    while waiting:
        child = waiting.popleft()
        if isinstance(child, Text) and waiting and isinstance(waiting[0], Footnote):
            rest, word = _last_word(child.text)
            marks = [_inline(note) for note in _taken(waiting)]
            parts += _breakable(rest) if rest else []
            parts.append(call("box", words(string(word), *marks)))
        elif isinstance(child, Text):
            parts += _breakable(child.text)
        else:
            parts.append(_inline(child))
    return words(*parts)


def _breakable(text: str) -> list[str]:
    """Return code for a text whose long Latin words may be broken where they should; no character is added."""
    first, *others = map(string, pieces(text))
    return [first, *(code for piece in others for code in (_MAY_BREAK, piece))]


def _taken(waiting: deque[Inline]) -> Iterator[Footnote]:
    """Take the footnotes that stand next."""
    while waiting and isinstance(waiting[0], Footnote):
        note = waiting.popleft()
        assert isinstance(note, Footnote)
        yield note


def _last_word(text: str) -> tuple[str, str]:
    """Return a text and its last word: a character or a number, with the punctuation that closes it."""
    match = _LAST_WORD.search(text)
    start = max(match.start() if match else len(text), len(text) - len(pieces(text)[-1]))
    return text[:start], text[start:]


def _inline(inline: Inline) -> str:
    match inline:
        case Text(text=text):
            return words(*_breakable(text))
        case Strong(children=children):
            return call("strong", inlines(children))
        case Emphasis(children=children):
            return call("emph", inlines(children))
        case Link(children=children, target=target):
            return call("link", string(target), inlines(children))
        case Reference(target=target, text=text):
            return call("link", call("label", string(target)), string(text))
        case Footnote(paragraphs=paragraphs, number=number):
            return call("note", str(number), array(inlines(paragraph.children) for paragraph in paragraphs))
        case LineBreak():
            return "linebreak()"
