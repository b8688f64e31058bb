"""The PDF of a manuscript (PDF 文件): PDF/A-2a and PDF/UA-1, the same bytes for the same manuscript and faces."""

from __future__ import annotations

from collections.abc import Mapping

from builders.core.errors import ContentError, ReportError, ToolError
from builders.model.document import Document
from builders.model.face import FaceSet
from builders.model.manuscript import Manuscript
from builders.typeset.pdf.engine import Engine, Refusal, Unsettled, engine
from builders.typeset.pdf.glyphs import missing
from builders.typeset.pdf.pictures import Picture, files_of, pictures, unprintable
from builders.typeset.pdf.source import source


def write(manuscript: Manuscript, document: Document, faces: FaceSet) -> bytes:
    """Return the PDF of a numbered document.

    Raises ContentError for characters that no face has, with their places, and for pictures that cannot be printed;
    ToolError when Typst fails.
    """
    shown = pictures(manuscript, document)
    press = engine(faces)
    named = {name: picture.file for name, picture in shown.items()}

    def compiled(*, movable: bool) -> bytes:
        return press.compile(
            source(manuscript, document, named, movable=movable), files_of(shown), manuscript.moment
        )  # fmt: skip

    try:
        try:
            return compiled(movable=True)
        except Unsettled:
            # White at the foot of some pages is better than a page number that is wrong.
            return compiled(movable=False)
    except Refusal as refusal:
        raise _explained(refusal, manuscript, faces, press, shown) from refusal


def _explained(
    refusal: Refusal, manuscript: Manuscript, faces: FaceSet, press: Engine, shown: Mapping[str, Picture]
) -> ReportError:
    """Return whose error a refusal is: the author's, when a character or a picture cannot be printed, else Typst's."""
    problems = missing(manuscript, faces, refusal.detail)
    if problems:
        return ContentError(f"有{len(problems)}处的字没有字体可印。", problems)
    broken = [name for name, picture in shown.items() if not press.reads(picture.file, picture.content)]
    if broken:
        return unprintable(broken, "图片的内容不完整或引用了别的文件", "请重新导出该图片。")
    return ToolError(refusal.message)
