"""Straight quotes and line ends next to Han characters (引号、换行), settled over one whole paragraph.

pandoc's ``smart`` opens no quote before a Han character, so quotes are paired here: first, second, first, second.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from builders.model.document import Emphasis, Footnote, Inline, LineBreak, Link, Reference, Strong, Text

SOFT = "\n"
"""A line end in the source, kept as this character until its neighbours are known."""
_LABEL = "表"
"""What a reference looks like to its neighbours: its printed label is Han."""
_WIDE_TOO = "“”‘’—…·"


def settle(inlines: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], bool]:
    """Return the paragraph with quotes paired and line ends resolved, and whether a quote was left without its pair.

    A line end is nothing beside a wide character and a space between two narrow ones. A pair of straight quotes is
    changed when either of them touches a wide character; inches and code names keep theirs.
    """
    text = "".join(_flat(inlines))
    characters = list(text)
    for index, character in enumerate(text):
        if character == SOFT:
            narrow = index > 0 and index + 1 < len(text) and not (_wide(text[index - 1]) or _wide(text[index + 1]))
            characters[index] = " " if narrow else ""
    complete = _pair(text, characters)
    return _rebuild(inlines, iter(characters)), complete


def _pair(text: str, characters: list[str]) -> bool:
    """Curl the quotes of ``characters`` in place; return False when one beside a wide character has no partner."""
    places = [index for index, character in enumerate(text) if character == '"']
    for first, second in zip(places[::2], places[1::2], strict=False):
        if _touches(text, first) or _touches(text, second):
            characters[first], characters[second] = "“", "”"
    return len(places) % 2 == 0 or not any(_touches(text, place) for place in places)


def _touches(text: str, index: int) -> bool:
    return _wide(text[index - 1 : index]) or _wide(text[index + 1 : index + 2])


def _wide(character: str) -> bool:
    return bool(character) and (character in _WIDE_TOO or unicodedata.east_asian_width(character) in "WF")


def _flat(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Text(text=text):
                yield text
            case Strong() | Emphasis() | Link():
                yield from _flat(inline.children)
            case Reference():
                yield _LABEL
            case LineBreak() | Footnote():
                yield ""


def _rebuild(inlines: tuple[Inline, ...], characters: Iterator[str]) -> tuple[Inline, ...]:
    """Give the settled characters back to their runs, joining runs of plain text that touch."""
    built: list[Inline] = []
    for inline in inlines:
        match inline:
            case Text(text=text):
                settled = "".join(next(characters) for _ in text)
                if built and isinstance(built[-1], Text):
                    built[-1] = Text(built[-1].text + settled)
                elif settled:
                    built.append(Text(settled))
            case Strong() | Emphasis() | Link():
                built.append(replace(inline, children=_rebuild(inline.children, characters)))
            case Reference():
                next(characters)
                built.append(inline)
            case _:
                built.append(inline)
    return tuple(built)
