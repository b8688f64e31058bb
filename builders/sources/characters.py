"""Characters that nobody can see: they come along when text is copied from web pages and documents, and spoil names."""

from __future__ import annotations

import unicodedata

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def hidden_character(text: str, allowed: str = "") -> str | None:
    """Return the first control, format, surrogate or private-use character of ``text`` as ``U+200B``, or None.

    Unassigned code points pass: names hold characters younger than this program's tables.
    """
    found = next((character for character in text if _is_hidden(character, allowed)), None)
    return None if found is None else f"U+{ord(found):04X}"


def without_hidden(text: str, allowed: str = "") -> str:
    """Return ``text`` without the characters that ``hidden_character`` finds."""
    return "".join(character for character in text if not _is_hidden(character, allowed))


def _is_hidden(character: str, allowed: str) -> bool:
    return character not in allowed and (unicodedata.category(character) in _HIDDEN or character in "\ufffe\uffff")
