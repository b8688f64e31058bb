"""Strings (文字串): text in files of unknown make, and bytes as text by whichever encoding fits."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_ASCII = re.compile(rb"[\x20-\x7e]{7,}")
_WIDE = re.compile(rb"(?:[\x20-\x7e]\x00){7,}")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(content: bytes) -> str:
    """Return bytes as text: by their mark, as UTF-8, as GB 18030, and at last byte for byte."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return content.decode(encoding, "replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("latin-1")


def is_text(content: bytes) -> bool:
    """Whether a file is text in an encoding that is used here."""
    if any(content.startswith(mark) for mark, _ in _MARKS):
        return True
    if b"\x00" in content:
        return False
    for encoding in ("utf-8", "gb18030"):
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return True
    return False


def strings(content: bytes) -> Iterator[str]:
    """Yield what looks like text among other bytes: Latin letters and digits, of one or of two bytes each."""
    for found in _ASCII.findall(content):
        yield found.decode("ascii")
    for found in _WIDE.findall(content):
        yield found.decode("utf-16-le")
