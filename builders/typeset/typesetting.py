"""Typesetting (排版): a pure function from a Manuscript to the bytes of its documents."""

from __future__ import annotations

from collections.abc import Sequence

from builders.model.face import FaceSet
from builders.model.manuscript import Manuscript
from builders.typeset.docx import write as write_docx
from builders.typeset.markdown import parse
from builders.typeset.pdf import write as write_pdf

FORMATS = ("docx", "pdf")


def typeset(manuscript: Manuscript, faces: FaceSet, formats: Sequence[str] = FORMATS) -> dict[str, bytes]:
    """Return the documents by format (``docx``, ``pdf``): the same manuscript and faces give the same bytes.

    Raises ContentError for Markdown that no document may hold or characters that no face has, ToolError when pandoc or
    Typst fails.
    """
    document = parse(manuscript)
    made: dict[str, bytes] = {}
    if "docx" in formats:
        made["docx"] = write_docx(manuscript, document)
    if "pdf" in formats:
        made["pdf"] = write_pdf(manuscript, document, faces)
    return made
