"""Characters that nobody can see: they come along when text is copied from web pages and documents, and spoil names."""

from __future__ import annotations

import unicodedata

_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def hidden_character(text: str, allowed: str = "") -> str | None:
    """Return the first control, format, surrogate or private-use character of ``text`` as ``U+200B``, or None.

    Unassigned code points pass: names hold characters younger than this program's tables.
    """
    for character in text:
        if character not in allowed and (unicodedata.category(character) in _HIDDEN or character in "\ufffe\uffff"):
            return f"U+{ord(character):04X}"
    return None
