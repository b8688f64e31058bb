"""What a PDF prints, counted (印出的字): every character of its pages, in any order, and its pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import pypdfium2

from tests.judges.readings import PAGE_NUMBER, Reading

LINE_END_HYPHEN = "\ufffe"
"""What pdfium reads for a hyphen at the end of a line, which it takes for one that divides a word."""


@dataclass(frozen=True)
class Printed:
    """The number of pages and how often each character stands on them; white space is nothing."""

    pages: int
    characters: Counter[str]

    def lacks(self, reading: Reading) -> str:
        """Return the characters of a document's text and footnotes that are not printed, sorted."""
        return _sorted(_said(reading) - self.characters)

    def adds(self, reading: Reading) -> str:
        """Return the characters that are printed and that nothing in the document accounts for, sorted.

        Each page may have every head and foot and every repeated row once; each footnote has its number twice.
        """
        pages = range(1, self.pages + 1)
        edges = [edge.replace(PAGE_NUMBER, str(page)) for page in pages for edge in reading.edges]
        numbers = [str(number) * 2 for number, _ in enumerate(reading.footnotes, 1)]
        repeated = "".join(reading.repeated) * self.pages
        return _sorted(self.characters - _said(reading) - counted("".join([*edges, *numbers, repeated])))


def printed(pdf: bytes) -> Printed:
    """Return what pdfium reads on all pages."""
    opened = pypdfium2.PdfDocument(pdf)
    try:
        text = "".join(page.get_textpage().get_text_range() for page in opened)
        return Printed(len(opened), counted(text.replace(LINE_END_HYPHEN, "-")))
    finally:
        opened.close()


def _said(reading: Reading) -> Counter[str]:
    return counted("".join([*reading.body, *reading.footnotes]))


def _sorted(characters: Counter[str]) -> str:
    return "".join(sorted(characters.elements()))


def counted(text: str) -> Counter[str]:
    """Return how often each character occurs, white space left out."""
    return Counter(re.sub(r"\s", "", text))
