"""Long Latin words (长词换行): where a web address or a code of many characters may go on in the next line.

Nothing is added to the text: whoever copies an address gets the address. The writers put what their program takes for
a place to break between the pieces.
"""

from __future__ import annotations

import re

LONGEST_WORD = 20
"""Characters of a Latin word or number that is moved to the next line whole; a longer one may be broken."""

_LONG = re.compile(rf"[!-~]{{{LONGEST_WORD + 1},}}")
_PART = re.compile(r"[A-Za-z0-9]+[^A-Za-z0-9]*|[^A-Za-z0-9]+")
"""Letters and digits with the marks after them: a line may end with / or . and never begins with one."""
_LONGEST_PART = 8
_STEP = 4
_NUMBER_OR_WORD = re.compile(r"[A-Za-z0-9][!-~]+")


def pieces(text: str) -> tuple[str, ...]:
    """Return the pieces of a text between which a line may also end; joined they are the text again.

    A text without a long word is one piece.
    """
    cuts = [match.start() + cut for match in _LONG.finditer(text) for cut in _cuts(match.group())]
    return tuple(text[start:end] for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True))


def split(text: str) -> tuple[tuple[str, bool], ...]:
    """Return the parts of a text, and of each whether it is a long word; joined they are the text again."""
    found = [(part, at % 2 == 1) for at, part in enumerate(re.split(f"({_LONG.pattern})", text))]
    return tuple((part, long) for part, long in found if part)


def is_breakable(text: str) -> bool:
    """Return whether a paragraph holds a long word and no other word or number that must not be torn.

    Word breaks Latin words anywhere or nowhere in a paragraph; a paragraph with a sum of money stays as it is.
    """
    parts = split(text)
    return any(long for _, long in parts) and not any(_NUMBER_OR_WORD.search(part) for part, long in parts if not long)


def _cuts(word: str) -> list[int]:
    """Return where a long word may be broken: after its marks, and within what is long without any."""
    cuts = []
    for part in _PART.finditer(word):
        start, end = part.span()
        cuts.append(start)
        if end - start > _LONGEST_PART:
            cuts += range(start + _STEP, end - _STEP + 1, _STEP)
    return [cut for cut in cuts if 1 < cut < len(word) - 1]
