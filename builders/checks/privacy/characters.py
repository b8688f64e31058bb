"""Plain characters (还原字符): digits and signs in any disguise as ASCII, each with its place in the text as it stands.

Numbers arrive full-width, with spaces of all widths, with dashes of all lengths, and with characters between the digits
that nobody can see.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_LIKE_X = "ⅩⅹХхΧχ×"
"""What is typed for the X that ends a resident identity number, besides the letter itself."""
_MINUS = "\u2212"
_FILLERS = "\u115f\u1160\u3164\uffa0"
_INVISIBLE = ("Cc", "Cf", "Co", "Me", "Mn")
_NOTHING_TO_DO = re.compile(r"[\n\r\x20-\x7e]*")


@dataclass(frozen=True)
class Plain:
    """A text in plain characters; ``places`` are their places in the original, None where nothing was left out."""

    text: str
    places: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where a stretch of the plain text stands in the original; ``end`` is behind its last character."""
        return (start, end) if self.places is None else (self.places[start], self.places[end - 1] + 1)


def plain(text: str) -> Plain:
    """Return a text with its digits, spaces and dashes as ASCII and without what nobody can see."""
    if _NOTHING_TO_DO.fullmatch(text):
        return Plain(text)
    shown = text.translate(_LOOKS)
    if len(shown) == len(text):
        return Plain(shown)
    return Plain(shown, tuple(place for place, character in enumerate(text) if _LOOKS[ord(character)] is not None))


class _Looks(dict[int, str | None]):
    """What each character becomes: one character, or None for what nobody can see. Told when first asked for."""

    def __missing__(self, code: int) -> str | None:
        self[code] = _look(chr(code))
        return self[code]


def _look(character: str) -> str | None:
    """Return one character for one, so that places stay countable."""
    category = unicodedata.category(character)
    if character in "\n\r":
        return character
    if character == "\t" or category == "Zs":
        return " "
    if character in _FILLERS or category in _INVISIBLE:
        return None
    if character in _LIKE_X:
        return "X"
    if category == "Pd" or character == _MINUS:
        return "-"
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return chr(ord(character) - 0xFEE0) if "\uff01" <= character <= "\uff5e" else character


_LOOKS = _Looks()
