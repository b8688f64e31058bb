"""Figures (图): a picture in the line, its caption below, its meaning in words for those who cannot see it."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from io import BytesIO

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.parts.image import ImagePart

from builders.core.diagnostics import Diagnostic, Place
from builders.core.errors import ContentError
from builders.model.document import Document, Figure
from builders.model.manuscript import Asset
from builders.typeset.docx.inline import Reach, paragraph, run, runs
from builders.typeset.docx.stories import Book, Story
from builders.typeset.docx.styleids import FIGURE, FIGURE_CAPTION
from builders.typeset.docx.units import EMU_PER_TWIP
from builders.typeset.docx.xml import NAMESPACES, Element, element, w
from builders.typeset.gongwen import FIGURE_TALLEST

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


def figure(
    subject: Figure, part: ImagePart, book: Book, story: Story, reach: Reach, room: tuple[int, int]
) -> list[Element]:
    """Return a figure's picture and caption; ``part`` is its picture, ``room`` the type area in twips."""
    picture = _drawing(subject, _size(subject, part, room), story.relate(part, RELATION.IMAGE), book.next_drawing())
    made = [paragraph(FIGURE, w("r", picture))]
    words = [*runs(subject.caption, reach)]
    head = subject.label + ("　" if subject.label and words else "")
    if head:
        words.insert(0, run(head))
    return [*made, paragraph(FIGURE_CAPTION, *words)] if words else made


def _figures(document: Document) -> Iterator[Figure]:
    parts = (document.blocks, *(annex.blocks for annex in document.annexes))
    return (block for part in parts for block in part if isinstance(block, Figure))


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
    return Diagnostic(Place("assets", column=name), "W101", message, cure=cure)


def _size(subject: Figure, part: ImagePart, room: tuple[int, int]) -> tuple[int, int]:
    """Return width and height in EMU: the figure's share of the type area, lower when it would be too tall."""
    image, (widest, tallest) = part.image, room
    width = subject.width * widest * EMU_PER_TWIP
    height = width * image.px_height / image.px_width
    shrink = min(1.0, FIGURE_TALLEST * tallest * EMU_PER_TWIP / height)
    return round(width * shrink), round(height * shrink)


def _drawing(subject: Figure, size: tuple[int, int], relation: str, number: int) -> Element:
    width, height = size
    extent = {"cx": str(width), "cy": str(height)}
    naming = {"id": str(number), "name": subject.label or f"图片{number}", "descr": subject.alt}
    locks = element("wp:cNvGraphicFramePr", {}, element("a:graphicFrameLocks", {"noChangeAspect": "1"}))
    data = element("a:graphicData", {"uri": NAMESPACES["pic"]}, _picture(extent, naming, relation))
    inline = element(
        "wp:inline",
        {"distT": "0", "distB": "0", "distL": "0", "distR": "0"},
        element("wp:extent", extent),
        element("wp:docPr", naming),
        locks,
        element("a:graphic", {}, data),
    )
    return w("drawing", inline)


def _picture(extent: dict[str, str], naming: dict[str, str], relation: str) -> Element:
    known = element("pic:nvPicPr", {}, element("pic:cNvPr", naming), element("pic:cNvPicPr"))
    stretch = element("a:stretch", {}, element("a:fillRect"))
    fill = element("pic:blipFill", {}, element("a:blip", {"r:embed": relation}), stretch)
    frame = element("a:xfrm", {}, element("a:off", {"x": "0", "y": "0"}), element("a:ext", extent))
    shape = element("pic:spPr", {}, frame, element("a:prstGeom", {"prst": "rect"}, element("a:avLst")))
    return element("pic:pic", {}, known, fill, shape)
