"""The PDF of a manuscript (PDF 文件): PDF/A-2a and PDF/UA-1, the same bytes for the same manuscript and faces."""

from __future__ import annotations

from builders.core.errors import ContentError
from builders.model.document import Document
from builders.model.face import FaceSet
from builders.model.manuscript import Manuscript
from builders.typeset.pdf.engine import RefusedError, engine
from builders.typeset.pdf.glyphs import missing
from builders.typeset.pdf.source import source, used_pictures


def write(manuscript: Manuscript, document: Document, faces: FaceSet) -> bytes:
    """Return the PDF of a numbered document.

    Raises ContentError for characters that no face has, with their places, and for pictures that cannot be printed;
    ToolError when Typst fails.
    """
    pictures = used_pictures(manuscript, document)
    code = source(manuscript, document, {name: file for name, (file, _) in pictures.items()})
    try:
        return engine(faces).compile(code, dict(pictures.values()), manuscript.moment)
    except RefusedError as refusal:
        problems = missing(manuscript, faces, refusal.detail)
        if not problems:
            raise
        raise ContentError(f"有{len(problems)}处的字没有字体可印。", problems) from refusal
