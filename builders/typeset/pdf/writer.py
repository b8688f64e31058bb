"""The PDF of a manuscript (PDF 文件): PDF/A-2a and PDF/UA-1, the same bytes for the same manuscript and faces."""

from __future__ import annotations

from builders.core.errors import ContentError, ToolError
from builders.model.document import Document
from builders.model.face import FaceSet
from builders.model.manuscript import Manuscript
from builders.typeset.pdf.engine import Refusal, engine
from builders.typeset.pdf.glyphs import missing
from builders.typeset.pdf.pictures import files_of, pictures, unprintable
from builders.typeset.pdf.source import source


def write(manuscript: Manuscript, document: Document, faces: FaceSet) -> bytes:
    """Return the PDF of a numbered document.

    Raises ContentError for characters that no face has, with their places, and for pictures that cannot be printed;
    ToolError when Typst fails.
    """
    shown = pictures(manuscript, document)
    press = engine(faces)
    code = source(manuscript, document, {name: picture.file for name, picture in shown.items()})
    try:
        return press.compile(code, files_of(shown), manuscript.moment)
    except Refusal as refusal:
        problems = missing(manuscript, faces, refusal.detail)
        if problems:
            raise ContentError(f"有{len(problems)}处的字没有字体可印。", problems) from refusal
        broken = [name for name, picture in shown.items() if not press.reads(picture.file, picture.content)]
        if broken:
            raise unprintable(broken, "图片的内容不完整或引用了别的文件", "请重新导出该图片。") from refusal
        raise ToolError(refusal.message) from refusal
