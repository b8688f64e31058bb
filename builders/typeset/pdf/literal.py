"""Literals of Typst (字面量): how text, numbers and lists become code that can only be read as themselves.

Every word of a document reaches Typst as a string literal. Markup in a text is therefore never markup in the PDF.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def string(text: str) -> str:
    """Return a string literal; control characters and halves of characters are written by their number."""
    return '"' + "".join(_character(character) for character in text) + '"'


def _character(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if unicodedata.category(character) == "Cc":
        return f"\\u{{{ord(character):x}}}"
    return character


def number(value: float) -> str:
    """Return a number literal, never in scientific notation."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def points(value: float) -> str:
    """Return a length literal."""
    return f"{number(value)}pt"


def array(items: Iterable[str]) -> str:
    """Return an array of items that are code already; one item keeps its comma, or it would be no array."""
    return "(" + "".join(f"{item}, " for item in items).rstrip(" ") + ")"


def call(function: str, *positional: str, **named: str) -> str:
    """Return a call whose arguments are code already; ``_`` in a name stands for Typst's ``-``."""
    arguments = [*positional, *(f"{name.replace('_', '-')}: {value}" for name, value in named.items())]
    return f"{function}({', '.join(arguments)})"


def flag(value: bool) -> str:
    """Return a truth value."""
    return "true" if value else "false"


def strings(texts: Iterable[str]) -> str:
    """Return an array of string literals."""
    return array(string(text) for text in texts)
