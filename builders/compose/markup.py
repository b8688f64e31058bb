"""Markdown that is meant as such, and everything else escaped, so that data can never change a document's structure."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"""([!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])""")
_LINE_END = re.compile("\r\n|[\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")
_LOST_BLANK = re.compile(r"^ | $|(?<= ) ")
_BLANK = "&#32;"


_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|" + _BLANK)


class Markdown(str):
    """Text that is Markdown already and is printed as it stands."""

    __slots__ = ()


def escaped(text: str) -> str:
    """Return plain text as Markdown that prints exactly so.

    Every ASCII mark is escaped, line ends turn into blanks, and blanks that Markdown would drop (at either end, or the
    second of two) are written as character references.
    """
    return _LOST_BLANK.sub(_BLANK, _PUNCTUATION.sub(r"\\\1", _LINE_END.sub(" ", text)))


def unescaped(markdown: str) -> str:
    """Return the text that escaped Markdown prints: the way back from ``escaped``."""
    return _ESCAPED.sub(lambda match: match[1] or " ", markdown)
