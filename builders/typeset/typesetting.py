"""Typesetting (排版): a pure function from a Manuscript to the bytes of its documents."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from builders.model.document import Document
from builders.model.face import FaceSet
from builders.model.manuscript import Manuscript
from builders.typeset.docx import write as write_docx
from builders.typeset.length import characters
from builders.typeset.markdown import parse
from builders.typeset.pdf import write as write_pdf
from builders.typeset.xlsx import write as write_xlsx

FORMATS = ("docx", "pdf")


def typeset(manuscript: Manuscript, faces: FaceSet, formats: Sequence[str] = FORMATS) -> dict[str, bytes]:
    """Return the documents by format (``docx``, ``pdf``, ``xlsx``): the same manuscript and faces give the same bytes.

    Raises ContentError for Markdown that no document may hold or characters that no face has, ToolError when pandoc or
    Typst fails.
    """
    document = _parsed(manuscript)
    made: dict[str, bytes] = {}
    if "docx" in formats:
        made["docx"] = write_docx(manuscript, document)
    if "pdf" in formats:
        made["pdf"] = write_pdf(manuscript, document, faces)
    if "xlsx" in formats:
        made["xlsx"] = write_xlsx(manuscript, document)
    return made


def text_length(manuscript: Manuscript) -> int:
    """Return how many characters the text has, as ``length`` counts them. Raises like ``typeset``."""
    return characters(_parsed(manuscript))


@lru_cache(maxsize=1)
def _parsed(manuscript: Manuscript) -> Document:
    """Return the document of the manuscript at hand, which is printed and counted."""
    return parse(manuscript)
