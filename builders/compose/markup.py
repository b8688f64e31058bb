"""Markdown that is meant as such, and everything else escaped, so that data can never change a document's structure."""

from __future__ import annotations

import re

_PUNCTUATION = re.compile(r"""([!"#$%&'()*+,\-./:;<=>?@\[\\\]^_`{|}~])""")


class Markdown(str):
    """Text that is Markdown already and is printed as it stands."""

    __slots__ = ()


def escaped(text: str) -> str:
    """Return plain text as Markdown that prints exactly so: every ASCII mark escaped, line ends turned into spaces."""
    return _PUNCTUATION.sub(r"\\\1", " ".join(text.split("\n")))
