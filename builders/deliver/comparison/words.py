"""Words (文字比较): what was taken out of a paragraph and what was put in, character by character.

Chinese writes no spaces between words, so a character is compared with a character; a number or a foreign word is
compared whole, for half a number says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

LONGEST = 20_000
"""Characters of a text that is compared by the character; a longer one is replaced whole."""
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*[%％‰]?|[A-Za-z]+|\s+|.", re.DOTALL)
_LEAST_KEPT = 2
"""So few equal characters between two changes are read as part of the change, where they are no whole clause."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a comparison: in both texts, only in the old one, or only in the new one."""

    kind: Literal["same", "removed", "added"]
    text: str


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return a text and its new state as one row of pieces; what was removed stands before what was added."""
    if old == new:
        return (Piece("same", old),) if old else ()
    if len(old) > LONGEST or len(new) > LONGEST:
        return tuple(_kept([Piece("removed", old), Piece("added", new)]))
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    made: list[tuple[str, str, str]] = []
    for kind, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        one, other = "".join(before[i:j]), "".join(after[k:m])
        is_same = kind == "equal" and not (made and len(one) < _LEAST_KEPT and m < len(after))
        made.append(("same" if is_same else "changed", one, other))
    return tuple(_kept(_joined(made)))


def marked(compared: Iterable[Piece]) -> str:
    """Return a comparison as plain text: ``〔-删去-〕``, ``〔+增加+〕``."""
    signs = {"same": "{}", "removed": "〔-{}-〕", "added": "〔+{}+〕"}
    return "".join(signs[piece.kind].format(piece.text) for piece in compared)


def _joined(made: list[tuple[str, str, str]]) -> Iterator[Piece]:
    """Yield pieces; changes beside one another become one."""
    removed = added = ""
    for kind, one, other in [*made, ("same", "", "")]:
        if kind == "changed":
            removed, added = removed + one, added + other
            continue
        yield Piece("removed", removed)
        yield Piece("added", added)
        yield Piece("same", one)
        removed = added = ""


def _kept(made: Iterable[Piece]) -> Iterator[Piece]:
    return (piece for piece in made if piece.text)
