"""Assets (图片素材): the picture parts of all figures, made once for each picture."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.parts.image import ImagePart

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import ContentError
from builders.model.document import Document, Figure, FigurePair
from builders.model.manuscript import Asset
from builders.typeset.docx.stories import Book

SUFFIXES = ("png", "jpg", "jpeg")


def pictures(document: Document, assets: tuple[Asset, ...], book: Book) -> dict[str, ImagePart]:
    """Return the picture parts of all figures by the name of their asset.

    Raises ContentError with every picture that the manuscript lacks, or has in no form that Word reads.
    """
    known = {asset.name: asset for asset in assets}
    parts: dict[str, ImagePart] = {}
    problems: list[Diagnostic] = []
    for name in dict.fromkeys(figure.asset for figure in _figures(document)):
        content = _rendition(known.get(name))
        part = _part(content, book) if content else None
        if part is not None:
            parts[name] = part
        elif content:
            problems.append(_problem(name, "图片内容不完整，或不是 png、jpg", "请重新导出该图片。"))
        else:
            problems.append(_problem(name, "图片没有 Word 能用的格式", "请提供 png 或 jpg。"))
    if problems:
        raise ContentError(f"有{len(problems)}幅图片不能插入 Word 文档。", problems)
    return parts


def _figures(document: Document) -> Iterator[Figure]:
    parts = (document.blocks, *(annex.blocks for annex in document.annexes))
    for block in (block for part in parts for block in part):
        if isinstance(block, Figure):
            yield block
        elif isinstance(block, FigurePair):
            yield from block.figures


def _rendition(asset: Asset | None) -> bytes | None:
    return next((found for suffix in SUFFIXES if asset and (found := asset.rendition(suffix))), None)


def _part(content: bytes, book: Book) -> ImagePart | None:
    """Return the part of a picture; None when its bytes are no picture with a width and a height."""
    try:
        part = book.package.get_or_add_image_part(BytesIO(content))
        image = part.image
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, struct.error, KeyError):
        return None
    return part if image.px_width > 0 and image.px_height > 0 else None


def _problem(name: str, message: str, cure: str) -> Diagnostic:
    return Diagnostic(Place("assets", column=name), "G101", message, cure=cure)


