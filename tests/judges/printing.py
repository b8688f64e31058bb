"""What a PDF prints, counted (印出的字): every character of its pages, in any order, and its pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import pypdfium2

from tests.judges.readings import Reading


@dataclass(frozen=True)
class Printed:
    """The number of pages and how often each character stands on them; white space is nothing."""

    pages: int
    characters: Counter[str]

    def lacks(self, reading: Reading) -> Counter[str]:
        """Return the characters of a document's text and footnotes that are not printed, with how many of each."""
        return counted("".join([*reading.body, *reading.footnotes])) - self.characters


def printed(pdf: bytes) -> Printed:
    """Return what pdfium reads on all pages."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        return Printed(len(opened), counted("".join(page.get_textpage().get_text_range() for page in opened)))
    finally:
        opened.close()


def counted(text: str) -> Counter[str]:
    """Return how often each character occurs, white space left out."""
    return Counter(re.sub(r"\s", "", text))
